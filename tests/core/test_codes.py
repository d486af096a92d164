"""The rotating code: this window and the one before, one record, one purpose; figures only where they are typed."""

from datetime import UTC, datetime, timedelta

import pytest

from core.web.codes import RotatingCode

NOW = datetime(2026, 3, 20, 6, 20, 7, tzinfo=UTC)
CODE = RotatingCode("tests", 7, "secret", 15)


@pytest.mark.parametrize(("age", "good"), [(0, True), (7, True), (15, True), (22, True), (23, False), (3600, False)])
def test_a_code_lives_for_its_window_and_the_next(age: int, good: bool) -> None:
    then = NOW - timedelta(seconds=age)
    assert CODE.accepts(CODE.token(then), NOW) is good
    assert CODE.accepts(CODE.digits(then), NOW, typed=True) is good


@pytest.mark.parametrize(
    "other",
    [
        RotatingCode("others", 7, "secret", 15),
        RotatingCode("tests", 8, "secret", 15),
        RotatingCode("tests", 7, "another", 15),
    ],
)
def test_another_record_has_another_code(other: RotatingCode) -> None:
    assert not CODE.accepts(other.token(NOW), NOW)


@pytest.mark.parametrize("given", ["", "0", "签到", CODE.digits(NOW), CODE.token(NOW).upper()])
def test_anything_else_is_refused(given: str) -> None:
    assert not CODE.accepts(given, NOW)


def test_figures_are_six_and_a_token_is_not_typed() -> None:
    assert len(CODE.digits(NOW)) == 6 and CODE.digits(NOW).isdecimal()
    assert not CODE.accepts(CODE.token(NOW), NOW, typed=True)
