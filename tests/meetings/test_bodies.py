"""Coordination bodies at three levels: which there have to be, who sits in them, which are tight (ORG-12, ORG-31)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.records.errors import RuleViolation
from meetings.bodies import Judged, bodies, facts
from meetings.models import Resolution
from organizations import actions
from organizations.desks import queries as desks
from organizations.kinds import Kind
from organizations.models import Body, BodyKind, BodyMember, Organization, Position, Threshold, Unit
from organizations.registers import actions as registers
from organizations.registers.bodies import units_for
from organizations.registers.kinds import BODIES
from people.models import User
from tests.assessments import planting
from tests.clock import NOW, TODAY
from tests.organizations.conftest import Tree, sign_in, tree

__all__ = ["sign_in", "tree"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ORG-12")]
SignIn = Callable[[User], Client]
VIEW = "organizations.view_organization"
DISSOLVE, RESTORE = BODIES.steps
[MEMBERS] = BODIES.parts
LABELS = {
    "测试区委组织部": ["区域化党建工作指导委员会"],
    "甲街道党工委": ["区域化党建工作协调委员会"],
    "乙街道党工委": ["区域化党建工作协调委员会"],
    "幸福里社区": ["社区党建联席会议", "在职党员联络站"],
    "文庙社区": ["社区党建联席会议", "在职党员联络站"],
}


def found(organization: Organization, kind: str = "conference", **typed: Any) -> Body:
    given = {"kind": kind, "title": "联席会议", "founded_on": date(2025, 6, 1), "tightness": "松散型"} | typed
    made: Body = registers.enter(by="test", register=BODIES, organization=organization, today=TODAY, **given)
    return made


def tight(organization: Organization, kind: str = "conference", **typed: Any) -> Body:
    return found(organization, kind, tightness="紧密型", charter="第一条", charter_on=date(2025, 6, 2), **typed)


def sits(body: Body, *, unit: Unit | None = None, person: Any = None, **typed: Any) -> BodyMember:
    given = {"unit": unit, "person": person, "during": (date(2026, 1, 1), None), "duty": "成员"} | typed
    given["during"] = planting_range(*given["during"])
    made: BodyMember = registers.add_line(by="test", part=MEMBERS, entry=body, today=TODAY, **given)
    return made


def planting_range(since: date, until: date | None) -> Any:
    from psycopg2.extras import DateRange

    return DateRange(since, until)


def unit_of(community: Organization, kind: str = "new_economic", name: str = "便民超市") -> Unit:
    return actions.enter_unit(
        by="test", community=community, name=name, kind=kind, since=date(2025, 6, 1), today=TODAY
    ).unit


def judged(user: User, body: Body, *, today: date = TODAY) -> Judged:
    [row] = [row for row in bodies(user, VIEW, today=today) if row.record == body.pk]
    return row


def owed(user: User, key: str) -> list[tuple[bool, int, date, str]]:
    lines = desks.lines(User.objects.get(pk=user.pk), now=NOW)
    return [(line.own, line.count, line.due_on, line.detail) for line in lines if line.key == key]


@pytest.fixture
def district(tree: Tree) -> User:  # noqa: F811
    return tree.holder(tree.district, name="区干部")


def test_each_level_has_its_bodies_and_the_page_says_which_are_not_there(
    tree: Tree,
    district: User,
    sign_in: SignIn,
    django_assert_max_num_queries: Any,  # noqa: F811
) -> None:
    rows = list(bodies(district, VIEW, today=TODAY))
    named: dict[str, list[str]] = {}
    for row in rows:
        named.setdefault(row.organization, []).append(row.label)
    assert named == LABELS and all(row.record is None for row in rows)
    guidance = found(tree.district, "guidance", title="指导委员会")
    found(tree.street, "coordination", title="协调委员会")
    found(tree.community)
    found(tree.community, "station", title="联络站")
    client, page = sign_in(district), reverse("meetings:bodies")
    client.get(page)
    with django_assert_max_num_queries(12):
        answer = client.get(page)
    assert answer.context["told"] == "应有 7 个，已有 4 个；紧密型 0 个，其中 0 个没有达到要求"
    assert answer.context["percent"] == "50.0%" and not answer.context["kept"]
    missing = client.get(page, {"state": "missing"}).context["page"]
    assert [(row.organization, row.label) for row in missing] == [
        ("文庙社区", "社区党建联席会议"),
        ("文庙社区", "在职党员联络站"),
        ("乙街道党工委", "区域化党建工作协调委员会"),
    ]
    conference = found(tree.neighbour)
    answer = client.get(page, {"q": "文庙"})
    assert answer.context["percent"] == "100.0%" and answer.context["kept"] and len(answer.context["page"]) == 2
    registers.withdraw(by="test", register=BODIES, entry=conference, version=1, today=TODAY, reason="没有成立")
    assert client.get(page).context["percent"] == "50.0%"
    national = Threshold.objects.get(name="org.joint_conference.coverage", organization=None)
    actions.set_threshold(
        by="test", threshold=national, organization=tree.district, value="50", effective_from=TODAY, document="文件"
    )
    assert client.get(page).context["kept"], "the number is the district's"
    dissolved = Body.objects.get(pk=guidance.pk)
    registers.correct(
        by="test", register=BODIES, entry=dissolved, version=1, today=TODAY, step=DISSOLVE,
        dissolved_on=TODAY, reason="机构改革",
    )  # fmt: skip
    assert client.get(page).context["told"].startswith("应有 7 个，已有 3 个")
    with pytest.raises(RuleViolation, match="已经撤销"):
        registers.correct(
            by="test", register=BODIES, entry=Body.objects.get(pk=guidance.pk), version=2, today=TODAY, step=DISSOLVE,
            dissolved_on=TODAY, reason="再次",
        )  # fmt: skip
    restored = Body.objects.get(pk=guidance.pk)
    registers.correct(
        by="test", register=BODIES, entry=restored, version=2, today=TODAY, step=RESTORE,
        **RESTORE.also({"reason": "登记错了"}),
    )  # fmt: skip
    assert client.get(page).context["told"].startswith("应有 7 个，已有 4 个")
    foreign = sign_in(tree.holder(tree.other_street, name="乙街道干部")).get(page)
    assert [row.organization for row in foreign.context["page"]] == ["乙街道党工委"]


def test_what_is_not_there_is_owed_by_its_organisation_and_told_above(tree: Tree, district: User) -> None:  # noqa: F811
    director = tree.holder(tree.community, Position.DIRECTOR, name="社区主任")
    street = tree.holder(tree.street, name="街道干部")
    year_end = date(2025, 12, 31)
    assert [line[:3] for line in owed(director, "body.found")] == [(True, 2, year_end)]
    assert sorted(line[:2] for line in owed(street, "body.found")) == [(False, 4), (True, 1)]
    found(tree.community)
    assert owed(director, "body.found") == [(True, 1, year_end, "幸福里社区还没有在职党员联络站")]
    found(tree.community, "station")
    found(tree.street, "coordination")
    assert owed(director, "body.found") == []
    assert [line[:2] for line in owed(street, "body.found")] == [(False, 2)]


@pytest.mark.requirement("ORG-31")
@pytest.mark.parametrize(
    ("where", "kind", "typed", "field", "words"),
    [
        ("street", "guidance", {}, "kind", "由区委组织部设立"),
        ("community", "coordination", {}, "kind", "由街道党工委、镇党委、开发区党工委设立"),
        ("district", "conference", {}, "kind", "由社区设立"),
        ("street", "station", {}, "kind", "由社区设立"),
        ("branch", "two_new", {}, "organization", "不登记协调机构"),
        ("community", "conference", {"tightness": "很紧"}, "tightness", "没有“很紧”这一项"),
        ("community", "conference", {"tightness": ""}, "tightness", "没有“”这一项"),
        ("community", "conference", {"tightness": "紧密型"}, "charter", "紧密型要有章程"),
        ("community", "conference", {"charter": "第一条"}, None, "一起填写"),
        ("community", "conference", {"founded_on": date(2024, 12, 31)}, "founded_on", "不能早于"),
        ("community", "conference", {"founded_on": date(2026, 11, 26)}, "founded_on", "不能晚于今天"),
        (
            "community",
            "conference",
            {"charter": "第一条", "charter_on": date(2026, 11, 26)},
            "charter_on",
            "不能晚于今天",
        ),
    ],
)
def test_a_body_that_cannot_be_is_refused_at_its_field(
    tree: Tree,
    where: str,
    kind: str,
    typed: dict[str, Any],
    field: str | None,
    words: str,  # noqa: F811
) -> None:
    with pytest.raises(RuleViolation) as refused:
        found(getattr(tree, where), kind, **typed)
    assert refused.value.field == field and words in refused.value.message and not Body.objects.exists()


@pytest.mark.requirement("ORG-31")
def test_an_organisation_has_one_of_each_kind_at_a_time(tree: Tree) -> None:  # noqa: F811
    for kind in (BodyKind.CONFERENCE, BodyKind.STATION, BodyKind.TWO_NEW):
        found(tree.community, kind)
        with pytest.raises(RuleViolation, match="已经有这种机构"):
            found(tree.community, kind)
    assert Body.objects.count() == 3


def test_a_tight_body_has_charter_a_person_for_each_unit_its_meetings_and_no_late_resolution(
    tree: Tree,
    district: User,  # noqa: F811
) -> None:
    body = tight(tree.community)
    big = tree.make(Kind.BIG_COMMITTEE, "T-A-1-D", tree.community)
    row = judged(district, body)
    assert (row.tight, row.kept, row.lacks) == (True, False, "每家成员单位的固定成员、会议（应 2 次，已开 0 次）")
    line = sits(body, unit=unit_of(tree.community))
    assert not judged(district, body).fixed, "a unit without a person is no fixed member"
    sits(body, person=tree.person("召集人"), duty="召集人")
    assert not judged(district, body).fixed
    registers.correct_line(
        by="test", part=MEMBERS, line=line, version=1, today=TODAY, during=planting_range(date(2026, 1, 1), TODAY)
    )
    sits(body, unit=line.unit, person=tree.person("单位代表"), during=(TODAY, None))
    assert judged(district, body).fixed
    planting.meeting(tree.community, date(2026, 3, 1), kind="joint_conference", lag=1)
    planting.meeting(big, date(2026, 3, 1), kind="joint_conference", lag=1)
    planting.meeting(tree.community, date(2026, 4, 1), kind="symposium", lag=1)
    planting.meeting(tree.neighbour, date(2026, 5, 1), kind="joint_conference", lag=1)
    planting.meeting(tree.community, date(2025, 12, 1), kind="joint_conference", lag=1)
    planting.meeting(tree.community, date(2026, 11, 20), kind="joint_conference", lag=None)
    row = judged(district, body)
    assert (row.held, row.lacks) == (1, "会议（应 2 次，已开 1 次）"), (
        "one day is one meeting, of its kind, here, this year"
    )
    second = planting.meeting(big, date(2026, 9, 1), kind="joint_conference", lag=1)
    assert judged(district, body).kept
    todo = Resolution.objects.create(
        organization=big, meeting=second, text="整修楼道", owner=tree.person("责任人"), due_on=TODAY
    )
    assert judged(district, body).kept, "its last day is in time"
    Resolution.objects.filter(pk=todo.pk).update(due_on=TODAY - timedelta(days=1))
    row = judged(district, body)
    assert (row.kept, row.lacks) == (False, "办理逾期的 1 项决议")
    assert dict(facts(body, TODAY)) == {
        "2026年会议": "2 次",
        "会议的决议": "1 项，办结 0 项，逾期 1 项",
        "紧密型要求": "还缺办理逾期的 1 项决议",
    }
    Resolution.objects.filter(pk=todo.pk).update(state="done", result="已修好", done_at=NOW)
    assert judged(district, body).kept and dict(facts(body, TODAY))["紧密型要求"] == "已达到"


def test_a_loose_body_is_not_blamed_and_told_what_it_lacks(tree: Tree, district: User, sign_in: SignIn) -> None:  # noqa: F811
    found(tree.community, title="松散的会议")
    tight(tree.neighbour, title="紧密的会议")
    client, page = sign_in(district), reverse("meetings:bodies")
    short = client.get(page, {"state": "short"})
    assert [row.title for row in short.context["page"]] == ["紧密的会议"]
    assert "离紧密型还缺章程" in " ".join(client.get(page).text.split())
    assert short.context["told"].endswith("紧密型 1 个，其中 1 个没有达到要求")
    director = tree.holder(tree.neighbour, Position.DIRECTOR, name="社区主任")
    assert owed(director, "body.tight") == [
        (True, 1, date(2026, 12, 31), "还缺每家成员单位的固定成员、会议（应 2 次，已开 0 次）")
    ]
    director = tree.holder(tree.community, Position.DIRECTOR, name="另一主任")
    assert owed(director, "body.tight") == []


def test_a_body_of_this_year_need_not_have_met_yet(tree: Tree, district: User) -> None:  # noqa: F811
    body = tight(tree.community, founded_on=date(2026, 8, 1))
    sits(body, unit=unit_of(tree.community), person=tree.person("单位代表"), during=(date(2026, 8, 1), None))
    assert judged(district, body).kept


def test_the_number_of_meetings_is_the_districts(tree: Tree, district: User) -> None:  # noqa: F811
    body = tight(tree.street, "coordination")
    sits(body, unit=unit_of(tree.community), person=tree.person("单位代表"))
    planting.meeting(tree.street, date(2026, 3, 1), kind="coordination_meeting", lag=1)
    assert judged(district, body).lacks == "会议（应 2 次，已开 1 次）"
    national = Threshold.objects.get(name="org.body.tight_meetings_min", organization=None)
    actions.set_threshold(
        by="test", threshold=national, organization=tree.district, value="1", effective_from=TODAY, document="文件"
    )
    assert judged(district, body).kept


@pytest.mark.requirement("ORG-31")
@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({}, None, "请选择成员单位，或填写固定成员"),
        ({"during": (date(2025, 5, 31), None)}, "since", "不能早于联席会议成立的日期"),
        ({"during": (date(2028, 1, 1), None)}, "since", "不能晚于"),
        ({"unit": "elsewhere"}, "unit", "没有登记在幸福里社区范围内"),
    ],
)
def test_a_member_that_cannot_be_is_refused(
    tree: Tree,
    typed: dict[str, Any],
    field: str | None,
    words: str,  # noqa: F811
) -> None:
    body = found(tree.community, "two_new")
    if typed.get("unit"):
        typed = {"unit": unit_of(tree.neighbour)}
    elif field:
        typed |= {"person": tree.person("代表")}
    with pytest.raises(RuleViolation) as refused:
        sits(body, **typed)
    assert refused.value.field == field and words in refused.value.message and not BodyMember.objects.exists()


@pytest.mark.requirement("ORG-31")
def test_nobody_sits_twice_at_once_and_nobody_in_a_body_that_is_gone(tree: Tree) -> None:  # noqa: F811
    body, unit, person = found(tree.community), unit_of(tree.community), tree.person("代表")
    sits(body, unit=unit, person=person)
    with pytest.raises(RuleViolation, match="已是成员单位"):
        sits(body, unit=unit, person=tree.person("另一代表"))
    with pytest.raises(RuleViolation, match="此人在这段时间已是成员"):
        sits(body, person=person)
    registers.correct(
        by="test", register=BODIES, entry=Body.objects.get(pk=body.pk), version=1, today=TODAY, step=DISSOLVE,
        dissolved_on=TODAY, reason="合并",
    )  # fmt: skip
    with pytest.raises(RuleViolation, match="撤销"):
        sits(Body.objects.get(pk=body.pk), person=tree.person("后来的"))


@pytest.mark.requirement("ORG-31")
def test_in_the_conference_of_two_new_organisations_sit_new_organisations_only(tree: Tree, district: User) -> None:  # noqa: F811
    shop, office = unit_of(tree.community), unit_of(tree.community, "organ", "税务所")
    social = unit_of(tree.neighbour, "new_social", "义工协会")
    here, above = found(tree.community, "two_new"), found(tree.street, "two_new", title="街道两新联席会议")
    assert {each.name for each in units_for(here)} == {"便民超市"}
    assert {each.name for each in units_for(above)} == {"便民超市", "义工协会"}
    with pytest.raises(RuleViolation) as refused:
        sits(above, unit=office)
    assert refused.value.field == "unit" and "不是新经济组织或新社会组织" in refused.value.message
    sits(above, unit=social, person=tree.person("会长"))
    sits(above, unit=shop, person=tree.person("店长"))
    planting.meeting(tree.street, date(2026, 3, 1), kind="two_new_conference", lag=1)
    planting.meeting(tree.street, date(2026, 4, 1), kind="coordination_meeting", lag=1)
    row = judged(district, above)
    assert (row.units, row.persons, row.held, row.fixed) == (2, 2, 1, True)
    rows = [(row.organization, row.label) for row in bodies(district, VIEW, today=TODAY) if row.record]
    assert rows == [("甲街道党工委", BodyKind.TWO_NEW.label), ("幸福里社区", BodyKind.TWO_NEW.label)]


def test_in_the_districts_committee_sit_its_own_organs(tree: Tree) -> None:  # noqa: F811
    body = found(tree.district, "guidance")
    organ = unit_of(tree.community, "organ", "区税务局")
    unit_of(tree.community)
    assert list(units_for(body)) == []
    Unit.objects.filter(pk=organ.pk).update(district_organ=True)
    assert [each.name for each in units_for(body)] == ["区税务局"]


def test_a_founding_day_after_the_first_member_is_refused(tree: Tree) -> None:  # noqa: F811
    body = found(tree.community)
    sits(body, person=tree.person("代表"))
    with pytest.raises(RuleViolation) as refused:
        registers.correct(
            by="test", register=BODIES, entry=Body.objects.get(pk=body.pk), version=1, today=TODAY,
            founded_on=date(2026, 2, 1),
        )  # fmt: skip
    assert refused.value.field == "founded_on"
