"""The one time zone of the portal: its name, and SQL that reads a moment as people here do.

Pure, so that settings, the log and the embedded servers can import it before Django is set up. In Python the day of
a moment is ``timezone.localdate(moment)``; the moment's own ``date()`` is the day in UTC, and wrong until 08:00.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


def midnight(day: date) -> datetime:
    """The beginning of a local day."""
    return datetime.combine(day, time.min, tzinfo=ZONE)


def local_time(moment: str) -> str:
    """SQL: the wall clock (``timestamp``) of the expression ``moment`` (``timestamptz``)."""
    return f"(({moment}) AT TIME ZONE '{ZONE.key}')"


def local_day(moment: str) -> str:
    """SQL: the calendar day (``date``) of the expression ``moment`` (``timestamptz``)."""
    return f"{local_time(moment)}::date"
