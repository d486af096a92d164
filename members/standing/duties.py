"""Whom a branch has to look for, to decide on, to be in touch with (MEM-22; 党员教育管理条例 24, 34)."""

from django.urls import reverse

from core.records.duties import Duty, Message, Source
from members.standing.models import StandingSpell

_FROM = """
    FROM members_standingspell r
    JOIN members_membership m ON m.person_id = r.person_id AND upper_inf(m.during)
    JOIN organizations_organization h ON h.id = m.organization_id
    JOIN std s ON s.organization_id = h.id
    JOIN people_person p ON p.id = r.person_id
    WHERE r.kind = '{kind}' AND upper_inf(r.during) AND h.path >= %(lo)s AND h.path < %(hi)s
"""


def _source(key: str, kind: str, *, due: str, name: str, one: str, many: str, button: str, detail: str) -> Source:
    """A duty that opens and is due on the day when the time of a standing is over."""
    short = name.rpartition(".")[2]
    return Source(
        key,
        f"""
        SELECT '{key}' AS key, h.id AS organization_id, h.path AS scope, NULL AS person_id, NULL AS barred_id,
               m.id AS record, 1 AS amount, {due.format(n=f"s.{short}")} AS opens_on,
               {due.format(n=f"s.{short}")} AS due_on, NULL AS verdict, p.name AS label,
               '自 ' || lower(r.during) || ' 起{detail}' AS detail, ARRAY[0] AS remind
        {_FROM.format(kind=kind)}
        """,
        (
            Duty(
                key,
                one,
                many,
                button,
                lambda line: reverse("members:standings"),
                "organizations.manage_member",
                notes="{label}，{detail}",
                message=Message(
                    key,
                    detail,
                    "members.membership",
                    one,
                    "{detail}",
                    lambda: reverse("members:member", args=[0]),
                ),
            ),
        ),
        {short: name},
    )


DUTIES = (
    _source(
        "standing.lost",
        StandingSpell.Kind.LOST,
        due="(lower(r.during) + make_interval(months => {n}))::date",
        name="mem.lost_contact.months",
        one="{label}失去联系期满，作出处理",
        many="{count} 名党员失去联系期满，作出处理",
        button="去处理",
        detail="失去联系",
    ),
    _source(
        "standing.suspended",
        StandingSpell.Kind.SUSPENDED,
        due="(lower(r.during) + make_interval(years => {n}))::date",
        name="mem.lost_contact.removal_years",
        one="{label}停止党籍期满，恢复或除名",
        many="{count} 名党员停止党籍期满，恢复或除名",
        button="去处理",
        detail="停止党籍",
    ),
    _source(
        "standing.abroad",
        StandingSpell.Kind.ABROAD,
        due="(COALESCE(r.contacted_on, lower(r.during)) + make_interval(months => {n}))::date",
        name="mem.abroad.contact_months",
        one="与{label}联系（出国）",
        many="与 {count} 名出国的党员联系",
        button="登记联系",
        detail="出国（境）",
    ),
)
