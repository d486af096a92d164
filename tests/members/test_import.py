"""Roster import: what offices write passes, what is wrong is named by cell, all or nothing, a batch goes back."""

import json
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import AuditEvent
from core.records.errors import RuleViolation
from core.records.protection import blind_index
from core.zone import ZONE
from members.importing import stages
from members.models import Membership, TransferRequest
from organizations import actions
from organizations.models import RosterBatch
from organizations.rosters import actions as engine
from people.models import Person
from tests.core.hostile import workbook
from tests.members.rosters import DATA, HEADER, import_roster, number, roster, row, run_import

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MEM-02")]
WRONG = number("19650305")[:17] + ("0" if number("19650305")[17] != "0" else "1")
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def xingfuli(db):
    def make(kind, code, name, parent):
        return actions.create_organization(
            by="tests", kind=kind, code=code, name=name, parent=parent, since=date(2020, 1, 1)
        )

    root = make("district_department", "DX", "示范区委组织部", None)
    street = make("street_working_committee", "DX-XF", "幸福里街道党工委", root)
    return make("branch", "DX-XF-01", "幸福里社区党支部", street)


def findings(content: bytes, organization, **kwargs):
    """{(row, column, code, kind)} of a preview."""
    outcome = stages.preview(
        content, organization=organization, as_of=date(2026, 11, 22), today=date(2026, 11, 22), **kwargs
    )
    return outcome, {(f.row, f.column, f.code, f.kind) for f in outcome.findings}


def errors_of(content: bytes, organization):
    return {found[:3] for found in findings(content, organization)[1] if found[3] == "error"}


def write(content: bytes, organization, *, skip_invalid: bool = False, as_of=date(2026, 11, 22)):
    return import_roster(
        content,
        by="tests",
        organization=organization,
        as_of=as_of,
        now=NOON,
        skip_invalid=skip_invalid,
        filename="花名册.xlsx",
    )


# --- The shared roster and its answers ----------------------------------------------------------


def test_messy_roster_comes_out_as_its_answers_say(xingfuli):
    status, result = run_import(DATA / "messy_members.xlsx", "DX-XF")
    answers = json.loads((DATA / "messy_members.expected.json").read_text())
    named: dict[int, set[str]] = {}
    for error in result["errors"]:
        named.setdefault(error["row"], set()).add(error["column"])
    assert status == 1 and result["rows"] == len(answers) == 96 and result["batch"] is None
    for answer in answers:
        expected = {answer["column"]} if answer["verdict"] == "error" else set()
        assert named.get(answer["row"], set()) == expected, answer
    assert result["questions"] == [] and result["valid"] == 96 - len(named)


def test_messy_roster_names_each_defect_by_its_code(xingfuli):
    _, result = run_import(DATA / "messy_members.xlsx", "DX-XF")
    codes = {error["row"]: error["code"] for error in result["errors"]}
    assert {row: codes[row] for row in range(14, 21)} == {
        14: "number-contradicts-sex",
        15: "number-checksum",
        16: "number-damaged",
        17: "missing",
        18: "joined-under-age",
        19: "organization-unknown",
        20: "date-impossible",
    }
    assert codes[46] == "duplicate-in-file"
    # The answers let two rows pass that were made full before they joined, both within two years: warned of.
    assert {(w["row"], w["code"]) for w in result["warnings"] if w["row"] in (74, 97)} == {
        (74, "full-date-doubtful"),
        (97, "full-date-doubtful"),
    }


def test_nothing_is_written_unless_every_row_is_valid_or_skipping_is_asked_for(xingfuli):
    status, result = run_import(DATA / "messy_members.xlsx", "DX-XF", "--commit")
    assert (status, result["committed"], result["batch"]) == (1, False, None)
    assert not Person.objects.exists() and not RosterBatch.objects.exists()
    status, result = run_import(DATA / "messy_members.xlsx", "DX-XF", "--commit", "--skip-invalid")
    assert (status, result["committed"], result["created"]) == (1, True, 65)
    assert Membership.objects.filter(organization=xingfuli, batch__reference=result["batch"]).count() == 65
    again = run_import(DATA / "messy_members.xlsx", "DX-XF", "--commit", "--skip-invalid")[1]
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 65)


