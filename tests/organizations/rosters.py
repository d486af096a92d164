"""Rosters as files for tests, and the command as a function."""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management import call_command

from core.office.spreadsheets import Column, SheetSpec, write


def workbook(titles: Sequence[str], rows: Sequence[Sequence[Any]], *, name: str = "名册", title: str = "") -> bytes:
    return write([SheetSpec(name, [Column(each) for each in titles], rows, title=title)])


class Command:
    """``run("units", titles, rows, "--commit")`` → (exit status, parsed --json)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self, subject: str, titles: Sequence[str], rows: Sequence[Sequence[Any]], *arguments: str, code: str = "T-A"
    ) -> tuple[int, dict[str, Any]]:
        return self.file(subject, workbook(titles, rows), *arguments, code=code)

    def file(self, subject: str, content: bytes, *arguments: str, code: str = "T-A") -> tuple[int, dict[str, Any]]:
        path = self.folder / f"{subject}.xlsx"
        path.write_bytes(content)
        out = io.StringIO()
        status = 0
        try:
            call_command("import_roster", subject, str(path), "--organization", code, *arguments, "--json", stdout=out)
        except SystemExit as left:
            status = int(left.code or 0)
        return status, json.loads(out.getvalue())


def codes(result: dict[str, Any], kind: str = "errors") -> list[tuple[int, str, str]]:
    return [(found["row"], found["column"], found["code"]) for found in result[kind]]
