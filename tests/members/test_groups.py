"""Which member is in which Party group, reassigned in bulk; the roster of a branch on paper (MEM-21)."""

import io
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from core.models import AuditEvent
from core.records.errors import RuleViolation
from meetings import actions as meetings
from meetings.models import Attendance
from members import actions
from members.groups import papers, queries
from members.groups.actions import assign
from members.models import GroupMembership, Membership, StandingSpell
from organizations import actions as tree
from organizations.models import Organization
from tests.clock import NOW, TODAY
from tests.members.conftest import SINCE, add_member

pytestmark = pytest.mark.requirement("MEM-21")
PAGE = reverse("members:groups")


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def groups(district) -> list[Organization]:
    return [
        tree.create_organization(
            by="tests",
            kind="party_group",
            code=f"DX-G{each}",
            name=f"第{each}党小组",
            parent=district.branch,
            since=SINCE,
        )
        for each in (1, 2)
    ]


@pytest.fixture
def members(district) -> list[Membership]:
    return [add_member(district.branch, name) for name in ("冯一", "陈二", "褚三")]


@pytest.fixture
def office(district) -> Client:
    return client_of(district.secretary)


def send(client: Client, branch: Organization, into, spells, **data):
    values = {
        "group": into.pk if into else "",
        "on": TODAY.isoformat(),
        "seen": queries.digest(queries.lines(branch)),
        "persons": [spell.person_id for spell in spells],
    }
    return client.post(f"{PAGE}?branch={branch.pk}", values | data)


def where(on: date = TODAY) -> dict[str, str]:
    rows = GroupMembership.objects.as_of(on).order_by("person__name")
    return dict(rows.values_list("person__name", "organization__name"))


def test_many_are_assigned_at_once_and_reassigned_with_every_day_kept(district, groups, members, office):
    early = TODAY - timedelta(days=10)
    assert send(office, district.branch, groups[0], members, on=early.isoformat()).status_code == 302
    assert where() == dict.fromkeys(["冯一", "陈二", "褚三"], "第1党小组")
    assert send(office, district.branch, groups[1], members[:2]).status_code == 302
    assert where() == {"冯一": "第2党小组", "陈二": "第2党小组", "褚三": "第1党小组"}
    assert where(TODAY - timedelta(days=1)) == dict.fromkeys(["冯一", "陈二", "褚三"], "第1党小组")
    assert send(office, district.branch, None, members[2:]).status_code == 302
    assert "褚三" not in where()
    event = AuditEvent.objects.filter(code="members.grouped").order_by("-pk")[1]
    assert set(event.data["persons"]) == {members[0].person_id, members[1].person_id}
    page = office.get(reverse("members:member", args=[members[0].pk])).text
    assert "第2党小组" in page
    assert send(office, district.branch, groups[0], members[:1]).status_code == 302, "a slip of the same day"
    assert where()["冯一"] == "第1党小组"
    assert not Membership.objects.exclude(organization=district.branch).exists(), "the relationship is the branch's"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"persons": []}, "请先勾选党员"),
        ({"on": (TODAY + timedelta(days=1)).isoformat()}, "编组日期不能晚于今天"),
        ({"on": "2019-12-31"}, "编组日期不能早于"),
        ({"seen": "0" * 16}, "刚被别人改过"),
        ({"group": "branch"}, "不能选"),
    ],
)
def test_what_cannot_be_assigned_is_refused_and_nobody_moves(district, groups, members, office, data, said):
    if data.get("group"):
        data = {"group": district.branch.pk}
    answer = send(office, district.branch, groups[0], members, **data)
    assert answer.status_code == 422 and said in answer.text
    assert not GroupMembership.objects.exists()


def test_all_or_none_and_nobody_of_another_branch(district, groups, members, office):
    stranger = add_member(district.other_branch, "外人")
    assert send(office, district.branch, groups[0], [*members, stranger]).status_code == 422
    assert not GroupMembership.objects.exists()
    given = {"by": "tests", "on": TODAY, "today": TODAY, "persons": [members[0].person_id]}
    seen = queries.digest(queries.lines(district.other_branch))
    with pytest.raises(RuleViolation, match="不在本支部"):
        assign(**given, branch=district.other_branch, group=None, seen=seen)
    elsewhere = tree.create_organization(
        by="tests", kind="party_group", code="DX-GX", name="外组", parent=district.other_branch, since=SINCE
    )
    with pytest.raises(RuleViolation, match="请选择本支部的党小组"):
        assign(**given, branch=district.branch, group=elsewhere, seen=queries.digest(queries.lines(district.branch)))
    assert client_of(district.other_secretary).get(f"{PAGE}?branch={district.branch.pk}").context["branch"] != (
        district.branch
    )
    assert client_of(district.member).get(PAGE).status_code == 403


