"""Parse the cells of a roster column by column, each distinct value once, and check its rows chunk by chunk."""

import difflib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from core.chinese import attributes, dates, idnumber, names, readings
from core.chinese.characters import is_blank, normalize_text
from core.chinese.dates import ParsedDate
from core.chinese.idnumber import ResidentNumber
from core.chinese.problem import Problem, quoted
from core.office.spreadsheets import Unused, Workbook, header_key, unused_columns
from members.importing import vocabulary
from members.importing.columns import ASKED, BY_NAME
from members.importing.reading.findings import WARNING, Chunk, Finding, Lines, Rules, masked_key
from members.importing.reading.lines import copy_lines, values
from members.importing.reading.rosters import People, Roster, rosters
from members.importing.reading.rows import Row, RowCheck, meant

CHUNK_ROWS = 4_000
SAMPLED_ROWS = 200
"""Cells of so many faulty rows a chunk travel back for the preview."""


def checked_chunks(rules: Rules) -> Callable[[Workbook, int, int], Iterator[Chunk]]:
    """For `stream_in_child`: the chunks of a part, so that those of all parts in turn are in the order of the file."""

    def transform(workbook: Workbook, part: int, parts: int) -> Iterator[Chunk]:
        number = 0
        found, notices = rosters(workbook)
        for roster in found:
            checker = _Checker(roster, rules, since_1904=workbook.since_1904)
            for first in range(roster.first, max(len(roster.sheet.rows), roster.first + 1), CHUNK_ROWS):
                if number % parts == part:
                    chunk = checker.check(first, first + CHUNK_ROWS)
                    if number == 0:
                        chunk.notices = [Finding(*notice, kind=WARNING) for notice in notices]
                        chunk.unused = [unused for each in found for unused in _unused(each)]
                    yield chunk
                number += 1

    return transform


def _unused(roster: Roster) -> list[Unused]:
    """Also the columns that are asked about only: nothing of them is stored."""
    asked = [roster.header.columns[c.name] for c in ASKED if c.name in roster.header.columns]
    return unused_columns(roster, besides=asked)


class _Cache(dict[Any, Any]):
    """Cell → what it means, each distinct cell parsed once."""

    def __init__(self, parse: Callable[[Any], Any]) -> None:
        self.parse = parse

    def __missing__(self, cell: Any) -> Any:
        found = self[cell] = self.parse(cell)
        return found


