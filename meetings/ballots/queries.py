"""Who may be graded in a meeting, by whom, in which words."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from meetings.ballots import rules
from meetings.ballots.rules import Matter
from meetings.models import Attendance, Meeting, PhonePoll, Poll
from meetings.queries import community_of, counts, standard_of, voters
from meetings.rules import DECIDING, Standard
from members.models import MemberTie
from organizations import standards
from organizations.kinds import Kind
from organizations.mandates.rules import years_of
from organizations.models import Organization, Position, Post
from people.models import Person

REVIEWED = (
    Position.SECRETARY,
    Position.FULL_TIME_DEPUTY,
    Position.PART_TIME_DEPUTY,
    Position.DEPUTY_SECRETARY,
    Position.COMMITTEE_MEMBER,
)
"""Who reports to the delegates: secretary, deputies and members of the big committee (S2 四(一))."""


@dataclass(frozen=True)
class Candidate:
    person: Person
    role: str
    graded: bool = True


def candidates(meeting: Meeting, matter: str) -> list[Candidate]:
    """Whom the meeting grades: members on its roster (probationers take part without a grade), or whoever leads the
    big committee on its day."""
    return _leaders(meeting) if matter == Matter.REVIEW else _members(meeting)


def _leaders(meeting: Meeting) -> list[Candidate]:
    on = timezone.localdate(meeting.held_at or meeting.starts_at)
    community = community_of(meeting.organization)
    big = Organization.objects.under(community).filter(kind=Kind.BIG_COMMITTEE)
    posts = Post.objects.filter(organization__in=big, position__in=REVIEWED, during__contains=on)
    order = {position: place for place, position in enumerate(REVIEWED)}
    rows = sorted(posts.select_related("person"), key=lambda post: (order[Position(post.position)], post.pk))
    found = {post.person_id: Candidate(post.person, post.get_position_display()) for post in reversed(rows)}
    return [found[each] for each in dict.fromkeys(post.person_id for post in rows)]


def _members(meeting: Meeting) -> list[Candidate]:
    on = timezone.localdate(meeting.held_at or meeting.starts_at)
    roster = Attendance.objects.filter(meeting=meeting, guest=False).select_related("person")
    called = [row.person_id for row in roster]
    full = set(MemberTie.objects.spells(on).full().filter(person__in=called).values_list("person", flat=True))
    also = standards.at(rules.PROBATIONERS, organization=meeting.organization, as_of=on)
    return [
        Candidate(row.person, "" if row.person_id in full else "预备党员", graded=bool(also) or row.person_id in full)
        for row in roster.order_by("person__pinyin", "person_id")
    ]


def done_in_year(poll: Poll) -> dict[int, str]:
    """Person → what the reviewed did in the year, up to the day of the meeting, in words: meetings of the big committee
    attended of those entitled to, confirmed records of duty, the unit's time (ORG-29)."""
    if poll.matter != Matter.REVIEW:
        return {}
    on = timezone.localdate(poll.meeting.held_at or poll.meeting.starts_at)
    community = community_of(poll.meeting.organization)
    big = Organization.objects.under(community).filter(kind=Kind.BIG_COMMITTEE).order_by("path").first()
    persons = list(poll.subjects.values_list("person_id", flat=True))
    if big is None:
        return {}
    rows = Attendance.objects.filter(
        person__in=persons,
        guest=False,
        meeting__organization=big,
        meeting__month__year=on.year,
        meeting__state__in=Meeting.RECORDED_STATES,
        meeting__held_at__lte=poll.meeting.held_at or poll.meeting.starts_at,
    ).exclude(meeting=poll.meeting)
    came = {
        row["person"]: row
        for row in rows.values("person")
        .order_by()
        .annotate(owed=Count("pk"), there=Count("pk", filter=Q(state__in=Attendance.PRESENT_STATES)))
    }
    years = years_of(big, persons, year=on.year, until=on)
    none = {"owed": 0, "there": 0}
    return {
        person: f"到会 {came.get(person, none)['there']}/{came.get(person, none)['owed']}，{years[person].words}"
        for person in persons
    }


def heads(meeting: Meeting, matter: str) -> tuple[Standard | None, int, int]:
    """The quorum of the meeting, and how many are entitled to a paper and came: in an appraisal everybody on the
    roster, also probationers; else those with a vote."""
    if matter == Matter.APPRAISAL:
        found = counts(meeting)
        return standard_of(meeting), found.entitled, found.present
    entitled, present = voters(meeting)
    return standard_of(meeting), entitled, present


def grades(meeting: Meeting, matter: str) -> list[str]:
    if matter in rules.ELECTIONS:
        return [rules.IN_FAVOUR]
    on = timezone.localdate(meeting.held_at or meeting.starts_at)
    found = standards.at(rules.GRADES[Matter(matter)], organization=meeting.organization, as_of=on)
    return list(found)


def written_on_papers(poll: Poll, phone: PhonePoll | None) -> list[tuple[str, int]]:
    """Names written in with their votes as far as papers go: what was counted less what came by phone."""
    by_phone = dict(phone.write_ins or ()) if phone else {}
    rows = [(name, votes - by_phone.get(name, 0)) for name, votes in poll.write_ins or ()]
    return [(name, votes) for name, votes in rows if votes]


def excellent_share(meeting: Meeting) -> Fraction:
    on = timezone.localdate(meeting.held_at or meeting.starts_at)
    [row] = standards.rows((rules.EXCELLENT,), organization=meeting.organization, as_of=on).values()
    return row.share


def candidates_may_count(meeting: Meeting) -> bool:
    on = timezone.localdate(meeting.held_at or meeting.starts_at)
    return bool(standards.at("mtg.election.scrutineer_candidate", organization=meeting.organization, as_of=on))


def of_meeting(meeting: Meeting, *, manages: bool) -> dict[str, Any]:
    """What the page of a meeting shows of its polls and problems, where its kind has them."""
    selection = meeting.selections.first() if meeting.kind_id == rules.SELECTION else None
    grades, life = meeting.kind_id in rules.KIND_OF, meeting.kind_id == "organizational_life_meeting"
    grades = grades or selection is not None
    if not grades and not life:
        return {}
    polls = list(meeting.polls.order_by("round", "pk")) if grades else []
    problems = meeting.problems.select_related("person", "task__owner").order_by("pk") if life else []
    deciding = manages and meeting.state in DECIDING
    return {
        "grades": grades,
        "life": life,
        "polls": polls,
        "problems": problems,
        "conference": meeting.kind_id == "delegate_conference",
        "reports": list(meeting.reports.select_related("speaker").order_by("pk")) if grades else [],
        "may_poll": deciding and meeting.kind_id in rules.KIND_OF and not polls,
        "selection": selection,
        "may_report": deciding and meeting.kind_id == "delegate_conference",
        "may_problem": deciding and life,
    }
