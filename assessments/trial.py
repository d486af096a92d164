"""A draft tried on the facts of the last year: the ranking that would result. Nothing of it stays (ASM-18)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction

from assessments import grading, scoring
from assessments.models import Evaluation, Scheme
from core.chinese.numbers import ratio

SHOWN = 200
"""Lines of the ranking that a page draws."""


class _Result(NamedTuple):
    """What places a community: its group, its points out of a hundred of what is known, a veto."""

    group: str
    points: Decimal | None
    vetoed: bool


@dataclass(frozen=True)
class Tried:
    """One community: points of what is known, its place in its group by the draft and by that year's result, if it had
    one, and the grade that follows.

    ``moved``: places won (above 0) or lost among those that both placed: a community that the year's result left
    unplaced pushes nobody down.
    """

    organization_id: int
    label: str
    result: _Result
    known: Decimal
    unknown: Decimal
    place: int | None
    before: int | None
    moved: int | None
    grade: str

    @property
    def points(self) -> Decimal | None:
        return self.result.points

    @property
    def lost(self) -> int:
        return -(self.moved or 0)


def try_on(scheme: Scheme, *, year: int, now: datetime) -> list[Tried]:
    """The communities of the district as the draft would have placed them in ``year``, group by group, best first.

    Ballots are those of that year; what reviewers would judge is not known, so that places go by the points of what is
    known, out of a hundred. Scored in a transaction that is rolled back, by the statements that score every night.
    """
    found: list[Tried] = []
    with transaction.atomic():
        totals = _totals(scheme, year)
        edition = Scheme.objects.filter(district=scheme.district, year=year, series=scheme.series).count() + 1
        Scheme.objects.filter(pk=scheme.pk).update(year=year, edition=edition)
        tried = Scheme.objects.select_related("district").get(pk=scheme.pk)
        scoring.score(scheme=tried, as_of=date(year, 12, 31), now=now)
        rows = Evaluation.objects.filter(scheme=tried, ended_on=None).select_related("organization")
        shown = {row.organization_id: _Result(row.group, _of_a_hundred(row), row.vetoed) for row in rows}
        places, before, moved = _ranked(shown), _ranked(totals), _moved(shown, totals)
        grades = grading.graded((grading.Placed(key, *each) for key, each in shown.items()), scheme.grade_rules)
        for row in rows:
            key = row.organization_id
            found.append(
                Tried(
                    key,
                    row.organization.label,
                    shown[key],
                    row.known_weight,
                    row.unknown_weight,
                    places.get(key),
                    before.get(key),
                    moved.get(key),
                    grades.get(key, ""),
                )
            )
        transaction.set_rollback(True)
    return sorted(
        found, key=lambda each: (each.result.group, each.place is None, each.place or 0, each.organization_id)
    )


def _of_a_hundred(row: Evaluation) -> Decimal | None:
    found = ratio(row.known_points, row.known_weight, places=2)
    return None if found is None else max(Decimal(0), found + row.extra_points)


def _totals(scheme: Scheme, year: int) -> dict[int, _Result]:
    """What the result of that year says."""
    rows = Evaluation.objects.filter(
        scheme__district=scheme.district,
        scheme__year=year,
        scheme__series=scheme.series,
        scheme__in_force=True,
        ended_on=None,
    )
    return {row.organization_id: _Result(row.group, row.total, row.vetoed) for row in rows}


def _placed(result: _Result | None) -> bool:
    return result is not None and result.points is not None and not result.vetoed


def _moved(now: dict[int, _Result], before: dict[int, _Result]) -> dict[int, int]:
    """Among those that stand in both, in the groups of the draft."""
    both = [key for key, result in now.items() if _placed(result) and _placed(before.get(key))]
    new = _ranked({key: now[key] for key in both})
    old = _ranked({key: before[key]._replace(group=now[key].group) for key in both})
    return {key: old[key] - new[key] for key in both}


def _ranked(results: dict[int, _Result]) -> dict[int, int]:
    """Place of each in its group that has points and no veto against it; equal points share one."""
    found: dict[int, int] = {}
    for group in {each.group for each in results.values()}:
        mine = {key: each.points for key, each in results.items() if each.group == group and _placed(each)}
        best = sorted((points for points in mine.values() if points is not None), reverse=True)
        first = {points: place for place, points in reversed(list(enumerate(best, start=1)))}
        found |= {key: first[points] for key, points in mine.items() if points is not None}
    return found