class _Checker:
    """The cells of one roster. Columns that the roster does not have are empty in every row."""

    def __init__(self, roster: Roster, rules: Rules, *, since_1904: bool) -> None:
        self.roster, self.rules, self.since_1904 = roster, rules, since_1904
        columns = roster.header.columns
        self.titles = {name: roster.header.titles.get(name, column.title) for name, column in BY_NAME.items()}
        self.protected = {index for name, index in columns.items() if BY_NAME[name].protected}
        self.months = self._months(["birth", "joined", "full"])
        self.parsers = {
            "sex": _Cache(attributes.sex),
            "ethnicity": _Cache(attributes.ethnicity),
            "birth": _Cache(self._days("birth")),
            "education": _Cache(attributes.education),
            "joined": _Cache(self._days("joined")),
            "full": _Cache(self._days("full")),
            "branch": _Cache(self._branch),
            "status": _Cache(vocabulary.status),
            "member_class": _Cache(vocabulary.member_class),
            "occupation": _Cache(vocabulary.text),
            "standing": _Cache(vocabulary.standing),
            "left": _Cache(vocabulary.left),
            "lost": _Cache(vocabulary.lost),
        }
        self.pinyin = _Cache(readings.pinyin)
        self.people = People(roster)
        self.row_check = RowCheck(roster.sheet.name, self.titles, columns, rules)

    def _months(self, names: Iterable[str]) -> set[str]:
        """Those of the columns of dates whose firsts of a month are months: by the title, or no date cell is a day."""
        roster = self.roster
        undecided = {name: roster.header.columns[name] for name in names if name in roster.header.columns}
        found = {name for name in undecided if header_key(self.titles[name]).endswith("年月")}
        undecided = {name: index for name, index in undecided.items() if name not in found}
        for row in islice(roster.sheet.rows, roster.first, None):
            if not undecided:
                break
            for name, index in list(undecided.items()):
                if isinstance(row[index], date) and _is_a_day(row[index]):
                    del undecided[name]
        return found | set(undecided)

    def _days(self, name: str) -> Callable[[Any], ParsedDate | None | Problem]:
        """Parser of a column of dates. A date cell on the first of a month is a month, unless other cells of the column
        are other days: then nobody can tell, and it stays `may_be_month`.
        """
        months = name in self.months

        def parse(cell: Any) -> ParsedDate | None | Problem:
            found = dates.parse(cell, since_1904=self.since_1904)
            if type(found) is ParsedDate and (slip := dates.implausible(found.date, today=self.rules.today)):
                return slip
            if months and type(found) is ParsedDate and found.may_be_month:
                return found._replace(precision="month", may_be_month=False)
            return found

        return parse

    # --- Columns ------------------------------------------------------------------------------

    def check(self, first: int, end: int) -> Chunk:
        """Check the rows from index `first` to before `end`."""
        roster = self.roster
        kept = [
            (index + 1, row)
            for index, row in enumerate(roster.sheet.rows[first:end], start=first)
            if not roster.is_left_out(index) and self.people.is_person(index, row)
        ]
        labels = [roster.header.labels[i] if i < len(roster.header.labels) else "" for i in range(roster.width)]
        chunk = Chunk(
            roster.index,
            roster.sheet.name,
            len(kept),
            Lines(),
            [],
            [],
            self.titles["number"],
            [],
            {},
            [normalize_text(label) for label in labels],
        )
        cells = [row for _, row in kept]
        parsed = [
            Row(*row)
            for row in zip(
                [number for number, _ in kept],
                self._column("name", cells, names.parse),
                self._column("sex", cells),
                self._column("ethnicity", cells),
                self._column("birth", cells),
                self._column("number", cells, idnumber.parse),
                self._column("education", cells),
                self._column("joined", cells),
                self._column("full", cells),
                self._column("branch", cells),
                self._column("status", cells),
                self._column("member_class", cells),
                self._column("occupation", cells),
                self._column("phone", cells, vocabulary.phone),
                self._column("address", cells, vocabulary.address),
                self._column("remark", cells, vocabulary.text),
                self._column("standing", cells),
                self._column("left", cells),
                self._column("lost", cells),
                strict=True,
            )
        ]
        stored: list[tuple[Any, ...]] = []
        for each, original in zip(parsed, cells, strict=True):
            row = self._unmasked(each, original, chunk)
            findings = self.row_check.findings(row)
            if findings:
                chunk.findings += findings
                if len(chunk.cells) < SAMPLED_ROWS and any(f.kind != WARNING for f in findings):
                    chunk.cells[row.number_of_row] = self._shown(original)
            if type(row.number) is ResidentNumber:
                chunk.numbers.append((row.number_of_row, row.number.number))
                if row is each:  # a masked number is known to be somebody's of the register
                    chunk.likeness.append(_likeness(row))
            if all(finding.kind == WARNING for finding in findings):
                chunk.valid.append(row.number_of_row)
                stored.append(values(row, self.rules, self.pinyin))
        chunk.lines = copy_lines(stored, self.rules, chunk.sheet)
        return chunk

    def _unmasked(self, row: Row, original: list[Any], chunk: Chunk) -> Row:
        """The row with the number that its masked one stands for; asked of the parent where nobody has looked yet."""
        if type(row.number) is not Problem or row.number.code != idnumber.MASKED:
            return row
        shown = normalize_text(original[self.roster.header.columns["number"]])
        if self.rules.numbers is None:
            chunk.masked.append((row.name.text, shown))
            return row
        return row._replace(number=meant(row, self.rules.numbers.get(masked_key(row.name.text, shown), [])))

    def _column(self, name: str, rows: list[list[Any]], parse: Callable[[Any], Any] | None = None) -> list[Any]:
        index = self.roster.header.columns.get(name)
        if index is None:
            empty = self.rules.default_branch if name == "branch" else None
            return [empty if parse is None and name != "occupation" else parse("") if parse else ""] * len(rows)
        if parse is not None:
            return [parse(row[index]) for row in rows]
        cache = self.parsers[name]
        return [cache[row[index]] for row in rows]

    def _branch(self, cell: Any) -> int | None | Problem:
        found = self._branch_named(cell)
        if isinstance(found, int) and found in self.rules.closed:
            return Problem("branch-day", self.rules.closed[found])
        return found

    def _branch_named(self, cell: Any) -> int | None | Problem:
        key = vocabulary.branch_key(cell)
        if is_blank(key):
            return self.rules.default_branch
        if key in self.rules.branches:
            found = self.rules.branches[key]
            if found is None:
                return Problem("organization-unknown", f"范围内有不止一个叫{quoted(key)}的党支部，请写全称")
            return found
        if key in self.rules.others:
            return Problem("organization-unknown", f"{quoted(normalize_text(cell))}不是党支部，请写到具体的党支部")
        near = difflib.get_close_matches(key, self.rules.branches, n=1, cutoff=0.75)
        hint = f"，是不是“{self.rules.names.get(near[0], near[0])}”？" if near else ""
        return Problem(
            "organization-unknown",
            f"导入范围内没有党支部{quoted(normalize_text(cell))}{hint or '，请先建立或更正名称'}",
        )

    def _shown(self, row: list[Any]) -> list[str]:
        return [
            "" if cell == "" else "••••••" if index in self.protected else _as_text(cell)
            for index, cell in enumerate(row)
        ]


def _likeness(row: Row) -> tuple[int, int, int, int]:
    phone = hash(row.phone) if type(row.phone) is str and row.phone else 0
    joined = row.joined.date.toordinal() if type(row.joined) is ParsedDate else 0
    return row.number_of_row, hash((row.name.text, row.number.birth)), phone, joined


def _is_a_day(cell: Any) -> bool:
    found = dates.parse(cell)
    return type(found) is ParsedDate and not found.may_be_month


def _as_text(cell: Any) -> str:
    return cell.isoformat() if isinstance(cell, date) else normalize_text(cell)[:60]
