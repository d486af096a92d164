"""A draft tried on the facts of the last year: the ranking that would result. Nothing of it stays (ASM-18)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from assessments import scoring
from assessments.models import Evaluation, Scheme
from core.chinese.numbers import ratio

SHOWN = 200
"""Lines of the ranking that a page draws."""


@dataclass(frozen=True)
class Tried:
    """One community: points of what is known, its place by the draft and by that year's result, if it had one."""

    organization_id: int
    label: str
    points: Decimal | None
    known: Decimal
    unknown: Decimal
    place: int | None
    before: int | None

    @property
    def moved(self) -> int | None:
        """Places won (above 0) or lost."""
        return None if self.place is None or self.before is None else self.before - self.place

    @property
    def lost(self) -> int:
        return -(self.moved or 0)


def try_on(scheme: Scheme, *, year: int, now: datetime) -> list[Tried]:
    """The communities of the district as the draft would have placed them in ``year``, best first.

    Ballots are those of that year; what reviewers would judge is not known, so that places go by the points of what is
    known, out of a hundred. Scored in a transaction that is rolled back, by the statements that score every night.
    """
    found: list[Tried] = []
    with transaction.atomic():
        before = _places(scheme, year)
        edition = Scheme.objects.filter(district=scheme.district, year=year).count() + 1
        Scheme.objects.filter(pk=scheme.pk).update(year=year, edition=edition)
        tried = Scheme.objects.select_related("district").get(pk=scheme.pk)
        scoring.score(scheme=tried, as_of=date(year, 12, 31), now=now)
        rows = Evaluation.objects.filter(scheme=tried, ended_on=None).select_related("organization")
        shown = {row.organization_id: _of_a_hundred(row) for row in rows}
        places = _ranked(shown)
        for row in rows:
            points = shown[row.organization_id]
            found.append(
                Tried(
                    row.organization_id,
                    row.organization.label,
                    points,
                    row.known_weight,
                    row.unknown_weight,
                    places.get(row.organization_id),
                    before.get(row.organization_id),
                )
            )
        transaction.set_rollback(True)
    return sorted(found, key=lambda each: (each.place is None, each.place or 0, each.organization_id))


def _of_a_hundred(row: Evaluation) -> Decimal | None:
    return ratio(row.known_points, row.known_weight, places=2)


def _places(scheme: Scheme, year: int) -> dict[int, int]:
    """What the result of that year says."""
    rows = Evaluation.objects.filter(
        scheme__district=scheme.district, scheme__year=year, scheme__in_force=True, ended_on=None
    )
    return _ranked(dict(rows.values_list("organization_id", "total")))


def _ranked(points: dict[int, Decimal | None]) -> dict[int, int]:
    """Place of each that has points; equal points share one."""
    known = sorted((value for value in points.values() if value is not None), reverse=True)
    first = {value: place for place, value in reversed(list(enumerate(known, start=1)))}
    return {key: first[value] for key, value in points.items() if value is not None}
