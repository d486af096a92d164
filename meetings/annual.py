"""The annual form of meetings: what each organisation held in a year, counted from the records alone (MTG-09)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from core.chinese.dates import add_months
from core.chinese.numbers import ratio
from meetings import queries
from meetings.models import Attendance, Meeting, MeetingKind, Resolution
from organizations.models import Organization


@dataclass
class Line:
    """One organisation: recorded meetings by kind, heads of their rosters, what they resolved."""

    organization: Organization | None
    held: dict[str, int] = field(default_factory=dict)
    entitled: int = 0
    present: int = 0
    resolved: int = 0
    done: int = 0

    @property
    def share(self) -> Decimal | None:
        """Percent of the entitled who came, over all meetings; None without a roster."""
        return ratio(self.present, self.entitled)

    @property
    def total(self) -> int:
        return sum(self.held.values())

    def add(self, other: "Line") -> None:
        for code, number in other.held.items():
            self.held[code] = self.held.get(code, 0) + number
        self.entitled += other.entitled
        self.present += other.present
        self.resolved += other.resolved
        self.done += other.done

    def cells(self, kinds: Sequence[MeetingKind]) -> list[int]:
        return [self.held.get(kind.code, 0) for kind in kinds]


@dataclass(frozen=True)
class Form:
    year: int
    kinds: Sequence[MeetingKind]
    lines: Sequence[Line]

    @property
    def sum(self) -> Line:
        found = Line(None)
        for line in self.lines:
            found.add(line)
        return found

    @property
    def rows(self) -> list[tuple[Line, list[int]]]:
        return [(line, line.cells(self.kinds)) for line in self.lines]

    @property
    def sums(self) -> list[int]:
        return self.sum.cells(self.kinds)


def of_year(user: Any, permission: str, organizations: Sequence[Organization], year: int) -> Form:
    """The form of some organisations that the user may see; four queries."""
    first = date(year, 1, 1)
    within = {"month__gte": first, "month__lt": add_months(first, 12)}
    of_meeting = {f"meeting__{name}": value for name, value in within.items()}
    lines = {each.pk: Line(each) for each in organizations}
    meetings = Meeting.objects.visible_to(user, permission).recorded().filter(organization__in=lines, **within)
    for row in meetings.order_by().values("organization", "kind").annotate(number=Count("pk")):
        lines[row["organization"]].held[row["kind"]] = row["number"]
    heads = Attendance.objects.filter(meeting__in=meetings.order_by().values("pk")).order_by()
    counted = heads.values_list("meeting__organization").annotate(
        entitled=queries.COUNTS["entitled"], present=queries.COUNTS["present"]
    )
    for pk, entitled, present in counted:
        lines[pk].entitled, lines[pk].present = entitled, present
    tasks = Resolution.objects.visible_to(user, permission).filter(organization__in=lines, **of_meeting)
    tasks = tasks.exclude(meeting__state__in=Meeting.GONE_STATES).order_by()
    ended = Count("pk", filter=Q(state=Resolution.State.DONE))
    for pk, resolved, done in tasks.values_list("organization").annotate(resolved=Count("pk"), done=ended):
        lines[pk].resolved, lines[pk].done = resolved, done
    held = {code for line in lines.values() for code in line.held}
    kinds = [kind for kind in MeetingKind.objects.all() if kind.minimum or kind.code in held]
    return Form(year, kinds, list(lines.values()))
