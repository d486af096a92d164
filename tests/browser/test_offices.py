"""The desks of street and district: from a number down to the record that gave it."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from assessments import drafting, facts, scoring
from meetings import actions as meetings
from meetings.models import Meeting
from tests.browser.conftest import NOW, TODAY, Open, Town
from tests.browser.walking import OFFICE, SCREEN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scored(town: Town) -> Meeting:
    """A theme day of October, recorded and counted, none in September; this year's scheme is scored from them."""
    starts_at = NOW - timedelta(days=21)
    meeting = meetings.plan(
        by=town.secretary,
        organization=town.big_committee,
        kind="theme_day",
        topic="参观烈士陵园",
        starts_at=starts_at,
        place="烈士陵园",
        form="参观学习",
        education="理想教育",
        now=starts_at - timedelta(days=9),
    )
    meetings.notify(by=town.secretary, meeting=meeting, now=starts_at - timedelta(days=8))
    meeting.refresh_from_db()
    meetings.record(
        by=town.secretary,
        meeting=meeting,
        version=meeting.version,
        held_at=starts_at,
        content="参观并重温入党誓词。",
        now=starts_at + timedelta(days=1),
    )
    scheme = drafting.adopt_scheme(by=town.leader, district=town.district, year=TODAY.year, on=date(2026, 1, 1))
    for month in (date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)):
        facts.compute_month(district=town.district, month=month, now=NOW)
    scoring.score(scheme=scheme, as_of=TODAY, now=NOW, by="scoring")
    return meeting


@pytest.mark.requirement("ASM-03")
def test_why_the_score_is_what_it_is(town: Town, scored: Meeting, open_page: Open) -> None:
    hand = open_page(town.secretary, "/", OFFICE)
    hand.look()
    hand.click(hand.page.get_by_role("link", name=re.compile("^(为什么是|查看评价)")))
    hand.look()
    hand.follow("主题党日")
    hand.look()
    expect(hand.page.get_by_text("怎样得分")).to_be_visible()
    hand.follow("参观烈士陵园")
    assert hand.inputs <= 3
    assert f"/meetings/{scored.pk}/" in hand.page.url and "参观并重温入党誓词" in hand.page.inner_text("main")
    print("inputs: why", hand.inputs)


def test_the_district_drills_from_the_dashboard_to_a_record(town: Town, scored: Meeting, open_page: Open) -> None:
    hand = open_page(town.leader, "/", SCREEN)
    hand.look()
    hand.click(hand.page.get_by_role("navigation").get_by_role("link", name="全区总览"))
    hand.look()
    hand.click(hand.page.get_by_role("table").first.get_by_role("link", name="南环街道").first)
    hand.look()
    row = hand.page.get_by_role("row", name=re.compile("幸福里"))
    hand.click(row.get_by_role("cell").first.get_by_role("link"))
    hand.look()
    hand.follow("参观烈士陵园")
    assert f"/meetings/{scored.pk}/" in hand.page.url
    hand.look()
    print("inputs: drill", hand.inputs)


OFFICE_PAGES = {
    "members": "/members/",
    "statistics": "/members/statistics/",
    "evaluations": "/assessments/evaluations/",
    "meetings": "/meetings/",
    "month": "/meetings/month/",
    "progress": "/meetings/progress/",
    "grids": "/grids/",
    "services": "/services/",
    "coverage": "/services/coverage/",
    "organizations": "/organizations/",
    "posts": "/organizations/posts/",
    "inbox": "/inbox/",
    "search": "/search/?q=党",
}


def test_every_room_is_accessible_and_fits_the_desk(town: Town, scored: Meeting, open_page: Open) -> None:
    hand = open_page(town.clerk, "/", OFFICE)
    found: dict[str, Any] = {}
    for name, path in OFFICE_PAGES.items():
        response = hand.page.goto(hand.page.url.split("/", 3)[0] + "//" + hand.page.url.split("/", 3)[2] + path)
        assert response is not None and response.status == 200, path
        try:
            hand.look()
        except AssertionError as error:
            found[name] = error.args[0][1]
    assert found == {}


ADMIN_PAGES = (
    "/admin/",
    "/admin/organizations/organization/",
    "/admin/organizations/post/",
    "/admin/members/membership/",
)


def test_the_admin_is_accessible_and_chinese(town: Town, open_page: Open) -> None:
    hand = open_page(town.clerk, "/", OFFICE)
    root = hand.page.url.rstrip("/")
    found: dict[str, Any] = {}
    for path in ADMIN_PAGES:
        response = hand.page.goto(root + path)
        assert response is not None and response.status == 200, path
        try:
            hand.look()
        except AssertionError as error:
            found[path] = error.args[0][1]
        english = re.findall(r"[A-Za-z]{5,}", hand.page.inner_text("body"))
        assert english in ([], ["Excel"]), (path, english)
    assert found == {}
