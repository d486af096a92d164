"""Households listed door by door, with their member households (GRD-02)."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grids.actions.places import create_grid
from grids.models import Building, Household, Residence
from grids.rosters import HOUSEHOLDS
from organizations.kinds import Kind
from organizations.models import Organization, Post, RosterBatch
from organizations.rosters import actions as rosters
from tests.clock import TODAY
from tests.organizations.conftest import SINCE, Tree
from tests.organizations.rosters import Command, codes, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("GRD-02")]
TITLES = ("社区", "网格编号", "楼栋", "单元", "楼层", "户序", "门牌", "户长")


@pytest.fixture
def tree(db: None) -> Tree:
    tree = Tree()
    tree.make(Kind.BIG_COMMITTEE, "T-A-1-D", tree.community, "幸福里社区大党委")
    grid = create_grid(
        by="test", community=tree.community, code="W1", name="第一网格", since=SINCE, today=TODAY, with_branch=True
    )
    Building.objects.create(organization=tree.community, grid=grid, name="1号楼", entrances=2, floors=3, since=SINCE)
    return tree


@pytest.fixture
def run(tmp_path: Path) -> Command:
    return Command(tmp_path)


def row(*cells: Any, building: str = "1号楼") -> tuple[Any, ...]:
    return ("幸福里社区", "W1", building, *cells)


def test_doors_are_listed_relabelled_and_made_member_households(tree: Tree, run: Command) -> None:
    tree.holder(tree.branch, "committee_member", name="田志远")
    rows = [row(1, 1, 1, "", ""), row(2, -1, 1, "储藏室", ""), row(1, 3, 1, "301甲", "田志远")]
    status, result = run("households", TITLES, rows, "--commit")
    assert (status, result["created"]) == (0, 3), result["errors"] + result["questions"]
    assert set(Household.objects.values_list("label", flat=True)) == {"1单元101", "储藏室", "301甲"}
    household = Household.objects.get(label="301甲")
    assert household.member_household is not None and household.member_household.kind == Kind.MEMBER_HOUSEHOLD
    assert Post.objects.get(organization=household.member_household).person.name == "田志远"
    assert Residence.objects.get().household == household
    assert run("households", TITLES, rows, "--commit")[1]["unchanged"] == 3
    status, result = run("households", TITLES, [row(1, 1, 1, "101东", "")], "--commit")
    assert (status, result["updated"]) == (0, 1)
    assert Household.objects.count() == 3 and Household.objects.filter(label="101东").exists()


def test_what_cannot_be_is_named_at_its_cell(tree: Tree, run: Command) -> None:
    rows = [
        row(3, 1, 1, "", ""),
        row(1, 4, 1, "", ""),
        row(1, 2, 1, "", ""),
        row("", 2, 1, "", ""),
        row(1, 1, 1, "", "", building="9号楼"),
        row(1, 1, 2, "", "查无此人"),
        ("乙街道", "W1", "1号楼", 1, 1, 1, "", ""),
    ]
    status, result = run("households", TITLES, rows, "--commit")
    assert status == 1 and not Household.objects.exists()
    assert codes(result) == [
        (2, "单元", "outside-building"),
        (3, "楼层", "outside-building"),
        (5, "户序", "duplicate-in-file"),
        (6, "楼栋", "building-unknown"),
        (8, "社区", "organization-unknown"),
    ]
    assert codes(result, "questions") == [(7, "户长", "person-unknown")]


def test_an_undo_takes_doors_and_member_households_back_unless_somebody_uses_them(tree: Tree) -> None:
    user = tree.holder(tree.street, name="孟庆云")
    for name in ("田志远", "白晓梅"):
        tree.holder(tree.branch, "committee_member", name=name)
    before = (Organization.objects.count(), Post.objects.count())
    batch = rosters.upload(
        workbook(TITLES, [row(1, 1, 1, "", "田志远"), row(1, 1, 2, "", ""), row(1, 1, 3, "", "")]),
        by=user,
        subject=HOUSEHOLDS,
        organization=tree.street,
        since=TODAY,
        filename="住户.xlsx",
        now=timezone.now(),
    )
    batch = rosters.commit(by=user, batch=batch, now=timezone.now())
    connection.check_constraints()  # as its transaction's end does
    assert Organization.objects.count() == before[0] + 2, "the building's group and the member household"
    used = Household.objects.get(door=3)
    Residence.objects.create(
        organization=tree.community,
        person=tree.person("住户"),
        grid=used.building.grid,
        building=used.building,
        household=used,
        during=(TODAY, None),
    )
    undone = rosters.take_back(by=user, batch=batch, now=timezone.now())
    assert undone.kept == [str(used)]
    assert list(Household.objects.all()) == [used]
    assert (Organization.objects.count(), Post.objects.count()) == before
    assert Building.objects.get().building_group is None and Residence.objects.count() == 1
    assert RosterBatch.objects.get().state == RosterBatch.State.UNDONE


def test_statements_do_not_grow_with_the_doors(tree: Tree, run: Command) -> None:
    costs = []
    for first, number in ((1, 3), (4, 27)):
        with CaptureQueriesContext(connection) as queries:
            status, _ = run(
                "households", TITLES, [row(1, 1, n, "", "") for n in range(first, first + number)], "--commit"
            )
        assert status == 0
        costs.append(len(queries))
    assert costs[1] <= costs[0] + 2, costs
