"""Floating members are entered, taken in where they came to, and in contact with both sides (MEM-12; S4B 二(三))."""

from django.urls import reverse

from core.records.duties import Duty, Line, Message, Source
from members.floating.models import FloatingDirection
from members.models import Membership
from organizations.registers.forms import KEEP

CONTACT_MONTHS = "mem.floating.contact_months"
ENTER_DAYS = TAKE_DAYS = 30
"""Days after the class of a member became floating, and after somebody was sent here, within which it is entered."""
OPENS_DAYS = 30
"""Days before a contact is due at which it stands in the list."""
VIEW = "organizations.view_organization"


def _entry(line: Line) -> str:
    return reverse("members:floating_entry", args=[line.record])


def _duty(key: str, one: str, many: str, button: str, url: object, behind: str, model: str) -> tuple[Duty, ...]:
    page = "members:member" if model == "members.membership" else "members:floating_entry"
    return (
        Duty(
            key,
            one,
            many,
            button,
            url,  # type: ignore[arg-type]
            KEEP,
            notes="{label}等",
            behind=behind,
            overseer=VIEW,
            behind_note="共 {missing} 人",
            behind_url=lambda _line: reverse("members:floating_directory"),
            message=Message(
                key, "流动党员待办", model, one, "{detail}，期限 {due_on}", lambda: reverse(page, args=[0])
            ),
        ),
    )


ENTER = Source(
    "floating.enter",
    f"""
    SELECT 'floating.enter' AS key, m.organization_id, m.scope, NULL AS person_id, NULL AS barred_id,
           m.id AS record, 1 AS amount, lower(m.during) AS opens_on, lower(m.during) + {ENTER_DAYS} AS due_on,
           NULL AS verdict, p.name AS label, '管理类型是外出流动，没有登记去向' AS detail, ARRAY[7, 0] AS remind
    FROM members_membership m
    JOIN people_person p ON p.id = m.person_id
    WHERE upper_inf(m.during) AND m.member_class = '{Membership.MemberClass.FLOATING_OUT}'
      AND m.scope >= %(lo)s AND m.scope < %(hi)s
      AND NOT EXISTS (SELECT 1 FROM members_floatingmember f
          WHERE f.person_id = m.person_id AND f.direction = '{FloatingDirection.OUT}' AND f.withdrawn_on IS NULL
            AND f.during @> %(today)s::date)
    """,
    _duty(
        "floating.enter",
        "登记外出党员{label}的去向",
        "{count} 名外出党员没有登记去向",
        "去登记",
        lambda _line: reverse("members:floating_new"),
        "{organizations} 个支部有外出党员没有登记去向",
        "members.membership",
    ),
)

TAKE = Source(
    "floating.take",
    f"""
    SELECT 'floating.take' AS key, f.organization_id, f.scope, NULL AS person_id, NULL AS barred_id,
           f.id AS record, 1 AS amount, f.known_on AS opens_on, f.known_on + {TAKE_DAYS} AS due_on,
           NULL AS verdict, p.name AS label, '来自' || f.place AS detail, ARRAY[7, 0] AS remind
    FROM members_floatingmember f
    JOIN people_person p ON p.id = f.person_id
    WHERE f.direction = '{FloatingDirection.IN}' AND f.taken_on IS NULL AND f.withdrawn_on IS NULL
      AND upper_inf(f.during) AND f.scope >= %(lo)s AND f.scope < %(hi)s
    """,
    _duty(
        "floating.take",
        "接收流入党员{label}",
        "{count} 名流入党员等待接收",
        "去接收",
        _entry,
        "{organizations} 个支部有流入党员没有接收",
        "members.floatingmember",
    ),
)

CONTACT = Source(
    "floating.contact",
    f"""
    SELECT 'floating.contact' AS key, q.organization_id, q.scope, NULL AS person_id, NULL AS barred_id,
           q.id AS record, 1 AS amount, q.due_on - {OPENS_DAYS} AS opens_on, q.due_on, NULL AS verdict,
           q.name AS label, '最近联系 ' || q.last AS detail, ARRAY[7, 0] AS remind
    FROM (
        SELECT f.id, f.organization_id, f.scope, p.name, c.last,
               (c.last + make_interval(months => s.floating_months))::date AS due_on
        FROM members_floatingmember f
        JOIN std s ON s.organization_id = f.organization_id
        JOIN people_person p ON p.id = f.person_id
        CROSS JOIN LATERAL (SELECT GREATEST(lower(f.during), f.taken_on, max(k.happened_on)) AS last
            FROM members_floatingcontact k WHERE k.floating_id = f.id) c
        WHERE f.withdrawn_on IS NULL AND upper_inf(f.during) AND s.floating_months > 0
          AND (f.direction = '{FloatingDirection.OUT}' OR f.taken_on IS NOT NULL)
          AND f.scope >= %(lo)s AND f.scope < %(hi)s
    ) q
    WHERE q.due_on - {OPENS_DAYS} <= %(today)s::date
    """,
    _duty(
        "floating.contact",
        "与流动党员{label}联系一次",
        "与 {count} 名流动党员联系",
        "登记联系",
        _entry,
        "{organizations} 个支部没有按期联系流动党员",
        "members.floatingmember",
    ),
    {"floating_months": CONTACT_MONTHS},
)

DUTIES = (ENTER, TAKE, CONTACT)
