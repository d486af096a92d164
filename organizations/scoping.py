"""Turn a user's dated grants into one condition on a path column.

A grant on an organisation flows down its subtree. Costs follow the number of grants, never the number of members:
the grants of a user are read once per request (cached on the user object) and become one or few index ranges.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from core.records.reach import finding_out

if TYPE_CHECKING:
    from organizations.models import Organization

NOTHING = Q(pk__in=[])
MANAGE_GRANTS = "manage_grants"
_CACHE, _STEPS = "_portal_grants", "_portal_steps"


_DIGITS = 6


def step(pk: int) -> str:
    """One step of a path. Padded, so that the order of paths is the order in which siblings were entered: without it
    10 comes before 9, and 1000 before 999."""
    return f"{pk:0{_DIGITS}}."


def step_sql(column: str) -> str:
    """``step`` of a column."""
    return f"lpad({column}::text, greatest({_DIGITS}, length({column}::text)), '0') || '.'"


def range_of(path: str) -> tuple[str, str]:
    """A subtree as a range of paths: from, and the first beyond (ADR 1)."""
    return path, path[:-1] + "/"


def only(path: str) -> tuple[str, str]:
    """The organisation itself as a range of paths, without what is below it: a path goes on with a digit."""
    return path, path + "0"


def end_sql(path: str) -> str:
    """SQL: where the subtree of the path ends, as ``range_of`` says."""
    return f"left({path}, -1) || '/'"


def below_sql(column: str, path: str) -> str:
    """SQL condition: the path ``column`` lies in the subtree of the path ``path``."""
    return f"{column} >= {path} AND {column} < {end_sql(path)}"


def line_sql(path: str) -> str:
    """SQL array of the organisations of ``path``: itself and its superiors."""
    return f"string_to_array(rtrim({path}, '.'), '.')::bigint[]"


def roots(paths: Iterable[str]) -> list[str]:
    """The paths without those that lie below another one of them, and without empty ones."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if path and (not kept or not path.startswith(kept[-1])):
            kept.append(path)
    return kept


def subtree_condition(paths: Iterable[str], *, field: str) -> Q:
    """``Q`` for rows whose ``field`` lies in the subtree of any of ``paths`` (ranges; nested paths are dropped)."""
    kept = roots(paths)
    if not kept:
        return NOTHING
    condition = Q()
    for path in kept:
        first, beyond = range_of(path)
        condition |= Q(**{f"{field}__gte": first, f"{field}__lt": beyond})
    return condition


class _Everything(dict[str, list[str]]):
    """Every permission, at the same paths."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__()
        self._paths = paths

    def get(self, codename: str, default: Any = None) -> Any:
        return self._paths


class Inside:
    """Stands for a user where no user asks: a command or a roster sees what lies inside ``paths``, and nothing else."""

    is_authenticated = is_active = True
    pk = person_id = None

    def __init__(self, paths: Iterable[str]) -> None:
        self.grants = _Everything([path for path in paths if path])


def grants_of(user: Any, on: date | None = None) -> dict[str, list[str]]:
    """Permission codename → paths where it is held on the day. One query per request."""
    if isinstance(user, Inside):
        return user.grants
    on = on or timezone.localdate()
    if not user.is_authenticated or not user.is_active:
        return {}
    cached: tuple[date, dict[str, list[str]]] | None = getattr(user, _CACHE, None)
    if cached is not None and cached[0] == on:
        return cached[1]
    grants: dict[str, list[str]] = {}
    rows = user.grant_set.filter(during__contains=on).values_list("permission__codename", "content_object__path")
    with finding_out():
        for codename, path in rows:
            grants.setdefault(codename, []).append(path)
    setattr(user, _CACHE, (on, grants))
    return grants


def forget_grants(user: Any) -> None:
    """Drop the cache of one request's user after its grants changed in the same request."""
    for name in (_CACHE, _STEPS):
        if hasattr(user, name):
            delattr(user, name)


def steps_to(paths: Iterable[str]) -> "dict[int, Organization]":
    """The organisations of the paths and their superiors, by id. One query."""
    wanted = {step for path in paths for step in path.split(".") if step}
    rows: Iterable[Organization] = apps.get_model("organizations", "Organization").objects.filter(pk__in=wanted)
    return {row.pk: row for row in rows}


def steps_of(user: Any, paths: Iterable[str]) -> "dict[int, Organization]":
    """``steps_to`` paths that the user's grants name; one query per request for all that any of them names."""
    paths = list(paths)
    if not paths:
        return {}
    known: dict[int, Organization] = getattr(user, _STEPS, {})
    if not all(int(path.rstrip(".").rsplit(".", 1)[-1]) in known for path in paths):
        granted = [] if isinstance(user, Inside) else [path for held in grants_of(user).values() for path in held]
        known = steps_to({*paths, *granted})
        setattr(user, _STEPS, known)
    return known


def only_shows(permission: str) -> bool:
    """Whether the permission lets look at things and neither changes nor unmasks them."""
    return _codename(permission).startswith("view_")


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
    return may_at(user, permission, organization.path, on)


def may_at(user: Any, permission: str, path: str, on: date | None = None) -> bool:
    """``may`` of a row that carries the path of its organisation (``scope``)."""
    return any(path.startswith(held) for held in grants_of(user, on).get(_codename(permission), ()) if held)


def reach(user: Any, permission: str, on: date | None = None) -> list[str]:
    """Paths where the permission is held, nested ones dropped: the roots of what the user sees."""
    return roots(grants_of(user, on).get(_codename(permission), ()))


def reach_within(user: Any, permission: str, path: str) -> list[str]:
    """Roots of what the user sees with the permission at ``path`` and below it."""
    held = reach(user, permission)
    return [path] if any(path.startswith(root) for root in held) else [root for root in held if root.startswith(path)]
