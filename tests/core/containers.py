"""Workbooks written by hand for what xlsxwriter cannot make: xls with hidden rows, ods with hidden and merged cells."""

import io
import struct
import zipfile
from collections.abc import Sequence

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE, _END, _IS_FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _biff(rows: Sequence[Sequence[str | float]], hidden_rows: Sequence[int], since_1904: bool) -> bytes:
    """A BIFF8 stream of one sheet; numbers and texts only."""

    def begin(kind: int) -> bytes:
        return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))

    name = "党员".encode("utf-16-le")
    bound = struct.pack("<BBBB", 0, 0, 2, 1) + name
    head = begin(0x0005) + _record(0x0022, struct.pack("<H", since_1904))
    start = len(head) + 4 + 4 + len(bound) + 4
    stream = head + _record(0x0085, struct.pack("<I", start) + bound) + _record(0x000A) + begin(0x0010)
    width = max(map(len, rows))
    stream += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for r, row in enumerate(rows):
        flags = 0x20 if r in hidden_rows else 0
        stream += _record(0x0208, struct.pack("<HHHHHHHH", r, 0, len(row), 255, 0, 0, flags | 0x0100, 0x0F))
        for c, cell in enumerate(row):
            if isinstance(cell, float):
                stream += _record(0x0203, struct.pack("<HHHd", r, c, 0, cell))
            elif cell:
                text = cell.encode("utf-16-le")
                stream += _record(0x0204, struct.pack("<HHHHB", r, c, 0, len(text) // 2, 1) + text)
    return stream + _record(0x000A)


def xls(rows: Sequence[Sequence[str | float]], *, hidden_rows: Sequence[int] = (), since_1904: bool = False) -> bytes:
    """An OLE container with the stream `Workbook`."""
    stream = _biff(rows, hidden_rows, since_1904).ljust(4096, b"\0")
    sectors = -(-len(stream) // _SECTOR)
    stream = stream.ljust(sectors * _SECTOR, b"\0")
    fat = [_IS_FAT, _END, *range(3, 2 + sectors), _END]
    header = _OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)

    def entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
        text = (name + "\0").encode("utf-16-le")
        return (
            text.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
            + bytes(36)
            + struct.pack("<II", first, size)
            + bytes(4)
        )

    directory = entry("Root Entry", 5, 1, _END, 0) + entry("Workbook", 2, _FREE, 2, len(stream))
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(_SECTOR, b"\xff")
    return header + table + directory.ljust(_SECTOR, b"\0") + stream


_ODS = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{}'
    "</office:spreadsheet></office:body></office:document-content>"
)


def ods(
    rows: Sequence[Sequence[str]], *, hidden_rows: Sequence[int] = (), spans: dict[tuple[int, int], int] | None = None
) -> bytes:
    """An OpenDocument sheet; `spans` (row, column) → rows that the cell covers."""
    lines = []
    for r, row in enumerate(rows):
        cells = ""
        for c, cell in enumerate(row):
            down = (spans or {}).get((r, c), 1)
            attribute = f' table:number-rows-spanned="{down}" table:number-columns-spanned="1"' if down > 1 else ""
            value = f' office:value-type="string"{attribute}><text:p>{cell}</text:p>' if cell else ">"
            cells += f"<table:table-cell{value}</table:table-cell>"
        hidden = ' table:visibility="collapse"' if r in hidden_rows else ""
        lines.append(f"<table:table-row{hidden}>{cells}</table:table-row>")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", _ODS.format(f'<table:table table:name="党员">{"".join(lines)}</table:table>'))
    return buffer.getvalue()
