"""Read a spreadsheet that somebody uploaded: xlsx, xls, ods or CSV, in a child process with limits."""

import contextlib
import csv
import gc
import hashlib
import io
import marshal
import os
import pickle
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any, TypeVar

import python_calamine

from core.spreadsheets import limits, sandbox
from core.spreadsheets.errors import UnreadableSpreadsheet

T = TypeVar("T")
Cell = str | float | bool | date | datetime | time | timedelta
Source = str | os.PathLike[str] | bytes | IO[bytes]


@dataclass(slots=True)
class Sheet:
    """`rows[0][0]` is cell A1: the row a person sees is index + 1. Empty is "", types are the file's."""

    name: str
    rows: list[list[Cell]]
    hidden: bool = False


@dataclass(slots=True)
class Workbook:
    """`digest` is the SHA-256 of the file, hexadecimal; `format` one of xlsx, xls, ods, csv."""

    format: str
    digest: str
    sheets: list[Sheet] = field(default_factory=list)


def column_letter(index: int) -> str:
    """0 → "A", 26 → "AA"."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read(source: Source, filename: str = "") -> Workbook:
    """Read everything. `filename` only tells a CSV from a file of another kind; content decides otherwise.

    Raises `UnreadableSpreadsheet`.
    """
    [payload] = _run(source, filename, lambda workbook, part, parts: _pack(workbook), 1)
    with _without_collector():
        return _unpack(payload)


def read_in_child(
    source: Source, transform: Callable[[Workbook, int, int], T], *, filename: str = "", workers: int = 1
) -> list[T]:
    """Read, and run `transform(workbook, part, parts)` where the file was read, in `workers` processes.

    Only what `transform` returns travels back (pickled), one entry per part, in order. `transform` may be a
    closure; it must not use the database, and may raise `UnreadableSpreadsheet`. Any other exception of its
    own comes back as `sandbox.ChildFailed`.
    """

    def finish(workbook: Workbook, part: int, parts: int) -> bytes:
        return pickle.dumps(transform(workbook, part, parts), protocol=5)

    return [pickle.loads(payload) for payload in _run(source, filename, finish, workers)]


def stream_in_child(
    source: Source,
    transform: Callable[[Workbook, int, int], Iterable[T]],
    *,
    filename: str = "",
    workers: int = 1,
) -> Iterator[T]:
    """`read_in_child` piece by piece: `transform` yields, and the caller works on one piece while the next is made.

    Pieces of the parts come in turn (`sandbox.stream`). The first one may raise `UnreadableSpreadsheet`.
    """

    def produce(workbook: Workbook, part: int, parts: int) -> Iterator[bytes]:
        for piece in transform(workbook, part, parts):
            yield pickle.dumps(piece, protocol=5)

    content, kind, digest, bounds = _bounds(source, filename)
    try:
        pieces = sandbox.stream(lambda: _parse(content, kind, digest), produce, workers=workers, **bounds)
        yield from map(pickle.loads, pieces)
    except sandbox.ChildDied:
        if kind == "zip":
            sandbox.run(lambda: _refuse_far_cells(content), lambda *_: b"", **bounds)
        raise UnreadableSpreadsheet("memory") from None


# --- Outside the child --------------------------------------------------------------------------


def _run(source: Source, filename: str, finish: Callable[[Workbook, int, int], bytes], workers: int) -> list[bytes]:
    content, kind, digest, bounds = _bounds(source, filename)
    try:
        return sandbox.run(lambda: _parse(content, kind, digest), finish, workers=workers, **bounds)
    except sandbox.ChildDied:
        if kind == "zip":
            sandbox.run(lambda: _refuse_far_cells(content), lambda *_: b"", **bounds)
        raise UnreadableSpreadsheet("memory") from None


def _bounds(source: Source, filename: str) -> tuple[bytes, str, str, dict[str, Any]]:
    """Content, kind and digest of a file that may be opened, and what the child may use for it."""
    content = _content(source)
    filename = filename or (os.fspath(source) if isinstance(source, str | os.PathLike) else "")
    kind = _kind(content, filename)
    unpacked = _check_archive(content) if kind == "zip" else len(content)
    memory = min(limits.MEMORY_FLOOR_BYTES + limits.MEMORY_PER_UNPACKED_BYTE * unpacked, limits.MEMORY_CEILING_BYTES)
    bounds = {"memory": memory, "cpu_seconds": limits.CPU_SECONDS, "wall_seconds": limits.WALL_SECONDS}
    return content, kind, hashlib.sha256(content).hexdigest(), bounds


def _content(source: Source) -> bytes:
    if isinstance(source, bytes):
        content = source
    else:
        with contextlib.ExitStack() as stack:
            if isinstance(source, str | os.PathLike):
                opened: IO[bytes] = stack.enter_context(Path(source).open("rb"))
            else:
                opened = source
                opened.seek(0)
            content = opened.read(limits.MAX_FILE_BYTES + 1)
    if not content.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        raise UnreadableSpreadsheet("empty")
    if len(content) > limits.MAX_FILE_BYTES:
        raise UnreadableSpreadsheet(
            "too-large",
            size=_megabytes(len(content)) if isinstance(source, bytes) else f"超过{_megabytes(limits.MAX_FILE_BYTES)}",
            limit=_megabytes(limits.MAX_FILE_BYTES),
        )
    return content


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.0f} MB"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What zipfile says of a broken archive: damaged directory or data, an encrypted part (RuntimeError), a method of
# packing it does not know (a RuntimeError, too). To the office all of them are a file that is not whole.
_ARCHIVE_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)
_TEXT_SUFFIXES = {"", ".csv", ".txt", ".tsv"}


def _kind(content: bytes, filename: str) -> str:
    """zip, ole or text, from the first bytes; whatever else it is, is refused by its name."""
    if content.startswith(b"PK\x03\x04"):
        return "zip"
    if content.startswith(_OLE):
        return "ole"
    start = content[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style")):
        raise UnreadableSpreadsheet("not-a-spreadsheet", found="其实是网页，请用表格软件打开后另存为 .xlsx")
    if start.startswith(b"<?xml") or start.startswith(b"<workbook"):
        raise UnreadableSpreadsheet("not-a-spreadsheet", found="其实是XML文件，请用表格软件打开后另存为 .xlsx")
    if start.startswith(b"%pdf"):
        raise UnreadableSpreadsheet("not-a-spreadsheet", found="其实是PDF文件")
    if start.startswith((b"\x89png", b"\xff\xd8\xff", b"gif8")):
        raise UnreadableSpreadsheet("not-a-spreadsheet", found="其实是图片")
    suffix = os.path.splitext(filename)[1].lower()
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if suffix not in _TEXT_SUFFIXES or (b"\0" in content[:65536] and not utf16):
        raise UnreadableSpreadsheet("not-a-spreadsheet", found="内容与表格格式不符")
    return "text"


def _check_archive(content: bytes) -> int:
    """The unpacked size that the archive declares; a lie is caught by the child's limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except _ARCHIVE_FAULTS:
        raise UnreadableSpreadsheet("truncated") from None
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > limits.MAX_ENTRIES:
        raise UnreadableSpreadsheet("bomb", found=f"{len(entries)}个部件")
    too_dense = unpacked > limits.RATIO_COUNTS_FROM and unpacked > limits.MAX_RATIO * max(packed, 1)
    # Entries that overlap are packed once and unpacked many times: together larger than the file itself.
    if unpacked > limits.MAX_UNPACKED_BYTES or too_dense or packed > len(content):
        raise UnreadableSpreadsheet("bomb", found=_megabytes(unpacked))
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableSpreadsheet("encrypted")
    return unpacked


