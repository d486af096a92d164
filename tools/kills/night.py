"""The night of the trial, and the sign that its worker works; loaded by the worker alone."""

import os
from pathlib import Path

from celery import shared_task
from celery.signals import worker_ready
from django.utils import timezone

from assessments.tasks import nightly_facts
from organizations.models import Month
from tools.kills.inside import CLOCK


@shared_task
def night() -> None:
    """The nightly task, once a day as its crontab has it, however often the beat is started anew."""
    today = timezone.localdate()
    computed = Month.objects.filter(month=today.replace(day=1)).values_list("computed_at", flat=True).first()
    if computed is None or timezone.localdate(computed) < today:
        nightly_facts()


@worker_ready.connect
def ready(**_kwargs: object) -> None:
    Path(os.environ[CLOCK]).with_name(f"worker-{os.getpid()}").touch()
