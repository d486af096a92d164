"""What is chased is answered, and the answer is seen (ASM-11)."""

from django.urls import reverse

from assessments.models import Chase
from assessments.queries import DASHBOARD
from core.records.duties import Duty, Line, Message, Source
from organizations.registers.forms import KEEP


def _entry(line: Line) -> str:
    if line.count == 1 and line.record:
        return reverse("assessments:chases_entry", args=[line.record])
    return reverse("assessments:chases")


_ROWS = """
    SELECT '{key}' AS key, g.id AS organization_id, g.path AS scope, NULL AS person_id, NULL AS barred_id,
           c.id AS record, 1 AS amount, {opens} AS opens_on, {due} AS due_on, NULL AS verdict,
           COALESCE(i.title, '{kind}') AS label, {detail} AS detail, {remind} AS remind
    FROM assessments_chase c
    JOIN organizations_organization o ON o.id = c.organization_id
    JOIN organizations_organization a ON a.id = c.asker_id
    JOIN organizations_organization g ON g.id = {debtor}
    LEFT JOIN assessments_indicator i ON i.code = c.indicator_id
    WHERE c.withdrawn_on IS NULL AND {open} AND c.scope >= %(lo)s AND c.scope < %(hi)s
"""

ANSWERS = Source(
    "chase.answer",
    _ROWS.format(
        key="chase.answer",
        kind=Chase.Kind.CHASE.label,
        opens="c.asked_on",
        due="c.due_on",
        detail="a.name || '：' || c.text",
        remind="ARRAY[(c.due_on - c.asked_on), 1, 0, -1]",
        debtor="c.organization_id",
        open=f"c.kind = '{Chase.Kind.CHASE}' AND c.answered_on IS NULL",
    ),
    (
        Duty(
            "chase.answer",
            "答复催办：{label}",
            "{count} 件催办待答复",
            "去答复",
            _entry,
            KEEP,
            behind="{organizations} 个组织没有答复催办",
            overseer=DASHBOARD,
            behind_note="共 {missing} 件",
            behind_url=_entry,
            message=Message(
                "chase.answer",
                "催办待答复",
                "assessments.chase",
                "请答复催办：{label}",
                "{detail}，请在 {due_on} 以前答复",
                lambda: reverse("assessments:chases_entry", args=[0]),
            ),
        ),
    ),
)

SEEN = Source(
    "chase.see",
    _ROWS.format(
        key="chase.see",
        kind=Chase.Kind.CHASE.label,
        opens="c.answered_on",
        due="c.answered_on",
        detail="o.name || '：' || c.answer",
        remind="NULL::int[]",
        debtor="c.asker_id",
        open="c.answered_on IS NOT NULL AND c.seen_on IS NULL",
    ),
    (Duty("chase.see", "阅知催办的答复：{label}", "{count} 件催办的答复待阅知", "去看", _entry, KEEP),),
)

NOTES = Source(
    "chase.read",
    _ROWS.format(
        key="chase.read",
        kind=Chase.Kind.NOTE.label,
        opens="c.asked_on",
        due="c.asked_on",
        detail="a.name || '：' || c.text",
        remind="ARRAY[0]",
        debtor="c.organization_id",
        open=f"c.kind = '{Chase.Kind.NOTE}' AND c.seen_on IS NULL",
    ),
    (
        Duty(
            "chase.read",
            "上级提示：{label}",
            "{count} 条上级提示待知晓",
            "去看",
            _entry,
            KEEP,
            message=Message(
                "chase.read",
                "上级提示",
                "assessments.chase",
                "上级提示：{label}",
                "{detail}",
                lambda: reverse("assessments:chases_entry", args=[0]),
            ),
        ),
    ),
)

DUTIES = (ANSWERS, SEEN, NOTES)
"""``chase.answer`` closes by the answer, ``chase.see`` and ``chase.read`` by having read it or the note."""
