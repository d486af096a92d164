"""Duties of agreements and volunteer service (docs/calendar.md; S2 五(二), 三(五))."""

from django.urls import reverse

from core.records.duties import Duty, Message, Source, past
from core.records.measures import values_of
from core.zone import local_day
from organizations.standards import month_day_sql
from services.measures import COVERAGE_ROWS, COVERAGE_STANDARDS
from services.models import Activity, Agreement, AgreementChange, AgreementItem, Claim
from services.rules import HOURS_FOR_MEMBER, REPORT_AFTER, WAITING_FOR_UNIT

MANAGE = "organizations.manage_service"
ITEM_DUE = "services.item_due"
REPORT_DUE = "services.report_due"
SUMMARIES_DUE = "services.summaries_due"
AGREEMENTS_UNSIGNED = "services.agreements_unsigned"
HOURS_UNCONFIRMED = "services.hours_unconfirmed"

ITEM_OPENS = "svc.agreement.item_opens_days_before"
"""Days before its date on which an item stands on the lists, whatever the reminders' days are."""

SIGN = Source(
    "agreement.sign",
    f"""
    SELECT 'agreement.sign' AS key, c.organization_id, o.path AS scope, NULL AS person_id, NULL AS barred_id,
           c.record, 1 AS amount, GREATEST({month_day_sql("%(year)s", "s.sign_opens")}, c.since) AS opens_on,
           c.due_on, NULL AS verdict, u.name AS label, '签订期限 ' || c.due_on AS detail, s.sign_remind AS remind
    FROM ({COVERAGE_ROWS}) c
    JOIN organizations_organization o ON o.id = c.organization_id
    JOIN std s ON s.organization_id = c.organization_id
    JOIN organizations_unit u ON u.id = c.unit_id
    WHERE NOT c.signed
    """,
    (
        Duty(
            "agreement.sign",
            "与{label}签订共建协议",
            "与 {count} 个单位签订共建协议",
            "去签订",
            lambda line: reverse("services:coverage") + "?show=missing",
            MANAGE,
            note="双方确认后协议生效",
            notes="双方确认后协议生效",
            behind="{organizations} 个社区还有单位没有签订共建协议",
            behind_note="共 {missing} 个单位",
            behind_url=lambda line: reverse("services:coverage"),
            message=Message(
                AGREEMENTS_UNSIGNED,
                "共建协议未签",
                "organizations.organization",
                "还有 {count} 个单位没有签订共建协议",
                "{detail}",
                lambda: reverse("services:coverage") + "?show=missing",
                together=True,
            ),
        ),
    ),
    COVERAGE_STANDARDS | {"sign_opens": "svc.agreement.sign_opens", "sign_remind": "svc.agreement.remind_days_before"},
)

_BINDS = f"(a.state IN {values_of(Agreement.RUNNING)} OR a.state = '{Agreement.State.ENDED}' AND i.due_on < a.ended_on)"
"""SQL condition: the agreement binds on the item's day (AgreementItemQuerySet.owed)."""

_ITEM = f"""
    i.organization_id, i.scope, {{person}} AS person_id, NULL AS barred_id, i.id AS record, 1 AS amount,
           i.due_on - s.item_opens AS opens_on, i.due_on, NULL AS verdict, i.title AS label,
           '完成期限 ' || i.due_on || '，已完成 ' || i.done || '/' || i.target || ' 次' AS detail,
           s.item_remind || ARRAY[-1] AS remind
    FROM services_agreementitem i
    JOIN services_agreement a ON a.id = i.agreement_id
     AND {_BINDS}
    JOIN std s ON s.organization_id = i.organization_id
    JOIN organizations_unitpresence p ON p.organization_id = i.organization_id AND p.unit_id = a.unit_id
     AND p.during @> i.due_on
    WHERE i.state = '{AgreementItem.State.OPEN}' AND i.scope >= %(lo)s AND i.scope < %(hi)s
"""
_ITEM_STANDARDS = {"item_remind": "svc.agreement.remind_days_before", "item_opens": ITEM_OPENS}


