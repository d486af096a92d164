"""Test session: servers of its own in var/test (or PORTAL_HOME), started once, found by xdist's workers."""

import os
from collections.abc import Iterator

# Before anything reads the settings; `pytest` has no other moment as early that also works without -p.
os.environ.setdefault("PORTAL_TEST", "1")
os.environ.setdefault("PORTAL_HOME", os.path.join(os.path.dirname(os.path.dirname(__file__)), "var", "test"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402
import pytest  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.db import connection  # noqa: E402

from config import embedded, environment  # noqa: E402
from config.celery import app as celery_app  # noqa: E402
from tests.template import ensure_template  # noqa: E402

django.setup()  # before the conftest of a folder named on the command line imports models

_running = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "requirement(*ids): rows of docs/requirements.md that this test proves")
    config.addinivalue_line("markers", "browser: needs Chromium (/usr/bin/chromium or CHROMIUM)")
    # Tasks sent by code under test run at once, in the test's own transaction, without beat or workers.
    celery_app.conf.update(task_always_eager=True, task_eager_propagates=True)
    if hasattr(config, "workerinput"):  # an xdist worker: the controller's servers run already
        return
    running = embedded.servers()
    try:
        running.__enter__()
    except environment.StartError as error:
        pytest.exit(str(error), returncode=3)
    config.stash[_running] = running


def pytest_unconfigure(config: pytest.Config) -> None:
    if running := config.stash.get(_running, None):
        running.__exit__(None, None, None)


def chromium() -> str | None:
    """Path of the browser, if there is one."""
    for path in (os.environ.get("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser"):
        if path and os.path.exists(path):
            return path
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if chromium() is None:
        reason = pytest.mark.skip(reason="no Chromium: browser tests skipped")
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(reason)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, django_db_blocker) -> None:
    """Test databases are copies of one that was migrated; see tests/template.py."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = ensure_template()


@pytest.fixture(autouse=True)
def _clean_cache() -> Iterator[None]:
    """Rate limits, sessions and cached grants of one test do not reach the next."""
    yield
    cache.clear()


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = chromium()
    assert path, "marked `browser`, or it would have been skipped"
    return path
