"""The target board: of each number of ``target_lines`` what is wanted, reached and lacking, how it moved (ASM-10).

A year is read as of its last day, the running one as of today: one statement a year for all targets of rows, by the
tree of that day. So many years are shown as the plan has (``org.plan.horizon_years``).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection
from django.urls import reverse

from assessments import honours, queries
from assessments.models import Indicator
from assessments.target_lines import ALL, GROUPS, Computed, Line, Number, Points, Rows, Target
from core.chinese.dates import month_start
from core.chinese.numbers import exact, half_up
from core.records import walls
from core.records.duties import Source, parameters
from core.records.measures import Verdict
from organizations import standards
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.registers.training import moment_of
from organizations.relations import with_relations
from organizations.scoping import range_of
from organizations.standards import Standard
from organizations.tree.queries import subtree_ids

HORIZON = honours.HORIZON
WAY = "assessments.targets"
_ORDER = [str(each) for each in (Verdict.MISSING, Verdict.OPEN, Verdict.UNKNOWN, Verdict.COUNTS)]


@dataclass(frozen=True)
class Reached:
    """What was reached by the end of a year: as words, as a number to be compared, how much lacks."""

    year: int
    words: str
    number: Fraction | None
    state: str
    kind: str
    gap: str
    url: str = ""


@dataclass(frozen=True)
class Shown:
    """One line of the board; ``years`` from the first of the plan to the running one, None where nothing is known."""

    target: Target
    wanted: str
    years: list[Reached | None]
    because: str = ""
    good: str = "up"
    unit: str = ""

    @property
    def now(self) -> Reached | None:
        return self.years[-1] if self.years else None

    @property
    def moved(self) -> Decimal | None:
        """Since the end of the year before; None where one of the two is unknown."""
        if len(self.years) < 2:
            return None
        now, before = self.years[-1], self.years[-2]
        if now is None or before is None or now.number is None or before.number is None:
            return None
        return half_up(now.number - before.number)

    @property
    def past(self) -> list[Reached]:
        """The ends of the years before, where there is a number."""
        return [each for each in self.years[:-1] if each is not None and each.number is not None]

    @property
    def page(self) -> str:
        return reverse(self.target.page) if self.target.page else ""


@dataclass(frozen=True)
class Board:
    groups: list[tuple[str, list[Shown]]]
    years: list[int]

    @property
    def told(self) -> str:
        """How many targets are reached, not reached, and not recorded."""
        lines = [line for _title, group in self.groups for line in group]
        kinds = Counter(line.now.kind if line.now else "none" for line in lines)
        good, lacking = kinds["good"], kinds["bad"] + kinds["warn"]
        return f"{len(lines)} 项目标：达到 {good} 项，没有达到 {lacking} 项，不能判断 {len(lines) - good - lacking} 项"


def years_of(organization: Organization, today: date) -> list[int]:
    """The years of the plan that end with the running one."""
    horizon = int(standards.at(HORIZON, organization=organization, as_of=today))
    return list(range(today.year - max(horizon, 1) + 1, today.year + 1))


def board(organization: Organization, *, today: date) -> Board:
    """Every target of the organisation; as many queries whatever stands below it."""
    years = years_of(organization, today)
    names = {name for each in ALL.values() for name in (*each.standards, each.share, getattr(each, "line", ""))}
    known = standards.rows(sorted(names - {""}), organization=organization, as_of=today)
    counted = {year: _counted(organization, year, today) for year in years}
    values = _values(organization, years, today)
    quotas = _quotas(organization, years, today)
    indicators = Indicator.objects.in_bulk([each.indicator for each in ALL.values() if isinstance(each, Number)])
    groups = []
    for title, group in GROUPS:
        shown = []
        for target in group:
            wanted = target.words.format(*(_text(known[name]) for name in target.standards))
            if isinstance(target, Number):
                shown.append(_of_number(target, wanted, organization, years, values, indicators, known))
            elif isinstance(target, Points):
                if quotas:
                    shown.append(_of_points(target, organization, years, quotas))
            else:
                share = known[target.share] if target.share else None
                reached = [_of_rows(target, organization, year, counted[year][target.key], share) for year in years]
                shown.append(Shown(target, wanted, reached, unit="%"))
        groups.append((title, shown))
    return Board(groups, years)


def _text(row: Standard) -> str:
    return row.text if row.value is not None else "未定"


# --- targets of rows ------------------------------------------------------------------------------


def _address(target: Target, organization: Organization, year: int) -> str:
    return f"{reverse('assessments:target')}?target={target.key}&organization={organization.pk}&year={year}"


def _of_rows(
    target: Target, organization: Organization, year: int, counts: Counter[str], share: Standard | None
) -> Reached | None:
    reached, waiting = counts[Verdict.COUNTS], counts[Verdict.OPEN]
    lacking, unknown = counts[Verdict.MISSING], counts[Verdict.UNKNOWN]
    total = reached + waiting + lacking
    url = _address(target, organization, year)
    if not total:
        return Reached(year, "—", None, "没有记录", "", f"{unknown:,} 个没有记录", url) if unknown else None
    number = exact(reached, total)
    assert number is not None
    words = f"{half_up(number)}%（{reached:,}/{total:,}）"
    met = share.allows(number) if share is not None else reached == total
    gap = "" if met else f"差 {waiting + lacking:,} 个" + (f"，其中 {waiting:,} 个期限未到" if waiting else "")
    gap += (f"{'，' if gap else ''}另有 {unknown:,} 个没有记录") if unknown else ""
    if met:
        return Reached(year, words, number, "达到", "good", gap, url)
    return Reached(year, words, number, "没有达到" if lacking else "期限未到", "bad" if lacking else "warn", gap, url)


def _sources(targets: Iterable[Rows]) -> list[Source]:
    return list(dict.fromkeys(source for target in targets for source in target.sources))


def _read(organization: Organization, targets: Sequence[Rows], select: str, year: int, today: date) -> list[Any]:
    """``select`` over ``r``, the rows of the targets as of the year; one statement."""
    rows = "\nUNION ALL\n".join(
        f"SELECT '{target.key}' AS key, q.organization_id, q.scope, q.record::bigint, q.verdict, q.label, q.detail"
        f" FROM ({target.sql}) q"
        for target in targets
    )
    low, high = range_of(organization.path)
    moment = moment_of(year, today)
    values = parameters(moment) | {"root": organization.pk, "lo": low, "hi": high, "year": year}
    statement = with_relations(select.format(rows=rows), _sources(targets))
    with walls.beyond(WAY), connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[Any] = cursor.fetchall()
    return found


def _day(year: int, today: date) -> date:
    return min(today, date(year, 12, 31))


def _computed(organization: Organization, target: Computed, year: int, today: date) -> list[Line]:
    day = _day(year, today)
    with walls.beyond(WAY):
        here = subtree_ids(organization, on=day, kinds=(target.of,))
        return list(target.rows(list(Organization.objects.filter(pk__in=here).order_by("path")), day))


def _counted(organization: Organization, year: int, today: date) -> dict[str, Counter[str]]:
    """Verdicts of every target of rows, by key."""
    found: dict[str, Counter[str]] = {key: Counter() for key in ALL}
    rows = [each for each in ALL.values() if isinstance(each, Rows)]
    select = "SELECT r.key, r.verdict, count(*) FROM ({rows}) r GROUP BY 1, 2"
    for key, verdict, number in _read(organization, rows, select, year, today):
        found[key][verdict] += number
    for each in ALL.values():
        if isinstance(each, Computed):
            found[each.key].update(str(line.verdict) for line in _computed(organization, each, year, today))
    return found


def lines(organization: Organization, target: Target, *, year: int, today: date) -> list[Line]:
    """The rows of one target as of the year, what lacks first: what its number on the board counts."""
    if isinstance(target, Computed):
        found = _computed(organization, target, year, today)
        return sorted(found, key=lambda line: _ORDER.index(line.verdict))
    if isinstance(target, Points):
        return _points(organization, target, year, today)
    assert isinstance(target, Rows)
    select = (
        "SELECT r.organization_id, COALESCE(c.name, o.name), r.record, r.verdict, r.label, r.detail FROM ({rows}) r"
        " JOIN organizations_organization o ON o.id = r.organization_id"
        " JOIN tree t ON t.organization_id = r.organization_id"
        " LEFT JOIN organizations_organization c ON c.id = t.community_id"
        f" ORDER BY array_position(ARRAY{_ORDER}, r.verdict), r.scope, r.label, r.record"
    )
    return [Line(*row) for row in _read(organization, [target], select, year, today)]


# --- numbers of the facts -------------------------------------------------------------------------

Values = dict[tuple[int, str], queries.Value]


def _values(organization: Organization, years: Sequence[int], today: date) -> Values:
    """Each indicator of each year; a statement a year, for a latest state is that of the year's newest month."""
    codes = [each.indicator for each in ALL.values() if isinstance(each, Number)]
    made: Values = {}
    for year in years:
        last = min(month_start(today), date(year, 12, 1))
        found = queries.values([organization.pk], first=date(year, 1, 1), last=last, indicators=codes)
        made |= {(year, code): value for (_pk, code), value in found.items()}
    return made


