"""Rows that the parser holds: the same as a list of them, and none kept that nobody holds."""

import gc
import io
import weakref

import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.office import spreadsheets
from core.office.spreadsheets.parsing import parse
from core.office.spreadsheets.workbook import Rows, filled_down


class Line(list):
    """A list that can be watched."""


def numbered(count, made=None):
    def start():
        for number in range(count):
            line = Line([number])
            if made is not None:
                made.append(weakref.ref(line))
            yield line

    return Rows(start, count)


asked = st.one_of(
    st.integers(-1500, 1499), st.tuples(st.integers(0, 1600), st.integers(0, 1600)).map(lambda b: slice(*b))
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(asked, max_size=12))
def test_rows_answer_as_a_list_does_in_any_order(places):
    rows, listed = numbered(1500), [[number] for number in range(1500)]
    assert len(rows) == 1500
    for place in places:
        assert rows[place] == listed[place]
    assert list(rows) == listed


def test_only_the_rows_asked_for_are_alive():
    made = []
    rows = numbered(5000, made)
    last = rows[4000:4010]
    gc.collect()
    assert sum(line() is not None for line in made) <= len(last)


cells = st.sampled_from(["", "甲", "乙"])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=8, max_size=8), st.data())
def test_a_cell_merged_downwards_stands_in_every_row(rows, data):
    merged, expected = [], [list(row) for row in rows]
    for column in range(3):
        top = data.draw(st.integers(0, 7))
        bottom = data.draw(st.integers(top, 9))
        merged.append((top, column, bottom, column))
        for row in expected[top + 1 : bottom + 1]:
            row[column] = row[column] or expected[top][column]
    assert list(filled_down(map(list, rows), merged)) == expected


def sheet_from_c4():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        sheet.write(3, 2, "姓名")
        sheet.merge_range(4, 3, 6, 3, "第一党支部")
        sheet.write(6, 2, "崔明")
    return buffer.getvalue()


def test_a_table_that_begins_in_c4_has_its_rows_and_columns_there():
    sheet = parse(sheet_from_c4(), "zip", "").sheets[0]
    assert sheet.rows[0] == ["", "", "", ""]
    assert sheet.rows[3] == ["", "", "姓名", ""]
    assert sheet.rows[6] == ["", "", "崔明", "第一党支部"]
    assert spreadsheets.read(sheet_from_c4()).sheets[0].rows == list(sheet.rows)
