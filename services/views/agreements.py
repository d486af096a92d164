"""Agreements at the office: coverage, drafts, confirmation, progress, papers."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.office import documents, qr
from core.office.images import photograph, photograph_response
from core.records.duties import is_past
from core.web.forms import Done, bound, press, run
from core.web.guards import require, require_safe_or_POST
from organizations import standards
from organizations.access import get_scoped
from organizations.models import Organization, Unit
from organizations.queries import roots_of
from organizations.scoping import may
from services import actions, letters, queries, rules
from services.duties import ITEM_OPENS
from services.forms import AimsForm, CloseForm, ItemForm, ProgressForm
from services.models import Activity, Agreement, AgreementChange, AgreementItem, AgreementProgress
from services.queries import MANAGE, VIEW
from services.rules import AGREEMENT, CHANGE, ItemDraft
from services.views.common import year_asked

PAGE = 50


@require(VIEW)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The room's front: coverage of agreements this year, what is due, what is coming."""
    now = timezone.now()
    today = timezone.localdate(now)
    top = next(iter(roots_of(request.user, VIEW)), None)
    rows = queries.coverage(request.user, today.year, today=today)
    units, signed = sum(row["units"] for row in rows), sum(row["signed"] for row in rows)
    items = AgreementItem.objects.visible_to(request.user, VIEW).owed()
    soon = timedelta(days=standards.at(ITEM_OPENS, organization=top, as_of=today))
    coming = queries.with_claims(queries.activities(request.user)).filter(
        state=Activity.State.PUBLISHED, ends_at__gte=now
    )
    context = {
        "year": today.year,
        "units": units,
        "signed": signed,
        "share": 100 * signed / units if units else None,
        "soon": soon.days,
        "sign_by": rules.sign_by(today.year, standards.at("svc.agreement.sign_by", organization=top, as_of=today)),
        "items": items.filter(due_on__lte=today + soon)
        .select_related("agreement__unit", "organization")
        .order_by("due_on", "pk")[:8],
        "overdue": items.overdue(today).count(),
        "coming": coming.order_by("starts_at")[:8],
        "unconfirmed": queries.hours_to_confirm(request.user).count(),
        "may_manage": queries.manageable_communities(request.user).exists(),
        "today": today,
    }
    return render(request, "services/index.html", context)


@require(VIEW)
@require_safe
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
        "public_code": _public_code(request, communities[0]["pk"]) if len(communities) == 1 else "",
    }
    return render(request, "services/coverage.html", context)


def _public_code(request: HttpRequest, community: int) -> str:
    """What leads a phone to the public page, as an SVG."""
    return qr.svg(request.build_absolute_uri(reverse("services:public", args=[community])), title="共建公开页二维码")


def _community(request: HttpRequest) -> Organization:
    """The community a form names, if the user manages agreements there (404 otherwise)."""
    asked = request.POST.get("organization", "")
    rows = queries.manageable_communities(request.user)
    return get_object_or_404(rows, pk=int(asked) if asked.isdecimal() else 0)


@require(MANAGE)
@require_POST
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

    def act() -> Done:
        made = actions.draft_agreements(by=request.user, community=community, units=units, year=year, at=now)
        if len(made) == 1:
            return Done(reverse("services:agreement", args=[made[0].pk]))
        return Done("services:agreements", f"已草拟 {len(made)} 份协议，请逐份核对后确认")

    return press(request, act, back=back)


@require(VIEW)
@require_safe
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
    shown = queries.with_move(queries.with_progress(rows, today=today), today=today).order_by(
        "organization__path", "unit__name"
    )
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"label": label, "url": f"?year={year}&state={value}", "current": value == state}
        for value, label in [("", "全部"), *Agreement.State.choices]
    ]
    return render(request, "services/agreements.html", {"page": page, "tabs": tabs, "year": year, "today": today})


def find_agreement(request: HttpRequest, pk: int, *, manage: bool = False) -> Agreement:
    rows = queries.agreements(request.user).select_related(
        "confirmed_by_community_by__person", "confirmed_by_unit_by__person"
    )
    found: Agreement = get_scoped(rows, request.user, see=VIEW, need=MANAGE if manage else None, pk=pk)
    return found


