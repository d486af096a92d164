"""The year of an indicator out of its months: the one SQL text, read by dashboards and by scoring.

``YEAR`` is a SELECT over ``{spans}``, SQL that yields organization_id, first_month, last_month: each organisation with
the months it is asked for, within ``%(first)s`` to ``%(last_month)s``. What is only a latest state is that of the
newest month of the whole period that was computed; an organisation that was no more by then has none. ``LATE`` takes
``{organizations}``, SQL that yields ids.
"""

from assessments.models import Indicator

YEAR = f"""
SELECT s.organization_id, s.first_month, f.indicator_id,
       sum(f.numerator) AS numerator, sum(f.denominator) AS denominator,
       sum(f.unknown)::int AS unknown
FROM ({{spans}}) s
JOIN assessments_fact f ON f.organization_id = s.organization_id AND f.month BETWEEN s.first_month AND s.last_month
LEFT JOIN (
    SELECT district_id, max(month) AS month FROM organizations_month
    WHERE computed_at IS NOT NULL AND month BETWEEN %(first)s AND %(last_month)s GROUP BY district_id
) newest ON newest.district_id = f.district_id
WHERE (f.month = newest.month OR f.indicator_id <> ALL(ARRAY(
           SELECT code FROM assessments_indicator WHERE year = '{Indicator.Year.LATEST}'))){{more}}
GROUP BY s.organization_id, s.first_month, f.indicator_id
"""

# Records entered late weigh with the factor unless each was within its own limit; what was withdrawn weighs in full.
# ``paired``: late ones that brought their own denominator (a further record, not one that had been missing).
LATE = """
SELECT l.organization_id, l.indicator_id,
       sum(LEAST(l.numerator, 0) + l.timely) AS full_numerator,
       sum(GREATEST(l.numerator, 0) - l.timely) AS late_numerator,
       sum(l.denominator) AS denominator,
       sum(LEAST(GREATEST(l.numerator, 0) - l.timely, GREATEST(l.denominator, 0))) AS paired,
       sum(l.unknown)::int AS unknown
FROM assessments_latefact l
WHERE l.organization_id IN ({organizations}) AND l.month BETWEEN %(first)s AND %(last_month)s
GROUP BY l.organization_id, l.indicator_id
"""
