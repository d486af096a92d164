"""What meetings are worth: theme days held, in time, attended; joint conferences; meetings of the big committee."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.records.measures import Described, Measure, Source, Verdict, values_of
from core.zone import local_day
from meetings.models import THEME_DAY, Attendance, Meeting
from organizations.kinds import BRANCHES, COMMUNITY_ORGANIZATIONS, Kind
from organizations.tree.queries import stood_since

COMMUNITY_HOSTS = (Kind.COMMUNITY, Kind.BIG_COMMITTEE, *COMMUNITY_ORGANIZATIONS)
"""Kinds whose theme day is the community's, everybody's in it: whichever of them is the host (S2 三(三))."""

FORMAL_BRANCHES = tuple(kind for kind in BRANCHES if kind != Kind.TEMPORARY_ORGANIZATION)
"""Branches that owe a theme day each month (支部工作条例 16)."""

UNRECORDED = f"m.state IN {values_of(Meeting.OPEN_STATES)} AND m.starts_at <= %(now)s"
"""SQL: the hour of a meeting ``m``, announced or only planned, has come and nothing was recorded."""
HELD_AT = "coalesce(m.held_at, m.sign_in_opened_at, m.starts_at)"
"""SQL: when a meeting ``m`` was held, as far as it is known."""

RECORD_STANDARDS: Mapping[str, str] = {"record_days": "mtg.theme_day.record_days", "late_days": "core.late_entry_days"}
RECORD_LIMIT = f"CASE WHEN m.kind_id = '{THEME_DAY}' THEN s.record_days ELSE s.late_days END"
"""SQL: days after the day held within which a meeting ``m`` is recorded in time, by the standards ``s`` of its host."""


def in_time(lag: str, limit: str) -> str:
    """SQL condition: a record entered ``lag`` days after the meeting is in time for a limit of ``limit`` days."""
    return f"{lag} <= {limit}"


def record_standard(kind: str) -> str:
    """Name of the standard of RECORD_LIMIT for meetings of the kind."""
    return RECORD_STANDARDS["record_days" if kind == THEME_DAY else "late_days"]


OF_COMMUNITY = f"""(h.kind IN {values_of(COMMUNITY_HOSTS)} OR (
    h.kind IN {values_of(FORMAL_BRANCHES)} AND h.community_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM tree b WHERE b.community_id = h.community_id AND b.kind IN {values_of(COMMUNITY_HOSTS[1:])})))"""
"""SQL: the host ``h`` (a row of ``tree``) holds the community's theme day. A community's sole branch stands for it
where there is no other body."""


def describe(user: Any, records: Sequence[int]) -> Described:
    found = Meeting.objects.visible_to(user, "organizations.view_meeting").filter(pk__in=records)
    return {
        row.pk: (
            f"{row.topic} · {row.organization.label} · {timezone.localdate(row.held_at or row.starts_at):%m-%d}",
            reverse("meetings:detail", args=[row.pk]),
        )
        for row in found.select_related("organization")
    }


# Theme days of the month: recorded ones, and those whose day is over without a record.
_THEME_DAYS = f"""
    SELECT m.id, m.organization_id, h.kind, h.community_id, {local_day(HELD_AT)} AS held_on, m.recorded_at,
           CASE WHEN m.recorded_at IS NOT NULL THEN m.lag_days END AS lag_days,
           {OF_COMMUNITY} AS of_community
    FROM meetings_meeting m JOIN tree h ON h.organization_id = m.organization_id
    WHERE m.kind_id = '{THEME_DAY}' AND m.month = %(first)s
      AND ((m.state IN {values_of(Meeting.RECORDED_STATES)} AND m.recorded_at < %(known_by)s)
        OR ((m.state IN {values_of(Meeting.OPEN_STATES)}
             OR (m.state IN {values_of(Meeting.RECORDED_STATES)} AND m.recorded_at >= %(known_by)s))
            AND {HELD_AT} < %(known_by)s))
