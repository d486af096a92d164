"""The path of a meeting: plan → notice → sign-in → record → confirmed → closed, or cancelled (MTG-02)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit, outbox
from core.errors import RuleViolation
from core.images import photograph
from core.tasks import send_soon
from core.versions import save_versioned
from meetings import queries, rules
from meetings.actions.roster import freeze
from meetings.models import Addendum, AgendaItem, Meeting, MeetingKind, Photo, Reminded
from organizations import thresholds
from organizations.models import Organization
from organizations.rules import raise_field_errors
from people.models import Person

State = Meeting.State
SUBJECT = "meetings.meeting"
PLAN_FIELDS = (
    "topic",
    "form",
    "education",
    "starts_at",
    "place",
    "host_person",
    "recorder",
    "notice",
)
RECORD_FIELDS = (
    "topic",
    "form",
    "education",
    "held_at",
    "place",
    "host_person",
    "recorder",
    "content",
    "resolutions_text",
)

_TO_ROSTER = """
SELECT a.meeting_id, u.id, %(due_on)s::date, %(title)s, %(text)s, %(url)s
FROM meetings_attendance a JOIN people_user u ON u.person_id = a.person_id AND u.is_active
WHERE a.meeting_id = %(meeting)s AND NOT a.guest
"""


def lock(meeting: Meeting) -> Meeting:
    """The stored row, held until the transaction ends, with its kind and host."""
    return (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("kind", "organization", "host_person", "recorder")
        .get(pk=meeting.pk)
    )


def _enter(meeting: Meeting, state: str, *, by: Any, fields: Sequence[str] = (), **data: Any) -> None:
    """Set the state with the fields that came with it, and record its event."""
    meeting.state = state
    meeting.save(update_fields=["state", *fields])
    audit.record(rules.EVENTS[state], by=by, target=meeting, **data)


def _tell_roster(meeting: Meeting, kind: str, *, title: str, text: str) -> int:
    told = outbox.insert_from_select(
        kind,
        SUBJECT,
        _TO_ROSTER,
        {
            "meeting": meeting.pk,
            "due_on": timezone.localdate(meeting.starts_at),
            "title": title,
            "text": text,
            "url": reverse("meetings:my_meeting", args=[meeting.pk]),
        },
    )
    send_soon()
    return told


def compose_notice(meeting: Meeting) -> str:
    """The notice's body from the plan alone."""
    return rules.notice_text(
        host=meeting.organization.name,
        label=meeting.kind.label,
        topic=meeting.topic,
        starts_at=timezone.localtime(meeting.starts_at),
        place=meeting.place,
        form=meeting.form if meeting.kind.with_form else "",
        education=meeting.education,
        host_person=meeting.host_person.name if meeting.host_person else "",
        audience=meeting.kind.get_entitled_display(),
    )


@transaction.atomic
def plan(
    *,
    by: Any,
    organization: Organization,
    kind: str | MeetingKind,
    topic: str,
    starts_at: datetime,
    place: str,
    now: datetime,
    form: str = "",
    education: str = "",
    host_person: Person | None = None,
    recorder: Person | None = None,
    notice: str = "",
    joint: Iterable[Organization] = (),
    agenda: Iterable[str] = (),
) -> Meeting:
    """Create a planned meeting. Raises RuleViolation (``host-kind``, or ``invalid`` with the field)."""
    found = kind if isinstance(kind, MeetingKind) else MeetingKind.objects.get(pk=kind)
    rules.check_can_plan(
        hosts=found.hosts,
        label=found.label,
        organization_kind=organization.kind,
        organization_kind_label=organization.get_kind_display(),
    )
    meeting = Meeting(
        organization=organization,
        kind=found,
        topic=topic,
        starts_at=starts_at,
        place=place,
        form=form if found.with_form else "",
        education=education if found.with_form else "",
        host_person=host_person,
        recorder=recorder,
        notice=notice,
        second_person=found.second_person,
        created_at=now,
        created_by_id=getattr(by, "pk", None),
    )
    raise_field_errors(meeting, exclude=["scope", "month", "lag_days"])
    meeting.save()
    meeting.joint.set(joint)
    set_agenda(meeting=meeting, titles=agenda)
    audit.record(rules.EVENTS[State.PLANNED], by=by, target=meeting, kind=found.code)
    return meeting


def set_agenda(*, meeting: Meeting, titles: Iterable[str]) -> None:
    """Replace the agenda by ``titles`` in order."""
    kept = [title.strip() for title in titles if title.strip()]
    if not kept and not meeting.agenda.exists():
        return
    meeting.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        [AgendaItem(meeting=meeting, position=number, title=title[:120]) for number, title in enumerate(kept, 1)]
    )


