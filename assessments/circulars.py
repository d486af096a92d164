"""The quarterly circular: each community's place, how it changed and why; issued by document, withdrawn with reason.

A quarter is scored on its last day by the statements that score every night, in a transaction that is rolled back: the
months of a quarter are closed when it is told, so that it can be computed again. Mid-year nobody has the year's points:
places go by the points against what was due by then (``Evaluation.pace``), of what is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments import scoring
from assessments.models import Circular, Evaluation, Scheme, SchemeItem, Score
from core.chinese.dates import add_months
from core.chinese.numbers import ratio
from core.records import audit
from core.records.errors import RuleViolation
from organizations.models import Month
from organizations.rules import raise_field_errors
from organizations.tree.effective import check_not_ahead

REASONS = 2
"""Items that a line names as reasons."""
QUARTERS = 4


@dataclass
class Standing:
    """A community on the last day of a quarter: its pace (none: nothing known), what its items earned and lack."""

    label: str
    group: str
    points: Decimal | None
    vetoed: bool
    unknown: int
    earned: dict[str, Decimal] = field(default_factory=dict)
    lacks: dict[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One community in a circular. ``because``: sentences; ``before``: its place a quarter ago, None: it had none."""

    organization: int
    label: str
    group: str
    place: int | None
    before: int | None
    points: Decimal | None
    because: list[str]

    @property
    def moved(self) -> int | None:
        return None if self.place is None or self.before is None else self.before - self.place

    @property
    def change(self) -> str:
        if self.moved is None:
            return "—"
        return "持平" if not self.moved else f"上升{self.moved}位" if self.moved > 0 else f"下降{-self.moved}位"

    @property
    def stored(self) -> dict[str, Any]:
        return vars(self) | {"points": None if self.points is None else str(self.points)}


def lines_of(circular: Circular) -> list[Line]:
    return [
        Line(**each | {"points": None if each["points"] is None else Decimal(each["points"])})
        for each in circular.lines
    ]


def last_day(year: int, quarter: int) -> date:
    return add_months(date(year, 3 * quarter, 1), 1) - timedelta(days=1)


def standings(scheme: Scheme, *, on: date, now: datetime) -> dict[int, Standing]:
    """Where every community of a scheme stood on a day, by organisation. Nothing of it stays."""
    with transaction.atomic():
        rows = Evaluation.objects.filter(scheme=scheme, ended_on=None)
        # What was published stands; for a day of the past it is reckoned like the others, and put back with the rest.
        rows.filter(state__in=(Evaluation.State.PUBLISHED, Evaluation.State.DECIDED)).update(
            state=Evaluation.State.STREET_REVIEWED
        )
        scoring.score(scheme=scheme, as_of=on, now=now)
        found: dict[int, Standing] = {}
        by_evaluation: dict[int, Standing] = {}
        for row in rows.select_related("organization"):
            pace = ratio(row.known_points, row.due_points, places=2)
            made = None if pace is None else max(Decimal(0), min(Decimal(100), pace) + row.extra_points)
            standing = Standing(row.organization.label, row.group, made, row.vetoed, row.unknown)
            found[row.organization_id] = by_evaluation[row.pk] = standing
        scores = Score.objects.filter(evaluation__in=list(by_evaluation), status=Score.Status.KNOWN)
        for score in scores.select_related("item"):
            standing, item = by_evaluation[score.evaluation_id], score.item
            standing.earned[item.title] = score.moves_total_by
            if item.role == SchemeItem.Role.POINTS:
                standing.lacks[item.title] = _due(score) - score.earned
        transaction.set_rollback(True)
    return found


def _due(score: Score) -> Decimal:
    """Points that were to be had by the day."""
    if score.due is None or not score.line or score.line <= 0:
        return score.item.weight
    return score.item.weight * min(Decimal(1), score.due / score.line)


def places(found: Mapping[int, Standing]) -> dict[int, int]:
    """Place of each in its group that has points and no veto; equal points share one."""
    made: dict[int, int] = {}
    for key, each in found.items():
        if each.points is None or each.vetoed:
            continue
        better = (
            other
            for other in found.values()
            if other.group == each.group and not other.vetoed and other.points is not None
        )
        made[key] = 1 + sum(other.points > each.points for other in better if other.points is not None)
    return made


def draft(scheme: Scheme, *, quarter: int, now: datetime) -> list[Line]:
    """The lines of a quarter as its records say, group by group, best first. ``before``: what the circular of the
    quarter before told, else what its records say now."""
    check_quarter(scheme, quarter, today=timezone.localdate(now))
    stands = standings(scheme, on=last_day(scheme.year, quarter), now=now)
    earlier = standings(scheme, on=last_day(scheme.year, quarter - 1), now=now) if quarter > 1 else {}
    told = Circular.objects.filter(scheme=scheme, quarter=quarter - 1, withdrawn_at=None).first()
    before = {each["organization"]: each["place"] for each in told.lines} if told else places(earlier)
    now_at, change = places(stands), _against_the_mean(stands, earlier)
    lines = [
        Line(
            key,
            each.label,
            each.group,
            now_at.get(key),
            before.get(key),
            each.points,
            _because(each, change.get(key, {}), now_at.get(key), before.get(key)),
        )
        for key, each in stands.items()
    ]
    return sorted(lines, key=lambda each: (each.group, each.place is None, each.place or 0, each.organization))


def _against_the_mean(stands: Mapping[int, Standing], earlier: Mapping[int, Standing]) -> dict[int, dict[str, Decimal]]:
    """How much further from the mean of all each item went since the quarter before: what moves a place."""
    after, before = _apart(stands), _apart(earlier)
    return {
        key: {title: apart - before[key].get(title, Decimal(0)) for title, apart in items.items()}
        for key, items in after.items()
        if key in before
    }


