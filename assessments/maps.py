"""The map of an organisation: a plate for each street, in it a tile for each community, by one number (ASM-11).

The number stands beside an earlier one of the same place, so that plate, tile and line of the comparison say where it
went. Seven statements at most, whatever the number of tiles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models.functions import Length

from assessments import marks, queries, table
from assessments.models import FIVE_GOOD, Evaluation, Indicator
from assessments.queries import Period
from core.chinese.dates import add_months
from organizations.kinds import Kind
from organizations.models import Organization, Placement

SCORE = "score"
"""What a map is of, where it is of no indicator: the five-good score."""

YEAR_BEFORE, SPAN_BEFORE = "year", "span"
AGAINST = {YEAR_BEFORE: "上年同期", SPAN_BEFORE: "前一时段"}


def earlier(period: Period, against: str) -> Period:
    """The same months of the year before, or the months of the same number just before."""
    count = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    back = 12 if against == YEAR_BEFORE else count
    return Period(queries.CHOSEN, AGAINST[against], add_months(period.first, -back), add_months(period.last, -back))


@dataclass(frozen=True)
class Spot:
    """A place with its number now and before (None: not known), as said, and the class of its shade."""

    organization: Organization
    within: bool
    number: Decimal | None
    words: str
    shade: str
    before: Decimal | None
    before_words: str

    @property
    def moved(self) -> Decimal | None:
        return None if self.number is None or self.before is None else self.number - self.before


@dataclass(frozen=True)
class Plate:
    street: Spot
    communities: list[Spot]


@dataclass(frozen=True)
class Map:
    """``whole``: the organisation itself, beside which its parts are compared."""

    indicator: Indicator | None
    plates: list[Plate]
    whole: Spot
    target: Decimal | None

    @property
    def lines(self) -> list[Spot]:
        """The parts in the order of their number, the best first; those without one last."""
        parts = [plate.street for plate in self.plates]
        if len(parts) == 1 and parts[0].organization.pk == self.whole.organization.pk:
            parts = self.plates[0].communities
        upward = self.indicator is None or self.indicator.higher_is_better
        known = [each for each in parts if each.number is not None]
        known.sort(key=lambda each: each.number or Decimal(0), reverse=upward)
        return [*known, *(each for each in parts if each.number is None)]


def _communities(parts: Sequence[Organization], day: date) -> dict[int, list[Organization]]:
    """Communities that stood under each of the parts on the day, in administrative order."""
    found: dict[int, list[Organization]] = {part.pk: [] for part in parts}
    rows = Placement.objects.filter(parent__in=found, during__contains=day, organization__kind=Kind.COMMUNITY).exclude(
        organization__dissolved_on__lte=day
    )
    for row in rows.select_related("organization").order_by(Length("organization__code"), "organization__code"):
        found[row.parent_id].append(row.organization)
    return found


@dataclass(frozen=True)
class _Numbers:
    """Number, words and shade of each place, in one period."""

    found: dict[int, tuple[Decimal | None, str, str]]

    def of(self, pk: int) -> tuple[Decimal | None, str, str]:
        return self.found.get(pk, (None, "—", ""))


def _of_indicator(indicator: Indicator, places: Sequence[int], period: Period, target: Decimal | None) -> _Numbers:
    values = queries.values(places, first=period.first, last=period.last, indicators=[indicator.pk])
    return _Numbers(
        {
            pk: (
                value.value,
                queries.words(value, indicator),
                marks.shade(value.over, indicator, target, unknown=value.is_unknown),
            )
            for (pk, _), value in values.items()
        }
    )


def _of_score(above: Sequence[int], communities: Sequence[int], year: int, lines: queries.Lines) -> _Numbers:
    """Totals of communities, means of what stands above them."""
    found: dict[int, tuple[Decimal | None, str, str]] = {}
    for pk, mean in queries.mean_scores(above, year=year).items():
        found[pk] = mean.value, "—" if mean.value is None else f"{mean.value}", _star(mean.value, lines)
    totals = Evaluation.objects.filter(
        organization__in=communities, scheme__series=FIVE_GOOD, scheme__year=year, scheme__in_force=True, ended_on=None
    )
    for pk, total in totals.values_list("organization_id", "total"):
        words = "未定" if total is None else f"{total.normalize():f}"
        found[pk] = total, words, marks.UNKNOWN if total is None else _star(total, lines)
    return _Numbers(found)


def _star(score: Decimal | None, lines: queries.Lines) -> str:
    return marks.score_shade(score, lines.stars, lines.low)


def draw(
    organization: Organization,
    indicator: Indicator | None,
    period: Period,
    *,
    today: date,
    against: str = YEAR_BEFORE,
    parts: Sequence[Organization] | None = None,
) -> Map:
    """The map of a district (of its ``parts``, where only some are shown) or of one street.

    ``indicator`` None: the five-good scores of the year of the period, whose shade is that of the stars.
    """
    day, before = min(today, period.last_day), earlier(period, against)
    if organization.kind == Kind.DISTRICT_DEPARTMENT:
        shown = list(table.parts_of(organization, first=period.last, last=period.last) if parts is None else parts)
    else:
        shown = [organization]
    below = _communities(shown, day)
    above = [organization.pk, *(part.pk for part in shown if part.pk != organization.pk)]
    tiles = [each.pk for communities in below.values() for each in communities]
    indicators = [] if indicator is None else [indicator]
    lines = queries.lines_of(indicators, [organization], as_of=day, period=period)[0]
    target = None if indicator is None else lines.targets.get(indicator.pk)
    if indicator is None:
        now = _of_score(above, tiles, period.last.year, lines)
        past = _of_score(above, tiles, before.last.year, lines)
    else:
        now = _of_indicator(indicator, [*above, *tiles], period, target)
        past = _of_indicator(indicator, [*above, *tiles], before, target)

    def spot(place: Organization) -> Spot:
        number, words, shade = now.of(place.pk)
        earlier_number, earlier_words, _ = past.of(place.pk)
        within = place.path.startswith(organization.path) and place.dissolved_on is None
        return Spot(place, within, number, words, shade, earlier_number, earlier_words)

    plates = [Plate(spot(part), [spot(each) for each in below[part.pk]]) for part in shown]
    return Map(indicator, plates, spot(organization), target)