@transaction.atomic
def edit_plan(*, by: Any, meeting: Meeting, version: int, now: datetime, **fields: Any) -> Meeting:
    """Change the plan. After the notice, time and place go out again. Raises core.versions.Conflict."""
    stored = lock(meeting)
    rules.check_can_edit_plan(stored)
    old = {name: getattr(stored, name) for name in PLAN_FIELDS}
    for name, value in fields.items():
        setattr(stored, name, value)
    raise_field_errors(stored, exclude=["scope", "month", "lag_days", "version"])
    save_versioned(stored, version, [name for name in PLAN_FIELDS if name in fields])
    changed = [name for name in PLAN_FIELDS if name in fields and old[name] != getattr(stored, name)]
    audit.record("meetings.plan_changed", by=by, target=stored, fields=changed)
    if stored.state == State.NOTIFIED and {"starts_at", "place"} & set(changed):
        stored.notice = compose_notice(stored)
        stored.save(update_fields=["notice"])
        outbox.withdraw("meeting.notice", [stored.pk], at=now)
        _tell_roster(stored, "meeting.changed", title=f"会议变更:{stored.topic}", text=stored.notice)
    return stored


@transaction.atomic
def notify(*, by: Any, meeting: Meeting, now: datetime, invited: Iterable[int] = ()) -> int:
    """Freeze the roster as of the day of the meeting and put the notice into the outbox; returns how many are entitled.

    ``invited``: ids of persons, for kinds whose roster the convener decides. Three statements whatever the roster.
    """
    stored = lock(meeting)
    rules.check_can_notify(stored, now=now)
    stored.notice = stored.notice or compose_notice(stored)
    entitled = freeze(stored, on=timezone.localdate(stored.starts_at), invited=invited)
    if not entitled:
        raise RuleViolation("nobody", "没有应到人员,请先登记党员或选择参加人员")
    stored.notified_at = now
    _enter(stored, State.NOTIFIED, by=by, fields=["notice", "notified_at"], entitled=entitled)
    _tell_roster(stored, "meeting.notice", title=f"{stored.kind.label}:{stored.topic}", text=stored.notice)
    meeting.state = stored.state
    return entitled


@transaction.atomic
def open_sign_in(*, by: Any, meeting: Meeting, now: datetime) -> Meeting:
    """Let members sign in by code; from ``mtg.sign_in.opens_minutes_before`` minutes before the start."""
    stored = lock(meeting)
    minutes = thresholds.at(
        "mtg.sign_in.opens_minutes_before", organization=stored.organization, as_of=timezone.localdate(now)
    )
    rules.check_can_open_sign_in(stored, now=now, opens_minutes=minutes)
    stored.sign_in_opened_at = now
    stored.sign_in_closed_at = None
    _enter(stored, State.SIGNING_IN, by=by, fields=["sign_in_opened_at", "sign_in_closed_at"])
    return stored


@transaction.atomic
def record(
    *, by: Any, meeting: Meeting, version: int, now: datetime, invited: Iterable[int] = (), **fields: Any
) -> Meeting:
    """Write (or rewrite, until confirmed) the record: any of RECORD_FIELDS. ``now`` is the server's time of entry.

    The first entry fixes ``recorded_at`` and ``recorded_by``; a meeting that was never notified gets its roster now.
    Raises RuleViolation, or core.versions.Conflict when somebody saved since ``version``.
    """
    stored = lock(meeting)
    rules.check_can_record(stored)
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.held_at = stored.held_at or stored.starts_at
    rules.check_can_record(stored, held_at=stored.held_at, now=now)
    rules.check_record_complete(
        with_form=stored.kind.with_form,
        form=stored.form,
        education=stored.education,
        content=stored.content,
    )
    raise_field_errors(stored, exclude=["scope", "month", "lag_days", "version"])
    first = stored.state != State.RECORDED
    if stored.state == State.PLANNED:
        freeze(stored, on=timezone.localdate(stored.held_at), invited=invited)
    held_before_entry = {**fields, "held_at": stored.held_at}
    if first:
        stored.recorded_at = now
        stored.recorded_by_id = getattr(by, "pk", None)
        stored.sign_in_closed_at = stored.sign_in_closed_at or (now if stored.state == State.SIGNING_IN else None)
        stored.state = State.RECORDED
        system = ["state", "recorded_at", "recorded_by", "sign_in_closed_at"]
    else:
        system = []
    save_versioned(stored, version, [name for name in RECORD_FIELDS if name in held_before_entry] + system)
    stored.refresh_from_db(fields=["lag_days", "month"])
    if first:
        audit.record(
            rules.EVENTS[State.RECORDED],
            by=by,
            target=stored,
            held_at=stored.held_at.isoformat(),
            lag_days=stored.lag_days,
        )
    else:
        audit.record("meetings.record_changed", by=by, target=stored, version=stored.version)
    return stored


@transaction.atomic
def confirm(*, by: Any, meeting: Meeting, now: datetime) -> Meeting:
    """Confirm the minutes; by a second person where the kind asks for one."""
    stored = lock(meeting)
    rules.check_can_confirm(stored, by_id=getattr(by, "pk", None))
    stored.confirmed_at = now
    stored.confirmed_by_id = getattr(by, "pk", None)
    _enter(stored, State.CONFIRMED, by=by, fields=["confirmed_at", "confirmed_by"])
    return stored


