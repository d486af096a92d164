"""The ledger as files: a landscape page for the wall, a workbook for the file."""

from collections.abc import Callable

from core.office.documents import TableColumn, table_pdf
from core.office.spreadsheets import Column, SheetSpec, write
from meetings.ledger import Ledger, Row

MONTHS = range(1, 13)


def title(ledger: Ledger) -> str:
    return f"{ledger.year}年{ledger.organization.name}三会一课台账"


def _cells(row: Row) -> list[str]:
    return ["\n".join(entry.words for entry in entries) for entries in row.months]


def pdf(ledger: Ledger) -> bytes:
    """One landscape page: kinds by months, with what is owed and missing."""
    columns = [
        TableColumn("会议", 1.6),
        *(TableColumn(f"{month}月", 1, "center") for month in MONTHS),
        TableColumn("应开期", 0.7, "center"),
        TableColumn("已开次", 0.7, "center"),
        TableColumn("缺期", 0.7, "center"),
    ]
    rows = [[row.label, *_cells(row), row.owed or "—", row.held, len(row.missing) or "—"] for row in ledger.rows]
    return table_pdf(title(ledger), columns, rows, subtitle="格内为召开日期和实到/应到人数", landscape=True)


def xlsx(ledger: Ledger) -> bytes:
    """Two sheets: kinds by months, and every meeting."""
    columns = [Column("会议"), *(Column(f"{month}月") for month in MONTHS)]
    columns += [Column("应开期", "integer"), Column("已开次", "integer"), Column("未召开")]
    grid = [[row.label, *_cells(row), row.owed, row.held, "、".join(row.missing)] for row in ledger.rows]
    listed = [
        [
            entry.day,
            row.label,
            entry.topic,
            entry.host,
            entry.counts.entitled if entry.counts else None,
            entry.counts.present if entry.counts else None,
            "已记录" if entry.recorded else "未记录",
        ]
        for row, entry in ledger.entries
    ]
    meetings = [
        Column("日期", "date"),
        Column("会议"),
        Column("主题"),
        Column("主办"),
        Column("应到", "integer"),
        Column("实到", "integer"),
        Column("记录"),
    ]
    head = title(ledger)
    return write([SheetSpec("台账", columns, grid, title=head), SheetSpec("会议", meetings, listed, title=head)])


FILES: dict[str, Callable[[Ledger], bytes]] = {"pdf": pdf, "xlsx": xlsx}
"""Ending in the address → maker."""
