"""The rules of agreements, claims and hours, without a database."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from core.errors import RuleViolation
from services import rules
from services.models import Activity, Agreement, Claim
from services.rules import AgreementStep, ClaimStep

AT = datetime(2026, 11, 2, 1, tzinfo=UTC)


def activity(**fields) -> Activity:
    return Activity(starts_at=AT, ends_at=AT + timedelta(hours=2), state="published", **fields)


def test_every_state_and_step_of_an_agreement_is_in_the_tables():
    assert {step for _, step in rules.AGREEMENT_TRANSITIONS} == set(AgreementStep)
    assert set(rules.AGREEMENT_AUDIT) == set(AgreementStep)
    assert set(rules.AGREEMENT_REFUSALS) == set(Agreement.State)
    reached = set(rules.AGREEMENT_TRANSITIONS.values()) | {Agreement.State.DRAFT}
    assert reached == set(Agreement.State)
    left = {state for state, _ in rules.AGREEMENT_TRANSITIONS}
    assert left == set(Agreement.State) - {Agreement.State.CLOSED}


def test_every_state_and_step_of_a_claim_is_in_the_tables():
    assert {step for _, step in rules.CLAIM_TRANSITIONS} == set(ClaimStep)
    assert set(rules.CLAIM_REFUSALS) == set(Claim.State)
    assert set(rules.CLAIM_TRANSITIONS.values()) | {Claim.State.CLAIMED} == set(Claim.State)
    assert {to for _, to in rules.ACTIVITY_TRANSITIONS} | {Activity.State.PUBLISHED} == set(Activity.State)


@pytest.mark.parametrize("state", Agreement.State)
@pytest.mark.parametrize("step", AgreementStep)
def test_a_step_outside_the_table_is_refused_with_its_reason(state, step):
    agreement = Agreement(state=state)
    if rules.can_agreement(agreement, step):
        rules.agreement_after(agreement, step)
    else:
        with pytest.raises(RuleViolation, match=rules.AGREEMENT_REFUSALS[state]):
            rules.agreement_after(agreement, step)


@pytest.mark.parametrize(("minutes", "refused"), [(0, False), (10, False), (10.02, True), (60, True)])
def test_a_claim_can_be_undone_for_ten_minutes_the_tenth_included(minutes, refused):
    claim = Claim(state="claimed", claimed_at=AT)
    at = AT + timedelta(minutes=minutes)
    if refused:
        with pytest.raises(RuleViolation, match="超过10分钟"):
            rules.check_can_undo(claim, at=at, minutes=10)
    else:
        rules.check_can_undo(claim, at=at, minutes=10)


@pytest.mark.parametrize(
    ("offset", "code"), [(-61, "too-early"), (-60, None), (119, None), (240, None), (241, "too-late")]
)
def test_sign_in_is_open_from_an_hour_before_to_two_hours_after(offset, code):
    claim = Claim(state="claimed", claimed_at=AT, activity=activity())
    at = AT + timedelta(minutes=offset)
    if code is None:
        assert rules.check_can_sign_in(claim, at=at) == Claim.State.ATTENDED
    else:
        with pytest.raises(RuleViolation) as refused:
            rules.check_can_sign_in(claim, at=at)
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


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 2, 28), None),
        (date(2026, 3, 1), date(2026, 3, 1)),
        (date(2026, 3, 23), date(2026, 3, 1)),
        (date(2026, 3, 24), date(2026, 3, 24)),
        (date(2026, 4, 2), date(2026, 3, 31)),
    ],
)
def test_the_reminder_day_is_the_latest_that_has_come(today, day):
    assert rules.reminder_day(date(2026, 3, 31), [30, 7, 0], today=today) == day


def test_the_proposal_of_a_first_agreement_has_one_item_of_each_class():
    kinds = ["组织联建", "党员联管", "活动联搞", "资源联用", "服务联做", "条块联动"]
    proposed = rules.proposed_items(2026, kinds)
    assert [item.kind for item in proposed] == kinds
    assert {item.due_on.year for item in proposed} == {2026}