def _of_number(
    target: Number,
    wanted: str,
    organization: Organization,
    years: Sequence[int],
    values: Values,
    indicators: dict[str, Indicator],
    known: dict[str, Standard],
) -> Shown:
    indicator = indicators.get(target.indicator)
    goal = Fraction(known[target.line].value) if target.line else Fraction(target.whole)
    up = indicator is None or indicator.higher_is_better
    reached: list[Reached | None] = []
    for year in years:
        value = values.get((year, target.indicator))
        number = value.exact if value else None
        if indicator is None or value is None or (number is None and not value.is_unknown):
            reached.append(None)
            continue
        url = reverse("assessments:records", args=[organization.pk, indicator.pk]) + f"?from={year}-01&to={year}-12"
        if number is None:
            reached.append(Reached(year, "—", None, "未知", "", "", url))
            continue
        lacks = goal - number if up else number - goal
        words = queries.words(value, indicator) + (target.unit if target.unit != "%" else "")
        unit = " 个百分点" if target.unit == "%" else target.unit
        gap = f"{'差' if up else '高'} {half_up(lacks).normalize():f}{unit}" if lacks > 0 else ""
        state, kind = ("没有达到", "bad") if lacks > 0 else ("达到", "good")
        reached.append(Reached(year, words, number, state, kind, gap, url))
    because = "" if reached[-1] else "还没有数字：每晚计算"
    return Shown(target, wanted, reached, because, "up" if up else "down", target.unit)


