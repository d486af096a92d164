"""What needs a quorum beside the vote itself: words of the minutes, and attendance that is corrected later (MTG-03)."""

from collections.abc import Sequence
from fractions import Fraction

from core.records.errors import RuleViolation
from meetings.models import Decision, Meeting, MeetingKind
from meetings.rules import Standard, has_quorum, needs_vote


def check_text_adopted(meeting: Meeting, standard: Standard | None, *, entitled: int, present: int) -> None:
    """What was agreed stands in the minutes in words, too: below quorum nothing was, where the kind decides by vote."""
    if standard is None or not needs_vote(meeting) or not meeting.resolutions_text.strip():
        return
    if not has_quorum(standard, entitled=entitled, present=present):
        raise RuleViolation(
            "quorum-missing",
            f"应到 {entitled} 人，实到 {present} 人，不够作出决议：请核对到会情况，或删去“议定事项”",
            field="resolutions_text",
        )


def check_text_resolved(meeting: Meeting, *, topics: Sequence[str], resolved: bool) -> None:
    """What a committee with topics agreed stands in resolutions, each with its topic; words alone are no way round
    (MTG-13)."""
    committee = meeting.kind.entitled == MeetingKind.Entitled.COMMITTEE
    if topics and committee and meeting.resolutions_text.strip() and not resolved:
        raise RuleViolation(
            "not-resolved",
            "“议定事项”请先逐项登记为决议并选择事项类别，再确认纪要",
            field="resolutions_text",
        )


def check_vote_stands(vote: Decision, *, entitled: int, present: int) -> None:
    """A vote that was entered keeps its quorum, and no more votes than heads, when attendance is corrected after it."""
    quorum = Fraction(vote.quorum_numerator, vote.quorum_denominator)
    majority = Fraction(vote.majority_numerator, vote.majority_denominator)
    standard = Standard(quorum, vote.quorum_strict, vote.base, majority, vote.majority_strict)
    cast = vote.votes_for + vote.votes_against + vote.abstained
    if cast > present or not has_quorum(standard, entitled=entitled, present=present):
        raise RuleViolation(
            "voted",
            f"“{vote.text[:30]}”已按实到 {vote.present} 人登记表决，这样改后实到 {present} 人，不够表决人数，请核对",
            field="state",
        )
