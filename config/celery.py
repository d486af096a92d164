"""The Celery application and the one place where periodic work is listed."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("portal")
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
    "organizations: remind of term ends": {
        "task": "organizations.tasks.remind_of_term_ends",
        "schedule": crontab(hour="7", minute="20"),
    },
    "core: seal stragglers": {"task": "core.tasks.seal_audit_fully", "schedule": crontab(hour="3", minute="40")},
    "services: deadlines of agreements, hours": {
        "task": "services.tasks.remind",
        "schedule": crontab(hour="7-20", minute="10"),
    },
    "members: delete old rosters": {
        "task": "members.tasks.sweep_imports",
        "schedule": crontab(hour="2", minute="10,40"),
    },
    "members: end registrations whose year is over": {
        "task": "members.tasks.end_lapsed_registrations",
        "schedule": crontab(hour="0", minute="15,45"),
    },
    "assessments: facts, month close, scores": {
        "task": "assessments.tasks.nightly_facts",
        "schedule": crontab(hour="1", minute="15"),
    },
    "meetings: reminders": {"task": "meetings.tasks.remind", "schedule": crontab(minute=5, hour="7-20")},
}


@worker_ready.connect
def first_heartbeat(**_kwargs: object) -> None:
    """`/healthz` need not wait half a minute for beat."""
    app.send_task("config.health.heartbeat", expires=25)


__all__ = ["app", "crontab"]
