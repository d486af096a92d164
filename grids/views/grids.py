"""Grids, buildings, households."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import RuleViolation
from core.versions import Conflict, conflict_page
from grids import actions, queries
from grids.forms import (
    BuildingEditForm,
    BuildingForm,
    GridEditForm,
    GridForm,
    MemberHouseholdForm,
    ServiceNeedForm,
)
from grids.models import Building, Grid, Household
from grids.queries import MANAGE, VIEW
from organizations.access import get_scoped, require
from organizations.scoping import may

READ_AND_WRITE = ("GET", "HEAD", "POST")


def put_error(form: Any, error: RuleViolation) -> None:
    """Show a refusal at its field, or on top when the form has no such field."""
    form.add_error(error.field if error.field in form.fields else None, error.message)


def grid_in_scope(request: HttpRequest, pk: int, *, manage: bool = False) -> Grid:
    """404 outside scope, 403 inside but not allowed to manage."""
    rows = Grid.objects.select_related("organization", "grid_branch")
    grid: Grid = get_scoped(rows, request.user, see=VIEW, pk=pk)
    if manage and not queries.may_manage(request.user, grid):
        raise PermissionDenied("您可以查看,但没有维护这个网格的权限")
    return grid


@require_GET
@require(VIEW)
def index(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    grids = list(
        Grid.objects.visible_to(request.user, VIEW)
        .select_related("organization")
        .order_by("organization__path", "order", "code")[:500]
    )
    counts = queries.counts([grid.pk for grid in grids], on=today)
    for grid in grids:
        grid.counts = counts[grid.pk]
    context = {
        "grids": grids,
        "several": len({grid.organization_id for grid in grids}) > 1,
        "total": queries.total(list(counts.values())),
        "opinions": queries.opinion_counts(queries.opinions(request.user), on=today),
        "may_create": queries.manageable_communities(request.user).exists(),
    }
    return render(request, "grids/index.html", context)


@require_http_methods(READ_AND_WRITE)
@require(MANAGE)
def grid_new(request: HttpRequest) -> HttpResponse:
    communities = queries.manageable_communities(request.user)
    number = Grid.objects.filter(organization__in=communities).count() + 1
    form = GridForm(request.POST or None, communities=communities, number=number)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            grid = actions.create_grid(
                by=request.user,
                community=data["organization"],
                code=data["code"],
                name=data["name"],
                with_branch=data["with_branch"],
                order=number,
                since=timezone.localdate(),
            )
        except RuleViolation as error:
            put_error(form, error)
        else:
            messages.success(request, f"{grid.name}已建立,接着登记楼栋")
            return redirect("grids:building_new", grid.pk)
    return render(request, "grids/form.html", {"form": form, "heading": "新建网格", "back": reverse("grids:index")})


@require_GET
@require(VIEW)
def grid(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    found = grid_in_scope(request, pk)
    buildings = list(found.buildings.all())
    chosen = request.GET.get("building", "")
    building = next((each for each in buildings if str(each.pk) == chosen), buildings[0] if buildings else None)
    columns, rows = queries.matrix(building, on=today) if building else ([], [])
    tabs = [
        {
            "label": each.name,
            "url": f"{reverse('grids:grid', args=[found.pk])}?building={each.pk}",
            "current": each == building,
        }
        for each in buildings
    ]
    context = {
        "grid": found,
        "counts": queries.counts([found.pk], on=today)[found.pk],
        "building": building,
        "tabs": tabs,
        "columns": columns,
        "rows": rows,
        "responsible": queries.responsible_persons(found, on=today),
        "opinions": found.opinions.waiting().order_by("due_on")[:5],
        "may_manage": queries.may_manage(request.user, found),
        "today": today,
        "public_url": request.build_absolute_uri(reverse("grids:public_grid", args=[found.token])),
    }
    return render(request, "grids/grid.html", context)


@require_http_methods(READ_AND_WRITE)
@require(MANAGE)
def grid_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = grid_in_scope(request, pk, manage=True)
    back = reverse("grids:grid", args=[found.pk])
    form = GridEditForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        found = form.save(commit=False)
        found.boundary = form.cleaned_data["boundary"]
        try:
            actions.update_grid(by=request.user, grid=found, version=form.cleaned_data["version"])
        except RuleViolation as error:
            put_error(form, error)
        except Conflict as conflict:
            return conflict_page(request, conflict, back=back, form=form)
        else:
            messages.success(request, "已保存")
            return redirect(back)
    return render(request, "grids/form.html", {"form": form, "heading": "网格资料", "back": back})


@require_http_methods(READ_AND_WRITE)
@require(MANAGE)
def building_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = grid_in_scope(request, pk, manage=True)
    back = reverse("grids:grid", args=[found.pk])
    form = BuildingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            building = actions.create_building(
                by=request.user, grid=found, order=found.buildings.count() + 1, **form.cleaned_data
            )
        except RuleViolation as error:
            put_error(form, error)
        else:
            messages.success(request, f"{building.name}已登记,住户已按楼层生成")
            return redirect(f"{back}?building={building.pk}")
    context = {"form": form, "heading": f"登记楼栋 · {found.name}", "back": back}
    return render(request, "grids/form.html", context)


@require_http_methods(READ_AND_WRITE)
@require(MANAGE)
def building_edit(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Building.objects.select_related("grid__organization", "grid__grid_branch")
    building = get_scoped(rows, request.user, see=VIEW, pk=pk)
    grid_in_scope(request, building.grid_id, manage=True)
    back = f"{reverse('grids:grid', args=[building.grid_id])}?building={building.pk}"
    form = BuildingEditForm(request.POST or None, instance=building)
    if request.method == "POST" and form.is_valid():
        try:
            actions.update_building(
                by=request.user, building=form.save(commit=False), version=form.cleaned_data["version"]
            )
        except RuleViolation as error:
            put_error(form, error)
        except Conflict as conflict:
            return conflict_page(request, conflict, back=back, form=form)
        else:
            messages.success(request, "已保存")
            return redirect(back)
    return render(request, "grids/form.html", {"form": form, "heading": "楼栋资料", "back": back})


def building_asked(request: HttpRequest, found: Grid) -> Building | None:
    """The building of the grid that a form names; None for the whole grid."""
    asked = request.POST.get("building", "")
    return found.buildings.filter(pk=asked).first() if asked.isdecimal() else None


def _household(request: HttpRequest, pk: int, *, manage: bool = False) -> Household:
    rows = Household.objects.select_related("building__grid", "member_household")
    household: Household = get_scoped(rows, request.user, see=VIEW, pk=pk)
    grid_in_scope(request, household.building.grid_id, manage=manage)
    return household


@require_GET
@require(VIEW)
def household(request: HttpRequest, pk: int) -> HttpResponse:
    return _household_page(request, _household(request, pk))


def _household_page(request: HttpRequest, found: Household, **forms: Any) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "household": found,
        "grid": found.building.grid,
        "residences": found.residences.as_of(today).select_related("person"),
        "needs": found.service_needs.in_force(today),
        "cards": found.cards.order_by("-printed_at")[:5],
        "may_manage": queries.may_manage(request.user, grid_in_scope(request, found.building.grid_id)),
        "may_see_members": may(request.user, "organizations.view_member", found.building.grid.organization),
        "member_form": MemberHouseholdForm(user=request.user, today=today),
        "need_form": ServiceNeedForm(today=today),
        "back": f"{reverse('grids:grid', args=[found.building.grid_id])}?building={found.building_id}",
    }
    return render(request, "grids/household.html", context | forms)


@require_POST
@require(MANAGE)
def member_household_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = _household(request, pk, manage=True)
    form = MemberHouseholdForm(request.POST, user=request.user, today=timezone.localdate())
    if form.is_valid() and form.person is not None:
        try:
            actions.set_up_member_household(
                by=request.user, household=found, person=form.person, since=form.cleaned_data["since"]
            )
        except RuleViolation as error:
            put_error(form, error)
        else:
            messages.success(request, "党员中心户已设立")
            return redirect("grids:household", found.pk)
    return _household_page(request, found, member_form=form)


@require_POST
@require(MANAGE)
def service_need_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = _household(request, pk, manage=True)
    today = timezone.localdate()
    form = ServiceNeedForm(request.POST, today=today)
    if form.is_valid():
        try:
            actions.add_service_need(
                by=request.user, grid=found.building.grid, household=found, since=today, **form.cleaned_data
            )
        except RuleViolation as error:
            put_error(form, error)
        else:
            messages.success(request, "服务对象已登记")
            return redirect("grids:household", found.pk)
    return _household_page(request, found, need_form=form)
