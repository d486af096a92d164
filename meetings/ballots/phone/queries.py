"""Who may vote, who has, and what pages of a poll by phone show."""

from collections import Counter
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from meetings.ballots.phone import rules
from meetings.ballots.queries import heads
from meetings.ballots.rules import Matter
from meetings.models import Attendance, Meeting, PhonePoll, Poll, PollSubject, PollVoter
from meetings.queries import voting
from organizations import standards
from people.models import Person


def electorate(poll: Poll) -> list[int]:
    """Persons who are entitled to a ballot: in an appraisal everybody expected, else those with a vote."""
    everybody = Attendance.objects.filter(meeting=poll.meeting).roster()
    rows = everybody if poll.matter == Matter.APPRAISAL else voting(poll.meeting)
    return list(rows.exclude(state=Attendance.State.EXEMPT).order_by("person_id").values_list("person_id", flat=True))


def attends(poll: Poll, person_id: int) -> bool:
    return Attendance.objects.filter(meeting=poll.meeting_id, person=person_id).attended().exists()


def here(poll: Poll) -> set[int]:
    """Persons who came."""
    return set(Attendance.objects.filter(meeting=poll.meeting_id).attended().values_list("person_id", flat=True))


def present(poll: Poll) -> int:
    """How many with a ballot came, as it stands now."""
    return heads(poll.meeting, poll.matter)[2]


def ways(poll: Poll) -> Counter[str]:
    """How many of the roll voted by which way."""
    return Counter(poll.voters.values_list("way", flat=True))


def waiting(poll: Poll) -> QuerySet[Person]:
    """Who came and has no ballot in any way yet."""
    came = Attendance.objects.filter(meeting=poll.meeting_id).attended().values("person")
    rows = poll.voters.filter(way=PollVoter.Way.NONE, person__in=came)
    return Person.objects.filter(pk__in=rows.values("person")).order_by("pinyin", "pk")


def may_hold_paper(poll: Poll) -> QuerySet[Person]:
    """Who holds a paper, or came and could get one."""
    holding = Person.objects.filter(pk__in=poll.voters.filter(way=PollVoter.Way.PAPER).values("person"))
    return (waiting(poll) | holding).order_by("pinyin", "pk")


def small(poll: Poll) -> int:
    on = timezone.localdate(poll.opened_at)
    return int(standards.at(rules.SMALL, as_of=on))


def secrecy(poll: Poll, subjects: list[PollSubject]) -> list[str]:
    """What the page warns of."""
    return rules.warnings(poll, subjects, small=small(poll))


def shown(poll: Poll) -> dict[str, Any]:
    """What the page of a poll shows of its phones; empty where it was by paper alone. No vote before the close."""
    phone = PhonePoll.objects.filter(poll=poll).first()
    if phone is None:
        return {}
    found = ways(poll)
    voted = found[PollVoter.Way.PHONE] + found[PollVoter.Way.DEVICE]
    return {
        "phone": phone,
        "voted": voted,
        "papers": found[PollVoter.Way.PAPER],
        "roll": sum(found.values()),
        "waiting": list(waiting(poll)) if poll.is_voting else [],
    }


def own(poll: Poll, user: Any) -> PollVoter | None:
    """The reader's own line on the roll."""
    person = getattr(user, "person_id", None)
    return poll.voters.filter(person=person).first() if person and poll.is_voting else None


def of_member(meeting: Meeting, person_id: int) -> list[PollVoter]:
    """The person's lines on the rolls of a meeting, the newest poll first."""
    rows = PollVoter.objects.filter(poll__meeting=meeting, person=person_id).select_related("poll")
    return list(rows.exclude(poll__state=Poll.State.VOID).order_by("-poll__round", "-poll_id"))


def to_vote(person_id: int) -> QuerySet[PollVoter]:
    """Polls in which the person may vote now: came, and has no ballot yet."""
    rows = PollVoter.objects.filter(person=person_id, way=PollVoter.Way.NONE, poll__state=Poll.State.VOTING)
    came = Attendance.objects.filter(person=person_id).attended().values("meeting")
    return rows.filter(poll__meeting__in=came).select_related("poll__meeting").order_by("pk")


def subjects(poll: Poll) -> list[PollSubject]:
    return list(poll.subjects.select_related("person").order_by("position", "pk"))


def holding_paper(poll: Poll) -> list[int]:
    return list(poll.voters.filter(way=PollVoter.Way.PAPER).values_list("person_id", flat=True))


def is_opened(poll: Poll) -> bool:
    """Whether ballots were opened, and receipts can be looked up."""
    return PhonePoll.objects.filter(poll=poll, receipts__isnull=False).exists()


def is_counted(poll: Poll, receipt: str) -> bool:
    return PhonePoll.objects.filter(poll=poll, receipts__contains=[receipt]).exists()
