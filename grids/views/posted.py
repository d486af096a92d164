"""Responsible persons, contact cards, the poster."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.chinese.dates import chinese_date
from core.office import documents, qr
from core.office.images import photograph
from core.web.forms import Done, bound, press, run
from core.web.guards import require, require_safe_or_POST
from grids import actions, queries
from grids import poster as poster_of
from grids.forms import (
    DeliverForm,
    DetailsForm,
    EndForm,
    ResponsibleForm,
)
from grids.models import Grid, Household, ResponsiblePerson
from grids.queries import MANAGE, VIEW
from grids.views.grids import building_asked, from_day, grid_in_scope, grid_page, show
from organizations.access import get_scoped
from people.actions import create_person

CARDS_MAXIMUM = 2000


@require(MANAGE)
@require_safe_or_POST
def responsible_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = grid_in_scope(request, pk, manage=True)
    back = reverse("grids:grid", args=[found.pk])
    today = timezone.localdate()
    form = ResponsibleForm(bound(request), request.FILES or None, user=request.user, today=today)

    def act(data: dict[str, Any]) -> Done:
        named = actions.add_responsible_person(
            by=request.user,
            grid=found,
            today=today,
            person=form.person or create_person(by=request.user, name=data["name"]),
            photo=photograph(data["photo"], longest=600) if data["photo"] else None,
            **{key: data[key] for key in ("role", "since", "content", "duties", "office_phone", "phone_public")},
        )
        said = from_day(f"{data['name']}已登记", data["since"])
        if named.during.upper is not None:
            said += f"，{chinese_date(named.during.upper)}起由已定的人接任"
        when = "到时请重新打印" if data["since"] > today else "请重新打印"
        return Done(back, f"{said}，{when}公示牌和联系卡")

    return show(request, form, act, heading=f"登记网格责任人 · {found.name}", back=back, upload=True)


@require(MANAGE)
@require_safe_or_POST
def responsible_details(request: HttpRequest, pk: int) -> HttpResponse:
    """What the poster says of who holds a post of the grid: the person comes from the post."""
    found, today = grid_in_scope(request, pk, manage=True), timezone.localdate()
    back = reverse("grids:grid", args=[pk])
    form = DetailsForm(bound(request), request.FILES or None, holders=poster_of.by_post(found, on=today))

    def act(data: dict[str, Any]) -> Done:
        holder = form.holders[data.pop("holder")]
        data["photo"] = photograph(data["photo"], longest=600) if data["photo"] else None
        actions.say_on_poster(by=request.user, grid=found, holder=holder, **data)
        return Done(back, f"{holder.person.name}的公示内容已保存，请重新打印公示牌和联系卡")

    return show(request, form, act, heading=f"书记、组长的公示内容 · {found.name}", back=back, upload=True)


@require(MANAGE)
@require_safe_or_POST
def responsible_end(request: HttpRequest, pk: int) -> HttpResponse:
    rows = ResponsiblePerson.objects.select_related("person", "grid")
    responsible = get_scoped(rows, request.user, see=VIEW, pk=pk)
    grid_in_scope(request, responsible.grid_id, manage=True)
    back = reverse("grids:grid", args=[responsible.grid_id])
    form = EndForm(bound(request), initial={"on": timezone.localdate()})

    def act(data: dict[str, Any]) -> Done:
        today = timezone.localdate()
        actions.end_responsible_person(by=request.user, responsible=responsible, on=data["on"], today=today)
        if data["on"] > today:
            return Done(back, f"已定于{chinese_date(data['on'])}结束")
        return Done(back, "已结束，请重新打印公示牌和联系卡")

    heading = f"结束{responsible.get_role_display()} {responsible.person.name}的职责"
    return show(request, form, act, heading=heading, back=back)


@require(MANAGE)
@require_POST
def responsible_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what is only scheduled: a beginning, or an end."""
    rows = ResponsiblePerson.objects.select_related("person", "grid")
    responsible = get_scoped(rows, request.user, see=VIEW, pk=pk)
    grid_in_scope(request, responsible.grid_id, manage=True)
    back = reverse("grids:grid", args=[responsible.grid_id])

    def act() -> Done:
        actions.withdraw_responsible_person(by=request.user, responsible=responsible, today=timezone.localdate())
        return Done(back, f"{responsible.person.name}的安排已撤回")

    return press(request, act, back=back)


