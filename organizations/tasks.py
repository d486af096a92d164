"""Nightly work of the tree and of the desks: paths of moves that begin today, grants, duties and their reminders."""

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from core.records import periodic
from core.tasks import gathered, send_soon
from organizations import actions
from organizations.desks import reminders, standing
from organizations.kinds import Kind
from organizations.models import Organization, Threshold
from organizations.reorganizing import actions as reorganizing
from organizations.rosters import actions as rosters
from organizations.rosters import jobs


@shared_task
def follow_the_calendar() -> None:
    """What begins today is applied: names, reorganisations, placements; grants are brought to posts and role rules."""
    today = timezone.localdate()

    def work() -> dict[str, object]:
        names = actions.apply_names(on=today)
        changed = reorganizing.take_due(on=today)
        paths = actions.rebuild_paths(on=today)
        inserted, ended = actions.sweep_grants(on=today)
        return {"names": names, "reorganized": changed, "paths": paths, "grants": inserted, "grants_ended": ended}

    periodic.run_once("organizations.calendar", today.isoformat(), work)


@shared_task
def sweep_rosters() -> None:
    """Uploaded rosters, and what batches show of their rows, are kept for a week."""
    now = timezone.now()
    day = timezone.localdate(now).isoformat()
    periodic.run_once("organizations.sweep_rosters", day, lambda: dict(rosters.sweep(now)))


def progress_key(pk: int) -> str:
    return f"roster:{pk}"


@shared_task
def work_on_roster(pk: int) -> None:
    """Read or write a large roster."""
    jobs.work(pk, now=timezone.now(), progress=lambda done: cache.set(progress_key(pk), done, 3600))


@shared_task
def resume_rosters() -> None:
    """Rosters whose job died are taken up again, within a minute."""
    for pk in jobs.waiting(timezone.now()):
        work_on_roster.apply_async(args=(pk,), expires=60)


@shared_task
def stand_duties() -> None:
    """What districts see of the duties, once a day; between the nights it follows each commit."""
    now = timezone.now()
    periodic.run_once(standing.JOB, timezone.localdate(now).isoformat(), lambda: standing.fill(now=now))


@gathered
def stand_again(district_id: int) -> None:
    """A number of the district changed what all its streets owe."""
    for district in Organization.objects.filter(pk=district_id, kind=Kind.DISTRICT_DEPARTMENT):
        standing.fill_district(district, now=timezone.now())


def after_record(target_type: str, organization_id: int | None) -> None:
    """What the street owes stands anew; after a number of the district, by a worker, what all its streets owe."""
    if target_type == Threshold._meta.label_lower and organization_id is not None:
        stand_again.ask(organization_id)
    standing.after_record(target_type, organization_id)


@shared_task
def remind() -> None:
    """The day's messages of every duty, once a day."""
    now = timezone.now()
    if periodic.run_once(
        "organizations.remind", timezone.localdate(now).isoformat(), lambda: dict(reminders.remind(now=now))
    ):
        send_soon()
