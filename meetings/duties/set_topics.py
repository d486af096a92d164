"""Topics that a superior handed down are adopted by a theme day of their month; leave that was asked for is decided."""

from django.urls import reverse

from core.records.duties import Duty, Message, Source
from core.records.measures import Verdict, values_of
from core.zone import local_day
from meetings.duties.theme_days import HELD_ON
from meetings.measures import COMMUNITY_DEBTORS
from meetings.models import Attendance, Meeting
from meetings.rules import MANAGE

# One row for each topic that stands and each community below its issuer that owes a theme day in its month, with the
# meeting that adopted it: of the community's own or of any organisation in it, a recorded one first.
ADOPTIONS = f"""
    SELECT t.id AS topic_id, t.title, t.month, {local_day("t.issued_at")} AS issued_on,
           (t.month + interval '1 month')::date AS next, d.organization_id, o.path AS scope,
           f.meeting_id, COALESCE(f.recorded, false) AS recorded, f.held_on
    FROM meetings_settopic t
    JOIN organizations_organization i ON i.id = t.organization_id
    JOIN ({COMMUNITY_DEBTORS}) d ON d.since <= t.month
    JOIN organizations_organization o ON o.id = d.organization_id AND starts_with(o.path, i.path)
    LEFT JOIN LATERAL (
        SELECT m.id AS meeting_id, m.state IN {values_of(Meeting.RECORDED_STATES)} AS recorded, {HELD_ON} AS held_on
        FROM meetings_meeting_set_topics x
        JOIN meetings_meeting m ON m.id = x.meeting_id AND m.state NOT IN {values_of(Meeting.GONE_STATES)}
        JOIN tree h ON h.organization_id = m.organization_id AND h.community_id = d.organization_id
        WHERE x.settopic_id = t.id
        ORDER BY 2 DESC, m.starts_at, m.id LIMIT 1
    ) f ON true
    WHERE t.withdrawn_at IS NULL AND t.month >= %(since)s AND t.month <= %(until)s
"""

SET_TOPICS = Source(
    "set_topic.adopt",
    f"""
    SELECT 'set_topic.adopt' AS key, a.organization_id, a.scope, NULL AS person_id, NULL AS barred_id,
           a.topic_id AS record, 1 AS amount, a.issued_on AS opens_on, GREATEST(a.next - 1, a.issued_on) AS due_on,
           CASE WHEN a.meeting_id IS NOT NULL THEN '{Verdict.COUNTS}' END AS verdict, a.title AS label,
           to_char(a.month, 'FMMM') || '月主题党日采用后就算落实' AS detail, ARRAY[7, -1] AS remind
    FROM ({ADOPTIONS}) a
    """,
    (
        Duty(
            "set_topic.adopt",
            "落实规定动作：{label}",
            "{count} 项规定动作要落实",
            "去看",
            lambda line: (
                reverse("meetings:set_topic", args=[line.record])
                if line.count == 1 and line.record
                else reverse("meetings:set_topics")
            ),
            MANAGE,
            notes="{detail}",
            behind="{organizations} 个社区没有落实规定动作",
            behind_note="共 {missing} 项",
            behind_url=lambda line: reverse("meetings:set_topics"),
            message=Message(
                "set_topic.adopt",
                "规定动作待落实",
                "meetings.settopic",
                "规定动作还没有落实：{label}",
                "{detail}，期限 {due_on}",
                lambda: reverse("meetings:set_topic", args=[0]),
            ),
        ),
    ),
)

LEAVES = Source(
    "meeting.leave",
    f"""
    SELECT 'meeting.leave' AS key, m.organization_id, m.scope, NULL AS person_id, NULL AS barred_id,
           m.id AS record, count(*)::int AS amount, {local_day("m.notified_at")} AS opens_on,
           {local_day("m.starts_at")} AS due_on, NULL AS verdict, m.topic AS label,
           count(*) || ' 人请假待批' AS detail, ARRAY[1, 0] AS remind
    FROM meetings_meeting m
    JOIN meetings_attendance a ON a.meeting_id = m.id AND a.state = '{Attendance.State.ASKED}'
    WHERE m.state IN {values_of((*Meeting.ANNOUNCED_STATES, Meeting.State.RECORDED))}
      AND m.scope >= %(lo)s AND m.scope < %(hi)s
    GROUP BY m.id
    """,
    (
        Duty(
            "meeting.leave",
            "批请假：{label}",
            "{count} 人请假待批",
            "去批",
            lambda line: reverse("meetings:attendance", args=[line.record]),
            MANAGE,
            notes="{detail}",
            message=Message(
                "meeting.leave",
                "请假待批",
                "meetings.meeting",
                "请假待批：{label}",
                "{detail}",
                lambda: reverse("meetings:attendance", args=[0]),
            ),
        ),
    ),
)
