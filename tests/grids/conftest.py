"""One community with big committee and a grid of one building, one foreign community, and their people."""

from dataclasses import dataclass
from datetime import date

import pytest

from core.chinese.readings import pinyin
from grids import actions as grid_actions
from grids.models import Building, Grid
from members.models import Membership
from organizations import actions
from organizations.models import Organization
from people.models import Person, User

SINCE = date(2020, 1, 1)


def make_person(name: str, **fields) -> Person:
    full, initials = pinyin(name)
    return Person.objects.create(name=name, pinyin=full, initials=initials, **fields)


def make_user(username: str, person: Person) -> User:
    return User.objects.create_user(username, "pass-word-1", person=person)


def make_organization(kind: str, code: str, name: str, parent: Organization | None) -> Organization:
    return actions.create_organization(by="tests", kind=kind, code=code, name=name, parent=parent, since=SINCE)


@dataclass
class Place:
    street: Organization
    community: Organization
    committee: Organization
    branch: Organization
    other_community: Organization
    other_branch: Organization
    secretary: User
    other_secretary: User
    street_officer: User
    member: Membership


@pytest.fixture
def place(db) -> Place:
    root = make_organization("district_department", "DX", "示范区委组织部", None)
    street = make_organization("street_working_committee", "DX-A", "甲街道党工委", root)
    communities = {}
    for key in ("1", "2"):
        community = make_organization("community", f"DX-A-{key}", f"甲{key}社区", street)
        general = make_organization("community_general_branch", f"DX-A-{key}Z", f"甲{key}社区党总支", community)
        branch = make_organization("branch", f"DX-A-{key}-1", f"甲{key}社区第一党支部", general)
        committee = make_organization("big_committee", f"DX-A-{key}D", f"甲{key}社区大党委", community)
        user = make_user(f"secretary{key}", make_person({"1": "杜桂芳", "2": "康永强"}[key]))
        actions.appoint(by="tests", person=user.person, organization=general, position="secretary", since=SINCE)
        communities[key] = (community, committee, branch, user)
    officer = make_user("officer", make_person("谭志明"))
    actions.appoint(by="tests", person=officer.person, organization=street, position="officer", since=SINCE)
    community, committee, branch, secretary = communities["1"]
    other_community, _, other_branch, other_secretary = communities["2"]
    member = Membership.objects.create(
        person=make_person("赵民国", occupation="退休教师"), organization=branch, during=(SINCE, None)
    )
    return Place(
        street,
        community,
        committee,
        branch,
        other_community,
        other_branch,
        secretary,
        other_secretary,
        officer,
        member,
    )


@pytest.fixture
def grid(place: Place) -> Grid:
    return grid_actions.create_grid(
        by=place.secretary,
        community=place.community,
        code="W01",
        name="第一网格",
        with_branch=True,
        since=SINCE,
        boundary=[[100, 100], [500, 100], [500, 500], [100, 500]],
    )


@pytest.fixture
def building(place: Place, grid: Grid) -> Building:
    return grid_actions.create_building(by=place.secretary, grid=grid, name="3号楼", entrances=2, floors=6, doors=2)
