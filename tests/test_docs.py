"""What the documents name exists: paths of files, commands of manage.py, targets of make."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
FOLDERS = {
    *("assessments", "config", "core", "demo", "deploy", "docs", "grids", "locale", "meetings", "members"),
    *("organizations", "people", "requirements", "server", "services", "static", "templates", "tests", "tools"),
}
_QUOTED = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
_PATH = re.compile(r"^[\w.-]+(?:/[\w.*-]+)*/?$")
_COMMAND = re.compile(r"manage\.py (\w+)")
_TARGET = re.compile(r"\bmake ([a-z-]+)(?=[`\s])")


def documents() -> Iterator[tuple[Path, str]]:
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        yield path, path.read_text(encoding="utf-8")


def _exists(path: Path, name: str) -> bool:
    places = (ROOT, path.parent)
    return any((place / name).exists() or ("*" in name and any(place.glob(name))) for place in places)


def test_paths_that_the_documents_name_exist() -> None:
    missing = []
    for path, text in documents():
        quoted = [
            name
            for name in _QUOTED.findall(text)
            if "/" in name and _PATH.match(name) and name.split("/")[0] in FOLDERS and "NN" not in name
        ]
        missing += [
            f"{path.relative_to(ROOT)}: {name}" for name in {*quoted, *_LINK.findall(text)} if not _exists(path, name)
        ]
    assert not missing, "\n".join(sorted(missing))


def test_commands_that_the_documents_name_exist() -> None:
    known = {*get_commands(), "test"}
    missing = {f"{path.relative_to(ROOT)}: {name}" for path, text in documents() for name in _COMMAND.findall(text)}
    assert not {each for each in missing if each.split(": ")[1] not in known}


def test_every_record_stands_in_the_architectures_table() -> None:
    table = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("## Data model")[2]
    table = table.partition("\n## ")[0]
    for room, entities in re.findall(r"^\| (\w+) \| (.+) \|$", table, re.M)[1:]:
        models = {model.__name__ for model in apps.get_app_config(room).get_models()}
        kept = {name for name in models if not name.endswith("Event") or name == "AuditEvent"}
        assert kept == kept & {*re.findall(r"\b[A-Z]\w+", entities)}, room


def test_targets_that_the_documents_name_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = {
        (path.name, name)
        for path, text in documents()
        for quoted in _QUOTED.findall(text)
        for name in _TARGET.findall(f"{quoted} ")
    }
    assert not {each for each in named if each[1] not in targets}
