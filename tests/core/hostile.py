"""Files that no office would send, and some that offices do send: generators for tests of every import.

`CASES` lists (name, filename, make, code): `make()` returns the bytes, `code` is what
`UnreadableSpreadsheet` must say. Nothing here is stored: each file is built when asked for.
"""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import xlsxwriter

HEADER = ("序号", "姓名", "性别", "公民身份号码", "所在党支部")
_CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}"/></Relationships>'
)
_WORKBOOK = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="花名册" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
)


class Case(NamedTuple):
    name: str
    filename: str
    make: Callable[[], bytes]
    code: str


def workbook(rows: Sequence[Sequence[Any]], sheet: str = "花名册") -> bytes:
    """An honest .xlsx with these cells: text stays text, numbers and dates get their own type."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(buffer, options) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return buffer.getvalue()


def roster(count: int = 20) -> bytes:
    return workbook([HEADER, *([n, f"张{n}", "男", "", "第一党支部"] for n in range(1, count + 1))])


def raw_workbook(sheet_data: str, *, level: int = 6) -> bytes:
    """An .xlsx around hand-written XML of one sheet: what stands inside <worksheet>."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES)
        archive.writestr("_rels/.rels", _RELATIONS.format(kind="officeDocument", target="xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", _WORKBOOK)
        archive.writestr(
            "xl/_rels/workbook.xml.rels", _RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml")
        )
        archive.writestr("xl/worksheets/sheet1.xml", _SHEET.format(sheet_data))
    return buffer.getvalue()


def _cell(address: str, text: str = "x") -> str:
    row = "".join(c for c in address if c.isdigit())
    return f'<row r="{row}"><c r="{address}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def one_cell_at(*addresses: str) -> bytes:
    """A small file with a cell far out: XFD1048576 makes a dense grid of 17 milliard cells."""
    return raw_workbook(f"<sheetData>{''.join(_cell(address) for address in addresses)}</sheetData>")


def formatted_to_the_edge() -> bytes:
    """A real roster whose first row was coloured as a whole: empty cells out to column XFD, and harmless."""
    edge = '<c r="XFD1" s="0"/>'
    cells = "".join(
        f'<c r="{column}1" t="inlineStr"><is><t>{title}</t></is></c>'
        for column, title in zip("ABCDE", HEADER, strict=True)
    )
    return raw_workbook(f'<dimension ref="A1:XFD1"/><sheetData><row r="1">{cells}{edge}</row></sheetData>')


def truncated() -> bytes:
    content = roster(200)
    return content[: len(content) * 2 // 3]


def without_sheet() -> bytes:
    """The directory of the archive is whole, the sheet's compressed bytes are not."""
    content = bytearray(roster(200))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
    start = entry.header_offset + 30 + len(entry.filename) + 20
    for offset in range(start, start + min(entry.compress_size - 20, 200)):
        content[offset] ^= 0xA5
    return bytes(content)


def bomb(megabytes: int = 600) -> bytes:
    """Unpacks to hundreds of megabytes of spaces."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES)
        archive.writestr("xl/workbook.xml", _WORKBOOK)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            block = b" " * 2**20
            for _ in range(megabytes):
                sheet.write(block)
    return buffer.getvalue()


def lying_bomb(megabytes: int = 300) -> bytes:
    """The same, and its directory says that the sheet has a hundred bytes."""
    content = bytearray(bomb(megabytes))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        position = archive.start_dir
    signature = b"PK\x01\x02"
    while content[position : position + 4] == signature:
        name, extra, comment = struct.unpack_from("<HHH", content, position + 28)
        if b"sheet1" in content[position + 46 : position + 46 + name]:
            struct.pack_into("<I", content, position + 24, 100)
        position += 46 + name + extra + comment
    return bytes(content)


def many_entries(count: int = 5000) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(count):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", "")
    return buffer.getvalue()


def encrypted() -> bytes:
    """What a workbook with a password is: an OLE container with a stream named EncryptedPackage."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return (
        header + "EncryptionInfo".encode("utf-16-le") + bytes(100) + "EncryptedPackage".encode("utf-16-le") + bytes(900)
    )


def broken_ole() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(1).randbytes(4000)


def html_as_xls() -> bytes:
    rows = "".join(f"<tr><td>{n}</td><td>张三</td></tr>" for n in range(30))
    return f"<html><head><meta charset='utf-8'></head><body><table>{rows}</table></body></html>".encode()


def csv_text(encoding: str, *, delimiter: str = ",", count: int = 30) -> bytes:
    lines = [
        HEADER,
        *((str(n), f"张{n}", "男", f"'99999919570315{n:04}", "幸福里社区党支部") for n in range(count)),
    ]
    return "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)


def broken_encoding() -> bytes:
    """UTF-8 cut in the middle of its characters: no encoding at all."""
    content = bytearray(csv_text("utf-8"))
    for offset in range(40, len(content), 37):
        content[offset] = 0xFF
    return bytes(content)


def formulas() -> bytes:
    return workbook(
        [HEADER, [1, '=HYPERLINK("http://x","点我")', "男", "", "@SUM(A1)"], [2, "+86", "女", "-1", "\t=1+1"]]
    )


def float_eaten() -> bytes:
    """Numbers of eighteen digits that a number cell rounded to fifteen."""
    return workbook(
        [HEADER, [1, "张三", "男", 9.99999196002061e17, "第一党支部"], [2, "李四", "女", 13000005007.0, ""]]
    )


def too_many_columns(count: int = 400) -> bytes:
    return workbook([[f"第{n}列" for n in range(count)], list(range(count))])


def too_many_rows(count: int = 200_005) -> bytes:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, count + 1))
    return raw_workbook(f"<sheetData>{rows}</sheetData>", level=1)


