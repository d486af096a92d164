"""The page of a grid head or officer on the phone, visits, and the redrawing of grids (GRD-11)."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.web.forms import Done, bound, plausible_days, press, run
from core.web.guards import Request, personal, require, require_safe_or_POST
from grids import actions, poster, queries, visits
from grids.forms_visits import RedrawForm, VisitForm, VisitsFilter
from grids.models import Grid, GridVisit, Household, Opinion, Redrawing, ResponsiblePerson
from grids.queries import MANAGE, VIEW
from grids.views.grids import grid_in_scope, show
from organizations.access import get_scoped

PAGE = 50


def _seat(request: Request, pk: int) -> ResponsiblePerson:
    """The reader's seat in the grid today; 404 for everybody else."""
    seat = visits.seats_of(request.user.person_id, on=timezone.localdate()).filter(grid=pk).first()
    if seat is None:
        raise Http404
    return seat


@personal
@require_safe
def my_grids(request: Request) -> HttpResponse:
    """The grids that the reader heads or manages."""
    today = timezone.localdate()
    seats: list[Any] = list(visits.seats_of(request.user.person_id, on=today))
    since = visits.quarter_start(today)
    found = visits.visited([seat.grid_id for seat in seats], since=since, on=today)
    for seat in seats:
        seat.visited = found[seat.grid_id]
    person = request.user.person_id
    context = {
        "seats": seats,
        "since": since,
        "led": poster.led_by(person, on=today),
        "headed": poster.headed_by(person, on=today),
    }
    return render(request, "grids/my_grids.html", context)


@personal
@require_safe
def my_building(request: Request, pk: int) -> HttpResponse:
    """The doors of the building whose group the reader leads; for the head of a member household who answers there."""
    today, person = timezone.localdate(), request.user.person_id
    led = poster.led_by(person, on=today).filter(pk=pk).first()
    headed = list(poster.headed_by(person, on=today).filter(building=pk))
    if led is None and not headed:
        raise Http404
    building = led or headed[0].building
    columns, rows = queries.matrix(building, on=today) if led else ([], [])
    cells = [cell for row in rows for cell in row["cells"] if cell]
    for cell in cells:
        del cell["url"]  # the page of a door is the office's
    context = {
        "building": building,
        "leads": led is not None,
        "headed": headed,
        "columns": columns,
        "rows": rows,
        "counts": {
            "households": len(cells),
            "central": sum("中心户" in cell["note"] for cell in cells),
            "needed": sum("服务" in cell["note"] for cell in cells),
        },
        "responsible": poster.persons(building.grid, on=today),
    }
    return render(request, "grids/my_building.html", context)


@personal
@require_safe
def my_grid(request: Request, pk: int) -> HttpResponse:
    """Households with their last visit, the duties of the reader and what waits in the grid."""
    seat = _seat(request, pk)
    grid, today = seat.grid, timezone.localdate()
    since = visits.quarter_start(today)
    buildings = list(grid.buildings.in_force(today).order_by("order", "pk"))
    chosen = request.GET.get("building", "")
    building = next((each for each in buildings if str(each.pk) == chosen), buildings[0] if buildings else None)
    columns, rows = visits.doors(building, since=since, on=today) if building else ([], [])
    context = {
        "seat": seat,
        "grid": grid,
        "building": building,
        "columns": columns,
        "rows": rows,
        "since": since,
        "counts": visits.visited([grid.pk], since=since, on=today)[grid.pk],
        "tabs": [
            {
                "label": each.name,
                "url": f"{reverse('grids:my_grid', args=[grid.pk])}?building={each.pk}",
                "current": each == building,
            }
            for each in buildings
        ],
        "opinions": queries.opinions_of(seat.person_id).filter(grid=grid, state=Opinion.State.RECEIVED)[:20],
        "visits": visits.visits_of(grid)[:20],
        "today": today,
    }
    return render(request, "grids/my_grid.html", context)


