"""Rosters as people really send them come in as their authors meant them; what cannot be known is asked."""

from datetime import date, datetime

import pytest
import time_machine

from core.zone import ZONE
from members.importing import stages
from members.importing.likeness import OTHER_NUMBER
from members.models import Membership
from tests.members import shown
from tests.members.rosters import number, run_import
from tests.members.shown import HEAD, WITH_BIRTH, A, B, C, book, person
from tests.members.test_import import write

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MEM-02")]
TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def look(district):
    """Preview to the branch (or `to`): the outcome, and {(row, column, code, kind)} of all that is said."""

    def preview(content: bytes, *, filename: str = "花名册.xlsx", to=None):
        outcome = stages.preview(
            content, organization=to or district.branch, as_of=TODAY, today=TODAY, filename=filename
        )
        said = {(f.row, f.column, f.code, f.kind) for f in (*outcome.notices, *outcome.findings)}
        return outcome, said

    return preview


def stored(content: bytes, district, **kwargs) -> dict[str, Membership]:
    """Import to the branch; spells by the person's name."""
    write(content, district.branch, **kwargs)
    return {spell.person.name: spell for spell in Membership.objects.select_related("person")}


# --- A: dates -----------------------------------------------------------------------------------


def test_a_month_typed_in_excel_is_a_month(look):
    typed = shown.born("钱测试", (date(1985, 7, 1), shown.MONTH), A, (date(2006, 7, 1), shown.MONTH), "")
    typed[8] = (date(2007, 7, 1), shown.MONTH)
    outcome, said = look(book([WITH_BIRTH, typed]))
    assert (outcome.valid, said) == (1, set())
    outcome, said = look(shown.months_typed())
    assert (outcome.rows, outcome.valid, said) == (10, 10, set())


def test_a_first_among_other_days_is_taken_in_and_said(look):
    other = shown.born("王测试", (date(1972, 3, 2), shown.DAY), B, "1995-07-01", "1996-07-01")
    other[2] = "女"
    first = shown.born("钱测试", (date(1985, 7, 1), shown.DAY), A, "2006-07-01", "2007-07-01")
    rows = [WITH_BIRTH, first, other]
    rows[0] = [title.replace("出生年月", "出生日期") for title in WITH_BIRTH]
    outcome, said = look(book(rows))
    assert outcome.valid == 2 and said == {(2, "出生日期", "birth-day-doubtful", "warning")}
    wrong = [*first[:4], (date(1985, 8, 1), shown.DAY), *first[5:]]
    assert (2, "出生日期", "number-contradicts-birth", "error") in look(book([rows[0], wrong, other]))[1]


def test_midnight_less_some_seconds_is_the_next_day(look, district):
    assert look(shown.almost_midnight())[1] == set()
    assert stored(shown.almost_midnight(), district)["施测试"].joined_on == date(2006, 7, 1)


def test_dates_as_offices_spell_them(look, district):
    content = shown.dates_written(
        "1985·07", "1985。07", "1985—07", "1985.07.00", "2005年七月", "2005\\7\\1", "1985-07-01T00:00:00.000Z",
        "二OO五年七月", "38534.0", "2005-7-1 上午12:00:00", "2005年7月（补填）", "Jul-85",
    )  # fmt: skip
    outcome, said = look(content)
    assert outcome.valid == 12 and said == {(12, "入党时间", "date-remark", "warning")}
    joined = {spell.joined_on for spell in stored(content, district).values()}
    assert joined == {date(1985, 7, 1), date(2005, 7, 1)}


def test_bare_serial_numbers_count_from_the_workbooks_own_epoch(look, district):
    assert look(shown.since_1904())[1] == set()
    spell = stored(shown.since_1904(), district)["孙测试"]
    assert (spell.joined_on, spell.full_on) == (date(2006, 7, 1), date(2007, 7, 1))


# --- B: columns ---------------------------------------------------------------------------------


