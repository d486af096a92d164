"""Members in hardship are visited so many times a year, as many parts of the year as the number makes (MEM-14).

Who is in hardship before the last month of a part, and still at its end, is owed a visit in it; who left the branch no
more."""

from django.urls import reverse

from core.chinese.calendar import following_sql
from core.records.duties import Duty, Line, Message, Source
from members.hardship.models import HardshipVisit
from organizations.registers.forms import KEEP

_NUMBER = "GREATEST(s.hardship_visits, 1)"
_MONTHS = f"CASE WHEN 12 %% {_NUMBER} = 0 THEN 12 / {_NUMBER} ELSE 12 END"
_NEEDED = f"CASE WHEN 12 %% {_NUMBER} = 0 THEN 1 ELSE {_NUMBER} END"

_SQL = f"""
    SELECT 'hardship.visit' AS key, q.organization_id, q.scope, NULL AS person_id, NULL AS barred_id,
           q.id AS record, 1 AS amount, q.last_month AS opens_on, {following_sql("(q.next - 1)", "w")} AS due_on,
           CASE WHEN q.visits >= q.needed THEN 'counts' END AS verdict, p.name AS label,
           '应走访 ' || q.needed || ' 次，已登记 ' || q.visits || ' 次' AS detail, ARRAY[7, 0] AS remind
    FROM (
        SELECT h.id, h.organization_id, h.scope, h.person_id, {_NEEDED} AS needed,
               (g + make_interval(months => d.months))::date AS next,
               (g + make_interval(months => d.months - 1))::date AS last_month,
               (SELECT count(DISTINCT v.visited_on) FROM members_hardshipvisit v WHERE v.hardship_id = h.id
                AND v.kind = '{HardshipVisit.Kind.VISIT}' AND v.visited_on >= g::date
                AND v.visited_on < (g + make_interval(months => d.months))::date) AS visits
        FROM members_hardship h
        JOIN std s ON s.organization_id = h.organization_id
        CROSS JOIN LATERAL (SELECT {_MONTHS} AS months) d
        CROSS JOIN LATERAL generate_series(%(since)s::date, %(today)s::date, make_interval(months => d.months)) g
        WHERE h.withdrawn_on IS NULL AND s.hardship_visits > 0 AND h.scope >= %(lo)s AND h.scope < %(hi)s
          AND lower(h.during) < (g + make_interval(months => d.months - 1))::date
          AND h.during @> LEAST((g + make_interval(months => d.months))::date - 1, %(today)s::date)
          AND EXISTS (SELECT 1 FROM members_membership m WHERE m.person_id = h.person_id
                      AND m.organization_id = h.organization_id AND m.during @> %(today)s::date)
    ) q
    JOIN people_person p ON p.id = q.person_id
    LEFT JOIN workdays w ON w.date = q.next - 1"""


def _page(line: Line) -> str:
    return reverse("members:hardships_entry", args=[line.record])


VISITS = Source(
    "hardship.visit",
    _SQL,
    (
        Duty(
            "hardship.visit",
            "走访慰问困难党员{label}",
            "{count} 次困难党员走访还没有登记",
            "去登记",
            _page,
            KEEP,
            behind="{organizations} 个支部没有按期走访困难党员",
            overseer="organizations.view_organization",
            behind_note="共 {missing} 次",
            behind_url=lambda _line: reverse("members:hardships"),
            message=Message(
                "hardship.visit",
                "困难党员待走访",
                "members.hardship",
                "请走访慰问困难党员{label}",
                "{detail}，期限 {due_on}",
                lambda: reverse("members:hardships_entry", args=[0]),
            ),
        ),
    ),
    {"hardship_visits": "mem.hardship.visits_per_year"},
)

DUTIES = (VISITS,)
