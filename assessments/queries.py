"""Reads of the assessments room: all from facts and scores, so their cost follows the number of organisations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Sum, When, Window
from django.db.models.expressions import RawSQL
from django.db.models.functions import NullIf, Rank

from assessments.models import (
    FIVE_GOOD,
    Evaluation,
    Fact,
    Indicator,
    SatisfactionCount,
    Scheme,
    SchemeItem,
    Score,
    ballot_words,
)
from assessments.year import YEAR
from core.chinese.dates import add_months, month_start
from core.chinese.numbers import half_up, ratio
from organizations import standards
from organizations.kinds import Kind
from organizations.models import Month, Organization
from organizations.scoping import end_sql

STARS = "asm.star.levels"
HELP = "asm.five_good.help_below"
VIEW = "organizations.view_evaluation"
DASHBOARD = "organizations.view_dashboard"


CHOSEN = "chosen"
"""Key of a period whose months were chosen freely: a half-year past, an earlier year, the state at the end of June."""


@dataclass(frozen=True)
class Period:
    """Months from ``first`` to ``last`` (first days), both included, and how the page calls them."""

    key: str
    label: str
    first: date
    last: date

    @property
    def is_year(self) -> bool:
        return self.key in ("year", "last_year") or (self.first.month, self.last) == (1, self.first.replace(month=12))

    @property
    def asked(self) -> dict[str, str]:
        """What an address says to show the same months again."""
        if self.key != CHOSEN:
            return {"period": self.key}
        return {"period": CHOSEN, "from": f"{self.first:%Y-%m}", "to": f"{self.last:%Y-%m}"}

    @property
    def query(self) -> str:
        return "&".join(f"{name}={value}" for name, value in self.asked.items())

    @property
    def last_day(self) -> date:
        return add_months(self.last, 1) - timedelta(days=1)


def periods(today: date) -> list[Period]:
    """This month, the last one, this quarter, half-year and year, the last year; each ends with the running month."""
    month = month_start(today)
    quarter, half = (month.replace(month=month.month - (month.month - 1) % months) for months in (3, 6))
    return [
        Period("month", "本月", month, month),
        Period("previous", "上月", add_months(month, -1), add_months(month, -1)),
        Period("quarter", "本季", quarter, month),
        Period("half", "本半年", half, month),
        Period("year", "本年", month.replace(month=1), month),
        Period("last_year", "去年", date(month.year - 1, 1, 1), date(month.year - 1, 12, 1)),
    ]


_ONE = Decimal(1)


class Value(NamedTuple):
    """One number out of facts: sums of what is known, and of how many parts nothing is known.

    No value and ``unknown`` above 0: unknown. No value and none unknown: nothing to measure.
    """

    unit: str
    numerator: Decimal | None
    denominator: Decimal | None
    unknown: int = 0

    @property
    def over(self) -> tuple[Decimal, Decimal] | None:
        """What is judged: unrounded, as what stands above and below the line."""
        if self.numerator is None:
            return None
        if self.unit not in Indicator.RELATIONS:
            return self.numerator, _ONE
        if not self.denominator:
            return None
        return self.numerator * (100 if self.unit == Indicator.Unit.PERCENT else 1), self.denominator

    @property
    def exact(self) -> Fraction | None:
        """``over`` as one number."""
        over = self.over
        return None if over is None else Fraction(over[0]) / Fraction(over[1])

    @property
    def value(self) -> Decimal | None:
        """As it is shown: relations with one decimal, counts exact."""
        over = self.over
        if over is None or self.unit not in Indicator.RELATIONS:
            return self.numerator if over else None
        return ratio(*over, factor=1)

    @property
    def is_unknown(self) -> bool:
        return self.over is None and self.unknown > 0


_SPANS = """SELECT * FROM unnest(%(organizations)s::bigint[], %(firsts)s::date[], %(lasts)s::date[])
    s(organization_id, first_month, last_month)"""
_CHOSEN = "\n  AND (%(codes)s::text[] IS NULL OR f.indicator_id = ANY(%(codes)s))"
_VALUES = f"""
SELECT y.organization_id, y.first_month, y.indicator_id, n.unit, y.numerator, y.denominator, y.unknown
FROM ({YEAR.format(spans=_SPANS, more=_CHOSEN)}) y
JOIN assessments_indicator n ON n.code = y.indicator_id
"""


@dataclass(frozen=True)
class Span:
    """Months of an organisation (first days), both included."""

    organization: int
    first: date
    last: date


def values_of_spans(
    spans: Sequence[Span], *, first: date, last: date, indicators: Iterable[str] | None = None
) -> dict[tuple[int, date, str], Value]:
    """Each of the indicators (all without them) of each span of the period, by organisation, first month and
    indicator; one statement."""
    parameters: dict[str, Any] = {
        "organizations": [span.organization for span in spans],
        "firsts": [span.first for span in spans],
        "lasts": [span.last for span in spans],
        "first": first,
        "last_month": last,
        "codes": None if indicators is None else list(indicators),
    }
    with connection.cursor() as cursor:
        cursor.execute(_VALUES, parameters)
        return {
            (organization, begins, indicator): Value(unit, numerator, denominator, unknown)
            for organization, begins, indicator, unit, numerator, denominator, unknown in cursor.fetchall()
        }


def values(
    organizations: Iterable[int], *, first: date, last: date, indicators: Iterable[str] | None = None
) -> dict[tuple[int, str], Value]:
    """Each of the indicators (all without them) of the organisations over the months; one statement."""
    spans = [Span(organization, first, last) for organization in organizations]
    found = values_of_spans(spans, first=first, last=last, indicators=indicators)
    return {(organization, indicator): value for (organization, _, indicator), value in found.items()}


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


def monthly_values(
    organization: Organization, indicators: Sequence[str], *, first: date, last: date
) -> dict[tuple[str, date], float]:
    """Values of one organisation by indicator and month, those that are known."""
    rows = Fact.objects.filter(organization=organization, indicator_id__in=indicators, month__range=(first, last))
    known = rows.values_list("indicator_id", "month", "value")
    return {(code, month): float(value) for code, month, value in known if value is not None}


@dataclass(frozen=True)
class Figure:
    indicator: Indicator
    value: Value | None
    words: str
    target: Decimal | None
    state: str
    kind: str


def words(value: Value | None, indicator: Indicator) -> str:
    """What a cell says: the number with its unit, * where parts of it are unknown, 未知, or a dash for nothing."""
    shown = None if value is None else value.value
    if value is None or shown is None:
        return "未知" if value and value.unknown else "—"
    number = f"{shown.normalize():,f}" if shown else "0"
    number += "%" if indicator.unit == Indicator.Unit.PERCENT else ""
    return f"{number}*" if value.unknown else number


def running(period: Period, today: date) -> bool:
    """Whether the period ends with a month that is not over."""
    return period.last == month_start(today)


@dataclass(frozen=True)
class Lines:
    """What numbers of an organisation are held against: the line to reach of each indicator that has one, the score
    that each number of stars asks, and of 100 the points below which help is needed."""

    targets: Mapping[str, Decimal]
    stars: Mapping[int, int]
    low: Decimal = Decimal(0)


NO_LINES = Lines({}, {})


def lines_of(
    indicators: Iterable[Indicator],
    organizations: Sequence[Organization],
    *,
    as_of: date,
    period: Period | None = None,
) -> list[Lines]:
    """The lines of each organisation, in their order; one query.

    A yearly number of times is owed by each community over a whole year: no line beside other periods, nor beside the
    sum of several communities.
    """
    with_target = [indicator for indicator in indicators if indicator.target]
    names = {STARS, HELP, *(indicator.target for indicator in with_target)}
    made = []
    held = standards.at_each(sorted(names), [(organization.pk, as_of) for organization in organizations])
    for organization, found in zip(organizations, held, strict=True):
        yearly = organization.kind == Kind.COMMUNITY and (period is None or period.is_year)
        targets = {
            indicator.code: Decimal(value)
            for indicator in with_target
            if (indicator.year != Indicator.Year.SUM or yearly) and (value := found[indicator.target].value) is not None
        }
        made.append(Lines(targets, found[STARS].value or {}, Decimal(found[HELP].value)))
    return made


def figure(indicator: Indicator, value: Value | None, target: Decimal | None) -> Figure:
    """A number beside its line: judged unrounded, the difference shown rounded by the one rule."""
    number = value.exact if value else None
    if number is None:
        state, kind = ("未知", "warn") if value and value.is_unknown else ("没有可计算的事项", "")
    elif target is None:
        state, kind = "", ""
    else:
        reached = number >= target if indicator.higher_is_better else number <= target
        state, kind = (
            ("达标", "good") if reached else (f"差 {half_up(abs(Fraction(target) - number)).normalize():f}", "bad")
        )
    return Figure(indicator, value, words(value, indicator), target, state, kind)


_MEAN = f"""
WITH held AS MATERIALIZED (
    SELECT id, path, {end_sql("path")} AS beyond FROM organizations_organization WHERE id = ANY(%(organizations)s)
)
SELECT o.id, sum(e.total), count(e.total), count(*) FILTER (WHERE e.total IS NULL)
FROM held o
JOIN assessments_evaluation e ON e.scope >= o.path AND e.scope < o.beyond AND e.ended_on IS NULL
JOIN assessments_scheme s ON s.id = e.scheme_id AND s.year = %(year)s AND s.in_force
    AND s.series = '{FIVE_GOOD}'
