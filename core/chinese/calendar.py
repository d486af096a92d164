"""Working days: the published calendar as rows (WorkDay), Monday to Friday where a year is not published yet.

The State Council publishes a year's holidays in the November before; until they are entered, a calculation
uses the weekday rule and says which years it guessed (``WorkCalendar.unknown_years``).
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from core.models import WorkDay

DATA = Path(__file__).parent / "workdays.csv"
ONE_DAY = timedelta(days=1)
PADDING = 60  # days loaded around a span: more than any holiday with its shifted weekends


class WorkCalendar:
    """Pure answers from loaded days. ``days``: date → works; a year without any entry follows the weekday
    rule.
    """

    def __init__(self, days: Mapping[date, bool]) -> None:
        self._days = days
        self._known = {day.year for day in days}
        self._guessed: set[int] = set()

    @property
    def unknown_years(self) -> list[int]:
        """Years for which an answer was guessed by weekday; a page warns when there are any."""
        return sorted(self._guessed)

    def works(self, day: date) -> bool:
        if day.year not in self._known:
            self._guessed.add(day.year)
        return self._days.get(day, day.weekday() < 5)

    def following(self, day: date) -> date:
        """The day itself when it works, else the next that does."""
        while not self.works(day):
            day += ONE_DAY
        return day

    def nearest(self, day: date) -> date:
        """The working day nearest to ``day``; of two equally near ones the later."""
        for distance in range(PADDING):
            for candidate in (day + distance * ONE_DAY, day - distance * ONE_DAY):
                if self.works(candidate):
                    return candidate
        raise ValueError(f"no working day within {PADDING} days of {day}")

    def add(self, day: date, count: int) -> date:
        """``count`` working days after ``day`` (before it when negative); the day itself is not counted."""
        step = ONE_DAY if count > 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.works(day)
        return day

    def days_off(self, first: date, last: date) -> set[date]:
        """Free days from ``first`` to ``last``, both included."""
        span = (first + offset * ONE_DAY for offset in range((last - first).days + 1))
        return {day for day in span if not self.works(day)}


def load(first: date, last: date) -> WorkCalendar:
    """The calendar for ``first`` to ``last`` with room around it, in one query."""
    rows = WorkDay.objects.filter(date__range=(first - PADDING * ONE_DAY, last + PADDING * ONE_DAY))
    return WorkCalendar(dict(rows.values_list("date", "working")))


def add_working_days(day: date, count: int) -> date:
    """``count`` working days after ``day`` (negative: before); the day itself is not counted, as limits are
    (P).
    """
    reach = timedelta(days=abs(count) * 2)
    return load(day - reach, day + reach).add(day, count)


def published_days(source: Path = DATA) -> Iterator[WorkDay]:
    """Every day of every year in the file, which lists only what differs from Monday to Friday."""
    with source.open(encoding="utf-8", newline="") as file:
        different = {date.fromisoformat(row["date"]): row for row in csv.DictReader(file)}
    years = sorted({day.year for day in different})
    for year in years:
        day = date(year, 1, 1)
        while day.year == year:
            row = different.get(day)
            if row is None:
                yield WorkDay(date=day, working=day.weekday() < 5, source="平日与周末")
            else:
                yield WorkDay(
                    date=day, working=row["working"] == "1", source=f"国务院办公厅放假安排（{row['holiday']}）"
                )
            day += ONE_DAY


def seed_workdays() -> None:
    """After migrations: enter the published years that are not there yet; corrections made by hand stay."""
    WorkDay.objects.bulk_create(published_days(), ignore_conflicts=True)


WORKDAYS = """
SELECT w.date, w.working, count(*) FILTER (WHERE w.working) OVER (ORDER BY w.date) AS number,
       min(w.date) FILTER (WHERE w.working) OVER (ORDER BY w.date DESC) AS moved
FROM core_workday w
"""
"""SQL of ``workdays``: the whole published calendar, its working days numbered; ``moved``: the day itself or the next
that works, by a minimum that runs backwards (a frame of all that follows is read anew for each row). Never a part of
it: what is older than the part would have no day and vanish from the lists."""


def following_sql(day: str, workdays: str) -> str:
    """SQL: ``day`` when it works, else the next that does; ``workdays`` the alias of a LEFT JOIN on that day."""
    return f"COALESCE({workdays}.moved, {day} + CASE extract(isodow FROM {day}) WHEN 6 THEN 2 WHEN 7 THEN 1 ELSE 0 END)"


def add_working_days_sql(day: str, count: str, ends: str) -> str:
    """SQL: ``count`` working days after ``day``, by the weekday rule where the calendar is not published.

    ``ends`` is an alias of ``workdays``: LEFT JOIN workdays begins ON begins.date = day LEFT JOIN workdays ends ON
    ends.working AND ends.number = begins.number + count.
    """
    weekday = f"LEAST(extract(isodow FROM {day})::int, 5)"
    start = f"({day} - GREATEST(extract(isodow FROM {day})::int - 5, 0))"
    return f"COALESCE({ends}.date, {start} + {count} + 2 * (({weekday} - 1 + {count}) / 5))"
