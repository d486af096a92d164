"""A workbook as it was read: sheets of rows, and what of them nobody sees."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Cell = str | float | bool | date | datetime | time | timedelta
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 0, all inclusive."""


@dataclass(slots=True)
class Sheet:
    """`rows[0][0]` is cell A1: the row a person sees is index + 1. Empty is "", types are the file's.

    A cell merged downwards holds its value in every row. Rows and columns count from 0 in all of them.
    """

    name: str
    rows: list[list[Cell]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: list[Merge] = field(default_factory=list)
    padded: frozenset[tuple[int, int]] = frozenset()
    """(row, column) of numbers that the file shows with zeros in front; their cells hold the text that is shown."""


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


def fill_down(rows: list[list[Cell]], merged: list[Merge]) -> None:
    """Give every row of a merged range the value that the file keeps in the first."""
    for top, left, bottom, _ in merged:
        if bottom <= top or top >= len(rows) or left >= len(rows[top]) or rows[top][left] == "":
            continue
        value = rows[top][left]
        for row in rows[top + 1 : bottom + 1]:
            if row[left] == "":
                row[left] = value
