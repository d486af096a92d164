"""Points of time of the demo."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

KNOWN = 360
"""So many days back the demo has begun whatever day it is today: its records begin in January of last year."""


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def ago(today: date, days: int) -> date:
    """A day of the demo's time."""
    assert 0 < days <= KNOWN
    return today - timedelta(days=days)
