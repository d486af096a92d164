"""The rules of agreements, claims and hours, without a database."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from core.records.errors import RuleViolation
from organizations.models import Organization
from services import rules
from services.models import Activity, Claim

AT = datetime(2026, 11, 2, 1, tzinfo=UTC)


def activity(**fields) -> Activity:
    return Activity(starts_at=AT, ends_at=AT + timedelta(hours=2), state="published", **fields)


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "refused"), [(0, False), (10, False), (10.02, True), (60, True)])
def test_a_claim_can_be_undone_for_ten_minutes_the_tenth_included(minutes, refused):
    claim = Claim(state="claimed", claimed_at=AT, organization=Organization(path="1."))
    at = AT + timedelta(minutes=minutes)
    if refused:
        with pytest.raises(RuleViolation, match="超过10分钟"):
            rules.CLAIM.check("undo", claim, by=None, at=at)
    else:
        rules.CLAIM.check("undo", claim, by=None, at=at)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("offset", "code"), [(-61, "too-early"), (-60, None), (119, None), (240, None), (241, "too-late")]
)
def test_sign_in_is_open_from_an_hour_before_to_two_hours_after(offset, code):
    claim = Claim(state="claimed", claimed_at=AT, activity=activity())
    at = AT + timedelta(minutes=offset)
    if code is None:
        assert rules.CLAIM.check("sign_in", claim, by=None, at=at).to == Claim.State.ATTENDED
    else:
        with pytest.raises(RuleViolation) as refused:
            rules.CLAIM.check("sign_in", claim, by=None, at=at)
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("minutes", "hours"), [(10, "0.5"), (30, "0.5"), (60, "1"), (100, "1.5"), (135, "2.5"), (180, "3")]
)
def test_planned_hours_are_the_length_to_the_nearest_half(minutes, hours):
    planned = Activity(starts_at=AT, ends_at=AT + timedelta(minutes=minutes))
    assert rules.planned_hours(planned) == Decimal(hours)


def test_a_deadline_moves_to_the_same_day_of_the_next_year():
    assert rules.same_day(date(2024, 2, 29), 2025) == date(2025, 2, 28)
    assert rules.same_day(date(2025, 11, 30), 2026) == date(2026, 11, 30)


def test_the_proposal_of_a_first_agreement_has_one_item_of_each_class():
    kinds = ["组织联建", "党员联管", "活动联搞", "资源联用", "服务联做", "条块联动"]
    proposed = rules.proposed_items(2026, kinds, today=date(2026, 3, 1))
    assert [item.kind for item in proposed] == kinds
    assert {item.due_on.year for item in proposed} == {2026}
    late = rules.proposed_items(2026, kinds, today=date(2026, 11, 26))
    assert [item.due_on for item in late] == [date(2026, 12, 31)] * 4 + [date(2026, 11, 30), date(2026, 12, 15)]
