"""What apps above tell this one, registered in their AppConfig.ready: no import upwards is needed.

``refuse_dissolution(function)``: ``function(organization, on) -> list[str]`` names in Chinese what still stands in
the way of dissolving (members whose relationship is there, open meetings …).
``count_members(function)``: ``function(organizations, on) -> {id: int}`` counts organisational relationships in the
subtree of each organisation, in a constant number of queries.
"""

from collections.abc import Callable, Iterable
from datetime import date

from organizations.models import Organization

Blocker = Callable[[Organization, date], list[str]]
Counter = Callable[[Iterable[Organization], date], dict[int, int]]

_blockers: list[Blocker] = []
_counters: list[Counter] = []


def refuse_dissolution(function: Blocker) -> Blocker:
    if function not in _blockers:
        _blockers.append(function)
    return function


def count_members(function: Counter) -> Counter:
    _counters[:] = [function]
    return function


def dissolution_blockers(organization: Organization, on: date) -> list[str]:
    return [reason for blocker in _blockers for reason in blocker(organization, on)]


def member_counts(organizations: Iterable[Organization], on: date) -> dict[int, int]:
    """Members in the subtree of each organisation; empty when nobody counts them."""
    return _counters[0](organizations, on) if _counters else {}
