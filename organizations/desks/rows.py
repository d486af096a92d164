"""Rows of a statement over everything that a user sees, cut by the database: what the pages of long lists read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db import connection
from django.utils import timezone

from core.records import walls
from core.records.duties import parameters
from core.records.measures import Reading
from organizations.desks.queries import Desk, desks_at
from organizations.relations import with_relations
from organizations.scoping import range_of

T = TypeVar("T")


@dataclass(frozen=True)
class Table(Generic[T]):
    """``select`` reads the relations of ``sources`` and ``%(from)s``, ``%(to)s``, the part of the tree that is seen;
    ``sums`` are aggregates over its rows, ``make`` takes the columns of one."""

    select: str
    order: str
    make: Callable[..., T]
    sources: tuple[Reading, ...]
    sums: str = "0"
    before: str = ""
    """Common table expressions of the statement, with their WITH."""

    def read(self, statement: str, values: dict[str, Any], *, today: date, tree: str = "") -> list[tuple[Any, ...]]:
        values = parameters(timezone.now()) | {"today": today, "limit": None, "offset": 0} | values
        text = with_relations(f"SELECT * FROM ({self.before} {statement}) found", self.sources, tree=tree)
        with walls.beyond("organizations.duties"), connection.cursor() as cursor:
            cursor.execute(text, values)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def rows(self, values: dict[str, Any], *, today: date, tree: str = "") -> list[T]:
        statement = f"{self.select} ORDER BY {self.order} LIMIT %(limit)s OFFSET %(offset)s"
        return [self.make(*row) for row in self.read(statement, values, today=today, tree=tree)]

    def totals(self, values: dict[str, Any], *, today: date) -> tuple[Any, ...]:
        """How many rows, and the sums."""
        return self.read(f"SELECT count(*), {self.sums} FROM ({self.select}) r", values, today=today)[0]


class Listed(Sequence[T]):
    """The rows of a table in everything that the user sees with the permission, in the order of the tree: two
    statements a desk. ``sums``: those of the table, over all desks. ``values``: parameters of its statement."""

    def __init__(self, table: Table[T], user: Any, permission: str, *, today: date, **values: Any) -> None:
        self._table, self._today, self._shared = table, today, values
        self._desks = desks_at(user, permission)
        totals = [table.totals(self._values(desk), today=today) for desk in self._desks]
        self._lengths = [each[0] for each in totals]
        self.sums = [sum(column) for column in zip(*(each[1:] for each in totals), strict=True)]

    def _values(self, desk: Desk) -> dict[str, Any]:
        (low, high), (start, end) = range_of(desk.root_path), range_of(desk.path)
        return {"root": desk.root, "lo": low, "hi": high, "from": start, "to": end} | self._shared

    def __len__(self) -> int:
        return sum(self._lengths)

    def __getitem__(self, wanted: Any) -> Any:
        if not isinstance(wanted, slice):
            return self[wanted : wanted + 1][0]
        begin, end, _ = wanted.indices(len(self))
        found: list[T] = []
        for desk, length in zip(self._desks, self._lengths, strict=True):
            if begin < length and end > 0:
                first = max(begin, 0)
                cut = {"offset": first, "limit": min(end, length) - first}
                found += self._table.rows(self._values(desk) | cut, today=self._today)
            begin, end = begin - length, end - length
        return found


def like(text: str) -> str:
    """The text as part of another for LIKE, where nothing in it stands for anything else."""
    text = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{text}%"
