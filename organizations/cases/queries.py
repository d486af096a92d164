"""Reads of cases: lists in a user's scope, and one case as its page shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from core.web.home import lists
from organizations.cases import rules
from organizations.cases.actions import file_of
from organizations.cases.kinds import CaseKind, File, Gate, Level, StepKind, kinds
from organizations.models import Case, CaseStep, Organization
from organizations.scoping import NOTHING, grants_of, permissions_of, steps_to, subtree_condition, visible_condition


def visible(user: Any) -> Any:
    """Cases that the user may see: each kind by its own right."""
    condition = NOTHING
    for kind in kinds().values():
        condition |= Q(kind=kind.key) & visible_condition(user, kind.view, field="scope")
    return Case.objects.filter(condition)


def listed(user: Any, kind: CaseKind, *, text: str = "", step: str = "", state: str = "", category: str = "") -> Any:
    """Cases of the kind, those that are open first."""
    rows = Case.objects.visible_to(user, kind.view).filter(kind=kind.key)
    if text:
        rows = rows.filter(Q(title__contains=text) | Q(organization__name__contains=text))
    if step:
        rows = rows.filter(next_step=step)
    if category:
        rows = rows.filter(category=category)
    rows = rows.filter(outcome=state) if state in Case.Outcome.values else rows
    if state == "open":
        rows = rows.filter(ended_on=None)
    return rows.select_related("organization", "person").order_by("ended_on", "scope", "pk")


def _office(organization: Organization, level: Level, above: Iterable[Organization]) -> str:
    """The name of the organisation of the level among ``above`` that stands over ``organization``, or itself."""
    if level is Level.OWN:
        return organization.name
    return next(
        (each.name for each in above if each.kind in level.kinds and organization.path.startswith(each.path)), ""
    )


def cells(rows: Any, kind: CaseKind) -> list[list[Any]]:
    """Lines of the register: who owes the next step, and which was the last; three queries."""
    found = list(rows)
    last: dict[int, CaseStep] = {}
    steps = CaseStep.objects.filter(case__in=[row.pk for row in found], voided_on=None)
    for each in steps.order_by("done_on", "pk"):
        last[each.case_id] = each
    above = list(steps_to({row.organization.path for row in found}).values())
    lines = []
    for row in found:
        step = last.get(row.pk)
        level = kind.step(row.next_step).level if row.next_step else None
        lines.append(
            [
                row.title,
                row.organization.name,
                row.person.name if row.person else "",
                row.category,
                f"{row.begun_on:%Y-%m-%d}",
                kind.label_of(row.next_step) if row.next_step else "",
                _office(row.organization, level, above) if level else "",
                f"{step.done_on:%Y-%m-%d} {kind.label_of(step.key)}" if step else "",
                row.get_outcome_display(),
                f"{row.ended_on:%Y-%m-%d}" if row.ended_on else "",
            ]
        )
    return lines


def keepers(user: Any, kind: CaseKind) -> Any:
    """Organisations whose cases of the kind the user may begin."""
    own = Organization.objects.visible_to(user, kind.right).filter(kind__in=kind.kinds)
    if kind.opens in (Level.OWN, Level.COMMUNITY):
        return own
    held = grants_of(user).get(kind.right.rsplit(".", 1)[-1], ())
    offices = Organization.objects.filter(path__in=held, kind__in=kind.opens.kinds)
    return own.filter(subtree_condition(offices.values_list("path", flat=True), field="path"))


def may_begin_any(user: Any, kind: CaseKind) -> bool:
    """Whether the user begins cases of the kind anywhere."""
    return kind.right in permissions_of(user) and keepers(user, kind).exists()


@dataclass(frozen=True)
class Line:
    """A step on the page of a case."""

    step: StepKind
    row: CaseStep | None
    first: date | None
    last: date | None
    flags: Sequence[str]
    address: str
    owner: str
    is_next: bool

    @property
    def tone(self) -> str:
        return "warn" if self.flags else "good"


@dataclass(frozen=True)
class View:
    """A case as its page shows it."""

    file: File
    lines: Sequence[Line]
    next: StepKind | None
    owner: str
    first: date | None
    due: date | None
    gates: Sequence[Gate]
    fallen: Sequence[tuple[str, CaseStep]]
    persons: Sequence[tuple[str, Any]]


def view_of(case: Case, *, today: date) -> View:
    """Steps, what the next one needs and what is missing; the number of queries follows the kind, not the rows."""
    file = file_of(case)
    step = file.next(today) if case.is_open else None
    rows = list(case.persons.select_related("person").order_by("role", "since", "pk"))
    labels = {each.persons.role: each.persons.label for each in file.kind.steps if each.persons}
    office = step.level.of(case.organization) if step else None
    return View(
        file=file,
        lines=_lines(file, step, today),
        next=step,
        owner=office.name if office else "",
        first=rules.earliest(file, step, today) if step else None,
        due=rules.next_due(file, today) if step else None,
        gates=rules.open_gates(file, step, today) if step else (),
        fallen=[
            (file.kind.label_of(row.key), row) for row in case.steps.exclude(voided_on=None).order_by("voided_on", "pk")
        ],
        persons=[(labels.get(row.role, row.role), row) for row in rows],
    )


def _lines(file: File, following: StepKind | None, today: date) -> list[Line]:
    case = file.case
    burst = rules.burst(file.rows, case.organization, today) if file.rows else set()
    days = rules.lag_limit(case.organization, today)
    addresses = {each.key: each.address for each in lists().proofs}
    lines = []
    for row in file.rows:
        flags = rules.flags_of(file, row, late_days=days, in_burst=row.pk in burst)
        address = addresses[row.proof](row.record) if row.record is not None and row.proof in addresses else ""
        lines.append(Line(file.kind.step(row.key), row, None, None, flags, address, "", False))
    if case.is_open:
        ahead = [each for each in file.main(today) if file.row(each.key) is None]
        lines += [Line(each, None, None, None, (), "", each.level.value, each is following) for each in ahead]
    return lines


def other_steps(file: File) -> list[StepKind]:
    """Steps that may happen now beside the next one."""
    return [
        each
        for each in file.kind.steps
        if not each.is_main and file.case.is_open and rules.is_within(file, each.since, each.until)
    ]


def page_of(case: Case) -> str:
    return reverse("organizations:case", args=[case.pk])


def persons_of_cases(user: Any, permission: str) -> Any:
    """Ids of persons whom the user reaches through cases, which are theirs or name them."""
    return Case.objects.visible_to(user, permission).exclude(person=None).values("person_id")
