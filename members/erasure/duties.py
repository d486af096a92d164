"""Duties of erasure: the second officer's word on a list, and whoever asks to be erased (PIPL 47, 50)."""

from django.urls import reverse

from core.chinese.calendar import add_working_days_sql
from core.records.duties import Duty, Message, Source
from core.zone import local_day
from members.erasure.models import Erasure
from people.models import CorrectionRequest

_PROPOSED, _ASKED = local_day("e.proposed_at"), local_day("c.submitted_at")

CONFIRM = Source(
    "erasure.confirm",
    f"""
    SELECT 'erasure.confirm' AS key, e.organization_id, e.scope, NULL AS person_id, e.proposed_by_id AS barred_id,
           e.id AS record, 1 AS amount, {_PROPOSED} AS opens_on,
           {add_working_days_sql(_PROPOSED, "s.correction_days", "d")} AS due_on, NULL AS verdict,
           o.name AS label, e.reason AS detail, ARRAY[0, -1] AS remind
    FROM members_erasure e
    JOIN std s ON s.organization_id = e.organization_id
    JOIN organizations_organization o ON o.id = e.organization_id
    LEFT JOIN workdays w ON w.date = {_PROPOSED}
    LEFT JOIN workdays d ON d.working AND d.number = w.number + s.correction_days
    WHERE e.state = '{Erasure.State.PROPOSED}' AND e.scope >= %(lo)s AND e.scope < %(hi)s
    """,
    (
        Duty(
            "erasure.confirm",
            "确认{label}到期信息的清除单",
            "确认 {count} 份清除单",
            "去确认",
            lambda line: reverse("members:erasure", args=[line.record]),
            "organizations.manage_member",
            notes="{detail}",
            message=Message(
                "erasure.confirm",
                "清除单待确认",
                "members.erasure",
                "请确认{label}到期信息的清除单",
                "办理期限 {due_on}",
                lambda: reverse("members:erasures"),
            ),
        ),
    ),
    {"correction_days": "core.correction.answer_working_days"},
)

ASKED = Source(
    "erasure.asked",
    f"""
    SELECT 'erasure.asked' AS key, b.organization_id, b.scope, NULL AS person_id, u.id AS barred_id,
           c.id AS record, 1 AS amount, {_ASKED} AS opens_on, {_ASKED} + s.answer_days AS due_on, NULL AS verdict,
           p.name AS label, '本人申请删除登记信息' AS detail, ARRAY[0, -1] AS remind
    FROM people_correctionrequest c
    JOIN people_person p ON p.id = c.person_id
    JOIN LATERAL (
        SELECT r.organization_id, r.scope FROM members_dualregistration r
        WHERE r.person_id = c.person_id ORDER BY r.submitted_at DESC, r.id DESC LIMIT 1
    ) b ON b.scope >= %(lo)s AND b.scope < %(hi)s
    JOIN std s ON s.organization_id = b.organization_id
    LEFT JOIN people_user u ON u.person_id = c.person_id
    WHERE c.state <> '{CorrectionRequest.State.REFUSED}' AND c.field = '{CorrectionRequest.Field.ERASE}'
    """,
    (
        Duty(
            "erasure.asked",
            "办理{label}的删除申请",
            "办理 {count} 份删除申请",
            "去清除",
            lambda line: f"{reverse('members:erasures')}?community={line.organization_id}",
            "organizations.manage_member",
            notes="{detail}",
            message=Message(
                "erasure.asked",
                "删除申请待办理",
                "people.correctionrequest",
                "请办理删除申请：{label}",
                "办理期限 {due_on}",
                lambda: reverse("members:erasures"),
            ),
        ),
    ),
    {"answer_days": "core.personal_request_days"},
)

DUTIES = (CONFIRM, ASKED)
