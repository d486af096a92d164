"""Blank branches: nobody developed for so many years; why, what is done about it, checked by the street (MEM-09)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from core.records.duties import Duty, Line, Message, Source
from core.records.errors import RuleViolation
from core.records.measures import values_of
from members.models import Membership
from organizations.cases.kinds import CaseKind, Draft, File, Gate, Level, StepKind
from organizations.desks.rows import Listed, Table, like
from organizations.kinds import BRANCHES
from organizations.models import Case, CaseOutcome, Organization
from organizations.tree.queries import stood_since

KIND = "blank_branch"
VIEW, RIGHT = "organizations.view_member", "organizations.manage_member"
STANDARDS = {"blank_years": "mem.blank_branch.years", "blank_pace": "org.case.step_days"}
RECTIFIED, AGAIN = "已整改", "继续整改"
CAUSES = ("没有合适人选", "人员外出多", "支部重视不够", "班子不团结或有宗族派性", "程序不熟悉", "其他原因")

# Developed here: joined in the branch, neither come from another branch nor with a letter after joining. Where nobody
# did, the years count from the day on which the portal knows the branch. A branch is judged once the day of joining of
# each of its members is known (``unjudged`` counts the others).
_JUDGED = f"""
    SELECT t.organization_id, o.path AS scope, o.name, d.last_on, x.blank_on, c.id AS record, c.next_step, c.ended_on,
           c.cause, n.members, s.blank_pace
    FROM tree t
    JOIN organizations_organization o ON o.id = t.organization_id
    JOIN std s ON s.organization_id = t.organization_id
    CROSS JOIN LATERAL (
        SELECT count(*) AS members, count(*) FILTER (WHERE m.joined_on IS NULL) AS unknown
        FROM members_membership m WHERE m.organization_id = o.id AND upper_inf(m.during)
    ) n
    CROSS JOIN LATERAL (
        SELECT max(m.joined_on) AS last_on FROM members_membership m
        WHERE m.organization_id = o.id AND m.joined_on <= %(today)s::date
          AND NOT EXISTS (SELECT 1 FROM members_membership f WHERE f.person_id = m.person_id
                          AND f.organization_id <> o.id AND lower(f.during) < lower(m.during))
          AND NOT EXISTS (SELECT 1 FROM members_transferletter l WHERE l.person_id = m.person_id
                          AND l.branch_id = o.id AND l.direction = 'in' AND l.received_on >= m.joined_on)
    ) d
    CROSS JOIN LATERAL (
        SELECT (COALESCE(d.last_on, {stood_since("o")}) + make_interval(years => s.blank_years::int))::date AS blank_on
    ) x
    LEFT JOIN LATERAL (
        SELECT k.id, k.next_step, k.ended_on, (
            SELECT concat_ws('：', q.choice, q.note) FROM organizations_casestep q
            WHERE q.case_id = k.id AND q.key = 'cause' AND q.voided_on IS NULL LIMIT 1
        ) AS cause
        FROM organizations_case k
        WHERE k.kind = '{KIND}' AND k.organization_id = o.id
          AND (k.ended_on IS NULL OR k.outcome = '{CaseOutcome.DONE}' AND extract(year FROM k.ended_on) = %(year)s)
        ORDER BY k.ended_on DESC NULLS FIRST LIMIT 1
    ) c ON true
    WHERE t.kind IN {values_of(BRANCHES)} AND n.members > 0 AND n.unknown = 0 AND x.blank_on <= %(today)s::date
      AND o.path >= %(lo)s AND o.path < %(hi)s
