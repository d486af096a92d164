"""The members of a branch with their Party groups."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from django.db.models import QuerySet

from members.groups.models import GroupMembership
from members.models import Membership
from organizations.kinds import Kind
from organizations.models import Organization


class Line(NamedTuple):
    """A member of the branch; ``spell`` and ``group_id``: of the Party group, None for none."""

    person_id: int
    name: str
    member_since: date
    spell: GroupMembership | None

    @property
    def group_id(self) -> int | None:
        return self.spell.organization_id if self.spell else None


def groups_of(branch: Organization, *, today: date) -> QuerySet[Organization]:
    """The Party groups right below the branch."""
    return Organization.objects.under(branch).filter(kind=Kind.PARTY_GROUP).in_force(today).order_by("code")


def lines(branch: Organization) -> list[Line]:
    """Two queries, by name."""
    members = Membership.objects.current().filter(organization=branch).select_related("person")
    rows = list(members.order_by("name_key", "pk"))
    spells = GroupMembership.objects.current().filter(person__in=[row.person_id for row in rows])
    groups = {spell.person_id: spell for spell in spells.select_related("organization", "person")}
    return [Line(row.person_id, row.person.name, row.during.lower, groups.get(row.person_id)) for row in rows]


def digest(lines: Iterable[Line]) -> str:
    """What a page shows of a branch's groups, in short: the second of two people editing is told by it."""
    ordered = sorted(lines, key=lambda line: line.person_id)
    text = "".join(f"{line.person_id}:{line.spell.pk if line.spell else 0};" for line in ordered)
    return sha256(text.encode()).hexdigest()[:16]


def group_of(person_id: int, *, on: date) -> GroupMembership | None:
    rows = GroupMembership.objects.as_of(on).filter(person_id=person_id).select_related("organization")
    return rows.first()
