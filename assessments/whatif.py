"""What a community would have if one item stood otherwise: the engine's formula over a number asked (ASM-20)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from assessments.models import Indicator, SchemeItem, Score
from assessments.scoring import points
from core.chinese.dates import add_months
from core.chinese.numbers import half_up, ratio
from organizations.models import Organization
from organizations.tree.effective import first_day

MONTHS = 12
HALF = 6


@dataclass(frozen=True)
class WhatIf:
    """Points of the item, and what they make of the total (none: other items stay unknown) and of its place.

    ``among``: how many of its group the reader sees; the place is among them.
    """

    points: Decimal
    total: Decimal | None
    vetoed: bool
    place: int | None
    among: int


def ask(score: Score, value: Decimal) -> WhatIf:
    """``score`` with its item, indicator, evaluation and organisation. ``value``: as the page shows it (percents as
    percents); of a judgement the points themselves."""
    item, evaluation = score.item, score.evaluation
    made = worth(score, value)
    known, weight, extra = evaluation.known_points, evaluation.known_weight, evaluation.extra_points
    vetoed = evaluation.vetoed
    if item.role == SchemeItem.Role.POINTS:
        known += made - score.earned
        weight += item.weight if score.status != Score.Status.KNOWN else 0
    elif item.role == SchemeItem.Role.VETO:
        beside = evaluation.scores.select_related("item").exclude(pk=score.pk)
        vetoed = made >= item.weight or any(each.vetoes for each in beside)
    else:
        extra += (made - score.earned) * item.signed
    waiting = evaluation.unknown - (score.status == Score.Status.UNKNOWN and not score.inapplicable)
    base = ratio(known, weight, places=2)
    total = None if waiting or base is None else max(Decimal(0), base + extra)
    others = evaluation.scheme.evaluations.filter(group=evaluation.group, ended_on=None).exclude(pk=evaluation.pk)
    place = None if total is None or vetoed else others.filter(vetoed=False, total__gt=total).count() + 1
    return WhatIf(made, total, vetoed, place, others.count() + 1)


def worth(score: Score, value: Decimal) -> Decimal:
    """Points of the item for the value: what the statement of ``scoring`` gives, half-years short included."""
    item = score.item
    if item.source == SchemeItem.Source.JUDGEMENT:
        return max(Decimal(0), min(item.weight, value))
    months, halves = _stood(score.evaluation.organization, score.evaluation.scheme.year)
    indicator = item.indicator
    falls = indicator is not None and indicator.year == Indicator.Year.SUM and item.pro_rata
    whole = indicator is not None and indicator.unit == Indicator.Unit.COUNT
    if not falls:
        months = MONTHS
    zero, full = (
        half_up(Fraction(item.zero_at) * months / MONTHS, 2),
        _part(item.full_at, months, whole=falls and whole),
    )
    rising = full >= zero
    if full == zero:
        made = item.weight if value > full else Decimal(0)
    elif item.role == SchemeItem.Role.VETO:
        made = item.weight if _reached(value, full, rising=rising) else Decimal(0)
    elif item.steps:
        lines = [(_part(at, months, whole=falls and whole), paid) for at, paid in item.staircase]
        made = max((paid for at, paid in lines if _reached(value, at, rising=rising)), default=Decimal(0))
    else:
        made = points(item.weight, value, Decimal(1), zero_at=zero, full_at=full)
    if score.halves_short and halves:
        made = half_up(Fraction(made) * (halves - score.halves_short) / halves, 2)
    return made


def _reached(value: Decimal, line: Decimal, *, rising: bool) -> bool:
    return value >= line if rising else value <= line


def _part(line: Decimal, months: int, *, whole: bool) -> Decimal:
    part = Fraction(line) * months / MONTHS
    return Decimal(part.numerator // part.denominator) if whole else half_up(part, 2)


def _stood(organization: Organization, year: int) -> tuple[int, int]:
    """How many whole months, and whole half-years, of the year the organisation stood."""
    born, gone = first_day(organization), organization.dissolved_on

    def whole(begins: int, ends: int) -> bool:
        following = add_months(date(year, ends, 1), 1)
        return born is not None and born <= date(year, begins, 1) and (gone is None or gone >= following)

    months = sum(whole(month, month) for month in range(1, MONTHS + 1))
    return months, whole(1, HALF) + whole(HALF + 1, MONTHS)
