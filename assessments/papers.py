"""Papers of the evaluation: the quarterly circular, the year's result, one community's result (ASM-20)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone

from assessments import circulars, queries
from assessments.heat import mean_words
from assessments.models import Circular, Evaluation, MonthProtocol, Scheme, Score
from assessments.overview import Overview
from assessments.table import Row
from core.chinese.dates import chinese_date
from core.chinese.numbers import ratio
from core.office.documents import Block, Heading, KeyValue, Official, Paragraph, Signature, Table
from organizations.models import Month, Organization

QUARTERS = "一二三四"


def _number(value: Decimal | None) -> str:
    return "—" if value is None else f"{value.normalize():f}"


def circular(told: Circular) -> Official:
    """Rank, change and why, group by group."""
    lines = circulars.lines_of(told)
    placed = [line for line in lines if line.place is not None]
    grouped = bool(told.scheme.groups)
    scheme = told.scheme
    until = chinese_date(circulars.last_day(scheme.year, told.quarter))
    blocks: list[Block] = [
        Paragraph(
            f"现将{scheme.year}年第{QUARTERS[told.quarter - 1]}季度{scheme.name}情况通报如下。共{len(lines)}个社区，"
            f"{len(placed)}个参加排名；按当期应得计算，截至{until}。"
        )
    ]
    for group in dict.fromkeys(line.group for line in lines):
        if grouped:
            blocks.append(Heading(group or "其他社区"))
        blocks.append(
            Table(
                ["名次", "社区", "按进度得分", "比上季度", "原因"],
                [
                    [
                        line.place or "—",
                        line.label,
                        _number(line.points),
                        line.change,
                        "；".join(line.because) or "各项均达到当期应得",
                    ]
                    for line in lines
                    if line.group == group
                ],
                widths=[0.6, 1.6, 1.0, 1.0, 4.2],
                align=["center", "left", "center", "center", "left"],
            )
        )
    blocks.append(Signature(scheme.district.name, told.issued_on))
    return Official(title=f"关于{told}", number=told.number, recipient="各街道（镇）、社区党组织", blocks=blocks)


def protocol(told: MonthProtocol) -> Official:
    """What was frozen when a month was closed."""
    month = told.month
    reopened: list[Block] = []
    if told.reopened_at is not None:
        day = chinese_date(timezone.localdate(told.reopened_at))
        reopened = [Paragraph(f"{day}依据{told.document}重开，原因：{told.reason}。")]
    return Official(
        title=f"{month.year}年{month.month}月封账纪要",
        blocks=[
            Paragraph(
                f"{chinese_date(timezone.localdate(told.closed_at))}对{month.year}年{month.month}月的数据第{told.number}次"
                f"封账，共{told.organizations}个组织、{told.facts}项数据。封账后录入的记录计为补录。"
            ),
            Heading("全区数据"),
            Table(
                ["指标", "分子", "分母", "数值", "未知"],
                [
                    [
                        line["title"],
                        line["numerator"] or "—",
                        line["denominator"] or "—",
                        (line["value"] or "—") + ("%" if line["unit"] == "percent" and line["value"] else ""),
                        line["unknown"] or "",
                    ]
                    for line in told.figures
                ],
                widths=[3.0, 1.2, 1.2, 1.2, 0.8],
                align=["left", "center", "center", "center", "center"],
            ),
            *reopened,
            Paragraph(f"校验码：{told.seal}", "note"),
            Signature(told.district.name, timezone.localdate(told.closed_at)),
        ],
    )


_COLUMNS = 4
"""Indicators beside each other on an upright page."""


def overview_report(shown: Overview, noted: Sequence[dict[str, Any]], *, month: Month | None) -> Official:
    """The dashboard on paper: what is the matter, the organisation's own numbers, its parts, what to look at (ASM-11).

    ``shown`` with all its rows; ``noted``: ``overview.attention``.
    """
    period, own = shown.period, shown.organization
    span = f"{period.first.year}年{period.first.month}月"
    if period.first != period.last:
        span += f"至{period.last.year}年{period.last.month}月"
    state = "已封账" if month and month.closed_at else "未封账，数据以封账后为准"
    reached = [each for each in shown.figures if each.kind == "good"]
    short = [each for each in shown.figures if each.kind == "bad"]
    unknown = [each for each in shown.figures if each.kind == "warn"]
    finding = f"有目标的指标中，{len(reached)}项达标，{len(short)}项没有达标"
    if short:
        finding += "（" + "，".join(f"{each.indicator.title}{each.words}，{each.state}" for each in short) + "）"
    if unknown:
        finding += f"；{len(unknown)}项未知（" + "、".join(each.indicator.title for each in unknown) + "）"
    blocks: list[Block] = [
        Paragraph(f"现将{own.name}{span}社区党建情况报告如下（{period.last.month}月{state}）。{finding}。"),
        Heading("一、总体情况"),
        Table(
            ["指标", "数值", "分子 / 分母", "目标", "情况"],
            [
                [
                    each.indicator.title,
                    each.words,
                    _over(each.value),
                    "—" if each.target is None else f"{_number(each.target)}",
                    each.state or "—",
                ]
                for each in shown.figures
            ],
            widths=[2.4, 1.2, 1.8, 1.0, 1.8],
            align=["left", "center", "center", "center", "left"],
        ),
    ]
    if shown.rows:
        blocks.append(Heading("二、各街道（镇）情况" if shown.drills else "二、各社区情况"))
        lines = [*shown.rows, *shown.closing]
        for start in range(0, len(shown.indicators), _COLUMNS):
            these = range(start, min(start + _COLUMNS, len(shown.indicators)))
            blocks.append(
                Table(
                    ["组织", *(shown.indicators[each].title for each in these)],
                    [[_label(row), *(row.cells[each].words for each in these)] for row in lines],
                    widths=[1.8, *(1.3 for _ in these)],
                    align=["left", *("center" for _ in these)],  # type: ignore[list-item]
                )
            )
        means = [[_label(row), mean_words(row.mean)] for row in lines if row.mean is not None]
        if means:
            blocks.append(Table(["组织", f"{period.last.year}年五好得分"], means, align=["left", "center"]))
    blocks.append(Heading("三、需要关注" if shown.rows else "二、需要关注"))
    blocks += [Paragraph(f"{each['title']}（{each['note']}）。") for each in noted] or [
        Paragraph("没有需要关注的事项。")
    ]
    blocks += [
        Paragraph("“未知”和“—”不当作零；带 * 的数有未知部分。", "note"),
        Signature(own.name, shown.today),
    ]
    return Official(title=f"{own.name}{span}社区党建情况报告", blocks=blocks)


def _over(value: queries.Value | None) -> str:
    if value is None or not value.denominator or value.numerator is None:
        return "—"
    return f"{value.numerator.normalize():,f} / {value.denominator.normalize():,f}"


def _label(row: Row) -> str:
    return f"{row.label}（{row.note}）" if row.note else row.label


def result(scheme: Scheme, rows: Sequence[Evaluation], *, grades: dict[int, str]) -> Official:
    """The year's result of a district: places, totals and grades. ``rows``: ``queries.placed``, decided all of them."""
    with_grades = bool(scheme.grades)
    known = [row.total for row in rows if row.total is not None]
    mean = ratio(sum(known), len(known), factor=1, places=2)
    blocks: list[Block] = [
        Paragraph(
            f"根据{scheme.document}，{scheme.year}年{scheme.name}经社区自评、街道初审、公示和区委组织部审定，"
            f"共{len(rows)}个社区，平均{_number(mean)}分。结果如下。"
        )
    ]
    header = ["名次", "社区", "总分", "其中加减分", *(["等次"] if with_grades else []), "备注"]
    for group in dict.fromkeys(row.group for row in rows):
        if scheme.groups:
            blocks.append(Heading(group or "其他社区"))
        mine = [row for row in rows if row.group == group]
        blocks.append(
            Table(
                header,
                [
                    [
                        row.place or "—",  # type: ignore[attr-defined]
                        row.organization.label,
                        _number(row.total),
                        _number(row.extra_points) if row.extra_points else "",
                        *([row.grade or grades.get(row.pk, "")] if with_grades else []),
                        "一票否决" if row.vetoed else "",
                    ]
                    for row in mine
                ],
                align=["center", "left", "center", "center", *(["center"] if with_grades else []), "left"],  # type: ignore[list-item]
            )
        )
    decided = max((row.decided_at for row in rows if row.decided_at), default=None)
    blocks.append(Signature(scheme.district.name, None if decided is None else timezone.localdate(decided)))
    return Official(
        title=f"关于{scheme.year}年{scheme.name}结果的通报", recipient="各街道（镇）、社区党组织", blocks=blocks
    )


