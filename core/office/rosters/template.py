"""The empty roster to download: headers, formats, drop-downs, and a sheet that says what goes where."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from core.office.rosters.columns import Column as RosterColumn
from core.office.rosters.reading import INSTRUCTIONS
from core.office.spreadsheets import Column, SheetSpec, column_letter, write

_OFFERED = 2_000
_OWN = 3


def blank_workbook(name: str, columns: Sequence[RosterColumn], context: Any = None) -> bytes:
    """An .xlsx that the same engine reads back; ``context`` is what the choices depend on."""
    offered = {column.name: column.offered(context)[:_OFFERED] for column in columns}
    lists = [column for column in columns if offered[column.name]]
    sheet = []
    for column in columns:
        source = ""
        if column in lists:
            letter = column_letter(_OWN + lists.index(column))
            source = f"='{INSTRUCTIONS}'!${letter}$2:${letter}${len(offered[column.name]) + 1}"
        sheet.append(Column(column.title, width=column.width or max(12.0, len(column.title) * 2.4), choices=source))
    rules = [
        (column.title, "必填" if column.required else "", column.note or ("从下拉列表选择" if column in lists else ""))
        for column in columns
    ]
    words = zip_longest(*(offered[column.name] for column in lists))
    rows = [[*(rule or ("", "", "")), *(word or ())] for rule, word in zip_longest(rules, words)]
    titles = ["栏目", "是否必填", "说明", *(f"可选：{column.title}" for column in lists)]
    return write([SheetSpec(name, sheet, []), SheetSpec(INSTRUCTIONS, [Column(title) for title in titles], rows)])
