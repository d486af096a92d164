"""What enters each grid (GRD-05): organisations, resources, services, activities, gathered from every room; reads only.

A room says its part once (``core.web.home.GridPart``): how many for any number of grids in one statement, and the lines
of one. The page of a grid and the table of all grids read the same.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from core.web.home import GridLine, GridPart
from grids.models import Grid, GridEntry
from grids.models.places import not_over
from grids.queries import VIEW
from organizations.models import Organization
from organizations.scoping import subtree_condition


def standing_entries(user: Any, on: date) -> QuerySet[GridEntry]:
    """Entries of the day in the user's sight, of units that are here and venues that are open and not withdrawn."""
    rows: QuerySet[GridEntry] = GridEntry.objects.visible_to(user, VIEW).in_force(on)
    open_ = Q(venue__withdrawn_on=None) & (Q(venue__closed_on=None) | Q(venue__closed_on__gt=on))
    return rows.filter(Q(presence__during__contains=on) | Q(venue__isnull=False) & open_)


def _tiers(user: Any, grid: Grid, on: date) -> QuerySet[Organization]:
    """The grid branch and what stands below it on the day."""
    if grid.grid_branch is None:
        return Organization.objects.none()
    return Organization.objects.visible_to(user).under(grid.grid_branch).in_force(on).order_by("path")


def tiers_of(user: Any, grids: Collection[Any], today: date) -> dict[int, int]:
    """Grid → organisations of its tiers; one statement."""
    paths = {grid.grid_branch.path: grid.pk for grid in grids if grid.grid_branch is not None}
    inside = Organization.objects.visible_to(user).in_force(today).filter(subtree_condition(paths, field="path"))
    found: dict[int, int] = {}
    for path in inside.values_list("path", flat=True):
        pk = next((pk for top, pk in paths.items() if path.startswith(top)), None)
        if pk is not None:
            found[pk] = found.get(pk, 0) + 1
    return found


def tier_lines(user: Any, grid: Grid, today: date) -> list[GridLine]:
    return [
        GridLine(each.name, str(each.get_kind_display()), reverse("organizations:detail", args=[each.pk]))
        for each in _tiers(user, grid, today)
    ]


def _counted(condition: Q) -> Any:
    def count(user: Any, grids: Collection[Any], today: date) -> dict[int, int]:
        rows = standing_entries(user, today).filter(condition, grid__in=[grid.pk for grid in grids])
        return dict(rows.order_by().values("grid_id").annotate(found=Count("pk")).values_list("grid_id", "found"))

    return count


def unit_lines(user: Any, grid: Grid, today: date) -> list[GridLine]:
    rows = standing_entries(user, today).filter(grid=grid).exclude(presence=None)
    presences = [each.presence for each in rows.select_related("presence__unit__party_organization")]
    return [
        GridLine(each.unit.name, each.unit.party or "没有党组织", reverse("organizations:unit", args=[each.pk]))
        for each in sorted(filter(None, presences), key=lambda each: (each.unit.name, each.pk))
    ]


def venue_lines(user: Any, grid: Grid, today: date) -> list[GridLine]:
    rows = standing_entries(user, today).filter(grid=grid).exclude(venue=None).select_related("venue")
    return [
        GridLine(
            each.title,
            f"{each.kind}，{each.services}，{each.hours}",
            reverse("organizations:venues_entry", args=[each.pk]),
        )
        for each in sorted(filter(None, (row.venue for row in rows)), key=lambda each: (each.title, each.pk))
    ]


TIERS = GridPart("组织", "网格大党支部、楼栋党小组、党员中心户", tiers_of, tier_lines, "网格大党支部还没有建立")
UNITS = GridPart("辖区单位", "单位党组织进网格", _counted(Q(presence__isnull=False)), unit_lines, "还没有单位进网格")
VENUES = GridPart("阵地", "场所、服务项目和开放时间", _counted(Q(venue__isnull=False)), venue_lines, "还没有阵地进网格")


def entries_of(grid: Grid, *, on: date) -> list[GridEntry]:
    """Units and venues of the day and those to come."""
    rows = GridEntry.objects.filter(not_over(on), grid=grid).select_related("presence__unit", "venue")
    return sorted(rows, key=lambda each: (each.venue_id is not None, each.name, each.pk))