def notice(row: Evaluation, scores: Sequence[Score], *, by: Organization) -> Official:
    """One community's result: its dimensions with every item, what stands beside, and the decision."""
    blocks: list[Block] = [
        KeyValue(
            [
                ("总分", _number(row.total)),
                ("等次", row.grade or "—"),
                ("加减分", _number(row.extra_points) if row.extra_points else "无"),
                ("一票否决", "成立" if row.vetoed else "无"),
            ],
            columns=2,
        )
    ]
    for part in queries.parts_of(row, scores):
        blocks.append(Heading(f"{part.label}（{_number(part.points)} / {_number(part.weight)}）"))
        blocks.append(_items(part.lines))
    if more := queries.beside(scores):
        blocks += [Heading("加分、扣分和一票否决"), _items(more)]
    decided = None if row.decided_at is None else timezone.localdate(row.decided_at)
    blocks.append(Signature(by.name, decided))
    return Official(
        title=f"{row.scheme.year}年{row.scheme.name}结果告知书", recipient=row.organization.name, blocks=blocks
    )


def _items(scores: Sequence[Score]) -> Table:
    return Table(
        ["项目", "数值", "得分", "分值"],
        [
            [
                score.item.title,
                _number(score.value),
                "不适用" if score.inapplicable else _number(score.earned) if score.points is not None else "不计",
                _number(score.item.weight),
            ]
            for score in scores
        ],
        widths=[3.2, 1.0, 1.0, 1.0],
        align=["left", "center", "center", "center"],
    )