# --- Cells ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cells",
    [
        {"出生年月": "1965年3月"},
        {"出生年月": "1965年3月5日"},
        {"出生年月": 1965.03},
        {"出生年月": "19650305"},
        {"出生年月": 19650305},
        {"出生年月": date(1965, 3, 5)},
        {"出生年月": "１９６５．０３"},
        {"公民身份号码": " " + number("19650305") + " "},
        {"公民身份号码": "'" + number("19650305")},
        {"公民身份号码": number("19650305")[:6] + " " + number("19650305")[6:14] + " " + number("19650305")[14:]},
        {"公民身份号码": number("19650305").translate(str.maketrans("0123456789", "０１２３４５６７８９"))},
        {"姓名": "  崔　明 "},
        {"姓名": "阿依古丽·买买提"},
        {"民族": "汉"},
        {"联系电话": 13000000001},
        {"联系电话": "130-0000-0001"},
        {"联系电话": "0311-88888888"},
        {"学历": "大学本科毕业"},
        {"学历": "函授大专"},
        {"党员类别": "正式"},
        {"党员类别": ""},
        {"人员类别": "退休"},
        {"入党时间": "1990.7", "转正时间": "1991年7月"},
        {"入党时间": "1990.07", "转正时间": "1991.07"},
        {"所在党支部": "中共甲一社区党支部"},
        {"所在党支部": " 甲一社区支部 "},
        {"所在党支部": "DX-A-1-1"},
        {"备注": '=HYPERLINK("http://x")'},
    ],
)  # fmt: skip
def test_what_offices_write_passes(district, cells):
    outcome, found = findings(roster(row(**cells)), district.street)
    assert not [f for f in found if f[3] != "warning"] and outcome.valid == 1, found


def test_lower_case_x_and_fifteen_digits_pass(district):
    with_x = next(n for s in range(1, 999, 2) if (n := number("19650305", s)).endswith("X"))
    assert not errors_of(roster(row(公民身份号码=with_x.lower())), district.street)
    old = number("19650305")[:6] + number("19650305")[8:17]
    assert not errors_of(roster(row(公民身份号码=old)), district.street)


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"公民身份号码": WRONG}, "公民身份号码", "number-checksum"),
        ({"公民身份号码": float(number("19650305", 3)[:17] + "0")}, "公民身份号码", "number-damaged"),
        ({"公民身份号码": "9.99999E+17"}, "公民身份号码", "number-damaged"),
        ({"公民身份号码": "12345"}, "公民身份号码", "number-length"),
        ({"公民身份号码": ""}, "公民身份号码", "missing"),
        ({"姓名": ""}, "姓名", "missing"),
        ({"所在党支部": ""}, "所在党支部", "missing"),
        ({"性别": "女"}, "性别", "number-contradicts-sex"),
        ({"出生年月": "1966.03"}, "出生年月", "number-contradicts-birth"),
        ({"出生年月": "1965-03-06"}, "出生年月", "number-contradicts-birth"),
        ({"出生年月": "1965.13"}, "出生年月", "date-impossible"),
        ({"入党时间": "1990-02-30"}, "入党时间", "date-impossible"),
        ({"转正时间": "1990-06-30"}, "转正时间", "date-order"),
        ({"转正时间": "1989.07"}, "转正时间", "date-order"),
        ({"入党时间": "2027.01", "转正时间": ""}, "入党时间", "date-order"),
        ({"入党时间": "1983-03-04", "转正时间": "1984-03-04"}, "入党时间", "joined-under-age"),
        ({"所在党支部": "没有的党支部"}, "所在党支部", "organization-unknown"),
        ({"所在党支部": "乙一社区党支部"}, "所在党支部", "organization-unknown"),
        ({"所在党支部": "甲一社区党总支"}, "所在党支部", "organization-unknown"),
        ({"党员类别": "入党积极分子"}, "党员类别", "status-unknown"),
        ({"备注": "长" * 201}, "备注", "too-long"),
    ],
)  # fmt: skip
def test_one_defect_is_one_error_at_its_cell(district, cells, column, code):
    good = row(姓名="杜国", 公民身份号码=number("19700101"), 出生年月="1970.01")
    outcome, found = findings(roster(good, row(**cells)), district.street)
    assert {f[:3] for f in found if f[3] == "error"} == {(3, column, code)}
    assert (outcome.rows, outcome.valid) == (2, 1)


def test_a_damaged_or_wrong_number_is_never_repeated_in_the_message(district):
    outcome, _ = findings(roster(row(公民身份号码=WRONG, 联系电话="1300000")), district.street)
    assert WRONG not in str(outcome.findings) and "1300000" not in str(outcome.findings)
    assert outcome.cells and WRONG not in str(outcome.cells)


