"""Decisions of the members room; no writes."""

import functools
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from core.chinese.dates import add_months, age_on
from core.records import walls
from core.records.errors import RuleViolation
from core.records.shown import Face
from core.records.workflow import JOB, OWN, Role, Stage, Step, Workflow
from members.models import DualRegistration, Membership, MemberTie, ScheduledChange
from organizations.cases.kinds import Level
from organizations.cases.rules import is_held_at
from organizations.models import UnitPresence
from organizations.telling import NOT_TAKEN
from people.models import User

State = DualRegistration.State

CONFIRM = "organizations.confirm_registration"


def _not_own(registration: DualRegistration, by: Any, at: datetime) -> None:
    if getattr(by, "person_id", None) == registration.person_id:
        raise RuleViolation("own-registration", "不能确认自己的报到，请由其他工作人员办理")


def presence_of(registration: DualRegistration, on: date) -> UnitPresence | None:
    """The registration's unit in its community on the day."""
    if registration.unit_id is None:
        return None
    rows = UnitPresence.objects.filter(unit_id=registration.unit_id, organization_id=registration.organization_id)
    return rows.filter(during__contains=on).first()


def _is_contact(user: Any, registration: DualRegistration) -> bool:
    place = presence_of(registration, timezone.localdate())
    return place is not None and user.person_id is not None and place.contact_id == user.person_id


CONTACT = Role("单位联系人", _is_contact)


def _vouched_for(registration: DualRegistration, by: Any, at: datetime) -> None:
    """Whose list it is stands for the membership: the unit, while it is here, and an officer who is not the member."""
    if presence_of(registration, timezone.localdate(at)) is None:
        raise RuleViolation("unit-gone", "这家单位已不在这个社区，请提交社区确认")
    if registration.listed_by is None or registration.listed_by.person_id == registration.person_id:
        raise RuleViolation("own-registration", "名单是您自己登记的，请提交社区，由其他工作人员确认")


def _needs_proof(registration: DualRegistration, by: Any, at: datetime) -> None:
    """Membership is confirmed by the unit itself, or by a document that is kept (S2 三(五); MEM-05)."""
    if registration.document or is_vouched(registration, on=timezone.localdate(at)):
        return
    message = f"{registration.person.name}的单位还没有确认党员身份，请等单位确认，或上传证明材料"
    raise RuleViolation("unproven", message, field="document")


def is_vouched(registration: DualRegistration, *, on: date) -> bool:
    """Whether the unit stands for the person, by this registration or by the one on the other side."""
    known = registration.is_vouched
    if known is None:
        known = MemberTie.objects.vouched(on).filter(person=registration.person_id).exists()
    return known


def check_in_service(person_id: int, *, on: date) -> None:
    """Dual registration is for those in service (S2 三(五)): raises RuleViolation for who is kept here as another."""
    with walls.beyond(RELATIONSHIP):
        spell = Membership.objects.as_of(on).filter(person_id=person_id).first()
    if spell is not None and spell.member_class in NOT_IN_SERVICE:
        words = spell.get_member_class_display()
        message = f"双报到面向在职党员，您登记的管理类型是{words}；登记有误的，请告诉所在党支部更正"
        raise RuleViolation("not-in-service", message)


RELATIONSHIP = "members.relationship"
"""The way past the wall: a person's own rows, wherever they lie, while the relationship is entered or moves."""
NOT_IN_SERVICE = (
    Membership.MemberClass.RETIRED,
    Membership.MemberClass.UNEMPLOYED,
    Membership.MemberClass.FARMING,
    Membership.MemberClass.STUDENT,
)

REGISTRATION = Workflow(
    model=DualRegistration,
    noun="这份报到",
    face=Face(("side", "unit_name", "choice", "service", "pledge", "specialty", "document")),
    subject=lambda registration: f"{registration.person.name}的报到",
    start=State.LISTED,
    stages={
        State.LISTED: Stage("本人", "在手机上确认；不在这个单位的说明原因"),
        State.SUBMITTED: Stage("社区", "单位确认或看过证明材料以后确认，也可以退回补充或不予通过"),
        State.ASKED_BACK: Stage("本人", "补充后再提交"),
        State.CONFIRMED: Stage("社区", "有效期满或离开时结束"),
        State.REFUSED: Stage(),
        State.ENDED: Stage(),
        State.DECLINED: Stage("社区", "划错了的，重新列入名单"),
    },
    steps=(
        Step(
            "accept",
            "确认报到",
            (State.LISTED,),
            State.CONFIRMED,
            right=OWN,
            event="members.registration_accepted",
            checks=(_vouched_for,),
        ),
        Step(
            "submit",
            "提交社区确认",
            (State.LISTED,),
            State.SUBMITTED,
            right=OWN,
            event="members.registration_submitted",
        ),
        Step(
            "decline",
            "不在这个单位",
            (State.LISTED,),
            State.DECLINED,
            right=OWN,
            event="members.registration_declined",
        ),
        Step(
            "strike",
            "从名单划去",
            (State.LISTED,),
            State.DECLINED,
            right=CONFIRM,
            event="members.registration_struck",
        ),
        Step(
            "strike_by_unit",
            "单位从名单划去",
            (State.LISTED,),
            State.DECLINED,
            right=CONTACT,
            event="members.registration_struck",
        ),
        Step(
            "relist",
            "重新列入名单",
            (State.DECLINED,),
            State.LISTED,
            right=CONFIRM,
            event="members.registration_relisted",
        ),
        Step(
            "confirm",
            "确认报到",
            (State.SUBMITTED,),
            State.CONFIRMED,
            right=CONFIRM,
            event="members.registration_confirmed",
            message="registration.confirmed",
            checks=(_not_own, _needs_proof),
        ),
        Step(
            "vouch",
            "确认是本单位党员",
            (State.SUBMITTED, State.ASKED_BACK),
            right=CONTACT,
            event="members.registration_vouched",
            checks=(_not_own,),
        ),
        Step(
            "disown",
            "不是本单位党员",
            (State.SUBMITTED, State.ASKED_BACK),
            State.REFUSED,
            right=CONTACT,
            event="members.registration_disowned",
            message="registration.answered",
            checks=(_not_own,),
        ),
        Step(
            "withdraw",
            "撤回报到",
            (State.SUBMITTED, State.ASKED_BACK, State.CONFIRMED),
            State.ENDED,
            right=OWN,
            event="members.registration_withdraw",
        ),
        Step(
            "move",
            "改到别处报到",
            (State.CONFIRMED,),
            State.ENDED,
            right=JOB,
            event="members.registration_moved",
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
            message=NOT_TAKEN,
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

DECISIONS = ("ask_back", "refuse", "end", "strike")
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


def check_may_correct_status(membership: Membership, by: Any) -> None:
    """Only street or town approve (S4A 三2): below it nobody makes a full member of a probationary one, nor back."""
    if not isinstance(by, User):
        return
    office = Level.STREET.of(membership.organization)
    if office is None or not is_held_at(by, "organizations.manage_member", office.path):
        where = office.name if office else "街道（镇）"
        raise RuleViolation(
            "status-approved",
            f"党员类别由{where}审批：转正请在发展党员档案里办理，登记有误的由{where}更正",
            field="status",
        )
