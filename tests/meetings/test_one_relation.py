"""Pages read what the duties say: marks of a month, badges of records, and states that are named in one place."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse

from core.records.duties import is_past
from meetings import actions, home, queries
from meetings.models import Attendance, Meeting, Resolution
from organizations.actions import appoint
from organizations.desks import standing
from organizations.desks.queries import lines
from organizations.models import Position
from tests.meetings.conftest import SINCE, World, at, client_of, make_person, make_user
from tests.meetings.test_path import general_meeting, planned
from tests.meetings.test_standards_levels import change

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
APP = Path("meetings")


def marks(user: object, now: object) -> dict[date, bool]:
    with time_machine.travel(now, tick=False):
        return {day: bool(mark["late"]) for day, mark in home.meeting_days(user, *NOVEMBER).items()}


@pytest.mark.django_db
@pytest.mark.parametrize("told", [False, True])
def test_a_mark_is_red_exactly_while_the_record_is_owed(world: World, told: bool) -> None:
    meeting = planned(world)
    if told:
        actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    start, day = at(20, 14, 30), date(2026, 11, 20)
    for now, late in ((at(20, 14, 29), False), (start, True), (at(22), True)):
        owed = [line for line in lines(world.secretary, now=now) if line.key == "theme_day.record"]
        assert marks(world.secretary, now) == {day: late} and bool(owed) is late
    with time_machine.travel(at(22), tick=False):
        page = client_of(world.secretary).get(reverse("meetings:month") + "?month=2026-11")
    assert page.context["marks"][day]["late"] is True
    actions.record(by=world.secretary, meeting=meeting, version=meeting.version, content="学习", now=at(22))
    assert marks(world.secretary, at(22)) == {day: False}


@pytest.mark.django_db
def test_the_district_sees_only_the_days_that_lack_a_record_and_the_street_all(world: World) -> None:
    officer = make_user("district", make_person("周部长"))
    appoint(by="test", person=officer.person, organization=world.district, position=Position.OFFICER, since=SINCE)
    planned(world)
    planned(world, starts_at=at(27, 9))
    standing.fill(now=at(22))
    assert marks(officer, at(22)) == {date(2026, 11, 20): True}
    assert marks(world.street_officer, at(22)) == {date(2026, 11, 20): True, date(2026, 11, 27): False}


@pytest.mark.django_db
def test_marks_have_no_limit_of_rows(world: World) -> None:
    Meeting.objects.bulk_create(
        Meeting(
            organization=world.big_committee,
            scope=world.big_committee.path,
            kind_id="symposium",
            topic="座谈",
            place="会议室",
            starts_at=at(1 + number // 25, 8, number % 25),
        )
        for number in range(600)
    )
    assert len(marks(world.secretary, at(1, 7))) == 24


@pytest.mark.django_db
@pytest.mark.parametrize("level", ["nation", "district"])
def test_other_kinds_are_late_by_their_own_number_on_list_page_and_duty(world: World, level: str) -> None:
    """core.late_entry_days judges every kind but the theme day; a corrected number moves all three."""
    fields = {"kind": "big_committee_meeting", "form": "", "education": "", "starts_at": at(10, 9)}
    meeting = planned(world, **fields)
    [owed] = [line for line in lines(world.secretary, now=at(12)) if line.key == "meeting.record"]
    assert owed.due_on == date(2026, 11, 17)
    change(world, level, "core.late_entry_days", "3")
    [owed] = [line for line in lines(world.secretary, now=at(12)) if line.key == "meeting.record"]
    assert owed.due_on == date(2026, 11, 13)
    actions.record(by=world.secretary, meeting=meeting, version=1, content="研究", now=at(14))
    client = client_of(world.secretary)
    [line] = client.get(reverse("meetings:index")).context["lines"]
    assert line["late"] and client.get(reverse("meetings:detail", args=[meeting.pk])).context["late"]
    assert queries.record_days_of([Meeting.objects.get()]) == [3]


@pytest.mark.django_db
def test_a_task_is_red_on_the_pages_exactly_when_its_duty_is(world: World) -> None:
    meeting = general_meeting(world, present=4)
    won = actions.put_to_vote(by=world.secretary, meeting=meeting, text="乙", votes_for=4, now=at(20, 15))
    due = date(2026, 11, 25)
    owner = world.members[0]
    actions.resolve(by=world.secretary, meeting=meeting, text="整修", owner=owner, due_on=due, decision=won)
    for day, late in ((25, False), (26, True)):
        with time_machine.travel(at(day), tick=False):
            [duty] = [line for line in lines(world.accounts[0], now=at(day)) if line.key == "resolution.own"]
            [task] = client_of(world.accounts[0]).get(reverse("meetings:schedule")).context["tasks"]
            [line] = client_of(world.secretary).get(reverse("meetings:resolutions")).context["lines"]
        assert (bool(duty.missing), task.behind, line["behind"]) == (late, late, late)
        assert "finish" in line["can"]
    assert not is_past(None, due)


STATES = {str(each) for states in (Meeting.State, Attendance.State, Resolution.State) for each in states}
_QUOTED = re.compile(r"""['"]([a-z_]+)['"]""")


def test_no_statement_spells_a_state() -> None:
    """SQL takes its states from the models: a renamed or added one is changed in one place."""
    found = []
    for path in sorted(APP.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" in node.value:
                found += [f"{path}:{node.lineno} {word}" for word in _QUOTED.findall(node.value) if word in STATES]
    # stages of a theme month are no states of a record
    assert [each for each in found if not each.endswith(" done")] == []


def test_no_template_compares_a_state() -> None:
    found = [
        f"{path.name}: {text}"
        for path in sorted(Path("templates/meetings").rglob("*.html"))
        for text in re.findall(r"\bstate (?:==|!=|in) ['\"]\w+['\"]", path.read_text(encoding="utf-8"))
    ]
    assert found == []
