"""Score every community of a district in one scheme: arithmetic over facts, in a few statements (ASM-02, 03, 13).

Points of an item = weight × clamp((value − zero_at) ÷ (full_at − zero_at), 0, 1), rounded by the one rule of
``core.chinese.numbers``, or the points of the highest step reached; the lines of a yearly sum are pro rata for the
whole months the organisation stood in the year, unless the item says otherwise; a half-year short of its least number
costs its share of the points. Bonuses add to the hundred, deductions take from it, a veto puts last. Each item is
known, unknown or nothing to measure. Neither of the last two pays: with an unknown item there is no total, and the
weight of what cannot be measured, or was declared inapplicable, is shared out over the others. What came late adds
the points with it less the points without, on its own column. What is published does not move any more: what the
records say since then is the review beside it.
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
     unknown_weight, extra_points, vetoed, "group", grade, self_report, street_comment,
     sent_back_because, version)
SELECT o.id, o.path, %(scheme)s, '{Evaluation.State.OPEN}', 0, 0, 0, 0, 0, 0, 0, false, '', '', '', '', '', 1
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
       months.stood, months.counted, began.born, o.dissolved_on, COALESCE(c.groups ->> o.community_type, '') AS "group"
FROM assessments_evaluation e JOIN organizations_organization o ON o.id = e.organization_id
JOIN assessments_scheme c ON c.id = e.scheme_id
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

# What half-years that are over, and that the organisation stood whole, say to items with a least number for each.
_HALVES = """
CREATE TEMPORARY TABLE halves ON COMMIT DROP AS
SELECT s.evaluation_id, i.id AS item_id, count(*) AS owed,
       count(*) FILTER (WHERE h.ends <= %(last_month)s AND COALESCE(f.done, 0) < i.half_year_min) AS short,
       count(*) FILTER (WHERE h.ends <= %(last_month)s
                        AND COALESCE(f.done, 0) + COALESCE(l.done, 0) < i.half_year_min) AS short_with_late
FROM scored s
JOIN assessments_schemeitem i ON i.scheme_id = %(scheme)s AND i.half_year_min IS NOT NULL
CROSS JOIN (VALUES (%(first)s::date, (%(first)s::date + interval '5 months')::date),
                   ((%(first)s::date + interval '6 months')::date, (%(first)s::date + interval '11 months')::date)
           ) h(begins, ends)
