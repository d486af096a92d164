"""Vouchers to approve, periods to make public, and the yearly sum of each community (S2 四(六); S0 三(四)3)."""

from django.urls import reverse

from core.records.duties import Duty, Line, Message, Source
from organizations.registers.forms import KEEP
from organizations.tree.queries import stood_since
from services.funds.models import FundKind

APPROVE_DAYS = 7
"""Days within which a second officer looks at a voucher."""
PUBLISH_DAYS = 15
"""Days after a period within which its money is made public."""
ALLOCATE_MONTH = 12
"""Month in which the year's sum has to be there."""
VIEW = "organizations.view_organization"


def _vouchers(line: Line) -> str:
    if line.count == 1 and line.record:
        return reverse("services:vouchers_entry", args=[line.record])
    return reverse("services:vouchers")


def _funds(line: Line) -> str:
    return reverse("services:fund_community", args=[line.organization_id])


def _grants(line: Line) -> str:
    if line.count == 1 and line.record:
        return reverse("services:grants_entry", args=[line.record])
    return reverse("services:grants")


def _help(line: Line) -> str:
    return reverse("services:help_fund", args=[line.organization_id])


def _all(_line: Line) -> str:
    return reverse("services:funds")


APPROVED = Source(
    "voucher.approve",
    f"""
    SELECT CASE v.fund WHEN '' THEN 'voucher.approve' ELSE 'grant.approve' END AS key, v.organization_id, v.scope,
           NULL AS person_id, v.entered_by_id AS barred_id,
           v.id AS record, 1 AS amount, v.happened_on AS opens_on, v.happened_on + {APPROVE_DAYS} AS due_on,
           NULL AS verdict, v.number AS label, v.purpose || '，' || v.amount || ' 元' AS detail, NULL AS remind
    FROM services_fundvoucher v
    WHERE v.withdrawn_on IS NULL AND v.approved_on IS NULL AND v.scope >= %(lo)s AND v.scope < %(hi)s
    """,
    (
        Duty(
            "voucher.approve",
            "审核凭证：{label}",
            "{count} 张凭证待审核",
            "去审核",
            _vouchers,
            KEEP,
            notes="由经办人以外的人审核",
        ),
        Duty(
            "grant.approve",
            "审核帮扶基金凭证：{label}",
            "{count} 张帮扶基金凭证待审核",
            "去审核",
            _grants,
            KEEP,
            notes="由经办人以外的人审核",
        ),
    ),
)

_PERIODS = """
    FROM (
        SELECT c.organization_id, o.path, o.name, f.first,
               LEAST((f.first + make_interval(months => s.fund_months::int))::date, make_date(y + 1, 1, 1)) AS next
        FROM generate_series(extract(year FROM %(since)s::date)::int, %(year)s) y
        CROSS JOIN communities c
        JOIN organizations_organization o ON o.id = c.organization_id
        JOIN std s ON s.organization_id = c.organization_id
        CROSS JOIN LATERAL (SELECT make_date(y, m, 1) AS first FROM generate_series(1, 12, s.fund_months::int) m) f
        WHERE o.path >= %(lo)s AND o.path < %(hi)s
    ) q
"""
"""SQL: the periods of every community: ``organization_id``, ``path``, ``name``, ``first``, the ``next`` one's first."""

PUBLISHED = Source(
    "funds.publish",
    f"""
    SELECT 'funds.publish' AS key, q.organization_id, q.path AS scope, NULL AS person_id, NULL AS barred_id,
           NULL AS record, 1 AS amount, q.next AS opens_on, q.next + {PUBLISH_DAYS} AS due_on,
           CASE WHEN EXISTS (SELECT 1 FROM services_fundreport r WHERE r.organization_id = q.organization_id
                AND r.fund = '' AND r.first = q.first AND r.withdrawn_because = '') THEN 'counts' END AS verdict,
           to_char(q.first, 'YYYY年FMMM月') || '至' || extract(month FROM q.next - 1) || '月' AS label,
           q.name || '：党建活动经费收支' AS detail, ARRAY[7, 0, -1] AS remind
    {_PERIODS}
    WHERE q.next <= %(today)s AND EXISTS (SELECT 1 FROM services_fundbooking b
        WHERE b.organization_id = q.organization_id AND b.fund = '' AND b.booked_on < q.next)
    """,
    (
        Duty(
            "funds.publish",
            "公开{label}的经费收支",
            "{count} 期经费收支还没有公开",
            "去公开",
            _funds,
            KEEP,
            behind="{organizations} 个社区没有按期公开经费收支",
            overseer=VIEW,
            behind_note="共 {missing} 期",
            behind_url=_all,
            message=Message(
                "funds.publish",
                "经费待公开",
                "organizations.organization",
                "还没有公开{label}的经费收支",
                "期限 {due_on}",
                lambda: reverse("services:funds"),
                together=True,
            ),
        ),
    ),
    {"fund_months": "svc.fund.publish_months"},
)

