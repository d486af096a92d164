"""What the registers of services owe: visits to units, answers, promises, tasks of departments, agreements renewed."""

from django.urls import reverse

from core.chinese.calendar import following_sql
from core.records.duties import Duty, Line, Message, Source
from organizations.registers.forms import KEEP

_NUMBER = "GREATEST(s.visits, 1)"
_MONTHS = f"CASE WHEN 12 %% {_NUMBER} = 0 THEN 12 / {_NUMBER} ELSE 12 END"
_NEEDED = f"CASE WHEN 12 %% {_NUMBER} = 0 THEN 1 ELSE {_NUMBER} END"

# As many parts of the year as the number makes; a unit that was there for the whole part is owed its visit.
_VISITS = f"""
    SELECT 'unit_visit.hold' AS key, q.organization_id, q.scope, NULL AS person_id, NULL AS barred_id,
           q.id AS record, 1 AS amount, q.last_month AS opens_on, {following_sql("(q.next - 1)", "w")} AS due_on,
           CASE WHEN q.held >= q.needed THEN 'counts' END AS verdict, q.name AS label,
           '应走访 ' || q.needed || ' 次，已登记 ' || q.held || ' 次' AS detail, ARRAY[0, -1] AS remind
    FROM (
        SELECT p.id, p.organization_id, p.scope, u.name, {_NEEDED} AS needed,
               (g + make_interval(months => d.months))::date AS next,
               (g + make_interval(months => d.months - 1))::date AS last_month,
               (SELECT count(DISTINCT v.visited_on) FROM services_unitvisit v
                WHERE v.organization_id = p.organization_id AND v.unit_id = p.unit_id AND v.direction = 'to_unit'
                  AND v.withdrawn_on IS NULL AND v.visited_on >= g::date
                  AND v.visited_on < (g + make_interval(months => d.months))::date) AS held
        FROM organizations_unitpresence p
        JOIN organizations_unit u ON u.id = p.unit_id
        JOIN std s ON s.organization_id = p.organization_id
        CROSS JOIN LATERAL (SELECT {_MONTHS} AS months) d
        CROSS JOIN LATERAL generate_series(%(since)s::date, %(today)s::date, make_interval(months => d.months)) g
        WHERE s.visits > 0 AND p.scope >= %(lo)s AND p.scope < %(hi)s
          AND p.during @> daterange(g::date, LEAST((g + make_interval(months => d.months))::date, %(today)s::date + 1))
    ) q
    LEFT JOIN workdays w ON w.date = q.next - 1
"""


def _duty(key: str, words: tuple[str, str, str], behind: str, page: str, label: str, subject: str) -> Duty:
    """``words``: for one, for several, the button."""

    def url(line: Line) -> str:
        return reverse(f"services:{page}_entry", args=[line.record]) if line.record else reverse(f"services:{page}")

    return Duty(
        key,
        words[0],
        words[1],
        words[2],
        url,
        KEEP,
        behind=behind,
        overseer="organizations.view_organization",
        behind_note="共 {missing} 件",
        behind_url=lambda _line: reverse(f"services:{page}"),
        message=Message(
            key, label, subject, label + "：{label}", "{detail}", lambda: reverse(f"services:{page}_entry", args=[0])
        ),
    )


VISITS = Source(
    "unit_visit.hold",
    _VISITS,
    (
        Duty(
            "unit_visit.hold",
            "走访{label}",
            "{count} 个单位还没有走访",
            "去登记",
            lambda _line: reverse("services:visits_new"),
            KEEP,
            behind="{organizations} 个社区没有按期走访单位",
            overseer="organizations.view_organization",
            behind_note="共 {missing} 个单位",
            behind_url=lambda _line: reverse("services:visits"),
            message=Message(
                "unit_visit.hold",
                "单位待走访",
                "organizations.organization",
                "还有 {count} 个单位没有走访",
                "{detail}",
                lambda: reverse("services:visits"),
                together=True,
            ),
        ),
    ),
    {"visits": "svc.visit.per_unit_year"},
)


