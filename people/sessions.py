"""Sessions of accounts: how long one lasts, how many there are, and what the owner sees of them.

A session ends `core.session.idle_minutes` after its last request, `core.session.absolute_hours` after its sign-in
whatever is done in it, and when `core.session.most` newer ones of the account were begun.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.cached_db import SessionStore as CachedStore
from django.http import HttpRequest
from django.utils import timezone

from people.models import AccountSession, User

BEGUN = "begun"
"""In the session: which it is (never its key), when it was begun, on what."""
USED = "used"
"""In the session: the minute of its last request."""
_SYSTEMS = (
    ("OpenHarmony|HarmonyOS", "鸿蒙"),
    ("Android", "安卓"),
    ("iPhone|iPad", "苹果手机或平板"),
    ("Windows", "Windows"),
    ("Macintosh", "苹果电脑"),
    ("Linux", "Linux"),
)
_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("QQBrowser", "QQ 浏览器"),
    ("360|QIHU", "360 浏览器"),
    ("Firefox", "火狐"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


class SessionStore(CachedStore):
    cache_key_prefix = "people.sessions"

    @classmethod
    def get_model_class(cls) -> type[AccountSession]:
        return AccountSession

    def create_model_instance(self, data: dict[str, Any]) -> AccountSession:
        made = cast(AccountSession, super().create_model_instance(data))
        made.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        made.begun_at = datetime.fromtimestamp(data[BEGUN]["at"], UTC) if BEGUN in data else None
        return made

    def load(self) -> dict[str, Any]:
        data: dict[str, Any] = super().load()
        if BEGUN in data and _left(data[BEGUN]) <= 0:
            self._session_key = None
            return {}
        return data

    def save(self, must_create: bool = False) -> None:
        """One that nobody has signed in to, and that has ended meanwhile, begins anew: there is nothing in it to keep
        from anybody."""
        try:
            super().save(must_create)
        except UpdateError:
            if SESSION_KEY in self:
                raise
            self._session_key = None
            super().save()

    def get_expiry_age(self, **kwargs: Any) -> int:
        age: int = super().get_expiry_age(**kwargs)
        return age if "expiry" in kwargs or BEGUN not in self else min(age, _left(self[BEGUN]))

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        ends: datetime = super().get_expiry_date(**kwargs)
        if "expiry" in kwargs or BEGUN not in self:
            return ends
        return min(ends, datetime.fromtimestamp(self[BEGUN]["at"] + settings.SESSION_ABSOLUTE_SECONDS, UTC))


def _left(begun: dict[str, Any]) -> int:
    """Seconds until the session ends whatever is done in it."""
    return int(begun["at"] + settings.SESSION_ABSOLUTE_SECONDS - timezone.now().timestamp())


def begin(request: HttpRequest, user: User) -> None:
    """The account has signed in: its time runs from now, and its oldest sessions beyond the number end."""
    now = timezone.now()
    AccountSession.objects.filter(user=user, expire_date__lt=now).delete()
    older = AccountSession.objects.filter(user=user).order_by("-begun_at").values_list("session_key", flat=True)
    for key in older[settings.SESSIONS_MOST - 1 :]:
        SessionStore(key).delete()
    device = device_of(request.headers.get("User-Agent", ""))
    request.session[BEGUN] = {"id": secrets.token_hex(8), "at": int(now.timestamp()), "device": device}


def device_of(agent: str) -> str:
    """What the owner knows a device by, in few words; nothing else of what the browser says is kept."""
    words = (
        next((name for pattern, name in found if re.search(pattern, agent)), "") for found in (_BROWSERS, _SYSTEMS)
    )
    return "，".join(filter(None, words)) or "未知设备"


@dataclass(frozen=True)
class Open:
    """A session of an account: ``id`` names it on the page, its key never leaves the server."""

    id: str
    device: str
    begun_at: datetime
    used_at: datetime
    is_this: bool
    key: str


def open_sessions(user: User, here: str | None) -> list[Open]:
    """Those that a request would be answered in, the newest first; ``here``: the key of the present one."""
    found = []
    own = user.get_session_auth_hash()
    for row in AccountSession.objects.filter(user=user, expire_date__gt=timezone.now()).order_by("-begun_at"):
        data = row.get_decoded()
        if data.get(HASH_SESSION_KEY) == own and BEGUN in data:
            begun = data[BEGUN]
            at = datetime.fromtimestamp(begun["at"], UTC)
            used = max(at, datetime.fromtimestamp(data.get(USED, 0) * 60, UTC))
            found.append(Open(begun["id"], begun["device"], at, used, row.session_key == here, row.session_key))
    return found
