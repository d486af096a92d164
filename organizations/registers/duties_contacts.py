"""Leaders owe their contact points so many visits a year: as many parts of the year as the number makes (ORG-19)."""

from django.urls import reverse

from core.chinese.calendar import following_sql
from core.records.duties import Duty, Line, Message, Source
from organizations.registers.forms import KEEP

_NUMBER = "GREATEST(s.contact_visits, 1)"
_MONTHS = f"CASE WHEN 12 %% {_NUMBER} = 0 THEN 12 / {_NUMBER} ELSE 12 END"
_NEEDED = f"CASE WHEN 12 %% {_NUMBER} = 0 THEN 1 ELSE {_NUMBER} END"
_DUE = "CASE q.months WHEN 3 THEN q.last_month + q.quarter_due - 1 ELSE q.next - 1 END"


_VISITS = f"""
    SELECT 'contact_point.visit' AS key, q.organization_id, q.scope, NULL AS person_id, NULL AS barred_id,
           q.id AS record, 1 AS amount, q.last_month AS opens_on, {following_sql(f"({_DUE})", "w")} AS due_on,
           CASE WHEN q.visits >= q.needed THEN 'counts' END AS verdict,
           person.name || '走访联系点' || o.name AS label,
           '应走访 ' || q.needed || ' 次，已登记 ' || q.visits || ' 次' AS detail, ARRAY[7, 0] AS remind
    FROM (
        SELECT p.id, p.organization_id, p.scope, p.leader_id, d.months, {_NEEDED} AS needed, s.quarter_due,
               (g + make_interval(months => d.months))::date AS next,
               (g + make_interval(months => d.months - 1))::date AS last_month,
               (SELECT count(DISTINCT v.visited_on) FROM organizations_contactvisit v WHERE v.point_id = p.id
                AND v.visited_on >= g::date AND v.visited_on < (g + make_interval(months => d.months))::date) AS visits
        FROM organizations_contactpoint p
        JOIN std s ON s.organization_id = p.organization_id
        CROSS JOIN LATERAL (SELECT {_MONTHS} AS months) d
        CROSS JOIN LATERAL generate_series(%(since)s::date, %(today)s::date, make_interval(months => d.months)) g
        WHERE p.withdrawn_on IS NULL AND s.contact_visits > 0 AND p.scope >= %(lo)s AND p.scope < %(hi)s
          AND p.during @> daterange(g::date, LEAST((g + make_interval(months => d.months))::date, %(today)s::date + 1))
    ) q
    JOIN organizations_organization o ON o.id = q.organization_id
    JOIN people_person person ON person.id = q.leader_id
    LEFT JOIN workdays w ON w.date = {_DUE}"""


def _page(line: Line) -> str:
    return reverse("organizations:contacts_entry", args=[line.record])


_STANDARDS = {"contact_visits": "org.contact_point.visits_per_year", "quarter_due": "mtg.quarter_due_day"}
_MESSAGE = Message(
    "contact_point.visit",
    "联系点待走访",
    "organizations.contactpoint",
    "{label}",
    "{detail}，期限 {due_on}",
    lambda: reverse("organizations:contacts_entry", args=[0]),
)

VISITS = Source(
    "contact_point.visit",
    _VISITS,
    (
        Duty(
            "contact_point.visit",
            "请{label}",
            "{count} 次领导联系点走访还没有登记",
            "去登记",
            _page,
            KEEP,
            behind="{organizations} 个联系点没有按期走访",
            overseer="organizations.view_organization",
            behind_note="共 {missing} 次",
            behind_url=lambda _line: reverse("organizations:contacts"),
            message=_MESSAGE,
        ),
    ),
    _STANDARDS,
)

DUTIES = (VISITS,)
