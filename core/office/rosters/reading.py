"""A file → rows with values and findings, sheet by sheet. What is not used is said."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from core.chinese.characters import normalize_text
from core.chinese.dates import ParsedDate, implausible
from core.chinese.problem import Problem
from core.office import spreadsheets
from core.office.rosters.cells import Doubt
from core.office.rosters.columns import Column, aliases
from core.office.spreadsheets import Header, Sheet, Unused, Workbook, find_tables, header_key, read, unused_columns
from core.office.spreadsheets.reader import Source
from core.records.protection import is_masked, mask_phone

ERROR, QUESTION, WARNING = "error", "question", "warning"
KINDS = {ERROR: "错误", QUESTION: "待确认", WARNING: "提示"}
INSTRUCTIONS = "填写说明"
"""The sheet of the template that holds the words to choose from: never a roster."""

_TOTAL = re.compile(r"(合\s*计|总\s*计|小\s*计|共\s*计|共\s*\d+\s*[人个家栋户])")
_NOTE = re.compile(r"(注|备注|说明|填表|制表|审核|填报|联系人|负责人|经办人|盖章)[^:：]{0,10}[:：]")
_ASKED = {"name-doubtful"}
"""Codes of cells that only somebody can decide."""


class Finding(NamedTuple):
    """What is to be said about a cell (row 0: about the whole sheet). ``column``: the title as the file has it."""

    sheet: str
    row: int
    column: str
    code: str
    message: str
    kind: str = ERROR

    def as_dict(self) -> dict[str, Any]:
        """The shape of ``--json``; the kind is the list that it stands in."""
        return {name: getattr(self, name) for name in ("sheet", "row", "column", "code", "message")}


@dataclass(slots=True, eq=False)
class Row:
    """``number`` as the spreadsheet shows it. ``values``: by column name, None where empty or not understood.

    ``masked``: protected cells as an export shows them (138****0001), by column name. They change nothing, and say
    which record is meant.
    """

    sheet: str
    number: int
    values: dict[str, Any]
    faulty: bool = False
    masked: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    def where(self, other: "Row") -> str:
        """This row as ``other``'s reader finds it: 第3行, or with the sheet's name."""
        return f"第{self.number}行" if self.sheet == other.sheet else f"工作表“{self.sheet}”第{self.number}行"


def titles(part: spreadsheets.Table) -> list[str]:
    """The words over every column of the sheet, its letter where there are none."""
    return [normalize_text(part.label(column)) for column in range(part.width)]


@dataclass(slots=True)
class Table:
    """Everything read from a file. A row with an error or a question is not written."""

    columns: Sequence[Column]
    digest: str = ""
    parts: list[spreadsheets.Table] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unused: list[Unused] = field(default_factory=list)
    _titles: dict[tuple[str, str], str] = field(default_factory=dict)

    def title(self, sheet: str, name: str) -> str:
        """The header as the sheet writes it; that of the template where the sheet has none."""
        own = self._titles.get((sheet, name))
        return own or next((column.title for column in self.columns if column.name == name), name)

    def report(self, row: Row, name: str, code: str, message: str, kind: str = ERROR) -> None:
        """A finding at the row's column; anything but a warning keeps the row out."""
        if kind != WARNING:
            row.faulty = True
        self.findings.append(Finding(row.sheet, row.number, self.title(row.sheet, name), code, message, kind))

    def in_order(self) -> list[Finding]:
        order = {part.sheet.name: number for number, part in enumerate(self.parts)}
        return sorted(self.findings, key=lambda found: (order.get(found.sheet, -1), found.row))

    def check_years(self, today: date) -> None:
        """Report every day whose year is a slip as seen from ``today``, at its cell."""
        for row in self.rows:
            for name, value in row.values.items():
                day = value.date if isinstance(value, ParsedDate) else value
                if isinstance(day, date) and (slip := implausible(day, today=today)):
                    self.report(row, name, slip.code, slip.message)

    def twice(self, name: str, key: Any, message: str) -> None:
        """Report ``duplicate-in-file`` where ``key(row)`` (None: not asked) was there before; ``{where}`` names it."""
        first: dict[Any, Row] = {}
        for row in self.rows:
            if (found := key(row)) is None:
                continue
            other = first.setdefault(found, row)
            if other is not row:
                self.report(row, name, "duplicate-in-file", message.format(where=other.where(row)))


