"""Score every community of a district in one scheme: arithmetic over facts, in a few statements (ASM-02, 03, 13).

Points of an item = weight × clamp((value − zero_at) ÷ (full_at − zero_at), 0, 1), rounded by the one rule of
``core.chinese.numbers``; the lines of a yearly sum are pro rata for the whole months the organisation stood in the
year. Each item is known, unknown or nothing to measure. Neither of the last two pays: with an unknown item there is
no total, and the weight of what cannot be measured, or was declared inapplicable, is shared out over the others. What
came late adds the points with it less the points without, on its own column. What is published does not move any
more: what the records say since then is the review beside it.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection, transaction

from assessments.facts.context import ROOM
from assessments.models import Evaluation, Indicator, Scheme, SchemeItem, Score
from assessments.rules import REVIEWED_STATES, SCORING_STATES
from assessments.year import LATE, YEAR
from core.chinese.dates import add_months
from core.chinese.numbers import half_up, ratio_sql
from core.records import audit
from organizations import standards
from organizations.kinds import Kind
from organizations.scoping import range_of
from organizations.tree.queries import stood_since


def points(weight: Decimal, numerator: Decimal, denominator: Decimal, *, zero_at: Decimal, full_at: Decimal) -> Decimal:
    """Points of the value ``numerator ÷ denominator``: the formula of the statement below, for pages and tests."""
    part = (Fraction(numerator) / Fraction(denominator) - Fraction(zero_at)) / (Fraction(full_at) - Fraction(zero_at))
    return half_up(max(Fraction(0), min(Fraction(1), part)) * Fraction(weight), 2)


def last_complete_month(as_of: date) -> date:
    """First day of the last month that is over on ``as_of``: a month counts in the year's score when it is whole."""
    tomorrow = as_of + timedelta(days=1)
    return add_months(tomorrow.replace(day=1), -1)


_OPEN = f"""
INSERT INTO assessments_evaluation
    (organization_id, scope, scheme_id, state, known_points, known_weight, due_points, late_points, unknown,
     unknown_weight, self_report, street_comment, version)
SELECT o.id, o.path, %(scheme)s, '{Evaluation.State.OPEN}', 0, 0, 0, 0, 0, 0, '', '', 1
FROM organizations_organization o
WHERE o.kind = '{Kind.COMMUNITY}' AND o.path >= %(root)s AND o.path < %(root_end)s
  AND (o.dissolved_on IS NULL OR o.dissolved_on > LEAST(%(last)s, %(as_of)s))
  AND EXISTS (SELECT 1 FROM organizations_placement p WHERE p.organization_id = o.id
              AND p.during && daterange(%(first)s, %(last)s, '[]'))
ON CONFLICT (organization_id, scheme_id) DO NOTHING
"""

_END = """
UPDATE assessments_evaluation e SET ended_on = COALESCE(o.dissolved_on, %(as_of)s), total = NULL, review_total = NULL
FROM organizations_organization o
WHERE o.id = e.organization_id AND e.scheme_id = %(scheme)s AND e.state = ANY(%(undecided)s) AND e.ended_on IS NULL
  AND (o.dissolved_on <= LEAST(%(last)s, %(as_of)s) OR o.path < %(root)s OR o.path >= %(root_end)s)
"""

_SCORED = f"""
CREATE TEMPORARY TABLE scored ON COMMIT DROP AS
SELECT e.id AS evaluation_id, e.organization_id, e.state = ANY(%(scoring)s) AS moves,
       months.stood, months.counted
FROM assessments_evaluation e JOIN organizations_organization o ON o.id = e.organization_id
CROSS JOIN LATERAL (SELECT {stood_since("o")} AS born) began
CROSS JOIN LATERAL (
    SELECT count(*) AS stood, count(*) FILTER (WHERE m.month <= %(last_month)s) AS counted
    FROM generate_series(%(first)s::timestamp, %(last)s::timestamp, '1 month') m(month)
    WHERE began.born <= m.month AND (o.dissolved_on IS NULL OR o.dissolved_on >= m.month + interval '1 month')
) months
WHERE e.scheme_id = %(scheme)s AND e.ended_on IS NULL AND e.state = ANY(%(reviewed)s){{only}}
"""

