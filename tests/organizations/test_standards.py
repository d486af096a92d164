"""Numbers as data: the nearest organisation upwards, from its date (requirements: thresholds as data)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.records.errors import RuleViolation
from organizations import actions, standards
from organizations.models import Organization, Threshold
from organizations.standards.table import definitions, unusable
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


def test_nearest_organisation_and_latest_date_count(tree: Tree) -> None:
    street_level = Threshold.objects.filter(organization=None, scope_level="street", unit="day").order_by("name")[0]
    name, national = street_level.name, standards.convert_value(street_level.value, street_level.unit)
    override(tree, "district", "41", date(2026, 1, 1), name)
    override(tree, "district", "42", date(2026, 7, 1), name)
    override(tree, "street", "43", date(2026, 3, 1), name)

    def at(where: str, day: date) -> int:
        return standards.at(name, organization=getattr(tree, where), as_of=day)

    assert at("community", date(2025, 12, 31)) == national
    assert at("community", date(2026, 1, 1)) == 41
    assert at("community", date(2026, 3, 1)) == 43
    assert at("community", date(2026, 8, 1)) == 43
    assert at("other_street", date(2026, 6, 30)) == 41
    assert at("other_street", date(2026, 7, 1)) == 42
    assert standards.at(name, as_of=TODAY) == national


def test_many_places_and_days_cost_one_query(tree: Tree, django_assert_num_queries: object) -> None:
    name = "mtg.theme_day.record_days"
    override(tree, "street", "9", date(2026, 3, 1), name)
    asked = [
        (tree.branch.pk, date(2026, 2, 28)),
        (tree.branch.pk, date(2026, 3, 1)),
        (tree.other_street.pk, date(2026, 3, 1)),
        (tree.street.pk, date(2026, 3, 1)),
    ]
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert standards.each(name, asked) == [3, 9, 3, 9]
    assert standards.each(name, []) == []


def test_the_history_of_a_number_is_in_the_order_of_its_days(tree: Tree) -> None:
    override(tree, "street", "9", date(2026, 3, 1), "mtg.theme_day.record_days")
    found = standards.history("mtg.theme_day.record_days", organization=tree.branch, as_of=TODAY)
    assert [(each.value, each.organization_id) for each in found] == [(3, None), (9, tree.street.pk)]
    ages = standards.history("mem.applicant.age_min", as_of=TODAY)
    assert [(each.value, each.effective_from.year) for each in ages] == [(None, 1850), (18, 1956)]


def test_a_move_changes_the_number_from_its_day(tree: Tree) -> None:
    name = "mtg.theme_day.record_days"
    override(tree, "street", "9", date(2026, 1, 1), name)
    actions.move_organization(
        by="test", organization=tree.community, parent=tree.other_street, on=date(2026, 11, 10), today=TODAY
    )
    moved = Organization.objects.get(pk=tree.branch.pk)
    assert standards.at(name, organization=moved, as_of=date(2026, 11, 9)) == 9
    assert standards.at(name, organization=moved, as_of=date(2026, 11, 10)) == 3
    assert standards.at(name, organization=moved, as_of=date(2020, 1, 1)) == 3  # the nation's: before the street's row


def test_several_names_cost_one_query(tree: Tree, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = standards.several([MEMBERS, "org.big_committee.members_max"], organization=tree.branch, as_of=TODAY)
    assert found == {MEMBERS: 9, "org.big_committee.members_max": 11}


@pytest.mark.parametrize(
    ("where", "value", "name", "reason"),
    [
        ("street", "7", MEMBERS, "只能由区委组织部调整"),
        ("community", "7", MEMBERS, "只能由区委组织部调整"),
        ("district", "七", MEMBERS, "格式不正确"),
        ("district", "", MEMBERS, "格式不正确"),
        ("district", "3", "org.branch.full_members_min", "全国统一"),
        ("district", "31", "asm.month_close_day", "应在1至28之间"),
        ("street", "0", "mtg.theme_day.plan_by_day", "应在1至28之间"),
        ("street", "-3", "mtg.theme_day.record_days", "应在0至9999之间"),
        ("street", "99999999", "mtg.theme_day.record_days", "应在0至9999之间"),
        ("district", "101", "mtg.committee.quorum_share", "应在0至100之间"),
        ("district", "02-29", "svc.agreement.sign_by", "格式不正确"),
        ("district", "部分", "mtg.committee.majority_base", "只能是"),
        ("district", "党课;;座谈", "mtg.theme_day.forms", "不能为空"),
        ("district", "0-45;50-", "mem.age_bands.survey", "首尾相接"),
        ("district", "青年;老年", "mem.age_bands.survey", "请写成"),
    ],
)
def test_wrong_level_or_value_is_refused(tree: Tree, where: str, value: str, name: str, reason: str) -> None:
    with pytest.raises(RuleViolation, match=reason):
        override(tree, where, value, date(2026, 1, 1), name)


def test_the_table_itself_can_be_used() -> None:
    for known in definitions().values():
        value = standards.convert_value(known.default, known.unit)
        assert value is None or unusable(known.name, known.unit, value) == "", known.name


def test_two_values_from_one_day_are_refused(tree: Tree) -> None:
    override(tree, "district", "7", date(2026, 1, 1))
    with pytest.raises(RuleViolation, match="这一天已有这项标准"):
        override(tree, "district", "8", date(2026, 1, 1))


def test_unknown_name_is_an_error(db: None) -> None:
    with pytest.raises(standards.UnknownThreshold):
        standards.at("org.nirgends", as_of=TODAY)


_TREE = """
CREATE TEMPORARY TABLE tree ON COMMIT DROP AS
SELECT o.id AS organization_id,
       (SELECT s.id FROM organizations_organization s WHERE starts_with(o.path, s.path)
        AND s.kind IN ('street_working_committee', 'town_committee', 'zone_working_committee')) AS street_id,
       (SELECT d.id FROM organizations_organization d WHERE starts_with(o.path, d.path)
        AND d.kind = 'district_department') AS district_id
