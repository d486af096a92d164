from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from organizations import actions
from organizations.kinds import Kind
from organizations.models import Organization, Position
from people.models import Person, User

SINCE = date(2025, 1, 1)
TODAY = date(2026, 11, 22)


class Tree:
    """A district with two streets and three communities, made by the real actions; ``make`` adds to it."""

    def __init__(self) -> None:
        self.district = self.make(Kind.DISTRICT_DEPARTMENT, "T", None, "测试区委组织部")
        self.street = self.make(Kind.STREET_WORKING_COMMITTEE, "T-A", self.district, "甲街道党工委")
        self.other_street = self.make(Kind.STREET_WORKING_COMMITTEE, "T-B", self.district, "乙街道党工委")
        self.community = self.make(Kind.COMMUNITY, "T-A-1", self.street, "幸福里社区")
        self.neighbour = self.make(Kind.COMMUNITY, "T-A-2", self.street, "文庙社区")
        self.general_branch = self.make(Kind.COMMUNITY_GENERAL_BRANCH, "T-A-1-G", self.community, "幸福里社区党总支")
        self.branch = self.make(Kind.BRANCH, "T-A-1-B", self.general_branch, "幸福里第一党支部")

    def make(self, kind: str, code: str, parent: Organization | None, name: str = "", **extra: Any) -> Organization:
        return actions.create_organization(
            by="test",
            kind=kind,
            code=code,
            name=name or f"{Kind(kind).label}{code}",
            parent=parent,
            since=extra.pop("since", SINCE),
            **extra,
        )

    def person(self, name: str = "杜桂芳") -> Person:
        return Person.objects.create(name=name, pinyin="duguifang", initials="dgf")

    def holder(
        self,
        organization: Organization,
        position: str = Position.OFFICER,
        *,
        name: str = "杜桂芳",
        staff: bool = False,
        since: date = SINCE,
        until: date | None = None,
        **fields: Any,
    ) -> User:
        """An account whose person holds the post."""
        person = self.person(name)
        user = User.objects.create_user(f"u{person.pk}", "a-long-Password-1", person=person, is_staff=staff)
        actions.appoint(
            by="test", person=person, organization=organization, position=position, since=since, until=until, **fields
        )
        return user


@pytest.fixture
def tree(db: None) -> Tree:
    return Tree()


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    def client_of(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return client_of


def confirmed(client: Client, address: str, data: dict[str, Any], **options: Any) -> Any:
    """Look at the preview of a change, then confirm it with the numbers that were shown."""
    looked = client.get(address, data)
    return client.post(address, data | {"seen": looked.context["preview"].numbers}, **options)