LEFT JOIN LATERAL (
    SELECT sum(numerator) AS done FROM assessments_fact
    WHERE organization_id = s.organization_id AND indicator_id = i.indicator_id AND month BETWEEN h.begins AND h.ends
) f ON true
LEFT JOIN LATERAL (
    SELECT sum(numerator) AS done FROM assessments_latefact
    WHERE organization_id = s.organization_id AND indicator_id = i.indicator_id AND month BETWEEN h.begins AND h.ends
) l ON true
WHERE s.born <= h.begins AND (s.dissolved_on IS NULL OR s.dissolved_on >= h.ends + interval '1 month')
GROUP BY s.evaluation_id, i.id
"""

_WORDS: dict[str, Any] = {
    "source": SchemeItem.Source,
    "status": Score.Status,
    "unit": Indicator.Unit,
    "year": Indicator.Year,
    "role": SchemeItem.Role,
}
"""Choices that the texts below name, so that none is spelt twice."""

# Late records of a rate count with the factor; further ones among them never pull a better rate down to it, so that
# the better of "weighed with the factor" and "left out on both sides" is taken. Failures weigh in both. What takes
# points away weighs in full, however late it is entered.
_LINES = """
CREATE TEMPORARY TABLE lines ON COMMIT DROP AS
WITH raw AS (
    SELECT s.evaluation_id, s.moves, i.id AS item_id, i.weight, i.role, i.source, n.unit, i.steps, s.stood,
           n.year = '{year.SUM}' AND i.pro_rata AS falls,
           COALESCE(h.owed, 1) AS halves, COALESCE(h.short, 0) AS short, COALESCE(h.short_with_late, 0) AS late_short,
           CASE WHEN i.source = '{source.BALLOT}' THEN 0
                ELSE COALESCE(w.unknown, 0) + COALESCE(l.unknown, 0) END AS parts,
           CASE WHEN i.source = '{source.BALLOT}' THEN b.numerator ELSE w.numerator END AS numerator,
           CASE WHEN i.source = '{source.BALLOT}' THEN b.denominator ELSE w.denominator END AS denominator,
           l.organization_id IS NOT NULL AS has_late,
           COALESCE(w.numerator, 0) + l.full_numerator AS base, l.late_numerator AS late, l.paired,
           COALESCE(w.denominator, 0) + l.denominator AS late_denominator,
           {zero} AS zero_at, {full} AS full_at,
           CASE WHEN n.year = '{year.SUM}' AND i.pro_rata THEN {due}
                WHEN n.year = '{year.SUM}' THEN round(i.full_at * (12 - s.stood + s.counted) / 12, 2)
                ELSE i.full_at END AS due_at
    FROM scored s
    JOIN assessments_schemeitem i ON i.scheme_id = %(scheme)s AND i.source <> '{source.JUDGEMENT}'
    LEFT JOIN assessments_indicator n ON n.code = i.indicator_id
    LEFT JOIN whole w ON w.organization_id = s.organization_id AND w.indicator_id = i.indicator_id
    LEFT JOIN later l ON l.organization_id = s.organization_id AND l.indicator_id = i.indicator_id
    LEFT JOIN halves h ON h.evaluation_id = s.evaluation_id AND h.item_id = i.id
    LEFT JOIN (
        SELECT c.organization_id, c.voters, (c.satisfied + c.fairly)::numeric AS numerator,
               (c.returned - c.invalid)::numeric AS denominator
        FROM assessments_satisfactioncount c WHERE c.year = %(year)s AND c.returned <= c.issued
    ) b ON b.organization_id = s.organization_id AND b.voters = i.voters
       AND b.denominator {operator} COALESCE(i.ballots_min, %(ballots_min)s) AND b.denominator > 0
), fractions AS (
    SELECT r.*, f.*, CASE WHEN r.full_at >= r.zero_at THEN 1 ELSE -1 END AS direction
    FROM raw r CROSS JOIN LATERAL (
        SELECT CASE WHEN r.role IN ('{role.DEDUCTION}', '{role.VETO}') THEN 1 ELSE %(late_factor)s END AS factor
    ) weighs CROSS JOIN LATERAL (
        SELECT CASE WHEN unit IS NULL OR unit = '{unit.PERCENT}' THEN 100 ELSE 1 END * numerator AS top,
               CASE WHEN unit IN ('{unit.PERCENT}', '{unit.YEARS}') OR unit IS NULL THEN NULLIF(denominator, 0)
                    WHEN numerator IS NOT NULL THEN 1 END AS bottom,
               CASE WHEN NOT has_late THEN NULL WHEN unit = '{unit.PERCENT}' THEN 100 ELSE 1 END
                   * (base + weighs.factor * late) AS weighed_top,
               CASE WHEN unit = '{unit.PERCENT}' THEN NULLIF(GREATEST(late_denominator, 0), 0)
                    WHEN has_late THEN 1 END AS weighed_bottom,
               CASE WHEN has_late AND unit = '{unit.PERCENT}'
                    THEN 100 * (base + weighs.factor * (late - paired)) END AS without_top,
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
        SELECT {plain} AS plain, {weighed} AS weighed
    ) p
)
SELECT evaluation_id, moves, item_id, weight, role, parts, status, short, numerator, denominator, full_at AS line,
       due_at AS due, {value} AS value,
       CASE WHEN status = '{status.KNOWN}' THEN COALESCE(plain, 0) END AS points,
       CASE WHEN status = '{status.KNOWN}' AND weighed IS NOT NULL
            THEN weighed - COALESCE(plain, 0) ELSE 0 END AS late_points
