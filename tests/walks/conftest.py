import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, sync_playwright

from assessments.drafting import adopt_scheme
from config.celery import app as celery_app
from members.models import Membership
from organizations import actions
from organizations.kinds import Kind
from organizations.models import Organization, Position
from people.models import Person as Somebody
from people.models import User
from tests.browser.walking import Hand
from tests.walks.person import PASSWORD

SINCE = date(2025, 1, 1)


class Street:
    """A district and a street with one officer each, and nothing below: where every walk begins."""

    def __init__(self) -> None:
        self.district = self._make(Kind.DISTRICT_DEPARTMENT, "W", None, "测试区委组织部")
        self.street = self._make(Kind.STREET_WORKING_COMMITTEE, "W-A", self.district, "甲街道党工委")
        self.officer(self.district, "district", "组织部干部")
        self.officer(self.street, "street", "街道干部")

    def _make(self, kind: str, code: str, parent: Organization | None, name: str) -> Organization:
        return actions.create_organization(by="test", kind=kind, code=code, name=name, parent=parent, since=SINCE)

    def officer(self, organization: Organization, username: str, name: str) -> User:
        person = Somebody.objects.create(name=name, pinyin=username, initials=username[:2])
        user = User.objects.create_user(username, PASSWORD, person=person, is_staff=True)
        actions.appoint(
            by="test", person=person, organization=organization, position=Position.OFFICER, since=SINCE, until=None
        )
        return user


@pytest.fixture
def empty_street(db: None) -> Street:
    return Street()


class Community(Street):
    """A community as it begins: big committee with secretary and full-time deputy, a branch with ten members."""

    def __init__(self) -> None:
        super().__init__()
        self.community = self._make(Kind.COMMUNITY, "W-A-1", self.street, "幸福里社区")
        self.committee = self._make(Kind.BIG_COMMITTEE, "W-A-1-D", self.community, "幸福里社区大党委")
        self.general = self._make(Kind.COMMUNITY_GENERAL_BRANCH, "W-A-1-Z", self.community, "幸福里社区党总支")
        self.branch = self._make(Kind.BRANCH, "W-A-1-1", self.general, "幸福里第一党支部")
        self.holder("secretary", "赵书记", Position.SECRETARY)
        self.holder("deputy", "钱副书记", Position.FULL_TIME_DEPUTY)
        for number, name in enumerate(["冯一", "陈二", "褚三", "卫四", "蒋五", "沈六", "韩七", "杨八", "朱九", "秦十"]):
            person = Somebody.objects.create(name=name, pinyin=f"member{number}", initials="m")
            Membership.objects.create(person=person, organization=self.branch, during=(SINCE, None), name_key=name)
            if number < 2:
                User.objects.create_user(f"member{number}", PASSWORD, person=person)

    def holder(self, username: str, name: str, position: str) -> None:
        person = Somebody.objects.create(name=name, pinyin=username, initials=username[:2])
        User.objects.create_user(username, PASSWORD, person=person)
        actions.appoint(by="test", person=person, organization=self.committee, position=position, since=SINCE)


@pytest.fixture
def community(db: None) -> Community:
    return Community()


@pytest.fixture
def hour() -> Callable[[], None]:
    """What the portal does by itself each hour of the day: its reminders."""

    def run() -> None:
        celery_app.loader.import_default_modules()
        for name, entry in celery_app.conf.beat_schedule.items():
            if "reminders" in name:
                celery_app.tasks[entry["task"]].apply()

    return run


Window = Callable[[tuple[int, int]], BrowserContext]


@pytest.fixture
def window(chromium_path: str, transactional_db: Any, tmp_path: Path) -> Iterator[Window]:
    """Starts the browser of one device of that size; what it keeps is kept in a folder, as on a desk."""
    opened: list[BrowserContext] = []
    with sync_playwright() as playwright:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps a loop running in this thread

        def start(size: tuple[int, int]) -> BrowserContext:
            context = playwright.chromium.launch_persistent_context(
                str(tmp_path / "device"),
                executable_path=chromium_path,
                args=["--no-sandbox"],
                locale="zh-CN",
                viewport={"width": size[0], "height": size[1]},
            )
            context.set_default_timeout(15_000)
            opened.append(context)
            return context

        yield start
        for each in opened:
            with suppress(Error):
                each.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def sign_in(hand: Hand, username: str) -> None:
    """On the page that asks for it, by hand."""
    hand.write("用户名或手机号", username)
    hand.write("密码", PASSWORD)
    hand.press("登录")


class ScoredCommunity(Community):
    """The same in a district that has its scheme of the year, as the first command gives it."""

    def __init__(self) -> None:
        super().__init__()
        adopt_scheme(by="test", district=self.district, year=2026, on=date(2026, 1, 1))


@pytest.fixture
def scored_community(db: None) -> ScoredCommunity:
    return ScoredCommunity()


@pytest.fixture
def night() -> Callable[[], None]:
    """What the portal does by itself each night for months and scores."""

    def run() -> None:
        celery_app.loader.import_default_modules()
        for name, entry in celery_app.conf.beat_schedule.items():
            if "facts" in name:
                celery_app.tasks[entry["task"]].apply(throw=True)

    return run
