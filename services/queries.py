"""Set-based reads for agreements, activities, claims and hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, DateField, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce, Upper

from core.records import entry
from core.zone import ZONE
from members.queries import Belonging, belongings_of
from organizations import standards
from organizations.models import Organization, ScopedQuerySet, UnitPresence
from services.models import (
    Activity,
    ActivityQuerySet,
    Agreement,
    AgreementItem,
    AgreementProgress,
    AgreementQuerySet,
    Claim,
    ClaimQuerySet,
    Pledge,
)

VIEW = "organizations.view_service"
MANAGE = "organizations.manage_service"


# -- agreements ------------------------------------------------------------------------------------


def presences(user: Any, year: int, *, today: date) -> ScopedQuerySet[Any]:
    """Units in the user's communities today (in a past year: at its end), each with its agreement of the year.

    Adds ``agreement_id``, ``agreement_state`` (None without one) and ``signed``.
    """
    mine = Agreement.objects.filter(organization=OuterRef("organization"), unit=OuterRef("unit"), year=year)
    return (
        UnitPresence.objects.visible_to(user, VIEW)
        .filter(during__contains=min(today, date(year, 12, 31)))
        .annotate(
            agreement_id=Subquery(mine.values("pk")[:1]),
            agreement_state=Subquery(mine.values("state")[:1]),
            signed=Exists(mine.filter(state__in=Agreement.SIGNED)),
        )
        .select_related("organization", "unit")
        .order_by("organization__path", "unit__name")
    )


def coverage(user: Any, year: int, *, today: date) -> list[dict[str, Any]]:
    """One row a community: units, signed, drafted (not signed yet), share in percent (None without units) (SVC-01)."""
    rows = (
        presences(user, year, today=today)
        .order_by()
        .values("organization_id", "organization__name", "organization__path")
        .annotate(
            units=Count("pk"),
            covered=Count("pk", filter=Q(signed=True)),
            drafted=Count("pk", filter=Q(signed=False, agreement_id__isnull=False)),
        )
        .order_by("organization__path")
    )
    return [
        {
            "pk": row["organization_id"],
            "name": row["organization__name"],
            "units": row["units"],
            "signed": row["covered"],
            "drafted": row["drafted"],
            "missing": row["units"] - row["covered"] - row["drafted"],
            "share": Decimal(row["covered"] * 100) / row["units"] if row["units"] else None,
        }
        for row in rows
    ]


def agreements(user: Any, permission: str = VIEW) -> AgreementQuerySet:
    return Agreement.objects.visible_to(user, permission).select_related("organization", "unit")


def with_progress(rows: QuerySet[Agreement], *, today: date) -> QuerySet[Agreement]:
    """Adds ``items_count``, ``items_done``, ``items_overdue``."""
    overdue = AgreementItem.objects.overdue(today).filter(agreement=OuterRef("pk")).order_by()
    return rows.annotate(
        items_count=Count("items", filter=~Q(items__state=AgreementItem.State.DROPPED)),
        items_done=Count("items", filter=Q(items__state=AgreementItem.State.DONE)),
        items_overdue=Coalesce(Subquery(overdue.values("agreement").annotate(n=Count("pk")).values("n")), 0),
    )


@dataclass(frozen=True, slots=True)
class Entered:
    """When progress was entered, against its day: whole days, whether late, whether one of a burst (MTG-11)."""

    lag: int
    late: bool
    burst: bool


def progress_entered(agreement: Agreement, *, today: date) -> dict[int, Entered]:
    """Progress id → when it was entered; two queries beside the standards."""
    rows = AgreementProgress.objects.standing().filter(item__agreement=agreement).order_by("pk")
    limits = standards.several([entry.LATE, *entry.BURST], organization=agreement.organization, as_of=today)
    burst = entry.burst_entries(rows, limits, day="happened_on")
    lags = {row.pk: entry.lag(row.happened_on, row.recorded_at) for row in rows}
    return {pk: Entered(days, days > limits[entry.LATE], pk in burst) for pk, days in lags.items()}


CLASSIFIED = ("kind", "kind_s0", "kind_s3", "partner")
"""What items are counted by; the last is their agreement's."""


