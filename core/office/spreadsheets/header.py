"""Find the header row of a table that people made, with titles above it and names in their own words."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from core.office.spreadsheets.errors import UnreadableSpreadsheet
from core.office.spreadsheets.workbook import Merge, Sheet

_NOISE = re.compile(r"[\s*＊:：\u200b-\u200f\ufeff]+")
_REMARK = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_DEPTH = 3
"""Rows that one header may have."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header is and what it names; `titles` holds the words as written, for messages.

    A header of two rows is one: `index` is its last row, `top` its first, and `labels` the words of every column,
    those of both rows joined by a space where none of them is the column's name.
    """

    index: int
    columns: dict[str, int]
    titles: dict[str, str]
    unknown: list[tuple[int, str]]
    top: int = 0
    labels: list[str] = field(default_factory=list)
    words: frozenset[str] = frozenset()
    """Every word of the header as it stands in a cell: a row of nothing else is the header repeated."""


def header_key(text: Any) -> str:
    """A header without spaces, marks of required fields and remarks: "姓 名*（必填）" → "姓名"."""
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", str(text)))
    return _REMARK.sub("", plain) or plain


def find_header(
    rows: Sequence[Sequence[Any]] | Sheet,
    aliases: Mapping[str, Sequence[str]],
    *,
    required: Sequence[str] = (),
    search: int = 20,
) -> Header:
    """The row among the first `search` that names most columns, or the two or three rows that do it together; at least
    two columns, or all there are in `aliases`.

    `aliases` maps the name used in code to the words people write. Of two columns with the same meaning the
    first counts, the other is `unknown`. Given a `Sheet`, its merged cells tell which title stands over which, and
    what is hidden is no header. Raises `UnreadableSpreadsheet("no-header")` when no row does, or when a `required`
    column is missing: the message names the missing ones in their first word.
    """
    sheet = rows if isinstance(rows, Sheet) else None
    cells = rows.rows if isinstance(rows, Sheet) else rows
    meanings = {header_key(word): name for name, words in aliases.items() for word in words}
    grid = _Titles(cells[: search + _DEPTH], sheet.merged if sheet else (), sheet.hidden_rows if sheet else frozenset())
    best: Header | None = None
    best_key = (0, 0, 0)
    for depth in range(1, _DEPTH + 1):
        for top in range(min(search, len(grid.rows))):
            found = grid.header(top, depth, meanings)
            if found is None:
                continue
            # What the fewest rows tell is the header: a title over it adds nothing.
            key = (len(found.columns), -depth, -top)
            if best is None or key > best_key:
                best, best_key = found, key
    enough = min(2, len(aliases))
    missing = [name for name in required if best is None or name not in best.columns]
    if best is None or len(best.columns) < enough or missing:
        wanted = missing or list(required) or list(aliases)[:5]
        raise UnreadableSpreadsheet(
            "no-header", search=search, wanted="、".join(f"“{aliases[name][0]}”" for name in wanted)
        )
    return best


class _Stack(NamedTuple):
    """The words over one column, top to bottom, none twice."""

    column: int
    words: tuple[str, ...]


class _Titles:
    """The first rows of a sheet as text, with every title standing over all the columns that it spans."""

    def __init__(self, rows: Sequence[Sequence[Any]], merged: Sequence[Merge], hidden: frozenset[int]) -> None:
        self.hidden = hidden
        self.rows = [[cell.strip() if isinstance(cell, str) else cell for cell in row] for row in rows]
        self.spread = [list(row) for row in self.rows]
        for top, left, bottom, right in merged:
            for row in self.spread[top : bottom + 1]:
                row[left : right + 1] = [self.rows[top][left]] * len(row[left : right + 1])
        self.merged = bool(merged)

    def header(self, top: int, depth: int, meanings: Mapping[str, str]) -> Header | None:
        """The header that rows `top` to `top + depth - 1` make; `None` when they cannot be one."""
        if top + depth > len(self.rows) or self.hidden & set(range(top, top + depth)):
            return None
        parts = [self._row(number, spread=number < top + depth - 1) for number in range(top, top + depth)]
        if depth > 1 and any(type(cell) is not str for row in self.rows[top : top + depth] for cell in row):
            return None
        width = max(map(len, parts), default=0)
        stacks = [
            _Stack(column, tuple(dict.fromkeys(row[column] for row in parts if column < len(row) and row[column])))
            for column in range(width)
        ]
        columns, titles = _named([stack for stack in stacks if stack.words], meanings)
        labels = [" ".join(stack.words) for stack in stacks]
        for name, column in columns.items():
            labels[column] = titles[name]
        used = set(columns.values())
        unknown = [(stack.column, labels[stack.column]) for stack in stacks if stack.words and stack.column not in used]
        words = frozenset(word for stack in stacks for word in stack.words)
        return Header(top + depth - 1, columns, titles, unknown, top, labels, words)

    def _row(self, number: int, *, spread: bool) -> list[str]:
        """Words of one row; a title also over the empty cells to its right, when nothing tells how far it reaches."""
        row = [cell if isinstance(cell, str) else "" for cell in self.spread[number]]
        if not spread or self.merged:
            return row
        below = [cell if isinstance(cell, str) else "" for cell in self.rows[number + 1]]
        last = ""
        for column, word in enumerate(row):
            if word:
                last = word
            elif last and column < len(below) and below[column]:
                row[column] = last
            else:
                last = ""
        return row


def _named(stacks: Sequence[_Stack], meanings: Mapping[str, str]) -> tuple[dict[str, int], dict[str, str]]:
    """Columns and titles by name. What one word says goes before what two say, and these before the lower alone: a
    姓名 under 介绍人 is not the person's.
    """
    columns: dict[str, int] = {}
    titles: dict[str, str] = {}

    def take(stack: _Stack, title: str) -> None:
        name = meanings.get(header_key(title))
        if name is not None and name not in columns and stack.column not in columns.values():
            columns[name] = stack.column
            titles[name] = title

    for stack in stacks:
        if len(stack.words) == 1:
            take(stack, stack.words[0])
    several = [stack for stack in stacks if len(stack.words) > 1]
    for stack in several:
        take(stack, "".join(stack.words[-2:]))
    for stack in several:
        take(stack, stack.words[-1])
    return columns, titles
