"""Cards that a community owes its units each period, and the return that a unit owes (S2 三(五); MEM-05)."""

from django.urls import reverse

from core.chinese.calendar import add_working_days_sql
from core.records.duties import Duty, Line, Message, Source
from core.records.measures import values_of
from organizations.registers.forms import KEEP
from organizations.ties import VIEW
from services.feedback import rules
from services.feedback.queries import STOOD

_MONTHS = "CASE WHEN s.card_months > 0 AND 12 %% s.card_months::int = 0 THEN s.card_months::int ELSE 12 END"
_LAST = "(q.first + make_interval(months => q.months))::date - 1"

SEND = Source(
    "card.send",
    f"""
    SELECT 'card.send' AS key, q.organization_id, q.path AS scope, NULL AS person_id, NULL AS barred_id,
           NULL AS record, 1 AS amount, q.last - {rules.OPENS} AS opens_on, COALESCE(e.date, q.last) AS due_on,
           CASE WHEN EXISTS (SELECT 1 FROM services_feedbackround r WHERE r.organization_id = q.organization_id
                AND r.starts_on = q.first AND r.withdrawn_on IS NULL) THEN 'counts' END AS verdict,
           to_char(q.first, 'YYYY年FMMM月') || '至' || extract(month FROM q.last) || '月' AS label,
           q.units || ' 个单位的在职党员在' || q.name || '报到' AS detail, ARRAY[3, 0, -1] AS remind
    FROM (
        SELECT q.organization_id, o.path, o.name, q.first, q.months, {_LAST} AS last,
               (SELECT count(DISTINCT d.unit_name) FROM members_dualregistration d
                WHERE d.organization_id = q.organization_id AND d.unit_name <> '' AND d.state IN {values_of(STOOD)}
                  AND d.during && daterange(q.first, {_LAST} + 1)) AS units
        FROM (
            SELECT c.organization_id, m.months, g::date AS first
            FROM communities c
            JOIN std s ON s.organization_id = c.organization_id
            CROSS JOIN LATERAL (SELECT {_MONTHS} AS months) m
            CROSS JOIN LATERAL generate_series(date_trunc('year', %(since)s::date), %(today)s::date,
                                               make_interval(months => m.months)) g
        ) q
        JOIN organizations_organization o ON o.id = q.organization_id
        WHERE o.path >= %(lo)s AND o.path < %(hi)s
    ) q
    LEFT JOIN workdays w ON w.date = q.last
    LEFT JOIN workdays e ON e.working AND e.number = w.number
    WHERE q.units > 0 AND q.last - {rules.OPENS} <= %(today)s
      AND (q.first + make_interval(months => {rules.PAST + 1} * q.months))::date > %(today)s
    """,
    (
        Duty(
            "card.send",
            "给各单位送{label}的反馈卡",
            "{count} 期在职党员反馈卡还没有送",
            "去送",
            lambda _line: reverse("services:feedback_new"),
            KEEP,
            behind="{organizations} 个社区没有按期给单位送反馈卡",
            overseer=VIEW,
            behind_note="共 {missing} 期",
            behind_url=lambda _line: reverse("services:feedback"),
            message=Message(
                "card.send",
                "反馈卡待送",
                "organizations.organization",
                "请给各单位送{label}的反馈卡",
                "{detail}，期限 {due_on}",
                lambda: reverse("services:feedback_new"),
                together=True,
            ),
        ),
    ),
    {"card_months": rules.MONTHS},
)

_CARD = f"""
           c.id AS record, 1 AS amount, r.issued_on AS opens_on,
           {add_working_days_sql("r.issued_on", "s.return_days", "e")} AS due_on, NULL AS verdict,
           {{label}} AS label,
           to_char(r.starts_on, 'YYYY年FMMM月') || '起的一期，' || c.persons || ' 名在职党员' AS detail,
           {{remind}} AS remind
    FROM services_feedbackcard c
    JOIN services_feedbackround r ON r.id = c.round_id AND r.withdrawn_on IS NULL
    JOIN organizations_organization o ON o.id = c.organization_id
    JOIN std s ON s.organization_id = c.organization_id
    {{contact}}
    LEFT JOIN workdays w ON w.date = r.issued_on
    LEFT JOIN workdays e ON e.working AND e.number = w.number + s.return_days
    WHERE c.returned_on IS NULL AND c.scope >= %(lo)s AND c.scope < %(hi)s
"""
_CONTACT = """
    JOIN LATERAL (SELECT DISTINCT p.contact_id FROM organizations_unitpresence p
                  WHERE p.unit_id = c.unit_id AND p.contact_id IS NOT NULL AND p.during @> %(today)s::date) k ON true
"""
_RETURN_DAYS = {"return_days": "mem.registration.card_return_working_days"}


def _card(line: Line) -> str:
    return reverse("services:own_card", args=[line.record]) if line.count == 1 else reverse("services:own_cards")


RETURN = Source(
    "card.return",
    "SELECT 'card.return' AS key, c.organization_id, c.scope, k.contact_id AS person_id, NULL AS barred_id,"
    + _CARD.format(label="o.name", contact=_CONTACT, remind="ARRAY[s.return_days::int, 0]"),
    (
        Duty(
            "card.return",
            "看{label}送来的反馈卡，送回回执",
            "{count} 张反馈卡的回执还没有送回",
            "去送回",
            _card,
            message=Message(
                "card.return",
                "反馈卡回执待送回",
                "services.feedbackcard",
                "请看{label}送来的反馈卡，送回回执",
                "{detail}，请在 {due_on} 以前送回。",
                lambda: reverse("services:own_card", args=[0]),
            ),
        ),
    ),
    _RETURN_DAYS,
    places="""SELECT c.organization_id FROM services_feedbackcard c JOIN organizations_unitpresence p
              ON p.unit_id = c.unit_id WHERE p.contact_id = %(person)s""",
)

COLLECT = Source(
    "card.collect",
    "SELECT 'card.collect' AS key, c.organization_id, c.scope, NULL AS person_id, NULL AS barred_id,"
    + _CARD.format(label="c.unit_name", contact="", remind="NULL"),
    (
        Duty(
            "card.collect",
            "收回{label}的反馈卡回执",
            "{count} 个单位的反馈卡回执还没有收回",
            "去登记",
            lambda _line: reverse("services:feedback"),
            KEEP,
            notes="单位没有联系人账号的，送纸质卡，收回后登记",
        ),
    ),
    _RETURN_DAYS,
)

DUTIES = (SEND, RETURN, COLLECT)
"""``card.send`` closes by the round, the two others by the return."""
