"""Facts every night, the close of the month, scores: shells over facts and scoring."""

from celery import shared_task
from django.utils import timezone

from assessments import jobs


@shared_task
def nightly_facts() -> None:
    jobs.nightly(now=timezone.now())


@shared_task
def score_now(scheme_id: int) -> None:
    jobs.score_scheme(scheme_id, now=timezone.now())
