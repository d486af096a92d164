"""Days that contradict each other are refused, by the action and at the field of the page, with what was typed kept."""

from datetime import date, datetime

import pytest
import time_machine
from django.urls import reverse

from core.records.errors import RuleViolation
from meetings import actions, codes, rules
from meetings.models import Attendance, Meeting
from organizations.models import Month
from tests.meetings.conftest import World, at, client_of
from tests.meetings.test_pages import fields_of
from tests.meetings.test_path import general_meeting, held, planned

pytestmark = pytest.mark.django_db


def announced(world: World, **fields: object) -> Meeting:
    meeting = planned(world, **fields)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    return Meeting.objects.get(pk=meeting.pk)


def close_month(world: World, month: date, closed_at: datetime) -> None:
    Month.objects.create(district=world.district, month=month, closed_at=closed_at)


def recorded(world: World, **fields: object) -> Meeting:
    meeting = held(world, **fields)
    return actions.record(by=world.secretary, meeting=meeting, version=1, content="学习", now=at(21))


# -- attendance and leave ------------------------------------------------------------------------------


@pytest.mark.parametrize("state", Attendance.PRESENT_STATES)
def test_nobody_is_marked_as_come_before_the_doors_open(world, state):
    meeting = announced(world)
    mark = {"by": world.secretary, "meeting": meeting, "persons": [world.members[0].pk], "reason": "堵车"}
    with pytest.raises(RuleViolation, match="开会前 30 分钟起才能签到") as refused:
        actions.mark(state=state, now=at(20, 13, 59), **mark)
    assert refused.value.field == "state"
    assert not Attendance.objects.filter(state__in=Attendance.PRESENT_STATES).exists()
    assert actions.mark(state="on_leave", now=at(10), **mark) == 1  # leave is known before
    assert actions.mark(state=state, now=at(20, 14, 0), **mark) == 1


@time_machine.travel(at(10), tick=False)
def test_the_page_says_so_at_the_field_and_keeps_who_was_chosen(world):
    meeting = announced(world)
    chosen = world.members[3].pk
    address = reverse("meetings:attendance", args=[meeting.pk])
    page = client_of(world.secretary).post(address, {"persons": [chosen], "state": "present", "way": "paper"})
    assert page.status_code == 422 and "开会前 30 分钟起才能签到" in str(page.context["form"].errors["state"])
    assert str(chosen) in page.context["chosen"]


def test_who_opened_the_doors_early_may_mark(world):
    """A meeting that began before its hour: what was opened counts."""
    meeting = announced(world)
    actions.open_sign_in(by=world.secretary, meeting=meeting, now=at(20, 14, 1))
    assert actions.mark(by=world.secretary, meeting=meeting, persons=[1], state="present", now=at(20, 14, 2)) == 0


@time_machine.travel(at(20, 14, 30), tick=False)
def test_leave_ends_with_the_beginning_on_the_phone_too(world):
    meeting = announced(world)
    member = world.accounts[0]
    with pytest.raises(RuleViolation, match="会议已经开始"):
        actions.take_leave(person_id=member.person_id, meeting=meeting, reason="有事", now=at(20, 14, 30), by=member)
    address = reverse("meetings:my_meeting", args=[meeting.pk])
    client = client_of(member)
    assert client.get(address).context["can_leave"] is False
    refused = client.post(address, {"reason": "有事"})
    assert refused.status_code == 422 and "会议已经开始" in str(refused.context["form"].non_field_errors())


# -- make-up -------------------------------------------------------------------------------------------


def test_a_make_up_lies_after_the_meeting_and_not_ahead(world):
    meeting = recorded(world)
    enter = {"by": world.secretary, "meeting": meeting, "persons": [world.members[8].pk], "now": at(24)}
    for on, reason in ((date(2026, 11, 19), "不能早于会议日期"), (date(2026, 11, 25), "补学日期不能晚于今天")):
        with pytest.raises(RuleViolation, match=reason) as refused:
            actions.make_up(on=on, **enter)
        assert refused.value.field == "on"
    assert actions.make_up(on=date(2026, 11, 24), **enter) == 1


# -- the plan ------------------------------------------------------------------------------------------

DAYS = (
    (at(20, 14, 30, year=2028), "会议日期不能晚于2027年11月10日"),
    (at(20, 14, 30, year=2019), "不能早于幸福里社区大党委成立的日期"),
    (at(15, 14, 30, month=9), "2026年10月及以前已经封账"),
)


