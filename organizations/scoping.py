"""Turn a user's dated grants into one condition on a path column.

A grant on an organisation flows down its subtree. Costs follow the number of grants, never the number of members:
the grants of a user are read once per request (cached on the user object) and become one or few index ranges.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

NOTHING = Q(pk__in=[])
_CACHE = "_portal_grants"


def subtree_condition(paths: Iterable[str], *, field: str) -> Q:
    """``Q`` for rows whose ``field`` lies in the subtree of any of ``paths`` (ranges; nested paths are dropped)."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not path:
            continue
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    if not kept:
        return NOTHING
    condition = Q()
    for path in kept:
        condition |= Q(**{f"{field}__gte": path, f"{field}__lt": path[:-1] + "/"})
    return condition


def grants_of(user: Any, on: date | None = None) -> dict[str, list[str]]:
    """Permission codename → paths where it is held on the day. One query per request."""
    on = on or timezone.localdate()
    if not user.is_authenticated or not user.is_active:
        return {}
    cached = getattr(user, _CACHE, None)
    if cached is not None and cached[0] == on:
        return cached[1]
    grants: dict[str, list[str]] = {}
    rows = user.grant_set.filter(during__contains=on).values_list("permission__codename", "content_object__path")
    for codename, path in rows:
        grants.setdefault(codename, []).append(path)
    setattr(user, _CACHE, (on, grants))
    return grants


def forget_grants(user: Any) -> None:
    """Drop the cache of one request's user after its grants changed in the same request."""
    if hasattr(user, _CACHE):
        delattr(user, _CACHE)


def _codename(permission: str) -> str:
    return permission.rsplit(".", 1)[-1]


def visible_condition(user: Any, permission: str, *, field: str, on: date | None = None) -> Q:
    """``Q`` for rows that ``user`` may reach with ``permission``; nothing when there is no such grant."""
    return subtree_condition(grants_of(user, on).get(_codename(permission), ()), field=field)


def permissions_of(user: Any, on: date | None = None) -> frozenset[str]:
    """Full names of the permissions held anywhere (``organizations.view_member``)."""
    return frozenset(f"organizations.{codename}" for codename in grants_of(user, on))


def may(user: Any, permission: str, organization: Any, on: date | None = None) -> bool:
    """Whether ``user`` holds ``permission`` on ``organization`` or anywhere above it."""
    paths = grants_of(user, on).get(_codename(permission), ())
    return any(organization.path.startswith(path) for path in paths if path)


def reach(user: Any, permission: str, on: date | None = None) -> list[str]:
    """Paths where the permission is held, nested ones dropped: the roots of what the user sees."""
    kept: list[str] = []
    for path in sorted(set(grants_of(user, on).get(_codename(permission), ()))):
        if path and (not kept or not path.startswith(kept[-1])):
            kept.append(path)
    return kept