"""

# One row a debtor without any record, else one a recorded theme day, the first of them closing the debt.
_OWED = """
    SELECT debtors.organization_id, COALESCE(d.id, w.id) AS record,
           COALESCE(d.held_on, w.held_on, %(last)s::date) AS on_day,
           COALESCE(d.held_on, w.held_on) + s.record_days::int AS limit_on,
           COALESCE(COALESCE(d.held_on, w.held_on) + s.record_days::int, %(last)s::date) AS due_on,
           d.recorded_at AS entered_at, d.id IS NOT NULL AS recorded, d.lag_days, s.record_days::int AS record_days,
           row_number() OVER (PARTITION BY debtors.organization_id ORDER BY d.held_on, d.id) = 1 AS leading,
           w.id IS NOT NULL AS waiting, x.organization_id IS NOT NULL AS excused, {attended}
    FROM debtors JOIN std s ON s.organization_id = debtors.organization_id
    LEFT JOIN matched d ON d.debtor_id = debtors.organization_id AND d.recorded
    LEFT JOIN (
        SELECT DISTINCT ON (debtor_id) debtor_id, id, held_on FROM matched WHERE NOT recorded
        ORDER BY debtor_id, held_on, id
    ) w ON w.debtor_id = debtors.organization_id AND d.id IS NULL
    LEFT JOIN (
        SELECT DISTINCT e.organization_id FROM meetings_reminded e
        WHERE e.month = %(first)s AND e.reason <> '' AND e.at < %(known_by)s
    ) x ON x.organization_id = debtors.organization_id
    {attendance}
    WHERE debtors.since <= %(first)s OR d.id IS NOT NULL
"""

# Theme days and whose debt each closes, by equality alone: an OR in a join compares every debtor with every day.
_MATCHED_COMMUNITY = """matched AS MATERIALIZED (
    SELECT d.community_id AS debtor_id, d.* FROM days d WHERE d.of_community)"""
_MATCHED_BRANCH = """matched AS MATERIALIZED (
    SELECT d.organization_id AS debtor_id, d.* FROM days d
    UNION ALL
    SELECT b.organization_id, d.* FROM days d JOIN debtors b ON b.community_id = d.community_id
    WHERE d.of_community AND d.organization_id <> b.organization_id)"""

_ATTENDANCE = f"""LEFT JOIN (
        SELECT t.meeting_id, count(*) AS entitled,
               count(*) FILTER (WHERE t.state IN {values_of(Attendance.PRESENT_STATES)}) AS present
        FROM meetings_attendance t JOIN days ON days.id = t.meeting_id AND days.recorded AND days.of_community
        WHERE NOT t.guest AND t.state <> '{Attendance.State.EXEMPT}' GROUP BY t.meeting_id
    ) p ON p.meeting_id = d.id"""

_DAYS = f"""days AS MATERIALIZED (
    SELECT *, lag_days IS NOT NULL AND recorded_at < %(known_by)s AS recorded FROM ({_THEME_DAYS}) t)"""

COMMUNITY_DEBTORS = f"""
    SELECT c.organization_id, GREATEST(c.since, COALESCE(body.since, 'infinity')) AS since
    FROM communities c LEFT JOIN (
        SELECT b.community_id, min(COALESCE(o.established_on, '-infinity')) AS since
        FROM tree b JOIN organizations_organization o ON o.id = b.organization_id
        WHERE b.kind IN {values_of((*COMMUNITY_HOSTS[1:], *FORMAL_BRANCHES))} GROUP BY b.community_id
    ) body ON body.community_id = c.organization_id
"""
"""Communities, and since when each owes a theme day a month: they and a body of theirs stood from its first day."""

BRANCH_DEBTORS = f"""
    SELECT b.organization_id, b.community_id, {stood_since("o")} AS since
    FROM tree b JOIN organizations_organization o ON o.id = b.organization_id
    JOIN std owes ON owes.organization_id = b.organization_id
    WHERE (b.kind IN {values_of(FORMAL_BRANCHES)} AND owes.branch_per_month > 0)
       OR (b.kind = '{Kind.GRID_BRANCH}' AND owes.grid_branch_per_month > 0)