@require(MANAGE)
@require_POST
def cards(request: HttpRequest, pk: int) -> HttpResponse:
    """The contact cards of a grid or of one building, ten up on A4; that they were printed is recorded."""
    found = grid_in_scope(request, pk, manage=True)
    today = timezone.localdate()
    building = building_asked(request, found)
    responsible = poster_of.persons(found, on=today)
    households = Household.objects.standing(today).filter(building__grid=found).select_related("building")
    if building is not None:
        households = households.filter(building=building)
    chosen = list(households.order_by("building__order", "building_id", "entrance", "floor", "door"))
    if not responsible or not chosen or len(chosen) > CARDS_MAXIMUM:
        problem = (
            "还没有网格责任人，请先登记"
            if not responsible
            else "还没有住户，请先登记楼栋"
            if not chosen
            else f"一次最多打印{CARDS_MAXIMUM}张，请按楼栋打印"
        )
        messages.error(request, problem)
        return redirect("grids:grid", found.pk)
    content = documents.cards_pdf(_cards(request, found, responsible, chosen))
    actions.print_cards(by=request.user, grid=found, building=building, at=timezone.now())
    what = building.name if building else found.name
    return documents.download(content, f"{what}网格责任人服务联系卡.pdf")


def _cards(
    request: HttpRequest, found: Grid, responsible: list[ResponsiblePerson], households: list[Household]
) -> list[documents.Card]:
    first, others = responsible[0], responsible[1:4]
    url = request.build_absolute_uri(reverse("grids:public_grid", args=[found.token]))
    lines = [f"{each.get_role_display()} {each.person.name} {each.public_phone}".strip() for each in others]
    return [
        documents.Card(
            title="网格责任人服务联系卡",
            name=first.person.name,
            role=first.get_role_display(),
            phone=first.public_phone,
            lines=[*lines, f"{household.building.name}{household.label}"],
            organization=f"{found.organization.label} {found.name}",
            code=url,
            code_label="扫码反映问题",
        )
        for household in households
    ]


@require(MANAGE)
@require_POST
def cards_deliver(request: HttpRequest, pk: int) -> HttpResponse:
    """Cards that wait in a grid, a building or one household were handed over."""
    found = grid_in_scope(request, pk, manage=True)
    today = timezone.localdate()
    form = DeliverForm(request.POST, today=today)

    def act(data: dict[str, Any]) -> Done:
        building = building_asked(request, found)
        delivered = actions.deliver_cards(by=request.user, grid=found, building=building, on=data["on"], today=today)
        return Done(reverse("grids:grid", args=[pk]), f"已登记发放 {delivered} 张联系卡")

    return run(request, form, act, lambda: grid_page(request, found, deliver_form=form))


@require(VIEW)
@require_safe
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """The poster of a grid for the notice board: responsible persons with photographs, plan and QR code."""
    today = timezone.localdate()
    found = grid_in_scope(request, pk)
    url = request.build_absolute_uri(reverse("grids:public_grid", args=[found.token]))
    context = {
        "grid": found,
        "counts": queries.counts([found.pk], on=today)[found.pk],
        "responsible": poster_of.persons(found, on=today),
        "code": qr.svg(url, title=f"{found.name}反映问题二维码", scale=5),
        "plan": queries.plan_of(found.organization),
        "drawn": queries.drawn_grids(found.organization, current=found),
        "today": today,
    }
    return render(request, "grids/poster.html", context)