@pytest.mark.parametrize(("starts_at", "reason"), DAYS)
@time_machine.travel(at(10), tick=False)
def test_a_plan_for_an_impossible_day_is_refused_and_so_is_moving_one_there(world, starts_at, reason):
    close_month(world, date(2026, 10, 1), at(5))
    with pytest.raises(RuleViolation, match=reason) as refused:
        planned(world, starts_at=starts_at, now=at(10))
    assert refused.value.field == "starts_at" and not Meeting.objects.exists()
    meeting = planned(world)
    with pytest.raises(RuleViolation, match=reason):
        actions.edit_plan(by=world.secretary, meeting=meeting, version=1, starts_at=starts_at, now=at(10))
    client = client_of(world.secretary)
    for address in (reverse("meetings:plan"), reverse("meetings:edit", args=[meeting.pk])):
        typed = fields_of(client.get(address)) | {"starts_at": f"{starts_at:%Y-%m-%dT%H:%M}", "place": "礼堂"}
        page = client.post(address, typed | {"save": "1"})
        assert page.status_code == 422 and reason in str(page.context["form"].errors["starts_at"])
        assert "礼堂" in page.text
    assert Meeting.objects.get().starts_at == at(20, 14, 30)


def test_what_everybody_was_told_is_not_moved_into_the_past(world):
    meeting = announced(world)
    with pytest.raises(RuleViolation, match="开始时间已过"):
        actions.edit_plan(by=world.secretary, meeting=meeting, version=1, starts_at=at(9, 9), now=at(10))


def test_a_dissolved_host_plans_nothing_after_its_end(world):
    branch = world.branches[1]
    type(branch).objects.filter(pk=branch.pk).update(dissolved_on=date(2026, 11, 15))
    branch.refresh_from_db()
    fields = {"organization": branch, "kind": "branch_general_meeting", "form": "", "education": ""}
    with pytest.raises(RuleViolation, match="自2026年11月15日起撤销"):
        planned(world, **fields)
    assert planned(world, starts_at=at(14, 9), **fields).pk


# -- the record ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held_at", "now", "reason"),
    [
        (at(22, 9), at(21), "召开时间还没有到"),
        (at(23, 9), at(24), "召开时间不能晚于首次录入的时间"),
        (at(1, year=2019), at(24), "不能早于幸福里社区大党委成立的日期"),
    ],
)
def test_a_record_is_not_older_than_its_meeting(world, held_at, now, reason):
    meeting = recorded(world)
    with pytest.raises(RuleViolation, match=reason) as refused:
        actions.record(by=world.secretary, meeting=meeting, version=meeting.version, held_at=held_at, now=now)
    assert refused.value.field == "held_at"
    with time_machine.travel(now, tick=False):
        client, address = client_of(world.secretary), reverse("meetings:record", args=[meeting.pk])
        typed = fields_of(client.get(address)) | {"held_at": f"{held_at:%Y-%m-%dT%H:%M}", "content": "改过的内容"}
        page = client.post(address, typed)
    assert page.status_code == 422 and reason in str(page.context["form"].errors["held_at"])
    assert "改过的内容" in page.text


def test_minutes_are_not_confirmed_before_they_were_written(world):
    meeting = recorded(world)
    with pytest.raises(RuleViolation, match="不能早于录入时间"):
        actions.confirm(by=world.deputy, meeting=meeting, now=at(20, 15))
    meeting = actions.confirm(by=world.deputy, meeting=meeting, now=at(21))
    with pytest.raises(RuleViolation, match="不能早于录入时间"):
        actions.close(by=world.deputy, meeting=meeting, now=at(20, 15))


def test_the_day_of_a_record_stays_before_what_followed_from_it(world):
    meeting = recorded(world)
    actions.make_up(
        by=world.secretary, meeting=meeting, persons=[world.members[8].pk], on=date(2026, 11, 20), now=at(22)
    )
    Meeting.objects.filter(pk=meeting.pk).update(recorded_at=at(23))
    with pytest.raises(RuleViolation, match="补学日期是2026年11月20日"):
        actions.record(by=world.secretary, meeting=meeting, version=meeting.version, held_at=at(22, 9), now=at(24))


def test_what_nobody_planned_is_entered_with_its_record_even_for_a_closed_month(world):
    close_month(world, date(2026, 10, 1), at(5))
    client = client_of(world.secretary)
    address = reverse("meetings:enter")
    typed = {
        "topic": "走访老党员",
        "held_at": "2026-10-15T14:30",
        "place": "党群服务中心",
        "form": "座谈交流",
        "education": "责任教育",
        "content": "走访了三户。",
    }
    early = client.post(address, typed | {"held_at": "2026-12-15T14:30"})
    assert early.status_code == 422 and "召开时间还没有到" in str(early.context["form"].errors["held_at"])
    assert "走访了三户" in early.text and not Meeting.objects.exists()
    assert client.post(address, typed).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.month, meeting.attendances.count()) == ("recorded", date(2026, 10, 1), 10)


