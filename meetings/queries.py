"""Set-based reads of meetings: counts, rosters, standards of votes, what is owed in a month, late and burst entry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import (
    Count,
    F,
    Q,
    QuerySet,
)
from django.db.models.functions import TruncDate
from django.utils import timezone

from core.chinese import calendar, dates
from core.chinese.numbers import ratio
from core.records import entry, walls
from core.records.errors import refusal
from meetings import notices, presence, rules, topics
from meetings.measures import COMMUNITY_HOSTS, in_time, record_standard
from meetings.models import THEME_DAY, Attendance, Decision, Meeting, MeetingKind, Resolution
from members.models import MemberTie
from organizations import standards
from organizations.access import GRID_BODIES
from organizations.kinds import BRANCHES, COMMUNITY_ORGANIZATIONS, Kind
from organizations.models import Organization, Position, Post, UnitPresence
from people.models import Person

COMMITTEE_POSITIONS = (
    Position.SECRETARY,
    Position.FULL_TIME_DEPUTY,
    Position.PART_TIME_DEPUTY,
    Position.DEPUTY_SECRETARY,
    Position.COMMITTEE_MEMBER,
    Position.ORGANIZATION_COMMISSIONER,
)
LEADERS = (Position.SECRETARY, Position.FULL_TIME_DEPUTY, Position.DEPUTY_SECRETARY, Position.LEADER)
DEFAULT_DAY, DEFAULT_TIME = 20, (14, 30)


@dataclass(frozen=True)
class Counts:
    """Heads of one meeting (应到/实到/请假); ``absent`` came neither, nor got leave, nor made it up.

    ``asked`` of them asked for leave and got no answer yet; ``exempt`` stayed away and are not among the entitled.
    """

    entitled: int = 0
    present: int = 0
    late: int = 0
    on_leave: int = 0
    made_up: int = 0
    absent: int = 0
    guests: int = 0
    asked: int = 0
    exempt: int = 0

    @property
    def share(self) -> Decimal | None:
        """Percent of the entitled who came; None without a roster."""
        return ratio(self.present, self.entitled)


_roster = Q(guest=False)
COUNTS = {
    "entitled": Count("pk", filter=_roster & ~Q(state=Attendance.State.EXEMPT)),
    "present": Count("pk", filter=_roster & Q(state__in=Attendance.PRESENT_STATES)),
    "late": Count("pk", filter=_roster & Q(state=Attendance.State.LATE)),
    "on_leave": Count("pk", filter=_roster & Q(state=Attendance.State.ON_LEAVE)),
    "made_up": Count("pk", filter=_roster & Q(state=Attendance.State.MADE_UP)),
    "absent": Count("pk", filter=_roster & Q(state__in=Attendance.AWAY_STATES)),
    "guests": Count("pk", filter=Q(guest=True)),
    "asked": Count("pk", filter=_roster & Q(state=Attendance.State.ASKED)),
    "exempt": Count("pk", filter=_roster & Q(state=Attendance.State.EXEMPT)),
}


def counts(meeting: Meeting) -> Counts:
    return Counts(**Attendance.objects.filter(meeting=meeting).aggregate(**COUNTS))


def counts_of(meetings: Iterable[int]) -> dict[int, Counts]:
    """Counts of several meetings in one query."""
    rows: Any = Attendance.objects.filter(meeting__in=list(meetings)).values("meeting").annotate(**COUNTS)
    return {row.pop("meeting"): Counts(**row) for row in rows}


def voting(meeting: Meeting) -> QuerySet[Attendance]:
    """The roster's lines of those with a vote: full members, delegates but for the probationary, or everybody on a
    committee's roster (MTG-03). A delegate of a unit has the relationship elsewhere. A suspended member has none."""
    on = timezone.localdate(meeting.held_at or meeting.starts_at)
    suspended = MemberTie.objects.suspensions().filter(during__contains=on)
    rows = Attendance.objects.roster().filter(meeting=meeting).exclude(person__in=suspended.values("person"))
    members = MemberTie.objects.spells(on)
    if meeting.kind.entitled == MeetingKind.Entitled.MEMBERS:
        rows = rows.filter(person__in=members.full().values("person"))
    elif meeting.kind.entitled == MeetingKind.Entitled.DELEGATES:
        rows = rows.exclude(person__in=members.exclude(pk__in=members.full().values("pk")).values("person"))
    return rows


