"""The month's theme day: planned and held by each debtor, made up by who missed it."""

from django.urls import reverse

from core.chinese.calendar import following_sql
from core.records.duties import Duty, Message, Source
from core.records.measures import Verdict, values_of
from core.zone import local_day
from meetings.measures import BRANCH_DEBTORS, COMMUNITY_DEBTORS, HELD_AT, OF_COMMUNITY, OWES_STANDARDS
from meetings.models import THEME_DAY, Attendance, Meeting
from meetings.rules import MANAGE

_TOLD = (*Meeting.ANNOUNCED_STATES, *Meeting.RECORDED_STATES)
HELD_ON = local_day(HELD_AT)

# One row for each debtor and month, with the meeting that is furthest on its way. A community's theme day is also its
# branches' (OF_COMMUNITY).
THEME_MONTHS = f"""
    WITH months AS (
        SELECT g::date AS first FROM generate_series(%(since)s::date, %(until)s::date, interval '1 month') g
    ), debtors AS MATERIALIZED (
        SELECT c.organization_id, c.organization_id AS community_id, c.since, false AS branch
        FROM ({COMMUNITY_DEBTORS}) c
        UNION ALL
        SELECT b.organization_id, b.community_id, b.since, true FROM ({BRANCH_DEBTORS}) b
    ), days AS MATERIALIZED (
        SELECT m.id, m.organization_id, h.community_id, m.month, m.state, m.topic, m.starts_at, {HELD_ON} AS held_on,
               {OF_COMMUNITY} AS of_community,
               CASE WHEN m.state IN {values_of(Meeting.RECORDED_STATES)} THEN 0
                    WHEN m.state = '{Meeting.State.PLANNED}' THEN 2 ELSE 1 END AS rank
        FROM meetings_meeting m JOIN tree h ON h.organization_id = m.organization_id
        WHERE m.kind_id = '{THEME_DAY}' AND m.state NOT IN {values_of(Meeting.GONE_STATES)}
          AND m.month >= %(since)s AND m.month <= %(until)s AND m.scope >= %(lo)s AND m.scope < %(hi)s
    ), stages AS (
        SELECT d.organization_id, d.branch, m.first, false AS common, NULL::bigint AS id, NULL AS state,
               NULL::date AS held_on, NULL AS topic, NULL::timestamptz AS starts_at, 9 AS rank
        FROM debtors d JOIN months m ON d.since <= m.first
        UNION ALL
        SELECT d.organization_id, d.branch, x.month, true, x.id, x.state, x.held_on, x.topic, x.starts_at, x.rank
        FROM days x JOIN debtors d ON d.community_id = x.community_id AND d.since <= x.month WHERE x.of_community
        UNION ALL
        SELECT d.organization_id, d.branch, x.month, false, x.id, x.state, x.held_on, x.topic, x.starts_at, x.rank
        FROM days x JOIN debtors d ON d.organization_id = x.organization_id AND d.since <= x.month WHERE d.branch
    ), furthest AS (
        SELECT DISTINCT ON (organization_id, first) *, (first + interval '1 month')::date AS next FROM stages
        ORDER BY organization_id, first, rank, common, starts_at, id
    )
    SELECT r.*, CASE
            WHEN r.state IN {values_of(Meeting.RECORDED_STATES)} THEN 'done'
            WHEN r.starts_at <= %(now)s THEN 'unrecorded'
            WHEN r.excused THEN 'excused'
            WHEN r.state IN {values_of(_TOLD)} OR r.next <= %(today)s THEN 'unheld'
            ELSE 'unplanned' END AS stage
    FROM (
        SELECT f.organization_id, p.path AS scope, f.branch, f.first, f.next, f.id AS meeting_id, f.state, f.held_on,
               f.topic, f.starts_at,
               EXISTS (SELECT 1 FROM meetings_reminded e WHERE e.organization_id = f.organization_id
                       AND e.month = f.first AND e.reason <> '') AS excused
        FROM furthest f JOIN organizations_organization p ON p.id = f.organization_id
    ) r
"""
"""How far each debtor is: ``unplanned`` until it was announced, ``unheld`` until its hour, ``unrecorded`` until it is
recorded. A month that is over without a theme day is unheld."""


def chase(kind: str, label: str, title: str, text: str) -> Message:
    return Message(
        kind, label, "organizations.organization", title, text, lambda: reverse("meetings:progress"), together=True
    )


