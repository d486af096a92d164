"""Dual service and dual choice (S2 三(五); MEM-06): alone or with the unit, pledged or chosen freely; reads only.

A pledge is what a confirmed registration at the community says; a unit is that of such a registration, or the one whose
contact signs a group up. Where there is neither, nobody can claim so.
"""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from core.records.errors import RuleViolation
from members.models import DualRegistration
from organizations.models import ScopedQuerySet, Unit, UnitPresence
from people.models import Person
from services.models import Activity, Claim, ClaimQuerySet

VIEW, SEE_MEMBERS = "organizations.view_service", "organizations.view_member"
Choice, Service = Claim.Choice, Claim.Service


def registrations_at(activity: Activity) -> QuerySet[DualRegistration]:
    """Confirmed at the community of the activity, and valid on its day."""
    day = timezone.localdate(activity.starts_at)
    rows: QuerySet[DualRegistration] = DualRegistration.objects.confirmed()
    return rows.filter(organization_id=activity.organization_id, during__contains=day)


class Offer(NamedTuple):
    """What a person can claim by: the registration with a pledge, and the unit; None where there is none."""

    pledge: DualRegistration | None
    unit: Unit | None


def offer_to(person_id: int, activity: Activity) -> Offer:
    """One query."""
    rows = list(registrations_at(activity).filter(person_id=person_id).select_related("unit").order_by("side", "pk"))
    pledge = next((row for row in rows if row.choice == DualRegistration.Choice.PLEDGED and row.pledge), None)
    return Offer(pledge, next((row.unit for row in rows if row.unit is not None), None))


def check_offer(offer: Offer, *, choice: str, service: str) -> None:
    """Raise RuleViolation for a pledge that nobody made, or a unit that is not there."""
    if choice == Choice.PLEDGED and offer.pledge is None:
        message = "您在这个社区没有定向承诺，请选自选服务；要承诺的，请在报到时写明承诺事项"
        raise RuleViolation("no-pledge", message, field="choice")
    if service == Service.COLLECTIVE and offer.unit is None:
        message = "您在这个社区的报到没有对应的辖区单位，请选个人参加"
        raise RuleViolation("no-unit", message, field="service")


# -- a unit's group --------------------------------------------------------------------------------


def group_offers(presences: Collection[UnitPresence], now: Any) -> list[tuple[UnitPresence, Any]]:
    """Open activities of the communities of the units, the soonest first, with the unit; one query."""
    if not presences:
        return []
    rows = Activity.objects.open(now).filter(organization__in=[each.organization_id for each in presences])
    rows = rows.annotate(left=F("places") - F("taken")).select_related("organization").order_by("starts_at", "pk")
    found = list(rows[:20])
    return [(each, row) for row in found for each in presences if each.organization_id == row.organization_id]


class Colleague(NamedTuple):
    """A member of the unit who may come; ``claim``: of the activity, if there is one that stands."""

    person: Person
    pledge: DualRegistration | None
    claim: Claim | None

    def comes_with(self, unit_id: int) -> bool:
        return self.claim is not None and self.claim.unit_id == unit_id


def colleagues(unit_id: int, activity: Activity) -> list[Colleague]:
    """Members of the unit with a confirmed registration at the community, by name; two queries."""
    rows = registrations_at(activity).filter(unit_id=unit_id).select_related("person").order_by("side", "pk")
    registered: dict[int, list[DualRegistration]] = {}
    for row in rows:
        registered.setdefault(row.person_id, []).append(row)
    claims = {row.person_id: row for row in activity.claims.standing().filter(person__in=registered)}
    found = [
        Colleague(
            own[0].person,
            next((row for row in own if row.choice == DualRegistration.Choice.PLEDGED and row.pledge), None),
            claims.get(person_id),
        )
        for person_id, own in registered.items()
    ]
    return sorted(found, key=lambda each: (each.person.pinyin, each.person.pk))


# -- what was done ---------------------------------------------------------------------------------


class Split(NamedTuple):
    """How often people came in one way, and the hours that both sides confirmed."""

    came: int = 0
    hours: Decimal = Decimal(0)


def claims(user: Any, year: int, *, choice: str = "", service: str = "") -> ClaimQuerySet:
    """Claims of the year's services that were not called off, in the user's sight; those who came."""
    rows: ClaimQuerySet = Claim.objects.visible_to(user, VIEW)
    rows = rows.filter(activity__starts_at__year=year, state__in=Claim.CAME)
    rows = rows.exclude(activity__state=Activity.State.CANCELLED)
    if choice:
        rows = rows.filter(choice=choice)
    return rows.filter(service=service) if service else rows


def by_way(user: Any, year: int) -> dict[tuple[str, str], Split]:
    """(service, choice) → what was done so; one query."""
    confirmed = Q(state=Claim.State.CONFIRMED)
    rows = claims(user, year).order_by().values("service", "choice")
    return {
        (row["service"], row["choice"]): Split(row["came"], row["done"] or Decimal(0))
        for row in rows.annotate(came=Count("pk"), done=Sum("hours", filter=confirmed))
    }


def pledges(user: Any, year: int, *, today: date) -> QuerySet[Any]:
    """Pledges in force in the user's sight, those least kept on top; adds ``kept``: services of the year for it."""
    rows: ScopedQuerySet[Any] = DualRegistration.objects.visible_to(user, SEE_MEMBERS)
    kept = Q(claims__state__in=Claim.CAME, claims__activity__starts_at__year=year)
    return (
        rows.filter(state=DualRegistration.State.CONFIRMED, during__contains=today, choice=Choice.PLEDGED)
        .exclude(pledge="")
        .annotate(kept=Count("claims", filter=kept))
        .select_related("person", "organization", "unit")
        .order_by("kept", "pk")
    )


def own_pledges(person_id: int, year: int, *, today: date) -> QuerySet[Any]:
    """A person's own pledges in force, with ``kept``."""
    kept = Q(claims__state__in=Claim.CAME, claims__activity__starts_at__year=year)
    rows = DualRegistration.objects.confirmed().filter(person_id=person_id, during__contains=today)
    rows = rows.filter(choice=Choice.PLEDGED).exclude(pledge="")
    return rows.annotate(kept=Count("claims", filter=kept)).select_related("organization").order_by("pk")
