"""Duties of transfers: the branch that is asked for a member answers; letters are taken in and answered (MEM-11)."""

from django.urls import reverse

from core.chinese.calendar import add_working_days_sql
from core.records.duties import Duty, Message, Source
from core.zone import local_day
from members.models import TransferLetter, TransferRequest

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

_LETTER = """
    FROM members_transferletter r
    JOIN people_person p ON p.id = r.person_id
    JOIN organizations_organization h ON h.id = r.{holder}
    JOIN std s ON s.organization_id = h.id
    WHERE r.state = '{state}' AND h.path >= %(lo)s AND h.path < %(hi)s
"""
_RECEIPT_STANDARDS = {"receipt_months": "mem.transfer.receipt_months"}


def _letter_message(kind: str, label: str, title: str) -> Message:
    return Message(
        kind, label, "members.transferletter", title, "{detail}", lambda: reverse("members:letter", args=[0])
    )


LETTERS_COMING = Source(
    "letter.accept",
    f"""
    SELECT 'letter.accept' AS key, h.id AS organization_id, h.path AS scope, NULL AS person_id, NULL AS barred_id,
           r.id AS record, 1 AS amount, r.issued_on AS opens_on, r.valid_until AS due_on, NULL AS verdict,
           p.name AS label, '介绍信有效期至 ' || r.valid_until AS detail, ARRAY[0, 7] AS remind
    {_LETTER.format(holder="to_id", state=TransferLetter.State.ISSUED)}
      AND r.valid_until >= %(today)s::date
    """,
    (
        Duty(
            "letter.accept",
            "接收{label}的组织关系",
            "接收 {count} 名党员的组织关系",
            "去接收",
            lambda line: reverse("members:letters"),
            "organizations.manage_member",
            notes="最早一封：{label}，{detail}",
            message=_letter_message("letter.accept", "组织关系待接收", "请接收{label}的组织关系"),
        ),
    ),
    {},
)
"""A letter that is on its way to the community; past its validity nobody may take the member in."""

LETTERS_OVER = Source(
    "letter.follow",
    f"""
    SELECT 'letter.follow' AS key, h.id AS organization_id, h.path AS scope, NULL AS person_id, NULL AS barred_id,
           r.id AS record, 1 AS amount, r.valid_until + 1 AS opens_on,
           (r.valid_until + make_interval(months => s.receipt_months))::date AS due_on, NULL AS verdict,
           p.name AS label, '介绍信 ' || r.valid_until || ' 过有效期' AS detail, ARRAY[0, -1] AS remind
    {_LETTER.format(holder="organization_id", state=TransferLetter.State.ISSUED)}
      AND r.valid_until < %(today)s::date
    """,
    (
        Duty(
            "letter.follow",
            "{label}的介绍信过期没有回执",
            "{count} 封介绍信过期没有回执",
            "登记回执或作废",
            lambda line: reverse("members:letters"),
            "organizations.manage_member",
            notes="最早一封：{label}，{detail}；党员仍由开出方负责",
            behind="{organizations} 个党支部的介绍信过期没有回执",
            behind_note="共 {missing} 封",
            behind_url=lambda line: reverse("members:letters"),
            message=_letter_message("letter.follow", "介绍信过期没有回执", "{label}的介绍信过期没有回执"),
        ),
    ),
    _RECEIPT_STANDARDS,
)
"""A letter without a receipt: whoever wrote it answers for the member until then (党员教育管理条例 25)."""

RECEIPTS = Source(
    "letter.receipt",
    f"""
    SELECT 'letter.receipt' AS key, h.id AS organization_id, h.path AS scope, NULL AS person_id, NULL AS barred_id,
           r.id AS record, 1 AS amount, r.received_on AS opens_on,
           (r.received_on + make_interval(months => s.receipt_months))::date AS due_on, NULL AS verdict,
           p.name AS label, r.received_on || ' 接收' AS detail, ARRAY[7, -1] AS remind
    {_LETTER.format(holder="organization_id", state=TransferLetter.State.RECEIVED)}
    """,
    (
        Duty(
            "letter.receipt",
            "寄回{label}的介绍信回执",
            "寄回 {count} 份介绍信回执",
            "打印并登记",
            lambda line: reverse("members:letters"),
            "organizations.manage_member",
            notes="最早一份：{label}，{detail}",
            behind="{organizations} 个党支部有逾期未寄的介绍信回执",
            behind_note="共 {missing} 份",
            behind_url=lambda line: reverse("members:letters"),
            message=_letter_message("letter.receipt", "介绍信回执待寄", "请寄回{label}的介绍信回执"),
        ),
    ),
    _RECEIPT_STANDARDS,
)

DUTIES = (TRANSFERS, LETTERS_COMING, LETTERS_OVER, RECEIPTS)
