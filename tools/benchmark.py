"""What the `bench_*` functions of the apps stand on: repeatable timing and databases of a known size.

An app's `bench.py` holds functions `bench_<what>(members: int) -> Result | list[Result]`; `manage.py bench`
finds and runs them. They print ratios from one run on one machine: a slow machine fails nobody.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.records import roles

SEEDED = "portal: seeded"
SMALL = 10_000
"""Members of the database that a large one is compared with."""

_ready: set[str] = set()


@dataclass(frozen=True)
class Result:
    """One row of the table; `ratio` is measured over baseline, `bar` the ratio to reach (docs/testing.md).

    Of a count (`unit` other than seconds) the baseline is 1 and the bar the number allowed.
    """

    name: str
    measured: float
    baseline: float
    bar: float
    note: str = ""
    unit: str = "s"

    @property
    def ratio(self) -> float:
        return self.measured / self.baseline if self.baseline else float("inf")

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {"ratio": round(self.ratio, 3)}


def compared(
    measured: Callable[[], Any],
    baseline: Callable[[], Any],
    *,
    rounds: int = 7,
    before: Callable[[], Any] | None = None,
) -> tuple[float, float]:
    """Median seconds of two works taken in turn, so that a busy minute of the machine strikes both.

    ``before`` comes before each of them and is not timed.
    """
    pairs = []
    for number in range(rounds + 1):
        seconds = []
        for work in (measured, baseline):
            if before:
                before()
            started = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - started)
        if number:
            pairs.append(seconds)
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def against_small(members: int, work: Callable[[], Any], *, rounds: int = 6, times: int = 4) -> tuple[float, float]:
    """Median seconds of `work` in the database of `members` and in that of SMALL, some runs in each by turns.

    Call it inside `database(members)`. `work` runs once unmeasured after every change of the database.
    """
    seconds: dict[int, list[float]] = {members: [], SMALL: []}
    for _ in range(rounds):
        for size in (members, SMALL):
            with database(size):
                work()
                for _ in range(times):
                    started = time.perf_counter()
                    work()
                    seconds[size].append(time.perf_counter() - started)
    return statistics.median(seconds[members]), statistics.median(seconds[SMALL])


def visit(username: str, url: str) -> Callable[[], None]:
    """A request from middleware to rendered page, by an account that every generated district has."""
    clients: dict[str, Client] = {}

    def request() -> None:
        name = connection.settings_dict["NAME"]
        if name not in clients:
            clients[name] = Client()
            user = get_user_model().objects.get(username=username)
            clients[name].force_login(user, backend="people.backends.AccountBackend")
        response = clients[name].get(url)
        if response.status_code != 200:
            raise AssertionError(f"{url}: {response.status_code}")

    return request


OVERHEAD = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "UPDATE", "INSERT", "DECLARE", "FETCH", "CLOSE")
"""How statements begin that are no queries of a page."""


def statements(work: Callable[[], Any]) -> list[str]:
    """The queries of one run (the second one, so that sessions, last use and caches are as in daily work)."""
    work()
    with CaptureQueriesContext(connection) as captured:
        work()
    return [query["sql"] for query in captured if not query["sql"].startswith(OVERHEAD)]


def page(members: int, label: str, work: Callable[[], None], *, queries: int) -> list[Result]:
    """Two rows for one page: its time with `members` against SMALL, and its number of queries against the bar."""
    number = len(statements(work))
    return [
        Result(label, *against_small(members, work), 1.3),
        Result(f"  queries of it: {label}", number, 1, queries, unit="queries"),
    ]


@contextmanager
def database(members: int) -> Iterator[None]:
    """Inside the block the connection is to `bench_<members>`, made on first use and kept between runs."""
    name, before = f"bench_{members}", connection.settings_dict["NAME"]
    if name in _ready:
        try:
            _switch(name)
            with roles.working_as(application=True):
                yield
        finally:
            _switch(before)
        return
    with roles.owner_rights(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(shobj_description(oid, 'pg_database'), '') = %s FROM pg_database WHERE datname = %s",
            [SEEDED, name],
        )
        found = cursor.fetchone()
        if found is None:
            cursor.execute(f'CREATE DATABASE "{name}"')
        elif not found[0]:  # a broken-off run left half a district
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        _switch(name)
        with roles.working_as(application=False):
            call_command("migrate", interactive=False, verbosity=0)
            if not (found and found[0]):
                call_command("seed_demo", members=members, verbosity=0)
                with connection.cursor() as cursor:
                    cursor.execute(f"COMMENT ON DATABASE \"{name}\" IS '{SEEDED}'")
                    cursor.execute("VACUUM ANALYZE")
        _ready.add(name)
        with roles.working_as(application=True):  # what is measured has the rights of the portal
            yield
    finally:
        _switch(before)


def _switch(name: str) -> None:
    """The cache is emptied, too: it would answer for the other database."""
    if connection.settings_dict["NAME"] != name:
        connection.close()
        connection.settings_dict["NAME"] = name
        cache.clear()
