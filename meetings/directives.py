"""Who hands topics down and reads them, how they were adopted, which officers of superiors come; no writes (MTG-15)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from core.chinese.dates import add_months, month_start
from core.records import walls
from core.records.duties import parameters
from core.records.errors import RuleViolation
from meetings.duties.set_topics import ADOPTIONS, SET_TOPICS
from meetings.models import Meeting, SetTopic, Superior
from meetings.rules import MANAGE
from organizations.desks.queries import desks_at
from organizations.kinds import STREETS, Kind
from organizations.models import Organization, Post
from organizations.relations import with_relations
from organizations.scoping import range_of, reach
from people.models import Person

ISSUERS = (*STREETS, Kind.DISTRICT_DEPARTMENT)
"""Kinds of organisations that hand topics down."""
AHEAD_MONTHS = 12


def check_hands_down(organization: Organization) -> None:
    if organization.kind not in ISSUERS:
        raise RuleViolation(
            "no-issuer", f"规定动作由区和街道（镇）下发，{organization.name}不能下发", field="organization"
        )


def check_month(month: date, *, today: date) -> None:
    """A topic is for a month that is not over, within a year."""
    if month < month_start(today):
        raise RuleViolation("past-month", "这个月已经过去，不能再下发规定动作", field="month")
    if month > add_months(month_start(today), AHEAD_MONTHS):
        raise RuleViolation("far-month", "最多提前一年下发", field="month")


def months_ahead(today: date) -> list[date]:
    return [add_months(month_start(today), number) for number in range(AHEAD_MONTHS + 1)]


def issuers(user: Any) -> QuerySet[Organization]:
    """Organisations for which the user may hand topics down."""
    mine = Organization.objects.visible_to(user, MANAGE).in_force(timezone.localdate())
    return mine.filter(kind__in=ISSUERS, external=False).order_by("path")


def read_by(user: Any, permission: str) -> QuerySet[SetTopic]:
    """Topics handed down by or to whoever the user sees: an issuer is read by everybody below it."""
    mine = SetTopic.objects.visible_to(user, permission).values("pk")
    above = {int(part) for path in reach(user, permission) for part in path.split(".") if part}
    found: QuerySet[SetTopic] = SetTopic.objects.filter(Q(pk__in=mine) | Q(organization__in=above))
    return found


def handed_to(organization: Organization, *, since: date, until: date) -> QuerySet[SetTopic]:
    """Topics that stand for theme days of the organisation in the months ``since`` to ``until``."""
    rows = SetTopic.objects.standing().filter(organization__in=organization.ancestor_ids, month__range=(since, until))
    found: QuerySet[SetTopic] = rows.select_related("organization").order_by("month", "scope", "pk")
    return found


@dataclass(frozen=True)
class Adoption:
    """What one community made of a topic: the meeting that adopted it, if any, and whether that was recorded."""

    organization: int
    meeting: int | None
    recorded: bool
    held_on: date | None


_OF_TOPIC = f"""
SELECT a.organization_id, a.meeting_id, a.recorded, a.held_on FROM ({ADOPTIONS}) a
WHERE a.topic_id = %(topic)s AND a.scope >= %(from)s AND a.scope < %(to)s ORDER BY a.scope
"""


def adoptions(user: Any, permission: str, topic: SetTopic, *, now: datetime) -> list[Adoption]:
    """Every community in the user's scope that the topic was handed to, in the order of the tree; one statement a
    desk."""
    found: dict[int, Adoption] = {}
    for desk in desks_at(user, permission):
        (low, high), (start, end) = range_of(desk.root_path), range_of(desk.path)
        values = parameters(now) | {"since": topic.month, "until": topic.month}
        values |= {"root": desk.root, "lo": low, "hi": high, "from": start, "to": end, "topic": topic.pk}
        with walls.beyond("organizations.duties"), connection.cursor() as cursor:
            cursor.execute(with_relations(_OF_TOPIC, [SET_TOPICS]), values)
            found |= {row[0]: Adoption(*row) for row in cursor.fetchall()}
    return list(found.values())


def _above(organization: Organization) -> list[int]:
    return organization.ancestor_ids[:-1]


def officers_above(meeting: Meeting) -> QuerySet[Person]:
    """Who holds a post above the host on the day of the meeting."""
    on = timezone.localdate(meeting.held_at or meeting.starts_at)
    posts = Post.objects.in_force(on).filter(organization__in=_above(meeting.organization))
    return Person.objects.filter(pk__in=posts.values("person")).order_by("pinyin", "pk")


def check_superior_officer(meeting: Meeting, person: Person) -> Post:
    """The post, nearest to the top, by which the person comes from above on the day of the meeting."""
    on = timezone.localdate(meeting.held_at or meeting.starts_at)
    posts = Post.objects.in_force(on).filter(organization__in=_above(meeting.organization), person=person)
    found = posts.select_related("organization").order_by("scope", "pk").first()
    if found is None:
        message = f"{person.name}在{meeting.organization.name}的上级党组织没有职务"
        raise RuleViolation("not-superior", message, field="person")
    return found


def attended(user: Any, permission: str, year: int) -> QuerySet[Superior]:
    """Meetings of the year in scope at which somebody from above was."""
    rows = Superior.objects.visible_to(user, permission).filter(
        meeting__month__gte=date(year, 1, 1), meeting__month__lt=date(year + 1, 1, 1)
    )
    rows = rows.exclude(meeting__state__in=Meeting.GONE_STATES)
    found: QuerySet[Superior] = rows.select_related(
        "person", "superior", "organization", "meeting__kind", "meeting__organization"
    ).order_by("-meeting__starts_at", "pk")
    return found
