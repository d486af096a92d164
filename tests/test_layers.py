"""Imports run one way (docs/architecture.md): read from the source, so that a hidden one is found too.

A table named in SQL counts as an import of the app that owns it.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ALLOWED: dict[str, set[str]] = {
    "core": set(),
    "people": {"core"},
    "organizations": {"core", "people"},
    "members": {"core", "people", "organizations"},
    "grids": {"core", "people", "organizations", "members"},
    "meetings": {"core", "people", "organizations", "members"},
    "services": {"core", "people", "organizations", "members", "grids", "meetings"},
    "assessments": {"core", "people", "organizations", "members", "grids", "meetings", "services"},
}
ROOMS = set(ALLOWED)
ALLOWED["server"] = {"core", "config"}
ALLOWED["demo"] = ROOMS
ALLOWED["tools"] = ROOMS | {"demo", "server", "config"}


_TABLE = re.compile(rf'(?:\b(?:FROM|JOIN|INTO|UPDATE|TABLE|ONLY|ON|USING)|,)\s+"?({"|".join(ALLOWED)})_[a-z]+\b')


def modules(app: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / app).rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name.split(".")[0] for name in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module.split(".")[0]]
    return []


@pytest.mark.parametrize("app", ALLOWED)
def test_imports_run_downwards(app: str) -> None:
    upwards = [
        f"{path.relative_to(ROOT)}:{node.lineno} imports {name}"
        for path, tree in modules(app)
        for node in ast.walk(tree)
        for name in imported(node)
        if name in {*ALLOWED, "config", "tests"} - ALLOWED[app] - {app}
    ]
    assert not upwards, "\n".join(upwards)


@pytest.mark.parametrize("app", sorted({*ALLOWED} - {"server"}))  # the start reads models when it may, not before
def test_no_import_of_another_room_hides_in_a_function(app: str) -> None:
    hidden = []
    for path, tree in modules(app):
        if path.name == "apps.py":  # models are not there yet when it is read: ready() imports
            continue
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                hidden += [
                    f"{path.relative_to(ROOT)}:{node.lineno} imports {name} in {function.name}"
                    for node in ast.walk(function)
                    for name in imported(node)
                    if name in ALLOWED
                ]
    assert not hidden, "\n".join(hidden)


def tables(app: str) -> Iterator[tuple[Path, int, str, str]]:
    """File, line, owner and text of each table named in SQL, of migrations and their triggers too."""
    for path in sorted((ROOT / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from ((path, node.lineno, found[1], found[0]) for found in _TABLE.finditer(node.value))


@pytest.mark.parametrize("app", ALLOWED)
def test_sql_reads_downwards(app: str) -> None:
    upwards = [
        f"{path.relative_to(ROOT)}:{line} {text}"
        for path, line, owner, text in tables(app)
        if owner not in ALLOWED[app] | {app}
    ]
    assert not upwards, "\n".join(upwards)


def test_sql_arrows_are_found() -> None:
    """Facts and evidence stand on SQL: were no arrow found here, the test above would hold nothing."""
    arrows = {(app, owner) for app in ALLOWED for _, _, owner, _ in tables(app) if owner != app}
    assert {("demo", "meetings"), ("meetings", "members"), ("members", "people")} <= arrows


def test_files_stay_readable() -> None:
    """A file near 500 lines becomes a package."""
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for app in [*ALLOWED, "config"]
        for path, _ in modules(app)
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 500
    ]
    assert not long, "\n".join(long)


def test_a_tag_of_a_template_ends_in_its_line() -> None:
    """Else it is no tag: the page shows its letters."""
    torn = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\{\{(?!.*\}\})|\{%(?!.*%\})", line)
    ]
    assert not torn, "\n".join(torn)


def test_templates_stay_readable() -> None:
    """No line of a template is wider than one of the code."""
    wide = [
        f"{path.relative_to(ROOT)}:{number}: {len(line)}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120
    ]
    assert not wide, "\n".join(wide)
