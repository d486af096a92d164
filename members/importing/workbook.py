"""The uploaded roster given back with the bad cells marked: the user's own file, so cells are as they were typed."""

from typing import Any

from core.chinese import normalize_text
from core.spreadsheets import Column, SheetSpec, Workbook, read, write
from members.importing.reading import ERROR, QUESTION, rosters
from members.models import ImportBatch

KINDS = {ERROR: "错误", QUESTION: "待确认", "warning": "提示"}


def marked_workbook(content: bytes, batch: ImportBatch) -> bytes:
    """Every sheet of the roster with only the rows to look at, the cells painted and explained, and why in words.

    Rows keep the number they have in the uploaded file, in the first column. Text stays text: no formula survives.
    """
    workbook: Workbook = read(content, batch.file_name)
    by_row: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for problem in batch.problems:
        by_row.setdefault((problem["sheet"], problem["row"]), []).append(problem)
    specs = []
    for roster in rosters(workbook):
        titles = [normalize_text(cell) for cell in roster.sheet.rows[roster.header.index]]
        rows: list[list[Any]] = []
        marks: dict[tuple[int, int], str] = {}
        for number in sorted(row for sheet, row in by_row if sheet == roster.sheet.name):
            problems = by_row[roster.sheet.name, number]
            words = "；".join(f"{KINDS[p['kind']]}：{p['column']}，{p['message']}" for p in problems)
            for problem in problems:
                if problem["column"] in titles:
                    marks[len(rows), titles.index(problem["column"]) + 2] = problem["message"]
            rows.append([number, words, *map(_shown, roster.sheet.rows[number - 1])])
        columns = [Column("原表行号", "integer"), Column("问题", width=44), *(Column(title) for title in titles)]
        specs.append(
            SheetSpec(
                roster.sheet.name,
                columns,
                rows,
                title=f"{batch.file_name} 需要核对的行",
                note="更正后可以直接上传这张表。",
                marks=marks,
            )
        )
    return write(specs)


def _shown(cell: Any) -> Any:
    return cell if cell != "" else None
