"""Responsible persons, contact cards, the poster."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import documents, qr
from core.errors import RuleViolation
from core.images import photograph
from grids import actions, queries
from grids.forms import (
    DeliverForm,
    EndForm,
    ResponsibleForm,
)
from grids.models import Grid, Household, ResponsiblePerson
from grids.queries import MANAGE, VIEW
from grids.views.grids import READ_AND_WRITE, building_asked, grid_in_scope, put_error
from organizations.access import get_scoped, require
from people.actions import create_person

CARDS_MAXIMUM = 2000


@require_http_methods(READ_AND_WRITE)
@require(MANAGE)
def responsible_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = grid_in_scope(request, pk, manage=True)
    back = reverse("grids:grid", args=[found.pk])
    form = ResponsibleForm(request.POST or None, request.FILES or None, user=request.user, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            photo = photograph(data["photo"], longest=600) if data["photo"] else None
            person = form.person or create_person(by=request.user, name=data["name"])
            actions.add_responsible_person(
                by=request.user,
                grid=found,
                person=person,
                photo=photo,
                **{key: data[key] for key in ("role", "since", "content", "duties", "office_phone", "phone_public")},
            )
        except RuleViolation as error:
            put_error(form, error)
        else:
            messages.success(request, f"{data['name']}已登记,请重新打印公示牌和联系卡")
            return redirect(back)
    context = {"form": form, "heading": f"登记网格责任人 · {found.name}", "back": back, "upload": True}
    return render(request, "grids/form.html", context)


@require_http_methods(READ_AND_WRITE)
@require(MANAGE)
def responsible_end(request: HttpRequest, pk: int) -> HttpResponse:
    rows = ResponsiblePerson.objects.select_related("person", "grid")
    responsible = get_scoped(rows, request.user, see=VIEW, pk=pk)
    grid_in_scope(request, responsible.grid_id, manage=True)
    back = reverse("grids:grid", args=[responsible.grid_id])
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_responsible_person(by=request.user, responsible=responsible, on=form.cleaned_data["on"])
        except RuleViolation as error:
            put_error(form, error)
        else:
            messages.success(request, "已结束,请重新打印公示牌和联系卡")
            return redirect(back)
    heading = f"结束{responsible.get_role_display()} {responsible.person.name}的职责"
    return render(request, "grids/form.html", {"form": form, "heading": heading, "back": back})


@require_POST
@require(MANAGE)
def cards(request: HttpRequest, pk: int) -> HttpResponse:
    """The contact cards of a grid or of one building, ten up on A4; that they were printed is recorded."""
    found = grid_in_scope(request, pk, manage=True)
    today = timezone.localdate()
    building = building_asked(request, found)
    responsible = list(queries.responsible_persons(found, on=today))
    households = Household.objects.filter(building__grid=found).select_related("building")
    if building is not None:
        households = households.filter(building=building)
    chosen = list(households.order_by("building__order", "building_id", "entrance", "floor", "door"))
    if not responsible or not chosen or len(chosen) > CARDS_MAXIMUM:
        problem = (
            "还没有网格责任人,请先登记"
            if not responsible
            else "还没有住户,请先登记楼栋"
            if not chosen
            else f"一次最多打印{CARDS_MAXIMUM}张,请按楼栋打印"
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


@require_POST
@require(MANAGE)
def cards_deliver(request: HttpRequest, pk: int) -> HttpResponse:
    """Cards that wait in a grid, a building or one household were handed over."""
    found = grid_in_scope(request, pk, manage=True)
    form = DeliverForm(request.POST)
    if not form.is_valid() or form.cleaned_data["on"] > timezone.localdate():
        messages.error(request, "请填写发放日期,不能晚于今天")
        return redirect("grids:grid", found.pk)
    building = building_asked(request, found)
    delivered = actions.deliver_cards(by=request.user, grid=found, building=building, on=form.cleaned_data["on"])
    messages.success(request, f"已登记发放 {delivered} 张联系卡")
    return redirect("grids:grid", found.pk)


@require_GET
@require(VIEW)
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """The poster of a grid for the notice board: responsible persons with photographs, plan and QR code."""
    today = timezone.localdate()
    found = grid_in_scope(request, pk)
    url = request.build_absolute_uri(reverse("grids:public_grid", args=[found.token]))
    neighbours = Grid.objects.filter(organization=found.organization).exclude(boundary=[])
    context = {
        "grid": found,
        "counts": queries.counts([found.pk], on=today)[found.pk],
        "responsible": queries.responsible_persons(found, on=today),
        "code": qr.svg(url, title=f"{found.name}反映问题二维码", scale=5),
        "plan": [
            {
                "points": " ".join(f"{x},{y}" for x, y in each.boundary),
                "name": each.name,
                "current": each.pk == found.pk,
                "x": sum(x for x, _ in each.boundary) // len(each.boundary),
                "y": sum(y for _, y in each.boundary) // len(each.boundary),
            }
            for each in neighbours
        ],
        "today": today,
    }
    return render(request, "grids/poster.html", context)
