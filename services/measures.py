"""What agreements and volunteer service are worth: coverage, items kept in time, hours confirmed by both sides."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from core.records.measures import Described, Measure, Source, Verdict, values_of
from core.zone import local_day
from organizations.models import UnitPresence
from organizations.standards import month_day_sql
from services.models import Activity, Agreement, AgreementItem, Claim

VIEW = "organizations.view_service"


def describe_presences(user: Any, records: Sequence[int]) -> Described:
    """A unit in a community, to its latest agreement where there is one."""
    found = UnitPresence.objects.visible_to(user, VIEW).filter(pk__in=records).select_related("unit", "organization")
    pairs = {(row.organization_id, row.unit_id) for row in found}
    latest = {
        (row.organization_id, row.unit_id): row.pk
        for row in Agreement.objects.visible_to(user, VIEW)
        .filter(unit__in={unit for _, unit in pairs}, organization__in={place for place, _ in pairs})
        .order_by("year")
    }
    return {
        row.pk: (
            f"{row.unit.name} · {row.organization.label}",
            reverse("services:agreement", args=[latest[row.organization_id, row.unit_id]])
            if (row.organization_id, row.unit_id) in latest
            else reverse("services:coverage"),
        )
        for row in found
    }


def describe_items(user: Any, records: Sequence[int]) -> Described:
    found = AgreementItem.objects.visible_to(user, VIEW).filter(pk__in=records).select_related("agreement__unit")
    return {
        row.pk: (f"{row.title} · {row.agreement.unit.name}", reverse("services:agreement", args=[row.agreement_id]))
        for row in found
    }


def describe_claims(user: Any, records: Sequence[int]) -> Described:
    found = Claim.objects.visible_to(user, VIEW).filter(pk__in=records).select_related("activity", "person")
    return {
        row.pk: (
            f"{row.activity.title} · {row.person.name}" + (f" · {row.hours:f}小时" if row.hours else ""),
            reverse("services:activity", args=[row.activity_id]),
        )
        for row in found
    }


COVERAGE_ROWS = f"""
    SELECT p.organization_id, p.unit_id, lower(p.during) AS since, p.id AS record, %(last)s::date AS on_day,
           NULL::date AS limit_on, NULL::timestamptz AS entered_at, a.id IS NOT NULL AS signed,
           GREATEST({month_day_sql("%(year)s", "s.sign_by")}, lower(p.during) + s.report_in_days::int) AS due_on
    FROM organizations_unitpresence p
    JOIN communities c ON c.organization_id = p.organization_id
    JOIN std s ON s.organization_id = p.organization_id
    LEFT JOIN services_agreement a ON a.organization_id = p.organization_id AND a.unit_id = p.unit_id
     AND a.year = %(year)s AND a.state IN {values_of(Agreement.SIGNED)}
     AND GREATEST(a.confirmed_by_unit_at, a.confirmed_by_community_at) < LEAST(%(known_by)s, %(end)s)
    WHERE p.during @> %(last)s
