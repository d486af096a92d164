"""Pages of the tree, posts and units, walked by the people who use them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organizations import actions
from organizations.kinds import Kind
from organizations.models import Organization, Position, Post, Unit, UnitPresence
from people.models import Person, User
from tests.organizations.conftest import SINCE, TODAY, Tree, confirmed
from tests.organizations.rosters import Command

SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel("2026-11-22T04:00:00Z", tick=False):
        yield


@pytest.fixture
def clerk(tree: Tree, sign_in: SignIn) -> Client:
    return sign_in(tree.holder(tree.street, name="街道干部"))


@pytest.fixture
def secretary(tree: Tree, sign_in: SignIn) -> Client:
    return sign_in(tree.holder(tree.general_branch, Position.SECRETARY, name="社区书记"))


def url(name: str, *args: int) -> str:
    return reverse(f"organizations:{name}", args=args)


def page(client: Client, name: str, *args: int, status: int = 200, **query: str) -> str:
    answer = client.get(url(name, *args), query)
    assert answer.status_code == status
    return answer.content.decode()


def test_tree_begins_at_the_users_own_organisation(tree: Tree, clerk: Client) -> None:
    text = page(clerk, "index")
    assert "幸福里社区党总支" in text and "文庙社区" in text
    assert "乙街道党工委" not in text


def test_tree_costs_the_same_for_many_organisations(tree: Tree, clerk: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(clerk, "index")
        return len(queries)

    page(clerk, "index")
    few = cost()
    for number in range(20):
        tree.make(Kind.COMMUNITY, f"M-{number}", tree.street)
    assert cost() == few


def test_deeper_nodes_come_when_opened(tree: Tree, sign_in: SignIn) -> None:
    client = sign_in(tree.holder(tree.district, name="组织部"))
    assert "幸福里社区党总支" not in page(client, "index")
    assert "幸福里社区党总支" in page(client, "branch", tree.community.pk)


@pytest.mark.requirement("ORG-03")
def test_page_shows_the_chain_of_superiors(tree: Tree, secretary: Client) -> None:
    text = page(secretary, "detail", tree.branch.pk)
    text = text.split("<main")[1]
    positions = [text.index(name) for name in ("测试区委组织部", "甲街道党工委", "幸福里社区党总支")]
    assert positions == sorted(positions)
    assert url("detail", tree.community.pk) in text
    assert url("detail", tree.street.pk) not in text  # named, but not a way out of the scope


def test_out_of_scope_is_not_found(tree: Tree, secretary: Client) -> None:
    for name in ("detail", "history", "appoint", "rename", "dissolve", "create", "branch"):
        page(secretary, name, tree.neighbour.pk, status=404)


def test_in_scope_without_the_right_is_forbidden(tree: Tree, secretary: Client) -> None:
    for name in ("appoint", "rename", "move", "dissolve", "establish_big_committee"):
        page(secretary, name, tree.community.pk, status=403)


def test_clerk_appoints_a_secretary(tree: Tree, clerk: Client) -> None:
    known = tree.person("王丽")
    actions.appoint(by="test", person=known, organization=tree.street, position=Position.OFFICER, since=SINCE)
    form = page(clerk, "appoint", tree.general_branch.pk)
    assert 'value="2031-11-22"' in form  # five years, from the threshold
    answer = clerk.post(
        url("appoint", tree.general_branch.pk),
        {
            "person_name": "王 丽",
            "position": "secretary",
            "basis": "election",
            "since": "2026-11-22",
            "full_time": "on",
        },
    )
    assert answer.status_code == 302
    assert Post.objects.get(organization=tree.general_branch).person == known


def test_new_person_is_entered_with_the_appointment(tree: Tree, clerk: Client) -> None:
    data = {"person_name": "赵新来", "position": "secretary", "basis": "appointment", "since": "2026-11-22"}
    answer = clerk.post(url("appoint", tree.branch.pk), data)
    assert answer.status_code == 422 and "没有这位人员" in answer.content.decode()
    assert not Person.objects.filter(name="赵新来").exists()
    assert clerk.post(url("appoint", tree.branch.pk), data | {"register_new": "on"}).status_code == 302
    assert Post.objects.get(organization=tree.branch).person.name == "赵新来"


def test_one_of_two_persons_with_one_name_is_chosen(tree: Tree, clerk: Client) -> None:
    first, second = tree.person("王丽"), tree.person("王丽")
    for person in (first, second):
        actions.appoint(by="test", person=person, organization=tree.street, position=Position.OFFICER, since=SINCE)
    data = {"person_name": "王丽", "position": "secretary", "basis": "election", "since": "2026-11-22"}
    answer = clerk.post(url("appoint", tree.branch.pk), data)
    assert "有2位同名人员" in answer.content.decode()
    clerk.post(url("appoint", tree.branch.pk), data | {"person": second.pk})
    assert Post.objects.get(organization=tree.branch).person == second


def test_second_secretary_is_refused_at_the_form_and_nothing_is_lost(tree: Tree, clerk: Client) -> None:
    tree.holder(tree.branch, Position.SECRETARY, name="现任")
    data = {
        "person_name": "赵新来",
        "register_new": "on",
        "position": "secretary",
        "basis": "election",
        "since": "2026-11-22",
    }
    answer = clerk.post(url("appoint", tree.branch.pk), data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "同一时间这个职务只能由一人担任" in text and 'value="赵新来"' in text
    assert not Person.objects.filter(name="赵新来").exists()  # nothing half written


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"since": "2026-13-01"}, "日期不对"),
        ({"since": ""}, "必填"),
        ({"term_ends_on": "2020-01-01"}, "届满日期必须晚于任职日期"),
        ({"position": "household_head"}, "不能选"),
        ({"person_name": ""}, "必填"),
    ],
)
def test_bad_input_is_named_in_chinese(tree: Tree, clerk: Client, changed: dict[str, str], message: str) -> None:
    data = {
        "person_name": "赵新来",
        "register_new": "on",
        "position": "secretary",
        "basis": "election",
        "since": "2026-11-22",
    }
    answer = clerk.post(url("appoint", tree.branch.pk), data | changed)
    assert answer.status_code == 422
    assert message in answer.content.decode()


def test_end_of_a_post_shows_the_rights_that_go(tree: Tree, clerk: Client) -> None:
    user = tree.holder(tree.branch, Position.SECRETARY, name="支部书记")
    post = user.person.posts.get()
    text = page(clerk, "end_post", post.pk)
    assert "维护党员" in text and "幸福里第一党支部" in text
    assert clerk.post(url("end_post", post.pk), {"on": "2026-11-22", "reason": "退休"}).status_code == 302
    post.refresh_from_db()
    assert post.during.upper == TODAY
    assert "已于2026-11-22结束" in clerk.post(url("end_post", post.pk), {"on": "2026-11-22"}).content.decode()


@pytest.mark.requirement("ORG-01")
def test_clerk_creates_only_what_may_stand_there(tree: Tree, clerk: Client) -> None:
    text = page(clerk, "create", tree.street.pk)
    assert "小区党支部" in text and "网格大党支部" not in text
    data = {"kind": "grid_branch", "name": "第一网格", "code": "X", "since": "2026-11-22"}
    assert clerk.post(url("create", tree.street.pk), data).status_code == 422
    data = {"kind": "estate_branch", "name": "天成首府小区党支部", "code": "T-A-9", "since": "2026-11-22"}
    assert clerk.post(url("create", tree.street.pk), data).status_code == 302
    assert Organization.objects.get(code="T-A-9").ancestor_ids[-2] == tree.street.pk


def test_secretary_keeps_the_bodies_of_the_grids(tree: Tree, secretary: Client) -> None:
    committee = tree.make(Kind.BIG_COMMITTEE, "T-A-1-D", tree.community)
    data = {"kind": "grid_branch", "name": "第一网格大党支部", "code": "T-A-1-D-01", "since": "2026-11-22"}
    assert secretary.post(url("create", committee.pk), data).status_code == 302
    page(secretary, "create", tree.community.pk, status=403)


@pytest.mark.requirement("ORG-07")
def test_unusual_grid_secretary_is_warned_not_refused(tree: Tree, clerk: Client) -> None:
    committee = tree.make(Kind.BIG_COMMITTEE, "T-A-1-D", tree.community)
    grid_branch = tree.make(Kind.GRID_BRANCH, "T-A-1-D-01", committee)
    inside = tree.holder(committee, Position.COMMITTEE_MEMBER, name="大党委委员")
    data = {"position": "secretary", "basis": "appointment", "since": "2026-11-22"}
    answer = clerk.post(
        url("appoint", grid_branch.pk), data | {"person_name": "外人", "register_new": "on"}, follow=True
    )
    assert "一般由大党委委员或担任网格长的党员担任" in answer.content.decode()
    actions.end_post(by="test", post=Post.objects.get(organization=grid_branch), on=date(2026, 11, 23), today=TODAY)
    answer = clerk.post(
        url("appoint", grid_branch.pk),
        data | {"person_name": inside.person.name, "since": "2026-11-23"},
        follow=True,
    )
    assert "一般由" not in answer.content.decode()
    assert Post.objects.filter(organization=grid_branch).count() == 2


@pytest.mark.requirement("ORG-07")
def test_unusual_leader_of_a_building_group_is_warned(tree: Tree, clerk: Client) -> None:
    parent = tree.community
    for kind in (Kind.BIG_COMMITTEE, Kind.GRID_BRANCH, Kind.BUILDING_GROUP):
        parent = tree.make(kind, f"X-{kind}", parent)
    household = tree.make(Kind.MEMBER_HOUSEHOLD, "X-H", parent)
    head = tree.holder(household, Position.HOUSEHOLD_HEAD, name="户长")
    data = {"position": "leader", "basis": "appointment", "since": "2026-11-22", "person_name": head.person.name}
    answer = clerk.post(url("appoint", parent.pk), data, follow=True)
    assert "已任命户长" in answer.content.decode() and "一般由党员中心户" not in answer.content.decode()


def test_rename_of_a_stale_page_is_told(tree: Tree, clerk: Client) -> None:
    data = {"name": "新名称党支部", "on": "2026-11-22", "version": tree.branch.version}
    assert clerk.post(url("rename", tree.branch.pk), data).status_code == 302
    answer = clerk.post(url("rename", tree.branch.pk), data | {"name": "另一个名称"})
    assert answer.status_code == 422 and "现在的名称是“新名称党支部”" in answer.content.decode()
    assert "另一个名称" in answer.content.decode()


def test_move_offers_only_superiors_in_scope(tree: Tree, sign_in: SignIn, clerk: Client) -> None:
    assert "乙街道党工委" not in page(clerk, "move", tree.community.pk)
    district = sign_in(tree.holder(tree.district, name="组织部"))
    data = {"parent": tree.other_street.pk, "on": "2026-11-22"}
    assert clerk.post(url("move", tree.community.pk), data).status_code == 422
    assert confirmed(district, url("move", tree.community.pk), data).status_code == 302
    page(clerk, "detail", tree.community.pk, status=404)


@pytest.mark.requirement("ORG-21")
def test_dissolution_shows_who_loses_what(tree: Tree, clerk: Client) -> None:
    tree.holder(tree.branch, Position.SECRETARY, name="支部书记")
    assert "支部书记" in page(clerk, "dissolve", tree.branch.pk)
    refused = clerk.post(url("dissolve", tree.general_branch.pk), {"on": "2026-11-22"})
    assert "下面还有幸福里第一党支部" in refused.content.decode()
    assert confirmed(clerk, url("dissolve", tree.branch.pk), {"on": "2026-11-22"}).status_code == 302
    assert "2026 年 11 月 22 日 星期日撤销" in page(clerk, "detail", tree.branch.pk)


@pytest.mark.requirement("ORG-21")
def test_state_as_of_a_day(tree: Tree, sign_in: SignIn) -> None:
    client = sign_in(tree.holder(tree.district, name="组织部"))
    tree.holder(tree.community, Position.DIRECTOR, name="老主任", until=date(2026, 3, 1))
    actions.rename_organization(
        by="test", organization=tree.community, name="幸福里新社区", on=date(2026, 5, 1), today=TODAY
    )
    actions.move_organization(
        by="test", organization=tree.community, parent=tree.other_street, on=date(2026, 6, 1), today=TODAY
    )
    then = page(client, "history", tree.community.pk, on="2026-02-01")
    assert "幸福里社区" in then and "甲街道党工委" in then and "老主任" in then
    now = page(client, "history", tree.community.pk, on="2026-11-22")
    assert "幸福里新社区" in now and "乙街道党工委" in now and "老主任" not in now


@pytest.mark.requirement("ORG-06")
def test_composition_says_what_is_missing(tree: Tree, clerk: Client) -> None:
    tree.holder(tree.general_branch, Position.SECRETARY, name="书记甲", basis=Post.Basis.ELECTION)
    answer = clerk.post(
        url("establish_big_committee", tree.community.pk),
        {"name": "幸福里社区大党委", "code": "T-A-1-D", "since": "2026-11-22"},
    )
    committee = Organization.objects.get(kind=Kind.BIG_COMMITTEE)
    assert answer["Location"] == url("detail", committee.pk)
    text = page(clerk, "detail", committee.pk)
    assert (
        "缺委员（含书记、副书记）8名" in text
        and "缺专职副书记（兼办公室主任）1名" in text
        and "缺兼职副书记2名" in text
    )
    for number in range(3):
        tree.holder(committee, Position.PART_TIME_DEPUTY, name=f"兼职{number}", since=TODAY)
    tree.holder(committee, Position.FULL_TIME_DEPUTY, name="专职", since=TODAY)
    for number in range(4):
        tree.holder(committee, Position.COMMITTEE_MEMBER, name=f"委员{number}", since=TODAY)
    text = page(clerk, "detail", committee.pk)
    assert "缺" not in text.split("班子组成")[1].split("</table>")[0]
    assert "兼职副书记超出1名" in text
    again = clerk.post(
        url("establish_big_committee", tree.community.pk), {"name": "又一个", "code": "Z", "since": "2026-11-22"}
    )
    assert "已有幸福里社区大党委" in again.content.decode()


def test_secretary_registers_a_unit_and_its_reporting_in(tree: Tree, secretary: Client) -> None:
    data = {"name": "供电公司", "kind": "organ", "community": tree.community.pk, "since": "2026-11-01"}
    assert secretary.post(url("new_unit"), data).status_code == 302
    text = page(secretary, "units", waiting="on")
    assert "还有 1 家单位没有报到" in text and "供电公司" in text
    presence = UnitPresence.objects.get()
    secretary.post(url("report_in", presence.pk), {"on": "2026-11-20"})
    assert UnitPresence.objects.get().reported_in_on == date(2026, 11, 20)
    assert "登记的单位都已报到" in page(secretary, "units", waiting="on")
    double = secretary.post(url("new_unit"), data)
    assert "该单位已在本社区登记" in double.content.decode()
    elsewhere = secretary.post(url("new_unit"), data | {"community": tree.neighbour.pk})
    assert elsewhere.status_code == 422
    assert Unit.objects.count() == 1


@pytest.mark.requirement("ORG-13")
def test_a_unit_is_registered_with_its_contact_person_in_one_act(tree: Tree, secretary: Client) -> None:
    data = {"name": "热力 公司", "kind": "organ", "community": tree.community.pk, "since": "2026-11-01"}
    data |= {"party_organization": tree.branch.pk, "person_name": "石大勇", "phone": "13900000008"}
    refused = secretary.post(url("new_unit"), data)
    assert refused.status_code == 422 and "若是新人员，请勾选" in refused.text and not Unit.objects.exists()
    assert secretary.post(url("new_unit"), data | {"register_new": "on"}).status_code == 302
    presence = UnitPresence.objects.get()
    assert (presence.unit.name, presence.unit.party_organization) == ("热力公司", tree.branch)
    assert presence.contact is not None and (presence.contact.name, presence.contact.phone) == ("石大勇", "13900000008")
    assert "石大勇" in page(secretary, "units")
    beyond = secretary.post(url("new_unit"), data | {"name": "别家", "party_organization": tree.other_street.pk})
    assert beyond.status_code == 422 and Unit.objects.count() == 1


@pytest.mark.requirement("ORG-11")
def test_posts_whose_terms_end_soon_are_listed(tree: Tree, clerk: Client) -> None:
    for name, term in (("将届满", date(2027, 2, 1)), ("已届满", date(2026, 1, 1)), ("还早", date(2029, 1, 1))):
        actions.appoint(
            by="test",
            person=tree.person(name),
            organization=tree.branch,
            position=Position.COMMITTEE_MEMBER,
            since=SINCE,
            term_ends_on=term,
        )
    text = page(clerk, "posts", ending="on")
    assert "将届满</a>" in text and "已届满</a>" in text and "还早</a>" not in text


def test_export_of_posts_needs_its_right(tree: Tree, clerk: Client, sign_in: SignIn) -> None:
    answer = clerk.get(url("posts"), {"format": "xlsx"})
    assert answer.content[:2] == b"PK"
    worker = sign_in(tree.holder(tree.community, Position.WORKER, name="社区工作者"))
    assert worker.get(url("posts"), {"format": "xlsx"}).status_code == 403


def test_a_credit_code_is_one_rule_for_page_roster_and_admin(tree: Tree, sign_in: SignIn, tmp_path: Path) -> None:
    street = sign_in(tree.holder(tree.street, name="孟庆云", staff=True))
    typed = {"name": "税务局", "kind": "organ", "community": tree.community.pk, "since": TODAY, "credit_code": "123"}
    refused = street.post(reverse("organizations:new_unit"), typed)
    assert refused.status_code == 422 and "统一社会信用代码应为18位" in refused.content.decode()
    _, result = Command(tmp_path)(
        "units", ("单位名称", "单位类型", "所在社区", "统一社会信用代码"), [("税务局", "机关", "T-A-1", "123")]
    )
    assert [found["code"] for found in result["errors"]] == ["credit-code"]
    good = typed | {"credit_code": "91350100m000100y43"}
    assert street.post(reverse("organizations:new_unit"), good).status_code == 302
    unit = Unit.objects.get()
    assert unit.credit_code == "91350100M000100Y43"
    page = street.post(
        reverse("admin:organizations_unit_change", args=[unit.pk]),
        {"name": unit.name, "kind": unit.kind, "credit_code": "91350100M000100Y44"},
    )
    assert "最后一位与前面不符" in page.content.decode()


def test_a_part_time_deputy_is_not_full_time_whatever_was_ticked(tree: Tree, sign_in: SignIn) -> None:
    committee = tree.make(Kind.BIG_COMMITTEE, "T-A-1-D", tree.community)
    page = reverse("organizations:appoint", args=[committee.pk])
    street = sign_in(tree.holder(tree.street, name="孟庆云"))
    assert street.get(page).context["form"]["basis"].value() == Post.Basis.SELECTION
    typed = {"person_name": "田志远", "register_new": "on", "position": "part_time_deputy", "full_time": "on"}
    street.post(page, typed | {"basis": "selection", "since": TODAY})
    assert not Post.objects.get(organization=committee).full_time