def test_joining_before_eighteen_is_only_asked_about_before_september_1956(district):
    old = {"出生年月": "1938.10", "公民身份号码": number("19381005")}
    early = roster(row(**old, 入党时间="1956-09-14", 转正时间="1957-09-14"))
    later = roster(row(**old, 入党时间="1956-09-15", 转正时间="1957-09-15"))
    assert errors_of(early, district.street) == set()
    assert (2, "入党时间", "joined-under-age", "warning") in findings(early, district.street)[1]
    assert errors_of(later, district.street) == {(2, "入党时间", "joined-under-age")}


def test_full_on_the_day_of_joining_is_right_between_1969_and_1977(district):
    cells = {"出生年月": "1950.03", "公民身份号码": number("19500305")}
    without = findings(roster(row(**cells, 入党时间="1970-05-01", 转正时间="1970-05-01")), district.street)[1]
    probation = findings(roster(row(**cells, 入党时间="1978-05-01", 转正时间="1978-05-01")), district.street)[1]
    assert without == set()
    assert probation == {(2, "转正时间", "probation-short", "warning")}


@pytest.mark.requirement("MEM-02")
@pytest.mark.parametrize(
    ("joined", "full", "least"),
    [
        ("1930-05-01", "1930-05-01", None),
        ("1950-05-01", "1950-11-01", None),
        ("1950-05-01", "1950-10-31", 6),
        ("1957-05-01", "1958-04-30", 12),
        ("1969-03-31", "1969-04-01", 12),
        ("1969-04-01", "1969-04-01", None),
        ("1977-08-11", "1977-08-11", None),
        ("1977-08-12", "1978-08-11", 12),
        ("1977-08-12", "1978-08-12", None),
    ],
)
def test_probation_is_that_of_the_day_of_joining(district, joined, full, least):
    cells = {"出生年月": "1910.03", "公民身份号码": number("19100305")}
    outcome, found = findings(roster(row(**cells, 入党时间=joined, 转正时间=full)), district.street)
    assert ((2, "转正时间", "probation-short", "warning") in found) == (least is not None)
    if least:
        assert f"不足{least}个月" in str(outcome.findings)


def test_what_follows_from_a_wrong_birth_is_not_a_second_error(district):
    cells = {"出生年月": "1965.03", "公民身份号码": number("19800305")}
    assert errors_of(roster(row(**cells)), district.street) == {(2, "出生年月", "number-contradicts-birth")}


def test_a_month_does_not_overwrite_the_day_that_is_known(district):
    write(roster(row(入党时间="1990-07-15", 转正时间="1991-07-15")), district.street)
    assert write(roster(row(入党时间="1990.07", 转正时间="1991年7月")), district.street)[0].unchanged == 1


def test_a_number_twice_is_an_error_at_the_later_row_alone(district):
    other = row(姓名="杜国", 性别="女", 出生年月="1970.01")
    assert errors_of(roster(row(), other), district.street) == {(3, "公民身份号码", "duplicate-in-file")}


# --- Sheets --------------------------------------------------------------------------------------


def test_titles_totals_notes_blank_and_repeated_headers_are_no_rows(district):
    content = workbook(
        [
            ["甲一社区党员花名册"],
            ["填报单位：甲一社区", "", "", "", "2026年6月"],
            HEADER,
            row(),
            [],
            [2],
            HEADER,
            row(姓名="杜国", 公民身份号码=number("19700101"), 出生年月="1970.01"),
            ["小计", "", "", "", "", "", "", "", "", "", "", "共2人"],
            ["", "合 计", "2人"],
            ["注：本表截至2026年6月30日"],
            ["填表人：李四", "", "", "", "审核人：王五"],
        ]
    )
    outcome, found = findings(content, district.street)
    assert (outcome.rows, outcome.valid, found) == (2, 2, set())


def test_headers_in_the_offices_own_words_in_any_order(district):
    titles = [
        "身份证号码(必填)",
        "姓 名",
        "所属支部",
        "入党日期",
        "转为正式党员日期",
        "手机号码",
        "文化程度",
        "其他说明",
    ]
    content = workbook(
        [titles, [number("19650305"), "崔明", "甲一社区党支部", "1990.07", "1991.07", "13000000001", "高中", "x"]]
    )
    outcome, found = findings(content, district.street)
    assert (outcome.valid, found) == (1, set())
    wrong = workbook([titles, ["12", "崔明", "甲一社区党支部", "1990.07", "1991.07", "13000000001", "高中", ""]])
    assert errors_of(wrong, district.street) == {(2, "身份证号码(必填)", "number-length")}


