"""Which persons a user reaches: ``core.web.home`` lists how the apps tie persons to organisations.

A person has no organisation of its own; a membership, a post or a registration puts them into somebody's
scope.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from core.web.home import lists


def visible_condition(user: Any, permission: str) -> Q:
    """``Q`` on Person for those in the scope where ``user`` holds ``permission``; nothing without a
    source.
    """
    condition = Q(pk__in=[])
    for persons in lists().persons:
        rows = persons(user, permission)
        (column,) = rows.query.values_select
        # Asked for each person by index: as IN, joined by OR, every source would be read as a whole, a million ids
        # to show one person.
        condition |= Q(Exists(rows.filter(**{column: OuterRef("pk")})))
    return condition


def reached(user: Any, permission: str) -> QuerySet[Any] | list[int]:
    """Ids of all persons in the scope, for a search that starts there: a few hundred of a community."""
    ids = [persons(user, permission) for persons in lists().persons]
    return ids[0].union(*ids[1:], all=True) if ids else []
