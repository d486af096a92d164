"""The guard of effective days: existence, closed months, the future (ORG-21, ASM-12)."""

from datetime import date, datetime, timedelta

import pytest

from core.records.errors import RuleViolation
from core.zone import ZONE
from organizations.models import Month, Organization
from organizations.tree.effective import check_effective, first_open_day
from tests.organizations.conftest import SINCE, TODAY, Tree


def close(district: Organization, month: date) -> None:
    closed = datetime(2026, 11, 5, tzinfo=ZONE)
    Month.objects.create(district=district, month=month, computed_at=closed, closed_at=closed, closed_by="test")


def refusal(tree: Tree, on: date, *, future: bool = False) -> str | None:
    try:
        check_effective(
            Organization.objects.get(pk=tree.community.pk), on, today=TODAY, label="更名日期", future=future
        )
    except RuleViolation as violation:
        assert violation.field == "on"  # noqa: PT017 - None is the other answer
        return violation.message
    return None


def test_a_day_before_the_founding_is_refused_with_the_day(tree: Tree) -> None:
    assert refusal(tree, SINCE) is None
    assert refusal(tree, SINCE - timedelta(days=1)) == "更名日期不能早于幸福里社区成立的日期（2025年1月1日）"
    Organization.objects.filter(pk=tree.community.pk).update(established_on=date(2020, 5, 1))
    assert refusal(tree, date(2020, 5, 1)) is None, "the founding counts, not the day of the first entry"


@pytest.mark.requirement("ASM-12")
def test_a_closed_month_and_everything_before_it_is_refused_with_its_name(tree: Tree) -> None:
    close(tree.district, date(2026, 10, 1))
    sentence = "2026年10月及以前已经封账，更名日期（{}）请改为2026年11月1日或以后"
    assert refusal(tree, date(2026, 10, 31)) == sentence.format("2026年10月31日")
    assert refusal(tree, date(2026, 7, 2)) == sentence.format("2026年7月2日"), "it would move October's figures, too"
    assert refusal(tree, date(2026, 11, 1)) is None
    assert first_open_day(tree.branch) == date(2026, 11, 1)


def test_months_of_another_district_and_open_months_refuse_nothing(tree: Tree) -> None:
    elsewhere = tree.make("district_department", "E", None)
    close(elsewhere, date(2026, 10, 1))
    Month.objects.create(district=tree.district, month=date(2026, 10, 1))
    assert refusal(tree, date(2026, 10, 15)) is None
    assert first_open_day(tree.branch) is None


def test_the_future_is_refused_or_scheduled_up_to_a_year_ahead(tree: Tree) -> None:
    assert refusal(tree, TODAY) is None
    assert refusal(tree, TODAY + timedelta(days=1)) == "更名日期不能晚于今天"
    assert refusal(tree, date(2027, 11, 22), future=True) is None
    assert refusal(tree, date(2027, 11, 23), future=True) == "更名日期不能晚于2027年11月22日"
    assert refusal(tree, date(2226, 11, 22), future=True) is not None


def test_nothing_changes_in_an_organization_from_its_dissolution_on(tree: Tree) -> None:
    Organization.objects.filter(pk=tree.community.pk).update(dissolved_on=date(2026, 9, 1))
    assert refusal(tree, date(2026, 8, 31)) is None
    assert refusal(tree, date(2026, 9, 1)) == "幸福里社区自2026年9月1日起撤销"
