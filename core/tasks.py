"""Celery's view of core: sweeps that are safe to run twice, late or not at all."""

from functools import wraps
from typing import Any, Protocol

from celery import shared_task
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from core.records import outbox, sealing

GATHER = 3
"""Seconds in which what asks for the same work is gathered into one."""
_FORGET = 60
"""Seconds after which a request whose message was lost keeps nobody out any longer."""


class Gathered(Protocol):
    def __call__(self, pk: int) -> None: ...

    def ask(self, pk: int) -> None:
        """Have the work done within seconds, once for all that ask before it begins."""


def gathered(work: Any) -> Gathered:
    """A task ``work(pk)`` that is handed out once, however many ask for it in a row (twenty numbers set one by one).

    The mark goes before the work reads anything: who asks later than that starts it again.
    """
    mark = f"asked:{work.__module__}.{work.__name__}"

    @wraps(work)
    def begin(pk: int) -> None:
        cache.delete(f"{mark}:{pk}")
        work(pk)

    task: Any = shared_task(begin)

    def ask(pk: int) -> None:
        if cache.add(f"{mark}:{pk}", True, _FORGET):
            task.apply_async(args=(pk,), countdown=GATHER)

    task.ask = ask
    gathered_task: Gathered = task
    return gathered_task


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