def test_the_national_layout_has_the_status_under_another_title(look, district):
    content = shown.national()
    outcome, said = look(content)
    assert said >= {(5, "党籍状态", "left-already", "question"), (5, "是否为失联党员", "lost-contact", "warning")}
    assert not {s for s in said if s[3] == "error"} and outcome.valid == 2
    named = {unused.column for unused in outcome.unused}
    assert named == {"固定电话", "党籍状态", "是否为失联党员", "失去联系日期", "是否为流动党员", "外出流向"}
    spells = stored(content, district, skip_invalid=True)
    assert {name: spell.status for name, spell in spells.items()} == {"蒋测试": "full", "沈测试": "probationary"}


@pytest.mark.parametrize(
    ("titles", "cells", "status", "member_class"),
    [
        (["人员类别"], ["预备党员"], "probationary", ""),
        (["人员类别", "党员类别"], ["预备党员", "离退休"], "probationary", "retired"),
        (["党员类别"], ["退休"], "full", "retired"),
        (["类别", "人员类别"], ["预备党员", "退休"], "probationary", "retired"),
        (["党员类别", "人员类别"], ["正式党员", "学生"], "full", "student"),
    ],
)
def test_the_words_below_tell_what_a_column_is(district, titles, cells, status, member_class):
    full = "2007-07-01" if status == "full" else ""
    content = book([[*HEAD, *titles], [*person("何测试", A, "2025-12-01" if not full else "2006-07-01", full), *cells]])
    spell = stored(content, district)["何测试"]
    assert (spell.status, spell.member_class) == (status, member_class)


@pytest.mark.parametrize(
    ("joined", "kind"), [("2026-06-01", None), ("2025-06-01", "question"), ("2010-07-01", "warning")]
)
def test_a_status_that_nobody_wrote_is_said_to_be_guessed(look, joined, kind):
    outcome, said = look(book([HEAD, person("何测试", A, joined, "")]))
    assert said == ({(2, "转正时间", "status-guessed", kind)} if kind else set())
    assert outcome.valid == (kind != "question")


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("转出时间", "2026-03-01"),
        ("去世日期", (date(2026, 3, 1), shown.DAY)),
        ("是否停止党籍", "是"),
        ("党员状态", "已转出"),
        ("人员类别", "已故"),
        ("备注", "已去世"),
        ("备注", "2026年3月转出"),
    ],
)
def test_who_has_left_is_asked_about(look, title, cell):
    outcome, said = look(book([[*HEAD, title], [*person("何测试", A), cell]]))
    assert said == {(2, title, "left-already", "question")} and outcome.valid == 0
    for harmless in ("否", "", "父亲去世" if title == "备注" else "无"):
        assert "left-already" not in str(look(book([[*HEAD, title], [*person("何测试", A), harmless]]))[1])


def test_unused_columns_are_named_with_examples_and_without_numbers(look):
    content = book([[*HEAD, "固定电话", "", "党费"], [*person("何测试", A), "0311-88887777", "走读", 12]])
    outcome, said = look(content)
    assert [(u.column, u.examples) for u in outcome.unused] == [
        ("固定电话", ["0311-888…"]), ("K列", ["走读"]), ("党费", ["12"]),
    ]  # fmt: skip
    assert said == set()


# --- C: the sheet -------------------------------------------------------------------------------


def test_a_header_of_two_rows_is_one(look, district):
    outcome, said = look(shown.two_row_header())
    assert (outcome.rows, outcome.valid, said) == (2, 2, set())
    spells = stored(shown.two_row_header(), district)
    assert (spells["李测试"].joined_on, spells["周测试"].full_on) == (date(2006, 7, 1), date(1996, 7, 1))


def test_a_header_of_two_rows_in_a_csv(look):
    upper = "序号,姓名,公民身份号码,党内情况,,出生"
    lower = ",,,入党时间,转正时间,年月"
    content = f"党员花名册,,,,,\r\n{upper}\r\n{lower}\r\n1,李测试,{A},2006.07,2007.07,1985.07\r\n".encode()
    outcome, said = look(content, filename="花名册.csv")
    assert (outcome.rows, outcome.valid, said, outcome.unused) == (1, 1, set(), [])


