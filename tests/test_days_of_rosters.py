"""Every column with a day of every roster, and the day of the roster itself: what a form refuses, a roster refuses, at
the cell, and nothing of the row is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.chinese.dates import ParsedDate
from core.office.rosters import ERROR, QUESTION, Column
from core.web.home import lists
from members.importing.columns import BY_NAME
from members.models import Membership
from organizations.models import RosterBatch
from organizations.rosters.subject import Subject
from tests.days import CHANGE, FACT, SLIPS, close_a_month, day_of
from tests.matrix import World
from tests.members.rosters import number
from tests.organizations.rosters import workbook

ROSTER = "(名册)"
"""The day of the roster, for rows without one of their own."""


@dataclass(frozen=True)
class Case:
    """``days``: what the rule refuses in the column. ``row``: the other cells. ``at``: where it is told, else."""

    roster: str
    column: str
    days: tuple[str, ...]
    row: dict[str, str]
    at: str = ""
    role: str = "street"
    given: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.roster}-{self.column}"


UNIT = {"name": "税务所", "kind": "国有企业", "community": "MX-A-1"}
POST = {"person": "新来的人", "organization": "MX-A-1-B", "position": "副书记"}
WORKER = {"person": "新来的人", "community": "MX-A-1", "position": "社区工作者"}
GRID = {"community": "MX-A-1", "code": "W99", "name": "新网格"}
BUILDING = {"community": "MX-A-1", "code": "W01", "name": "朱鹮网格", "building": "9号楼", "floors": "2", "doors": "1"}
DOOR = {"community": "MX-A-1", "code": "W01", "building": "朱鹮1号楼", "floor": "1", "door": "1", "head": "独一"}
MEMBER = {"name": "崔明", "number": number("19650305"), "branch": "MX-A-1-B"}
FOUNDED = {"code": "MX-NEW", "name": "新支部", "kind": "党支部", "parent": "MX-A-1-G"}
NOT_YET = ("T+1",)
CASES = [
    Case("organizations", ROSTER, CHANGE, FOUNDED, at="parent"),
    Case("units", "since", FACT, UNIT),
    Case("units", "reported", (*FACT, "T-1"), UNIT),
    Case("units", ROSTER, FACT, UNIT, at="since"),
    Case("posts", "since", CHANGE, POST),
    Case("posts", "until", ("F", "T-1", "T"), POST),
    Case("posts", ROSTER, CHANGE, POST, at="since"),
    Case("workers", "birth", NOT_YET, WORKER),
    Case("workers", "since", CHANGE, WORKER),
    Case("workers", ROSTER, CHANGE, WORKER, at="since"),
    Case("grids", "since", CHANGE, GRID),
    Case("grids", "since", CHANGE, BUILDING),
    Case("grids", ROSTER, CHANGE, GRID, at="since"),
    Case("households", "since", CHANGE, DOOR),
    Case("households", ROSTER, CHANGE, DOOR, at="since"),
    Case("members", "birth", NOT_YET, MEMBER),
    Case("members", "joined", NOT_YET, MEMBER),
    Case("members", "full", ("F-4000",), MEMBER, given={"joined": "2015-06-01"}),
    Case("members", ROSTER, FACT, MEMBER),
]
WITHOUT_A_DAY = {"accounts", "in_service"}
"""Nothing that such a roster writes begins on a day."""


def subject_of(key: str) -> Subject:
    found: Subject = next(each for each in lists().rosters if each.key == key)
    return found


def columns_of(subject: Subject) -> dict[str, Column]:
    return {each.name: each for each in subject.columns} | (BY_NAME if subject.key == "members" else {})


def holds_a_day(column: Column) -> bool:
    return isinstance(column.read("2026-03-05"), date | ParsedDate) or any(
        word in column.title for word in ("日期", "时间", "年月")
    )


def test_every_column_with_a_day_is_tried() -> None:
    tried = {(case.roster, case.column) for case in CASES}
    asked = {("members", "left")}  # not stored: it makes a question of the row (tests/members/test_import.py)
    for subject in lists().rosters:
        wanted = {(subject.key, name) for name, each in columns_of(subject).items() if holds_a_day(each)}
        if subject.key not in WITHOUT_A_DAY:
            wanted.add((subject.key, ROSTER))
        assert wanted - asked <= tried, "add a Case for each of them"


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for all rosters: whatever an upload leaves is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = World()
        Membership.objects.create(
            person=made.person("独一"), organization=made.places["own"].branch, during=(made.since, None)
        )
        for label in ("grids.Grid", "grids.Building"):
            made.get(label, made.places["own"])
        close_a_month(made)
        yield made
        transaction.set_rollback(True)


def upload(world: World, case: Case, row: dict[str, str], since: str = "") -> Any:
    """The answer of the page to a file with the one row."""
    columns = columns_of(subject_of(case.roster))
    content = workbook([columns[name].title for name in row], [list(row.values())])
    data = {"organization": world.street.pk, "file": SimpleUploadedFile("名册.xlsx", content)}
    page = reverse(subject_of(case.roster).page)
    return world.clients[case.role].post(page, data | ({"since": since} if since else {}), follow=True)


def told(answer: Any) -> RosterBatch:
    return RosterBatch.objects.get(reference=answer.redirect_chain[-1][0].rstrip("/").rsplit("/", 1)[-1])


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_row_without_the_day_holds(world: World, case: Case) -> None:
    """Else the next test would prove nothing."""
    answer = upload(world, case, case.row | case.given, timezone.localdate().isoformat())
    batch = told(answer)
    assert (batch.rows, batch.valid) == (1, 1), batch.problems


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_day_that_cannot_be_is_told_at_its_cell_and_the_row_is_left_out(world: World, case: Case) -> None:
    title = (
        columns_of(subject_of(case.roster))[case.at or case.column].title if case.column != ROSTER or case.at else ""
    )
    for day in (*SLIPS, *(day_of(world, each) for each in case.days)):
        if case.column == ROSTER:
            answer = upload(world, case, case.row | case.given, day)
        else:
            answer = upload(world, case, case.row | case.given | {case.column: day}, timezone.localdate().isoformat())
        if not answer.redirect_chain:  # refused with the form
            assert case.column == ROSTER, day
            assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["since"]), day
            continue
        batch = told(answer)
        assert batch.valid == 0, (day, batch.preview)
        found = [(each["column"], each["message"]) for each in batch.problems if each["kind"] in (ERROR, QUESTION)]
        assert [column for column, _ in found] == [title], (day, found)
        assert found[0][1] in answer.content.decode(), day
