"""How a view says what it needs. Outside scope is 404, inside but not allowed is 403 (docs/architecture.md).

Every URL of the portal is classified by one of these; the access matrix test fails on one that is not.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from organizations.models import Organization
from organizations.scoping import may, permissions_of

View = TypeVar("View", bound=Callable[..., HttpResponse])


def require(*permissions: str) -> Callable[[View], View]:
    """The view needs all ``permissions`` somewhere (403 otherwise); it narrows to objects with visible_to itself."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            held = permissions_of(request.user)
            if not all(permission in held for permission in permissions):
                raise PermissionDenied("您没有办理这项业务的权限")
            return view(request, *args, **kwargs)

        wrapper.access = ("require", permissions)  # type: ignore[attr-defined]
        return cast(View, wrapper)

    return decorate


def personal(view: View) -> View:
    """Any signed-in account whose person is known: the page shows that person's own things only."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not getattr(request.user, "person_id", None):
            raise PermissionDenied("这个账号没有对应的人员")
        return view(request, *args, **kwargs)

    wrapper.access = ("personal", ())  # type: ignore[attr-defined]
    return cast(View, wrapper)


def signed_in(view: View) -> View:
    """Any signed-in account."""
    view.access = ("signed_in", ())  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Anybody, also anonymous."""
    view = login_not_required(view)
    view.access = ("public", ())  # type: ignore[attr-defined]
    return view


def get_scoped(rows: Any, user: Any, *, see: str, need: str | None = None, **lookup: Any) -> Any:
    """One object of ``rows`` (manager or queryset): 404 outside ``see``, 403 inside but without ``need``."""
    found = get_object_or_404(rows.visible_to(user, see), **lookup)
    if need is not None:
        organization = found if isinstance(found, Organization) else found.organization
        if not may(user, need, organization):
            raise PermissionDenied("您可以查看，但没有办理的权限")
    return found
