"""Test session: servers of its own in var/test (or PORTAL_HOME), started once, found by xdist's workers."""

import json
import os
from collections.abc import Iterator
from typing import Any

# Before anything reads the settings; `pytest` has no other moment as early that also works without -p.
os.environ.setdefault("PORTAL_TEST", "1")
os.environ.setdefault("PORTAL_HOME", os.path.join(os.path.dirname(os.path.dirname(__file__)), "var", "test"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402
import hypothesis  # noqa: E402
import pytest  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.db import connection, connections  # noqa: E402
from pytest_django import DjangoDbBlocker  # noqa: E402

from config.celery import app as celery_app  # noqa: E402
from core.records import reach, roles
from server import embedded, environment
from tests import clock  # noqa: E402
from tests.pressing import _looked_at  # noqa: E402, F401
from tests.tally import TALLY, TALLY_LINE
from tests.template import ensure_template  # noqa: E402

reach.stand(lambda: reach.OFFICE)  # the tests' own hands; the requests that they send have their person's reach
django.setup()  # before the conftest of a folder named on the command line imports models
from django.db.backends.base.operations import BaseDatabaseOperations as DatabaseOperations  # noqa: E402  (after models)

# A slow machine is no fault of what is tested.
hypothesis.settings.register_profile("portal", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("portal")

# The owner makes the databases; what is tested works with the rights of the application (django_db_setup).
connection.settings_dict.update({key: environment.database(owner=True)[key] for key in ("USER", "PASSWORD")})

DEMO_DAYS = "tests/assessments/test_demo_days.py"
TOGETHER = {
    name: name
    for name in (
        DEMO_DAYS,
        "tests/assessments/test_bulk.py",
        "tests/levels/test_levels.py",
        "tests/test_days_of_forms.py",
        "tests/test_days_of_rosters.py",
    )
} | dict.fromkeys(("tests/assessments/test_demo.py", "tests/core/test_tasks.py"), DEMO_DAYS)
"""File → its group, whose tests one process runs one after the other: those share a world that is dear to make (and the
sealer waits for the long transactions of the demo). All others go to whichever process is free."""
_running = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "requirement(*ids): rows of docs/requirements.md that this test proves")
    config.addinivalue_line("markers", "walk(*ids): the whole duty of a row, through pages alone")
    config.addinivalue_line("markers", "browser: needs Chromium (/usr/bin/chromium or CHROMIUM)")
    config.addinivalue_line("markers", "real_clock(reason): the machine's clock, not the pinned day")
    if os.environ.get("BROKEN"):  # a fault to be found (manage.py matrix_test)
        from tests.matrix.broken import plant

        plant(os.environ["BROKEN"])
    if os.environ.get("ALONE"):  # one wall, with the other one down
        from tests.matrix.broken import ALONE

        ALONE[os.environ["ALONE"]](pytest.MonkeyPatch())
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


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """`TOGETHER` for xdist, by the files of the tests."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return TOGETHER.get(nodeid.split("::")[0], nodeid)

    return Together(config, log)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if os.environ.get("ALONE"):
        terminalreporter.write_line(f"{TALLY_LINE}{json.dumps(TALLY.as_dict())}")


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


@pytest.fixture(scope="session", autouse=True)
def _one_day() -> Iterator[None]:
    """What is made once for a folder or a file is made on the day of its tests, too, before any of them."""
    with clock.standing():
        yield


@pytest.fixture(autouse=True)
def _clock(_one_day: None, request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests own their clock: each starts at clock.NOW, and one about another day travels there itself."""
    with clock.real() if request.node.get_closest_marker("real_clock") else clock.pinned():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database is made by its owner; everything tested runs with the rights of the application."""
    with django_db_blocker.unblock(), roles.working_as(application=True):
        yield


@pytest.fixture(scope="session", autouse=True)
def _flushed_to_the_last() -> Iterator[None]:
    """The tables that nobody may empty are emptied between tests that commit, with the highest rights."""

    def flush(self: DatabaseOperations, sql_list: list[str]) -> None:
        with roles.owner_rights():
            plain(self, ["SET session_replication_role = replica", *sql_list, "RESET session_replication_role"])

    plain = DatabaseOperations.execute_sql_flush
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush)
        yield


@pytest.fixture(autouse=True)
def _live_connection(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> None:
    """A browser's tests have a connection of their own in this thread, which a restored database has cut off."""
    if request.node.get_closest_marker("browser"):
        with django_db_blocker.unblock():
            for each in connections.all(initialized_only=True):
                if each.connection is not None and not each.in_atomic_block and not each.is_usable():
                    each.close()


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
