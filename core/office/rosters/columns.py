"""A column of a roster: what people call it, how a cell of it is read, what may be chosen in the template."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from core.office.rosters import cells

Reader = Callable[[Any], Any]
"""A cell → its value, None when it is empty, a Problem (the row is wrong), or a cells.Doubt (taken in, and said)."""


@dataclass(frozen=True, slots=True)
class Column:
    """``title`` is the header of the template, ``aliases`` what offices write besides.

    ``needed``: a sheet without the column is no roster of this kind. ``required``: a row with the cell empty is an
    error. ``choices``: words offered in the template, or a function of what the roster is made for (the context of
    the subject). ``protected`` cells are masked wherever they are shown again. ``note``: what the template says of it.
    """

    name: str
    title: str
    aliases: tuple[str, ...] = ()
    read: Reader = cells.text()
    needed: bool = False
    required: bool = False
    choices: Sequence[str] | Callable[[Any], Sequence[str]] = ()
    protected: bool = False
    note: str = ""
    width: float | None = None

    def offered(self, context: Any) -> list[str]:
        return list(self.choices(context) if callable(self.choices) else self.choices)


def aliases(columns: Sequence[Column]) -> dict[str, tuple[str, ...]]:
    """Name → every word of its header, the template's first (``spreadsheets.find_header``)."""
    return {column.name: (column.title, *column.aliases) for column in columns}