def voters(meeting: Meeting) -> tuple[int, int]:
    """Entitled and present among those with a vote."""
    found = voting(meeting).aggregate(entitled=COUNTS["entitled"], present=COUNTS["present"])
    return found["entitled"], found["present"]


def standard_of(meeting: Meeting, matter: str = Decision.Matter.RESOLUTION) -> rules.Standard | None:
    """Standard of a vote on ``matter`` in this meeting on its day; None where the kind has no votes."""
    names = rules.standard_names(meeting.kind, matter)
    if names is None:
        return None
    on = timezone.localdate(meeting.held_at or meeting.starts_at)
    found = standards.rows(names, organization=meeting.organization, as_of=on)
    quorum, base, majority = (found[name] for name in names)
    return rules.Standard(quorum.share, quorum.op == ">", base.value, majority.share, majority.op == ">")


@dataclass(frozen=True)
class Ballot:
    """What can be put to the vote on a matter: the standard and, where it cannot be met, why."""

    matter: Decision.Matter
    standard: rules.Standard | None
    refusal: str


def ballots(meeting: Meeting) -> list[Ballot]:
    """Every matter of the meeting's kind, judged by who is entitled and present now."""
    entitled, present = voters(meeting)
    found = []
    for matter in rules.matters_of(meeting.kind):
        standard = standard_of(meeting, matter)
        check = partial(rules.check_vote, meeting, standard, matter=matter, entitled=entitled, present=present, votes=0)
        found.append(Ballot(matter, standard, refusal(check)))
    return found


def audience_root(organization: Organization) -> Organization:
    """Whose members are entitled: the whole community's for its bodies, else the host's own subtree."""
    if organization.kind not in COMMUNITY_HOSTS or organization.kind == Kind.COMMUNITY:
        return organization
    return community_of(organization)


def audience_of(meeting: Meeting) -> Organization:
    """Whose members are entitled to the meeting: where a general branch or committee decides, its own alone."""
    own = meeting.kind.decides and meeting.organization.kind in COMMUNITY_ORGANIZATIONS
    return meeting.organization if own else audience_root(meeting.organization)


def community_of(organization: Organization) -> Organization:
    """The community that the organisation stands in, or itself."""
    communities = Organization.objects.filter(pk__in=organization.ancestor_ids, kind=Kind.COMMUNITY)
    return communities.order_by("-path").first() or organization


def secretary_of(organization: Organization, on: date) -> Person | None:
    """Who leads the host on the day: its secretary; for a community the secretary of one of its bodies."""
    posts = Post.objects.in_force(on).filter(position__in=LEADERS)
    if organization.kind in COMMUNITY_HOSTS:
        posts = posts.under(audience_root(organization)).filter(organization__kind__in=COMMUNITY_HOSTS)
    else:
        posts = posts.filter(organization=organization)
    ranked = sorted(
        posts.select_related("person", "organization"),
        key=lambda post: (
            post.organization_id != organization.pk,
            LEADERS.index(post.position),
            len(post.scope),
        ),
    )
    return ranked[0].person if ranked else None


def topics_of(organization: Organization, on: date) -> list[str]:
    """The seven topics for a big committee (S2 二(五)), nothing for other hosts."""
    if organization.kind != Kind.BIG_COMMITTEE:
        return []
    return list(standards.at(topics.NAME, organization=organization, as_of=on))


