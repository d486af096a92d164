"""A member's card of a year: attendance, services, hours, posts, dual registration, out of the records (ASM-16).

For the yearly appraisal of the branch, for the unit and for the member. Numbers are of all records of the year,
wherever they stand; the single records are named where the reader may see them, and always to the member.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone

from core.chinese.numbers import ratio
from core.records import walls
from meetings.models import Attendance
from meetings.models.meeting import RECORDED
from members.models import DualRegistration, Membership
from organizations.models import Post
from organizations.scoping import may_at
from services.feedback import queries as feedback
from services.models import Claim, FeedbackLine

MEETING, SERVICE = "organizations.view_meeting", "organizations.view_service"
ORGANIZATION, MEMBER = "organizations.view_organization", "organizations.view_member"


@dataclass(frozen=True)
class Line:
    """One record: day, what it is called, where, and what it says of the member."""

    day: date
    title: str
    place: str
    words: str


@dataclass(frozen=True)
class Attended:
    """Of one kind of meeting: to how many the member was called, and what became of each."""

    label: str
    called: int
    came: int
    made_up: int
    on_leave: int

    @property
    def missed(self) -> int:
        return self.called - self.came - self.made_up - self.on_leave

    @property
    def words(self) -> str:
        return f"到会 {self.came}，补学 {self.made_up}，请假 {self.on_leave}，缺席 {self.missed}"

    @property
    def rate(self) -> Decimal | None:
        """Came or made up, of those called and not on leave."""
        return ratio(self.came + self.made_up, self.called - self.on_leave)


@dataclass(frozen=True)
class Served:
    """Services of the year: how many, hours confirmed by both sides, and what waits for its confirmation."""

    services: int
    hours: Decimal
    waiting: int
    collective: int


@dataclass(frozen=True)
class Card:
    """``hidden``: records of other places, counted and not named to this reader, by what they are."""

    year: int
    as_of: date
    spells: list[Membership]
    attended: list[Attended]
    meetings: list[Line]
    served: Served
    services: list[Line]
    posts: list[Line]
    registrations: list[Line]
    feedback: list[Line]
    hidden: dict[str, int]

    @property
    def all_attended(self) -> Attended:
        rows = self.attended
        return Attended(
            "合计",
            *(sum(getattr(row, name) for row in rows) for name in ("called", "came", "made_up", "on_leave")),
        )


def card_of(person: int, *, year: int, today: date, reader: Any = None) -> Card:
    """``reader``: whose reach says which records are named; None: the member, who is told all."""
    first, last = date(year, 1, 1), min(date(year, 12, 31), today)
    with walls.beyond("assessments.card"):
        roster = list(
            Attendance.objects.expected()
            .filter(person=person, meeting__state__in=RECORDED, meeting__month__range=(first, date(year, 12, 1)))
            .select_related("meeting__kind", "meeting__organization")
            .order_by("meeting__starts_at", "pk")
        )
        claims = list(
            Claim.objects.filter(person=person, state__in=Claim.CAME, activity__starts_at__year=year)
            .select_related("activity__organization")
            .order_by("activity__starts_at", "pk")
        )
        told = list(feedback.of_person(person, year))
        inside = Q(during__overlap=(first, date(year + 1, 1, 1)))
        order = ("during", "pk")
        held = Membership.objects.filter(inside, person=person).select_related("organization")
        spells = list(held.order_by(*order))
        rows = DualRegistration.objects.filter(inside, person=person).select_related("organization", "unit")
        registered = list(rows.order_by("side", *order))
    meetings, unseen_meetings = _named(roster, reader, MEETING, _meeting_line)
    services, unseen_services = _named(claims, reader, SERVICE, _service_line)
    posts = list(Post.objects.filter(inside, person=person).select_related("organization").order_by(*order))
    named, unseen_posts = _named(posts, reader, ORGANIZATION, _post_line)
    hidden = (("次会议", unseen_meetings), ("次服务", unseen_services), ("个职务", unseen_posts))
    return Card(
        year,
        last,
        spells,
        _by_kind(roster),
        meetings,
        _served(claims),
        services,
        named,
        [_registration_line(row, _may_name(row, reader, MEMBER)) for row in registered],
        [_feedback_line(row) for row in told if _may_name(row, reader, MEMBER)],
        {name: count for name, count in hidden if count},
    )


def services_of_registered(person: int, year: int) -> int | None:
    """How often a member served in a year; None for who was registered in no community then."""
    inside = (date(year, 1, 1), date(year + 1, 1, 1))
    with walls.beyond("assessments.card"):
        if not DualRegistration.objects.filter(person=person, during__overlap=inside).exists():
            return None
        return Claim.objects.filter(person=person, state__in=Claim.CAME, activity__starts_at__year=year).count()


def _may_name(row: Any, reader: Any, permission: str) -> bool:
    return reader is None or may_at(reader, permission, row.scope)


def _named(rows: Sequence[Any], reader: Any, permission: str, line: Any) -> tuple[list[Line], int]:
    """The records that the reader may see by name, and how many there are besides."""
    seen = [row for row in rows if _may_name(row, reader, permission)]
    return [line(row) for row in seen], len(rows) - len(seen)


def _meeting_line(row: Attendance) -> Line:
    held = row.meeting.held_at or row.meeting.starts_at
    return Line(
        timezone.localdate(held), row.meeting.topic, row.meeting.organization.label, str(row.get_state_display())
    )


def _service_line(row: Claim) -> Line:
    hours = f"{row.hours.normalize():f} 小时" if row.state == Claim.State.CONFIRMED and row.hours else "时长待确认"
    day = timezone.localdate(row.activity.starts_at)
    return Line(day, row.activity.title, row.activity.organization.label, hours)


def _post_line(row: Post) -> Line:
    return Line(row.during.lower, str(row.get_position_display()), row.organization.label, _until(row.during))


def _registration_line(row: DualRegistration, named: bool) -> Line:
    """That the member reported in is the branch's business; where, only for who may see it there."""
    place = row.organization.label if named else "其他社区"
    return Line(row.during.lower, str(row.get_side_display()), place, _until(row.during))


def _feedback_line(row: FeedbackLine) -> Line:
    """What the unit was told of the member, and what it used that for."""
    card = row.card
    uses = "单位还没有送回回执" if card.returned_on is None else (f"单位用于{card.uses}" if card.uses else "单位已收到")
    done = f"服务 {row.services} 次 {row.hours.normalize():f} 小时"
    return Line(card.round.issued_on, str(card.round), row.organization.label, f"{done}，{uses}")


def _until(during: Any) -> str:
    return "至今" if during.upper is None else f"至 {during.upper:%Y-%m-%d}"


def _by_kind(roster: Sequence[Attendance]) -> list[Attended]:
    kinds: dict[str, list[Attendance]] = {}
    for row in roster:
        kinds.setdefault(row.meeting.kind.label, []).append(row)
    return [
        Attended(
            label,
            len(rows),
            sum(row.came for row in rows),
            sum(row.state == Attendance.State.MADE_UP for row in rows),
            sum(row.state == Attendance.State.ON_LEAVE for row in rows),
        )
        for label, rows in kinds.items()
    ]


def _served(claims: Sequence[Claim]) -> Served:
    confirmed = [claim for claim in claims if claim.state == Claim.State.CONFIRMED]
    return Served(
        len(claims),
        sum((claim.hours or Decimal(0) for claim in confirmed), Decimal(0)),
        len(claims) - len(confirmed),
        sum(claim.service == Claim.Service.COLLECTIVE for claim in claims),
    )
