"""The leader's first minute: findings in words, out of the numbers of the dashboard, and what can be done about each.

A finding is an indicator that has a line (its target, or all of what is owed) and parts of the organisation that stand
below it: who, how far, since when; and for each of them what was asked already. No number of its own: the values are
those of the table's rows, the months those of the facts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from assessments import marks
from assessments.models import Chase, Fact, Indicator
from assessments.overview import Overview
from assessments.queries import Value
from assessments.table import Row
from core.chinese.dates import add_months, month_start
from core.templatetags.portal import number
from organizations.registers.forms import KEEP
from organizations.scoping import may

SHOWN = 3
"""Findings, and parts of each, that a leader takes in at a glance."""

BACK = 12
"""Months that are looked back for when it began."""


@dataclass(frozen=True)
class Behind:
    """One part below the line: its number, since which month it has been, what was asked of it and is not over."""

    row: Row
    words: str
    since: date | None
    months: int
    records: str
    chase_url: str
    note_url: str
    asked: Chase | None = None

    @property
    def label(self) -> str:
        return self.row.label

    @property
    def since_words(self) -> str:
        """Of closed and whole months alone: the running one fails nobody."""
        if self.since is None or self.months < 2:  # noqa: PLR2004 - one month has no "since"
            return ""
        return f"{self.since.month}月起连续{self.months}个月"


@dataclass(frozen=True)
class Finding:
    """``among``: how many parts have a number at all."""

    indicator: Indicator
    line: Decimal
    behind: list[Behind]
    count: int
    among: int

    @property
    def words(self) -> str:
        """How many are behind, and by what line; who they are follows."""
        unit = "%" if self.indicator.unit == Indicator.Unit.PERCENT else self.indicator.get_unit_display()
        sign = "不足" if self.indicator.higher_is_better else "超过"
        worst = f"，最差的{len(self.behind)}个" if self.count > len(self.behind) else ""
        return f"{self.indicator.title}：{self.among}个中有{self.count}个{sign}{number(self.line)}{unit}{worst}"


def _share(value: Value, indicator: Indicator, line: Decimal) -> Decimal | None:
    """How much of the line is reached, 1 from there on; None without a number."""
    if value.over is None or not line:
        return None
    top, bottom = value.over
    share = top / (line * bottom) if indicator.higher_is_better else line * bottom / top if top else Decimal(1)
    return min(Decimal(1), share)


def _below(row: Row, position: int, line: Decimal, indicator: Indicator) -> Decimal | None:
    value = row.cells[position].value
    return None if value is None else _share(value, indicator, line)


def findings(shown: Overview) -> list[Finding]:
    """The indicators whose parts stand furthest below their lines, the worst first; two statements where there are any.

    Parts that stand elsewhere today are left out: nobody here can ask anything of them.
    """
    made: list[tuple[Decimal, Indicator, Decimal, list[tuple[Decimal, Row]], int]] = []
    targets: Mapping[str, Decimal] = shown.part_lines.targets if shown.part_lines else {}
    for position, indicator in enumerate(shown.indicators):
        line = marks.line_of(indicator, targets.get(indicator.code))
        if line is None:
            continue
        here = [row for row in shown.rows if row.within and row.organization and not row.organization.dissolved_on]
        known = [(share, row) for row in here if (share := _below(row, position, line, indicator)) is not None]
        below = sorted(((share, row) for share, row in known if share < 1), key=lambda each: each[0])
        if below:
            made.append((below[0][0], indicator, line, below, len(known)))
    made.sort(key=lambda each: (each[0], each[1].order))
    chosen = made[:SHOWN]
    if not chosen:
        return []
    pairs = [(row, indicator, line) for _, indicator, line, below, _ in chosen for _, row in below[:SHOWN]]
    began = _began(pairs, today=shown.today, last=shown.period.last)
    asked = _asked(shown, pairs)
    return [
        Finding(
            indicator,
            line,
            [_behind(row, indicator, shown, began=began, asked=asked) for _, row in below[:SHOWN]],
            len(below),
            among,
        )
        for _, indicator, line, below, among in chosen
    ]


Key = tuple[int, str]


def _behind(
    row: Row, indicator: Indicator, shown: Overview, *, began: Mapping[Key, list[date]], asked: Mapping[Key, Chase]
) -> Behind:
    assert row.organization is not None
    key = row.organization.pk, indicator.code
    months = began.get(key, [])
    words = next(cell.words for cell in row.cells if cell.indicator == indicator.code)
    records = reverse("assessments:records", args=key)
    said = {"organization": row.organization.pk, "indicator": indicator.code, "month": f"{shown.period.last:%Y-%m-%d}"}
    new = reverse("assessments:chases_new")
    text = f"{indicator.title}{words}，请说明原因和改进的办法"
    return Behind(
        row,
        words,
        months[-1] if months else None,
        len(months),
        f"{records}?from={row.first:%Y-%m}&to={row.last:%Y-%m}",
        f"{new}?{urlencode(said | {'kind': Chase.Kind.CHASE, 'text': text})}",
        f"{new}?{urlencode(said | {'kind': Chase.Kind.NOTE, 'text': text, 'due_on': ''})}",
        asked.get(key),
    )


def _began(pairs: Sequence[tuple[Row, Indicator, Decimal]], *, today: date, last: date) -> dict[Key, list[date]]:
    """Of each part and indicator the unbroken whole months below the line up to the newest, newest first."""
    newest = min(last, add_months(month_start(today), -1))
    first = add_months(newest, 1 - BACK)
    places = {row.organization.pk for row, _, _ in pairs if row.organization}
    codes = {indicator.code for _, indicator, _ in pairs if indicator.year != Indicator.Year.SUM}
    values: dict[tuple[int, str, date], Value] = {}
    rows = Fact.objects.filter(organization__in=places, indicator__in=codes, month__range=(first, newest))
    units = {indicator.code: indicator.unit for _, indicator, _ in pairs}
    for place, code, month, top, bottom in rows.values_list(
        "organization_id", "indicator_id", "month", "numerator", "denominator"
    ):
        values[place, code, month] = Value(units[code], top, bottom)
    found: dict[Key, list[date]] = {}
    for row, indicator, line in pairs:
        assert row.organization is not None
        key = row.organization.pk, indicator.code
        month, run = newest, []
        while (value := values.get((*key, month))) and (share := _share(value, indicator, line)) is not None:
            if share >= 1:
                break
            run.append(month)
            month = add_months(month, -1)
        found[key] = run
    return found


def _asked(shown: Overview, pairs: Sequence[tuple[Row, Indicator, Decimal]]) -> dict[Key, Chase]:
    """What the organisation has asked of these parts about these indicators, and is not over."""
    rows = Chase.objects.standing().filter(
        asker=shown.organization,
        organization__in=[row.organization for row, _, _ in pairs],
        indicator__in=[indicator for _, indicator, _ in pairs],
        kind=Chase.Kind.CHASE,
        seen_on=None,
    )
    return {(each.organization_id, str(each.indicator_id)): each for each in rows.order_by("pk")}


def summary_words(found: Sequence[Finding], shown: Overview) -> str:
    """The sentence that the page begins with."""
    if not found:
        known = any(cell.value is not None and cell.value.over is not None for row in shown.rows for cell in row.cells)
        return "下级各项有目标的指标都已达到。" if known else "这段时间还没有可以比较的数字。"
    worst = found[0]
    who = worst.behind[0]
    since = f"，{who.since_words}" if who.since_words else ""
    return f"最需要过问的是{who.label}的{worst.indicator.title}：{who.words}{since}。"


def found_words(shown: Overview, user: Any) -> dict[str, Any]:
    """What ``assessments/_findings.html`` draws."""
    found = findings(shown)
    return {
        "findings": found,
        "finding_words": summary_words(found, shown),
        "may_chase": may(user, KEEP, shown.organization),
    }