def _stands(item: AgreementItem, found: Agreement, today: date) -> str:
    """How an item stands, in a word; nothing while it is worked off in time."""
    if item.state != AgreementItem.State.OPEN:
        return item.get_state_display()
    if not rules.binds(item):
        return "不再执行"
    return "逾期" if found.state in AGREEMENT["record_progress"].frm and is_past(item.due_on, today) else ""


def _page(request: HttpRequest, found: Agreement, **forms: Any) -> HttpResponse:
    today = timezone.localdate()
    manages = may(request.user, MANAGE, found.organization)
    classes = rules.classes_of(found.organization, found.year)
    items = list(found.items.prefetch_related("progress__recorded_by__person"))
    for item in items:
        item.binds = rules.binds(item)  # type: ignore[attr-defined]
        item.stands = _stands(item, found, today)  # type: ignore[attr-defined]
    entered = queries.progress_entered(found, today=today)
    context = {
        "agreement": found,
        "items": items,
        "progress": [(item, each, entered.get(each.pk)) for item in items for each in item.progress.all()],
        "manages": manages,
        "can": AGREEMENT.available(found, request.user),
        "next_step": AGREEMENT.next_owner(found, request.user),
        "hindrances": AGREEMENT.hindrances(found, request.user, among=("confirm_by_community", "close")),
        "aims_form": AimsForm(instance=found, partners=classes.partner),
        "item_form": ItemForm(classes=classes, year=found.year, today=today),
        "letters": found.letters.prefetch_related("items__item"),
        "changes": _changes(found, request.user),
        "moved_on": rules.moved_on(found, today=today) if found.state in Agreement.SIGNED else None,
        "close_form": CloseForm(),
        "today": today,
    }
    return render(request, "services/agreement.html", context | forms)


def _changes(found: Agreement, user: Any) -> list[AgreementChange]:
    """Changes of the agreement, latest first, each with the steps that the user can take."""
    changes: list[Any] = list(found.changes.select_related("item", "proposed_by__person", "decided_by__person"))
    for change in changes:
        change.agreement = found
        change.organization = found.organization
        change.can = CHANGE.available(change, user)
    return changes[::-1]


@require(VIEW)
@require_safe
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, find_agreement(request, pk))


@require(MANAGE)
@require_POST
def agreement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_agreement(request, pk, manage=True)
    partners = rules.classes_of(found.organization, found.year).partner
    form = AimsForm(request.POST, instance=found, partners=partners)
    back = reverse("services:agreement", args=[pk])

    def act(data: dict[str, Any]) -> Done:
        stored = find_agreement(request, pk)
        actions.update_agreement(
            by=request.user,
            agreement=stored,
            version=data["version"],
            aims=data["aims"],
            partner=data["partner"],
        )
        return Done(back, "已保存")

    return run(request, form, act, lambda: _page(request, find_agreement(request, pk), aims_form=form), back=back)


def _item_form(request: HttpRequest, found: Agreement, **kwargs: Any) -> ItemForm:
    classes = rules.classes_of(found.organization, found.year)
    return ItemForm(bound(request), classes=classes, year=found.year, today=timezone.localdate(), **kwargs)


