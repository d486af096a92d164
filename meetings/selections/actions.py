"""Every write of a selection beside the steps of its case (ORG-08)."""

import itertools
import random
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.records import audit
from core.records.errors import RuleViolation
from core.records.versions import save_versioned
from meetings.actions.roster import freeze
from meetings.ballots.actions import open_election
from meetings.models import Attendance, Delegate, Meeting, Nominee, Poll, Selection
from meetings.selections import rules
from organizations.actions.posts import appoint
from organizations.cases.actions import file_of
from organizations.cases.kinds import Draft, Gate, StepKind
from organizations.models import Case, CaseStep, Organization, Position, Post, Unit
from organizations.orders.actions import file_order
from organizations.orders.fields import Paper
from organizations.orders.models import OrderKind
from organizations.rules import raise_field_errors
from organizations.terms import term_end
from people.models import Person


def _done(case: Case) -> set[str]:
    return set(CaseStep.objects.filter(case=case, voided_on=None).values_list("key", flat=True))


def _locked(case: Case) -> Case:
    """The case, held: two officers at one selection come one after the other."""
    return Case.objects.select_for_update(of=("self",)).select_related("organization").get(pk=case.pk)


def of_case(case: Case) -> Selection:
    """Raises RuleViolation before the seats were published."""
    rows = Selection.objects.select_related("case", "organization", "meeting__kind", "meeting__organization")
    found: Selection | None = rows.filter(case=case).first()
    if found is None:
        raise RuleViolation("not-published", "公布职位以后才能办理")
    return found


def publish(*, case: Case, on: date, by: Any) -> Selection:
    """Freeze seats, members and standards of the day."""
    seats = rules.vacant(case.organization, on)
    made = Selection.objects.create(
        organization_id=case.organization_id,
        case=case,
        published_on=on,
        deputies=seats[Position.PART_TIME_DEPUTY],
        members=seats[Position.COMMITTEE_MEMBER],
        community_members=rules.community_members(case.organization, on),
        numbers=rules.frozen(case.organization, on),
    )
    audit.record("meetings.selection_published", by=by, target=case, deputies=made.deputies, members=made.members)
    return made


@transaction.atomic
def nominate(
    *, by: Any, case: Case, person: Person, position: str, way: str, backers: str, nominated_on: date, today: date
) -> Nominee:
    """Enter a nomination. Raises RuleViolation with the field."""
    stored = _locked(case)
    selection = of_case(stored)
    nominee = Nominee(
        organization_id=stored.organization_id,
        case=stored,
        person=person,
        position=position,
        way=way,
        backers=backers.strip(),
        nominated_on=nominated_on,
    )
    if way == Nominee.Way.WRITE_IN:
        names = [name for name, _ in rules.result(selection, position).write_ins]
        if person.name not in names:
            raise RuleViolation("not-written-in", "另选他人只登记票上写了名字、得票过半数的人", field="way")
        nominee.verdict, nominee.reason, nominee.reviewed_on = Nominee.Verdict.PASSED, "推选大会另选，得票过半数", today
    else:
        rules.check_may_nominate(stored, _done(stored))
    rules.check_nominee(nominee, selection, today=today)
    raise_field_errors(nominee, exclude=["scope"])
    nominee.save()
    audit.record("meetings.nominated", by=by, target=nominee, way=way)
    return nominee


def _check_open_review(case: Case) -> None:
    done = _done(case)
    if "nominate" not in done:
        raise RuleViolation("not-closed", "推荐提名结束以后才能审查")
    if "review" in done:
        raise RuleViolation("closed", "资格审查已经结束；需要更正的，先把这一步退回")


@transaction.atomic
def review(*, by: Any, nominee: Nominee, version: int, verdict: str, reason: str, today: date) -> Nominee:
    """Say whether a nominee is qualified, with the reason."""
    _check_open_review(_locked(nominee.case))
    if verdict not in (Nominee.Verdict.PASSED, Nominee.Verdict.FAILED):
        raise RuleViolation("no-verdict", "请选择审查结果", field="verdict")
    if not reason.strip():
        raise RuleViolation("no-reason", "请写明审查理由，不合格的写清哪一项不符合", field="reason")
    nominee.verdict, nominee.reason, nominee.reviewed_on = verdict, reason.strip()[:200], today
    save_versioned(nominee, version, ["verdict", "reason", "reviewed_on"])
    audit.record("meetings.nominee_reviewed", by=by, target=nominee, verdict=verdict)
    return nominee


