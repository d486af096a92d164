"""The month's theme day (MTG-04): who owes one, of which forms and educations, leave and make-up, who is behind."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditEvent
from core.records.errors import RuleViolation
from meetings import actions, queries
from meetings.models import Attendance, Meeting, Reminded
from meetings.progress import debtors, totals
from members.models import Membership
from organizations import actions as tree
from organizations.kinds import Kind
from organizations.models import Month, Organization, Position, Threshold
from organizations.standards.table import definition
from tests.meetings.conftest import SINCE, World, at, client_of, make_person, make_user
from tests.meetings.test_path import held, planned

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MTG-04")]

VIEW = "organizations.view_meeting"
NOVEMBER = date(2026, 11, 1)
FORMS = ["党课教育", "座谈交流", "参观学习", "走访调研", "义务劳动", "走访慰问困难党员"]
EDUCATIONS = ["理想教育", "责任教育", "能力教育", "形象教育"]


def stages(world: World, day: int, month: date = NOVEMBER, *, of_month: int = 11) -> dict[int, str]:
    rows = debtors(world.street_officer, VIEW, month, now=at(day, month=of_month))
    return {row.organization: row.stage for row in rows}


def grid_branch(world: World) -> Organization:
    made = tree.create_organization(
        by="test",
        kind=Kind.GRID_BRANCH,
        code="NH-01-W1",
        name="第一网格大党支部",
        parent=world.big_committee,
        since=SINCE,
    )
    head = make_user("grid", make_person("网格书记"))
    tree.appoint(by="test", person=head.person, organization=made, position=Position.SECRETARY, since=SINCE)
    group = tree.create_organization(
        by="test", kind=Kind.BUILDING_GROUP, code="NH-01-W1-1", name="1号楼党小组", parent=made, since=SINCE
    )
    leader = make_person("楼组长")
    tree.appoint(by="test", person=leader, organization=group, position=Position.LEADER, since=SINCE)
    return made


def says(world: World, name: str, value: str, holder: Organization) -> None:
    national = Threshold.objects.filter(name=name, organization=None).order_by("pk").last()
    assert national is not None
    tree.set_threshold(
        by="test", threshold=national, organization=holder, value=value, effective_from=NOVEMBER, document="文件"
    )


def test_the_big_committee_and_every_formal_branch_owe_one_each_month(world):
    temporary = tree.create_organization(
        by="test",
        kind=Kind.TEMPORARY_ORGANIZATION,
        code="NH-01-9",
        name="临时党支部",
        parent=world.general,
        since=SINCE,
    )
    owing = stages(world, 10)
    assert {world.community.pk, world.other.pk, *(each.pk for each in world.branches)} <= set(owing)
    assert set(owing.values()) == {"unplanned"} and temporary.pk not in owing
    assert world.general.pk not in owing  # its theme day is the community's
    assert set(stages(world, 10, date(2026, 10, 1)).values()) == {"unheld"}


def test_no_district_waives_the_theme_day_of_a_branch():
    assert definition("mtg.theme_day.branch_per_month").scope_level == "national"


def test_a_waiver_of_the_branches_theme_day_is_refused(world):
    with pytest.raises(RuleViolation):
        says(world, "mtg.theme_day.branch_per_month", "0", world.district)
    assert not Threshold.objects.filter(name="mtg.theme_day.branch_per_month").exclude(organization=None).exists()
    assert all(each.pk in stages(world, 10) for each in world.branches)


def test_a_grid_branch_owes_one_where_the_district_says_so(world):
    grid = grid_branch(world)
    assert grid.pk not in stages(world, 10)
    says(world, "mtg.theme_day.grid_branch_per_month", "1", world.district)
    assert stages(world, 10)[grid.pk] == "unplanned"
    meeting = planned(world, organization=grid)
    assert stages(world, 10)[grid.pk] == "unplanned"  # nobody was told yet
    names = [make_person("网格党员")]
    actions.notify(by=world.secretary, meeting=meeting, now=at(4), invited=[each.pk for each in names])
    came = meeting.attendances.order_by("pk").values_list("person__name", flat=True)
    assert set(came) == {"网格书记", "楼组长", "网格党员"}
    assert stages(world, 10)[grid.pk] == "unheld" and stages(world, 10)[world.community.pk] == "unplanned"
    assert stages(world, 21)[grid.pk] == "unrecorded"
    actions.record(by=world.secretary, meeting=meeting, version=1, content="学习", now=at(21))
    assert stages(world, 21)[grid.pk] == "done" and stages(world, 21)[world.branches[0].pk] == "unplanned"


def test_the_community_s_day_is_its_branches_and_its_grid_branches(world):
    grid = grid_branch(world)
    says(world, "mtg.theme_day.grid_branch_per_month", "1", world.district)
    actions.record(by=world.secretary, meeting=held(world), version=1, content="学习", now=at(21))
    found = stages(world, 21)
    mine = [world.community, grid, *world.branches]
    assert {found[each.pk] for each in mine} == {"done"} and found[world.other.pk] == "unplanned"


def test_two_days_of_a_month_are_one_month_kept(world):
    for day in (12, 20):
        meeting = planned(world, starts_at=at(day, 9), now=at(3))
        actions.record(by=world.secretary, meeting=meeting, version=1, content="学习", now=at(21))
    found = totals([row for row in debtors(world.street_officer, VIEW, NOVEMBER, now=at(22)) if not row.branch])
    assert (found.owing, found.done, found.unplanned) == (2, 1, 1)


@pytest.mark.parametrize("form", FORMS)
def test_each_of_the_six_forms_is_taken(world, form):
    assert planned(world, form=form).form == form


@pytest.mark.parametrize("education", EDUCATIONS)
def test_each_of_the_four_educations_is_taken(world, education):
    assert planned(world, education=education).education == education


@pytest.mark.parametrize(("field", "value"), [("form", "聚餐"), ("education", "其他教育")])
def test_another_form_or_education_is_refused_in_plan_and_record(world, field, value):
    with pytest.raises(RuleViolation, match="只能是"):
        planned(world, **{field: value})
    assert not Meeting.objects.exists()
    meeting = held(world)
    with pytest.raises(RuleViolation, match="只能是"):
        actions.edit_plan(
            by=world.secretary, meeting=planned(world, starts_at=at(21)), version=1, now=at(4), **{field: value}
        )
    with pytest.raises(RuleViolation, match="只能是"):
        actions.record(by=world.secretary, meeting=meeting, version=1, content="x", now=at(21), **{field: value})
    with pytest.raises(RuleViolation, match="只能是"):
        actions.enter(
            by=world.secretary, organization=world.big_committee, kind="theme_day", topic="补", place="室", content="x",
            held_at=at(5), now=at(21), **({"form": FORMS[0], "education": EDUCATIONS[0]} | {field: value}),
        )  # fmt: skip
    meeting.refresh_from_db()
    assert meeting.state == "signing_in"


@pytest.mark.parametrize("field", ["form", "education"])
def test_without_form_or_education_no_theme_day_is_recorded(world, field):
    meeting = planned(world, **{field: ""})
    with pytest.raises(RuleViolation, match="请选择"):
        actions.record(by=world.secretary, meeting=meeting, version=1, content="学习", now=at(21))


def test_a_form_that_the_district_took_away_meanwhile_stays_in_the_plan(world):
    meeting = planned(world)
    says(world, "mtg.theme_day.forms", "党课教育;座谈交流", world.district)
    assert actions.record(by=world.secretary, meeting=meeting, version=1, content="x", now=at(21)).form == FORMS[5]
    with pytest.raises(RuleViolation, match="党课教育、座谈交流"):
        planned(world, form=FORMS[4], starts_at=at(25))


def recorded(world: World) -> Meeting:
    """Six of ten came, one of the others had taken leave."""
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    member = make_user("late", world.members[9])
    actions.take_leave(person_id=world.members[9].pk, meeting=meeting, reason="出差", now=at(4), by=member)
    away = [world.members[9].pk]
    actions.decide_leave(by=world.secretary, meeting=meeting, persons=away, agreed=True, now=at(5))
    actions.open_sign_in(by=world.secretary, meeting=meeting, now=at(20, 14, 10))
    came = [each.pk for each in world.members[:6]]
    actions.mark(by=world.secretary, meeting=meeting, persons=came, state="present", way="paper", now=at(20, 15))
    actions.record(by=world.secretary, meeting=meeting, version=1, content="学习", now=at(21))
    return Meeting.objects.get(pk=meeting.pk)


def test_leave_needs_a_reason_and_is_taken_before_the_meeting_only(world):
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    person, account = world.members[0].pk, world.accounts[0]
    for reason, now, words in (("", at(4), "请假原因"), ("出差", at(20, 15), "已经开始")):
        with pytest.raises(RuleViolation, match=words):
            actions.take_leave(person_id=person, meeting=meeting, reason=reason, now=now, by=account)
    actions.take_leave(person_id=person, meeting=meeting, reason="出差", now=at(4), by=account)
    assert queries.counts(meeting).asked == 1 and queries.counts(meeting).on_leave == 0
    actions.decide_leave(by=world.secretary, meeting=meeting, persons=[person], agreed=True, now=at(5))
    assert queries.counts(meeting).on_leave == 1
    with pytest.raises(RuleViolation, match="应到名单"):
        actions.take_leave(person_id=make_person("外人").pk, meeting=meeting, reason="出差", now=at(4), by=account)


@time_machine.travel(at(25), tick=False)
def test_a_member_reports_the_make_up_and_the_office_may_take_it_back(world):
    meeting = recorded(world)
    report = {"meeting": meeting, "note": "自学材料", "now": at(25), "by": world.accounts[0]}
    away = world.members[9].pk
    for wrong, words in (
        ({"person_id": world.members[0].pk, "on": date(2026, 11, 24)}, "已经参加"),
        ({"person_id": make_person("生人").pk, "on": date(2026, 11, 24)}, "应到名单"),
        ({"person_id": away, "on": date(2026, 11, 19)}, "不能早于会议日期"),
        ({"person_id": away, "on": date(2026, 11, 26)}, "补学日期"),
        ({"person_id": away, "on": date(2026, 11, 24), "note": " "}, "补学内容"),
    ):
        with pytest.raises(RuleViolation, match=words):
            actions.report_make_up(**(report | wrong))
    row = actions.report_make_up(person_id=away, on=date(2026, 11, 24), **report)
    assert (row.state, row.reason, row.made_up_note) == ("made_up", "出差", "自学材料")
    with pytest.raises(RuleViolation, match="已经登记过补学"):
        actions.report_make_up(person_id=away, on=date(2026, 11, 24), **report)
    actions.make_up(by=world.secretary, meeting=meeting, persons=[world.members[8].pk], on=date(2026, 11, 24))
    assert queries.counts(meeting).made_up == 2 and queries.counts(meeting).share == 60
    both = [away, world.members[8].pk]
    with pytest.raises(RuleViolation, match="原因"):
        actions.take_back_make_up(by=world.secretary, meeting=meeting, persons=both, reason="", now=at(25))
    assert actions.take_back_make_up(by=world.secretary, meeting=meeting, persons=both, reason="未学", now=at(25)) == 2
    states = dict(meeting.attendances.filter(person__in=both).values_list("person", "state"))
    assert states == {away: "on_leave", world.members[8].pk: "entitled"}
    assert AuditEvent.objects.filter(code="meetings.make_up_taken_back").count() == 1


def test_after_thirty_days_nothing_is_made_up_any_more(world):
    meeting = recorded(world)
    values = {"person_id": world.members[9].pk, "meeting": meeting, "note": "自学", "by": world.accounts[0]}
    with pytest.raises(RuleViolation, match="30 天内"):
        actions.report_make_up(on=date(2026, 12, 22), now=at(22, month=12), **values)
    actions.report_make_up(on=date(2026, 12, 21), now=at(22, month=12), **values)


@time_machine.travel(at(25), tick=False)
def test_on_the_phone_who_missed_it_reports_and_who_came_does_not(world):
    meeting = recorded(world)
    address = reverse("meetings:my_meeting", args=[meeting.pk])
    away = client_of(make_user("away", world.members[8]))
    assert "登记补学" in away.get(address).text
    assert away.post(address, {"on": "2026-11-24", "note": ""}).status_code == 422
    away.post(address, {"on": "2026-11-24", "note": "自学材料"})
    row = Attendance.objects.get(meeting=meeting, person=world.members[8])
    assert (row.state, row.made_up_on) == ("made_up", date(2026, 11, 24))
    came = client_of(world.accounts[0])
    assert "登记补学" not in came.get(address).text
    assert came.post(address, {"on": "2026-11-24", "note": "自学"}).status_code == 422
    office = client_of(world.secretary)
    taken = reverse("meetings:attendance", args=[meeting.pk])
    form = {"persons": [world.members[8].pk], "state": "take_back", "way": "hand", "reason": "没有学习"}
    assert office.post(taken, form | {"reason": ""}).status_code == 422
    office.post(taken, form)
    row.refresh_from_db()
    assert (row.state, row.made_up_on, row.made_up_note) == ("entitled", None, "")


def test_who_has_not_planned_not_held_not_recorded(world):
    meeting = planned(world)
    assert stages(world, 10)[world.community.pk] == "unplanned"
    actions.notify(by=world.secretary, meeting=meeting, now=at(4))
    assert stages(world, 10)[world.community.pk] == "unheld"
    assert stages(world, 21)[world.community.pk] == "unrecorded"
    assert stages(world, 21)[world.other.pk] == "unplanned"
    assert stages(world, 1, of_month=12)[world.other.pk] == "unheld"  # the month is over without any
    actions.record(by=world.secretary, meeting=meeting, version=1, content="学习", now=at(21))
    assert stages(world, 1, of_month=12)[world.community.pk] == "done"


@time_machine.travel(at(10), tick=False)
def test_the_superior_accepts_a_reason_and_takes_it_back(world):
    street, own = client_of(world.street_officer), client_of(world.other_secretary)
    address = reverse("meetings:excuse", args=[world.other.pk])
    form = {"month": "2026-11", "reason": "正在换届"}
    assert "由新华社区的上级党组织认可" in own.post(address, form, follow=True).text
    assert "请写明认可的原因" in street.post(address, form | {"reason": ""}, follow=True).text
    assert not Reminded.objects.exists()
    assert "正在换届" in street.post(address, form, follow=True).text
    assert stages(world, 10)[world.other.pk] == "excused"
    assert "没有欠主题党日" in street.post(address, form, follow=True).text
    back = reverse("meetings:withdraw_excuse", args=[world.other.pk])
    street.post(back, {"month": "2026-11"})
    assert stages(world, 10)[world.other.pk] == "unplanned"
    assert "没有认可的原因可以撤销" in street.post(back, {"month": "2026-11"}, follow=True).text


def test_an_accepted_reason_of_a_closed_month_stands(world):
    month = {"organization": world.other, "month": date(2026, 10, 1)}
    actions.excuse(by=world.street_officer, reason="换届", now=at(20, month=10), **month)
    Month.objects.create(district=world.district, month=date(2026, 10, 1), closed_at=at(6))
    for act in (
        lambda: actions.excuse(by=world.street_officer, reason="又一次", now=at(7), **month),
        lambda: actions.withdraw_excuse(by=world.street_officer, **month),
    ):
        with pytest.raises(RuleViolation, match="已经封账"):
            act()
    assert Reminded.objects.get().reason == "换届"


def test_a_branch_is_excused_by_its_community(world):
    user = make_user("branch", make_person("支部书记"))
    tree.appoint(by="test", person=user.person, organization=world.branches[0], position="secretary", since=SINCE)
    Membership.objects.filter(organization=world.branches[1]).delete()
    with time_machine.travel(at(10), tick=False):
        address = reverse("meetings:excuse", args=[world.branches[0].pk])
        form = {"month": "2026-11", "reason": "集中培训"}
        assert "上级党组织认可" in client_of(user).post(address, form, follow=True).text
        assert "集中培训" in client_of(world.secretary).post(address, form, follow=True).text
    assert stages(world, 10)[world.branches[0].pk] == "excused"