@require(MANAGE)
@require_POST
def item_add(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_agreement(request, pk, manage=True)
    form = _item_form(request, found)

    def act(data: dict[str, Any]) -> Done:
        actions.add_item(by=request.user, agreement=found, draft=ItemDraft(**data), at=timezone.now())
        return Done(reverse("services:agreement", args=[pk]))

    return run(request, form, act, lambda: _page(request, found, item_form=form))


@require(MANAGE)
@require_safe_or_POST
def item_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an item of a draft, its deadline above all."""
    item = find_item(request, pk)
    back = reverse("services:agreement", args=[item.agreement_id])
    initial = {name: getattr(item, name) for name in ItemDraft._fields}
    form = _item_form(request, item.agreement, initial=initial)

    def act(data: dict[str, Any]) -> Done:
        actions.update_item(by=request.user, item=item, draft=ItemDraft(**data), at=timezone.now())
        return Done(back, "事项已修改")

    context = {"form": form, "heading": f"修改事项：{item.title}", "back": back, "shown_of": item.agreement}
    return run(request, form, act, lambda: render(request, "frame/form.html", context))


def find_item(request: HttpRequest, pk: int) -> AgreementItem:
    rows = AgreementItem.objects.select_related("agreement__unit", "agreement__organization", "organization")
    item: AgreementItem = get_scoped(rows, request.user, see=VIEW, need=MANAGE, pk=pk)
    return item


@require(MANAGE)
@require_POST
def item_remove(request: HttpRequest, pk: int) -> HttpResponse:
    item = find_item(request, pk)
    back = reverse("services:agreement", args=[item.agreement_id])

    def act() -> Done:
        actions.remove_item(by=request.user, item=item)
        return Done(back)

    return press(request, act, back=back)


_STEPS: dict[str, tuple[Callable[..., Any], str]] = {
    "confirm": (actions.confirm_by_community, "社区已确认，已请单位联系人确认"),
    "publish": (actions.publish_agreement, "协议已公开"),
    "take-back": (actions.take_back, "已收回，可以修改"),
    "unpublish": (actions.unpublish_agreement, "已撤回公开"),
    "void-paper": (actions.void_paper, "纸质登记已撤销，协议回到草拟"),
    "resume": (actions.resume_agreement, "协议恢复执行，请重新公开"),
    "summary-back": (actions.withdraw_summary, "送达已撤回"),
    "close": (actions.close_agreement, "协议已办结"),
}

_WITH_REASON = ("unpublish", "void-paper", "resume", "summary-back")


@require(MANAGE)
@require_POST
def agreement_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """A button of the community: confirm, publish, close with the year's result, or take such a step back."""
    if step not in _STEPS:
        raise Http404
    found = find_agreement(request, pk, manage=True)
    take, said = _STEPS[step]
    extra = {}
    if step == "close":
        extra = {"result": request.POST.get("result", "")[:1000]}
    elif step in _WITH_REASON:
        extra = {"reason": request.POST.get("reason", "")[:200]}
    back = reverse("services:agreement", args=[pk])

    def act() -> Done:
        take(by=request.user, agreement=found, at=timezone.now(), **extra)
        return Done(back, said)

    return press(request, act, back=back)


@require(MANAGE)
@require_safe_or_POST
def progress_new(request: HttpRequest, pk: int) -> HttpResponse:
    item = find_item(request, pk)
    return progress_form(
        request, item, back=reverse("services:agreement", args=[item.agreement_id]), template="frame/form.html"
    )


def progress_form(request: HttpRequest, item: AgreementItem, *, back: str, template: str) -> HttpResponse:
    """Record progress of an item, for the office and for the unit's contact alike."""
    form = ProgressForm(bound(request), request.FILES or None, today=timezone.localdate())

    def act(data: dict[str, Any]) -> Done:
        actions.record_progress(
            by=request.user,
            item=item,
            happened_on=data["happened_on"],
            note=data["note"],
            amount=data["amount"],
            photo=photograph(data["photo"]) if data["photo"] else None,
            at=timezone.now(),
        )
        return Done(back, "进展已登记")

    context = {"form": form, "heading": f"登记进展：{item.title}", "back": back, "upload": True}
    return run(request, form, act, lambda: render(request, template, context))


@require(VIEW)
@require_safe
def progress_photo(request: HttpRequest, pk: int) -> HttpResponse:
    return photograph_response(get_scoped(AgreementProgress.objects, request.user, see=VIEW, pk=pk).photo)


@require(VIEW)
@require_safe
def agreement_paper(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    return paper(find_agreement(request, pk), suffix)


def paper(found: Agreement, suffix: str) -> HttpResponse:
    """The agreement as Word or PDF."""
    official = letters.agreement(found, list(found.items.all()))
    make = {"docx": documents.official_docx, "pdf": documents.official_pdf}.get(suffix)
    if make is None:
        raise Http404
    return documents.download(make(official), f"{found.unit.name}{found.year}年共建协议.{suffix}")
