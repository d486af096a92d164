"""Every street owes its annual work report by the end of the year (S1 一1; ORG-11; docs/calendar.md, December)."""

from django.urls import reverse

from core.records.duties import Duty, Line, Message, Source
from core.records.measures import values_of
from organizations.kinds import STREETS
from organizations.registers.forms import KEEP
from organizations.tree.queries import stood_since

REPORT_MONTH = 12
"""Month in which a street reports (docs/calendar.md, December)."""
VIEW = "organizations.view_organization"


def _new(_line: Line) -> str:
    return reverse("organizations:street_reports_new")


def _listed(_line: Line) -> str:
    return reverse("organizations:street_reports")


REPORTED = Source(
    "street.report",
    f"""
    SELECT 'street.report' AS key, t.organization_id, o.path AS scope, NULL AS person_id, NULL AS barred_id,
           NULL AS record, 1 AS amount, make_date(y, {REPORT_MONTH}, 1) AS opens_on,
           (make_date(y, {REPORT_MONTH}, 1) + interval '1 month' - interval '1 day')::date AS due_on,
           CASE WHEN r.reports >= s.street_reports THEN 'counts' END AS verdict, y || '年街道工作报告' AS label,
           '应报告 ' || s.street_reports || ' 次，已登记 ' || r.reports || ' 次' AS detail,
           ARRAY[14, 0, -1] AS remind
    FROM generate_series(extract(year FROM %(since)s::date)::int, %(year)s) y
    CROSS JOIN tree t JOIN organizations_organization o ON o.id = t.organization_id
    JOIN std s ON s.organization_id = t.organization_id
    CROSS JOIN LATERAL (SELECT count(*) AS reports FROM organizations_streetreport r
                        WHERE r.organization_id = t.organization_id AND r.year = y AND r.withdrawn_on IS NULL) r
    WHERE t.kind IN {values_of(STREETS)} AND {stood_since("o")} <= make_date(y, 1, 1)
      AND o.path >= %(lo)s AND o.path < %(hi)s
    """,
    (
        Duty(
            "street.report",
            "登记{label}",
            "{count} 个街道（镇）还没有年度工作报告",
            "去登记",
            _new,
            KEEP,
            behind="{organizations} 个街道（镇）还没有年度工作报告",
            overseer=VIEW,
            behind_note="应于 {due_on:%Y-%m-%d} 前报告",
            behind_url=_listed,
            message=Message(
                "street.report",
                "年度工作报告待登记",
                "organizations.organization",
                "还没有登记年度工作报告",
                "{detail}，期限 {due_on}",
                lambda: reverse("organizations:street_reports_new"),
                together=True,
            ),
        ),
    ),
    {"street_reports": "org.annual_report.per_year"},
)

DUTIES = (REPORTED,)
