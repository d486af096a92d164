"""Responsibility and service areas of a grid, and their people (GRD-04)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.forms import Done, bound
from core.web.guards import Request, require, require_safe_or_POST
from grids import actions, queries
from grids.forms import AreaForm, AreaPersonForm, EndForm
from grids.models import Area, AreaPerson
from grids.queries import MANAGE, VIEW
from grids.views.grids import from_day, grid_in_scope, show
from organizations.access import get_scoped
from organizations.undo import recent
from people.actions import create_person


def _area(request: Request, pk: int, *, manage: bool = False) -> Area:
    rows = Area.objects.select_related("grid__organization", "organization")
    found: Area = get_scoped(rows, request.user, see=VIEW, pk=pk)
    if manage:
        grid_in_scope(request, found.grid_id, manage=True)
    return found


@require(VIEW)
@require_safe
def area(request: Request, pk: int) -> HttpResponse:
    found, today = _area(request, pk), timezone.localdate()
    context = {
        "area": found,
        "persons": found.persons.select_related("person").order_by("role", "during", "pk"),
        "missing": queries.missing_roles(found, on=today),
        "may_manage": queries.may_manage(request.user, found.grid),
        "today": today,
        "undoable": recent(request.user, organization=found.organization),
    }
    return render(request, "grids/area.html", context)


@require(MANAGE)
@require_safe_or_POST
def area_new(request: Request, pk: int) -> HttpResponse:
    found, today = grid_in_scope(request, pk, manage=True), timezone.localdate()
    form = AreaForm(bound(request), today=today)

    def act(data: dict[str, Any]) -> Done:
        made = actions.add_area(by=request.user, grid=found, today=today, **data)
        said = from_day(f"{made.name}已登记", data["since"])
        return Done(reverse("grids:area", args=[made.pk]), f"{said}，接着登记党员、积极分子和群众代表")

    back = reverse("grids:grid", args=[pk])
    return show(request, form, act, heading=f"登记责任区或服务区 · {found.name}", back=back)


@require(MANAGE)
@require_safe_or_POST
def area_end(request: Request, pk: int) -> HttpResponse:
    found, today = _area(request, pk, manage=True), timezone.localdate()
    form = EndForm(bound(request), initial={"on": today})

    def act(data: dict[str, Any]) -> Done:
        actions.end_area(by=request.user, area=found, on=data["on"], today=today)
        return Done(reverse("grids:grid", args=[found.grid_id]), f"{found.name}已结束，其中的人员同日结束")

    return show(request, form, act, heading=f"结束{found.name}", back=reverse("grids:area", args=[pk]))


@require(MANAGE)
@require_safe_or_POST
def area_person_new(request: Request, pk: int) -> HttpResponse:
    found, today = _area(request, pk, manage=True), timezone.localdate()
    back = reverse("grids:area", args=[pk])
    form = AreaPersonForm(bound(request), user=request.user, today=today)

    def act(data: dict[str, Any]) -> Done:
        actions.add_area_person(
            by=request.user,
            area=found,
            person=form.person or create_person(by=request.user, name=data["name"]),
            role=data["role"],
            since=data["since"],
            today=today,
        )
        return Done(back, from_day(f"{data['name']}已登记", data["since"]))

    return show(request, form, act, heading=f"登记人员 · {found.name}", back=back)


@require(MANAGE)
@require_safe_or_POST
def area_person_end(request: Request, pk: int) -> HttpResponse:
    rows = AreaPerson.objects.select_related("person", "area", "organization")
    row: AreaPerson = get_scoped(rows, request.user, see=VIEW, pk=pk)
    found, today = _area(request, row.area_id, manage=True), timezone.localdate()
    back = reverse("grids:area", args=[found.pk])
    form = EndForm(bound(request), initial={"on": today})

    def act(data: dict[str, Any]) -> Done:
        actions.end_area_person(by=request.user, row=row, on=data["on"], today=today)
        return Done(back, f"{row.person.name}已结束")

    return show(request, form, act, heading=f"结束{row.person.name}在{found.name}的职责", back=back)