@transaction.atomic
def send_back(*, by: Any, meeting: Meeting, reason: str, now: datetime) -> Meeting:
    """Take a confirmation back before the record is closed; the reason stays in the log."""
    stored = lock(meeting)
    rules.check_can_send_back(stored)
    stored.confirmed_at = stored.confirmed_by = None
    stored.state = State.RECORDED
    stored.save(update_fields=["state", "confirmed_at", "confirmed_by"])
    audit.record("meetings.sent_back", by=by, target=stored, reason=reason, at=now.isoformat())
    return stored


@transaction.atomic
def close(*, by: Any, meeting: Meeting, now: datetime) -> Meeting:
    """Close the record for good: afterwards only addenda."""
    stored = lock(meeting)
    rules.check_can_close(stored)
    stored.closed_at = now
    _enter(stored, State.CLOSED, by=by, fields=["closed_at"])
    return stored


@transaction.atomic
def cancel(*, by: Any, meeting: Meeting, reason: str, now: datetime) -> Meeting:
    """Call a meeting off; whoever got the notice is told."""
    stored = lock(meeting)
    rules.check_can_cancel(stored)
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明取消原因", field="reason")
    told = stored.state != State.PLANNED
    stored.cancelled_because = reason.strip()
    _enter(stored, State.CANCELLED, by=by, fields=["cancelled_because"], reason=reason)
    if told:
        outbox.withdraw("meeting.notice", [stored.pk], at=now)
        _tell_roster(stored, "meeting.cancelled", title=f"会议取消:{stored.topic}", text=f"取消原因:{reason}")
    return stored


@transaction.atomic
def add_addendum(*, by: Any, meeting: Meeting, text: str, reason: str, now: datetime) -> Addendum:
    """Correct a closed record: the addendum stands beside it, the record stays."""
    stored = lock(meeting)
    rules.check_can_amend(stored)
    if not text.strip():
        raise RuleViolation("text-missing", "请写更正内容", field="text")
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写更正原因", field="reason")
    addendum = Addendum.objects.create(
        meeting=stored, text=text.strip(), reason=reason.strip(), written_by=by, written_at=now
    )
    audit.record("meetings.amended", by=by, target=stored, addendum=addendum.pk)
    return addendum


@transaction.atomic
def add_photo(*, by: Any, meeting: Meeting, upload: Any, now: datetime, caption: str = "") -> Photo:
    """Keep a photograph, shrunk and without its metadata, while the record is open."""
    stored = lock(meeting)
    rules.check_can_record(stored)
    photo = Photo(meeting=stored, caption=caption[:80], uploaded_at=now)
    photo.image.save(f"{stored.pk}.jpg", photograph(upload, field="photo"), save=True)
    audit.record("meetings.photo_added", by=by, target=stored, photo=photo.pk)
    return photo


_TO_LEADERS = """
SELECT o.id, u.id, %(today)s::date, %(title)s, %(text)s, %(url)s
FROM organizations_organization o
JOIN organizations_post p ON p.scope >= o.path AND p.scope < left(o.path, -1) || '/'
    AND p.during @> %(today)s::date AND p.position = ANY(%(positions)s)
JOIN organizations_organization body ON body.id = p.organization_id
    AND (body.id = o.id OR (o.kind = 'community' AND body.kind = ANY(%(bodies)s)))
JOIN people_user u ON u.person_id = p.person_id AND u.is_active
WHERE o.id = ANY(%(organizations)s)
"""


@transaction.atomic
def remind(*, by: Any, organizations: Sequence[Organization], month: date, now: datetime) -> int:
    """The street chases those behind with the month's theme day: one message a day to each leader, logged (MTG-04)."""
    Reminded.objects.bulk_create([Reminded(organization=each, month=month, by=by, at=now) for each in organizations])
    told = outbox.insert_from_select(
        "theme_day.chase",
        "organizations.organization",
        _TO_LEADERS,
        {
            "organizations": [each.pk for each in organizations],
            "today": timezone.localdate(now),
            "positions": [str(position) for position in queries.LEADERS],
            "bodies": [str(kind) for kind in queries.COMMUNITY_BODIES],
            "title": f"请尽快完成{month.year}年{month.month}月主题党日",
            "text": "上级提醒:本月主题党日还没有完成计划、召开或记录,请尽快办理。",
            "url": reverse("meetings:index"),
        },
    )
    audit.record(
        "meetings.chased",
        by=by,
        label=f"{month:%Y-%m} {len(organizations)}",
        month=month.isoformat(),
        organizations=[each.pk for each in organizations],
    )
    send_soon()
    return told


@transaction.atomic
def excuse(*, by: Any, organization: Organization, month: date, reason: str, now: datetime) -> Reminded:
    """The street accepts the reason why an organisation holds no theme day in the month."""
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明认可的原因", field="reason")
    row = Reminded.objects.create(organization=organization, month=month, reason=reason.strip(), by=by, at=now)
    audit.record("meetings.excused", by=by, organization_id=organization.pk, label=organization.name, reason=row.reason)
    return row
