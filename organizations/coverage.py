"""Which units of the area have Party work, and what the others lack (S0 三(二)3; S4B 二(二); ORG-25).

A unit with as many full members as a branch needs founds its own organisation, one with fewer joins a joint branch, one
without members gets an instructor. A unit whose members nobody counted is none of these: it is listed as unknown.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.urls import reverse

from core.records.duties import Duty, Line, Message, Source
from core.records.measures import values_of
from organizations.desks.rows import Listed, Table, like
from organizations.kinds import Kind


class Covered(StrEnum):
    """What a unit has, else what it lacks, else that nobody knows."""

    OWN = "own"
    JOINT = "joint"
    INSTRUCTOR = "instructor"
    NEEDS_OWN = "needs_own"
    NEEDS_JOINT = "needs_joint"
    NEEDS_INSTRUCTOR = "needs_instructor"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Covered.OWN: "单独组建",
    Covered.JOINT: "联合组建",
    Covered.INSTRUCTOR: "派有党建指导员",
    Covered.NEEDS_OWN: "应单独组建",
    Covered.NEEDS_JOINT: "应联合组建",
    Covered.NEEDS_INSTRUCTOR: "应派党建指导员",
    Covered.UNKNOWN: "正式党员数未填",
}
COVERED = (Covered.OWN, Covered.JOINT, Covered.INSTRUCTOR)
LACKING = (Covered.NEEDS_OWN, Covered.NEEDS_JOINT, Covered.NEEDS_INSTRUCTOR)

# An organisation that was dissolved covers nobody; a name that the unit gave is an organisation of its own.
_UNITS = f"""
    SELECT p.id AS record, p.organization_id, p.scope, u.id AS unit_id, u.name, u.kind, u.full_members,
           COALESCE(po.name, u.party_name) AS party, lower(p.during) AS since, s.report_in_days,
           s.branch_least,
           CASE WHEN po.kind = '{Kind.JOINT_BRANCH}' THEN '{Covered.JOINT}'
                WHEN po.id IS NOT NULL OR u.party_name <> '' THEN '{Covered.OWN}'
                WHEN u.full_members IS NULL THEN '{Covered.UNKNOWN}'
                WHEN u.full_members >= s.branch_least THEN '{Covered.NEEDS_OWN}'
                WHEN u.full_members > 0 THEN '{Covered.NEEDS_JOINT}'
                WHEN (SELECT count(DISTINCT i.instructor_id) FROM organizations_unitpresence i WHERE i.unit_id = u.id
                      AND i.during @> %(today)s::date) >= s.instructors THEN '{Covered.INSTRUCTOR}'
                ELSE '{Covered.NEEDS_INSTRUCTOR}' END AS state
    FROM organizations_unitpresence p
    JOIN std s ON s.organization_id = p.organization_id
    JOIN organizations_unit u ON u.id = p.unit_id
    LEFT JOIN organizations_organization po ON po.id = u.party_organization_id
         AND (po.dissolved_on IS NULL OR po.dissolved_on > %(today)s::date)
    WHERE p.during @> %(today)s::date AND p.scope >= %(lo)s AND p.scope < %(hi)s