def test_a_day_before_the_last_change_or_before_joining_the_branch_is_refused(district, groups, members, office):
    send(office, district.branch, groups[0], members[:1])
    before = TODAY - timedelta(days=1)
    late = send(office, district.branch, groups[1], members[:1], on=before.isoformat())
    assert late.status_code == 422 and "编组日期不能更早" in late.text
    Membership.objects.filter(pk=members[1].pk).update(during=(TODAY, None))
    young = send(office, district.branch, groups[1], members[1:2], on=before.isoformat())
    assert young.status_code == 422 and "起才在本支部" in young.text


def test_who_leaves_the_branch_leaves_the_group(district, groups, members, office):
    send(office, district.branch, groups[0], members, on=(TODAY - timedelta(days=5)).isoformat())
    second = tree.create_organization(
        by="tests", kind="branch", code="DX-A-1-2", name="第二党支部", parent=Organization.objects.get(code="DX-A-1Z"),
        since=SINCE,
    )  # fmt: skip
    one, two, three = members
    actions.change_membership(by="t", membership=one, on=TODAY, version=1, today=TODAY, branch=second)
    actions.end_membership(by="t", membership=two, on=TODAY, version=1, today=TODAY, reason="death")
    actions.change_membership(by="t", membership=three, on=TODAY, version=1, today=TODAY, member_class="retired")
    assert where() == {"褚三": "第1党小组"}
    assert set(where(TODAY - timedelta(days=1))) == {"冯一", "陈二", "褚三"}


def test_a_meeting_of_the_group_expects_its_members(district, groups, members, office):
    send(office, district.branch, groups[0], members[:2], on=(TODAY - timedelta(days=5)).isoformat())
    made = meetings.plan(
        by="tests", organization=groups[0], kind="group_meeting", topic="学习", starts_at=NOW + timedelta(days=1),
        place="活动室", now=NOW,
    )  # fmt: skip
    meetings.notify(by="tests", meeting=made, now=NOW)
    expected = Attendance.objects.filter(meeting=made).order_by("person__name")
    assert list(expected.values_list("person__name", flat=True)) == sorted(["冯一", "陈二"])


def test_the_roster_says_age_party_age_and_group_on_a4_landscape(district, groups, office):
    old = add_member(
        district.branch, "老一", birth_date=date(1950, 11, 26), sex="female", joined_on=date(1975, 7, 1),
        full_on=date(1975, 7, 1),
    )  # fmt: skip
    new = add_member(district.branch, "新二", birth_date=date(2000, 11, 25), joined_on=date(2026, 1, 1))
    Membership.objects.filter(pk=new.pk).update(status="probationary")
    unknown = add_member(district.branch, "不三")
    StandingSpell.objects.create(
        organization=district.branch, person=old.person, kind="suspended", end="restored",
        during=(date(2010, 1, 1), date(2012, 1, 1)),
    )  # fmt: skip
    send(office, district.branch, groups[0], [old])
    rows = {row[1]: row for row in papers.roster_rows(district.branch, today=TODAY)}
    titles = [column.title for column in papers.COLUMNS]
    line = dict(zip(titles, rows["老一"], strict=True))
    assert (line["年龄"], line["党龄"], line["党小组"], line["性别"]) == ("75", "49年", "第1党小组", "女")
    young = dict(zip(titles, rows["新二"], strict=True))
    assert (young["年龄"], young["党龄"], young["党员类别"]) == ("26", "", "预备党员")
    assert rows[unknown.person.name][titles.index("党龄")] == "", "not recorded is no number"
    answer = office.get(reverse("members:roster_pdf", args=[district.branch.pk]))
    pages = PdfReader(io.BytesIO(answer.content)).pages
    box = pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (842, 595), "A4, the long side across"
    text = "".join(page.extract_text() for page in pages)
    assert "49年" in text and "第1党小组" in text and "共3名" in text
    assert client_of(district.other_secretary).get(answer.wsgi_request.path).status_code == 404
