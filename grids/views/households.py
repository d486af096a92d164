"""Households: member household, members who live there, service recipients; all of it dated."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.chinese.dates import chinese_date
from core.web.forms import Done, bound, press, run
from core.web.guards import require, require_safe_or_POST
from grids import actions, queries
from grids.forms import EndForm, MemberHouseholdForm, ProlongForm, ResidenceForm, ServiceNeedForm
from grids.models import Grid, Household, Residence, ServiceNeed
from grids.queries import MANAGE, VIEW
from grids.views.grids import from_day, grid_in_scope, show, with_schedule
from organizations import standards
from organizations.access import get_scoped
from organizations.scoping import may
from organizations.tree.effective import first_day

NEED_ID = "need_%s"  # another form of the page has a field of this name, too


def household_in_scope(request: HttpRequest, pk: int, *, manage: bool = False) -> Household:
    rows = Household.objects.select_related("building__grid__organization", "member_household")
    household: Household = get_scoped(rows, request.user, see=VIEW, pk=pk)
    grid_in_scope(request, household.building.grid_id, manage=manage)
    return household


@require(VIEW)
@require_safe
def household(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, household_in_scope(request, pk))


def _need_form(found: Household, today: date, data: Any = None) -> ServiceNeedForm:
    grid = found.building.grid
    offered = actions.purposes(grid, on=today)
    return ServiceNeedForm(data, today=today, months=consent_months(grid, today), purposes=offered, auto_id=NEED_ID)


def consent_months(grid: Grid, today: date) -> int:
    """For how long a consent holds there."""
    months: int = standards.at("grd.service_recipient.consent_months", organization=grid.organization, as_of=today)
    return months


def _central(found: Household, today: date) -> dict[str, Any]:
    """The member household as the page shows it: in force, scheduled (``central_from``), or none."""
    organization = found.member_household
    if organization is None or (organization.dissolved_on is not None and organization.dissolved_on <= today):
        return {"central": None}
    begins = first_day(organization)
    return {"central": organization, "central_from": begins if begins is not None and begins > today else None}


def _page(request: HttpRequest, found: Household, **forms: Any) -> HttpResponse:
    today = timezone.localdate()
    residences = found.residences.not_over(today).select_related("person").order_by("during")
    context = {
        "household": found,
        "grid": found.building.grid,
        "residences": with_schedule(residences, today=today),
        "needs": with_schedule(found.service_needs.not_over(today).order_by("during"), today=today),
        "cards": found.cards.order_by("-printed_at")[:5],
        "may_manage": found.until is None
        and queries.may_manage(request.user, grid_in_scope(request, found.building.grid_id)),
        "may_see_members": may(request.user, "organizations.view_member", found.building.grid.organization),
        "member_form": MemberHouseholdForm(user=request.user, today=today),
        "residence_form": ResidenceForm(user=request.user, today=today, prefix="residence"),
        "need_form": _need_form(found, today),
        "back": f"{reverse('grids:grid', args=[found.building.grid_id])}?building={found.building_id}",
        **_central(found, today),
    }
    return render(request, "grids/household.html", context | forms)


@require(MANAGE)
@require_POST
def member_household_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = household_in_scope(request, pk, manage=True)
    today = timezone.localdate()
    form = MemberHouseholdForm(request.POST, user=request.user, today=today)

    def act(data: dict[str, Any]) -> Done:
        assert form.person is not None  # a valid form has found one
        actions.set_up_member_household(
            by=request.user, household=found, person=form.person, since=data["since"], today=today
        )
        return Done(reverse("grids:household", args=[pk]), from_day("党员中心户已设立", data["since"]))

    return run(request, form, act, lambda: _page(request, found, member_form=form))


@require(MANAGE)
@require_POST
def member_household_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a member household that is only scheduled."""
    found = household_in_scope(request, pk, manage=True)
    back = reverse("grids:household", args=[pk])

    def act() -> Done:
        actions.withdraw_member_household(by=request.user, household=found, today=timezone.localdate())
        return Done(back, "党员中心户的设立已撤回")

    return press(request, act, back=back)


