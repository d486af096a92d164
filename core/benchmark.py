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

from django.core.management import call_command
from django.db import connection

SEEDED = "portal: seeded"


@dataclass(frozen=True)
class Result:
    """One row of the table; `ratio` is measured over baseline, `bar` the ratio to reach (docs/testing.md)."""

    name: str
    measured_s: float
    baseline_s: float
    bar: float
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.measured_s / self.baseline_s if self.baseline_s else float("inf")

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {"ratio": round(self.ratio, 3)}


def median(work: Callable[[], Any], times: int = 5, *, before: Callable[[], Any] | None = None) -> float:
    """Seconds that `work` takes: median of `times` runs after one to warm up; `before` is not timed."""
    seconds = []
    for _ in range(times + 1):
        if before:
            before()
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds[1:])


@contextmanager
def database(members: int) -> Iterator[None]:
    """Inside the block the connection is to `bench_<members>`, made on first use and kept between runs."""
    name, before = f"bench_{members}", connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(shobj_description(oid, 'pg_database'), '') = %s"
            " FROM pg_database WHERE datname = %s",
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
        call_command("migrate", interactive=False, verbosity=0)
        if not (found and found[0]):
            call_command("seed_demo", members=members, verbosity=0)
            with connection.cursor() as cursor:
                cursor.execute(f"COMMENT ON DATABASE \"{name}\" IS '{SEEDED}'")
                cursor.execute("VACUUM ANALYZE")
        yield
    finally:
        _switch(before)


def _switch(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
