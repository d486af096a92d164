"""The records behind a number: the rows of its measure, in words (ASM-03). No condition of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from assessments.facts.context import Span
from assessments.indicators import source_of
from assessments.models import Indicator
from core.chinese.dates import add_months, month_start
from core.records import walls
from core.records.measures import Verdict, rows
from members.measures import MEMBERS
from organizations.kinds import Kind
from organizations.models import Month, Organization
from organizations.relations import with_relations

LIMIT = 500
"""Lines a page shows of one month; the totals are of all of them."""

_KINDS = {
    Verdict.COUNTS: "good",
    Verdict.LATE: "warn",
    Verdict.MISSING: "bad",
    Verdict.UNKNOWN: "warn",
}
_URGENT = [str(each) for each in (Verdict.MISSING, Verdict.LATE, Verdict.UNKNOWN, Verdict.OPEN)]
_ORDER = f"array_position(ARRAY{_URGENT}::text[], r.verdict)"
"""What asks for something first; the others come last."""


@dataclass(frozen=True)
class Line:
    """One row of the measure: the day, what it is, its page, its verdict in words, and what it adds."""

    on: date | None
    title: str
    url: str
    verdict: str
    note: str
    numerator: Decimal | None
    denominator: Decimal | None
    afterwards: bool = False

    @property
    def counts(self) -> bool:
        return self.verdict == Verdict.COUNTS

    @property
    def label(self) -> str:
        return str(Verdict(self.verdict).label)

    @property
    def kind(self) -> str:
        """Class of the badge."""
        return _KINDS.get(Verdict(self.verdict), "")


@dataclass(frozen=True)
class Evidence:
    """Lines and the sums of all rows, those beyond ``LIMIT`` included; ``afterwards`` ones are not in the sums."""

    lines: list[Line]
    numerator: Decimal
    denominator: Decimal
    unknown: int
    rows: int

    @property
    def cut(self) -> bool:
        return self.rows > len(self.lines)


def _months(indicator: Indicator, first: date, last: date) -> Iterable[date]:
    """Months of the span; of what is only the latest state the last alone."""
    month = month_start(last)
    if indicator.year == Indicator.Year.LATEST:
        return [month]
    months = []
    month = month_start(first)
    while month <= last:
        months.append(month)
        month = add_months(month, 1)
    return months


DIRECT = "direct"
"""Asks for what hangs directly below: the rows that no part holds."""


def _part_sql(organization: Organization, part: int | str | None) -> str:
    """Condition on a row's place in the tree of its month: below one part, or below none."""
    if part is None:
        return ""
    anchor = "t.street_id" if organization.kind == Kind.DISTRICT_DEPARTMENT else "t.community_id"
    return f"WHERE {anchor} IS NULL" if part == DIRECT else f"WHERE {anchor} = {int(part)}"


def evidence(
    indicator: Indicator,
    *,
    user: Any,
    organization: Organization,
    first: date,
    last: date,
    now: datetime | None = None,
    part: int | str | None = None,
) -> Evidence:
    """The rows that the facts of the months consist of, as known when each was closed, and what came afterwards.

    ``part``: only those of one part of the organisation (a street of a district, a community of a street) while it
    stood below it, or with DIRECT those of none. Reads one statement a month; titles and addresses of records come from
    each app, visible ones only.
    """
    now = now or timezone.now()
    source = source_of(indicator.pk)
    closed = {
        row.month: row.closed_at
        for row in Month.objects.filter(
            district__in=organization.ancestor_ids, month__range=(month_start(first), last), closed_at__isnull=False
        )
    }
    listed, held = rows(source, [indicator.pk]), _part_sql(organization, part)
    found: list[tuple[Any, ...]] = []
    numerator, denominator, unknown, count = Decimal(0), Decimal(0), 0, 0
    with walls.beyond("assessments.evidence"), connection.cursor() as cursor:
        for month in _months(indicator, first, last):
            closed_at = closed.get(month)
            for afterwards in (False, True) if closed_at else (False,):
                known_by = now if afterwards or closed_at is None else closed_at
                span = Span(organization, month, known_by, closed_at)
                since = " WHERE x.entered_at >= %(closed_at)s" if afterwards else ""
                statement = with_relations(
                    f"""SELECT r.on_day, r.record, r.organization_id, r.numerator, r.denominator, r.verdict, r.why,
                    o.name,
                    sum(r.numerator) OVER (), sum(r.denominator) OVER (),
                    count(*) FILTER (WHERE r.verdict = '{Verdict.UNKNOWN}') OVER (), count(*) OVER ()
                    FROM (SELECT * FROM ({listed}) x{since}) r JOIN tree t ON t.organization_id = r.organization_id
                    JOIN organizations_organization o ON o.id = r.organization_id
                    {held}
                    ORDER BY {_ORDER}, r.on_day, r.record LIMIT {LIMIT}""",
                    [source],
                )
                cursor.execute(statement, span.parameters)
                lines = cursor.fetchall()
                found += [(*line[:8], afterwards) for line in lines]
                if lines and not afterwards:
                    numerator += lines[0][8] or 0
                    denominator += lines[0][9] or 0
                    unknown += lines[0][10]
                    count += lines[0][11]
    titles = source.describe(user, sorted({line[1] for line in found if line[1] is not None}))
    made = []
    for on, record, place, above, below, verdict, why, name, afterwards in found:
        if why == "base" and any(other[1] is not None for other in found):
            continue
        missing = (name, reverse("organizations:detail", args=[place]))
        title, url = titles.get(record, ("", "")) if record is not None else missing
        note = source.reasons.get(why, "")
        made.append(
            Line(
                on,
                title or f"{name}（没有查看这条记录的权限）",
                url,
                verdict,
                f"封账后录入，{note}".rstrip("，") if afterwards else note,
                above,
                below,
                afterwards,
            )
        )
    made.sort(key=lambda line: (line.on or first, line.title))
    return Evidence(made, numerator, denominator, unknown, count)


def register_link(indicator: Indicator, organization: Organization, last: date) -> str | None:
    """Numbers of members open the register itself, too, on the same day."""
    if source_of(indicator.pk) is not MEMBERS:
        return None
    day = min(add_months(month_start(last), 1) - timedelta(days=1), timezone.localdate())
    return f"{reverse('members:index')}?organization={organization.pk}&as_of={day:%Y-%m-%d}"
