"""Trigger-based history: each change stores the row as it was before, so inserts cost nothing.

The newest state is the row itself; the first state is the oldest stored one. Raw SQL and bulk loads are seen
too.
"""

from collections.abc import Callable
from typing import Any

import pghistory
from django.db import models


def tracked(*, exclude: list[str] | None = None) -> Callable[[type[models.Model]], type[models.Model]]:
    """Class decorator: keep the old row at every update and delete (protected fields must be in
    ``exclude``).
    """
    trackers: list[Any] = [
        pghistory.UpdateEvent("update", row="OLD"),
        pghistory.DeleteEvent("delete"),
    ]
    return pghistory.track(*trackers, exclude=exclude)
