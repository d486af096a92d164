"""Party age of many members at once, and what is recorded of one."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from core.records import walls
from members.models import Membership, MemberTie
from members.standing.models import SeniorAward, StandingSpell
from members.standing.rules import Span, Standing, standing, starts_on
from organizations import standards

HISTORY = "mem.probation.history"
GOES_ALONG = "members.standing"
"""The way past the wall: standing and awards are the member's own, and whoever keeps the member reads them all."""


def suspensions(persons: Sequence[int]) -> dict[int, list[Span]]:
    """Person → the spans of suspension; one query."""
    found: dict[int, list[Span]] = {}
    rows = MemberTie.objects.suspensions().filter(person__in=persons).exclude(state=StandingSpell.End.CORRECTION)
    spans: Iterable[tuple[int, Any]] = rows.values_list("person", "during")
    for person, during in spans:
        found.setdefault(person, []).append((during.lower, during.upper))
    return found


def standings(spells: Sequence[Membership], *, on: date) -> dict[int, Standing]:
    """Party age on the day by the spell's key; one query, and one for the probation of each time.

    A relationship that has ended (death, leaving the Party) counts to its last day.
    """
    history = standards.at(HISTORY, as_of=on)
    spans = suspensions([spell.person_id for spell in spells])
    found = {}
    for spell in spells:
        upper = spell.during.upper
        last = on if upper is None or spell.end_reason not in _FINAL else min(on, upper)
        found[spell.pk] = standing(starts_on(spell, history), spans.get(spell.person_id, ()), on=last)
    return found


_FINAL = (Membership.End.DEATH, Membership.End.WITHDRAWAL)


def spells_of(person_id: int) -> list[StandingSpell]:
    """What is recorded of a member, the latest first: it goes with the person, whichever branch recorded it."""
    with walls.beyond(GOES_ALONG):
        rows = StandingSpell.objects.filter(person_id=person_id).select_related("organization")
        return list(rows.order_by("-during", "-pk"))


def awards_of(person_id: int) -> list[SeniorAward]:
    """What was decided on a senior member, year by year, whichever branch it was in."""
    with walls.beyond(GOES_ALONG):
        return list(SeniorAward.objects.standing().filter(person_id=person_id).order_by("year"))