GROUP BY o.id
"""
"""The ends stand ready: only plain comparisons come before the wall of the rows (core.records.walls), by an index."""


@dataclass(frozen=True)
class Mean:
    """Mean of the totals there are, and how many evaluations have none yet: those stay out of it, and it is said."""

    value: Decimal | None
    undecided: int


def mean_scores(organizations: Iterable[int], *, year: int) -> dict[int, Mean]:
    """Mean five-good score of the communities under each organisation."""
    with connection.cursor() as cursor:
        cursor.execute(_MEAN, {"organizations": list(organizations), "year": year})
        return {
            organization: Mean(ratio(total, count, factor=1), undecided)
            for organization, total, count, undecided in cursor.fetchall()
        }


def result_year(today: date) -> int:
    """The year whose score is shown first: in January this year has no whole month yet, so last year's."""
    return today.year if today.month > 1 else today.year - 1


BEST_FIRST = ("group", "vetoed", F("total").desc(nulls_last=True), "organization__code")


def evaluations(
    user: Any, *, year: int, series: str = FIVE_GOOD, below: Organization | None = None
) -> QuerySet[Evaluation]:
    """Evaluations of a year by the schemes of a series that the user may see: group by group, best first, then those
    with a veto against them and those without a total; ended ones left out."""
    rows = Evaluation.objects.visible_to(user, VIEW)
    if below is not None:
        rows = rows.under(below)
    return (
        rows.filter(scheme__year=year, scheme__series=series, scheme__in_force=True, ended_on=None)
        .select_related("organization", "scheme__district")
        .order_by(*BEST_FIRST)
    )


