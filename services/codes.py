"""Codes for signing in on the spot: they change every minute, so that a photograph of one soon says nothing."""

from datetime import datetime

from django.utils.crypto import constant_time_compare, salted_hmac

from services.models import Activity
from services.rules import CODE_SECONDS

_SALT = "services.sign-in"


def _digest(activity: Activity, window: int) -> bytes:
    return salted_hmac(_SALT, f"{activity.pk}:{activity.secret}:{window}", algorithm="sha256").digest()


def _window(at: datetime) -> int:
    return int(at.timestamp()) // CODE_SECONDS


def token(activity: Activity, *, at: datetime) -> str:
    """What the QR code carries: 32 hexadecimal digits."""
    return _digest(activity, _window(at))[:16].hex()


def digits(activity: Activity, *, at: datetime) -> str:
    """What is typed where a camera is missing: six digits."""
    return f"{int.from_bytes(_digest(activity, _window(at))[16:24], 'big') % 1_000_000:06d}"


def is_valid(activity: Activity, given: str, *, at: datetime) -> bool:
    """Whether ``given`` is the token or the digits of this minute or the one before."""
    given = given.strip()
    found = False
    for window in (_window(at), _window(at) - 1):
        digest = _digest(activity, window)
        number = f"{int.from_bytes(digest[16:24], 'big') % 1_000_000:06d}"
        found |= constant_time_compare(given, digest[:16].hex()) or constant_time_compare(given, number)
    return found
