"""Duties of grids: opinions that wait at their level, training of responsible persons (S2 二(五)1, 三(四))."""

from django.urls import reverse

from core.records.duties import Duty, Line, Message, Source
from core.zone import local_day
from grids.models import Level, Opinion, ResponsiblePerson
from organizations.models import Training
from organizations.registers.duties import YEARS, attended, owed_sql, untrained
from organizations.registers.forms import KEEP


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


def _kept(key: str, one: str, several: str, act: str, page: str, behind: str, label: str, subject: str) -> Duty:
    """A duty that an entry of the register ``page`` owes to whoever keeps it."""
    return Duty(
        key,
        one,
        several,
        act,
        lambda line: reverse(f"grids:{page}_entry", args=[line.record]),
        KEEP,
        behind=behind,
        overseer="organizations.view_organization",
        behind_note="共 {missing} 件",
        behind_url=lambda _line: reverse(f"grids:{page}"),
        message=Message(
            key, label, subject, label + "：{label}", "{detail}", lambda: reverse(f"grids:{page}_entry", args=[0])
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

# A new estate is contacted before people move in: owed from the day on which it was listed (S4B 二(四)).
ESTATES = Source(
    "estate.contact",
    """
    SELECT 'estate.contact' AS key, e.organization_id, e.scope, NULL AS person_id, NULL AS barred_id, e.id AS record,
           1 AS amount, e.listed_on AS opens_on, e.moves_in_on - 1 AS due_on, NULL AS verdict, e.name AS label,
           '首批入住 ' || e.moves_in_on AS detail, ARRAY[30, 7, 0, -1] AS remind
    FROM grids_estate e
    WHERE e.withdrawn_on IS NULL AND e.listed_on < e.moves_in_on AND e.scope >= %(lo)s AND e.scope < %(hi)s
      AND NOT EXISTS (SELECT 1 FROM grids_estatecontact c WHERE c.estate_id = e.id)
    """,
    (
        _kept(
            "estate.contact",
            "入住前对接：{label}",
            "{count} 个新建小区入住前待对接",
            "去对接",
            "estates",
            "{organizations} 个社区有新建小区入住前没有对接",
            "新建小区待对接",
            "grids.estate",
        ),
    ),
)

# A dispute that was taken in is closed within its limit.
DISPUTES = Source(
    "dispute.close",
    """
    SELECT 'dispute.close' AS key, d.organization_id, d.scope, NULL AS person_id, NULL AS barred_id, d.id AS record,
           1 AS amount, d.received_on AS opens_on, d.due_on, NULL AS verdict, d.subject AS label,
           '办结期限 ' || d.due_on AS detail, ARRAY[0, -1] AS remind
    FROM grids_dispute d
    WHERE d.withdrawn_on IS NULL AND d.closed_on IS NULL AND d.scope >= %(lo)s AND d.scope < %(hi)s
    """,
    (
        _kept(
            "dispute.close",
            "调解纠纷：{label}",
            "{count} 件矛盾纠纷待办结",
            "去调解",
            "disputes",
            "{organizations} 个社区有矛盾纠纷逾期没有办结",
            "矛盾纠纷待办结",
            "grids.dispute",
        ),
    ),
)

DUTIES = (OPINIONS, TRAINING, ESTATES, DISPUTES)
