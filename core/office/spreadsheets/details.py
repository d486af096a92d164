"""What calamine does not tell of a workbook: hidden rows and columns, merged cells of ods, the epoch of dates.

A scan beside the parser, in the same child. What cannot be understood here is passed over: the parser decides whether
a file can be read.
"""

import io
import posixpath
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree import ElementTree

from core.office.spreadsheets import limits
from core.office.spreadsheets.workbook import Merge


class Details(NamedTuple):
    """Of one sheet; rows and columns from 0. `merged` is only told where the parser does not know it."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Merge, ...] = ()
    padded: Mapping[tuple[int, int], int] = {}  # noqa: RUF012 - never written to
    """(row, column) → digits that the format of the number shows at least."""
    errors: frozenset[tuple[int, int]] = frozenset()
    """Cells that hold an error (#N/A), which the parser gives as empty."""


NOTHING = Details()
_PIECE = 1 << 20


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _true(value: str | bytes | None) -> bool:
    return value in ("1", "true", b"1", b"true")


# --- xlsx ---------------------------------------------------------------------------------------

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](1|true)[\"']")
_NUMBER = re.compile(rb"\br\s*=\s*[\"'](\d+)[\"']")
_MIN = re.compile(rb"\bmin\s*=\s*[\"'](\d+)[\"']")
_MAX = re.compile(rb"\bmax\s*=\s*[\"'](\d+)[\"']")


_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_ADDRESS = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})(\d+)[\"']")
_STYLE = re.compile(rb"\bs\s*=\s*[\"'](\d+)[\"']")
_ERROR = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
_TYPE = re.compile(rb"\bt\s*=\s*[\"'](?!n[\"'])")
_ZEROS = re.compile(r"0{2,}")


def of_xlsx(content: bytes) -> tuple[bool, dict[str, Details]]:
    """Whether dates count from 1904, and the details of each sheet by its name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        try:
            workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
            relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        except (KeyError, ElementTree.ParseError):
            return False, {}
        targets = {each.get("Id"): each.get("Target", "") for each in relations}
        since_1904 = any(_true(e.get("date1904")) for e in workbook.iter() if _local(e.tag) == "workbookPr")
        found = {}
        zeros = _zero_styles(archive)
        for sheet in workbook.iter():
            if _local(sheet.tag) != "sheet":
                continue
            relation = next((value for key, value in sheet.items() if _local(key) == "id"), None)
            target = targets.get(relation, "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            if part in archive.namelist():
                found[sheet.get("name", "")] = _of_sheet(archive, part, zeros)
        return since_1904, found


def _zero_styles(archive: zipfile.ZipFile) -> dict[bytes, int]:
    """Number of a cell's style → digits, of the formats that show zeros in front (000000)."""
    try:
        styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
    except (KeyError, ElementTree.ParseError):
        return {}
    formats = {
        each.get("numFmtId"): len(code)
        for each in styles.iter()
        if _local(each.tag) == "numFmt" and _ZEROS.fullmatch(code := each.get("formatCode", ""))
    }
    found = {}
    for listed in (each for each in styles if _local(each.tag) == "cellXfs"):
        for number, style in enumerate(listed):
            if style.get("numFmtId") in formats:
                found[b"%d" % number] = formats[style.get("numFmtId")]
    return found


def _place(attributes: bytes) -> tuple[int, int] | None:
    """(row, column) of a cell that says where it is."""
    address = _ADDRESS.search(attributes)
    if address is None:
        return None
    column = 0
    for letter in address[1]:
        column = column * 26 + letter - 64
    return int(address[2]) - 1, column - 1


def _padded(piece: bytes, zeros: Mapping[bytes, int]) -> Iterator[tuple[tuple[int, int], int]]:
    for match in _CELL.finditer(piece):
        style, place = _STYLE.search(match[1]), _place(match[1])
        if style and place and style[1] in zeros and not _TYPE.search(match[1]):
            yield place, zeros[style[1]]


