"""Score every community of a district in one scheme: arithmetic over facts, in a few statements (ASM-02, 03, 13).

Points of an item = weight × clamp((value − zero_at) ÷ (full_at − zero_at), 0, 1). An unknown value gives no points
and is counted as unknown. What came late adds factor × (points with it − points without), on its own column.
The weight of an item declared inapplicable is shared out: known points × 100 ÷ the applicable weights.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from assessments.models import Scheme
from core import audit
from core.dates import add_months
from organizations import thresholds

OPEN_STATES = ("open", "self_reported", "street_reviewed", "published")


def share(value: Decimal, zero_at: Decimal, full_at: Decimal) -> Decimal:
    """Share of the weight, 0 to 1; the same formula as the statement below, for pages and tests."""
    part = (value - zero_at) / (full_at - zero_at)
    return max(Decimal(0), min(Decimal(1), part))


def last_complete_month(as_of: date) -> date:
    """First day of the last month that is over on ``as_of``: a month counts in the year's score when it is whole."""
    tomorrow = as_of + timedelta(days=1)
    return add_months(tomorrow.replace(day=1), -1)


_OPEN = """
INSERT INTO assessments_evaluation
    (organization_id, scope, scheme_id, state, late_points, unknown, unknown_weight, self_report,
     street_comment, version)
SELECT o.id, o.path, %(scheme)s, 'open', 0, 0, 0, '', '', 1
FROM organizations_organization o
WHERE o.kind = 'community' AND o.path >= %(root)s AND o.path < %(root_end)s
  AND (o.dissolved_on IS NULL OR o.dissolved_on > %(last)s)
  AND EXISTS (SELECT 1 FROM organizations_placement p WHERE p.organization_id = o.id
              AND p.during && daterange(%(first)s, %(last)s, '[]'))
ON CONFLICT (organization_id, scheme_id) DO NOTHING
"""

# LEAST and GREATEST pass over nulls, so an unknown value is kept apart: it would score in full.
_CLAMP = "CASE WHEN {value} IS NOT NULL THEN GREATEST(0, LEAST(1, ({value} - i.zero_at) / (i.full_at - i.zero_at))) END"


def _value(numerator: str, denominator: str) -> str:
    return (
        f"CASE n.unit WHEN 'percent' THEN 100 * {numerator} / NULLIF({denominator}, 0)"
        f" WHEN 'years' THEN {numerator} / NULLIF({denominator}, 0) ELSE {numerator} END"
    )


_WITH_LATE = _value("(COALESCE(w.numerator, 0) + l.numerator)", "(COALESCE(w.denominator, 0) + l.denominator)")
_WHOLE = """
CREATE TEMPORARY TABLE whole ON COMMIT DROP AS
WITH scored AS MATERIALIZED (
    SELECT organization_id FROM assessments_evaluation WHERE scheme_id = %(scheme)s AND state = ANY(%(open_states)s)
), used AS MATERIALIZED (
    SELECT DISTINCT indicator_id FROM assessments_schemeitem WHERE scheme_id = %(scheme)s AND indicator_id IS NOT NULL
)
    SELECT f.organization_id, f.indicator_id, sum(f.numerator) AS numerator, sum(f.denominator) AS denominator
    FROM assessments_fact f JOIN assessments_indicator n ON n.code = f.indicator_id AND n.year <> 'latest'
    WHERE f.organization_id IN (SELECT organization_id FROM scored) AND f.month BETWEEN %(first)s AND %(last_month)s
      AND f.indicator_id IN (SELECT indicator_id FROM used)
    GROUP BY f.organization_id, f.indicator_id
  UNION ALL
    (SELECT DISTINCT ON (f.organization_id, f.indicator_id)
            f.organization_id, f.indicator_id, f.numerator, f.denominator
    FROM assessments_fact f JOIN assessments_indicator n ON n.code = f.indicator_id AND n.year = 'latest'
    WHERE f.organization_id IN (SELECT organization_id FROM scored) AND f.month BETWEEN %(first)s AND %(last_month)s
      AND f.indicator_id IN (SELECT indicator_id FROM used)
    ORDER BY f.organization_id, f.indicator_id, f.month DESC);
ANALYZE whole
"""
"""The year of every indicator of the scheme, once and with its size known: a plan on a guess takes a hundred times."""

