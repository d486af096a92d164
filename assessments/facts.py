"""Compute the facts of a month, close it, and find what came late. A few statements whatever the size (ASM-12, 13)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from assessments.indicators import MEASURES
from assessments.models import Indicator, Month
from core import audit
from core.dates import add_months, month_start
from core.errors import RuleViolation
from organizations import thresholds
from organizations.models import Organization

_ANCESTRY = """
CREATE TEMPORARY TABLE ancestry ON COMMIT DROP AS
SELECT o.id AS organization_id, a.id AS ancestor_id, a.kind
FROM organizations_organization o
CROSS JOIN LATERAL unnest(string_to_array(rtrim(o.path, '.'), '.')::bigint[]) step(id)
JOIN organizations_organization a ON a.id = step.id
WHERE o.path >= %(root)s AND o.path < %(root_end)s AND a.path >= %(root)s;
CREATE TEMPORARY TABLE communities ON COMMIT DROP AS
SELECT o.id AS organization_id FROM organizations_organization o
WHERE o.kind = 'community' AND o.path >= %(root)s AND o.path < %(root_end)s
  AND (o.dissolved_on IS NULL OR o.dissolved_on > %(first)s)
  AND EXISTS (SELECT 1 FROM organizations_placement p WHERE p.organization_id = o.id AND p.during @> %(last)s);
CREATE TEMPORARY TABLE measured (
    organization_id bigint, indicator varchar(40), numerator numeric, denominator numeric
) ON COMMIT DROP;
ANALYZE ancestry;
ANALYZE communities
"""

_ROLLED = """
    SELECT a.ancestor_id AS organization_id, m.indicator, sum(m.numerator) AS numerator,
           sum(m.denominator) AS denominator
    FROM measured m JOIN ancestry a USING (organization_id)
    GROUP BY a.ancestor_id, m.indicator
"""

_VALUE = """CASE i.unit
    WHEN 'percent' THEN round(100 * r.numerator / NULLIF(r.denominator, 0), 2)
    WHEN 'years' THEN round(r.numerator / NULLIF(r.denominator, 0), 2)
    ELSE r.numerator END"""

_STORE = f"""
INSERT INTO assessments_fact
    (organization_id, scope, district_id, month, indicator_id, numerator, denominator, value, computed_at)
SELECT r.organization_id, o.path, %(district)s, %(first)s, r.indicator, r.numerator, r.denominator, {_VALUE}, %(now)s
FROM ({_ROLLED}) r
JOIN organizations_organization o ON o.id = r.organization_id
JOIN assessments_indicator i ON i.code = r.indicator
ORDER BY length(o.path), r.organization_id  -- what a dashboard reads together stands together: few pages a month
ON CONFLICT (organization_id, month, indicator_id) DO UPDATE
SET numerator = excluded.numerator, denominator = excluded.denominator, value = excluded.value,
    computed_at = excluded.computed_at
WHERE (assessments_fact.numerator, assessments_fact.denominator, assessments_fact.value)
   IS DISTINCT FROM (excluded.numerator, excluded.denominator, excluded.value)
"""

_PRUNE = f"""
DELETE FROM assessments_fact f WHERE f.district_id = %(district)s AND f.month = %(first)s
AND NOT EXISTS (
    SELECT 1 FROM ({_ROLLED}) r WHERE r.organization_id = f.organization_id AND r.indicator = f.indicator_id
)
"""

_LATE = f"""
WITH grown AS (
    SELECT r.organization_id, r.indicator,
           r.numerator - COALESCE(f.numerator, 0) AS numerator,
           COALESCE(r.denominator, 0) - COALESCE(f.denominator, 0) AS denominator
    FROM ({_ROLLED}) r
    JOIN assessments_indicator i ON i.code = r.indicator AND i.year <> 'latest'
    LEFT JOIN assessments_fact f ON f.organization_id = r.organization_id AND f.month = %(first)s
     AND f.indicator_id = r.indicator
    WHERE r.numerator > COALESCE(f.numerator, 0)
), gone AS (
    DELETE FROM assessments_latefact l WHERE l.district_id = %(district)s AND l.month = %(first)s
    AND NOT EXISTS (
        SELECT 1 FROM grown g WHERE g.organization_id = l.organization_id AND g.indicator = l.indicator_id
    )
)
INSERT INTO assessments_latefact
    (organization_id, scope, district_id, month, indicator_id, numerator, denominator, computed_at)
