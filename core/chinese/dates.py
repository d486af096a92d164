"""Dates as offices write them, and the arithmetic of ages and terms. Pure: today is always passed in.

What a cell can hold, and how it is read:

* a date or a date-time: to the day. From 23:59 on it is the next day: files of web systems east of Greenwich hold
  midnight minus 43 seconds. The first of a month may be a typed month (1985-7), which Excel stores as its first day:
  marked `may_be_month`;
* text: `1965.03`, `1965-3`, `1965/3/5`, `1965年3月`, `1965年3月5日`, `196503`, `19650305`, `1965`, with any dot or dash
  or stroke between, full-width digits, spaces, a leading apostrophe, a day or month `00`, a time of day behind it
  (ISO 8601 with its zone, too), or Chinese numerals, mixed or with the letter O (二OO五年7月); `Jul-85`, which is what
  1985-7 becomes in a CSV file. Words before or behind it (`2005年7月（补填）`) are left in `remark`;
* a whole number: `1965` a year, `196503` a month, `19650305` a day, 10 000 to 73 050 a serial number of Excel
  (1927-05-18 to 2099-12-31; earlier ones cannot be told from a year), counted from 1904 in workbooks that do so;
* a fraction: `1965.03`, which is what `1965.03` becomes in a cell that is not text: the month is the two
  digits behind the point. A number forgets its last zero: `1965.1` is what is left of `1965.10`, October,
  since an office that writes January writes `1965.01`; the result is marked `ambiguous`. As *text*, `1965.1`
  is January.
"""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from core.chinese.characters import is_blank, normalize_text
from core.chinese.problem import Problem, quoted
from core.zone import ZONE

Precision = Literal["day", "month", "year"]
_Day = date  # in a class that has a field of this name

EARLIEST_YEAR = 1850
LATEST_YEAR = 2100
YEARS_BACK = 120
"""How far back a day typed into a form may lie: nobody living was born before."""
YEARS_AHEAD = 10
"""How far ahead: two terms of office. What may be planned or scheduled is narrower; its own rule says so."""
_EXCEL_EPOCH = date(1899, 12, 30)
_DAYS_TO_1904 = 1462
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_050
_ALMOST_A_DAY = 1 - 60 / 86_400
_PIVOT_YEAR = 30
"""Excel's own: two digits below it are of this century."""

_ISO_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?(Z|[+-]\d{2}:?\d{2})", re.IGNORECASE)
_TIME_OF_DAY = re.compile(
    r"(?:(?<=\d)T|(?<=[日号])|[ ])\s*(?P<half>上午|下午|[AP]M)?\s*(?P<hour>\d{1,2})[:时](?P<minute>\d{1,2})分?"
    r"(?:[:分]?(?P<second>\d{2})秒?)?(?:\.\d+)?\s*(?:[AP]M)?$",
    re.IGNORECASE,
)
_REMARK = re.compile(r"(.+?)([(\[【〔][^)\]】〕]*[)\]】〕])")
_BETWEEN = r"[-./、,，·・•∙⋅‧。—–−‒―‐‑~_\\年]{1,2}"
_YEAR = r"[0-9〇零○◯Oo一二三四五六七八九]{4}"
_SMALL = r"[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_WRITTEN = re.compile(
    rf"(?P<before>[^\W\d_a-zA-Z〇零○一二三四五六七八九十]{{0,8}}[:：]?)(?P<year>{_YEAR})"
    rf"(?:{_BETWEEN}(?:(?P<month>{_SMALL})(?:(?:月份?|{_BETWEEN})(?:(?P<day>{_SMALL})[日号]?)?)?)?)?"
    rf"[.。]?(?P<behind>[^0-9]{{0,20}})"
)
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_WHOLE_AS_TEXT = re.compile(r"(\d{5,8})\.0+")
_ENGLISH = re.compile(r"(?:(?P<day>\d{1,2})[- /])?(?P<month>[A-Za-z]{3,9})\.?[- /,]{1,2}(?P<year>\d{4}|\d{2})")
_ENGLISH_REVERSED = re.compile(r"(?P<year>\d{4}|\d{2})[- /](?P<month>[A-Za-z]{3,9})(?:[- /](?P<day>\d{1,2}))?")
_ENGLISH_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_YEAR_LAST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_CHINESE_DIGITS = dict.fromkeys("〇零○◯Oo", 0) | {character: n for n, character in enumerate("一二三四五六七八九", 1)}


