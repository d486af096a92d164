"""The uploaded roster given back with the bad cells marked: the user's own file, so cells are as they were typed."""

from collections.abc import Iterable
from typing import Any

from core.office import spreadsheets
from core.office.rosters.reading import KINDS, titles
from core.office.spreadsheets import Column, SheetSpec, write


def marked_workbook(tables: Iterable[spreadsheets.Table], problems: Iterable[dict[str, Any]], filename: str) -> bytes:
    """Every sheet of the roster with only the rows to look at, the cells painted and explained, and why in words.

    ``problems``: findings as dictionaries with ``kind``. Rows keep the number they have in the uploaded file, in the
    first column. Text stays text: no formula survives.
    """
    by_row: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for problem in problems:
        if problem["row"]:
            by_row.setdefault((problem["sheet"], problem["row"]), []).append(problem)
    specs = []
    for table in tables:
        names = titles(table)
        rows: list[list[Any]] = []
        marks: dict[tuple[int, int], str] = {}
        for number in sorted(row for sheet, row in by_row if sheet == table.sheet.name):
            found = by_row[table.sheet.name, number]
            words = "；".join(f"{KINDS[p['kind']]}：{p['column']}，{p['message']}" for p in found)
            for problem in found:
                if problem["column"] in names:
                    marks[len(rows), names.index(problem["column"]) + 2] = problem["message"]
            cells = [cell if cell != "" else None for cell in table.sheet.rows[number - 1]]
            rows.append([number, words, *cells])
        specs.append(
            SheetSpec(
                table.sheet.name,
                [Column("原表行号", "integer"), Column("问题", width=44), *(Column(name) for name in names)],
                rows,
                title=f"{filename} 需要核对的行",
                note="更正后可以直接上传这张表。",
                marks=marks,
            )
        )
    return write(specs)