def tables_of(book: Workbook, columns: Sequence[Column]) -> tuple[list[spreadsheets.Table], list[Finding]]:
    """The visible sheets that have the needed columns, and what is said of the others.

    Raises UnreadableSpreadsheet when there is none.
    """
    needed = [column.name for column in columns if column.needed]
    rosters = replace(book, sheets=[sheet for sheet in book.sheets if sheet.name != INSTRUCTIONS])
    tables, notices = find_tables(rosters, aliases(columns), required=needed)
    said = [Finding(*notice, kind=WARNING) for notice in notices]
    named = {table.sheet.name for table in tables} | {found.sheet for found in said}
    for sheet in rosters.sheets:
        if sheet.rows and sheet.name not in named:
            code, why = ("hidden-sheet", "是隐藏的") if sheet.hidden else ("sheet-skipped", "没有这种名册的表头")
            said.append(Finding(sheet.name, 0, "", code, f"工作表“{sheet.name}”{why}，没有读取", WARNING))
    return tables, said


def read_table(source: Source, columns: Sequence[Column], filename: str = "") -> Table:
    """Read every sheet that has the needed columns. Raises UnreadableSpreadsheet when none has, or for the file."""
    book = read(source, filename)
    table = Table(columns, book.digest)
    table.parts, table.findings = tables_of(book, columns)
    for part in table.parts:
        _read_sheet(table, part)
    return table


def _read_sheet(table: Table, part: spreadsheets.Table) -> None:
    sheet, header = part.sheet, part.header
    table._titles.update({(sheet.name, name): title for name, title in header.titles.items()})
    known = [(column, header.columns[column.name]) for column in table.columns if column.name in header.columns]
    for number, line in part.rows():
        written = [line[at] if at < len(line) else "" for _, at in known]
        if _is_data(written, header):
            _read_row(table, sheet, number, known, written)
    table.unused += [unused for unused in unused_columns(part) if unused.examples]


def _is_data(written: Iterable[Any], header: Header) -> bool:
    """Not an empty row, a total, a note below the table, or the header once more."""
    filled = [found for cell in written if cell != "" and (found := normalize_text(cell))]
    if not filled or (len(filled) <= 2 and any(_TOTAL.match(each) or _NOTE.match(each) for each in filled)):
        return False
    titles = {header_key(title) for title in header.titles.values()}
    return not all(header_key(each) in titles for each in filled)


def _read_row(table: Table, sheet: Sheet, number: int, known: list[tuple[Column, int]], written: Sequence[Any]) -> None:
    row, padded = Row(sheet.name, number, {}), sheet.padded
    table.rows.append(row)
    for (column, at), cell in zip(known, written, strict=True):
        if column.protected and is_masked(cell):
            row.masked[column.name] = normalize_text(cell)
            row.values[column.name] = None
            continue
        found = column.read(cell)
        if isinstance(found, Problem):
            kind = QUESTION if found.code in _ASKED else ERROR
            table.report(row, column.name, found.code, found.message, kind)
            found = None
        elif isinstance(found, Doubt):
            table.report(row, column.name, found.code, found.message, WARNING)
            found = found.value
        elif found is None and column.required:
            table.report(row, column.name, "missing", f"{column.title}没有填写")
        if isinstance(found, str) and (number - 1, at) in padded:
            message = f"这一格是数字格式，按显示的“{found}”读取；原样请把这一列设为文本"
            table.report(row, column.name, "code-changed", message, WARNING)
        row.values[column.name] = found
    present = {column.name for column, _ in known}
    for column in table.columns:
        if column.required and column.name not in present:
            table.report(row, column.name, "missing", f"{column.title}没有填写")


def shown(table: Table, part: spreadsheets.Table, number: int) -> list[str]:
    """The cells of a row for a preview; protected ones masked."""
    protected = {part.header.columns.get(column.name) for column in table.columns if column.protected}
    cells = []
    for at, cell in enumerate(part.sheet.rows[number - 1]):
        text = normalize_text(cell)[:60]
        cells.append(mask_phone(text) if at in protected and text else text)
    return cells
