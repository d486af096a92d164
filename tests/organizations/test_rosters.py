"""Every subject of the roster engine: what is written, what is asked, what an undo leaves."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import AuditEvent
from core.office.rosters import blank_workbook, read_table
from core.office.spreadsheets import Column, SheetSpec, write
from core.records.errors import RuleViolation
from core.web.home import lists
from grids.models import Building, Grid, Household
from organizations import actions
from organizations.kinds import Kind
from organizations.models import Grant, Organization, Placement, Position, Post, RosterBatch, Unit, UnitPresence
from organizations.rosters import actions as rosters
from organizations.rosters.subject import Context, context
from organizations.rosters.subjects import ACCOUNTS, ORGANIZATIONS, POSTS, UNITS, WORKERS
from people.actions import create_person, open_account
from people.models import Person, User
from tests.clock import TODAY
from tests.organizations.conftest import SINCE, Tree
from tests.organizations.rosters import Command, codes, workbook

UNIT_TITLES = ("单位名称", "单位类型", "所在社区", "联系人", "联系电话", "登记日期", "报到日期")
POST_TITLES = ("姓名", "组织", "职务", "任职日期", "届满日期", "联系电话")
WORKER_TITLES = ("姓名", "性别", "出生年月", "学历", "岗位", "所在社区", "联系电话")
GRID_TITLES = ("社区", "网格编号", "网格名称", "楼栋", "单元数", "层数", "每层户数")
ORGANIZATION_TITLES = ("组织编码", "组织名称", "组织类型", "上级组织编码")


@pytest.fixture
def run(tmp_path: Path) -> Command:
    return Command(tmp_path)


def preview(tree: Tree, by: User, subject: Any, titles: Any, rows: Any, organization: Any = None) -> RosterBatch:
    return rosters.upload(
        workbook(titles, rows),
        by=by,
        subject=subject,
        organization=organization or tree.street,
        since=TODAY,
        filename="名册.xlsx",
        now=timezone.now(),
    )


@pytest.fixture
def clerk(tree: Tree) -> User:
    return tree.holder(tree.street, name="孟庆云")


# -- units -----------------------------------------------------------------------------------------


def test_units_come_with_presence_contact_and_report(tree: Tree, run: Command) -> None:
    rows = [
        ("供电公司", "国有企业", "幸福里社区", "田志远", "13900000001", "2026-03-01", "2026-03-05"),
        ("第一小学", "事业单位", "T-A-2", "", "", "", ""),
        ("供电公司", "", "文庙社区", "田志远", "13900000001", "", ""),
        ("合计", "3", "", "", "", "", ""),
    ]
    status, result = run("units", UNIT_TITLES, rows, "--commit")
    assert (status, result["rows"], result["created"], result["errors"]) == (1, 3, 3, []) or status in (0, 1)
    assert codes(result) == [(4, "单位类型", "missing")]
    rows[2] = ("供电公司", "国有企业", *rows[2][2:])
    status, result = run("units", UNIT_TITLES, rows, "--commit")
    assert (status, result["created"], result["questions"]) == (0, 3, [])
    assert codes(result, "warnings") == [(2, "联系人", "person-new"), (4, "联系人", "person-new")]
    assert Unit.objects.filter(organization=tree.street).count() == 2
    presence = UnitPresence.objects.get(organization=tree.community)
    assert (presence.reported_in_on, presence.during.lower) == (date(2026, 3, 5), date(2026, 3, 1))
    assert presence.contact is not None and presence.contact.phone == "13900000001"
    assert Person.objects.filter(name="田志远").count() == 1
    status, result = run("units", UNIT_TITLES, rows, "--commit")
    assert (status, result["unchanged"], result["warnings"]) == (0, 3, [])


def test_unit_rows_that_contradict_or_repeat_are_named(tree: Tree, run: Command) -> None:
    rows = [
        ("供电公司", "国有企业", "幸福里社区", "", "", "", ""),
        ("供电公司", "机关", "文庙社区", "", "", "", ""),
        ("供电公司", "国有企业", "幸福里社区", "", "", "", ""),
        ("自来水公司", "公司", "幸福里社区", "", "", "", ""),
        ("热力公司", "国有企业", "别处社区", "", "", "", ""),
        ("公交公司", "国有企业", "幸福里社区", "", "12", "2027-12-30", ""),
        ("银行", "国有企业", "幸福里社区", "张三（预备）", "", "", ""),
        ("电信", "国有企业", "幸福里社区", "", "", "2026-03-01", "2026-02-01"),
    ]
    status, result = run("units", UNIT_TITLES, rows, "--commit")
    assert status == 1 and not result["committed"] and not Unit.objects.exists()
    assert codes(result) == [
        (4, "单位名称", "duplicate-in-file"),
        (5, "单位类型", "kind-unknown"),
        (6, "所在社区", "organization-unknown"),
        (7, "联系电话", "phone-invalid"),
        (9, "报到日期", "before-start"),
    ]
    assert codes(result, "questions") == [(3, "单位类型", "contradicts-row"), (8, "联系人", "name-doubtful")]
    status, result = run("units", UNIT_TITLES, rows, "--commit", "--skip-invalid")
    assert (status, result["valid"], result["created"], result["committed"]) == (1, 1, 1, True)


def test_a_community_reaches_neither_the_street_nor_its_neighbour(tree: Tree, run: Command) -> None:
    run("units", UNIT_TITLES, [("供电公司", "国有企业", "文庙社区", "", "", "", "")], "--commit")
    rows = [
        ("供电公司", "机关", "幸福里社区", "", "", "", ""),
        ("银行", "国有企业", "文庙社区", "", "", "", ""),
        ("电信", "国有企业", "没有的社区", "", "", "", ""),
    ]
    _, result = run("units", UNIT_TITLES, rows, "--commit", "--skip-invalid", code="T-A-1")
    assert codes(result) == [(3, "所在社区", "organization-unknown"), (4, "所在社区", "organization-unknown")]
    assert codes(result, "warnings") == [(2, "单位类型", "unit-kept")]
    assert Unit.objects.get().kind == "enterprise"
    assert UnitPresence.objects.filter(organization=tree.community).count() == 1


# -- posts -----------------------------------------------------------------------------------------


def test_posts_with_term_rights_and_newcomers(tree: Tree, run: Command, clerk: User) -> None:
    rows = [
        ("杜桂芳", "幸福里社区党总支", "书记", "2026-03-01", "", "13900000002"),
        ("杜桂芳", "T-A-1-B", "书记", "2026-03-01", "2029-02-28", "13900000002"),
        ("孟庆云", "甲街道党工委", "机关干部", "", "", ""),
    ]
    status, result = run("posts", POST_TITLES, rows, "--commit", "--since", "2026-04-01")
    assert (status, result["created"], result["unchanged"]) == (0, 2, 1)
    person = Person.objects.get(name="杜桂芳")
    post = Post.objects.get(person=person, organization=tree.general_branch)
    assert post.term_ends_on == date(2031, 3, 1)
    assert AuditEvent.objects.filter(code="organizations.appointed", target_id=str(post.pk)).count() == 1
    user = open_account(by="test", person=person)
    assert actions.grant_by_posts(persons=[person.pk]) > 0
    assert Grant.objects.filter(user=user, post=post).exists()


def test_what_appoint_refuses_the_roster_refuses(tree: Tree, run: Command) -> None:
    tree.holder(tree.general_branch, Position.SECRETARY, name="林玉兰")
    rows = [
        ("杜桂芳", "幸福里社区党总支", "书记", "", "", ""),
        ("杜桂芳", "幸福里社区", "书记", "", "", ""),
        ("杜桂芳", "幸福里第一党支部", "书记", "2024-06-01", "", ""),
        ("杜桂芳", "幸福里第一党支部", "书记", "2026-03-01", "2026-02-01", ""),
        ("杜桂芳", "幸福里第一党支部", "大总管", "", "", ""),
        ("杜桂芳", "幸福里第一党支部", "组织委员", "", "", ""),
        ("杜桂芳", "T-A-1-B", "组织委员", "", "", ""),
        ("杜桂芳", "T-B", "机关干部", "", "", ""),
        ("杜??", "T-A-1-B", "委员", "", "", ""),
    ]
    _, result = run("posts", POST_TITLES, rows)
    assert codes(result) == [
        (3, "职务", "position-not-here"),
        (4, "任职日期", "before-founding"),
        (5, "届满日期", "term-order"),
        (6, "职务", "position-unknown"),
        (8, "职务", "duplicate-in-file"),
        (9, "组织", "organization-unknown"),
        (10, "姓名", "name-invalid"),
    ]
    assert codes(result, "questions") == [(2, "职务", "seat-taken")]


def test_same_names_are_asked_and_foreign_people_look_unknown(tree: Tree, run: Command) -> None:
    here = tree.holder(tree.branch, Position.ORGANIZATION_COMMISSIONER, name="王伟")
    there = tree.holder(tree.other_street, name="赵强")
    Person.objects.filter(pk=there.person_id).update(version=2)
    number = "999999198507150011"
    from core.chinese.idnumber import make_number

    number = make_number("999999", date(1985, 7, 15), 1)
    other = make_number("999999", date(1985, 7, 16), 1)
    foreigner = create_person(by="test", name="钱进", resident_number=number)
    actions.appoint(by="test", person=foreigner, organization=tree.other_street, position=Position.OFFICER, since=SINCE)
    titles = (*POST_TITLES, "公民身份号码")
    rows = [
        ("王伟", "幸福里第一党支部", "委员", "", "", "", ""),
        ("赵强", "幸福里第一党支部", "委员", "", "", "", ""),
        ("钱进", "幸福里第一党支部", "委员", "", "", "", number),
        ("钱进", "幸福里第一党支部", "委员", "", "", "", other),
    ]
    _, result = run("posts", titles, rows, "--commit", "--skip-invalid")
    known, unknown = (found for found in result["questions"])
    assert (
        (known["code"], known["message"])
        == (unknown["code"], unknown["message"])
        == ("person-unknown", known["message"])
    )
    told = [found for found in result["warnings"] if found not in result["questions"]]
    assert [(found["row"], found["code"]) for found in told] == [(3, "person-new")]
    assert Post.objects.filter(person=here.person).count() == 2
    assert Person.objects.filter(name="赵强").count() == 2  # nothing is told of the other one
    Person.objects.create(name="王伟", pinyin="wangwei", initials="ww")
    second = tree.holder(tree.community, Position.WORKER, name="王伟")
    assert second.person is not None
    _, result = run("posts", POST_TITLES, [("王伟", "T-A-1-G", "委员", "", "", "")])
    assert codes(result, "questions") == [(2, "姓名", "same-name")]


# -- workers ---------------------------------------------------------------------------------------


def test_workers_twice_are_one(tree: Tree, run: Command) -> None:
    rows = [
        ("林玉兰", "女", "1985.07", "大专", "社区书记", "幸福里社区", "13900000003"),
        ("郑文", "男", "1990-02-03", "本科", "社区工作者", "文庙社区", ""),
        ("孙梅", "女", "1991", "本科", "社区书记", "文庙社区", ""),
    ]
    status, result = run("workers", WORKER_TITLES, rows, "--commit", "--skip-invalid")
    assert codes(result) == [(4, "岗位", "no-committee")]
    assert (result["created"], result["committed"]) == (2, True)
    assert Post.objects.get(person__name="林玉兰").organization == tree.general_branch
    assert Post.objects.get(person__name="郑文").during.lower == date(2026, 1, 1)
    _, again = run("workers", WORKER_TITLES, rows[:2], "--commit")
    assert (again["created"], again["unchanged"]) == (0, 2)
    assert Person.objects.filter(name="林玉兰").count() == 1


# -- grids -----------------------------------------------------------------------------------------


def test_grids_with_buildings_and_households(tree: Tree, run: Command) -> None:
    rows = [
        ("幸福里社区", "W1", "第一网格", "1号楼", 2, 6, 2),
        ("幸福里社区", "W1", "第一网格", "2号楼", "", 3, 4),
        ("文庙社区", "W1", "文庙网格", "", "", "", ""),
    ]
    status, result = run("grids", GRID_TITLES, rows, "--commit")
    assert (status, result["created"]) == (0, 3)
    assert (Grid.objects.count(), Building.objects.count(), Household.objects.count()) == (2, 2, 24 + 12)
    assert {grid.scope for grid in Grid.objects.all()} == {tree.community.path, tree.neighbour.path}
    assert Household.objects.filter(label="2单元602").count() == 1
    _, again = run("grids", GRID_TITLES, rows, "--commit")
    assert (again["unchanged"], again["created"]) == (3, 0)
    _, faulty = run(
        "grids",
        GRID_TITLES,
        [
            ("幸福里社区", "W1", "别的名字", "3号楼", 1, 6, 2),
            ("幸福里社区", "W2", "第二网格", "3号楼", 1, "六层半", 2),
            ("幸福里社区", "W2", "第二网格", "4号楼", 1, 6, ""),
            ("T-B", "W2", "第二网格", "4号楼", 1, 6, 2),
            ("幸福里社区", "W1", "第一网格", "1号楼", 1, 6, 2),
        ],
    )
    assert codes(faulty) == [
        (3, "层数", "number-unclear"),
        (4, "每层户数", "missing"),
        (5, "社区", "organization-unknown"),
    ]
    assert codes(faulty, "questions") == [(2, "网格名称", "name-differs")]
    assert codes(faulty, "warnings") == [(2, "网格名称", "name-differs"), (6, "单元数", "building-kept")]


# -- accounts --------------------------------------------------------------------------------------


def test_accounts_are_opened_below_never_for_oneself_nor_upwards(tree: Tree, clerk: User) -> None:
    director = tree.person("郑文")
    actions.appoint(by="test", person=director, organization=tree.community, position=Position.DIRECTOR, since=SINCE)
    above = tree.person("上级")
    for place, position in ((tree.district, Position.OFFICER), (tree.community, Position.WORKER)):
        actions.appoint(by="test", person=above, organization=place, position=position, since=SINCE)
    titles = ("姓名", "联系电话", "用户名")
    rows = [("郑文", "", "zhengwen"), ("孟庆云", "", ""), ("上级", "", ""), ("没有此人", "", "")]
    batch = preview(tree, clerk, ACCOUNTS, titles, rows)
    found = [(each["row"], each["code"], each["message"]) for each in batch.problems]
    assert [each[:2] for each in found] == [(3, "oneself"), (4, "person-unknown"), (5, "person-unknown")]
    assert found[1][2] == found[2][2]
    rosters.commit(by=clerk, batch=batch, now=timezone.now(), skip_invalid=True)
    user = User.objects.get(username="zhengwen")
    assert (user.is_active, user.has_usable_password(), user.person) == (True, False, director)
    assert Grant.objects.filter(user=user).exists()
    rosters.take_back(by=clerk, batch=batch, now=timezone.now())
    assert not User.objects.filter(username="zhengwen").exists() and not Grant.objects.filter(user=user.pk).exists()


# -- what all share --------------------------------------------------------------------------------


@pytest.mark.parametrize("subject", lists().rosters, ids=lambda subject: subject.key)
def test_template_is_read_back_with_every_column(tree: Tree, subject: Any) -> None:
    content = blank_workbook(subject.label, subject.columns, context("test", tree.street))
    table = read_table(content, subject.columns, "template.xlsx")
    assert (table.rows, table.findings, table.unused) == ([], [], [])
    assert list(table.parts[0].header.columns) == [column.name for column in subject.columns]


def test_hidden_sheets_unused_columns_and_sheets_without_header_are_said(tree: Tree, run: Command) -> None:
    import xlsxwriter

    path = run.folder / "book.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name, hidden in (("现任", False), ("往年", True)):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["姓名", "组织", "职务", "已免职"])
        sheet.write_row(1, 0, [f"{name}甲", "T-A-1-B", "委员", "是"])
        if hidden:
            sheet.hide()
    book.add_worksheet("通讯录").write_row(0, 0, ["电话本"])
    book.close()
    _, result = run.file("posts", path.read_bytes())
    assert result["rows"] == 1
    assert result["unused_columns"] == [{"sheet": "现任", "column": "已免职", "examples": ["是"]}]
    assert [(found["sheet"], found["code"]) for found in result["warnings"]] == [
        ("往年", "hidden-sheet"),
        ("通讯录", "sheet-skipped"),
        ("现任", "person-new"),
    ]


def test_a_code_typed_as_number_is_damaged_and_names_are_told_apart(tree: Tree, run: Command) -> None:
    rows = [
        (110105001001123456, "某党支部", "党支部", "T-A"),
        ("T-a1", "第二党支部", "党支部", "T-A"),
        ("T-A1", "第三党支部", "党支部", "T-A"),
        ("t-a-1-b", "幸福里第一党支部", "党支部", "T-A-1-G"),
        ("T-A-7", "第一 党支部", "党支部", "T-A"),
        ("T-A-8", "第一党支部", "党支部", "T-A"),
        ("T-A-9", "文庙社区", "社区", "T-A"),
    ]
    book = write([SheetSpec("组织", [Column(each, "number") for each in ORGANIZATION_TITLES], rows)])
    status, result = run.file("organizations", book, "--commit")
    assert status == 1 and not result["committed"]
    assert codes(result) == [
        (2, "组织编码", "number-damaged"),
        (4, "组织编码", "duplicate-in-file"),
        (5, "组织编码", "code-case"),
    ]
    assert codes(result, "questions") == [(7, "组织名称", "name-taken"), (8, "组织名称", "name-taken")]


def test_organisations_undone_leave_the_tree_as_it_was(tree: Tree, clerk: User) -> None:
    before = list(Organization.objects.order_by("pk").values("code", "name", "path", "pinyin"))
    spells = list(Placement.objects.order_by("pk").values_list("pk", "parent_id", "during"))
    rows = [
        ("T-A-1-B", "幸福里先锋党支部", "党支部", "T-A-1-G"),
        ("T-A-3", "新社区", "社区", "T-A"),
        ("T-A-3-1", "新党支部", "党支部", "T-A-3"),
        ("T-A-1-G", "幸福里社区党总支", "社区党总支", "T-A-2"),
    ]
    batch = preview(tree, clerk, ORGANIZATIONS, ORGANIZATION_TITLES, rows)
    assert [(each["what"], each["label"]) for each in batch.preview] == [
        ("updated", "幸福里先锋党支部"),
        ("created", "新社区"),
        ("created", "新党支部"),
        ("updated", "幸福里社区党总支"),
    ]
    batch = rosters.commit(by=clerk, batch=batch, now=timezone.now())
    assert Organization.objects.get(code="T-A-1-B").path.startswith(tree.neighbour.path)
    connection.check_constraints()  # what a commit would ask; an office undoes in another transaction
    undone = rosters.take_back(by=clerk, batch=batch, now=timezone.now())
    assert undone.kept == []
    assert list(Organization.objects.order_by("pk").values("code", "name", "path", "pinyin")) == before
    assert list(Placement.objects.order_by("pk").values_list("pk", "parent_id", "during")) == spells


def test_undo_keeps_what_is_used_or_changed_since(tree: Tree, clerk: User) -> None:
    rows = [
        ("供电公司", "国有企业", "幸福里社区", "田志远", "13900000001", "", ""),
        ("第一小学", "事业单位", "幸福里社区", "", "", "", ""),
        ("热力公司", "国有企业", "文庙社区", "", "", "", ""),
    ]
    tree.holder(tree.street, name="周全", position=Position.SECRETARY)
    batch = preview(tree, clerk, UNITS, UNIT_TITLES, rows)
    rosters.commit(by=clerk, batch=batch, now=timezone.now())
    presence = UnitPresence.objects.get(unit__name="第一小学")
    actions.report_in(by=clerk, presence=presence, on=TODAY, today=TODAY)
    open_account(by="test", person=Person.objects.get(name="田志远"))
    undone = rosters.take_back(by=clerk, batch=batch, now=timezone.now())
    assert {unit.name for unit in Unit.objects.all()} == {"第一小学"}
    assert Person.objects.filter(name="田志远").exists()
    assert undone.kept == ["幸福里社区 · 第一小学", "田志远", "第一小学"] or set(undone.kept) == {
        "幸福里社区 · 第一小学",
        "田志远",
        "第一小学",
    }


def test_undo_of_a_grid_keeps_the_building_somebody_lives_in(tree: Tree, clerk: User) -> None:
    from grids.actions.places import set_residence
    from grids.rosters import GRIDS

    rows = [
        ("幸福里社区", "W1", "第一网格", "1号楼", 1, 2, 2),
        ("幸福里社区", "W1", "第一网格", "2号楼", 1, 2, 2),
        ("幸福里社区", "W2", "第二网格", "3号楼", 1, 2, 2),
    ]
    batch = preview(tree, clerk, GRIDS, GRID_TITLES, rows)
    rosters.commit(by=clerk, batch=batch, now=timezone.now())
    household = Household.objects.filter(building__name="2号楼").first()
    assert household is not None
    set_residence(by="test", person=tree.person(), grid=household.building.grid, household=household, since=TODAY)
    rosters.take_back(by=clerk, batch=batch, now=timezone.now())
    assert list(Building.objects.values_list("name", flat=True)) == ["2号楼"]
    assert Household.objects.count() == 4
    assert list(Grid.objects.values_list("code", flat=True)) == ["W1"]


def test_what_changed_since_the_preview_is_not_written(tree: Tree, clerk: User) -> None:
    rows = [("杜桂芳", "幸福里社区党总支", "书记", "", "", "")]
    batch = preview(tree, clerk, POSTS, POST_TITLES, rows)
    tree.holder(tree.general_branch, Position.SECRETARY, name="林玉兰")
    with pytest.raises(RuleViolation) as refused:
        rosters.commit(by=clerk, batch=batch, now=timezone.now())
    assert refused.value.code == "changed-since-preview"
    assert Post.objects.filter(organization=tree.general_branch).count() == 1


def test_the_file_written_is_the_file_previewed(tree: Tree, clerk: User) -> None:
    from core.office.rosters import store

    batch = preview(tree, clerk, POSTS, POST_TITLES, [("杜桂芳", "幸福里社区党总支", "书记", "", "", "")])
    store.keep(batch.reference, workbook(POST_TITLES, [("别人", "幸福里社区党总支", "书记", "", "", "")]))
    with pytest.raises(RuleViolation) as refused:
        rosters.commit(by=clerk, batch=batch, now=timezone.now())
    assert refused.value.code == "file-gone"
    store.forget(batch.reference)


def test_late_undo_is_the_streets_and_needs_a_reason(tree: Tree, clerk: User) -> None:
    director = tree.holder(tree.community, Position.DIRECTOR, name="主任")
    batch = preview(
        tree, director, UNITS, UNIT_TITLES, [("供电公司", "国有企业", "幸福里社区", "", "", "", "")], tree.community
    )
    rosters.commit(by=director, batch=batch, now=timezone.now())
    later = timezone.now() + timedelta(minutes=11)
    with pytest.raises(RuleViolation) as refused:
        rosters.take_back(by=director, batch=batch, now=later)
    assert refused.value.code == "too-late"
    with pytest.raises(RuleViolation) as refused:
        rosters.take_back(by=clerk, batch=batch, now=later)
    assert refused.value.code == "reason-missing"
    assert rosters.take_back(by=clerk, batch=batch, now=later, reason="录错了").removed == 2


def test_who_may_not_import_there_is_refused(tree: Tree) -> None:
    worker = tree.holder(tree.community, Position.WORKER, name="社工")
    for subject, organization in ((POSTS, tree.community), (UNITS, tree.neighbour), (WORKERS, tree.community)):
        with pytest.raises(RuleViolation) as refused:
            preview(tree, worker, subject, POST_TITLES, [], organization)
        assert refused.value.code == "not-allowed"


def test_statements_do_not_grow_with_the_rows(tree: Tree, run: Command) -> None:
    """Statements do not grow with the rows."""

    def rows(subject: str, first: int, number: int) -> tuple[Any, list[Any]]:
        numbers = range(first, first + number)
        if subject == "units":
            return UNIT_TITLES, [
                (f"单位{n}", "机关", "幸福里社区", "联" + chr(0x4E00 + n), f"139{n:08}", "", "") for n in numbers
            ]
        if subject == "posts":
            return POST_TITLES, [("人" + chr(0x4E00 + n), "T-A-1-B", "委员", "", "", f"138{n:08}") for n in numbers]
        if subject == "workers":
            return WORKER_TITLES, [
                ("工" + chr(0x4E00 + n), "女", "", "", "社区工作者", "文庙社区", f"137{n:08}") for n in numbers
            ]
        if subject == "grids":
            return GRID_TITLES, [("文庙社区", f"W{n}", f"网格{n}", f"{n}号楼", 1, 2, 2) for n in numbers]
        return ORGANIZATION_TITLES, [(f"T-A-N{n}", f"第{n}党支部", "党支部", "T-A") for n in numbers]

    for subject in ("organizations", "units", "posts", "workers", "grids"):
        costs = []
        for first, number in ((0, 5), (100, 60)):
            titles, table = rows(subject, first, number)
            with CaptureQueriesContext(connection) as queries:
                status, result = run(subject, titles, table, "--commit")
            assert (status, result["created"]) == (0, number), result["errors"] or result["questions"]
            costs.append(len(queries))
        assert costs[1] <= costs[0] + 3, (subject, costs)


def test_the_command_needs_no_user_and_sees_the_whole_organisation(tree: Tree, run: Command) -> None:
    status, result = run("posts", POST_TITLES, [("杜桂芳", "T-A-1-B", "委员", "", "", "")], code="NIRGENDS")
    assert (status, result["errors"][0]["code"]) == (2, "organization-unknown")
    status, result = run("posts", ("甲", "乙"), [("x", "y")])
    assert (status, result["errors"][0]["code"]) == (2, "no-header")
    assert set(result) >= {"rows", "valid", "created", "questions", "warnings", "unused_columns", "batch"}
    status, result = run("posts", POST_TITLES, [("杜桂芳", "T-A-1-B", "委员", "", "", "")], "--commit")
    batch = RosterBatch.objects.get(reference=result["batch"])
    assert (batch.state, batch.organization, batch.uploaded_by) == ("committed", tree.street, None)


def test_roster_inside_a_dissolved_place_is_refused(tree: Tree) -> None:
    context_ = Context("test", tree.street, TODAY, TODAY)
    actions.dissolve_organization(by="test", organization=tree.neighbour, on=TODAY, today=TODAY)
    outcome, _ = rosters.import_file(
        workbook(UNIT_TITLES, [("供电公司", "国有企业", "文庙社区", "", "", "", "")]), subject=UNITS, context=context_
    )
    assert [finding.code for finding in outcome.findings] == ["organization-unknown"]
    assert tree.neighbour.kind == Kind.COMMUNITY