def items_of_year(user: Any, year: int) -> ScopedQuerySet[Any]:
    """Items of agreements of the year that both sides confirmed."""
    return (
        AgreementItem.objects.visible_to(user, VIEW)
        .filter(agreement__year=year, agreement__state__in=Agreement.SIGNED)
        .annotate(partner=F("agreement__partner"))
    )


@dataclass(frozen=True, slots=True)
class ItemCount:
    """Items under one label: how many, done, past their day."""

    label: str
    items: int
    done: int
    overdue: int


def items_by_class(rows: QuerySet[Any], field: str, *, today: date) -> list[ItemCount]:
    """Items by the labels of one of ``CLASSIFIED``, most first; one query (SVC-01)."""
    overdue = AgreementItem.objects.overdue(today).values("pk")
    counted = (
        rows.order_by()
        .values(field)
        .annotate(
            items=Count("pk"),
            done=Count("pk", filter=Q(state=AgreementItem.State.DONE)),
            overdue=Count("pk", filter=Q(pk__in=overdue)),
        )
        .order_by("-items", field)
    )
    return [ItemCount(row[field], row["items"], row["done"], row["overdue"]) for row in counted]


def pledges_of(agreements: Iterable[Agreement]) -> dict[int, list[AgreementItem]]:
    """Agreement id → what its sides promised each other, with the evidence that stands; two queries (SVC-02)."""
    found: dict[int, list[AgreementItem]] = {agreement.pk: [] for agreement in agreements}
    evidence = Prefetch("progress", AgreementProgress.objects.standing(), to_attr="evidence")
    rows = AgreementItem.objects.pledged().filter(agreement__in=found).prefetch_related(evidence)
    for item in rows.order_by("due_on", "pk"):
        found[item.agreement_id].append(item)
    return found


def lacking_pledges(rows: QuerySet[Agreement], side: Iterable[str]) -> QuerySet[Agreement]:
    """Agreements in which one side promises nothing."""
    promised = AgreementItem.objects.pledged().filter(agreement=OuterRef("pk"), pledge__in=list(side))
    return rows.filter(~Exists(promised))


def pledge_counts(rows: QuerySet[Agreement]) -> list[tuple[str, int, int]]:
    """(what, promised, kept) of each kind of promise, also of those that nobody made; one query."""
    items = AgreementItem.objects.pledged().filter(agreement__in=rows.order_by().values("pk")).order_by()
    done = Count("pk", filter=Q(state=AgreementItem.State.DONE))
    counted = {row["pledge"]: row for row in items.values("pledge").annotate(promised=Count("pk"), kept=done)}
    none = {"promised": 0, "kept": 0}
    return [
        (label, counted.get(value, none)["promised"], counted.get(value, none)["kept"])
        for value, label in Pledge.choices
    ]


def published(community: Organization, year: int) -> AgreementQuerySet:
    """What the public page shows of a community: agreements that are published, also when the year is over."""
    return (
        Agreement.objects.filter(organization=community, published_at__isnull=False)
        .of_year(year)
        .select_related("unit")
        .order_by("unit__name", "pk")
    )


def with_move(rows: QuerySet[Any], *, today: date) -> QuerySet[Any]:
    """Adds ``moved_on``: the day on which the unit left, None while it is there (rules.moved_on for one agreement)."""
    there = UnitPresence.objects.filter(organization=OuterRef("organization"), unit=OuterRef("unit"))
    left = there.annotate(end=Upper("during")).filter(end__lte=today).order_by("-end").values("end")[:1]
    here = Exists(there.filter(during__contains=today))
    moved = Case(When(here, then=None), default=Subquery(left), output_field=DateField())
    found: QuerySet[Any] = rows.annotate(moved_on=moved)
    return found


def agreements_of_contact(person_id: int, *, today: date) -> QuerySet[Agreement]:
    """Agreements of the units whose contact the person is today; drafts are the community's own business."""
    contact = UnitPresence.objects.filter(
        organization=OuterRef("organization"),
        unit=OuterRef("unit"),
        contact_id=person_id,
        during__contains=today,
    )
    return (
        Agreement.objects.filter(Exists(contact))
        .exclude(state=Agreement.State.DRAFT)
        .select_related("organization", "unit")
        .order_by("-year", "pk")
    )


# -- activities and claims -------------------------------------------------------------------------


