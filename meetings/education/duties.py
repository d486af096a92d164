"""A topic for a class of members is held by its day (MEM-19)."""

from django.urls import reverse

from core.records.duties import Duty, Line, Message, Source
from organizations.registers.forms import KEEP

OPENS_DAYS = 30


def _entry(line: Line) -> str:
    return reverse("meetings:class_education_entry", args=[line.record])


HOLD = Source(
    "class_education.hold",
    f"""
    SELECT 'class_education.hold' AS key, e.organization_id, e.scope, NULL AS person_id, NULL AS barred_id,
           e.id AS record, 1 AS amount, GREATEST(e.begins_on, e.due_on - {OPENS_DAYS}) AS opens_on, e.due_on,
           CASE WHEN EXISTS (SELECT 1 FROM meetings_educationsession s WHERE s.education_id = e.id) THEN 'counts' END
           AS verdict, e.topic AS label, '分类主题教育' AS detail, ARRAY[7, 0] AS remind
    FROM meetings_classeducation e
    WHERE e.withdrawn_on IS NULL AND e.scope >= %(lo)s AND e.scope < %(hi)s""",
    (
        Duty(
            "class_education.hold",
            "开展“{label}”",
            "{count} 个分类主题教育还没有开展",
            "去登记",
            _entry,
            KEEP,
            notes="{label}等",
            behind="{organizations} 个组织没有按期开展分类主题教育",
            overseer="organizations.view_organization",
            behind_note="共 {missing} 个",
            behind_url=lambda _line: reverse("meetings:class_education"),
            message=Message(
                "class_education.hold",
                "分类主题教育",
                "meetings.classeducation",
                "请开展“{label}”",
                "{detail}，期限 {due_on}",
                lambda: reverse("meetings:class_education_entry", args=[0]),
            ),
        ),
    ),
)
DUTIES = (HOLD,)
