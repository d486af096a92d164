"""Duties of meetings: who is listed is who is reminded, exactly once, and asked again before anything is sent."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Delivery, Notification, PeriodicRun
from core.records import outbox
from core.web.home import lists
from meetings import actions, reminders, tasks
from meetings.models import Meeting
from meetings.progress import debtors
from members.models import Membership
from organizations.actions import appoint
from organizations.desks import queries
from organizations.desks import reminders as desks
from organizations.models import Threshold
from tests.meetings.conftest import SINCE, at, make_person, make_user
from tests.meetings.test_path import general_meeting, planned

VIEW = "organizations.view_meeting"


def told(kind: str) -> set[str]:
    return set(Notification.objects.filter(kind=kind).values_list("recipient__username", flat=True))


def remind(now, kind: str) -> int:
    """Messages of the kind that are new at the moment."""
    before = Notification.objects.filter(kind=kind).count()
    desks.remind(now=now)
    return Notification.objects.filter(kind=kind).count() - before


def listed(user, now, key: str) -> list[queries.Line]:
    user = type(user).objects.get(pk=user.pk)
    return [line for line in queries.lines(user, now=now) if line.key == key]


def announced(world, **values) -> Meeting:
    meeting = planned(world, **values)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    return meeting


@pytest.mark.requirement("MTG-04")
def test_who_has_not_planned_by_the_fifth_is_reminded_once(world):
    announced(world)
    assert remind(at(5), "theme_day.plan") == 0
    assert remind(at(6), "theme_day.plan") == 1
    assert remind(at(7), "theme_day.plan") == 0
    assert told("theme_day.plan") == {"other"}


def test_a_plan_is_owed_until_it_is_announced(world):
    meeting = planned(world)
    assert listed(world.secretary, at(4), "theme_day.plan")
    actions.notify(by=world.secretary, meeting=meeting, now=at(4))
    assert not listed(world.secretary, at(4), "theme_day.plan")


@pytest.mark.parametrize("level", ["street", "district", None])
def test_a_changed_day_moves_list_reminder_and_page_together(world, level):
    national = Threshold.objects.get(name="mtg.theme_day.plan_by_day", organization=None)
    if level is None:
        Threshold.objects.filter(pk=national.pk).update(value="10")
    else:
        Threshold.objects.create(
            name=national.name,
            value="10",
            unit=national.unit,
            op=national.op,
            origin=level,
            scope_level="street",
            label=national.label,
            organization=getattr(world, level),
            effective_from=date(2026, 1, 1),
        )
    assert remind(at(10), "theme_day.plan") == 0
    assert not listed(world.street_officer, at(10), "theme_day.plan")
    assert [line.due_on for line in listed(world.secretary, at(10), "theme_day.plan")] == [date(2026, 11, 10)]
    assert remind(at(11), "theme_day.plan") == 3  # two leaders here, one there
    [behind] = listed(world.street_officer, at(11), "theme_day.plan")
    assert (behind.own, behind.organizations) == (False, 2)


def test_a_cancelled_theme_day_is_no_plan(world):
    meeting = planned(world)
    actions.cancel(by=world.secretary, meeting=meeting, reason="改期", now=at(4))
    remind(at(6), "theme_day.plan")
    assert told("theme_day.plan") == {"secretary", "deputy", "other"}


def test_a_branch_owes_its_own_and_the_community_does_not_hear_of_it(world):
    user = make_user("branch", make_person("支部书记"))
    appoint(by="test", person=user.person, organization=world.branches[0], position="secretary", since=SINCE)
    assert listed(user, at(6), "theme_day.plan_branch") and not listed(world.secretary, at(6), "theme_day.plan_branch")
    remind(at(6), "theme_day.plan")
    assert "branch" in told("theme_day.plan")
    announced(world)
    assert not listed(user, at(6), "theme_day.plan_branch")  # the community's day is its branches' too


def test_the_street_gets_one_message_with_the_number(world):
    assert remind(at(6), "theme_day.plan_street") == 1
    note = Notification.objects.get(kind="theme_day.plan_street")
    assert note.recipient == world.street_officer and "2 个" in note.text


def test_a_plan_whose_day_passed_waits_for_its_record_everywhere(world):
    planned(world)
    [line] = listed(world.secretary, at(22), "theme_day.record")
    assert line.due_on == date(2026, 11, 23) and not listed(world.secretary, at(22), "theme_day.plan")
    stages = {row.organization: row.stage for row in debtors(world.street_officer, VIEW, date(2026, 11, 1), now=at(28))}
    assert stages[world.community.pk] == "unrecorded"
    assert listed(world.street_officer, at(28), "theme_day.record")[0].missing == 1


def test_announced_and_never_recorded_is_to_be_recorded_not_to_be_held(world):
    announced(world)
    stages = {row.organization: row.stage for row in debtors(world.street_officer, VIEW, date(2026, 11, 1), now=at(28))}
    assert stages[world.community.pk] == "unrecorded"


def test_a_month_without_any_stays_owed_until_it_is_recorded(world):
    [line] = listed(world.secretary, at(2, month=12), "theme_day.hold")
    assert line.missing == 11
    meeting = announced(world)
    actions.record(by=world.secretary, meeting=meeting, version=1, content="x", now=at(2, month=12))
    [line] = listed(world.secretary, at(2, month=12), "theme_day.hold")
    assert line.missing == 10


@pytest.mark.requirement("MTG-02")
def test_the_day_before_everybody_on_the_roster_is_reminded_but_who_took_leave(world):
    meeting = announced(world)
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
    assert len(captured) == 2  # the districts, and one for this one


@pytest.mark.requirement("MTG-04")
def test_what_is_not_recorded_three_days_after_is_brought_to_the_leaders(world):
    announced(world)
    assert remind(at(23), "theme_day.record") == 0
    assert remind(at(24), "theme_day.record") == 2
    assert told("theme_day.record") == {"secretary", "deputy"}


def test_the_streets_days_to_record_hold_in_list_and_reminder(world):
    national = Threshold.objects.get(name="mtg.theme_day.record_days", organization=None)
    Threshold.objects.create(
        name=national.name,
        value="10",
        unit=national.unit,
        op=national.op,
        origin="street",
        scope_level="street",
        label=national.label,
        organization=world.street,
        effective_from=date(2026, 1, 1),
    )
    announced(world)
    assert listed(world.secretary, at(25), "theme_day.record")[0].due_on == date(2026, 11, 30)
    assert remind(at(30), "theme_day.record") == 0
    assert remind(at(1, month=12), "theme_day.record") == 2


@time_machine.travel(at(22), tick=False)
def test_nobody_is_reminded_of_what_is_done(world):
    meeting = announced(world)
    still_due = lists().kind["theme_day.record"].still_due
    assert still_due([meeting.pk]) == {meeting.pk}
    actions.record(by=world.secretary, meeting=meeting, version=1, content="x", now=at(21))
    assert still_due([meeting.pk]) == set()
    assert remind(at(30), "theme_day.record") == 0


def test_a_letter_about_a_cancelled_meeting_is_withdrawn_before_it_leaves(world):
    for user in world.accounts:
        user.email = f"{user.username}@example.org"
        user.save()
    meeting = announced(world)
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


def test_who_missed_it_has_it_on_the_list_until_it_can_no_more_be_made_up(world):
    meeting = announced(world)
    actions.open_sign_in(by=world.secretary, meeting=meeting, now=at(20, 14, 10))
    actions.sign_in(person_id=world.members[0].pk, meeting=meeting, now=at(20, 14, 20))
    actions.record(by=world.secretary, meeting=meeting, version=1, content="x", now=at(21))
    assert remind(at(22), "theme_day.make_up") == 5
    assert not listed(world.accounts[0], at(22), "theme_day.make_up")
    [line] = listed(world.accounts[1], at(22), "theme_day.make_up")
    assert line.due_on == date(2026, 12, 21)
    assert not listed(world.accounts[1], at(22, month=12), "theme_day.make_up")


@pytest.mark.requirement("MTG-05")
def test_the_owner_of_a_task_is_reminded_before_and_after_its_date(world):
    meeting = general_meeting(world, present=4)
    won = actions.put_to_vote(by=world.secretary, meeting=meeting, text="乙", votes_for=4, now=at(20, 15))
    actions.resolve(
        by=world.secretary,
        meeting=meeting,
        text="整修楼道",
        owner=world.members[0],
        due_on=date(2026, 11, 30),
        decision=won,
    )
    assert [remind(at(day), "meeting.resolution") for day in (26, 27, 30)] == [0, 1, 0]
    assert remind(at(1, month=12), "meeting.resolution") == 1
    assert remind(at(9, month=12), "meeting.resolution") == 0


@time_machine.travel(at(6, 8), tick=False)
def test_two_beats_of_one_day_do_the_work_once(world):
    tasks.remind()
    tasks.remind()
    assert PeriodicRun.objects.filter(job="meetings.remind").count() == 1
