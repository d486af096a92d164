"""A person at the portal: signs in, follows links, fills fields by their labels, presses buttons.

Only what a page offers can be done: a link that is not there cannot be followed, a field without label not filled, and
a form is sent as it stands, hidden fields included. No address but the first is typed.
"""

import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from lxml import html

from tests.pressing import carrying_what_stands_in_the_form

PASSWORD = "a-long-Password-1"
AWAY = timedelta(minutes=30)


def _text(element: Any) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def _close(words: str) -> str:
    """Without the spaces: between two elements of a page they are drawn or not, as its style says."""
    return re.sub(r"\s", "", words)


def _stands_in(element: Any, words: str) -> bool:
    """Whether the row, entry or section that holds the element says this, too."""
    return any(words in _text(each) for each in element.iterancestors("tr", "li", "article", "section"))


def data_of(page: Any, form: Any) -> dict[str, Any]:
    """What a form sends as it stands: name → values; elements that name it by ``form=`` belong to it."""
    data: dict[str, Any] = {}
    inside = [*form.xpath(".//input|.//select|.//textarea")]
    if form.get("id"):
        inside += page.xpath(f'//*[@form="{form.get("id")}"][self::input or self::select or self::textarea]')
    for field in inside:
        name, kind = field.get("name"), (field.get("type") or "").lower()
        if not name or kind in {"submit", "button", "file", "image", "reset"} or field.get("disabled") is not None:
            continue
        if kind in {"checkbox", "radio"}:
            if field.get("checked") is not None:
                data.setdefault(name, []).append(field.get("value", "on"))
        elif field.tag == "select":
            chosen = [each for each in field.iter("option") if each.get("selected") is not None]
            if not chosen and field.get("multiple") is None:
                chosen = list(field.iter("option"))[:1]
            data.setdefault(name, []).extend(each.get("value", _text(each)) for each in chosen)
        elif field.tag == "textarea":
            data.setdefault(name, []).append((field.text or "").removeprefix("\n"))
        else:
            data.setdefault(name, []).append(field.get("value", ""))
    return data


