"""Every community records its conditions of the year, and its superior answers what it asked for (S0 四; ORG-27)."""

from django.urls import reverse

from core.records.duties import Duty, Line, Source
from organizations.registers.forms import KEEP

RECORD_MONTH = 12
"""Month in which the year's conditions are known."""


def _new(_line: Line) -> str:
    return reverse("organizations:conditions_new")


def _listed(_line: Line) -> str:
    return reverse("organizations:conditions")


RECORDED = Source(
    "conditions.record",
    f"""
    SELECT 'conditions.record' AS key, c.organization_id, o.path AS scope, NULL AS person_id, NULL AS barred_id,
           NULL AS record, 1 AS amount, make_date(y, {RECORD_MONTH}, 1) AS opens_on,
           make_date(y, 12, 31) AS due_on,
           CASE WHEN EXISTS (SELECT 1 FROM organizations_communityyear r WHERE r.organization_id = c.organization_id
                AND r.year = y AND r.withdrawn_on IS NULL) THEN 'counts' END AS verdict,
           y || '年工作条件' AS label, o.name || '：场所、经费和补贴' AS detail, NULL AS remind
    FROM generate_series(extract(year FROM %(since)s::date)::int, %(year)s) y
    CROSS JOIN communities c JOIN organizations_organization o ON o.id = c.organization_id
    WHERE c.since <= make_date(y, 1, 1) AND o.path >= %(lo)s AND o.path < %(hi)s
    """,
    (
        Duty(
            "conditions.record",
            "登记{label}",
            "{count} 年的工作条件还没有登记",
            "去登记",
            _new,
            KEEP,
            behind="{organizations} 个社区没有登记工作条件",
            overseer="organizations.view_organization",
            behind_note="共 {missing} 年",
            behind_url=_listed,
        ),
    ),
)

ANSWERED = Source(
    "conditions.answer",
    """
    SELECT 'conditions.answer' AS key, up.id AS organization_id, up.path AS scope, NULL AS person_id, NULL AS barred_id,
           i.conditions_id AS record, 1 AS amount, i.raised_on AS opens_on, make_date(r.year, 12, 31) AS due_on,
           NULL AS verdict, o.name AS label, i.title AS detail, NULL AS remind
    FROM organizations_conditionissue i
    JOIN organizations_communityyear r ON r.id = i.conditions_id AND r.withdrawn_on IS NULL
    JOIN tree t ON t.organization_id = i.organization_id
    JOIN organizations_organization up ON up.id = t.street_id
    JOIN organizations_organization o ON o.id = i.organization_id
    WHERE i.answered_on IS NULL AND up.path >= %(lo)s AND up.path < %(hi)s
    """,
    (
        Duty(
            "conditions.answer",
            "答复{label}提出的困难",
            "{count} 个社区提出的困难还没有答复",
            "去答复",
            lambda line: reverse("organizations:conditions_entry", args=[line.record]),
            KEEP,
            notes="最早 {due_on:%Y-%m-%d} 到期",
        ),
    ),
)

DUTIES = (RECORDED, ANSWERED)
