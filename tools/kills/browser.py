"""A browser without windows: one account's session, forms taken from their pages with what stands in them."""

import http.client
import secrets
import uuid
from html.parser import HTMLParser
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from people.models import User
from people.sessions import SessionStore

SECONDS = 60


class Answer(NamedTuple):
    status: int
    location: str
    text: str

    @property
    def sends_to_sign_in(self) -> bool:
        """Nothing was done: the session is gone."""
        return self.status == 302 and "/login/" in self.location


class NoAnswer(Exception):
    """The connection broke, or the server said that it cannot: nobody knows what was done."""


class _Fields(HTMLParser):
    """Names and values of what a page's forms would send, ticked or chosen or not."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: list[tuple[str, str]] = []
        self.values: dict[str, str] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "input" and given.get("type") == "hidden":
            self.hidden.append((name, given.get("value", "")))
        elif tag == "input" and given.get("type") not in ("checkbox", "radio", "file") and name:
            self.values.setdefault(name, given.get("value", ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in given or not self.values.get(self._select)):
            self.values[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""


class Browser:
    """Signed in as ``user`` by a session made in the database, anew when it has run out."""

    def __init__(self, user: User, port: int) -> None:
        self.user, self.port = user, port
        self.session = ""
        self.csrf = secrets.token_hex(16)

    def _sign_in(self) -> None:
        store = SessionStore()
        store[SESSION_KEY] = str(self.user.pk)
        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        store[HASH_SESSION_KEY] = self.user.get_session_auth_hash()
        store.save()
        self.session = store.session_key or ""

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, b"", {})

    def post(
        self, path: str, fields: list[tuple[str, str]], file: tuple[str, bytes] | None = None, into: str = "file"
    ) -> Answer:
        if file is None:
            return self._ask(
                "POST", path, urlencode(fields).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
            )
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields
        ]
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{into}"; filename="{file[0]}"\r\n\r\n'
        body = b"".join([*parts, head.encode(), file[1], f"\r\n--{mark}--\r\n".encode()])
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={mark}"})

    def send(
        self,
        page: str,
        path: str,
        typed: dict[str, Any],
        file: tuple[str, bytes] | None = None,
        into: str = "file",
    ) -> Answer:
        """Open a page and post one of its forms: what stands there hidden goes along, and what is ``typed``. A value of
        None is what the page proposes."""
        parser = _Fields()
        shown = self.get(page)
        if shown.status != 200:
            return shown
        parser.feed(shown.text)
        fields = [(name, value) for name, value in parser.hidden if name != "csrfmiddlewaretoken" and name not in typed]
        fields += [
            (name, parser.values.get(name, "") if value is None else str(value)) for name, value in typed.items()
        ]
        return self.post(path, fields, file, into)

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        answer = self._once(method, path, body, headers) if self.session else None
        if answer is None or answer.sends_to_sign_in:
            self._sign_in()
            answer = self._once(method, path, body, headers)
        if answer.status >= 500 or answer.sends_to_sign_in:
            raise NoAnswer(f"{method} {path}: {answer.status}")
        return answer

    def _once(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        cookies = f"{settings.SESSION_COOKIE_NAME}={self.session}; {settings.CSRF_COOKIE_NAME}={self.csrf}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request(method, path, body, {"Cookie": cookies, "X-CSRFToken": self.csrf} | headers)
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(f"{method} {path}: {type(error).__name__}") from error
        finally:
            connection.close()
        return Answer(answer.status, answer.getheader("Location") or "", text)
