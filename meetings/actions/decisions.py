"""Votes with their arithmetic, and resolutions as tasks with owner and due date (MTG-03, MTG-05)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.records import audit
from core.records.errors import RuleViolation
from meetings import queries, rules
from meetings.actions.path import lock
from meetings.models import AgendaItem, Decision, Meeting, Resolution
from meetings.resolutions import RESOLUTION, check_reassigned
from meetings.rules import MEETING
from organizations.rules import raise_field_errors
from people.models import Person


@transaction.atomic
def put_to_vote(
    *,
    by: Any,
    meeting: Meeting,
    text: str,
    votes_for: int,
    votes_against: int = 0,
    abstained: int = 0,
    item: AgendaItem | None = None,
    matter: str = Decision.Matter.RESOLUTION,
    now: datetime,
) -> Decision:
    """Enter a vote. Entitled and present are counted from the roster; below quorum nothing can be decided (MTG-03).

    ``matter`` chooses the standard: an election needs four fifths and counts those present, an admission needs more
    than half and counts the entitled. ``Decision.adopted`` is computed by the database from the standard of the day,
    which is copied into the row.
    """
    stored = lock(meeting)
    step = MEETING.check("vote", stored, by=by, at=now)
    standard = queries.standard_of(stored, matter)
    entitled, present = queries.voters(stored)
    rules.check_vote(
        stored,
        standard,
        matter=matter,
        entitled=entitled,
        present=present,
        votes=votes_for + votes_against + abstained,
    )
    assert standard is not None  # check_vote refused it
    decision = Decision(
        meeting=stored,
        item=item,
        text=text.strip(),
        entitled=entitled,
        present=present,
        votes_for=votes_for,
        votes_against=votes_against,
        abstained=abstained,
        base=standard.base,
        matter=matter,
        quorum_numerator=standard.quorum.numerator,
        quorum_denominator=standard.quorum.denominator,
        quorum_strict=standard.quorum_strict,
        majority_numerator=standard.majority.numerator,
        majority_denominator=standard.majority.denominator,
        majority_strict=standard.majority_strict,
        decided_at=now,
    )
    raise_field_errors(decision, exclude=["adopted"])
    decision.save()
    decision.refresh_from_db(fields=["adopted"])
    audit.record(
        step.event,
        by=by,
        target=decision,
        organization_id=stored.organization_id,
        adopted=decision.adopted,
        votes=[votes_for, votes_against, abstained],
    )
    return decision


@transaction.atomic
def resolve(
    *,
    by: Any,
    meeting: Meeting,
    text: str,
    owner: Person | None = None,
    due_on: date | None = None,
    topic: str = "",
    decision: Decision | None = None,
) -> Resolution:
    """Make a task of what was agreed; where the kind decides by vote, only from an adopted ``decision``."""
    stored = lock(meeting)
    step = MEETING.check("resolve", stored, by=by, at=timezone.now())
    adopted = None
    if decision is not None and decision.meeting_id == stored.pk:
        adopted = decision.adopted
    topics = queries.topics_of(stored.organization, timezone.localdate(stored.held_at or stored.starts_at))
    due_on = rules.check_resolution(stored, adopted=adopted, topic=topic, topics=topics, owner=owner, due_on=due_on)
    resolution = Resolution(
        organization=stored.organization,
        meeting=stored,
        decision=decision,
        topic=topic,
        text=text.strip(),
        owner=owner,
        due_on=due_on,
    )
    raise_field_errors(resolution, exclude=["scope"])
    resolution.save()
    audit.record(step.event, by=by, target=resolution, due_on=due_on.isoformat())
    return resolution


@transaction.atomic
def finish_resolution(
    *, by: Any, resolution: Resolution, version: int, result: str, now: datetime, dropped: bool = False
) -> Resolution:
    """End a task with its result. Raises RuleViolation, or core.records.versions.Conflict."""
    stored = Resolution.objects.select_for_update().get(pk=resolution.pk)
    name = "drop" if dropped else "finish"
    RESOLUTION.check(name, stored, by=by, at=now)
    if not result.strip():
        said = "请写明终止原因" if dropped else "请写明办理结果"
        raise RuleViolation("result-missing", said, field="result")
    stored.result = result.strip()[:300]
    stored.done_at = now
    RESOLUTION.advance(
        name, stored, by=by, at=now, version=version, fields=["result", "done_at"], state=RESOLUTION[name].to
    )
    return stored


@transaction.atomic
def reassign_resolution(
    *, by: Any, resolution: Resolution, version: int, owner: Person, due_on: date, reason: str, now: datetime
) -> Resolution:
    """Another owner or another day, with the reason. Raises RuleViolation, or core.records.versions.Conflict."""
    stored = Resolution.objects.select_for_update(of=("self",)).select_related("meeting", "owner").get(pk=resolution.pk)
    before = {"owner": stored.owner_id, "due_on": stored.due_on and stored.due_on.isoformat()}
    new_owner, day = check_reassigned(stored, owner=owner, due_on=due_on, reason=reason, today=timezone.localdate(now))
    stored.owner, stored.due_on = new_owner, day
    RESOLUTION.advance(
        "reassign",
        stored,
        by=by,
        at=now,
        version=version,
        fields=["owner", "due_on"],
        before=before,
        owner=new_owner.pk,
        due_on=day.isoformat(),
        reason=reason.strip(),
    )
    return stored
