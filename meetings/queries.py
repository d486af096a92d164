"""Set-based reads of meetings: counts, rosters, standards of votes, what is owed in a month, late and burst entry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
)
from django.db.models.functions import TruncDate
from django.utils import timezone

from core import calendar, dates
from meetings import rules
from meetings.models import THEME_DAY, Attendance, Meeting, MeetingKind, Resolution, ThemeDayDuty
from members.models import Membership
from organizations import thresholds
from organizations.kinds import BRANCHES, COMMUNITY_ORGANIZATIONS, Kind
from organizations.models import Organization, Position, Post
from people.models import Person

COMMUNITY_BODIES = (Kind.COMMUNITY, Kind.BIG_COMMITTEE, *COMMUNITY_ORGANIZATIONS)
"""Kinds whose theme day is the community's: it owes one a month, whichever of them is the host (S2 三(三))."""

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
    """Heads of one meeting (应到/实到/请假); ``absent`` came neither, nor asked for leave, nor made it up."""

    entitled: int = 0
    present: int = 0
    late: int = 0
    on_leave: int = 0
    made_up: int = 0
    absent: int = 0
    guests: int = 0

    @property
    def share(self) -> Decimal | None:
        """Percent of the entitled who came, one decimal; None without a roster."""
        return (Decimal(self.present) * 100 / self.entitled).quantize(Decimal("0.1")) if self.entitled else None


_roster = Q(guest=False)
COUNTS = {
    "entitled": Count("pk", filter=_roster),
    "present": Count("pk", filter=_roster & Q(state__in=["present", "late"])),
    "late": Count("pk", filter=_roster & Q(state="late")),
    "on_leave": Count("pk", filter=_roster & Q(state="on_leave")),
    "made_up": Count("pk", filter=_roster & Q(state="made_up")),
    "absent": Count("pk", filter=_roster & Q(state="entitled")),
    "guests": Count("pk", filter=Q(guest=True)),
}


def counts(meeting: Meeting) -> Counts:
    return Counts(**Attendance.objects.filter(meeting=meeting).aggregate(**COUNTS))


def counts_of(meetings: Iterable[int]) -> dict[int, Counts]:
    """Counts of several meetings in one query."""
    rows = Attendance.objects.filter(meeting__in=list(meetings)).values("meeting").annotate(**COUNTS)
    return {row.pop("meeting"): Counts(**row) for row in rows}


def voters(meeting: Meeting) -> tuple[int, int]:
    """Entitled and present among those with a vote: full members, or everybody on a committee's roster (MTG-03)."""
    rows = Attendance.objects.filter(meeting=meeting, guest=False)
    if meeting.kind.entitled in (MeetingKind.Entitled.MEMBERS, MeetingKind.Entitled.DELEGATES):
        on = timezone.localdate(meeting.held_at or meeting.starts_at)
        rows = rows.filter(person__in=Membership.objects.full().as_of(on).values("person"))
    found = rows.aggregate(entitled=COUNTS["entitled"], present=COUNTS["present"])
    return found["entitled"], found["present"]


def standard_of(meeting: Meeting) -> rules.Standard | None:
    """Thresholds of a vote in this meeting on its day; None where the kind has no votes."""
    prefix = meeting.kind.quorum
    if not prefix:
        return None
    names = [f"{prefix}.quorum_share", f"{prefix}.majority_base", f"{prefix}.majority_share"]
    on = timezone.localdate(meeting.held_at or meeting.starts_at)
    found = thresholds.rows(names, organization=meeting.organization, as_of=on)
    quorum, base, majority = (found[name] for name in names)
    return rules.Standard(Decimal(quorum.value), base.value, Decimal(majority.value), majority.op == ">")


def audience_root(organization: Organization) -> Organization:
    """Whose members are entitled: the whole community's for its bodies, else the host's own subtree."""
    if organization.kind not in COMMUNITY_BODIES or organization.kind == Kind.COMMUNITY:
        return organization
    communities = Organization.objects.filter(pk__in=organization.ancestor_ids, kind=Kind.COMMUNITY)
    return communities.order_by("-path").first() or organization