@dataclass(frozen=True)
class PlanDefaults:
    """What the plan page proposes; everything can be changed."""

    starts_at: datetime
    place: str
    topic: str
    form: str
    education: str
    host_person: Person | None
    forms: Sequence[str] = ()
    educations: Sequence[str] = ()
    last: Meeting | None = None
    moved: bool = False
    guessed: bool = False


def plan_defaults(organization: Organization, *, today: date, kind: str = THEME_DAY) -> PlanDefaults:
    """Proposal for the next meeting of the kind: the usual day moved to the nearest working day, place and hour of
    last time, the next form and education in turn, the month's usual topic, the secretary as host (six queries)."""
    previous = Meeting.objects.standing().filter(organization=organization, kind=kind)
    last = previous.order_by("-starts_at").first()
    this_month = dates.month_start(today)
    month = this_month
    if last is not None and last.month >= this_month:
        month = dates.add_months(last.month, 1)
    hour, minute, usual = *DEFAULT_TIME, DEFAULT_DAY
    if last is not None:
        local = timezone.localtime(last.starts_at)
        hour, minute, usual = local.hour, local.minute, local.day
    working = calendar.load(month, dates.add_months(month, 2))
    wanted = month.replace(day=min(usual, dates.days_in_month(month.year, month.month)))
    day = working.nearest(wanted) if kind == THEME_DAY else working.following(wanted)
    if day.month != wanted.month:
        day = working.following(month)
    moved = last is not None and day != wanted
    if day <= today:
        day, moved = working.following(today + timedelta(days=2)), False
    limits = standards.several(
        ["mtg.theme_day.forms", "mtg.theme_day.educations"], organization=organization, as_of=today
    )
    forms, educations = limits["mtg.theme_day.forms"], limits["mtg.theme_day.educations"]
    return PlanDefaults(
        starts_at=datetime.combine(day, time(hour, minute), tzinfo=timezone.get_current_timezone()),
        place=last.place if last else f"{audience_root(organization).label}党群服务中心会议室",
        topic=notices.TOPICS_BY_MONTH[day.month] if kind == THEME_DAY else "",
        form=notices.following(forms, last.form if last else ""),
        education=notices.following(educations, last.education if last else ""),
        host_person=secretary_of(organization, today),
        forms=forms,
        educations=educations,
        last=last,
        moved=moved,
        guessed=bool(working.unknown_years),
    )


def last_day_of_make_up(meeting: Meeting) -> date:
    """The last day on which a recorded theme day is made up, by the standard of today."""
    days = standards.at("mtg.theme_day.makeup_days", organization=meeting.organization, as_of=timezone.localdate())
    return presence.made_up_from(meeting) + timedelta(days=days)


# -- late and burst entry --------------------------------------------------------------------------


def burst_entries(rows: QuerySet[Meeting], limits: Mapping[str, Any]) -> set[int]:
    """Records of meetings held on different days that one person entered in a burst."""
    with walls.beyond("meetings.burst"):  # one person may keep the records of several places
        return entry.burst_entries(rows, limits, day=TruncDate("held_at"))


def record_days_of(meetings: Sequence[Meeting]) -> list[int]:
    """Days within which each was or is to be recorded: its kind's number at its host in its month, as facts and duties
    count it (RECORD_LIMIT). One query a standard."""
    found: dict[int, int] = {}
    for name in sorted({record_standard(each.kind_id) for each in meetings}):
        some = [each for each in meetings if record_standard(each.kind_id) == name]
        asked = [(each.organization_id, dates.next_month(each.month) - timedelta(days=1)) for each in some]
        found |= dict(zip((each.pk for each in some), standards.each(name, asked), strict=True))
    return [found[each.pk] for each in meetings]


_LATE = f"""
SELECT m.id FROM unnest(%(meetings)s::bigint[], %(days)s::int[]) asked(id, days)
JOIN meetings_meeting m ON m.id = asked.id WHERE NOT ({in_time("m.lag_days", "asked.days")})
"""


