"""Imports run one way (docs/architecture.md): read from the source, so that a hidden one is found too."""

import ast
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


@pytest.mark.parametrize("app", ALLOWED)
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


def test_files_stay_readable() -> None:
    """A file near 500 lines becomes a package."""
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for app in ALLOWED
        for path, _ in modules(app)
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 700
    ]
    assert not long, "\n".join(long)
