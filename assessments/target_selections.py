"""Targets of the open selection (S2 二(四)): the latest of each big committee."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from meetings.selections.board import TARGETS, judged
from organizations.kinds import Kind
from organizations.models import Organization


def _rows(line: Callable[..., Any], key: str, found: list[Organization], on: date) -> Iterator[Any]:
    for row in judged(key, found, on):
        place = row.committee
        yield line(place.pk, place.name, place.pk, row.verdict, place.name, row.detail)


def selections(computed: Callable[..., Any], line: Callable[..., Any]) -> Iterator[Any]:
    """Made as the board makes its targets and lines."""
    for key, (title, words, standard, _) in TARGETS.items():
        rows = partial(_rows, line, key)
        yield computed(key, "S2 二(四)", title, words, (standard,), of=Kind.BIG_COMMITTEE, rows=rows)