def test_a_merged_cell_holds_in_every_row(look, district):
    outcome, said = look(shown.branch_merged_down("甲一社区党支部"), to=district.street)
    assert (outcome.rows, outcome.valid, said) == (2, 2, set())


def test_the_second_line_of_a_merged_person_is_no_person(look):
    first, second = person("何测试", A), [""] * 8 + ["13900000002"]
    merged = [(1, c, 2, c, first[c]) for c in range(8)]
    outcome, said = look(book([HEAD, first, second, person("吕测试", B, sex="女")], merged=merged))
    assert (outcome.rows, outcome.valid, said) == (2, 2, {(3, "", "merged-row", "warning")})


def test_what_is_hidden_is_left_out_and_said(look):
    outcome, said = look(shown.hidden_sheet())
    assert (outcome.rows, outcome.valid, said) == (1, 1, {(0, "", "hidden-sheet", "warning")})
    assert [notice.sheet for notice in outcome.notices] == ["2025年"]
    rows = [[*HEAD, "备注"], [*person("何测试", A), "x"], [*person("吕测试", B, sex="女"), ""]]
    outcome, said = look(book(rows, hidden_rows=[2], hidden_columns=[9]))
    assert (outcome.rows, outcome.valid) == (1, 1)
    assert said == {(3, "", "hidden-row", "warning"), (1, "备注", "hidden-column", "warning")}


def test_a_roster_that_is_hidden_altogether_is_refused(district, tmp_path):
    path = tmp_path / "roster.xlsx"
    path.write_bytes(book(sheets={"说明": [["请填写"]], "名册": [HEAD, person("何测试", A)]}, hidden_sheets=["名册"]))
    status, result = run_import(path, "DX-A-1-1", "--commit")
    assert (status, [e["code"] for e in result["errors"]]) == (2, ["only-hidden"])
    assert not Membership.objects.exists()


def test_two_sheets_keep_their_own_titles(look):
    outcome, said = look(shown.two_layouts())
    assert {s for s in said if s[3] == "error"} == {(2, "入党时间", "date-impossible", "error")}
    assert outcome.titles["一组"][0] == "序号" and outcome.titles["二组"][0] == "姓名"


def test_notes_below_the_table_sections_and_signatures_are_no_people(look):
    content = book(
        [
            HEAD,
            ["第一党小组"],
            person("何测试", A),
            ["", "第二党小组"],
            person("吕测试", B, "1995.07", "1996.07", "女"),
            [],
            ["填表人", "李四", "", "审核人", "王五"],
            ["", "另附名单"],
            ["", "1.电话请填手机号码，没有的填座机"],
            ["支部书记签字", "", "", "", "日期"],
        ],
        merged=[(3, 1, 3, 4, "第二党小组")],
    )
    outcome, said = look(content)
    assert (outcome.rows, outcome.valid) == (3, 2), outcome.findings
    assert {s[:3] for s in said if s[3] == "error"} == {(8, "公民身份号码", "missing")}  # 另附名单 might be a name


# --- D: containers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "filename", "rows"),
    [
        (shown.csv_for_excel(), "花名册.csv", 1),
        (shown.csv_with_chinese_commas(), "花名册.csv", 2),
        (shown.backslash_paths(), "花名册.xlsx", 1),
        (shown.csv_for_excel(), "花名册.xls", 1),
        (shown.csv_for_excel().decode().replace(",", "\t").encode("utf-16"), "花名册.xls", 1),
    ],
)
def test_a_container_is_judged_by_what_is_in_it(look, content, filename, rows):
    outcome, said = look(content, filename=filename)
    assert (outcome.rows, outcome.valid) == (rows, rows) and not {s for s in said if s[3] == "error"}


# --- E: names -----------------------------------------------------------------------------------


