"""Do the numbers say what their records say? The rows of every measure added up on another way, against the facts."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from assessments.facts.context import ROOM, Span
from assessments.indicators import SOURCES
from core.records.measures import MEASURED, Verdict, rows, values_of
from organizations.models import Month
from organizations.relations import make_relations

# Row by row, not by the sums; up the tree by each organisation's own superiors, not level by level.
_ANCESTORS = """
CREATE TEMPORARY TABLE above ON COMMIT DROP AS
WITH RECURSIVE up AS (
    SELECT organization_id, organization_id AS ancestor_id, parent_id FROM tree
  UNION ALL
    SELECT u.organization_id, t.organization_id, t.parent_id FROM up u JOIN tree t ON t.organization_id = u.parent_id
) SELECT organization_id, ancestor_id FROM up
"""
_ROWS = """
CREATE TEMPORARY TABLE listed (
    organization_id bigint, indicator varchar(40), numerator numeric, denominator numeric, unknown bigint,
    contradicting bigint
) ON COMMIT DROP
"""
_LIST = """
INSERT INTO listed
SELECT organization_id, indicator, sum(numerator), sum(denominator),
       COALESCE(sum(rows) FILTER (WHERE verdict = '{unknown}'), 0),
       COALESCE(sum(rows - known) FILTER (WHERE verdict IN {measured}), 0)
       + COALESCE(sum(rows) FILTER (WHERE indicator || ':' || verdict <> ALL(%(allowed)s)), 0)
FROM (
    SELECT organization_id, indicator, verdict, sum(numerator) AS numerator, sum(denominator) AS denominator,
           count(*) AS rows, count(numerator) AS known
    FROM ({rows}) r GROUP BY organization_id, indicator, verdict
) r GROUP BY organization_id, indicator
"""
_COMPARE = """
WITH summed AS (
    SELECT a.ancestor_id AS organization_id, l.indicator, sum(l.numerator) AS numerator,
           sum(l.denominator) AS denominator, sum(l.unknown) AS unknown, sum(l.contradicting) AS contradicting
    FROM listed l JOIN above a ON a.organization_id = l.organization_id GROUP BY a.ancestor_id, l.indicator
), known AS (
    SELECT s.* FROM summed s JOIN assessments_indicator i ON i.code = s.indicator
    WHERE s.numerator IS NOT NULL OR s.denominator IS NOT NULL OR s.unknown > 0 OR s.contradicting > 0
), facts AS (
    SELECT f.* FROM assessments_fact f WHERE f.district_id = %(root)s AND f.month = %(first)s
), paired AS (
    SELECT COALESCE(k.organization_id, f.organization_id) AS organization_id,
           COALESCE(k.indicator, f.indicator_id) AS indicator, COALESCE(k.numerator, 0) AS counted,
           COALESCE(k.denominator, 0) AS of, COALESCE(f.numerator, 0) AS numerator,
           COALESCE(f.denominator, 0) AS denominator,
           COALESCE(k.numerator, 0) = COALESCE(f.numerator, 0)
           AND COALESCE(k.denominator, 0) = COALESCE(f.denominator, 0)
           AND COALESCE(k.unknown, 0) = COALESCE(f.unknown, 0) AND COALESCE(k.contradicting, 0) = 0 AS agrees
    FROM known k FULL JOIN facts f ON f.organization_id = k.organization_id AND f.indicator_id = k.indicator
)
SELECT organization_id, indicator, counted, of, numerator, denominator, agrees FROM paired
"""


@dataclass
class Verified:
    """Counts of one or several months, and each number that its records do not give."""

    organizations: set[int] = field(default_factory=set)
    compared: int = 0
    disagree: list[dict[str, Any]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return {
            "measures": sum(len(source.measures) for source in SOURCES),
            "organizations": len(self.organizations),
            "compared": self.compared,
            "disagree": self.disagree,
        }


@transaction.atomic
def verify(row: Month, verified: Verified, *, now: datetime) -> None:
    """Compare the facts of a month with its rows, as known when it was closed, else when it was last computed.

    A running month is brought up to date by the caller first (``compute_month`` at the same ``now``).
    """
    span = Span(row.district, row.month, row.closed_at or now)
    parameters = span.parameters
    with connection.cursor() as cursor:
        cursor.execute(ROOM)
        make_relations(SOURCES, parameters)
        cursor.execute("DROP TABLE IF EXISTS above, listed")
        cursor.execute(_ANCESTORS)
        cursor.execute("ANALYZE above")
        cursor.execute(_ROWS)
        for source in SOURCES:
            allowed = [f"{each.code}:{verdict}" for each in source.measures for verdict in each.verdicts]
            cursor.execute(
                _LIST.format(measured=values_of(MEASURED), unknown=Verdict.UNKNOWN, rows=rows(source, many=True)),
                parameters | {"allowed": allowed},
            )
        cursor.execute("ANALYZE listed")
        cursor.execute(_COMPARE, parameters)
        for organization, indicator, counted, of, numerator, denominator, agrees in cursor.fetchall():
            verified.organizations.add(organization)
            verified.compared += 1
            if not agrees:
                verified.disagree.append(
                    {
                        "month": f"{row.month:%Y-%m}",
                        "organization": organization,
                        "indicator": indicator,
                        "rows": [float(counted), float(of)],
                        "fact": [float(numerator), float(denominator)],
                    }
                )
