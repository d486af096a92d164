"""Signing in, leave and make-up. A sign-in is a record of its own: one statement, no event in the audit chain."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Case, CharField, F, Value, When
from django.urls import reverse
from django.utils import timezone

from core.records import audit, outbox
from core.records.errors import RuleViolation
from core.records.measures import values_of
from core.tasks import send_soon
from meetings import presence
from meetings.actions.path import check_not_counted, lock
from meetings.actions.roster import exempt
from meetings.ballots.rules import check_polls_stand
from meetings.models import Attendance, Meeting, MeetingKind
from meetings.queries import audience_root, voters
from meetings.quorum import check_vote_stands
from meetings.rules import MEETING
from members.models import DualRegistration, MemberTie
from organizations import standards
from organizations.tree.effective import check_not_ahead

SIGN_IN_OPEN = f"m.state = '{Meeting.State.SIGNING_IN}' AND m.sign_in_closed_at IS NULL"
"""Sign-in is open, in SQL: step ``sign`` of the workflow, for one statement a member (a test holds them equal)."""
_CLOSES = f"closes AS MATERIALIZED ({standards.value_sql('mtg.sign_in.closes_minutes_after_start')})"
_STATE = (
    "CASE WHEN %(now)s <= m.starts_at + make_interval(mins => closes.value)"
    f" THEN '{Attendance.State.PRESENT}' ELSE '{Attendance.State.LATE}' END"
)
"""Present until ``mtg.sign_in.closes_minutes_after_start`` minutes after the start, then late."""
_SIGN = f"""
WITH {_CLOSES}
UPDATE meetings_attendance a
SET state = {_STATE}, way = '{Attendance.Way.CODE}', signed_at = %(now)s, reason = ''
FROM meetings_meeting m CROSS JOIN closes
WHERE a.meeting_id = %(meeting)s AND a.person_id = %(person)s AND m.id = a.meeting_id
  AND {SIGN_IN_OPEN} AND a.state IN {values_of(Attendance.SIGNING_STATES)}
RETURNING a.state
"""
_GUEST = f"""
WITH {_CLOSES}
INSERT INTO meetings_attendance
    (meeting_id, person_id, organization_id, scope, state, way, guest, signed_at, reason)
