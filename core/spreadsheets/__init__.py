"""Spreadsheets in and out: safe reading of what people upload, writing that no formula survives.

workbook = spreadsheets.read(uploaded, uploaded.name)
header = spreadsheets.find_header(workbook.sheets[0].rows, {"name": ["姓名"], "number": ["身份证号"]})
content = spreadsheets.write([SheetSpec("花名册", [Column("姓名"), Column("人数", "integer")], rows)])
"""

from core.spreadsheets.errors import UnreadableSpreadsheet
from core.spreadsheets.header import Header, find_header, header_key
from core.spreadsheets.reader import Cell, Sheet, Workbook, column_letter, read, read_in_child, stream_in_child
from core.spreadsheets.writer import Column, SheetSpec, write, write_csv

__all__ = [
    "Cell",
    "Column",
    "Header",
    "Sheet",
    "SheetSpec",
    "UnreadableSpreadsheet",
    "Workbook",
    "column_letter",
    "find_header",
    "header_key",
    "read",
    "read_in_child",
    "stream_in_child",
    "write",
    "write_csv",
]
