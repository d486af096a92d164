"""Codes for signing in on the spot: a keyed hash of the time window, nothing stored.

A code is good for its window and the one after, so that a screen a few seconds old still works; who sends a
photograph of it to somebody at home has that long, then it is void (MTG-02).
"""

import base64
import hmac
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.crypto import salted_hmac

_BYTES = 10


@dataclass(frozen=True, slots=True)
class RotatingCode:
    """``purpose`` keeps the codes of two kinds apart (``meetings``); ``secret`` is the record's own."""

    purpose: str
    number: int
    secret: str
    seconds: int

    def _window(self, at: datetime) -> int:
        return int(at.timestamp()) // self.seconds

    def _digest(self, window: int) -> bytes:
        key = settings.SECRET_KEY + self.secret
        return salted_hmac(
            f"core.web.codes.{self.purpose}", f"{self.number}:{window}", secret=key, algorithm="sha256"
        ).digest()

    def _token(self, window: int) -> str:
        return base64.b32encode(self._digest(window)[:_BYTES]).decode().lower()

    def _digits(self, window: int) -> str:
        return f"{int.from_bytes(self._digest(window)[16:24], 'big') % 1_000_000:06d}"

    def token(self, at: datetime) -> str:
        """What the QR code carries: 16 letters and figures."""
        return self._token(self._window(at))

    def digits(self, at: datetime) -> str:
        """What is typed where a camera is missing: six figures (whoever accepts them limits the tries)."""
        return self._digits(self._window(at))

    def accepts(self, given: str, at: datetime, *, typed: bool = False) -> bool:
        """Whether ``given`` is the token, or with ``typed`` the six figures, of this window or the one before."""
        window, make = self._window(at), self._digits if typed else self._token
        right = (make(window), make(window - 1))
        return sum(hmac.compare_digest(given.strip().encode(), each.encode()) for each in right) > 0
