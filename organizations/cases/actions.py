"""Every write of a case: begin, take a step, give steps back with a reason, stop."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.records import audit
from core.records.errors import RuleViolation
from core.records.versions import save_versioned
from organizations.cases import rules
from organizations.cases.kinds import CaseKind, Draft, File, StepKind, Stop, kinds, proof_of
from organizations.models import Case, CasePerson, CaseStep, Organization
from organizations.rules import raise_field_errors
from organizations.tree.effective import check_not_ahead, check_stands
from people.models import Person, User


def file_of(case: Case) -> File:
    """The case as it stands; one query."""
    rows = case.steps.filter(voided_on=None).select_related("recorded_by__person").order_by("done_on", "pk")
    return File(case, kinds()[case.kind], list(rows))


def _account(by: Any) -> User | None:
    return by if isinstance(by, User) else None


@transaction.atomic
def begin(
    *,
    by: Any,
    kind: CaseKind,
    organization: Organization,
    on: date,
    now: datetime,
    person: Person | None = None,
    title: str = "",
    category: str = "",
    kinship: str = "",
) -> Case:
    """Open a case. Raises RuleViolation: another kind of organisation, a day ahead, one that runs already."""
    today = timezone.localdate(now)
    if organization.kind not in kind.kinds:
        raise RuleViolation("wrong-kind", f"{organization.name}不办理{kind.label}", field="organization")
    if isinstance(by, User) and not rules.may_begin(by, kind, organization):
        office = kind.opens.of(organization)
        raise RuleViolation("not-yours", f"{kind.label}由{office.name if office else '上级'}登记", field="organization")
    check_not_ahead(on, today=today, label=kind.begun, field="begun_on")
    check_stands(organization, on, label=kind.begun, field="begun_on")
    case = Case(
        organization=organization,
        kind=kind.key,
        title=title or f"{person.name if person else organization.name}{kind.noun}"[:80],
        person=person,
        category=category,
        kinship=kinship.strip(),
        begun_on=on,
        recorded_at=now,
        recorded_by=_account(by),
    )
    first = File(case, kind, []).next(on)
    case.next_step = first.key if first else ""
    _check_category(kind, case, on)
    kind.check(case, by, today)
    raise_field_errors(case, exclude=["scope"])
    case.save()
    audit.record("organizations.case_begun", by=by, target=case, kind=kind.key, on=on.isoformat())
    return case


def _check_category(kind: CaseKind, case: Case, on: date) -> None:
    if kind.categories is not None and case.category and case.category not in kind.categories(case.organization, on):
        raise RuleViolation("category", f"请选择{kind.category}", field="category")


def _locked(case: Case) -> Case:
    rows = Case.objects.select_for_update(of=("self",)).select_related("organization", "person")
    return rows.get(pk=case.pk)


def _check_may(by: Any, file: File, step: StepKind | Stop) -> None:
    """Only who acts for the office that owes it; a load (``by`` a name) is not asked."""
    if isinstance(by, User) and not rules.may_take(by, file, step):
        office = step.level.of(file.case.organization)
        raise RuleViolation("not-yours", f"“{step.label}”由{office.name if office else '上级'}办理")


@transaction.atomic
def take(
    *,
    by: Any,
    case: Case,
    step: StepKind,
    now: datetime,
    version: int,
    done_on: date | None = None,
    record: int | None = None,
    choice: str = "",
    persons: Sequence[Person] = (),
    document: str = "",
    note: str = "",
    excuse: str = "",
) -> CaseStep:
    """Enter a step; of one that a record fulfils the day is the record's. Raises RuleViolation, Conflict."""
    stored = _locked(case)
    today = timezone.localdate(now)
    file = file_of(stored)
    _check_may(by, file, step)
    rules.check_turn(file, step, today)
    proof = proof_of(step)
    found = rules.records_for(file, step, today)
    chosen = next((each for each in found if each.pk == record), None)
    on = chosen.on if chosen else done_on or today
    draft = Draft(file, step, on, today, by, record, choice, tuple(persons), excuse)
    rules.check_step(draft, proof, found)
    row = CaseStep(
        organization_id=stored.organization_id,
        case=stored,
        key=step.key,
        round=len(file.all_of(step.key)) + 1,
        done_on=on,
        proof=proof.key if proof else "",
        record=record if proof else None,
        evidence=chosen.label[:200] if chosen else "",
        choice=choice,
        document=document.strip(),
        note=note.strip(),
        excuse=excuse.strip(),
        recorded_at=now,
        recorded_by=_account(by),
    )
    for name, label in (("document", step.document), ("note", step.note)):
        if label and not getattr(row, name):
            raise RuleViolation("missing", f"请填写{label}", field=name)
    raise_field_errors(row, exclude=["scope"])
    row.save()
    if step.persons is not None:
        _name(row, step, persons)
    file = file_of(stored)
    save_versioned(stored, version, _settle(file, today))
    audit.record("organizations.case_step_taken", by=by, target=stored, step=step.key, on=on.isoformat())
    step.then(draft._replace(file=file, row=row))
    return row


