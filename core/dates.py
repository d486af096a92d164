"""Dates as offices write them, and the arithmetic of ages and terms. Pure: today is always passed in.

What a cell can hold, and how it is read:

* a date or a date-time: to the day;
* text: `1965.03`, `1965-3`, `1965/3/5`, `1965年3月`, `1965年3月5日`, `196503`, `19650305`, `1965`, with
  full-width digits, spaces, a leading apostrophe, a trailing dot, a time of day behind it, or Chinese
  numerals (一九六五年三月);
* a whole number: `1965` a year, `196503` a month, `19650305` a day, 10 000 to 73 050 a serial number of Excel
  (1927-05-18 to 2099-12-31; earlier ones cannot be told from a year);
* a fraction: `1965.03`, which is what `1965.03` becomes in a cell that is not text: the month is the two
  digits behind the point. A number forgets its last zero: `1965.1` is what is left of `1965.10`, October,
  since an office that writes January writes `1965.01`; the result is marked `ambiguous`. As *text*, `1965.1`
  is January.
"""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from core.chinese import is_blank, normalize_text
from core.problem import Problem, quoted

Precision = Literal["day", "month", "year"]

EARLIEST_YEAR = 1850
LATEST_YEAR = 2100
_EXCEL_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_050

_TIME_OF_DAY = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$")
_WRITTEN = re.compile(r"(\d{4})(?:[-./、,年](\d{1,2})(?:[-./、,月](\d{1,2})[日号]?|月|月份)?|年)?\.?")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_CHINESE_YEAR = re.compile(
    r"([〇零○一二三四五六七八九]{4})年"
    r"(?:([一二三四五六七八九十]{1,2})月)?(?:([一二三四五六七八九十]{1,3})[日号])?"
)
_CHINESE_DIGITS = {"〇": 0, "零": 0, "○": 0} | {character: n for n, character in enumerate("一二三四五六七八九", 1)}


class ParsedDate(NamedTuple):
    """`date` is the first day of the month or the year where only that was given."""

    date: date
    precision: Precision = "day"
    ambiguous: bool = False


def parse(value: Any) -> ParsedDate | None | Problem:
    """Read one cell; `None` for an empty one; problem `date-impossible` (quotes the value)."""
    found: ParsedDate | None | Literal[False]
    if type(value) is date:
        found = ParsedDate(value)
    elif isinstance(value, datetime):
        found = ParsedDate(value.date())
    else:
        found = _parse_written(value)
        if found is None:
            return None
    if isinstance(found, ParsedDate) and EARLIEST_YEAR <= found.date.year <= LATEST_YEAR:
        return found
    return Problem("date-impossible", f"日期{quoted(value)}不存在或无法识别，请写成“1965.03”或“1965-03-05”")


def _parse_written(value: Any) -> ParsedDate | None | Literal[False]:
    if isinstance(value, float | int) and not isinstance(value, bool):
        if value != value or value in (float("inf"), float("-inf")):
            return False
        return _parse_number(value)
    return _parse_text(value if type(value) is str else normalize_text(value))


@lru_cache(maxsize=1 << 16)  # the days of a roster repeat
def _parse_text(value: str) -> ParsedDate | None | Literal[False]:
    text = normalize_text(value)
    if is_blank(text):
        return None
    text = _TIME_OF_DAY.sub("", text).replace(" ", "")
    if text.isascii() and text.isdecimal() and len(text) == 5:
        return _parse_number(int(text))
    match = _WRITTEN.fullmatch(text) or _DIGITS.fullmatch(text)
    if match is not None:
        return _build(*(int(digits) if digits else None for digits in match.groups()))
    match = _CHINESE_YEAR.fullmatch(text)
    if match is not None:
        year = int("".join(str(_CHINESE_DIGITS[character]) for character in match[1]))
        month, day = (_chinese_number(written) if written else None for written in match.groups()[1:])
        return _build(year, month, day)
    return False


def _parse_number(value: float) -> ParsedDate | Literal[False]:
    whole = int(value)
    fraction = value - whole
    if _FIRST_SERIAL <= whole <= _LAST_SERIAL:  # the fraction is a time of day
        return ParsedDate(_EXCEL_EPOCH + timedelta(days=whole))
    if EARLIEST_YEAR <= whole <= LATEST_YEAR:
        if fraction == 0:
            return _build(whole)
        hundredths = fraction * 100
        month = round(hundredths)
        if abs(hundredths - month) > 1e-6:
            return False
        # One digit behind the point lost its zero: .1 was .10. The other tens are no months: .2 is February.
        ambiguous = month == 10
        if month > 12 and month % 10 == 0:
            month //= 10
        found = _build(whole, month)
        return found and found._replace(ambiguous=ambiguous)
    if fraction:
        return False
    if 10**5 <= whole < 10**6:
        return _build(whole // 100, whole % 100)
    if 10**7 <= whole < 10**8:
        return _build(whole // 10_000, whole // 100 % 100, whole % 100)
    return False


def _build(year: int | None, month: int | None = None, day: int | None = None) -> ParsedDate | Literal[False]:
    if year is None:
        return False
    precision: Precision = "year" if month is None else "month" if day is None else "day"
    try:
        return ParsedDate(date(year, 1 if month is None else month, 1 if day is None else day), precision)
    except ValueError:
        return False


def _chinese_number(text: str) -> int:
    """一 to 九十九; 0 (no day, no month) for what is not a number."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _CHINESE_DIGITS[text] if len(text) == 1 else 0
    if len(tens) > 1 or len(ones) > 1 or tens == "十":
        return 0
    return _CHINESE_DIGITS.get(tens, 1) * 10 + _CHINESE_DIGITS.get(ones, 0)


def full_years(start: date, end: date) -> int:
    """Whole years from `start` to `end`, as birthdays count; 29 February returns on 1 March."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def age_on(birth: date, on: date) -> int:
    """Age in completed years (周岁) on a day."""
    return full_years(birth, on)


def add_months(day: date, months: int) -> date:
    """The same day of a later (or earlier) month, its last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def add_years(day: date, years: int) -> date:
    return add_months(day, years * 12)


def days_in_month(year: int, month: int) -> int:
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - timedelta(days=1)).day


def month_start(day: date) -> date:
    return day.replace(day=1)


def next_month(day: date) -> date:
    """First day of the following month: the open end of the month's range."""
    return add_months(month_start(day), 1)


def months_between(start: date, end: date) -> int:
    """Calendar months from the month of `start` to the month of `end`."""
    return (end.year - start.year) * 12 + end.month - start.month


def months_back(last: date, count: int) -> list[date]:
    """First days of the `count` months that end with the month of `last`, oldest first."""
    return [add_months(month_start(last), -back) for back in range(count - 1, -1, -1)]


def chinese_date(day: date | None, precision: Precision = "day") -> str:
    """2026年11月22日, 2026年11月 or 2026年; "" for none."""
    if day is None:
        return ""
    if precision == "year":
        return f"{day.year}年"
    if precision == "month":
        return f"{day.year}年{day.month}月"
    return f"{day.year}年{day.month}月{day.day}日"
