"""Meetings of which a period asks a least number: a month, a quarter, half a year, a year."""

from dataclasses import dataclass

from django.urls import reverse

from core.chinese.calendar import following_sql
from core.records.duties import Duty, Message, Source
from core.records.measures import Verdict, values_of
from core.zone import local_day
from meetings.measures import COMMUNITY_HOSTS, FORMAL_BRANCHES
from meetings.models import Meeting
from meetings.rules import MANAGE
from organizations.kinds import Kind
from organizations.models import Position
from organizations.tree.queries import stood_since


@dataclass(frozen=True)
class Regular:
    """A kind of meeting with a least number in a period: whose, of how many months, and how it is said."""

    kind: str
    debtors: tuple[Kind, ...]
    months: int
    minimum: str
    """Name of the standard that holds the number."""
    title: str
    condition: str = "true"

    @property
    def key(self) -> str:
        return f"{self.minimum.split('.')[1].removesuffix('_meeting')}.hold"

    @property
    def alias(self) -> str:
        return f"{self.kind}_minimum"

    @property
    def inside(self) -> bool:
        return Kind.COMMUNITY not in self.debtors and Kind.BIG_COMMITTEE not in self.debtors


_HAS_COMMITTEE = f"""EXISTS (SELECT 1 FROM organizations_post c WHERE c.organization_id = t.organization_id
    AND c.during @> %(today)s::date
    AND c.position IN {values_of((Position.COMMITTEE_MEMBER, Position.DEPUTY_SECRETARY))})"""
_HAS_BODY = f"""EXISTS (SELECT 1 FROM tree b WHERE b.community_id = t.organization_id
    AND b.kind IN {values_of(COMMUNITY_HOSTS[1:])})"""

_B, _D = Kind.BIG_COMMITTEE, Kind.COMMUNITY
REGULAR = (
    Regular("big_committee_meeting", (_B,), 3, "mtg.big_committee.per_quarter", "大党委会议"),
    Regular(
        "joint_conference",
        (_D,),
        12,
        "mtg.joint_conference.per_year",
        "社区党建联席会议",
        _HAS_BODY,
    ),
    Regular(
        "delegate_conference",
        (_D,),
        12,
        "mtg.delegate_conference.per_year",
        "党员代表会议",
        _HAS_BODY,
    ),
    Regular("branch_general_meeting", FORMAL_BRANCHES, 3, "mtg.branch_general.per_quarter", "支部党员大会"),
    Regular(
        "branch_committee_meeting",
        FORMAL_BRANCHES,
        1,
        "mtg.branch_committee.per_month",
        "支委会",
        _HAS_COMMITTEE,
    ),
    Regular("group_meeting", (Kind.PARTY_GROUP,), 1, "mtg.group_meeting.per_month", "党小组会"),
    Regular("party_lecture", FORMAL_BRANCHES, 3, "mtg.party_lecture.per_quarter", "党课"),
    Regular(
        "organizational_life_meeting",
        FORMAL_BRANCHES,
        12,
        "mtg.organizational_life.per_year",
        "组织生活会",
    ),
    Regular(
        "democratic_appraisal",
        FORMAL_BRANCHES,
        12,
        "mtg.democratic_appraisal.per_year",
        "民主评议党员",
    ),
)
"""Of the kinds with a least number those whose hosts keep records here; the number and its period are standards."""


