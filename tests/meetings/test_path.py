"""The path of a meeting, through the actions: what each step needs and leaves behind."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.errors import RuleViolation
from core.models import AuditEvent, Notification
from core.versions import Conflict
from meetings import actions, queries, rules
from meetings.models import Attendance, Decision, Meeting, MeetingKind
from members.models import Membership
from organizations.models import Post
from tests.meetings.conftest import SINCE, World, at, make_person

State = Meeting.State


def planned(world: World, **fields: object) -> Meeting:
    return actions.plan(
        **{
            "by": world.secretary,
            "organization": world.big_committee,
            "kind": "theme_day",
            "topic": "走访慰问困难党员",
            "starts_at": at(20, 14, 30),
            "place": "党群服务中心",
            "form": "走访慰问困难党员",
            "education": "责任教育",
            "now": at(3),
        }
        | fields
    )


def held(world: World, **fields: object) -> Meeting:
    """Notified, six of ten signed by paper, ready to be recorded."""
    meeting = planned(world, **fields)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    actions.open_sign_in(by=world.secretary, meeting=meeting, now=at(20, 14, 10))
    actions.mark(
        by=world.secretary,
        meeting=meeting,
        persons=[person.pk for person in world.members[:6]],
        state="present",
        way="paper",
        now=at(20, 14, 40),
    )
    return Meeting.objects.get(pk=meeting.pk)


@pytest.mark.requirement("MTG-01")
def test_every_kind_has_its_hosts_and_names_thresholds_that_exist(world):
    from organizations.models import Threshold

    known = set(Threshold.objects.values_list("name", flat=True))
    kinds = list(MeetingKind.objects.all())
    assert len(kinds) == 15
    for kind in kinds:
        assert kind.hosts
        if kind.minimum:
            assert kind.minimum in known and kind.period
        if kind.quorum:
            assert {f"{kind.quorum}.{name}" for name in ("quorum_share", "majority_base", "majority_share")} <= known


def test_a_branch_cannot_host_a_big_committee_meeting(world):
    with pytest.raises(RuleViolation, match="不能主办大党委会议"):
        planned(world, organization=world.branches[0], kind="big_committee_meeting")


def test_the_same_meeting_is_not_planned_twice(world):
    planned(world)
    with pytest.raises(RuleViolation, match="这个时间已经安排了同类会议"):
        planned(world)


def test_notice_freezes_the_roster_of_the_whole_community_and_tells_who_has_an_account(world):
    meeting = planned(world)
    with CaptureQueriesContext(
        connection,
    ) as few:
        entitled = actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    assert entitled == 10
    assert Notification.objects.filter(kind="meeting.notice", subject_id=meeting.pk).count() == 6
    Membership.objects.bulk_create(
        [Membership(person=make_person("后来的"), organization=world.branches[0], during=(SINCE, None))]
    )
    assert queries.counts(meeting).entitled == 10
    row = Attendance.objects.select_related("organization").get(meeting=meeting, person=world.members[1])
    assert row.organization == world.branches[1]
    assert len(few) < 25


def test_statements_of_a_notice_do_not_grow_with_the_roster(world):
    def statements(day: int) -> int:
        meeting = planned(world, starts_at=at(day, 9))
        with CaptureQueriesContext(connection) as captured:
            actions.notify(by=world.secretary, meeting=meeting, now=at(3))
        return len(captured)

    few = statements(21)
    Membership.objects.bulk_create(
        [
            Membership(person=make_person(f"新{n}"), organization=world.branches[0], during=(SINCE, None))
            for n in range(40)
        ]
    )
    assert statements(23) == few
    assert Attendance.objects.count() == 60


def test_roster_of_a_committee_is_its_posts_in_force(world):
    meeting = planned(world, kind="big_committee_meeting", form="", education="")
    assert actions.notify(by=world.secretary, meeting=meeting, now=at(3)) == 2
    people = set(meeting.attendances.values_list("person", flat=True))
    assert people == set(Post.objects.filter(organization=world.big_committee).values_list("person", flat=True))


def test_a_notice_for_nobody_is_refused_and_leaves_nothing(world):
    meeting = planned(world, kind="symposium", form="", education="")
    with pytest.raises(RuleViolation, match="没有应到人员"):
        actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    meeting.refresh_from_db()
    assert meeting.state == State.PLANNED and not Notification.objects.exists()


@pytest.mark.requirement("MTG-02")
def test_the_whole_path_to_a_closed_record_that_only_an_addendum_corrects(world):
    meeting = held(world)
    meeting = actions.record(
        by=world.secretary,
        meeting=meeting,
        version=meeting.version,
        held_at=at(20, 14, 30),
        content="走访三户困难党员。",
        resolutions_text="每月走访一次。",
        now=at(21, 10),
    )
    assert meeting.lag_days == 1 and meeting.month == date(2026, 11, 1)
    actions.confirm(by=world.secretary, meeting=meeting, now=at(21, 11))
    meeting = actions.close(by=world.secretary, meeting=meeting, now=at(22))
    with pytest.raises(RuleViolation, match="更正附记"):
        actions.record(by=world.secretary, meeting=meeting, version=meeting.version, content="改", now=at(23))
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(content="偷偷改")
    addendum = actions.add_addendum(
        by=world.secretary, meeting=meeting, text="走访应为四户。", reason="漏记一户", now=at(24)
    )
    assert list(meeting.addenda.all()) == [addendum]
    codes = list(
        AuditEvent.objects.filter(target_id=str(meeting.pk), code__startswith="meetings.")
        .order_by("pk")
        .values_list("code", flat=True)
    )
    assert codes == [
        "meetings.planned",
        "meetings.notified",
        "meetings.sign_in_opened",
        "meetings.marked",
        "meetings.recorded",
        "meetings.confirmed",
        "meetings.closed",
        "meetings.amended",
    ]


def test_an_open_record_gets_no_addendum(world):
    meeting = held(world)
    with pytest.raises(RuleViolation, match="直接修改记录"):
        actions.add_addendum(by=world.secretary, meeting=meeting, text="x", reason="y", now=at(21))


def test_a_theme_day_is_not_recorded_without_form_and_education(world):
    meeting = held(world, form="", education="")
    with pytest.raises(RuleViolation, match="请选择活动形式"):
        actions.record(by=world.secretary, meeting=meeting, version=1, content="内容", now=at(21))
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(
            state=State.RECORDED, recorded_at=at(21), held_at=at(20), education="责任教育"
        )


def test_a_meeting_is_not_recorded_before_it_was_held(world):
    meeting = held(world)
    with pytest.raises(RuleViolation, match="不能提前录入"):
        actions.record(by=world.secretary, meeting=meeting, version=1, held_at=at(20, 14), content="x", now=at(19))


def test_minutes_of_the_big_committee_are_confirmed_by_another_person(world):
    meeting = planned(world, kind="big_committee_meeting", form="", education="")
    actions.notify(by=world.deputy, meeting=meeting, now=at(3))
    meeting = actions.record(by=world.deputy, meeting=meeting, version=1, content="研究工作。", now=at(21))
    with pytest.raises(RuleViolation, match="记录人以外的人"):
        actions.confirm(by=world.deputy, meeting=meeting, now=at(21))
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(
            state=State.CONFIRMED, confirmed_at=at(21), confirmed_by=world.deputy
        )
    assert actions.confirm(by=world.secretary, meeting=meeting, now=at(21)).state == State.CONFIRMED


def test_who_saves_the_record_second_gets_both_texts(world):
    meeting = held(world)
    actions.record(by=world.secretary, meeting=meeting, version=1, content="第一份", now=at(21))
    with pytest.raises(Conflict) as caught:
        actions.record(by=world.deputy, meeting=meeting, version=1, content="第二份", now=at(21, 10))
    texts = {each.field: (each.posted, each.stored) for each in caught.value.differences}
    assert texts["content"] == ("第二份", "第一份")
    meeting.refresh_from_db()
    assert (meeting.content, meeting.recorded_at, meeting.recorded_by) == ("第一份", at(21), world.secretary)


def test_a_rewritten_record_keeps_its_time_of_entry(world):
    meeting = held(world)
    meeting = actions.record(by=world.secretary, meeting=meeting, version=1, content="一", now=at(21))
    meeting = actions.record(by=world.deputy, meeting=meeting, version=2, content="二", now=at(25))
    assert (meeting.recorded_at, meeting.recorded_by, meeting.content) == (at(21), world.secretary, "二")


def test_cancelling_needs_a_reason_and_tells_the_roster(world):
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    with pytest.raises(RuleViolation, match="取消原因"):
        actions.cancel(by=world.secretary, meeting=meeting, reason=" ", now=at(4))
    actions.cancel(by=world.secretary, meeting=meeting, reason="台风", now=at(4))
    assert Notification.objects.filter(kind="meeting.cancelled").count() == 6
    assert not Notification.objects.filter(kind="meeting.notice", withdrawn_at=None).exists()


def test_a_changed_time_goes_out_again(world):
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    actions.edit_plan(by=world.secretary, meeting=meeting, version=1, starts_at=at(25, 9), now=at(5))
    assert "11月25日" in Notification.objects.filter(kind="meeting.changed").first().text


# -- votes ----------------------------------------------------------------------------------------


def general_meeting(world: World, present: int) -> Meeting:
    branch = world.branches[0]
    meeting = planned(world, organization=branch, kind="branch_general_meeting", form="", education="")
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    actions.open_sign_in(by=world.secretary, meeting=meeting, now=at(20, 14, 10))
    roster = list(meeting.attendances.order_by("person").values_list("person", flat=True))
    actions.mark(by=world.secretary, meeting=meeting, persons=roster[:present], state="present", now=at(20, 15))
    return Meeting.objects.get(pk=meeting.pk)


@pytest.mark.requirement("MTG-03")
def test_a_meeting_below_quorum_adopts_nothing(world):
    meeting = general_meeting(world, present=2)
    with pytest.raises(RuleViolation, match="应到 5 人,实到 2 人") as caught:
        actions.put_to_vote(by=world.secretary, meeting=meeting, text="接收预备党员", votes_for=2, now=at(20, 15))
    assert caught.value.code == "quorum-missing"
    assert not Decision.objects.exists()


@pytest.mark.requirement("MTG-03")
@pytest.mark.parametrize(("votes_for", "adopted"), [(2, False), (3, True)])
def test_adoption_needs_more_than_half_of_the_entitled(world, votes_for, adopted):
    meeting = general_meeting(world, present=4)
    decision = actions.put_to_vote(
        by=world.secretary,
        meeting=meeting,
        text="年度计划",
        votes_for=votes_for,
        votes_against=1,
        now=at(20, 15),
    )
    assert decision.adopted is adopted


@pytest.mark.requirement("MTG-03")
def test_a_probationary_member_counts_neither_for_the_quorum_nor_for_the_base(world):
    Membership.objects.filter(person__in=world.members[:4:2]).update(status="probationary")
    meeting = general_meeting(world, present=5)
    assert queries.voters(meeting) == (3, 3)
    assert actions.put_to_vote(by=world.secretary, meeting=meeting, text="计划", votes_for=2, now=at(20, 15)).adopted


@pytest.mark.requirement("MTG-03")
def test_the_base_is_a_setting_of_the_district(world):
    from organizations.models import Threshold

    Threshold.objects.create(
        name="mtg.general.majority_base",
        value="present",
        unit="choice",
        op="=",
        origin="district",
        scope_level="district",
        label="党员大会表决基数",
        organization=world.district,
        effective_from=date(2026, 1, 1),
    )
    meeting = general_meeting(world, present=3)
    decision = actions.put_to_vote(
        by=world.secretary, meeting=meeting, text="计划", votes_for=2, votes_against=1, now=at(20, 15)
    )
    assert decision.base == "present" and decision.adopted


def test_rules_and_database_count_a_vote_alike(world):
    meeting = planned(world)
    votes = [(0, 0, 0), (3, 1, 0), (4, 0, 1), (2, 2, 0), (5, 0, 0)]
    made = Decision.objects.bulk_create(
        [
            Decision(
                meeting=meeting,
                text="x",
                entitled=9,
                present=present,
                votes_for=yes,
                votes_against=no,
                abstained=neither,
                base=base,
                quorum_percent=50,
                majority_percent=50,
                majority_strict=strict,
            )
            for base in Decision.Base.values
            for present in (0, 4, 5, 9)
            for yes, no, neither in votes
            for strict in (True, False)
            if yes + no + neither <= present
        ]
    )
    stored = list(Decision.objects.all())
    assert len(stored) == len(made) > 60
    assert {each.adopted for each in stored} == {True, False}
    for each in stored:
        standard = rules.Standard(Decimal(50), each.base, Decimal(50), each.majority_strict)
        assert each.adopted == rules.is_adopted(
            standard,
            entitled=each.entitled,
            present=each.present,
            votes_for=each.votes_for,
            votes_against=each.votes_against,
            abstained=each.abstained,
        )


def test_more_votes_than_heads_are_refused_by_the_database(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            meeting=planned(world),
            text="x",
            entitled=5,
            present=3,
            votes_for=4,
            base="present",
            quorum_percent=50,
            majority_percent=50,
        )


@pytest.mark.requirement("MTG-05")
def test_an_adopted_vote_becomes_a_task_that_ends_with_a_result(world):
    meeting = general_meeting(world, present=4)
    lost = actions.put_to_vote(by=world.secretary, meeting=meeting, text="甲", votes_for=1, now=at(20, 15))
    with pytest.raises(RuleViolation, match="没有通过表决"):
        actions.resolve(by=world.secretary, meeting=meeting, text="甲", decision=lost)
    won = actions.put_to_vote(by=world.secretary, meeting=meeting, text="乙", votes_for=4, now=at(20, 15))
    task = actions.resolve(
        by=world.secretary,
        meeting=meeting,
        text="整修楼道",
        owner=world.members[0],
        due_on=date(2026, 11, 30),
        decision=won,
    )
    with pytest.raises(RuleViolation, match="办理结果"):
        actions.finish_resolution(by=world.secretary, resolution=task, version=1, result="", now=at(28))
    assert (
        actions.finish_resolution(by=world.secretary, resolution=task, version=1, result="已完成", now=at(28)).state
        == "done"
    )


# -- states as data --------------------------------------------------------------------------------


@pytest.mark.parametrize("table", [rules.TRANSITIONS, rules.EVENTS, rules.NOTICES, rules.OWNERS])
def test_every_state_stands_in_every_table(table):
    assert set(table) == set(State)


def test_every_state_can_be_reached_and_ends_somewhere():
    reached, todo = set(), [State.PLANNED]
    while todo:
        state = todo.pop()
        if state not in reached:
            reached.add(state)
            todo += rules.TRANSITIONS[state]
    assert reached == set(State)


def test_notices_of_the_states_are_registered():
    from core.outbox import kinds

    assert {kind for kind in rules.NOTICES.values() if kind} <= set(kinds())


def test_the_diagram_in_the_documents_is_that_of_the_code():
    document = Path(__file__).parents[2] / "docs" / "states-meetings.md"
    assert document.read_text(encoding="utf-8") == rules.diagram()


def test_only_confirmed_minutes_are_taken_back(world):
    meeting = held(world)
    with pytest.raises(RuleViolation, match="不能退回"):
        actions.send_back(by=world.secretary, meeting=meeting, reason="x", now=at(20, 16))
    meeting = actions.record(by=world.secretary, meeting=meeting, version=1, content="x", now=at(21))
    actions.confirm(by=world.secretary, meeting=meeting, now=at(21))
    back = actions.send_back(by=world.secretary, meeting=meeting, reason="漏写", now=at(22))
    assert (back.state, back.confirmed_at) == (State.RECORDED, None)
