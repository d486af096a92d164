"""Tables in what people send: headers of several rows, merged and hidden parts, columns that nothing is read from."""

import csv
import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from core.office import spreadsheets
from core.office.spreadsheets import Sheet, UnreadableSpreadsheet, Workbook, find_header, find_tables, unused_columns
from core.office.spreadsheets.parsing import _read_csv
from tests.core.containers import ods, xls
from tests.core.hostile import raw_workbook

ALIASES = {
    "name": ["姓名"],
    "number": ["身份证号"],
    "joined": ["入党时间"],
    "full": ["转正时间"],
    "phone": ["电话", "手机"],
}
REQUIRED = ("name", "number")


def tables(*sheets: Sheet):
    return find_tables(Workbook("xlsx", "", list(sheets)), ALIASES, required=REQUIRED)


def test_two_rows_are_one_header_with_and_without_merged_cells():
    upper, lower = ["姓名", "身份证号", "党内情况", "", "联系"], ["", "", "入党时间", "转正时间", "电话"]
    for merged in ([], [(0, 2, 0, 3), (0, 0, 1, 0), (0, 1, 1, 1)]):
        header = find_header(Sheet("x", [upper, lower, ["甲", "1", "2", "3", "4"]], merged=merged), ALIASES)
        assert header.index == 1
        assert header.columns == {"name": 0, "number": 1, "joined": 2, "full": 3, "phone": 4}
        assert header.labels == ["姓名", "身份证号", "入党时间", "转正时间", "电话"]


def test_words_over_one_another_make_one_title():
    rows = [["姓", "身份", "入党", "转正"], ["名", "证号", "时间", "时间"], ["甲", "1", "2", "3"]]
    assert find_header(rows, ALIASES, required=REQUIRED).columns == {"name": 0, "number": 1, "joined": 2, "full": 3}


def test_a_title_over_the_header_and_the_first_person_below_it_are_no_part_of_it():
    rows = [["党员花名册", "", ""], ["姓名", "身份证号", "入党时间"], ["甲", "1", "2"]]
    merged = [(0, 0, 0, 2)]
    header = find_header(Sheet("x", rows, merged=merged), ALIASES)
    assert (header.top, header.index, header.unknown) == (1, 1, [])


def test_a_name_under_another_title_is_somebody_else():
    upper = ["姓名", "身份证号", "介绍人", ""]
    lower = ["", "", "姓名", "电话"]
    header = find_header(Sheet("x", [upper, lower], merged=[(0, 2, 0, 3)]), ALIASES)
    assert header.columns["name"] == 0 and (2, "介绍人 姓名") in header.unknown


def test_hidden_sheets_rows_and_columns_are_left_out_and_said():
    rows = [["姓名", "身份证号", "入党时间"], ["甲", "1", "2"], ["乙", "3", "4"], ["", "", ""]]
    seen = Sheet("明", rows, hidden_rows=frozenset({2, 3}), hidden_columns=frozenset({2}))
    found, notices = tables(Sheet("暗", rows, hidden=True), seen, Sheet("选项", [["男"], ["女"]], hidden=True))
    [table] = found
    assert [number for number, _ in table.rows()] == [2]
    assert "joined" not in table.header.columns
    assert {(n.sheet, n.row, n.column, n.code) for n in notices} == {
        ("暗", 0, "", "hidden-sheet"),
        ("明", 3, "", "hidden-row"),
        ("明", 1, "入党时间", "hidden-column"),
    }


def test_a_hidden_column_that_must_be_there_is_read_and_said():
    rows = [["姓名", "身份证号"], ["甲", "1"]]
    [table], [notice] = tables(Sheet("x", rows, hidden_columns=frozenset({1})))
    assert table.header.columns["number"] == 1 and "照样读取" in notice.message


def test_nothing_but_hidden_sheets_is_refused_by_name():
    with pytest.raises(UnreadableSpreadsheet) as refusal:
        tables(Sheet("暗", [["姓名", "身份证号"], ["甲", "1"]], hidden=True), Sheet("说明", [["请填写"]]))
    assert refusal.value.code == "only-hidden" and "“暗”" in refusal.value.message


def test_many_hidden_rows_are_not_told_one_by_one():
    rows = [["姓名", "身份证号"], *(["甲", str(n)] for n in range(1000))]
    _, notices = tables(Sheet("x", rows, hidden_rows=frozenset(range(1, 1001))))
    assert len(notices) == spreadsheets.tables.MAX_NOTICES + 1 and "800行" in notices[-1].message


def test_the_second_line_of_a_merged_entry_is_left_out():
    rows = [["姓名", "身份证号", "电话"], ["甲", "1", "111"], ["甲", "1", "222"], ["乙", "2", ""]]
    merged = [(1, 0, 2, 0), (1, 1, 2, 1)]
    [table], notices = tables(Sheet("x", rows, merged=merged))
    assert [number for number, _ in table.rows()] == [2, 4]
    assert [(n.row, n.code) for n in notices] == [(3, "merged-row")]