def _item_message(url: str) -> Message:
    return Message(
        ITEM_DUE,
        "共建事项到期",
        "services.agreementitem",
        "共建事项到期：{label}",
        "{detail}",
        lambda: reverse(url),
        channels=("email",),
    )


ITEMS = Source(
    "agreement_item.progress",
    f"SELECT 'agreement_item.progress' AS key, {_ITEM.format(person='NULL')}",
    (
        Duty(
            "agreement_item.progress",
            "登记共建事项的进展：{label}",
            "登记 {count} 项共建事项的进展",
            "去登记",
            lambda line: reverse("services:index"),
            MANAGE,
            notes="即将到期或已逾期",
            behind="{organizations} 个社区有逾期的共建事项",
            behind_note="共 {missing} 项",
            behind_url=lambda line: reverse("services:index"),
            message=_item_message("services:index"),
        ),
    ),
    _ITEM_STANDARDS,
)

ITEMS_OF_UNIT = Source(
    "agreement_item.unit",
    f"SELECT 'agreement_item.unit' AS key, {_ITEM.format(person='p.contact_id')} AND p.contact_id IS NOT NULL",
    (
        Duty(
            "agreement_item.unit",
            "登记共建事项的进展：{label}",
            "登记本单位 {count} 项共建事项的进展",
            "去登记",
            lambda line: reverse("services:my_agreements"),
            notes="即将到期或已逾期",
            message=_item_message("services:my_agreements"),
        ),
    ),
    _ITEM_STANDARDS,
    places="SELECT organization_id FROM organizations_unitpresence WHERE contact_id = %(person)s",
)

REPORT = Source(
    "agreement.report",
    f"""
    SELECT 'agreement.report' AS key, a.organization_id, a.scope, NULL AS person_id, NULL AS barred_id, a.id AS record,
           count(*) AS amount, min(i.due_on) + s.report_after::int + 1 AS opens_on,
           min(i.due_on) + s.report_after::int + 1 AS due_on, NULL AS verdict, u.name AS label,
           count(*) || ' 项逾期超过 ' || s.report_after || ' 天，'
           || CASE u.superior_unit WHEN '' THEN '主管单位还没有登记' ELSE '发函给' || u.superior_unit END AS detail,
           ARRAY[0] AS remind
    FROM services_agreementitem i
    JOIN services_agreement a ON a.id = i.agreement_id AND {_BINDS}
    JOIN organizations_unit u ON u.id = a.unit_id
    JOIN std s ON s.organization_id = i.organization_id
    JOIN organizations_unitpresence p ON p.organization_id = i.organization_id AND p.unit_id = a.unit_id
     AND p.during @> i.due_on
    WHERE i.state = '{AgreementItem.State.OPEN}' AND i.scope >= %(lo)s AND i.scope < %(hi)s
      AND {past("i.due_on + s.report_after::int")}
      AND NOT EXISTS (SELECT 1 FROM services_letteritem l WHERE l.item_id = i.id AND l.standing)
    GROUP BY a.organization_id, a.scope, a.id, s.report_after, u.name, u.superior_unit
    """,
    (
        Duty(
            "agreement.report",
            "向主管单位通报逾期的共建事项：{label}",
            "向主管单位通报 {count} 项逾期的共建事项",
            "去通报",
            lambda line: reverse("services:report_overdue", args=[line.record]),
            MANAGE,
            notes="逾期太久的，发函给单位的主管单位",
            behind="{organizations} 个社区没有通报久拖的共建事项",
            behind_note="共 {missing} 项",
            behind_url=lambda line: reverse("services:items") + "?show=overdue",
            message=Message(
                REPORT_DUE,
                "逾期事项待通报",
                "services.agreement",
                "请向主管单位通报逾期的共建事项：{label}",
                "{detail}",
                lambda: reverse("services:report_overdue", args=[0]),
            ),
        ),
    ),
    {"report_after": REPORT_AFTER},
)

