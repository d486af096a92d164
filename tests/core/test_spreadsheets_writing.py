"""Workbooks and CSV that are written: nothing in them computes, numbers stay whole."""

import csv
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.office import spreadsheets
from core.office.spreadsheets import Column, SheetSpec

COLUMNS = [Column("姓名"), Column("公民身份号码"), Column("人数", "integer"), Column("入党时间", "date")]
ROWS = [
    ["范健", "99999919570315987X", 3, date(1985, 7, 1)],
    ['=HYPERLINK("http://x")', 999999195703159871, None, None],
    ["@SUM(A1)", "+86", 2.0, date(1890, 1, 1)],
]


def _open(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_what_is_written_is_read_back():
    content = spreadsheets.write([SheetSpec("花名册", COLUMNS, ROWS, title="花名册（2026年）")])
    rows = spreadsheets.read(content, "a.xlsx").sheets[0].rows
    assert rows[0][0] == "花名册（2026年）"
    assert spreadsheets.find_header(rows, {"name": ["姓名"], "count": ["人数"]}).index == 1
    assert rows[2][:3] == ["范健", "99999919570315987X", 3.0]
    assert rows[2][3] == date(1985, 7, 1)
    assert rows[3][1] == "999999195703159871"
    assert rows[4][3] == "1890-01-01"


def test_no_cell_is_a_formula_and_none_a_link():
    content = spreadsheets.write([SheetSpec("a", COLUMNS, ROWS)])
    sheet = _open(content)["a"]
    assert sheet["A3"].value == '=HYPERLINK("http://x")'
    assert sheet["A3"].data_type in ("s", "inlineStr") or not sheet["A3"].hyperlink
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_text_columns_keep_the_digits_that_someone_adds_later():
    sheet = _open(spreadsheets.write([SheetSpec("a", COLUMNS, [])]))["a"]
    assert sheet.column_dimensions["B"].width >= 14
    assert sheet["B2"].number_format in ("@", "General")
    assert sheet.freeze_panes == "A2"


def test_marked_cells_are_red_and_say_why():
    spec = SheetSpec("有问题的行", COLUMNS, ROWS, title="标题", marks={(1, 1): "校验不通过"})
    sheet = _open(spreadsheets.write([spec]))["有问题的行"]
    assert sheet["B4"].comment.text.strip().endswith("校验不通过")
    assert sheet["B4"].fill.fgColor.rgb == "FFFCECEB"
    assert sheet["B3"].comment is None


def test_sheet_names_are_made_legal_and_different():
    names = ["a/b:c", "长" * 40, "长" * 40, ""]
    content = spreadsheets.write([SheetSpec(name, COLUMNS, []) for name in names])
    assert len(set(_open(content).sheetnames)) == 4


def test_kinds_are_shown_as_offices_write_them():
    columns = [
        Column("比例", "percent"),
        Column("月", "month"),
        Column("时间", "datetime"),
        Column("均值", "number"),
    ]
    row = [0.837, date(2026, 11, 1), datetime(2026, 11, 22, 9, 30), Decimal("34.05")]  # noqa: DTZ001 a cell, or an input, has no zone
    sheet = _open(spreadsheets.write([SheetSpec("a", columns, [row])]))["a"]
    assert [cell.number_format for cell in sheet[2]] == ["0.0%", "yyyy.mm", "yyyy-mm-dd hh:mm", "0.00"]
    assert sheet["A2"].value == pytest.approx(0.837)


def test_not_a_number_is_an_empty_cell():
    rows = [["甲", "", float("nan"), None], ["乙", "", float("inf"), None]]
    sheet = _open(spreadsheets.write([SheetSpec("a", COLUMNS, rows)]))["a"]
    assert sheet["C2"].value is None and sheet["C3"].value is None


def test_csv_opens_in_excel_and_computes_nothing():
    content = spreadsheets.write_csv(COLUMNS, ROWS)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["姓名", "公民身份号码", "人数", "入党时间"]
    assert rows[2][0] == '\'=HYPERLINK("http://x")'
    assert rows[2][1] == "999999195703159871"
    assert rows[3][:3] == ["'@SUM(A1)", "'+86", "2"]


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_no_csv_cell_begins_like_a_formula(cells):
    content = spreadsheets.write_csv([Column("a")], [cells]).decode("utf-8-sig")
    for cell in list(csv.reader(io.StringIO(content, newline="")))[1]:
        assert not cell.lstrip(" \u3000").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_empty_export_still_has_its_header():
    content = spreadsheets.write([SheetSpec("a", COLUMNS, [])])
    assert spreadsheets.read(content, "a.xlsx").sheets[0].rows == [["姓名", "公民身份号码", "人数", "入党时间"]]