# --- demonstration points -------------------------------------------------------------------------

Quotas = dict[int, dict[str, honours.Quota]]


def _quotas(organization: Organization, years: Sequence[int], today: date) -> Quotas:
    """The demonstration points of the district at the end of each year; none below it, which has no quota."""
    if organization.kind != Kind.DISTRICT_DEPARTMENT:
        return {}
    return {year: {each.level: each for each in honours.quotas(organization, on=_day(year, today))} for year in years}


def _points(organization: Organization, target: Points, year: int, today: date) -> list[Line]:
    day = _day(year, today)
    horizon = int(standards.at(HORIZON, organization=organization, as_of=day))
    with walls.beyond(WAY):
        rows = honours.points(organization, on=day, horizon=horizon).filter(level=target.level)
        return [
            Line(row.organization_id, row.organization.name, row.pk, Verdict.COUNTS, str(row), row.document)
            for row in rows.select_related("organization").order_by("organization__path", "pk")
        ]


def _of_points(target: Points, organization: Organization, years: Sequence[int], quotas: Quotas) -> Shown:
    reached: list[Reached | None] = []
    for year in years:
        each = quotas[year][target.level]
        gap = f"差 {each.gap} 个" if each.gap else ""
        state, kind = ("没有达到", "bad") if each.gap else ("达到", "good")
        url = _address(target, organization, year)
        reached.append(Reached(year, f"{each.count} 个", Fraction(each.count), state, kind, gap, url))
    return Shown(target, f"{len(years)} 年内 {quotas[years[-1]][target.level].words}", reached, unit=" 个")
