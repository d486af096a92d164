"""The rules of opinions and boundaries, without a database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.errors import RuleViolation
from grids import rules
from grids.models import Level, Opinion, OpinionStep

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def opinion(state=Opinion.State.RECEIVED, level=Level.GRID) -> Opinion:
    return Opinion(state=state, level=level, received_at=AT)


def test_every_step_state_and_level_is_in_the_tables():
    assert {state for state, _ in rules.TRANSITIONS} | {Opinion.State.CLOSED} == set(Opinion.State)
    assert {step for _, step in rules.TRANSITIONS} | {OpinionStep.Kind.RECEIVED} == set(OpinionStep.Kind)
    assert set(rules.AUDIT_CODES) == set(OpinionStep.Kind)
    assert set(rules.NEXT_LEVEL) == set(rules.TIME_LIMITS) == set(Level)
    assert set(rules.REFUSALS) == set(Opinion.State)


def test_levels_end_at_the_district():
    level, seen = Level.GRID, []
    while level is not None:
        seen.append(level)
        level = rules.NEXT_LEVEL[level]
    assert seen == [Level.GRID, Level.COMMUNITY, Level.STREET, Level.DISTRICT]


def test_the_district_cannot_raise_further():
    with pytest.raises(RuleViolation) as refused:
        rules.check_can_raise(opinion(level=Level.DISTRICT))
    assert refused.value.code == "opinion-top"


@pytest.mark.parametrize("state", [Opinion.State.ANSWERED, Opinion.State.CLOSED])
def test_an_answered_opinion_is_not_answered_again(state):
    with pytest.raises(RuleViolation, match="不能答复"):
        rules.check_answer(opinion(state), answer="好的", at=AT)


def test_an_answer_says_something_and_comes_after_the_opinion():
    with pytest.raises(RuleViolation, match="请填写答复内容"):
        rules.check_answer(opinion(), answer="  ", at=AT)
    with pytest.raises(RuleViolation, match="不能早于"):
        rules.check_answer(opinion(), answer="好的", at=AT - timedelta(hours=1))


@pytest.mark.parametrize(
    "corners",
    [
        [[0, 0], [10, 10]],
        [[0, 0], [10, 0], [1001, 10]],
        [[0, 0], [10, 10], [10, 0], [0, 10]],
        [[0, 0], ["1", 0], [0, 1]],
        "0,0",
        [[0, 0, 0], [1, 1], [0, 1]],
    ],
)
def test_a_boundary_that_is_no_polygon_on_the_plan_is_refused(corners):
    with pytest.raises(RuleViolation):
        rules.check_boundary(corners)


def test_a_boundary_may_be_missing_or_a_simple_polygon():
    assert rules.check_boundary([]) == []
    assert rules.check_boundary([[0, 0], [1000, 0], [500, 1000]]) == [[0, 0], [1000, 0], [500, 1000]]


@pytest.mark.parametrize(
    ("place", "entrances", "label"),
    [((1, 3, 2), 2, "1单元302"), ((1, 12, 4), 1, "1204"), ((2, -1, 1), 2, "2单元B101")],
)
def test_doors_are_labelled_as_people_say_them(place, entrances, label):
    assert rules.door_label(*place, entrances=entrances) == label


def test_consent_comes_first_and_lasts_a_year_at_most():
    day = date(2026, 3, 1)
    rules.check_consent(consent_on=day, since=day, until=date(2027, 3, 1), months=12)
    with pytest.raises(RuleViolation, match="先取得"):
        rules.check_consent(consent_on=day + timedelta(1), since=day, until=date(2026, 4, 1), months=12)
    with pytest.raises(RuleViolation, match="最长12个月"):
        rules.check_consent(consent_on=day, since=day, until=date(2027, 3, 2), months=12)