def secretary_of(organization: Organization, on: date) -> Person | None:
    """Who leads the host on the day: its secretary; for a community the secretary of one of its bodies."""
    posts = Post.objects.in_force(on).filter(position__in=LEADERS)
    if organization.kind in COMMUNITY_BODIES:
        posts = posts.under(audience_root(organization)).filter(organization__kind__in=COMMUNITY_BODIES)
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
    return list(thresholds.at("mtg.big_committee.topics", organization=organization, as_of=on))


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
    limits = thresholds.several(
        ["mtg.theme_day.forms", "mtg.theme_day.educations"], organization=organization, as_of=today
    )
    forms, educations = limits["mtg.theme_day.forms"], limits["mtg.theme_day.educations"]
    return PlanDefaults(
        starts_at=timezone.make_aware(datetime(day.year, day.month, day.day, hour, minute)),
        place=last.place if last else f"{audience_root(organization).label}党群服务中心会议室",
        topic=rules.TOPICS_BY_MONTH[day.month] if kind == THEME_DAY else "",
        form=rules.following(forms, last.form if last else ""),
        education=rules.following(educations, last.education if last else ""),
        host_person=secretary_of(organization, today),
        forms=forms,
        educations=educations,
        last=last,
        moved=moved,
        guessed=bool(working.unknown_years),
    )


# -- thresholds inside a statement ------------------------------------------------------------------

_LIMIT = """(
    SELECT t.value::int FROM organizations_threshold t
    LEFT JOIN organizations_organization at ON at.id = t.organization_id
    WHERE t.name = '{name}' AND t.effective_from <= %(today)s::date
      AND (t.organization_id IS NULL OR starts_with({path}, at.path))
    ORDER BY length(at.path) DESC NULLS LAST, t.effective_from DESC LIMIT 1
)"""


def limit_sql(name: str, path: str) -> str:
    """SQL of a whole-number threshold in force for the organisation whose path is the column ``path``."""
    return _LIMIT.format(name=name, path=path)


# -- who owes a theme day --------------------------------------------------------------------------


class PathEnd(Func):
    """Upper bound of a subtree: ``1.7.`` → ``1.7/``."""

    template = "(left(%(expressions)s, -1) || '/')"
    output_field = TextField(db_collation="C")


class StartsWith(Func):
    function = "starts_with"
    output_field = BooleanField()


def owing(rows: QuerySet[Organization], month: date) -> QuerySet[Organization]:
    """Of ``rows`` those that owe a theme day in the month: communities, and branches under a ThemeDayDuty."""
    duties = ThemeDayDuty.objects.filter(StartsWith(OuterRef("path"), F("scope")), during__contains=month)
    return rows.filter(
        Q(kind=Kind.COMMUNITY) | (Q(kind__in=BRANCHES) & Exists(duties)),
        Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=month),
        Q(established_on__isnull=True) | Q(established_on__lt=dates.add_months(month, 1)),
        external=False,
    )


def theme_day_of(month: date) -> QuerySet[Meeting]:
    """Correlated: the theme day of an organisation's month, the most advanced one first."""
    return (
        Meeting.objects.theme_days()
        .standing()
        .in_month(month)
        .filter(scope__gte=OuterRef("path"), scope__lt=PathEnd(OuterRef("path")))
        .filter(Q(organization=OuterRef("pk")) | Q(organization__kind__in=COMMUNITY_BODIES))
        .order_by(F("recorded_at").asc(nulls_last=True), "starts_at")
    )


def with_theme_day(rows: QuerySet[Organization], month: date) -> QuerySet[Any]:
    """Annotate ``theme_day`` (id or null) and ``theme_day_state`` (text or null)."""
    found = theme_day_of(month)
    return rows.annotate(
        theme_day=Subquery(found.values("pk")[:1]), theme_day_state=Subquery(found.values("state")[:1])
    )