def kinds_of(user: Any, *, year: int, below: Organization | None = None) -> dict[str, str]:
    """Series and name of the schemes that the evaluations of a year which the user may see are by; five good first."""
    rows = Evaluation.objects.visible_to(user, VIEW)
    if below is not None:
        rows = rows.under(below)
    found = rows.filter(scheme__year=year, scheme__in_force=True, ended_on=None).order_by()
    named = dict(found.values_list("scheme__series", "scheme__name").distinct())
    return {key: named[key] for key in sorted(named, key=lambda each: (each != FIVE_GOOD, each))}


def placed(rows: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """With ``place`` in its group: equal totals share one; without a total, or with a veto, there is none."""
    place = Window(
        Rank(), partition_by=[F("scheme"), F("group")], order_by=["vetoed", F("total").desc(nulls_last=True)]
    )
    return rows.annotate(place=Case(When(total__isnull=False, vetoed=False, then=place)))


def high_and_low(scheme: Scheme, *, as_of: date) -> tuple[int, Decimal]:
    """In the district of the scheme the score that the most stars ask, and the points of 100 below which help is
    needed."""
    found = standards.several([STARS, HELP], organization=scheme.district, as_of=as_of)
    return max((found[STARS] or {}).values(), default=100), Decimal(found[HELP])


_BY_NOW = F("due_points") / NullIf(F("known_weight"), Decimal(0))


BEHIND = "{e}.total < {low} * {e}.due_points / nullif({e}.known_weight, 0)"
"""SQL over an evaluation ``e``: less than ``low`` of the 100 that were to be reached by now: in spring nobody can have
the year's points yet."""


def behind(low: Decimal) -> RawSQL:
    return RawSQL(BEHIND.format(e=Evaluation._meta.db_table, low="%s"), [low], output_field=BooleanField())


STANDINGS = {"high": "高分", "low": "低分", "undecided": "未定"}
"""Which communities of the ranking a count of its summary opens."""


def standing(rows: QuerySet[Evaluation], which: str, *, high: int, low: Decimal) -> QuerySet[Evaluation]:
    """Those that a count of ``summary`` counts (by its name); all for another word."""
    conditions = {"high": Q(total__gte=high * _BY_NOW), "low": Q(behind(low)), "undecided": Q(total=None)}
    return rows.filter(conditions[which]) if which in conditions else rows


def summary(rows: QuerySet[Evaluation], *, high: int, low: Decimal) -> dict[str, Any]:
    """How many there are, their mean, and how many stand high (``high`` of 100 by now), low or without."""
    found = rows.order_by().aggregate(
        sum=Sum("total"),
        count=Count("pk"),
        known=Count("total"),
        high=Count("pk", filter=Q(total__gte=high * _BY_NOW)),
        low=Count("pk", filter=behind(low)),
        undecided=Count("pk", filter=Q(total=None)),
    )
    return found | {"mean": ratio(found["sum"], found["known"], factor=1, places=2)}


@dataclass(frozen=True)
class Part:
    """One dimension of an evaluation: its scores, and the points and weight of those that are known."""

    label: str
    lines: list[Score]
    points: Decimal
    weight: Decimal


def parts_of(evaluation: Evaluation, scores: Sequence[Score]) -> list[Part]:
    """The dimensions, as the scheme calls them. ``scores`` with their items."""
    parts = []
    for dimension, label in evaluation.scheme.parts:
        lines = [score for score in scores if score.item.dimension == dimension]
        known = [score for score in lines if score.status == Score.Status.KNOWN]
        points = sum((score.earned for score in known), Decimal(0))
        weight = sum((score.item.weight for score in known), Decimal(0))
        parts.append(Part(label, lines, points, weight))
    return parts


def beside(scores: Sequence[Score]) -> list[Score]:
    """Bonuses, deductions and vetoes, which stand beside the hundred."""
    return [score for score in scores if score.item.role != SchemeItem.Role.POINTS]


def month_of_district(organization: Organization, month: date) -> Month | None:
    """The month as the district above (or the organisation itself) computed and closed it."""
    return Month.objects.filter(district__in=[*organization.ancestor_ids, organization.pk], month=month).first()


def open_months(scheme: Scheme) -> list[date]:
    """Months of the scheme's year that are not closed: those the district has, and December always."""
    december = date(scheme.year, 12, 1)
    rows = dict(
        Month.objects.filter(district=scheme.district, month__year=scheme.year).values_list("month", "closed_at")
    )
    return sorted(month for month, closed_at in ({december: None} | rows).items() if closed_at is None)


class BallotCorrection(NamedTuple):
    """Counts that were put right: what stood, what stands since, who, when and why."""

    before: str
    after: str
    at: datetime
    by: Any
    because: str


def _why(row: Any) -> tuple[datetime, Any, str]:
    return row.corrected_at, row.corrected_by, row.corrected_because


def ballot_corrections(counts: Iterable[SatisfactionCount]) -> list[BallotCorrection]:
    """Every correction of these counts, the oldest first; what stood before each comes from the history."""
    found = []
    events: Any = SatisfactionCount.pgh_event_model  # type: ignore[attr-defined]
    corrected = [row for row in counts if row.corrected_at is not None]
    kept = events.objects.filter(pgh_obj__in=[row.pk for row in corrected]).select_related("corrected_by__person")
    stands: dict[int, list[Any]] = {row.pk: [] for row in corrected}
    for event in kept.order_by("pgh_id"):
        stands[event.pgh_obj_id].append(event)
    for row in corrected:
        for before, after in pairwise([*stands[row.pk], row]):
            if after.corrected_at != before.corrected_at:
                found.append(BallotCorrection(ballot_words(before), ballot_words(after), *_why(after)))
    return sorted(found, key=lambda each: each.at)
