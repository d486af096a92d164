from celery import shared_task
from django.utils import timezone

from core import periodic
from services import reminders


@shared_task
def remind() -> None:
    """Deadlines of agreements and hours to confirm, once a day (docs: calendar ``agreement_item.progress``)."""
    today = timezone.localdate()
    periodic.run_once("services.remind", today.isoformat(), lambda: reminders.run(today))
