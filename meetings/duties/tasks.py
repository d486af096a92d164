"""Tasks from resolutions, for the office and for their owner."""

from django.urls import reverse

from core.records.duties import Duty, Message, Source
from meetings.models import Resolution
from meetings.rules import MANAGE

_TASK = f"""
    r.organization_id, r.scope, {{person}} AS person_id, {{barred}} AS barred_id, r.id AS record, 1 AS amount,
           r.due_on - s.task_days AS opens_on, r.due_on, NULL AS verdict, r.text AS label,
           '期限 ' || r.due_on AS detail, {{remind}} AS remind
    FROM meetings_resolution r
    JOIN std s ON s.organization_id = r.organization_id
    LEFT JOIN people_user u ON u.person_id = r.owner_id
    WHERE r.state = '{Resolution.State.OPEN}' AND r.due_on IS NOT NULL AND r.scope >= %(lo)s AND r.scope < %(hi)s
"""
_TASK_STANDARDS = {"task_days": "mtg.resolution.remind_days_before"}


def _task_message(url: str) -> Message:
    return Message(
        "meeting.resolution",
        "决议到期",
        "meetings.resolution",
        "决议事项到期：{label}",
        "{detail}",
        lambda: reverse(url),
    )


TASKS = Source(
    "resolution.follow",
    f"""SELECT 'resolution.follow' AS key,
    {_TASK.format(person="NULL", barred="u.id", remind="CASE WHEN u.id IS NULL THEN ARRAY[s.task_days, -1] END")}""",
    (
        Duty(
            "resolution.follow",
            "{count} 项决议要办结",
            "{count} 项决议要办结",
            "去办理",
            lambda line: reverse("meetings:resolutions"),
            MANAGE,
            notes="写明办理结果",
            message=_task_message("meetings:resolutions"),
        ),
    ),
    _TASK_STANDARDS,
)

OWN_TASKS = Source(
    "resolution.own",
    f"""SELECT 'resolution.own' AS key,
    {_TASK.format(person="r.owner_id", barred="NULL", remind="ARRAY[s.task_days, -1]")} AND r.owner_id IS NOT NULL""",
    (
        Duty(
            "resolution.own",
            "办结您负责的决议：{label}",
            "您负责的 {count} 项决议要办结",
            "去办理",
            lambda line: reverse("meetings:schedule"),
            notes="写明办理结果",
            message=_task_message("meetings:schedule"),
        ),
    ),
    _TASK_STANDARDS,
    places="SELECT organization_id FROM meetings_resolution WHERE owner_id = %(person)s",
)
