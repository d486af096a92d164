"""Spreadsheets in and out: safe reading of what people upload, writing that no formula survives.

workbook = spreadsheets.read(uploaded, uploaded.name)
header = spreadsheets.find_header(workbook.sheets[0].rows, {"name": ["姓名"], "number": ["身份证号"]})
content = spreadsheets.write([SheetSpec("花名册", [Column("姓名"), Column("人数", "integer")], rows)])
"""

from core.office.spreadsheets.errors import UnreadableSpreadsheet
from core.office.spreadsheets.header import Header, find_header, header_key
from core.office.spreadsheets.reader import read, read_in_child, stream_in_child
from core.office.spreadsheets.sandbox import patient
from core.office.spreadsheets.tables import Notice, Table, Unused, find_tables, unused_columns
from core.office.spreadsheets.workbook import Cell, Sheet, Workbook, column_letter
from core.office.spreadsheets.writer import Column, SheetSpec, write, write_csv

__all__ = [
    "Cell",
    "Column",
    "Header",
    "Notice",
    "Sheet",
    "SheetSpec",
    "Table",
    "UnreadableSpreadsheet",
    "Unused",
    "Workbook",
    "column_letter",
    "find_header",
    "find_tables",
    "header_key",
    "patient",
    "read",
    "read_in_child",
    "stream_in_child",
    "unused_columns",
    "write",
    "write_csv",
]
