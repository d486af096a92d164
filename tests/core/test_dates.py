"""Dates as offices write them, and ages."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.chinese import dates
from core.chinese.dates import ParsedDate
from core.chinese.problem import Problem

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
        (datetime(1965, 3, 5, 12), FIFTH),  # noqa: DTZ001 a cell, or an input, has no zone
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


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("1965·03", MARCH),
        ("1965。03", MARCH),
        ("1965—03", MARCH),
        ("1965\\3", MARCH),
        ("1965..03", MARCH),
        ("1965 3 5", FIFTH),
        ("1965.03.00", MARCH),
        ("19650300", MARCH),
        ("1965.00.00", ParsedDate(date(1965, 1, 1), "year")),
        ("1965年三月", MARCH),
        ("一九六五年3月", MARCH),
        ("二OO五年七月", ParsedDate(date(2005, 7, 1), "month")),
        ("二○○五年七月一日", ParsedDate(date(2005, 7, 1))),
        ("23806.0", FIFTH),
        ("1965-03-05T00:00:00.000Z", FIFTH),
        ("1965-03-04T16:00:00.000Z", FIFTH),
        ("1965-03-04T15:59:17Z", FIFTH),
        ("1965-03-05T08:00:00+08:00", FIFTH),
        ("1965-3-5 上午12:00:00", FIFTH),
        ("1965-3-5 12:00:00 AM", FIFTH),
        ("1965-3-4 23:59:17", FIFTH),
        ("1965年3月5日0时0分", FIFTH),
        ("3/25/1965", ParsedDate(date(1965, 3, 25))),
        ("25/3/1965", ParsedDate(date(1965, 3, 25))),
        ("Mar-1965", MARCH),
        ("Mar-65", MARCH._replace(century=True)),
        ("65-Mar", MARCH._replace(century=True)),
        ("5-Mar-65", FIFTH._replace(century=True)),
        ("1965年3月（补填）", MARCH._replace(remark="(补填)")),
        ("1965年3月左右", MARCH._replace(remark="左右")),
        ("约1965年3月", MARCH._replace(remark="约")),
        ("19650305（农历）", FIFTH._replace(remark="(农历)")),
        (datetime(1965, 3, 4, 23, 59, 17), FIFTH),  # noqa: DTZ001 a cell, or an input, has no zone
        (23805.9995, FIFTH),
        (date(1965, 3, 1), ParsedDate(date(1965, 3, 1), may_be_month=True)),
        ("1965-03-01 00:00:00", ParsedDate(date(1965, 3, 1), may_be_month=True)),
        ("1965-03-01", ParsedDate(date(1965, 3, 1))),
    ],
)
def test_forms_that_programs_and_keyboards_make(written, found):
    assert dates.parse(written) == found


def test_serial_numbers_of_the_other_epoch():
    assert dates.parse(29781, since_1904=True) == ParsedDate(date(1985, 7, 15))


@pytest.mark.parametrize(
    "written", ["3/4/1965", "65.3.5", "1965.03转正1966.03", "OOOO年3月", "民国54年", "1965年13月（补）"]
)
def test_what_can_be_two_days_or_none_is_refused(written):
    assert dates.parse(written).code == "date-impossible"


@given(days, st.sampled_from("-./、,·。—–~_\\"), st.booleans())
def test_every_mark_between_numbers_is_one(day, mark, padded):
    month, last = (f"{day.month:02}", f"{day.day:02}") if padded else (str(day.month), str(day.day))
    assert dates.parse(f"{day.year}{mark}{month}{mark}{last}") == ParsedDate(day)
    assert dates.parse(f"{day.year}{mark}{month}") == ParsedDate(day.replace(day=1), "month")


@given(days)
def test_the_last_day_is_never_before_the_first(day):
    for precision in ("day", "month", "year"):
        found = ParsedDate(day.replace(month=1, day=1) if precision == "year" else day.replace(day=1), precision)
        assert found.date <= found.last and found.last.year == found.date.year
    assert ParsedDate(day).last == day


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
    serial = float((day - date(1899, 12, 30)).days)
    assert dates.parse(serial) == ParsedDate(day, may_be_month=day.day == 1)


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
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == min(day.day, dates.days_in_month(later.year, later.month))


def test_the_month_after_december_is_january():
    assert dates.next_month(date(2026, 12, 31)) == date(2027, 1, 1)


def test_chinese_dates():
    assert dates.chinese_date(date(2026, 11, 2)) == "2026年11月2日"
    assert dates.chinese_date(date(2026, 11, 2), "month") == "2026年11月"
    assert dates.chinese_date(None) == ""


def test_a_year_that_is_a_slip_is_outside_the_horizon():
    today = date(2026, 11, 25)
    assert dates.horizon(today) == (date(1906, 11, 25), date(2036, 11, 25))
    for day in (date(1906, 11, 25), today, date(2036, 11, 25)):
        assert dates.implausible(day, today=today) is None
    for day in (date.min, date(1900, 1, 1), date(1906, 11, 24), date(2036, 11, 26), date(2226, 11, 25), date.max):
        found = dates.implausible(day, today=today)
        assert found == Problem("date-implausible", "日期应在1906年11月25日至2036年11月25日之间，请核对年份")
