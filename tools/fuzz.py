"""Odd requests to every route as every role: whatever is sent, nothing may answer with an error of the server.

Requests are drawn by a seed, sent in this process and undone: each runs in a transaction that is rolled back.
"""

import copy
import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

METHODS = ("GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH")
TEXTS = (
    *("", " ", "0", "1", "-1", "999999999999999999999", "1e309", "NaN", "١٢", "0x10", "1.5", "true", "null"),
    *("2026-02-30", "0000-00-00", "9999-12-31", "10000-01-01", "2026-11-22", "2026-11-22T25:61", "24:00"),
    *("赵民国", "𠀀𠮷", "\u202e", "\ufeff", "\ud7ff", "a" * 5000, "'", "\\", "%", "%s", "{{ 7 }}", "<b>", "../.."),
    *("\x00", "[1,2", "{}", "\r\nX: 1", "=1+1", "999999202611220011", "13900001234"),
)
NAMES = (
    *("q", "page", "on", "name", "reason", "version", "shown", "chosen", "persons", "person", "organization", "unit"),
    *("year", "month", "state", "kind", "format", "next", "step", "decision", "file", "all", "building", "community"),
    *("show", "claims", "action", "_selected_action", "index", "select_across", "seen", "since", "until", "code"),
    *("login", "password", "mode", "field", "p", "o", "e", "_popup", "_to_field", "term", "app_label", "model_name"),
)
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {},
    {"HX-Request": "true"},
    {"Accept": "application/json"},
    {"Accept": ";;q="},
    {"Referer": "::"},
    {"X-Forwarded-For": "a, b"},
    {"Cookie": "sessionid=\x7f; messages=x; device=x"},
    {"If-Modified-Since": "yesterday"},
    {"Range": "bytes=9-1"},
    {"Host": "a b"},
    {"Accept-Language": "zh-" * 300},
)
ANSWERS_503 = {"healthz", "/healthz"}
"""It says so when a worker is silent."""
_FIELD = re.compile(r'<(?:input|select|textarea)\b[^>]*\bname="([^"]+)"')
_PLACE = re.compile(r'\b(?:href|action)="(/[^"#?]*)')


@dataclass
class Report:
    requests: int = 0
    routes: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    statuses: Counter[int] = field(default_factory=Counter)
    errors: dict[str, dict[str, Any]] = field(default_factory=dict)
    slowest: tuple[float, str] = (0.0, "")
    server_errors: int = 0

    def as_json(self) -> dict[str, Any]:
        return {
            "requests": self.requests,
            "routes": len(self.routes),
            "roles": len(self.roles),
            "statuses": {str(status): number for status, number in sorted(self.statuses.items())},
            "server_errors": self.server_errors,
            "errors": list(self.errors.values()),
            "slowest": {"seconds": round(self.slowest[0], 2), "address": self.slowest[1]},
        }


