"""Celery's view of core: sweeps that are safe to run twice, late or not at all."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from core.records import outbox, sealing


@shared_task
def send_deliveries() -> None:
    while outbox.send_pending(timezone.now()):
        pass


@shared_task
def seal_audit() -> None:
    sealing.run()


@shared_task
def seal_audit_fully() -> None:
    sealing.run(everything=True)


def send_soon() -> None:
    """Start the sender once the transaction commits, for speed only; a lost broker leaves it to the sweep."""
    transaction.on_commit(send_deliveries.delay, robust=True)
