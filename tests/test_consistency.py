"""What must agree across the project: templates are used, beat names tasks that exist, models are scoped."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.template.loader import get_template

from config.celery import app as celery_app
from organizations.checks import check_scoped_models
from organizations.models import ScopedModel
from tests.conftest import TOGETHER

ROOT = Path(settings.BASE_DIR)
APPS = ("core", "people", "organizations", "members", "grids", "meetings", "services", "assessments")


def test_scoped_models_keep_the_rules() -> None:
    assert [str(message) for message in check_scoped_models()] == []


def test_check_finds_a_model_without_scope_triggers(monkeypatch: pytest.MonkeyPatch) -> None:
    model = next(each for each in apps.get_models() if issubclass(each, ScopedModel))
    monkeypatch.setattr(model._meta, "triggers", [], raising=False)
    assert "organizations.E001" in {message.id for message in check_scoped_models()}


def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_beat_names_tasks_that_exist() -> None:
    for entry in celery_app.conf.beat_schedule.values():
        module, name = entry["task"].rsplit(".", 1)
        assert hasattr(import_module(module), name), entry["task"]


def _sources() -> str:
    files = [path for app in (*APPS, "config") for path in (ROOT / app).rglob("*.py")]
    files += (ROOT / "templates").rglob("*.html")
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_every_template_is_used() -> None:
    """By name in a view or another template; frameworks' own names apart."""
    sources = _sources()
    own = [
        path for path in (ROOT / "templates").rglob("*.html") if path.relative_to(ROOT / "templates").parts[0] in APPS
    ]
    names = [str(path.relative_to(ROOT / "templates")) for path in own]
    unused = [name for name in names if name not in sources]
    assert not unused, unused


def test_every_template_compiles() -> None:
    for path in (ROOT / "templates").rglob("*.html"):
        get_template(str(path.relative_to(ROOT / "templates")))


def test_no_template_holds_what_the_policy_forbids() -> None:
    bad = re.compile(r"<style|\sstyle=\"|\son(click|change|load|submit|input)=|<script(?![^>]*\ssrc=)", re.I)
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ROOT / "templates").rglob("*.html")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if bad.search(line)
    ]
    assert not found, found


def test_what_a_browser_shows_is_waited_for() -> None:
    """A page read at once may still be the old one: ``expect`` waits, ``count()`` and its like do not."""
    at_once = re.compile(r"locator\(.*\)\.count\(\)|\.(is_visible|is_hidden|is_checked|input_value)\(")
    found = [
        f"{path}:{number}"
        for path in Path("tests").rglob("*.py")
        if "playwright" in (text := path.read_text())
        for number, line in enumerate(text.splitlines(), 1)
        if at_once.search(line) and "at_once" not in line
    ]
    assert found == []


def test_what_runs_together_is_there() -> None:
    assert [name for name in TOGETHER if not Path(name).is_file()] == []
