"""Numbers of the rules as data: ``at(name, organization=…, as_of=…)``; for SQL ``standards_sql`` (same relation).

In force is the row of the nearest organisation upwards, by the tree of the day, that has one by then; else the
national row. Of one holder's rows the latest ``effective_from`` not after the day counts.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from operator import eq, ge, gt, le, lt
from typing import Any, Protocol

from organizations.standards.queries import (
    history_sql,
    in_force,
    meets_sql,
    month_day_sql,
    spans,
    standards_sql,
    value_sql,
)
from organizations.standards.table import UnknownThreshold, convert_value

__all__ = [
    "Standard",
    "UnknownThreshold",
    "at",
    "at_each",
    "convert_value",
    "each",
    "history",
    "history_sql",
    "meets_sql",
    "month_day_sql",
    "row",
    "rows",
    "several",
    "standards_sql",
    "value_sql",
]

_COMPARE = {">=": ge, ">": gt, "<=": le, "<": lt, "=": eq}


class _Organization(Protocol):
    pk: Any


@dataclass(frozen=True)
class Standard:
    """The row in force. ``organization_id`` is None for the national one; ``text`` is the value as it was written."""

    name: str
    text: str
    unit: str
    op: str
    label: str
    clause: str
    organization_id: int | None
    effective_from: date

    @property
    def value(self) -> Any:
        """In the type of the unit; None where no number is set."""
        return convert_value(self.text, self.unit)

    @property
    def share(self) -> Fraction:
        """A percent or fraction as an exact share of one: 80 → 4/5, 2/3 → 2/3."""
        value = Fraction(self.value)
        return value / 100 if self.unit == "percent" else value

    def allows(self, number: Any) -> bool:
        """Whether ``number`` keeps the standard, by its operator; a standard without a number allows all."""
        return self.text == "" or bool(_COMPARE[self.op](number, self.value))


def rows(names: Collection[str], *, organization: _Organization | None = None, as_of: date) -> dict[str, Standard]:
    """Several rows in one query. Raises UnknownThreshold."""
    return at_each(names, [(organization.pk if organization else None, as_of)])[0]


def at_each(names: Collection[str], asked: Sequence[tuple[int | None, date]]) -> list[dict[str, Standard]]:
    """Several rows for each (organisation's id or None, day), in their order; one query. Raises UnknownThreshold."""
    found: list[dict[str, Standard]] = [{} for _ in asked]
    for number, *line in in_force(names, asked):
        found[number - 1][line[0]] = Standard(*line)
    for standards in found:
        if missing := set(names) - set(standards):
            raise UnknownThreshold(", ".join(sorted(missing)))
    return found


def each(name: str, asked: Sequence[tuple[int, date]]) -> list[Any]:
    """Converted values for many (organisation's id, day), in their order; one query. Raises UnknownThreshold."""
    return [standards[name].value for standards in at_each([name], asked)]


def row(name: str, *, organization: _Organization | None = None, as_of: date) -> Standard:
    """The row in force for the organisation on the day. Raises UnknownThreshold."""
    return rows([name], organization=organization, as_of=as_of)[name]


def at(name: str, *, organization: _Organization | None = None, as_of: date) -> Any:
    """Converted value in force for the organisation on the day. Raises UnknownThreshold."""
    return row(name, organization=organization, as_of=as_of).value


def several(names: Collection[str], *, organization: _Organization | None = None, as_of: date) -> dict[str, Any]:
    """Converted values of several names in one query. Raises UnknownThreshold."""
    return {name: found.value for name, found in rows(names, organization=organization, as_of=as_of).items()}


def history(name: str, *, organization: _Organization | None = None, as_of: date) -> list[Standard]:
    """The rows of one name in the order of their days, by the organisation's place on ``as_of``; one query."""
    found = spans(name, organization_id=organization.pk if organization else None, day=as_of)
    return [Standard(*line) for _, *line in found]
