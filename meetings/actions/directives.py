"""Set topics handed down and taken back, papers of meetings and topics, superiors at a meeting (MTG-15)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.chinese.dates import chinese_date, month_start
from core.office.scans import paper_of
from core.records import audit, outbox
from core.records.errors import RuleViolation
from core.records.measures import values_of
from core.records.versions import save_versioned
from core.tasks import send_soon
from meetings import directives
from meetings.actions.path import lock
from meetings.models import Meeting, Paper, SetTopic, Superior
from meetings.rules import MEETING
from organizations.models import Organization
from organizations.rules import raise_field_errors
from people.models import Person

TOPIC_FIELDS = ("title", "content")
WITHDRAWN = "set_topic.withdrawn"


def _reason(reason: str, words: str) -> str:
    if not reason.strip():
        raise RuleViolation("reason-missing", words, field="reason")
    return reason.strip()[:120]


@transaction.atomic
def hand_down(
    *, by: Any, organization: Organization, month: date, title: str, content: str, now: datetime, upload: Any = None
) -> SetTopic:
    """A superior hands a topic down for the theme days of a month that is not over; ``upload``: its first paper."""
    directives.check_hands_down(organization)
    directives.check_month(month, today=timezone.localdate(now))
    topic = SetTopic(
        organization=organization,
        month=month_start(month),
        title=title.strip(),
        content=content.strip(),
        issued_at=now,
        issued_by_id=getattr(by, "pk", None),
    )
    raise_field_errors(topic, exclude=["scope"])
    topic.save()
    audit.record("meetings.topic_handed_down", by=by, target=topic, month=topic.month.isoformat())
    if upload:
        add_topic_paper(by=by, topic=topic, upload=upload, title="", now=now)
    return topic


def _standing(topic: SetTopic) -> SetTopic:
    stored = SetTopic.objects.select_for_update(of=("self",)).select_related("organization").get(pk=topic.pk)
    if stored.is_withdrawn:
        raise RuleViolation("withdrawn", "这项规定动作已经撤回")
    return stored


@transaction.atomic
def correct_topic(*, by: Any, topic: SetTopic, version: int, title: str, content: str) -> SetTopic:
    """Other words for a topic that stands; the old ones stay in its history. Raises Conflict for a stale version."""
    stored = _standing(topic)
    before = {name: getattr(stored, name) for name in TOPIC_FIELDS}
    stored.title, stored.content = title.strip(), content.strip()
    raise_field_errors(stored, exclude=["scope", "version"])
    save_versioned(stored, version, list(TOPIC_FIELDS))
    changed = [name for name in TOPIC_FIELDS if before[name] != getattr(stored, name)]
    audit.record("meetings.topic_corrected", by=by, target=stored, fields=changed)
    return stored


_TO_PLANNERS = f"""
SELECT DISTINCT ON (m.id, u.id) m.id, u.id, %(today)s::date, %(title)s, %(text)s,
       replace(%(url)s, '/0/', '/' || m.id || '/')
FROM meetings_meeting_set_topics x
JOIN meetings_meeting m ON m.id = x.meeting_id AND m.state NOT IN {values_of(Meeting.GONE_STATES)}
JOIN people_user u ON u.id IN (m.created_by_id, m.recorded_by_id) AND u.is_active
WHERE x.settopic_id = %(topic)s
"""


@transaction.atomic
def withdraw_topic(*, by: Any, topic: SetTopic, reason: str, now: datetime) -> int:
    """A topic is owed by nobody any more; where it was adopted it stays, and who planned there is told.

    Returns how many were told.
    """
    stored = _standing(topic)
    stored.withdrawn_because = _reason(reason, "请写明撤回原因")
    stored.withdrawn_at = now
    save_versioned(stored, stored.version, ["withdrawn_at", "withdrawn_because"])
    audit.record("meetings.topic_withdrawn", by=by, target=stored, reason=stored.withdrawn_because)
    told = outbox.insert_from_select(
        WITHDRAWN,
        "meetings.meeting",
        _TO_PLANNERS,
        {
            "topic": stored.pk,
            "today": timezone.localdate(now),
            "title": f"规定动作已撤回：{stored.title}",
            "text": f"{chinese_date(stored.month, 'month')}的主题党日已经采用，可以保留，也可以修改。"
            f"原因：{stored.withdrawn_because}",
            "url": reverse("meetings:detail", args=[0]),
        },
    )
    send_soon()
    return told


def _paper(by: Any, upload: Any, title: str, now: datetime, **holder: Any) -> Paper:
    """The file as it is kept; without a title it is called as the file was."""
    kept = paper_of(upload, field="file")
    named = title.strip() or str(getattr(upload, "name", "")).rpartition(".")[0] or "附件"
    paper = Paper(title=named[:80], uploaded_at=now, uploaded_by_id=getattr(by, "pk", None), **holder)
    paper.file.save(str(kept.name), kept, save=True)
    return paper


@transaction.atomic
def add_topic_paper(*, by: Any, topic: SetTopic, upload: Any, title: str, now: datetime) -> Paper:
    """A file that goes down with the topic."""
    paper = _paper(by, upload, title, now, topic=_standing(topic))
    audit.record("meetings.paper_added", by=by, target=topic, paper=paper.pk)
    return paper


@transaction.atomic
def add_paper(*, by: Any, meeting: Meeting, upload: Any, title: str, now: datetime) -> Paper:
    """A file for who comes to the meeting, while its record is open."""
    stored = lock(meeting)
    step = MEETING.check("add_paper", stored, by=by, at=now)
    paper = _paper(by, upload, title, now, meeting=stored)
    audit.record(step.event, by=by, target=stored, paper=paper.pk)
    return paper


@transaction.atomic
def remove_paper(*, by: Any, paper: Paper, reason: str, now: datetime) -> None:
    """A file added by mistake; the log keeps its title and the reason."""
    said = _reason(reason, "请写明删除原因")
    if paper.meeting is not None:
        MEETING.check("add_paper", lock(paper.meeting), by=by, at=now)
    else:
        assert paper.topic is not None  # held by a constraint
        _standing(paper.topic)
    holder = paper.meeting or paper.topic
    assert holder is not None
    audit.record("meetings.paper_removed", by=by, target=holder, title=paper.title, reason=said)
    paper.delete()


@transaction.atomic
def note_superior(*, by: Any, meeting: Meeting, person: Person, guidance: str, now: datetime) -> Superior:
    """An officer of an organisation above the host was (or will be) there; the post is that of the day (MTG-15)."""
    stored = lock(meeting)
    step = MEETING.check("note_superior", stored, by=by, at=now)
    post = directives.check_superior_officer(stored, person)
    row = Superior(
        organization=stored.organization,
        meeting=stored,
        person=person,
        superior=post.organization,
        duty=post.get_position_display(),
        guidance=guidance.strip(),
        entered_at=now,
    )
    raise_field_errors(row, exclude=["scope"])
    row.save()
    audit.record(step.event, by=by, target=stored, person=person.pk, superior=post.organization_id)
    return row


@transaction.atomic
def drop_superior(*, by: Any, row: Superior, reason: str, now: datetime) -> None:
    """Who was entered as present and was not; the log keeps who and why."""
    stored = lock(row.meeting)
    MEETING.check("note_superior", stored, by=by, at=now)
    said = _reason(reason, "请写明撤销原因")
    audit.record("meetings.superior_dropped", by=by, target=stored, person=row.person_id, reason=said)
    row.delete()
