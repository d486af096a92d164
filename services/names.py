"""Names of a list that somebody pastes or uploads: one a line, or the column 姓名 of a table."""

import re
from collections.abc import Iterable
from typing import Any

from core.chinese.names import normalize_name
from core.office import spreadsheets
from core.records.errors import RuleViolation

MOST = 200
"""Names of one list."""
LONGEST = 40
_BETWEEN = re.compile(r"[\n\r,，、;；\t]+")
_COUNTED = re.compile(r"^\s*[(（]?\d{1,3}[)）]?\s*[.．、)）]?\s*")
_WRONG = re.compile(r"\d{4,}|[@/\\<>]")


def names_in(text: str) -> list[str]:
    """Raises RuleViolation (field ``names``) for what is no name, stands twice, or is too much."""
    return _checked(_COUNTED.sub("", each) for each in _BETWEEN.split(text or ""))


def names_of(upload: Any) -> list[str]:
    """Of a text file, a CSV or a workbook. Raises RuleViolation (field ``file``)."""
    try:
        workbook = spreadsheets.read(upload, upload.name)
    except spreadsheets.UnreadableSpreadsheet as error:
        raise RuleViolation("unreadable", f"名单打不开：{error}", field="file") from error
    rows = [[str(cell or "").strip() for cell in row] for row in (workbook.sheets[0].rows if workbook.sheets else [])]
    for number, row in enumerate(rows[:10]):
        if "姓名" in row:
            column = row.index("姓名")
            rows = [each[column : column + 1] for each in rows[number + 1 :]]
            break
    try:
        return _checked(row[0] for row in rows if row)
    except RuleViolation as violation:
        raise RuleViolation(violation.code, violation.message, field="file") from violation


def _checked(words: Iterable[str]) -> list[str]:
    found: list[str] = []
    for word in words:
        name = normalize_name(word.strip())
        if not name:
            continue
        if len(name) > LONGEST or _WRONG.search(name):
            shown = re.sub(r"\d{2,}", "…", name)[:20]
            raise RuleViolation("no-name", f"“{shown}”不是姓名，名单只写姓名，一行一个", field="names")
        if name in found:
            raise RuleViolation("twice", f"“{name}”写了两次，同名的请写成“{name}（2）”", field="names")
        found.append(name)
    if len(found) > MOST:
        raise RuleViolation("too-many", f"一次最多 {MOST} 人，这里有 {len(found)} 人", field="names")
    return found