def test_unused_columns_are_told_with_examples_but_without_whole_numbers():
    rows = [["姓名", "身份证号", "备用电话", ""], ["甲", "1", "13900000000", "走读"], ["乙", "2", "13900000001", ""]]
    [table], _ = tables(Sheet("x", rows))
    assert [(u.column, u.examples) for u in unused_columns(table)] == [("备用电话", ["139…"]), ("D列", ["走读"])]


# --- Containers ---------------------------------------------------------------------------------


def test_xls_tells_hidden_rows_and_its_epoch():
    workbook = spreadsheets.read(
        xls([["姓名", "x"], ["甲", 1.0], ["乙", 2.0]], hidden_rows=[1], since_1904=True), "a.xls"
    )
    assert workbook.since_1904 and workbook.sheets[0].hidden_rows == {1}
    assert workbook.sheets[0].rows == [["姓名", "x"], ["甲", 1.0], ["乙", 2.0]]


def test_ods_tells_hidden_rows_and_fills_merged_cells():
    content = ods([["支部", "姓名"], ["甲支部", "甲"], ["", "乙"], ["丙", "丁"]], hidden_rows=[3], spans={(1, 0): 2})
    [sheet] = spreadsheets.read(content, "a.ods").sheets
    assert sheet.rows[2] == ["甲支部", "乙"] and sheet.hidden_rows == {3}


def test_xlsx_without_numbered_rows_tells_the_hidden_one():
    row = '<row{}><c t="inlineStr"><is><t>{}</t></is></c></row>'
    body = "".join(row.format(' hidden="1"' if text == "乙" else "", text) for text in "甲乙丙")
    assert spreadsheets.read(raw_workbook(f"<sheetData>{body}</sheetData>"), "a.xlsx").sheets[0].hidden_rows == {1}


def test_numbers_shown_with_zeros_in_front_are_what_is_shown():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet, zeros = book.add_worksheet("x"), book.add_format({"num_format": "000000"})
        sheet.write_number(0, 0, 1234, zeros)
        sheet.write_number(0, 1, 1234567, zeros)
        sheet.write_number(1, 0, 1234)
    [sheet] = spreadsheets.read(buffer.getvalue(), "a.xlsx").sheets
    assert sheet.rows == [["001234", 1234567.0], [1234.0, ""]] and sheet.padded == {(0, 0)}


# --- CSV ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [",", "\t", ";", "，", "|"])
def test_the_separator_is_the_one_that_makes_the_table(mark):
    other = "，" if mark != "，" else ","
    lines = [["姓名", "身份证号", "备注"], *([f"甲{n}", str(n), other.join("很多话" * n)] for n in range(1, 6))]
    content = "\r\n".join(mark.join(line) for line in lines).encode()
    assert spreadsheets.read(content, "a.csv").sheets[0].rows == lines


def test_a_long_number_wrapped_for_excel_is_unwrapped():
    content = '姓名,号\r\n甲,="0123"\r\n乙,"=""0456"""\r\n丙,=SUM(1)\r\n'.encode()
    assert [row[1] for row in spreadsheets.read(content, "a.csv").sheets[0].rows] == ["号", "0123", "0456", "=SUM(1)"]


@given(
    st.lists(st.lists(st.text(alphabet="甲乙1,，;\t\"' ", max_size=6), min_size=3, max_size=3), min_size=3, max_size=8)
)
def test_what_csv_writes_comes_back(rows):
    table = [["姓名", "身份证号", "备注"], *rows]
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(table)
    assert _read_csv(text.getvalue().encode()) == table


@pytest.mark.parametrize("start", ["<div>", "<!-- x --><table>", "<tr><td>", "<HTML>"])
def test_a_web_page_is_known_by_any_tag(start):
    with pytest.raises(UnreadableSpreadsheet) as refusal:
        spreadsheets.read(f"{start}姓名,号\r\n".encode(), "a.xls")
    assert "网页" in refusal.value.message


def formulas_in_error() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("x")
        sheet.write_row(0, 0, ["姓名", "身份证号", "电话", "别的"])
        sheet.write_row(1, 0, ["甲", "1", "2"])
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 3, "=NA()", None, "#N/A")
        sheet.write_row(2, 0, ["乙", "3", "4"])
    return buffer.getvalue()


def test_a_cell_that_holds_an_error_is_said_where_it_is_read():
    book = spreadsheets.read(formulas_in_error())
    assert book.sheets[0].errors == frozenset({(1, 2), (1, 3)})
    [table], [notice] = find_tables(book, ALIASES, required=REQUIRED)
    assert table.sheet.rows[1][2] == ""
    assert (notice.row, notice.column, notice.code) == (2, "电话", "cell-error")
