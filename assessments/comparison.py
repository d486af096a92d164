"""Three years of a community side by side, and of all of them (ASM-20). Numbers of past years are those that stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments import queries
from assessments.models import Evaluation, Score
from core.chinese.numbers import ratio
from organizations.models import Organization

YEARS = 3


def years_to(year: int) -> list[int]:
    """The year and those before it, the oldest first."""
    return list(range(year - YEARS + 1, year + 1))


@dataclass(frozen=True)
class Row:
    """One line: its words, and for each year the points and the weight (None: nothing of it in that year)."""

    title: str
    cells: list[Score | queries.Part | None]
    is_part: bool = False


@dataclass(frozen=True)
class Comparison:
    years: list[int]
    evaluations: list[Evaluation | None]
    rows: list[Row]


def of_community(evaluation: Evaluation) -> Comparison:
    """The same community by the schemes of the same series; items meet by their title within their dimension."""
    years = years_to(evaluation.scheme.year)
    found = {
        row.scheme.year: row
        for row in Evaluation.objects.filter(
            organization=evaluation.organization,
            scheme__series=evaluation.scheme.series,
            scheme__year__in=years,
            scheme__in_force=True,
        ).select_related("scheme")
    }
    scores: dict[int, list[Score]] = {}
    rows = Score.objects.filter(evaluation__in=found.values()).select_related("item__indicator", "item")
    for score in rows.order_by("item__order", "pk"):
        scores.setdefault(score.evaluation_id, []).append(score)
    parts = {
        year: {part.label: part for part in queries.parts_of(row, scores.get(row.pk, []))}
        for year, row in found.items()
    }
    made: list[Row] = []
    for label in _union([list(parts.get(year, {})) for year in reversed(years)]):
        mine = [parts.get(year, {}).get(label) for year in years]
        made.append(Row(label, list(mine), is_part=True))
        titled = [{score.item.title: score for score in part.lines} if part else {} for part in mine]
        made += [Row(title, [each.get(title) for each in titled]) for title in _union([list(each) for each in titled])]
    return Comparison(years, [found.get(year) for year in years], made)


def _union(lists: Sequence[Sequence[str]]) -> list[str]:
    """Every word once, in the order in which they come."""
    return list(dict.fromkeys(word for words in lists for word in words))


@dataclass(frozen=True)
class Years:
    """A community in the list of all: its evaluation of each year, and places won since the year before."""

    organization: Organization
    cells: list[Evaluation | None]

    @property
    def moved(self) -> int | None:
        last, before = self.cells[-1], self.cells[-2]
        if last is None or before is None or last.place is None or before.place is None:  # type: ignore[attr-defined]
            return None
        return int(before.place - last.place)  # type: ignore[attr-defined]

    @property
    def lost(self) -> int:
        return -(self.moved or 0)


def of_all(user: Any, *, year: int, series: str, below: Organization | None = None) -> list[Years]:
    """The communities that the user sees, with place and total in each year, in the order of the last one."""
    columns = [
        {
            row.organization_id: row
            for row in queries.placed(queries.evaluations(user, year=each, series=series, below=below))
        }
        for each in years_to(year)
    ]
    order = dict.fromkeys(key for column in reversed(columns) for key in column)
    known = {key: row.organization for column in columns for key, row in column.items()}
    return [Years(known[key], [column.get(key) for column in columns]) for key in order]


def means(rows: Sequence[Years]) -> list[Decimal | None]:
    """Mean total of each year, of those that have one."""
    made: list[Decimal | None] = []
    for number in range(YEARS):
        totals = [row.total for each in rows if (row := each.cells[number]) is not None and row.total is not None]
        made.append(ratio(sum(totals), len(totals), factor=1, places=2))
    return made