@dataclass(frozen=True)
class Progress:
    """How far a month is among those that owe a theme day (MTG-04)."""

    owing: int
    planned: int
    notified: int
    recorded: int

    @property
    def unplanned(self) -> int:
        return self.owing - self.planned


def progress(rows: QuerySet[Organization], month: date) -> Progress:
    """Counts over ``rows`` in one query."""
    notified = [Meeting.State.NOTIFIED, Meeting.State.SIGNING_IN, *Meeting.RECORDED_STATES]
    return Progress(
        **with_theme_day(owing(rows, month), month).aggregate(
            owing=Count("pk"),
            planned=Count("pk", filter=Q(theme_day_state__isnull=False)),
            notified=Count("pk", filter=Q(theme_day_state__in=notified)),
            recorded=Count("pk", filter=Q(theme_day_state__in=Meeting.RECORDED_STATES)),
        )
    )


# -- late and burst entry --------------------------------------------------------------------------


def burst_entries(rows: QuerySet[Meeting], *, window_minutes: int, at_least: int) -> set[int]:
    """Records of ``rows`` that one person entered in a burst: within ``window_minutes`` before or after, at least
    ``at_least`` records of different held dates (S4A 二2; core.burst_entry_*). One query."""
    window = timedelta(minutes=window_minutes)
    near = (
        Meeting.objects.filter(
            recorded_by=OuterRef("recorded_by"),
            recorded_at__gte=OuterRef("recorded_at") - window,
            recorded_at__lte=OuterRef("recorded_at") + window,
        )
        .order_by()
        .values("recorded_by")
        .annotate(days=Count(TruncDate("held_at"), distinct=True))
        .values("days")
    )
    return set(
        rows.filter(recorded_at__isnull=False)
        .annotate(burst=Subquery(near, output_field=IntegerField()))
        .filter(burst__gte=at_least)
        .values_list("pk", flat=True)
    )


def is_late(meeting: Meeting, record_days: int) -> bool:
    """Entered more than ``record_days`` after it was held (mtg.theme_day.record_days)."""
    return meeting.lag_days is not None and meeting.lag_days > record_days


def resolutions_open(rows: QuerySet[Resolution]) -> QuerySet[Resolution]:
    return rows.filter(state=Resolution.State.OPEN).order_by(F("due_on").asc(nulls_last=True))


# -- pages -----------------------------------------------------------------------------------------


def people_of(organization: Organization, *, on: date, members: bool = False) -> QuerySet[Person]:
    """Who may be named host, owner or participant: posts in force below the audience, with ``members`` also them."""
    root = audience_root(organization)
    posts = Post.objects.under(root).in_force(on).values("person")
    condition = Q(pk__in=posts)
    if members:
        condition |= Q(pk__in=Membership.objects.under(root).as_of(on).values("person"))
    return Person.objects.filter(condition).order_by("pinyin", "pk")


_HOST_RANK = (Kind.BIG_COMMITTEE, *COMMUNITY_ORGANIZATIONS, Kind.COMMUNITY)


def hosts_for(user: Any, kind: MeetingKind) -> list[Organization]:
    """Organisations for which ``user`` may hold a meeting of the kind, the likeliest first."""
    rows = Organization.objects.visible_to(user, "organizations.manage_meeting").filter(
        kind__in=kind.hosts, external=False, dissolved_on__isnull=True
    )
    found = list(rows.order_by("path")[:500])
    return sorted(found, key=lambda each: _HOST_RANK.index(each.kind) if each.kind in _HOST_RANK else len(_HOST_RANK))


def mine(person_id: int, *, today: date, back_days: int = 365) -> QuerySet[Attendance]:
    """A person's meetings, the next first: on the roster or signed in."""
    return (
        Attendance.objects.filter(person=person_id)
        .exclude(meeting__state=Meeting.State.CANCELLED, meeting__notified_at__isnull=True)
        .filter(meeting__month__gte=dates.month_start(today - timedelta(days=back_days)))
        .select_related("meeting__kind", "meeting__organization")
        .order_by("-meeting__starts_at")
    )
