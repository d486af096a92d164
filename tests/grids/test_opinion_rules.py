"""The rules of opinions and boundaries, without a database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.records.errors import RuleViolation
from grids import rules
from grids.boundary import check_boundary
from grids.models import Level, Opinion

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def opinion(state=Opinion.State.RECEIVED, level=Level.GRID) -> Opinion:
    return Opinion(state=state, level=level, received_at=AT)


def test_levels_end_at_the_district():
    level, seen = Level.GRID, []
    while level is not None:
        seen.append(level)
        level = rules.NEXT_LEVEL[level]
    assert seen == [Level.GRID, Level.COMMUNITY, Level.STREET, Level.DISTRICT]


def test_the_district_cannot_raise_further():
    with pytest.raises(RuleViolation) as refused:
        rules.OPINION.check("raise", opinion(level=Level.DISTRICT), by=None, at=AT)
    assert refused.value.code == "opinion-top"


@pytest.mark.parametrize(
    ("state", "sentence"),
    [("answered", "这条民意现在是“已答复”，请先退回重办，才能答复"), ("closed", "这条民意现在是“已办结”，不能再答复")],
)
def test_an_answered_opinion_is_not_answered_again(state, sentence):
    with pytest.raises(RuleViolation, match=sentence):
        rules.OPINION.check("answer", opinion(state), by=None, at=AT)


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
        check_boundary(corners)


def test_a_boundary_may_be_missing_or_a_simple_polygon():
    assert check_boundary([]) == []
    assert check_boundary([[0, 0], [1000, 0], [500, 1000]]) == [[0, 0], [1000, 0], [500, 1000]]


@pytest.mark.parametrize(
    ("place", "entrances", "label"),
    [((1, 3, 2), 2, "1单元302"), ((1, 12, 4), 1, "1204"), ((2, -1, 1), 2, "2单元B101")],
)
def test_doors_are_labelled_as_people_say_them(place, entrances, label):
    assert rules.door_label(*place, entrances=entrances) == label


def test_consent_comes_first_and_lasts_a_year_at_most():
    day = date(2026, 3, 1)
    year = {"consent_on": day, "since": day, "until": date(2027, 3, 1), "months": 12, "today": None, "child_age": 14}
    grown = year | {"child": False, "by_guardian": False}
    rules.check_consent(**grown)
    with pytest.raises(RuleViolation, match="先取得"):
        rules.check_consent(**grown | {"consent_on": day + timedelta(1), "until": date(2026, 4, 1)})
    with pytest.raises(RuleViolation, match="最长12个月"):
        rules.check_consent(**grown | {"until": date(2027, 3, 2)})
    with pytest.raises(RuleViolation, match="未满14周岁"):
        rules.check_consent(**year, child=True, by_guardian=False)
    rules.check_consent(**year, child=True, by_guardian=True)
