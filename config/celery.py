"""The Celery application and the one place where periodic work is listed."""

import os
from typing import Any

from celery import Celery, Task
from celery.schedules import crontab
from celery.signals import worker_ready

from core.records import reach

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class Job(Task):  # type: ignore[type-arg]
    """A job serves no person: it works in the whole database, also where it runs inside a request."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with reach.office():
            return super().__call__(*args, **kwargs)


app = Celery("portal", task_cls=Job)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["config"], related_name="health")

# Each app's periodic tasks stand here: {"app: what it does": {"task": "app.tasks.name", "schedule": …}}.
# Times are Asia/Shanghai. Every task is keyed by its period in the database, so that
# two beats or a missed night do no harm.
app.conf.beat_schedule = {
    "config: heartbeat": {"task": "config.health.heartbeat", "schedule": 30.0, "options": {"expires": 25}},
    "core: send what is due": {"task": "core.tasks.send_deliveries", "schedule": 20.0, "options": {"expires": 20}},
    "core: seal the audit events": {"task": "core.tasks.seal_audit", "schedule": 20.0, "options": {"expires": 20}},
    "organizations: follow the calendar": {
        "task": "organizations.tasks.follow_the_calendar",
        "schedule": crontab(hour="0", minute="5,35"),
    },
    "organizations: duties of the district": {
        "task": "organizations.tasks.stand_duties",
        "schedule": crontab(minute="10,40"),
    },
    "organizations: reminders": {"task": "organizations.tasks.remind", "schedule": crontab(hour="7-20", minute=10)},
    "core: seal stragglers": {"task": "core.tasks.seal_audit_fully", "schedule": crontab(hour="3", minute="40")},
    "organizations: delete old rosters": {
        "task": "organizations.tasks.sweep_rosters",
        "schedule": crontab(hour="2", minute="15,45"),
    },
    "organizations: take up rosters whose job died": {
        "task": "organizations.tasks.resume_rosters",
        "schedule": 20.0,
        "options": {"expires": 20},
    },
    "members: delete what is kept no longer": {
        "task": "members.tasks.delete_outdated",
        "schedule": crontab(hour="2", minute="20,50"),
    },
    "members: follow the calendar": {
        "task": "members.tasks.follow_the_calendar",
        "schedule": crontab(hour="0", minute="10,40"),
    },
    "grids: follow the calendar": {
        "task": "grids.tasks.follow_the_calendar",
        "schedule": crontab(hour="0", minute="12,42"),
    },
    "people: sessions that are over": {
        "task": "people.tasks.clear_sessions",
        "schedule": crontab(hour="3", minute="20"),
    },
    "members: end registrations whose year is over": {
        "task": "members.tasks.end_lapsed_registrations",
        "schedule": crontab(hour="0", minute="15,45"),
    },
    "assessments: facts, month close, scores": {
        "task": "assessments.tasks.nightly_facts",
        "schedule": crontab(hour="1", minute="15"),
    },
    "meetings: keys of closed polls": {"task": "meetings.tasks.sweep_ballot_keys", "schedule": crontab(minute=25)},
    "meetings: reminders": {"task": "meetings.tasks.remind", "schedule": crontab(minute=5, hour="7-20")},
}


@worker_ready.connect
def at_start(**_kwargs: object) -> None:
    """`/healthz` need not wait half a minute for beat, nor a district half an hour for what is owed below it."""
    app.send_task("config.health.heartbeat", expires=25)
    app.send_task("organizations.tasks.stand_duties")


__all__ = ["app", "crontab"]
