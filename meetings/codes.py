"""The sign-in code of a meeting on the wall: the meeting's number and its rotating code (mtg.sign_in.code_seconds)."""

from datetime import datetime

from core.web.codes import RotatingCode
from meetings.models import Meeting


def _code(meeting: Meeting, seconds: int) -> RotatingCode:
    return RotatingCode("meetings", meeting.pk, meeting.secret, seconds)


def make(meeting: Meeting, *, now: datetime, seconds: int) -> str:
    """The code of this moment: ``<number>-<hash>``; changes every ``seconds``."""
    return f"{meeting.pk}-{_code(meeting, seconds).token(now)}"


def meeting_id(code: str) -> int | None:
    """Which meeting a code speaks of, before it is checked."""
    number = code.partition("-")[0]
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else None


def is_valid(code: str, meeting: Meeting, *, now: datetime, seconds: int) -> bool:
    """Whether the code is of this window or the one before."""
    return _code(meeting, seconds).accepts(code.partition("-")[2], now)
