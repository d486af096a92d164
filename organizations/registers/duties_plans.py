"""Who owes a yearly plan, a signed statement, results at the year's end and the judgement of the year (ORG-20).

Plans and statements belong to February, results and judgement to December and January (docs/calendar.md). A plan or a
statement is there once it is signed or adopted; a new organisation owes none for a year that had begun before it.
"""

from django.urls import reverse

from core.records.duties import Duty, Line, Message, Source
from core.records.measures import values_of
from organizations.kinds import Kind
from organizations.registers.forms import KEEP
from organizations.registers.models import PlanKind
from organizations.registers.plans import CONCLUDES_MONTH, KEEPERS
from organizations.tree.queries import stood_since

PLANS_MONTH = 2
"""Month by whose end plans are made and statements signed (docs/calendar.md, February)."""
VIEW = "organizations.view_organization"

_YEARS = "generate_series(extract(year FROM %(since)s::date)::int, %(year)s) y"
_WINDOW = (
    f"make_date(y, {PLANS_MONTH}, 1) AS opens_on,"
    f" (make_date(y, {PLANS_MONTH}, 1) + interval '1 month' - interval '1 day')::date AS due_on"
)


def _signed(kind: str) -> str:
    return f"""CASE WHEN EXISTS (SELECT 1 FROM organizations_yearplan p WHERE p.organization_id = t.organization_id
        AND p.year = y AND p.kind = '{kind}' AND p.withdrawn_on IS NULL AND p.signed_on IS NOT NULL)
        THEN 'counts' END AS verdict"""


def _listed(_line: Line) -> str:
    return reverse("organizations:plans")


def _new(_line: Line) -> str:
    return reverse("organizations:plans_new")


def _page(line: Line) -> str:
    return reverse("organizations:plans_entry", args=[line.record])


MADE = Source(
    "plan.make",
    f"""
    SELECT 'plan.make' AS key, t.organization_id, o.path AS scope, NULL AS person_id, NULL AS barred_id, NULL AS record,
           1 AS amount, {_WINDOW}, {_signed(PlanKind.PLAN)}, y || '年工作计划' AS label,
           o.name || '还没有通过' || y || '年工作计划' AS detail, ARRAY[7, 0, -1] AS remind
    FROM {_YEARS} CROSS JOIN tree t JOIN organizations_organization o ON o.id = t.organization_id
    WHERE t.kind IN {values_of(KEEPERS)} AND {stood_since("o")} <= make_date(y, 1, 1)
      AND o.path >= %(lo)s AND o.path < %(hi)s
    """,
    (
        Duty(
            "plan.make",
            "登记{label}",
            "{count} 个组织还没有年度工作计划",
            "去登记",
            _new,
            KEEP,
            behind="{organizations} 个下级组织还没有年度工作计划",
            overseer=VIEW,
            behind_note="最早 {due_on:%Y-%m-%d} 到期",
            behind_url=_listed,
            message=Message(
                "plan.make",
                "年度计划待登记",
                "organizations.organization",
                "还没有登记年度工作计划",
                "期限 {due_on}",
                lambda: reverse("organizations:plans_new"),
                together=True,
            ),
        ),
    ),
)

SIGNED = Source(
    "statement.sign",
    f"""
    SELECT 'statement.sign' AS key, up.id AS organization_id, up.path AS scope, NULL AS person_id, NULL AS barred_id,
           t.organization_id AS record, 1 AS amount, {_WINDOW}, {_signed(PlanKind.STATEMENT)}, o.name AS label,
           '还没有与' || o.name || '签订' || y || '年责任状' AS detail, ARRAY[7, 0, -1] AS remind
    FROM {_YEARS} CROSS JOIN tree t JOIN organizations_organization o ON o.id = t.organization_id
    JOIN organizations_organization up
      ON up.id = CASE t.kind WHEN '{Kind.COMMUNITY}' THEN t.street_id ELSE t.district_id END
    WHERE t.kind IN {values_of(KEEPERS)} AND {stood_since("o")} <= make_date(y, 1, 1)
      AND up.path >= %(lo)s AND up.path < %(hi)s
    """,
    (
        Duty(
            "statement.sign",
            "与{label}签订责任状",
            "与 {count} 个下级组织签订责任状",
            "去登记",
            _new,
            KEEP,
            notes="最早 {due_on:%Y-%m-%d} 到期",
            behind="{organizations} 个街道还有社区没有签订责任状",
            overseer=VIEW,
            behind_note="共 {missing} 个",
            behind_url=_listed,
        ),
    ),
)

_YEAR_END = f"make_date(p.year, {CONCLUDES_MONTH}, 1) AS opens_on"
_STANDING = "p.withdrawn_on IS NULL AND p.signed_on IS NOT NULL AND p.concluded_on IS NULL"
_NAME = f"o.name || p.year || '年' || CASE p.kind WHEN '{PlanKind.PLAN}' THEN '工作计划' ELSE '责任状' END"

REPORTED = Source(
    "plan.report",
    f"""
    SELECT 'plan.report' AS key, p.organization_id, p.scope, NULL AS person_id, NULL AS barred_id, p.id AS record,
           1 AS amount, {_YEAR_END}, make_date(p.year, 12, 31) AS due_on, NULL AS verdict, {_NAME} AS label,
           left_open.number || ' 项目标还没有登记完成情况' AS detail, ARRAY[7, 0, -1] AS remind
    FROM organizations_yearplan p JOIN organizations_organization o ON o.id = p.organization_id
    CROSS JOIN LATERAL (SELECT count(*) AS number FROM organizations_yeartarget g
        WHERE g.plan_id = p.id AND g.done IS NULL) left_open
    WHERE {_STANDING} AND left_open.number > 0 AND p.scope >= %(lo)s AND p.scope < %(hi)s
    """,
    (
        Duty(
            "plan.report",
            "登记{label}的完成情况",
            "{count} 份计划和责任状还没有登记完成情况",
            "去登记",
            _page,
            KEEP,
            behind="{organizations} 个下级组织还没有登记目标完成情况",
            overseer=VIEW,
            behind_note="共 {missing} 份",
            behind_url=_listed,
        ),
    ),
)

CONCLUDED = Source(
    "plan.conclude",
    f"""
    SELECT 'plan.conclude' AS key, up.id AS organization_id, up.path AS scope, NULL AS person_id, NULL AS barred_id,
           p.id AS record, 1 AS amount, {_YEAR_END}, make_date(p.year + 1, 1, 31) AS due_on, NULL AS verdict,
           {_NAME} AS label, '年终考核' AS detail, ARRAY[7, 0, -1] AS remind
    FROM organizations_yearplan p JOIN organizations_organization o ON o.id = p.organization_id
    JOIN organizations_organization up ON up.id = COALESCE(p.superior_id, p.organization_id)
    WHERE {_STANDING} AND up.path >= %(lo)s AND up.path < %(hi)s
    """,
    (
        Duty(
            "plan.conclude",
            "{label}年终考核",
            "{count} 份计划和责任状还没有年终考核",
            "去考核",
            _page,
            KEEP,
            notes="最早 {due_on:%Y-%m-%d} 到期",
        ),
    ),
)

DUTIES = (MADE, SIGNED, REPORTED, CONCLUDED)
