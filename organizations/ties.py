"""What ties persons to a tree today: ``core.web.home`` lists it, the apps that own the records say it."""

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q

from core.web.home import Tie, lists
from organizations.scoping import NOTHING, subtree_condition


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


def paths_of(person_id: int, on: date) -> list[str]:
    """Where ties hold a person, by path."""
    found: list[str] = []
    for tie in lists().ties:
        found += tie.rows(on).filter(**{tie.person: person_id}).values_list(tie.path, flat=True)
    return found
