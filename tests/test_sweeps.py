"""Whatever waits for a message is also looked for in the database: a lost message costs a moment, never the work."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from config.celery import app
from core.web.home import lists

ROOT = Path(settings.BASE_DIR)
ROOMS = (
    "config",
    "core",
    "people",
    "organizations",
    "members",
    "grids",
    "meetings",
    "services",
    "assessments",
    "server",
)
OWNED_BY_THE_PORTAL = "系统"

SWEEPS = {
    ("RosterBatch", "reading"): "organizations.tasks.resume_rosters",
    ("RosterBatch", "writing"): "organizations.tasks.resume_rosters",
    ("Scheme", "announced"): "assessments.tasks.nightly_facts",
    ("ScheduledChange", "waiting"): "members.tasks.follow_the_calendar",
    ("Reorganization", "waiting"): "organizations.tasks.follow_the_calendar",
}
"""State of a workflow that only the portal ends → the task that finds its rows by themselves."""

MESSAGES = {
    "core/tasks.py send_deliveries.delay": "core.tasks.send_deliveries",
    "organizations/rosters/views.py work_on_roster.delay": "organizations.tasks.resume_rosters",
    "organizations/tasks.py work_on_roster.apply_async": "organizations.tasks.resume_rosters",
    "core/tasks.py task.apply_async": "assessments.tasks.nightly_facts",  # numbers set in a row; and stand_duties
    "config/celery.py app.send_task": "config.health.heartbeat",
}
"""Where a message is sent, for speed only → the periodic task that does the same without it."""


def sent(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        wanted = ("delay", "apply_async", "send_task")
        if isinstance(node, ast.Attribute) and node.attr in wanted:
            found.add(f"{path.relative_to(ROOT)} {ast.unparse(node)}")
    return found


def test_every_state_that_the_portal_ends_has_a_sweep() -> None:
    owned = {
        (flow.model.__name__, str(state))
        for flow in lists().workflows
        for state, stage in flow.stages.items()
        if stage.owner == OWNED_BY_THE_PORTAL
    }
    assert owned == set(SWEEPS)


def test_every_message_has_a_sweep() -> None:
    found = {
        each
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if "migrations" not in path.parts
        for each in sent(path)
    }
    assert found == set(MESSAGES)


@pytest.mark.parametrize("task", sorted({*SWEEPS.values(), *MESSAGES.values()}))
def test_the_sweep_is_beaten(task: str) -> None:
    app.loader.import_default_modules()
    assert task in app.tasks
    assert task in {entry["task"] for entry in app.conf.beat_schedule.values()}
