"""Which numbers the product reads: found in its source, so that a list cannot lie about it.

A number that no code reads is not offered to be changed: a district that changed it would believe that it counts.
"""

import ast
import re
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

from organizations.standards.table import Definition, definitions

_LITERAL = re.compile(r"""["']((?:core|org|mem|grd|mtg|svc|asm)\.[\w.]+)["']""")
_NO_READERS = {"migrations", "demo", "commands", "bench.py", "loading.py", "reference.py"}
"""Parts of a path that only mention names: they do not decide anything by the number."""


def sources() -> list[Path]:
    """The product's files that may read a number."""
    root = Path(settings.BASE_DIR)
    folders = [Path(config.path) for config in apps.get_app_configs() if Path(config.path).is_relative_to(root)]
    own = [folder for folder in [*folders, root / "config"] if ".venv" not in folder.parts]
    return sorted(
        path for folder in own for path in folder.rglob("*.py") if not _NO_READERS & set(path.relative_to(root).parts)
    )


@cache
def readers() -> dict[str, list[str]]:
    """Name → the places (``file:line``) where it stands as a string in the code, neither in comments nor documents."""
    root = Path(settings.BASE_DIR)
    found: dict[str, list[str]] = {}
    for path in sources():
        text = path.read_text(encoding="utf-8")
        if not _LITERAL.search(text):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in definitions():
                found.setdefault(node.value, []).append(f"{path.relative_to(root)}:{node.lineno}")
    return found


def unread() -> list[Definition]:
    """The numbers whose rule does not exist yet, each with the rows of requirements.md it waits for (``rows``)."""
    return [known for name, known in definitions().items() if name not in readers()]
