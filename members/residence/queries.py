"""Reads of shown identities (MEM-20)."""

from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from members.residence.models import IdentityWay, ShownIdentity
from organizations.models import Organization
from organizations.ties import VIEW


def own(person_id: int | None, *, today: date) -> ShownIdentity | None:
    """What the member shows today."""
    rows = ShownIdentity.objects.standing().filter(person_id=person_id, during__contains=today)
    return rows.select_related("organization").first()


def on_board(place: Organization, *, today: date) -> list[ShownIdentity]:
    """Members of the place who agreed to stand on its board."""
    rows = ShownIdentity.objects.standing().filter(organization=place, during__contains=today)
    rows = rows.filter(ways__contains=[IdentityWay.BOARD]).select_related("person")
    return list(rows.order_by("person__pinyin", "pk"))


def boards(user: Any, *, today: date) -> QuerySet[Any]:
    """Places in the user's sight where members show who they are: how many do, and how many on the board."""
    rows = ShownIdentity.objects.standing().visible_to(user, VIEW).filter(during__contains=today)
    found: QuerySet[Any] = (
        rows.order_by().values("organization", "organization__name", "scope").annotate(shown=Count("pk"))
    )
    return found.order_by("scope")[:200]
