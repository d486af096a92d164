"""What enters the grid: organisations, resources, services, activities (GRD-05)."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.forms import Done, bound
from core.web.guards import Request, require, require_safe_or_POST
from core.web.home import lists
from grids import actions, queries
from grids.entered import entries_of
from grids.forms import EndForm, EntryForm
from grids.models import Grid, GridEntry
from grids.models.places import not_over
from grids.queries import MANAGE, VIEW
from grids.views.grids import from_day, grid_in_scope, show, with_schedule
from organizations.access import get_scoped
from organizations.models import UnitPresence, Venue
from organizations.undo import recent

SHOWN = 500


@require(VIEW)
@require_safe
def every(request: Request) -> HttpResponse:
    """All grids in sight beside what entered each."""
    today = timezone.localdate()
    rows = Grid.objects.visible_to(request.user, VIEW).select_related("organization", "grid_branch")
    grids: list[Any] = list(rows.order_by("organization__path", "order", "code")[:SHOWN])
    parts = [(part, part.counts(request.user, grids, today)) for part in lists().grid_parts]
    for grid in grids:
        grid.entered = [counts.get(grid.pk, 0) for _, counts in parts]
    context = {
        "grids": grids,
        "parts": [part for part, _ in parts],
        "several": len({grid.organization_id for grid in grids}) > 1,
    }
    return render(request, "grids/every_entered.html", context)


@require(VIEW)
@require_safe
def entered(request: Request, pk: int) -> HttpResponse:
    found, today = grid_in_scope(request, pk), timezone.localdate()
    context = {
        "grid": found,
        "sections": [(part, part.lines(request.user, found, today)) for part in lists().grid_parts],
        "entries": with_schedule(entries_of(found, on=today), today=today),
        "may_manage": queries.may_manage(request.user, found),
        "undoable": recent(request.user, organization=found.organization),
    }
    return render(request, "grids/entered.html", context)


@require(MANAGE)
@require_safe_or_POST
def entry_new(request: Request, pk: int) -> HttpResponse:
    """A unit or a venue that is in no grid enters this one."""
    found, today = grid_in_scope(request, pk, manage=True), timezone.localdate()
    taken = GridEntry.objects.filter(not_over(today))
    units = UnitPresence.objects.filter(
        ~Exists(taken.filter(presence=OuterRef("pk"))), organization=found.organization, during__endswith__isnull=True
    )
    venues = Venue.objects.under(found.organization).filter(
        ~Exists(taken.filter(venue=OuterRef("pk"))), closed_on=None, withdrawn_on=None
    )
    form = EntryForm(
        bound(request),
        units=list(units.select_related("unit").order_by("unit__name", "pk")),
        venues=list(venues.order_by("title", "pk")),
        today=today,
    )
    back = reverse("grids:entered", args=[pk])

    def act(data: dict[str, Any]) -> Done:
        made = actions.enter(by=request.user, grid=found, thing=form.chosen, since=data["since"], today=today)
        return Done(back, from_day(f"{made.name}已进{found.name}", data["since"]))

    return show(request, form, act, heading=f"登记进网格 · {found.name}", back=back)


@require(MANAGE)
@require_safe_or_POST
def entry_end(request: Request, pk: int) -> HttpResponse:
    rows = GridEntry.objects.select_related("presence__unit", "venue", "organization")
    row: GridEntry = get_scoped(rows, request.user, see=VIEW, pk=pk)
    found, today = grid_in_scope(request, row.grid_id, manage=True), timezone.localdate()
    back = reverse("grids:entered", args=[found.pk])
    form = EndForm(bound(request), initial={"on": today})

    def act(data: dict[str, Any]) -> Done:
        actions.leave(by=request.user, entry=row, on=data["on"], today=today)
        return Done(back, f"{row.name}已结束")

    return show(request, form, act, heading=f"{row.name}不再在{found.name}", back=back)
