"""Compute the facts of a month, close it, and find what came late. A few statements whatever the size (ASM-12, 13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from assessments.facts import protocol
from assessments.facts.context import ROOM, Span
from assessments.indicators import SOURCES
from assessments.models import Indicator
from core.chinese.dates import add_months, month_start
from core.chinese.numbers import ratio_sql
from core.records import audit
from core.records.errors import RuleViolation
from core.records.measures import Source, sums, values_of
from core.zone import midnight
from organizations import standards
from organizations.models import Month, Organization
from organizations.relations import make_relations

MEASURED = """
CREATE TEMPORARY TABLE measured (
    organization_id bigint, indicator varchar(40), numerator numeric, denominator numeric, unknown integer,
    timely numeric
) ON COMMIT DROP
"""

VALUE = f"""CASE i.unit
    WHEN '{Indicator.Unit.PERCENT}' THEN {ratio_sql("r.numerator", "r.denominator", places=2)}
    WHEN '{Indicator.Unit.YEARS}' THEN {ratio_sql("r.numerator", "r.denominator", factor=1, places=2)}
    ELSE r.numerator END"""

RELATIONS = values_of(Indicator.RELATIONS)

_STORE = """
INSERT INTO assessments_fact
    (organization_id, scope, district_id, month, indicator_id, numerator, denominator, value, unknown, computed_at)
SELECT r.organization_id, o.path, %(district)s, %(first)s, r.indicator, r.numerator, r.denominator, r.value, r.unknown,
       %(now)s
FROM rolled r JOIN organizations_organization o ON o.id = r.organization_id
ORDER BY r.organization_id
"""
STORE_CHANGES = (
    _STORE
    + """
ON CONFLICT (organization_id, month, indicator_id) DO UPDATE
SET numerator = excluded.numerator, denominator = excluded.denominator, value = excluded.value,
    unknown = excluded.unknown, computed_at = excluded.computed_at
WHERE (assessments_fact.numerator, assessments_fact.denominator, assessments_fact.value, assessments_fact.unknown)
   IS DISTINCT FROM (excluded.numerator, excluded.denominator, excluded.value, excluded.unknown)
"""
)

_PRUNE = """
DELETE FROM assessments_fact f USING (
    SELECT g.organization_id, g.indicator_id FROM assessments_fact g
    LEFT JOIN rolled r ON r.organization_id = g.organization_id AND r.indicator = g.indicator_id
    WHERE g.district_id = %(district)s AND g.month = %(first)s AND r.organization_id IS NULL
) gone
WHERE f.organization_id = gone.organization_id AND f.month = %(first)s AND f.indicator_id = gone.indicator_id
"""

# What the records of a closed month say now less what was frozen. The tree is that of the month, so that the parts of
# an organisation's difference are the differences of its parts. Of what is only the latest state nothing is late.
_LATE = f"""
WITH found AS MATERIALIZED (
    SELECT * FROM (
        SELECT COALESCE(r.organization_id, f.organization_id) AS organization_id,
               COALESCE(r.indicator, f.indicator_id) AS indicator,
               COALESCE(r.numerator, 0) - COALESCE(f.numerator, 0) AS numerator,
               COALESCE(r.denominator, 0) - COALESCE(f.denominator, 0) AS denominator,
               COALESCE(r.unknown, 0) - COALESCE(f.unknown, 0) AS unknown,
               COALESCE(r.timely, 0) AS timely
        FROM rolled r
        FULL JOIN (SELECT * FROM assessments_fact WHERE district_id = %(district)s AND month = %(first)s) f
          ON f.organization_id = r.organization_id AND f.indicator_id = r.indicator
    ) d JOIN assessments_indicator i ON i.code = d.indicator AND i.year <> '{Indicator.Year.LATEST}'
    WHERE d.numerator <> 0 OR d.denominator <> 0 OR d.unknown <> 0
), gone AS (
    DELETE FROM assessments_latefact l WHERE l.district_id = %(district)s AND l.month = %(first)s
    AND NOT EXISTS (
        SELECT 1 FROM found r WHERE r.organization_id = l.organization_id AND r.indicator = l.indicator_id
    )
)
INSERT INTO assessments_latefact
    (organization_id, scope, district_id, month, indicator_id, numerator, denominator, unknown, timely, computed_at)
SELECT r.organization_id, o.path, %(district)s, %(first)s, r.indicator, r.numerator, r.denominator, r.unknown,
       LEAST(GREATEST(r.timely, 0), GREATEST(r.numerator, 0)), %(now)s
FROM found r JOIN organizations_organization o ON o.id = r.organization_id
ON CONFLICT (organization_id, month, indicator_id) DO UPDATE
SET numerator = excluded.numerator, denominator = excluded.denominator, unknown = excluded.unknown,
    timely = excluded.timely, computed_at = excluded.computed_at
WHERE (assessments_latefact.numerator, assessments_latefact.denominator, assessments_latefact.unknown,
       assessments_latefact.timely)
   IS DISTINCT FROM (excluded.numerator, excluded.denominator, excluded.unknown, excluded.timely)
