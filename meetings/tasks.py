"""Celery's view of meetings: the notice of the day before, once a day."""

from celery import shared_task
from django.utils import timezone

from core.records.periodic import run_once
from core.tasks import send_soon
from meetings import reminders
from meetings.ballots.phone.actions import sweep


@shared_task
def remind() -> None:
    today = timezone.localdate()
    if run_once("meetings.remind", today.isoformat(), lambda: reminders.remind_of_meetings(today)):
        send_soon()


@shared_task
def sweep_ballot_keys() -> None:
    """Keys that a killed process could not destroy at the close."""
    sweep()
