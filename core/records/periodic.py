"""Periodic work keyed by its period in the database: two beats, a crash or a missed night do no harm."""

from collections.abc import Callable

from django.db import connection, transaction
from django.utils import timezone

from core.models import PeriodicRun

Result = dict[str, object] | int | None


def run_once(job: str, period: str, work: Callable[[], Result]) -> bool:
    """Run ``work`` unless this job is finished for this period or runs elsewhere; returns whether it ran.

    ``period`` is text (``2026-11-22``, ``2026-11``). The work and its mark "finished" are one transaction
    that holds the run's row: a killed run leaves an unfinished row, and the next beat repeats it. What
    ``work`` returns (a dict, or a count) is kept with the run.
    """
    PeriodicRun.objects.bulk_create([PeriodicRun(job=job, period=period)], ignore_conflicts=True)
    with transaction.atomic():
        run = (
            PeriodicRun.objects.select_for_update(skip_locked=True)
            .filter(job=job, period=period, finished_at=None)
            .first()
        )
        if run is None:
            return False
        result = work()
        run.result = result if isinstance(result, dict) else {} if result is None else {"count": result}
        run.finished_at = timezone.now()
        run.save(update_fields=["result", "finished_at"])
    return True


def try_lock(name: str) -> bool:
    """Take the advisory lock ``name`` until the transaction ends; False when somebody else holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        return bool(cursor.fetchone()[0])