@personal
@require_safe_or_POST
def visit_new(request: Request, pk: int) -> HttpResponse:
    """Log a visit, at the door."""
    seat = _seat(request, pk)
    grid, today = seat.grid, timezone.localdate()
    households = Household.objects.standing(today).filter(building__grid=grid).select_related("building")
    asked = request.GET.get("household", "")
    form = VisitForm(
        bound(request),
        households=households.order_by("building__order", "building_id", "entrance", "floor", "door"),
        today=today,
        initial={"household": asked} if asked.isdecimal() else {},
    )
    back = reverse("grids:my_grid", args=[grid.pk])

    def act(data: dict[str, Any]) -> Done:
        missed = data.pop("missed")
        visit = actions.log_visit(
            by=request.user, grid=grid, person=seat.person, today=today, at=timezone.now(), met=not missed, **data
        )
        goal = f"{back}?building={visit.household.building_id}" if visit.household else back
        return Done(goal, "走访已登记，问题已转社情民意" if visit.opinion else "走访已登记")

    context = {"form": form, "grid": grid, "back": back}
    return run(request, form, act, lambda: render(request, "grids/visit_new.html", context))


@personal
@require_POST
def visit_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take back a visit that the reader logged by mistake."""
    visit = get_object_or_404(GridVisit, pk=pk, person=request.user.person)
    back = reverse("grids:my_grids")

    def act() -> Done:
        actions.withdraw_visit(by=request.user, visit=visit, reason=request.POST.get("reason", "")[:120])
        return Done(back, "这次走访已撤回，不再计入")

    return press(request, act, back=back)


@require(VIEW)
@require_safe
def every_visit(request: Request) -> HttpResponse:
    """Visits of an office's grids: how far each is this quarter, and the log."""
    today = timezone.localdate()
    since = visits.quarter_start(today)
    grids: list[Any] = list(
        Grid.objects.visible_to(request.user, VIEW)
        .in_force(today)
        .select_related("organization")
        .order_by("organization__path", "order", "code")[:500]
    )
    found = visits.visited([grid.pk for grid in grids], since=since, on=today)
    for grid in grids:
        grid.visited = found[grid.pk]
    form = VisitsFilter(request.GET, grids=Grid.objects.visible_to(request.user, VIEW))
    data = form.cleaned_data if plausible_days(form).is_valid() else {}
    rows = visits.visits_in(request.user)
    for name, column in (("since", "visited_on__gte"), ("until", "visited_on__lte"), ("grid", "grid")):
        if data.get(name):
            rows = rows.filter(**{column: data[name]})
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "grids/visits.html", {"grids": grids, "form": form, "page": page, "since": since})


@require(MANAGE)
@require_safe_or_POST
def redraw(request: Request, pk: int) -> HttpResponse:
    """Buildings of the grid go to another one from a day on."""
    found = grid_in_scope(request, pk, manage=True)
    today, back = timezone.localdate(), reverse("grids:grid", args=[pk])
    others = Grid.objects.visible_to(request.user, MANAGE).filter(organization=found.organization).exclude(pk=pk)
    others = others.standing(today)
    form = RedrawForm(
        bound(request),
        buildings=found.buildings.standing(today).order_by("order", "pk"),
        grids=others.order_by("order"),
        today=today,
    )

    def act(data: dict[str, Any]) -> Done:
        made = actions.redraw(by=request.user, today=today, at=timezone.now(), **data)
        households = sum(row.households for row in made)
        what = f"{len(made)}栋楼{households}户"
        if data["on"] > today:
            return Done(back, f"已定于{data['on']:%Y-%m-%d}调整{what}到{data['to'].name}")
        return Done(back, f"{what}已调整到{data['to'].name}，请重新打印两个网格的公示牌和联系卡")

    return show(request, form, act, heading=f"调整网格 · {found.name}", back=back)


@require(MANAGE)
@require_POST
def redraw_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take back a redrawing whose day has not come."""
    rows = Redrawing.objects.select_related("building", "before", "to")
    row = get_scoped(rows, request.user, see=VIEW, pk=pk)
    grid_in_scope(request, row.before_id, manage=True)
    back = reverse("grids:grid", args=[row.before_id])

    def act() -> Done:
        actions.withdraw_redrawing(by=request.user, redrawing=row)
        return Done(back, f"{row.building.name}的调整已撤回")

    return press(request, act, back=back)
