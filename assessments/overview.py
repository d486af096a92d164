"""What the dashboard and its workbook show of one organisation and period.

The page costs what it shows: a portion of the table, whatever the size of the district.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse

from assessments import queries, table
from assessments.models import FIVE_GOOD, Indicator
from core.chinese.dates import add_months, month_start
from core.chinese.numbers import half_up
from core.office import charts
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.scoping import range_of, reach_within

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
    facts = queries.monthly_values(shown.organization, [each.code for each in pair], first=months[0], last=last)
    target = shown.lines.targets.get(leading.code)
    chart = charts.line_chart(
        [f"{month.month}月" for month in months],
        [charts.Series(each.title, [facts.get((each.code, month)) for month in months]) for each in pair],
        title=f"{shown.organization.name}近十二个月：{leading.title}、{pair[1].title}",
        target=float(target) if target is not None else None,
        unit="%",
        maximum=100,
        unfinished="未满月",
    )
    return Trend(choices, leading.code, chart)


_ATTENTION = f"""
WITH seen AS (SELECT * FROM unnest(%(starts)s::text[], %(ends)s::text[]) s(start, beyond)), scheme AS (
    SELECT id FROM assessments_scheme
    WHERE district_id = ANY(%(line)s) AND year = %(year)s AND in_force AND series = '{FIVE_GOOD}' LIMIT 1
), standing AS NOT MATERIALIZED (
    SELECT e.id, coalesce(nullif(o.short_name, ''), o.name) AS label, e.total, e.due_points, e.known_weight,
           e.unknown, e.unknown_weight
    FROM assessments_evaluation e JOIN organizations_organization o ON o.id = e.organization_id
    WHERE e.scheme_id = (SELECT id FROM scheme) AND e.ended_on IS NULL
      AND EXISTS (SELECT FROM seen WHERE e.scope >= seen.start AND e.scope < seen.beyond)
)
(SELECT 'behind', s.*, null::int[] FROM standing s
 WHERE {queries.BEHIND.format(e="s", low="%(low)s")} AND s.total < %(low)s ORDER BY s.total LIMIT %(noted)s)
UNION ALL
(SELECT 'unknown', s.*, null FROM standing s WHERE s.unknown > 0 ORDER BY s.unknown_weight DESC LIMIT %(noted)s)
UNION ALL
(SELECT 'late', o.id, coalesce(nullif(o.short_name, ''), o.name), null, null, null, null, null,
        array_agg(extract(month FROM l.month)::int ORDER BY l.month)
 FROM assessments_latefact l JOIN organizations_organization o ON o.id = l.organization_id
 WHERE l.scope >= %(start)s AND l.scope < %(beyond)s AND l.indicator_id = %(theme_day)s
   AND l.month BETWEEN make_date(%(year)s, 1, 1) AND make_date(%(year)s, 12, 31) AND o.kind = %(community)s
   AND EXISTS (SELECT FROM seen WHERE l.scope >= seen.start AND l.scope < seen.beyond)
 GROUP BY o.id ORDER BY o.id LIMIT %(noted)s)
"""


@dataclass(frozen=True)
class _Noted:
    """One line of ``_ATTENTION``: an evaluation (``id``), or a community with months entered late."""

    kind: str
    id: int
    label: str
    total: Decimal
    due_points: Decimal
    known_weight: Decimal
    unknown: int
    unknown_weight: Decimal
    months: list[int]


def attention(user: Any, organization: Organization, *, year: int, low: Decimal) -> list[dict[str, Any]]:
    """Exceptions worth a look: communities behind (``low`` of 100 by now), unknown factors, late entries.

    One statement. The scheme is named, so that an index gives the first few and the size of the district is not read.
    """
    seen = [range_of(path) for path in reach_within(user, queries.VIEW, organization.path)]
    if not seen:
        return []
    start, beyond = range_of(organization.path)
    parameters: dict[str, Any] = {
        "starts": [path for path, _ in seen],
        "ends": [path for _, path in seen],
        "start": start,
        "beyond": beyond,
        "line": [*organization.ancestor_ids, organization.pk],
        "year": year,
        "low": low,
        "noted": NOTED,
        "theme_day": THEME_DAY_HELD,
        "community": Kind.COMMUNITY,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ATTENTION, parameters)
        found = [_Noted(*row) for row in cursor.fetchall()]
    lines = {"behind": lambda row: _is_behind(row, low), "unknown": _is_unknown, "late": _is_late}
    return [lines[row.kind](row) for row in found]


def _is_behind(row: _Noted, low: Decimal) -> dict[str, Any]:
    by_now = half_up(row.due_points * 100 / row.known_weight).normalize()
    return {
        "title": f"{row.label}五好评价 {row.total} 分",
        "note": f"目前应得 {by_now:f} 分，不足其 {low.normalize():f}%",
        "url": reverse("assessments:evaluation", args=[row.id]),
        "state": "需帮扶",
        "kind": "bad",
    }


def _is_unknown(row: _Noted) -> dict[str, Any]:
    return {
        "title": f"{row.label}有 {row.unknown} 个未知项",
        "note": f"涉及 {row.unknown_weight.normalize():f} 分，补上记录或声明不适用后才能审定",
        "url": reverse("assessments:evaluation", args=[row.id]),
        "state": "待补",
        "kind": "warn",
    }


def _is_late(row: _Noted) -> dict[str, Any]:
    """A community whose theme days were entered after the close, with its months."""
    return {
        "title": f"{row.label}封账后补录主题党日",
        "note": "、".join(f"{month}月" for month in row.months) + " · 按系数计分，单列",
        "url": reverse("assessments:records", args=[row.id, THEME_DAY_HELD]),
        "state": "补录",
        "kind": "warn",
    }