FROM pointed
"""


def _pro_rata_sql(line: str, months: str) -> str:
    """SQL: a line of a year for so many of its months; whole where things are counted."""
    part = f"{line} * {months} / 12"
    return f"CASE WHEN n.unit = '{Indicator.Unit.COUNT}' THEN floor({part}) ELSE round({part}, 2) END"


def _points_sql(top: str, bottom: str) -> str:
    """SQL of ``points`` over the columns of ``fractions``: of the highest step reached, all or nothing of a veto, of
    the line; full where the line fell to zero."""
    over = f"weight * ({top} - zero_at * {bottom}) * direction"
    span = f"(abs(full_at - zero_at) * {bottom})"
    step = "(each ->> 0)::numeric"
    at = (
        f"CASE WHEN NOT COALESCE(falls, false) THEN {step} WHEN unit = '{Indicator.Unit.COUNT}'"
        f" THEN floor({step} * stood / 12) ELSE round({step} * stood / 12, 2) END"
    )
    return (
        f"CASE WHEN {bottom} IS NULL THEN NULL"
        f" WHEN full_at = zero_at THEN CASE WHEN {top} > full_at THEN weight ELSE 0 END"
        f" WHEN role = '{SchemeItem.Role.VETO}'"
        f" THEN CASE WHEN ({top} - full_at * {bottom}) * direction >= 0 THEN weight ELSE 0 END"
        f" WHEN steps <> '[]' THEN (SELECT COALESCE(max((each ->> 1)::numeric), 0)"
        f" FROM jsonb_array_elements(steps) each WHERE ({top} - ({at}) * {bottom}) * direction >= 0)"
        f" ELSE {ratio_sql(f'GREATEST(0, LEAST({over}, weight * {span}))', span, factor=1, places=2)} END"
    )


def _of_halves_sql(points: str, short: str) -> str:
    """What the half-years that reached their least number leave of the points."""
    return ratio_sql(f"({points}) * (halves - {short})", "halves", factor=1, places=2)


def _lines_sql(operator: str) -> str:
    weighed, without = _points_sql("weighed_top", "weighed_bottom"), _points_sql("without_top", "without_bottom")
    weighed = (
        f"CASE WHEN role IN ('{SchemeItem.Role.DEDUCTION}', '{SchemeItem.Role.VETO}') THEN {weighed}"
        f" ELSE GREATEST({weighed}, {without}) END"
    )
    falls = f"CASE WHEN n.year = '{Indicator.Year.SUM}' AND i.pro_rata THEN"
    return _LINES.format(
        operator=operator,
        zero=f"{falls} round(i.zero_at * s.stood / 12, 2) ELSE i.zero_at END",
        full=f"{falls} {_pro_rata_sql('i.full_at', 's.stood')} ELSE i.full_at END",
        due=_pro_rata_sql("i.full_at", "s.counted"),
        value=ratio_sql("top", "bottom", factor=1, places=2),
        plain=_of_halves_sql(_points_sql("top", "bottom"), "short"),
        weighed=_of_halves_sql(weighed, "late_short"),
        **_WORDS,
    )


_CHANGING = (
    "numerator",
    "denominator",
    "value",
    "status",
    "unknown_parts",
    "line",
    "due",
    "points",
    "halves_short",
    "late_points",
)
_SCORE = f"""
INSERT INTO assessments_score
    (evaluation_id, item_id, numerator, denominator, value, status, unknown_parts, line, due, points, halves_short,
     late_points, inapplicable, reason)
SELECT evaluation_id, item_id, numerator, denominator, value, status, parts, line, due, points,
       CASE WHEN points IS NULL THEN 0 ELSE short END, late_points, false, ''
FROM lines WHERE moves ORDER BY evaluation_id, item_id
ON CONFLICT (evaluation_id, item_id) DO UPDATE
SET {", ".join(f"{name} = excluded.{name}" for name in _CHANGING)},
    inapplicable = assessments_score.inapplicable AND excluded.status = '{Score.Status.UNKNOWN}',
    reason = CASE WHEN excluded.status = '{Score.Status.UNKNOWN}' THEN assessments_score.reason ELSE '' END
WHERE ({", ".join(f"assessments_score.{name}" for name in _CHANGING)})
   IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in _CHANGING)})
"""

# Bonuses, deductions and vetoes happen or do not: until a reviewer finds one there is none, which is nothing unknown.
_JUDGEMENTS = f"""
INSERT INTO assessments_score
    (evaluation_id, item_id, status, unknown_parts, halves_short, late_points, inapplicable, reason)
SELECT s.evaluation_id, i.id, CASE WHEN i.role = '{SchemeItem.Role.POINTS}' THEN '{Score.Status.UNKNOWN}'
                              ELSE '{Score.Status.NOTHING}' END, 0, 0, 0, false, ''
