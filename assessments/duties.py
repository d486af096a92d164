"""Duties of the cycle of every scheme and of the months (S0 二; S3 三; docs/calendar.md: November, December)."""

from django.urls import reverse

from assessments.commendations import ADJUSTMENTS
from assessments.models import Evaluation
from core.chinese.calendar import following_sql
from core.records.duties import Duty, Line, Message, Source
from core.zone import local_day
from organizations.kinds import Kind
from organizations.standards import month_day_sql

State = Evaluation.State

_STANDARDS = {
    "self_report_opens": "asm.five_good.self_report_opens",
    "self_report_by": "asm.five_good.self_report_by",
    "review_by": "asm.five_good.review_by",
    "publish_by": "asm.five_good.publish_by",
    "decide_by": "asm.five_good.decide_by",
    "freeze_by": "asm.five_good.freeze_by",
    "step_days": "asm.five_good.step_days",
}
OVERSEER = "organizations.view_dashboard"
"""Who sees what communities and streets are behind with."""
REMIND = [7, 0, -1]
"""Days before the day (negative: after it) on which a message is written: a week ahead, on the day, the day after."""


def _day(standard: str) -> str:
    return month_day_sql("c.year", f"s.{standard}")


def _in_hand(standard: str, arrived: str) -> str:
    """What comes after its usual day is not overdue on arrival."""
    return f"GREATEST({_day(standard)}, {arrived} + s.step_days)"


def _list(line: Line) -> str:
    if line.count == 1 and line.record:
        return reverse("assessments:evaluation", args=[line.record])
    return reverse("assessments:evaluations")


def _message(kind: str, label: str, title: str, *, together: bool = True) -> Message:
    return Message(
        kind,
        label,
        "organizations.organization" if together else "assessments.evaluation",
        title,
        "期限 {due_on}",
        lambda: reverse("assessments:evaluations"),
        together=together,
    )


# One row for each evaluation and what it waits for; who owes it follows from its state.
EVALUATIONS = Source(
    "evaluations",
    f"""
    SELECT k.key, h.id AS organization_id, h.path AS scope, NULL AS person_id, NULL AS barred_id, e.id AS record,
           1 AS amount, k.opens_on, {following_sql("k.due_on", "w")} AS due_on, NULL AS verdict,
           o.name || '：' || c.name AS label,
           '期限 ' || k.due_on AS detail, ARRAY{REMIND} AS remind
    FROM assessments_evaluation e
    JOIN assessments_scheme c ON c.id = e.scheme_id AND c.in_force
    JOIN tree t ON t.organization_id = e.organization_id
    JOIN std s ON s.organization_id = e.organization_id
    JOIN organizations_organization o ON o.id = e.organization_id
    LEFT JOIN organizations_publication b
      ON b.subject = 'assessments.evaluation' AND b.subject_id = e.id AND b.withdrawn_on IS NULL
    CROSS JOIN LATERAL (VALUES
        ('{State.OPEN}', 'evaluation.self_report', t.organization_id,
         {_day("self_report_opens")}, {_day("self_report_by")}),
        ('{State.SELF_REPORTED}', 'evaluation.review', t.street_id,
         {local_day("e.self_reported_at")}, {_in_hand("review_by", local_day("e.self_reported_at"))}),
        ('{State.STREET_REVIEWED}', 'evaluation.publish', t.street_id,
         {_day("self_report_opens")}, {_day("publish_by")}),
        ('{State.PUBLISHED}', 'evaluation.decide', t.district_id,
         b.ends_on + 1, {_in_hand("decide_by", "b.ends_on")}),
        ('{State.DECIDED}', 'evaluation.freeze', t.district_id,
         {local_day("e.decided_at")}, GREATEST({_day("freeze_by")}, {local_day("e.decided_at")}))
    ) k(state, key, debtor_id, opens_on, due_on)
    JOIN organizations_organization h ON h.id = k.debtor_id
    LEFT JOIN workdays w ON w.date = k.due_on
    WHERE k.state = e.state AND e.scope >= %(lo)s AND e.scope < %(hi)s
    """,
    (
        Duty(
            "evaluation.self_report",
            "提交年度自评",
            "{count} 份年度自评待提交",
            "去自评",
            _list,
            "organizations.report_evaluation",
            behind="{organizations} 个社区没有提交年度自评",
            overseer=OVERSEER,
            behind_url=_list,
            message=_message("evaluation.self_report", "年度自评待提交", "请提交年度自评"),
        ),
        Duty(
            "evaluation.review",
            "{count} 份年度自评待初审",
            "{count} 份年度自评待初审",
            "去初审",
            _list,
            "organizations.review_evaluation",
            notes="自评、公示和异议齐全后办理",
            behind="{organizations} 个街道没有完成年度初审",
            overseer=OVERSEER,
            behind_note="共 {missing} 份",
            behind_url=_list,
            message=_message("evaluation.review", "年度自评待初审", "{count} 份年度自评待初审"),
        ),
        Duty(
            "evaluation.publish",
            "{count} 份年度评价待公示",
            "{count} 份年度评价待公示",
            "去公示",
            _list,
            "organizations.review_evaluation",
            notes="初审已完成",
            behind="{organizations} 个街道没有公示年度评价",
            overseer=OVERSEER,
            behind_note="共 {missing} 份",
            behind_url=_list,
            message=_message("evaluation.publish", "年度评价待公示", "{count} 份年度评价待公示"),
        ),
        Duty(
            "evaluation.decide",
            "{count} 份年度评价待审定",
            "{count} 份年度评价待审定",
            "去审定",
            _list,
            "organizations.decide_evaluation",
            notes="公示期已满",
            message=_message("evaluation.decide", "年度评价待审定", "{count} 份年度评价待审定"),
        ),
        Duty(
            "evaluation.freeze",
            "{count} 份年度结果待封存",
            "{count} 份年度结果待封存",
            "去封存",
            _list,
            "organizations.decide_evaluation",
            notes="审定已完成",
            message=_message("evaluation.freeze", "年度结果待封存", "{count} 份年度结果待封存"),
        ),
    ),
    _STANDARDS,
)

# A month closes by itself; the line says when one has not.
MONTHS = Source(
    "month.close",
    f"""
    SELECT 'month.close' AS key, t.organization_id, o.path AS scope, NULL AS person_id, NULL AS barred_id,
           m.id AS record, 1 AS amount, (m.month + interval '1 month')::date AS opens_on,
           GREATEST((m.month + interval '1 month')::date + s.close_day - 1, m.reopened_until) AS due_on,
           NULL AS verdict,
           to_char(m.month, 'YYYY年FMMM月') AS label, '到期自动封账，之后的记录计为补录' AS detail, NULL AS remind
    FROM organizations_month m
    JOIN tree t ON t.organization_id = m.district_id AND t.kind = '{Kind.DISTRICT_DEPARTMENT}'
    JOIN std s ON s.organization_id = t.organization_id
    JOIN organizations_organization o ON o.id = t.organization_id
    WHERE m.closed_at IS NULL
    """,
    (
        Duty(
            "month.close",
            "{label}将封账",
            "{count} 个月还没有封账",
            "去看",
            lambda line: reverse("assessments:months"),
            "organizations.decide_evaluation",
            notes="{detail}",
        ),
    ),
    {"close_day": "asm.month_close_day"},
)

DUTIES = (EVALUATIONS, MONTHS, ADJUSTMENTS)
