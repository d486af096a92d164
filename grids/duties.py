"""Duties of grids: opinions that wait at their level, training of responsible persons (S2 二(五)1, 三(四))."""

from django.urls import reverse

from core.records.duties import Duty, Line, Message, Source
from core.zone import local_day
from grids.models import Level, Opinion, ResponsiblePerson
from organizations.models import Training
from organizations.registers.duties import YEARS, attended, owed_sql, untrained


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

_ROLES = "(VALUES " + ", ".join(f"('{value}', '{label}')" for value, label in ResponsiblePerson.Role.choices) + ")"

# Responsible persons of grids are trained again and again; by the community itself, its street or district (S2 三(四)).
TRAINING = Source(
    "training.grid",
    owed_sql(
        f"""
        SELECT DISTINCT ON (y.first, p.person_id, p.organization_id)
               'training.grid' AS key, p.organization_id, p.scope, p.person_id, y.opens, y.last,
               lower(p.during) AS since, s.training_grid AS wanted, n.label AS position,
               '{Training.Purpose.GRID.label}' AS need, {attended(Training.Purpose.GRID, "p.person_id")} AS done
        FROM {YEARS} y
        JOIN grids_responsibleperson p ON p.during @> LEAST(y.last, %(today)s::date)
         AND p.scope >= %(lo)s AND p.scope < %(hi)s
        JOIN std s ON s.organization_id = p.organization_id
        JOIN {_ROLES} n (role, label) ON n.role = p.role
        ORDER BY y.first, p.person_id, p.organization_id, p.id"""
    ),
    (
        Duty(
            "training.grid",
            "{label}还没有参加网格责任人培训",
            "{count} 名网格责任人今年还没有参加培训",
            "去安排",
            lambda line: untrained(line.key),
            "organizations.manage_grid",
            notes="年底前完成，最早 {due_on:%Y-%m-%d} 到期",
            behind="{organizations} 个社区有网格责任人逾期没有培训",
            behind_note="共 {missing} 名",
            behind_url=lambda line: untrained(line.key),
        ),
    ),
    {"training_grid": "grd.responsible_person.training_per_year"},
)

DUTIES = (OPINIONS, TRAINING)
