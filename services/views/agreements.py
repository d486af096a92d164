"""Agreements at the office: coverage, drafts, confirmation, progress, papers."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import documents
from core.errors import RuleViolation
from core.images import photograph, photograph_response
from core.versions import Conflict, conflict_page
from organizations import thresholds
from organizations.access import get_scoped, require
from organizations.models import Organization, Unit
from organizations.scoping import may
from services import actions, letters, queries, rules
from services.forms import AimsForm, CloseForm, ItemForm, ProgressForm
from services.models import Activity, Agreement, AgreementItem, AgreementProgress
from services.queries import MANAGE, VIEW
from services.rules import AgreementStep, ItemDraft
from services.views.common import READ_AND_WRITE, put_error, year_asked

PAGE = 50
DUE_SOON = timedelta(days=30)


@require_GET
@require(VIEW)
def index(request: HttpRequest) -> HttpResponse:
    """The room's front: coverage of agreements this year, what is due, what is coming."""
    now = timezone.now()
    today = timezone.localdate(now)
    rows = queries.coverage(request.user, today.year, today=today)
    units, signed = sum(row["units"] for row in rows), sum(row["signed"] for row in rows)
    items = AgreementItem.objects.visible_to(request.user, VIEW).binding().open()
    coming = queries.with_claims(queries.activities(request.user)).filter(
        state=Activity.State.PUBLISHED, ends_at__gte=now
    )
    context = {
        "year": today.year,
        "units": units,
        "signed": signed,
        "share": 100 * signed / units if units else None,
        "sign_by": rules.sign_by(today.year, thresholds.at("svc.agreement.sign_by", as_of=today)),
        "items": items.filter(due_on__lt=today + DUE_SOON)
        .select_related("agreement__unit", "organization")
        .order_by("due_on", "pk")[:8],
        "overdue": items.filter(due_on__lt=today).count(),
        "coming": coming.order_by("starts_at")[:8],
        "unconfirmed": queries.hours_to_confirm(request.user).count(),
        "may_manage": queries.manageable_communities(request.user).exists(),
        "today": today,
    }
    return render(request, "services/index.html", context)


@require_GET
@require(VIEW)
def coverage(request: HttpRequest) -> HttpResponse:
    """Which units have an agreement this year and which have not (SVC-01)."""
    today = timezone.localdate()
    year = year_asked(request, today)
    communities = queries.coverage(request.user, year, today=today)
    rows = queries.presences(request.user, year, today=today)
    asked = request.GET.get("organization", "")
    if asked.isdecimal():
        rows = rows.filter(organization_id=int(asked))
    missing = request.GET.get("show") == "missing"
    page = Paginator(rows.filter(signed=False) if missing else rows, PAGE).get_page(request.GET.get("page"))
    labels = dict(Agreement.State.choices)
    for row in page.object_list:
        row.state_label = labels.get(row.agreement_state, "")
        row.is_signed = row.agreement_state in Agreement.SIGNED
    units, signed = sum(row["units"] for row in communities), sum(row["signed"] for row in communities)
    managed = set(queries.manageable_communities(request.user).values_list("pk", flat=True))
    context = {
        "year": year,
        "years": [
            {"label": f"{each}年", "url": f"?year={each}", "current": each == year}
            for each in (today.year - 1, today.year)
        ],
        "communities": communities,
        "single": communities[0] if len(communities) == 1 else None,
        "page": page,
        "missing": missing,
        "units": units,
        "signed": signed,
        "share": 100 * signed / units if units else None,
        "managed": managed,
    }
    return render(request, "services/coverage.html", context)


def _community(request: HttpRequest) -> Organization:
    """The community a form names, if the user manages agreements there (404 otherwise)."""
    asked = request.POST.get("organization", "")
    rows = queries.manageable_communities(request.user)
    return get_object_or_404(rows, pk=int(asked) if asked.isdecimal() else 0)


