"""One rule of rounding in Python and SQL: half up, each number on its own."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.chinese.numbers import exact, half_up, ratio, ratio_sql
from core.office.charts import Part, stacked_bar

CENTS = st.integers(0, 10**11).map(lambda cents: Decimal(cents) / 100)


def test_a_half_goes_up():
    assert str(ratio(1, 16)) == "6.3"  # 6.25
    assert str(ratio(20, 63)) == "31.7"
    assert str(ratio(35, 63)) == "55.6"
    assert str(ratio(1, 8, places=2)) == "12.50"
    assert str(half_up(Decimal("-6.25"))) == "-6.3"
    assert (ratio(1, 0), ratio(None, 5)) == (None, None)


@given(st.decimals(min_value=0, max_value=10**9, places=4), st.integers(0, 3))
def test_half_up_is_the_rule_of_the_decimal_module(value, places):
    assert half_up(value, places) == value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@pytest.mark.django_db
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(CENTS, CENTS, st.sampled_from([1, 100]), st.integers(0, 4))
def test_python_and_sql_round_the_same(numerator, denominator, factor, places):
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {ratio_sql('%(n)s', '%(d)s', factor=factor, places=places)}", {"n": numerator, "d": denominator}
        )
        assert cursor.fetchone()[0] == ratio(numerator, denominator, factor=factor, places=places)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.sampled_from([Fraction(6995, 100), Fraction(200, 3)]))
def test_what_is_judged_is_not_rounded(numerator, denominator, line):
    assert (exact(numerator, denominator) >= line) == (Fraction(numerator, denominator) * 100 >= line)


def test_a_bar_says_what_the_table_says():
    drawn = str(stacked_bar([Part("大专", 20), Part("其他", 43)], title="学历"))
    assert f"{ratio(20, 63)}%" in drawn and f"{ratio(43, 63)}%" in drawn