def test_every_sheet_that_is_a_roster_is_read_and_named(district, tmp_path):
    import xlsxwriter

    path = tmp_path / "two.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in (
            ("一支部", [HEADER, row()]),
            ("说明", [["请在6月前上报"]]),
            ("二支部", [HEADER, row(性别="女")]),
        ):
            sheet = book.add_worksheet(name)
            for n, cells in enumerate(rows):
                sheet.write_row(n, 0, cells)
    status, result = run_import(path, "DX-A")
    assert result["rows"] == 2
    assert [(e["sheet"], e["row"], e["code"]) for e in result["errors"]] == [("二支部", 2, "duplicate-in-file")]
    assert "一支部" in result["errors"][0]["message"] and status == 1


def test_csv_of_an_office_is_read(district, tmp_path):
    path = tmp_path / "花名册.csv"
    path.write_bytes("\n".join(",".join(map(str, cells)) for cells in (HEADER, row())).encode("gb18030"))
    status, result = run_import(path, "DX-A", "--commit")
    assert (status, result["created"], result["errors"]) == (0, 1, [])


def test_the_roster_of_one_branch_needs_no_branch_column(district):
    content = workbook([["姓名", "公民身份号码", "入党时间"], ["崔明", number("19650305"), "1990.07"]])
    assert findings(content, district.branch)[0].valid == 1
    assert errors_of(content, district.street) == {(2, "所在党支部", "missing")}


# --- Writing -------------------------------------------------------------------------------------


def test_what_is_written_is_encrypted_searchable_and_dated(district):
    outcome, batch = write(roster(row(联系电话=13000000001.0, 出生年月="1965年3月")), district.street)
    spell = Membership.objects.select_related("person").get()
    person = spell.person
    assert (outcome.created, batch.created, batch.state) == (1, 1, RosterBatch.State.COMMITTED)
    assert (person.resident_number, person.phone, person.address) == (number("19650305"), "13000000001", "幸福路1号")
    assert bytes(person.resident_number_index) == blind_index(number("19650305"))
    assert (person.pinyin, person.initials, person.sex, person.birth_date) == (
        "cuiming",
        "cm",
        "male",
        date(1965, 3, 5),
    )
    assert (spell.scope, spell.name_key) == (district.branch.path, "cuiming 崔明")
    assert (spell.joined_on, spell.status) == (date(1990, 7, 1), "full")
    assert (spell.during.lower, spell.during.upper) == (date(2026, 11, 22), None), "known from the roster's day on"
    with connection.cursor() as cursor:
        cursor.execute("SELECT resident_number, phone, address FROM people_person WHERE id = %s", [person.pk])
        assert not any(
            word in bytes(cell) for cell in cursor.fetchone() for word in (b"9999", b"1300", "幸福".encode())
        )
    event = AuditEvent.objects.get(code="organizations.roster_imported")
    assert event.data["created"] == 1 and number("19650305") not in str(event.data)


def test_a_second_roster_updates_what_changed_and_keeps_history(district):
    write(roster(row()), district.street, as_of=date(2026, 6, 30))
    newer = row(学历="大专", 人员类别="离退休", 联系电话="13000000002", 家庭住址="")
    outcome, batch = write(roster(newer), district.street)
    assert (outcome.created, outcome.updated, outcome.unchanged) == (0, 1, 0)
    person = Person.objects.get(resident_number_index=blind_index(number("19650305")))
    assert (person.education, person.phone, person.address) == ("college", "13000000002", "幸福路1号")
    old, new = Membership.objects.filter(person=person).order_by("during")
    assert (old.during.upper, old.member_class, old.end_reason) == (date(2026, 11, 22), "in_service", "change")
    assert (new.during.lower, new.during.upper, new.member_class, new.batch) == (
        date(2026, 11, 22),
        None,
        "retired",
        batch,
    )
    assert new.name_key == "cuiming 崔明" and new.scope == district.branch.path
    assert write(roster(newer), district.street)[0].unchanged == 1


def test_somebody_of_another_place_is_asked_for_and_neither_overwritten_nor_revealed(district):
    write(roster(row(所在党支部="乙一社区党支部", 工作单位及职务="税务局")), district.other_street)
    mine = roster(row(工作单位及职务="别的单位"), row(姓名="杜国", 公民身份号码=number("19700101"), 出生年月="1970.01"))
    outcome, found = findings(mine, district.street)
    assert found == {(2, "公民身份号码", "belongs-elsewhere", "question")}
    assert "乙" not in str(outcome.findings) and outcome.valid == 1 and not outcome.clean
    assert write(mine, district.street)[1] is None and not TransferRequest.objects.exists()
    outcome, _ = write(mine, district.street, skip_invalid=True)
    person = Person.objects.get(resident_number_index=blind_index(number("19650305")))
    assert person.occupation == "税务局" and person.memberships.get().organization == district.other_branch
    request = TransferRequest.objects.get()
    assert (request.person, request.organization, request.state) == (person, district.branch, "asked")
    assert AuditEvent.objects.filter(code="members.lookup_elsewhere", data__people=1).count() == 1
    write(mine, district.street, skip_invalid=True)
    assert TransferRequest.objects.count() == 1


