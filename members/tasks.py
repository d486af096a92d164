"""Background work of the members room: thin shells around actions."""

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from core.errors import RuleViolation
from core.periodic import run_once
from members import actions as registrations
from members.importing import actions, store
from members.models import ImportBatch
from people.models import User


def progress_key(pk: int) -> str:
    return f"import:{pk}"


@shared_task
def preview_import(pk: int) -> None:
    batch = ImportBatch.objects.select_related("organization", "uploaded_by").get(pk=pk)
    actions.prepare(batch, now=timezone.now(), progress=lambda done: cache.set(progress_key(pk), done, 3600))


@shared_task
def commit_import(pk: int, user: int) -> None:
    batch = ImportBatch.objects.get(pk=pk)
    if batch.state != ImportBatch.State.WRITING:
        return
    try:
        actions.commit(
            by=User.objects.get(pk=user),
            batch=batch,
            now=timezone.now(),
            progress=lambda done: cache.set(progress_key(pk), done, 3600),
        )
    except RuleViolation as refusal:
        actions.back_to_preview(batch, refusal)


@shared_task
def sweep_imports() -> None:
    now = timezone.now()
    run_once("members.sweep_imports", timezone.localdate().isoformat(), lambda: store.sweep(now))


@shared_task
def end_lapsed_registrations() -> None:
    today = timezone.localdate()
    run_once("members.registrations", today.isoformat(), lambda: registrations.end_lapsed_registrations(on=today))
