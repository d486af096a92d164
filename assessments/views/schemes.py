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
from assessments.forms_schemes import TYPES, AnnounceForm, ItemForm, NewSchemeForm, SchemeForm, names_of
from assessments.grading import MOST
from assessments.models import Scheme, SchemeItem
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
    rows = Scheme.objects.visible_to(request.user, VIEW).order_by("-year", "series", "-edition")
    today = timezone.localdate()
    form = NewSchemeForm(
        request.POST if request.method == "POST" else None,
        schemes=rows.filter(district=district),
        initial={"year": today.year + (1 if today.month > 9 else 0)},  # noqa: PLR2004 - the last quarter
    )

    def act(data: dict[str, Any]) -> Done:
        assert district is not None
        made = drafting.draft_scheme(
            by=request.user,
            district=district,
            year=data["year"],
            today=today,
            name=data["name"],
            **form.beginning,
        )
        return Done(address_of(made), "草案已建立，可以逐项修改，核对分值后公布")

    def page() -> HttpResponse:
        context = {"rows": rows.select_related("district"), "form": form if district else None}
        return render(request, "assessments/schemes.html", context)

    return run(request, form, act, page) if request.method == "POST" and district else page()


@dataclass(frozen=True)
class Group:
    """A dimension with its items and what they weigh together; ``lines``: item and its fields, if it is edited.

    ``beside``: what stands beside the hundred, whose weights are not summed.
    """

    label: str
    wording: Any
    weight: Decimal
    lines: list[tuple[SchemeItem, dict[str, Any]]]
    beside: bool = False


def _groups(scheme: Scheme, items: list[SchemeItem], form: SchemeForm | None) -> list[Group]:
    groups = []
    for dimension, label in scheme.parts:
        mine = [item for item in items if item.dimension == dimension]
        wording = form[f"d-{dimension}"] if form else None
        groups.append(Group(label, wording, _weight(mine), [_line(item, form) for item in mine]))
    beside = [item for item in items if item.role != SchemeItem.Role.POINTS]
    if beside:
        groups.append(Group("加分、扣分和一票否决", None, Decimal(0), [_line(item, form) for item in beside], True))
    return groups


def _line(item: SchemeItem, form: SchemeForm | None) -> tuple[SchemeItem, dict[str, Any]]:
    return item, {name: form[f"{item.pk}-{name}"] for name in names_of(item)} if form else {}


def _weight(items: list[SchemeItem]) -> Decimal:
    """Of the hundred."""
    return sum((item.weight for item in items if item.role == SchemeItem.Role.POINTS), Decimal(0))


def _grade_rows(form: SchemeForm) -> list[tuple[int, list[Any]]]:
    return [
        (number, [form[f"grade-{number}-{name}"] for name in ("label", "share", "line")])
        for number in range(1, MOST + 1)
    ]


def _group_words(scheme: Scheme) -> list[tuple[str, str]]:
    """Type of community and the group it is compared in."""
    return [(label, scheme.group_of(kind)) for kind, label in TYPES if scheme.groups]


def _page(request: Request, scheme: Scheme, **more: Any) -> HttpResponse:
    items = list(scheme.items.all())
    editable = SCHEME.can("edit", scheme, request.user)
    form = more.get("form") or (SchemeForm(scheme=scheme, items=items) if editable else None)
    today = timezone.localdate()
    context = {
        "scheme": scheme,
        "groups": _groups(scheme, items, form),
        "total": _weight(items),
        "grade_rows": _grade_rows(form) if form else [],
        "group_fields": [form[f"group-{kind}"] for kind, _ in TYPES] if form else [],
        "more_field": form["d-more"] if form and "d-more" in form.fields else None,
        "group_words": _group_words(scheme),
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
            frame=form.frame,
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
