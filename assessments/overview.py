"""What the dashboard and its workbook show of one organisation and period.

The page costs what it shows: a portion of the table, whatever the size of the district.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse

from assessments import queries, table
from assessments.models import Evaluation, Fact, Indicator, LateFact, Scheme
from core.chinese.dates import add_months, month_start
from core.chinese.numbers import half_up
from core.office import charts
from organizations.kinds import Kind
from organizations.models import Organization

ROWS = 25
"""Rows shown at once: all communities of a usual street, all streets of a usual district."""

TREND_MONTHS = 12
THEME_DAY_HELD = "theme_day_held"
NOTED = 3
"""Lines of each kind under 需要关注: what a leader takes in at a glance."""


@dataclass(frozen=True)
class Overview:
    """``part_lines``: what the rows are held against, ``lines`` what the organisation's own numbers are."""

    organization: Organization
    period: queries.Period
    today: date
    indicators: list[Indicator]
    figures: list[queries.Figure]
    rows: list[table.Row]
    closing: list[table.Row]
    lines: queries.Lines
    part_lines: queries.Lines | None
    page: "Page[Organization] | None"

    @property
    def drills(self) -> bool:
        """Whether the rows are streets, whose communities have a table of their own."""
        return self.organization.kind == Kind.DISTRICT_DEPARTMENT

    @property
    def running(self) -> bool:
        return queries.running(self.period, self.today)

    @property
    def targets(self) -> list[Any]:
        """The line of each indicator's column, none without rows."""
        return [self.part_lines.targets.get(each.code) for each in self.indicators] if self.part_lines else []


def overview(organization: Organization, period: queries.Period, *, today: date, page: Any = None) -> Overview:
    """``page``: one portion of the table, its number as asked; without it all rows."""
    indicators = list(Indicator.objects.filter(on_dashboard=True))
    parts = table.parts_of(organization, first=period.first, last=period.last)
    portion = None if page is None else _portion(parts, page)
    shown = list(parts if portion is None else portion.object_list)
    as_of = min(today, period.last_day)
    lines, *part_lines = queries.lines_of(indicators, [organization, *shown[:1]], as_of=as_of, period=period)
    closes = bool(shown) and (portion is None or not portion.has_next())
    read = table.numbers(shown, organization, indicators, period=period, mean=closes)
    own, rows, closing = read.own, [], []
    if shown:
        rows = table.rows(shown, organization, indicators, period=period, lines=part_lines[0], read=read)
    if closes:
        every = rows if portion is None or not portion.has_other_pages() else None
        closing = table.closing_rows(organization, own, indicators, period=period, lines=lines, shown=every, read=read)
    figures = [queries.figure(each, own.get(each.code), lines.targets.get(each.code)) for each in indicators]
    of_parts = part_lines[0] if part_lines else None
    return Overview(organization, period, today, indicators, figures, rows, closing, lines, of_parts, portion)


def _portion(parts: QuerySet[Organization], asked: str) -> "Page[Organization]":
    """One portion of the parts, which are only counted where they do not stand on one page."""
    paginator = Paginator(parts, ROWS)
    if asked != "1":
        return paginator.get_page(asked)
    first = list(parts[: ROWS + 1])
    if len(first) <= ROWS:
        paginator.count = len(first)
    return Page(first[:ROWS], 1, paginator)


@dataclass(frozen=True)
class Trend:
    """Twelve months of one rate beside another."""

    choices: list[Indicator]
    code: str
    chart: str


def trend(shown: Overview, *, asked: str | None) -> Trend:
    """``asked``: the code of the rate to lead; the registration of in-service members stands beside it."""
    choices = [each for each in shown.indicators if each.unit == Indicator.Unit.PERCENT]
    leading = next((each for each in choices if each.code == asked), choices[0])
    others = [each for each in choices if each is not leading]
    pair = [leading, next((each for each in others if each.code == "registration_rate"), others[0])]
    last = month_start(shown.today)
    months = [add_months(last, step) for step in range(1 - TREND_MONTHS, 1)]
    facts = queries.monthly(shown.organization, [each.code for each in pair], first=months[0], last=last)
    target = shown.lines.targets.get(leading.code)
    chart = charts.line_chart(
        [f"{month.month}月" for month in months],
        [charts.Series(each.title, [_number(facts[each.code].get(month)) for month in months]) for each in pair],
        title=f"{shown.organization.name}近十二个月：{leading.title}、{pair[1].title}",
        target=float(target) if target is not None else None,
        unit="%",
        maximum=100,
        unfinished="未满月",
    )
    return Trend(choices, leading.code, chart)


def _number(fact: Fact | None) -> float | None:
    return None if fact is None or fact.value is None else float(fact.value)


_SHOWN = (
    "total",
    "due_points",
    "known_weight",
    "unknown",
    "unknown_weight",
    "organization__name",
    "organization__short_name",
)


def attention(
    user: Any, organization: Organization, *, district: Organization, year: int, low: Decimal
) -> list[dict[str, Any]]:
    """Exceptions worth a look: communities behind (``low`` of 100 by now), unknown factors, late entries.

    The scheme is named, so that an index gives the first few and the size of the district is not read.
    """
    scheme = Scheme.objects.filter(district=district, year=year, in_force=True).first()
    rows = queries.evaluations(user, year=year, below=organization).filter(scheme=scheme)
    rows = rows.select_related(None).select_related("organization").only(*_SHOWN)
    behind = rows.filter(queries.behind(low)).order_by("total")[:NOTED]
    unknown = rows.filter(unknown__gt=0).order_by("-unknown_weight")[:NOTED]
    return [*(_is_behind(row, low) for row in behind), *map(_is_unknown, unknown), *_late(user, organization, year)]


def _is_behind(row: Evaluation, low: Decimal) -> dict[str, Any]:
    by_now = half_up(row.due_points * 100 / row.known_weight).normalize()
    return {
        "title": f"{row.organization.label}五好评价 {row.total} 分",
        "note": f"目前应得 {by_now:f} 分，不足其 {low.normalize():f}%",
        "url": reverse("assessments:evaluation", args=[row.pk]),
        "state": "需帮扶",
        "kind": "bad",
    }


def _is_unknown(row: Evaluation) -> dict[str, Any]:
    return {
        "title": f"{row.organization.label}有 {row.unknown} 个未知项",
        "note": f"涉及 {row.unknown_weight.normalize():f} 分，补上记录或声明不适用后才能审定",
        "url": reverse("assessments:evaluation", args=[row.pk]),
        "state": "待补",
        "kind": "warn",
    }


def _late(user: Any, organization: Organization, year: int) -> list[dict[str, Any]]:
    """The first communities whose theme days were entered after the close, each with its months."""
    rows = (
        LateFact.objects.visible_to(user, queries.VIEW)
        .under(organization)
        .filter(organization__kind=Kind.COMMUNITY, indicator_id=THEME_DAY_HELD, month__year=year)
    )
    found = rows.values("organization_id", "organization__short_name", "organization__name")
    found = found.annotate(months=ArrayAgg("month", order_by="month")).order_by("organization_id")
    return [
        {
            "title": f"{row['organization__short_name'] or row['organization__name']}封账后补录主题党日",
            "note": "、".join(f"{month.month}月" for month in row["months"]) + " · 按系数计分，单列",
            "url": reverse("assessments:records", args=[row["organization_id"], THEME_DAY_HELD]),
            "state": "补录",
            "kind": "warn",
        }
        for row in found[:NOTED]
    ]
