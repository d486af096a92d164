"""A district with two communities, a member in each, and the accounts that look at them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from members.models import Membership
from organizations import actions as tree
from organizations.kinds import Kind
from organizations.models import Organization, Position
from people import actions
from people.models import Person, User

PASSWORD = "long-enough-Pass-1"
NUMBER = "999999196503121011"
PHONE = "13900001234"
ADDRESS = "和平里九区十七号楼三单元"
SINCE = date(2024, 1, 1)


@dataclass
class Place:
    community: Organization
    branch: Organization
    member: Person
    secretary: User
    member_user: User


@dataclass
class District:
    root: Organization
    street: Organization
    here: Place
    there: Place


def organization(kind: str, code: str, name: str, parent: Organization | None) -> Organization:
    return tree.create_organization(by="tests", kind=kind, code=code, name=name, parent=parent, since=SINCE)


def account(person: Person, organization: Organization | None = None, position: str = Position.SECRETARY) -> User:
    user = actions.open_account(by="tests", person=person, password=PASSWORD)
    if organization is not None:
        tree.appoint(by="tests", person=person, organization=organization, position=position, since=SINCE)
    return user


def make_place(street: Organization, code: str, member: str, secretary: str, **fields: Any) -> Place:
    community = organization(Kind.COMMUNITY, code, f"{code}社区", street)
    general = organization(Kind.COMMUNITY_GENERAL_BRANCH, f"{code}-G", f"{code}党总支", community)
    branch = organization(Kind.BRANCH, f"{code}-B", f"{code}第一党支部", general)
    person = actions.create_person(by="tests", name=member, **fields)
    Membership.objects.create(person=person, organization=branch, during=(SINCE, None))
    head = actions.create_person(by="tests", name=secretary)
    return Place(community, branch, person, account(head, general), account(person))


@pytest.fixture
def district(db: None) -> District:
    root = organization(Kind.DISTRICT_DEPARTMENT, "D", "测试区委组织部", None)
    street = organization(Kind.STREET_WORKING_COMMITTEE, "D-A", "甲街道党工委", root)
    here = make_place(street, "D-A-1", "赵民国", "杜桂芳", resident_number=NUMBER, phone=PHONE, address=ADDRESS)
    there = make_place(street, "D-A-2", "仇明", "康永强")
    return District(root, street, here, there)


@pytest.fixture
def secretary(district: District) -> Client:
    client = Client()
    client.force_login(district.here.secretary)
    return client


@pytest.fixture
def member(district: District) -> Client:
    client = Client()
    client.force_login(district.here.member_user)
    return client
