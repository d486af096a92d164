"""Guesses at passwords: who may try now. Counted before the password is looked at (ADR 26).

An account is locked for one address or one known device at a time: whoever keeps guessing shuts himself out, neither
the owner elsewhere nor the owner's own device. Many tries of one address, or at one account from everywhere, are
slowed down and never shut out.
"""

import ipaddress
import logging
import secrets
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from core.records import tries
from core.records.protection import blind_index
from people.models import User
from people.queries import account_of

_SALT = "people.attempts"
_MOST_ACCOUNTS = 8
"""Accounts that one device is known for: the computer of an office."""
_CODES = timedelta(minutes=10)
"""Longer than any code of the second factor is good."""
_MOST_WAITING = 2
_waiting = threading.BoundedSemaphore(_MOST_WAITING)
"""Tries that wait in this process: they must not take all its threads."""
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Attempt:
    """One try at an account (or at a name that is none): the keys it is counted under."""

    own: str
    shared: tuple[str, ...]
    is_last: bool


def begin(request: HttpRequest, login: str, address: str) -> Attempt:
    """Count the try. Raises ValidationError when the account is locked here, or too many wait already."""
    now, within = timezone.now(), timedelta(seconds=settings.LOCK_OUT_SECONDS)
    user, place = account_of(login), _network(address)
    who = _prefix(user) if user else f"name:{_short(login)}:"
    device = _device(request, user)
    own = f"{who}{_short(device or place)}"
    mine = tries.count(own, now=now, within=within)
    if mine.number > settings.LOCK_OUT_FAILURES:
        raise _locked(mine, now, within)
    shared = () if device else (f"address:{_short(place)}", f"{who}all")
    most = (settings.ADDRESS_TRIES, settings.TOTAL_TRIES)
    counted = [tries.count(key, now=now, within=within).number for key in shared]
    if any(number > limit for number, limit in zip(counted, most, strict=False)):
        _wait()
    return Attempt(own, shared, mine.number == settings.LOCK_OUT_FAILURES)


def _wait() -> None:
    if not _waiting.acquire(blocking=False):
        raise ValidationError("现在尝试登录的人太多，请过几秒再试", code="too_many_login_attempts")
    try:
        logger.warning("a sign-in waits: too many tries before it")
        time.sleep(settings.PAUSE_SECONDS)
    finally:
        _waiting.release()


def succeeded(attempt: Attempt) -> None:
    tries.forget(attempt.own)
    tries.take_back(*attempt.shared)


def failed(attempt: Attempt) -> bool:
    """Whether this was the last try: the account is locked here from now on."""
    if attempt.is_last:
        tries.begin_again(attempt.own, now=timezone.now())
    return attempt.is_last


def unlock(user: User) -> None:
    """Lift the lock-out of an account everywhere and forget its failures."""
    tries.forget(_prefix(user))


def begin_second_factor(user: User) -> None:
    """Count a try at the second factor, wherever it comes from: who tries it has the password already. Raises
    ValidationError when the account is locked.
    """
    _count(_second(user))


def second_factor_succeeded(user: User) -> None:
    tries.forget(_second(user))


def use_code(user: User, code: str) -> None:
    """A code of the second factor is good once: the cache, where the library notes it, may be emptied. Raises
    ValidationError. An unlocked account's codes stay used.
    """
    key = f"code:{user.pk}:{_short(normalize_user_code(code))}"
    if tries.count(key, now=timezone.now(), within=_CODES).number > 1:
        raise ValidationError("这个验证码已经用过，请等下一个", code="code_used")


def begin_again(user: User) -> None:
    """Count a try at the password by somebody who is signed in. Raises ValidationError when there were too many."""
    _count(_again(user))


def again_succeeded(user: User) -> None:
    tries.forget(_again(user))


def _count(key: str) -> None:
    now, within = timezone.now(), timedelta(seconds=settings.LOCK_OUT_SECONDS)
    tried = tries.count(key, now=now, within=within)
    if tried.number > settings.LOCK_OUT_FAILURES:
        raise _locked(tried, now, within)


def _second(user: User) -> str:
    return f"{_prefix(user)}second"


def _again(user: User) -> str:
    return f"{_prefix(user)}again"


def _locked(tried: tries.Tried, now: datetime, within: timedelta) -> ValidationError:
    minutes = int((tried.since + within - now).total_seconds() // 60) + 1
    return ValidationError(
        f"连续输错 {settings.LOCK_OUT_FAILURES} 次，已锁定，请在 {minutes} 分钟后再试",
        code="too_many_login_attempts",
    )


def _prefix(user: User) -> str:
    return f"account:{user.pk}:"


def _short(text: str) -> str:
    """Never the text itself: a name that was typed may be a number or a password."""
    return (blind_index(text) or b"").hex()[:40]


def _network(address: str) -> str:
    """An address, of version 6 its network: a household has as many as it likes of those."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


# -- devices where somebody has signed in --------------------------------------------------------------------


def _known(request: HttpRequest) -> dict[str, Any]:
    try:
        found = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE, ""), salt=_SALT, max_age=settings.DEVICE_SECONDS
        )
        return {"id": str(found["id"]), "accounts": [int(each) for each in found["accounts"]]}
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        return {"id": secrets.token_hex(16), "accounts": []}


def _device(request: HttpRequest, user: User | None) -> str:
    """The device's id when this account has signed in there, else empty."""
    known = _known(request)
    return known["id"] if user is not None and user.pk in known["accounts"] else ""


def remember(request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    """The account has signed in on this device."""
    known = _known(request)
    others = [each for each in known["accounts"] if each != user.pk]
    known["accounts"] = [*others[1 - _MOST_ACCOUNTS :], user.pk]
    response.set_cookie(
        settings.DEVICE_COOKIE,
        signing.dumps(known, salt=_SALT),
        max_age=settings.DEVICE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
