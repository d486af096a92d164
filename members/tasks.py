"""Background work of the members room: thin shells around actions."""

from celery import shared_task
from django.utils import timezone

from core.records.periodic import run_once
from members import actions as registrations
from members.rights import retention


@shared_task
def end_lapsed_registrations() -> None:
    today = timezone.localdate()
    run_once("members.registrations", today.isoformat(), lambda: registrations.end_lapsed_registrations(on=today))


@shared_task
def follow_the_calendar() -> None:
    """Changes of relationships that were entered ahead and begin today."""
    today = timezone.localdate()
    run_once("members.calendar", today.isoformat(), lambda: registrations.apply_scheduled_changes(on=today))


@shared_task
def delete_outdated() -> None:
    """What is kept for so many months and no longer."""
    now = timezone.now()
    run_once(retention.JOB, timezone.localdate(now).isoformat(), lambda: dict(retention.delete_outdated(now=now)))
