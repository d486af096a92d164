"""The dashboard as a workbook: the table as numbers, and numerators and denominators on a second sheet (ASM-11)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal

from assessments.models import Indicator
from assessments.overview import Overview
from assessments.table import Row
from core.office.spreadsheets import Column, SheetSpec

_KINDS: dict[str, Literal["percent", "integer"]] = {"percent": "percent", "count": "integer", "persons": "integer"}
_PARTS = [
    Column("组织"),
    Column("指标"),
    Column("分子", kind="number"),
    Column("分母", kind="number"),
    Column("未知部分", kind="integer"),
    Column("口径"),
]


def sheets(shown: Overview) -> list[SheetSpec]:
    """``shown`` with all its rows."""
    period = shown.period
    span = f"{period.first:%Y-%m} 至 {period.last:%Y-%m}" + ("（未满月）" if shown.running else "")
    columns = [Column(each.title, kind=_KINDS.get(each.unit, "number")) for each in shown.indicators]
    return [
        SheetSpec(
            "街道×指标" if shown.drills else "社区×指标",
            [Column("组织"), *columns, Column("五好均分", kind="number"), Column("未定社区", kind="integer")],
            list(_table(shown)),
            title=f"{shown.organization.name} {period.label}",
            note=f"{span}；导出日期 {shown.today:%Y-%m-%d}；空格为未知或没有可计算的事项，不当作零。",
        ),
        SheetSpec("分子分母", _PARTS, list(_parts(shown))),
    ]


def _table(shown: Overview) -> Iterator[list[Any]]:
    for row in (*shown.rows, *shown.closing):
        numbers = [
            _number(cell.value.value if cell.value else None, each)
            for each, cell in zip(shown.indicators, row.cells, strict=True)
        ]
        yield [_name(row), *numbers, row.mean.value if row.mean else None, row.mean.undecided if row.mean else None]
    targets = shown.part_lines.targets if shown.part_lines else {}
    yield ["目标", *(_number(targets.get(each.code), each) for each in shown.indicators), None, None]


def _parts(shown: Overview) -> Iterator[list[Any]]:
    for row in (*shown.rows, *shown.closing):
        for indicator, cell in zip(shown.indicators, row.cells, strict=True):
            value = cell.value
            parts = [value.numerator, value.denominator, value.unknown] if value else [None, None, 0]
            yield [_name(row), indicator.title, *parts, indicator.explanation]


def _name(row: Row) -> str:
    return f"{row.label}（{row.note}）" if row.note else row.label


def _number(value: Decimal | None, indicator: Indicator) -> Decimal | None:
    """As a workbook holds it: a percentage as its fraction."""
    return value / 100 if value is not None and indicator.unit == Indicator.Unit.PERCENT else value
