"""What ties persons to a tree today: ``core.web.home`` lists it, the apps that own the records say it."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.records.errors import RuleViolation
from core.web.home import Tie, lists
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.scoping import NOTHING, reach, steps_to, subtree_condition
from people.models import Person, User

VIEW = "organizations.view_organization"


def lasting(on: date, field: str = "during") -> Q:
    """Rows that hold on the day or begin later."""
    return Q(**{f"{field}__endswith__isnull": True}) | Q(**{f"{field}__endswith__gt": on})


def keeping() -> list[Tie]:
    """The relationships by which an office keeps a person."""
    return [tie for tie in lists().ties if tie.keeps]


def _any(ties: Iterable[Tie], on: date, person: str, which: Callable[[Tie], Q]) -> Q:
    condition = NOTHING
    for tie in ties:
        condition |= Q(Exists(tie.rows(on).filter(which(tie), **{tie.person: OuterRef(person)})))
    return condition


def held(on: date, *, but: type[models.Model], person: str = "pk") -> Q:
    """``Q`` for persons whom any tie holds anywhere, other than records of the model ``but``."""
    return _any([tie for tie in lists().ties if tie.rows(on).model is not but], on, person, lambda _tie: Q())


def held_outside(paths: Iterable[str], on: date, *, person: str = "pk") -> Q:
    """``Q`` for persons whom a tie holds outside the subtrees of ``paths``; ``person`` is the column of their id."""
    inside = list(paths)
    holding = [tie for tie in lists().ties if tie.holds]
    return _any(holding, on, person, lambda tie: ~subtree_condition(inside, field=tie.path))


def bound_inside(paths: Iterable[str], on: date, *, person: str = "pk") -> Q:
    """``Q`` for persons whom an office in the subtrees of ``paths`` has bound to itself: not who only registered."""
    inside = list(paths)
    binding = [tie for tie in lists().ties if tie.binds]
    return _any(binding, on, person, lambda tie: subtree_condition(inside, field=tie.path))


def elsewhere(paths: Iterable[str], on: date, *, person: str = "pk") -> Q:
    """``Q`` for persons of another tree: held outside ``paths``, and bound to nothing inside."""
    inside = list(paths)
    return held_outside(inside, on, person=person) & ~bound_inside(inside, on, person=person)


def check_takes_nobody_over(*, by: Any, person: Person, on: date, field: str = "person_name") -> None:
    """Raise RuleViolation where a user gives a post or a task to somebody of another tree who is only known here.

    Registering, having been here once or being named is no consent; the community that confirms a registration, or a
    transfer of the relationship, gives it. Jobs and loads (``by`` a name) are not asked.
    """
    if isinstance(by, User) and Person.objects.filter(elsewhere(reach(by, VIEW), on), pk=person.pk).exists():
        message = f"{person.name}由别的组织管理，请先确认其双报到，或办理组织关系转接"
        raise RuleViolation("belongs-elsewhere", message, field=field)


def tree_of(organization: Organization) -> str:
    """The path of what counts as one tree around a branch: its community, or itself where there is none."""
    steps = steps_to([organization.path]).values()
    return next((step.path for step in steps if step.kind == Kind.COMMUNITY), organization.path)


def holders_outside(persons: Iterable[int], path: str, on: date) -> dict[int, str]:
    """Of the persons whom other trees than that of ``path`` hold: where, by path. One query for each kind of tie."""
    wanted = list(persons)
    found: dict[int, str] = {}
    for tie in lists().ties if wanted else ():
        if tie.holds:
            rows = tie.rows(on).filter(**{f"{tie.person}__in": wanted})
            outside = rows.exclude(subtree_condition([path], field=tie.path)).order_by("pk")
            for person, where in outside.values_list(tie.person, tie.path):
                found.setdefault(person, where)
    return found


def paths_of(person_id: int, on: date) -> list[str]:
    """Where ties hold a person, by path."""
    found: list[str] = []
    for tie in lists().ties:
        found += tie.rows(on).filter(**{tie.person: person_id}).values_list(tie.path, flat=True)
    return found
