"""Seats of every organisation, what lacks and since when; all posts of one person (ORG-33)."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core.office import spreadsheets
from core.records.errors import RuleViolation
from core.records.versions import Conflict
from organizations import actions, seats
from organizations.desks import queries as desks
from organizations.kinds import Kind
from organizations.models import Organization, Position, SeatPlan, Threshold
from organizations.registers import actions as registers
from organizations.registers.kinds import SEATS
from people.models import User
from tests.clock import NOW, TODAY
from tests.organizations.conftest import SINCE, Tree

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ORG-33")]
SignIn = Callable[[User], Client]


def plan(organization: Organization, position: str, number: int, *, by: Any = "test", **typed: Any) -> SeatPlan:
    fields = {"position": position, "seats": number, "since": TODAY} | typed
    made: SeatPlan = registers.enter(by=by, register=SEATS, organization=organization, today=TODAY, **fields)
    return made


def table(organization: Organization) -> dict[str, tuple[int | None, int, int]]:
    """Position → should have, has, lacks."""
    return {row.label: (row.wanted, row.held, row.lacking) for row in seats.of(organization, today=TODAY)}


def owed(user: User, key: str) -> list[tuple[int, date]]:
    user = User.objects.get(pk=user.pk)
    return [(line.count, line.due_on) for line in desks.lines(user, now=NOW) if line.key == key]


def test_the_tiers_of_the_big_committee_have_the_seats_of_the_standards(tree: Tree) -> None:
    committee = tree.make(Kind.BIG_COMMITTEE, "T-A-1-D", tree.community)
    grid = tree.make(Kind.GRID_BRANCH, "T-A-1-W", committee)
    group = tree.make(Kind.BUILDING_GROUP, "T-A-1-L", grid)
    tree.holder(committee, Position.PART_TIME_DEPUTY)
    assert table(committee) == {
        "书记": (1, 0, 1),
        "专职副书记": (1, 0, 1),
        "兼职副书记": (2, 1, 1),
        "委员": (5, 0, 5),
    }
    assert (table(grid), table(group)) == ({"书记": (1, 0, 1)}, {"组长": (1, 0, 1)})
    for name, value in (
        ("org.big_committee.members_min", "11"),
        ("org.grid_branch.secretaries", "0"),
        ("org.building_group.leaders", "2"),
    ):
        national = Threshold.objects.get(name=name, organization=None)
        actions.set_threshold(
            by="test", threshold=national, organization=tree.district, value=value, effective_from=TODAY, document="文"
        )
    assert table(committee)["委员"] == (7, 0, 7) and table(grid) == {"书记": (0, 0, 0)}
    assert table(group) == {"组长": (2, 0, 2)}


def test_every_other_organisation_has_one_head_and_what_its_superior_set(tree: Tree) -> None:
    residents = tree.make(Kind.RESIDENTS_COMMITTEE, "T-A-1-J", tree.community)
    group = tree.make(Kind.PARTY_GROUP, "T-A-1-B-1", tree.branch)
    assert table(tree.street) == table(tree.branch) == table(tree.general_branch) == {"书记": (1, 0, 1)}
    assert (table(residents), table(group), table(tree.community)) == ({"社区主任": (1, 0, 1)}, {"组长": (1, 0, 1)}, {})
    tree.holder(tree.community, Position.WORKER)
    assert table(tree.community) == {"社区工作者": (None, 1, 0)}, "a number that nobody said is not guessed"
    plan(tree.community, Position.WORKER, 4, since=date(2026, 5, 1))
    plan(tree.community, Position.WORKER, 2, since=date(2026, 8, 1))
    plan(tree.community, Position.WORKER, 9, since=TODAY + timedelta(days=30))
    mistaken = plan(tree.community, Position.WORKER, 7)
    assert table(tree.community) == {"社区工作者": (7, 1, 6)}
    registers.withdraw(by="test", register=SEATS, entry=mistaken, version=1, today=TODAY, reason="写错了")
    [row] = seats.of(tree.community, today=TODAY)
    assert (row.wanted, row.lacking, row.since, row.due_on) == (2, 1, date(2026, 8, 1), date(2026, 10, 30))
    assert row.late() and row.over == 0
    for _ in range(2):
        tree.holder(tree.community, Position.WORKER)
    [row] = seats.of(tree.community, today=TODAY)
    assert (row.held, row.lacking, row.since, row.over) == (3, 0, None, 1)
    external = tree.make(Kind.EXTERNAL_SUPERIOR, "T-X", None)
    assert table(external) == {}


def test_a_vacancy_counts_from_the_exit_that_nobody_followed_else_from_the_seat(tree: Tree) -> None:
    officer = tree.holder(tree.street, name="街道干部")
    for organization, position in (
        (tree.street, Position.SECRETARY),
        (tree.general_branch, Position.SECRETARY),
        (tree.branch, Position.SECRETARY),
    ):
        tree.holder(organization, position)
    assert owed(officer, "seat.fill") == owed(officer, "post.fill") == []
    plan(tree.branch, Position.COMMITTEE_MEMBER, 2, since=date(2026, 9, 1))
    assert owed(officer, "seat.fill") == [(2, date(2026, 11, 30))]
    tree.holder(tree.branch, Position.COMMITTEE_MEMBER, until=date(2026, 10, 1))
    assert (owed(officer, "post.fill"), owed(officer, "seat.fill")) == (
        [(1, date(2026, 12, 30))],
        [(1, date(2026, 11, 30))],
    )
    [_, row] = seats.of(tree.branch, today=TODAY)
    assert (row.lacking, row.since, row.due_on) == (2, date(2026, 9, 1), date(2026, 11, 30))
    tree.holder(tree.branch, Position.COMMITTEE_MEMBER, since=date(2026, 11, 1))
    assert (owed(officer, "post.fill"), owed(officer, "seat.fill")) == ([], [(1, date(2026, 11, 30))])
    tree.holder(tree.branch, Position.COMMITTEE_MEMBER, since=TODAY + timedelta(days=1))
    assert owed(officer, "seat.fill") != [], "who comes tomorrow is not here today"
    with time_machine.travel(NOW + timedelta(days=1)):
        assert {row.lacking for row in seats.of(tree.branch, today=TODAY + timedelta(days=1))} == {0}
    plan(tree.branch, Position.COMMITTEE_MEMBER, 0)
    assert owed(officer, "seat.fill") == [] and table(tree.branch)["委员"] == (0, 1, 0)


def test_the_ninety_days_are_a_number_of_the_district(tree: Tree) -> None:
    officer = tree.holder(tree.street, name="街道干部")
    for organization in (tree.street, tree.general_branch, tree.branch):
        tree.holder(organization, Position.SECRETARY)
    plan(tree.branch, Position.ORGANIZATION_COMMISSIONER, 1, since=date(2026, 11, 1))
    assert owed(officer, "seat.fill") == [(1, date(2027, 1, 30))]
    national = Threshold.objects.get(name="org.vacancy.fill_days", organization=None)
    actions.set_threshold(
        by="test", threshold=national, organization=tree.district, value="10", effective_from=TODAY, document="文"
    )
    assert owed(officer, "seat.fill") == [(1, date(2026, 11, 11))]
    assert seats.of(tree.branch, today=TODAY)[-1].late()


@pytest.mark.parametrize(
    ("where", "typed", "field", "words"),
    [
        ("branch", {"position": Position.LEADER}, "position", "党支部不设组长"),
        ("branch", {"seats": 100}, None, "不能超过99"),
        ("branch", {"seats": -1}, "seats", ""),
        ("branch", {"since": date(2024, 12, 31)}, "since", "不能早于"),
        ("branch", {"since": date(2028, 1, 1)}, "since", "不能晚于"),
        ("district", {}, "organization", "不登记核定职数"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_at_its_field(
    tree: Tree, where: str, typed: dict[str, Any], field: str | None, words: str
) -> None:
    given: dict[str, Any] = {"position": Position.SECRETARY, "seats": 1} | typed
    with pytest.raises(RuleViolation) as refused:
        plan(getattr(tree, where), given.pop("position"), given.pop("seats"), **given)
    assert refused.value.field == field and words in refused.value.message and not SeatPlan.objects.exists()


def test_the_superior_sets_the_seats_once_a_day_and_nobody_the_own(tree: Tree) -> None:
    committee = tree.make(Kind.BIG_COMMITTEE, "T-A-1-D", tree.community)
    secretary = tree.holder(committee, Position.SECRETARY)
    street, district = tree.holder(tree.street), tree.holder(tree.district)
    for by, organization in ((secretary, committee), (secretary, tree.branch), (street, tree.street)):
        with pytest.raises(RuleViolation, match="由上级核定"):
            plan(organization, Position.SECRETARY, 1, by=by)
    made = plan(committee, Position.SECRETARY, 1, by=street)
    plan(tree.street, Position.SECRETARY, 1, by=district)
    with pytest.raises(RuleViolation, match="已经核定过"):
        plan(committee, Position.SECRETARY, 1, by=street)
    with pytest.raises(RuleViolation, match="由上级核定"):
        registers.withdraw(by=secretary, register=SEATS, entry=made, version=1, today=TODAY, reason="不要")
    change = {"by": street, "register": SEATS, "today": TODAY, "seats": 2}
    registers.correct(entry=SeatPlan.objects.get(pk=made.pk), version=1, **change)
    with pytest.raises(Conflict):
        registers.correct(entry=SeatPlan.objects.get(pk=made.pk), version=1, **change)


def test_the_page_lists_every_organisation_in_sight_in_few_statements(
    tree: Tree, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    tree.holder(tree.general_branch, Position.SECRETARY, name="乙书记", until=date(2026, 6, 1))
    client, page = sign_in(tree.holder(tree.street)), reverse("organizations:seats")
    with django_assert_max_num_queries(12):
        answer = client.get(page)
    named = [(row.name, row.label, row.lacking) for row in answer.context["page"]]
    assert named == [
        ("甲街道党工委", "书记", 1),
        ("甲街道党工委", "机关干部", 0),
        ("幸福里社区党总支", "书记", 1),
        ("幸福里第一党支部", "书记", 1),
    ]
    text = " ".join(answer.text.split())
    assert "共缺 3 名" in text
    assert "2026-06-01 起空缺" in text and "已过期限" in text
    assert "乙街道" not in answer.text
    tree.holder(tree.branch, Position.SECRETARY)
    assert [row.name for row in client.get(page, {"vacant": "on"}).context["page"]] == [
        "甲街道党工委",
        "幸福里社区党总支",
    ]
    assert [row.name for row in client.get(page, {"q": "第一"}).context["page"]] == ["幸福里第一党支部"]
    assert len(client.get(page, {"q": "%"}).context["page"]) == 0
    for number in range(60):
        tree.make(Kind.BRANCH, f"T-A-1-B{number}", tree.general_branch)
    with django_assert_max_num_queries(12):
        second = client.get(page, {"page": 2})
    assert len(client.get(page).context["page"]) == 50 and len(second.context["page"]) == 14
    content = client.get(page, {"format": "xlsx", "vacant": "on"}).content
    [sheet] = spreadsheets.read(io.BytesIO(content), "空缺.xlsx").sheets
    assert sum("党支部T-A" in str(row) for row in sheet.rows) == 60 and "甲街道党工委" in str(sheet.rows)


def test_two_places_are_listed_one_after_the_other(tree: Tree) -> None:
    user = tree.holder(tree.street)
    actions.appoint(
        by="test", person=user.person, organization=tree.other_street, position=Position.OFFICER, since=SINCE
    )
    rows = seats.overview(user, "organizations.view_organization", today=TODAY)
    every = [(row.name, row.label) for row in rows]
    assert len(rows) == len(every) == 6 and every[-2:] == [("乙街道党工委", "书记"), ("乙街道党工委", "机关干部")]
    assert [(row.name, row.label) for row in rows[3:5]] == every[3:5]


def test_all_posts_of_a_person_stand_on_one_page_those_out_of_sight_are_counted(tree: Tree, sign_in: SignIn) -> None:
    person = tree.person("孟庆祥")
    for organization, position, since, until in (
        (tree.branch, Position.SECRETARY, date(2025, 1, 1), date(2026, 1, 1)),
        (tree.general_branch, Position.SECRETARY, date(2025, 2, 1), None),
        (tree.community, Position.DIRECTOR, date(2027, 1, 1), None),
        (tree.other_street, Position.OFFICER, date(2025, 2, 1), None),
    ):
        actions.appoint(
            by="test", person=person, organization=organization, position=position, since=since, until=until
        )
    page = reverse("organizations:person_posts", args=[person.pk])
    answer = sign_in(tree.holder(tree.street, name="街道干部")).get(page)
    assert [(label, [post.position for post in posts]) for label, posts in answer.context["groups"]] == [
        ("现任职务", ["secretary"]),
        ("将任职务", ["director"]),
        ("曾任职务", ["secretary"]),
    ]
    assert "另有 1 项任职不在您的查看范围" in answer.text and "乙街道" not in answer.text
    assert "不在您的查看范围" not in sign_in(tree.holder(tree.district, name="区干部")).get(page).text
    stranger = tree.holder(tree.neighbour, Position.DIRECTOR, name="别处主任")
    assert sign_in(stranger).get(page).status_code == 404
