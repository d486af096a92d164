"""Reading uploads: every hostile file gets one clear refusal, and honest ones arrive as they are."""

import fcntl
import os
import resource
import signal
import time
from contextlib import ExitStack, closing
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.office import spreadsheets
from core.office.spreadsheets import UnreadableSpreadsheet, limits, sandbox
from tests.core import hostile


@pytest.mark.parametrize("case", hostile.CASES, ids=lambda case: case.name)
def test_hostile_file_is_refused_with_its_reason(case):
    with pytest.raises(UnreadableSpreadsheet) as refusal:
        spreadsheets.read(case.make(), case.filename)
    assert refusal.value.code == case.code
    assert any("一" <= character <= "鿿" for character in refusal.value.message)
    assert "{" not in refusal.value.message


def test_directory_that_lies_about_its_size_ends_with_the_child():
    with pytest.raises(UnreadableSpreadsheet) as refusal:
        spreadsheets.read(hostile.lying_bomb(), "a.xlsx")
    assert refusal.value.code in {"truncated", "memory", "bomb", "no-rows"}


def test_far_cell_costs_neither_memory_nor_time():
    content = hostile.one_cell_at("A1", "XFD1048576")
    assert len(content) < 5_000
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    started = time.monotonic()
    with pytest.raises(UnreadableSpreadsheet):
        spreadsheets.read(content, "a.xlsx")
    assert time.monotonic() - started < 5
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert after <= max(before, own + 100 * 1024)  # kilobytes


def test_cells_far_apart_in_a_large_sheet_are_found_after_the_child_gave_up():
    filler = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 150_001))
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    content = hostile.raw_workbook(f"<sheetData>{filler}{far}</sheetData>" + " " * limits.SCAN_FIRST_BYTES, level=1)
    with pytest.raises(UnreadableSpreadsheet) as refusal:
        spreadsheets.read(content, "a.xlsx")
    assert refusal.value.code == "too-many-rows"
    assert "1048576" in refusal.value.message


def test_too_large_file_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 1000)
    with pytest.raises(UnreadableSpreadsheet) as refusal:
        spreadsheets.read(hostile.roster(500), "a.xlsx")
    assert refusal.value.code == "too-large"


def test_sheet_formatted_to_the_edge_is_a_roster_like_any_other():
    rows = spreadsheets.read(hostile.formatted_to_the_edge(), "a.xlsx").sheets[0].rows
    assert [cell for cell in rows[0] if cell != ""] == list(hostile.HEADER)


def test_rows_keep_their_numbers_and_cells_their_types():
    moment = datetime(2026, 11, 22, 8, 30)  # noqa: DTZ001 a cell, or an input, has no zone
    content = hostile.workbook([[], [], ["", "姓名"], ["", "甲", 1.5, date(2020, 2, 29), moment, True]])
    workbook = spreadsheets.read(content, "a.xlsx")
    assert workbook.format == "xlsx"
    assert len(workbook.digest) == 64
    [sheet] = workbook.sheets
    assert sheet.name == "花名册"
    assert sheet.rows[2][1] == "姓名"
    assert sheet.rows[3][:3] == ["", "甲", 1.5]
    assert sheet.rows[3][3] in (date(2020, 2, 29), datetime(2020, 2, 29))  # noqa: DTZ001 a cell, or an input, has no zone
    assert sheet.rows[3][5] is True


def test_number_that_a_float_ate_arrives_as_float():
    rows = spreadsheets.read(hostile.float_eaten(), "a.xlsx").sheets[0].rows
    assert isinstance(rows[1][3], float)


def test_formula_is_text():
    rows = spreadsheets.read(hostile.formulas(), "a.xlsx").sheets[0].rows
    assert rows[1][1] == '=HYPERLINK("http://x","点我")'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_in_the_encodings_of_offices(encoding, delimiter):
    workbook = spreadsheets.read(hostile.csv_text(encoding, delimiter=delimiter), "花名册.csv")
    assert workbook.format == "csv"
    assert workbook.sheets[0].rows[0] == list(hostile.HEADER)
    assert workbook.sheets[0].rows[3][3] == "'999999195703150002"


