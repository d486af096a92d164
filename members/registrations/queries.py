"""Units' lists: who is named, who has confirmed, whom the unit still has to ask; reads only."""

from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Max, OuterRef, Q, QuerySet, Subquery, When

from members.models import DualRegistration
from organizations.models import ScopedQuerySet, UnitPresence

VIEW = "organizations.view_member"
State = DualRegistration.State
SAID = (State.CONFIRMED, State.SUBMITTED, State.ASKED_BACK, State.REFUSED, State.ENDED)
"""The member has answered: what became of it is the registration's own way."""
UNVOUCHED = (State.SUBMITTED, State.ASKED_BACK)
"""The unit's word is asked for while the community has not decided."""

_CONTACT = "_portal_presences"


def own_presences(user: Any, *, today: date) -> list[UnitPresence]:
    """``presences_of_contact`` of who asks, asked once a request."""
    known: tuple[date, list[UnitPresence]] | None = getattr(user, _CONTACT, None)
    if known is None or known[0] != today:
        found = list(presences_of_contact(user.person_id, today=today)) if user.person_id else []
        known = (today, found)
        setattr(user, _CONTACT, known)
    return known[1]


def presences_of_contact(person_id: int, *, today: date) -> QuerySet[UnitPresence]:
    """The units, each in its community, whose contact the person is today."""
    rows = UnitPresence.objects.filter(contact_id=person_id, during__contains=today)
    return rows.select_related("unit", "organization").order_by("pk")


def listed_by(presence: UnitPresence) -> QuerySet[DualRegistration]:
    """Who stands on the unit's lists in the community: who has not confirmed first, by name."""
    rows = DualRegistration.objects.listed().filter(unit=presence.unit_id, organization=presence.organization_id)
    first = Case(When(state=State.LISTED, then=0), When(state=State.DECLINED, then=2), default=1)
    return rows.select_related("person", "organization", "unit").order_by(first, "person__pinyin", "pk")


def waiting_at(presence: UnitPresence) -> QuerySet[DualRegistration]:
    """Who has not confirmed."""
    return listed_by(presence).filter(state=State.LISTED)


def to_vouch(presence: UnitPresence) -> QuerySet[DualRegistration]:
    """Whom the unit has still to confirm as its members: they wait for the community."""
    rows = DualRegistration.objects.filter(unit=presence.unit_id, organization=presence.organization_id)
    rows = rows.filter(state__in=UNVOUCHED, vouched_at=None)
    return rows.select_related("person", "organization", "unit").order_by("submitted_at", "pk")


def confirmed_at(presence: UnitPresence) -> QuerySet[DualRegistration]:
    """Members of the unit whose registration in the community stands: each has its slip."""
    rows = DualRegistration.objects.confirmed().filter(unit=presence.unit_id, organization=presence.organization_id)
    return rows.select_related("person", "organization", "unit").order_by("person__pinyin", "pk")


def _of(condition: Q) -> Any:
    rows = DualRegistration.objects.listed().filter(unit=OuterRef("unit_id"), organization=OuterRef("organization_id"))
    counted = rows.order_by().values("unit_id").annotate(found=Count("pk", filter=condition)).values("found")
    return Subquery(counted)


def counted(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Adds of the unit's list ``named``, ``said``, ``waiting``, ``struck`` and the last day the list went back, and
    ``asking``: who waits for the unit's word (``to_vouch``)."""
    lists = DualRegistration.objects.listed().filter(
        unit=OuterRef("unit_id"), organization=OuterRef("organization_id"), state=State.LISTED
    )
    open_rows = DualRegistration.objects.filter(unit=OuterRef("unit_id"), organization=OuterRef("organization_id"))
    open_rows = open_rows.filter(state__in=UNVOUCHED, vouched_at=None)
    asking = open_rows.order_by().values("unit_id").annotate(found=Count("pk")).values("found")
    returned = lists.order_by().values("unit_id").annotate(last=Max("returned_on")).values("last")
    found: QuerySet[Any] = rows.annotate(
        named=_of(Q()),
        said=_of(Q(state__in=SAID)),
        waiting=_of(Q(state=State.LISTED)),
        struck=_of(Q(state=State.DECLINED)),
        returned_on=Subquery(returned),
        asking=Subquery(asking),
    )
    return found


def lists(user: Any, *, today: date) -> QuerySet[Any]:
    """Units with a list in the user's sight, those with most people to ask on top; see ``counted``."""
    rows: ScopedQuerySet[UnitPresence] = UnitPresence.objects.visible_to(user, VIEW)
    shown = rows.filter(during__contains=today).select_related("unit", "organization", "contact")
    return counted(shown).filter(named__gt=0).order_by(F("waiting").desc(), "unit__name", "pk")
