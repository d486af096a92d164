"""Reads of visits: the grids of a head or officer, their doors with the last visit, what is owed there (GRD-11)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse

from grids.models import VISITORS, Building, Grid, GridVisit, Household, Redrawing, ResponsiblePerson, ServiceNeed
from grids.models.places import begun
from grids.queries import VIEW


def quarter_start(day: date) -> date:
    """The first day of the quarter."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def seats_of(person_id: int | None, *, on: date) -> QuerySet[ResponsiblePerson]:
    """The grids that a person heads or manages on the day, each with the seat."""
    rows = ResponsiblePerson.objects.in_force(on).filter(role__in=VISITORS)
    rows = rows.none() if person_id is None else rows.filter(person_id=person_id)
    return rows.select_related("grid__organization").order_by("grid__organization__path", "grid__order", "role", "pk")


@dataclass(frozen=True, slots=True)
class Visited:
    """Of a grid: its doors, how many of them were visited since the day, and those with a recipient of service that
    were not."""

    households: int
    visited: int
    waiting: int


def visited(grids: list[int], *, since: date, on: date) -> dict[int, Visited]:
    """Grid id → how far its visits are; one statement for any number of grids."""
    visits = GridVisit.objects.standing().filter(household=OuterRef("pk"), visited_on__gte=since, visited_on__lte=on)
    needs = ServiceNeed.objects.in_force(on).filter(household=OuterRef("pk"))
    rows = (
        Household.objects.filter(building__grid__in=grids, building__in=Building.objects.filter(begun(on)))
        .standing(on)
        .annotate(seen=Exists(visits), needed=Exists(needs))
        .order_by()
        .values("building__grid")
        .annotate(
            households=Count("pk"),
            visited=Count("pk", filter=Q(seen=True)),
            waiting=Count("pk", filter=Q(seen=False, needed=True)),
        )
    )
    found = {row["building__grid"]: Visited(row["households"], row["visited"], row["waiting"]) for row in rows}
    return {pk: found.get(pk, Visited(0, 0, 0)) for pk in grids}


def doors(building: Building, *, since: date, on: date) -> tuple[list[str], list[dict[str, Any]]]:
    """Columns and rows of ``<c-matrix>``: a door with its last visit, one tap from logging the next."""
    households: Any = (
        Household.objects.filter(building=building)
        .standing(on)
        .annotate(
            last=Max("visits__visited_on", filter=Q(visits__withdrawn_because="")),
            needed=Exists(ServiceNeed.objects.in_force(on).filter(household=OuterRef("pk"))),
        )
        .order_by("-floor", "entrance", "door")
    )
    places: dict[tuple[int, int], None] = {}
    floors: dict[int, dict[tuple[int, int], dict[str, Any]]] = {}
    for door in households:
        place = (door.entrance, door.door)
        places[place] = None
        due = door.last is None or door.last < since
        words = ["服务"] if door.needed else []
        words.append(f"{door.last:%m-%d}" if door.last else "未访")
        floors.setdefault(door.floor, {})[place] = {
            "label": door.label.rpartition("单元")[2],
            "note": "·".join(words),
            "url": f"{reverse('grids:visit_new', args=[building.grid_id])}?household={door.pk}",
            "kind": "household" if due and door.needed else "member" if due else "",
        }
    order = sorted(places)
    columns = [f"{entrance}单元{door}户" if building.entrances > 1 else f"{door}户" for entrance, door in order]
    rows = [
        {"label": f"{floor}层", "cells": [cells.get(place, {}) for place in order]} for floor, cells in floors.items()
    ]
    return columns, rows


def visits_in(user: Any) -> QuerySet[GridVisit]:
    """Visits in the reach of an office, the latest first."""
    rows = GridVisit.objects.visible_to(user, VIEW).select_related(
        "organization", "grid", "person", "household__building", "opinion"
    )
    return rows.order_by("-visited_on", "-pk")


def visits_of(grid: Grid) -> QuerySet[GridVisit]:
    """Visits in a grid, the latest first."""
    rows: QuerySet[GridVisit] = grid.visits.select_related("person", "household__building", "opinion")
    return rows.order_by("-visited_on", "-pk")


def redrawings(grid: Grid) -> list[Redrawing]:
    """What came to the grid or went from it, and what is to; the latest first."""
    rows = Redrawing.objects.filter(Q(before=grid) | Q(to=grid)).select_related("building", "before", "to")
    return list(rows.order_by("-on", "-pk")[:30])
