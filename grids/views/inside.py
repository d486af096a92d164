"""The lists behind the figures of a grid: recipients of service by category, members and member households (GRD-03)."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.guards import Request, require
from grids import queries
from grids.models import Household, Residence, ServiceNeed
from grids.queries import VIEW
from grids.views.grids import grid_in_scope
from organizations.scoping import may

PAGE = 50


@require(VIEW)
@require_safe
def needs(request: Request, pk: int) -> HttpResponse:
    """Recipients of service in a grid, by category; where the door is, never who."""
    found, today = grid_in_scope(request, pk), timezone.localdate()
    standing = found.service_needs.in_force(today)
    numbers = dict(standing.order_by().values_list("category").annotate(Count("pk")))
    asked = request.GET.get("category", "")
    chosen = asked if asked in numbers else ""
    address = reverse("grids:needs", args=[pk])
    tabs = [{"label": "全部", "url": address, "current": not chosen, "count": sum(numbers.values())}]
    tabs += [
        {"label": kind.label, "url": f"{address}?category={kind}", "current": chosen == kind, "count": numbers[kind]}
        for kind in ServiceNeed.Category
        if kind in numbers
    ]
    rows = standing.filter(category=chosen) if chosen else standing
    rows = rows.select_related("household__building").order_by("during__endswith", "pk")
    context = {
        "grid": found,
        "tabs": tabs,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "may_manage": found.until is None and queries.may_manage(request.user, found),
    }
    return render(request, "grids/needs.html", context)


@require(VIEW)
@require_safe
def lived(request: Request, pk: int) -> HttpResponse:
    """Doors of a grid where members live, with their names for who may see members; member households apart."""
    found, today = grid_in_scope(request, pk), timezone.localdate()
    central = request.GET.get("central") == "1"
    address = reverse("grids:lived", args=[pk])
    context: dict[str, Any] = {
        "grid": found,
        "central": central,
        "tabs": [
            {"label": "党员", "url": address, "current": not central},
            {"label": "党员中心户", "url": f"{address}?central=1", "current": central},
        ],
        "may_see_members": may(request.user, "organizations.view_member", found.organization),
    }
    if central:
        doors: Any = Household.objects.standing(today).filter(building__in=found.buildings.in_force(today))
        rows: Any = doors.with_central(today).filter(central=True).select_related("building", "member_household")
        rows = rows.order_by("building__order", "building_id", "entrance", "floor", "door")
    else:
        rows = (
            Residence.objects.as_of(today)
            .filter(grid=found)
            .select_related("person", "building", "household__building")
        )
        rows = rows.order_by("building__order", "building_id", "household_id", "pk")
    context["page"] = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "grids/lived.html", context)