FROM scored s JOIN assessments_schemeitem i ON i.scheme_id = %(scheme)s AND i.source = '{SchemeItem.Source.JUDGEMENT}'
WHERE s.moves ORDER BY s.evaluation_id, i.id
ON CONFLICT (evaluation_id, item_id) DO NOTHING
"""

# The lines as they stand now; judgements and what was declared inapplicable come from the scores.
_TOTALS = """
CREATE TEMPORARY TABLE totals ON COMMIT DROP AS
WITH standing AS (
    SELECT l.evaluation_id, l.moves, l.weight, l.role, l.status, l.points, l.late_points,
           COALESCE(c.inapplicable, false) AND l.status = '{status.UNKNOWN}' AS inapplicable,
           CASE WHEN l.line <= 0 OR l.due IS NULL THEN 1 ELSE LEAST(1, l.due / l.line) END AS due
    FROM lines l LEFT JOIN assessments_score c ON c.evaluation_id = l.evaluation_id AND c.item_id = l.item_id
  UNION ALL
    SELECT s.evaluation_id, s.moves, i.weight, i.role, c.status, c.points, 0, c.inapplicable, 1
    FROM scored s JOIN assessments_score c ON c.evaluation_id = s.evaluation_id
    JOIN assessments_schemeitem i ON i.id = c.item_id AND i.source = '{source.JUDGEMENT}'
), summed AS (
    SELECT evaluation_id, bool_and(moves) AS moves,
           COALESCE(sum(points + late_points) FILTER ({pays}), 0) AS points,
           COALESCE(sum(weight) FILTER ({pays}), 0) AS weight,
           COALESCE(sum(weight * due) FILTER ({pays}), 0) AS due,
           COALESCE(sum(late_points) FILTER ({pays}), 0) AS late,
           COALESCE(sum(points + late_points) FILTER (WHERE role = '{role.BONUS}'), 0)
           - COALESCE(sum(points + late_points) FILTER (WHERE role = '{role.DEDUCTION}'), 0) AS extra,
           COALESCE(bool_or(role = '{role.VETO}' AND points + late_points >= weight), false) AS vetoed,
           count(*) FILTER (WHERE status = '{status.UNKNOWN}' AND NOT inapplicable) AS unknown,
           COALESCE(sum(weight) FILTER (WHERE role = '{role.POINTS}' AND status = '{status.UNKNOWN}'
                                        AND NOT inapplicable), 0) AS unknown_weight
    FROM standing GROUP BY evaluation_id
)
SELECT t.*, round(due, 2) AS due_points, s."group",
       CASE WHEN unknown = 0 AND weight > 0 THEN GREATEST(0, {total} + extra) END AS total
FROM summed t JOIN scored s USING (evaluation_id)
"""


def _totals_sql() -> str:
    pays = "WHERE role = '{role.POINTS}' AND status = '{status.KNOWN}'".format(**_WORDS)
    return _TOTALS.format(total=ratio_sql("points", "weight", places=2), pays=pays, **_WORDS)


_RESULT = (
    "total",
    "known_points",
    "known_weight",
    "due_points",
    "late_points",
    "unknown",
    "unknown_weight",
    "extra_points",
    "vetoed",
    '"group"',
    "counted_to",
)
_FOUND = (
    't.total, t.points, t.weight, t.due_points, t.late, t.unknown, t.unknown_weight, t.extra, t.vetoed, t."group",'
    " %(last_month)s, NULL"
)
_TOTAL = f"""
UPDATE assessments_evaluation e
SET ({", ".join(_RESULT)}, review_total, computed_at)
  = ({_FOUND}, %(now)s)
FROM totals t
WHERE t.evaluation_id = e.id AND t.moves
  AND ({", ".join(f"e.{name}" for name in _RESULT)}, e.review_total)
      IS DISTINCT FROM
      ({_FOUND})
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
        ("", _HALVES),
        ("", _lines_sql(ballots.op)),
        ("", "ANALYZE lines"),
        ("scores", _SCORE),
        ("", _totals_sql()),
        ("", "ANALYZE totals"),
        ("totals", _TOTAL),
        ("reviews", _REVIEW),
    ]
    written: dict[str, Any] = {}
    with connection.cursor() as cursor:
        cursor.execute(ROOM)
        cursor.execute("DROP TABLE IF EXISTS scored, whole, later, halves, lines, totals")
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
JOIN assessments_scheme b ON b.district_id = s.district_id AND b.year = s.year AND b.series = s.series
    AND b.edition = s.edition - 1
    AND b.state = '{Scheme.State.REPLACED}'
JOIN assessments_schemeitem j ON j.scheme_id = b.id AND j.source = i.source AND j.role = i.role AND j.title = i.title
JOIN assessments_evaluation p ON p.scheme_id = b.id AND p.organization_id = e.organization_id
JOIN assessments_score o ON o.evaluation_id = p.id AND o.item_id = j.id
WHERE s.id = %(scheme)s AND e.state = ANY(%(scoring)s) AND n.evaluation_id = e.id AND n.item_id = i.id
  AND n.status <> '{Score.Status.KNOWN}' AND NOT n.inapplicable
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
