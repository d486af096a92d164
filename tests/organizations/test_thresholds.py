"""Numbers as data: the nearest organisation upwards, from its date (requirements: thresholds as data)."""

from datetime import date

import pytest

from core.errors import RuleViolation
from organizations import actions, thresholds
from organizations.models import Threshold
from tests.organizations.conftest import TODAY, Tree

MEMBERS = "org.big_committee.members_min"


def override(tree: Tree, where: str, value: str, since: date, name: str = MEMBERS) -> Threshold:
    return actions.set_threshold(
        by="test",
        threshold=Threshold.objects.get(name=name, organization=None),
        organization=getattr(tree, where),
        value=value,
        effective_from=since,
        document="文件",
    )


def test_all_rows_of_the_table_are_loaded_and_convert(db: None) -> None:
    rows = Threshold.objects.filter(organization=None)
    assert rows.count() == 183
    for row in rows:
        thresholds.convert(row)


def test_nearest_organisation_and_latest_date_count(tree: Tree) -> None:
    street_level = Threshold.objects.filter(organization=None, scope_level="street", unit="day").order_by("name")[0]
    name, national = street_level.name, thresholds.convert(street_level)
    override(tree, "district", "41", date(2026, 1, 1), name)
    override(tree, "district", "42", date(2026, 7, 1), name)
    override(tree, "street", "43", date(2026, 3, 1), name)

    def at(where: str, day: date) -> int:
        return thresholds.at(name, organization=getattr(tree, where), as_of=day)

    assert at("community", date(2025, 12, 31)) == national
    assert at("community", date(2026, 1, 1)) == 41
    assert at("community", date(2026, 3, 1)) == 43
    assert at("community", date(2026, 8, 1)) == 43
    assert at("other_street", date(2026, 6, 30)) == 41
    assert at("other_street", date(2026, 7, 1)) == 42
    assert thresholds.at(name, as_of=TODAY) == national


def test_several_names_cost_one_query(tree: Tree, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = thresholds.several([MEMBERS, "org.big_committee.members_max"], organization=tree.branch, as_of=TODAY)
    assert found == {MEMBERS: 9, "org.big_committee.members_max": 11}


@pytest.mark.parametrize(
    ("where", "value", "name", "reason"),
    [
        ("street", "7", MEMBERS, "只能由区委组织部调整"),
        ("community", "7", MEMBERS, "只能由区委组织部调整"),
        ("district", "七", MEMBERS, "格式不正确"),
        ("district", "", MEMBERS, "格式不正确"),
        ("district", "3", "org.branch.full_members_min", "全国统一"),
    ],
)
def test_wrong_level_or_value_is_refused(tree: Tree, where: str, value: str, name: str, reason: str) -> None:
    with pytest.raises(RuleViolation, match=reason):
        override(tree, where, value, date(2026, 1, 1), name)


def test_two_values_from_one_day_are_refused(tree: Tree) -> None:
    override(tree, "district", "7", date(2026, 1, 1))
    with pytest.raises(RuleViolation, match="这一天已有这项标准"):
        override(tree, "district", "8", date(2026, 1, 1))


def test_unknown_name_is_an_error(db: None) -> None:
    with pytest.raises(thresholds.UnknownThreshold):
        thresholds.at("org.nirgends", as_of=TODAY)
