"""Rights as the two lowest apps see them: names of permissions that somebody above looks up.

Grants live in organizations; views of core and people, which stand below it, declare what they need here.
Views of all other apps use organizations.access, with the same marks for the access matrix.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse


class Request(HttpRequest):
    """A request of a signed-in account (deny by default: every view but the public ones has one)."""

    user: Any


View = TypeVar("View", bound=Callable[..., HttpResponse])
Source = Callable[[Any], frozenset[str]]
_sources: list[Source] = []


def register_source(source: Source) -> Source:
    """``source(user)`` returns the full names of permissions that the user holds anywhere today."""
    _sources.append(source)
    return source


def held_by(user: Any) -> frozenset[str]:
    return frozenset().union(*(source(user) for source in _sources))


def declare(kind: str, *permissions: str) -> Callable[[View], View]:
    """Mark a view for the access matrix: ``public``, ``signed_in``, ``personal``, ``require``."""

    def decorate(view: View) -> View:
        view.access = (kind, permissions)  # type: ignore[attr-defined]
        return view

    return decorate


def require(*permissions: str) -> Callable[[View], View]:
    """403 for who holds not all ``permissions`` anywhere; the view narrows to objects in scope itself
    (404).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not held_by(request.user).issuperset(permissions):
                raise PermissionDenied("您没有办理这项业务的权限")
            return view(request, *args, **kwargs)

        return declare("require", *permissions)(cast(View, wrapper))

    return decorate


def personal(view: View) -> View:
    """Any account whose person is known: the page shows that person's own things only."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not getattr(request.user, "person_id", None):
            raise PermissionDenied("这个账号没有对应的人员")
        return view(request, *args, **kwargs)

    return declare("personal")(cast(View, wrapper))
