"""The table of the dashboard: the parts of an organisation × indicators, and rows that always sum.

A part is a street of a district, else a community, for the months in which it stood directly under the organisation
on the month's last day, as the facts were rolled up: what moved away or was dissolved within the period keeps a row of
its own span. What no such row holds (organisations of other kinds directly below, the organisation itself) is the
residual 直属; the sum 合计 is the organisation's own facts. A latest state sums at the newest month computed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import Length

from assessments import marks
from assessments.models import Indicator
from assessments.queries import NO_LINES, Lines, Mean, Period, Span, Value, mean_scores, values_of_spans, words
from core.chinese.dates import add_months
from organizations.kinds import STREETS, Kind
from organizations.models import Organization, Placement

Values = Mapping[str, Value]


class Cell(NamedTuple):
    value: Value | None
    shade: str
    words: str
    indicator: str

    @property
    def title(self) -> str:
        """Numerator and denominator, where the cell shows a relation: one of one is no rate to judge by."""
        if self.value is None or not self.value.denominator or self.value.numerator is None:
            return ""
        unknown = f"，{self.value.unknown} 部分未知" if self.value.unknown else ""
        return f"{self.value.numerator.normalize():,f} / {self.value.denominator.normalize():,f}{unknown}"


@dataclass(frozen=True)
class Row:
    """``organization`` None: the residual. ``within``: still below the organisation, so that its pages may open."""

    label: str
    cells: list[Cell]
    mean: Mean | None
    first: date
    last: date
    organization: Organization | None = None
    note: str = ""
    within: bool = True
    score_shade: str = ""


def parts_of(organization: Organization, *, first: date, last: date) -> QuerySet[Organization]:
    """The parts that stood directly under the organisation in the months, by code: administrative order."""
    kinds = STREETS if organization.kind == Kind.DISTRICT_DEPARTMENT else (Kind.COMMUNITY,)
    placed = Placement.objects.filter(parent=organization, during__overlap=(first, add_months(last, 1)))
    return (
        Organization.objects.filter(kind__in=kinds, pk__in=placed.values("organization_id"))
        .exclude(dissolved_on__lte=_last_day(first))
        .order_by(Length("code"), "code")
    )


def _last_day(month: date) -> date:
    return add_months(month, 1) - timedelta(days=1)


def _runs(months: Iterable[date]) -> list[tuple[date, date]]:
    """Unbroken runs of months: first and last of each."""
    runs: list[tuple[date, date]] = []
    for month in months:
        if runs and add_months(runs[-1][1], 1) == month:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    return runs


def _spans(
    parts: Sequence[Organization], above: Organization, *, first: date, last: date
) -> dict[int, list[tuple[Span, str]]]:
    """Of each part its months under ``above`` in the period, and what happened at their ends. One statement."""
    placements: dict[int, list[tuple[int, Any]]] = {part.pk: [] for part in parts}
    rows_of_parts = Placement.objects.filter(organization__in=placements).order_by("during")
    for pk, parent, during in rows_of_parts.values_list("organization_id", "parent_id", "during"):
        placements[pk].append((parent, during))
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    period = [(month, _last_day(month)) for month in (add_months(first, step) for step in range(count))]
    begun, over = period[0][1], period[-1][1]
    found: dict[int, list[tuple[Span, str]]] = {}
    for part in parts:
        held = placements[part.pk]
        ends = [during for parent, during in held if parent == above.pk]
        stood = part.dissolved_on is None or part.dissolved_on > over
        if stood and any(during.lower <= begun and (during.upper is None or during.upper > over) for during in ends):
            found[part.pk] = [(Span(part.pk, first, last), "")]
            continue
        months = [
            month
            for month, day in period
            if (part.dissolved_on is None or part.dissolved_on > day) and any(day in during for during in ends)
        ]
        born = min((during.lower for _, during in held), default=first)
        found[part.pk] = [
            (Span(part.pk, begins, finishes), _note(part, begins, finishes, born, first=first, last=last))
            for begins, finishes in _runs(months)
        ]
    return found


def _note(part: Organization, begins: date, finishes: date, born: date, *, first: date, last: date) -> str:
    """新设 or 划入 at the beginning, 撤销 or 划出 at the end; empty for a part that stood all the period."""
    said = []
    if begins > first:
        said.append(f"{begins.month}月{'新设' if born >= first else '划入'}")
    if finishes < last:
        gone = part.dissolved_on is not None and part.dissolved_on <= _last_day(add_months(finishes, 1))
        months = f"{begins.month}–{finishes.month}月" if begins != finishes else f"{begins.month}月"
        said.append(f"{months}，后{'撤销' if gone else '划出'}")
    return "，".join(said)


def shade(value: Value | None, indicator: Indicator, lines: Lines) -> str:
    """Class of a cell."""
    if value is None:
        return ""
    return marks.shade(value.over, indicator, lines.targets.get(indicator.code), unknown=value.is_unknown)


def cells(values: Values, indicators: Sequence[Indicator], lines: Lines) -> list[Cell]:
    made = []
    for each in indicators:
        value = values.get(each.code)
        made.append(Cell(value, shade(value, each, lines), words(value, each), each.code))
    return made


@dataclass(frozen=True)
class Numbers:
    """What facts and scores say of an organisation, ``own`` by indicator, and of its parts in their spans."""

    own: dict[str, Value]
    spans: dict[int, list[tuple[Span, str]]]
    values: dict[tuple[int, date, str], Value]
    means: dict[int, Mean]


def numbers(
    parts: Sequence[Organization], above: Organization, indicators: Sequence[Indicator], *, period: Period, mean: bool
) -> Numbers:
    """Three statements whatever the size, one without parts. ``mean``: that of ``above``, too, which reads all its
    scores."""
    spans = _spans(parts, above, first=period.first, last=period.last) if parts else {}
    asked = [Span(above.pk, period.first, period.last), *(span for part in parts for span, _ in spans[part.pk])]
    codes = [each.code for each in indicators]
    found = values_of_spans(asked, first=period.first, last=period.last, indicators=codes)
    scored = [part.pk for part in parts] + ([above.pk] if mean else [])
    return Numbers(
        {code: value for (pk, _, code), value in found.items() if pk == above.pk},
        spans,
        found,
        mean_scores(scored, year=period.last.year) if scored else {},
    )


def rows(
    parts: Sequence[Organization],
    above: Organization,
    indicators: Sequence[Indicator],
    *,
    period: Period,
    lines: Lines = NO_LINES,
    read: Numbers | None = None,
) -> list[Row]:
    """A row for each part and span, of what ``numbers`` has read."""
    read = read or numbers(parts, above, indicators, period=period, mean=False)
    made = []
    for part in parts:
        for span, note in read.spans[part.pk]:
            values = {
                each.code: read.values[key]
                for each in indicators
                if (key := (part.pk, span.first, each.code)) in read.values
            }
            within = part.path.startswith(above.path)
            mean = read.means.get(part.pk) if within and part.dissolved_on is None else None
            shaded = marks.score_shade(mean.value if mean else None, lines.stars, lines.low)
            shown = cells(values, indicators, lines)
            made.append(Row(part.label, shown, mean, span.first, span.last, part, note, within, shaded))
    return made


def closing_rows(
    above: Organization,
    own: Values,
    indicators: Sequence[Indicator],
    *,
    period: Period,
    lines: Lines = NO_LINES,
    shown: Sequence[Row] | None = None,
    read: Numbers | None = None,
) -> list[Row]:
    """The residual, where there is one, and the sum. ``shown``: all rows, unless they stand on several pages.
    ``read``: with the mean of ``above``, where it was read.
    """
    if shown is None:
        parts = list(parts_of(above, first=period.first, last=period.last))
        shown = rows(parts, above, indicators, period=period)
    rest = {}
    for position, each in enumerate(indicators):
        total = own.get(each.code)
        held = [value for row in shown if (value := row.cells[position].value) is not None]
        if total is not None and (left := _less(total, held)) is not None:
            rest[each.code] = left
    span = period.first, period.last
    residual = [Row("直属", cells(rest, indicators, NO_LINES), None, *span)] if rest and shown else []
    mean = (read.means if read else mean_scores([above.pk], year=period.last.year)).get(above.pk)
    shaded = marks.score_shade(mean.value if mean else None, lines.stars, lines.low)
    return [*residual, Row("合计", cells(own, indicators, lines), mean, *span, above, score_shade=shaded)]


def _less(total: Value, parts: Sequence[Value]) -> Value | None:
    """The total less its parts; None where nothing is left over."""

    def left(whole: Decimal | None, pieces: Iterable[Decimal | None]) -> Decimal:
        return (whole or Decimal(0)) - sum((piece or Decimal(0) for piece in pieces), Decimal(0))

    numerator = left(total.numerator, (part.numerator for part in parts))
    denominator = left(total.denominator, (part.denominator for part in parts))
    unknown = total.unknown - sum(part.unknown for part in parts)
    if not (numerator or denominator or unknown):
        return None
    return Value(total.unit, numerator, None if total.denominator is None else denominator, unknown)