def late_records(meetings: Sequence[Meeting], record_days: Sequence[int]) -> set[int]:
    """Those entered after their days (``record_days_of``), as the measures judge it. One query."""
    if not meetings:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_LATE, {"meetings": [each.pk for each in meetings], "days": list(record_days)})
        return {pk for (pk,) in cursor.fetchall()}


def resolutions_open(rows: QuerySet[Resolution]) -> QuerySet[Resolution]:
    return rows.filter(state=Resolution.State.OPEN).order_by(F("due_on").asc(nulls_last=True))


# -- pages -----------------------------------------------------------------------------------------


def people_of(organization: Organization, *, on: date, members: bool = False) -> QuerySet[Person]:
    """Who may be named host, owner or participant: posts in force below the audience; with ``members`` also them, and
    the contacts of the units present there."""
    root = audience_root(organization)
    posts = Post.objects.under(root).in_force(on).values("person")
    condition = Q(pk__in=posts)
    if members:
        condition |= Q(pk__in=MemberTie.objects.under(_members_of(organization)).spells(on).values("person"))
        present = UnitPresence.objects.under(root).filter(during__contains=on, contact__isnull=False)
        condition |= Q(pk__in=present.values("contact"))
    return Person.objects.filter(condition).order_by("pinyin", "pk")


def _members_of(organization: Organization) -> Organization:
    """Whose members a host may name: a tier of the grids those of its community, a group those of its branch."""
    if organization.kind in GRID_BODIES:
        return community_of(organization)
    if organization.kind == Kind.PARTY_GROUP:
        return Organization.objects.get(pk=organization.ancestor_ids[-2])
    return audience_root(organization)


def owners_for(meeting: Meeting) -> QuerySet[Person]:
    """Who may be the owner of a task of the meeting: who could be its host, and who was entitled to be there."""
    on = timezone.localdate(meeting.held_at or meeting.starts_at)
    officers = people_of(meeting.organization, on=on).order_by().values("pk")
    there = Attendance.objects.roster().filter(meeting=meeting).values("person")
    return Person.objects.filter(Q(pk__in=officers) | Q(pk__in=there)).order_by("pinyin", "pk")


_HOST_RANK = (Kind.BIG_COMMITTEE, *COMMUNITY_ORGANIZATIONS, Kind.COMMUNITY)


def hosts_for(user: Any, kind: MeetingKind) -> list[Organization]:
    """Organisations for which ``user`` may hold a meeting of the kind, the likeliest first."""
    rows = Organization.objects.visible_to(user, "organizations.manage_meeting").filter(
        kind__in=kind.hosts, external=False, dissolved_on__isnull=True
    )
    found = list(rows.order_by("path")[:500])
    rank = kind.hosts if kind.hosts and kind.hosts[0] in BRANCHES else _HOST_RANK
    return sorted(found, key=lambda each: rank.index(each.kind) if each.kind in rank else len(rank))


def mine(person_id: int, *, today: date, back_days: int = 365) -> QuerySet[Attendance]:
    """A person's meetings, the next first: on the roster or signed in."""
    return (
        Attendance.objects.filter(person=person_id)
        .exclude(meeting__state=Meeting.State.CANCELLED, meeting__notified_at__isnull=True)
        .filter(meeting__month__gte=dates.month_start(today - timedelta(days=back_days)))
        .select_related("meeting__kind", "meeting__organization")
        .order_by("-meeting__starts_at")
    )


_BEHIND_A_CODE = """
SELECT m.id, m.organization_id, m.state, m.sign_in_closed_at, m.secret, m.topic, m.place, m.starts_at,
       o.name AS host_name
FROM meetings_meeting m JOIN organizations_organization o ON o.id = m.organization_id WHERE m.id = %s
"""


def behind_a_code(number: int) -> Meeting | None:
    """What the page behind a code shows of a meeting, with the host's name as ``host_name``.

    On a theme day's morning everybody asks within minutes: plain SQL, the rest is read when somebody wants it.
    """
    return next(iter(Meeting.objects.raw(_BEHIND_A_CODE, [number])), None)
