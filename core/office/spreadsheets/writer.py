"""Write workbooks and CSV. Text stays text: a cell that begins with = + - @ is never a formula."""

import csv
import io
import math
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Literal

import xlsxwriter
from django.utils import timezone

Kind = Literal["text", "integer", "number", "percent", "date", "month", "datetime"]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")
_NUMBER_FORMATS: dict[Kind, str] = {
    "text": "@",
    "integer": "0",
    "number": "0.00",
    "percent": "0.0%",
    "date": "yyyy-mm-dd",
    "month": "yyyy.mm",
    "datetime": "yyyy-mm-dd hh:mm",
}
_KIND_WIDTHS: dict[Kind, float] = {
    "date": 11.5,
    "month": 9.5,
    "datetime": 17,
    "integer": 9,
    "number": 10,
    "percent": 9,
}
_WIDEST, _SAMPLED_ROWS = 44, 60
_OFFERED_ROWS = 2_000
_INVALID_IN_NAME = str.maketrans("[]:*?/\\", "（）：＊？／／")


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` formats the whole column; a percent is a fraction (0.837); no width: as the content needs.

    `choices`: a range (`='说明'!$A$2:$A$9`) that a drop-down below the header offers; other words are taken, too.
    """

    title: str
    kind: Kind = "text"
    width: float | None = None
    choices: str = ""


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """One sheet: a title above (optional), the header (frozen), the rows.

    `marks` paints cells red with a comment; its keys are (index into rows, index into columns).
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    title: str = ""
    note: str = ""
    watermark: tuple[str, bytes] | None = None
    """Words at the head and foot of every printed page, and their picture (PNG) behind the cells."""
    marks: Mapping[tuple[int, int], str] = field(default_factory=dict)


def write(sheets: Sequence[SheetSpec]) -> bytes:
    """An .xlsx file; rows are taken one by one, so that a large export needs little memory."""
    with tempfile.TemporaryDirectory(prefix="xlsx-") as folder:
        path = os.path.join(folder, "book.xlsx")
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_urls": False,
        }
        book = xlsxwriter.Workbook(path, options)
        try:
            formats = _Formats(book)
            used: set[str] = set()
            for spec in sheets:
                _write_sheet(book.add_worksheet(_sheet_name(spec.name, used)), spec, formats)
        finally:
            book.close()
        with open(path, "rb") as written:
            return written.read()


class _Formats:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        font = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
        self.title = book.add_format({**font, "bold": True, "font_size": 16, "align": "center"})
        self.note = book.add_format({**font, "font_color": "#5D5651"})
        self.header = book.add_format(
            {
                **font,
                "bold": True,
                "align": "center",
                "bg_color": "#F0ECE8",
                "border": 1,
                "border_color": "#C9C1BA",
                "text_wrap": True,
            }
        )
        self.cells = self._of_cells(book, {**font, "border": 1, "border_color": "#E6E1DC"})
        red = {"border_color": "#B3261E", "bg_color": "#FCECEB", "font_color": "#B3261E"}
        self.marked = self._of_cells(book, {**font, "border": 1, **red})

    @staticmethod
    def _of_cells(book: xlsxwriter.Workbook, look: dict[str, Any]) -> dict[str, Any]:
        """By kind; `quoted` is text that would be a formula: Excel keeps it text when somebody edits it, as if it had
        been typed with an apostrophe.
        """
        formats = {str(kind): book.add_format({**look, "num_format": code}) for kind, code in _NUMBER_FORMATS.items()}
        return formats | {"quoted": book.add_format({**look, "num_format": "@", "quote_prefix": True})}


def _sheet_name(name: str, used: set[str]) -> str:
    name = (name.translate(_INVALID_IN_NAME).strip("'") or "Sheet")[:31]
    candidate, number = name, 2
    while candidate.lower() in used:
        candidate = f"{name[:27]} ({number})"
        number += 1
    used.add(candidate.lower())
    return candidate


def _write_sheet(sheet: Any, spec: SheetSpec, formats: _Formats) -> None:
    rows = iter(spec.rows)
    sample = [row for _, row in zip(range(_SAMPLED_ROWS), rows, strict=False)]
    for index, column in enumerate(spec.columns):
        # The whole column keeps its format, so that 18 digits that someone adds below stay whole.
        sheet.set_column(index, index, _width(column, index, sample), formats.cells[column.kind])
    top = 0
    last = max(len(spec.columns) - 1, 0)
    for text, format_, height in ((spec.title, formats.title, 30), (spec.note, formats.note, 20)):
        if text:
            sheet.set_row(top, height)
            if last:
                sheet.merge_range(top, 0, top, last, text, format_)
            else:
                sheet.write_string(top, 0, text, format_)
            top += 1
    sheet.set_row(top, 24)
    for index, column in enumerate(spec.columns):
        sheet.write_string(top, index, column.title, formats.header)
        if column.choices:
            offered = {"validate": "list", "source": column.choices, "error_type": "information"}
            sheet.data_validation(top + 1, index, top + _OFFERED_ROWS, index, offered)
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    _mark(sheet, spec)
    kinds = [column.kind for column in spec.columns]
    number = 0
    for source in (sample, rows):
        for row in source:
            for index, value in enumerate(row):
                message = spec.marks.get((number, index)) if spec.marks else None
                chosen = formats.cells if message is None else formats.marked
                kind: Kind = kinds[index] if index < len(kinds) else "text"
                _write_cell(sheet, top + 1 + number, index, value, kind, chosen)
                if message is not None:
                    sheet.write_comment(top + 1 + number, index, message, {"x_scale": 1.6, "font_size": 10})
            number += 1
    if number:
        sheet.autofilter(top, 0, top + number, last)


def _mark(sheet: Any, spec: SheetSpec) -> None:
    if spec.watermark is not None:
        words, picture = spec.watermark
        printed = words.replace("&", "&&")
        sheet.set_header(f"&C{printed}")
        sheet.set_footer(f"&C{printed}&R&P/&N")
        sheet.set_background(io.BytesIO(picture))


def _write_cell(sheet: Any, row: int, column: int, value: Any, kind: Kind, formats: Mapping[str, Any]) -> None:
    format_ = formats[kind]
    if value is None or value == "":
        sheet.write_blank(row, column, None, format_)
    elif isinstance(value, bool):
        sheet.write_string(row, column, "是" if value else "否", format_)
    elif isinstance(value, int | float | Decimal):
        if not math.isfinite(value):
            sheet.write_blank(row, column, None, format_)
        elif kind == "text" and abs(float(value)) >= 1e11:  # a number of eleven digits and more is a name
            sheet.write_string(row, column, _plain(value), format_)
        else:
            sheet.write_number(row, column, value, format_)
    elif isinstance(value, datetime):
        local = timezone.localtime(value) if value.tzinfo else value
        sheet.write_datetime(row, column, local.replace(tzinfo=None), formats["datetime" if kind == "text" else kind])
    elif isinstance(value, date):
        if value.year < 1900:
            sheet.write_string(row, column, value.isoformat(), format_)
        else:
            sheet.write_datetime(row, column, value, formats["date" if kind == "text" else kind])
    elif isinstance(value, time):
        sheet.write_string(row, column, value.strftime("%H:%M"), format_)
    else:
        text = str(value)[:32_767]
        sheet.write_string(row, column, text, formats["quoted"] if text.startswith(_FORMULA_STARTS) else format_)


def _plain(value: float | int | Decimal) -> str:
    return str(int(value)) if value == value and value == int(value) else str(value)


def display_width(text: str) -> int:
    """Columns that a text takes: a Chinese character two, a Latin one one."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def _width(column: Column, index: int, sample: Sequence[Sequence[Any]]) -> float:
    if column.width is not None:
        return column.width
    widest = max((display_width(line) for line in column.title.split("\n")), default=0) + 3
    if column.kind in _KIND_WIDTHS:
        return max(_KIND_WIDTHS[column.kind], widest)
    for row in sample:
        if index < len(row) and row[index] is not None:
            value = row[index]
            widest = max(widest, 12 if isinstance(value, date) else display_width(str(value)) + 2)
    return min(widest, _WIDEST)


def write_csv(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    """CSV that Excel opens as UTF-8. What could be taken for a formula gets an apostrophe in front."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_csv_cell(column.title, "text") for column in columns])
    kinds = [column.kind for column in columns]
    for row in rows:
        writer.writerow([_csv_cell(value, kinds[i] if i < len(kinds) else "text") for i, value in enumerate(row)])
    return text.getvalue().encode("utf-8-sig")


def _csv_cell(value: Any, kind: Kind) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float | Decimal):
        return _plain(value) if kind in ("text", "integer") else str(value)
    if isinstance(value, datetime):
        local = timezone.localtime(value) if value.tzinfo else value
        return f"{local:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y.%m}" if kind == "month" else value.isoformat()
    text = str(value)
    return (
        "'" + text if text.lstrip(" \u3000").startswith(_FORMULA_STARTS) or text.startswith(_FORMULA_STARTS) else text
    )
