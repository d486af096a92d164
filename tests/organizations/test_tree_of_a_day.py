"""Who stood under whom on a day, by the placements: ``ancestry`` and its helpers (ORG-21)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organizations import actions
from organizations.kinds import STREETS, Kind
from organizations.models import Organization
from organizations.relations import make_relations
from organizations.tree import queries
from tests.organizations.conftest import SINCE, TODAY, Tree
from tests.organizations.test_properties import check_one_history, parent_on

MOVED = date(2026, 9, 15)


def rows_of(root: Organization, on: date) -> dict[int, dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(queries.ancestry(), {"root": root.pk, "day": on})
        names = [column.name for column in cursor.description]
        return {row[0]: dict(zip(names, row, strict=True)) for row in cursor.fetchall()}


@pytest.fixture
def moved(tree: Tree) -> Tree:
    actions.move_organization(by="test", organization=tree.community, parent=tree.other_street, on=MOVED, today=TODAY)
    return tree


@pytest.mark.requirement("ORG-21")
def test_a_day_before_a_move_shows_the_old_street_and_the_day_of_the_move_the_new_one(moved: Tree) -> None:
    before, after = rows_of(moved.district, MOVED - timedelta(days=1)), rows_of(moved.district, MOVED)
    assert before[moved.branch.pk]["street_id"] == moved.street.pk
    assert after[moved.branch.pk]["street_id"] == moved.other_street.pk
    assert before.keys() == after.keys()
    assert moved.branch.pk in queries.subtree_ids(moved.street, on=MOVED - timedelta(days=1))
    assert moved.branch.pk not in queries.subtree_ids(moved.street, on=MOVED)
    assert queries.superior_ids(moved.branch, on=MOVED) == [
        moved.district.pk,
        moved.other_street.pk,
        moved.community.pk,
        moved.general_branch.pk,
    ]


def test_columns_say_depth_and_the_nearest_community_street_and_district(tree: Tree) -> None:
    row = rows_of(tree.district, TODAY)[tree.branch.pk]
    assert row == {
        "organization_id": tree.branch.pk,
        "parent_id": tree.general_branch.pk,
        "kind": Kind.BRANCH,
        "depth": 4,
        "community_id": tree.community.pk,
        "street_id": tree.street.pk,
        "district_id": tree.district.pk,
    }
    assert rows_of(tree.branch, TODAY) == {tree.branch.pk: row}, "from below the root: the same row"


def test_not_yet_founded_and_dissolved_organizations_are_not_in_the_tree(tree: Tree) -> None:
    founded = tree.make(Kind.COMMUNITY, "T-A-9", tree.street, since=date(2026, 6, 1))
    actions.dissolve_organization(by="test", organization=tree.neighbour, on=MOVED, today=TODAY)
    assert founded.pk not in rows_of(tree.district, date(2026, 5, 31))
    assert founded.pk in rows_of(tree.district, date(2026, 6, 1))
    assert tree.neighbour.pk in rows_of(tree.district, MOVED - timedelta(days=1))
    assert tree.neighbour.pk not in rows_of(tree.district, MOVED)
    assert queries.subtree_ids(tree.neighbour, on=MOVED) == []
    assert queries.subtree_ids(founded, on=date(2026, 5, 31)) == []


def test_temporary_table_holds_the_same_rows(moved: Tree) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for day in (MOVED - timedelta(days=1), MOVED):
            make_relations([], {"root": moved.district.pk, "day": day})
            cursor.execute("SELECT organization_id, street_id FROM tree")
            assert dict(cursor.fetchall()) == {pk: row["street_id"] for pk, row in rows_of(moved.district, day).items()}


@pytest.mark.requirement("ORG-21")
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_tree_of_any_day_equals_the_placements_followed_by_hand(tree: Tree, data: st.DataObject) -> None:
    with transaction.atomic():  # every example begins with the same tree
        check_one_history(tree, data)
        kinds = dict(Organization.objects.values_list("pk", "kind"))
        for day in (SINCE, TODAY - timedelta(days=100), TODAY, TODAY + timedelta(days=30)):
            found = rows_of(tree.district, day)
            expected = {}
            for pk in kinds:
                line = [pk]
                while (superior := parent_on(line[-1], day)) is not None:
                    line.append(superior)
                if line[-1] == tree.district.pk:
                    street = next((each for each in line if kinds[each] in STREETS), None)
                    expected[pk] = (line[1] if len(line) > 1 else None, len(line) - 1, street)
            assert {pk: (row["parent_id"], row["depth"], row["street_id"]) for pk, row in found.items()} == expected
        transaction.set_rollback(True)