def _on_days(during: Any) -> Q:
    """Activities that begin on a day of the range."""
    begin = Q(starts_at__gte=datetime.combine(during.lower, time(), tzinfo=ZONE))
    return begin & Q(starts_at__lt=datetime.combine(during.upper, time(), tzinfo=ZONE)) if during.upper else begin


def open_to(belongings: Iterable[Belonging]) -> Q:
    """Activities for a person: of the community of the own branch, or of a confirmed registration, on their day."""
    condition = Q(pk__in=[])
    for each in belongings:
        places = [each.organization_id] if each.registered else [int(step) for step in each.path.split(".") if step]
        condition |= Q(organization_id__in=places) & _on_days(each.during)
    return condition


def offered(person_id: int, *, now: datetime, belongings: Iterable[Belonging] | None = None) -> QuerySet[Any]:
    """Open activities for a person, soonest first; ``mine`` says whether it is claimed already. ``belongings``: of the
    person, where they were read already."""
    claimed = Claim.objects.standing().filter(activity=OuterRef("pk"), person_id=person_id)
    return (
        Activity.objects.open(now)
        .filter(open_to(belongings_of(person_id) if belongings is None else belongings))
        .annotate(mine=Exists(claimed), left=F("places") - F("taken"))
        .select_related("organization")
        .order_by("starts_at", "pk")
    )


def claims_of(person_id: int) -> ClaimQuerySet:
    return Claim.objects.filter(person_id=person_id).select_related("activity", "organization")


@dataclass(frozen=True, slots=True)
class Hours:
    """A person's hours of a year that both sides confirmed, and in how many services."""

    hours: Decimal
    services: int


def hours_of(person_id: int, year: int) -> Hours:
    found = (
        Claim.objects.with_hours()
        .filter(person_id=person_id, activity__starts_at__year=year)
        .aggregate(hours=Sum("hours"), services=Count("pk"))
    )
    return Hours(found["hours"] or Decimal(0), found["services"])


def activities(user: Any, permission: str = VIEW) -> ActivityQuerySet:
    return Activity.objects.visible_to(user, permission).select_related("organization", "grid")


def with_claims(rows: QuerySet[Activity]) -> QuerySet[Any]:
    """Adds ``came`` (signed in) and ``unconfirmed`` (signed in, hours not confirmed by the community)."""
    return rows.annotate(
        came=Count("claims", filter=Q(claims__state__in=Claim.CAME)),
        unconfirmed=Count(
            "claims",
            filter=Q(claims__state=Claim.State.ATTENDED, claims__confirmed_by_community_at__isnull=True),
        ),
    )


@dataclass(frozen=True, slots=True)
class ClassCount:
    """Services of one class: how many, how often somebody came, hours that both sides confirmed."""

    services: int = 0
    came: int = 0
    hours: Decimal = Decimal(0)

    def __add__(self, other: "ClassCount") -> "ClassCount":
        return ClassCount(self.services + other.services, self.came + other.came, self.hours + other.hours)


def by_class(rows: QuerySet[Activity]) -> dict[tuple[str, str], ClassCount]:
    """(mode, direction) → what was done of it; two statements (SVC-06)."""
    found = {
        (row["mode"], row["direction"]): ClassCount(row["services"], row["came"])
        for row in rows.order_by()
        .values("mode", "direction")
        .annotate(services=Count("pk", distinct=True), came=Count("claims", filter=Q(claims__state__in=Claim.CAME)))
    }
    claims = Claim.objects.with_hours().filter(activity__in=rows.order_by())
    for row in claims.order_by().values("activity__mode", "activity__direction").annotate(hours=Sum("hours")):
        key = (row["activity__mode"], row["activity__direction"])
        found[key] += ClassCount(hours=row["hours"])
    return found


def of_year(rows: ActivityQuerySet, year: int) -> ActivityQuerySet:
    """Services of a year that were not called off."""
    return rows.filter(starts_at__year=year).exclude(state=Activity.State.CANCELLED)


def hours_to_confirm(user: Any) -> QuerySet[Claim]:
    """Claims signed in whose hours the user's community has not confirmed; without the user's own."""
    return Claim.objects.visible_to(user, MANAGE).hours_waiting_for_community().exclude(person_id=user.person_id)


def manageable_communities(user: Any) -> QuerySet[Organization]:
    return Organization.objects.visible_to(user, MANAGE).communities().order_by("path")