@require(MANAGE)
@require_POST
def residence_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A member lives in the household from a day on (GRD-03)."""
    found = household_in_scope(request, pk, manage=True)
    today = timezone.localdate()
    form = ResidenceForm(request.POST, user=request.user, today=today, prefix="residence")

    def act(data: dict[str, Any]) -> Done:
        assert form.person is not None  # a valid form has found one
        actions.set_residence(
            by=request.user,
            person=form.person,
            grid=found.building.grid,
            household=found,
            since=data["since"],
            today=today,
        )
        return Done(reverse("grids:household", args=[pk]), from_day(f"{form.person.name}已登记", data["since"]))

    return run(request, form, act, lambda: _page(request, found, residence_form=form))


@require(MANAGE)
@require_POST
def residence_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a move that is only scheduled."""
    residence = get_scoped(Residence.objects, request.user, see=VIEW, pk=pk)
    grid_in_scope(request, residence.grid_id, manage=True)
    back = (
        reverse("grids:household", args=[residence.household_id])
        if residence.household_id
        else reverse("grids:grid", args=[residence.grid_id])
    )

    def act() -> Done:
        actions.withdraw_residence(by=request.user, residence=residence, today=timezone.localdate())
        return Done(back, "居住登记已撤回")

    return press(request, act, back=back)


@require(MANAGE)
@require_POST
def service_need_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = household_in_scope(request, pk, manage=True)
    today = timezone.localdate()
    form = _need_form(found, today, request.POST)

    def act(data: dict[str, Any]) -> Done:
        actions.add_service_need(by=request.user, grid=found.building.grid, household=found, today=today, **data)
        return Done(reverse("grids:household", args=[pk]), from_day("服务对象已登记", data["since"]))

    return run(request, form, act, lambda: _page(request, found, need_form=form))


def _need(request: HttpRequest, pk: int) -> tuple[ServiceNeed, str]:
    """The need, and the address of the page that shows it."""
    rows = ServiceNeed.objects.select_related("grid__organization")
    need: ServiceNeed = get_scoped(rows, request.user, see=VIEW, pk=pk)
    grid_in_scope(request, need.grid_id, manage=True)
    if need.household_id:
        return need, reverse("grids:household", args=[need.household_id])
    return need, reverse("grids:grid", args=[need.grid_id])


@require(MANAGE)
@require_safe_or_POST
def service_need_end(request: HttpRequest, pk: int) -> HttpResponse:
    """The service ends early: no longer needed, or consent withdrawn."""
    need, back = _need(request, pk)
    today = timezone.localdate()
    form = EndForm(bound(request), initial={"on": today})

    def act(data: dict[str, Any]) -> Done:
        actions.end_service_need(by=request.user, need=need, on=data["on"], today=today)
        return Done(back, "服务结束日期已登记")

    return show(request, form, act, heading=f"结束服务：{need.get_category_display()} {need.purpose}", back=back)


@require(MANAGE)
@require_POST
def service_need_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a service that is only scheduled."""
    need, back = _need(request, pk)

    def act() -> Done:
        actions.withdraw_service_need(by=request.user, need=need, today=timezone.localdate())
        return Done(back, "服务登记已撤回")

    return press(request, act, back=back)


@require(MANAGE)
@require_safe_or_POST
def service_need_prolong(request: HttpRequest, pk: int) -> HttpResponse:
    """The service goes on, by a new consent."""
    need, back = _need(request, pk)
    today = timezone.localdate()
    form = ProlongForm(bound(request), today=today, months=consent_months(need.grid, today))

    def act(data: dict[str, Any]) -> Done:
        actions.prolong_service_need(by=request.user, need=need, today=today, **data)
        return Done(back, f"服务已延长到{chinese_date(data['until'])}")

    return show(request, form, act, heading=f"延长服务：{need.get_category_display()} {need.purpose}", back=back)