_SCORE = f"""
WITH late AS (
    SELECT l.organization_id, l.indicator_id, sum(l.numerator) AS numerator, sum(l.denominator) AS denominator
    FROM assessments_latefact l
    WHERE l.district_id = %(district)s AND l.month BETWEEN %(first)s AND %(last_month)s
    GROUP BY l.organization_id, l.indicator_id
), ballots AS (
    SELECT b.organization_id, sum(b.satisfied + b.fairly)::numeric AS numerator,
           sum(b.returned - b.invalid)::numeric AS denominator
    FROM assessments_satisfactioncount b WHERE b.year = %(year)s GROUP BY b.organization_id
    HAVING sum(b.returned - b.invalid) >= %(ballots_min)s
), lines AS (
    SELECT e.id AS evaluation_id, i.id AS item_id, i.weight, i.source, i.zero_at, i.full_at,
           CASE i.source WHEN 'ballot' THEN b.numerator ELSE w.numerator END AS numerator,
           CASE i.source WHEN 'ballot' THEN b.denominator ELSE w.denominator END AS denominator,
           CASE i.source WHEN 'ballot' THEN 100 * b.numerator / NULLIF(b.denominator, 0)
                ELSE {_value("w.numerator", "w.denominator")} END AS value,
           CASE WHEN l.organization_id IS NULL THEN NULL
                ELSE {_WITH_LATE}
           END AS value_with_late
    FROM assessments_evaluation e
    JOIN assessments_schemeitem i ON i.scheme_id = e.scheme_id AND i.source <> 'judgement'
    LEFT JOIN assessments_indicator n ON n.code = i.indicator_id
    LEFT JOIN whole w ON w.organization_id = e.organization_id AND w.indicator_id = i.indicator_id
    LEFT JOIN late l ON l.organization_id = e.organization_id AND l.indicator_id = i.indicator_id
    LEFT JOIN ballots b ON b.organization_id = e.organization_id
    WHERE e.scheme_id = %(scheme)s AND e.state = ANY(%(open_states)s)
)
INSERT INTO assessments_score
    (evaluation_id, item_id, numerator, denominator, value, points, late_points, inapplicable, reason)
SELECT evaluation_id, item_id, numerator, denominator, round(value, 2),
       round(weight * {_CLAMP.format(value="value").replace("i.", "")}, 2),
       COALESCE(round(%(late_factor)s * weight * GREATEST(0,
           COALESCE({_CLAMP.format(value="value_with_late").replace("i.", "")}, 0)
           - COALESCE({_CLAMP.format(value="value").replace("i.", "")}, 0)), 2), 0),
       false, ''
FROM lines
ON CONFLICT (evaluation_id, item_id) DO UPDATE
SET numerator = excluded.numerator, denominator = excluded.denominator, value = excluded.value,
    points = excluded.points, late_points = excluded.late_points
WHERE (assessments_score.numerator, assessments_score.denominator, assessments_score.value, assessments_score.points,
       assessments_score.late_points)
   IS DISTINCT FROM (excluded.numerator, excluded.denominator, excluded.value, excluded.points, excluded.late_points)
"""

_JUDGEMENTS = """
INSERT INTO assessments_score (evaluation_id, item_id, late_points, inapplicable, reason)
SELECT e.id, i.id, 0, false, ''
FROM assessments_evaluation e JOIN assessments_schemeitem i ON i.scheme_id = e.scheme_id AND i.source = 'judgement'
WHERE e.scheme_id = %(scheme)s AND e.state = ANY(%(open_states)s)
ON CONFLICT (evaluation_id, item_id) DO NOTHING
"""

_TOTAL = """
UPDATE assessments_evaluation e
SET total = t.total, late_points = t.late, unknown = t.unknown, unknown_weight = t.unknown_weight,
    computed_at = %(now)s
FROM (
    SELECT s.evaluation_id,
           round((sum(s.points) FILTER (WHERE NOT s.inapplicable)
                  + COALESCE(sum(s.late_points) FILTER (WHERE NOT s.inapplicable), 0))
                 * 100 / NULLIF(sum(i.weight) FILTER (WHERE NOT s.inapplicable), 0), 2) AS total,
           COALESCE(sum(s.late_points) FILTER (WHERE NOT s.inapplicable), 0) AS late,
           count(*) FILTER (WHERE s.points IS NULL AND NOT s.inapplicable) AS unknown,
           COALESCE(sum(i.weight) FILTER (WHERE s.points IS NULL AND NOT s.inapplicable), 0) AS unknown_weight
    FROM assessments_score s JOIN assessments_schemeitem i ON i.id = s.item_id AND i.scheme_id = %(scheme)s
    GROUP BY s.evaluation_id
) t
WHERE t.evaluation_id = e.id AND e.scheme_id = %(scheme)s AND e.state = ANY(%(open_states)s)
  AND (e.total, e.late_points, e.unknown, e.unknown_weight)
      IS DISTINCT FROM (t.total, t.late, t.unknown, t.unknown_weight)
"""


@transaction.atomic
def score(*, scheme: Scheme, as_of: date, now: datetime, by: Any = "scoring") -> dict[str, int]:
    """Open the missing evaluations of a scheme and score all that are not decided yet, from facts up to ``as_of``.

    Idempotent and restartable: the same facts give the same rows. Returns counts of rows written.
    """
    district = scheme.district
    first, last = date(scheme.year, 1, 1), date(scheme.year, 12, 31)
    rules = thresholds.several(
        ["asm.late_coefficient", "asm.satisfaction.ballots_min"], organization=district, as_of=min(as_of, last)
    )
    parameters = {
        "scheme": scheme.pk,
        "district": district.pk,
        "root": district.path,
        "root_end": district.path[:-1] + "/",
        "first": first,
        "last": last,
        "last_month": last_complete_month(min(as_of, last)),
        "year": scheme.year,
        "late_factor": rules["asm.late_coefficient"],
        "ballots_min": rules["asm.satisfaction.ballots_min"],
        "open_states": list(OPEN_STATES),
        "now": now,
    }
    written: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS whole")
        for name, statement in (
            ("evaluations", _OPEN),
            ("judgements", _JUDGEMENTS),
            ("", _WHOLE),
            ("scores", _SCORE),
            ("totals", _TOTAL),
        ):
            cursor.execute(statement, parameters)
            if name:
                written[name] = cursor.rowcount
    if any(written.values()):
        audit.record("assessments.scored", by=by, target=scheme, organization_id=district.pk, **written)
    return written