SELECT g.organization_id, o.path, %(district)s, %(first)s, g.indicator, g.numerator, g.denominator, %(now)s
FROM grown g JOIN organizations_organization o ON o.id = g.organization_id
ON CONFLICT (organization_id, month, indicator_id) DO UPDATE
SET numerator = excluded.numerator, denominator = excluded.denominator, computed_at = excluded.computed_at
"""


@dataclass(frozen=True)
class Computed:
    """What one run wrote: facts that are new or changed, or late facts of a closed month."""

    month: date
    changed: int
    late: bool


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _parameters(district: Organization, month: date, now: datetime) -> dict[str, Any]:
    following = add_months(month, 1)
    last = following - timedelta(days=1)
    wanted = sorted({name for measure in MEASURES for name in measure.thresholds})
    rules = thresholds.several(wanted, organization=district, as_of=last)
    return {
        "district": district.pk,
        "root": district.path,
        "root_end": district.path[:-1] + "/",
        "first": month,
        "next": following,
        "last": last,
        "start": _moment(month),
        "end": _moment(following),
        "known_by": now,
        "now": now,
        "year": month.year,
        **{name.rsplit(".", 1)[-1]: value for name, value in rules.items()},
    }


@transaction.atomic
def compute_month(*, district: Organization, month: date, now: datetime) -> Computed:
    """Facts of one month of a district, every organisation and indicator, from the records as they stand at ``now``.

    Idempotent. Of a closed month nothing changes: what has grown since is stored as late facts.
    """
    month = month_start(month)
    row, _ = Month.objects.get_or_create(district=district, month=month)
    row = Month.objects.select_for_update().get(pk=row.pk)
    parameters = _parameters(district, month, now)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS ancestry, communities, measured")
        cursor.execute(_ANCESTRY, parameters)
        for measure in MEASURES:
            cursor.execute(f"INSERT INTO measured {measure.sql}", parameters)
        cursor.execute("ANALYZE measured")
        if row.closed_at is not None:
            cursor.execute(_LATE, parameters)
            return Computed(month, cursor.rowcount, late=True)
        cursor.execute(_PRUNE, parameters)
        changed = cursor.rowcount
        cursor.execute(_STORE, parameters)
        changed += cursor.rowcount
    Month.objects.filter(pk=row.pk).update(computed_at=now)
    return Computed(month, changed, late=False)


@transaction.atomic
def close_month(*, by: Any, district: Organization, month: date, now: datetime) -> Month:
    """Compute once more and freeze. Raises RuleViolation for a month that is not over or closed already."""
    month = month_start(month)
    if _moment(add_months(month, 1)) > now:
        raise RuleViolation("month-not-over", "这个月还没有结束,不能封账")
    if Month.objects.filter(district=district, month=month, closed_at__isnull=False).exists():
        raise RuleViolation("month-closed", "这个月已经封账")
    compute_month(district=district, month=month, now=now)
    row = Month.objects.get(district=district, month=month)
    row.closed_at, row.closed_by = now, str(by)[:80]
    row.save(update_fields=["closed_at", "closed_by"])
    audit.record(
        "assessments.month_closed", by=by, organization_id=district.pk, label=f"{month:%Y-%m}", month=month.isoformat()
    )
    return row


def closing_moment(district: Organization, month: date) -> datetime:
    """When a month closes by itself: the threshold's day of the next month, 24:00 Asia/Shanghai."""
    following = add_months(month_start(month), 1)
    day = thresholds.at("asm.month_close_day", organization=district, as_of=following)
    return _moment(following.replace(day=day) + timedelta(days=1))


def indicator_codes() -> list[str]:
    return list(Indicator.objects.values_list("code", flat=True))
