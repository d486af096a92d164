"""The path of a meeting: plan → notice → sign-in → record → confirmed → closed, or cancelled (MTG-02)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Min
from django.urls import reverse
from django.utils import timezone

from core.chinese.dates import chinese_date, month_start
from core.office.images import photograph
from core.records import audit, outbox, shown
from core.records.errors import RuleViolation
from core.records.versions import save_versioned
from core.tasks import send_soon
from meetings import notices, plans, queries, rules
from meetings.actions.roster import freeze
from meetings.ballots.rules import check_meeting_whole
from meetings.models import Addendum, AgendaItem, Meeting, MeetingKind, Photo, SetTopic
from meetings.quorum import check_text_adopted, check_text_resolved
from meetings.rules import MEETING
from organizations import standards
from organizations.models import Month, Organization
from organizations.rules import raise_field_errors
from organizations.tree.effective import check_effective, check_stands
from people.models import Person

State = Meeting.State
SUBJECT = "meetings.meeting"
PLAN_FIELDS = (
    "ad_hoc",
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

LISTS = {"form": "mtg.theme_day.forms", "education": "mtg.theme_day.educations"}
"""Field of a theme day → the standard that lists its values."""

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


def check_not_counted(meeting: Meeting) -> None:
    """Day and attendance of a record stand once its month was closed with it: the frozen numbers were made of them.

    Raises RuleViolation that names the month; a record entered after the close is no part of it and may still change.
    """
    if meeting.recorded_at is None:
        return
    closed = Month.objects.filter(
        district__in=meeting.organization.ancestor_ids, month=meeting.month, closed_at__gt=meeting.recorded_at
    )
    if closed.exists():
        raise RuleViolation(
            "month-closed",
            f"{chinese_date(meeting.month, 'month')}已经封账，召开日期和到会情况不能再改；归档后可以写更正附记",
        )


def tell_roster(meeting: Meeting, kind: str, *, title: str, text: str) -> int:
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
    return notices.notice_text(
        host=meeting.organization.name,
        label=meeting.label,
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
    ad_hoc: bool = False,
    set_topics: Iterable[SetTopic] = (),
    invited: Iterable[Person] = (),
) -> Meeting:
    """Create a planned meeting, in an open month and within a year (what a closed month lacks is entered: ``enter``).

    ``invited``: whom the convener names, kept with the plan until the roster is frozen.

    Raises RuleViolation (``host-kind``, of the guard of days, or ``invalid`` with the field).
    """
    check_planned_day(organization, starts_at, now=now)
    fields: dict[str, Any] = {"form": form, "education": education, "host_person": host_person, "ad_hoc": ad_hoc}
    fields |= {"recorder": recorder, "notice": notice}
    meeting = _create(
        by=by, organization=organization, kind=kind, topic=topic, starts_at=starts_at, place=place, now=now, **fields
    )
    meeting.joint.set(joint)
    meeting.invited.set(invited)
    adopt(by=by, meeting=meeting, topics=set_topics)
    set_agenda(meeting=meeting, titles=agenda)
    return meeting


def adopt(*, by: Any, meeting: Meeting, topics: Iterable[SetTopic]) -> None:
    """The set topics that the theme day adopts are exactly these (MTG-15). Raises RuleViolation."""
    ids = sorted(topic.pk for topic in topics)
    kept = sorted(meeting.set_topics.values_list("pk", flat=True))
    if not ids and not kept:
        return
    wanted = list(SetTopic.objects.filter(pk__in=ids).select_for_update(of=("self",), no_key=True).order_by("pk"))
    month = month_start(timezone.localdate(meeting.held_at or meeting.starts_at))
    plans.check_set_topics(meeting, wanted, month=month, kept=kept)
    if ids != kept:
        meeting.set_topics.set(wanted)
        audit.record("meetings.topics_adopted", by=by, target=meeting, topics=ids, before=kept)


def check_planned_day(organization: Organization, starts_at: datetime, *, now: datetime) -> None:
    """Raise RuleViolation unless the host stands on the day, its month is open and it is within a year."""
    day, today = timezone.localdate(starts_at), timezone.localdate(now)
    check_effective(organization, day, today=today, label="会议日期", field="starts_at", future=True)


def _create(
    *, by: Any, organization: Organization, kind: str | MeetingKind, starts_at: datetime, now: datetime, **fields: Any
) -> Meeting:
    found = kind if isinstance(kind, MeetingKind) else MeetingKind.objects.get(pk=kind)
    plans.check_can_plan(
        hosts=found.hosts,
        label=found.label,
        organization_kind=organization.kind,
        organization_kind_label=organization.get_kind_display(),
    )
    if not found.with_form:
        fields |= {"form": "", "education": ""}
    meeting = Meeting(
        organization=organization,
        kind=found,
        starts_at=starts_at,
        second_person=found.second_person,
        created_at=now,
        created_by_id=getattr(by, "pk", None),
        **fields,
    )
    _check_lists(meeting, starts_at, {})
    raise_field_errors(meeting, exclude=["scope", "month", "lag_days"])
    meeting.save()
    shown.written(meeting)
    audit.record("meetings.planned", by=by, target=meeting, kind=found.code)
    return meeting


def _check_lists(meeting: Meeting, on: datetime, before: dict[str, Any]) -> None:
    """What is new of form and education is of the lists of the day; what stood ``before`` stays."""
    new = [name for name in LISTS if getattr(meeting, name) and getattr(meeting, name) != before.get(name)]
    if new and meeting.kind.with_form:
        known = standards.several(LISTS.values(), organization=meeting.organization, as_of=timezone.localdate(on))
        plans.check_lists(meeting, **{f"{name}s": known[LISTS[name]] if name in new else None for name in LISTS})


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
def edit_plan(
    *,
    by: Any,
    meeting: Meeting,
    version: int,
    now: datetime,
    set_topics: Iterable[SetTopic] | None = None,
    invited: Iterable[Person] | None = None,
    **fields: Any,
) -> Meeting:
    """Change the plan. After the notice, time and place go out again. Raises core.records.versions.Conflict.

    ``set_topics``: those adopted from now on; None leaves them, as far as they still fit the month. ``invited``: whom
    the convener names from now on, before the notice; None leaves them.
    """
    stored = lock(meeting)
    step = MEETING.check("edit", stored, by=by, at=now)
    old = {name: getattr(stored, name) for name in PLAN_FIELDS}
    for name, value in fields.items():
        setattr(stored, name, value)
    _check_lists(stored, stored.starts_at, old)
    if stored.starts_at != old["starts_at"]:
        check_planned_day(stored.organization, stored.starts_at, now=now)
        if stored.state == State.NOTIFIED:  # the change goes out to everybody
            rules.check_still_to_come(stored, by, now)
    raise_field_errors(stored, exclude=["scope", "month", "lag_days", "version"])
    save_versioned(stored, version, [name for name in PLAN_FIELDS if name in fields])
    changed = [name for name in PLAN_FIELDS if name in fields and old[name] != getattr(stored, name)]
    if invited is not None and stored.state == State.PLANNED:
        before, wanted = named(stored), sorted(person.pk for person in invited)
        stored.invited.set(wanted)
        changed += ["invited"] if wanted != before else []
    audit.record(step.event, by=by, target=stored, fields=changed)
    adopt(by=by, meeting=stored, topics=stored.set_topics.all() if set_topics is None else set_topics)
    if stored.state == State.NOTIFIED and {"starts_at", "place"} & set(changed):
        stored.notice = compose_notice(stored)
        stored.save(update_fields=["notice"])
        outbox.withdraw("meeting.notice", [stored.pk], at=now)
        tell_roster(stored, step.message, title=f"会议变更：{stored.topic}", text=stored.notice)
    return stored


def named(meeting: Meeting) -> list[int]:
    """Ids of whom the convener named in the plan."""
    return sorted(meeting.invited.values_list("pk", flat=True))


@transaction.atomic
def notify(*, by: Any, meeting: Meeting, now: datetime, invited: Iterable[int] = ()) -> int:
    """Freeze the roster as of the day of the meeting and put the notice into the outbox; returns how many are entitled.

    Who was named in the plan is called, and ``invited`` (ids of persons) beside them, for kinds whose roster the
    convener decides. The statements do not grow with the roster.
    """
    stored = lock(meeting)
    MEETING.check("notify", stored, by=by, at=now)
    stored.notice = stored.notice or compose_notice(stored)
    entitled = freeze(stored, on=timezone.localdate(stored.starts_at), invited=[*named(stored), *invited])
    if not entitled:
        raise RuleViolation("nobody", plans.nobody(stored), field="invited")
    stored.notified_at = now
    step = MEETING.advance("notify", stored, by=by, at=now, fields=["notice", "notified_at"], entitled=entitled)
    tell_roster(stored, step.message, title=f"{stored.label}：{stored.topic}", text=stored.notice)
    meeting.state = stored.state
    return entitled


@transaction.atomic
def open_sign_in(*, by: Any, meeting: Meeting, now: datetime) -> Meeting:
    """Let members sign in by code; from ``mtg.sign_in.opens_minutes_before`` minutes before the start."""
    stored = lock(meeting)
    stored.sign_in_opened_at = now
    MEETING.advance("open", stored, by=by, at=now, fields=["sign_in_opened_at"])
    return stored


def _check_held_day(meeting: Meeting, before: datetime | None) -> None:
    """The day on which a meeting was held, when it is entered or corrected: its host stood, no frozen number moves."""
    assert meeting.held_at is not None
    day = timezone.localdate(meeting.held_at)
    if before is not None and day == timezone.localdate(before):
        return
    check_stands(meeting.organization, day, label="召开日期", field="held_at")
    if before is None:
        return
    check_not_counted(meeting)
    effects = Meeting.objects.filter(pk=meeting.pk).aggregate(
        first_due=Min("resolutions__due_on"), first_made_up=Min("attendances__made_up_on")
    )
    rules.check_held_day(meeting, **effects)


@transaction.atomic
def record(
    *,
    by: Any,
    meeting: Meeting,
    version: int,
    now: datetime,
    invited: Iterable[int] | None = None,
    set_topics: Iterable[SetTopic] | None = None,
    **fields: Any,
) -> Meeting:
    """Write (or rewrite, until confirmed) the record: any of RECORD_FIELDS. ``now`` is the server's time of entry.

    ``set_topics``: those that were adopted, else what the plan adopted. ``invited``: ids of those called to a meeting
    that was never notified, else whom the plan named.

    The first entry fixes ``recorded_at`` and ``recorded_by``; a meeting that was never notified gets its roster now.
    Raises RuleViolation, or core.records.versions.Conflict when somebody saved since ``version``.
    """
    stored = lock(meeting)
    held_before = stored.held_at
    before = {name: getattr(stored, name) for name in LISTS}
    for name, value in fields.items():
        setattr(stored, name, value)
    stored.held_at = stored.held_at or stored.starts_at
    first = stored.state != State.RECORDED
    name = "record" if first else "change_record"
    MEETING.check(name, stored, by=by, at=now)
    _check_held_day(stored, held_before)
    _check_lists(stored, stored.held_at, before)
    plans.check_record_complete(
        with_form=stored.kind.with_form,
        form=stored.form,
        education=stored.education,
        content=stored.content,
    )
    raise_field_errors(stored, exclude=["scope", "month", "lag_days", "version"])
    if stored.state == State.PLANNED:
        called = named(stored) if invited is None else invited
        freeze(stored, on=timezone.localdate(stored.held_at), invited=called)
    changed = [each for each in RECORD_FIELDS if each in {**fields, "held_at": None}]
    data: dict[str, Any] = {}
    if first:
        stored.recorded_at = now
        stored.recorded_by_id = getattr(by, "pk", None)
        stored.sign_in_closed_at = stored.sign_in_closed_at or (now if stored.state == State.SIGNING_IN else None)
        changed += ["recorded_at", "recorded_by", "sign_in_closed_at"]
        data = {
            "held_at": stored.held_at.isoformat(),
            "lag_days": (timezone.localdate(now) - timezone.localdate(stored.held_at)).days,
        }
    adopt(by=by, meeting=stored, topics=stored.set_topics.all() if set_topics is None else set_topics)
    MEETING.advance(name, stored, by=by, at=now, version=version, fields=changed, **data)
    shown.written(stored)
    stored.refresh_from_db(fields=["lag_days", "month"])
    return stored


@transaction.atomic
def enter(
    *,
    by: Any,
    organization: Organization,
    kind: MeetingKind | str,
    held_at: datetime,
    now: datetime,
    invited: Iterable[int] = (),
    **fields: Any,
) -> Meeting:
    """Enter a meeting that was held without a plan, with its record, at once: also one of a closed month, which counts
    as entered late. ``fields``: any of RECORD_FIELDS. Raises RuleViolation."""
    planned = {name: fields[name] for name in PLAN_FIELDS if name in fields}
    meeting = _create(by=by, organization=organization, kind=kind, starts_at=held_at, now=now, **planned)
    return record(by=by, meeting=meeting, version=meeting.version, now=now, invited=invited, held_at=held_at, **fields)


@transaction.atomic
def confirm(*, by: Any, meeting: Meeting, now: datetime) -> Meeting:
    """Confirm the minutes; by a second person where the kind asks for one."""
    stored = lock(meeting)
    entitled, present = queries.voters(stored)
    check_text_adopted(stored, queries.standard_of(stored), entitled=entitled, present=present)
    topics = queries.topics_of(stored.organization, timezone.localdate(stored.held_at or stored.starts_at))
    check_text_resolved(stored, topics=topics, resolved=stored.resolutions.exists())
    check_meeting_whole(stored)
    stored.confirmed_at = now
    stored.confirmed_by_id = getattr(by, "pk", None)
    MEETING.advance("confirm", stored, by=by, at=now, fields=["confirmed_at", "confirmed_by"])
    return stored


@transaction.atomic
def send_back(*, by: Any, meeting: Meeting, reason: str, now: datetime) -> Meeting:
    """Take a confirmation back before the record is closed; the reason stays in the log."""
    stored = lock(meeting)
    stored.confirmed_at = stored.confirmed_by = None
    MEETING.advance("send_back", stored, by=by, at=now, fields=["confirmed_at", "confirmed_by"], reason=reason)
    return stored


@transaction.atomic
def close(*, by: Any, meeting: Meeting, now: datetime) -> Meeting:
    """Close the record for good: afterwards only addenda."""
    stored = lock(meeting)
    stored.closed_at = now
    MEETING.advance("close", stored, by=by, at=now, fields=["closed_at"])
    return stored


@transaction.atomic
def cancel(*, by: Any, meeting: Meeting, reason: str, now: datetime) -> Meeting:
    """Call a meeting off; whoever got the notice is told."""
    stored = lock(meeting)
    MEETING.check("cancel", stored, by=by, at=now)
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明取消原因", field="reason")
    told = stored.state != State.PLANNED
    stored.cancelled_because = reason.strip()
    step = MEETING.advance("cancel", stored, by=by, at=now, fields=["cancelled_because"], reason=reason)
    if told:
        outbox.withdraw("meeting.notice", [stored.pk], at=now)
        tell_roster(stored, step.message, title=f"会议取消：{stored.topic}", text=f"取消原因：{reason}")
    return stored


@transaction.atomic
def add_addendum(*, by: Any, meeting: Meeting, text: str, reason: str, now: datetime) -> Addendum:
    """Correct a closed record: the addendum stands beside it, the record stays."""
    stored = lock(meeting)
    step = MEETING.check("amend", stored, by=by, at=now)
    if not text.strip():
        raise RuleViolation("text-missing", "请写更正内容", field="text")
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写更正原因", field="reason")
    addendum = Addendum.objects.create(
        meeting=stored, text=text.strip(), reason=reason.strip(), written_by=by, written_at=now
    )
    audit.record(step.event, by=by, target=stored, addendum=addendum.pk)
    return addendum


@transaction.atomic
def add_photo(*, by: Any, meeting: Meeting, upload: Any, now: datetime, caption: str = "") -> Photo:
    """Keep a photograph, shrunk and without its metadata, while the record is open."""
    stored = lock(meeting)
    step = MEETING.check("add_photo", stored, by=by, at=now)
    photo = Photo(meeting=stored, caption=caption[:80], uploaded_at=now)
    photo.image.save(f"{stored.pk}.jpg", photograph(upload, field="photo"), save=True)
    audit.record(step.event, by=by, target=stored, photo=photo.pk)
    return photo
