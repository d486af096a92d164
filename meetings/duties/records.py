"""What is over is recorded, and what is recorded is confirmed."""

from django.urls import reverse

from core.records.duties import Duty, Message, Source
from core.zone import local_day
from meetings.duties.theme_days import HELD_ON, chase
from meetings.measures import RECORD_LIMIT, RECORD_STANDARDS, UNRECORDED
from meetings.models import THEME_DAY, Meeting
from meetings.rules import MANAGE


def _record(key: str, title: str, several: str, behind: str) -> Duty:
    return Duty(
        key,
        title,
        several,
        "去记录",
        lambda line: (
            reverse("meetings:record", args=[line.record])
            if line.count == 1 and line.own
            else reverse("meetings:index")
        ),
        MANAGE,
        notes="{detail}",
        behind=behind,
        behind_note="共 {missing} 场",
        behind_url=lambda line: reverse("meetings:progress") + "?state=unrecorded",
        message=Message(
            "theme_day.record",
            "会议待记录",
            "meetings.meeting",
            "会议还没有记录：{label}",
            "已超过录入时限（{due_on}）",
            lambda: reverse("meetings:record", args=[0]),
        ),
        chase=chase("theme_day.record_street", "主题党日未记录", "主题党日未记录名单", "还没有记录的有 {count} 个")
        if behind
        else None,
    )


# Every meeting whose hour has come, announced or only planned: it is recorded, or cancelled with a reason.
RECORDS = Source(
    "meeting.record",
    f"""
    SELECT CASE WHEN m.kind_id = '{THEME_DAY}' THEN 'theme_day.record' ELSE 'meeting.record' END AS key,
           m.organization_id, m.scope, NULL AS person_id, NULL AS barred_id, m.id AS record, 1 AS amount,
           {HELD_ON} AS opens_on, {HELD_ON} + {RECORD_LIMIT} AS due_on, NULL AS verdict, m.topic AS label,
           '到会情况已有，补上内容即可' AS detail, ARRAY[-1] AS remind
    FROM meetings_meeting m
    JOIN std s ON s.organization_id = m.organization_id
    WHERE {UNRECORDED} AND m.scope >= %(lo)s AND m.scope < %(hi)s
    """,
    (
        _record(
            "theme_day.record", "记录：{label}", "{count} 次主题党日待记录", "{organizations} 个组织有主题党日未记录"
        ),
        _record("meeting.record", "记录：{label}", "{count} 场会议待记录", ""),
    ),
    RECORD_STANDARDS,
)

MINUTES = Source(
    "minutes.confirm",
    f"""
    SELECT 'minutes.confirm' AS key, m.organization_id, m.scope, NULL AS person_id,
           CASE WHEN m.second_person THEN m.recorded_by_id END AS barred_id, m.id AS record, 1 AS amount,
           {local_day("m.recorded_at")} AS opens_on, {local_day("m.recorded_at")} + s.minutes_days AS due_on,
           NULL AS verdict, m.topic AS label, '核对内容后确认' AS detail, ARRAY[-1] AS remind
    FROM meetings_meeting m
    JOIN std s ON s.organization_id = m.organization_id
    WHERE m.state = '{Meeting.State.RECORDED}' AND m.scope >= %(lo)s AND m.scope < %(hi)s
    """,
    (
        Duty(
            "minutes.confirm",
            "{count} 份会议纪要待确认",
            "{count} 份会议纪要待确认",
            "去确认",
            lambda line: (
                reverse("meetings:detail", args=[line.record])
                if line.count == 1
                else reverse("meetings:index") + "?state=recorded"
            ),
            MANAGE,
            notes="核对内容后确认",
            message=Message(
                "minutes.confirm",
                "会议纪要待确认",
                "meetings.meeting",
                "会议纪要还没有确认：{label}",
                "确认期限 {due_on}",
                lambda: reverse("meetings:detail", args=[0]),
            ),
        ),
    ),
    {"minutes_days": "mtg.minutes.confirm_days"},
)
