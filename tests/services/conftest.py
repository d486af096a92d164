"""The place of tests/grids, with a unit, its contact and two members of the branch."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from members.models import DualRegistration, Membership
from organizations.models import Unit, UnitPresence
from people.models import User
from services import actions
from services.models import Activity, Agreement
from tests.grids.conftest import SINCE, Place, grid, make_person, make_user, place  # noqa: F401

MARCH = datetime(2026, 3, 10, 2, tzinfo=UTC)
MODE, DIRECTION = "常态化服务", "便民利民服务"


@dataclass
class World:
    place: Place
    unit: Unit
    contact: User
    member: User
    colleague: User


@pytest.fixture
def world(place: Place) -> World:  # noqa: F811
    unit = Unit.objects.create(organization=place.street, name="市第三中学", kind="institution")
    contact = make_user("contact", make_person("周校长"))
    UnitPresence.objects.create(organization=place.community, unit=unit, contact=contact.person, during=(SINCE, None))
    member = make_user("member", place.member.person)
    colleague = make_user("colleague", make_person("吴在职"))
    DualRegistration.objects.create(
        organization=place.community,
        person=colleague.person,
        side="home",
        state="confirmed",
        decided_at=MARCH,
        during=(SINCE, None),
        slip_number="HZ-1",
    )
    return World(place, unit, contact, member, colleague)


def add_unit(place: Place, name: str) -> Unit:  # noqa: F811
    unit = Unit.objects.create(organization=place.street, name=name, kind="enterprise")
    UnitPresence.objects.create(organization=place.community, unit=unit, during=(SINCE, None))
    return unit


def add_members(place: Place, count: int) -> list[User]:  # noqa: F811
    users = []
    for number in range(count):
        user = make_user(f"m{number}", make_person(f"党员{number}"))
        Membership.objects.create(person=user.person, organization=place.branch, during=(SINCE, None))
        users.append(user)
    return users


def signed_agreement(world: World, **fields) -> Agreement:
    agreement = actions.draft_agreement(
        by=world.place.secretary,
        community=world.place.community,
        unit=world.unit,
        year=2026,
        at=MARCH,
        **fields,
    )
    actions.confirm_by_community(by=world.place.secretary, agreement=agreement, at=MARCH)
    return actions.confirm_by_unit(by=world.contact, agreement=agreement, at=MARCH)


def publish(world: World, starts_at: datetime, *, hours: float = 2, places: int = 10, **fields) -> Activity:
    return actions.publish_activity(
        by=world.place.secretary,
        community=world.place.community,
        title=fields.pop("title", "社区大扫除"),
        mode=fields.pop("mode", MODE),
        direction=fields.pop("direction", DIRECTION),
        place="社区广场",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
        places=places,
        at=starts_at - timedelta(days=3),
        **fields,
    )


__all__ = ["MARCH", "World", "add_members", "add_unit", "date", "publish", "signed_agreement"]