_MINE = "SELECT organization_id FROM scored"
_SPANS = "SELECT organization_id, %(first)s::date AS first_month, %(last_month)s::date AS last_month FROM scored"
_USED = (
    "\n  AND f.indicator_id IN (SELECT u.indicator_id FROM assessments_schemeitem u"
    " WHERE u.scheme_id = %(scheme)s AND u.indicator_id IS NOT NULL)"
)
_WHOLE = f"CREATE TEMPORARY TABLE whole ON COMMIT DROP AS {YEAR.format(spans=_SPANS, more=_USED)}"
_LATER = f"CREATE TEMPORARY TABLE later ON COMMIT DROP AS {LATE.format(organizations=_MINE)}"

_WORDS: dict[str, Any] = {
    "source": SchemeItem.Source,
    "status": Score.Status,
    "unit": Indicator.Unit,
    "year": Indicator.Year,
}
"""Choices that the texts below name, so that none is spelt twice."""

# Late records of a rate count with the factor; further ones among them never pull a better rate down to it, so that
# the better of "weighed with the factor" and "left out on both sides" is taken. Failures weigh in both.
_LINES = """
CREATE TEMPORARY TABLE lines ON COMMIT DROP AS
WITH raw AS (
    SELECT s.evaluation_id, s.moves, i.id AS item_id, i.weight, i.source, n.unit,
           CASE WHEN i.source = '{source.BALLOT}' THEN 0
                ELSE COALESCE(w.unknown, 0) + COALESCE(l.unknown, 0) END AS parts,
           CASE WHEN i.source = '{source.BALLOT}' THEN b.numerator ELSE w.numerator END AS numerator,
           CASE WHEN i.source = '{source.BALLOT}' THEN b.denominator ELSE w.denominator END AS denominator,
           l.organization_id IS NOT NULL AS has_late,
           COALESCE(w.numerator, 0) + l.full_numerator AS base, l.late_numerator AS late, l.paired,
           COALESCE(w.denominator, 0) + l.denominator AS late_denominator,
           CASE WHEN n.year = '{year.SUM}' THEN round(i.zero_at * s.stood / 12, 2) ELSE i.zero_at END AS zero_at,
           CASE WHEN n.year = '{year.SUM}' AND n.unit = '{unit.COUNT}' THEN floor(i.full_at * s.stood / 12)
                WHEN n.year = '{year.SUM}' THEN round(i.full_at * s.stood / 12, 2) ELSE i.full_at END AS full_at,
           CASE WHEN n.year = '{year.SUM}' AND n.unit = '{unit.COUNT}' THEN floor(i.full_at * s.counted / 12)
                WHEN n.year = '{year.SUM}' THEN round(i.full_at * s.counted / 12, 2) ELSE i.full_at END AS due_at
    FROM scored s
    JOIN assessments_schemeitem i ON i.scheme_id = %(scheme)s AND i.source <> '{source.JUDGEMENT}'
    LEFT JOIN assessments_indicator n ON n.code = i.indicator_id
    LEFT JOIN whole w ON w.organization_id = s.organization_id AND w.indicator_id = i.indicator_id
    LEFT JOIN later l ON l.organization_id = s.organization_id AND l.indicator_id = i.indicator_id
    LEFT JOIN (
        SELECT c.organization_id, c.voters, (c.satisfied + c.fairly)::numeric AS numerator,
               (c.returned - c.invalid)::numeric AS denominator
        FROM assessments_satisfactioncount c WHERE c.year = %(year)s AND c.returned <= c.issued
    ) b ON b.organization_id = s.organization_id AND b.voters = i.voters
       AND b.denominator {operator} COALESCE(i.ballots_min, %(ballots_min)s) AND b.denominator > 0
), fractions AS (
    SELECT r.*, f.*, CASE WHEN r.full_at >= r.zero_at THEN 1 ELSE -1 END AS direction
    FROM raw r CROSS JOIN LATERAL (
        SELECT CASE WHEN unit IS NULL OR unit = '{unit.PERCENT}' THEN 100 ELSE 1 END * numerator AS top,
               CASE WHEN unit IN ('{unit.PERCENT}', '{unit.YEARS}') OR unit IS NULL THEN NULLIF(denominator, 0)
                    WHEN numerator IS NOT NULL THEN 1 END AS bottom,
               CASE WHEN NOT has_late THEN NULL WHEN unit = '{unit.PERCENT}' THEN 100 ELSE 1 END
                   * (base + %(late_factor)s * late) AS weighed_top,
               CASE WHEN unit = '{unit.PERCENT}' THEN NULLIF(GREATEST(late_denominator, 0), 0)
                    WHEN has_late THEN 1 END AS weighed_bottom,
               CASE WHEN has_late AND unit = '{unit.PERCENT}'
                    THEN 100 * (base + %(late_factor)s * (late - paired)) END AS without_top,
               CASE WHEN has_late AND unit = '{unit.PERCENT}' AND late_denominator > paired
                    THEN late_denominator - paired END AS without_bottom
    ) f
), pointed AS (
    SELECT q.*, p.*, CASE
               WHEN source = '{source.BALLOT}' AND bottom IS NULL THEN '{status.UNKNOWN}'
               WHEN source = '{source.BALLOT}' THEN '{status.KNOWN}'
               WHEN parts > 0 THEN '{status.UNKNOWN}'
               WHEN bottom IS NULL AND weighed_bottom IS NULL THEN '{status.NOTHING}'
               WHEN full_at = zero_at AND top <= full_at AND COALESCE(weighed_top, 0) <= full_at THEN '{status.NOTHING}'
               ELSE '{status.KNOWN}' END AS status
    FROM fractions q CROSS JOIN LATERAL (
        SELECT {plain} AS plain, GREATEST({weighed}, {without}) AS weighed
    ) p
)
SELECT evaluation_id, moves, item_id, weight, parts, status, numerator, denominator, full_at AS line, due_at AS due,
       {value} AS value,
       CASE WHEN status = '{status.KNOWN}' THEN COALESCE(plain, 0) END AS points,
       CASE WHEN status = '{status.KNOWN}' AND weighed IS NOT NULL
            THEN weighed - COALESCE(plain, 0) ELSE 0 END AS late_points
FROM pointed
"""


