"""docs/security/asvs.csv: each row of OWASP ASVS 5.0, levels 1 and 2, has a test that is there, or a reason."""

import ast
import csv
import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from core.office import images, scans
from core.office.spreadsheets import limits

ROOT = Path(settings.BASE_DIR)
TABLE = ROOT / "docs" / "security" / "asvs.csv"
with TABLE.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
LEVELS = {"1": 70, "2": 183}
"""Rows of version 5.0.0."""


@cache
def names_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_the_table_is_whole() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert {level: sum(row["level"] == level for row in ROWS) for level in LEVELS} == LEVELS
    assert {row["applies"] for row in ROWS} == {"yes", "no"}


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_row_has_a_test_that_is_there_or_a_reason(row: dict[str, str]) -> None:
    assert row["requirement"]
    assert bool(row["test"]) != bool(row["reason"])
    assert row["applies"] == "yes" or row["reason"]
    for node in filter(None, row["test"].split(";")):
        path, _, name = node.partition("::")
        assert name in names_in(path), node


def test_what_is_open_is_counted_where_it_is_read() -> None:
    is_open = [row for row in ROWS if row["reason"].startswith("open: ")]
    told = re.search(r"(\d+) rows apply, (\d+) have a test, (\d+) a reason, (\d+) are open", read())
    assert told, "docs/security.md says how many"
    apply = [row for row in ROWS if row["applies"] == "yes"]
    tested = [row for row in apply if row["test"]]
    reasons = len(apply) - len(tested) - len(is_open)
    assert [int(each) for each in told.groups()] == [len(apply), len(tested), reasons, len(is_open)]


def test_limits_of_files_are_documented_as_the_code_has_them() -> None:
    told = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8").partition("## Files that are taken")[2]
    rosters = re.findall(r"[\d ]+\d", told.split("| photographs")[0].partition("rosters |")[2])
    assert [int(each.replace(" ", "")) for each in rosters] == [
        limits.MAX_FILE_BYTES >> 20,
        limits.MAX_UNPACKED_BYTES >> 20,
        limits.MAX_RATIO,
        limits.MAX_SHEETS,
        limits.MAX_ROWS,
        limits.MAX_COLUMNS,
        limits.MAX_CELLS,
    ]
    assert f"{images.MAXIMUM_BYTES >> 20} MB, {images.MAXIMUM_PIXELS // 1_000_000} million pixels" in told
    assert told.count(f"| {scans.MAXIMUM_BYTES >> 20} MB |") == 2
    assert f"| {settings.DATA_UPLOAD_MAX_MEMORY_SIZE >> 20} MB, 3 000 fields |" in told
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS == 3000


def read() -> str:
    return (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
