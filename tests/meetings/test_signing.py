"""Signing in, leave and make-up, through the actions."""

import threading
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import AuditEvent
from core.records.errors import RuleViolation
from meetings import actions, queries, rules
from meetings.actions.attendance import SIGN_IN_OPEN
from meetings.models import Attendance, Meeting
from members.models import DualRegistration
from tests.meetings.conftest import World, at, make_person
from tests.meetings.test_path import held, planned


def signing(world: World):
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    actions.open_sign_in(by=world.secretary, meeting=meeting, now=at(20, 14, 10))
    return meeting


def test_sign_in_opens_half_an_hour_before_the_start(world):
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    with pytest.raises(RuleViolation, match="开会前 30 分钟"):
        actions.open_sign_in(by=world.secretary, meeting=meeting, now=at(20, 13, 59))


@pytest.mark.requirement("MTG-02")
def test_who_scans_in_time_is_present_and_later_late(world):
    meeting = signing(world)
    first, second = world.members[:2]
    assert actions.sign_in(person_id=first.pk, meeting=meeting, now=at(20, 14, 45)).state == "present"
    assert actions.sign_in(person_id=second.pk, meeting=meeting, now=at(20, 14, 46)).state == "late"
    assert queries.counts(meeting).present == 2


def test_a_second_scan_changes_nothing(world):
    meeting = signing(world)
    person = world.members[0]
    actions.sign_in(person_id=person.pk, meeting=meeting, now=at(20, 14, 20))
    again = actions.sign_in(person_id=person.pk, meeting=meeting, now=at(20, 15, 20))
    assert again.again and again.state == "present"
    row = Attendance.objects.get(meeting=meeting, person=person)
    assert (row.state, row.signed_at, row.way) == ("present", at(20, 14, 20), "code")


def test_a_sign_in_is_one_statement_and_no_audit_event(world):
    meeting = signing(world)
    before = AuditEvent.objects.count()
    with CaptureQueriesContext(connection) as captured:
        actions.sign_in(person_id=world.members[0].pk, meeting=meeting, now=at(20, 14, 20))
    assert len(captured) == 1 and AuditEvent.objects.count() == before


def test_a_stranger_is_told_and_a_registered_member_is_a_guest(world):
    meeting = signing(world)
    stranger = make_person("路人")
    with pytest.raises(RuleViolation, match="不在这次会议的应到名单"):
        actions.sign_in(person_id=stranger.pk, meeting=meeting, now=at(20, 14, 20))
    DualRegistration.objects.create(
        person=stranger,
        organization=world.community,
        side="home",
        state="confirmed",
        decided_at=at(1),
        during=(date(2026, 1, 1), None),
        slip_number="1",
    )
    assert actions.sign_in(person_id=stranger.pk, meeting=meeting, now=at(20, 14, 20)).guest
    counted = queries.counts(meeting)
    assert (counted.entitled, counted.present, counted.guests) == (10, 0, 1)


def test_before_and_after_sign_in_the_reason_is_said(world):
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    person = world.members[0].pk
    with pytest.raises(RuleViolation, match="还没有开始"):
        actions.sign_in(person_id=person, meeting=meeting, now=at(20, 14, 20))
    actions.open_sign_in(by=world.secretary, meeting=meeting, now=at(20, 14, 10))
    actions.close_sign_in(by=world.secretary, meeting=meeting, now=at(20, 14, 50))
    with pytest.raises(RuleViolation, match="签到已经结束"):
        actions.sign_in(person_id=person, meeting=meeting, now=at(20, 14, 55))


@pytest.mark.django_db(transaction=True)
def test_twenty_scans_of_one_person_at_once_make_one_sign_in(world):
    meeting = signing(world)
    person = world.members[0].pk
    outcomes = []

    def scan() -> None:
        try:
            outcomes.append(actions.sign_in(person_id=person, meeting=meeting, now=at(20, 14, 20)))
        finally:
            connection.close()

    threads = [threading.Thread(target=scan) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.again for each in outcomes].count(False) == 1 and len(outcomes) == 20


