"""Duties of grids: opinions that wait at their level (S2 二(五)1, 三(四); S4B 二(一)3)."""

from django.urls import reverse

from core.records.duties import Duty, Line, Message, Source
from core.zone import local_day
from grids.models import Level, Opinion


def _url(line: Line) -> str:
    return reverse("grids:opinion", args=[line.record])  # the most urgent; its page leads to the others


OPINIONS = Source(
    "opinion.answer",
    f"""
    SELECT 'opinion.answer' AS key, h.id AS organization_id, h.path AS scope, NULL AS person_id, NULL AS barred_id,
           o.id AS record, 1 AS amount, {local_day("o.received_at")} AS opens_on, o.due_on, NULL AS verdict,
           left(o.content, 20) AS label, '办理期限 ' || o.due_on AS detail, ARRAY[0, -1] AS remind
    FROM grids_opinion o
    JOIN tree t ON t.organization_id = o.organization_id
    LEFT JOIN grids_grid g ON g.id = o.grid_id
    JOIN organizations_organization h ON h.id = CASE o.level
        WHEN '{Level.GRID}' THEN COALESCE(g.grid_branch_id, t.community_id)
        WHEN '{Level.STREET}' THEN t.street_id WHEN '{Level.DISTRICT}' THEN t.district_id ELSE t.community_id END
    WHERE o.state = '{Opinion.State.RECEIVED}' AND o.scope >= %(lo)s AND o.scope < %(hi)s
    """,
    (
        Duty(
            "opinion.answer",
            "答复社情民意：{label}",
            "答复 {count} 件社情民意",
            "去答复",
            _url,
            "organizations.manage_grid",
            notes="其中 {missing} 件已逾期",
            behind="下级有 {missing} 件社情民意逾期未答复",
            behind_note="涉及 {organizations} 个组织",
            behind_url=lambda line: reverse("grids:opinions"),
            message=Message(
                "opinion.answer",
                "社情民意待答复",
                "grids.opinion",
                "请答复社情民意：{label}",
                "{detail}",
                lambda: reverse("grids:opinion", args=[0]),
            ),
        ),
    ),
)

DUTIES = (OPINIONS,)
