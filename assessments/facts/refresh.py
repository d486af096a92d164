"""The running month of one street and of the district above it, right after a record: the secretary sees the fruit at
once. Nights compute everything again."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from assessments.facts.compute import RELATIONS, STORE_CHANGES, VALUE, measure, roll_up
from assessments.facts.context import Span
from core.chinese.dates import month_start
from core.records.measures import Source
from organizations.kinds import STREETS, Kind
from organizations.models import Month, Organization

# What the street's facts of the touched indicators were and are; its superiors change by the difference.
_CHANGED = """
CREATE TEMPORARY TABLE changed ON COMMIT DROP AS
SELECT COALESCE(r.indicator, f.indicator_id) AS indicator,
       COALESCE(r.numerator, 0) - COALESCE(f.numerator, 0) AS numerator,
       COALESCE(r.denominator, 0) - COALESCE(f.denominator, 0) AS denominator,
       COALESCE(r.unknown, 0) - COALESCE(f.unknown, 0) AS unknown,
       COALESCE(r.denominator, f.denominator) IS NULL AS counted
FROM (SELECT * FROM rolled WHERE organization_id = %(root)s) r
FULL JOIN (SELECT * FROM assessments_fact
           WHERE organization_id = %(root)s AND month = %(first)s AND indicator_id = ANY(%(codes)s)) f
  ON f.indicator_id = r.indicator
"""

_PRUNE = """
DELETE FROM assessments_fact f
WHERE f.month = %(first)s AND f.indicator_id = ANY(%(codes)s)
  AND f.organization_id IN (SELECT organization_id FROM tree)
  AND NOT EXISTS (SELECT 1 FROM rolled r WHERE r.organization_id = f.organization_id AND r.indicator = f.indicator_id)
"""

_SUPERIOR = f"""
INSERT INTO assessments_fact
    (organization_id, scope, district_id, month, indicator_id, numerator, denominator, value, unknown, computed_at)
SELECT r.organization_id, r.scope, r.organization_id, %(first)s, r.indicator, r.numerator, NULLIF(r.denominator, 0),
       {VALUE}, r.unknown, %(known_by)s
FROM (
    SELECT o.id AS organization_id, o.path AS scope, c.indicator,
           COALESCE(f.numerator, 0) + c.numerator AS numerator,
           CASE WHEN c.counted AND f.denominator IS NULL THEN NULL
                ELSE COALESCE(f.denominator, 0) + c.denominator END AS denominator,
           COALESCE(f.unknown, 0) + c.unknown AS unknown
    FROM changed c JOIN organizations_organization o ON o.id = %(district)s
    LEFT JOIN assessments_fact f
      ON f.organization_id = o.id AND f.month = %(first)s AND f.indicator_id = c.indicator
    WHERE (c.numerator, c.denominator, c.unknown) IS DISTINCT FROM (0, 0, 0)
) r JOIN assessments_indicator i ON i.code = r.indicator
ON CONFLICT (organization_id, month, indicator_id) DO UPDATE
SET numerator = excluded.numerator, denominator = excluded.denominator, value = excluded.value,
    unknown = excluded.unknown, computed_at = excluded.computed_at
"""

_NOTHING_LEFT = f"""
DELETE FROM assessments_fact f USING assessments_indicator i
WHERE f.organization_id = %(district)s AND f.month = %(first)s AND f.indicator_id = ANY(%(codes)s)
  AND i.code = f.indicator_id AND i.unit IN {RELATIONS} AND f.denominator IS NULL AND f.unknown = 0
"""


def _street_of(organization: Organization) -> Organization | None:
    return Organization.objects.filter(pk__in=organization.ancestor_ids, kind__in=STREETS).first()


@transaction.atomic
def refresh(*, organization: Organization, sources: Sequence[Source], month: date, now: datetime) -> bool:
    """Bring the facts of ``sources`` for a month up to date in the organisation's street and its district.

    Returns whether anything was brought up to date: not for a closed month, nor for one that no night has computed yet,
    nor above the streets. Two at once wait for each other at the month's row, so that no sum is lost.
    """
    month = month_start(month)
    street = _street_of(organization)
    if street is None or not sources:
        return False
    district = Organization.objects.get(pk__in=street.ancestor_ids, kind=Kind.DISTRICT_DEPARTMENT)
    row = Month.objects.select_for_update().filter(district=district, month=month, closed_at=None).first()
    if row is None or row.computed_at is None:
        return False
    span = Span(street, month, now)
    codes = [code for source in sources for code in source.codes]
    parameters: dict[str, Any] = span.parameters | {"district": district.pk, "codes": codes, "now": now}
    with connection.cursor() as cursor:
        measure(cursor, span, sources)
        roll_up(cursor)
        cursor.execute("DROP TABLE IF EXISTS changed")
        for statement in (_CHANGED, _PRUNE, STORE_CHANGES, _SUPERIOR, _NOTHING_LEFT):
            cursor.execute(statement, parameters)
    return True
