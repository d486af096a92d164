"""The plan of a community with the boundaries of its grids, and the places where posters hang."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.office.images import photograph, photograph_response
from core.web.forms import Done, bound, plausible_days, press, run
from core.web.guards import require, require_safe_or_POST
from grids import actions, queries
from grids.boundary import overlapping
from grids.forms import EndForm, GridEditForm, PlanForm, PostingForm
from grids.models import CommunityPlan, Grid, Posting
from grids.queries import MANAGE, VIEW
from grids.views.grids import grid_in_scope, show
from organizations import standards
from organizations.access import get_scoped
from organizations.models import Organization

PLAN_PIXELS = 1600
KINDS = "grd.poster.places"


@require(MANAGE)
@require_safe_or_POST
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The community's plan: the picture is uploaded here, the grids are seen on it (GRD-01)."""
    community = get_scoped(Organization.objects.communities(), request.user, see=VIEW, need=MANAGE, pk=pk)
    form = PlanForm(bound(request), request.FILES or None)

    def act(data: dict[str, Any]) -> Done:
        picture = photograph(data["picture"], longest=PLAN_PIXELS, field="picture", square=True)
        actions.save_plan(by=request.user, community=community, picture=picture)
        return Done(reverse("grids:plan", args=[pk]), "平面图已保存，请在网格资料里画出各网格的范围")

    def page() -> HttpResponse:
        context = {
            "community": community,
            "form": form,
            "plan": queries.plan_of(community),
            "drawn": queries.drawn_grids(community),
            "undrawn": Grid.objects.standing(timezone.localdate())
            .filter(organization=community, boundary=[])
            .order_by("order", "code"),
        }
        return render(request, "grids/plan.html", context)

    return run(request, form, act, page)


@require(VIEW)
@require_safe
def plan_picture(request: HttpRequest, pk: int) -> HttpResponse:
    return photograph_response(get_scoped(CommunityPlan.objects, request.user, see=VIEW, pk=pk).picture)


def _overlapped(grid: Grid) -> list[str]:
    """Names of the grids of the community whose boundary shares ground with the grid's."""
    rows = Grid.objects.standing(timezone.localdate()).filter(organization=grid.organization_id).exclude(pk=grid.pk)
    drawn = rows.exclude(boundary=[]).order_by("order", "code")
    return [each.name for each in drawn if grid.boundary and overlapping(grid.boundary, each.boundary)]


@require(MANAGE)
@require_safe_or_POST
def grid_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A grid's facts; its boundary is drawn on the plan of the community."""
    found = grid_in_scope(request, pk, manage=True)
    back = reverse("grids:grid", args=[found.pk])
    form = GridEditForm(bound(request), instance=found)

    def act(data: dict[str, Any]) -> Done:
        changed = form.save(commit=False)
        changed.boundary = data["boundary"]
        saved = actions.update_grid(by=request.user, grid=changed, version=data["version"])
        shared = _overlapped(saved)
        return Done(back, f"已保存；范围与{'、'.join(shared)}有重叠，请核对" if shared else "已保存")

    context = {
        "form": form,
        "grid": found,
        "plan": queries.plan_of(found.organization),
        "drawn": [each for each in queries.drawn_grids(found.organization, current=found) if not each["current"]],
    }
    return run(request, form, act, lambda: render(request, "grids/grid_edit.html", context), back=back)


@require(MANAGE)
@require_safe_or_POST
def posting_new(request: HttpRequest, pk: int) -> HttpResponse:
    found, today = grid_in_scope(request, pk, manage=True), timezone.localdate()
    back = reverse("grids:grid", args=[pk])
    form = PostingForm(
        bound(request),
        kinds=standards.at(KINDS, organization=found.organization, as_of=today),
        buildings=found.buildings.standing(timezone.localdate()),
        today=today,
    )

    def act(data: dict[str, Any]) -> Done:
        actions.put_up(by=request.user, grid=found, today=today, **data)
        return Done(back, f"{data['spot']}的公示牌已登记")

    return show(request, form, act, heading=f"登记张贴 · {found.name}", back=back)


def _posting(request: HttpRequest, pk: int) -> Posting:
    posting: Posting = get_scoped(Posting.objects.select_related("grid"), request.user, see=VIEW, pk=pk)
    grid_in_scope(request, posting.grid_id, manage=True)
    return posting


@require(MANAGE)
@require_POST
def posting_renew(request: HttpRequest, pk: int) -> HttpResponse:
    """The poster at the same place was replaced today by one that was printed anew."""
    old, today = _posting(request, pk), timezone.localdate()
    back = reverse("grids:grid", args=[old.grid_id])

    def act() -> Done:
        actions.put_up(
            by=request.user, grid=old.grid, kind=old.kind, building=old.building, spot=old.spot, on=today, today=today
        )
        return Done(back, f"{old.spot}的公示牌已换新")

    return press(request, act, back=back)


@require(MANAGE)
@require_safe_or_POST
def posting_end(request: HttpRequest, pk: int) -> HttpResponse:
    posting, today = _posting(request, pk), timezone.localdate()
    back = reverse("grids:grid", args=[posting.grid_id])
    form = EndForm(bound(request), initial={"on": today})
    form.fields["on"].label = "取下日期"

    def act(data: dict[str, Any]) -> Done:
        actions.take_down(by=request.user, posting=posting, on=data["on"], today=today)
        return Done(back, f"{posting.spot}的公示牌已取下")

    return show(request, plausible_days(form), act, heading=f"取下公示牌 · {posting.spot}", back=back)
