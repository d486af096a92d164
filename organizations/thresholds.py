"""Numbers of the rules as data: ``at(name, organization=…, as_of=…)`` (docs: organizations.models.Threshold)."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from organizations.models import Organization, Threshold


class UnknownThreshold(LookupError):
    """No row of that name is in force: a programming error or a damaged reference table."""


def row(name: str, *, organization: Organization | None = None, as_of: date) -> Threshold:
    """The row in force: the nearest organisation on the way to the root that has one, else the national default.

    Among rows of the same organisation the latest ``effective_from`` not after ``as_of`` counts.
    """
    return rows([name], organization=organization, as_of=as_of)[name]


def rows(names: list[str], *, organization: Organization | None = None, as_of: date) -> dict[str, Threshold]:
    """Several rows in one query."""
    ancestors = organization.ancestor_ids if organization else []
    candidates = Threshold.objects.filter(
        Q(organization=None) | Q(organization_id__in=ancestors), name__in=names, effective_from__lte=as_of
    )
    best: dict[str, tuple[tuple[int, date], Threshold]] = {}
    for candidate in candidates:
        depth = ancestors.index(candidate.organization_id) if candidate.organization_id else -1
        rank = (depth, candidate.effective_from)
        if candidate.name not in best or rank > best[candidate.name][0]:
            best[candidate.name] = (rank, candidate)
    missing = set(names) - set(best)
    if missing:
        raise UnknownThreshold(", ".join(sorted(missing)))
    return {name: found for name, (_, found) in best.items()}


def convert(threshold: Threshold) -> Any:
    """Value in the type of its unit: bool, Decimal, int, list of str or int, date, (month, day), str."""
    return convert_value(threshold.value, threshold.unit)


def convert_value(value: str, unit: str) -> Any:
    """As ``convert``, of a text not stored yet. Raises ValueError or ArithmeticError for one that does not fit."""
    if value == "":
        return None
    if unit == "boolean":
        if value not in ("true", "false"):
            raise ValueError(value)
        return value == "true"
    if unit in ("choice", "age_range"):
        return value.split(";") if ";" in value else value
    if unit == "list":
        return value.split(";")
    if unit == "score_map":
        return {int(level): int(points) for level, points in (pair.split(":") for pair in value.split(";"))}
    if unit == "date":
        return date.fromisoformat(value)
    if unit == "month_day":
        month, day = value.split("-")
        return int(month), int(day)
    if ";" in value:
        return [int(part) for part in value.split(";")]
    if re.fullmatch(r"-?\d+", value):
        return int(value)
    return Decimal(value)


def at(name: str, *, organization: Organization | None = None, as_of: date) -> Any:
    """Converted value in force for the organisation on the day. Raises UnknownThreshold."""
    return convert(row(name, organization=organization, as_of=as_of))


def several(names: list[str], *, organization: Organization | None = None, as_of: date) -> dict[str, Any]:
    """Converted values of several names in one query."""
    return {name: convert(found) for name, found in rows(names, organization=organization, as_of=as_of).items()}
