"""The secretary's and the member's duties in a real browser, inputs counted as a person would make them."""

import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect, sync_playwright

from meetings import actions
from meetings.models import Meeting
from tests.browser.walking import wait_for_draft
from tests.meetings.conftest import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def browser(chromium_path: str, transactional_db: Any) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps a loop running in this thread
        running = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def open_as(browser: Browser, live_server: Any, user: Any, *, phone: bool = False) -> Page:
    client = Client()
    client.force_login(user)
    size = {"width": 390, "height": 844} if phone else {"width": 1366, "height": 768}
    context = browser.new_context(viewport=size, locale="zh-CN")
    name = django_settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page = context.new_page()
    page.set_default_timeout(15_000)
    return page


def check(page: Page) -> None:
    found = Axe().run(page, options=RULES).response["violations"]
    assert [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_month_of_a_theme_day_by_hand(browser: Browser, live_server: Any, world: World) -> None:
    """Plan and notify in at most 5 inputs, sign in with one tap, record in at most 6 with minutes in Word."""
    page = open_as(browser, live_server, world.secretary)
    page.goto(live_server.url + "/")
    with page.expect_navigation():
        page.click("a:has-text('计划主题党日')")  # 1
    check(page)
    page.click("button:has-text('通知全体')")  # 2
    page.wait_for_selector("text=应到 10 人")
    check(page)
    meeting = Meeting.objects.get()
    assert meeting.state == "notified"

    # The day has come.
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=now)
    meeting.refresh_from_db()
    page.goto(live_server.url + reverse("meetings:detail", args=[meeting.pk]))
    page.click("button:has-text('开始签到')")
    page.wait_for_selector("svg >> nth=0")
    page.wait_for_selector("text=刚刚签到")
    check(page)

    code = reverse("meetings:scan", args=[_code(meeting)])
    phone = open_as(browser, live_server, world.accounts[0], phone=True)
    phone.goto(live_server.url + code)
    check(phone)
    phone.click("button:has-text('签到')")
    phone.wait_for_selector("text=签到成功")
    check(phone)
    phone.goto(live_server.url + reverse("meetings:schedule"))
    check(phone)
    page.wait_for_selector("text=党员0", timeout=15_000)  # the screen follows by itself

    page.goto(live_server.url + "/")
    with page.expect_navigation():
        page.click("a:has-text('去记录')")  # 1
    check(page)
    page.fill("[name=content]", "走访三户困难党员。")  # 2
    page.fill("[name=resolutions_text]", "每月走访一次。")  # 3
    page.click("button:has-text('保存并确认纪要')")  # 4
    page.wait_for_selector("text=已确认")
    check(page)
    with page.expect_download() as download:
        page.click("a[aria-label='会议纪要 Word']")  # 5
    assert download.value.suggested_filename.endswith("会议纪要.docx")
    meeting.refresh_from_db()
    assert meeting.state == "confirmed" and meeting.attendances.attended().count() == 1


def _code(meeting: Meeting) -> str:
    from meetings import codes

    return codes.make(meeting, now=timezone.now(), seconds=15)


@pytest.mark.requirement("MTG-12")
def test_a_record_half_written_survives_a_closed_window(browser: Browser, live_server: Any, world: World) -> None:
    start = timezone.now() - timedelta(hours=3)
    meeting = actions.plan(
        by=world.secretary,
        organization=world.big_committee,
        kind="theme_day",
        topic="走访",
        starts_at=start,
        place="礼堂",
        form="走访调研",
        education="责任教育",
        now=start - timedelta(days=3),
    )
    actions.notify(by=world.secretary, meeting=meeting, now=start - timedelta(days=3))
    page = open_as(browser, live_server, world.secretary)
    address = live_server.url + reverse("meetings:record", args=[meeting.pk])
    page.goto(address)
    page.fill("[name=content]", "写了一半")
    wait_for_draft(page, "写了一半")
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(address)
    again.click("button:has-text('恢复草稿')")
    expect(again.locator("[name=content]")).to_have_value("写了一半")
    with again.expect_navigation():
        again.click("button:has-text('先保存')")
    actions.confirm(by=world.deputy, meeting=meeting, now=timezone.now())
    actions.close(by=world.secretary, meeting=meeting, now=timezone.now())
    address = live_server.url + reverse("meetings:amend", args=[meeting.pk])  # a form that names no draft of its own
    again.goto(address)
    again.fill("[name=text]", "更正了一半")
    wait_for_draft(again, "更正了一半")
    again.close()
    third = context.new_page()
    third.goto(address)
    third.click("button:has-text('恢复草稿')")
    expect(third.locator("[name=text]")).to_have_value("更正了一半")