@transaction.atomic
def withdraw_nominee(*, by: Any, nominee: Nominee) -> None:
    """A nomination is taken back while nominations are open."""
    stored = _locked(nominee.case)
    rules.check_may_nominate(stored, _done(stored))
    audit.record("meetings.nomination_withdrawn", by=by, target=nominee)
    nominee.delete()


def _check_open_delegates(case: Case) -> None:
    if "delegates" in _done(case):
        raise RuleViolation("closed", "参会代表已经确定；需要调整的，先把这一步退回")


@transaction.atomic
def choose_delegates(*, by: Any, case: Case, members: Iterable[Person], in_service: Iterable[Person]) -> int:
    """The delegates of members and of in-service members are these; who is one already stays it."""
    stored = _locked(case)
    of_case(stored)
    _check_open_delegates(stored)
    kind = Delegate.Kind
    wanted = {person.pk: kind.MEMBER for person in members}
    doubled = [person for person in in_service if person.pk in wanted]
    if doubled:
        raise RuleViolation("twice", f"{doubled[0].name}不能同时作两类代表", field="in_service")
    wanted |= {person.pk: kind.IN_SERVICE for person in in_service}
    standing = Delegate.objects.filter(case=stored)
    standing.exclude(kind=kind.UNIT).exclude(person__in=wanted).delete()
    known = dict(standing.values_list("person_id", "kind"))
    for person, chosen in wanted.items():
        if person not in known:
            Delegate.objects.create(organization_id=stored.organization_id, case=stored, person_id=person, kind=chosen)
        elif known[person] not in (chosen, kind.UNIT):
            standing.filter(person=person).update(kind=chosen)
    audit.record("meetings.delegates_chosen", by=by, target=stored, delegates=len(wanted))
    return len(wanted)


@transaction.atomic
def add_unit_delegate(*, by: Any, case: Case, person: Person, unit: Unit) -> Delegate:
    """A secretary or deputy secretary of a unit's Party organisation takes part."""
    stored = _locked(case)
    of_case(stored)
    _check_open_delegates(stored)
    made = Delegate(
        organization_id=stored.organization_id, case=stored, person=person, kind=Delegate.Kind.UNIT, unit=unit
    )
    raise_field_errors(made, exclude=["scope"])
    made.save()
    audit.record("meetings.delegate_added", by=by, target=made)
    return made


def announce(*, case: Case, meeting: int) -> None:
    selection = of_case(case)
    selection.meeting = Meeting.objects.get(pk=meeting)
    gate = rules.notice_gate(selection, selection.meeting)
    if not gate.ok:
        raise RuleViolation("notice", gate.reason, field="record")
    save_versioned(selection, selection.version, ["meeting"])


def summon(*, case: Case, on: date) -> None:
    """The delegates and the officers are called to the meeting. Raises RuleViolation once it is recorded."""
    selection = of_case(case)
    meeting = selection.meeting
    assert meeting is not None
    if meeting.state not in (Meeting.State.NOTIFIED, Meeting.State.SIGNING_IN):
        raise RuleViolation("recorded", f"推选大会“{meeting.get_state_display()}”，不能再增加代表")
    voting = rules.electors(selection, on)
    freeze(meeting, on=timezone.localdate(meeting.starts_at), invited=voting)
    strangers = Attendance.objects.filter(meeting=meeting, guest=False).exclude(person__in=voting)
    strangers.delete()  # who is no delegate has no vote, and may come as a guest


def draw(*, case: Case, by: Any) -> None:
    """The order of speeches by lot, for each kind of seat."""
    for position in rules.POSITIONS:
        rows = list(Nominee.objects.filter(case=case, position=position, verdict=Nominee.Verdict.PASSED))
        random.SystemRandom().shuffle(rows)
        for place, row in enumerate(rows, start=1):
            row.place = place
            save_versioned(row, row.version, ["place"])
    audit.record("meetings.speeches_drawn", by=by, target=case)


# -- ballots ---------------------------------------------------------------------------------------


