"""A person's hand on the browser: it does what a person does and counts every input."""

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

PHONE, OFFICE, SCREEN = (390, 844), (1366, 768), (1920, 1080)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands: ``rule: element``."""
    page.evaluate("window.scrollTo(0, 0)")
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"][:3]]


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return page.evaluate("Math.max(0, document.documentElement.scrollWidth - window.innerWidth)")


# Whether a click on the element makes the browser leave this page: a link elsewhere, or a form that may be sent.
LEAVES = """element => {
    const link = element.closest('a[href]');
    if (link) return !link.hasAttribute('download') && !link.target && link.protocol.startsWith('http')
        && link.href.split('#')[0] !== location.href.split('#')[0];
    const button = element.closest('button, input[type=submit]');
    return !!button && button.type === 'submit' && !!button.form && !button.form.target
        && (button.formNoValidate || button.form.noValidate || button.form.checkValidity());
}"""


def settle_click(page: Page, element: Locator) -> None:
    """Click and, where that leaves the page, wait until the next one stands: what is read afterwards is never the old.

    A browser under load begins to leave some time after the click was reported as done.
    """
    if element.evaluate(LEAVES):
        with page.expect_navigation():
            element.click()
    else:
        element.click()


def wait_for_draft(page: Page, text: str) -> None:
    """Until this browser keeps the text as a draft; the page's policy forbids Playwright's own waiting for a script."""
    for _ in range(100):
        if page.evaluate("text => Object.values(localStorage).some(each => each.includes(text))", text):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"no draft holds {text}")


class Hand:
    """Clicks, types, chooses and ticks on one page; ``inputs`` counts them (quality.md: the secretary's burden).

    ``look`` holds the page against axe and the width of the window; it is not an input.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.inputs = 0

    def _find(self, what: str | Locator) -> Locator:
        return self.page.locator(what).first if isinstance(what, str) else what.first

    def click(self, what: str | Locator) -> None:
        self.inputs += 1
        settle_click(self.page, self._find(what))

    def press(self, label: str) -> None:
        """Click the button of this name."""
        self.click(self.page.get_by_role("button", name=label))

    def follow(self, label: str) -> None:
        """Click the link whose name holds this."""
        self.click(self.page.locator("main").get_by_role("link", name=label))

    def write(self, label: str, text: str) -> None:
        self.inputs += 1
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label: str, option: str) -> None:
        self.inputs += 1
        labelled = self.page.get_by_label(re.compile(f"^{label}"))
        self.page.locator("select").and_(labelled).first.select_option(label=option)

    def tick(self, label: str) -> None:
        self.inputs += 1
        self.page.get_by_label(label).first.check()

    def upload(self, label: str, name: str, content: bytes) -> None:
        self.inputs += 1
        self.page.get_by_label(label).first.set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        )

    def download(self, label: str) -> bytes:
        """Click a link that gives a file."""
        self.inputs += 1
        with self.page.expect_download() as waiting:
            self.page.locator("main").get_by_role("link", name=label).first.click()
        with open(waiting.value.path(), "rb") as file:
            return file.read()

    def look(self) -> None:
        found: dict[str, Any] = {"axe": violations(self.page), "too wide by": overflow(self.page)}
        assert found == {"axe": [], "too wide by": 0}, (self.page.url, found)
