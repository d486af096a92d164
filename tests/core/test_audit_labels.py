"""Whoever reads the log reads Chinese: every code that the program writes has its words."""

import re
from pathlib import Path

from django.conf import settings

from core.records import audit
from core.web.home import lists

APPS = ("core", "people", "organizations", "members", "grids", "meetings", "services", "assessments")
WRITES = re.compile(r"\b(?:audit\.record|record|AuditEvent(?:\.objects\.create)?)\(\s*(?:code=)?(\"[a-z_]+\.[a-z_]+\")")


def written_codes() -> set[str]:
    """Codes that stand in the source where an event is written, or at a step of a workflow."""
    found: set[str] = set()
    for app in APPS:
        for path in (Path(settings.BASE_DIR) / app).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            found.update(each.strip('"') for each in WRITES.findall(text))
    return found | {step.event for flow in lists().workflows for step in flow.steps if step.event}


def test_every_written_code_has_words() -> None:
    codes = written_codes()
    assert len(codes) > 80
    assert {code for code in codes if audit.label_of(code) == code} == set()


def test_an_unknown_code_stands_as_it_is() -> None:
    assert audit.label_of("rooms.long_gone") == "rooms.long_gone"
