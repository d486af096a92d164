"""Pages of grids and opinions: scope → form → render."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import documents, qr, throttle
from core.errors import RuleViolation
from core.images import photograph, photograph_response
from core.versions import Conflict, conflict_page
from grids import actions, queries, rules
from grids.forms import (
    AnswerForm,
    BuildingEditForm,
    BuildingForm,
    DeliverForm,
    EndForm,
    GridEditForm,
    GridForm,
    MemberHouseholdForm,
    OpinionForm,
    PublicOpinionForm,
    RatingForm,
    ResponsibleForm,
    ServiceNeedForm,
)
from grids.models import Building, Grid, Household, Opinion, OpinionStep, ResponsiblePerson
from grids.queries import MANAGE, VIEW
from organizations.access import get_scoped, public, require
from organizations.scoping import may
from people.actions import create_person

CARDS_MAXIMUM = 2000
READ_AND_WRITE = ("GET", "HEAD", "POST")


def put_error(form: Any, error: RuleViolation) -> None:
    """Show a refusal at its field, or on top when the form has no such field."""
    form.add_error(error.field if error.field in form.fields else None, error.message)


def _grid(request: HttpRequest, pk: int, *, manage: bool = False) -> Grid:
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
    found = _grid(request, pk)
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
    found = _grid(request, pk, manage=True)
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
    found = _grid(request, pk, manage=True)
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
    _grid(request, building.grid_id, manage=True)
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


def _building_asked(request: HttpRequest, found: Grid) -> Building | None:
    """The building of the grid that a form names; None for the whole grid."""
    asked = request.POST.get("building", "")
    return found.buildings.filter(pk=asked).first() if asked.isdecimal() else None


def _household(request: HttpRequest, pk: int, *, manage: bool = False) -> Household:
    rows = Household.objects.select_related("building__grid", "member_household")
    household: Household = get_scoped(rows, request.user, see=VIEW, pk=pk)
    _grid(request, household.building.grid_id, manage=manage)
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
        "may_manage": queries.may_manage(request.user, _grid(request, found.building.grid_id)),
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


# -- responsible persons, cards, poster ------------------------------------------------------------


@require_http_methods(READ_AND_WRITE)
@require(MANAGE)
def responsible_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = _grid(request, pk, manage=True)
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
    _grid(request, responsible.grid_id, manage=True)
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
    found = _grid(request, pk, manage=True)
    today = timezone.localdate()
    building = _building_asked(request, found)
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
    found = _grid(request, pk, manage=True)
    form = DeliverForm(request.POST)
    if not form.is_valid() or form.cleaned_data["on"] > timezone.localdate():
        messages.error(request, "请填写发放日期,不能晚于今天")
        return redirect("grids:grid", found.pk)
    building = _building_asked(request, found)
    delivered = actions.deliver_cards(by=request.user, grid=found, building=building, on=form.cleaned_data["on"])
    messages.success(request, f"已登记发放 {delivered} 张联系卡")
    return redirect("grids:grid", found.pk)


@require_GET
@require(VIEW)
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """The poster of a grid for the notice board: responsible persons with photographs, plan and QR code."""
    today = timezone.localdate()
    found = _grid(request, pk)
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


# -- public: what the QR code on card and poster opens ---------------------------------------------


@require_http_methods(READ_AND_WRITE)
@public
def public_grid(request: HttpRequest, token: str) -> HttpResponse:
    """Who is responsible here, and a form to report a problem (S2 三(四)). No sign-in; limited tries."""
    found = get_object_or_404(Grid.objects.select_related("organization"), token=token)
    form = PublicOpinionForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if not _may_write(request, found):
            form.add_error(None, "提交太频繁,请一小时后再试,急事请直接打电话")
            status = 429
        else:
            opinion = actions.receive_opinion(
                by="居民", community=found.organization, grid=found, at=timezone.now(), **form.cleaned_data
            )
            return redirect("grids:public_opinion", opinion.token)
    context = {
        "grid": found,
        "form": form,
        "responsible": queries.responsible_persons(found, on=timezone.localdate()),
    }
    return render(request, "grids/public_grid.html", context, status=status)


def _may_write(request: HttpRequest, found: Grid) -> bool:
    address = request.META.get("REMOTE_ADDR", "")
    return throttle.allow("opinion", address, limit=5, seconds=3600) and throttle.allow(
        "opinion-grid", str(found.pk), limit=60, seconds=3600
    )


@require_http_methods(READ_AND_WRITE)
@public
def public_opinion(request: HttpRequest, token: str) -> HttpResponse:
    """What became of an opinion, for who holds its address; asks whether the answer satisfies (GRD-06)."""
    opinion = get_object_or_404(Opinion.objects.select_related("organization", "grid"), token=token)
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rate_opinion(by="居民", opinion=opinion, at=timezone.now(), **form.cleaned_data)
        except (RuleViolation, Conflict):
            form.add_error(None, "这条民意的状态已经变化,请看下面的最新情况")
            opinion.refresh_from_db()
        else:
            messages.success(request, "谢谢您的评价")
            return redirect("grids:public_opinion", token)
    context = {
        "opinion": opinion,
        "form": form,
        "may_rate": rules.can_take(opinion, OpinionStep.Kind.RATED),
        "address": request.build_absolute_uri(),
    }
    return render(request, "grids/public_opinion.html", context)


@require_GET
@public
def public_photo(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """The photograph of a responsible person in force, as it hangs on the wall (S2 三(四))."""
    rows = ResponsiblePerson.objects.in_force(timezone.localdate()).filter(grid__token=token).exclude(photo="")
    return photograph_response(get_object_or_404(rows, pk=pk).photo)


# -- opinions --------------------------------------------------------------------------------------

_LISTS = {
    "waiting": ("办理中", {"state": Opinion.State.RECEIVED}),
    "overdue": ("已逾期", {"state": Opinion.State.RECEIVED}),
    "answered": ("已答复", {"state": Opinion.State.ANSWERED}),
    "closed": ("已办结", {"state": Opinion.State.CLOSED}),
}
PAGE = 30


@require_GET
@require(VIEW)
def opinions(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = queries.opinions(request.user)
    counts = queries.opinion_counts(rows, on=today)
    chosen = request.GET.get("state", "waiting")
    chosen = chosen if chosen in _LISTS else "waiting"
    shown = rows.filter(**_LISTS[chosen][1])
    if chosen == "overdue":
        shown = shown.overdue(today)
    shown = shown.order_by("due_on", "pk") if chosen in ("waiting", "overdue") else shown.order_by("-received_at")
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    tabs = [
        {
            "label": label,
            "url": f"{reverse('grids:opinions')}?state={key}",
            "current": key == chosen,
            "count": getattr(counts, key),
        }
        for key, (label, _) in _LISTS.items()
    ]
    context = {
        "page": page,
        "tabs": tabs,
        "chosen": chosen,
        "today": today,
        "may_enter": queries.manageable_communities(request.user).exists(),
    }
    return render(request, "grids/opinions.html", context)


def _opinion(request: HttpRequest, pk: int, *, manage: bool = False) -> Opinion:
    opinion: Opinion = get_scoped(queries.opinions(request.user), request.user, see=VIEW, pk=pk)
    if manage and not queries.may_manage_opinion(request.user, opinion):
        raise PermissionDenied("您可以查看,但没有办理的权限")
    return opinion


def _opinion_page(request: HttpRequest, found: Opinion, *, form: Any = None, phone: str = "") -> HttpResponse:
    manages = queries.may_manage_opinion(request.user, found)
    context = {
        "opinion": found,
        "steps": found.steps.select_related("by"),
        "form": form or AnswerForm(instance=found),
        "may_answer": manages and rules.can_take(found, OpinionStep.Kind.ANSWERED),
        "phone": phone or found.phone_masked,
        "may_reveal": manages
        and not phone
        and bool(found.phone)
        and may(request.user, "organizations.reveal_personal", found.organization),
        "above": rules.NEXT_LEVEL[rules.Level(found.level)],
        "today": timezone.localdate(),
        "public_url": request.build_absolute_uri(reverse("grids:public_opinion", args=[found.token])),
    }
    response = render(request, "grids/opinion.html", context)
    if phone:
        response["Cache-Control"] = "no-store"
    return response


@require_GET
@require(VIEW)
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    return _opinion_page(request, _opinion(request, pk))


@require_POST
@require(MANAGE)
def opinion_answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = _opinion(request, pk, manage=True)
    back = reverse("grids:opinion", args=[found.pk])
    form = AnswerForm(request.POST, instance=found)
    if not form.is_valid():
        found.refresh_from_db()
        return _opinion_page(request, found, form=form)
    try:
        actions.answer_opinion(
            by=request.user,
            opinion=found,
            answer=form.cleaned_data["answer"],
            at=timezone.now(),
            version=form.cleaned_data["version"],
        )
    except RuleViolation as error:
        messages.error(request, error.message)
    except Conflict as conflict:
        return conflict_page(request, conflict, back=back, form=form)
    else:
        messages.success(request, "已答复")
    return redirect(back)


@require_POST
@require(MANAGE)
def opinion_raise(request: HttpRequest, pk: int) -> HttpResponse:
    found = _opinion(request, pk, manage=True)
    try:
        actions.raise_opinion(
            by=request.user, opinion=found, at=timezone.now(), note=request.POST.get("reason", "")[:200]
        )
        messages.success(request, f"已上报{found.get_level_display()}办理")
    except RuleViolation as error:
        messages.error(request, error.message)
    except Conflict:
        messages.error(request, "这条民意刚被别人办理过,请看最新情况")
    return redirect("grids:opinion", found.pk)


@require_POST
@require(MANAGE, "organizations.reveal_personal")
def opinion_phone(request: HttpRequest, pk: int) -> HttpResponse:
    """The asker's telephone, once, for a reason that is logged (PIPL)."""
    found = _opinion(request, pk, manage=True)
    if not may(request.user, "organizations.reveal_personal", found.organization):
        raise PermissionDenied("您没有查看完整个人信息的权限")
    try:
        phone = actions.reveal_phone(by=request.user, opinion=found, reason=request.POST.get("reason", ""))
    except RuleViolation as error:
        messages.error(request, error.message)
        return redirect("grids:opinion", found.pk)
    return _opinion_page(request, found, phone=phone)


@require_http_methods(READ_AND_WRITE)
@require(MANAGE)
def opinion_new(request: HttpRequest) -> HttpResponse:
    """An opinion that came in by word or telephone; who enters it is the first receiver 首问责任人."""
    form = OpinionForm(
        request.POST or None,
        communities=queries.manageable_communities(request.user),
        grids=Grid.objects.visible_to(request.user, MANAGE).order_by("organization__path", "order", "code"),
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        found = actions.receive_opinion(
            by=request.user,
            community=data["organization"],
            first_receiver=request.user.person,
            at=timezone.now(),
            **{key: data[key] for key in ("grid", "content", "source", "category")},
        )
        messages.success(request, "已受理")
        return redirect("grids:opinion", found.pk)
    context = {"form": form, "heading": "登记社情民意", "back": reverse("grids:opinions")}
    return render(request, "grids/form.html", context)