def _apart(found: Mapping[int, Standing]) -> dict[int, dict[str, Decimal]]:
    sums: dict[str, list[Decimal]] = {}
    for each in found.values():
        for title, earned in each.earned.items():
            sums.setdefault(title, []).append(earned)
    mean = {title: sum(earned, Decimal(0)) / len(earned) for title, earned in sums.items()}
    return {key: {title: earned - mean[title] for title, earned in each.earned.items()} for key, each in found.items()}


def _because(each: Standing, change: Mapping[str, Decimal], place: int | None, before: int | None) -> list[str]:
    said = []
    if each.vetoed:
        said.append("一票否决，不参加排名")
    if place is not None and before is not None and place != before:
        rose = place < before
        movers = sorted(change.items(), key=lambda pair: (-pair[1] if rose else pair[1], pair[0]))
        named = [
            f"{title}{_signed(by)}分" for title, by in movers[:REASONS] if (by > 0 if rose else by < 0) and _told(by)
        ]
        if named:
            said.append(f"{'上升' if rose else '下降'}：与全区平均相比，{'、'.join(named)}")
    gaps = sorted(each.lacks.items(), key=lambda pair: (-pair[1], pair[0]))
    if named := [f"{title}差{_plain(gap)}分" for title, gap in gaps[:REASONS] if _told(gap) and gap > 0]:
        said.append(f"差距：{'、'.join(named)}")
    if each.unknown:
        said.append(f"{each.unknown}项未知，未计入")
    return said


def _told(points: Decimal) -> bool:
    return abs(points) >= Decimal("0.05")


def _plain(points: Decimal) -> str:
    return f"{points.quantize(Decimal('0.1')).normalize():f}"


def _signed(points: Decimal) -> str:
    return f"{'多' if points > 0 else '少'}{_plain(abs(points))}"


def check_quarter(scheme: Scheme, quarter: int, *, today: date) -> None:
    """A quarter is told when it is over and its months are closed: until then its numbers move."""
    if refused := why_not(scheme, quarter, today=today):
        raise RuleViolation("quarter", refused, field="quarter")


def why_not(scheme: Scheme, quarter: int, *, today: date) -> str:
    """Why a quarter cannot be told; empty when it can."""
    if not 1 <= quarter <= QUARTERS:
        return "还没有可以通报的季度"
    if last_day(scheme.year, quarter) >= today:
        return f"{scheme.year}年第{quarter}季度还没有结束"
    if quarter < QUARTERS and scheme.evaluations.filter(state=Evaluation.State.FROZEN).exists():
        return "全年结果已经封存，不再补发前三个季度的通报"
    months = [date(scheme.year, 3 * quarter - back, 1) for back in (2, 1, 0)]
    known = dict(
        Month.objects.filter(district=scheme.district, month__lte=months[-1]).values_list("month", "closed_at")
    )
    # What lies before the first month of a district was never the portal's to close.
    begun = min(known, default=months[-1])
    waiting = [month for month in months if month >= begun and known.get(month) is None]
    return f"{'、'.join(f'{month.month}月' for month in waiting)}还没有封账，封账后才能通报" if waiting else ""


def open_quarters(scheme: Scheme, *, today: date) -> list[int]:
    """Those that can be told now and are not."""
    told = set(Circular.objects.filter(scheme=scheme, withdrawn_at=None).values_list("quarter", flat=True))
    quarters = range(1, QUARTERS + 1)
    return [each for each in quarters if each not in told and not why_not(scheme, each, today=today)]


@transaction.atomic
def issue(*, by: Any, scheme: Scheme, quarter: int, number: str, on: date, now: datetime) -> Circular:
    """Tell a quarter: what is told stands as it was told."""
    Scheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)
    today = timezone.localdate(now)
    if not number.strip():
        raise RuleViolation("number-missing", "请填写文号", field="number")
    check_quarter(scheme, quarter, today=today)
    check_not_ahead(on, today=today, label="印发日期")
    if on <= last_day(scheme.year, quarter):
        raise RuleViolation("issued-too-early", "印发日期应在季度结束以后", field="on")
    lines = draft(scheme, quarter=quarter, now=now)
    if not any(line.place for line in lines):
        raise RuleViolation("nobody-placed", "还没有社区有名次，不能通报", field="quarter")
    made = Circular(
        scheme=scheme,
        quarter=quarter,
        number=number.strip(),
        issued_on=on,
        issued_at=now,
        issued_by=by,
        lines=[line.stored for line in lines],
    )
    raise_field_errors(made)
    made.save()
    audit.record(
        "assessments.circular_issued",
        by=by,
        target=made,
        organization_id=scheme.district_id,
        year=scheme.year,
        quarter=quarter,
        number=made.number,
    )
    return made


@transaction.atomic
def withdraw(*, by: Any, circular: Circular, version: int, reason: str, now: datetime) -> Circular:
    """Taken back with a reason; the quarter can be told again."""
    current = Circular.objects.select_for_update(of=("self",)).select_related("scheme__district").get(pk=circular.pk)
    if current.withdrawn_at is not None or current.version != version:
        raise RuleViolation("changed-meanwhile", "这份通报刚被别人撤回，请刷新后再看")
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明撤回的原因", field="reason")
    current.withdrawn_at, current.withdrawn_because = now, reason.strip()
    current.version += 1
    current.save(update_fields=["withdrawn_at", "withdrawn_because", "version"])
    audit.record(
        "assessments.circular_withdrawn",
        by=by,
        target=current,
        organization_id=current.scheme.district_id,
        reason=current.withdrawn_because,
    )
    return current
