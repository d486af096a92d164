"""``manage.py matrix_test``: breaks the scope in one place after the other and asks whether the access matrix finds it.

Each place is a process of its own (pytest with ``BROKEN=place``, tests/matrix/broken.py); JSON; 1 when one was missed.
``--alone scope`` and ``--alone rows`` take the other wall down and ask the whole matrix; 1 when anything leaks.
"""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "逐处故意去掉范围限制，看访问矩阵能否发现；以JSON列出发现与遗漏"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--only", action="append", help="只试这一处（可重复）")
        parser.add_argument("--alone", choices=["scope", "rows"], help="只留这一道墙（查询范围或数据库行级安全）")

    def handle(self, *, only: list[str] | None, alone: str | None, **options: Any) -> None:
        if alone:
            self._with_one_wall(alone)
            return
        found: dict[str, str] = {}
        for name, tests in _planned(only).items():
            environment = os.environ | {"PORTAL_TEST": "1", "BROKEN": name}
            command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-x", "--reuse-db", "--tb=short", *tests]
            done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)
            said = [line for line in done.stdout.splitlines() if line.startswith("E ") and "AssertionError" not in line]
            # 1: tests failed; anything else is a run that says nothing.
            found[name] = {0: "missed", 1: (said or ["found"])[0][2:200].strip()}.get(done.returncode, "did not run")
            self.stderr.write(f"{name}: {found[name]}")
        missed = [name for name, how in found.items() if how in ("missed", "did not run")]
        report = {"planted": len(found), "found": len(found) - len(missed), "missed": missed, "faults": found}
        self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        if missed:
            sys.exit(1)

    def _with_one_wall(self, alone: str) -> None:
        environment = os.environ | {"PORTAL_TEST": "1", "ALONE": alone}
        tests = ["tests/test_access_matrix.py", "tests/test_access_choices.py", "-k", "not broken_on_purpose"]
        command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "--reuse-db", "--tb=short", *tests]
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)
        lines = done.stdout.splitlines()
        counted = next((line.removeprefix(_TALLY) for line in lines if line.startswith(_TALLY)), "{}")
        failed = [line for line in lines if line.startswith(("FAILED", "ERROR"))]
        report = {"alone": alone, **json.loads(counted), "failed": failed}
        self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        if done.returncode:
            self.stderr.write(done.stdout[-8000:])
            sys.exit(1)


_TALLY = "access matrix: "


def _planned(only: list[str] | None) -> dict[str, list[str]]:
    """Place → tests, as the file that plants the faults lists them; read in a process of its own."""
    code = (
        "import json, tests.conftest; from tests.matrix.broken import FAULTS;"
        " print(json.dumps({name: fault.tests for name, fault in FAULTS.items()}))"
    )
    listed = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env=os.environ | {"PORTAL_TEST": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    planned: dict[str, list[str]] = json.loads(listed.stdout.splitlines()[-1])
    return {name: tests for name, tests in planned.items() if not only or name in only}