class ParsedDate(NamedTuple):
    """`date` is the first day of the month or the year where only that was given."""

    date: date
    precision: Precision = "day"
    ambiguous: bool = False
    """January or October."""
    may_be_month: bool = False
    """A first of the month in a date cell: perhaps nothing but the month was typed."""
    century: bool = False
    """Two digits of the year were written; the century is a guess."""
    remark: str = ""
    """Words that stood beside the date."""

    @property
    def last(self) -> _Day:
        """The last day that a date without its day, or its month, can mean."""
        if self.precision == "day" and not self.may_be_month:
            return self.date
        month = self.date.replace(month=12) if self.precision == "year" else self.date
        return month.replace(day=days_in_month(month.year, month.month))


_Read = ParsedDate | None | Literal[False]
"""A date, nothing in the cell, or nothing that can be a date."""


def parse(value: Any, *, since_1904: bool = False) -> ParsedDate | None | Problem:
    """Read one cell; `None` for an empty one; problem `date-impossible` (quotes the value).

    `since_1904`: the workbook counts its serial numbers from 1904-01-01.
    """
    found: _Read
    if type(value) is date:
        found = _of_a_cell(value)
    elif isinstance(value, datetime):
        found = _of_a_cell(_nearest_day(value))
    elif isinstance(value, float | int) and not isinstance(value, bool):
        finite = value == value and value not in (float("inf"), float("-inf"))
        found = _parse_number(value, since_1904) if finite else False
    else:
        found = _parse_text(value if type(value) is str else normalize_text(value), since_1904)
        if found is None:
            return None
    if found and EARLIEST_YEAR <= found.date.year <= LATEST_YEAR:
        return found
    return Problem("date-impossible", f"日期{quoted(value)}不存在或无法识别，请写成“1965.03”或“1965-03-05”")


def _of_a_cell(day: date) -> ParsedDate:
    return ParsedDate(day, may_be_month=day.day == 1)


def _nearest_day(moment: datetime) -> date:
    """The day that a cell means, typed without a zone; Excel's rounding leaves a day's end a little before it."""
    day = date(moment.year, moment.month, moment.day)
    late = (moment.hour, moment.minute) == (23, 59) and day != date.max
    return day + timedelta(days=1) if late else day


@lru_cache(maxsize=1 << 16)  # the days of a roster repeat
def _parse_text(value: str, since_1904: bool) -> _Read:
    text = normalize_text(value)
    if is_blank(text):
        return None
    if (remark := _REMARK.fullmatch(text)) is not None:
        found = _parse_text(remark[1], since_1904)
        return found and found._replace(remark=found.remark + remark[2])
    if match := _ISO_MOMENT.fullmatch(text):
        return _moment(match[1] + match[2].upper().replace("Z", "+00:00"))
    text, exported, late = _without_time(text)
    if (english := _ENGLISH.fullmatch(text) or _ENGLISH_REVERSED.fullmatch(text)) is not None:
        return _english(english)
    text = re.sub(r"(?<=\d) +(?=\d)", "-", text).replace(" ", "")
    if match := _WHOLE_AS_TEXT.fullmatch(text):
        text = match[1]
    if text.isascii() and text.isdecimal() and len(text) == 5:
        return _parse_number(int(text), since_1904)
    if match := _DIGITS.fullmatch(text):
        return _build(*(int(digits) if digits else None for digits in match.groups()))
    if match := _YEAR_LAST.fullmatch(text):
        return _year_last(*map(int, match.groups()))
    match = _WRITTEN.fullmatch(text)
    found = match is not None and _written(match)
    if not found or found.precision != "day":
        return found
    if late:
        found = found._replace(date=found.date + timedelta(days=1))
    return found._replace(may_be_month=exported and found.date.day == 1)


def _without_time(text: str) -> tuple[str, bool, bool]:
    """The text without a time of day behind it; whether there was midnight; whether the day was as good as over."""
    match = _TIME_OF_DAY.search(text)
    if match is None:
        return text, False, False
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour > 24 or minute > 59:
        return text, False, False
    late = (hour, minute) == (23, 59)
    return text[: match.start()], minute == 0 and hour in (0, 12) or late, late


def _moment(written: str) -> _Read:
    try:
        return _of_a_cell(_nearest_day(datetime.fromisoformat(written).astimezone(ZONE)))
    except (ValueError, OverflowError):
        return False


