"""Background work of grids: thin shells around actions."""

from celery import shared_task
from django.utils import timezone

from core.records.periodic import run_once
from grids import actions


@shared_task
def follow_the_calendar() -> None:
    """Grids that are redrawn today."""
    now = timezone.now()
    today = timezone.localdate(now)
    run_once("grids.calendar", today.isoformat(), lambda: actions.take_due(on=today, at=now))