HELPED = Source(
    "help.publish",
    f"""
    SELECT 'help.publish' AS key, q.organization_id, q.path AS scope, NULL AS person_id, NULL AS barred_id,
           NULL AS record, 1 AS amount, q.next AS opens_on, q.next + {PUBLISH_DAYS} AS due_on,
           CASE WHEN NOT EXISTS (SELECT 1 FROM services_fundbooking b WHERE b.organization_id = q.organization_id
                AND b.fund <> '' AND b.booked_on < q.next AND NOT EXISTS (SELECT 1 FROM services_fundreport r
                WHERE r.organization_id = b.organization_id AND r.fund = b.fund AND r.first = q.first
                AND r.withdrawn_because = '')) THEN 'counts' END AS verdict,
           to_char(q.first, 'YYYY年FMMM月') || '至' || extract(month FROM q.next - 1) || '月' AS label,
           q.name || '：帮扶基金收支' AS detail, ARRAY[7, 0, -1] AS remind
    {_PERIODS}
    WHERE q.next <= %(today)s AND EXISTS (SELECT 1 FROM services_fundbooking b
        WHERE b.organization_id = q.organization_id AND b.fund <> '' AND b.booked_on < q.next)
    """,
    (
        Duty(
            "help.publish",
            "公开{label}的帮扶基金收支",
            "{count} 期帮扶基金收支还没有公开",
            "去公开",
            _help,
            KEEP,
            behind="{organizations} 个社区没有按期公开帮扶基金收支",
            overseer=VIEW,
            behind_note="共 {missing} 期",
            behind_url=lambda _line: reverse("services:help_funds"),
            message=Message(
                "help.publish",
                "帮扶基金待公开",
                "organizations.organization",
                "还没有公开{label}的帮扶基金收支",
                "期限 {due_on}",
                lambda: reverse("services:help_funds"),
                together=True,
            ),
        ),
    ),
    {"fund_months": "svc.fund.publish_months"},
)

ALLOCATED = Source(
    "funds.allocate",
    f"""
    SELECT 'funds.allocate' AS key, c.organization_id, o.path AS scope, NULL AS person_id, NULL AS barred_id,
           NULL AS record, 1 AS amount, make_date(y, {ALLOCATE_MONTH}, 1) AS opens_on, make_date(y, 12, 31) AS due_on,
           CASE WHEN given.total >= s.fund_year THEN 'counts' END AS verdict, y || '年党建活动经费' AS label,
           '已拨 ' || given.total || ' 元，每个社区每年不少于 ' || s.fund_year || ' 元' AS detail,
           ARRAY[7, 0, -1] AS remind
    FROM generate_series(extract(year FROM %(since)s::date)::int, %(year)s) y
    CROSS JOIN communities c
    JOIN organizations_organization o ON o.id = c.organization_id
    JOIN std s ON s.organization_id = c.organization_id
    CROSS JOIN LATERAL (SELECT COALESCE(sum(b.credit - b.debit), 0) AS total FROM services_fundbooking b
        WHERE b.organization_id = c.organization_id AND b.code = '{FundKind.BUDGET}'
          AND b.booked_on >= make_date(y, 1, 1) AND b.booked_on <= make_date(y, 12, 31)) given
    WHERE {stood_since("o")} <= make_date(y, 1, 1) AND o.path >= %(lo)s AND o.path < %(hi)s
    """,
    (
        Duty(
            "funds.allocate",
            "登记{label}",
            "{count} 年的党建活动经费没有足额入账",
            "去登记",
            _funds,
            KEEP,
            behind="{organizations} 个社区党建活动经费没有足额拨付",
            overseer=VIEW,
            behind_note="共 {missing} 年",
            behind_url=_all,
        ),
    ),
    {"fund_year": "svc.fund.community_year"},
)

DUTIES = (APPROVED, PUBLISHED, HELPED, ALLOCATED)
