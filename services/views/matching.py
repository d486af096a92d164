"""Lists of needs, resources and projects, orders, wishes, calls for help at the office (SVC-03, SVC-05, SVC-17)."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.office import qr
from core.office.documents import download
from core.office.spreadsheets import Column, SheetSpec
from core.web.forms import Done, bound, press, run, shut
from core.web.guards import Request, require, require_safe_or_POST
from organizations.access import get_scoped
from organizations.queries import roots_of
from organizations.registers.actions import export_list
from organizations.scoping import may, reach
from services import actions, matching, queries
from services.forms_matching import (
    AcceptForm,
    DispatchForm,
    FinishForm,
    ListingFilter,
    ListingForm,
    MatchForm,
    RateForm,
    ReasonForm,
)
from services.models import Listing
from services.queries import MANAGE, VIEW
from services.rules import LISTING
from services.views.activities import labels_of
from services.views.common import year_asked

PAGE = 30
EXPORT = "organizations.export_data"
SHOWN = {
    "open": ("待对接", (Listing.State.RECEIVED, Listing.State.OPEN)),
    "held": ("办理中", (Listing.State.DISPATCHED, Listing.State.TAKEN)),
    "done": ("已完成", (Listing.State.DONE,)),
    "withdrawn": ("已撤下", (Listing.State.WITHDRAWN,)),
}


@require(VIEW)
@require_safe
def listings(request: Request) -> HttpResponse:
    today = timezone.localdate()
    _, directions = labels_of(next(iter(roots_of(request.user, VIEW)), None), today)
    form = ListingFilter(request.GET, directions=directions)
    data = form.cleaned_data if form.is_valid() else {}
    chosen = request.GET.get("show", "open")
    chosen = chosen if chosen in SHOWN else "open"
    rows = matching.listings(request.user).filter(state__in=SHOWN[chosen][1], title__contains=data.get("q") or "")
    rows = rows.filter(**{name: data[name] for name in ("kind", "direction") if data.get(name)})
    rows = rows.order_by("due_on", "accept_by", "pk") if chosen == "open" else rows.order_by("-received_at", "-pk")
    context = {
        "form": form,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "chosen": chosen,
        "today": today,
        "tabs": [
            {"label": label, "url": f"?show={key}", "current": key == chosen} for key, (label, _) in SHOWN.items()
        ],
        "communities": queries.manageable_communities(request.user)[:5],
    }
    return render(request, "services/listings.html", context)


@require(MANAGE)
@require_safe_or_POST
def listing_new(request: Request) -> HttpResponse:
    """Taken in by telephone or at the counter, for a resident or a unit."""
    form = ListingForm(bound(request), communities=queries.manageable_communities(request.user))

    def act(data: dict[str, Any]) -> Done:
        community = data.pop("organization")
        made = actions.hand_in(by=request.user, community=community, at=timezone.now(), **data)
        return Done(reverse("services:listing_accept", args=[made.pk]), "已登记，请受理：选服务模式和方向")

    context = {"form": form, "heading": "登记对接事项", "back": reverse("services:listings")}
    return run(request, form, act, lambda: render(request, "frame/form.html", context))


def find(request: Request, pk: int, *, manage: bool = False) -> Listing:
    found: Listing = get_scoped(
        matching.listings(request.user), request.user, see=VIEW, need=MANAGE if manage else None, pk=pk
    )
    return found


@require(VIEW)
@require_safe
def listing(request: Request, pk: int) -> HttpResponse:
    found = find(request, pk)
    can = LISTING.available(found, request.user, at=timezone.now())
    manages = may(request.user, MANAGE, found.organization)
    context = {
        "listing": found,
        "can": can,
        "manages": manages,
        "matched": found.matched.select_related("organization").order_by("pk") if found.is_resource else (),
        "rate_form": RateForm() if manages and "rate" in can and not found.rating else None,
        "next_step": LISTING.next_owner(found, request.user, at=timezone.now()),
        "public_url": request.build_absolute_uri(reverse("services:order", args=[found.token])),
    }
    return render(request, "services/listing.html", context)


def _step_page(
    request: Request, pk: int, step: str, heading: str, make: Callable[[Listing], Any], do: Callable[..., str]
) -> HttpResponse:
    """A step of the office that asks for something."""
    found = find(request, pk, manage=True)
    back = reverse("services:listing", args=[pk])
    closed = shut(request, lambda: LISTING.check(step, found, by=request.user, at=timezone.now()), back=back)
    if closed is not None:
        return closed
    form = make(found)

    def act(data: dict[str, Any]) -> Done:
        return Done(back, do(found, data))

    context = {"form": form, "heading": heading, "back": back}
    return run(request, form, act, lambda: render(request, "frame/form.html", context), back=back)


@require(MANAGE)
@require_safe_or_POST
def listing_accept(request: Request, pk: int) -> HttpResponse:
    def make(found: Listing) -> AcceptForm:
        modes, directions = labels_of(found.organization, timezone.localdate())
        return AcceptForm(bound(request), instance=found, modes=modes, directions=directions)

    def do(found: Listing, data: dict[str, Any]) -> str:
        actions.accept_listing(by=request.user, listing=found, at=timezone.now(), **data)
        return "已受理，列入清单"

    return _step_page(request, pk, "accept", "受理", make, do)


@require(MANAGE)
@require_safe_or_POST
def listing_dispatch(request: Request, pk: int) -> HttpResponse:
    def make(found: Listing) -> DispatchForm:
        return DispatchForm(bound(request), people=matching.candidates(found, today=timezone.localdate()))

    def do(found: Listing, data: dict[str, Any]) -> str:
        actions.dispatch_listing(by=request.user, listing=found, person=data["person"], at=timezone.now())
        return f"已派给{data['person'].name}"

    return _step_page(request, pk, "dispatch", "派单", make, do)


@require(MANAGE)
@require_safe_or_POST
def listing_match(request: Request, pk: int) -> HttpResponse:
    def make(found: Listing) -> MatchForm:
        return MatchForm(bound(request), resources=matching.resources_for(found))

    def do(found: Listing, data: dict[str, Any]) -> str:
        actions.match_listing(by=request.user, listing=found, resource=data["resource"], at=timezone.now())
        return f"已对接{data['resource'].unit.name}的资源"

    return _step_page(request, pk, "match", "对接资源", make, do)


@require(MANAGE)
@require_safe_or_POST
def listing_finish(request: Request, pk: int) -> HttpResponse:
    def do(found: Listing, data: dict[str, Any]) -> str:
        actions.finish_listing(by=request.user, listing=found, at=timezone.now(), **data)
        return "已登记完成"

    return _step_page(request, pk, "finish", "登记完成", lambda _found: FinishForm(bound(request)), do)


@require(MANAGE)
@require_POST
def listing_rate(request: Request, pk: int) -> HttpResponse:
    """What the resident said by telephone or at the counter."""
    found = find(request, pk, manage=True)
    back = reverse("services:listing", args=[pk])

    def act() -> Done:
        actions.rate_listing(by=request.user, listing=found, rating=request.POST.get("rating", ""), at=timezone.now())
        return Done(back, "评价已登记")

    return press(request, act, back=back)


_BACK: dict[str, tuple[Callable[..., Listing], str]] = {
    "release": (actions.release_listing, "已收回，可以重新派单"),
    "reopen": (actions.reopen_listing, "已撤销完成"),
    "withdraw": (actions.withdraw_listing, "已撤下"),
}


def way_back(name: str) -> Callable[..., HttpResponse]:
    """A button with its reason."""
    do, said = _BACK[name]

    @require(MANAGE)
    @require_POST
    def page(request: Request, pk: int) -> HttpResponse:
        found = find(request, pk, manage=True)
        back = reverse("services:listing", args=[pk])

        def act() -> Done:
            do(by=request.user, listing=found, reason=request.POST.get("reason", ""), at=timezone.now())
            return Done(back, said)

        return press(request, act, back=back)

    return page


@require(MANAGE)
@require_safe_or_POST
def listing_phone(request: Request, pk: int) -> HttpResponse:
    """The asker's telephone, with a reason that is kept."""
    found = find(request, pk, manage=True)
    form = ReasonForm(bound(request))
    back = reverse("services:listing", args=[pk])

    def act(data: dict[str, Any]) -> Done:
        phone = actions.reveal_listing_phone(by=request.user, listing=found, reason=data["reason"])
        return Done(back, f"联系电话：{phone or '没有留'}")

    context = {"form": form, "heading": "查看联系电话", "back": back}
    return run(request, form, act, lambda: render(request, "frame/form.html", context))