"""
"""Formal branches by regulation, grid branches where the district says so (MTG-04)."""
OWES_STANDARDS = {
    "branch_per_month": "mtg.theme_day.branch_per_month",
    "grid_branch_per_month": "mtg.theme_day.grid_branch_per_month",
}
"""What BRANCH_DEBTORS reads of ``std``: no branch owed one before the rule of 2018."""

_HELD_VERDICT = (
    f"CASE WHEN r.recorded AND r.leading THEN '{Verdict.COUNTS}' WHEN r.recorded THEN '{Verdict.VOID}'"
    f" WHEN r.excused THEN '{Verdict.EXCUSED}' WHEN r.due_on >= %(today)s THEN '{Verdict.OPEN}'"
    f" ELSE '{Verdict.MISSING}' END"
)
_HELD_WHY = (
    "CASE WHEN r.recorded AND r.leading THEN '' WHEN r.recorded THEN 'another' WHEN r.excused THEN 'excused'"
    " WHEN r.waiting THEN 'unrecorded' ELSE 'not_held' END"
)
_HELD_VERDICTS = (Verdict.COUNTS, Verdict.VOID, Verdict.EXCUSED, Verdict.OPEN, Verdict.MISSING)

_PROMPT = in_time("r.lag_days", "r.record_days")
_REASONS = {
    "another": "当月已有一次计入",
    "excused": "原因已获认可",
    "unrecorded": "已到开展时间，还没有记录",
    "not_held": "没有主题党日记录",
    "recorded_late": "超过规定天数录入",
    "no_roster": "没有应到名单",
    "not_recorded": "没有记录，不计算到会率",
    "same_day": "同一天只计一次",
    "base": "当月没有记录",
}
_STANDARDS = {"record_days": RECORD_STANDARDS["record_days"]}
_WATCHES = ("meetings.meeting", "meetings.reminded")

THEME_DAYS = Source(
    "theme_days",
    f"WITH {_DAYS}, debtors AS MATERIALIZED ({COMMUNITY_DEBTORS}), {_MATCHED_COMMUNITY}"
    + _OWED.format(
        attended="COALESCE(p.entitled, 0) AS entitled, COALESCE(p.present, 0) AS present", attendance=_ATTENDANCE
    ),
    (
        Measure("theme_day_held", "(r.recorded)::int", "1", _HELD_VERDICT, _HELD_VERDICTS, _HELD_WHY),
        Measure(
            "theme_day_prompt",
            f"(r.recorded AND {_PROMPT})::int",
            "1",
            f"CASE WHEN r.recorded AND {_PROMPT} THEN '{Verdict.COUNTS}'"
            f" WHEN r.recorded THEN '{Verdict.LATE}' ELSE {_HELD_VERDICT} END",
            (*_HELD_VERDICTS, Verdict.LATE),
            f"CASE WHEN r.recorded AND {_PROMPT} THEN '' WHEN r.recorded THEN 'recorded_late' ELSE {_HELD_WHY} END",
        ),
        Measure(
            "theme_day_attendance",
            "r.present",
            "r.entitled",
            f"CASE WHEN r.entitled > 0 THEN '{Verdict.COUNTS}' ELSE '{Verdict.VOID}' END",
            (Verdict.COUNTS, Verdict.VOID),
            "CASE WHEN NOT r.recorded THEN 'not_recorded' WHEN r.entitled = 0 THEN 'no_roster' ELSE '' END",
        ),
    ),
    describe,
    _WATCHES,
    _REASONS,
    _STANDARDS,
)

BRANCH_THEME_DAYS = Source(
    "branch_theme_days",
    f"WITH {_DAYS}, debtors AS MATERIALIZED (SELECT * FROM ({BRANCH_DEBTORS}) b WHERE b.since <= %(first)s),"
    f" {_MATCHED_BRANCH}" + _OWED.format(attended="0 AS entitled, 0 AS present", attendance=""),
    (Measure("branch_theme_day", "(r.recorded)::int", "1", _HELD_VERDICT, _HELD_VERDICTS, _HELD_WHY),),
    describe,
    _WATCHES,
    _REASONS,
    _STANDARDS | OWES_STANDARDS,
)


def _counted(kind: str) -> str:
    """Meetings of a kind in each community, several on one day once; a line of nothing so that none is a zero."""
    return f"""
    SELECT a.community_id AS organization_id, m.id AS record, {local_day("m.held_at")} AS on_day, NULL::date AS due_on,
           m.recorded_at AS entered_at, {local_day("m.held_at")} + ({RECORD_LIMIT})::int AS limit_on,
           row_number() OVER (PARTITION BY a.community_id, {local_day("m.held_at")} ORDER BY m.held_at, m.id) AS place
    FROM meetings_meeting m
    JOIN tree a ON a.organization_id = m.organization_id AND a.community_id IS NOT NULL
    JOIN std s ON s.organization_id = a.community_id
    WHERE m.kind_id = '{kind}' AND m.month = %(first)s AND m.state IN {values_of(Meeting.RECORDED_STATES)}
      AND m.recorded_at < %(known_by)s
    UNION ALL
    SELECT c.organization_id, NULL, %(last)s::date, NULL, NULL, NULL, 0 FROM communities c"""


def _times(code: str) -> Source:
    return Source(
        code,
        _counted(code),
        (
            Measure(
                code,
                "(r.place = 1)::int",
                verdict=f"CASE WHEN r.place > 1 THEN '{Verdict.VOID}' ELSE '{Verdict.COUNTS}' END",
                verdicts=(Verdict.COUNTS, Verdict.VOID),
                why="CASE WHEN r.place > 1 THEN 'same_day' WHEN r.place = 0 THEN 'base' ELSE '' END",
            ),
        ),
        describe,
        ("meetings.meeting",),
        _REASONS,
        RECORD_STANDARDS,
    )


SOURCES = (THEME_DAYS, BRANCH_THEME_DAYS, _times("joint_conference"), _times("big_committee_meeting"))
