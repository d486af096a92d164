"""The table into the database after every migrate: idempotent, and a correction reaches a portal that is in use.

National rows belong to the product. A name of ``thresholds_dated.csv`` has exactly the dated rows listed there, so a
file of 2017 is judged by the rule of 2017. Any other name has one value from the beginning; where a portal holds
another one, the corrected value is added from ``EDITION`` on and what was judged by then stays judged. Rows of
districts and streets are never touched, but for a name that changed.
"""

import csv
from collections import defaultdict
from datetime import date
from typing import NamedTuple

from core.chinese.dates import EARLIEST_YEAR
from organizations.models import Threshold
from organizations.standards.table import TABLE, Definition, definitions

DATED = TABLE.with_name("thresholds_dated.csv")
BEGINNING = date(EARLIEST_YEAR, 1, 1)
"""Before every day that can be written in a form or a roster."""
EDITION = date(2026, 11, 25)
"""Day of this edition of the table: undated corrections hold from here in a portal that was installed before."""

RENAMED = {
    "mem.applicant.talk_days": "mem.applicant.talk_months",
    "mem.target.meeting_days_after_prereview": "mem.target.meeting_months_after_prereview",
    "mem.transfer.letter_days": "mem.transfer.letter_months",
    "mem.transfer.receipt_days": "mem.transfer.receipt_months",
}
"""Limits that the rules say in months, held in days of 30 before."""
_DAYS_OF_A_MONTH = 30


class Dated(NamedTuple):
    """A national value from a day on."""

    effective_from: date
    value: str
    op: str


def histories() -> dict[str, list[Dated]]:
    """Names of the dated table → their values, the first from the beginning."""
    found: dict[str, list[Dated]] = defaultdict(list)
    with DATED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["effective_from"]) if row["effective_from"] else BEGINNING
            found[row["name"]].append(Dated(day, row["value"], row["op"]))
    return dict(found)


_DESCRIPTION = {
    "unit": "unit",
    "clause": "clause",
    "origin": "origin",
    "check_state": "check",
    "scope_level": "scope_level",
    "measured_on": "measured_on",
    "rows": "rows",
    "label": "label_zh",
    "note": "note",
}
"""Column of Threshold → column of the table."""


def _described(known: Definition) -> dict[str, str]:
    return {column: getattr(known, field) for column, field in _DESCRIPTION.items()}


def _rename() -> None:
    """Rows of an old name: national ones go; another's follow where the days are whole months, else they stay."""
    old = Threshold.objects.filter(name__in=RENAMED)
    old.filter(organization=None).delete()
    for row in old:
        days = int(row.value)
        if days % _DAYS_OF_A_MONTH == 0:
            known = definitions()[RENAMED[row.name]]
            for column, text in _described(known).items():
                setattr(row, column, text)
            row.name, row.value = known.name, str(days // _DAYS_OF_A_MONTH)
            row.save()


def _wanted(held: list[Threshold], known: Definition, history: list[Dated] | None) -> list[Dated]:
    """The national rows that the name should have, given those it has."""
    if history is not None:
        return history
    current = Dated(BEGINNING, known.default, known.op)
    if not held:
        return [current]
    kept = [Dated(row.effective_from, row.value, row.op) for row in held if row.effective_from != EDITION]
    kept = [kept[0]._replace(effective_from=BEGINNING), *kept[1:]] if kept else [current]
    if kept[-1][1:] != current[1:]:
        kept.append(current._replace(effective_from=EDITION))
    return kept


def load() -> int:
    """Bring the national rows to what the table says; how many names were added, changed or removed.

    The rows of a name that differ are written anew: nothing refers to them by their id.
    """
    _rename()
    dated = histories()
    held: dict[str, list[Threshold]] = defaultdict(list)
    for row in Threshold.objects.filter(organization=None).order_by("name", "effective_from"):
        held[row.name].append(row)
    stale = [name for name in held if name not in definitions()]
    added: list[Threshold] = []
    for name, known in definitions().items():
        described = _described(known)
        wanted = [{**each._asdict(), **described} for each in _wanted(held[name], known, dated.get(name))]
        if wanted != [{column: getattr(row, column) for column in wanted[0]} for row in held[name]]:
            stale.append(name)
            added += [Threshold(name=name, **columns) for columns in wanted]
    Threshold.objects.filter(organization=None, name__in=stale).delete()
    Threshold.objects.bulk_create(added)
    return len(stale)
