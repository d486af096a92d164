"""Days that a rule refuses, counted from the corners of a world in which one month is closed."""

from datetime import timedelta

from django.utils import timezone

from core.chinese.dates import add_months, month_start
from organizations.models import Month
from tests.matrix import World

SLIPS = ("0001-01-01", "1900-01-01", "2226-01-01", "2027-02-29", "2026-11-31")
"""Years that are slips of the hand, and days that are in no calendar."""
CHANGE = ("F-1", "C", "T+400")
"""Of a change with an effective day: not before its place existed, not in a closed month, a year ahead at most."""
END = ("F-1", "F", "C", "T+400")
"""The same for what ends something that began on the founding day."""
FACT = ("F-1", "C", "T+1")
"""Of what has happened, where closed months are settled."""


def close_a_month(world: World) -> None:
    """The month before the last one."""
    now = timezone.now()
    month = add_months(month_start(world.date), -2)
    Month.objects.create(district=world.district, month=month, computed_at=now, closed_at=now)


def day_of(world: World, written: str) -> str:
    """``F`` the founding, ``C`` the last closed day, ``T`` today, with days added: ``T+400``."""
    closed = add_months(month_start(timezone.localdate()), -1) - timedelta(days=1)
    anchor = {"F": world.since, "C": closed, "T": timezone.localdate()}[written[0]]
    return (anchor + timedelta(days=int(written[1:] or 0))).isoformat()
