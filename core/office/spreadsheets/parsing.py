"""Parse a workbook's bytes. Runs in the sandboxed child only."""

import contextlib
import csv
import functools
import gc
import io
import itertools
import operator
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import python_calamine

from core.office.spreadsheets import details, limits
from core.office.spreadsheets.errors import UnreadableSpreadsheet
from core.office.spreadsheets.workbook import Cell, Merge, Rows, Sheet, Workbook, column_letter, filled_down

# What zipfile says of a broken archive: damaged directory or data, an encrypted part (RuntimeError), a method of
# packing it does not know (a RuntimeError, too). To the office all of them are a file that is not whole.
ARCHIVE_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)


def parse(content: bytes, kind: str, digest: str) -> Workbook:
    """The whole file; `kind` is what its first bytes say: zip, ole or text. Raises `UnreadableSpreadsheet`."""
    gc.disable()
    if kind == "text":
        workbook = Workbook("csv", digest, [Sheet("CSV", _read_csv(content))])
    else:
        if kind == "zip":
            content = _with_plain_names(content)
        workbook = Workbook(_format(content, kind), digest, _read_sheets(content))
        with contextlib.suppress(*ARCHIVE_FAULTS):
            _add_details(workbook, content)
        for sheet in workbook.sheets:
            _fill_down(sheet)
    if not any(cell != "" for sheet in workbook.sheets for row in sheet.rows for cell in row):
        raise UnreadableSpreadsheet("no-rows")
    return workbook


def _with_plain_names(content: bytes) -> bytes:
    """The archive with `xl/workbook.xml` for `xl\\workbook.xml` or `XL/Workbook.xml`, which Excel opens as well."""
    with _as_truncated(), zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        strange = any("\\" in name for name in names)
        if not strange and ("xl/workbook.xml" in names or not any(n.lower() == "xl/workbook.xml" for n in names)):
            return content
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as plain:
            for entry in archive.infolist():
                name = entry.filename.replace("\\", "/").lstrip("/")
                known = re.fullmatch(r"xl/(_rels/)?(workbook\.xml(\.rels)?|styles\.xml)", name, re.IGNORECASE)
                plain.writestr(name.lower() if known else name, archive.read(entry))
        return buffer.getvalue()


def _add_details(workbook: Workbook, content: bytes) -> None:
    """Hidden rows and columns, merged cells and the epoch, which the parser does not tell."""
    if workbook.format == "xls":
        workbook.since_1904, listed = details.of_xls(content)
        found = {sheet.name: each for sheet, each in zip(workbook.sheets, listed, strict=False)}
    elif workbook.format == "ods":
        found = details.of_ods(content)
    else:
        workbook.since_1904, found = details.of_xlsx(content)
    for sheet in workbook.sheets:
        told = found.get(sheet.name, details.NOTHING)
        sheet.hidden_rows, sheet.hidden_columns, sheet.errors = told.hidden_rows, told.hidden_columns, told.errors
        sheet.merged = sheet.merged or list(told.merged)
        if told.padded:
            sheet.rows = list(sheet.rows)
            sheet.padded = _pad(sheet.rows, told.padded)


def _fill_down(sheet: Sheet) -> None:
    rows, merged = sheet.rows, sheet.merged
    if any(bottom > top for top, _, bottom, _ in merged):
        sheet.rows = Rows(lambda: filled_down(map(list, rows), merged), len(rows))


def _pad(rows: Sequence[list[Cell]], widths: Mapping[tuple[int, int], int]) -> frozenset[tuple[int, int]]:
    """Give numbers the zeros that their format shows; returns where that changed what is written."""
    changed = set()
    for (row, column), width in widths.items():
        if row >= len(rows) or column >= len(rows[row]):
            continue
        cell = rows[row][column]
        if type(cell) is float and cell.is_integer() and 0 <= cell < 10 ** (width - 1):
            rows[row][column] = f"{int(cell):0{width}}"
            changed.add((row, column))
    return frozenset(changed)


def _format(content: bytes, kind: str) -> str:
    if kind == "ole":
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise UnreadableSpreadsheet("encrypted")
        return "xls"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
            scanned = [entry for entry in archive.infolist() if _is_sheet(entry.filename)]
            if sum(entry.file_size for entry in scanned) <= limits.SCAN_FIRST_BYTES:
                refuse_far_cells(content)
            return "xlsx"
        if "content.xml" in names:
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
            if b"encryption-data" in manifest:
                raise UnreadableSpreadsheet("encrypted")
            return "ods"
    found = "其实是Word文档" if "word/document.xml" in names else "是压缩包，里面没有工作簿"
    raise UnreadableSpreadsheet("not-a-spreadsheet", found=found)


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/") and name.endswith(".xml")


def _far_pattern() -> re.Pattern[bytes]:
    """A cell with content beyond the limits: `<c r="XFD9" …>`, not closed at once as a mere format is."""
    last = column_letter(limits.MAX_COLUMNS - 1)  # two letters
    columns = rf"[A-Z]{{3}}|{last[0]}[{chr(ord(last[1]) + 1)}-Z]|[{chr(ord(last[0]) + 1)}-Z][A-Z]"
    rows = rf"[A-Z]{{1,3}}(?=\d{{{len(str(limits.MAX_ROWS))},}})"
    return re.compile(rf'<c r="(?P<column>(?:{columns})(?=\d)|{rows})(?P<row>\d+)"[^<>]*(?<!/)>'.encode())


def refuse_far_cells(content: bytes) -> None:
    """Look through the XML of every sheet, a piece at a time, for cells beyond the limits."""
    pattern = _far_pattern()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            if not _is_sheet(entry.filename):
                continue
            tail = b""
            with _as_truncated(), archive.open(entry) as stream:
                while piece := stream.read(1 << 20):
                    for match in pattern.finditer(tail + piece):
                        _refuse_far_cell(match["column"].decode(), int(match["row"]), "")
                    tail = piece[-200:]