def test_csv_with_too_many_rows_or_columns_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_ROWS", 10)
    with pytest.raises(UnreadableSpreadsheet) as refusal:
        spreadsheets.read(hostile.csv_text("utf-8"), "a.csv")
    assert refusal.value.code == "too-many-rows"
    with pytest.raises(UnreadableSpreadsheet) as refusal:
        spreadsheets.read(",".join("列" * 500).encode(), "a.csv")
    assert refusal.value.code == "too-many-columns"


def test_path_stream_and_bytes_give_the_same(tmp_path: Path):
    content = hostile.roster()
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(content)
    with path.open("rb") as stream:
        from_stream = spreadsheets.read(stream, "花名册.xlsx")
    assert from_stream == spreadsheets.read(path) == spreadsheets.read(content)


def test_transform_runs_in_children_and_answers_in_order():
    parent = os.getpid()

    def transform(workbook, part, parts):
        assert os.getpid() != parent
        return part, [row[1] for row in workbook.sheets[0].rows[1:][part::parts]]

    parts = spreadsheets.read_in_child(hostile.roster(5), transform, workers=2)
    assert parts == [(0, ["张1", "张3", "张5"]), (1, ["张2", "张4"])]


def test_transform_may_refuse_and_its_defects_are_ours():
    def refuse(workbook, part, parts):
        raise UnreadableSpreadsheet("no-header", search=20, wanted="“姓名”")

    def fail(workbook, part, parts):
        raise KeyError("defect")

    with pytest.raises(UnreadableSpreadsheet, match="姓名"):
        spreadsheets.read_in_child(hostile.roster(), refuse)
    with pytest.raises(sandbox.ChildFailed, match="defect"):
        spreadsheets.read_in_child(hostile.roster(), fail)


def test_child_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.3)
    started = time.monotonic()
    with pytest.raises(UnreadableSpreadsheet) as refusal:
        spreadsheets.read_in_child(hostile.roster(), lambda *_: time.sleep(30), workers=2)
    assert refusal.value.code == "timeout"
    assert time.monotonic() - started < 5


def test_child_that_eats_memory_is_stopped():
    def greedy(workbook, part, parts):
        return len(bytearray(3_000 * 2**20))

    with pytest.raises(UnreadableSpreadsheet) as refusal:
        spreadsheets.read_in_child(hostile.roster(), greedy)
    assert refusal.value.code == "memory"


def test_stream_gives_the_pieces_of_all_parts_in_turn():
    def transform(workbook, part, parts):
        for piece in range(3 - part):
            yield part, piece, len(workbook.sheets[0].rows)

    pieces = list(spreadsheets.stream_in_child(hostile.roster(4), transform, workers=2))
    assert pieces == [(0, 0, 5), (1, 0, 5), (0, 1, 5), (1, 1, 5), (0, 2, 5)]


def test_stream_that_is_left_early_leaves_no_child():
    def transform(workbook, part, parts):
        while True:
            yield bytes(1 << 20)

    children = Path(f"/proc/self/task/{os.getpid()}/children")
    before = children.read_text()
    pieces = spreadsheets.stream_in_child(hostile.roster(), transform, workers=2)
    assert len(next(pieces)) == 1 << 20
    pieces.close()
    assert children.read_text() == before


def test_stream_ends_when_one_part_is_killed_and_another_waits():
    def transform(workbook, part, parts):
        if part == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        while True:
            yield bytes(1 << 20)

    with pytest.raises(UnreadableSpreadsheet) as refusal:
        for _ in spreadsheets.stream_in_child(hostile.roster(), transform, workers=2):
            pass
    assert refusal.value.code == "memory"


def test_stream_refuses_as_reading_does():
    with pytest.raises(UnreadableSpreadsheet) as refusal:
        list(spreadsheets.stream_in_child(hostile.one_cell_at("A1", "XFD1048576"), lambda *_: [], filename="a.xlsx"))
    assert refusal.value.code == "too-many-rows"