def _of_sheet(archive: zipfile.ZipFile, part: str, zeros: Mapping[bytes, int]) -> Details:
    rows: set[int] = set()
    columns: set[int] = set()
    errors: set[tuple[int, int]] = set()
    padded: dict[tuple[int, int], int] = {}
    for piece in _tags(archive, part, everything=bool(zeros)):
        if _may_hold_an_error(piece):
            cells = (match[1] for match in _CELL.finditer(piece) if _ERROR.search(match[1]))
            errors.update(filter(None, map(_place, cells)))
        if zeros:
            padded.update(_padded(piece, zeros))
        for match in _COLUMN.finditer(piece):
            low, high = _MIN.search(match[1]), _MAX.search(match[1])
            if low and high and _HIDDEN.search(match[1]):
                columns.update(range(int(low[1]) - 1, min(int(high[1]), limits.MAX_COLUMNS)))
        for match in _ROW.finditer(piece):
            if _HIDDEN.search(match[1]):
                number = _NUMBER.search(match[1])
                if number is None:
                    rows = set(_counted(archive, part))
                    return Details(frozenset(rows), frozenset(columns), padded=padded, errors=frozenset(errors))
                rows.add(int(number[1]) - 1)
    return Details(frozenset(rows), frozenset(columns), padded=padded, errors=frozenset(errors))


def _may_hold_an_error(piece: bytes) -> bool:
    """Looked for without a pattern, which reads a sheet of a hundred thousand rows ten times as long."""
    return b'"e"' in piece or b"'e'" in piece


def _tags(archive: zipfile.ZipFile, part: str, *, everything: bool) -> Iterator[bytes]:
    """The pieces of the sheet that hide something or hold an error, or all; no tag cut in two."""
    tail = b""
    with archive.open(part) as stream:
        while read := stream.read(_PIECE):
            piece = tail + read
            cut = piece.rfind(b"<")
            tail = piece[cut:] if cut > len(piece) - 4096 else b""
            if everything or b"hidden" in piece or _may_hold_an_error(piece):
                yield piece[:cut] if tail else piece
        if b"hidden" in tail:  # no cell stands at the end of a sheet
            yield tail


def _counted(archive: zipfile.ZipFile, part: str) -> frozenset[int]:
    """Hidden rows of a sheet that does not number its rows."""
    tags = _ROW.finditer(archive.read(part))
    return frozenset(index for index, match in enumerate(tags) if _HIDDEN.search(match[1]))


# --- ods ----------------------------------------------------------------------------------------


def of_ods(content: bytes) -> dict[str, Details]:
    """The details of each sheet by its name."""
    found: dict[str, Details] = {}
    table = _Table()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("content.xml") as stream:
        try:
            for _, element in ElementTree.iterparse(stream):
                kind = _local(element.tag)
                if kind == "table-column":
                    table.add_columns(_attributes(element))
                elif kind == "table-row":
                    table.add_row(element)
                    element.clear()
                elif kind == "table":
                    found[_attributes(element).get("name", "")] = table.details()
                    table = _Table()
                    element.clear()
        except ElementTree.ParseError:
            return found
    return found


def _attributes(element: ElementTree.Element) -> dict[str, str]:
    return {_local(key): value for key, value in element.items()}


def _is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get("visibility") in ("collapse", "filter")


class _Table:
    """Rows and columns of one sheet, counted as they are read."""

    def __init__(self) -> None:
        self.row = self.column = 0
        self.rows: set[int] = set()
        self.columns: set[int] = set()
        self.merged: list[Merge] = []

    def add_columns(self, attributes: dict[str, str]) -> None:
        count = int(attributes.get("number-columns-repeated", 1))
        if _is_hidden(attributes):
            self.columns.update(range(self.column, min(self.column + count, limits.MAX_COLUMNS)))
        self.column += count

    def add_row(self, element: ElementTree.Element) -> None:
        attributes = _attributes(element)
        count = int(attributes.get("number-rows-repeated", 1))
        if _is_hidden(attributes):
            self.rows.update(range(self.row, min(self.row + count, limits.MAX_ROWS)))
        self.merged += _spans(element, self.row)
        self.row += count

    def details(self) -> Details:
        return Details(frozenset(self.rows), frozenset(self.columns), tuple(self.merged))