"""


def _page(_line: Line) -> str:
    return reverse("organizations:coverage")


UNCOVERED = Source(
    "unit.cover",
    f"""
    SELECT 'unit.cover' AS key, u.organization_id, u.scope, NULL AS person_id, NULL AS barred_id, u.record, 1 AS amount,
           u.since AS opens_on, u.since + u.report_in_days AS due_on, NULL AS verdict, u.name AS label,
           CASE u.state
             WHEN '{Covered.NEEDS_OWN}' THEN '正式党员 ' || u.full_members || ' 名，{Covered.NEEDS_OWN.label}'
             WHEN '{Covered.NEEDS_JOINT}' THEN '正式党员 ' || u.full_members || ' 名，{Covered.NEEDS_JOINT.label}'
             ELSE '没有正式党员，{Covered.NEEDS_INSTRUCTOR.label}' END AS detail, ARRAY[0, -1] AS remind
    FROM ({_UNITS}) u WHERE u.state IN {values_of(LACKING)}
    """,
    (
        Duty(
            "unit.cover",
            "落实{label}的党组织覆盖",
            "{count} 个单位没有党的组织和工作覆盖",
            "去看",
            _page,
            "organizations.manage_service",
            notes="最早：{label}，{detail}",
            behind="{organizations} 个社区有单位没有覆盖",
            behind_note="共 {missing} 个单位",
            behind_url=_page,
            message=Message(
                "unit.cover",
                "单位待覆盖",
                "organizations.organization",
                "{count} 个单位没有党的组织和工作覆盖",
                "最早：{label}，期限 {due_on}",
                lambda: reverse("organizations:coverage"),
                together=True,
            ),
        ),
    ),
    {
        "branch_least": "org.branch.full_members_min",
        "instructors": "org.instructor.per_uncovered_unit",
        "joint_most": "org.joint_branch.units_max",
        "report_in_days": "org.unit_report_in.days",
    },
)
DUTIES = (UNCOVERED,)


@dataclass(frozen=True)
class CoveredUnit:
    """A unit in one community. ``few``: it has an organisation of its own with fewer full members than a branch needs;
    ``many``: it is in a joint branch and has enough for its own."""

    record: int
    name: str
    organization_id: int
    organization: str
    full_members: int | None
    party: str
    state: Covered
    least: int

    @property
    def lacking(self) -> bool:
        return self.state in LACKING

    @property
    def note(self) -> str:
        if self.full_members is None:
            return ""
        if self.state == Covered.OWN and self.full_members < self.least:
            return f"正式党员不足 {self.least} 名"
        if self.state == Covered.JOINT and self.full_members >= self.least:
            return f"正式党员已满 {self.least} 名，可以单独组建"
        return ""


def _unit(record: int, name: str, place: int, where: str, members: int | None, party: str, state: str, least: int,
          *_order: Any) -> CoveredUnit:  # fmt: skip
    return CoveredUnit(record, name, place, where, members, party, Covered(state), least)


UNITS = Table(
    f"""SELECT u.record, u.name, u.organization_id, o.name AS place, u.full_members, u.party, u.state, u.branch_least,
               u.scope
        FROM ({_UNITS}) u JOIN organizations_organization o ON o.id = u.organization_id
        WHERE u.scope >= %(from)s AND u.scope < %(to)s AND u.name LIKE %(words)s
          AND (cardinality(%(states)s::text[]) = 0 OR u.state = ANY(%(states)s::text[]))""",
    "scope, name, record",
    _unit,
    (UNCOVERED,),
)


@dataclass(frozen=True)
class Community:
    """How many units a community has of each state."""

    organization_id: int
    name: str
    units: int
    own: int
    joint: int
    instructor: int
    lacking: int
    unknown: int


_COUNTS = ", ".join(
    f"count(*) FILTER (WHERE u.state IN {values_of(states)}) AS {name}"
    for name, states in (
        ("own", (Covered.OWN,)),
        ("joint", (Covered.JOINT,)),
        ("instructor", (Covered.INSTRUCTOR,)),
        ("lacking", LACKING),
        ("unknown", (Covered.UNKNOWN,)),
    )
)
OF_COMMUNITIES = Table(
    f"""SELECT u.organization_id, o.name, count(*) AS units, {_COUNTS}, u.scope
        FROM ({_UNITS}) u JOIN organizations_organization o ON o.id = u.organization_id
        WHERE u.scope >= %(from)s AND u.scope < %(to)s GROUP BY u.organization_id, o.name, u.scope""",
    "scope",
    lambda *row: Community(*row[:8]),
    (UNCOVERED,),
    ", ".join(
        f"COALESCE(sum(r.{name}), 0)::int" for name in ("units", "own", "joint", "instructor", "lacking", "unknown")
    ),
)


@dataclass(frozen=True)
class JointBranch:
    """A joint branch with its units; more than ``most`` is usual no more."""

    organization_id: int
    name: str
    units: int
    most: int

    @property
    def over(self) -> bool:
        return self.units > self.most


JOINT_BRANCHES = Table(
    f"""SELECT o.id, o.name, (SELECT count(DISTINCT u.id) FROM organizations_unit u JOIN organizations_unitpresence p
                       ON p.unit_id = u.id AND p.during @> %(today)s::date WHERE u.party_organization_id = o.id)::int,
               s.joint_most, o.path
        FROM organizations_organization o JOIN std s ON s.organization_id = o.id
        WHERE o.kind = '{Kind.JOINT_BRANCH}' AND o.path >= %(from)s AND o.path < %(to)s""",
    "path",
    lambda *row: JointBranch(*row[:4]),
    (UNCOVERED,),
)


def units(user: Any, permission: str, *, today: date, text: str = "", states: tuple[str, ...] = ()) -> Listed[Any]:
    """Units in the user's scope, all or those of some states."""
    return Listed(UNITS, user, permission, today=today, words=like(text), states=[str(each) for each in states])


def communities(user: Any, permission: str, *, today: date) -> Listed[Any]:
    """Communities with units, counted; its sums: units, own, joint, instructor, lacking, unknown."""
    return Listed(OF_COMMUNITIES, user, permission, today=today)


def joint_branches(user: Any, permission: str, *, today: date) -> Listed[Any]:
    return Listed(JOINT_BRANCHES, user, permission, today=today)
