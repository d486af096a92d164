"""The topics that a big committee decides (S2 二(五)): which of them its resolutions of a year cover (MTG-13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from core.chinese.dates import add_months
from meetings.models import Meeting, Resolution
from organizations import standards
from organizations.models import Organization

NAME = "mtg.big_committee.topics"


@dataclass(frozen=True)
class Topic:
    """``listed``: among the topics in force; others were taken off the list after a resolution had named them."""

    name: str
    resolutions: int
    done: int
    last_on: date | None
    listed: bool = True

    @property
    def is_covered(self) -> bool:
        return self.resolutions > 0


@dataclass(frozen=True)
class Coverage:
    """Topics of one big committee in a year, in the order of the list."""

    organization: Organization
    topics: Sequence[Topic]

    @property
    def listed(self) -> list[Topic]:
        return [each for each in self.topics if each.listed]

    @property
    def covered(self) -> int:
        return sum(each.is_covered for each in self.listed)

    @property
    def lacking(self) -> list[str]:
        return [each.name for each in self.listed if not each.is_covered]


def of_year(year: int) -> Q:
    """Resolutions of meetings that were held in the year; what a record in error resolved is none."""
    first = date(year, 1, 1)
    held = Q(meeting__month__gte=first, meeting__month__lt=add_months(first, 12))
    return held & ~Q(meeting__state__in=Meeting.GONE_STATES)


def coverage(
    committees: Sequence[Organization], resolutions: QuerySet[Resolution], year: int, *, today: date
) -> list[Coverage]:
    """Coverage of each committee by ``resolutions`` (those that the reader may see), by the list in force on the last
    day of the year or today. Two queries."""
    counted = (
        resolutions.filter(of_year(year), organization__in=[each.pk for each in committees])
        .exclude(topic="")
        .order_by()
        .values("organization", "topic")
        .annotate(
            resolutions=Count("pk"), done=Count("pk", filter=Q(state=Resolution.State.DONE)), last=Max("meeting__month")
        )
    )
    found: dict[int, dict[str, tuple[int, int, date]]] = {}
    for row in counted:
        found.setdefault(row["organization"], {})[row["topic"]] = (row["resolutions"], row["done"], row["last"])
    day = min(today, date(year, 12, 31))
    lists = standards.each(NAME, [(each.pk, day) for each in committees])
    return [
        Coverage(committee, _topics(names, found.get(committee.pk, {})))
        for committee, names in zip(committees, lists, strict=True)
    ]


def _topics(names: Sequence[str], found: dict[str, tuple[int, int, date]]) -> list[Topic]:
    listed = [Topic(name, *found.get(name, (0, 0, None))) for name in names]
    return [*listed, *(Topic(name, *row, listed=False) for name, row in sorted(found.items()) if name not in names)]