def word_document() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return buffer.getvalue()


def ods_repeated(rows: int = 500_000, columns: int = 150) -> bytes:
    """An OpenDocument sheet whose one cell says how often it stands there."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            '<?xml version="1.0"?><office:document-content '
            'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
            'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="t"><table:table-row table:number-rows-repeated="{rows}">'
            f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
            "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return buffer.getvalue()


CASES = [
    Case("nothing", "a.xlsx", lambda: b"", "empty"),
    Case("only spaces", "a.csv", lambda: b"\xef\xbb\xbf \r\n\r\n", "empty"),
    Case("random bytes", "a.xlsx", lambda: random.Random(7).randbytes(5000), "not-a-spreadsheet"),
    Case("text called xlsx", "a.xlsx", lambda: "你好".encode(), "not-a-spreadsheet"),
    Case("picture", "a.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "not-a-spreadsheet"),
    Case("pdf", "a.xlsx", lambda: b"%PDF-1.7\n" + bytes(100), "not-a-spreadsheet"),
    Case("web page called xls", "a.xls", html_as_xls, "not-a-spreadsheet"),
    Case("word document", "a.xlsx", word_document, "not-a-spreadsheet"),
    Case("truncated archive", "a.xlsx", truncated, "truncated"),
    Case("sheet overwritten", "a.xlsx", without_sheet, "truncated"),
    Case("broken ole", "a.xls", broken_ole, "truncated"),
    Case("encrypted", "a.xlsx", encrypted, "encrypted"),
    Case("bomb", "a.xlsx", bomb, "bomb"),
    Case("many entries", "a.xlsx", many_entries, "bomb"),
    Case("cell at XFD1048576", "a.xlsx", lambda: one_cell_at("XFD1048576"), "too-many-rows"),
    Case("cells at A1 and XFD1048576", "a.xlsx", lambda: one_cell_at("A1", "XFD1048576"), "too-many-rows"),
    Case("cell at XFD2", "a.xlsx", lambda: one_cell_at("A1", "XFD2"), "too-many-columns"),
    Case("too many columns", "a.xlsx", too_many_columns, "too-many-columns"),
    Case("too many rows", "a.xlsx", too_many_rows, "too-many-rows"),
    Case("broken encoding", "a.csv", broken_encoding, "encoding"),
    Case("empty sheet", "a.xlsx", lambda: workbook([]), "no-rows"),
    Case("cell repeated", "a.ods", ods_repeated, "memory"),
    Case("cell repeated for ever", "a.ods", lambda: ods_repeated(1_000_000, 16_000), "truncated"),
]