def test_no_child_is_left_behind():
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    before = children.read_text()
    spreadsheets.read_in_child(hostile.roster(), lambda *_: None, workers=2)
    for case in hostile.CASES[-6:]:
        with pytest.raises(UnreadableSpreadsheet):
            spreadsheets.read(case.make(), case.filename)
    assert children.read_text() == before


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_workbook_is_read_or_refused_and_nothing_else(data):
    content = bytearray(hostile.roster(30))
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    content = content[: data.draw(st.integers(0, len(content)))]
    try:
        workbook = spreadsheets.read(bytes(content), "a.xlsx")
    except UnreadableSpreadsheet as refusal:
        assert refusal.message  # noqa: PT017 - read or refused, both are right
    else:
        assert workbook.sheets


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=3000), name=st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.txt", "x"]))
def test_any_bytes_are_read_or_refused(content, name):
    try:
        spreadsheets.read(content, name)
    except UnreadableSpreadsheet as refusal:
        assert refusal.message  # noqa: PT017 - read or refused, both are right


# --- Headers ------------------------------------------------------------------------------------

ALIASES = {
    "name": ["姓名"],
    "number": ["公民身份号码", "身份证号", "身份证号码"],
    "branch": ["所在党支部", "党支部"],
}


def test_header_is_found_below_titles_under_other_names():
    rows = [
        ["某社区花名册", "", ""],
        ["填报时间：2026年", "", ""],
        ["*姓 名", "身份证号\n（18位）", "党支部", "爱好"],
        ["甲", "1", "一支部", ""],
    ]
    header = spreadsheets.find_header(rows, ALIASES, required=["name"])
    assert header.index == 2
    assert header.columns == {"name": 0, "number": 1, "branch": 2}
    assert header.titles["number"] == "身份证号\n（18位）"
    assert header.unknown == [(3, "爱好")]


def test_of_two_columns_with_one_meaning_the_first_counts():
    header = spreadsheets.find_header([["姓名", "身份证号", "公民身份号码"]], ALIASES)
    assert header.columns["number"] == 1
    assert header.unknown == [(2, "公民身份号码")]


def test_missing_header_names_what_it_wants():
    with pytest.raises(UnreadableSpreadsheet, match="公民身份号码") as refusal:
        spreadsheets.find_header([["姓名", "所在党支部"], ["甲", "乙"]], ALIASES, required=["name", "number"])
    assert refusal.value.code == "no-header"
    with pytest.raises(UnreadableSpreadsheet):
        spreadsheets.find_header([], ALIASES)


def test_column_letters():
    assert [spreadsheets.column_letter(n) for n in (0, 25, 26, 199, 16_383)] == ["A", "Z", "AA", "GR", "XFD"]


@pytest.fixture
def places(request, tmp_path):
    """Places of this test alone: those of the home are shared with the other processes of the suite."""
    request.getfixturevalue("settings").PORTAL_HOME = tmp_path
    folder = tmp_path / "run"
    folder.mkdir()
    return folder


def test_no_more_files_are_read_at_once_than_there_are_places(places):
    """The lock of a file each, held here by another opening of it: as another process of the portal holds it."""
    folder, content = places, "姓名\n赵民国\n".encode()
    with ExitStack() as held:
        for number in range(limits.MOST_CHILDREN):
            file = held.enter_context(open(folder / f"spreadsheet-{number}.lock", "a"))
            fcntl.flock(file, fcntl.LOCK_EX)
        with spreadsheets.patient(0), pytest.raises(UnreadableSpreadsheet) as refused:
            spreadsheets.read(content, "a.csv")
        assert refused.value.code == "busy"
    with spreadsheets.patient(0):
        pieces = spreadsheets.stream_in_child(content, lambda _book, _part, _parts: [1, 2], filename="a.csv")
        assert next(pieces) == 1
        assert spreadsheets.read(content, "a.csv").sheets, "one place is taken by the stream, one is left"
        pieces.close()


def test_who_stops_listening_gives_the_place_back_at_once(places):
    """Although something still holds the stream, as the traceback of what went wrong does."""
    content, held = "姓名\n赵民国\n".encode(), []
    with spreadsheets.patient(0):
        for _ in range(limits.MOST_CHILDREN + 1):
            pieces = spreadsheets.stream_in_child(content, lambda _book, _part, _parts: [1, 2], filename="a.csv")
            held.append(pieces)
            with closing(pieces):
                assert next(pieces) == 1


def test_a_workbook_that_unpacks_a_hundredfold_is_refused():
    with pytest.raises(UnreadableSpreadsheet) as refused:
        spreadsheets.read(hostile.bomb(20), "a.xlsx")
    assert refused.value.code == "bomb"
