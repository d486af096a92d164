"""What may happen to a meeting, in which state, and how votes are judged; no writes.

``MEETING`` says which step is possible; what a form adds is judged by ``check_…``, which raises
RuleViolation with the reason.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from django.utils import timezone

from core.chinese.dates import chinese_date
from core.records.errors import RuleViolation
from core.records.workflow import ITSELF, VERSION, Role, Stage, Step, Workflow
from meetings import faces
from meetings.models import Decision, Meeting, MeetingKind
from meetings.models.meeting import OPEN
from organizations import standards
from organizations.queries import nearest_holders
from organizations.tree.effective import check_not_ahead
from people.models import Person

State = Meeting.State
MANAGE = "organizations.manage_meeting"

DECIDING = (State.SIGNING_IN, State.RECORDED)
TASK_YEARS = 5
"""How far ahead a task of a resolution may be due: a term of office; beyond it a typed year is a slip."""


def check_still_to_come(meeting: Meeting, by: Any, at: datetime) -> None:
    if meeting.starts_at <= at:
        raise RuleViolation("past", "开始时间已过，不能再发通知，请直接录入记录", field="starts_at")


def _not_begun(meeting: Meeting, by: Any, at: datetime) -> None:
    if meeting.starts_at <= at:
        raise RuleViolation("begun", "会议已经开始，请假情况不能再改，实际到会情况请找会议记录人登记")


def _begun(meeting: Meeting, by: Any, at: datetime) -> None:
    if (meeting.held_at or meeting.starts_at) > at:
        raise RuleViolation("not-begun", "会议还没有开始，开始以后才能登记表决和决议")


def shortly_before(meeting: Meeting, by: Any, at: datetime) -> None:
    """People arrive from ``mtg.sign_in.opens_minutes_before`` minutes before the start on."""
    minutes = standards.at(
        "mtg.sign_in.opens_minutes_before", organization=meeting.organization, as_of=timezone.localdate(at)
    )
    if at < (meeting.held_at or meeting.starts_at) - timedelta(minutes=minutes):
        raise RuleViolation("too-early", f"开会前 {minutes} 分钟起才能签到", field="state")


def _sign_in_open(meeting: Meeting, by: Any, at: datetime) -> None:
    if meeting.sign_in_closed_at is not None:
        raise RuleViolation("state", _OVER)


def _held(meeting: Meeting, by: Any, at: datetime) -> None:
    if (meeting.held_at or meeting.starts_at) > at:
        raise RuleViolation("future", "召开时间还没有到，不能提前录入", field="held_at")
    if meeting.held_at is not None and meeting.recorded_at is not None and meeting.held_at > meeting.recorded_at:
        entered = f"{timezone.localtime(meeting.recorded_at):%Y-%m-%d %H:%M}"
        raise RuleViolation("held-after-entry", f"召开时间不能晚于首次录入的时间（{entered}）", field="held_at")


def _since_recorded(meeting: Meeting, by: Any, at: datetime) -> None:
    if meeting.recorded_at is not None and at < meeting.recorded_at:
        raise RuleViolation("before-record", "确认和归档的时间不能早于录入时间")


def _kind_decides(meeting: Meeting, by: Any, at: datetime) -> None:
    if not meeting.kind.decides:
        raise RuleViolation("no-votes", f"{meeting.kind.label}不作表决")


def may_confirm(meeting: Meeting, by: Any) -> bool:
    """Where the kind asks for a second person, the recorder does not confirm the minutes; who saves the first record
    is its recorder."""
    recorder = meeting.recorded_by_id if meeting.recorded_at else getattr(by, "pk", None)
    return not meeting.second_person or getattr(by, "pk", None) != recorder


def _second_person(meeting: Meeting, by: Any, at: datetime) -> None:
    if not may_confirm(meeting, by):
        raise RuleViolation("same-person", f"{meeting.kind.label}的纪要要由记录人以外的人确认")


def _before(duty: str) -> Any:
    """The convener's duty until the meeting begins; afterwards the record is what is missing."""

    def sentence(meeting: Meeting, user: Any, at: datetime) -> str:
        return f"召集人：{duty if at < meeting.starts_at else '录入会议记录'}"

    return sentence


def _confirmer(meeting: Meeting, user: Any, at: datetime) -> str:
    """Who may confirm these minutes: the reader, or by name whoever has the right nearest to the host."""
    if MEETING.can("confirm", meeting, user, at=at):
        return "请核对并确认纪要"
    recorder = meeting.recorded_by_id if meeting.second_person else None
    where, who = nearest_holders(MANAGE, meeting.organization, besides=recorder, on=timezone.localdate(at))
    if where is None:
        return "还没有可以确认纪要的人，请联系上级党组织授权"
    names = "、".join(str(each) for each in who[:3]) + ("等" if len(who) > 3 else "")
    return f"等待{where.label}确认纪要（{names}）"


