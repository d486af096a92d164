"""Tests own their clock (tests/clock.py), the database's clock decides nothing, days are those of Shanghai.

All of it is read from the source.
"""

import ast
import re
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from core.zone import ZONE
from tests import clock

ROOT = Path(settings.BASE_DIR)
PRODUCT = ("config", "core", "people", "organizations", "members", "grids", "meetings", "services", "assessments")

MACHINE_CLOCK = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "strftime"),
}
"""Reads that name no zone: of a person's day in a test only ``django.utils.timezone`` tells, on the pinned day."""
DJANGO_CLOCK = {("timezone", "now"), ("timezone", "localdate"), ("timezone", "localtime")}
ALLOWED_READS = {
    "tests/clock.py": "the one place that leaves the pinned day, for tests marked real_clock",
    "tests/config/test_health.py": "the heartbeat is seconds since 1970, not a day",
    "tests/people/test_signing_in.py": "a lock of minutes counts seconds since 1970, not days",
    "tests/core/test_audit.py": "an event of yesterday in UTC, as the archive files it",
}
REAL_CLOCK = "real_clock"

DATABASE_CLOCK = re.compile(
    r"\b(now\s*\(\s*\)|(transaction|statement|clock)_timestamp\s*\(|timeofday\s*\(|current_(date|time|timestamp)\b"
    r"|localtime(stamp)?\b(?!\())",
    re.IGNORECASE,
)
SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|VALUES|WHERE|RETURNING)\b")
ALLOWED_SQL = {
    "core/records/history.py": "when the database kept an old row, as its triggers say; nothing computes with it",
    "tools/benches/core.py": "bare rows beside which the outbox is timed: nobody reads their moment",
    "tools/benches/meetings.py": "bare rows beside which the sign-in is timed: nobody reads their moment",
}
NAIVE = {
    "core/chinese/dates.py": ("value",),  # a cell of a workbook has no zone
    "core/templatetags/portal.py": ("value",),  # what timezone.is_aware has answered for
}
"""Receivers of ``.date()`` that carry no zone, by file."""
CAST = re.compile(r"_at\)?::date\b")


def sources(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def read(node: ast.AST) -> tuple[str, str] | None:
    """``datetime.now`` of ``datetime.now(...)`` and of ``datetime.datetime.now(...)``."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    owner = node.func.value
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return name, node.func.attr


def at_import(tree: ast.AST) -> Iterator[ast.AST]:
    """What runs while the module is read: everything but the bodies of functions."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for each in (*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)):
                yield from (each, *at_import(each))
        elif isinstance(node, ast.Lambda):
            continue
        else:
            yield from (node, *at_import(node))


def clock_faults(name: str, tree: ast.Module) -> list[str]:
    imported = [
        (node.lineno, read(node))
        for node in at_import(tree)
        if read(node) in MACHINE_CLOCK or (read(node) in DJANGO_CLOCK and not getattr(node, "args", None))
    ]
    anywhere = [(node.lineno, read(node)) for node in ast.walk(tree) if read(node) in MACHINE_CLOCK]
    faults = [f"{name}:{line} reads {'.'.join(what or ())} while it is imported" for line, what in imported]
    if name not in ALLOWED_READS:
        faults += [f"{name}:{line} reads {'.'.join(what or ())}" for line, what in anywhere]
        faults += [
            f"{name}:{node.lineno} leaves the pinned day by the escape hatch"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute | ast.Name)
            and getattr(node, "attr", getattr(node, "id", "")) == "escape_hatch"
        ]
    return faults


