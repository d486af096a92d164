"""Pages of the tree, posts and units: scope → form → render."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.chinese.dates import chinese_date
from core.records import shown
from core.web.forms import Done, bound, plausible_days, run
from core.web.guards import require, require_safe_or_POST
from organizations import actions, forms, queries, rules, seats, undo
from organizations.access import GRID_BODIES, MANAGE, MANAGE_GRID, MANAGE_UNITS, get_scoped, may_manage
from organizations.actions.handed import of_post
from organizations.cases.kinds import kinds as kinds_of_cases
from organizations.handing import queries as handing
from organizations.kinds import ALLOWED_PARENTS, WORK_BODIES, Kind
from organizations.models import Organization, Post
from organizations.orders import queries as orders
from organizations.orders.actions import file_order
from organizations.orders.fields import Paper
from organizations.orders.models import OrderKind
from organizations.orders.rules import has_term
from organizations.registers.guidance import guiding
from organizations.registers.stationed import stationed_at
from organizations.reorganizing import queries as reorganizations
from organizations.reorganizing.rules import REORGANIZATION, ways
from organizations.rosters.downloads import sent
from organizations.rosters.subjects import POSTS
from organizations.scoping import may, permissions_of
from people.actions import create_person

VIEW = "organizations.view_organization"
EXPORT, KEEP = "organizations.export_data", "organizations.manage_register"
PAGE = 50


def kinds_below(user: Any, parent: Organization) -> list[Kind]:
    """Kinds that the user may create under ``parent``."""
    kinds = [Kind(kind) for kind, parents in ALLOWED_PARENTS.items() if parent.kind in parents]
    if may(user, MANAGE, parent):
        return kinds
    return [kind for kind in kinds if kind in GRID_BODIES] if may(user, MANAGE_GRID, parent) else []


def managed(request: HttpRequest, pk: int) -> Organization:
    """The organisation to be changed: 404 out of sight, 403 in sight but not for this user."""
    organization: Organization = get_scoped(Organization.objects, request.user, see=VIEW, pk=pk)
    if not may_manage(request.user, organization):
        raise PermissionDenied("您可以查看，但没有维护这个组织的权限")
    return organization


def show(
    request: HttpRequest, form: Any, act: Callable[[dict[str, Any]], Done], template: str, **context: Any
) -> HttpResponse:
    return run(request, form, act, lambda: render(request, template, {"form": form, **context}))


def address_of(organization: Organization) -> str:
    return reverse("organizations:detail", args=[organization.pk])


def said(done: str, on: date, today: date) -> str:
    """The message after a change: done, or scheduled."""
    return done if on <= today else f"已安排，自{chinese_date(on)}起生效"


def tabs(here: str) -> list[dict[str, Any]]:
    pages = (
        ("组织", "organizations:index"),
        ("组织设置", "organizations:establishment"),
        ("任职", "organizations:posts"),
        ("辖区单位", "organizations:units"),
        ("台账", "organizations:registers"),
        ("名册导入", "organizations:rosters"),
    )
    return [{"label": label, "url": reverse(name), "current": name == here} for label, name in pages]


@require(VIEW)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    roots = queries.roots_of(request.user)
    context = {"nodes": queries.tree(roots, on=today), "tabs": tabs("organizations:index")}
    return render(request, "organizations/index.html", context)


@require(VIEW)
@require_safe
def branch(request: HttpRequest, pk: int) -> HttpResponse:
    """Children of one node, for the tree that opens in place; without JavaScript its page shows them."""
    organization = get_scoped(Organization.objects, request.user, see=VIEW, pk=pk)
    nodes = queries.tree([organization], on=timezone.localdate(), levels=1)
    children = nodes[0].children if nodes else []
    return render(request, "organizations/_nodes.html", {"nodes": children})


def _of_community(community: Organization, today: date) -> dict[str, Any]:
    return {
        "guidance": guiding(community, today),
        "quota": queries.quota(community, today),
        "presences": queries.units_of(community, today),
    }


def _reorganizations(user: Any, organization: Organization) -> list[tuple[Any, str, bool]]:
    """Each with what it is in words and whether the user may take it back."""
    rows = reorganizations.of_organization(organization)
    return [(row, reorganizations.what(row), REORGANIZATION.can("withdraw", row, user)) for row in rows]


def _of_big_committee(organization: Organization, today: date) -> dict[str, Any]:
    return {
        "composition": queries.composition(organization, today),
        "quota": queries.quota(organization, today),
        "participations": queries.participations(organization, today),
        "stationed": stationed_at(organization, today),
    }


def _cases_of(organization: Organization) -> list[tuple[str, Any]]:
    """Kinds of cases that its posts are filled and left by, each with the address of its list."""
    words = urlencode({"q": organization.name})
    found = [kind for kind in kinds_of_cases().values() if organization.kind in kind.kinds and kind.view == VIEW]
    return [(f"{reverse('organizations:cases', args=[kind.key])}?{words}", kind) for kind in found]


@require(VIEW)
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    organization = get_scoped(Organization.objects, request.user, see=VIEW, pk=pk)
    stands = organization.dissolved_on is None or organization.dissolved_on > today
    levels = 6 if organization.kind in (Kind.COMMUNITY, *WORK_BODIES) else 2
    nodes = queries.tree([organization], on=today, levels=levels)
    context = {
        "organization": organization,
        "chain": crumbs(request, organization),
        "posts": handing.with_acting(orders.with_documents(queries.posts_of(organization, today)), today),  # type: ignore[arg-type]
        "left": handing.left_posts(organization, today),
        "node": nodes[0] if nodes else None,
        "events": queries.events_of(organization),
        "today": today,
        "may_manage": stands and may_manage(request.user, organization),
        "may_keep_tree": stands and may(request.user, MANAGE, organization),
        "may_create": organization.dissolved_on is None and bool(kinds_below(request.user, organization)),
        "day_form": forms.DayForm(initial={"on": today}),
        "scheduled": queries.scheduled(organization, today),
        "undoable": undo.recent(request.user, organization=organization),
        "seats": seats.of(organization, today=today) if stands else [],
        "reorganizations": _reorganizations(request.user, organization),
        "orders": orders.of_organization(organization),
        "order_new": f"{reverse('organizations:orders_new')}?organization={pk}",
        "may_keep": may(request.user, KEEP, organization),
        "has_term": stands and has_term(organization),
        "ways": [(reverse(f"organizations:{way}", args=[pk]), way.label) for way in ways(organization) if stands],
        "cases": _cases_of(organization),
    }
    if organization.kind == Kind.BIG_COMMITTEE:
        context |= _of_big_committee(organization, today) | {"may_join": context["may_manage"]}
    if organization.kind == Kind.COMMUNITY:
        context |= _of_community(organization, today)
        context["may_add_unit"] = stands and may(request.user, MANAGE_UNITS, organization)
        below = nodes[0].children if nodes else []
        committees = (each.organization for each in below if each.organization.kind == Kind.BIG_COMMITTEE)
        context["big_committee"] = next(committees, None)
    return render(request, "organizations/detail.html", context)


def crumbs(request: HttpRequest, organization: Organization) -> list[dict[str, str]]:
    """The superior chain; links only where the user may go."""
    return [
        {"label": each.label, "url": address_of(each) if may(request.user, VIEW, each) else ""}
        for each in queries.chain(organization)
    ]


@require(VIEW)
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    organization = get_scoped(Organization.objects, request.user, see=VIEW, pk=pk)
    form = forms.DayForm(request.GET if "on" in request.GET else None, initial={"on": timezone.localdate()})
    on = form.cleaned_data["on"] if form.is_bound and plausible_days(form).is_valid() else timezone.localdate()
    state = queries.state_as_of(organization, on)
    visible = {each.pk for each in state.children if may(request.user, VIEW, each)}
    context = {"organization": organization, "state": state, "form": form, "visible": visible}
    return render(request, "organizations/history.html", context)


@require(VIEW)
@require_safe_or_POST
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    organization = managed(request, pk)
    form = forms.AppointForm(
        bound(request), request.FILES or None, user=request.user, organization=organization, today=today
    )

    def act(data: dict[str, Any]) -> Done:
        person = data["person"] or create_person(by=request.user, **data["new_person"])
        fields = {name: data[name] for name in ("position", "basis", "full_time", "since", "term_ends_on")}
        fields["selection_mode"] = data.get("selection_mode", "")
        post = actions.appoint(by=request.user, person=person, organization=organization, today=today, **fields)
        file_order(
            by=request.user,
            organization=organization,
            kind=OrderKind.APPOINTMENT,
            paper=data["paper"],
            on=data["since"],
            today=today,
            begun=[post.pk],
        )
        until = data["term_ends_on"]
        warnings = queries.appointment_warnings(
            organization=organization, person_id=person.pk, position=data["position"], on=data["since"]
        )
        for warning in warnings:
            messages.warning(request, warning)
        term = f"，任期至{chinese_date(until)}" if until else ""
        return Done(address_of(organization), f"已任命{person.name}{term}")

    return show(request, form, act, "organizations/appoint.html", organization=organization)


@require(VIEW)
@require_safe_or_POST
def end_post(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    post = get_scoped(Post.objects.select_related("organization", "person"), request.user, see=VIEW, pk=pk)
    if not may_manage(request.user, post.organization):
        raise PermissionDenied("您可以查看，但没有办理离任的权限")
    form = forms.DatedPaperForm(bound(request), request.FILES or None, today=today, label="离任日期")

    def act(data: dict[str, Any]) -> Done:
        shown.check(rules.POST, post)
        actions.end_post(by=request.user, post=post, on=data["on"], today=today, reason=data["reason"])
        file_order(
            by=request.user,
            organization=post.organization,
            kind=OrderKind.REMOVAL,
            paper=data["paper"],
            on=data["on"],
            today=today,
            ended=[post.pk],
        )
        return Done(address_of(post.organization), f"{post.person.name}的{post.get_position_display()}职务已结束")

    handed = of_post(post, today)
    context = {
        "post": post,
        "organization": post.organization,
        "rights": queries.rights_of(post, today),
        "handed_lists": [
            ("离任当日起，单独授予此人的下列权限同时结束", handed.got),
            ("离任当日起，此人单独授予他人的下列权限同时结束", handed.given),
        ],
    }
    return show(request, form, act, "organizations/end_post.html", **context)


def _founded(request: HttpRequest, made: Organization, paper: Paper | None, on: date, today: date) -> None:
    """The reply by which it was founded."""
    file_order(by=request.user, organization=made, kind=OrderKind.FOUNDING, paper=paper, on=on, today=today)


@require(VIEW)
@require_safe_or_POST
def create(request: HttpRequest, pk: int) -> HttpResponse:
    parent = get_scoped(Organization.objects, request.user, see=VIEW, pk=pk)
    kinds = kinds_below(request.user, parent)
    if not kinds:
        raise PermissionDenied("您不能在这里新建组织")
    today = timezone.localdate()
    form = forms.CreateForm(bound(request), request.FILES or None, parent=parent, kinds=kinds, today=today)

    def act(data: dict[str, Any]) -> Done:
        paper = data.pop("paper")
        made = actions.create_organization(
            by=request.user, parent=parent, established_on=data["since"], today=today, **data
        )
        _founded(request, made, paper, data["since"], today)
        return Done(address_of(made), f"已新建{made.name}")

    return show(request, form, act, "organizations/create.html", organization=parent)


@require(VIEW)
@require_safe_or_POST
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    organization = managed(request, pk)
    today = timezone.localdate()
    form = forms.RenameForm(bound(request), organization=organization, today=today)

    def act(data: dict[str, Any]) -> Done:
        actions.rename_organization(by=request.user, organization=organization, today=today, **data)
        return Done(address_of(organization), said("名称已修改", data["on"], today))

    context = {"organization": organization, "title": "更名", "button": "保存新名称"}
    return show(request, form, act, "organizations/change.html", **context)


@require(MANAGE)
@require_safe_or_POST
def establish_big_committee(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    community = get_scoped(Organization.objects, request.user, see=VIEW, need=MANAGE, pk=pk)
    form = forms.EstablishForm(bound(request), request.FILES or None, community=community, today=today)

    def act(data: dict[str, Any]) -> Done:
        paper = data.pop("paper")
        committee, posts = actions.establish_big_committee(by=request.user, community=community, today=today, **data)
        _founded(request, committee, paper, data["since"], today)
        left = queries.not_elected(community, data["since"])
        if left:
            messages.warning(request, f"{'、'.join(left)}不是选举产生的，没有直接进入")
        return Done(address_of(committee), f"已成立{committee.name}，{len(posts)}名社区班子成员直接进入")

    context = {
        "organization": community,
        "title": "成立社区大党委",
        "button": "成立",
        "note": "选举产生的社区党组织书记、专职副书记和班子成员直接进入；其余委员公开推选产生。",
    }
    return show(request, form, act, "organizations/change.html", **context)


@require(VIEW)
@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    form = forms.PostFilter(request.GET)
    data = form.cleaned_data if form.is_valid() else {}
    days = max(queries.remind_days(today))
    if data.get("ending"):
        rows = queries.ending_terms(request.user, on=today, days=days)
    else:
        rows = Post.objects.visible_to(request.user, VIEW).in_force(today)
        rows = rows.select_related("person", "organization").order_by("scope", "position", "pk")
    if data.get("position"):
        rows = rows.filter(position=data["position"])
    if text := data.get("q"):
        rows = rows.filter(
            Q(person__name__contains=text)
            | Q(person__initials__startswith=text.lower())
            | Q(organization__name__contains=text)
        )
    if request.GET.get("format") == "xlsx":
        return sent(request, POSTS, rows, back=reverse("organizations:posts"))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    page.object_list = handing.with_acting(page.object_list, today)
    context = {
        "form": form,
        "tabs": tabs("organizations:posts"),
        "page": page,
        "today": today,
        "days": days,
        "may_export": EXPORT in permissions_of(request.user),
    }
    return render(request, "organizations/posts.html", context)
