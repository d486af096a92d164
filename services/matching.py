"""Reads of the lists: what is open to whom, what each side has, how much of each class (SVC-03, SVC-05, SVC-17)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from members.models import MemberTie
from members.queries import Belonging, belongings_of
from organizations.models import UnitPresence
from people.models import Person
from services.models import Listing, ListingQuerySet
from services.queries import VIEW

_JOINS = ("organization", "unit", "person", "taker_unit", "resource")


def listings(user: Any, permission: str = VIEW) -> ListingQuerySet:
    found: ListingQuerySet = Listing.objects.visible_to(user, permission).select_related(*_JOINS)
    return found


def communities_of(belongings: Iterable[Belonging], *, today: date) -> set[int]:
    """Organisations at or above which the person belongs today: the community is among them."""
    places: set[int] = set()
    for each in belongings:
        if today in each.during:
            steps = [int(step) for step in each.path.split(".") if step]
            places.update([each.organization_id] if each.registered else steps)
    return places


def open_to(person_id: int, *, today: date) -> QuerySet[Listing]:
    """What a member may take today, the most urgent first."""
    places = communities_of(belongings_of(person_id), today=today)
    found: QuerySet[Listing] = (
        Listing.objects.open().wanted().filter(organization__in=places).select_related("organization", "unit")
    )
    return found.order_by("due_on", "pk")


def of_person(person_id: int) -> QuerySet[Listing]:
    """What a member has or had, the latest first."""
    rows = Listing.objects.filter(person=person_id).select_related("organization", "unit")
    found: QuerySet[Listing] = rows.order_by("-taken_at", "-pk")
    return found


def of_units(presences: Iterable[UnitPresence]) -> QuerySet[Listing]:
    """What the units asked for, offer, or have taken, each in its community."""
    condition = Q(pk__in=[])
    for each in presences:
        condition |= Q(organization=each.organization_id) & (Q(unit=each.unit_id) | Q(taker_unit=each.unit_id))
    found: QuerySet[Listing] = Listing.objects.filter(condition).select_related(*_JOINS).order_by("-received_at", "-pk")
    return found


def open_to_units(presences: Iterable[UnitPresence]) -> QuerySet[Listing]:
    """What the units may take in their communities, without what they asked for themselves."""
    places = {each.organization_id for each in presences}
    own = {each.unit_id for each in presences}
    rows = Listing.objects.open().wanted().filter(organization__in=places).exclude(unit__in=own)
    found: QuerySet[Listing] = rows.select_related("organization", "unit").order_by("due_on", "pk")
    return found


def candidates(listing: Listing, *, today: date) -> QuerySet[Person]:
    """To whom the community may dispatch it: its members, and who is registered there."""
    community = listing.organization
    here = MemberTie.objects.under(community)
    members, registered = here.spells(today).values("person"), here.valid(today).values("person")
    found = Person.objects.filter(Q(pk__in=members) | Q(pk__in=registered))
    return found.order_by("pinyin", "pk")


def resources_for(listing: Listing) -> QuerySet[Listing]:
    """Resources of the community with a unit behind them, those of the same direction first in the choice."""
    rows = Listing.objects.resources().filter(organization=listing.organization_id, unit__isnull=False)
    found: QuerySet[Listing] = rows.select_related("unit").order_by("title", "pk")
    return found


@dataclass(frozen=True, slots=True)
class Count3:
    """Of one class: how many were accepted, matched, done."""

    accepted: int = 0
    matched: int = 0
    done: int = 0

    def __add__(self, other: "Count3") -> "Count3":
        return Count3(self.accepted + other.accepted, self.matched + other.matched, self.done + other.done)


def counted(rows: QuerySet[Listing]) -> dict[tuple[str, str, str], Count3]:
    """(kind, mode, direction) → how much of it; one query."""
    held, done = Q(state__in=Listing.HELD_STATES), Q(state=Listing.State.DONE)
    groups = rows.order_by().values("kind", "mode", "direction")
    return {
        (row["kind"], row["mode"], row["direction"]): Count3(row["accepted"], row["held"], row["done"])
        for row in groups.annotate(accepted=Count("pk"), held=Count("pk", filter=held), done=Count("pk", filter=done))
    }


def of_year(rows: ListingQuerySet, year: int) -> ListingQuerySet:
    """Accepted in the year and not withdrawn."""
    return rows.filter(accepted_at__year=year, state__in=Listing.PUBLIC_STATES)


def ratings(rows: QuerySet[Listing]) -> list[tuple[str, int]]:
    """How often each rating was given; one query."""
    found = dict(rows.exclude(rating="").order_by().values_list("rating").annotate(n=Count("pk")))
    return [(label, found.get(value, 0)) for value, label in Listing.Rating.choices]