_NOT_YET = "签到还没有开始，请等会议主持人打开签到"
_OVER = "签到已经结束，如确已到会，请找会议记录人补登"
_SIGN_REFUSALS = {
    State.PLANNED: _NOT_YET,
    State.NOTIFIED: _NOT_YET,
    **dict.fromkeys((*Meeting.RECORDED_STATES, *Meeting.GONE_STATES), _OVER),
}
_FOR_GOOD = {State.CLOSED: "会议已归档，记录不能再改，更正请用“更正附记”"}
_ENTITLED = Role("应到人本人", lambda user, meeting: meeting.attendances.filter(person=user.person_id).exists())
_WITH_CODE = Role("扫到签到码的人", lambda user, meeting: user.is_authenticated)

MEETING = Workflow(
    model=Meeting,
    noun="会议",
    face=faces.MEETING,
    start=State.PLANNED,
    stages={
        State.PLANNED: Stage("召集人", "发出通知", next=_before("发出通知")),
        State.NOTIFIED: Stage("召集人", "按时召开，开放签到", next=_before("按时召开，开放签到")),
        State.SIGNING_IN: Stage("召集人", "会后录入记录"),
        State.RECORDED: Stage("记录人以外有会议权限的人", "确认纪要", next=_confirmer),
        State.CONFIRMED: Stage("召集人", "归档"),
        State.CLOSED: Stage("召集人", "写错的用更正附记，整条登错的作废", next=lambda *_: ""),
        State.CANCELLED: Stage(),
        State.VOID: Stage(),
    },
    steps=(
        Step(
            "edit",
            "修改计划",
            (State.PLANNED, State.NOTIFIED),
            right=MANAGE,
            event="meetings.plan_changed",
            message="meeting.changed",
            carries=VERSION,
        ),
        Step(
            "notify",
            "发出通知",
            (State.PLANNED,),
            State.NOTIFIED,
            right=MANAGE,
            event="meetings.notified",
            message="meeting.notice",
            checks=(check_still_to_come,),
            looks=faces.PLAN,
        ),
        Step(
            "open",
            "开始签到",
            (State.NOTIFIED,),
            State.SIGNING_IN,
            right=MANAGE,
            event="meetings.sign_in_opened",
            checks=(shortly_before,),
            looks=faces.HELD,
        ),
        Step(
            "sign",
            "扫码签到",
            (State.SIGNING_IN,),
            right=_WITH_CODE,
            checks=(_sign_in_open,),
            refusals=_SIGN_REFUSALS,
            carries="the code of the moment",
        ),
        Step(
            "close_sign_in",
            "结束签到",
            (State.SIGNING_IN,),
            right=MANAGE,
            event="meetings.sign_in_closed",
            checks=(_sign_in_open,),
            refusals=_SIGN_REFUSALS,
            looks=faces.HELD,
        ),
        Step(
            "take_leave",
            "请假",
            (State.NOTIFIED, State.SIGNING_IN),
            right=_ENTITLED,
            event="meetings.leave_taken",
            looks=faces.PUBLIC,
            checks=(_not_begun,),
            refusals=dict.fromkeys((*Meeting.RECORDED_STATES, *Meeting.GONE_STATES), "会议已经结束，不能再请假"),
        ),
        Step(
            "decide_leave",
            "批请假",
            (State.NOTIFIED, State.SIGNING_IN, State.RECORDED),
            right=MANAGE,
            event="meetings.leave_decided",
            message="meeting.leave_answered",
            carries=ITSELF,
        ),
        Step(
            "mark",
            "登记到会情况",
            (State.NOTIFIED, State.SIGNING_IN, State.RECORDED),
            right=MANAGE,
            event="meetings.marked",
            carries=ITSELF,
        ),
        Step(
            "record",
            "录入记录",
            OPEN,
            State.RECORDED,
            right=MANAGE,
            event="meetings.recorded",
            carries=VERSION,
            checks=(_held,),
            refusals=_FOR_GOOD,
        ),
        Step(
            "change_record",
            "修改记录",
            (State.RECORDED,),
            right=MANAGE,
            event="meetings.record_changed",
            carries=VERSION,
            checks=(_held,),
            refusals=_FOR_GOOD,
        ),
        Step(
            "add_photo",
            "上传照片",
            (*OPEN, State.RECORDED),
            right=MANAGE,
            event="meetings.photo_added",
            refusals=_FOR_GOOD,
            carries=ITSELF,
        ),
        Step(
            "add_paper",
            "添加附件",
            (*OPEN, State.RECORDED),
            right=MANAGE,
            event="meetings.paper_added",
            refusals=_FOR_GOOD,
            carries=ITSELF,
        ),
        Step(
            "note_superior",
            "登记上级到会",
            (*Meeting.ANNOUNCED_STATES, State.RECORDED),
            right=MANAGE,
            event="meetings.superior_noted",
            refusals=_FOR_GOOD,
            carries=ITSELF,
        ),
        Step(
            "vote",
            "登记表决",
            DECIDING,
            right=MANAGE,
            event="meetings.voted",
            checks=(_kind_decides, _begun),
            carries=ITSELF,
        ),
        Step(
            "resolve", "登记决议", DECIDING, right=MANAGE, event="meetings.resolved", checks=(_begun,), carries=ITSELF
        ),
        Step(
            "make_up",
            "登记补学",
            Meeting.RECORDED_STATES,
            right=MANAGE,
            event="meetings.made_up",
            carries=ITSELF,
        ),
        Step(
            "report_make_up",
            "报告补学",
            Meeting.RECORDED_STATES,
            right=_ENTITLED,
            event="meetings.made_up",
            looks=faces.PUBLIC,
        ),
        Step(
            "take_back_make_up",
            "撤销补学",
            Meeting.RECORDED_STATES,
            right=MANAGE,
            event="meetings.make_up_taken_back",
            carries=ITSELF,
        ),
        Step(
            "confirm",
            "确认纪要",
            (State.RECORDED,),
            State.CONFIRMED,
            right=MANAGE,
            event="meetings.confirmed",
            checks=(_since_recorded, _second_person),
        ),
        Step("send_back", "退回修改", (State.CONFIRMED,), State.RECORDED, right=MANAGE, event="meetings.sent_back"),
        Step(
            "close",
            "归档",
            (State.CONFIRMED,),
            State.CLOSED,
            right=MANAGE,
            event="meetings.closed",
            checks=(_since_recorded,),
        ),
        Step(
            "cancel",
            "取消会议",
            OPEN,
            State.CANCELLED,
            right=MANAGE,
            event="meetings.cancelled",
            message="meeting.cancelled",
            looks=faces.PLAN,
        ),
        Step(
            "void",
            "作废",
            Meeting.RECORDED_STATES,
            State.VOID,
            right=MANAGE,
            event="meetings.voided",
            message="meeting.voided",
        ),
        Step(
            "amend",
            "更正附记",
            (State.CLOSED,),
            right=MANAGE,
            event="meetings.amended",
            carries=ITSELF,
            refusals=dict.fromkeys((*OPEN, State.RECORDED), "会议还没有归档，请直接修改记录"),
        ),
    ),
)
"""The path of a meeting (MTG-02). Back from confirmed: the confirmer sends the minutes back."""