def _regular(each: Regular) -> Source:
    """A least number that divides the period makes as many parts of it, each with one: two a year are one in each
    half. Meetings of one day count once."""
    number, months = f"GREATEST(s.{each.alias}, 1)", each.months
    split = f"CASE WHEN {months} %% {number} = 0 THEN {months} / {number} ELSE {months} END"
    needed = f"CASE WHEN {months} %% {number} = 0 THEN 1 ELSE {number} END"
    due = "CASE q.months WHEN 3 THEN (q.last_month + q.quarter_due - 1) ELSE q.next - 1 END"
    host = "COALESCE(h.community_id, h.organization_id)" if Kind.COMMUNITY in each.debtors else "h.organization_id"
    return Source(
        each.key,
        f"""
        WITH debtors AS MATERIALIZED (
            SELECT t.organization_id, o.path, {stood_since("o")} AS since, {split} AS months, {needed} AS needed,
                   s.quarter_due
            FROM tree t JOIN organizations_organization o ON o.id = t.organization_id
            JOIN std s ON s.organization_id = t.organization_id
            WHERE t.kind IN {values_of(each.debtors)} AND s.{each.alias} > 0 AND {each.condition}
        ), periods AS MATERIALIZED (
            SELECT d.*, g::date AS first, (g + make_interval(months => d.months))::date AS next,
                   (g + make_interval(months => d.months - 1))::date AS last_month
            FROM debtors d CROSS JOIN LATERAL generate_series(
                %(since)s::date, %(today)s::date, make_interval(months => d.months)) g
            WHERE d.since <= g::date
        ), held AS MATERIALIZED (
            SELECT {host} AS organization_id, m.month, {local_day("m.held_at")} AS held_on, m.id
            FROM meetings_meeting m JOIN tree h ON h.organization_id = m.organization_id
            WHERE m.kind_id = '{each.kind}' AND m.state IN {values_of(Meeting.RECORDED_STATES)}
              AND m.month >= %(since)s AND m.scope >= %(lo)s AND m.scope < %(hi)s
        )
        SELECT '{each.key}' AS key, q.organization_id, q.path AS scope, NULL AS person_id, NULL AS barred_id,
               q.record, 1 AS amount, q.last_month AS opens_on,
               {following_sql(f"({due})", "w")} AS due_on,
               CASE WHEN q.days >= q.needed THEN '{Verdict.COUNTS}' END AS verdict,
               CASE q.months WHEN 1 THEN to_char(q.first, 'FMMM') || '月'
                    WHEN 3 THEN '第' || to_char(q.first, 'FMQ') || '季度'
                    WHEN 6 THEN CASE extract(month FROM q.first) WHEN 1 THEN '上半年' ELSE '下半年' END
                    ELSE to_char(q.first, 'YYYY') || '年' END || '{each.title}' AS label,
               '应召开 ' || q.needed || ' 次，已记录 ' || q.days || ' 次' AS detail, ARRAY[0, -1] AS remind
        FROM (
            SELECT p.organization_id, p.path, p.first, p.next, p.last_month, p.months, p.needed, p.quarter_due,
                   count(DISTINCT h.held_on) AS days, max(h.id) AS record
            FROM periods p
            LEFT JOIN held h ON h.organization_id = p.organization_id AND h.month >= p.first AND h.month < p.next
            GROUP BY p.organization_id, p.path, p.first, p.next, p.last_month, p.months, p.needed, p.quarter_due
        ) q LEFT JOIN workdays w ON w.date = {due}
        """,
        (
            Duty(
                each.key,
                "召开{label}",
                "{count} 次" + each.title + "要召开",
                "去计划",
                lambda line: reverse("meetings:plan") + f"?kind={each.kind}",
                MANAGE,
                notes="{label}等",
                behind="" if each.inside else "{organizations} 个社区没有召开" + each.title,
                behind_note="共 {missing} 次",
                behind_url=lambda line: reverse("meetings:regular") + f"?kind={each.kind}&state=behind",
                inside=each.inside,
                message=Message(
                    each.key,
                    f"{each.title}待召开",
                    "organizations.organization",
                    "请召开{label}",
                    "期限 {due_on}",
                    lambda: reverse("meetings:plan") + f"?kind={each.kind}",
                    together=True,
                ),
            ),
        ),
        {each.alias: each.minimum, "quarter_due": "mtg.quarter_due_day"},
    )


PERIODS = tuple(_regular(each) for each in REGULAR)