SELECT m.id, %(person)s, m.organization_id, m.scope, {_STATE}, '{Attendance.Way.CODE}', true, %(now)s, ''
FROM meetings_meeting m CROSS JOIN closes
WHERE m.id = %(meeting)s AND {SIGN_IN_OPEN}
ON CONFLICT (meeting_id, person_id) DO NOTHING
RETURNING state
"""


class Signed(NamedTuple):
    """``state``: present or late; ``again``: this person had signed before; ``guest``: not on the roster 列席."""

    state: str
    again: bool = False
    guest: bool = False

    @property
    def late(self) -> bool:
        return self.state == Attendance.State.LATE


def sign_in(*, person_id: int, meeting: Meeting, now: datetime) -> Signed:
    """Sign a person in by code. One conditional UPDATE for who is entitled; a second scan changes nothing.

    A member with a confirmed registration in the community, or of its branches since the notice, signs as a guest.
    Raises RuleViolation ``state`` (not yet, or over) or ``not-entitled``.
    """
    params: dict[str, Any] = {
        "meeting": meeting.pk,
        "person": person_id,
        "now": now,
        "organization": meeting.organization_id,
        "day": timezone.localdate(now),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SIGN, params)
        if row := cursor.fetchone():
            return Signed(row[0])
        known = Attendance.objects.filter(meeting=meeting, person=person_id).first()
        if known is not None and known.state in Attendance.PRESENT_STATES:
            return Signed(known.state, again=True, guest=known.guest)
        MEETING.check("sign", Meeting.objects.get(pk=meeting.pk), by=None, at=now)
        if known is None and not may_be_guest(meeting, person_id, on=timezone.localdate(now)):
            raise RuleViolation("not-entitled", "您不在这次会议的应到名单里，如需列席请联系会议主持人")
        cursor.execute(_GUEST, params)
        row = cursor.fetchone()
    if row is None:  # somebody signed this person in between
        known = Attendance.objects.get(meeting=meeting, person=person_id)
        return Signed(known.state, again=True, guest=known.guest)
    return Signed(row[0], guest=True)


def may_be_guest(meeting: Meeting, person_id: int, *, on: date) -> bool:
    """Registered at the community (dual registration confirmed), or a member of the audience by now."""
    own = MemberTie.objects.under(audience_root(meeting.organization)).filter(person=person_id)
    return own.registered_in([DualRegistration.State.CONFIRMED]).exists() or own.spells(on).exists()


@transaction.atomic
def close_sign_in(*, by: Any, meeting: Meeting, now: datetime) -> Meeting:
    """End signing in by code; what is missing is added by hand."""
    stored = lock(meeting)
    MEETING.check("close_sign_in", stored, by=by, at=now)
    stored.sign_in_closed_at = now
    stored.save(update_fields=["sign_in_closed_at"])
    audit.record(MEETING["close_sign_in"].event, by=by, target=stored)
    return stored


@transaction.atomic
def mark(
    *,
    by: Any,
    meeting: Meeting,
    persons: Iterable[int],
    state: str,
    now: datetime,
    way: str = Attendance.Way.HAND,
    reason: str = "",
    signed_at: datetime | None = None,
) -> int:
    """Set the attendance of several persons on the roster at once; returns how many rows changed.

    ``state``: present, late, on_leave or entitled (taken back). ``way``: hand or paper. ``signed_at``: when they came
    (for present and late; default the start of the meeting, never after ``now``). A reason is needed for leave and
    for late. One UPDATE and one event.
    """
    stored = lock(meeting)
    step = MEETING.check("mark", stored, by=by, at=now)
    check_not_counted(stored)
    ids = sorted(set(persons))
    presence.check_mark(stored, state, reason, at=now)
    on_leave = state == Attendance.State.ON_LEAVE
    if on_leave:
        presence.check_own_leave(ids, by)
    signed = state in Attendance.PRESENT_STATES
    changed = (
        Attendance.objects.filter(meeting=stored, person__in=ids, guest=False)
        .exclude(state=state)
        .update(
            state=state,
            way=way if signed else "",
            signed_at=min(signed_at or stored.held_at or stored.starts_at, now) if signed else None,
            reason=reason.strip()[:120],
            leave_by=getattr(by, "pk", None) if on_leave else None,
        )
    )
    if state == Attendance.State.ENTITLED and stored.kind.entitled == MeetingKind.Entitled.MEMBERS:
        exempt(stored, on=timezone.localdate(stored.held_at or stored.starts_at))
    check_polls_stand(stored, () if signed else ids)
    votes = list(stored.decisions.order_by("pk"))
    if votes:
        entitled, present = voters(stored)
        for vote in votes:
            check_vote_stands(vote, entitled=entitled, present=present)
    audit.record(step.event, by=by, target=stored, state=state, way=way, persons=ids, changed=changed)
    return changed


@transaction.atomic
def take_leave(*, person_id: int, meeting: Meeting, reason: str, now: datetime, by: Any) -> Attendance:
    """A member asks for leave for themself, with a reason, before the meeting begins; the host decides (MTG-15)."""
    stored = lock(meeting)
    row = Attendance.objects.select_for_update().filter(meeting=stored, person=person_id, guest=False).first()
    if row is None:
        raise RuleViolation("not-entitled", "您不在这次会议的应到名单里，不用请假")
    presence.check_can_take_leave(stored, row.state, by=by, at=now)
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明请假原因", field="reason")
    if row.state == Attendance.State.ON_LEAVE:
        raise RuleViolation("on-leave", "请假已经批准，不用再请")
    row.state, row.reason, row.leave_answer = Attendance.State.ASKED, reason.strip()[:120], ""
    row.save(update_fields=["state", "reason", "leave_answer"])
    audit.record(MEETING["take_leave"].event, by=by, target=stored, person=person_id, at=now.isoformat())
    return row


@transaction.atomic
def withdraw_leave(*, person_id: int, meeting: Meeting, by: Any) -> Attendance:
    """A member who can come after all."""
    stored = lock(meeting)
    row = Attendance.objects.select_for_update().filter(meeting=stored, person=person_id).first()
    if row is None or row.state not in Attendance.LEAVE_STATES:
        raise RuleViolation("no-leave", "您没有请假")
    presence.check_can_take_leave(stored, row.state, by=by, at=timezone.now())
    row.state, row.reason, row.leave_by = Attendance.State.ENTITLED, "", None
    row.save(update_fields=["state", "reason", "leave_by"])
    audit.record("meetings.leave_withdrawn", by=by, target=stored, person=person_id)
    return row


@transaction.atomic
def decide_leave(
    *, by: Any, meeting: Meeting, persons: Iterable[int], agreed: bool, now: datetime, answer: str = ""
) -> int:
    """The host agrees to the leave that was asked for, or refuses it with the reason; who asked is told.

    Never the own leave. One UPDATE and one event; returns how many rows changed.
    """
    stored = lock(meeting)
    step = MEETING.check("decide_leave", stored, by=by, at=now)
    ids = sorted(set(persons))
    presence.check_own_leave(ids, by)
    if not agreed and not answer.strip():
        raise RuleViolation("answer-missing", "请写明不同意的原因", field="reason")
    rows = Attendance.objects.filter(meeting=stored, person__in=ids, guest=False, state=Attendance.State.ASKED)
    asked = sorted(rows.select_for_update().values_list("person_id", flat=True))
    if not asked:
        raise RuleViolation("not-asked", "勾选的人没有待批的请假", field="persons")
    if agreed:
        rows.update(state=Attendance.State.ON_LEAVE, leave_by=getattr(by, "pk", None))
    else:
        rows.update(state=Attendance.State.ENTITLED, reason="", leave_answer=answer.strip()[:120])
    audit.record(step.event, by=by, target=stored, persons=asked, agreed=agreed, answer=answer.strip())
    outbox.insert_from_select(step.message, "meetings.meeting", _TO_ASKERS, _answer_of(stored, asked, agreed, answer))
    send_soon()
    return len(asked)


_TO_ASKERS = """
SELECT %(meeting)s::bigint, u.id, %(due_on)s::date, %(title)s, %(text)s, %(url)s
FROM people_user u WHERE u.person_id = ANY(%(persons)s) AND u.is_active
"""


def _answer_of(meeting: Meeting, persons: list[int], agreed: bool, answer: str) -> dict[str, Any]:
    return {
        "meeting": meeting.pk,
        "persons": persons,
        "due_on": timezone.localdate(meeting.starts_at),
        "title": f"请假{'已批准' if agreed else '没有批准'}：{meeting.topic}",
        "text": "" if agreed else f"原因：{answer.strip()}。请按时参加。",
        "url": reverse("meetings:my_meeting", args=[meeting.pk]),
    }


@transaction.atomic
def make_up(
    *, by: Any, meeting: Meeting, persons: Iterable[int], on: date, now: datetime | None = None, note: str = ""
) -> int:
    """Enter that absent persons made the meeting up on a day up to that of ``now``; within
    ``mtg.theme_day.makeup_days`` of the record."""
    stored = lock(meeting)
    at = now or timezone.now()
    step = MEETING.check("make_up", stored, by=by, at=at)
    _check_make_up(stored, on=on, at=at)
    ids = sorted(set(persons))
    changed = Attendance.objects.filter(
        meeting=stored,
        person__in=ids,
        guest=False,
        state__in=Attendance.MISSED_STATES,
    ).update(state=Attendance.State.MADE_UP, made_up_on=on, made_up_note=note.strip()[:120])
    audit.record(step.event, by=by, target=stored, on=on.isoformat(), persons=ids, changed=changed)
    return changed


def _check_make_up(meeting: Meeting, *, on: date, at: datetime) -> None:
    limit = standards.at("mtg.theme_day.makeup_days", organization=meeting.organization, as_of=on)
    presence.check_make_up(meeting, on=on, limit_days=limit)
    check_not_ahead(on, today=timezone.localdate(at), label="补学日期", field="on")


@transaction.atomic
def report_make_up(*, person_id: int, meeting: Meeting, on: date, note: str, now: datetime, by: Any) -> Attendance:
    """Who missed it says when and with what it was made up; the office sees it and may take it back."""
    stored = lock(meeting)
    row = Attendance.objects.select_for_update().filter(meeting=stored, person=person_id, guest=False).first()
    presence.check_missed(row)
    assert row is not None  # check_missed refused it
    step = MEETING.check("report_make_up", stored, by=by, at=now)
    _check_make_up(stored, on=on, at=now)
    if not note.strip():
        raise RuleViolation("note-missing", "请写明补学内容", field="note")
    row.state, row.made_up_on, row.made_up_note = Attendance.State.MADE_UP, on, note.strip()[:120]
    row.save(update_fields=["state", "made_up_on", "made_up_note"])
    audit.record(step.event, by=by, target=stored, on=on.isoformat(), persons=[person_id], changed=1)
    return row


@transaction.atomic
def take_back_make_up(*, by: Any, meeting: Meeting, persons: Iterable[int], reason: str, now: datetime) -> int:
    """What was entered or reported as made up was not: on leave again where leave was given, else absent."""
    stored = lock(meeting)
    step = MEETING.check("take_back_make_up", stored, by=by, at=now)
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明撤销补学的原因", field="reason")
    ids = sorted(set(persons))
    rows = Attendance.objects.filter(meeting=stored, person__in=ids, guest=False, state=Attendance.State.MADE_UP)
    changed = rows.update(
        state=Case(
            When(leave_by=None, then=Value(Attendance.State.ENTITLED)), default=Value(Attendance.State.ON_LEAVE)
        ),
        reason=Case(When(leave_by=None, then=Value("")), default=F("reason"), output_field=CharField()),
        made_up_on=None,
        made_up_note="",
    )
    audit.record(step.event, by=by, target=stored, reason=reason.strip(), persons=ids, changed=changed)
    return changed
