import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from tests.template import ensure_template, execute
from tools.benchmark import SEEDED, Result, compared
from tools.management.commands.bench import _line, benches


def test_every_bench_of_an_app_is_found_under_its_name() -> None:
    found = benches()
    assert "members.import" in found or any(name.startswith("members.") for name in found)
    assert all(bench.__name__ == f"bench_{name.partition('.')[2]}" for name, bench in found.items())


def test_ratio_is_measured_over_baseline() -> None:
    assert Result("x", 3.0, 2.0, bar=1.3).ratio == 1.5
    assert Result("x", 3.0, 2.0, bar=1.3).as_dict()["ratio"] == 1.5


def test_two_works_are_taken_in_turn_and_what_goes_before_is_not_timed() -> None:
    calls = []
    seconds = compared(
        lambda: calls.append("work"), lambda: calls.append("base"), rounds=2, before=lambda: calls.append("before")
    )
    assert calls == ["before", "work", "before", "base"] * 3
    assert all(0 <= each < 0.1 for each in seconds)


def test_a_count_is_shown_whole_beside_its_bar() -> None:
    line = _line(Result("queries of a page", 9, 1, 8, unit="queries"))
    assert line.split()[-6:] == ["9", "1", "9.00", "8.00", ">", "bar"]


def test_unknown_bench_and_too_small_a_district_are_refused() -> None:
    with pytest.raises(CommandError, match="没有可运行"):
        call_command("bench", only="no such thing")
    with pytest.raises(CommandError, match="至少"):
        call_command("bench", members=5)


@pytest.fixture
def one_bench(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bench that reports which database it ran in, as an app would offer it."""

    def bench_where(members: int) -> Result:
        return Result(connection.settings_dict["NAME"], float(members), 100.0, bar=1.0)

    monkeypatch.setattr("tools.management.commands.bench.benches", lambda: {"core.where": bench_where})


@pytest.mark.django_db(transaction=True)
def test_bench_runs_in_the_database_of_its_size_and_leaves_json_lines(
    one_bench: None, settings, tmp_path: Path
) -> None:
    settings.PORTAL_HOME = tmp_path
    own = connection.settings_dict["NAME"]
    execute('DROP DATABASE IF EXISTS "bench_101"', f'CREATE DATABASE "bench_101" TEMPLATE "{ensure_template()}"')
    execute(f"COMMENT ON DATABASE \"bench_101\" IS '{SEEDED}'")  # as after a first run: kept, not seeded again
    out = StringIO()
    call_command("bench", members=101, stdout=out, stderr=StringIO())
    line = json.loads((tmp_path / "bench-101.jsonl").read_text())
    assert (line["bench"], line["name"], line["members"], line["ratio"]) == ("core.where", "bench_101", 101, 1.01)
    assert "1.01" in out.getvalue()
    assert connection.settings_dict["NAME"] == own
    execute('DROP DATABASE "bench_101" WITH (FORCE)')
