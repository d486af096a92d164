"""When a record was entered, against the day that it is about: late, or many of different days in a burst (S4A 二2).

Both are shown, never hidden and never refused (MTG-11).
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.utils import timezone

_WINDOW, _AT_LEAST = BURST = "core.burst_entry_window_minutes", "core.burst_entry_count"
"""The standards of a burst of entries."""
LATE = "core.late_entry_days"
"""The standard of days after which an entry is late, where the kind of record has none of its own."""


def lag(day: date, recorded_at: datetime) -> int:
    """Whole days between the day that a record is about and its entry."""
    return (timezone.localdate(recorded_at) - day).days


def burst_entries(rows: QuerySet[Any], limits: Mapping[str, Any], *, day: Any) -> set[int]:
    """Records of ``rows`` that one person entered in a burst: within so many minutes before or after, at least so many
    records of different days (``limits``: the numbers of ``BURST``; ``day``: a column or expression). One query.
    """
    window = timedelta(minutes=limits[_WINDOW])
    near = (
        rows.model._default_manager.filter(
            recorded_by=OuterRef("recorded_by"),
            recorded_at__gte=OuterRef("recorded_at") - window,
            recorded_at__lte=OuterRef("recorded_at") + window,
        )
        .order_by()
        .values("recorded_by")
        .annotate(days=Count(day, distinct=True))
        .values("days")
    )
    return set(
        rows.filter(recorded_at__isnull=False)
        .annotate(burst=Subquery(near, output_field=IntegerField()))
        .filter(burst__gte=limits[_AT_LEAST])
        .values_list("pk", flat=True)
    )