def _points_sql(top: str, bottom: str) -> str:
    """SQL of ``points`` over the columns weight, zero_at, full_at and direction; full where the line fell to zero."""
    over = f"weight * ({top} - zero_at * {bottom}) * direction"
    span = f"(abs(full_at - zero_at) * {bottom})"
    return (
        f"CASE WHEN {bottom} IS NOT NULL AND full_at = zero_at THEN CASE WHEN {top} > full_at THEN weight ELSE 0 END"
        f" WHEN {bottom} IS NOT NULL THEN"
        f" {ratio_sql(f'GREATEST(0, LEAST({over}, weight * {span}))', span, factor=1, places=2)} END"
    )


def _lines_sql(operator: str) -> str:
    return _LINES.format(
        operator=operator,
        value=ratio_sql("top", "bottom", factor=1, places=2),
        plain=_points_sql("top", "bottom"),
        weighed=_points_sql("weighed_top", "weighed_bottom"),
        without=_points_sql("without_top", "without_bottom"),
        **_WORDS,
    )


_CHANGING = ("numerator", "denominator", "value", "status", "unknown_parts", "line", "due", "points", "late_points")
_SCORE = f"""
INSERT INTO assessments_score
    (evaluation_id, item_id, numerator, denominator, value, status, unknown_parts, line, due, points, late_points,
     inapplicable, reason)
SELECT evaluation_id, item_id, numerator, denominator, value, status, parts, line, due, points, late_points, false, ''
FROM lines WHERE moves ORDER BY evaluation_id, item_id
ON CONFLICT (evaluation_id, item_id) DO UPDATE
SET {", ".join(f"{name} = excluded.{name}" for name in _CHANGING)},
    inapplicable = assessments_score.inapplicable AND excluded.status = '{Score.Status.UNKNOWN}',
    reason = CASE WHEN excluded.status = '{Score.Status.UNKNOWN}' THEN assessments_score.reason ELSE '' END
WHERE ({", ".join(f"assessments_score.{name}" for name in _CHANGING)})
   IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in _CHANGING)})
"""