def routes(resolver: Any = None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every named route with its full name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        elif pattern.name:
            yield f"{namespace}{pattern.name}", pattern


class Fuzzer:
    """``users``: by role; "" is nobody. What pages show (addresses, names of fields) is sent in turn."""

    def __init__(self, users: dict[str, Any], seed: int) -> None:
        self.draw = random.Random(seed)
        self.routes = sorted(routes(), key=lambda each: each[0])
        self.clients = {role: Client(raise_request_exception=False) for role in ("", *users)}
        for role, user in users.items():
            self.clients[role].force_login(user)
        self.addresses: dict[str, list[str]] = {role: [] for role in self.clients}
        self.names = list(NAMES)
        self.raised: list[BaseException] = []

    def run(self, requests: int) -> Report:
        report = Report(roles=set(self.clients))
        with self._listening():
            for _ in range(requests):
                self._one(report)
        return report

    @contextmanager
    def _listening(self) -> Iterator[None]:
        def note(**_kwargs: Any) -> None:
            error = sys.exc_info()[1]
            if error is not None:
                self.raised.append(error)

        got_request_exception.connect(note, dispatch_uid="tools.fuzz")
        try:
            yield
        finally:
            got_request_exception.disconnect(dispatch_uid="tools.fuzz")

    def _one(self, report: Report) -> None:
        role = self.draw.choice(sorted(self.clients))
        name, address = self._address(role)
        method, headers = self.draw.choice(METHODS), dict(self.draw.choice(HEADERS))
        body, content_type = self._body() if method not in ("GET", "HEAD", "OPTIONS") else (b"", "")
        query = self._query() if self.draw.random() < 0.5 else ""
        client = self.clients[role]
        cookies = copy.deepcopy(client.cookies)
        self.raised.clear()
        began = time.perf_counter()
        with transaction.atomic():
            answer: Any = client.generic(
                method, address + query, body, content_type=content_type or "text/plain", headers=headers
            )
            content = b"" if getattr(answer, "streaming", False) else answer.content
            client.cookies = cookies
            transaction.set_rollback(True)
        seconds = time.perf_counter() - began
        report.requests += 1
        report.routes.add(name)
        report.statuses[answer.status_code] += 1
        failed = answer.status_code >= 500 and name not in ANSWERS_503
        report.server_errors += failed
        report.slowest = max(report.slowest, (seconds, f"{method} {address}"))
        if failed:
            self._note(report, f"{method} {name}", role)
        self._learn(role, content)

    def _note(self, report: Report, what: str, role: str) -> None:
        error = self.raised[-1] if self.raised else None
        frames = traceback.extract_tb(error.__traceback__)[-3:] if error is not None else []
        found = {
            "what": what,
            "role": role,
            "error": type(error).__name__,
            "says": str(error)[:160],
            "at": [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames],
        }
        report.errors.setdefault(f"{found['error']} {found['at'][-1:]}", found)

    def _learn(self, role: str, content: bytes) -> None:
        text = content[:200_000].decode("utf-8", "replace")
        known = self.addresses[role]
        for place in _PLACE.findall(text)[:60]:
            if place not in known and not place.startswith("/static/") and len(known) < 600:
                known.append(place)
        for name in _FIELD.findall(text)[:60]:
            if name not in self.names and len(self.names) < 600:
                self.names.append(name)

    def _address(self, role: str) -> tuple[str, str]:
        known = self.addresses[role]
        if known and self.draw.random() < 0.5:
            address = self.draw.choice(known)
            return re.sub(r"\d+", "0", address), address
        name, pattern = self.draw.choice(self.routes)
        arguments = {key: self._argument(converter) for key, converter in pattern.pattern.converters.items()}
        try:
            return name, reverse(name, kwargs=arguments)
        except NoReverseMatch:
            return name, "/" + quote(self._text())

    def _argument(self, converter: Any) -> Any:
        if type(converter).__name__ == "IntConverter":
            return self.draw.choice((0, 1, 2, 3, 17, 999_999, 2**31, 2**63, 10**30))
        return self._text().strip("/") or "x"

    def _text(self) -> str:
        return self.draw.choice(TEXTS)

    def _pairs(self) -> list[tuple[str, str]]:
        return [(self.draw.choice(self.names), self._text()) for _ in range(self.draw.randrange(8))]

    def _query(self) -> str:
        if self.draw.random() < 0.1:
            return self.draw.choice(("?%", "?%ff=%fe", "?a=%00", "?&&==", "?" + "&".join(["a=1"] * 1500)))
        return "?" + urlencode(self._pairs(), errors="replace")

    def _body(self) -> tuple[bytes, str]:
        form = urlencode(self._pairs(), errors="replace").encode()
        plain = "application/x-www-form-urlencoded"
        kind = self.draw.randrange(10)
        if kind < 5:
            return form, plain
        if kind == 5:
            return self._multipart(), "multipart/form-data; boundary=x"
        odd: Sequence[tuple[bytes, str]] = (
            (form, f"{plain}; charset=utf-16"),
            (form, "multipart/form-data"),
            (form, "multipart/form-data; boundary=\xe9"),
            (b"\xff\xfe" + form, plain),
            (b'{"a": [1,', "application/json"),
            (b"\x00" * 100, "application/octet-stream"),
            (self._multipart()[:-9], "multipart/form-data; boundary=x"),
            (b"a=" + b"x" * (6 << 20), plain),
        )
        return self.draw.choice(odd)

    def _multipart(self) -> bytes:
        parts = [
            f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
            for name, text in self._pairs()
        ]
        content = self.draw.choice((b"", b"PK\x03\x04", b"GIF89a", "姓名\n赵\n".encode(), b"\xd0\xcf\x11\xe0"))
        name = self.draw.choice(("file", "photo", "photos"))
        file = self.draw.choice(("a.xlsx", "a.jpg", "../a", "a\x00"))
        head = f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n\r\n'.encode()
        return b"".join(parts) + head + content + b"\r\n--x--\r\n"
