"""Who may open a page: one guard on every view, the outermost decorator; under it the methods it serves.

    @require("organizations.manage_meeting")
    @require_POST
    def notify(request, pk): ...

So whoever may not open a page hears that (403, or the sign-in) whatever the method; who may, and comes with a
method that the page does not serve, gets 405. A guard marks what it made with ``access`` = (kind, permissions)
for the access matrix; it always guards, it never only marks. Grants live in organizations, above this module:
``core.web.home`` names the function that knows them.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import resolve, reverse
from django.views.decorators.http import require_http_methods

from core.records import reach
from core.web.home import lists

require_safe_or_POST = require_http_methods(["GET", "HEAD", "POST"])
"""A page with its form at one address."""


class Request(HttpRequest):
    """A request of a signed-in account (deny by default: every view but the public ones has one)."""

    user: Any


View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def held_by(user: Any) -> frozenset[str]:
    """Full names of the permissions that the user holds anywhere today."""
    return lists().rights(user)


def opens(user: Any, name: str) -> bool:
    """Whether the guard of the page ``name`` (no arguments) lets the user in: only then a link to it stands."""
    return opens_at(user, reverse(name))


def opens_at(user: Any, address: str) -> bool:
    """``opens`` for the address of a page of the portal."""
    kind, permissions = resolve(urlsplit(address).path).func.access  # type: ignore[attr-defined]
    return kind != "require" or held_by(user).issuperset(permissions)


_OWN_THINGS = ("personal", "signed_in")
"""Kinds of pages that show the person's own things, which lie where the person belongs, not where rights are held."""


def _guard(view: View, check: Callable[[Any], None], kind: str, permissions: tuple[str, ...] = ()) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        check(request.user)
        with reach.at_home(kind in _OWN_THINGS):
            return view(request, *args, **kwargs)

    guarded.access = (kind, permissions)  # type: ignore[attr-defined]
    return cast(View, guarded)


def require(*permissions: str) -> Callable[[View], View]:
    """403 for who holds not all ``permissions`` anywhere; the view narrows to objects in scope itself (404)."""

    def check(user: Any) -> None:
        if not held_by(user).issuperset(permissions):
            raise PermissionDenied("您没有办理这项业务的权限")

    def decorate(view: View) -> View:
        return _guard(view, check, "require", permissions)

    return decorate


def _check_person(user: Any) -> None:
    if not getattr(user, "person_id", None):
        raise PermissionDenied("这个账号没有对应的人员")


def personal(view: View) -> View:
    """Any account whose person is known: the page shows that person's own things only."""
    return _guard(view, _check_person, "personal")


def _check_signed_in(user: Any) -> None:
    if not user.is_authenticated:
        raise PermissionDenied("请先登录")


def signed_in(view: View) -> View:
    """Any account: the page shows the account's own things only."""
    return _guard(view, _check_signed_in, "signed_in")


def _check_staff(user: Any) -> None:
    if not (settings.DEBUG or (user.is_authenticated and user.is_staff)):
        raise Http404


def staff(view: View) -> View:
    """Who builds or administers the portal (404 for others); with DEBUG on anybody."""
    return login_not_required(_guard(view, _check_staff, "staff"))


def public(view: View) -> View:
    """Anybody, also anonymous."""
    return login_not_required(_guard(view, lambda _user: None, "public"))
