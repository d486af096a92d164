"""Votes with their arithmetic, and resolutions as tasks with owner and due date (MTG-03, MTG-05)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.versions import save_versioned
from meetings import queries, rules
from meetings.actions.path import lock
from meetings.models import AgendaItem, Decision, Meeting, Resolution
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
    now: datetime,
) -> Decision:
    """Enter a vote. Entitled and present are counted from the roster; below quorum nothing can be decided (MTG-03).

    ``Decision.adopted`` is computed by the database from the thresholds of the day, which are copied into the row.
    """
    stored = lock(meeting)
    standard = queries.standard_of(stored)
    entitled, present = queries.voters(stored)
    rules.check_can_vote(
        stored, standard, entitled=entitled, present=present, votes=votes_for + votes_against + abstained
    )
    assert standard is not None  # check_can_vote refused it
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
        quorum_percent=standard.quorum_percent,
        majority_percent=standard.majority_percent,
        majority_strict=standard.strict,
        decided_at=now,
    )
    raise_field_errors(decision, exclude=["adopted"])
    decision.save()
    decision.refresh_from_db(fields=["adopted"])
    audit.record(
        "meetings.voted",
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
    adopted = None
    if decision is not None and decision.meeting_id == stored.pk:
        adopted = decision.adopted
    topics = queries.topics_of(stored.organization, timezone.localdate(stored.held_at or stored.starts_at))
    rules.check_can_resolve(stored, adopted=adopted, topic=topic, topics=topics)
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
    audit.record("meetings.resolved", by=by, target=resolution, due_on=due_on and due_on.isoformat())
    return resolution


@transaction.atomic
def finish_resolution(
    *, by: Any, resolution: Resolution, version: int, result: str, now: datetime, dropped: bool = False
) -> Resolution:
    """End a task with its result. Raises RuleViolation, or core.versions.Conflict."""
    stored = Resolution.objects.select_for_update().get(pk=resolution.pk)
    rules.check_can_finish(stored, result=result)
    stored.result = result.strip()[:300]
    stored.done_at = now
    stored.state = Resolution.State.DROPPED if dropped else Resolution.State.DONE
    save_versioned(stored, version, ["result", "done_at", "state"])
    audit.record("meetings.resolution_finished", by=by, target=stored, state=stored.state)
    return stored
