"""A workbook between the child that read it and the parent.

marshal carries text and numbers several times faster than pickle, but no dates: they travel as tuples.
"""

import marshal
from datetime import date, datetime, time, timedelta
from typing import Any

from core.office.spreadsheets.workbook import Cell, Sheet, Workbook

_PLAIN = {str, float, int, bool, type(None)}


def pack(workbook: Workbook) -> bytes:
    sheets = []
    for sheet in workbook.sheets:
        rows = list(sheet.rows)
        width = len(rows[0]) if rows else 0
        special = [c for c in range(width) if not {type(row[c]) for row in rows} <= _PLAIN]
        for column in special:
            for row in rows:
                cell = row[column]
                if type(cell) not in _PLAIN:
                    row[column] = _pack_cell(cell)  # type: ignore[call-overload]
        aside = (sheet.hidden, sheet.hidden_rows, sheet.hidden_columns, sheet.merged, sheet.padded, sheet.errors)
        sheets.append((sheet.name, aside, special, rows))
    return marshal.dumps((workbook.format, workbook.digest, workbook.since_1904, sheets), 2)


def unpack(payload: bytes) -> Workbook:
    format_, digest, since_1904, sheets = marshal.loads(payload)
    workbook = Workbook(format_, digest, since_1904=since_1904)
    for name, aside, special, rows in sheets:
        for column in special:
            for row in rows:
                cell = row[column]
                if type(cell) is tuple:
                    row[column] = _unpack_cell(cell)
        workbook.sheets.append(Sheet(name, rows, *aside))
    return workbook


def _pack_cell(cell: Any) -> tuple[Any, ...]:
    if type(cell) is date:
        return (cell.toordinal(),)
    if isinstance(cell, datetime):
        return (1, cell.isoformat())
    if isinstance(cell, time):
        return (2, cell.isoformat())
    if isinstance(cell, timedelta):
        return (3, cell.total_seconds())
    return (4, str(cell))


def _unpack_cell(packed: tuple[Any, ...]) -> Cell:
    if len(packed) == 1:
        return date.fromordinal(packed[0])
    kind, value = packed
    if kind == 1:
        return datetime.fromisoformat(value)
    if kind == 2:
        return time.fromisoformat(value)
    if kind == 3:
        return timedelta(seconds=value)
    return str(value)