"""
COVERAGE_STANDARDS = {"sign_by": "svc.agreement.sign_by", "report_in_days": "org.unit_report_in.days"}

COVERAGE = Source(
    "coverage",
    COVERAGE_ROWS,
    (
        Measure(
            "agreement_coverage",
            "r.signed::int",
            "1",
            f"CASE WHEN r.signed THEN '{Verdict.COUNTS}'"
            f" WHEN r.due_on >= LEAST(%(today)s, %(last)s) THEN '{Verdict.OPEN}' ELSE '{Verdict.MISSING}' END",
            (Verdict.COUNTS, Verdict.OPEN, Verdict.MISSING),
            "CASE WHEN r.signed THEN '' ELSE 'unsigned' END",
        ),
    ),
    describe_presences,
    ("services.agreement", "organizations.unitpresence"),
    {"unsigned": "没有双方确认的当年协议"},
    COVERAGE_STANDARDS,
)

# A unit without a signed agreement owes an item on the day by which it had to sign: nothing agreed is nothing kept.
# Done on the day on which what had happened by then reached the target, however late or in what order it was entered.
ITEMS = Source(
    "items",
    f"""
    SELECT i.organization_id, i.id AS record, i.due_on AS on_day, i.due_on, i.due_on + s.late_days::int AS limit_on,
           d.done_on, d.entered_at,
           COALESCE(d.done_on <= i.due_on
                    AND {local_day("d.entered_at")} <= i.due_on + s.late_days::int, false) AS kept,
           NOT EXISTS (SELECT 1 FROM organizations_unitpresence p WHERE p.organization_id = i.organization_id
                       AND p.unit_id = a.unit_id AND p.during @> i.due_on) AS unit_left,
           i.state = '{AgreementItem.State.DROPPED}' OR COALESCE(a.ended_on <= i.due_on, false) AS called_off
    FROM services_agreementitem i
    JOIN communities c ON c.organization_id = i.organization_id
    JOIN std s ON s.organization_id = i.organization_id
    JOIN services_agreement a ON a.id = i.agreement_id AND a.state IN {values_of(Agreement.SIGNED)}
     AND GREATEST(a.confirmed_by_unit_at, a.confirmed_by_community_at) < %(known_by)s
    LEFT JOIN LATERAL (
        SELECT g.happened_on AS done_on, g.entered_at FROM (
            SELECT g.happened_on, sum(g.amount) OVER w AS total, max(g.recorded_at) OVER w AS entered_at
            FROM services_agreementprogress g WHERE g.item_id = i.id AND g.recorded_at < %(known_by)s
              AND (g.withdrawn_at IS NULL OR g.withdrawn_at >= %(known_by)s)
            WINDOW w AS (ORDER BY g.happened_on, g.id)
        ) g WHERE g.total >= i.target ORDER BY g.happened_on, g.entered_at LIMIT 1
    ) d ON true
    WHERE i.due_on >= %(first)s AND i.due_on < %(next)s
    UNION ALL
    SELECT v.organization_id, NULL, v.due_on, v.due_on, v.due_on, NULL, NULL, false, false, false
    FROM ({COVERAGE_ROWS}) v WHERE NOT v.signed AND v.due_on >= %(first)s AND v.due_on < %(next)s
    """,
    (
        Measure(
            "agreement_items",
            "r.kept::int",
            "1",
            f"CASE WHEN r.kept THEN '{Verdict.COUNTS}' WHEN r.unit_left OR r.called_off THEN '{Verdict.VOID}'"
            f" WHEN r.done_on IS NOT NULL THEN '{Verdict.LATE}' WHEN r.due_on >= %(today)s THEN '{Verdict.OPEN}'"
            f" ELSE '{Verdict.MISSING}' END",
            (Verdict.COUNTS, Verdict.VOID, Verdict.LATE, Verdict.OPEN, Verdict.MISSING),
            "CASE WHEN r.kept THEN '' WHEN r.record IS NULL THEN 'unsigned' WHEN r.unit_left THEN 'unit_left'"
            " WHEN r.called_off THEN 'called_off'"
            " WHEN r.done_on > r.due_on THEN 'done_late'"
            " WHEN r.done_on IS NOT NULL THEN 'entered_late' ELSE 'not_done' END",
        ),
    ),
    describe_items,
    ("services.agreement", "services.agreementitem", "services.agreementprogress", "organizations.unitpresence"),
    {
        "unit_left": "单位已不在本社区",
        "called_off": "双方同意取消或提前终止",
        "done_late": "超过完成期限",
        "entered_late": "进展补录过晚",
        "not_done": "没有完成",
        "unsigned": "到期没有签订协议，无从履约",
    },
    {"late_days": "core.late_entry_days"} | COVERAGE_STANDARDS,
)

SERVICE = Source(
    "service",
    f"""
    SELECT x.organization_id, k.id AS record, {local_day("x.starts_at")} AS on_day,
           {local_day("x.ends_at")} + s.confirm_days::int AS due_on,
           {local_day("x.ends_at")} + s.confirm_days::int AS limit_on,
           GREATEST(k.confirmed_by_community_at, k.confirmed_by_member_at) AS entered_at, k.hours,
           k.state = '{Claim.State.CONFIRMED}'
           AND GREATEST(k.confirmed_by_community_at, k.confirmed_by_member_at) < %(known_by)s AS confirmed,
           x.state = '{Activity.State.CANCELLED}' AS cancelled, false AS base
    FROM services_activity x
    JOIN communities c ON c.organization_id = x.organization_id
    JOIN std s ON s.organization_id = x.organization_id
    JOIN services_claim k ON k.activity_id = x.id
     AND k.state IN {values_of(Claim.CAME)} AND k.signed_in_at < %(known_by)s
    WHERE x.starts_at >= %(start)s AND x.starts_at < %(end)s
    UNION ALL
    SELECT c.organization_id, NULL, %(last)s::date, NULL, NULL, NULL, 0, true, false, true FROM communities c
    """,
    tuple(
        Measure(
            code,
            f"CASE WHEN r.confirmed THEN {share} ELSE 0 END",
            verdict=f"CASE WHEN r.cancelled THEN '{Verdict.VOID}' WHEN r.confirmed THEN '{Verdict.COUNTS}'"
            f" WHEN r.due_on >= %(today)s THEN '{Verdict.OPEN}' ELSE '{Verdict.MISSING}' END",
            verdicts=(Verdict.VOID, Verdict.COUNTS, Verdict.OPEN, Verdict.MISSING),
            why="CASE WHEN r.base THEN 'base' WHEN r.cancelled THEN 'cancelled' WHEN r.confirmed THEN ''"
            " ELSE 'unconfirmed' END",
        )
        for code, share in (("service_hours", "r.hours"), ("service_persons", "(NOT r.base)::int"))
    ),
    describe_claims,
    ("services.activity", "services.claim"),
    {"base": "当月没有记录", "cancelled": "活动已取消", "unconfirmed": "双方还没有都确认时长"},
    {"confirm_days": "svc.hours.confirm_days"},
)

SOURCES = (COVERAGE, ITEMS, SERVICE)
