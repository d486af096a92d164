"""Every tier holds what it owes, and the ledger of an organisation and year stands on one page (MTG-14)."""

import io
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from core.records.errors import RuleViolation
from meetings import actions, ledger_files
from meetings.duties.periods import REGULAR
from meetings.ledger import Ledger, of_year
from meetings.models import Meeting, MeetingKind
from members.models import Membership
from organizations import actions as tree
from organizations.kinds import Kind
from organizations.models import Organization, Position
from people.models import User
from tests.meetings.conftest import SINCE, World, at, client_of, make_person, make_user
from tests.meetings.test_path import planned

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MTG-14")]

VIEW = "organizations.view_meeting"
BRANCH = ("branch_general_meeting", "branch_committee_meeting", "party_lecture", "theme_day")
OWED = {
    Kind.BIG_COMMITTEE: ("big_committee_meeting", "theme_day", "party_lecture", "joint_conference"),
    Kind.COMMUNITY_GENERAL_BRANCH: (*BRANCH, "organizational_life_meeting", "democratic_appraisal"),
    Kind.COMMUNITY_COMMITTEE: (*BRANCH, "organizational_life_meeting", "democratic_appraisal"),
    Kind.BRANCH: (*BRANCH, "organizational_life_meeting", "democratic_appraisal"),
    Kind.FLOATING_MEMBER_BRANCH: BRANCH,
    Kind.GRID_BRANCH: BRANCH,
    Kind.PARTY_GROUP: ("group_meeting",),
    Kind.BUILDING_GROUP: ("group_meeting",),
    Kind.COMMUNITY: ("theme_day", "joint_conference", "delegate_conference"),
    Kind.STREET_WORKING_COMMITTEE: ("coordination_meeting",),
    Kind.DISTRICT_DEPARTMENT: ("coordination_meeting",),
}


def make(world: World, kind: str, code: str, name: str, parent: Organization) -> Organization:
    return tree.create_organization(by="test", kind=kind, code=code, name=name, parent=parent, since=SINCE)


def holder(organization: Organization, name: str, position: str) -> User:
    user = make_user(name, make_person(name))
    tree.appoint(by="test", person=user.person, organization=organization, position=position, since=SINCE)
    return user


def entered(world: World, host: Organization, kind: str, day: date, **fields: object) -> Meeting:
    """Held and recorded on the day."""
    form = {"form": "党课教育", "education": "理想教育"} if kind == "theme_day" else {}
    now = at(day.day, 18, month=day.month, year=day.year)
    return actions.enter(
        by=world.secretary, organization=host, kind=kind, topic=f"{day:%m%d}", place="室", content="学习",
        held_at=at(day.day, month=day.month, year=day.year), now=now, **(form | fields),
    )  # fmt: skip


def ledger(world: World, organization: Organization, year: int = 2026, *, user: User | None = None, now=None) -> Ledger:
    reader = User.objects.get(pk=(user or world.street_officer).pk)
    return of_year(reader, VIEW, organization, year, now=now or at(10))


def cells(found: Ledger, label: str) -> dict[int, list[str]]:
    [row] = [row for row in found.rows if row.label == label]
    return {month: [each.words for each in entries] for month, entries in enumerate(row.months, 1) if entries}


@pytest.mark.parametrize(("kind", "codes"), OWED.items())
def test_every_tier_may_hold_every_meeting_that_it_owes(db, kind, codes):
    hosted = {each.code for each in MeetingKind.objects.all() if kind in each.hosts}
    assert set(codes) <= hosted and {"symposium", "visit"} <= hosted


@pytest.mark.parametrize("regular", REGULAR, ids=lambda each: each.kind)
def test_whoever_owes_a_meeting_may_hold_it(db, regular):
    hosts = set(MeetingKind.objects.get(pk=regular.kind).hosts)
    assert set(regular.debtors) <= hosts


def test_who_has_no_such_meeting_does_not_hold_it(world):
    group = make(world, Kind.PARTY_GROUP, "NH-01-1-1", "第一党小组", world.branches[0])
    for host, kind in (
        (group, "branch_general_meeting"),
        (world.big_committee, "branch_general_meeting"),
        (world.branches[0], "group_meeting"),
        (world.branches[0], "big_committee_meeting"),
        (world.street, "party_lecture"),
    ):
        with pytest.raises(RuleViolation, match="不能主办"):
            planned(world, organization=host, kind=kind, form="", education="")


