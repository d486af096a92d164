"""Tables that leave the portal: made and recorded in one place."""

from collections.abc import Sequence
from typing import Any

from core.office.spreadsheets import Column, SheetSpec, write
from core.records import audit


def export_table(*, by: Any, name: str, titles: Sequence[str], table: Sequence[Sequence[Any]]) -> bytes:
    """A workbook of ``table`` under ``titles`` (days where one ends in 日期); recorded with its number of rows."""
    audit.record("organizations.exported", by=by, label=name, rows=len(table))
    columns = [Column(title, kind="date" if title.endswith("日期") else "text") for title in titles]
    return write([SheetSpec(name, columns, table, title=name)])
