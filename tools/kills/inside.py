"""What the trial changes inside web, worker and beat: the clock, the beat's pace, and a provider of letters.

Everything else is the product: its tasks, its pages, its supervisor. The clock runs as fast as the machine's and is
ahead of it by what the file named by ``KILL_TEST_CLOCK`` says, which only grows.
"""

import os
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from celery.beat import PersistentScheduler, ScheduleEntry
from celery.schedules import schedule
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

CLOCK, LETTERS, PACE = "KILL_TEST_CLOCK", "KILL_TEST_LETTERS", "KILL_TEST_PACE"
LETTER_SECONDS = 0.01
"""What the provider takes for a letter, so that kills fall into it, too."""
BEATS = {
    "core.tasks.send_deliveries": 0.5,
    "core.tasks.seal_audit": 1.0,
    "meetings.tasks.remind": 0.7,
    "tools.kills.night.night": 1.0,
    "organizations.tasks.resume_rosters": 20.0,
}
"""Seconds between two beats of a task; that of the rosters is the product's own, divided by ``KILL_TEST_PACE``."""


def ahead() -> timedelta:
    """How much the trial's clock is ahead of the machine's."""
    return timedelta(seconds=float(Path(os.environ[CLOCK]).read_text()))


def set_ahead(seconds: float) -> None:
    path = Path(os.environ[CLOCK])
    draft = path.with_suffix(".new")
    draft.write_text(str(seconds))
    draft.replace(path)


def now() -> datetime:
    return datetime.now(UTC) + ahead()


def move_the_clock() -> None:
    """From here on Django's clock, the only one that the product asks, is the trial's."""
    timezone.now = now


if CLOCK in os.environ:
    move_the_clock()


class FastScheduler(PersistentScheduler):
    """The real scheduler with its file, for the tasks above at their pace."""

    def setup_schedule(self) -> None:
        super().setup_schedule()
        pace = float(os.environ.get(PACE, "1"))
        entries: Iterable[ScheduleEntry] = [
            self.Entry(
                f"kills: {task}",
                task,
                schedule=schedule(seconds / pace if seconds > 5 else seconds),
                options={"expires": 10},
                app=self.app,
            )
            for task, seconds in BEATS.items()
        ]
        self.schedule.clear()
        self.schedule.update({str(entry.name): entry for entry in entries})
        self.sync()
        Path(os.environ[CLOCK]).with_name(f"beat-{os.getpid()}").touch()


class RecordingBackend(BaseEmailBackend):
    """The provider: one line for every letter that is handed to it, ``key recipient``, repetitions too."""

    def send_messages(self, email_messages: Iterable[EmailMessage]) -> int:
        number = 0
        handle = os.open(os.environ[LETTERS], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            for number, letter in enumerate(email_messages, 1):  # noqa: B007
                time.sleep(LETTER_SECONDS)
                key = letter.extra_headers.get("X-Idempotency-Key", "none")
                os.write(handle, f"{key} {letter.to[0]}\n".encode())
        finally:
            os.close(handle)
        return number