"""


def _page(_line: Line) -> str:
    return reverse("members:blank_branches")


FOUND = Source(
    "blank_branch.find",
    f"""
    SELECT 'blank_branch.find' AS key, j.organization_id, j.scope, NULL AS person_id, NULL AS barred_id,
           j.organization_id AS record, 1 AS amount, j.blank_on AS opens_on, j.blank_on + j.blank_pace::int AS due_on,
           CASE WHEN j.record IS NOT NULL THEN 'counts' END AS verdict, j.name AS label,
           '上次发展党员' || COALESCE(j.last_on::text, '没有记录') AS detail, ARRAY[7, 0, -30] AS remind
    FROM ({_JUDGED}) j
    """,
    (
        Duty(
            "blank_branch.find",
            "{label}多年没有发展党员，查找原因并整改",
            "{count} 个支部多年没有发展党员",
            "去整改",
            _page,
            RIGHT,
            behind="{organizations} 个支部多年没有发展党员，还没有整改",
            overseer=VIEW,
            behind_note="没有查找原因",
            behind_url=_page,
            message=Message(
                "blank_branch.find",
                "空白支部待整改",
                "organizations.organization",
                "{label}多年没有发展党员，请查找原因并整改",
                "{detail}",
                lambda: reverse("members:blank_branches"),
            ),
        ),
    ),
    STANDARDS,
)
DUTIES = (FOUND,)


@dataclass(frozen=True)
class Blank:
    """A branch that developed nobody for the years of the standard, and where its rectification stands."""

    organization_id: int
    name: str
    last_on: date | None
    blank_on: date
    members: int
    record: int | None
    next_step: str | None
    ended_on: date | None
    cause: str | None

    @property
    def state(self) -> str:
        """In words."""
        if self.record is None:
            return "还没有整改"
        if self.ended_on is not None:
            return "今年已整改，仍没有发展"
        return f"待“{BLANK.label_of(self.next_step or '')}”"

    @property
    def tone(self) -> str:
        return "bad" if self.record is None else "warn"


TABLE = Table(
    f"""
    SELECT j.organization_id, j.name, j.last_on, j.blank_on, j.members, j.record, j.next_step, j.ended_on, j.cause
    FROM ({_JUDGED}) j
    WHERE j.scope >= %(from)s AND j.scope < %(to)s AND j.name LIKE %(words)s
    """,
    "blank_on, organization_id",
    Blank,
    (FOUND,),
    "count(*) FILTER (WHERE r.record IS NULL)",
)


def blanks(user: Any, *, today: date, text: str = "") -> Listed[Blank]:
    """Blank branches in the user's scope, the longest first; its sum: those without a rectification."""
    return Listed(TABLE, user, VIEW, today=today, words=like(text))


def unjudged(user: Any, *, today: date) -> int:
    """Branches in the user's scope with members of whom the day of joining is not known."""
    unknown = Membership.objects.current().filter(organization=OuterRef("pk"), joined_on=None)
    branches = Organization.objects.visible_to(user, VIEW).branches().in_force(today)
    return branches.filter(Exists(unknown)).count()


def _check_once(case: Case, _by: Any, _today: date) -> None:
    """One rectification of a branch at a time; who comes second is told."""
    Organization.objects.select_for_update(no_key=True).get(pk=case.organization_id)
    if Case.objects.filter(kind=KIND, organization=case.organization_id, ended_on=None).exists():
        raise RuleViolation("running", "这个支部正在整改", field="organization")


def _cultivates(file: File, _on: date) -> Iterable[Gate]:
    """Rectified is a branch that somebody has applied to since."""
    rows = Case.objects.filter(
        kind="development", organization=file.case.organization_id, begun_on__gte=file.case.begun_on
    )
    found = rows.exclude(outcome=CaseOutcome.CANCELLED).exists()
    return [
        Gate(
            "整改以来有入党申请人",
            found,
            "整改以来还没有登记入党申请人",
            "去登记入党申请",
            reverse("organizations:cases", args=["development"]),
        )
    ]


def _check_rectified(draft: Draft) -> None:
    if draft.choice == AGAIN:
        raise RuleViolation("again", "没有整改到位的，请“退回”到整改措施并写明原因", field="choice")


BLANK = CaseKind(
    key=KIND,
    label="空白支部整改",
    noun="空白支部整改",
    about="多年没有发展党员的支部：查找原因，制定措施，由街道（镇）验收",
    kinds=BRANCHES,
    view=VIEW,
    right=RIGHT,
    begun="开始日期",
    steps=(
        StepKind("cause", "查找原因", choices=lambda _case, _on: CAUSES, choice_label="主要原因", note="具体情况"),
        StepKind("measures", "制定整改措施", note="整改措施"),
        StepKind("progress", "登记整改进展", optional=True, since="measures", until="accept", note="进展"),
        StepKind(
            "accept",
            "街道（镇）验收",
            Level.STREET,
            choices=lambda _case, _on: (RECTIFIED, AGAIN),
            choice_label="验收结果",
            note="验收意见",
            gates=_cultivates,
            check=_check_rectified,
        ),
    ),
    check=_check_once,
    pages=(("空白支部名单", "members:blank_branches"),),
)
