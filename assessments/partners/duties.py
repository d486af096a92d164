"""A score and a letter for each unit and year; what a unit is asked about its street (S2 四(五); ASM-06)."""

from django.urls import reverse

from core.records.duties import Duty, Line, Message, Source
from organizations.registers.forms import KEEP
from organizations.ties import VIEW

SCORES = Source(
    "unit.score",
    """
    SELECT 'unit.score' AS key, p.organization_id, p.scope, NULL AS person_id, NULL AS barred_id, p.id AS record,
           1 AS amount, y.opens AS opens_on, y.opens + 30 AS due_on,
           CASE WHEN EXISTS (SELECT 1 FROM assessments_unitscore s WHERE s.organization_id = p.organization_id
                AND s.unit_id = p.unit_id AND s.year = extract(year FROM y.opens) AND s.withdrawn_on IS NULL
                AND s.reported_on IS NOT NULL) THEN 'counts' END AS verdict,
           u.name AS label, to_char(y.opens, 'YYYY年') || '共建测评，通报主管单位' AS detail, ARRAY[14, 0, -1] AS remind
    FROM organizations_unitpresence p
    JOIN organizations_unit u ON u.id = p.unit_id
    JOIN std s ON s.organization_id = p.organization_id
    CROSS JOIN LATERAL (SELECT make_date(g, 12, 1) AS opens FROM generate_series(
        extract(year FROM %(since)s::date)::int, extract(year FROM %(today)s::date)::int) g) y
    WHERE s.scores > 0 AND p.scope >= %(lo)s AND p.scope < %(hi)s AND y.opens <= %(today)s::date
      AND p.during @> y.opens
      AND make_date(extract(year FROM y.opens)::int + 1, 2, 1) > %(today)s::date
    """,
    (
        Duty(
            "unit.score",
            "给{label}测评，通报主管单位",
            "{count} 家单位的共建测评还没有通报主管单位",
            "去测评",
            lambda _line: reverse("assessments:unit_scores"),
            KEEP,
            behind="{organizations} 个社区没有通报单位共建测评",
            overseer=VIEW,
            behind_note="共 {missing} 家单位",
            behind_url=lambda _line: reverse("assessments:unit_scores"),
            message=Message(
                "unit.score",
                "单位测评待通报",
                "organizations.organization",
                "请给{label}测评，通报主管单位",
                "{detail}，期限 {due_on}",
                lambda: reverse("assessments:unit_scores"),
                together=True,
            ),
        ),
    ),
    {"scores": "asm.unit.score_per_year"},
)


def _opinion(line: Line) -> str:
    if line.count == 1 and line.record:
        return reverse("assessments:own_opinion", args=[line.record])
    return reverse("assessments:own_partners")


OPINIONS = Source(
    "street_opinion.give",
    """
    SELECT 'street_opinion.give' AS key, o.organization_id, o.scope, k.contact_id AS person_id, NULL AS barred_id,
           o.id AS record, 1 AS amount, a.asked_on AS opens_on, a.until AS due_on, NULL AS verdict,
           g.name AS label, a.year || '年考核征求' || u.name || '的意见' AS detail, ARRAY[3, 0] AS remind
    FROM assessments_streetopinion o
    JOIN assessments_streetappraisal a ON a.id = o.appraisal_id AND a.withdrawn_on IS NULL AND a.concluded_on IS NULL
    JOIN organizations_organization g ON g.id = a.organization_id
    JOIN organizations_unit u ON u.id = o.unit_id
    JOIN LATERAL (SELECT DISTINCT p.contact_id FROM organizations_unitpresence p
                  WHERE p.unit_id = o.unit_id AND p.contact_id IS NOT NULL AND p.during @> %(today)s::date) k ON true
    WHERE o.answered_on IS NULL AND o.scope >= %(lo)s AND o.scope < %(hi)s
    """,
    (
        Duty(
            "street_opinion.give",
            "对{label}的党建工作提意见",
            "{count} 个街道的考核征求意见还没有答复",
            "去答复",
            _opinion,
            message=Message(
                "street_opinion.give",
                "街道考核征求意见",
                "assessments.streetopinion",
                "请对{label}的党建工作提意见",
                "{detail}，请在 {due_on} 以前答复。",
                lambda: reverse("assessments:own_opinion", args=[0]),
            ),
        ),
    ),
    places="""SELECT o.organization_id FROM assessments_streetopinion o JOIN organizations_unitpresence p
              ON p.unit_id = o.unit_id WHERE p.contact_id = %(person)s""",
)

DUTIES = (SCORES, OPINIONS)
"""``unit.score`` closes by the letter, ``street_opinion.give`` by the answer."""
