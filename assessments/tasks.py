"""Facts every night, the close of the month, scores: a shell over jobs."""

from celery import shared_task
from django.utils import timezone

from assessments import jobs
from core.tasks import gathered
from organizations.models import Threshold


@shared_task
def nightly_facts() -> None:
    jobs.nightly(now=timezone.now())


@gathered
def after_standard(organization_id: int) -> None:
    jobs.after_standard(organization_id, now=timezone.now())


def after_record(target_type: str, organization_id: int | None) -> None:
    """A number of a district moves all of it, which is a worker's; any other record its community, at once."""
    if target_type == Threshold._meta.label_lower:
        if organization_id is not None:
            after_standard.ask(organization_id)
    else:
        jobs.after_record(target_type, organization_id)
