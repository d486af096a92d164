"""Units guarantee the time of the year, and no member's year is empty when the review comes (S2 二(五), 五(二))."""

from django.urls import reverse

from core.records.duties import Duty, Source
from core.records.measures import values_of
from organizations.kinds import Kind
from organizations.mandates.rules import BY_UNIT, SEATS
from organizations.models import Position
from organizations.registers.forms import KEEP

TIMES_MONTH = 3
"""Month by whose end the year's time is agreed, with the agreements (docs/calendar.md, March)."""
REVIEW_MONTH = 12
"""Month of the delegate conference that reviews the year."""
CONFIRM_DAYS = 14
"""Days within which the office confirms what a member entered."""
VIEW = "organizations.view_organization"
_MARCH = f"LEAST(make_date(y, {TIMES_MONTH}, 1), %(today)s::date)"
_YEARS = "generate_series(extract(year FROM %(since)s::date)::int, %(year)s) y"


_OF_UNITS = f"(p.position = '{Position.PART_TIME_DEPUTY}' OR NOT p.full_time)"
"""SQL condition: a seat that is held beside work in a unit."""


def _members(day: str, positions: tuple[str, ...], condition: str = "true") -> str:
    """SQL: one row for each member with a seat in a big committee on the day."""
    return f"""(SELECT DISTINCT p.organization_id, p.scope, p.person_id FROM organizations_post p
        JOIN organizations_organization b ON b.id = p.organization_id AND b.kind = '{Kind.BIG_COMMITTEE}'
        WHERE p.position IN {values_of(positions)} AND p.during @> {day} AND {condition}
          AND p.scope >= %(lo)s AND p.scope < %(hi)s)"""


def _new(key: str) -> str:
    return reverse(f"organizations:{key}_new")


TIMES = Source(
    "mandate_time.agree",
    f"""
    SELECT 'mandate_time.agree' AS key, m.organization_id, m.scope, NULL AS person_id, NULL AS barred_id,
           m.person_id AS record, 1 AS amount, make_date(y, {TIMES_MONTH}, 1) AS opens_on,
           (make_date(y, {TIMES_MONTH} + 1, 1) - 1) AS due_on,
           CASE WHEN EXISTS (SELECT 1 FROM organizations_mandatetime t WHERE t.organization_id = m.organization_id
                AND t.person_id = m.person_id AND t.year = y AND t.withdrawn_on IS NULL) THEN 'counts' END AS verdict,
           n.name AS label, y || '年履职时间，请单位确认' AS detail, ARRAY[7, 0, -1] AS remind
    FROM {_YEARS} CROSS JOIN LATERAL {_members(_MARCH, BY_UNIT, _OF_UNITS)} m
    JOIN people_person n ON n.id = m.person_id
    """,
    (
        Duty(
            "mandate_time.agree",
            "登记{label}的履职时间保证",
            "{count} 名兼职成员还没有单位保证的履职时间",
            "去登记",
            lambda _line: _new("mandate_time"),
            KEEP,
            behind="{organizations} 个大党委有成员没有履职时间保证",
            overseer=VIEW,
            behind_note="共 {missing} 名",
            behind_url=lambda _line: reverse("organizations:mandate_time"),
        ),
    ),
)

WORKED = Source(
    "mandate_work.record",
    f"""
    SELECT 'mandate_work.record' AS key, m.organization_id, m.scope, NULL AS person_id, NULL AS barred_id,
           m.person_id AS record, 1 AS amount, make_date(y, {REVIEW_MONTH}, 1) AS opens_on,
           make_date(y, 12, 31) AS due_on,
           CASE WHEN EXISTS (SELECT 1 FROM organizations_mandatework w WHERE w.organization_id = m.organization_id
                AND w.person_id = m.person_id AND w.withdrawn_on IS NULL AND w.confirmed_on IS NOT NULL
                AND w.done_on >= make_date(y, 1, 1) AND w.done_on <= make_date(y, 12, 31)) THEN 'counts' END AS verdict,
           n.name AS label, y || '年没有履职记录' AS detail, ARRAY[7, 0, -1] AS remind
    FROM {_YEARS} CROSS JOIN LATERAL {_members(f"LEAST(make_date(y, {REVIEW_MONTH}, 1), %(today)s::date)", SEATS)} m
    JOIN people_person n ON n.id = m.person_id
    """,
    (
        Duty(
            "mandate_work.record",
            "登记{label}的履职记录",
            "{count} 名大党委成员今年没有履职记录",
            "去登记",
            lambda _line: _new("mandate_work"),
            KEEP,
            behind="{organizations} 个大党委有成员没有履职记录",
            overseer=VIEW,
            behind_note="共 {missing} 名",
            behind_url=lambda _line: reverse("organizations:mandate_work"),
        ),
    ),
)

CONFIRMED = Source(
    "mandate_work.confirm",
    f"""
    SELECT 'mandate_work.confirm' AS key, w.organization_id, w.scope, NULL AS person_id,
           (SELECT min(u.id) FROM people_user u WHERE u.person_id = w.person_id) AS barred_id,
           w.id AS record, 1 AS amount, w.done_on AS opens_on, w.done_on + {CONFIRM_DAYS} AS due_on, NULL AS verdict,
           n.name AS label, left(w.content, 30) AS detail, NULL AS remind
    FROM organizations_mandatework w JOIN people_person n ON n.id = w.person_id
    WHERE w.withdrawn_on IS NULL AND w.confirmed_on IS NULL AND w.scope >= %(lo)s AND w.scope < %(hi)s
    """,
    (
        Duty(
            "mandate_work.confirm",
            "确认{label}的履职记录",
            "{count} 条履职记录待确认",
            "去确认",
            lambda line: (
                reverse("organizations:mandate_work_entry", args=[line.record])
                if line.count == 1 and line.record
                else reverse("organizations:mandate_work")
            ),
            KEEP,
        ),
    ),
)


DUTIES = (TIMES, WORKED, CONFIRMED)