"""


@dataclass(frozen=True)
class Computed:
    """What one run wrote: facts that are new or changed, or late facts of a closed month."""

    month: date
    changed: int
    late: bool


def measure(cursor: Any, span: Span, sources: Sequence[Source]) -> None:
    """Fill the temporary table ``measured`` with the sums of the sources, where each is measured."""
    parameters = span.parameters
    make_relations(sources, parameters)
    cursor.execute("DROP TABLE IF EXISTS measured, rolled")
    cursor.execute(MEASURED)
    for source in sources:
        cursor.execute(f"INSERT INTO measured {sums(source, timely=span.closed_at is not None)}", parameters)
    cursor.execute("ANALYZE measured")


_ADDED = ("numerator", "denominator", "unknown", "timely")
_SUMMED = ", ".join(f"sum({name}) AS {name}" for name in _ADDED)
_BOTH = ", ".join(f"COALESCE(o.{name} + b.{name}, o.{name}, b.{name}) AS {name}" for name in _ADDED)
"""SQL: what an organisation's own row ``o`` and those below it ``b`` come to; null where both are."""


def roll_up(cursor: Any) -> None:
    """The temporary table ``rolled``: every organisation of ``tree`` with all that is measured in and below it.

    Level by level from the lowest, so that each number is added once a level; what has nothing below it is taken as it
    is. Without anything to measure (a relation with nothing below the line) there is no row.
    """
    cursor.execute("SELECT max(depth) FROM tree")
    deepest = cursor.fetchone()[0] or 0
    levels = []
    for depth in range(deepest, -1, -1):
        source = "measured m"
        if depth < deepest:
            source = f"""(
                SELECT organization_id, indicator, {_BOTH} FROM measured o FULL JOIN (
                    SELECT parent_id AS organization_id, indicator, {_SUMMED} FROM level{depth + 1} GROUP BY 1, 2
                ) b USING (organization_id, indicator)) m"""
        levels.append(f"""level{depth} AS MATERIALIZED (
            SELECT m.organization_id, t.parent_id, m.indicator, m.numerator, m.denominator, m.unknown, m.timely
            FROM {source} JOIN tree t ON t.organization_id = m.organization_id AND t.depth = {depth})""")
    union = " UNION ALL ".join(f"SELECT * FROM level{depth}" for depth in range(deepest + 1))
    cursor.execute(f"""
        CREATE TEMPORARY TABLE rolled ON COMMIT DROP AS WITH {", ".join(levels)}
        SELECT r.organization_id, r.parent_id, r.indicator, r.numerator, NULLIF(r.denominator, 0) AS denominator,
               {VALUE} AS value, r.unknown::integer AS unknown, r.timely
        FROM ({union}) r JOIN assessments_indicator i ON i.code = r.indicator
        WHERE i.unit NOT IN {RELATIONS} OR r.denominator > 0 OR r.unknown > 0
    """)
    cursor.execute("ANALYZE rolled")


@transaction.atomic
def compute_month(*, district: Organization, month: date, now: datetime) -> Computed:
    """Facts of one month of a district, every organisation and indicator, from the records as they stand at ``now``.

    Idempotent. Of a closed month nothing changes: what differs since is stored as late facts.
    """
    month = month_start(month)
    row, _ = Month.objects.get_or_create(district=district, month=month)
    row = Month.objects.select_for_update().get(pk=row.pk)
    span = Span(district, month, now, row.closed_at)
    parameters = span.parameters | {"district": district.pk, "now": now}
    with connection.cursor() as cursor:
        cursor.execute(ROOM)
        measure(cursor, span, SOURCES)
        roll_up(cursor)
        if row.closed_at is not None:
            cursor.execute(_LATE, parameters)
            return Computed(month, cursor.rowcount, late=True)
        changed = 0
        if row.computed_at is not None:  # a new month has nothing to prune, and the statistics do not know it yet
            cursor.execute(_PRUNE, parameters)
            changed = cursor.rowcount
            cursor.execute(STORE_CHANGES, parameters)
        else:
            cursor.execute(_STORE, parameters)
        changed += cursor.rowcount
    Month.objects.filter(pk=row.pk).update(computed_at=now)
    return Computed(month, changed, late=False)


@transaction.atomic
def close_month(*, by: Any, district: Organization, month: date, now: datetime) -> Month:
    """Compute once more and freeze. Raises RuleViolation for a month that is not over or closed already."""
    month = month_start(month)
    if midnight(add_months(month, 1)) > now:
        raise RuleViolation("month-not-over", "这个月还没有结束，不能封账")
    if Month.objects.filter(district=district, month=month, closed_at__isnull=False).exists():
        raise RuleViolation("month-closed", "这个月已经封账")
    compute_month(district=district, month=month, now=now)
    row = Month.objects.get(district=district, month=month)
    row.closed_at, row.closed_by = now, str(by)[:80]
    row.save(update_fields=["closed_at", "closed_by"])
    protocol.write_protocol(row, by=by)
    audit.record(
        "assessments.month_closed", by=by, organization_id=district.pk, label=f"{month:%Y-%m}", month=month.isoformat()
    )
    return row


def closing_moment(district: Organization, month: date, *, reopened_until: date | None = None) -> datetime:
    """When a month closes by itself: the threshold's day of the next month, 24:00 Asia/Shanghai; one that was opened
    again not before the end of ``reopened_until``."""
    following = add_months(month_start(month), 1)
    day = standards.at("asm.month_close_day", organization=district, as_of=following)
    usual = following.replace(day=day)
    return midnight(max(usual, reopened_until or usual) + timedelta(days=1))
