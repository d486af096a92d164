"""Which persons a user reaches: apps above register how they tie persons to organisations.

A person has no organisation of its own; a membership, a post or a registration puts them into somebody's
scope.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

Source = Callable[[Any, str], QuerySet[Any]]
_sources: list[Source] = []


def register_source(source: Source) -> Source:
    """``source(user, permission)`` returns a queryset of one column, the ids of the persons it ties to the
    scope.
    """
    _sources.append(source)
    return source


def visible_condition(user: Any, permission: str) -> Q:
    """``Q`` on Person for those in the scope where ``user`` holds ``permission``; nothing without a
    source.
    """
    condition = Q(pk__in=[])
    for source in _sources:
        condition |= Q(pk__in=source(user, permission))
    return condition
