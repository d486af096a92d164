"""The ledger of three meetings and one lesson 三会一课 of one organisation and year, from the records alone (MTG-14).

A row is a kind of meeting that the organisation may hold, a column a month. A branch's ledger has the meetings of its
groups, too, and the theme days that its community held for all; a community's has those of its bodies.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from core.chinese.dates import add_months
from core.records.measures import Verdict
from meetings import progress, queries, regular
from meetings.measures import COMMUNITY_HOSTS
from meetings.models import THEME_DAY, Meeting, MeetingKind
from organizations.kinds import BRANCHES, Kind
from organizations.models import Organization

_WITH_GROUPS: dict[str, Kind] = {**dict.fromkeys(BRANCHES, Kind.PARTY_GROUP), Kind.GRID_BRANCH: Kind.BUILDING_GROUP}
"""Kinds whose ledger holds the meetings of the groups below them."""


@dataclass(frozen=True)
class Entry:
    """One meeting in a cell. ``share``: present of entitled; empty where it is not known here. ``common``: the
    community held it for all. ``meeting``: None where the reader may not open it."""

    day: date
    topic: str
    host: str
    share: str
    recorded: bool
    common: bool = False
    meeting: Meeting | None = None
    counts: queries.Counts | None = None

    @property
    def words(self) -> str:
        found = f"{self.day.day}日"
        if not self.recorded:
            return f"{found} 未记录"
        return f"{found} {self.share}" if self.share else f"{found} 社区"


@dataclass
class Row:
    """One kind with its meetings by month. ``owed``: periods that are due or running; ``missing``: past without."""

    kind: MeetingKind
    label: str
    months: list[list[Entry]] = field(default_factory=lambda: [[] for _ in range(12)])
    owed: int = 0
    missing: list[str] = field(default_factory=list)

    @property
    def held(self) -> int:
        return sum(entry.recorded for entries in self.months for entry in entries)


@dataclass(frozen=True)
class Ledger:
    organization: Organization
    year: int
    rows: Sequence[Row]

    @property
    def entries(self) -> list[tuple[Row, Entry]]:
        """Every meeting, in the order of the days."""
        found = [(row, entry) for row in self.rows for entries in row.months for entry in entries]
        return sorted(found, key=lambda each: (each[1].day, each[0].kind.position))


def holders(user: Any, permission: str) -> Any:
    """Organisations in scope that keep a ledger: those that may hold a meeting with a least number."""
    kinds = {kind for each in MeetingKind.objects.exclude(minimum="") for kind in each.hosts}
    return Organization.objects.visible_to(user, permission).filter(
        kind__in=kinds, external=False, dissolved_on__isnull=True
    )


def _hosts(organization: Organization) -> list[Organization]:
    """Whose meetings stand in the ledger: its own, its groups', a community's bodies'."""
    below = Organization.objects.under(organization).exclude(pk=organization.pk)
    if organization.kind == Kind.COMMUNITY:
        return [organization, *below.filter(kind__in=COMMUNITY_HOSTS).order_by("path")]
    if group := _WITH_GROUPS.get(organization.kind):
        return [organization, *below.filter(kind=group).order_by("path")]
    return [organization]


def of_year(user: Any, permission: str, organization: Organization, year: int, *, now: datetime) -> Ledger:
    """The ledger of an organisation that the user may see. Queries do not grow with meetings."""
    first = date(year, 1, 1)
    hosts = _hosts(organization)
    held = {each.pk: each for each in hosts}
    days = progress.theme_days_of(organization, year, now=now)
    common = [each.meeting for each in days if each.meeting]
    wanted = Q(organization__in=held) | Q(pk__in=common) | Q(joint=organization)
    found = (
        Meeting.objects.visible_to(user, permission)
        .standing()
        .filter(wanted, month__gte=first, month__lt=add_months(first, 12))
        .select_related("kind", "organization")
        .order_by("starts_at", "pk")
        .distinct()
    )
    meetings = {each.pk: each for each in found}
    counted = queries.counts_of(meetings)
    kinds = list(MeetingKind.objects.all())
    rows = {each.code: Row(each, each.label_at(organization.kind)) for each in kinds}
    for meeting in meetings.values():
        entry = _entry(meeting, counted.get(meeting.pk) or queries.Counts(), common=meeting.organization_id not in held)
        rows[meeting.kind_id].months[entry.day.month - 1].append(entry)
    for each in days:  # what the community held for all, seen by who may not open it
        if each.meeting and each.meeting not in meetings and each.held_on is not None:
            entry = Entry(each.held_on, each.topic, "", "", each.stage == "done", common=True)
            rows[THEME_DAY].months[each.held_on.month - 1].append(entry)
    _put_owed(rows, hosts, days, year, now=now)
    mine = {kind for each in hosts for kind in _held_by(kinds, each.kind)}
    shown = [row for row in rows.values() if row.held or row.owed or any(row.months) or row.kind.code in mine]
    return Ledger(organization, year, shown)


def _held_by(kinds: Sequence[MeetingKind], host: str) -> list[str]:
    """Codes of the kinds with a least number that an organisation of this kind may hold."""
    return [each.code for each in kinds if each.minimum and host in each.hosts]


def _entry(meeting: Meeting, counted: queries.Counts, *, common: bool) -> Entry:
    day = timezone.localdate(meeting.held_at or meeting.starts_at)
    share = f"{counted.present}/{counted.entitled}" if counted.entitled else "有记录"
    return Entry(day, meeting.topic, meeting.organization.label, share, meeting.is_recorded, common, meeting, counted)


def _put_owed(
    rows: dict[str, Row], hosts: Sequence[Organization], days: Sequence[progress.Day], year: int, *, now: datetime
) -> None:
    """How many of each are owed by now and which are missing, as the duties say it."""
    for kind, part in regular.parts_of_hosts(hosts, year, now=now):
        row = rows[kind]
        row.owed += 1
        if part.verdict == Verdict.MISSING:
            row.missing.append(part.label)
    theme = rows[THEME_DAY]
    today = timezone.localdate(now)
    for each in days:
        theme.owed += each.stage != "excused"
        if each.stage not in ("done", "excused") and add_months(each.first, 1) <= today:
            theme.missing.append(f"{each.first.month}月主题党日")
