"""What the big committee agreed with staff sent in is done by its day (S2 二(二); ORG-24)."""

from django.urls import reverse

from core.records.duties import Duty, Message, Source
from organizations.registers.forms import KEEP

MATTERS = Source(
    "stationed.matter",
    """
    SELECT 'stationed.matter' AS key, m.organization_id, m.scope, NULL AS person_id, NULL AS barred_id,
           m.staff_id AS record, 1 AS amount, m.asked_on AS opens_on, m.due_on, NULL AS verdict,
           s.department || p.name AS label, m.matter AS detail, ARRAY[7, 0, -1] AS remind
    FROM organizations_stationedtask m
    JOIN tree t ON t.organization_id = m.organization_id
    JOIN organizations_stationedstaff s ON s.id = m.staff_id AND s.withdrawn_on IS NULL
    JOIN people_person p ON p.id = s.person_id
    WHERE m.done_on IS NULL AND m.asked_on <= %(today)s::date AND m.scope >= %(lo)s AND m.scope < %(hi)s
    """,
    (
        Duty(
            "stationed.matter",
            "办结与{label}协调的事项",
            "{count} 项派驻人员协调事项还没有办结",
            "去办理",
            lambda line: reverse("organizations:stationed_entry", args=[line.record]),
            KEEP,
            notes="最早：{label}，{missing} 项已过期限",
            behind="{organizations} 个社区的派驻人员协调事项没有按期办结",
            overseer="organizations.view_organization",
            behind_note="共 {missing} 项",
            behind_url=lambda _line: reverse("organizations:stationed"),
            message=Message(
                "stationed.matter",
                "派驻人员协调事项",
                "organizations.stationedstaff",
                "与{label}协调的事项还没有办结",
                "{detail}，期限 {due_on}",
                lambda: reverse("organizations:stationed_entry", args=[0]),
            ),
        ),
    ),
)

DUTIES = (MATTERS,)
