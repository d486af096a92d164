"""Agreements on paper, changes of what is in force, and the year's summary (SVC-19)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.office import documents
from core.office.scans import scan_of, scan_response
from core.web.forms import Done, bound, press, run
from core.web.guards import Request, require, require_safe_or_POST
from organizations.access import get_scoped
from services import actions, letters, rules
from services.forms import ChangeForm, DropForm, EndForm, HandForm, PaperForm
from services.models import Agreement, AgreementChange, AgreementItem
from services.queries import MANAGE, VIEW
from services.rules import ItemDraft
from services.views.agreements import find_agreement, find_item


def _back(agreement_id: int) -> str:
    return reverse("services:agreement", args=[agreement_id])


@require(MANAGE)
@require_safe_or_POST
def on_paper(request: Request, pk: int) -> HttpResponse:
    """Register an agreement that both sides signed and sealed on paper."""
    found = find_agreement(request, pk, manage=True)
    form = PaperForm(bound(request), request.FILES or None)

    def act(data: dict[str, Any]) -> Done:
        actions.confirm_on_paper(
            by=request.user,
            agreement=found,
            signed_on=data["signed_on"],
            scan=scan_of(data["scan"]),
            at=timezone.now(),
        )
        return Done(_back(pk), "纸质协议已登记，协议生效")

    context = {
        "form": form,
        "heading": f"登记纸质协议：{found.unit.name}",
        "back": _back(pk),
        "upload": True,
        "shown_of": found,
    }
    return run(request, form, act, lambda: render(request, "frame/form.html", context))


@require(VIEW)
@require_safe
def scan(request: Request, pk: int) -> HttpResponse:
    found = find_agreement(request, pk)
    return scan_response(found.scan, f"{found.unit.name}{found.year}年共建协议扫描件")


def _change_form(request: Request, agreement: Agreement, **kwargs: Any) -> ChangeForm:
    classes = rules.classes_of(agreement.organization, agreement.year)
    return ChangeForm(bound(request), classes=classes, year=agreement.year, today=timezone.localdate(), **kwargs)


def _propose(request: Request, agreement: Agreement, form: Any, heading: str, **given: Any) -> HttpResponse:
    """A form of one change; what it does not hold is ``given``."""

    def act(data: dict[str, Any]) -> Done:
        reason = data.pop("reason")
        proposed = dict(given)
        if "title" in data:
            proposed["draft"] = ItemDraft(**data)
        elif "ends_on" in data:
            proposed["ends_on"] = data["ends_on"]
        actions.propose_change(by=request.user, agreement=agreement, reason=reason, at=timezone.now(), **proposed)
        return Done(_back(agreement.pk), "变更已提出，已请单位联系人确认；签了纸质变更的，可以登记扫描件")

    context = {"form": form, "heading": heading, "back": _back(agreement.pk), "shown_of": agreement}
    return run(request, form, act, lambda: render(request, "services/change.html", context))


@require(MANAGE)
@require_safe_or_POST
def change_add(request: Request, pk: int) -> HttpResponse:
    found = find_agreement(request, pk, manage=True)
    return _propose(request, found, _change_form(request, found), "变更协议：增加事项")


@require(MANAGE)
@require_safe_or_POST
def change_item(request: Request, pk: int) -> HttpResponse:
    item = find_item(request, pk)
    initial = {name: getattr(item, name) for name in ItemDraft._fields}
    form = _change_form(request, item.agreement, initial=initial)
    return _propose(request, item.agreement, form, f"变更协议：修改“{item.title}”", item=item)


@require(MANAGE)
@require_safe_or_POST
def change_drop(request: Request, pk: int) -> HttpResponse:
    item = find_item(request, pk)
    return _propose(request, item.agreement, DropForm(bound(request)), f"变更协议：取消“{item.title}”", item=item)


@require(MANAGE)
@require_safe_or_POST
def change_end(request: Request, pk: int) -> HttpResponse:
    found = find_agreement(request, pk, manage=True)
    return _propose(request, found, EndForm(bound(request)), f"提前终止与{found.unit.name}的协议")


def _change(request: Request, pk: int, need: str | None = None) -> AgreementChange:
    rows = AgreementChange.objects.select_related("agreement__unit", "item", "organization")
    found: AgreementChange = get_scoped(rows, request.user, see=VIEW, need=need, pk=pk)
    return found


@require(MANAGE)
@require_safe_or_POST
def change_on_paper(request: Request, pk: int) -> HttpResponse:
    """Register a change that both sides signed and sealed on paper."""
    change = _change(request, pk, MANAGE)
    form = PaperForm(bound(request), request.FILES or None)

    def act(data: dict[str, Any]) -> Done:
        actions.agree_change_on_paper(
            by=request.user,
            change=change,
            signed_on=data["signed_on"],
            scan=scan_of(data["scan"]),
            at=timezone.now(),
        )
        return Done(_back(change.agreement_id), "纸质变更已登记，变更生效")

    context = {
        "form": form,
        "heading": f"登记纸质变更：{change.said}",
        "back": _back(change.agreement_id),
        "upload": True,
        "shown_of": change,
    }
    return run(request, form, act, lambda: render(request, "frame/form.html", context))


@require(VIEW)
@require_safe
def change_scan(request: Request, pk: int) -> HttpResponse:
    change = _change(request, pk)
    return scan_response(change.scan, f"{change.agreement.unit.name}共建协议变更扫描件")


@require(MANAGE)
@require_POST
def change_withdraw(request: Request, pk: int) -> HttpResponse:
    change = _change(request, pk, MANAGE)
    back = _back(change.agreement_id)

    def act() -> Done:
        actions.withdraw_change(by=request.user, change=change, at=timezone.now())
        return Done(back, "变更已撤回")

    return press(request, act, back=back)


@require(VIEW)
@require_safe
def summary_paper(request: Request, pk: int, suffix: str) -> HttpResponse:
    return summary(find_agreement(request, pk), suffix)


def summary(found: Agreement, suffix: str) -> HttpResponse:
    """The year's summary for the unit, as Word or PDF; 404 before the agreement is over."""
    make = {"docx": documents.official_docx, "pdf": documents.official_pdf}.get(suffix)
    if make is None or found.state not in rules.AGREEMENT["hand_summary"].frm:
        raise Http404
    items = list(AgreementItem.objects.filter(agreement=found).prefetch_related("progress"))
    changes = list(found.changes.filter(state=AgreementChange.State.AGREED).select_related("item"))
    official = letters.summary(found, items, changes, on=found.summary_handed_on or timezone.localdate())
    return documents.download(make(official), f"{found.unit.name}{found.year}年共建工作总结.{suffix}")


@require(MANAGE)
@require_safe_or_POST
def hand_summary(request: Request, pk: int) -> HttpResponse:
    """Note that the unit got its summary; its contact finds it on the phone besides."""
    found = find_agreement(request, pk, manage=True)
    form = HandForm(bound(request), today=timezone.localdate(), initial={"result": found.result})

    def act(data: dict[str, Any]) -> Done:
        actions.hand_summary(by=request.user, agreement=found, at=timezone.now(), **data)
        return Done(_back(pk), "年度总结已送达")

    context = {"form": form, "heading": f"送达年度总结：{found.unit.name}", "back": _back(pk), "shown_of": found}
    return run(request, form, act, lambda: render(request, "frame/form.html", context))
