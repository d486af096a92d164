"""What `manage.py kill_test` runs inside a real worker and beat: fast periods, a simulated clock, letters in a file.

The worker is started with ``--include tools.kills``, beat with ``--scheduler tools.kills:FastScheduler``,
both with ``EMAIL_BACKEND=tools.kills.RecordingBackend``. The work is that of the real finder, sender and nightly
job. Its clock is the file named by ``KILL_TEST_CLOCK``: the number of simulated days that have begun.
"""

import os
import time
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from celery import shared_task
from celery.beat import PersistentScheduler, ScheduleEntry
from celery.schedules import schedule
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from assessments import jobs
from core.models import PeriodicRun
from core.records import outbox
from core.records.periodic import run_once
from core.zone import ZONE
from meetings import reminders

CLOCK, LETTERS = "KILL_TEST_CLOCK", "KILL_TEST_LETTERS"
ACCELERATION = 60
"""Of the sender's clock: a lease of ten minutes, which a killed sender leaves behind, is over in ten seconds."""
DAYS_A_NIGHT, NIGHT_STEP = 3, 10
"""A nightly job is due every third simulated day, each ten days later by its own clock: months close on the way."""
LETTER_SECONDS = 0.01
"""What the provider takes for a letter, so that kills fall into it, too."""


def days_begun() -> tuple[date, int]:
    """First simulated day, and how many have begun."""
    first, number = Path(os.environ[CLOCK]).read_text().split()
    return date.fromisoformat(first), int(number)


def sender_now() -> datetime:
    """Real time, accelerated since the moment in the file ``started`` beside the clock."""
    started = float(Path(os.environ[CLOCK]).with_name("started").read_text())
    return timezone.now() + timedelta(seconds=(time.time() - started) * (ACCELERATION - 1))


def last_night(first: date, number: int) -> datetime:
    """Two in the morning of the last nightly job that is due when so many days have begun."""
    day = first + timedelta(days=number // DAYS_A_NIGHT * NIGHT_STEP)
    return datetime(day.year, day.month, day.day, 2, tzinfo=ZONE)


@shared_task
def remind() -> None:
    """Like meetings.tasks.remind, for every simulated day up to now that is not finished."""
    first, number = days_begun()
    for day in (first + timedelta(days=n) for n in range(number)):
        run_once("kills.remind", day.isoformat(), lambda day=day: reminders.remind_of_meetings(day))  # type: ignore[misc]


@shared_task
def send() -> None:
    """Like core.tasks.send_deliveries."""
    while outbox.send_pending(sender_now()):
        pass


@shared_task
def nightly() -> None:
    """Like assessments.tasks.nightly_facts, at the last night that is due; one that was missed is not made up."""
    now = last_night(*days_begun())
    if not PeriodicRun.objects.filter(job="kills.nightly", period=now.isoformat()).exists():
        jobs.nightly(now=now)
        run_once("kills.nightly", now.isoformat(), lambda: None)


class FastScheduler(PersistentScheduler):
    """The real scheduler with its file, beating several times a second for the tasks above instead of the day's."""

    def setup_schedule(self) -> None:
        super().setup_schedule()
        every = {"remind": 0.3, "send": 0.3, "nightly": 1.0}
        entries: Iterable[ScheduleEntry] = [
            self.Entry(
                f"kills: {name}",
                f"tools.kills.{name}",
                schedule=schedule(seconds),
                options={"expires": 10},
                app=self.app,
            )
            for name, seconds in every.items()
        ]
        self.schedule.clear()
        self.schedule.update({str(entry.name): entry for entry in entries})
        self.sync()
        Path(os.environ[CLOCK]).with_name(f"beat-{os.getpid()}").touch()


class RecordingBackend(BaseEmailBackend):
    """The provider: one line for every letter that reaches it, ``key recipient``, repetitions too."""

    def send_messages(self, email_messages: Iterable[EmailMessage]) -> int:
        number = 0
        handle = os.open(os.environ[LETTERS], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            for number, letter in enumerate(email_messages, 1):  # noqa: B007
                time.sleep(LETTER_SECONDS)
                os.write(handle, f"{letter.extra_headers['X-Idempotency-Key']} {letter.to[0]}\n".encode())
        finally:
            os.close(handle)
        return number