def _spans(row: ElementTree.Element, number: int) -> Iterator[Merge]:
    column = 0
    for cell in row:
        attributes = _attributes(cell)
        down = int(attributes.get("number-rows-spanned", 1))
        across = int(attributes.get("number-columns-spanned", 1))
        if down > 1 or across > 1:
            yield number, column, number + down - 1, column + across - 1
        column += int(attributes.get("number-columns-repeated", 1))


# --- xls ----------------------------------------------------------------------------------------

_FREE = 0xFFFFFFFA
_BOF, _BOUND_SHEET, _DATE_MODE, _ROW_RECORD, _COLUMN_INFO = 0x0809, 0x0085, 0x0022, 0x0208, 0x007D
_BOOLEAN_OR_ERROR, _FORMULA = 0x0205, 0x0006


def of_xls(content: bytes) -> tuple[bool, list[Details]]:
    """Whether dates count from 1904, and the details of each sheet, in the order of the file."""
    try:
        stream = _workbook_stream(content)
        starts, since_1904 = [], False
        for kind, body in _records(stream, 0):
            if kind == _BOUND_SHEET and body[5] == 0:  # worksheets; others are charts and macros
                starts.append(struct.unpack_from("<I", body)[0])
            elif kind == _DATE_MODE:
                since_1904 = body[:1] == b"\1"
        return since_1904, [_of_substream(stream, start) for start in starts]
    except (struct.error, IndexError):
        return False, []


def _of_substream(stream: bytes, start: int) -> Details:
    rows: set[int] = set()
    columns: set[int] = set()
    errors: set[tuple[int, int]] = set()
    for kind, body in _records(stream, start):
        if kind == _ROW_RECORD and body[12] & 0x20:
            rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMN_INFO and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            columns.update(range(first, min(last + 1, limits.MAX_COLUMNS)))
        elif (kind == _BOOLEAN_OR_ERROR and body[7] == 1) or (
            kind == _FORMULA and body[6] == 2 and body[12:14] == b"\xff\xff"
        ):
            row, column = struct.unpack_from("<HH", body)
            errors.add((row, column))
    return Details(frozenset(rows), frozenset(columns), errors=frozenset(errors))


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """(kind, body) up to the end of the substream."""
    position = start
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        if kind == 0x000A:
            return
        yield kind, stream[position + 4 : position + 4 + length]
        position += 4 + length


def _workbook_stream(content: bytes) -> bytes:
    """The stream `Workbook` of a compound file ([MS-CFB])."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    small_size = 1 << struct.unpack_from("<H", content, 32)[0]
    first_directory = struct.unpack_from("<I", content, 48)[0]
    cutoff, first_small = struct.unpack_from("<II", content, 56)
    first_index, _ = struct.unpack_from("<II", content, 68)

    def sector(number: int) -> bytes:
        return content[(number + 1) * size : (number + 2) * size]

    index = list(struct.unpack_from("<109I", content, 76))
    while first_index < _FREE and len(index) < len(content) // size:
        numbers = struct.unpack(f"<{size // 4}I", sector(first_index))
        index += numbers[:-1]
        first_index = numbers[-1]
    table: list[int] = []
    for number in index:
        if number < _FREE and len(body := sector(number)) == size:
            table += struct.unpack(f"<{size // 4}I", body)

    def chain(number: int, links: list[int]) -> Iterator[int]:
        for _ in range(len(links)):
            if number >= len(links):
                return
            yield number
            number = links[number]

    directory = b"".join(map(sector, chain(first_directory, table)))
    root_start = 0
    for offset in range(0, len(directory) - 127, 128):
        entry = directory[offset : offset + 128]
        name = entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le", "replace")
        start, length = struct.unpack_from("<II", entry, 116)
        if entry[66] == 5:
            root_start = start
        elif name in ("Workbook", "Book") and length >= cutoff:
            return b"".join(map(sector, chain(start, table)))[:length]
        elif name in ("Workbook", "Book"):
            links = b"".join(map(sector, chain(first_small, table)))
            small = b"".join(map(sector, chain(root_start, table)))
            places = chain(start, list(struct.unpack(f"<{len(links) // 4}I", links)))
            return b"".join(small[n * small_size : (n + 1) * small_size] for n in places)[:length]
    return b""
