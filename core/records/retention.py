"""What names people and for how long: kinds of kept things, which every app says of its own records.

``config/home.py`` lists them (``Home.kept``); members clears what is due (``members.erasure``, ``members.rights``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet


class Asked(NamedTuple):
    """Of which place and time: ``path`` of an organisation (empty: everywhere), and the day before which the period of
    what is due began."""

    path: str
    before: date
    today: date


@dataclass(frozen=True, eq=False)
class Kept:
    """Things of one kind, kept for the months of the standard ``standard``.

    ``due``: whose time is over. ``person``: the column that names whom they are about; ``scope``: their path, where
    they have one. ``said(row)``: what a list says of one, masked, and a day of it. ``erase(ids)`` takes the person out
    of them inside the caller's transaction and leaves whatever is counted. ``night``: deleted by the night,
    without being asked for.
    """

    key: str
    label: str
    model: type[Model]
    standard: str
    due: Callable[[Asked], QuerySet[Any]]
    erase: Callable[[list[int]], None]
    what: str = ""
    person: str = ""
    scope: str = ""
    said: Callable[[Any], tuple[str, date | None]] = lambda row: (str(row), None)
    night: bool = False