@pytest.mark.requirement("MEM-13")
def test_a_known_number_under_another_name_is_a_question(district):
    write(roster(row()), district.street)
    outcome, found = findings(roster(row(姓名="崔亮")), district.street)
    assert found == {(2, "公民身份号码", "name-differs", "question")} and outcome.valid == 0


def test_another_branch_of_the_same_scope_is_a_question(district):
    second = actions.create_organization(
        by="tests", kind="branch", code="DX-A-9", name="甲二社区党支部", parent=district.street, since=date(2020, 1, 1)
    )
    write(roster(row()), district.street)
    found = findings(roster(row(所在党支部=second.name)), district.street)[1]
    assert found == {(2, "公民身份号码", "branch-changed", "question")}


def test_a_person_known_without_relationship_becomes_a_member_not_a_second_person(district):
    known = Person.objects.create(
        name="崔明",
        pinyin="cuiming",
        initials="cm",
        resident_number=number("19650305"),
        resident_number_index=blind_index(number("19650305")),
    )
    outcome, _ = write(roster(row()), district.street)
    assert outcome.created == 1 and Membership.objects.get().person == known
    known.refresh_from_db()
    assert known.occupation == "育红小学教师"


def test_statements_do_not_grow_with_rows(district):
    def many(count):
        return roster(
            *(row(姓名="崔明", 公民身份号码=number("19650305", 2 * n + 1), 联系电话="") for n in range(count))
        )

    with CaptureQueriesContext(connection) as few:
        findings(many(3), district.street)
    with CaptureQueriesContext(connection) as more:
        findings(many(300), district.street)
    assert len(more) == len(few)


# --- Undo ----------------------------------------------------------------------------------------


def test_undo_removes_whom_the_batch_created_and_restores_whom_it_changed(district, street_officer):
    write(roster(row()), district.street)
    newer = row(学历="大专", 人员类别="离退休", 联系电话="13000000002")
    extra = row(姓名="杜国", 公民身份号码=number("19700101"), 出生年月="1970.01")
    _, batch = write(roster(newer, extra), district.street)
    undone = engine.take_back(by=street_officer, batch=batch, now=NOON + timedelta(minutes=9))
    assert (undone.removed, undone.restored, undone.kept) == (1, 1, [])
    spell = Membership.objects.select_related("person").get()
    assert (spell.member_class, spell.during.upper, spell.end_reason) == ("in_service", None, "")
    assert (spell.person.education, spell.person.phone) == ("senior", "13000000001")
    assert not Person.objects.filter(name="杜国").exists()
    batch.refresh_from_db()
    assert batch.state == RosterBatch.State.UNDONE
    with pytest.raises(RuleViolation, match="不能再撤销导入"):
        engine.take_back(by=street_officer, batch=batch, now=NOON)


def test_undo_keeps_and_names_those_who_were_changed_since(district, street_officer):
    extra = row(姓名="杜国", 公民身份号码=number("19700101"), 出生年月="1970.01")
    _, batch = write(roster(row(), extra), district.street)
    Membership.objects.filter(person__name="杜国").update(remark="已走访", version=2)
    undone = engine.take_back(by=street_officer, batch=batch, now=NOON)
    assert (undone.removed, undone.kept) == (1, ["杜国"])
    assert Membership.objects.get().person.name == "杜国"


def test_undo_after_ten_minutes_is_the_streets_and_needs_a_reason(district, street_officer):
    _, batch = write(roster(row()), district.branch)
    late = NOON + timedelta(minutes=11)
    with pytest.raises(RuleViolation, match="街道"):
        engine.take_back(by=district.secretary, batch=batch, now=late, reason="传错了")
    with pytest.raises(RuleViolation, match="原因"):
        engine.take_back(by=street_officer, batch=batch, now=late)
    assert engine.take_back(by=street_officer, batch=batch, now=late, reason="传错了").removed == 1


def test_somebody_elses_import_cannot_be_undone(district):
    _, batch = write(roster(row()), district.branch)
    with pytest.raises(RuleViolation, match="不能在这个组织导入或撤销"):
        engine.take_back(by=district.other_secretary, batch=batch, now=NOON)
