"""Officers of grids and buildings: recommended by members, appointed by the big committee (ORG-09)."""

from datetime import date
from typing import Any

import pytest

from core.records.errors import RuleViolation
from meetings import actions as meetings
from meetings.models import Meeting, MeetingKind
from organizations.actions import appoint, create_organization
from organizations.cases import actions
from organizations.kinds import Kind
from organizations.models import Case, Organization, Position, Post
from organizations.selections.recommended import RECOMMENDED
from people.models import Person
from tests.meetings.conftest import SINCE, World, make_person
from tests.meetings.test_exits import TODAY, met, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def grid(world: World) -> Organization:
    return create_organization(
        by="test",
        kind=Kind.GRID_BRANCH,
        code="NH-01-D-1",
        name="第一网格大党支部",
        parent=world.big_committee,
        since=SINCE,
    )


def begin(world: World, grid: Organization, person: Person, **given: Any) -> Case:
    asked = {"category": "书记", "on": date(2026, 11, 2)} | given
    return actions.begin(by=world.secretary, kind=RECOMMENDED, organization=grid, person=person, now=moment(), **asked)


def take(world: World, case: Case, key: str, record: int | None) -> None:
    case.refresh_from_db()
    actions.take(
        by=world.secretary, case=case, step=RECOMMENDED.step(key), now=moment(), version=case.version, record=record
    )


def recommended(world: World, grid: Organization, name: str, on: date) -> Meeting:
    made = meetings.enter(
        by=world.secretary,
        organization=grid,
        kind=MeetingKind.objects.get(pk="branch_general_meeting"),
        topic=f"推荐{name}",
        held_at=moment(on, 9),
        place="活动室",
        content=f"与会党员推荐{name}担任书记",
        now=moment(on, 11),
        invited=[each.pk for each in world.members[:3]],
    )
    roster = list(made.attendances.values_list("person_id", flat=True))
    meetings.mark(by=world.secretary, meeting=made, persons=roster, state="present", now=moment(on, 11))
    made.refresh_from_db()
    by = world.deputy if made.second_person else world.secretary
    return meetings.confirm(by=by, meeting=made, now=moment(on, 13))


@pytest.mark.requirement("ORG-09")
def test_members_recommend_and_the_big_committee_appoints(world: World, grid: Organization) -> None:
    person = world.members[0]
    case = begin(world, grid, person)
    voted = met(world, date(2026, 11, 6), person.name)
    with pytest.raises(RuleViolation, match="还没有办理：本区域党员会议推荐"):
        take(world, case, "decide", voted.pk)
    with pytest.raises(RuleViolation, match="请选择党员会议的记录"):
        take(world, case, "recommend", voted.pk)
    take(world, case, "recommend", recommended(world, grid, person.name, date(2026, 11, 5)).pk)
    assert not Post.objects.filter(organization=grid).exists()
    take(world, case, "decide", voted.pk)
    post = Post.objects.get(organization=grid)
    assert (post.person, post.position, post.basis, post.during.lower, post.full_time) == (
        person,
        "secretary",
        Post.Basis.APPOINTMENT,
        date(2026, 11, 6),
        False,
    )


def test_nobody_outside_the_party_no_missing_seat_and_no_seat_twice(world: World, grid: Organization) -> None:
    with pytest.raises(RuleViolation, match="不是登记在册的党员"):
        begin(world, grid, make_person("群众"))
    with pytest.raises(RuleViolation, match="没有组长，可以推荐书记、委员"):
        begin(world, grid, world.members[0], category="组长")
    first, second = world.members[:2]
    cases = [begin(world, grid, each) for each in (first, second)]
    for case, person in zip(cases, (first, second), strict=True):
        take(world, case, "recommend", recommended(world, grid, person.name, date(2026, 11, 3 + person.pk % 2)).pk)
    take(world, cases[0], "decide", met(world, date(2026, 11, 6), first.name).pk)
    with pytest.raises(RuleViolation, match=f"{first.name}当天还担任第一网格大党支部书记"):
        take(world, cases[1], "decide", met(world, date(2026, 11, 7), second.name).pk)
    assert Post.objects.filter(organization=grid, position=Position.SECRETARY).count() == 1
    appoint(by="test", person=second, organization=grid, position="committee_member", since=TODAY, full_time=False)
