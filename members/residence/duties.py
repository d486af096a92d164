"""Units whose members live here are contacted, and each contact is used so many times a year (S3 二3; MEM-20)."""

from django.urls import reverse

from core.chinese.calendar import following_sql
from core.records.duties import Duty, Line, Message, Source
from members.models import DualRegistration
from members.residence.rules import PER_YEAR
from organizations.registers.forms import KEEP

BEGIN_DAYS = 30
"""Days after the first member of a unit was registered at home within which the contact begins."""
VIEW = "organizations.view_organization"

BEGIN = Source(
    "residence_contact.begin",
    f"""
    SELECT 'residence_contact.begin' AS key, q.organization_id, q.scope, NULL AS person_id, NULL AS barred_id,
           q.record, 1 AS amount, q.first AS opens_on, q.first + {BEGIN_DAYS} AS due_on, NULL AS verdict,
           q.unit_name AS label, q.persons || ' 名在职党员居住在这里' AS detail, ARRAY[7, 0] AS remind
    FROM (
        SELECT d.organization_id, d.scope, d.unit_name, min(d.id) AS record, min(lower(d.during)) AS first,
               count(DISTINCT d.person_id) AS persons
        FROM members_dualregistration d
        WHERE d.side = '{DualRegistration.Side.HOME}' AND d.state = '{DualRegistration.State.CONFIRMED}'
          AND d.unit_name <> '' AND d.during @> %(today)s::date AND d.scope >= %(lo)s AND d.scope < %(hi)s
        GROUP BY d.organization_id, d.scope, d.unit_name
    ) q
    WHERE NOT EXISTS (SELECT 1 FROM members_residencecontact r
        WHERE r.unit_name = q.unit_name AND r.withdrawn_on IS NULL AND r.during @> %(today)s::date
          AND r.scope ^@ q.scope)
    """,
    (
        Duty(
            "residence_contact.begin",
            "与{label}党组织建立工作联系",
            "还有 {count} 个单位没有与居住地支部建立联系",
            "去登记",
            lambda _line: reverse("members:residence_contacts_new"),
            KEEP,
            notes="{label}等",
            behind="{organizations} 个社区没有与在职党员的单位建立联系",
            overseer=VIEW,
            behind_note="共 {missing} 个单位",
            behind_url=lambda _line: reverse("members:residence_contacts"),
            message=Message(
                "residence_contact.begin",
                "单位待联系",
                "organizations.organization",
                "还有 {count} 个单位没有与居住地支部建立联系",
                "{detail}，期限 {due_on}",
                lambda: reverse("members:residence_contacts"),
                together=True,
            ),
        ),
    ),
)

_NUMBER = "GREATEST(s.contacts, 1)"
_MONTHS = f"CASE WHEN 12 %% {_NUMBER} = 0 THEN 12 / {_NUMBER} ELSE 12 END"
_NEEDED = f"CASE WHEN 12 %% {_NUMBER} = 0 THEN 1 ELSE {_NUMBER} END"


def _page(line: Line) -> str:
    return reverse("members:residence_contacts_entry", args=[line.record])


HOLD = Source(
    "residence_contact.hold",
    f"""
    SELECT 'residence_contact.hold' AS key, q.organization_id, q.scope, NULL AS person_id, NULL AS barred_id,
           q.id AS record, 1 AS amount, q.last_month AS opens_on, {following_sql("(q.next - 1)", "w")} AS due_on,
           CASE WHEN q.held >= q.needed THEN 'counts' END AS verdict, q.unit_name AS label,
           '应联系 ' || q.needed || ' 次，已登记 ' || q.held || ' 次' AS detail, ARRAY[7, 0] AS remind
    FROM (
        SELECT c.id, c.organization_id, c.scope, c.unit_name, {_NEEDED} AS needed,
               (g + make_interval(months => d.months))::date AS next,
               (g + make_interval(months => d.months - 1))::date AS last_month,
               (SELECT count(DISTINCT e.happened_on) FROM members_contactexchange e WHERE e.contact_id = c.id
                AND e.happened_on >= g::date
                AND e.happened_on < (g + make_interval(months => d.months))::date) AS held
        FROM members_residencecontact c
        JOIN std s ON s.organization_id = c.organization_id
        CROSS JOIN LATERAL (SELECT {_MONTHS} AS months) d
        CROSS JOIN LATERAL generate_series(%(since)s::date, %(today)s::date, make_interval(months => d.months)) g
        WHERE c.withdrawn_on IS NULL AND s.contacts > 0 AND c.scope >= %(lo)s AND c.scope < %(hi)s
          AND lower(c.during) < (g + make_interval(months => d.months - 1))::date
          AND c.during @> LEAST((g + make_interval(months => d.months))::date - 1, %(today)s::date)
    ) q
    LEFT JOIN workdays w ON w.date = q.next - 1""",
    (
        Duty(
            "residence_contact.hold",
            "与{label}党组织联系一次",
            "{count} 个单位这半年还没有联系",
            "去登记",
            _page,
            KEEP,
            behind="{organizations} 个支部没有按期与单位联系",
            overseer=VIEW,
            behind_note="共 {missing} 个单位",
            behind_url=lambda _line: reverse("members:residence_contacts"),
            message=Message(
                "residence_contact.hold",
                "单位待联系",
                "members.residencecontact",
                "请与{label}党组织联系一次",
                "{detail}，期限 {due_on}",
                lambda: reverse("members:residence_contacts_entry", args=[0]),
            ),
        ),
    ),
    {"contacts": PER_YEAR},
)

DUTIES = (BEGIN, HOLD)
