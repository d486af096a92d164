"""Reads of the assessments room: all from facts and scores, so their cost follows the number of organisations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Avg, Count, Q, QuerySet

from assessments.models import Evaluation, Fact, Indicator, Month
from core.dates import add_months, month_start
from organizations import thresholds
from organizations.kinds import STREETS, Kind
from organizations.models import Organization

VIEW = "organizations.view_evaluation"
DASHBOARD = "organizations.view_dashboard"


@dataclass(frozen=True)
class Period:
    """Months from ``first`` to ``last`` (first days), both included, and how the page calls them."""

    key: str
    label: str
    first: date
    last: date


def periods(today: date) -> list[Period]:
    """This month, this quarter, this year, last year; a period ends with the running month."""
    month = month_start(today)
    quarter = month.replace(month=month.month - (month.month - 1) % 3)
    return [
        Period("month", "本月", month, month),
        Period("previous", "上月", add_months(month, -1), add_months(month, -1)),
        Period("quarter", "本季", quarter, month),
        Period("year", "本年", month.replace(month=1), month),
        Period("last_year", "去年", date(month.year - 1, 1, 1), date(month.year - 1, 12, 1)),
    ]


@dataclass(frozen=True)
class Value:
    """One number: ``value`` None and ``denominator`` 0 = nothing to measure; both None = unknown."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None

    @property
    def is_unknown(self) -> bool:
        return self.value is None and not (self.denominator is not None and self.denominator == 0)


_VALUES = """
SELECT organization_id, indicator_id, numerator, denominator,
       CASE unit WHEN 'percent' THEN round(100 * numerator / NULLIF(denominator, 0), 1)
                 WHEN 'years' THEN round(numerator / NULLIF(denominator, 0), 1) ELSE numerator END
FROM (
    SELECT f.organization_id, f.indicator_id, n.unit, sum(f.numerator) AS numerator, sum(f.denominator) AS denominator
    FROM assessments_fact f JOIN assessments_indicator n ON n.code = f.indicator_id AND n.year <> 'latest'
    WHERE f.organization_id = ANY(%(organizations)s) AND f.month BETWEEN %(first)s AND %(last)s
    GROUP BY f.organization_id, f.indicator_id, n.unit
  UNION ALL
    (SELECT DISTINCT ON (f.organization_id, f.indicator_id)
            f.organization_id, f.indicator_id, n.unit, f.numerator, f.denominator
    FROM assessments_fact f JOIN assessments_indicator n ON n.code = f.indicator_id AND n.year = 'latest'
    WHERE f.organization_id = ANY(%(organizations)s) AND f.month BETWEEN %(first)s AND %(last)s
    ORDER BY f.organization_id, f.indicator_id, f.month DESC)
) made
"""


def values(organizations: Iterable[int], *, first: date, last: date) -> dict[tuple[int, str], Value]:
    """Every indicator of the organisations over the months; one statement on the unique index of the facts."""
    with connection.cursor() as cursor:
        cursor.execute(_VALUES, {"organizations": list(organizations), "first": first, "last": last})
        return {
            (organization, indicator): Value(numerator, denominator, value)
            for organization, indicator, numerator, denominator, value in cursor.fetchall()
        }


def monthly(
    organization: Organization, indicators: Sequence[str], *, first: date, last: date
) -> dict[str, dict[date, Fact]]:
    """Facts of one organisation by indicator and month."""
    found: dict[str, dict[date, Fact]] = {code: {} for code in indicators}
    for fact in Fact.objects.filter(
        organization=organization, indicator_id__in=indicators, month__range=(first, last)
    ).order_by("month"):
        found[fact.indicator_id][fact.month] = fact
    return found


def parts_of(organization: Organization) -> QuerySet[Organization]:
    """What the table of the dashboard has as rows: streets of a district, else communities below."""
    kinds = STREETS if organization.kind == Kind.DISTRICT_DEPARTMENT else (Kind.COMMUNITY,)
    return Organization.objects.under(organization).filter(kind__in=kinds, dissolved_on=None).order_by("path")


@dataclass(frozen=True)
class Cell:
    value: Value | None
    shade: str
    words: str
    organization: int
    indicator: str


@dataclass(frozen=True)
class Row:
    organization: Organization
    cells: list[Cell]
    score: Decimal | None
    score_shade: str


@dataclass(frozen=True)
class Figure:
    indicator: Indicator
    value: Value | None
    words: str
    target: Decimal | None
    state: str
    kind: str


def shade(value: Decimal | None, indicator: Indicator, *, best: Decimal | None, target: Decimal | None) -> str:
    """Class of a cell, q0 (worst) to q4, qx unknown: percents by fixed lines, others against target or best."""
    if value is None:
        return "qx"
    if not indicator.higher_is_better:
        if target is None:
            return "q2"
        excess = value - target
        return "q4" if excess <= 0 else "q3" if excess <= 1 else "q2" if excess <= 2 else "q1" if excess <= 4 else "q0"
    reference = Decimal(100) if indicator.unit == Indicator.Unit.PERCENT else best
    if not reference:
        return "q2"
    share = value / reference
    return next(
        (name for limit, name in ((90, "q4"), (75, "q3"), (60, "q2"), (40, "q1")) if share * 100 >= limit), "q0"
    )


