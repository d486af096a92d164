"""Large files are read and written by jobs, and a job that died is begun anew.

Whoever works on a batch holds an advisory lock of its session: the server lets go of it with the process. ``resume``
hands every waiting batch out again, every few seconds; who finds the lock taken leaves it at that.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection, models, transaction

from core.office.spreadsheets import patient
from core.records.errors import RuleViolation
from organizations.models import RosterBatch
from organizations.rosters import actions
from organizations.rosters.outcome import Progress
from organizations.rosters.rules import BUSY, ROSTER
from people.models import User

State = RosterBatch.State
PATIENCE = timedelta(seconds=20)
"""After that a batch that nobody works on is handed out again."""
MOST_ATTEMPTS = 3
PATIENCE_OF_JOBS = 600
"""Seconds that a job waits for its place among those that read files."""
_GAVE_UP = "处理这个文件时多次中断，已停止；请分成几份再试，或请管理员查看日志"


def start(*, by: User, batch: RosterBatch, now: datetime, skip_invalid: bool) -> None:
    """PREVIEWED → WRITING; a job writes it (``work``). Raises RuleViolation when somebody was quicker."""
    step = ROSTER.check("start", batch, by=by, at=now)
    changed = RosterBatch.objects.filter(pk=batch.pk, state__in=step.frm).update(
        state=step.to, skip_invalid=skip_invalid, ordered_by=by, attempts=0
    )
    if not changed:
        raise RuleViolation("state", "这个批次已经在导入或已处理，请刷新页面")


@contextmanager
def _alone(pk: int) -> Iterator[bool]:
    """Whether this session is the only one at the batch."""
    key = f"roster batch {pk}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [key])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [key])


def work(pk: int, *, now: datetime, progress: Progress | None = None) -> bool:
    """Read or write the batch, whichever it waits for; False when it waits for nothing or somebody is at it."""
    with _alone(pk) as mine, patient(PATIENCE_OF_JOBS):
        batch = RosterBatch.objects.select_related("organization", "uploaded_by", "ordered_by").get(pk=pk)
        if not mine or batch.state not in BUSY:
            return False
        RosterBatch.objects.filter(pk=pk).update(attempts=models.F("attempts") + 1)
        if batch.attempts >= MOST_ATTEMPTS:
            _leave(batch, RuleViolation("gave-up", _GAVE_UP), now=now)
        elif batch.state == State.READING:
            actions.prepare(batch, now=now, progress=progress)
        else:
            _write(batch, now=now, progress=progress)
    return True


def _write(batch: RosterBatch, *, now: datetime, progress: Progress | None) -> None:
    by, skip = batch.ordered_by, batch.skip_invalid
    assert by is not None
    try:
        actions.commit(by=by, batch=batch, now=now, skip_invalid=skip, progress=progress)
    except RuleViolation as refusal:
        _leave(batch, refusal, now=now)


@transaction.atomic
def _leave(batch: RosterBatch, refusal: RuleViolation, *, now: datetime) -> None:
    """The job was refused: the batch waits again, or has failed, and its page says why."""
    batch.problems = [actions.refusal_line(refusal.code, refusal.message), *batch.problems]
    step = "fail" if batch.state == State.READING else "back"
    ROSTER.advance(step, batch, by=None, at=now, fields=["problems"])


def waiting(now: datetime) -> list[int]:
    """Batches that a job should have done by now: of one that died, or was never begun."""
    late = RosterBatch.objects.filter(state__in=BUSY, uploaded_at__lt=now - PATIENCE)
    return list(late.order_by("pk").values_list("pk", flat=True))