def test_a_general_branch_meets_with_its_own_members_and_committee_under_its_own_names(world):
    apart = make(world, Kind.BRANCH, "NH-01-8", "小区党支部", world.community)
    Membership.objects.create(person=make_person("另一支部"), organization=apart, during=(SINCE, None))
    secretary = holder(world.general, "总支书记", Position.SECRETARY)
    meeting = planned(world, organization=world.general, kind="branch_general_meeting", form="", education="")
    assert actions.notify(by=world.secretary, meeting=meeting, now=at(3)) == 10  # not the branch beside it
    assert meeting.label == "党员大会" and "幸福里社区党总支党员大会" in Meeting.objects.get(pk=meeting.pk).notice
    committee = planned(world, organization=world.general, kind="branch_committee_meeting", form="", education="")
    actions.notify(by=world.secretary, meeting=committee, now=at(3))
    assert list(committee.attendances.values_list("person", flat=True)) == [secretary.person_id]
    assert committee.label == "委员会会议"


def test_the_ledger_of_a_branch_has_its_groups_and_the_day_of_its_community(world):
    branch = world.branches[0]
    group = make(world, Kind.PARTY_GROUP, "NH-01-1-1", "第一党小组", branch)
    entered(world, branch, "branch_general_meeting", date(2026, 3, 5))
    entered(world, branch, "party_lecture", date(2026, 3, 5))
    entered(world, group, "group_meeting", date(2026, 4, 8), invited=[world.members[0].pk])
    entered(world, group, "group_meeting", date(2026, 4, 22), invited=[world.members[0].pk])
    entered(world, world.big_committee, "theme_day", date(2026, 5, 20))
    entered(world, world.branches[1], "branch_general_meeting", date(2026, 3, 6))  # another's
    entered(world, branch, "branch_general_meeting", date(2025, 3, 5))  # another year's
    found = ledger(world, branch)
    assert cells(found, "支部党员大会") == {3: ["5日 0/5"]}
    assert cells(found, "党小组会") == {4: ["8日 0/1", "22日 0/1"]}
    assert cells(found, "主题党日") == {5: ["20日 0/10"]}
    rows = {row.label: row for row in found.rows}
    assert (rows["支部党员大会"].owed, rows["支部党员大会"].held) == (4, 1)
    assert rows["支部党员大会"].missing == ["第2季度支部党员大会", "第3季度支部党员大会"]
    assert rows["主题党日"].owed == 11 and len(rows["主题党日"].missing) == 9  # May was held, November runs
    assert cells(ledger(world, branch, 2025), "支部党员大会") == {3: ["5日 0/5"]}


def test_a_plan_is_shown_as_not_recorded_and_a_cancelled_one_not_at_all(world):
    meeting = planned(world, organization=world.branches[0], kind="party_lecture", form="", education="")
    assert cells(ledger(world, world.branches[0]), "党课") == {11: ["20日 未记录"]}
    actions.cancel(by=world.secretary, meeting=meeting, reason="改期", now=at(4))
    assert cells(ledger(world, world.branches[0]), "党课") == {}


def test_the_branch_secretary_sees_that_the_community_held_it_without_opening_it(world):
    user = holder(world.branches[0], "支部书记", Position.SECRETARY)
    entered(world, world.big_committee, "theme_day", date(2026, 5, 20))
    found = ledger(world, world.branches[0], user=user)
    assert cells(found, "主题党日") == {5: ["20日 社区"]}
    [(_row, entry)] = found.entries
    assert entry.meeting is None and entry.common
    with time_machine.travel(at(10), tick=False):
        page = client_of(user).get(reverse("meetings:ledger", args=[world.branches[0].pk]))
    assert page.status_code == 200 and "20日 社区" in page.text


@pytest.mark.parametrize("tier", ["general", "grid", "building", "big_committee", "community"])
def test_every_tier_has_a_ledger(world, tier):
    grid = make(world, Kind.GRID_BRANCH, "NH-01-W1", "第一网格大党支部", world.big_committee)
    building = make(world, Kind.BUILDING_GROUP, "NH-01-W1-1", "1号楼党小组", grid)
    holder(grid, "网格书记", Position.SECRETARY)
    place = {
        "general": (world.general, "branch_general_meeting", "党员大会", "5日 0/10"),
        "grid": (grid, "branch_committee_meeting", "支委会", "5日 0/1"),
        "building": (building, "group_meeting", "党小组会", "5日 0/1"),
        "big_committee": (world.big_committee, "big_committee_meeting", "大党委会议", "5日 0/2"),
        "community": (world.big_committee, "big_committee_meeting", "大党委会议", "5日 0/2"),
    }
    host, kind, label, words = place[tier]
    invited = {"invited": [world.members[0].pk]} if kind == "group_meeting" else {}
    entered(world, host, kind, date(2026, 10, 5), **invited)
    shown = world.community if tier == "community" else host
    assert cells(ledger(world, shown), label) == {10: [words]}


