"""The duty of the branch that is asked for a member (MEM-11)."""

from django.urls import reverse

from core.chinese.calendar import add_working_days_sql
from core.records.duties import Duty, Message, Source
from core.zone import local_day
from members.models import TransferRequest

_ASKED = local_day("r.asked_at")

TRANSFERS = Source(
    "transfer.answer",
    f"""
    SELECT 'transfer.answer' AS key, h.id AS organization_id, h.path AS scope, NULL AS person_id, NULL AS barred_id,
           r.id AS record, 1 AS amount, {_ASKED} AS opens_on,
           {add_working_days_sql(_ASKED, "s.transfer_days", "e")} AS due_on, NULL AS verdict,
           p.name AS label, o.name || '提出' AS detail, ARRAY[0, -1] AS remind
    FROM members_transferrequest r
    LEFT JOIN members_membership m ON m.person_id = r.person_id AND upper_inf(m.during)
    JOIN organizations_organization h ON h.id = COALESCE(m.organization_id, r.held_by_id)
     AND h.id <> r.organization_id
    JOIN std s ON s.organization_id = h.id
    JOIN people_person p ON p.id = r.person_id
    JOIN organizations_organization o ON o.id = r.organization_id
    LEFT JOIN workdays w ON w.date = {_ASKED}
    LEFT JOIN workdays e ON e.working AND e.number = w.number + s.transfer_days
    WHERE r.state = '{TransferRequest.State.ASKED}' AND h.path >= %(lo)s AND h.path < %(hi)s
    """,
    (
        Duty(
            "transfer.answer",
            "答复{label}的转接申请",
            "答复 {count} 份组织关系转接申请",
            "去答复",
            lambda line: reverse("members:transfers"),
            "organizations.manage_member",
            notes="最早一份：{label}，{detail}",
            behind="{organizations} 个党支部有逾期未答复的转接申请",
            behind_note="共 {missing} 份",
            behind_url=lambda line: reverse("members:transfers"),
            message=Message(
                "transfer.answer",
                "转接申请待答复",
                "members.transferrequest",
                "请答复{label}的转接申请",
                "{detail}，答复期限 {due_on}",
                lambda: reverse("members:transfer", args=[0]),
            ),
        ),
    ),
    {"transfer_days": "mem.transfer.answer_working_days"},
)
