"""The path of a meeting, through the actions: what each step needs and leaves behind."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.models import AuditEvent, Notification
from core.records.errors import RuleViolation
from core.records.versions import Conflict
from meetings import actions, queries, rules
from meetings.models import Attendance, Decision, Meeting, MeetingKind
from meetings.reference import KINDS
from members.models import Membership
from organizations.actions import set_threshold
from organizations.models import Grant, Post, Threshold
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
    known = set(Threshold.objects.values_list("name", flat=True))
    kinds = list(MeetingKind.objects.all())
    assert {each.code for each in kinds} == {each[0] for each in KINDS}
    for kind in kinds:
        assert kind.hosts
        if kind.minimum:
            assert kind.minimum in known and kind.period
        if kind.quorum:
            assert set(rules.STANDARDS[kind.quorum]) <= known


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
    with pytest.raises(RuleViolation, match="还没有参加人员"):
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
    with pytest.raises(RuleViolation, match="应到 5 人，实到 2 人") as caught:
        actions.put_to_vote(by=world.secretary, meeting=meeting, text="接收预备党员", votes_for=2, now=at(20, 15))
    assert caught.value.code == "quorum-missing"
    assert not Decision.objects.exists()


@pytest.mark.requirement("MTG-03")
def test_words_of_the_minutes_need_the_quorum_as_a_vote_does(world):
    meeting = general_meeting(world, present=2)
    recorded = actions.record(
        by=world.secretary,
        meeting=meeting,
        version=meeting.version,
        content="讨论",
        resolutions_text="一致通过年度计划",
        now=at(20, 16),
    )
    with pytest.raises(RuleViolation, match="应到 5 人，实到 2 人，不够作出决议") as caught:
        actions.confirm(by=world.secretary, meeting=recorded, now=at(20, 17))
    assert caught.value.field == "resolutions_text"
    roster = list(meeting.attendances.order_by("person").values_list("person", flat=True))
    actions.mark(by=world.secretary, meeting=recorded, persons=roster[:3], state="present", now=at(20, 17))
    actions.confirm(by=world.secretary, meeting=Meeting.objects.get(pk=meeting.pk), now=at(20, 18))


@pytest.mark.requirement("MTG-03")
def test_attendance_that_a_vote_counted_is_not_corrected_below_its_quorum(world):
    meeting = general_meeting(world, present=4)
    actions.put_to_vote(by=world.secretary, meeting=meeting, text="年度计划", votes_for=3, now=at(20, 15))
    roster = list(meeting.attendances.order_by("person").values_list("person", flat=True))
    taken_back = {"by": world.secretary, "meeting": meeting, "state": "entitled", "now": at(20, 16)}
    actions.mark(persons=roster[3:4], **taken_back)
    with pytest.raises(RuleViolation, match="不够表决人数"):
        actions.mark(persons=roster[2:3], **taken_back)
    assert meeting.attendances.attended().count() == 3


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


HALF, THIRDS, FIFTHS = Fraction(1, 2), Fraction(2, 3), Fraction(4, 5)


def test_the_database_counts_a_vote_exactly(world):
    meeting = planned(world)
    votes = [(0, 0, 0), (3, 1, 0), (4, 0, 1), (2, 2, 0), (6, 0, 0), (6, 3, 0)]
    made = Decision.objects.bulk_create(
        [
            Decision(
                meeting=meeting,
                text="x",
                entitled=entitled,
                present=present,
                votes_for=yes,
                votes_against=no,
                abstained=neither,
                base=base,
                quorum_numerator=quorum.numerator,
                quorum_denominator=quorum.denominator,
                quorum_strict=strict,
                majority_numerator=majority.numerator,
                majority_denominator=majority.denominator,
                majority_strict=strict,
            )
            for base in Decision.Base.values
            for entitled in (0, 9, 10)
            for present in (0, 4, 5, 6, 8, 9)
            for yes, no, neither in votes
            for quorum in (HALF, FIFTHS)
            for majority in (HALF, THIRDS)
            for strict in (True, False)
            if yes + no + neither <= present <= entitled
        ]
    )
    stored = list(Decision.objects.all())
    assert len(stored) == len(made) > 200
    assert {each.adopted for each in stored} == {True, False}
    for each in stored:
        attended = Fraction(each.present, each.entitled) if each.entitled else None
        base = {
            "entitled": each.entitled,
            "present": each.present,
            "valid": each.votes_for + each.votes_against + each.abstained,
        }[each.base]
        support = Fraction(each.votes_for, base) if base else Fraction(0)
        quorum = Fraction(each.quorum_numerator, each.quorum_denominator)
        majority = Fraction(each.majority_numerator, each.majority_denominator)
        if each.quorum_strict:
            enough = attended is not None and attended > quorum and support > majority
        else:
            enough = attended is not None and attended >= quorum and support >= majority
        assert each.adopted == (enough and each.votes_for > 0), each.__dict__


def test_two_thirds_of_nine_are_six(world):
    for name, value in (("quorum_share", "2/3"), ("majority_share", "2/3")):
        national = Threshold.objects.get(name=f"mtg.committee.{name}", organization=None)
        set_threshold(
            by="test",
            threshold=national,
            organization=world.district,
            value=value,
            effective_from=date(2026, 1, 1),
            document="文件",
        )
    committee = MeetingKind.objects.get(code="big_committee_meeting")
    meeting = Meeting(kind=committee, organization=world.community, starts_at=at(20, 14))
    standard = queries.standard_of(meeting)
    assert rules.has_quorum(standard, entitled=9, present=6)
    assert not rules.has_quorum(standard, entitled=9, present=5)
    assert (standard.quorum_words, standard.majority) == ("2/3", Fraction(2, 3))


@pytest.mark.requirement("MTG-03")
@pytest.mark.parametrize(
    ("matter", "present", "enough"),
    [
        ("resolution", 3, True),
        ("resolution", 2, False),
        ("election", 4, True),
        ("election", 3, False),
        ("admission", 3, True),
        ("admission", 2, False),
    ],
)
def test_each_matter_has_its_own_attendance(world, matter, present, enough):
    meeting = general_meeting(world, present=present)
    vote = {"by": world.secretary, "meeting": meeting, "text": "甲", "votes_for": present, "matter": matter}
    if enough:
        assert actions.put_to_vote(**vote, now=at(20, 15)).matter == matter
    else:
        with pytest.raises(RuleViolation, match=f"应到 5 人，实到 {present} 人"):
            actions.put_to_vote(**vote, now=at(20, 15))


@pytest.mark.requirement("MTG-03")
def test_an_admission_needs_more_than_half_where_a_resolution_needs_half(world):
    Membership.objects.filter(person=world.members[0]).update(status="probationary")
    meeting = general_meeting(world, present=3)
    entitled, present = queries.voters(meeting)
    assert (entitled, present) == (4, 2)
    general, admission = (queries.standard_of(meeting, matter) for matter in ("resolution", "admission"))
    assert rules.has_quorum(general, entitled=entitled, present=present)
    assert not rules.has_quorum(admission, entitled=entitled, present=present)


@pytest.mark.requirement("MTG-03")
def test_an_election_counts_those_present_and_a_resolution_the_entitled(world):
    meeting = general_meeting(world, present=4)
    vote = {"by": world.secretary, "meeting": meeting, "text": "甲", "votes_for": 3, "votes_against": 1}
    assert actions.put_to_vote(**vote | {"votes_for": 2}, now=at(20, 15)).adopted is False
    assert actions.put_to_vote(**vote, matter="election", now=at(20, 15)).base == "present"


def test_a_committee_neither_elects_nor_admits(world):
    committee = MeetingKind.objects.get(code="branch_committee_meeting")
    assert rules.matters_of(committee) == [Decision.Matter.RESOLUTION]
    with pytest.raises(RuleViolation, match="不能就选举进行表决"):
        rules.check_vote(
            Meeting(kind=committee, state="recorded"),
            rules.Standard(HALF, False, "entitled", HALF, True),
            matter="election",
            entitled=5,
            present=5,
            votes=5,
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
            quorum_numerator=1,
            quorum_denominator=2,
            majority_numerator=1,
            majority_denominator=2,
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


@pytest.mark.requirement("MTG-05")
def test_an_open_task_gets_another_owner_or_day_with_its_reason(world):
    meeting = held(world)
    task = actions.resolve(
        by=world.secretary,
        meeting=meeting,
        text="整修",
        topic="社区服务",
        owner=world.members[0],
        due_on=date(2026, 11, 30),
    )
    change = {"by": world.secretary, "resolution": task, "version": 1, "now": at(25), "reason": "住院"}
    other, day = world.members[1], date(2026, 12, 20)
    for wrong, words in (
        ({"owner": world.members[0], "due_on": date(2026, 11, 30)}, "没有变"),
        ({"owner": other, "due_on": date(2026, 11, 24)}, "不能早于今天"),
        ({"owner": other, "due_on": date(2026, 11, 19)}, "不能早于会议日期"),
        ({"owner": other, "due_on": day, "reason": " "}, "请写明原因"),
    ):
        with pytest.raises(RuleViolation, match=words):
            actions.reassign_resolution(**(change | wrong))
    changed = actions.reassign_resolution(**change, owner=other, due_on=day)
    assert (changed.owner, changed.due_on, changed.state) == (other, day, "open")
    with pytest.raises(Conflict):
        actions.reassign_resolution(**change, owner=world.members[2], due_on=day)
    data = AuditEvent.objects.get(code="meetings.resolution_reassigned").data
    assert data["reason"] == "住院" and data["before"] == {"owner": world.members[0].pk, "due_on": "2026-11-30"}
    with pytest.raises(RuleViolation, match="终止原因"):
        actions.finish_resolution(by=world.secretary, resolution=task, version=2, result="", now=at(26), dropped=True)
    ended = actions.finish_resolution(
        by=world.secretary, resolution=task, version=2, result="不再需要", now=at(26), dropped=True
    )
    assert ended.state == "dropped" and ended.result == "不再需要"
    with pytest.raises(RuleViolation, match="已终止"):
        actions.reassign_resolution(**(change | {"version": 3}), owner=world.members[2], due_on=day)


# -- steps and people ------------------------------------------------------------------------------


def test_only_confirmed_minutes_are_taken_back(world):
    meeting = held(world)
    with pytest.raises(RuleViolation, match="请先录入记录，才能退回修改"):
        actions.send_back(by=world.secretary, meeting=meeting, reason="x", now=at(20, 16))
    meeting = actions.record(by=world.secretary, meeting=meeting, version=1, content="x", now=at(21))
    actions.confirm(by=world.secretary, meeting=meeting, now=at(21))
    back = actions.send_back(by=world.secretary, meeting=meeting, reason="漏写", now=at(22))
    assert (back.state, back.confirmed_at) == (State.RECORDED, None)


def test_two_people_confirm_at_once_and_the_second_is_told(world):
    meeting = actions.record(by=world.secretary, meeting=held(world), version=1, content="x", now=at(21))
    actions.confirm(by=world.secretary, meeting=meeting, now=at(22))
    with pytest.raises(RuleViolation, match="会议现在是“已确认”，请先退回修改，才能确认纪要"):
        actions.confirm(by=world.street_officer, meeting=meeting, now=at(22))
    assert AuditEvent.objects.filter(code="meetings.confirmed").count() == 1


def test_a_refused_vote_names_the_way_out(world):
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    with pytest.raises(RuleViolation, match="会议现在是“已通知”，请先开始签到或录入记录，才能登记表决"):
        actions.put_to_vote(by=world.secretary, meeting=meeting, text="甲", votes_for=1, now=at(20, 15))


def test_what_a_closed_sign_in_leaves_is_the_record(world):
    meeting = held(world)
    moment = at(20, 15)
    assert {"close_sign_in", "record", "mark"} <= set(rules.MEETING.available(meeting, world.secretary, at=moment))
    meeting = actions.close_sign_in(by=world.secretary, meeting=meeting, now=moment)
    offered = rules.MEETING.available(meeting, world.secretary, at=moment)
    assert "close_sign_in" not in offered and {"record", "mark"} <= set(offered)


def test_who_sees_a_meeting_only_is_offered_nothing(world):
    assert rules.MEETING.available(held(world), world.members[0].user, at=at(20, 15)).keys() <= {"sign", "take_leave"}


def test_the_next_step_names_who_may_confirm(world):
    meeting = actions.record(
        by=world.deputy,
        meeting=held(world, kind="big_committee_meeting", organization=world.big_committee),
        version=1,
        content="x",
        now=at(21),
    )
    say = rules.MEETING.next_owner
    assert say(meeting, world.deputy, at=at(21)) == "等待幸福里社区确认纪要（赵书记）"
    assert say(meeting, world.secretary, at=at(21)) == "请核对并确认纪要"
    Grant.objects.filter(user=world.secretary).delete()
    assert say(meeting, world.deputy, at=at(21)) == "等待南环街道党工委确认纪要（孙科长）"
    Grant.objects.filter(user=world.street_officer).delete()
    assert "请联系上级党组织授权" in say(meeting, world.deputy, at=at(21))


def test_after_the_beginning_the_record_is_what_is_missing(world):
    meeting = planned(world)
    assert rules.MEETING.next_owner(meeting, world.secretary, at=at(3)) == "召集人：发出通知"
    assert rules.MEETING.next_owner(meeting, world.secretary, at=at(22)) == "召集人：录入会议记录"