def test_late_by_hand_needs_a_reason(world):
    meeting = signing(world)
    with pytest.raises(RuleViolation, match="写明原因"):
        actions.mark(by=world.secretary, meeting=meeting, persons=[world.members[0].pk], state="late", now=at(20, 16))


def test_many_are_marked_in_one_update_with_one_event(world):
    meeting = signing(world)
    ids = [person.pk for person in world.members]
    before = AuditEvent.objects.count()
    assert actions.mark(by=world.secretary, meeting=meeting, persons=ids, state="present", now=at(20, 16)) == 10
    assert AuditEvent.objects.count() == before + 1


@pytest.mark.requirement("MTG-04")
def test_leave_with_reason_and_make_up_within_thirty_days(world):
    meeting = signing(world)
    absent, other = world.members[:2]
    with pytest.raises(RuleViolation, match="请假原因"):
        actions.take_leave(person_id=absent.pk, meeting=meeting, reason="", now=at(4), by=world.accounts[0])
    actions.take_leave(person_id=absent.pk, meeting=meeting, reason="出差", now=at(4), by=world.accounts[0])
    actions.decide_leave(by=world.secretary, meeting=meeting, persons=[absent.pk], agreed=True, now=at(5))
    assert queries.counts(meeting).on_leave == 1
    recorded = actions.record(by=world.secretary, meeting=meeting, version=1, content="学习", now=at(21))
    actions.confirm(by=world.secretary, meeting=recorded, now=at(21))
    actions.close(by=world.secretary, meeting=recorded, now=at(21))
    later = at(22, month=12)
    with pytest.raises(RuleViolation, match="30 天内"):
        actions.make_up(by=world.secretary, meeting=meeting, persons=[absent.pk], on=date(2026, 12, 22), now=later)
    actions.make_up(
        by=world.secretary,
        meeting=meeting,
        persons=[absent.pk, other.pk],
        on=date(2026, 12, 21),
        now=later,
        note="自学",
    )
    counted = queries.counts(meeting)
    assert (counted.made_up, counted.on_leave, counted.absent) == (2, 0, 8)


def test_leave_is_not_taken_after_signing(world):
    meeting = signing(world)
    person = world.members[0]
    actions.sign_in(person_id=person.pk, meeting=meeting, now=at(20, 14, 20))
    with pytest.raises(RuleViolation, match="您已经签到"):
        actions.take_leave(person_id=person.pk, meeting=meeting, reason="有事", now=at(20, 15), by=world.accounts[0])


def test_attendance_is_fixed_once_the_minutes_are_confirmed(world):
    meeting = held(world)
    meeting = actions.record(by=world.secretary, meeting=meeting, version=1, content="x", now=at(21))
    actions.confirm(by=world.secretary, meeting=meeting, now=at(21))
    with pytest.raises(RuleViolation, match="请先退回修改，才能登记到会情况"):
        actions.mark(by=world.secretary, meeting=meeting, persons=[world.members[9].pk], state="present", now=at(22))


@pytest.mark.parametrize("state", Meeting.State)
@pytest.mark.parametrize("closed", [None, at(20, 15)])
def test_the_statement_of_a_sign_in_and_the_step_agree_when_it_is_open(db, state, closed):
    """One SQL text decides for itself: it must say what the workflow says."""
    meeting = Meeting(state=state, sign_in_closed_at=closed)
    with connection.cursor() as cursor:
        values = "(VALUES (%s, %s::timestamptz)) m (state, sign_in_closed_at)"
        cursor.execute(f"SELECT {SIGN_IN_OPEN} FROM {values}", [str(state), closed])
        (by_sql,) = cursor.fetchone()
    try:
        rules.MEETING.check("sign", meeting, by=None, at=at(20, 15))
    except RuleViolation:
        assert by_sql is False
    else:
        assert by_sql is True
