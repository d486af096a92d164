"""The home page as a work list, and the inbox."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import Notification
from core.records import outbox
from core.web.home import Card, Panel, QuickAction, WorkItem, lists
from core.web.worklist import urgency
from people.models import User
from tests.people.conftest import District

TODAY = timezone.localdate


@pytest.fixture
def duties(settings: Any) -> list[WorkItem]:
    """A provider, an action, a panel and a card of this test; rights, messages and words as they are."""
    items: list[WorkItem] = []
    settings.PORTAL_LISTS = replace(
        lists(),
        duties=(lambda user, today: items,),
        quick_actions=(
            QuickAction("只给有权的人", "core:inbox", "bell", ("organizations.import_member",)),
            QuickAction("没有这一页", "core:nowhere", "bell"),
        ),
        panels=(lambda user, today: Panel("五好评价", "core/_latest.html", {"latest": []}), lambda user, today: None),
        cards=(lambda user, today: Card("core/_latest.html", {"latest": []}),),
        marks=(),
    )
    return items


def duty(days: int, title: str) -> WorkItem:
    return WorkItem(TODAY() + timedelta(days), title, "说明", "/inbox/", "去办", "test.duty")


@pytest.mark.parametrize(
    ("due_on", "word"),
    [
        (date(2026, 11, 17), "late"),
        (date(2026, 11, 18), "today"),
        (date(2026, 11, 22), "week"),
        (date(2026, 11, 23), "month"),
        (date(2026, 12, 1), "later"),
    ],
)
def test_urgency_of_a_due_date(due_on: date, word: str) -> None:
    assert urgency(due_on, date(2026, 11, 18)) == word


@time_machine.travel("2026-11-12 10:00+08:00", tick=False)
def test_the_secretary_sees_seven_duties_by_due_date_and_can_ask_for_all(
    secretary: Client, duties: list[WorkItem]
) -> None:
    duties += [duty(days, f"第{days + 3}件事") for days in (5, -2, 3, 0, 1, 2, 4, -1, 6)]
    page = secretary.get("/").content.decode()
    order = [page.index(f"<b>第{n}件事</b>") for n in (1, 2, 3, 4, 5, 6, 7)]
    assert order == sorted(order) and "<b>第8件事</b>" not in page
    assert "11 月还有 9 件事要办" in page and "2 件已超期" in page and "全部 9 件" in page
    assert "<b>第9件事</b>" in secretary.get("/?all=1").content.decode()


def test_nothing_to_do_says_so(secretary: Client, duties: list[WorkItem]) -> None:
    page = secretary.get("/").content.decode()
    assert "现在没有要办的事" in page and "到期的事会按日期出现在这里" in page


def test_buttons_need_the_right_and_the_page(secretary: Client, member: Client, duties: list[WorkItem]) -> None:
    page = secretary.get("/").content.decode()
    assert "只给有权的人" in page and "没有这一页" not in page and "五好评价" in page
    assert "只给有权的人" not in member.get("/").content.decode()


def test_a_member_gets_the_phone_page(member: Client, duties: list[WorkItem]) -> None:
    duties.append(duty(0, "补上 10 月的学习"))
    page = member.get("/").content.decode()
    assert "phone-layout" in page and "补上 10 月的学习" in page and "赵民国" in page


def test_the_number_of_queries_does_not_follow_the_number_of_duties(
    secretary: Client, district: District, duties: list[WorkItem]
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            secretary.get("/")
        return len(queries)

    duties.append(duty(0, "一"))
    message(district.here.secretary, 1)
    secretary.get("/")
    one = count()
    duties += [duty(n, str(n)) for n in range(30)]
    for number in range(2, 30):
        message(district.here.secretary, number)
    assert count() == one


# -- inbox ---------------------------------------------------------------------------------------------


def message(user: User, number: int = 1, **fields: Any) -> Notification:
    values = {"title": f"消息{number}。", "url": "/inbox/"} | fields
    return Notification.objects.create(
        kind="test", subject_type="t", subject_id=number, recipient=user, due_on=TODAY(), **values
    )


def test_messages_are_counted_shown_and_marked_read(secretary: Client, district: District) -> None:
    user = district.here.secretary
    first, _second = message(user, 1), message(user, 2, text="地点：服务站")
    message(user, 3, withdrawn_at=timezone.now())
    message(district.there.secretary, 4)
    page = secretary.get("/inbox/").content.decode()
    assert "消息1。" in page and "地点：服务站" in page
    assert "消息3。" not in page and "消息4。" not in page
    assert "2 条未读" in page
    answer = secretary.post(f"/inbox/{first.pk}/open/")
    assert answer["Location"] == "/inbox/"
    assert outbox.unread_count(user.pk) == 1
    secretary.post("/inbox/read-all/")
    assert outbox.unread_count(user.pk) == 0
    assert outbox.unread_count(district.there.secretary.pk) == 1
    assert "都已读" in secretary.get("/inbox/").content.decode()


def test_somebody_elses_message_is_not_there(secretary: Client, district: District) -> None:
    other = message(district.there.secretary)
    assert secretary.post(f"/inbox/{other.pk}/open/").status_code == 404
    assert secretary.post("/inbox/999999/open/").status_code == 404
    other.refresh_from_db()
    assert other.read_at is None


def test_a_message_leads_nowhere_outside(secretary: Client, district: District) -> None:
    bad = message(district.here.secretary, url="https://example.org/")
    assert secretary.post(f"/inbox/{bad.pk}/open/")["Location"] == "/inbox/"


def test_the_badge_stops_at_ninety_nine(secretary: Client, district: District) -> None:
    Notification.objects.bulk_create(
        Notification(
            kind="test",
            subject_type="t",
            subject_id=n,
            recipient=district.here.secretary,
            due_on=TODAY(),
            title="提醒",
        )
        for n in range(130)
    )
    cache.clear()
    secretary.force_login(district.here.secretary)
    assert outbox.unread_count(district.here.secretary.pk) == 100
    assert "99+" in secretary.get("/inbox/").content.decode()
