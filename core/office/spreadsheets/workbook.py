"""A workbook as it was read: sheets of rows, and what of them nobody sees."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import overload

Cell = str | float | bool | date | datetime | time | timedelta
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 0, all inclusive."""


class Rows(Sequence[list[Cell]]):
    """Rows that the parser still holds, made when they are asked for and not kept: 100 000 rows of 15 cells are 130 MB
    as objects, and 85 MB as the parser has them, which forks share.

    Quick from top to bottom; whoever goes back begins again. A row is a new list each time.
    """

    _BLOCK = 512
    """Rows made for one that is asked for: its neighbours follow."""

    def __init__(self, start: Callable[[], Iterator[list[Cell]]], count: int) -> None:
        self._start, self._count = start, count
        self._rows, self._next = start(), 0
        self._block: tuple[int, list[list[Cell]]] = (0, [])

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[list[Cell]]:
        return self._start()

    @overload
    def __getitem__(self, index: int) -> list[Cell]: ...
    @overload
    def __getitem__(self, index: slice) -> list[list[Cell]]: ...
    def __getitem__(self, index: int | slice) -> list[Cell] | list[list[Cell]]:
        if isinstance(index, slice):
            first, end, step = index.indices(self._count)
            return self._made(first, end)[::step] if step > 0 else self._made(0, self._count)[index]
        index = range(self._count)[index]
        first, rows = self._block
        if not first <= index < first + len(rows):
            first = index - index % self._BLOCK
            self._block = first, rows = first, self._made(first, first + self._BLOCK)
        return rows[index - first]

    def _made(self, first: int, end: int) -> list[list[Cell]]:
        if first < self._next:
            self._rows, self._next = self._start(), 0
        rows = list(islice(self._rows, first - self._next, max(first, end) - self._next))
        self._next = max(first, end)
        return rows


@dataclass(slots=True)
class Sheet:
    """`rows[0][0]` is cell A1: the row a person sees is index + 1. Empty is "", types are the file's.

    A cell merged downwards holds its value in every row. Rows and columns count from 0 in all of them.
    """

    name: str
    rows: Sequence[list[Cell]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: list[Merge] = field(default_factory=list)
    padded: frozenset[tuple[int, int]] = frozenset()
    """(row, column) of numbers that the file shows with zeros in front; their cells hold the text that is shown."""
    errors: frozenset[tuple[int, int]] = frozenset()
    """(row, column) of cells that hold an error (#N/A); they are empty in `rows`."""


@dataclass(slots=True)
class Workbook:
    """`digest` is the SHA-256 of the file, hexadecimal; `format` one of xlsx, xls, ods, csv."""

    format: str
    digest: str
    sheets: list[Sheet] = field(default_factory=list)
    since_1904: bool = False
    """Serial numbers of days count from 1904-01-01."""


def column_letter(index: int) -> str:
    """0 → "A", 26 → "AA"."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def filled_down(rows: Iterable[list[Cell]], merged: Sequence[Merge]) -> Iterator[list[Cell]]:
    """The rows, top to bottom; every row of a merged range with the value that the file keeps in the first."""
    beginning: dict[int, list[Merge]] = {}
    for merge in merged:
        if merge[2] > merge[0]:
            beginning.setdefault(merge[0], []).append(merge)
    open_: list[tuple[int, int, Cell]] = []
    for index, row in enumerate(rows):
        if open_:
            open_ = [each for each in open_ if each[0] >= index]
            for _, column, value in open_:
                if row[column] == "":
                    row[column] = value
        for _, left, bottom, _ in beginning.get(index, ()):
            if left < len(row) and row[left] != "":
                open_.append((bottom, left, row[left]))
        yield row