def _refuse_far_cell(column: str, row: int, sheet: str) -> None:
    if row > limits.MAX_ROWS:
        raise UnreadableSpreadsheet("too-many-rows", sheet=sheet, found=row, limit=limits.MAX_ROWS)
    if len(column) > 1 and (len(column), column) > (2, column_letter(limits.MAX_COLUMNS - 1)):
        raise UnreadableSpreadsheet("too-many-columns", sheet=sheet, found=column, limit=limits.MAX_COLUMNS)


@contextlib.contextmanager
def _as_truncated() -> Any:
    try:
        yield
    except ARCHIVE_FAULTS:
        raise UnreadableSpreadsheet("truncated") from None


def _read_sheets(content: bytes) -> list[Sheet]:
    sheets = []
    cells = 0
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        metadata = [m for m in book.sheets_metadata if m.typ == python_calamine.SheetTypeEnum.WorkSheet]
        if len(metadata) > limits.MAX_SHEETS:
            raise UnreadableSpreadsheet("too-many-sheets", found=len(metadata), limit=limits.MAX_SHEETS)
        for meta in metadata:
            sheet = book.get_sheet_by_name(meta.name)
            rows: Sequence[list[Cell]] = []
            if sheet.end is not None:
                last_row, last_column = sheet.end
                _refuse_far_cell(column_letter(last_column), last_row + 1, f"“{meta.name}”")
                cells += (last_row + 1) * (last_column + 1)
                if cells > limits.MAX_CELLS:
                    raise UnreadableSpreadsheet("memory")
                rows = Rows(functools.partial(_rows_of, sheet), last_row + 1)
            hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
            merged: list[Merge] = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
            sheets.append(Sheet(meta.name, rows, hidden, merged=merged))
    except (UnreadableSpreadsheet, MemoryError):
        raise
    except python_calamine.PasswordError:
        raise UnreadableSpreadsheet("encrypted") from None
    except BaseException as error:
        # Also what a panic in the parser becomes, which is no Exception.
        if "assword" in str(error):
            raise UnreadableSpreadsheet("encrypted") from None
        raise UnreadableSpreadsheet("truncated") from None
    return sheets


def _rows_of(sheet: python_calamine.CalamineSheet) -> Iterator[list[Cell]]:
    """All rows from A1 on; the parser leaves out the empty columns before the first cell, and not the empty rows."""
    before = sheet.start[1] if sheet.start else 0
    try:
        rows: Iterator[list[Cell]] = sheet.iter_rows()
        yield from map(operator.add, itertools.repeat([""] * before), rows) if before else rows
    except (GeneratorExit, MemoryError):
        raise
    except BaseException:  # as in _read_sheets
        raise UnreadableSpreadsheet("truncated") from None


def decode(content: bytes) -> str:
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if marked else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        with contextlib.suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            # Broken UTF-8 often passes for GB18030, as rare or private characters: no office writes those.
            if encoding != "gb18030" or _looks_chinese(text):
                return text
    raise UnreadableSpreadsheet("encoding")


_COMMON = re.compile(r"[\u4e00-\u9fff]")
_STRANGE = re.compile("[\ue000-\uf8ff\u0080-\u009f\ufffd\U000f0000-\U0010ffff]")


def _looks_chinese(text: str) -> bool:
    strange = len(_STRANGE.findall(text[:200_000]))
    return strange * 20 <= len(_COMMON.findall(text[:200_000]))


_SEPARATORS = ",\t;，|；"
_SAMPLED_LINES = 200
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_AS_TEXT = re.compile(r'=(?:T\()?"(?P<value>.*)"\)?', re.DOTALL)


def _delimiter(text: str) -> str:
    """The mark under which most lines have one and the same number of cells; remarks are full of other marks."""
    if match := _SEPARATOR_LINE.match(text):
        return match[1]
    csv.field_size_limit(limits.MAX_CSV_FIELD)

    def agreement(mark: str) -> tuple[int, int]:
        widths: Counter[int] = Counter()
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
            widths.update(len(fields) for fields in itertools.islice(reader, _SAMPLED_LINES))
        except csv.Error:
            pass
        return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))

    return max(_SEPARATORS, key=lambda mark: (*agreement(mark), -_SEPARATORS.index(mark)))


def _unwrapped(field: str) -> str:
    """="110…" is how files for Excel keep a long number whole."""
    if field[:1] != "=":
        return field
    match = _AS_TEXT.fullmatch(field.strip())
    return match["value"].replace('""', '"') if match else field


def _read_csv(content: bytes) -> list[list[Cell]]:
    text = decode(content)
    if "\0" in text:
        raise UnreadableSpreadsheet("not-a-spreadsheet", found="内容与表格格式不符")
    delimiter = _delimiter(text)
    csv.field_size_limit(limits.MAX_CSV_FIELD)
    rows: list[list[Cell]] = []
    width = 0
    try:
        for fields in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append([_unwrapped(field) for field in fields])
            width = max(width, len(fields))
            if len(rows) > limits.MAX_ROWS:
                raise UnreadableSpreadsheet("too-many-rows", sheet="", found=len(rows), limit=limits.MAX_ROWS)
            if width > limits.MAX_COLUMNS:
                found = column_letter(width - 1)
                raise UnreadableSpreadsheet("too-many-columns", sheet="", found=found, limit=limits.MAX_COLUMNS)
    except csv.Error:
        raise UnreadableSpreadsheet("truncated") from None
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
    return rows