@require(VIEW)
@require_safe
def listing_counts(request: Request) -> HttpResponse:
    """By list, by mode and by direction: accepted, matched, done; what residents said (SVC-06)."""
    today = timezone.localdate()
    year = year_asked(request, today)
    rows = matching.of_year(matching.listings(request.user), year)
    found = matching.counted(rows)
    tables = []
    for place, (title, names) in enumerate(
        (("清单", dict(Listing.Kind.choices)), ("服务模式", None), ("服务方向", None))
    ):
        sums: dict[str, matching.Count3] = {}
        for key, count in found.items():
            sums[key[place]] = sums.get(key[place], matching.Count3()) + count
        lines = [(names[key] if names else key, count) for key, count in sorted(sums.items())]
        tables.append((title, lines))
    context = {
        "year": year,
        "years": [{"label": f"{each}年", "url": f"?year={each}", "current": each == year} for each in (year - 1, year)],
        "tables": tables,
        "total": sum(found.values(), matching.Count3()),
        "ratings": matching.ratings(rows),
        "may_export": EXPORT in reach_names(request),
    }
    if request.GET.get("format") == "xlsx" and context["may_export"]:
        sheets = [
            (title, key, each.accepted, each.matched, each.done) for title, lines in tables for key, each in lines
        ]
        columns = [Column("分类"), Column("名称"), *(Column(name, "number") for name in ("受理", "对接", "完成"))]
        content = export_list(by=request.user, sheet=SheetSpec("对接统计", columns, sheets))
        return download(content, f"{year}年对接统计.xlsx")
    return render(request, "services/listing_counts.html", context)


def reach_names(request: Request) -> set[str]:
    """Rights of the user among those that the page asks for."""
    return {EXPORT} if reach(request.user, EXPORT) else set()


@require(MANAGE)
@require_safe
def order_code(request: Request, pk: int) -> HttpResponse:
    """The code that residents scan, large enough to print."""
    community = get_object_or_404(queries.manageable_communities(request.user), pk=pk)
    url = request.build_absolute_uri(reverse("services:order_new", args=[community.pk]))
    return render(request, "services/order_code.html", {"community": community, "url": url, "code": qr.svg(url)})
