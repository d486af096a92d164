"""How far the month's theme day is among those that owe one, and on which days records are missing: readers of the
duties."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from core.chinese.dates import month_start
from core.records import walls
from core.records.duties import parameters, texts_of
from core.records.measures import values_of
from meetings.duties.records import RECORDS
from meetings.duties.theme_days import HELD_ON, THEME_DAYS, THEME_MONTHS
from meetings.measures import UNRECORDED
from meetings.models import Meeting
from organizations.desks.queries import desks, desks_at
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.relations import with_relations
from organizations.scoping import range_of

_STAGES = f"""
SELECT t.organization_id, t.branch, t.meeting_id, t.stage FROM ({THEME_MONTHS}) t
WHERE t.scope >= %(from)s AND t.scope < %(to)s ORDER BY t.scope
"""


@dataclass(frozen=True)
class Debtor:
    """One organisation that owes the month's theme day; ``stage`` of THEME_MONTHS."""

    organization: int
    branch: bool
    meeting: int | None
    stage: str


def debtors(user: Any, permission: str, month: date, *, now: datetime) -> list[Debtor]:
    """Who in the user's scope owes the theme day of the month, in the order of the tree; a statement a desk."""
    found: dict[int, Debtor] = {}
    for desk in desks_at(user, permission):
        (low, high), (start, end) = range_of(desk.root_path), range_of(desk.path)
        values = parameters(now) | {"since": month, "until": month}
        values |= {"root": desk.root, "lo": low, "hi": high, "from": start, "to": end}
        with walls.beyond("organizations.duties"), connection.cursor() as cursor:
            cursor.execute(with_relations(_STAGES, [THEME_DAYS]), values)
            found |= {row[0]: Debtor(*row) for row in cursor.fetchall()}
    return list(found.values())


_OF_ONE = f"""
SELECT t.first, t.stage, t.meeting_id, t.held_on, t.topic FROM ({THEME_MONTHS}) t
WHERE t.organization_id = %(one)s ORDER BY t.first
"""


@dataclass(frozen=True)
class Day:
    """The theme day that an organisation owes in the month that begins on ``first``, as far as it is."""

    first: date
    stage: str
    meeting: int | None
    held_on: date | None
    topic: str


def theme_days_of(organization: Organization, year: int, *, now: datetime) -> list[Day]:
    """Months of the year, up to this one, in which the organisation owes a theme day; none where it never does."""
    first = date(year, 1, 1)
    last = min(date(year, 12, 1), month_start(timezone.localdate(now)))
    if last < first:
        return []
    [desk] = desks({organization.path: ()})
    low, high = range_of(desk.root_path)
    values = parameters(now) | {"since": first, "until": last, "root": desk.root, "lo": low, "hi": high}
    with walls.beyond("organizations.duties"), connection.cursor() as cursor:
        cursor.execute(with_relations(_OF_ONE, [THEME_DAYS]), values | {"one": organization.pk})
        return [Day(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Totals:
    """Counts of debtors by how far they are."""

    owing: int
    unplanned: int
    unheld: int
    unrecorded: int
    done: int
    excused: int


def totals(rows: Iterable[Debtor]) -> Totals:
    counted = Counter(row.stage for row in rows)
    names = ("unplanned", "unheld", "unrecorded", "done", "excused")
    return Totals(counted.total(), **{name: counted[name] for name in names})


_DAYS = f"""
SELECT {HELD_ON}, bool_or({UNRECORDED}) FROM meetings_meeting m
WHERE m.state NOT IN {values_of(Meeting.GONE_STATES)} AND m.month >= %(first)s AND m.month <= %(last)s AND ({{ranges}})
GROUP BY 1
"""
_EXCEPTIONS = f"""
SELECT DISTINCT r.opens_on, true FROM organizations_openduty r
WHERE r.key IN {texts_of(duty.key for duty in RECORDS.duties)} AND r.opens_on BETWEEN %(first)s AND %(last)s
  AND ({{ranges}})
"""


def meeting_days(
    user: Any, permission: str, first: date, last: date, *, now: datetime, exceptions: bool = False
) -> dict[date, bool]:
    """Days of the months ``first`` to ``last`` with meetings in the user's scope → whether one waits for its record.

    With ``exceptions`` a district gets only the days on which records are missing, from the table of its desk: its
    home page costs what is owed, not what was held. At most three statements.
    """
    found: dict[date, bool] = {}
    every: list[str] = []
    brief: list[str] = []
    for desk in desks_at(user, permission):
        (brief if exceptions and desk.kind == Kind.DISTRICT_DEPARTMENT else every).append(desk.path)
    for statement, alias, paths in ((_DAYS, "m", every), (_EXCEPTIONS, "r", brief)):
        values: dict[str, Any] = {"first": month_start(first), "last": last, "now": now}
        ranges = []
        for number, path in enumerate(paths):
            values[f"lo{number}"], values[f"hi{number}"] = range_of(path)
            ranges.append(f"{alias}.scope >= %(lo{number})s AND {alias}.scope < %(hi{number})s")
        if ranges:
            with connection.cursor() as cursor:
                cursor.execute(statement.format(ranges=" OR ".join(ranges)), values)
                for day, late in cursor.fetchall():
                    found[day] = late or found.get(day, False)
    return found