class Person:
    """One signed-in browser without scripts; `text` is what the page says, `status` its answer."""

    seen: datetime | None = None
    """When it had its last answer."""

    def __init__(self, username: str, password: str = PASSWORD) -> None:
        self.client = Client(raise_request_exception=True)
        self.address = "/"
        self.filled: dict[str, Any] = {}
        self.account = (username, password)
        self.open("/accounts/login/")
        self._sign_in()

    def _sign_in(self) -> None:
        for label, word in zip(("用户名或手机号", "密码"), self.account, strict=True):
            self.fill(label, word)
        self.press("登录")
        assert "/login/" not in self.address, self.text

    # --- Looking -----------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        for each in self.page.xpath("//script|//style|//template"):
            each.drop_tree()
        return _text(self.page)

    def sees(self, *words: str) -> None:
        missing = [word for word in words if _close(word) not in _close(self.text)]
        assert not missing, f"{self.address} does not say {missing}: {self.text[:3000]}"

    def misses(self, *words: str) -> None:
        found = [word for word in words if _close(word) in _close(self.text)]
        assert not found, f"{self.address} says {found}"

    def options(self, label: str) -> list[str]:
        return [_text(each) for each in self._field(label).iter("option")]

    # --- Going -------------------------------------------------------------------------------------

    def _answer(self, answer: Any, expected: int = 200) -> None:
        if answer.status_code != expected:
            main = html.fromstring(answer.content.decode()).xpath("//main")
            raise AssertionError((answer.status_code, self.address, _text(main[0]) if main else answer.content[:500]))
        if answer.redirect_chain:
            self.address = urljoin(self.address, answer.redirect_chain[-1][0])
        self.filled, self.seen = {}, timezone.now()
        self.status, self.content = answer.status_code, b"".join(answer) if answer.streaming else answer.content
        if answer.get("Content-Type", "").startswith("text/html"):
            self.page = html.fromstring(self.content.decode())

    def open(self, address: str) -> None:
        """Who was away for longer than a session lasts signs in again, and is where he wanted to be."""
        away = self.seen is not None and timezone.now() - self.seen > AWAY
        self.address = urljoin(self.address, address)
        self._answer(self.client.get(self.address, follow=True))
        if away and "/accounts/login/?next=" in self.address:
            self._sign_in()

    def reload(self) -> None:
        self.open(self.address)

    def follow(self, label: str, *, within: str = "") -> None:
        """The link whose words hold `label`; `within`: in the row or list entry that holds these words."""
        links = [*self.page.xpath("//main//a[@href]"), *self.page.xpath("//a[@href][not(ancestor::main)]")]
        found = [each for each in links if label in _text(each) or label in each.get("aria-label", "")]
        if within:
            found = [
                each for each in found if any(within in _text(up) for up in each.iterancestors("tr", "li", "article"))
            ]
        assert found, f"{self.address} has no link {label!r}: {[_text(each) for each in self.page.iter('a')]}"
        self.open(found[0].get("href"))

    def download(self, label: str) -> bytes:
        """The file behind a link; the page stays."""
        here, page = self.address, self.page
        self.follow(label)
        self.address, self.page = here, page
        return self.content

    # --- Filling -----------------------------------------------------------------------------------

    def _labelled(self, label: str) -> list[Any]:
        found = []
        for each in self.page.iter("label"):
            if label == re.sub(r"[（(*必填：:]*$", "", _text(each)).strip() or _text(each).startswith(label):
                target = each.get("for")
                inside = each.xpath(".//input|.//select|.//textarea")
                found += self.page.xpath(f'//*[@id="{target}"]') if target else inside
        found += self.page.xpath(f'//*[@aria-label="{label}" and (self::input or self::select or self::textarea)]')
        for group in self.page.iter("fieldset"):
            legend = group.find(".//legend")
            if legend is not None and _text(legend).startswith(label):
                found += group.xpath(".//input[not(@type='hidden')]|.//select|.//textarea")[:1]
        return found

    def _field(self, label: str) -> Any:
        found = self._labelled(label)
        assert found, f"{self.address} has no field {label!r}: {[_text(each) for each in self.page.iter('label')]}"
        return found[0]

    def fill(self, label: str, value: Any) -> None:
        """Types, chooses by the option's words, or puts a file (name, content)."""
        field = self._field(label)
        if field.tag == "select":
            chosen = [each for each in field.iter("option") if str(value) in _text(each)]
            assert chosen, f"{label!r} offers {self.options(label)}"
            value = chosen[0].get("value", _text(chosen[0]))
        elif isinstance(value, tuple):
            value = SimpleUploadedFile(value[0], value[1])
        self.filled[field.get("name")] = value

    def tick(self, label: str, *, on: bool = True) -> None:
        """A box or a radio button by its own words."""
        field = self._field(label)
        name, value = field.get("name"), field.get("value") or "on"
        if field.get("type") == "radio" or not on:
            self.filled[name] = value if on else None
        else:
            self.filled.setdefault(name, []).append(value)

    def press(self, label: str, *, within: str = "", refused: bool = False) -> None:
        """The button of this name: its form is sent with what stands in it and what was filled."""
        buttons = [
            each
            for each in self.page.xpath("//button|//input[@type='submit']")
            if label == _text(each) or label == each.get("value") or label == each.get("aria-label")
        ]
        if within:
            buttons = [each for each in buttons if _stands_in(each, within)]
        assert buttons, f"{self.address} has no button {label!r}: {[_text(each) for each in self.page.iter('button')]}"
        button = buttons[0]
        name = button.get("form")
        form = self.page.xpath(f'//form[@id="{name}"]')[0] if name else next(button.iterancestors("form"))
        data = self._data(form)
        if button.get("name"):
            data[button.get("name")] = button.get("value", "")
        goal = urljoin(
            self.address, button.get("formaction") or form.get("hx-post") or form.get("action") or self.address
        )
        if (button.get("formmethod") or form.get("method") or "get").lower() == "get" and not form.get("hx-post"):
            sent = urlencode({k: v for k, v in data.items() if v is not None}, doseq=True)
            self.open(f"{goal.partition('?')[0]}?{sent}")
            return
        self.address = goal
        with carrying_what_stands_in_the_form():
            answer = self.client.post(goal, data, follow=True)
        self._answer(answer, 422 if refused else 200)

    def _data(self, form: Any) -> dict[str, Any]:
        data = data_of(self.page, form)
        for name, value in self.filled.items():
            if value is None:
                data.pop(name, None)
            else:
                data[name] = value
        return data
