"""A record that was entered in error: voided with a reason, kept, and counted nowhere (MTG-02)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from core.records import outbox, walls
from core.records.errors import RuleViolation
from meetings.actions.decisions import finish_resolution
from meetings.actions.path import lock, tell_roster
from meetings.ballots.models import Poll
from meetings.models import Meeting, Resolution
from meetings.rules import MEETING
from organizations.models import CaseStep

REASON_LENGTH = 200


@transaction.atomic
def void(*, by: Any, meeting: Meeting, reason: str, now: datetime) -> Meeting:
    """Void a record, also of a closed month, whose numbers show it as entered late. Whoever was called is told.

    Its open tasks end with it. Raises RuleViolation where a vote by papers or phones was held or a case rests on it.
    """
    stored = lock(meeting)
    MEETING.check("void", stored, by=by, at=now)
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明作废原因", field="reason")
    if len(reason.strip()) > REASON_LENGTH:
        raise RuleViolation("reason-long", f"作废原因最多 {REASON_LENGTH} 字", field="reason")
    check_nothing_rests(stored)
    stored.voided_at, stored.voided_because = now, reason.strip()
    stored.voided_by_id = getattr(by, "pk", None)
    fields = ["voided_at", "voided_by", "voided_because"]
    step = MEETING.advance("void", stored, by=by, at=now, fields=fields, reason=stored.voided_because)
    ended = f"会议记录作废：{stored.voided_because}"
    for task in stored.resolutions.filter(state=Resolution.State.OPEN).order_by("pk"):
        finish_resolution(by=by, resolution=task, version=task.version, result=ended, now=now, dropped=True)
    outbox.withdraw("meeting.notice", [stored.pk], at=now)
    title = f"会议记录作废：{stored.topic}"
    tell_roster(stored, step.message, title=title, text=f"作废原因：{stored.voided_because}")
    return stored


def check_nothing_rests(meeting: Meeting) -> None:
    """Papers that were counted and steps of cases stand: who voted was there. Raises RuleViolation that names them."""
    poll = meeting.polls.exclude(state=Poll.State.VOID).order_by("pk").first()
    if poll is not None:
        raise RuleViolation(
            "polled", f"会上进行过{poll.get_matter_display()}投票，记录不能作废；写错的内容用“更正附记”更正"
        )
    with walls.beyond("meetings.void"):  # a case may be kept by an organisation out of the reader's sight
        steps = CaseStep.objects.filter(proof__startswith="meeting.", record=meeting.pk, voided_on=None)
        step = steps.select_related("case").order_by("pk").first()
    if step is not None:
        raise RuleViolation(
            "proves", f"“{step.case}”的办理以这次会议为依据，记录不能作废：请先在那里退回这一步，或用“更正附记”更正"
        )
