"""Who came, who is on leave, what was made up: what may be entered of one person; no writes (MTG-04)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from core.records.errors import RuleViolation
from meetings.models import Attendance, Meeting
from meetings.rules import MEETING, shortly_before
from organizations.models import Organization


def check_can_take_leave(meeting: Meeting, attendance_state: str, *, by: Any, at: datetime) -> None:
    """A member asks for leave (or takes it back) before the meeting begins, unless signed in already."""
    if attendance_state in Attendance.PRESENT_STATES:
        raise RuleViolation("signed", "您已经签到，不用请假")
    if attendance_state == Attendance.State.EXEMPT:
        raise RuleViolation("exempt", "您在免到期间，不用请假")
    MEETING.check("take_leave", meeting, by=by, at=at)


def check_own_leave(persons: Collection[int], by: Any) -> None:
    """Nobody agrees to the own leave (MTG-15)."""
    if getattr(by, "person_id", None) in persons:
        raise RuleViolation("own-leave", "自己的请假要由别人批准", field="persons")


def check_mark(meeting: Meeting, state: str, reason: str, *, at: datetime) -> None:
    """What the office enters of a person: nobody came before the doors opened; leave may be known long before."""
    if state not in (*Attendance.PRESENT_STATES, Attendance.State.ON_LEAVE, Attendance.State.ENTITLED):
        raise RuleViolation("state", "到会情况不能这样登记", field="state")
    if state in (Attendance.State.LATE, Attendance.State.ON_LEAVE) and not reason.strip():
        raise RuleViolation("reason-missing", "迟到和请假要写明原因", field="reason")
    opened = meeting.sign_in_opened_at is not None and meeting.sign_in_opened_at <= at
    if state in Attendance.PRESENT_STATES and not opened:
        shortly_before(meeting, None, at)


def check_missed(row: Attendance | None) -> None:
    """Only who was entitled and did not come makes a meeting up, once."""
    if row is None:
        raise RuleViolation("not-entitled", "您不在这次会议的应到名单里，不用补学")
    if row.is_made_up:
        raise RuleViolation("made-up", "已经登记过补学")
    if not row.is_missed:
        raise RuleViolation("came", "您已经参加，不用补学")


def made_up_from(meeting: Meeting) -> date:
    """The day from which the days of making up are counted: closed, else recorded."""
    done = meeting.closed_at or meeting.recorded_at
    assert done is not None  # only what is recorded is made up
    return timezone.localdate(done)


def check_make_up(meeting: Meeting, *, on: date, limit_days: int) -> None:
    """A missed theme day is made up within ``limit_days`` after the record (mtg.theme_day.makeup_days)."""
    assert meeting.held_at is not None  # only what is recorded is made up
    if on < timezone.localdate(meeting.held_at):
        raise RuleViolation("before-held", "补学日期不能早于会议日期", field="on")
    if (on - made_up_from(meeting)).days > limit_days:
        raise RuleViolation("too-late", f"补学应在会后 {limit_days} 天内完成", field="on")


BEHIND = ("unplanned", "unheld", "unrecorded")
"""Stages of a theme day (meetings.duties.theme_days) that are chased, and for which a reason may be accepted."""


def check_behind(stage: str) -> None:
    if stage not in BEHIND:
        raise RuleViolation("not-behind", "这个组织当月没有欠主题党日，不用认可原因")


def stands_above(managed: Sequence[str], organization: Organization) -> bool:
    """Whether one of the roots ``managed`` lies above the organisation: nobody accepts an excuse of its own."""
    return any(organization.path != root and organization.path.startswith(root) for root in managed)


def check_superior(managed: Sequence[str], organization: Organization) -> None:
    if not stands_above(managed, organization):
        raise RuleViolation("superior", f"未开展的原因由{organization.name}的上级党组织认可")