# What the month still lacks: a plan that was announced, else the day itself. A day that is over waits for its record
# (RECORDS), so it is owed no more as a plan; a month without any is owed as a day once it is over.
THEME_DAYS = Source(
    "theme_days",
    f"""
    SELECT CASE WHEN t.branch THEN k.key || '_branch' ELSE k.key END AS key, t.organization_id, t.scope,
           NULL AS person_id, NULL AS barred_id, t.meeting_id AS record, 1 AS amount, k.opens_on, k.due_on, k.verdict,
           to_char(t.first, 'FMMM') || '月' AS label, k.detail, ARRAY[-1] AS remind
    FROM ({THEME_MONTHS}) t
    JOIN std s ON s.organization_id = t.organization_id
    LEFT JOIN workdays w ON w.date = t.first + s.plan_by - 1
    CROSS JOIN LATERAL (VALUES
        ('theme_day.plan',
         (t.first - interval '1 month')::date + s.plan_opens - 1,
         {following_sql("(t.first + s.plan_by - 1)", "w")},
         CASE t.stage WHEN 'unplanned' THEN NULL WHEN 'excused' THEN '{Verdict.EXCUSED}'
              ELSE CASE WHEN t.meeting_id IS NULL THEN '{Verdict.VOID}' ELSE '{Verdict.COUNTS}' END END,
         COALESCE('已有计划，还没有通知：' || t.topic, '通知全体党员')),
        ('theme_day.hold',
         CASE WHEN t.meeting_id IS NULL THEN t.next ELSE t.held_on - 1 END,
         t.next - 1,
         CASE t.stage WHEN 'unheld' THEN NULL WHEN 'excused' THEN '{Verdict.EXCUSED}'
              WHEN 'done' THEN '{Verdict.COUNTS}' ELSE '{Verdict.VOID}' END,
         COALESCE(to_char({local_day("t.starts_at")}, 'MM-DD') || ' ' || t.topic, '当月没有开展'))
    ) k(key, opens_on, due_on, verdict, detail)
    """,
    tuple(
        duty
        for branch in ("", "_branch")
        for duty in (
            Duty(
                f"theme_day.plan{branch}",
                "计划{label}主题党日",
                "{count} 个主题党日还没有计划",
                "去计划",
                lambda line: reverse("meetings:plan"),
                MANAGE,
                behind="" if branch else "{organizations} 个社区{label}主题党日未计划",
                behind_note="已过计划期限",
                behind_url=lambda line: reverse("meetings:progress") + "?state=unplanned",
                inside=bool(branch),
                message=Message(
                    "theme_day.plan",
                    "主题党日待计划",
                    "organizations.organization",
                    "{label}主题党日还没有计划",
                    "计划期限已过，请尽快安排并通知党员。",
                    lambda: reverse("meetings:plan"),
                    together=True,
                ),
                chase=None
                if branch
                else chase(
                    "theme_day.plan_street", "主题党日未计划", "{label}主题党日未计划名单", "还没有计划的有 {count} 个"
                ),
            ),
            Duty(
                f"theme_day.hold{branch}",
                "召开{label}主题党日",
                "{count} 个主题党日要召开",
                "去看",
                lambda line: (
                    reverse("meetings:detail", args=[line.record])
                    if line.count == 1 and line.record
                    else reverse("meetings:index")
                ),
                MANAGE,
                behind="" if branch else "{organizations} 个社区有主题党日未召开",
                behind_note="共 {missing} 次",
                behind_url=lambda line: reverse("meetings:progress") + "?state=unheld",
                inside=bool(branch),
                message=Message(
                    "theme_day.hold",
                    "主题党日未召开",
                    "organizations.organization",
                    "{label}主题党日没有召开",
                    "当月没有主题党日记录，请补办或说明原因。",
                    lambda: reverse("meetings:plan"),
                    together=True,
                ),
                chase=None
                if branch
                else chase(
                    "theme_day.hold_street", "主题党日未召开", "{label}主题党日未召开名单", "没有召开的有 {count} 个"
                ),
            ),
        )
    ),
    {"plan_opens": "mtg.theme_day.plan_opens_day", "plan_by": "mtg.theme_day.plan_by_day"} | OWES_STANDARDS,
)

# As long as it can be made up; afterwards it counts as missed.
_RECORD_DONE = local_day("COALESCE(m.closed_at, m.recorded_at)")
MAKE_UPS = Source(
    "theme_day.make_up",
    f"""
    SELECT 'theme_day.make_up' AS key, m.organization_id, m.scope, a.person_id, NULL AS barred_id, a.id AS record,
           1 AS amount, {local_day("m.recorded_at")} AS opens_on, {_RECORD_DONE} + s.makeup_days AS due_on,
           NULL AS verdict, m.topic AS label, '会后 ' || s.makeup_days || ' 天内补学，学完请告诉支部。' AS detail,
           ARRAY[s.makeup_days] AS remind
    FROM meetings_meeting m
    JOIN std s ON s.organization_id = m.organization_id
    JOIN meetings_attendance a ON a.meeting_id = m.id AND NOT a.guest
     AND a.state IN {values_of(Attendance.MISSED_STATES)}
    WHERE m.kind_id = '{THEME_DAY}' AND m.state IN {values_of(Meeting.RECORDED_STATES)}
      AND {_RECORD_DONE} + s.makeup_days >= %(today)s AND m.scope >= %(lo)s AND m.scope < %(hi)s
    """,
    (
        Duty(
            "theme_day.make_up",
            "补学主题党日：{label}",
            "补学 {count} 次主题党日",
            "去看",
            lambda line: reverse("meetings:schedule"),
            message=Message(
                "theme_day.make_up",
                "主题党日补学",
                "meetings.attendance",
                "请补学主题党日：{label}",
                "{detail}",
                lambda: reverse("meetings:schedule"),
            ),
        ),
    ),
    {"makeup_days": "mtg.theme_day.makeup_days"},
    places="""SELECT m.organization_id FROM meetings_attendance a JOIN meetings_meeting m ON m.id = a.meeting_id
              WHERE a.person_id = %(person)s""",
)