def full_year(world: World, branch: Organization) -> None:
    groups = [make(world, Kind.PARTY_GROUP, f"NH-01-1-{n}", f"第{n}党小组", branch) for n in (1, 2, 3)]
    for month in range(1, 11):
        entered(world, branch, "branch_committee_meeting", date(2026, month, 6))
        entered(world, world.big_committee, "theme_day", date(2026, month, 20))
        for number, group in enumerate(groups):
            entered(world, group, "group_meeting", date(2026, month, 8 + number), invited=[world.members[0].pk])
    for month in (1, 4, 7, 10):
        entered(world, branch, "branch_general_meeting", date(2026, month, 15))
        entered(world, branch, "party_lecture", date(2026, month, 15))


def test_a_whole_year_is_one_page_and_the_workbook_says_the_same(world):
    branch = world.branches[0]
    holder(branch, "支部委员", Position.COMMITTEE_MEMBER)
    full_year(world, branch)
    found = ledger(world, branch)
    printed = PdfReader(io.BytesIO(ledger_files.pdf(found)))
    assert len(printed.pages) == 1
    text = printed.pages[0].extract_text().replace("\n", "")
    assert "2026年幸福里第1党支部三会一课台账" in text and "20日" in text
    width, height = printed.pages[0].mediabox.width, printed.pages[0].mediabox.height
    assert width > height
    book = load_workbook(io.BytesIO(ledger_files.xlsx(found)))
    grid, listed = book.worksheets
    by_label = {row[0]: row for row in grid.iter_rows(values_only=True) if row[0]}
    assert by_label["党小组会"][1] == "8日 0/1\n9日 0/1\n10日 0/1"
    assert by_label["党小组会"][14] == 30 and by_label["主题党日"][14] == 10
    assert sum(1 for row in listed.iter_rows(values_only=True) if row[6] == "已记录") == len(found.entries) == 58


@time_machine.travel(at(10), tick=False)
def test_the_page_its_files_and_who_may_open_them(world, django_assert_max_num_queries):
    branch = world.branches[0]
    entered(world, branch, "branch_general_meeting", date(2026, 3, 5))
    street = client_of(world.street_officer)
    page = street.get(reverse("meetings:ledger", args=[branch.pk]))
    assert "2026 年三会一课台账" in page.text and "5日 0/5" in page.text and "第2季度支部党员大会" in page.text
    for suffix, start in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        answer = street.get(reverse("meetings:ledger_file", args=[branch.pk, 2026, suffix]))
        assert answer.content.startswith(start)
    for wrong in ((branch.pk, 99999, "pdf"), (branch.pk, 2026, "exe"), (10**9, 2026, "pdf")):
        assert street.get(reverse("meetings:ledger_file", args=wrong)).status_code == 404
    assert client_of(world.other_secretary).get(reverse("meetings:ledger", args=[branch.pk])).status_code == 404
    names = street.get(reverse("meetings:ledgers"), {"name": "第1党支部"})
    assert [each.pk for each in names.context["page"]] == [branch.pk]
    for year in ("2019", "x", "99999", ""):
        assert street.get(reverse("meetings:ledger", args=[branch.pk]), {"year": year}).status_code == 200
    with django_assert_max_num_queries(14):
        street.get(reverse("meetings:ledger", args=[branch.pk]))


def test_its_queries_do_not_grow_with_the_year(world, django_assert_num_queries):
    branch = world.branches[0]
    entered(world, branch, "party_lecture", date(2026, 3, 5))
    user = world.street_officer
    with CaptureQueriesContext(connection) as one:
        of_year(User.objects.get(pk=user.pk), VIEW, branch, 2026, now=at(10))
    full_year(world, branch)
    with django_assert_num_queries(len(one)):
        of_year(User.objects.get(pk=user.pk), VIEW, branch, 2026, now=at(10))
