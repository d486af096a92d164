"""The main navigation by duty, and what every page's frame needs, as one context processor.

An entry is shown when its page exists and the user holds one of its permissions.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from core.records.outbox import unread_by
from members.queries import own_belongings
from organizations.accounts.queries import number_waiting
from organizations.scoping import permissions_of, reach, steps_of


@dataclass(frozen=True)
class Entry:
    """``url_name``: the first that exists is taken. ``needs``: any of these; empty for everybody. ``count``: how many
    wait there for the user. ``also``: pages that belong here, whatever room has them."""

    label: str
    icon: str
    url_name: tuple[str, ...]
    needs: tuple[str, ...] = ()
    staff: bool = False
    on_phone: bool = False
    count: Callable[[Any], int] | None = None
    also: tuple[str, ...] = ()


OFFICE = (
    Entry("首页", "home", ("core:home",), on_phone=True),
    Entry("全区总览", "chart", ("assessments:dashboard",), ("organizations.view_dashboard",)),
    Entry(
        "会议与主题党日",
        "meeting",
        ("meetings:index",),
        ("organizations.view_meeting", "organizations.manage_meeting"),
        on_phone=True,
    ),
    Entry(
        "党员",
        "person",
        ("members:index",),
        ("organizations.view_member",),
        on_phone=True,
        also=("services:member_classes",),
    ),
    Entry("双报到", "checkin", ("members:registrations",), ("organizations.confirm_registration",)),
    Entry("网格与民情", "grid", ("grids:index",), ("organizations.view_grid",)),
    Entry("共建与服务", "heart", ("services:index",), ("organizations.view_service",)),
    Entry("组织与任职", "tree", ("organizations:index",), ("organizations.view_organization",)),
    Entry("五好评价", "star", ("assessments:evaluations",), ("organizations.view_evaluation",)),
    Entry("评价方案", "edit", ("assessments:schemes",), ("organizations.decide_evaluation",)),
    Entry("统计报表", "report", ("members:statistics",), ("organizations.view_member",)),
    Entry(
        "账号申请",
        "lock",
        ("organizations:accounts",),
        ("organizations.manage_grants",),
        count=number_waiting,
    ),
    Entry("后台管理", "settings", ("admin:index",), staff=True),
)
MEMBER = (
    Entry("首页", "home", ("core:home",)),
    Entry("服务", "heart", ("services:mine", "services:activities")),
    Entry("日程", "calendar", ("meetings:schedule", "meetings:mine")),
    Entry("我的", "person", ("people:me", "members:mine")),
)


def _url(names: tuple[str, ...]) -> str | None:
    return _address(names, settings.ROOT_URLCONF)


@cache
def _address(names: tuple[str, ...], urls: str) -> str | None:
    for name in names:
        try:
            return reverse(name, urlconf=urls)
        except NoReverseMatch:
            continue
    return None


def _current(items: list[dict[str, Any]], path: str) -> None:
    """Mark the entry with the address that is the longest beginning of the page's; the home page only if equal."""
    found = [
        (len(url), item)
        for item in items
        for url in (item["url"], *item.pop("also"))
        if path == url or (url != "/" and path.startswith(url))
    ]
    best = max(found, key=lambda each: each[0], default=(0, None))[1]
    for item in items:
        item["current"] = item is best


def entries(declared: Iterable[Entry], *, user: Any, path: str) -> list[dict[str, Any]]:
    """What the user may open: ``[{"label", "icon", "url", "current", "on_phone", "count"}]``."""
    held = permissions_of(user)
    shown = []
    for entry in declared:
        if entry.staff and not user.is_staff:
            continue
        if entry.needs and held.isdisjoint(entry.needs):
            continue
        if url := _url(entry.url_name):
            count = entry.count(user) if entry.count is not None else 0
            also = [reverse(name) for name in entry.also]
            shown.append(
                {"label": entry.label, "icon": entry.icon, "url": url, "on_phone": entry.on_phone, "count": count}
                | {"also": also}
            )
    _current(shown, path)
    return shown


def place_of(user: Any) -> dict[str, str] | None:
    """Where the user works: the first root of what they see, with its parent's name; a member's own branch.

    One query, which others of the page share.
    """
    roots = reach(user, "organizations.view_organization")
    if not roots:
        today = timezone.localdate()
        own = (each.name for each in own_belongings(user) if not each.registered and today in each.during)
        return next(({"parent": "", "name": name, "more": "", "url": ""} for name in own), None)
    ids = [int(part) for part in roots[0].split(".") if part]
    steps = steps_of(user, roots)
    return {
        "parent": steps[ids[-2]].name if len(ids) > 1 else "",
        "name": steps[ids[-1]].name,
        "more": str(len(roots)) if len(roots) > 1 else "",
        "url": _url(("organizations:index",)) or "",
    }


def _lazy(make: Callable[[], Any]) -> Any:
    return SimpleLazyObject(make)


def portal(request: HttpRequest) -> dict[str, Any]:
    """Context of base.html and phone.html; nothing is queried unless the page draws the frame."""
    user = getattr(request, "user", None)
    context: dict[str, Any] = {
        "display_mode": "elder" if request.COOKIES.get(settings.ELDER_COOKIE) == "elder" else "",
    }
    if user is None or not user.is_authenticated:
        return context
    return context | {
        "navigation": _lazy(lambda: entries(OFFICE, user=user, path=request.path)),
        "frame_template": _lazy(lambda: "base.html" if permissions_of(user) or user.is_staff else "phone.html"),
        "phone_navigation": _lazy(lambda: entries(MEMBER, user=user, path=request.path)),
        "place": _lazy(lambda: place_of(user) or {}),
        "unread_count": _lazy(lambda: unread_by(user)),
        "perms_held": _lazy(lambda: {name.split(".")[1]: True for name in permissions_of(user)}),
    }
