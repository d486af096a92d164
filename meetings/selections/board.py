"""What the board of targets asks of selections: the latest of each committee, judged by its own numbers (ASM-10)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from core.records.measures import Verdict
from meetings.models import Delegate, Nominee, Selection
from meetings.selections import rules
from organizations.models import CaseOutcome, CaseStep, Organization


class Judged(NamedTuple):
    """One selection of a committee: verdict and what is so, in words."""

    committee: Organization
    verdict: str
    detail: str


def _latest(committees: Iterable[Organization], on: date) -> list[Selection]:
    rows = Selection.objects.filter(organization__in=list(committees), published_on__lte=on)
    rows = rows.exclude(case__outcome__in=[CaseOutcome.CANCELLED, CaseOutcome.REFUSED])
    found: dict[int, Selection] = {}
    for row in rows.select_related("organization", "case").order_by("published_on", "pk"):
        found[row.organization_id] = row
    return list(found.values())


def _verdict(enough: bool, *, over: bool) -> str:
    """Reached, missing once the step is over, else still open."""
    return Verdict.COUNTS if enough else Verdict.MISSING if over else Verdict.OPEN


def _candidates(selection: Selection, done: set[str]) -> Judged:
    rows = list(Nominee.objects.filter(case=selection.case_id))
    gates = rules.ratio_gates(selection, rows)
    enough = all(gate.ok for gate in gates)
    words = "；".join(gate.label for gate in gates)
    return Judged(selection.organization, _verdict(enough, over="review" in done), words)


def _delegates(kind: str, needed: Callable[[Selection], int]) -> Callable[[Selection, set[str]], Judged]:
    def judge(selection: Selection, done: set[str]) -> Judged:
        number, least = Delegate.objects.filter(case=selection.case_id, kind=kind).count(), needed(selection)
        verdict = _verdict(number >= least, over="delegates" in done)
        return Judged(selection.organization, verdict, f"{number} 名，应有 {least} 名")

    return judge


def _speeches(selection: Selection, done: set[str]) -> Judged:
    minutes = rules.number(selection, rules.MINUTES)
    words = f"按抽签顺序，每人不超过 {minutes} 分钟" if "draw" in done else "还没有抽签"
    return Judged(selection.organization, _verdict("draw" in done, over="vote" in done), words)


TARGETS: dict[str, tuple[str, str, str, Callable[[Selection, set[str]], Judged]]] = {
    "candidates": ("推选人选与职数之比", "每类职务不低于 {0}:1", rules.RATIO, _candidates),
    "delegates": (
        "社区党员代表",
        "不少于党员总数的 {0}%",
        rules.SHARE,
        _delegates(Delegate.Kind.MEMBER, rules.member_delegates_needed),
    ),
    "in_service": (
        "在职党员代表",
        "不少于 {0} 名",
        rules.IN_SERVICE,
        _delegates(Delegate.Kind.IN_SERVICE, lambda selection: rules.number(selection, rules.IN_SERVICE)),
    ),
    "speech": ("竞职演讲", "每人 {0} 分钟", rules.MINUTES, _speeches),
}
"""Key of a target → title, words, standard, and how a selection is judged."""


def judged(key: str, committees: list[Organization], on: date) -> Iterator[Judged]:
    """The latest selection of each of the committees; those without one are not judged."""
    found = _latest(committees, on)
    steps: dict[int, set[str]] = {}
    rows = CaseStep.objects.filter(case__in=[each.case_id for each in found], voided_on=None)
    for case, step in rows.values_list("case_id", "key"):
        steps.setdefault(case, set()).add(step)
    for each in found:
        yield TARGETS[key][3](each, steps.get(each.case_id, set()))
