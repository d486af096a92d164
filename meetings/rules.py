"""What may happen to a meeting, in which state, and how votes and sign-in times are judged; no writes.

Pairs: ``check_can_x`` raises RuleViolation with the reason, ``can(check_can_x, …)`` says yes or no for templates.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from core.errors import RuleViolation
from meetings.models import Attendance, Decision, Meeting, Resolution

State = Meeting.State

TRANSITIONS: dict[str, tuple[str, ...]] = {
    State.PLANNED: (State.NOTIFIED, State.RECORDED, State.CANCELLED),
    State.NOTIFIED: (State.SIGNING_IN, State.RECORDED, State.CANCELLED),
    State.SIGNING_IN: (State.RECORDED, State.CANCELLED),
    State.RECORDED: (State.CONFIRMED,),
    State.CONFIRMED: (State.CLOSED, State.RECORDED),
    State.CLOSED: (),
    State.CANCELLED: (),
}
"""Every move a meeting can make (MTG-02). ``confirmed → recorded``: the confirmer sends the minutes back."""

EVENTS: dict[str, str] = {
    State.PLANNED: "meetings.planned",
    State.NOTIFIED: "meetings.notified",
    State.SIGNING_IN: "meetings.sign_in_opened",
    State.RECORDED: "meetings.recorded",
    State.CONFIRMED: "meetings.confirmed",
    State.CLOSED: "meetings.closed",
    State.CANCELLED: "meetings.cancelled",
}
"""Audit event of entering a state."""

NOTICES: dict[str, str | None] = {
    State.PLANNED: None,
    State.NOTIFIED: "meeting.notice",
    State.SIGNING_IN: None,
    State.RECORDED: None,
    State.CONFIRMED: None,
    State.CLOSED: None,
    State.CANCELLED: "meeting.cancelled",
}
"""Notification that everybody on the roster gets when a state is entered."""

OWNERS: dict[str, str | None] = {
    State.PLANNED: "召集人:发出通知",
    State.NOTIFIED: "召集人:按时召开,开放签到",
    State.SIGNING_IN: "召集人:会后录入记录",
    State.RECORDED: "书记:确认纪要",
    State.CONFIRMED: "召集人:归档",
    State.CLOSED: None,
    State.CANCELLED: None,
}
"""Who has to do what next."""

RECORDABLE = (State.PLANNED, State.NOTIFIED, State.SIGNING_IN, State.RECORDED)
OPEN = (State.PLANNED, State.NOTIFIED, State.SIGNING_IN)


def can(check: Callable[..., None], *args: Any, **kwargs: Any) -> bool:
    """Whether ``check`` passes."""
    try:
        check(*args, **kwargs)
    except RuleViolation:
        return False
    return True


def _check_move(meeting: Meeting, to: str) -> None:
    if to not in TRANSITIONS[meeting.state]:
        raise RuleViolation(
            "state",
            f"会议现在是“{meeting.get_state_display()}”,不能改为“{State(to).label}”",
        )


def check_can_plan(*, hosts: Sequence[str], label: str, organization_kind: str, organization_kind_label: str) -> None:
    """``hosts``: kinds of organisations that may hold this kind of meeting."""
    if organization_kind not in hosts:
        raise RuleViolation("host-kind", f"{organization_kind_label}不能主办{label}", field="organization")


def check_can_edit_plan(meeting: Meeting) -> None:
    if meeting.state not in (State.PLANNED, State.NOTIFIED):
        raise RuleViolation("state", f"会议{meeting.get_state_display()},不能再改计划")


def check_can_notify(meeting: Meeting, *, now: datetime) -> None:
    _check_move(meeting, State.NOTIFIED)
    if meeting.starts_at <= now:
        raise RuleViolation("past", "开始时间已过,不能再发通知,请直接录入记录", field="starts_at")


def check_can_open_sign_in(meeting: Meeting, *, now: datetime, opens_minutes: int) -> None:
    """Sign-in opens ``opens_minutes`` before the start (mtg.sign_in.opens_minutes_before)."""
    _check_move(meeting, State.SIGNING_IN)
    if now < meeting.starts_at - timedelta(minutes=opens_minutes):
        raise RuleViolation("too-early", f"开会前 {opens_minutes} 分钟才能开始签到")


def check_can_sign(meeting: Meeting) -> None:
    """A member signs by code while sign-in is open."""
    if meeting.state in (State.PLANNED, State.NOTIFIED):
        raise RuleViolation("not-open", "签到还没有开始,请等会议主持人打开签到")
    if meeting.state != State.SIGNING_IN or meeting.sign_in_closed_at is not None:
        raise RuleViolation("over", "签到已经结束,如确已到会,请找会议记录人补登")


def check_can_mark(meeting: Meeting) -> None:
    """Attendance by hand or from the paper sheet, leave by the convener: from the notice until confirmation."""
    if meeting.state not in (State.NOTIFIED, State.SIGNING_IN, State.RECORDED):
        raise RuleViolation("state", f"会议{meeting.get_state_display()},不能改到会情况")


def check_can_take_leave(meeting: Meeting, attendance_state: str) -> None:
    """A member asks for leave before the record is made."""
    if meeting.state not in (State.NOTIFIED, State.SIGNING_IN):
        raise RuleViolation("state", "会议已经结束,不能再请假")
    if attendance_state not in (Attendance.State.ENTITLED, Attendance.State.ON_LEAVE):
        raise RuleViolation("signed", "您已经签到,不用请假")


def check_can_make_up(meeting: Meeting, *, on: date, limit_days: int) -> None:
    """A missed theme day is made up within ``limit_days`` after the record (mtg.theme_day.makeup_days)."""
    if meeting.state not in Meeting.RECORDED_STATES or meeting.recorded_at is None or meeting.held_at is None:
        raise RuleViolation("state", "会议还没有记录,不能登记补学")
    if on < meeting.held_at.date():
        raise RuleViolation("before-held", "补学日期不能早于会议日期", field="on")
    if (on - (meeting.closed_at or meeting.recorded_at).date()).days > limit_days:
        raise RuleViolation("too-late", f"补学应在会后 {limit_days} 天内完成", field="on")


def check_can_record(meeting: Meeting, *, held_at: datetime | None = None, now: datetime | None = None) -> None:
    """A record can be written, and rewritten until it is confirmed."""
    if meeting.state not in RECORDABLE:
        hint = ",更正请用“更正附记”" if meeting.state == State.CLOSED else ""
        raise RuleViolation("state", f"会议{meeting.get_state_display()},记录不能再改{hint}")
    if held_at is not None and now is not None and held_at > now:
        raise RuleViolation("future", "召开时间还没有到,不能提前录入", field="held_at")


def check_record_complete(*, with_form: bool, form: str, education: str, content: str) -> None:
    if with_form and not form:
        raise RuleViolation("form-missing", "请选择活动形式", field="form")
    if with_form and not education:
        raise RuleViolation("education-missing", "请选择教育内容", field="education")
    if not content.strip():
        raise RuleViolation("content-missing", "请写会议内容", field="content")


def check_can_confirm(meeting: Meeting, *, by_id: int | None) -> None:
    """Where the kind asks for a second person, the recorder does not confirm the minutes."""
    _check_move(meeting, State.CONFIRMED)
    if meeting.second_person and by_id == meeting.recorded_by_id:
        raise RuleViolation("same-person", f"{meeting.kind.label}的纪要要由记录人以外的人确认")


def check_can_send_back(meeting: Meeting) -> None:
    """Confirmed minutes can be taken back until the record is closed."""
    if meeting.state != State.CONFIRMED:
        raise RuleViolation("state", f"会议{meeting.get_state_display()},不能退回")


def check_can_close(meeting: Meeting) -> None:
    _check_move(meeting, State.CLOSED)


def check_can_cancel(meeting: Meeting) -> None:
    _check_move(meeting, State.CANCELLED)


def check_can_amend(meeting: Meeting) -> None:
    """Only a closed record gets an addendum; an open one is simply edited."""
    if meeting.state != State.CLOSED:
        raise RuleViolation("state", "会议还没有归档,请直接修改记录")


class Standard(NamedTuple):
    """Thresholds of a vote: least attendance in percent, base of the majority, its share, and whether "more than"."""

    quorum_percent: Decimal
    base: str
    majority_percent: Decimal
    strict: bool


def has_quorum(*, entitled: int, present: int, quorum_percent: Decimal) -> bool:
    """``present`` is at least the share of ``entitled``; nobody entitled is no quorum (MTG-03)."""
    return entitled > 0 and Decimal(present) * 100 >= quorum_percent * entitled


def base_count(base: str, *, entitled: int, present: int, valid: int) -> int:
    return {Decision.Base.ENTITLED: entitled, Decision.Base.PRESENT: present, Decision.Base.VALID: valid}[
        Decision.Base(base)
    ]


def is_adopted(
    standard: Standard, *, entitled: int, present: int, votes_for: int, votes_against: int, abstained: int
) -> bool:
    """The arithmetic of a vote; the database computes the same in ``Decision.adopted``."""
    if not has_quorum(entitled=entitled, present=present, quorum_percent=standard.quorum_percent):
        return False
    base = base_count(standard.base, entitled=entitled, present=present, valid=votes_for + votes_against + abstained)
    needed = standard.majority_percent * base
    return Decimal(votes_for) * 100 > needed if standard.strict else Decimal(votes_for) * 100 >= needed


def check_can_vote(meeting: Meeting, standard: Standard | None, *, entitled: int, present: int, votes: int) -> None:
    """Votes are counted between the opening and the confirmation, and only with a quorum (MTG-03)."""
    if not meeting.kind.decides:
        raise RuleViolation("no-votes", f"{meeting.kind.label}不作表决")
    if meeting.state not in (State.SIGNING_IN, State.RECORDED):
        raise RuleViolation("state", f"会议{meeting.get_state_display()},不能登记表决")
    if standard is None:
        raise RuleViolation("no-standard", f"{meeting.kind.label}没有设定表决标准")
    if not has_quorum(entitled=entitled, present=present, quorum_percent=standard.quorum_percent):
        needed = standard.quorum_percent.normalize()
        raise RuleViolation(
            "quorum-missing",
            f"应到 {entitled} 人,实到 {present} 人,不足应到人数的 {needed:f}%,不能作出决议",
        )
    if votes > present:
        raise RuleViolation("too-many-votes", f"赞成、反对、弃权共 {votes} 票,多于实到 {present} 人", field="votes_for")


def check_can_resolve(meeting: Meeting, *, adopted: bool | None, topic: str, topics: Sequence[str]) -> None:
    """A resolution follows an adopted vote where the kind decides by vote; a big committee names one of its topics."""
    if meeting.state not in (State.SIGNING_IN, State.RECORDED):
        raise RuleViolation("state", f"会议{meeting.get_state_display()},不能登记决议")
    if meeting.kind.quorum and meeting.kind.decides and not adopted:
        raise RuleViolation("not-adopted", "没有通过表决的事项不能登记为决议", field="decision")
    if topics and topic not in topics:
        raise RuleViolation("topic", "请选择决策事项类别", field="topic")


def check_can_finish(resolution: Resolution, *, result: str) -> None:
    if resolution.state != Resolution.State.OPEN:
        raise RuleViolation("state", f"这项决议{resolution.get_state_display()}")
    if not result.strip():
        raise RuleViolation("result-missing", "请写明办理结果", field="result")


def sign_state(*, at: datetime, starts_at: datetime, closes_minutes: int) -> str:
    """Present until ``closes_minutes`` after the start (mtg.sign_in.closes_minutes_after_start), then late."""
    limit = starts_at + timedelta(minutes=closes_minutes)
    return Attendance.State.PRESENT if at <= limit else Attendance.State.LATE


def following(choices: Sequence[str], last: str) -> str:
    """The next of a list after ``last``, so that forms and educations rotate."""
    if last in choices:
        return choices[(list(choices).index(last) + 1) % len(choices)]
    return choices[0] if choices else ""


TOPICS_BY_MONTH = {
    1: "学习新年工作部署,春节前走访慰问",
    2: "公开承诺践诺,新学年学习计划",
    3: "学雷锋志愿服务",
    4: "清明祭扫与理想信念教育",
    5: "劳动光荣,社区环境整治",
    6: "走访慰问困难党员",
    7: "重温入党誓词,书记讲党课",
    8: "拥军优属,军民共建",
    9: "社区治理议事座谈",
    10: "敬老月为老服务",
    11: "冬季安全走访",
    12: "年度总结与交流",
}
"""What a month usually is about (the secretary's year); only proposed, always editable."""


def full_name(host: str, label: str) -> str:
    """Name of a meeting with its host, without saying 支部 twice (…党支部 + 支部党员大会)."""
    return host + label.removeprefix("支部") if host.endswith("支部") else host + label


def notice_text(
    *,
    host: str,
    label: str,
    topic: str,
    starts_at: datetime,
    place: str,
    form: str = "",
    education: str = "",
    host_person: str = "",
    audience: str = "",
) -> str:
    """Body of the notice; ``starts_at`` in local time."""
    weekday = "一二三四五六日"[starts_at.weekday()]
    lines = [
        f"定于{starts_at.year}年{starts_at.month}月{starts_at.day}日(星期{weekday})"
        f"{starts_at:%H:%M}召开{full_name(host, label)}。",
        f"主题:{topic}",
        f"地点:{place}",
    ]
    if form:
        lines.append(f"形式:{form}" + (f"({education})" if education else ""))
    if host_person:
        lines.append(f"主持人:{host_person}")
    if audience:
        lines.append(f"参加人员:{audience}")
    lines.append("请按时参加并扫码签到;不能参加的,请提前在手机上请假并写明原因。")
    return "\n".join(lines)


def diagram() -> str:
    """The states as a Mermaid diagram, for the documents (docs/states-meetings.md is compared by a test)."""
    lines = ["# States of a meeting", "", "Generated from `meetings.rules`; do not edit by hand.", ""]
    lines += ["```mermaid", "stateDiagram-v2", "    [*] --> planned"]
    lines += [f"    {state}: {State(state).label} ({state})" for state in TRANSITIONS]
    for state, targets in TRANSITIONS.items():
        lines += [f"    {state} --> {target}" for target in targets]
    lines += [f"    {state} --> [*]" for state, targets in TRANSITIONS.items() if not targets]
    lines += ["```", "", "| state | audit event | notice to the roster | next |", "|---|---|---|---|"]
    lines += [
        f"| {State(state).label} `{state}` | `{EVENTS[state]}` | {NOTICES[state] or '–'} | {OWNERS[state] or '–'} |"
        for state in TRANSITIONS
    ]
    return "\n".join(lines) + "\n"
