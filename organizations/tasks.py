"""Nightly work of the tree: paths of moves that begin today, grants, ends of terms."""

from celery import shared_task
from django.utils import timezone

from core import outbox, periodic
from organizations import actions, queries


@shared_task
def follow_the_calendar() -> None:
    """Placements that begin today change paths and scopes; grants are brought to posts and role rules."""
    today = timezone.localdate()

    def work() -> dict[str, object]:
        paths = actions.rebuild_paths(on=today)
        inserted, ended = actions.sweep_grants(on=today)
        return {"paths": paths, "grants": inserted, "grants_ended": ended}

    periodic.run_once("organizations.calendar", today.isoformat(), work)


@shared_task
def remind_of_term_ends() -> None:
    """ORG-11: 180, 90 and 30 days before (a threshold), once each, to holder and keeper."""
    today = timezone.localdate()
    outbox.insert_from_select("term.end", "organizations.post", queries.TERM_REMINDERS, {"today": today})
