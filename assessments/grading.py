"""Grades of a result: the best of each group first, each grade within its quota and above its line (ASM-18)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from assessments.models import Grade
from core.records.errors import RuleViolation

MOST = 5
"""Grades that a scheme may have."""


class Said(NamedTuple):
    """One grade as the form gives it: its name, at most how many percent, from how many points."""

    label: str
    share: Decimal | None
    line: Decimal | None


def grades_said(said: Sequence[Said]) -> list[dict[str, Any]]:
    """What a draft keeps of the grades; raises RuleViolation at the field (``grade-1-share``) that does not hold."""
    rows = [
        (number, each) for number, each in enumerate(said, start=1) if each.label.strip() or each.share or each.line
    ]
    if not rows:
        return []
    if len(rows) == 1:
        raise RuleViolation("grade-alone", "至少要有两个等次", field=f"grade-{rows[0][0]}-label")
    given, lowest = Decimal(0), None
    for number, each in rows:
        last = (number, each) == rows[-1]
        if not each.label.strip():
            raise RuleViolation("grade-name", "请填写等次名称", field=f"grade-{number}-label")
        if [other.label.strip() for _, other in rows].count(each.label.strip()) > 1:
            raise RuleViolation("grade-twice", "等次名称重复", field=f"grade-{number}-label")
        if last and (each.share is not None or each.line is not None):
            raise RuleViolation(
                "grade-last",
                "最后一等给其余社区，不设名额和分数线",
                field=f"grade-{number}-{'line' if each.share is None else 'share'}",
            )
        if not last and each.share is None and each.line is None:
            raise RuleViolation("grade-open", "请填写名额或分数线", field=f"grade-{number}-share")
        given += each.share or 0
        if given > 100:  # noqa: PLR2004 - percent
            raise RuleViolation("grade-shares", "各等次名额合计不能超过100%", field=f"grade-{number}-share")
        if each.line is not None and lowest is not None and each.line >= lowest:
            raise RuleViolation("grade-lines", "分数线应逐等降低", field=f"grade-{number}-line")
        lowest = lowest if each.line is None else each.line
    return [
        {
            "label": each.label.strip(),
            "share": None if each.share is None else str(each.share),
            "line": None if each.line is None else str(each.line),
        }
        for _, each in rows
    ]


class Placed(NamedTuple):
    """One result: whose, in which group, its points (none: not graded), and whether a veto stands against it."""

    key: int
    group: str
    points: Decimal | None
    vetoed: bool


def graded(rows: Iterable[Placed], grades: Sequence[Grade]) -> dict[int, str]:
    """Grade of each result that has points. A quota is of the whole group, rounded down; equals share a grade, the
    lower one where the quota has no room for all of them; after a veto only the last is left."""
    found: dict[int, str] = {}
    if not grades:
        return found
    ordered = sorted(rows, key=lambda each: each.group)
    for _, together in groupby(ordered, key=lambda each: each.group):
        found |= _of_group(list(together), grades)
    return found


def _of_group(rows: list[Placed], grades: Sequence[Grade]) -> dict[int, str]:
    found = {each.key: grades[-1].label for each in rows if each.vetoed and each.points is not None}
    best = sorted((each for each in rows if each.points is not None and not each.vetoed), key=_points, reverse=True)
    at, given = 0, 0
    for points, equal in groupby(best, key=_points):
        keys = [each.key for each in equal]
        while at < len(grades) - 1 and not _fits(grades[at], points, given + len(keys), len(rows)):
            at, given = at + 1, 0
        given += len(keys)
        found |= dict.fromkeys(keys, grades[at].label)
    return found


def _points(row: Placed) -> Decimal:
    return row.points or Decimal(0)


def _fits(grade: Grade, points: Decimal, wanted: int, of: int) -> bool:
    if grade.line is not None and points < grade.line:
        return False
    return grade.share is None or wanted * 100 <= grade.share * of