_JUDGEMENTS = f"""
INSERT INTO assessments_score (evaluation_id, item_id, status, unknown_parts, late_points, inapplicable, reason)
SELECT s.evaluation_id, i.id, '{Score.Status.UNKNOWN}', 0, 0, false, ''
FROM scored s JOIN assessments_schemeitem i ON i.scheme_id = %(scheme)s AND i.source = '{SchemeItem.Source.JUDGEMENT}'
WHERE s.moves ORDER BY s.evaluation_id, i.id
ON CONFLICT (evaluation_id, item_id) DO NOTHING
"""

# The lines as they stand now; judgements and what was declared inapplicable come from the scores.
_TOTALS = """
CREATE TEMPORARY TABLE totals ON COMMIT DROP AS
WITH standing AS (
    SELECT l.evaluation_id, l.moves, l.weight, l.status, l.points, l.late_points,
           COALESCE(c.inapplicable, false) AND l.status = '{status.UNKNOWN}' AS inapplicable,
           CASE WHEN l.line <= 0 OR l.due IS NULL THEN 1 ELSE LEAST(1, l.due / l.line) END AS due
    FROM lines l LEFT JOIN assessments_score c ON c.evaluation_id = l.evaluation_id AND c.item_id = l.item_id
  UNION ALL
    SELECT s.evaluation_id, s.moves, i.weight, c.status, c.points, 0, c.inapplicable, 1
    FROM scored s JOIN assessments_score c ON c.evaluation_id = s.evaluation_id
    JOIN assessments_schemeitem i ON i.id = c.item_id AND i.source = '{source.JUDGEMENT}'
), summed AS (
    SELECT evaluation_id, bool_and(moves) AS moves,
           COALESCE(sum(points + late_points) FILTER (WHERE status = '{status.KNOWN}'), 0) AS points,
           COALESCE(sum(weight) FILTER (WHERE status = '{status.KNOWN}'), 0) AS weight,
           COALESCE(sum(weight * due) FILTER (WHERE status = '{status.KNOWN}'), 0) AS due,
           COALESCE(sum(late_points) FILTER (WHERE status = '{status.KNOWN}'), 0) AS late,
           count(*) FILTER (WHERE status = '{status.UNKNOWN}' AND NOT inapplicable) AS unknown,
           COALESCE(sum(weight) FILTER (WHERE status = '{status.UNKNOWN}' AND NOT inapplicable), 0) AS unknown_weight
    FROM standing GROUP BY evaluation_id
)
SELECT *, round(due, 2) AS due_points, CASE WHEN unknown = 0 THEN {total} END AS total FROM summed
"""
_RESULT = (
    "total",
    "known_points",
    "known_weight",
    "due_points",
    "late_points",
    "unknown",
    "unknown_weight",
    "counted_to",
)
_TOTAL = f"""
UPDATE assessments_evaluation e
SET ({", ".join(_RESULT)}, review_total, computed_at)
  = (t.total, t.points, t.weight, t.due_points, t.late, t.unknown, t.unknown_weight, %(last_month)s, NULL, %(now)s)
FROM totals t
WHERE t.evaluation_id = e.id AND t.moves
  AND ({", ".join(f"e.{name}" for name in _RESULT)}, e.review_total)
      IS DISTINCT FROM
      (t.total, t.points, t.weight, t.due_points, t.late, t.unknown, t.unknown_weight, %(last_month)s, NULL)
"""
_REVIEW = """
UPDATE assessments_evaluation e SET review_total = NULLIF(t.total, e.total)
FROM totals t
WHERE t.evaluation_id = e.id AND NOT t.moves AND e.review_total IS DISTINCT FROM NULLIF(t.total, e.total)
"""