class Standard(NamedTuple):
    """What a vote needs: share of the entitled that is present, base of the majority and its share; "more than" or
    "at least" for each. Shares are exact."""

    quorum: Fraction
    quorum_strict: bool
    base: str
    majority: Fraction
    majority_strict: bool

    @property
    def quorum_words(self) -> str:
        return share_words(self.quorum)

    @property
    def majority_words(self) -> str:
        return share_words(self.majority)

    @property
    def words(self) -> str:
        """The standard in a sentence, as it stands above the votes."""
        more = {True: "超过", False: "达到"}
        base = {Decision.Base.ENTITLED: "应到", Decision.Base.PRESENT: "实到"}.get(Decision.Base(self.base), "有效票")
        return (
            f"到会须{more[self.quorum_strict]}应到的 {self.quorum_words}，"
            f"赞成须{more[self.majority_strict]}{base}的 {self.majority_words}"
        )


STANDARDS = {
    "mtg.general": ("mtg.general.quorum_share", "mtg.general.majority_base", "mtg.general.majority_share"),
    "mtg.committee": ("mtg.committee.quorum_share", "mtg.committee.majority_base", "mtg.committee.majority_share"),
    "mtg.delegate": ("mtg.delegate.quorum_share", "mtg.delegate.majority_base", "mtg.delegate.majority_share"),
    "mtg.election": ("mtg.election.quorum_share", "mtg.election.majority_base", "mtg.election.majority_share"),
    "mtg.admission": ("mtg.admission.quorum_share", "mtg.admission.majority_base", "mtg.admission.majority_share"),
    "org.selection": (
        "org.selection.attendance_min_share",
        "org.selection.majority_base",
        "org.selection.majority_share",
    ),
}
"""Standard of a kind of vote → the names of its attendance, base and majority (MTG-03)."""

_OF_MATTER = {Decision.Matter.ELECTION: "mtg.election", Decision.Matter.ADMISSION: "mtg.admission"}