@require_POST
@require(MANAGE)
def agreement_new(request: HttpRequest) -> HttpResponse:
    """Draft this year's agreement with one unit, or with every unit that has none (``unit`` empty)."""
    community = _community(request)
    now = timezone.now()
    year = timezone.localdate(now).year
    missing = queries.presences(request.user, year, today=timezone.localdate(now)).filter(
        organization=community, agreement_id__isnull=True
    )
    asked = request.POST.get("unit", "")
    if asked.isdecimal():
        missing = missing.filter(unit_id=int(asked))
    units = list(Unit.objects.filter(pk__in=missing.order_by().values("unit_id")).order_by("name"))
    back = f"{reverse('services:coverage')}?organization={community.pk}"
    if not units:
        messages.info(request, "没有需要草拟的协议")
        return redirect(back)
    try:
        made = actions.draft_agreements(by=request.user, community=community, units=units, year=year, at=now)
    except RuleViolation as error:
        messages.error(request, error.message)
        return redirect(back)
    if len(made) == 1:
        return redirect("services:agreement", made[0].pk)
    messages.success(request, f"已草拟 {len(made)} 份协议,请逐份核对后确认")
    return redirect("services:agreements")


@require_GET
@require(VIEW)
def agreements(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    year = year_asked(request, today)
    rows = queries.agreements(request.user).of_year(year)
    state = request.GET.get("state", "")
    if state in Agreement.State.values:
        rows = rows.filter(state=state)
    asked = request.GET.get("organization", "")
    if asked.isdecimal():
        rows = rows.filter(organization_id=int(asked))
    rows = queries.with_progress(rows, today=today).order_by("organization__path", "unit__name")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"label": label, "url": f"?year={year}&state={value}", "current": value == state}
        for value, label in [("", "全部"), *Agreement.State.choices]
    ]
    return render(request, "services/agreements.html", {"page": page, "tabs": tabs, "year": year, "today": today})


def _agreement(request: HttpRequest, pk: int, *, manage: bool = False) -> Agreement:
    rows = queries.agreements(request.user).select_related(
        "confirmed_by_community_by__person", "confirmed_by_unit_by__person"
    )
    found: Agreement = get_scoped(rows, request.user, see=VIEW, need=MANAGE if manage else None, pk=pk)
    return found


def _page(request: HttpRequest, found: Agreement, **forms: Any) -> HttpResponse:
    today = timezone.localdate()
    manages = may(request.user, MANAGE, found.organization)
    kinds = thresholds.at("svc.co_building.kinds", organization=found.organization, as_of=date(found.year, 1, 1))
    steps = {step.name: manages and rules.can_agreement(found, step) for step in AgreementStep}
    context = {
        "agreement": found,
        "items": found.items.prefetch_related("progress__recorded_by__person"),
        "editable": manages and found.state == Agreement.State.DRAFT,
        "manages": manages,
        "steps": steps,
        "recordable": manages and found.state in (Agreement.State.BOTH_CONFIRMED, Agreement.State.PUBLISHED),
        "aims_form": AimsForm(instance=found),
        "item_form": ItemForm(kinds=kinds, year=found.year),
        "close_form": CloseForm(),
        "today": today,
    }
    return render(request, "services/agreement.html", context | forms)


@require_GET
@require(VIEW)
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _agreement(request, pk))


@require_POST
@require(MANAGE)
def agreement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _agreement(request, pk, manage=True)
    form = AimsForm(request.POST, instance=found)
    if not form.is_valid():
        return _page(request, _agreement(request, pk), aims_form=form)
    back = reverse("services:agreement", args=[pk])
    try:
        actions.update_agreement(
            by=request.user,
            agreement=_agreement(request, pk),
            version=form.cleaned_data["version"],
            aims=form.cleaned_data["aims"],
        )
        messages.success(request, "已保存")
    except RuleViolation as error:
        messages.error(request, error.message)
    except Conflict as conflict:
        return conflict_page(request, conflict, back=back, form=form)
    return redirect(back)