@transaction.atomic
def score(
    *,
    scheme: Scheme,
    as_of: date,
    now: datetime,
    by: Any = "scoring",
    evaluations: Sequence[int] | None = None,
) -> dict[str, int]:
    """Open the missing evaluations of a scheme and score all that are not published yet, from facts up to ``as_of``.

    ``evaluations``: only these, opening none: what an action does after a judgement. Idempotent and restartable: the
    same facts give the same rows. Returns counts of rows written.
    """
    district = scheme.district
    first, last = date(scheme.year, 1, 1), date(scheme.year, 12, 31)
    rules = standards.rows(
        ["asm.late_coefficient", "asm.satisfaction.ballots_min"], organization=district, as_of=min(as_of, last)
    )
    ballots = rules["asm.satisfaction.ballots_min"]
    parameters: dict[str, Any] = {
        "scheme": scheme.pk,
        "district": district.pk,
        "root": district.path,
        "root_end": range_of(district.path)[1],
        "first": first,
        "last": last,
        "as_of": as_of,
        "last_month": last_complete_month(min(as_of, last)),
        "year": scheme.year,
        "late_factor": rules["asm.late_coefficient"].value,
        "ballots_min": ballots.value,
        "scoring": list(SCORING_STATES),
        "reviewed": [*SCORING_STATES, *REVIEWED_STATES],
        "undecided": [*SCORING_STATES, Evaluation.State.PUBLISHED],
        "evaluations": list(evaluations or ()),
        "now": now,
    }
    everything = evaluations is None
    steps = [
        ("evaluations", _OPEN if everything else ""),
        ("ended", _END if everything else ""),
        ("", _SCORED.format(only="" if everything else " AND e.id = ANY(%(evaluations)s)")),
        ("judgements", _JUDGEMENTS),
        ("", "ANALYZE scored"),
        ("", _WHOLE),
        ("", "ANALYZE whole"),
        ("", _LATER),
        ("", _lines_sql(ballots.op)),
        ("", "ANALYZE lines"),
        ("scores", _SCORE),
        ("", _TOTALS.format(total=ratio_sql("points", "weight", places=2), **_WORDS)),
        ("", "ANALYZE totals"),
        ("totals", _TOTAL),
        ("reviews", _REVIEW),
    ]
    written: dict[str, Any] = {}
    with connection.cursor() as cursor:
        cursor.execute(ROOM)
        cursor.execute("DROP TABLE IF EXISTS scored, whole, later, lines, totals")
        for name, statement in steps:
            if statement:
                cursor.execute(statement, parameters)
            if name and statement:
                written[name] = cursor.rowcount
    if everything and any(written.values()):
        audit.record("assessments.scored", by=by, target=scheme, organization_id=district.pk, **written)
    return written


_TAKE_OVER = f"""
UPDATE assessments_score n
SET status = o.status, points = o.points, value = o.value, reason = o.reason, entered_by_id = o.entered_by_id,
    entered_at = o.entered_at
FROM assessments_evaluation e
JOIN assessments_scheme s ON s.id = e.scheme_id
JOIN assessments_schemeitem i ON i.scheme_id = s.id AND i.source = '{SchemeItem.Source.JUDGEMENT}'
JOIN assessments_scheme b ON b.district_id = s.district_id AND b.year = s.year AND b.edition = s.edition - 1
    AND b.state = '{Scheme.State.REPLACED}'
JOIN assessments_schemeitem j ON j.scheme_id = b.id AND j.source = i.source AND j.title = i.title
JOIN assessments_evaluation p ON p.scheme_id = b.id AND p.organization_id = e.organization_id
JOIN assessments_score o ON o.evaluation_id = p.id AND o.item_id = j.id
WHERE s.id = %(scheme)s AND e.state = ANY(%(scoring)s) AND n.evaluation_id = e.id AND n.item_id = i.id
  AND n.status = '{Score.Status.UNKNOWN}' AND NOT n.inapplicable
  AND o.status = '{Score.Status.KNOWN}' AND o.points <= i.weight
"""


def take_over_judgements(scheme: Scheme) -> int:
    """Reviewers' points that the edition before had for an item of the same title; how many were taken over."""
    if scheme.edition == 1:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_OVER, {"scheme": scheme.pk, "scoring": list(SCORING_STATES)})
        return int(cursor.rowcount)


def score_one(evaluation: Evaluation, *, as_of: date, now: datetime) -> None:
    """Score one evaluation again, inside the transaction of what changed it."""
    score(scheme=evaluation.scheme, as_of=as_of, now=now, evaluations=[evaluation.pk])
