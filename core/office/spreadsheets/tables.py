"""The tables of a workbook: sheets with a header that names the wanted columns, their rows, and what is left out.

What is hidden is left out and said: sheets, rows, columns. Rows that only continue a merged one are no rows.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from core.chinese.characters import normalize_text
from core.office.spreadsheets.errors import UnreadableSpreadsheet
from core.office.spreadsheets.header import Header, find_header
from core.office.spreadsheets.workbook import Cell, Sheet, Workbook, column_letter

MAX_NOTICES = 200
"""Hidden rows named one by one; of more only how many there are."""
_EXAMPLES, _EXAMPLE_LENGTH, _EXAMPLE_ROWS = 3, 20, 500
_LONG_NUMBER = re.compile(r"\d{5,}[\dXx]*")


class Notice(NamedTuple):
    """What is said about a part of the file; row 0 means the sheet, column "" the row."""

    sheet: str
    row: int
    column: str
    code: str
    message: str


class Unused(NamedTuple):
    """A column that nothing is read from, with the first things written in it."""

    sheet: str
    column: str
    examples: list[str]


@dataclass(frozen=True)
class Table:
    """One sheet with its header; `index` is the sheet's place in the workbook."""

    index: int
    sheet: Sheet
    header: Header
    continued: frozenset[int] = frozenset()
    """Rows (from 0) that belong to the merged row above."""

    @property
    def first(self) -> int:
        """Index of the first row below the header."""
        return self.header.index + 1

    @property
    def width(self) -> int:
        return len(self.sheet.rows[0])

    def is_left_out(self, index: int) -> bool:
        """Hidden, or the rest of a merged row."""
        return index in self.sheet.hidden_rows or index in self.continued

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """(number as a person sees it, cells) of every row below the header that is not left out."""
        for index in range(self.first, len(self.sheet.rows)):
            if not self.is_left_out(index):
                yield index + 1, self.sheet.rows[index]

    def label(self, column: int) -> str:
        """The column's words, or its letter."""
        labels = self.header.labels
        return (labels[column] if column < len(labels) else "") or f"{column_letter(column)}列"


def find_tables(
    workbook: Workbook, aliases: Mapping[str, Sequence[str]], *, required: Sequence[str]
) -> tuple[list[Table], list[Notice]]:
    """Every visible sheet whose header has the `required` columns, and what was left out.

    Raises `UnreadableSpreadsheet`: `no-header` of the first sheet when no sheet has them, `only-hidden` when only
    hidden ones do.
    """
    tables: list[Table] = []
    notices: list[Notice] = []
    hidden: list[str] = []
    refused: UnreadableSpreadsheet | None = None
    for index, sheet in enumerate(workbook.sheets):
        if not any(cell != "" for row in sheet.rows for cell in row):
            continue
        try:
            header = find_header(sheet, aliases, required=required)
        except UnreadableSpreadsheet as refusal:
            refused = refused or (None if sheet.hidden else refusal)
            continue
        if sheet.hidden:
            hidden.append(sheet.name)
            continue
        header, said = _without_hidden_columns(sheet, header, required)
        table = table_of(sheet, header, required=required, index=index)
        tables.append(table)
        notices += said + left_out(table)
    if not tables:
        if hidden:
            raise UnreadableSpreadsheet("only-hidden", sheet=f"“{hidden[0]}”")
        raise refused or UnreadableSpreadsheet("no-rows")
    for name in hidden:
        message = f"工作表“{name}”是隐藏的，没有读取；要导入它，请先取消隐藏"
        notices.append(Notice(name, 0, "", "hidden-sheet", message))
    return tables, notices


def _without_hidden_columns(sheet: Sheet, header: Header, required: Sequence[str]) -> tuple[Header, list[Notice]]:
    """The header without columns that nobody sees; one that must be there is read all the same."""
    columns, notices = dict(header.columns), []
    for name, column in header.columns.items():
        if column not in sheet.hidden_columns:
            continue
        if name in required:
            message = "这一列是隐藏的；没有它不能导入，所以照样读取了"
        else:
            message = "这一列是隐藏的，没有读取；要导入它，请先取消隐藏"
            del columns[name]
        notices.append(Notice(sheet.name, header.index + 1, header.titles[name], "hidden-column", message))
    unknown = [(column, title) for column, title in header.unknown if column not in sheet.hidden_columns]
    return replace(header, columns=columns, unknown=unknown), notices


