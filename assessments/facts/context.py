"""One month below one organisation, and the parameters that measures read for it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from core.chinese.dates import add_months, month_start
from core.zone import midnight
from organizations.models import Organization

ROOM = "SET LOCAL work_mem = '64MB'; SET LOCAL default_statistics_target = 10"
"""For a transaction that computes: sorts in memory; of tables that live a second a small sample is enough."""


@dataclass(frozen=True)
class Span:
    """One month below one organisation, as it was known at a moment."""

    root: Organization
    month: date
    known_by: datetime
    closed_at: datetime | None = None

    @property
    def parameters(self) -> dict[str, Any]:
        first = month_start(self.month)
        following = add_months(first, 1)
        return {
            "root": self.root.pk,
            "first": first,
            "next": following,
            "last": following - timedelta(days=1),
            "day": following - timedelta(days=1),
            "start": midnight(first),
            "end": midnight(following),
            "year": first.year,
            "known_by": self.known_by,
            "today": timezone.localdate(self.known_by),
            "closed_at": self.closed_at,
        }
