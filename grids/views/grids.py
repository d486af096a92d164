"""Grids and buildings."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.chinese.dates import chinese_date
from core.web.forms import Done, bound, press, run
from core.web.guards import require, require_safe_or_POST
from grids import actions, poster, queries, rules, visits
from grids.forms import BuildingEditForm, BuildingForm, DeliverForm, GridForm
from grids.models import Building, Grid
from grids.queries import MANAGE, VIEW
from organizations.access import get_scoped
from organizations.undo import recent


def show(
    request: HttpRequest,
    form: Any,
    act: Callable[[dict[str, Any]], Done],
    *,
    heading: str,
    back: str,
    upload: bool = False,
    shown_of: Any = None,
) -> HttpResponse:
    """Run a form that is a page of its own; it carries what was seen of ``shown_of``."""
    context = {"form": form, "heading": heading, "back": back, "upload": upload, "shown_of": shown_of}
    return run(request, form, act, lambda: render(request, "frame/form.html", context), back=back)


def from_day(said: str, since: date | None) -> str:
    """What is said after a change, with its day when that lies ahead."""
    return f"{said}，{chinese_date(since)}起生效" if since and since > timezone.localdate() else said


def with_schedule(rows: Iterable[Any], *, today: date) -> list[Any]:
    """Rows with a spell, each with ``ahead``: what of it is only scheduled."""
    found = list(rows)
    for row in found:
        row.ahead = rules.ahead(row.during, today=today)
    return found


def grid_in_scope(request: HttpRequest, pk: int, *, manage: bool = False) -> Grid:
    """404 outside scope, 403 inside but not allowed to manage."""
    rows = Grid.objects.select_related("organization", "grid_branch")
    grid: Grid = get_scoped(rows, request.user, see=VIEW, pk=pk)
    if manage and not queries.may_manage(request.user, grid):
        raise PermissionDenied("您可以查看，但没有维护这个网格的权限")
    return grid


@require(VIEW)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    grids: list[Any] = list(
        Grid.objects.visible_to(request.user, VIEW)
        .standing(today)
        .select_related("organization")
        .order_by("organization__path", "order", "code")[:500]
    )
    counts = queries.counts([grid.pk for grid in grids], on=today)
    for grid in grids:
        grid.counts = counts[grid.pk]
    lacking = queries.lacking_areas([grid.pk for grid in grids], on=today)
    for grid in grids:
        grid.lacking = lacking.get(grid.pk, [])
    only = request.GET.get("areas") == "lacking"
    managed = list(queries.manageable_communities(request.user)[:2])
    context = {
        "grids": [grid for grid in grids if grid.lacking] if only else grids,
        "lacking": len(lacking),
        "only_lacking": only,
        "today": today,
        "several": len({grid.organization_id for grid in grids}) > 1,
        "total": queries.total(list(counts.values())),
        "opinions": queries.opinion_counts(queries.opinions(request.user), on=today),
        "may_create": bool(managed),
        "plan_community": managed[0] if len(managed) == 1 else None,
    }
    return render(request, "grids/index.html", context)


@require(MANAGE)
@require_safe_or_POST
def grid_new(request: HttpRequest) -> HttpResponse:
    communities = queries.manageable_communities(request.user)
    number = Grid.objects.filter(organization__in=communities).count() + 1
    today = timezone.localdate()
    form = GridForm(bound(request), communities=communities, number=number, today=today)

    def act(data: dict[str, Any]) -> Done:
        grid = actions.create_grid(
            by=request.user,
            community=data["organization"],
            code=data["code"],
            name=data["name"],
            with_branch=data["with_branch"],
            order=number,
            since=data["since"],
            today=today,
        )
        said = from_day(f"{grid.name}已建立", grid.since)
        return Done(reverse("grids:building_new", args=[grid.pk]), f"{said}，接着登记楼栋")

    return show(request, form, act, heading="新建网格", back=reverse("grids:index"))


@require(VIEW)
@require_safe
def grid(request: HttpRequest, pk: int) -> HttpResponse:
    return grid_page(request, grid_in_scope(request, pk))


def grid_page(request: HttpRequest, found: Grid, **forms: Any) -> HttpResponse:
    today = timezone.localdate()
    every = list(found.buildings.select_related("estate"))
    buildings = [each for each in every if each.until is None]
    chosen = request.GET.get("building", "")
    building = next((each for each in buildings if str(each.pk) == chosen), buildings[0] if buildings else None)
    columns, rows = queries.matrix(building, on=today) if building else ([], [])
    tabs = [
        {
            "label": each.name if not each.since or each.since <= today else f"{each.name}（{each.since}起）",
            "url": f"{reverse('grids:grid', args=[found.pk])}?building={each.pk}",
            "current": each == building,
        }
        for each in buildings
    ]
    context = {
        "grid": found,
        "counts": queries.counts([found.pk], on=today)[found.pk],
        "building": building,
        "buildings": buildings,
        "tabs": tabs,
        "gone": [each for each in every if each.until is not None],
        "columns": columns,
        "rows": rows,
        "begun": found.since is None or found.since <= today,
        "building_begun": building is not None and (building.since is None or building.since <= today),
        "responsible": _answering(found, today),
        "by_post": poster.BY_POST,
        "areas": queries.areas_of(found, on=today),
        "deliver_form": DeliverForm(today=today),
        **posted(found, buildings, today),
        "opinions": found.opinions.waiting().order_by("due_on")[:5],
        "visited": visits.visited([found.pk], since=visits.quarter_start(today), on=today)[found.pk],
        "redrawings": visits.redrawings(found),
        "may_manage": found.until is None and queries.may_manage(request.user, found),
        "today": today,
        "undoable": recent(request.user, organization=found.organization),
        "public_url": request.build_absolute_uri(reverse("grids:public_grid", args=[found.token])),
    }
    return render(request, "grids/grid.html", context | forms)


def _answering(found: Grid, today: date) -> list[Any]:
    """Responsible persons of the day and to come, and who answers there by a post."""
    rows = list(queries.responsible_now_and_later(found, on=today))
    typed = (row for row in rows if row.role not in poster.BY_POST)
    return [*with_schedule(typed, today=today), *poster.by_post(found, on=today, rows=rows)]


def posted(found: Grid, buildings: list[Building], today: date) -> dict[str, Any]:
    """Where posters hang, the buildings without one, and the plan with the boundaries (GRD-01, GRD-02)."""
    postings = poster.postings(found, on=today)
    drawn = queries.drawn_grids(found.organization, current=found)
    hung = {each.building_id for each in postings}
    return {
        "postings": postings,
        "bare": [each.name for each in buildings if each.pk not in hung],
        "plan": queries.plan_of(found.organization) if drawn else None,
        "drawn": drawn,
    }


@require(MANAGE)
@require_safe_or_POST
def building_new(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    found = grid_in_scope(request, pk, manage=True)
    back = reverse("grids:grid", args=[found.pk])

    def act(data: dict[str, Any]) -> Done:
        building = actions.create_building(
            by=request.user, grid=found, order=found.buildings.count() + 1, today=today, **data
        )
        said = from_day(f"{building.name}已登记，住户已按楼层生成", building.since)
        return Done(f"{back}?building={building.pk}", said)

    estates = queries.estates_of(found.organization_id)
    form = BuildingForm(bound(request), estates=estates, today=max(today, found.since or today))
    return show(request, form, act, heading=f"登记楼栋 · {found.name}", back=back)


@require(MANAGE)
@require_POST
def grid_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a grid that is only scheduled."""
    found = grid_in_scope(request, pk, manage=True)

    def act() -> Done:
        actions.withdraw_grid(by=request.user, grid=found, today=timezone.localdate())
        return Done("grids:index", f"{found.name}的设立已撤回")

    return press(request, act, back=reverse("grids:grid", args=[pk]))