CONFIRM = Source(
    "agreement.confirm",
    f"""
    SELECT 'agreement.confirm' AS key, a.organization_id, a.scope, p.contact_id AS person_id, NULL AS barred_id,
           a.id AS record, 1 AS amount, {local_day("a.confirmed_by_community_at")} AS opens_on,
           {local_day("a.confirmed_by_community_at")} + s.unit_days AS due_on, NULL AS verdict,
           a.year || '年' AS label, o.name || '已确认' AS detail, NULL AS remind
    FROM services_agreement a
    JOIN organizations_organization o ON o.id = a.organization_id
    JOIN organizations_unitpresence p ON p.organization_id = a.organization_id AND p.unit_id = a.unit_id
     AND p.during @> %(today)s::date AND p.contact_id IS NOT NULL
    JOIN std s ON s.organization_id = a.organization_id
    WHERE a.state = '{Agreement.State.COMMUNITY_CONFIRMED}' AND a.scope >= %(lo)s AND a.scope < %(hi)s
    """,
    (
        Duty(
            "agreement.confirm",
            "确认{label}共建协议",
            "确认 {count} 份共建协议",
            "去确认",
            lambda line: (
                reverse("services:my_agreement", args=[line.record])
                if line.count == 1
                else reverse("services:my_agreements")
            ),
            notes="社区已确认",
            message=Message(
                WAITING_FOR_UNIT,
                "共建协议等单位确认",
                "services.agreement",
                "请确认{label}共建协议",
                "{detail}",
                lambda: reverse("services:my_agreements"),
                channels=("email",),
            ),
        ),
    ),
    {"unit_days": "svc.agreement.confirm_days"},
    places="SELECT organization_id FROM organizations_unitpresence WHERE contact_id = %(person)s",
)

HOURS = Source(
    "hours.confirm",
    f"""
    SELECT 'hours.confirm' AS key, v.organization_id, v.scope, NULL AS person_id, u.id AS barred_id, v.id AS record,
           1 AS amount, {local_day("GREATEST(v.ends_at, k.disputed_at)")} AS opens_on,
           {local_day("GREATEST(v.ends_at, k.disputed_at)")} + s.hours_days AS due_on, NULL AS verdict,
           v.title AS label, '社区确认后由党员本人确认' AS detail, ARRAY[s.hours_days - 1] AS remind
    FROM services_claim k
    JOIN services_activity v ON v.id = k.activity_id AND v.state <> '{Activity.State.CANCELLED}'
     AND v.ends_at < %(now)s
    JOIN std s ON s.organization_id = v.organization_id
    LEFT JOIN people_user u ON u.person_id = k.person_id
    WHERE k.state = '{Claim.State.ATTENDED}' AND k.confirmed_by_community_at IS NULL
      AND k.scope >= %(lo)s AND k.scope < %(hi)s
    """,
    (
        Duty(
            "hours.confirm",
            "确认 {count} 人次志愿服务时长",
            "确认 {count} 人次志愿服务时长",
            "去确认",
            lambda line: reverse("services:activities") + "?show=hours",
            MANAGE,
            notes="社区确认后由党员本人确认",
            behind="{organizations} 个社区有服务时长没有确认",
            behind_note="共 {missing} 人次",
            behind_url=lambda line: reverse("services:activities") + "?show=hours",
            message=Message(
                HOURS_UNCONFIRMED,
                "服务时长待社区确认",
                "services.activity",
                "请确认志愿服务时长：{label}",
                "{count} 人次待确认",
                lambda: reverse("services:activity", args=[0]),
            ),
        ),
    ),
    {"hours_days": "svc.hours.confirm_days"},
)

OWN_HOURS = Source(
    "hours.confirm_own",
    f"""
    SELECT 'hours.confirm_own' AS key, k.organization_id, k.scope, k.person_id, NULL AS barred_id, k.id AS record,
           1 AS amount, {local_day("k.confirmed_by_community_at")} AS opens_on,
           {local_day("k.confirmed_by_community_at")} + s.own_hours_days AS due_on, NULL AS verdict, v.title AS label,
           '社区已确认 ' || k.hours || ' 小时' AS detail, NULL AS remind
    FROM services_claim k
    JOIN services_activity v ON v.id = k.activity_id
    JOIN std s ON s.organization_id = k.organization_id
    WHERE k.state = '{Claim.State.ATTENDED}' AND k.confirmed_by_community_at IS NOT NULL
      AND k.confirmed_by_member_at IS NULL AND k.scope >= %(lo)s AND k.scope < %(hi)s
    """,
    (
        Duty(
            "hours.confirm_own",
            "确认服务时长：{label}",
            "确认 {count} 次服务的时长",
            "去确认",
            lambda line: reverse("services:mine"),
            message=Message(
                HOURS_FOR_MEMBER,
                "服务时长等本人确认",
                "services.claim",
                "请确认服务时长：{label}",
                "{detail}",
                lambda: reverse("services:mine"),
            ),
        ),
    ),
    {"own_hours_days": "svc.hours.confirm_days"},
    places="SELECT organization_id FROM services_claim WHERE person_id = %(person)s",
)

