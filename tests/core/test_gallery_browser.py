"""The gallery in a real browser: accessible, inside the window, nothing refused by the content policy."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.walking import wait_for_draft

pytestmark = pytest.mark.browser
SIZES = {"phone": (390, 844), "office": (1366, 768), "screen": (1920, 1080)}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Playwright keeps a loop running in this thread; Django's database layer takes that for async code.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        running = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser: Browser, live_server: Any, settings: Any) -> Iterator[Any]:
    settings.DEBUG = True  # the gallery is for staff otherwise
    opened: list[BrowserContext] = []

    def open_(path: str, size: str, *, elder: bool = False, javascript: bool = True) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", java_script_enabled=javascript
        )
        opened.append(context)
        if elder:
            context.add_cookies([{"name": "portal_mode", "value": "elder", "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + path)
        return page

    yield open_
    for each in opened:
        each.close()


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


@pytest.mark.parametrize("size", ["phone", "office"])
@pytest.mark.parametrize("elder", [False, True], ids=["standard", "elder"])
def test_gallery_is_accessible_and_fits(open_page: Any, size: str, elder: bool) -> None:
    page = open_page("/core/gallery/", size, elder=elder)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/password/reset/", "/core/gallery/?errors=1"])
def test_forms_are_accessible_on_a_phone(open_page: Any, path: str) -> None:
    page = open_page(path, "phone")
    page.evaluate("window.scrollTo(0, 0)")
    assert violations(page) == []


def test_buttons_and_fields_are_big_enough_for_a_thumb(open_page: Any) -> None:
    page = open_page("/core/gallery/", "phone")
    small = page.evaluate(
        "[...document.querySelectorAll('.btn, .form-control, .form-select, .phone-bar a, .tabs a, .rows a')]"
        ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5)"
        ".map(e => e.outerHTML.slice(0, 80))"
    )
    assert small == []


def test_content_policy_refuses_nothing(open_page: Any, browser: Browser) -> None:
    page = open_page("/accounts/login/", "office")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(page.url.replace("/accounts/login/", "/core/gallery/"))
    page.wait_for_load_state("networkidle")
    assert said == []


def test_first_error_summary_takes_the_focus_and_leads_to_its_field(open_page: Any) -> None:
    page = open_page("/core/gallery/?errors=1", "office")
    expect(page.locator("#error-summary")).to_be_focused()
    page.click("#error-summary a >> nth=0")
    page.wait_for_url("**#id_subject")


def test_confirm_opens_and_closes_by_keyboard(open_page: Any) -> None:
    page = open_page("/core/gallery/", "office")
    summary = page.locator("details.confirm > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.confirm[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("details.confirm[open]")).to_have_count(0)


def test_elder_switch_works_without_javascript(open_page: Any) -> None:
    page = open_page("/accounts/login/", "phone", javascript=False)
    page.click("text=大字版")
    expect(page.locator("html[data-mode=elder]")).to_have_count(1)
    page.click("text=标准版")
    expect(page.locator("html[data-mode=elder]")).to_have_count(0)


def test_draft_is_offered_back_after_the_page_was_lost(open_page: Any) -> None:
    page = open_page("/core/gallery/", "office")
    page.fill("#id_subject", "走访慰问")
    wait_for_draft(page, "走访慰问")
    page.reload()
    expect(page.locator("#id_subject")).to_have_value("")
    page.click("text=恢复草稿")
    expect(page.locator("#id_subject")).to_have_value("走访慰问")


def test_first_page_on_a_phone_is_light(open_page: Any) -> None:
    page = open_page("/accounts/login/", "phone")
    page.wait_for_load_state("networkidle")
    plain = page.evaluate(
        "performance.getEntriesByType('resource').reduce((sum, each) => sum + each.decodedBodySize, 0)"
    )
    assert plain < 330_000  # bytes before compression; about a fifth of that crosses the air