@require(MANAGE)
@require_POST
def building_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a building that is only scheduled."""
    building = get_scoped(Building.objects, request.user, see=VIEW, pk=pk)
    back = reverse("grids:grid", args=[grid_in_scope(request, building.grid_id, manage=True).pk])

    def act() -> Done:
        actions.withdraw_building(by=request.user, building=building, today=timezone.localdate())
        return Done(back, f"{building.name}的登记已撤回")

    return press(request, act, back=f"{back}?building={pk}")


@require(MANAGE)
@require_safe_or_POST
def building_edit(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Building.objects.select_related("grid__organization", "grid__grid_branch")
    building = get_scoped(rows, request.user, see=VIEW, pk=pk)
    grid_in_scope(request, building.grid_id, manage=True)
    back = f"{reverse('grids:grid', args=[building.grid_id])}?building={building.pk}"
    form = BuildingEditForm(bound(request), instance=building)

    def act(data: dict[str, Any]) -> Done:
        actions.update_building(by=request.user, building=form.save(commit=False), version=data["version"])
        return Done(back, "已保存")

    return show(request, form, act, heading="楼栋资料", back=back)


def building_asked(request: HttpRequest, found: Grid) -> Building | None:
    """The building of the grid that a form names; None for the whole grid."""
    asked = request.POST.get("building", "")
    return found.buildings.filter(pk=asked).first() if asked.isdecimal() else None