# -- votes and tasks -----------------------------------------------------------------------------------


def test_a_task_is_due_from_the_day_of_its_meeting_on(world):
    meeting = general_meeting(world, present=4)
    won = actions.put_to_vote(by=world.secretary, meeting=meeting, text="乙", votes_for=4, now=at(20, 15))
    owner = world.members[0]
    for due_on, reason in ((date(2026, 11, 19), "不能早于会议日期"), (date(2032, 1, 1), "不能晚于2031年11月20日")):
        with pytest.raises(RuleViolation, match=reason) as refused:
            actions.resolve(by=world.secretary, meeting=meeting, text="整修", owner=owner, due_on=due_on, decision=won)
        assert refused.value.field == "due_on"
        page = client_of(world.secretary).post(
            reverse("meetings:decide", args=[meeting.pk]),
            {
                "resolve": "1",
                "r-text": "整修楼道",
                "r-owner": owner.pk,
                "r-due_on": due_on.isoformat(),
                "r-decision": won.pk,
            },
        )
        assert page.status_code == 422 and reason in str(page.context["task"].errors["due_on"])
        assert "整修楼道" in page.text
    task = {"meeting": meeting, "text": "整修", "decision": won}
    assert actions.resolve(by=world.secretary, owner=owner, due_on=date(2026, 11, 20), **task)
    for missing, given in (("owner", {"due_on": date(2026, 11, 20)}), ("due_on", {"owner": owner})):
        with pytest.raises(RuleViolation) as refused:
            actions.resolve(by=world.secretary, **task, **given)
        assert refused.value.field == missing


def test_nothing_is_decided_before_the_meeting_began(world):
    meeting = general_meeting(world, present=4)
    with pytest.raises(RuleViolation, match="会议还没有开始"):
        actions.put_to_vote(by=world.secretary, meeting=meeting, text="乙", votes_for=4, now=at(20, 14, 20))
    assert not rules.MEETING.can("vote", meeting, world.secretary, at=at(20, 14, 20))


def decide(world: World, meeting: Meeting):
    return client_of(world.secretary).get(reverse("meetings:decide", args=[meeting.pk]))


def test_without_a_quorum_the_page_says_why_and_shows_no_form(world):
    page = decide(world, general_meeting(world, present=2))
    assert "应到 5 人，实到 2 人，不足应到人数的 50%" in page.context["no_vote"]
    assert page.context["no_task"] == "没有通过表决的事项不能登记为决议"
    assert 'name="v-text"' not in page.text and 'name="r-text"' not in page.text


def test_only_what_can_be_decided_is_offered(world):
    """Three of five are enough for a resolution and an admission, not for an election (four fifths)."""
    meeting = general_meeting(world, present=3)
    page = decide(world, meeting)
    offered = [value for value, _label in page.context["vote"].fields["matter"].choices]
    assert offered == ["resolution", "admission"] and 'name="r-text"' not in page.text
    actions.put_to_vote(by=world.secretary, meeting=meeting, text="乙", votes_for=3, now=at(20, 15))
    assert 'name="r-text"' in decide(world, meeting).text


def test_before_the_meeting_the_page_names_what_comes_first(world):
    page = decide(world, announced(world, kind="big_committee_meeting", form="", education=""))
    assert "请先开始签到或录入记录" in page.context["no_vote"] and "请先" in page.context["no_task"]
    assert "<form" not in page.text.partition('id="main"')[2]


def test_a_code_is_void_once_signing_in_was_ended(world):
    """The page behind the code asks the same step as the action."""
    meeting = announced(world)
    actions.open_sign_in(by=world.secretary, meeting=meeting, now=at(20, 14, 10))
    actions.close_sign_in(by=world.secretary, meeting=meeting, now=at(20, 14, 20))
    with time_machine.travel(at(20, 14, 21), tick=False):
        address = reverse("meetings:scan", args=[codes.make(meeting, now=at(20, 14, 21), seconds=15)])
        assert client_of(world.accounts[0]).get(address).status_code == 410


def test_confirming_with_the_record_is_offered_to_whom_the_rule_allows(world):
    meeting = held(world, kind="big_committee_meeting", organization=world.big_committee, form="", education="")
    assert not rules.may_confirm(meeting, world.secretary)  # who records it now
    meeting = actions.record(by=world.deputy, meeting=meeting, version=1, content="x", now=at(21))
    assert rules.may_confirm(meeting, world.secretary) and not rules.may_confirm(meeting, world.deputy)
