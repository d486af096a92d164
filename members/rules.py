"""Decisions of the members room; no writes."""

import functools
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from core.chinese.dates import add_months, age_on
from core.records.errors import RuleViolation
from core.records.shown import Face
from core.records.workflow import JOB, OWN, Stage, Step, Workflow
from members.models import DualRegistration, Membership, ScheduledChange

State = DualRegistration.State

CONFIRM = "organizations.confirm_registration"


def _not_own(registration: DualRegistration, by: Any, at: datetime) -> None:
    if getattr(by, "person_id", None) == registration.person_id:
        raise RuleViolation("own-registration", "不能确认自己的报到，请由其他工作人员办理")


REGISTRATION = Workflow(
    model=DualRegistration,
    noun="这份报到",
    face=Face(("side", "unit_name", "choice", "service", "pledge", "specialty")),
    subject=lambda registration: f"{registration.person.name}的报到",
    start=State.SUBMITTED,
    stages={
        State.SUBMITTED: Stage("社区", "核对后确认、退回补充或不予通过"),
        State.ASKED_BACK: Stage("本人", "补充后再提交"),
        State.CONFIRMED: Stage("社区", "有效期满或离开时结束"),
        State.REFUSED: Stage(),
        State.ENDED: Stage(),
    },
    steps=(
        Step(
            "confirm",
            "确认报到",
            (State.SUBMITTED,),
            State.CONFIRMED,
            right=CONFIRM,
            event="members.registration_confirmed",
            message="registration.confirmed",
            checks=(_not_own,),
        ),
        Step(
            "ask_back",
            "退回补充",
            (State.SUBMITTED,),
            State.ASKED_BACK,
            right=CONFIRM,
            event="members.registration_ask_back",
            message="registration.answered",
        ),
        Step(
            "refuse",
            "不予通过",
            (State.SUBMITTED, State.ASKED_BACK),
            State.REFUSED,
            right=CONFIRM,
            event="members.registration_refuse",
            message="registration.answered",
        ),
        Step(
            "end",
            "结束报到",
            (State.CONFIRMED,),
            State.ENDED,
            right=CONFIRM,
            event="members.registration_end",
            message="registration.answered",
        ),
        Step(
            "resubmit",
            "补充后再提交",
            (State.ASKED_BACK,),
            State.SUBMITTED,
            right=OWN,
            event="members.registration_resubmitted",
        ),
        Step("lapse", "有效期满", (State.CONFIRMED,), State.ENDED, right=JOB, event="members.registrations_lapsed"),
    ),
)
"""An in-service member reports in; the community confirms (MEM-05)."""

SCHEDULED = Workflow(
    model=ScheduledChange,
    noun="这项变动",
    face=Face(("on", "status", "member_class", "branch", "end_reason")),
    start=ScheduledChange.State.WAITING,
    stages={
        ScheduledChange.State.WAITING: Stage("系统", "到日期生效；此前党组织可以撤回"),
        ScheduledChange.State.DONE: Stage(),
        ScheduledChange.State.WITHDRAWN: Stage(),
        ScheduledChange.State.REFUSED: Stage(),
    },
    steps=(
        Step("take", "生效", (ScheduledChange.State.WAITING,), ScheduledChange.State.DONE, right=JOB),
        Step(
            "fall",
            "取消生效",
            (ScheduledChange.State.WAITING,),
            ScheduledChange.State.REFUSED,
            right=JOB,
            event="members.change_not_taken",
        ),
        Step(
            "withdraw",
            "撤回",
            (ScheduledChange.State.WAITING,),
            ScheduledChange.State.WITHDRAWN,
            right="organizations.manage_member",
            event="members.change_withdrawn",
        ),
    ),
)
"""A change of a relationship entered ahead of its day; what no longer fits on the day falls, with its reason."""

DECISIONS = ("ask_back", "refuse", "end")
"""Steps that need a reason."""


def registration_period(*, confirmed_on: date, months: int) -> tuple[date, date]:
    """Validity of a confirmation: from the day, ``months`` months long, half open (MEM-05)."""
    return confirmed_on, add_months(confirmed_on, months)


def check_party_dates(
    *, birth: date | None, joined: date | None, full: date | None, age_min: int | None, today: date
) -> None:
    """Dates of joining as one person types them (requirements.md decision 6). Raises RuleViolation at the field.

    ``age_min``: the least age on the day of joining (mem.applicant.age_min), None where no rule asks one.
    """
    if joined and joined > today:
        raise RuleViolation("date-order", "入党时间不能晚于今天", field="joined_on")
    if full and full > today:
        raise RuleViolation("date-order", "转正时间不能晚于今天", field="full_on")
    if joined and full and full < joined:
        raise RuleViolation("date-order", "转正时间不能早于入党时间", field="full_on")
    if birth and joined and age_min is not None and age_on(birth, joined) < age_min:
        raise RuleViolation("joined-under-age", f"入党时未满{age_min}周岁，请核对出生日期和入党时间", field="joined_on")


def probation_months(history: Sequence[str], joined: date) -> list[int]:
    """Months of probation of who joined on the day, shortest first; one for each origin that the rules of the day
    told apart (``history`` is mem.probation.history: ``1923-06-10:3|6`` from the day on). Empty before the first."""
    for since, months in _probations(tuple(history)):
        if since <= joined:
            return list(months)
    return []


@functools.lru_cache(maxsize=64)
def _probations(history: tuple[str, ...]) -> list[tuple[date, list[int]]]:
    """(from the day on, months), the newest first."""
    lines = [line.partition(":") for line in reversed(history)]
    return [(date.fromisoformat(since), sorted(map(int, months.split("|")))) for since, _, months in lines]


def check_can_change_spell(membership: Membership, *, on: date) -> None:
    """A spell can be changed from the day after it began, and only while it is open."""
    if membership.during.upper is not None:
        raise RuleViolation("spell-closed", "这条组织关系已经结束，不能再改")
    if on <= membership.during.lower:
        raise RuleViolation("before-start", "变动日期必须晚于这条记录的开始日期", field="on")