CHANGES = Source(
    "agreement.change",
    f"""
    SELECT 'agreement.change' AS key, g.organization_id, g.scope, p.contact_id AS person_id, NULL AS barred_id,
           g.id AS record, 1 AS amount, {local_day("g.proposed_at")} AS opens_on,
           {local_day("g.proposed_at")} + s.unit_days AS due_on, NULL AS verdict,
           a.year || '年' AS label, g.reason AS detail, NULL AS remind
    FROM services_agreementchange g
    JOIN services_agreement a ON a.id = g.agreement_id AND a.state IN {values_of(Agreement.RUNNING)}
    JOIN organizations_unitpresence p ON p.organization_id = a.organization_id AND p.unit_id = a.unit_id
     AND p.during @> %(today)s::date AND p.contact_id IS NOT NULL
    JOIN std s ON s.organization_id = g.organization_id
    WHERE g.state = '{AgreementChange.State.PROPOSED}' AND g.scope >= %(lo)s AND g.scope < %(hi)s
    """,
    (
        Duty(
            "agreement.change",
            "确认{label}共建协议的变更",
            "确认 {count} 项共建协议变更",
            "去确认",
            lambda line: reverse("services:my_agreements"),
        ),
    ),
    {"unit_days": "svc.agreement.confirm_days"},
    places="SELECT organization_id FROM organizations_unitpresence WHERE contact_id = %(person)s",
)

SUMMARY = Source(
    "agreement.summary",
    f"""
    SELECT 'agreement.summary' AS key, a.organization_id, a.scope, NULL AS person_id, NULL AS barred_id,
           a.id AS record, 1 AS amount, {month_day_sql("a.year", "s.close_from")} AS opens_on,
           make_date(a.year, 12, 31) AS due_on, NULL AS verdict, u.name AS label,
           CASE WHEN a.state IN {values_of(Agreement.RUNNING)} THEN '先办结协议，再送达' ELSE '下载总结，送达单位' END
           AS detail, s.summary_remind AS remind
    FROM services_agreement a
    JOIN organizations_unit u ON u.id = a.unit_id
    JOIN std s ON s.organization_id = a.organization_id
    WHERE a.state IN {values_of(Agreement.SIGNED)} AND a.summary_handed_on IS NULL
      AND make_date(a.year, 12, 31) >= %(since)s AND a.scope >= %(lo)s AND a.scope < %(hi)s
    """,
    (
        Duty(
            "agreement.summary",
            "把年度共建总结送达{label}",
            "把年度共建总结送达 {count} 个单位",
            "去送达",
            lambda line: (
                reverse("services:agreement", args=[line.record]) if line.count == 1 else reverse("services:agreements")
            ),
            MANAGE,
            notes="办结或终止的协议，每个单位一份",
            behind="{organizations} 个社区没有送达年度共建总结",
            behind_note="共 {missing} 个单位",
            behind_url=lambda line: reverse("services:agreements"),
            message=Message(
                SUMMARIES_DUE,
                "年度共建总结未送达",
                "organizations.organization",
                "还有 {count} 个单位没有拿到年度共建总结",
                "{detail}",
                lambda: reverse("services:agreements"),
                together=True,
            ),
        ),
    ),
    {"close_from": "svc.agreement.close_from", "summary_remind": "svc.agreement.remind_days_before"},
)

DUTIES = (SIGN, ITEMS, ITEMS_OF_UNIT, REPORT, CHANGES, SUMMARY, CONFIRM, HOURS, OWN_HOURS)
