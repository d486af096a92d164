"""A plan half written survives a closed browser and a lost connection (MTG-12), in a browser with its own folder."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.walking import OFFICE, Hand, wait_for_draft
from tests.walks.conftest import Community, Window, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def planning(context: BrowserContext, address: str) -> Page:
    """Signed in as the secretary where that is asked, on the page of a new plan."""
    page = context.new_page()
    page.goto(f"{address}/meetings/")
    hand = Hand(page)
    if "/login/" in page.url:
        sign_in(hand, "secretary")
    hand.follow("计划会议")
    return page


@pytest.mark.walk("MTG-12")
def test_a_plan_half_written_survives_a_closed_browser_and_a_lost_connection(
    community: Community, window: Window, live_server: Any
) -> None:
    device = window(OFFICE)
    page = planning(device, live_server.url)
    page.get_by_label("主题", exact=False).first.fill("走访困难党员，听取意见")
    wait_for_draft(page, "走访困难党员，听取意见")
    device.close()

    device = window(OFFICE)
    page = planning(device, live_server.url)
    expect(page.get_by_text("没有提交的草稿")).to_be_visible()
    page.get_by_role("button", name="恢复草稿").click()
    expect(page.get_by_label("主题", exact=False).first).to_have_value("走访困难党员，听取意见")
    device.set_offline(True)
    page.get_by_role("button", name="只保存计划").first.click()
    page.wait_for_timeout(1000)
    page.close()
    device.set_offline(False)

    page = planning(device, live_server.url)
    page.get_by_role("button", name="恢复草稿").click()
    expect(page.get_by_label("主题", exact=False).first).to_have_value("走访困难党员，听取意见")
    with page.expect_navigation():
        page.get_by_role("button", name="只保存计划").first.click()
    expect(page.get_by_text("走访困难党员，听取意见").first).to_be_visible()
    page = planning(device, live_server.url)
    expect(page.get_by_text("没有提交的草稿")).to_have_count(0)
