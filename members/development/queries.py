"""Reads of the development of members."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower

from members.development.register import KIND
from members.models import Membership
from organizations.models import Case

VIEW = "organizations.view_member"


def _fileless() -> Q:
    """Spells of who became a member while the office looked on, and has no file: probationers, and those who joined on
    or after the day on which the relationship here began."""
    cases = Case.objects.filter(kind=KIND, person=OuterRef("person"))
    joined_here = Q(joined_on__gte=Lower(F("during")))
    return (Q(status=Membership.Status.PROBATIONARY) | joined_here) & ~Q(Exists(cases))


def without_file(user: Any) -> Any:
    """Members of today in the user's scope without a file, in the order of the tree."""
    rows = Membership.objects.visible_to(user, VIEW).current().filter(_fileless())
    return rows.select_related("person", "organization").order_by("scope", "name_key", "pk")


def lacks_file(person_id: int) -> bool:
    """Whether the member came without a file."""
    return Membership.objects.current().filter(_fileless(), person=person_id).exists()