def _continued(sheet: Sheet, header: Header, required: Sequence[str]) -> frozenset[int]:
    """Rows whose required cells are all merged from above: a second line of one entry, as for two telephones."""
    over: dict[int, set[int]] = {}
    for top, left, bottom, right in sheet.merged:
        for row in range(max(top, header.index) + 1, min(bottom, len(sheet.rows) - 1) + 1):
            over.setdefault(row, set()).update(range(left, right + 1))
    wanted = [header.columns[name] for name in required]
    return frozenset(
        row
        for row, merged in sorted(over.items())
        if any(column in merged for column in wanted)
        and all(column in merged or sheet.rows[row][column] == "" for column in wanted)
    )


def table_of(sheet: Sheet, header: Header, *, required: Sequence[str], index: int = 0) -> Table:
    """The sheet below the header that was found in it."""
    return Table(index, sheet, header, _continued(sheet, header, required))


def left_out(table: Table) -> list[Notice]:
    """Rows with something in them that are not read."""
    sheet, notices = table.sheet, []
    hidden = [
        index
        for index in sorted(sheet.hidden_rows)
        if table.first <= index < len(sheet.rows) and any(cell != "" for cell in sheet.rows[index])
    ]
    for index in hidden[:MAX_NOTICES]:
        notices.append(
            Notice(sheet.name, index + 1, "", "hidden-row", "这一行是隐藏的，没有读取；要导入它，请先取消隐藏")
        )
    if len(hidden) > MAX_NOTICES:
        message = f"还有{len(hidden) - MAX_NOTICES}行也是隐藏的，都没有读取"
        notices.append(Notice(sheet.name, hidden[MAX_NOTICES] + 1, "", "hidden-row", message))
    merged_from = {(row, left): top for top, left, bottom, _ in sheet.merged for row in range(top + 1, bottom + 1)}
    for index in sorted(table.continued):
        if any(cell != "" and (index, column) not in merged_from for column, cell in enumerate(sheet.rows[index])):
            message = "这一行与上面合并成了一行，只读取了上面的一行；这一行另写的内容没有导入"
            notices.append(Notice(sheet.name, index + 1, "", "merged-row", message))
    return notices + _in_error(table)


def _in_error(table: Table) -> list[Notice]:
    """Cells of a column that is read which hold an error instead of a value; they are read as empty."""
    used, last = set(table.header.columns.values()), len(table.sheet.rows)
    cells = [
        (index, column)
        for index, column in sorted(table.sheet.errors)
        if column in used and table.first <= index < last and not table.is_left_out(index)
    ]
    message = "这一格是公式的错误值，按空白读取；请在表格软件里更正后重新上传"
    found = [
        Notice(table.sheet.name, index + 1, table.label(column), "cell-error", message)
        for index, column in cells[:MAX_NOTICES]
    ]
    if len(cells) > MAX_NOTICES:
        more = f"还有{len(cells) - MAX_NOTICES}格也是公式的错误值，都按空白读取"
        found.append(Notice(table.sheet.name, cells[MAX_NOTICES][0] + 1, "", "cell-error", more))
    return found


def unused_columns(table: Table, *, besides: Sequence[int] = ()) -> list[Unused]:
    """Columns with something in them that no name was found for, and those of `besides`.

    Long numbers are shortened: they may be protected.
    """
    used = set(table.header.columns.values()) - set(besides)
    seen: dict[int, list[str]] = {}
    looked = 0
    for _, row in table.rows():
        looked += 1
        if looked > _EXAMPLE_ROWS:
            break
        for column, cell in enumerate(row):
            if cell == "" or column in used or column in table.sheet.hidden_columns:
                continue
            examples = seen.setdefault(column, [])
            if len(examples) < _EXAMPLES and (text := _example(cell)) and text not in examples:
                examples.append(text)
    titled = {column for column, _ in table.header.unknown} | set(besides)
    return [
        Unused(table.sheet.name, table.label(column), seen.get(column, []))
        for column in sorted(titled | set(seen))
        if seen.get(column) or column in titled
    ]


def _example(cell: Cell) -> str:
    text = normalize_text(cell)
    return _LONG_NUMBER.sub(lambda match: match[0][:3] + "…", text)[:_EXAMPLE_LENGTH]
