"""Party age of many members at once, and what is recorded of one."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from members.models import Membership
from members.standing.models import StandingSpell
from members.standing.rules import Span, Standing, standing, starts_on
from organizations import standards

HISTORY = "mem.probation.history"


def suspensions(persons: Sequence[int]) -> dict[int, list[Span]]:
    """Person → the spans of suspension; one query."""
    found: dict[int, list[Span]] = {}
    rows = StandingSpell.objects.filter(person__in=persons, kind=StandingSpell.Kind.SUSPENDED)
    rows = rows.exclude(end=StandingSpell.End.CORRECTION)
    for person, during in rows.values_list("person_id", "during"):
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


def spells_of(person_id: int) -> QuerySet[StandingSpell]:
    """What is recorded of a member, the latest first."""
    rows: QuerySet[StandingSpell] = StandingSpell.objects.filter(person_id=person_id)
    return rows.select_related("organization").order_by("-during", "-pk")