def _before_vote(step: StepKind) -> bool:
    return step.key != "vote"


def ballot_gates(selection: Selection, on: date) -> list[Gate]:
    """Every precondition of the ballot, with what cures it: nothing opens before all hold."""
    case = selection.case
    file = file_of(case)
    page = reverse("meetings:selection", args=[case.pk])
    missing = [step.label for step in itertools.takewhile(_before_vote, file.kind.steps) if file.row(step.key) is None]
    gates = [Gate("前面的步骤", not missing, f"还没有办理：{'、'.join(missing)}", "去办理", page)]
    nominees = list(Nominee.objects.filter(case=case))
    gates += rules.ratio_gates(selection, nominees)
    gates += rules.delegate_gates(selection, on)
    gates += [rules.notice_gate(selection, selection.meeting), *rules.attendance_gates(selection, on)]
    return gates


@transaction.atomic
def open_ballot(*, by: Any, case: Case, position: str, teller: Person, scrutineer: Person, now: datetime) -> Poll:
    """Begin the ballot, or the next round, of a kind of seat. Raises RuleViolation with every missing precondition."""
    stored = _locked(case)
    selection = of_case(stored)
    reasons = [gate.reason for gate in ballot_gates(selection, timezone.localdate(now)) if not gate.ok]
    if not stored.is_open or "vote" in _done(stored):
        reasons.append("投票已经结束")
    if reasons or selection.meeting is None:
        raise RuleViolation("gate", "；".join(reasons))
    found = rules.result(selection, position)
    if found.left <= 0:
        raise RuleViolation("filled", f"{found.label}已经选满")
    if found.rounds >= rules.number(selection, rules.ROUNDS):
        raise RuleViolation("rounds", f"最多投票{found.rounds}轮，没有选满的职务空着，以后增补")
    taken = {person.pk for person, _ in found.elected}
    rows = Nominee.objects.filter(case=stored, position=position, verdict=Nominee.Verdict.PASSED)
    candidates = [
        (row.person_id, str(row.get_way_display())) for row in rows.exclude(person__in=taken).order_by("place", "pk")
    ]
    return open_election(
        by=by,
        meeting=selection.meeting,
        matter=rules.MATTER_OF[Position(position)],
        candidates=candidates,
        seats=found.left,
        standard=rules.standard(selection),
        teller=teller,
        scrutineer=scrutineer,
        now=now,
    )


def elected(selection: Selection, position: str) -> list[Person]:
    """Who was elected, also by being written in, once registered."""
    found = rules.result(selection, position)
    names = [name for name, _ in found.write_ins]
    rows = Nominee.objects.filter(
        case=selection.case_id, position=position, way=Nominee.Way.WRITE_IN, person__name__in=names
    )
    return [*(person for person, _ in found.elected), *(row.person for row in rows.select_related("person"))]


def seat(draft: Draft) -> None:
    """Appoint the elected on the day of the founding meeting, by the document of the street's approval; a seat that was
    filled meanwhile refuses all of it."""
    case = draft.file.case
    organization = Organization.objects.select_for_update(no_key=True).get(pk=case.organization_id)
    selection, approval = of_case(case), draft.file.row("approve")
    assert approval is not None
    open_now = rules.vacant(organization, draft.on)
    made: list[Post] = []
    for position in rules.POSITIONS:
        persons = elected(selection, position)
        if len(persons) > open_now[position]:
            raise RuleViolation("filled", f"{position.label}只空缺{open_now[position]}名：职务已经有人担任，请核对任职")
        made += [
            appoint(
                by=draft.by,
                person=person,
                organization=organization,
                position=position,
                since=draft.on,
                today=draft.today,
                basis=Post.Basis.SELECTION,
                full_time=False,
                term_ends_on=term_end(organization, position, draft.on),
            )
            for person in persons
        ]
    if made:
        file_order(
            by=draft.by,
            organization=organization,
            kind=OrderKind.APPOINTMENT,
            paper=Paper(approval.document, approval.done_on),
            on=draft.on,
            today=draft.today,
            begun=[post.pk for post in made],
        )


def delegates_of(case: Case) -> Collection[Delegate]:
    return list(Delegate.objects.filter(case=case).select_related("person", "unit").order_by("kind", "person__pinyin"))
