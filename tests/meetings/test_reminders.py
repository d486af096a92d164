"""Finders: set-based, exactly once, and asked again before anything is sent."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import outbox
from core.models import Delivery, Notification, PeriodicRun
from meetings import actions, reminders, tasks
from meetings.models import Meeting, ThemeDayDuty
from members.models import Membership
from organizations.models import Threshold
from tests.meetings.conftest import SINCE, at, make_person, make_user
from tests.meetings.test_path import general_meeting, planned


def told(kind: str) -> set[str]:
    return set(Notification.objects.filter(kind=kind).values_list("recipient__username", flat=True))


@pytest.mark.requirement("MTG-04")
def test_who_has_not_planned_by_the_fifth_is_reminded_once(world):
    planned(world)
    assert reminders.remind_to_plan(date(2026, 11, 5)) == 0
    assert reminders.remind_to_plan(date(2026, 11, 6)) == 1
    assert reminders.remind_to_plan(date(2026, 11, 7)) == 0
    assert told("theme_day.plan") == {"other"}


def test_the_day_is_a_setting_of_the_street(world):
    Threshold.objects.create(
        name="mtg.theme_day.plan_by_day",
        value="10",
        unit="day_of_month",
        op="<=",
        origin="street",
        scope_level="street",
        label="主题党日计划截止日",
        organization=world.street,
        effective_from=date(2026, 1, 1),
    )
    assert reminders.remind_to_plan(date(2026, 11, 10)) == 0
    assert reminders.remind_to_plan(date(2026, 11, 11)) == 3  # two leaders here, one there


def test_a_cancelled_theme_day_is_no_plan(world):
    meeting = planned(world)
    actions.cancel(by=world.secretary, meeting=meeting, reason="改期", now=at(4))
    reminders.remind_to_plan(date(2026, 11, 6))
    assert told("theme_day.plan") == {"secretary", "deputy", "other"}


def test_branches_owe_one_only_where_the_district_says_so(world):
    person = make_person("支部书记")
    make_user("branch", person)
    from organizations.actions import appoint

    appoint(by="test", person=person, organization=world.branches[0], position="secretary", since=SINCE)
    planned(world)
    reminders.remind_to_plan(date(2026, 11, 6))
    assert "branch" not in told("theme_day.plan")
    ThemeDayDuty.objects.create(organization=world.street, during=(date(2026, 11, 1), None))
    reminders.remind_to_plan(date(2026, 11, 6))
    assert "branch" in told("theme_day.plan")


def test_the_street_gets_one_message_with_the_number(world):
    assert reminders.remind_street_of_unplanned(date(2026, 11, 6)) == 1
    note = Notification.objects.get(kind="theme_day.plan_street")
    assert note.recipient == world.street_officer and "2 个" in note.text


@pytest.mark.requirement("MTG-02")
def test_the_day_before_everybody_on_the_roster_is_reminded_but_who_took_leave(world):
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    actions.take_leave(person_id=world.members[0].pk, meeting=meeting, reason="出差", now=at(4), by=world.accounts[0])
    assert reminders.remind_of_meetings(date(2026, 11, 18)) == 0
    assert reminders.remind_of_meetings(date(2026, 11, 19)) == 5
    assert reminders.remind_of_meetings(date(2026, 11, 19)) == 0
    assert "member0" not in told("theme_day.tomorrow")


def test_statements_of_a_finder_do_not_grow_with_recipients(world):
    meeting = planned(world)
    Membership.objects.bulk_create(
        [
            Membership(person=user.person, organization=world.branches[0], during=(SINCE, None))
            for user in (make_user(f"extra{n}", make_person(f"多{n}")) for n in range(30))
        ]
    )
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    with CaptureQueriesContext(connection) as captured:
        assert reminders.remind_of_meetings(date(2026, 11, 19)) == 36
    assert len(captured) == 1


@pytest.mark.requirement("MTG-04")
def test_what_is_not_recorded_three_days_after_is_brought_to_the_leaders(world):
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    assert reminders.remind_to_record(date(2026, 11, 23)) == 0
    assert reminders.remind_to_record(date(2026, 11, 24)) == 2
    assert told("theme_day.record") == {"secretary", "deputy"}
    assert Notification.objects.filter(kind="theme_day.record").first().due_on == date(2026, 11, 23)


def test_nobody_is_reminded_of_what_is_done(world):
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    assert reminders.still_unrecorded([meeting.pk]) == {meeting.pk}
    actions.record(by=world.secretary, meeting=meeting, version=1, content="x", now=at(21))
    assert reminders.still_unrecorded([meeting.pk]) == set()
    assert reminders.remind_to_record(date(2026, 11, 30)) == 0


def test_a_letter_about_a_cancelled_meeting_is_withdrawn_before_it_leaves(world):
    for user in world.accounts:
        user.email = f"{user.username}@example.org"
        user.save()
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    with time_machine.travel(at(19, 8), tick=False):
        reminders.remind_of_meetings(date(2026, 11, 19))
        Meeting.objects.filter(pk=meeting.pk).update(state="cancelled", cancelled_because="台风")
        Delivery.objects.update(next_attempt_at=at(19))
        while outbox.send_pending(at(19, 9)):
            pass
    assert set(Delivery.objects.values_list("notification__kind", "state")) == {
        ("meeting.notice", "withdrawn"),
        ("theme_day.tomorrow", "withdrawn"),
    }
    assert not Notification.objects.filter(withdrawn_at=None).exists()


def test_who_missed_it_learns_until_when_it_can_be_made_up(world):
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    actions.open_sign_in(by=world.secretary, meeting=meeting, now=at(20, 14, 10))
    actions.sign_in(person_id=world.members[0].pk, meeting=meeting, now=at(20, 14, 20))
    meeting = actions.record(by=world.secretary, meeting=meeting, version=1, content="x", now=at(21))
    actions.confirm(by=world.secretary, meeting=meeting, now=at(21))
    actions.close(by=world.secretary, meeting=meeting, now=at(21))
    assert reminders.remind_to_make_up(date(2026, 11, 22)) == 5
    assert Notification.objects.filter(kind="theme_day.make_up").first().due_on == date(2026, 12, 21)


@pytest.mark.requirement("MTG-05")
def test_the_owner_of_a_task_is_reminded_before_and_after_its_date(world):
    meeting = general_meeting(world, present=4)
    won = actions.put_to_vote(by=world.secretary, meeting=meeting, text="乙", votes_for=4, now=at(20, 15))
    task = actions.resolve(
        by=world.secretary,
        meeting=meeting,
        text="整修楼道",
        owner=world.members[0],
        due_on=date(2026, 11, 30),
        decision=won,
    )
    found = [reminders.remind_of_resolutions(date(2026, 11, day)) for day in (26, 27, 30)]
    assert found == [0, 1, 0]
    assert reminders.remind_of_resolutions(date(2026, 12, 1)) == 1
    assert reminders.remind_of_resolutions(date(2026, 12, 9)) == 0
    assert reminders.still_open([task.pk]) == {task.pk}


@time_machine.travel(at(6, 8), tick=False)
def test_two_beats_of_one_day_do_the_work_once(world):
    tasks.remind()
    before = Notification.objects.count()
    assert before
    tasks.remind()
    assert Notification.objects.count() == before
    assert PeriodicRun.objects.filter(job="meetings.remind").count() == 1
