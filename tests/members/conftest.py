"""A small district for the members room: two streets, two communities, a branch each, one account per role."""

from dataclasses import dataclass
from datetime import date

import pytest

from core.chinese.readings import pinyin
from members.models import Membership
from organizations import actions
from organizations.models import Organization
from people.models import Person, User

SINCE = date(2020, 1, 1)
TODAY = date(2026, 11, 22)


def make_person(name: str, **fields) -> Person:
    full, initials = pinyin(name)
    return Person.objects.create(name=name, pinyin=full, initials=initials, **fields)


def make_user(username: str, person: Person, **fields) -> User:
    return User.objects.create_user(username, "pass-word-1", person=person, **fields)


@dataclass
class District:
    root: Organization
    street: Organization
    community: Organization
    branch: Organization
    other_street: Organization
    other_community: Organization
    other_branch: Organization
    secretary: User
    other_secretary: User
    member: User


@pytest.fixture
def district(db) -> District:
    def make(kind, code, name, parent):
        return actions.create_organization(by="tests", kind=kind, code=code, name=name, parent=parent, since=SINCE)

    root = make("district_department", "DX", "示范区委组织部", None)
    street = make("street_working_committee", "DX-A", "甲街道党工委", root)
    community = make("community", "DX-A-1", "甲一社区", street)
    general = make("community_general_branch", "DX-A-1Z", "甲一社区党总支", community)
    branch = make("branch", "DX-A-1-1", "甲一社区党支部", general)
    other_street = make("street_working_committee", "DX-B", "乙街道党工委", root)
    other_community = make("community", "DX-B-1", "乙一社区", other_street)
    other_general = make("community_general_branch", "DX-B-1Z", "乙一社区党总支", other_community)
    other_branch = make("branch", "DX-B-1-1", "乙一社区党支部", other_general)
    users = {}
    for username, name, general_branch in (
        ("secretary", "杜桂芳", general),
        ("other", "康永强", other_general),
    ):
        person = make_person(name)
        users[username] = make_user(username, person)
        actions.appoint(by="tests", person=person, organization=general_branch, position="secretary", since=SINCE)
    member = make_user("member", make_person("赵民国", occupation="税务局 科员"))
    return District(
        root,
        street,
        community,
        branch,
        other_street,
        other_community,
        other_branch,
        users["secretary"],
        users["other"],
        member,
    )


def add_member(branch: Organization, name: str, **fields) -> Membership:
    person_fields = {key: fields.pop(key) for key in ("sex", "birth_date", "education", "ethnicity") if key in fields}
    person = make_person(name, **person_fields)
    return Membership.objects.create(person=person, organization=branch, during=(SINCE, None), **fields)


@pytest.fixture
def street_officer(district) -> User:
    """Staff of the first street."""
    person = make_person("毛建业")
    user = make_user("officer", person)
    actions.appoint(by="tests", person=person, organization=district.street, position="officer", since=SINCE)
    return user
