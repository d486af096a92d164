"""Duties about organisations: terms that end, posts that are vacant, units that have not reported in."""

from django.urls import reverse

from core.records.duties import Duty, Message, Source
from organizations.seats import POSITION_NAMES, VACANCIES

TERMS = Source(
    "term_election.prepare",
    f"""
    SELECT 'term_election.prepare' AS key, p.organization_id, p.scope, NULL AS person_id, NULL AS barred_id,
           p.id AS record, 1 AS amount, p.term_ends_on - (SELECT max(days) FROM unnest(s.term_remind) days) AS opens_on,
           p.term_ends_on AS due_on, NULL AS verdict, o.name || '的' || n.label AS label,
           person.name || '，' || p.term_ends_on || '届满。请按规定做好换届准备。' AS detail, s.term_remind AS remind
    FROM organizations_post p
    JOIN tree t ON t.organization_id = p.organization_id
    JOIN std s ON s.organization_id = p.organization_id
    JOIN organizations_organization o ON o.id = p.organization_id
    JOIN people_person person ON person.id = p.person_id
    JOIN {POSITION_NAMES} n (position, label) ON n.position = p.position
    WHERE p.during @> %(today)s::date AND p.term_ends_on IS NOT NULL AND p.scope >= %(lo)s AND p.scope < %(hi)s
    """,
    (
        Duty(
            "term_election.prepare",
            "{count} 个职务任期将届满",
            "{count} 个职务任期将届满",
            "查看",
            lambda line: reverse("organizations:posts") + "?ending=1",
            "organizations.manage_organization",
            note="最早 {due_on:%Y-%m-%d}，{missing} 个已过届满日期",
            notes="最早 {due_on:%Y-%m-%d}，{missing} 个已过届满日期",
            keeper=True,
            message=Message(
                "term.end",
                "任期届满提醒",
                "organizations.post",
                "{label}任期将届满",
                "{detail}",
                lambda: reverse("organizations:detail", args=[0]),
                channels=("email",),
                by_organization=True,
            ),
        ),
    ),
    {"term_remind": "org.term.remind_days_before"},
)

# The holder of a post hears of the end of the own term.
OWN_TERM = Source(
    "term_election.own",
    TERMS.sql.replace("'term_election.prepare' AS key", "'term_election.own' AS key").replace(
        "NULL AS person_id", "p.person_id"
    ),
    (
        Duty(
            "term_election.own",
            "{label}任期将届满",
            "您有 {count} 个职务任期将届满",
            "查看",
            lambda line: reverse("organizations:detail", args=[line.organization_id]),
            message=TERMS.duties[0].message,
        ),
    ),
    TERMS.standards,
    places="SELECT organization_id FROM organizations_post WHERE person_id = %(person)s",
)

REPORT_IN = Source(
    "unit.report_in",
    """
    SELECT 'unit.report_in' AS key, p.organization_id, p.scope, NULL AS person_id, NULL AS barred_id, p.id AS record,
           1 AS amount, lower(p.during) AS opens_on, lower(p.during) + s.report_in_days AS due_on, NULL AS verdict,
           u.name AS label, lower(p.during) || '登记，还没有报到' AS detail, ARRAY[0, -1] AS remind
    FROM organizations_unitpresence p
    JOIN std s ON s.organization_id = p.organization_id
    JOIN organizations_unit u ON u.id = p.unit_id
    WHERE p.reported_in_on IS NULL AND p.during @> %(today)s::date AND p.scope >= %(lo)s AND p.scope < %(hi)s
    """,
    (
        Duty(
            "unit.report_in",
            "请{label}到社区报到",
            "{count} 个单位还没有报到",
            "去登记",
            lambda line: reverse("organizations:units") + "?waiting=on",
            "organizations.manage_service",
            notes="其中 {missing} 个已过期限",
            behind="{organizations} 个社区有单位没有报到",
            behind_note="共 {missing} 个单位",
            behind_url=lambda line: reverse("organizations:units") + "?waiting=on",
            message=Message(
                "unit.report_in",
                "单位待报到",
                "organizations.organization",
                "{count} 个单位还没有报到",
                "报到期限 {due_on}",
                lambda: reverse("organizations:units") + "?waiting=on",
                together=True,
            ),
        ),
    ),
    {"report_in_days": "org.unit_report_in.days"},
)

DUTIES = (TERMS, OWN_TERM, VACANCIES, REPORT_IN)