@require_POST
@require(MANAGE)
def item_add(request: HttpRequest, pk: int) -> HttpResponse:
    found = _agreement(request, pk, manage=True)
    kinds = thresholds.at("svc.co_building.kinds", organization=found.organization, as_of=date(found.year, 1, 1))
    form = ItemForm(request.POST, kinds=kinds, year=found.year)
    if form.is_valid():
        try:
            actions.add_item(by=request.user, agreement=found, draft=ItemDraft(**form.cleaned_data))
        except RuleViolation as error:
            put_error(form, error)
        else:
            return redirect("services:agreement", found.pk)
    return _page(request, found, item_form=form)


def _item(request: HttpRequest, pk: int) -> AgreementItem:
    rows = AgreementItem.objects.select_related("agreement__unit", "organization")
    item: AgreementItem = get_scoped(rows, request.user, see=VIEW, need=MANAGE, pk=pk)
    return item


@require_POST
@require(MANAGE)
def item_remove(request: HttpRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    try:
        actions.remove_item(by=request.user, item=item)
    except RuleViolation as error:
        messages.error(request, error.message)
    return redirect("services:agreement", item.agreement_id)


_STEPS = {
    "confirm": (actions.confirm_by_community, "社区已确认,已请单位联系人确认"),
    "publish": (actions.publish_agreement, "协议已公开"),
    "close": (actions.close_agreement, "协议已办结"),
}


@require_POST
@require(MANAGE)
def agreement_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Confirm for the community, publish, or close with the year's result."""
    if step not in _STEPS:
        raise Http404
    found = _agreement(request, pk, manage=True)
    act, done = _STEPS[step]
    extra = {"result": request.POST.get("result", "")[:1000]} if step == "close" else {}
    try:
        act(by=request.user, agreement=found, at=timezone.now(), **extra)
        messages.success(request, done)
    except RuleViolation as error:
        messages.error(request, error.message)
    except Conflict:
        messages.error(request, "协议刚被别人改过,请核对最新内容后再办")
    return redirect("services:agreement", found.pk)


@require_http_methods(READ_AND_WRITE)
@require(MANAGE)
def progress_new(request: HttpRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    return progress_form(
        request, item, back=reverse("services:agreement", args=[item.agreement_id]), template="services/form.html"
    )


def progress_form(request: HttpRequest, item: AgreementItem, *, back: str, template: str) -> HttpResponse:
    """Record progress of an item, for the office and for the unit's contact alike."""
    form = ProgressForm(request.POST or None, request.FILES or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.record_progress(
                by=request.user,
                item=item,
                happened_on=data["happened_on"],
                note=data["note"],
                amount=data["amount"],
                photo=photograph(data["photo"]) if data["photo"] else None,
                at=timezone.now(),
            )
        except RuleViolation as error:
            put_error(form, error)
        else:
            messages.success(request, "进展已登记")
            return redirect(back)
    context = {"form": form, "heading": f"登记进展:{item.title}", "back": back, "upload": True}
    return render(request, template, context)


@require_GET
@require(VIEW)
def progress_photo(request: HttpRequest, pk: int) -> HttpResponse:
    return photograph_response(get_scoped(AgreementProgress.objects, request.user, see=VIEW, pk=pk).photo)


@require_GET
@require(VIEW)
def agreement_paper(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    return paper(_agreement(request, pk), suffix)


def paper(found: Agreement, suffix: str) -> HttpResponse:
    """The agreement as Word or PDF."""
    official = letters.agreement(found, list(found.items.all()))
    make = {"docx": documents.official_docx, "pdf": documents.official_pdf}.get(suffix)
    if make is None:
        raise Http404
    return documents.download(make(official), f"{found.unit.name}{found.year}年共建协议.{suffix}")
