"""A live server, Chromium, and a small district made by the real actions, on a fixed day."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from core.zone import ZONE
from members.models import Membership
from organizations import actions as organizations
from organizations.kinds import Kind
from organizations.models import Organization, Position
from people import actions as people
from people.models import Person, User
from tests.browser.walking import Hand

NOW = datetime(2026, 11, 10, 9, 30, tzinfo=ZONE)
TODAY, SINCE = timezone.localdate(NOW), date(2020, 1, 1)
PASSWORD = "a-long-Password-1"


@pytest.fixture(scope="package")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Playwright keeps a loop running in this thread; Django's database layer takes that for async code.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        running = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=True) as clock:
        yield clock


Open = Callable[..., Hand]


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Open]:
    """``open_page(user, "/", size)``: a browser of that user's own, already signed in, on that page."""
    contexts: list[BrowserContext] = []

    def open_(user: User | None, path: str, size: tuple[int, int], **options: Any) -> Hand:
        elder = options.pop("elder", False)
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN", **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        cookies = [{"name": "portal_mode", "value": "elder", "url": live_server.url}] if elder else []
        if user is not None:
            client = Client()
            client.force_login(user)
            value = client.cookies[settings.SESSION_COOKIE_NAME].value
            cookies.append({"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url})
        context.add_cookies(cookies)  # type: ignore[arg-type]
        hand = Hand(context.new_page())
        hand.page.goto(path if path.startswith("http") else live_server.url + path)
        return hand

    yield open_
    for each in contexts:
        each.close()


@dataclass
class Town:
    district: Organization
    street: Organization
    community: Organization
    big_committee: Organization
    branch: Organization
    neighbour: Organization
    leader: User
    clerk: User
    secretary: User
    members: list[Person]
    member: User


def officer(name: str, username: str, organization: Organization, position: str, **options: Any) -> User:
    person = people.create_person(by="tests", name=name)
    user = people.open_account(by="tests", person=person, username=username, password=PASSWORD, **options)
    organizations.appoint(by="tests", person=person, organization=organization, position=position, since=SINCE)
    return user


@pytest.fixture
def town(clock: Any, live_server: Any) -> Town:
    """District, street, two communities; a secretary of the big committee; ten members, the first with an account."""

    def make(kind: str, code: str, name: str, parent: Organization | None) -> Organization:
        return organizations.create_organization(
            by="tests", kind=kind, code=code, name=name, parent=parent, since=SINCE
        )

    district = make(Kind.DISTRICT_DEPARTMENT, "DX", "东县区委组织部", None)
    street = make(Kind.STREET_WORKING_COMMITTEE, "DX-NH", "南环街道党工委", district)
    community = make(Kind.COMMUNITY, "NH-01", "幸福里社区", street)
    committee = make(Kind.BIG_COMMITTEE, "NH-01-D", "幸福里社区大党委", community)
    general = make(Kind.COMMUNITY_GENERAL_BRANCH, "NH-01-Z", "幸福里社区党总支", community)
    branch = make(Kind.BRANCH, "NH-01-1", "幸福里第一党支部", general)
    neighbour = make(Kind.COMMUNITY, "NH-02", "新华社区", street)
    members = [
        people.create_person(by="tests", name=name, occupation="税务局 科员")
        for name in ("赵民国", "钱学礼", "孙建军", "李桂英", "周志强", "吴秀兰", "郑国栋", "王凤霞", "冯立新", "陈玉梅")
    ]
    Membership.objects.bulk_create(
        Membership(person=person, organization=branch, during=(SINCE, None), name_key=person.pinyin)
        for person in members
    )
    return Town(
        district,
        street,
        community,
        committee,
        branch,
        neighbour,
        leader=officer("肖建民", "leader", district, Position.OFFICER),
        clerk=officer("孟庆云", "clerk", street, Position.OFFICER, is_staff=True),
        secretary=officer("杜桂芳", "secretary", committee, Position.SECRETARY),
        members=members,
        member=people.open_account(by="tests", person=members[0], username="member", password=PASSWORD),
    )


def ago(**delta: float) -> datetime:
    return NOW - timedelta(**delta)
