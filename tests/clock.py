"""The day on which every test happens, wherever and whenever the suite runs."""

from datetime import datetime
from typing import Any

import time_machine
from django.utils import timezone

from core.zone import ZONE

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZONE)
"""A Wednesday forenoon: every test begins at it, and its seconds pass."""
TODAY = timezone.localdate(NOW)


def pinned() -> time_machine.travel:
    return time_machine.travel(NOW, tick=True)


def standing() -> time_machine.travel:
    """The same moment for what is made once for many tests, however long the session has run by then: never later than
    the tests that read it."""
    return time_machine.travel(NOW, tick=False)


def real() -> Any:
    """The machine's own clock, for a test that shares it with other processes or with the times of files."""
    return time_machine.travel(time_machine.escape_hatch.datetime.datetime.now(tz=ZONE), tick=True)
