"""Dates as offices write them, and ages."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import dates
from core.dates import ParsedDate
from core.problem import Problem

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
MARCH = ParsedDate(date(1965, 3, 1), "month")
FIFTH = ParsedDate(date(1965, 3, 5), "day")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("1965.03", MARCH),
        ("1965.3", MARCH),
        ("1965年3月", MARCH),
        ("1965年03月份", MARCH),
        ("1965-03", MARCH),
        ("1965/3", MARCH),
        ("196503", MARCH),
        (196503, MARCH),
        (196503.0, MARCH),
        (1965.03, MARCH),
        ("１９６５．０３", MARCH),
        ("'1965.03", MARCH),
        (" 1965 年 3 月 ", MARCH),
        ("一九六五年三月", MARCH),
        ("1965年3月5日", FIFTH),
        ("1965.3.5", FIFTH),
        ("1965.03.05.", FIFTH),
        ("1965/3/5", FIFTH),
        ("1965-03-05 00:00:00", FIFTH),
        ("19650305", FIFTH),
        (19650305.0, FIFTH),
        ("一九六五年三月五日", FIFTH),
        (date(1965, 3, 5), FIFTH),
        (datetime(1965, 3, 5, 12), FIFTH),
        (23806.0, FIFTH),
        (23806.75, FIFTH),
        ("23806", FIFTH),
        ("1965", ParsedDate(date(1965, 1, 1), "year")),
        (1965.0, ParsedDate(date(1965, 1, 1), "year")),
        ("1965年", ParsedDate(date(1965, 1, 1), "year")),
        (1965.12, ParsedDate(date(1965, 12, 1), "month")),
        (1965.2, ParsedDate(date(1965, 2, 1), "month")),
        ("1965.1", ParsedDate(date(1965, 1, 1), "month")),
        ("1965.10", ParsedDate(date(1965, 10, 1), "month")),
        # A number lost its last zero: October, and the importer may ask.
        (1965.1, ParsedDate(date(1965, 10, 1), "month", ambiguous=True)),
    ],
)
def test_forms_that_offices_write(written, found):
    assert dates.parse(written) == found


@pytest.mark.parametrize("empty", ["", None, " ", "无", "不详", "—", "/"])
def test_empty_cell_is_nothing(empty):
    assert dates.parse(empty) is None


@pytest.mark.parametrize(
    "written",
    ["1965.13", 1965.13, "1965.02.30", "19651301", "65.3", "三月", "9999", 9999.0, -5, 1e300, True, 1965.031]
    + [float("nan"), float("inf"), date(1, 1, 1), "1965.3-5.7", 20100399.0, 123.0, "1965年十三月"],
)
def test_impossible_dates_are_quoted(written):
    problem = dates.parse(written)
    assert isinstance(problem, Problem)
    assert problem.code == "date-impossible"
    assert f"“{written}”" in problem.message


@given(days, st.sampled_from(["%Y.%m.%d", "%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d"]))
def test_every_day_is_read_back(day, form):
    assert dates.parse(day.strftime(form)) == ParsedDate(day)


@given(days)
def test_every_month_survives_a_number_cell(day):
    found = dates.parse(float(f"{day:%Y.%m}"))
    assert found.date == day.replace(day=1)
    assert found.ambiguous == (day.month == 10)


@given(st.dates(date(1927, 6, 1), date(2099, 12, 31)))
def test_every_serial_number_is_its_day(day):
    assert dates.parse(float((day - date(1899, 12, 30)).days)) == ParsedDate(day)


@given(st.one_of(st.text(max_size=20), st.floats(), st.integers(), st.datetimes(), st.none()))
def test_nothing_raises(value):
    assert dates.parse(value) is None or isinstance(dates.parse(value), Problem | ParsedDate)


def test_age_turns_on_the_birthday():
    assert dates.age_on(date(1981, 6, 30), date(2026, 6, 30)) == 45
    assert dates.age_on(date(1981, 7, 1), date(2026, 6, 30)) == 44
    assert dates.age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert dates.age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


@given(days, days)
def test_age_grows_by_one_a_year_and_never_shrinks(birth, on):
    age = dates.age_on(birth, on)
    assert age <= dates.age_on(birth, on + timedelta(days=1)) <= age + 1
    assert (age >= 0) == (birth <= on)


@given(days, st.integers(-600, 600))
def test_months_are_added_and_counted(day, months):
    later = dates.add_months(day, months)
    assert dates.months_between(day, later) == months
    assert later.day == min(day.day, dates.days_in_month(later.year, later.month))


def test_months_of_a_year_end_with_the_given_one():
    months = dates.months_back(date(2026, 3, 15), 12)
    assert (len(months), months[0], months[-1]) == (12, date(2025, 4, 1), date(2026, 3, 1))
    assert dates.next_month(date(2026, 12, 31)) == date(2027, 1, 1)


def test_chinese_dates():
    assert dates.chinese_date(date(2026, 11, 2)) == "2026年11月2日"
    assert dates.chinese_date(date(2026, 11, 2), "month") == "2026年11月"
    assert dates.chinese_date(None) == ""
