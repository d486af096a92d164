"""Grids, buildings and doors that end; doors put right and added; members who move out (GRD-01, GRD-03)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from core.web.forms import Done, bound
from core.web.guards import Request, require, require_safe_or_POST
from grids import actions
from grids.forms import DoorForm, DoorNewForm, EndPlaceForm, MovedOutForm
from grids.models import Building, Residence
from grids.queries import MANAGE, VIEW
from grids.views.grids import grid_in_scope, show
from grids.views.households import household_in_scope
from organizations.access import get_scoped


def _building(request: Request, pk: int) -> tuple[Building, str]:
    """The building, and the page of its grid."""
    found: Building = get_scoped(Building.objects.select_related("grid"), request.user, see=VIEW, pk=pk)
    grid_in_scope(request, found.grid_id, manage=True)
    return found, reverse("grids:grid", args=[found.grid_id])


@require(MANAGE)
@require_safe_or_POST
def grid_end(request: Request, pk: int) -> HttpResponse:
    """A grid without buildings is there no more."""
    found, today = grid_in_scope(request, pk, manage=True), timezone.localdate()

    def act(data: dict[str, Any]) -> Done:
        actions.end_grid(by=request.user, grid=found, on=data["on"], today=today)
        said = f"{found.name}已撤销，责任人、责任区、进网格和公示牌同日结束"
        return Done("grids:index", f"{said}；网格大党支部请在组织页撤销" if found.grid_branch_id else said)

    form = EndPlaceForm(bound(request), initial={"on": today})
    return show(request, form, act, heading=f"撤销网格 · {found.name}", back=reverse("grids:grid", args=[pk]))


@require(MANAGE)
@require_safe_or_POST
def building_end(request: Request, pk: int) -> HttpResponse:
    (found, back), today = _building(request, pk), timezone.localdate()

    def act(data: dict[str, Any]) -> Done:
        actions.end_building(by=request.user, building=found, on=data["on"], today=today)
        return Done(back, f"{found.name}已撤销")

    form = EndPlaceForm(bound(request), initial={"on": today})
    return show(request, form, act, heading=f"撤销楼栋 · {found.name}", back=f"{back}?building={pk}")


@require(MANAGE)
@require_safe_or_POST
def door_new(request: Request, pk: int) -> HttpResponse:
    found, back = _building(request, pk)

    def act(data: dict[str, Any]) -> Done:
        made = actions.add_door(by=request.user, building=found, **data)
        return Done(f"{back}?building={pk}", f"{made.label}已登记")

    return show(
        request, DoorNewForm(bound(request)), act, heading=f"加一户 · {found.name}", back=f"{back}?building={pk}"
    )


@require(MANAGE)
@require_safe_or_POST
def door_edit(request: Request, pk: int) -> HttpResponse:
    found, back = household_in_scope(request, pk, manage=True), reverse("grids:household", args=[pk])

    def act(data: dict[str, Any]) -> Done:
        actions.name_door(by=request.user, household=found, label=data["label"])
        return Done(back, "门牌已更正")

    form = DoorForm(bound(request), initial={"label": found.label})
    return show(request, form, act, heading=f"改门牌 · {found}", back=back)


@require(MANAGE)
@require_safe_or_POST
def door_end(request: Request, pk: int) -> HttpResponse:
    found, today = household_in_scope(request, pk, manage=True), timezone.localdate()
    grid = f"{reverse('grids:grid', args=[found.building.grid_id])}?building={found.building_id}"

    def act(data: dict[str, Any]) -> Done:
        actions.end_door(by=request.user, household=found, on=data["on"], today=today)
        return Done(grid, f"{found.label}已撤销")

    form = EndPlaceForm(bound(request), initial={"on": today})
    return show(request, form, act, heading=f"撤销住户 · {found}", back=reverse("grids:household", args=[pk]))


@require(MANAGE)
@require_safe_or_POST
def residence_end(request: Request, pk: int) -> HttpResponse:
    """A member has moved out."""
    rows = Residence.objects.select_related("person")
    found: Residence = get_scoped(rows, request.user, see=VIEW, pk=pk)
    grid_in_scope(request, found.grid_id, manage=True)
    today = timezone.localdate()
    place, of = ("household", found.household_id) if found.household_id else ("grid", found.grid_id)
    back = reverse(f"grids:{place}", args=[of])

    def act(data: dict[str, Any]) -> Done:
        actions.end_residence(by=request.user, residence=found, on=data["on"], today=today)
        return Done(back, f"{found.person.name}的迁出已登记")

    form = MovedOutForm(bound(request), initial={"on": today})
    return show(request, form, act, heading=f"登记迁出 · {found.person.name}", back=back)