def _lines(key: str, table: str, parent: tuple[str, str], done: str, opens: str, about: str) -> str:
    """Lines of an entry that stands which wait for their day."""
    entry, column = parent
    return f"""
    SELECT '{key}' AS key, l.organization_id, l.scope, NULL AS person_id, NULL AS barred_id, e.id AS record,
           1 AS amount, {opens} AS opens_on, l.due_on, NULL AS verdict, {about} AS label,
           '期限 ' || l.due_on AS detail, ARRAY[0, -1] AS remind
    FROM {table} l JOIN {entry} e ON e.id = l.{column} AND e.withdrawn_on IS NULL
    WHERE {done} AND l.scope >= %(lo)s AND l.scope < %(hi)s
    """


ANSWERS = Source(
    "unit_visit.answer",
    _lines(
        "unit_visit.answer",
        "services_visitmatter",
        ("services_unitvisit", "visit_id"),
        "l.answered_on IS NULL",
        "e.visited_on",
        "l.text",
    ),
    (
        _duty(
            "unit_visit.answer",
            ("答复单位意见：{label}", "{count} 条单位意见待答复", "去答复"),
            "{organizations} 个社区有单位意见没有按期答复",
            "visits",
            "单位意见待答复",
            "services.unitvisit",
        ),
    ),
)
CASES = Source(
    "commitment.case",
    _lines(
        "commitment.case",
        "services_commitmentcase",
        ("services_servicecommitment", "commitment_id"),
        "l.done_on IS NULL",
        "l.accepted_on",
        "l.about",
    ),
    (
        _duty(
            "commitment.case",
            ("兑现服务承诺：{label}", "{count} 件承诺事项待办结", "去办结"),
            "{organizations} 个社区有超过承诺时限的事项",
            "commitments",
            "承诺事项待办结",
            "services.servicecommitment",
        ),
    ),
)
TASKS = Source(
    "pairing.task",
    _lines(
        "pairing.task",
        "services_pairingtask",
        ("services_departmentpairing", "pairing_id"),
        "l.done_on IS NULL",
        "lower(e.during)",
        "l.title",
    ),
    (
        _duty(
            "pairing.task",
            ("登记包居成效：{label}", "{count} 件包居事项待登记成效", "去登记"),
            "{organizations} 个社区有包居事项到期没有完成",
            "pairings",
            "包居事项到期",
            "services.departmentpairing",
        ),
    ),
)
RENEWALS = Source(
    "provider.renew",
    """
    SELECT 'provider.renew' AS key, p.organization_id, p.scope, NULL AS person_id, NULL AS barred_id, p.id AS record,
           1 AS amount, upper(p.during) - s.opens_days AS opens_on, upper(p.during) - 1 AS due_on, NULL AS verdict,
           p.name AS label, '协议到 ' || (upper(p.during) - 1) || ' 为止' AS detail, s.remind AS remind
    FROM services_provider p JOIN std s ON s.organization_id = p.organization_id
    WHERE p.withdrawn_on IS NULL AND upper(p.during) > %(since)s AND p.scope >= %(lo)s AND p.scope < %(hi)s
      AND NOT EXISTS (SELECT 1 FROM services_provider n WHERE n.organization_id = p.organization_id
                      AND n.name = p.name AND n.withdrawn_on IS NULL AND lower(n.during) >= upper(p.during))
    """,
    (
        _duty(
            "provider.renew",
            ("续签服务协议：{label}", "{count} 份服务协议要续签", "去续签"),
            "{organizations} 个社区有服务协议到期没有续签",
            "providers",
            "服务协议到期",
            "services.provider",
        ),
    ),
    {"opens_days": "svc.agreement.item_opens_days_before", "remind": "svc.agreement.remind_days_before"},
)

DUTIES = (VISITS, ANSWERS, CASES, TASKS, RENEWALS)
