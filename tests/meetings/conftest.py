"""A small district: one street, two communities with big committee, general branch and branches, accounts, members."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from core.zone import ZONE
from members.models import Membership
from organizations import actions as tree
from organizations.kinds import Kind
from organizations.models import Organization, Position
from people.models import Person, User

SINCE = date(2020, 1, 1)
TODAY = date(2026, 11, 10)


def at(day: int, hour: int = 9, minute: int = 0, *, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


@dataclass
class World:
    district: Organization
    street: Organization
    community: Organization
    big_committee: Organization
    general: Organization
    branches: list[Organization]
    other: Organization
    secretary: User
    deputy: User
    street_officer: User
    other_secretary: User
    members: list[Person]
    accounts: list[User] = field(default_factory=list)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def make_person(name: str) -> Person:
    return Person.objects.create(name=name, pinyin=name, initials=name[:2])


def make_user(username: str, person: Person) -> User:
    return User.objects.create(username=username, person=person)


@pytest.fixture
def world(db: Any) -> World:
    def create(kind: str, code: str, name: str, parent: Organization | None) -> Organization:
        return tree.create_organization(by="test", kind=kind, code=code, name=name, parent=parent, since=SINCE)

    def officer(username: str, name: str, organization: Organization, position: str) -> User:
        person = make_person(name)
        user = make_user(username, person)
        tree.appoint(by="test", person=person, organization=organization, position=position, since=SINCE)
        return user

    district = create(Kind.DISTRICT_DEPARTMENT, "DX", "东县区委组织部", None)
    street = create(Kind.STREET_WORKING_COMMITTEE, "DX-NH", "南环街道党工委", district)
    community = create(Kind.COMMUNITY, "NH-01", "幸福里社区", street)
    big = create(Kind.BIG_COMMITTEE, "NH-01-D", "幸福里社区大党委", community)
    general = create(Kind.COMMUNITY_GENERAL_BRANCH, "NH-01-Z", "幸福里社区党总支", community)
    branches = [create(Kind.BRANCH, f"NH-01-{n}", f"幸福里第{n}党支部", general) for n in (1, 2)]
    other = create(Kind.COMMUNITY, "NH-02", "新华社区", street)
    other_branch = create(Kind.BRANCH, "NH-02-1", "新华党支部", other)
    create(Kind.BIG_COMMITTEE, "NH-02-D", "新华社区大党委", other)
    secretary = officer("secretary", "赵书记", big, Position.SECRETARY)
    deputy = officer("deputy", "钱副书记", big, Position.FULL_TIME_DEPUTY)
    street_officer = officer("street", "孙科长", street, Position.OFFICER)
    other_secretary = officer("other", "李书记", Organization.objects.get(code="NH-02-D"), Position.SECRETARY)
    members = [make_person(f"党员{n}") for n in range(10)]
    Membership.objects.bulk_create(
        [
            Membership(person=person, organization=branches[n % 2], during=(SINCE, None), name_key=person.name)
            for n, person in enumerate(members)
        ]
        + [Membership(person=make_person("外人"), organization=other_branch, during=(SINCE, None))]
    )
    accounts = [make_user(f"member{n}", person) for n, person in enumerate(members[:6])]
    return World(
        district,
        street,
        community,
        big,
        general,
        branches,
        other,
        secretary,
        deputy,
        street_officer,
        other_secretary,
        members,
        accounts,
    )


def later(moment: datetime, **delta: int) -> datetime:
    return moment + timedelta(**delta)
