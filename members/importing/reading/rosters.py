"""The sheets of a workbook that are rosters, which column means what, and which rows are people."""

import re
from dataclasses import replace
from typing import Any

from core.chinese.characters import normalize_text
from core.office.spreadsheets import Header, Notice, Table, Workbook, find_tables, header_key
from members.importing import vocabulary
from members.importing.columns import ALIASES

REQUIRED = ("name", "number")
_VOTING_ROWS = 2_000
_MAY_BE_STATUS = {
    header_key(word)
    for word in ("人员类别", "人员类型", "党员类别", "党员类型", "类别", "类型", "党员性质", "党员身份", "人员性质")
}
_LOUD = re.compile(r"预备|转正|状态|转出|去世|死亡|失联|停止|出党|除名")
_SECTION = re.compile(r"第?[一二三四五六七八九十\d]+(?:党小组|小组|组|支部|党支部)|.*(?:党小组|党支部|党总支|社区|村)")
LONGEST_NAME_ALONE = 8
"""Characters of a name that stands alone in its row; longer, it is a remark below the table."""

Roster = Table


def rosters(workbook: Workbook) -> tuple[list[Roster], list[Notice]]:
    """Sheets that are rosters (a header with name and number), and what is said of the file as a whole.

    Raises `UnreadableSpreadsheet` when there is none.
    """
    tables, notices = find_tables(workbook, ALIASES, required=REQUIRED)
    found = [replace(table, header=_by_words(table)) for table in tables]
    for table in found:
        for _, title in table.header.unknown:
            if _LOUD.search(title):
                message = f"不认识“{title}”这一列，里面的内容没有导入；请看它是否影响这些人的身份"
                notices.append(Notice(table.sheet.name, table.first, title, "column-unused", message))
    return found, notices


def _by_words(table: Table) -> Header:
    """The header with 党员类别 and 人员类别 told apart by what is written below: offices use both titles for both."""
    header = table.header
    candidates = {column for column, title in header.unknown if header_key(title) in _MAY_BE_STATUS}
    candidates |= {header.columns[name] for name in ("status", "member_class") if name in header.columns}
    votes = {column: _votes(table, column) for column in candidates}
    status, chosen_class = header.columns.get("status"), header.columns.get("member_class")
    if status is None or not votes[status][0]:
        better = max((c for c in candidates if votes[c][0] > votes[c][1]), key=lambda c: votes[c][0], default=None)
        if better is not None:
            status = better
        elif status is not None and votes[status][1]:
            status = None
    if chosen_class is None or chosen_class == status or not votes[chosen_class][1]:
        rest = (c for c in candidates if c != status and votes[c][1] > votes[c][0])
        better = max(rest, key=lambda c: votes[c][1], default=None)
        chosen_class = better if better is not None else None if chosen_class == status else chosen_class
    chosen = {"status": status, "member_class": chosen_class}
    columns = {name: column for name, column in header.columns.items() if name not in chosen}
    columns |= {name: column for name, column in chosen.items() if column is not None}
    titles = {name: header.titles.get(name, "") for name in columns}
    titles |= {name: table.label(column) for name, column in chosen.items() if column is not None}
    used = set(columns.values())
    left = [(column, table.label(column)) for column in sorted(candidates - used)]
    unknown = [(column, title) for column, title in header.unknown if column not in candidates] + left
    return replace(header, columns=columns, titles=titles, unknown=sorted(unknown))


def _votes(table: Table, column: int) -> tuple[int, int]:
    """How many cells of the column are words of a status, and of a class."""
    status = chosen_class = 0
    for row in table.sheet.rows[table.first : table.first + _VOTING_ROWS]:
        word = vocabulary.plain(row[column])
        status += word in vocabulary.STATUS_OF
        chosen_class += word in vocabulary.CLASS_OF
    return status, chosen_class


class People:
    """Tells the rows of one roster that are people from titles, totals, notes and headers printed on every page."""

    def __init__(self, roster: Roster) -> None:
        self.header = roster.header
        self.name, self.number = (roster.header.columns[column] for column in REQUIRED)
        self.again = (roster.header.titles["name"], roster.header.titles["number"])
        self.sequence = roster.header.columns.get("sequence")
        self.across = {
            row
            for top, left, bottom, right in roster.sheet.merged
            if left < right and left <= self.name <= right and top > roster.header.index
            for row in range(top, min(bottom, len(roster.sheet.rows)) + 1)
        }
        """Rows in which the name's cell is only a part of a wider one."""

    def is_person(self, index: int, row: list[Any]) -> bool:
        """`index` counts the sheet's rows from 0."""
        name, number = row[self.name], row[self.number]
        if name != "" and number != "" and _has_digit(number):
            return index not in self.across
        filled = [(i, text) for i, cell in enumerate(row) if (text := normalize_text(cell)) and i != self.sequence]
        first = normalize_text(row[self.sequence]) if self.sequence is not None else ""
        if not filled and not (first and not _is_numeric(first)):
            return False
        words = ([first] if first and not _is_numeric(first) else []) + [text for _, text in filled]
        if self._is_said(words) or all(word in self.header.words for word in words):
            return False
        if index in self.across or (name, number) == self.again:
            return False
        # One cell in the whole row: a section's title or a remark below the table, unless it can be a name.
        alone = words[0] if len(words) == 1 else ""
        return not alone or bool(
            filled
            and filled[0][0] == self.name
            and len(alone) <= LONGEST_NAME_ALONE
            and not _SECTION.fullmatch(vocabulary.plain(alone))
        )

    @staticmethod
    def _is_said(words: list[str]) -> bool:
        plain = [vocabulary.plain(word) for word in words[:2]]
        return (
            any(vocabulary.TOTAL_ROW.match(word) for word in plain)
            or bool(vocabulary.NOTE_ROW.match(plain[0]))
            or bool(vocabulary.NOTE_LABEL.fullmatch(plain[0]))
        )


def _has_digit(cell: Any) -> bool:
    return type(cell) is not str or any(character.isdecimal() for character in cell)


def _is_numeric(text: str) -> bool:
    return text.replace(".", "").isdecimal()