def _written(match: re.Match[str]) -> ParsedDate | Literal[False]:
    year = int("".join(str(_CHINESE_DIGITS.get(character, character)) for character in match["year"]))
    if match["year"].isalpha() and match["year"].isascii():  # OOOO
        return False
    month, day = (_small(match[part]) if match[part] else None for part in ("month", "day"))
    found = _build(year, month, day)
    remark = match["before"].rstrip(":：") + match["behind"].strip(" .。，,;；、")
    return found and found._replace(remark=remark)


def _small(text: str) -> int:
    """12, 十二; -1 for what is no number."""
    return int(text) if text.isascii() else _chinese_number(text)


def _english(match: re.Match[str]) -> ParsedDate | Literal[False]:
    month = _ENGLISH_MONTHS.get(match["month"][:3].lower())
    if month is None:
        return False
    year, short = int(match["year"]), len(match["year"]) == 2
    if short:
        year += 2000 if year < _PIVOT_YEAR else 1900
    found = _build(year, month, int(match["day"]) if match["day"] else None)
    return found and found._replace(century=short)


def _year_last(first: int, second: int, year: int) -> ParsedDate | Literal[False]:
    """7/15/1985 or 15/7/1985; 7/1/1985 can be two days."""
    if first == second:
        return _build(year, first, second)
    if (first > 12) == (second > 12):
        return False
    return _build(year, min(first, second), max(first, second))


def _parse_number(value: float, since_1904: bool) -> ParsedDate | Literal[False]:
    whole = int(value)
    fraction = value - whole
    if _FIRST_SERIAL <= whole <= _LAST_SERIAL:  # the fraction is a time of day
        serial = whole + (fraction >= _ALMOST_A_DAY) + (_DAYS_TO_1904 if since_1904 else 0)
        return _of_a_cell(_EXCEL_EPOCH + timedelta(days=serial))
    if EARLIEST_YEAR <= whole <= LATEST_YEAR:
        return _year_and_month(whole, fraction)
    if fraction:
        return False
    if 10**5 <= whole < 10**6:
        return _build(whole // 100, whole % 100)
    if 10**7 <= whole < 10**8:
        return _build(whole // 10_000, whole // 100 % 100, whole % 100)
    return False


def _year_and_month(whole: int, fraction: float) -> ParsedDate | Literal[False]:
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


def _build(year: int | None, month: int | None = None, day: int | None = None) -> ParsedDate | Literal[False]:
    """A month or a day `00` is what some systems write for none."""
    if year is None:
        return False
    if day == 0:
        day = None
    if month == 0 and day is None:
        month = None
    precision: Precision = "year" if month is None else "month" if day is None else "day"
    try:
        return ParsedDate(date(year, 1 if month is None else month, 1 if day is None else day), precision)
    except ValueError:
        return False


def _chinese_number(text: str) -> int:
    """一 to 九十九; -1 for what is not a number."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _CHINESE_DIGITS[text] if len(text) == 1 else -1
    if len(tens) > 1 or len(ones) > 1 or tens == "十":
        return -1
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


def horizon(today: date) -> tuple[date, date]:
    """First and last day that a typed date can mean as seen from ``today``; beyond them the year is a slip."""
    return add_years(today, -YEARS_BACK), add_years(today, YEARS_AHEAD)


def implausible(day: date, *, today: date) -> Problem | None:
    """Problem `date-implausible` (a sentence that names the horizon) for a day outside it; None for any other."""
    first, last = horizon(today)
    if first <= day <= last:
        return None
    return Problem("date-implausible", f"日期应在{chinese_date(first)}至{chinese_date(last)}之间，请核对年份")


def days_in_month(year: int, month: int) -> int:
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - timedelta(days=1)).day


def month_start(day: date) -> date:
    return day.replace(day=1)


def next_month(day: date) -> date:
    """First day of the following month: the open end of the month's range."""
    return add_months(month_start(day), 1)


def chinese_date(day: date | None, precision: Precision = "day") -> str:
    """2026年11月22日, 2026年11月 or 2026年; "" for none."""
    if day is None:
        return ""
    if precision == "year":
        return f"{day.year}年"
    if precision == "month":
        return f"{day.year}年{day.month}月"
    return f"{day.year}年{day.month}月{day.day}日"
