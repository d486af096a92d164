"""Ends of terms and the nightly repair."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Notification, PeriodicRun
from core.web.home import lists
from core.web.worklist import due
from organizations import actions, tasks
from organizations.models import Organization, Position, Threshold
from tests.organizations.conftest import Tree

TERM = date(2027, 5, 1)


def on(day: date) -> time_machine.travel:
    return time_machine.travel(f"{day.isoformat()}T04:00:00Z", tick=False)


def remind(day: date) -> int:
    """Messages about terms that are new on the day."""
    before = Notification.objects.filter(kind="term.end").count()
    with on(day):
        PeriodicRun.objects.all().delete()
        tasks.remind()
    return Notification.objects.filter(kind="term.end").count() - before


@pytest.mark.requirement("ORG-11")
def test_end_of_a_term_is_announced_at_180_90_and_30_days_once_each(tree: Tree) -> None:
    officer = tree.holder(tree.street, name="街道干部")
    secretary = tree.holder(tree.branch, Position.SECRETARY, name="支部书记")
    secretary.person.posts.update(term_ends_on=TERM)
    assert remind(TERM - timedelta(days=181)) == 0
    for days in (180, 90, 30):
        assert remind(TERM - timedelta(days=days)) == 2  # the holder, and who keeps the organisation
        assert remind(TERM - timedelta(days=days)) == 0
        assert remind(TERM - timedelta(days=days - 1)) == 0
    recipients = set(Notification.objects.filter(kind="term.end").values_list("recipient", flat=True))
    assert recipients == {officer.pk, secretary.pk}
    note = Notification.objects.filter(kind="term.end", recipient=officer).latest("due_on")
    assert note.title == "幸福里第一党支部的书记任期将届满"
    assert str(tree.branch.pk) in note.url


@pytest.mark.requirement("ORG-11")
def test_missed_nights_are_made_up_with_one_reminder(tree: Tree) -> None:
    tree.holder(tree.street, Position.SECRETARY, name="街道书记").person.posts.update(term_ends_on=TERM)
    assert remind(TERM - timedelta(days=20)) == 1  # appointed committees too; 180 and 90 are past, 30 is said
    assert Notification.objects.get(kind="term.end").due_on == TERM - timedelta(days=30)


def test_ended_post_is_not_announced_and_its_reminder_is_dropped(tree: Tree) -> None:
    tree.holder(tree.street, name="街道干部")
    post = tree.holder(tree.branch, Position.SECRETARY).person.posts.get()
    type(post).objects.filter(pk=post.pk).update(term_ends_on=TERM)
    day = TERM - timedelta(days=90)
    assert remind(day) == 2
    actions.end_post(by="test", post=post, on=day, today=day)
    with on(day):
        assert lists().kind["term.end"].still_due([post.pk]) == set()
    assert remind(day + timedelta(days=1)) == 0


def test_district_may_change_the_days(tree: Tree) -> None:
    tree.holder(tree.branch, Position.SECRETARY).person.posts.update(term_ends_on=TERM)
    actions.set_threshold(
        by="test",
        threshold=Threshold.objects.get(name="org.term.remind_days_before"),
        organization=tree.district,
        value="365;60",
        effective_from=date(2026, 1, 1),
        document="文件",
    )
    assert remind(TERM - timedelta(days=300)) == 1
    assert Notification.objects.get(kind="term.end").due_on == TERM - timedelta(days=365)


def test_reminders_cost_the_same_for_many_posts(tree: Tree) -> None:
    def cost(day: date) -> int:
        with on(day), CaptureQueriesContext(connection) as queries:
            tasks.remind()
        return len(queries)

    tree.holder(tree.branch, Position.COMMITTEE_MEMBER).person.posts.update(term_ends_on=TERM)
    one = cost(TERM - timedelta(days=180))
    for number in range(15):
        tree.holder(tree.branch, Position.COMMITTEE_MEMBER, name=f"委员{number}").person.posts.update(term_ends_on=TERM)
    assert cost(TERM - timedelta(days=90)) == one
    assert Notification.objects.filter(kind="term.end").count() == 1 + 16


@pytest.mark.requirement("ORG-11")
def test_ending_terms_stand_on_the_work_list(tree: Tree) -> None:
    officer = tree.holder(tree.street, name="街道干部")
    secretary = tree.holder(tree.general_branch, Position.SECRETARY, name="书记")
    secretary.person.posts.update(term_ends_on=TERM)
    day = TERM - timedelta(days=100)
    with on(day):
        items = [item for item in due(officer, day) if item.kind == "term_election.prepare"]
        assert [(item.count, item.due_on) for item in items] == [(1, TERM)]
        assert not [item for item in due(secretary, day) if item.kind == "term_election.prepare"]


def test_night_follows_the_calendar_once(tree: Tree) -> None:
    day = date(2026, 12, 1)
    actions.move_organization(
        by="test", organization=tree.community, parent=tree.other_street, on=day, today=date(2026, 11, 22)
    )
    for _ in range(2):
        with on(day):
            tasks.follow_the_calendar()
    assert Organization.objects.get(pk=tree.branch.pk).path.startswith(tree.other_street.path)
    run = PeriodicRun.objects.get(job="organizations.calendar")
    assert run.result["paths"] == 3