def words(value: Value | None, indicator: Indicator) -> str:
    """What a cell says: the number with its unit, 未知, or a dash where there was nothing to measure."""
    if value is None:
        return "—"
    if value.is_unknown:
        return "未知"
    if value.value is None:
        return "—"
    number = f"{value.value.normalize():,f}" if value.value else "0"
    return f"{number}%" if indicator.unit == Indicator.Unit.PERCENT else number


def targets(indicators: Iterable[Indicator], *, organization: Organization, as_of: date) -> dict[str, Decimal]:
    """The line to reach of each indicator that has one; one query."""
    wanted = {
        indicator.code: indicator.target
        for indicator in indicators
        if indicator.target and (indicator.year != Indicator.Year.SUM or organization.kind == Kind.COMMUNITY)
    }  # a yearly number of times is owed by each community: no line for their sum
    found = thresholds.several(sorted(set(wanted.values())), organization=organization, as_of=as_of)
    return {code: Decimal(found[name]) for code, name in wanted.items() if found[name] is not None}


def figure(indicator: Indicator, value: Value | None, target: Decimal | None) -> Figure:
    number = value.value if value else None
    if number is None:
        state, kind = ("未知", "warn") if value and value.is_unknown else ("暂无", "")
    elif target is None:
        state, kind = "", ""
    else:
        reached = number >= target if indicator.higher_is_better else number <= target
        state, kind = ("达标", "good") if reached else (f"差 {abs(target - number).normalize():f}", "bad")
    return Figure(indicator, value, words(value, indicator), target, state, kind)


def table(
    rows: Sequence[Organization], indicators: Sequence[Indicator], *, first: date, last: date, year: int
) -> list[Row]:
    """Organisations × indicators with the mean five-good score. Three statements whatever the size."""
    found = values([organization.pk for organization in rows], first=first, last=last)
    lines = targets(indicators, organization=rows[0], as_of=last) if rows else {}
    best: dict[str, Decimal] = {}
    for (_, code), known in found.items():
        if known.value is not None:
            best[code] = max(best.get(code, Decimal(0)), known.value)
    scores = mean_scores(rows, year=year)
    return [
        Row(
            organization,
            [
                Cell(
                    value := found.get((organization.pk, indicator.code)),
                    shade(
                        value.value if value else None,
                        indicator,
                        best=best.get(indicator.code),
                        target=lines.get(indicator.code),
                    )
                    if value and (value.value is not None or value.is_unknown)
                    else "",
                    words(value, indicator),
                    organization.pk,
                    indicator.code,
                )
                for indicator in indicators
            ],
            scores.get(organization.pk),
            score_shade(scores.get(organization.pk)),
        )
        for organization in rows
    ]


def score_shade(score: Decimal | None) -> str:
    """Class of a mean score's cell; none where nothing is evaluated (a street without communities)."""
    if score is None:
        return ""
    return next((name for limit, name in ((90, "q4"), (80, "q3"), (70, "q2"), (60, "q1")) if score >= limit), "q0")


_MEAN = """
SELECT o.id, round(avg(e.total), 1)
FROM organizations_organization o
JOIN assessments_evaluation e ON e.scope >= o.path AND e.scope < left(o.path, -1) || '/' AND e.total IS NOT NULL
JOIN assessments_scheme s ON s.id = e.scheme_id AND s.year = %(year)s AND s.in_force
WHERE o.id = ANY(%(organizations)s) GROUP BY o.id
"""


def mean_scores(rows: Sequence[Organization], *, year: int) -> dict[int, Decimal]:
    """Mean five-good score of the communities under each organisation."""
    with connection.cursor() as cursor:
        cursor.execute(_MEAN, {"organizations": [row.pk for row in rows], "year": year})
        return dict(cursor.fetchall())


def evaluations(user: Any, *, year: int) -> QuerySet[Evaluation]:
    """Evaluations of a year that the user may see, best first; unknown ones keep their place by known points."""
    return (
        Evaluation.objects.visible_to(user, VIEW)
        .filter(scheme__year=year, scheme__in_force=True)
        .select_related("organization", "scheme")
        .order_by("-total", "organization__path")
    )


def state_counts(rows: QuerySet[Evaluation]) -> dict[str, int]:
    return dict(rows.order_by().values_list("state").annotate(number=Count("pk")))


def summary(rows: QuerySet[Evaluation]) -> dict[str, Any]:
    """Mean, and how many stand high, low or with unknown factors."""
    return rows.order_by().aggregate(
        mean=Avg("total"),
        high=Count("pk", filter=Q(total__gte=90)),
        low=Count("pk", filter=Q(total__lt=60)),
        unknown=Count("pk", filter=Q(unknown__gt=0)),
    )


def closed_months(district: Organization, *, first: date, last: date) -> dict[date, Month]:
    return {row.month: row for row in Month.objects.filter(district=district, month__range=(first, last))}


def district_of(organization: Organization) -> Organization:
    """The district above (or the organisation itself)."""
    return Organization.objects.get(pk__in=organization.ancestor_ids, kind=Kind.DISTRICT_DEPARTMENT)
