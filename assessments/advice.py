"""What would still raise a score: only what can be done, and what is done already and waits for the close (ASM-03)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assessments import queries, rules
from assessments.models import Evaluation, Indicator, SchemeItem, Score
from assessments.scoring import points
from core.chinese.dates import month_start


@dataclass(frozen=True)
class Advice:
    """``gap``: points that are missing; ``met``: the records are there, the month is not closed yet."""

    score: Score
    gap: Decimal
    words: str
    met: bool = False


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def advise(evaluation: Evaluation, scores: Iterable[Score], *, today: date) -> list[Advice]:
    """The largest gaps first. ``scores`` with ``item__indicator``; nothing once the result is published or ended."""
    if not rules.still_scored(evaluation):
        return []
    year = evaluation.scheme.year
    live = queries.values(
        [evaluation.organization_id], first=date(year, 1, 1), last=min(date(year, 12, 1), month_start(today))
    )
    found = []
    for score in scores:
        item = score.item
        if item.role != SchemeItem.Role.POINTS and score.status != Score.Status.UNKNOWN:
            continue
        if score.inapplicable or score.status == Score.Status.NOTHING:
            continue
        if score.status == Score.Status.UNKNOWN:
            words = item.advice if item.source != SchemeItem.Source.JUDGEMENT else "等待街道评审打分"
            gap = item.weight if item.role == SchemeItem.Role.POINTS else Decimal(0)
            found.append(Advice(score, gap, f"未知，{words}" if words else "未知"))
            continue
        gap = item.weight - score.earned
        if gap <= 0 or item.indicator is None:
            continue
        value = live.get((evaluation.organization_id, item.indicator.pk))
        found.append(_of_records(score, item.indicator, value, gap))
    return sorted(found, key=lambda each: (each.met, -each.gap))


def _of_records(score: Score, indicator: Indicator, value: queries.Value | None, gap: Decimal) -> Advice:
    item, line = score.item, score.line
    if score.halves_short and item.half_year_min is not None:
        return Advice(score, gap, f"{score.halves_short}个半年没有达到{_plain(item.half_year_min)}，扣去相应的分")
    now = value.exact if value else None
    if value and now is not None and line is not None and line != item.zero_at and not value.unknown:
        reached = points(
            item.weight, Decimal(now.numerator), Decimal(now.denominator), zero_at=item.zero_at, full_at=line
        )
        if reached >= item.weight:
            return Advice(score, gap, "已满足，待封账后计入", met=True)
    if indicator.year == Indicator.Year.SUM and line is not None and score.due is not None:
        done = Decimal(0) if value is None or value.numerator is None else value.numerator
        state = f"目前应达 {_plain(score.due)}，已达 {_plain(done)}，全年应达 {_plain(line)}"
        return Advice(score, gap, state if done >= score.due else f"{state}；{item.advice}".rstrip("；"))
    return Advice(score, gap, item.advice)