def written(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every text of the source, with its line; the parts of an f-string as one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def sql_faults(name: str, tree: ast.Module) -> list[str]:
    return [
        f"{name}:{line} {found.group(0)}"
        for line, text in written(tree)
        if SQL.search(text) and (found := DATABASE_CLOCK.search(text))
    ]


def test_every_test_happens_on_the_pinned_day() -> None:
    assert clock.TODAY.isoformat() == "2026-11-25"
    assert timezone.localdate() == clock.TODAY
    assert timedelta() <= timezone.now() - clock.NOW < timedelta(minutes=1)


@pytest.mark.real_clock(reason="proves that the marker gives the machine's clock back")
def test_a_marked_test_has_the_clock_of_other_processes() -> None:
    seconds = int(subprocess.run(["date", "+%s"], capture_output=True, text=True, check=True).stdout)
    assert abs(seconds - timezone.now().timestamp()) < 60


def test_no_test_reads_the_real_clock() -> None:
    faults = [fault for name, tree in sources("tests") for fault in clock_faults(name, tree)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "source",
    [
        "def test(): assert date.today()",
        "import datetime\ndef test(): datetime.datetime.now()",
        "def test(): time.time()",
        "TODAY = timezone.localdate()",
        "class A:\n    at = timezone.now()",
        "def make(at=timezone.now()): ...",
        "@travel(timezone.now())\ndef test(): ...",
    ],
)
def test_the_lint_finds_a_clock(source: str) -> None:
    assert clock_faults("tests/x.py", ast.parse(source))


@pytest.mark.parametrize(
    "source", ["def test(): timezone.localdate()", "TODAY = timezone.localdate", "f = lambda: timezone.now()"]
)
def test_the_lint_lets_the_pinned_day_be_asked(source: str) -> None:
    assert not clock_faults("tests/x.py", ast.parse(source))


def test_whoever_keeps_the_real_clock_says_why() -> None:
    silent = [
        f"{name}:{node.lineno}"
        for name, tree in sources("tests")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == REAL_CLOCK
        if not any(
            isinstance(call, ast.Call) and call.func is node and [each.arg for each in call.keywords] == ["reason"]
            for call in ast.walk(tree)
        )
    ]
    assert not silent, "\n".join(silent)


def test_the_database_clock_decides_nothing() -> None:
    """SQL gets its day and its moment as a parameter: a test, a demo and a repair of last night name their own."""
    faults = [
        fault
        for name, tree in sources(*PRODUCT, "tests")
        if name not in {*ALLOWED_SQL, "tests/test_clock.py"}
        for fault in sql_faults(name, tree)
    ]
    assert not faults, "\n".join(faults)


def test_the_lint_finds_the_database_clock() -> None:
    assert sql_faults("x.py", ast.parse('f"INSERT INTO {table} (at) SELECT {columns}, now()"'))
    assert not sql_faults("x.py", ast.parse('"the answer comes now()"'))


def day_faults(name: str, tree: ast.Module) -> list[str]:
    """``moment.date()`` is the day in UTC, ``column::date`` the day of the connection: neither is a day here."""
    calls = [
        f"{name}:{node.lineno} {ast.unparse(node)}: timezone.localdate(moment)"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date"
        if not node.args and not node.keywords and ast.unparse(node.func.value) not in NAIVE.get(name, ())
    ]
    casts = [
        f"{name}:{line} {cast.group(0)}: zone.local_day" for line, text in written(tree) for cast in CAST.finditer(text)
    ]
    return calls + casts


def words_faults(name: str, tree: ast.Module) -> list[str]:
    """A moment in words is read by people here: its hour is not that of UTC."""
    return [
        f"{name}:{node.lineno} {ast.unparse(node.value)} in words: timezone.localtime"
        for node in ast.walk(tree)
        if isinstance(node, ast.FormattedValue) and "%" in ast.unparse(node.format_spec or ast.Constant(""))
        if re.search(r"(_at|now|moment)$", ast.unparse(node.value))
    ]


def test_a_day_is_a_day_in_shanghai() -> None:
    faults = [
        fault
        for name, tree in sources(*PRODUCT, "tests")
        if name != "tests/test_clock.py"
        for fault in day_faults(name, tree)
    ]
    assert not faults, "\n".join(faults)


def test_a_moment_in_words_is_one_in_shanghai() -> None:
    assert not [fault for name, tree in sources(*PRODUCT) for fault in words_faults(name, tree)]
    assert words_faults("x.py", ast.parse('f"{meeting.held_at:%H:%M}"'))
    assert not words_faults("x.py", ast.parse('f"{timezone.localtime(meeting.held_at):%H:%M}"'))


@pytest.mark.parametrize(
    "source",
    [
        "day = held_at.date()",
        "(a or b).date()",
        "timezone.now().date()",
        'sql = "SELECT m.held_at::date"',
    ],
)
def test_the_lint_finds_a_day_of_utc(source: str) -> None:
    assert day_faults("x.py", ast.parse(source))


def test_the_zone_is_named_once() -> None:
    faults = [
        f"{name}:{line}"
        for name, tree in sources(*PRODUCT, "tests")
        if name not in ("core/zone.py", "tests/config/test_settings.py", "tests/test_clock.py")
        for line, text in written(tree)
        if ZONE.key in text and not text.endswith((".", "\n"))  # prose may name it
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", [*ALLOWED_READS, *ALLOWED_SQL, *NAIVE])
def test_no_exception_outlives_its_file(name: str) -> None:
    assert (ROOT / name).exists()


@pytest.fixture(scope="module")
def made_once() -> datetime:
    return timezone.now()


def test_what_is_made_once_is_made_before_the_tests_that_read_it(made_once: datetime) -> None:
    """A session of an hour does not move it: else a meeting that began five minutes ago would begin in fifty."""
    assert made_once == clock.NOW <= timezone.now()