def test_the_dot_of_a_name_is_one_whichever_was_typed(look, district):
    dots = "●⸱ㆍꞏ᛫°·•・．"
    content = shown.named(*(f"阿依古丽{dot}{chr(0x4E70 + i)}买提" for i, dot in enumerate(dots)))
    outcome, said = look(content)
    assert (outcome.valid, said) == (len(dots), set())
    assert all(name[4] == "·" for name in stored(content, district))


def test_characters_of_the_private_area_and_lost_ones(look, district):
    outcome, said = look(shown.named("王\ue863", "钱??", "郑\ufffd", "周\ue100"))
    assert said == {
        (3, "姓名", "name-invalid", "error"),
        (4, "姓名", "name-invalid", "error"),
        (5, "姓名", "name-doubtful", "warning"),
    }
    assert stored(shown.named("王\ue863"), district).keys() == {"王䶮"}


def test_notes_beside_a_name_are_asked_about_with_the_name_proposed(look, district):
    outcome, said = look(shown.named("王伟（预备）", "赵强（已故）", "★孙书记", "李明"))
    assert said == {(row, "姓名", "name-doubtful", "question") for row in (2, 3, 4)}
    assert outcome.valid == 1 and "“王伟”" in outcome.findings[0].message
    assert stored(shown.named("王伟（预备）", "李明"), district, skip_invalid=True).keys() == {"李明"}


def test_a_question_keeps_the_file_from_being_imported_unless_skipped(district, tmp_path):
    path = tmp_path / "roster.xlsx"
    path.write_bytes(shown.named("王伟（预备）", "李明"))
    status, result = run_import(path, "DX-A-1-1", "--commit")
    assert (status, result["committed"], [w["code"] for w in result["warnings"]]) == (1, False, ["name-doubtful"])
    assert result["questions"] == result["warnings"] and not Membership.objects.exists()


# --- G: one person, two numbers -----------------------------------------------------------------


@pytest.mark.requirement("MEM-13")
def test_one_person_with_two_numbers_is_asked_about(look, district):
    outcome, said = look(shown.one_person_with_two_numbers())
    assert said == {(3, "公民身份号码", OTHER_NUMBER, "question")} and outcome.valid == 1
    stored(book([HEAD, person("施重名", number("19850715", 511))]), district)
    again = book([HEAD, person("施重名", number("19850715", 513), "2006-07-01")])
    assert look(again)[1] == {(2, "公民身份号码", OTHER_NUMBER, "question")}
    write(again, district.branch, skip_invalid=True)
    assert Membership.objects.count() == 1


@pytest.mark.requirement("MEM-13")
def test_namesakes_born_on_one_day_are_two_people(look, district):
    other = person("施重名", number("19850715", 513), "2010-07-01", "2011-07-01")
    other[8] = "13900000077"
    assert look(book([HEAD, person("施重名", number("19850715", 511)), other]))[1] == set()


@pytest.mark.requirement("MEM-13")
def test_nobody_learns_of_members_elsewhere_from_a_second_number(look, district):
    write(book([HEAD, person("施重名", number("19850715", 511))]), district.other_branch)
    assert look(book([HEAD, person("施重名", number("19850715", 513))]))[1] == set()


# --- The command --------------------------------------------------------------------------------


def test_the_command_tells_warnings_and_unused_columns(district, tmp_path):
    path = tmp_path / "roster.xlsx"
    path.write_bytes(shown.national())
    status, result = run_import(path, "DX-A-1-1")
    assert status == 1 and result["valid"] == 2
    assert all(set(w) == {"sheet", "row", "column", "code", "message"} for w in result["warnings"])
    assert {"sheet": "Sheet1", "column": "外出流向", "examples": ["省外"]} in result["unused_columns"]
    assert [q["code"] for q in result["questions"]] == ["left-already"]


def test_a_clean_roster_says_nothing(district, tmp_path):
    path = tmp_path / "roster.xlsx"
    path.write_bytes(book([HEAD, person("何测试", A), person("韩测试", C, "2012-07-01", "2013-07-01")]))
    status, result = run_import(path, "DX-A-1-1", "--commit")
    assert (status, result["warnings"], result["questions"], result["unused_columns"]) == (0, [], [], [])
