"""A small district with somebody at every desk: who owes what, and who stands above."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import connection

from core.records.duties import parameters, union
from core.web.home import lists
from organizations.actions import appoint, create_organization
from organizations.kinds import Kind
from organizations.models import Organization, Position, UnitPresence
from organizations.relations import with_relations
from organizations.scoping import range_of
from people.models import User
from tests.assessments import planting
from tests.meetings.conftest import SINCE, World, make_person, make_user, world

__all__ = ["Office", "Owed", "office", "owed_rows", "world"]


@dataclass
class Office:
    """``users`` by who they are: secretary, branch, group, member, contact, street, district."""

    world: World
    group: Organization
    presence: UnitPresence
    users: dict[str, User]

    @property
    def district(self) -> Organization:
        return self.world.district

    @property
    def community(self) -> Organization:
        return self.world.community

    @property
    def big(self) -> Organization:
        return self.world.big_committee

    @property
    def branch(self) -> Organization:
        return self.world.branches[0]


@pytest.fixture
def office(world: World) -> Office:  # noqa: F811
    def at_desk(name: str, organization: Organization, position: str) -> User:
        user = make_user(f"desk-{name}", make_person(f"{name}同志"))
        appoint(by="test", person=user.person, organization=organization, position=position, since=SINCE)
        return user

    branch = world.branches[0]
    group = create_organization(
        by="test", kind=Kind.PARTY_GROUP, code="NH-01-1-1", name="第一党小组", parent=branch, since=SINCE
    )
    appoint(
        by="test",
        person=make_person("支委同志"),
        organization=branch,
        position=Position.COMMITTEE_MEMBER,
        since=SINCE,
    )
    presence = planting.unit(world.community)
    contact = make_user("contact", make_person("联络员"))
    UnitPresence.objects.filter(pk=presence.pk).update(contact=contact.person, reported_in_on=SINCE)
    presence.refresh_from_db()
    users = {
        "secretary": world.secretary,
        "branch": at_desk("branch", branch, Position.SECRETARY),
        "group": at_desk("group", group, Position.LEADER),
        "member": world.accounts[0],
        "contact": contact,
        "street": world.street_officer,
        "district": at_desk("district", world.district, Position.OFFICER),
    }
    return Office(world, group, presence, users)


@dataclass(frozen=True)
class Owed:
    """A row of the relation that is open on the day it was read for."""

    organization: int
    person: int | None
    opens: date
    due: date
    remind: tuple[int, ...]
    missing: bool


def owed_rows(district: Organization, key: str, now: Any) -> list[Owed]:
    """The rows of one duty that are shown on the day of ``now``, of a whole district, in the order of their dates."""
    source = next(source for source in lists().sources if any(duty.key == key for duty in source.duties))
    low, high = range_of(district.path)
    values = parameters(now) | {"root": district.pk, "lo": low, "hi": high, "key": key, "person": None}
    select = f"""
        SELECT r.organization_id, r.person_id, r.opens_on, r.due_on, r.remind, r.verdict = 'missing'
        FROM ({union([source])}) r
        WHERE r.key = %(key)s AND r.verdict IN ('open', 'missing') AND r.opens_on <= %(today)s ORDER BY r.due_on"""
    with connection.cursor() as cursor:
        cursor.execute(with_relations(select, [source]), values)
        return [
            Owed(organization, person, opens, due, tuple(remind or ()), missing)
            for organization, person, opens, due, remind, missing in cursor.fetchall()
        ]
