"""Find the header row of a table that people made, with titles above it and names in their own words."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.spreadsheets.errors import UnreadableSpreadsheet

_NOISE = re.compile(r"[\s*＊:：\u200b-\u200f\ufeff]+")
_REMARK = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header is and what it names; `titles` holds the words as written, for messages."""

    index: int
    columns: dict[str, int]
    titles: dict[str, str]
    unknown: list[tuple[int, str]]


def header_key(text: Any) -> str:
    """A header without spaces, marks of required fields and remarks: "姓 名*（必填）" → "姓名"."""
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", str(text)))
    return _REMARK.sub("", plain) or plain


def find_header(
    rows: Sequence[Sequence[Any]],
    aliases: Mapping[str, Sequence[str]],
    *,
    required: Sequence[str] = (),
    search: int = 20,
) -> Header:
    """The row among the first `search` that names most columns; at least two, or all there are in `aliases`.

    `aliases` maps the name used in code to the words people write. Of two columns with the same meaning the
    first counts, the other is `unknown`. Raises `UnreadableSpreadsheet("no-header")` when no row does, or
    when a `required` column is missing: the message names the missing ones in their first word.
    """
    meanings = {header_key(word): name for name, words in aliases.items() for word in words}
    best: Header | None = None
    for index, row in enumerate(rows[:search]):
        columns: dict[str, int] = {}
        titles: dict[str, str] = {}
        unknown: list[tuple[int, str]] = []
        for column, cell in enumerate(row):
            if not isinstance(cell, str) or not cell.strip():
                continue
            name = meanings.get(header_key(cell))
            if name is None or name in columns:
                unknown.append((column, cell.strip()))
            else:
                columns[name] = column
                titles[name] = cell.strip()
        if best is None or len(columns) > len(best.columns):
            best = Header(index, columns, titles, unknown)
    enough = min(2, len(aliases))
    missing = [name for name in required if best is None or name not in best.columns]
    if best is None or len(best.columns) < enough or missing:
        wanted = missing or list(required) or list(aliases)[:5]
        raise UnreadableSpreadsheet(
            "no-header", search=search, wanted="、".join(f"“{aliases[name][0]}”" for name in wanted)
        )
    return best
