"""The rotating sign-in code: the meeting's number and a keyed hash of the time window, nothing stored.

A code is good for its window and the one after, so a screen that is a few seconds old still works; who copies it to
somebody at home has that long, then it is void (MTG-02; mtg.sign_in.code_seconds).
"""

import base64
import hmac
from datetime import datetime

from django.conf import settings
from django.utils.crypto import salted_hmac

from meetings.models import Meeting

_SALT = "meetings.codes"
_BYTES = 10


def _window(now: datetime, seconds: int) -> int:
    return int(now.timestamp()) // seconds


def _digest(meeting: Meeting, window: int) -> str:
    mac = salted_hmac(_SALT, f"{meeting.pk}:{window}", secret=settings.SECRET_KEY + meeting.secret, algorithm="sha256")
    return base64.b32encode(mac.digest()[:_BYTES]).decode().rstrip("=").lower()


def make(meeting: Meeting, *, now: datetime, seconds: int) -> str:
    """The code of this moment: ``<number>-<hash>``; changes every ``seconds``."""
    return f"{meeting.pk}-{_digest(meeting, _window(now, seconds))}"


def meeting_id(code: str) -> int | None:
    """Which meeting a code speaks of, before it is checked."""
    number = code.partition("-")[0]
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else None


def is_valid(code: str, meeting: Meeting, *, now: datetime, seconds: int) -> bool:
    """Whether the code is of this window or the one before."""
    window = _window(now, seconds)
    given = code.partition("-")[2].encode()
    return any(hmac.compare_digest(given, _digest(meeting, each).encode()) for each in (window, window - 1))
