"""Celery's view of meetings: the finders, keyed by the day, so that two beats or a missed night do no harm."""

from celery import shared_task
from django.utils import timezone

from core.periodic import run_once
from core.tasks import send_soon
from meetings import reminders


@shared_task
def remind() -> None:
    today = timezone.localdate()
    if run_once("meetings.remind", today.isoformat(), lambda: dict(reminders.run_all(today))):
        send_soon()