def matters_of(kind: MeetingKind) -> list[Decision.Matter]:
    """What can be put to the vote in a meeting of the kind: elections and admissions belong to the branch's members."""
    return list(Decision.Matter) if kind.code == "branch_general_meeting" else [Decision.Matter.RESOLUTION]


def standard_names(kind: MeetingKind, matter: str) -> tuple[str, str, str] | None:
    """Names of the standards of a vote on ``matter``; None where the kind has no votes."""
    return STANDARDS[_OF_MATTER.get(Decision.Matter(matter), kind.quorum)] if kind.quorum else None


def has_quorum(standard: Standard, *, entitled: int, present: int) -> bool:
    """Whether enough are present, by the standard's own operator; nobody entitled is no quorum (MTG-03)."""
    needed = standard.quorum * entitled
    return entitled > 0 and (present > needed if standard.quorum_strict else present >= needed)


def check_quorum(standard: Standard, *, entitled: int, present: int) -> None:
    """Raises RuleViolation with the numbers where too few are present for a vote by the standard."""
    if not has_quorum(standard, entitled=entitled, present=present):
        short = "没有超过应到人数的" if standard.quorum_strict else "不足应到人数的"
        raise RuleViolation(
            "quorum-missing",
            f"应到 {entitled} 人，实到 {present} 人，{short} {standard.quorum_words}，不能作出决议",
        )


def share_words(share: Fraction) -> str:
    """A share for people: 4/5 → “80%”, 2/3 → “2/3”."""
    percent = share * 100
    return f"{percent.numerator}%" if percent.denominator == 1 else str(share)


def check_vote(
    meeting: Meeting, standard: Standard | None, *, matter: str, entitled: int, present: int, votes: int
) -> None:
    """Votes are counted with a quorum only, and never more than heads (MTG-03)."""
    if standard is None:
        raise RuleViolation("no-standard", f"{meeting.kind.label}没有设定表决标准")
    if matter not in matters_of(meeting.kind):
        label = Decision.Matter(matter).label
        raise RuleViolation("matter", f"{meeting.kind.label}不能就{label}进行表决", field="matter")
    check_quorum(standard, entitled=entitled, present=present)
    if votes > present:
        raise RuleViolation(
            "too-many-votes", f"赞成、反对、弃权共 {votes} 票，多于实到 {present} 人", field="votes_for"
        )


def needs_vote(meeting: Meeting) -> bool:
    """Whether a resolution of the meeting follows from a vote."""
    return bool(meeting.kind.quorum and meeting.kind.decides)


def check_can_resolve(meeting: Meeting, *, adopted: bool | None) -> None:
    """A resolution follows an adopted vote where the kind decides by vote."""
    if needs_vote(meeting) and not adopted:
        raise RuleViolation("not-adopted", "没有通过表决的事项不能登记为决议", field="decision")


def check_resolution(
    meeting: Meeting,
    *,
    adopted: bool | None,
    topic: str,
    topics: Sequence[str],
    owner: Person | None,
    due_on: date | None,
) -> date:
    """A big committee names one of its topics; a task has an owner and is due, at the earliest on the day (S2 四(一)).

    Gives the day it is due. Nobody is reminded of a task without an owner, and one without a day is never late.
    """
    check_can_resolve(meeting, adopted=adopted)
    if topics and topic not in topics:
        raise RuleViolation("topic", "请选择决策事项类别", field="topic")
    return check_task(meeting, owner=owner, due_on=due_on)


def check_task(meeting: Meeting, *, owner: Person | None, due_on: date | None) -> date:
    """Owner and day of a task, also when they are changed."""
    day = timezone.localdate(meeting.held_at or meeting.starts_at)
    if owner is None:
        raise RuleViolation("owner-missing", "请选择责任人：没有责任人的决议没有人来办", field="owner")
    if due_on is None:
        raise RuleViolation("due-missing", "请写明完成期限", field="due_on")
    if due_on < day:
        raise RuleViolation("due-before-meeting", f"完成期限不能早于会议日期（{chinese_date(day)}）", field="due_on")
    check_not_ahead(due_on, today=day, label="完成期限", field="due_on", future=True, years=TASK_YEARS)
    return due_on


def check_held_day(meeting: Meeting, *, first_due: date | None, first_made_up: date | None) -> None:
    """What follows from a meeting stays after it when its day is corrected: due days of its tasks, make-ups."""
    assert meeting.held_at is not None  # only a record is corrected
    day = timezone.localdate(meeting.held_at)
    for name, first in (("决议事项的完成期限", first_due), ("补学日期", first_made_up)):
        if first is not None and first < day:
            raise RuleViolation(
                "after-its-effects", f"已登记的{name}是{chinese_date(first)}，召开日期不能在它之后", field="held_at"
            )
