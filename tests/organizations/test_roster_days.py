"""Days of rosters against what stands already: seats, grids, superiors and branches of the day."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from core.records.errors import RuleViolation
from grids.models import Building
from members.models import Membership
from members.rosters import MEMBERS
from organizations import actions
from organizations.kinds import Kind
from organizations.models import Month, Organization, Position, Post
from organizations.rosters import actions as rosters
from organizations.rosters.rules import ROSTER, subject_of
from tests.clock import TODAY
from tests.members.rosters import number
from tests.organizations.conftest import SINCE, Tree
from tests.organizations.rosters import Command, codes, workbook

POST_TITLES = ("姓名", "组织", "职务", "任职日期", "联系电话")
ORGANIZATION_TITLES = ("组织编码", "组织名称", "组织类型", "上级组织编码")
MEMBER_TITLES = ("姓名", "公民身份号码", "所在党支部", "入党时间", "转正时间")


@pytest.fixture
def run(tmp_path: Path) -> Command:
    return Command(tmp_path)


def day(shift: int) -> date:
    return TODAY + timedelta(days=shift)


def messages(result: dict[str, Any], kind: str = "errors") -> list[str]:
    return [found["message"] for found in result[kind]]


def secretary(tree: Tree, name: str, since: date, until: date | None = None) -> Post:
    person = tree.person(name)
    return actions.appoint(
        by="test",
        person=person,
        organization=tree.general_branch,
        position=Position.SECRETARY,
        since=since,
        until=until,
        today=TODAY,
    )


def test_nobody_takes_a_seat_on_a_day_on_which_another_had_it(tree: Tree, run: Command) -> None:
    secretary(tree, "前任", SINCE, until=day(-2))
    row = ("新来的人", tree.general_branch.code, "书记", "", "13900000001")
    status, result = run("posts", POST_TITLES, [(*row[:3], day(-3).isoformat(), row[4])], "--commit")
    assert (status, codes(result, "questions")) == (1, [(2, "任职日期", "seat-taken")])
    assert messages(result, "questions") == [
        "幸福里社区党总支的书记到2026年11月22日是前任，任职日期请改为2026年11月23日或以后"
    ]
    status, result = run("posts", POST_TITLES, [(*row[:3], day(-2).isoformat(), row[4])], "--commit")
    assert (status, result["created"]) == (0, 1)


def test_whoever_is_to_come_is_named_with_the_day(tree: Tree, run: Command) -> None:
    secretary(tree, "后任", day(20))
    row = ("新来的人", tree.general_branch.code, "书记", day(-3).isoformat(), "13900000001")
    _, result = run("posts", POST_TITLES, [row], "--commit")
    assert messages(result, "questions") == ["幸福里社区党总支的书记自2026年12月15日起是后任，请先办理离任"]


def test_no_building_of_a_file_is_older_than_its_grid(tree: Tree, run: Command) -> None:
    titles = ("社区", "网格编号", "网格名称", "楼栋", "层数", "每层户数", "设立日期")
    rows = [
        ("幸福里社区", "W1", "一网格", "1号楼", 2, 1, day(-3).isoformat()),
        ("幸福里社区", "W1", "一网格", "2号楼", 2, 1, day(-4).isoformat()),
    ]
    _, result = run("grids", titles, rows, "--commit")
    assert codes(result) == [(3, "设立日期", "before-founding")] and not Building.objects.exists()
    assert messages(result) == ["设立日期不能早于一网格设立的日期（2026年11月22日）"]
    rows[1] = (*rows[1][:6], day(-3).isoformat())
    assert run("grids", titles, rows, "--commit")[0] == 0


def superior(tree: Tree, code: str, name: str, since: date) -> Organization:
    return tree.make(Kind.COMMUNITY_GENERAL_BRANCH, code, tree.neighbour, name, since=since)


def test_nothing_moves_today_below_what_is_gone_or_not_there_yet(tree: Tree, run: Command) -> None:
    gone = superior(tree, "T-Y", "撤总支", SINCE)
    actions.dissolve_organization(by="test", organization=gone, on=day(-3), today=TODAY)
    superior(tree, "T-Z", "后总支", day(30))
    moved = (tree.branch.code, tree.branch.name, "党支部")
    for above, code in (("T-Y", "superior-dissolved"), ("T-Z", "before-founding")):
        _, result = run("organizations", ORGANIZATION_TITLES, [(*moved, above)], "--commit")
        assert codes(result) == [(2, "上级组织编码", code)]
    new = [("T-NEW", "新总支", "社区党总支", tree.neighbour.code), (*moved, "T-NEW")]
    _, result = run("organizations", ORGANIZATION_TITLES, new, "--since", day(30).isoformat(), "--commit")
    assert messages(result) == ["改隶自今天起，上级“T-NEW”要到2026年12月25日才设立"]
    tree.branch.refresh_from_db()
    assert tree.branch.path.startswith(tree.general_branch.path)
    assert run("organizations", ORGANIZATION_TITLES, new, "--commit")[0] == 0


def test_what_is_not_founded_yet_is_neither_renamed_nor_moved_by_a_roster(tree: Tree, run: Command) -> None:
    tree.make(Kind.BRANCH, "T-H", tree.general_branch, "未来支部", since=day(30))
    for name, above in (("未来支部", tree.street.code), ("改名支部", tree.general_branch.code)):
        _, result = run("organizations", ORGANIZATION_TITLES, [("T-H", name, "党支部", above)], "--commit")
        assert messages(result) == ["更名或改隶日期不能早于未来支部成立的日期（2026年12月25日）"]


def test_no_relationship_begins_in_a_branch_before_it_was_founded_or_that_is_to_go(tree: Tree, run: Command) -> None:
    branch = tree.make(Kind.BRANCH, "T-N", tree.general_branch, "新成立支部", since=day(-3))
    row = ("崔明", number("19650305"), "新成立支部", "1990-07-01", "1991-07-01")
    _, result = run("members", MEMBER_TITLES, [row], "--since", day(-4).isoformat(), "--commit")
    assert codes(result) == [(2, "所在党支部", "branch-day")]
    assert messages(result) == ["名册日期不能早于新成立支部成立的日期（2026年11月22日）"]
    assert run("members", MEMBER_TITLES, [row], "--since", day(-3).isoformat())[0] == 0
    actions.dissolve_organization(by="test", organization=branch, on=day(30), today=TODAY)
    _, result = run("members", MEMBER_TITLES, [row], "--commit")
    assert messages(result) == ["新成立支部自2026年12月25日起撤销"] and not Membership.objects.exists()


def test_a_conversion_that_has_not_come_is_left_out_and_nobody_is_a_full_member_by_it(tree: Tree, run: Command) -> None:
    row = ("崔明", number("19650305"), tree.branch.code, "2026-03-01", "2027-03-01")
    status, result = run("members", MEMBER_TITLES, [row], "--commit")
    assert status == 0 and codes(result, "warnings") == [(2, "转正时间", "full-in-future")]
    spell = Membership.objects.get()
    assert (spell.full_on, spell.status) == (None, Membership.Status.PROBATIONARY)


def test_nobody_joins_before_birth(tree: Tree, run: Command) -> None:
    row = ("崔明", number("19650305"), tree.branch.code, "1950-07-01", "")
    _, result = run("members", MEMBER_TITLES, [row], "--commit")
    assert messages(result) == ["入党时间早于出生日期，请核对"]


def test_a_month_that_closes_between_preview_and_import_keeps_the_roster_out(tree: Tree) -> None:
    clerk, since = tree.holder(tree.street, name="孟庆云"), date(2026, 10, 20)
    content = workbook(MEMBER_TITLES, [("崔明", number("19650305"), tree.branch.code, "1990-07-01", "1991-07-01")])
    now = timezone.now()
    batch = rosters.upload(
        content, by=clerk, subject=MEMBERS, organization=tree.street, since=since, filename="名册.xlsx", now=now
    )
    assert batch.valid == 1
    Month.objects.create(district=tree.district, month=date(2026, 10, 1), computed_at=now, closed_at=now)
    with pytest.raises(RuleViolation, match="2026年10月及以前已经封账"):
        rosters.commit(by=clerk, batch=batch, now=now)
    assert not Membership.objects.exists()


def test_an_operator_is_told_a_slip_of_the_year(run: Command, tree: Tree) -> None:
    status, result = run("posts", POST_TITLES, [("甲", "T-A", "干部", "", "")], "--since", "0206-11-25")
    assert status == 1 and "请核对年份" in messages(result)[0]


@pytest.mark.parametrize("key", ["members", "units"])
def test_what_a_closed_month_has_counted_is_not_undone_as_a_whole(tree: Tree, key: str) -> None:
    clerk, since, now = tree.holder(tree.street, name="孟庆云"), date(2026, 10, 20), timezone.now()
    members = (MEMBER_TITLES, ("崔明", number("19650305"), tree.branch.code, "1990-07-01", "1991-07-01"))
    units = (("单位名称", "单位类型", "所在社区"), ("税务局", "机关", "T-A-1"))
    titles, row = members if key == "members" else units
    batch = rosters.upload(
        workbook(titles, [row]),
        by=clerk,
        subject=subject_of(key),
        organization=tree.street,
        since=since,
        filename="名册.xlsx",
        now=now,
    )
    batch = rosters.commit(by=clerk, batch=batch, now=now)
    assert ROSTER.can("undo", batch, clerk, at=now)
    with transaction.atomic():
        Month.objects.create(district=tree.district, month=date(2026, 10, 1), computed_at=now, closed_at=now)
        assert not ROSTER.can("undo", batch, clerk, at=now)
        with pytest.raises(RuleViolation, match="自2026年10月20日起.*不能整批撤销；请逐项办理，自2026年11月1日起更正"):
            rosters.take_back(by=clerk, batch=batch, now=now)
        transaction.set_rollback(True)
    assert rosters.take_back(by=clerk, batch=batch, now=now).removed > 0
