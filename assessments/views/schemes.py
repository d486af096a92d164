"""The schemes of a district: the list, a draft's table, the trial, the announcement (ASM-01)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessments import drafting, rules, tasks, trial
from assessments.forms_schemes import AnnounceForm, ItemForm, NewSchemeForm, SchemeForm
from assessments.models import Dimension, Scheme, SchemeItem
from assessments.queries import VIEW
from assessments.rules import DECIDE, SCHEME
from core.web.forms import Done, press, run
from core.web.guards import Request, require, require_safe_or_POST
from organizations.access import get_scoped
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.queries import roots_of


def _district(request: Request) -> Organization | None:
    """The district whose schemes the user writes; the first, where there are several."""
    return next((root for root in roots_of(request.user, DECIDE) if root.kind == Kind.DISTRICT_DEPARTMENT), None)


def _of(request: Request, pk: int, need: str | None = None) -> Scheme:
    rows = Scheme.objects.select_related("district").prefetch_related("items__indicator")
    found: Scheme = get_scoped(rows, request.user, see=VIEW, need=need, pk=pk)
    return found


def address_of(scheme: Scheme) -> str:
    return reverse("assessments:scheme", args=[scheme.pk])


@require(DECIDE)
@require_safe_or_POST
def schemes(request: Request) -> HttpResponse:
    """All schemes, newest year first, and a draft more."""
    district = _district(request)
    rows = Scheme.objects.visible_to(request.user, VIEW).order_by("-year", "-edition")
    today = timezone.localdate()
    form = NewSchemeForm(
        request.POST if request.method == "POST" else None,
        schemes=rows.filter(district=district),
        initial={"year": today.year + (1 if today.month > 9 else 0)},  # noqa: PLR2004 - the last quarter
    )

    def act(data: dict[str, Any]) -> Done:
        assert district is not None
        made = drafting.draft_scheme(
            by=request.user, district=district, year=data["year"], today=today, source=data["source"]
        )
        return Done(address_of(made), "草案已建立，可以逐项修改，核对分值后公布")

    def page() -> HttpResponse:
        context = {"rows": rows.select_related("district"), "form": form if district else None}
        return render(request, "assessments/schemes.html", context)

    return run(request, form, act, page) if request.method == "POST" and district else page()


@dataclass(frozen=True)
class Group:
    """One of the five with its items and what they weigh together. ``lines``: item and its fields, if it is edited."""

    label: str
    wording: Any
    weight: Decimal
    lines: list[tuple[SchemeItem, dict[str, Any]]]


def _groups(scheme: Scheme, items: list[SchemeItem], form: SchemeForm | None) -> list[Group]:
    groups = []
    for dimension in Dimension:
        mine = [item for item in items if item.dimension == dimension]
        lines = [(item, {name: form[f"{item.pk}-{name}"] for name in _names(item)} if form else {}) for item in mine]
        weight = sum((item.weight for item in mine), Decimal(0))
        wording = form[f"d-{dimension.value}"] if form else None
        groups.append(Group(scheme.dimension_label(dimension.value), wording, weight, lines))
    return groups


def _names(item: SchemeItem) -> tuple[str, ...]:
    more = ("ballots_min",) if item.source == SchemeItem.Source.BALLOT else ()
    return ("title", "weight", "zero_at", "full_at", "advice", "remove", *more)


def _page(request: Request, scheme: Scheme, **more: Any) -> HttpResponse:
    items = list(scheme.items.all())
    editable = SCHEME.can("edit", scheme, request.user)
    form = more.get("form") or (SchemeForm(scheme=scheme, items=items) if editable else None)
    today = timezone.localdate()
    context = {
        "scheme": scheme,
        "groups": _groups(scheme, items, form),
        "total": sum((item.weight for item in items), Decimal(0)),
        "count": len(items),
        "may_discard": SCHEME.can("discard", scheme, request.user),
        "form": form,
        "item_form": more.get("item_form")
        or (ItemForm(scheme=scheme, initial={"version": scheme.version}, prefix="item") if editable else None),
        "announce_form": more.get("announce_form") or (AnnounceForm(today=today) if editable else None),
        "faults": rules.weight_faults(scheme, today=today) if editable else [],
        "next_step": SCHEME.next_owner(scheme, request.user),
        "tried": more.get("tried"),
        "tried_year": scheme.year - 1,
    }
    return render(request, "assessments/scheme.html", context)


@require(VIEW)
@require_safe_or_POST
def scheme(request: Request, pk: int) -> HttpResponse:
    """The table of a scheme; of a draft with a field in every cell, saved at once."""
    if request.method != "POST":
        return _page(request, _of(request, pk))
    row = _of(request, pk, need=DECIDE)
    items = list(row.items.all())
    form = SchemeForm(request.POST, scheme=row, items=items)

    def act(data: dict[str, Any]) -> Done:
        drafting.save_draft(
            by=request.user,
            scheme=row,
            version=data["version"],
            name=data["name"],
            wording=form.wording,
            items=form.changes,
            now=timezone.now(),
        )
        return Done(address_of(row), "草案已保存")

    return run(request, form, act, lambda: _page(request, row, form=form), back=address_of(row))


@require(DECIDE)
@require_POST
def item(request: Request, pk: int) -> HttpResponse:
    row = _of(request, pk, need=DECIDE)
    form = ItemForm(request.POST, scheme=row, prefix="item")

    def act(data: dict[str, Any]) -> Done:
        made = drafting.add_item(
            by=request.user, scheme=row, version=data["version"], item=form.item(), now=timezone.now()
        )
        return Done(address_of(row), f"已加上“{made.title}”")

    return run(request, form, act, lambda: _page(request, row, item_form=form), back=address_of(row))


@require(DECIDE)
@require_POST
def announce(request: Request, pk: int) -> HttpResponse:
    row = _of(request, pk, need=DECIDE)
    form = AnnounceForm(request.POST, today=timezone.localdate())

    def act(data: dict[str, Any]) -> Done:
        made = drafting.announce(
            by=request.user, scheme=row, document=data["document"], on=data["on"], now=timezone.now()
        )
        if made.state == Scheme.State.IN_FORCE:
            tasks.after_standard.ask(made.district_id)
            return Done(address_of(row), f"{made}已公布并施行，正在按它重新计分")
        return Done(address_of(row), f"{made}已公布，{made.begins_on:%Y-%m-%d}起施行")

    return run(request, form, act, lambda: _page(request, row, announce_form=form))


@require(DECIDE)
@require_POST
def discard(request: Request, pk: int) -> HttpResponse:
    row = _of(request, pk, need=DECIDE)

    def act() -> Done:
        drafting.discard_draft(by=request.user, scheme=row, now=timezone.now())
        return Done(reverse("assessments:schemes"), "草案已作废")

    return press(request, act, back=address_of(row))


@require(DECIDE)
@require_safe
def tried(request: Request, pk: int) -> HttpResponse:
    """The ranking of last year's facts by this draft."""
    row = _of(request, pk, need=DECIDE)
    found = trial.try_on(row, year=row.year - 1, now=timezone.now())
    return _page(request, row, tried={"rows": found[: trial.SHOWN], "all": len(found)})