def _name(row: CaseStep, step: StepKind, persons: Sequence[Person]) -> None:
    """Those of the role from the day of the step on; who is named no more has ended there."""
    assert step.persons is not None
    standing = CasePerson.objects.filter(case=row.case, role=step.persons.role, until=None)
    standing.exclude(person__in=persons).update(until=row.done_on)
    known = set(standing.values_list("person_id", flat=True))
    for person in persons:
        if person.pk not in known:
            CasePerson.objects.create(
                organization_id=row.organization_id,
                case=row.case,
                step=row,
                role=step.persons.role,
                person=person,
                since=row.done_on,
            )


def _settle(file: File, today: date) -> list[str]:
    """What follows for the case: its next step, or that it is done."""
    case, step = file.case, file.next(today)
    case.next_step = step.key if step else ""
    if step is None:
        case.ended_on, case.outcome = max(file.rows[-1].done_on, case.begun_on), Case.Outcome.DONE
    return ["next_step", "ended_on", "outcome"]


def given_back(file: File, key: str) -> list[CaseStep]:
    """Steps that fall when the step ``key`` is given back: itself and what came after it in the order of the kind."""
    order = [each.key for each in file.kind.steps]
    first = order.index(key)
    place = {each: number for number, each in enumerate(order)}
    return [row for row in file.rows if place[row.key] >= first and file.kind.step(row.key).is_main]


@transaction.atomic
def give_back(*, by: Any, case: Case, key: str, reason: str, version: int, now: datetime) -> Case:
    """Take the step ``key`` and all main steps after it back, with a reason: they are done again. Raises RuleViolation
    for a step that is fixed by what followed from it."""
    stored = _locked(case)
    today = timezone.localdate(now)
    file = file_of(stored)
    rules.check_open(stored)
    falling = given_back(file, key)
    if not falling:
        raise RuleViolation("nothing", "这一步还没有登记", field="key")
    if not reason.strip():
        raise RuleViolation("no-reason", "请填写退回原因", field="reason")
    for row in falling:
        step = file.kind.step(row.key)
        if step.fixed:
            raise RuleViolation("fixed", f"“{step.label}”已经生效，不能退回", field="key")
        if isinstance(by, User) and not (rules.may_take(by, file, step) or rules.may_return(by, file)):
            raise RuleViolation("not-yours", f"“{step.label}”请由办理的组织退回", field="key")
    for row in falling:
        row.voided_on, row.voided_because = today, reason.strip()[:200]
        save_versioned(row, row.version, ["voided_on", "voided_because"])
        CasePerson.objects.filter(step=row, until=None).update(until=max(today, row.done_on))
    save_versioned(stored, version, _settle(file_of(stored), today))
    audit.record("organizations.case_given_back", by=by, target=stored, step=key, reason=reason.strip())
    return stored


@transaction.atomic
def stop(*, by: Any, case: Case, how: Stop, on: date, reason: str, version: int, now: datetime) -> Case:
    """End a case before its last step, with a reason."""
    stored = _locked(case)
    today = timezone.localdate(now)
    file = file_of(stored)
    rules.check_open(stored)
    _check_may(by, file, how)
    if not rules.is_within(file, how.since, how.until):
        raise RuleViolation("not-now", f"现在不能{how.label}")
    if not reason.strip():
        raise RuleViolation("no-reason", "请填写原因", field="reason")
    check_not_ahead(on, today=today, label="日期", field="on")
    last = max([stored.begun_on, *(row.done_on for row in file.rows)])
    if on < last:
        raise RuleViolation("too-early", f"日期不能早于最后一步（{last}）", field="on")
    stored.next_step, stored.ended_on, stored.outcome = "", on, how.outcome
    stored.ended_because = reason.strip()[:200]
    save_versioned(stored, version, ["next_step", "ended_on", "outcome", "ended_because"])
    CasePerson.objects.filter(case=stored, until=None).update(until=on)
    audit.record("organizations.case_stopped", by=by, target=stored, how=how.key, reason=stored.ended_because)
    how.then(file, by, on, stored.ended_because)
    return stored


@transaction.atomic
def correct(*, by: Any, case: Case, version: int, category: str, kinship: str, today: date) -> Case:
    """Other words for the category and what was declared of relatives."""
    stored = _locked(case)
    file = file_of(stored)
    rules.check_open(stored)
    old = [stored.category, stored.kinship]
    stored.category, stored.kinship = category, kinship.strip()
    _check_category(file.kind, stored, today)
    save_versioned(stored, version, ["category", "kinship"])
    audit.record("organizations.case_corrected", by=by, target=stored, old=old, new=[stored.category, stored.kinship])
    return stored