FROM organizations_organization o
"""


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 1), date(2026, 8, 1)])
def test_the_relation_says_for_every_organisation_what_is_asked_for_one(tree: Tree, day: date) -> None:
    columns = {
        "record_days": "mtg.theme_day.record_days",
        "members_min": MEMBERS,
        "remind": "org.term.remind_days_before",
        "thin": "mtg.theme_day.thin_attendance_share",
        "forms": "mtg.theme_day.forms",
        "deadline": "org.upgrade.deadline",
        "silent": "svc.fund.party_fee_support",
    }
    override(tree, "district", "41", date(2026, 1, 1), columns["record_days"])
    override(tree, "district", "42", date(2026, 7, 1), columns["record_days"])
    override(tree, "street", "43", date(2026, 3, 1), columns["record_days"])
    override(tree, "district", "60;10", date(2026, 3, 1), columns["remind"])
    with connection.cursor() as cursor:
        cursor.execute(_TREE)
        cursor.execute(standards.standards_sql(columns, operators=["members_min"]), {"day": day})
        names = [column.name for column in cursor.description]
        found = {line[0]: dict(zip(names, line, strict=True)) for line in cursor.fetchall()}
        cursor.execute(standards.history_sql(columns["record_days"], "record_days"))
        spans = cursor.fetchall()
    assert found.keys() == set(Organization.objects.values_list("pk", flat=True))
    for organization in Organization.objects.all():
        asked = standards.several(list(columns.values()), organization=organization, as_of=day)
        line = found[organization.pk]
        assert {alias: line[alias] for alias in columns} == {alias: asked[name] for alias, name in columns.items()}
        assert line["members_min_op"] == ">="
        days = [value for holder, during, value in spans if holder == organization.pk and day in during]
        assert days == [asked[columns["record_days"]]]


HOLDERS = (None, "district", "street", "other_street")
PLACES = ("district", "street", "other_street", "community", "branch")
DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 8))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(HOLDERS), DAYS, st.integers(10, 99)),
        max_size=12,
        unique_by=lambda row: (row[0], row[1]),
    )
)
def test_the_nearest_holder_with_a_row_by_then_counts(tree: Tree, rows: list[tuple[str | None, date, int]]) -> None:
    """Said once more, slowly: walk upwards, take the holder's latest row not after the day."""
    name = "mtg.theme_day.record_days"
    Threshold.objects.filter(name=name).exclude(organization=None, effective_from__lt=date(2026, 1, 1)).delete()
    base = Threshold.objects.get(name=name)
    Threshold.objects.bulk_create(
        Threshold(
            name=name,
            value=str(value),
            unit=base.unit,
            op=base.op,
            label=base.label,
            scope_level=base.scope_level,
            organization=getattr(tree, holder) if holder else None,
            effective_from=day,
        )
        for holder, day, value in rows
    )
    above = {"district": [], "street": ["district"], "other_street": ["district"]}
    above |= {"community": ["street", "district"], "branch": ["street", "district"]}
    asked, expected = [], []
    for place in PLACES:
        for number in range(9):
            day = date(2025, 12, 31) + timedelta(days=number)
            line = [place, *above[place], None]
            held = ([each for each in rows if each[0] == holder and each[1] <= day] for holder in line)
            nearest = next((max(each, key=lambda row: row[1]) for each in held if each), None)
            asked.append((getattr(tree, place).pk, day))
            expected.append(nearest[2] if nearest else int(base.value))
    assert standards.each(name, asked) == expected