@contextlib.contextmanager
def _without_collector() -> Any:
    """A million new cells contain no cycles; looking for them costs a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


# --- In the child: parse ------------------------------------------------------------------------


def _parse(content: bytes, kind: str, digest: str) -> Workbook:
    gc.disable()
    if kind == "text":
        workbook = Workbook("csv", digest, [Sheet("CSV", _read_csv(content))])
    else:
        workbook = Workbook(_format(content, kind), digest, _read_sheets(content, kind))
    if not any(cell != "" for sheet in workbook.sheets for row in sheet.rows for cell in row):
        raise UnreadableSpreadsheet("no-rows")
    return workbook


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
                _refuse_far_cells(content)
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


def _refuse_far_cells(content: bytes) -> None:
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
    except _ARCHIVE_FAULTS:
        raise UnreadableSpreadsheet("truncated") from None


def _read_sheets(content: bytes, kind: str) -> list[Sheet]:
    sheets = []
    cells = 0
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        metadata = [m for m in book.sheets_metadata if m.typ == python_calamine.SheetTypeEnum.WorkSheet]
        if len(metadata) > limits.MAX_SHEETS:
            raise UnreadableSpreadsheet("too-many-sheets", found=len(metadata), limit=limits.MAX_SHEETS)
        for meta in metadata:
            sheet = book.get_sheet_by_name(meta.name)
            if sheet.end is None:
                rows: list[list[Cell]] = []
            else:
                last_row, last_column = sheet.end
                _refuse_far_cell(column_letter(last_column), last_row + 1, f"“{meta.name}”")
                cells += (last_row + 1) * (last_column + 1)
                if cells > limits.MAX_CELLS:
                    raise UnreadableSpreadsheet("memory")
                rows = sheet.to_python(skip_empty_area=False)
            hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
            sheets.append(Sheet(meta.name, rows, hidden))
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


def _decode(content: bytes) -> str:
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


def _read_csv(content: bytes) -> list[list[Cell]]:
    text = _decode(content)
    if "\0" in text:
        raise UnreadableSpreadsheet("not-a-spreadsheet", found="内容与表格格式不符")
    head = text[:20_000]
    delimiter = max(",\t;，", key=lambda mark: (head.count(mark), mark == ","))
    csv.field_size_limit(limits.MAX_CSV_FIELD)
    rows: list[list[Cell]] = []
    width = 0
    try:
        for fields in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(list(fields))
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


# --- Between child and parent -------------------------------------------------------------------
# marshal carries text and numbers several times faster than pickle, but no dates: they travel as tuples.

_PLAIN = {str, float, int, bool, type(None)}


def _pack(workbook: Workbook) -> bytes:
    sheets = []
    for sheet in workbook.sheets:
        width = len(sheet.rows[0]) if sheet.rows else 0
        special = [c for c in range(width) if not {type(row[c]) for row in sheet.rows} <= _PLAIN]
        for column in special:
            for row in sheet.rows:
                cell = row[column]
                if type(cell) not in _PLAIN:
                    row[column] = _pack_cell(cell)  # type: ignore[call-overload]
        sheets.append((sheet.name, sheet.hidden, special, sheet.rows))
    return marshal.dumps((workbook.format, workbook.digest, sheets), 2)


def _unpack(payload: bytes) -> Workbook:
    format_, digest, sheets = marshal.loads(payload)
    workbook = Workbook(format_, digest)
    for name, hidden, special, rows in sheets:
        for column in special:
            for row in rows:
                cell = row[column]
                if type(cell) is tuple:
                    row[column] = _unpack_cell(cell)
        workbook.sheets.append(Sheet(name, rows, hidden))
    return workbook


def _pack_cell(cell: Any) -> tuple[Any, ...]:
    if type(cell) is date:
        return (cell.toordinal(),)
    if isinstance(cell, datetime):
        return (1, cell.isoformat())
    if isinstance(cell, time):
        return (2, cell.isoformat())
    if isinstance(cell, timedelta):
        return (3, cell.total_seconds())
    return (4, str(cell))


def _unpack_cell(packed: tuple[Any, ...]) -> Cell:
    if len(packed) == 1:
        return date.fromordinal(packed[0])
    kind, value = packed
    if kind == 1:
        return datetime.fromisoformat(value)
    if kind == 2:
        return time.fromisoformat(value)
    if kind == 3:
        return timedelta(seconds=value)
    return str(value)
