"""Letters 介绍信: written from a member's page, taken in, sent back, answered by a receipt: scope → form → render."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.office import documents
from core.web.forms import Done, bound, run
from core.web.guards import Request, require, require_safe_or_POST
from members.letters import letter_paper, receipt_paper
from members.models import Membership, TransferLetter, TransferRequest
from members.transfers import forms, sending
from members.transfers.queries import MANAGE, VIEW
from members.transfers.rules import LETTER
from members.views import branches_managed
from members.views_entering import numbers_tried
from organizations.access import get_scoped
from organizations.models import Organization
from organizations.scoping import may, subtree_condition

PAGE = 50
LIST = "members:letters"
STEPS = ("accept", "send_back", "receipt", "send_receipt", "cancel")
OPEN = (TransferLetter.State.ISSUED, TransferLetter.State.RECEIVED)
SHOWN = ("person", "organization", "to", "branch", "entered_by", "answered_by")


@require(VIEW)
@require_safe
def letters(request: Request) -> HttpResponse:
    """Those under way or with a receipt to send, the first to run out on top; or all, the latest first."""
    every = request.GET.get("all") == "1"
    rows = TransferLetter.objects.visible_to(request.user, VIEW).select_related(*SHOWN)
    rows = rows.order_by("-issued_on", "-pk") if every else rows.filter(state__in=OPEN).order_by("valid_until", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"label": "在途和待寄回执", "url": reverse(LIST), "current": not every},
        {"label": "全部", "url": f"{reverse(LIST)}?all=1", "current": every},
    ]
    today = timezone.localdate()
    lines = [(row, LETTER.next_owner(row, request.user), row.is_over(today)) for row in page]
    return render(request, "members/letters.html", {"page": page, "rows": lines, "tabs": tabs, "every": every})


def _found(request: Request, pk: int) -> TransferLetter:
    found: TransferLetter = get_scoped(TransferLetter.objects.select_related(*SHOWN), request.user, see=VIEW, pk=pk)
    return found


def _branches(request: Request, row: TransferLetter) -> QuerySet[Organization]:
    """Where the community may take the member in."""
    managed = branches_managed(request.user)
    return managed.none() if row.to is None else managed.filter(subtree_condition([row.to.path], field="path"))


def _form(request: Request, row: TransferLetter, step: str, data: Any = None) -> Any:
    today = timezone.localdate()
    initial = {"version": row.version, "on": today, "receipt_on": today}
    if step == "accept":
        return forms.TakeInForm(data, initial=initial, prefix=step, branches=_branches(request, row))
    kinds = {"receipt": forms.ReceiptForm, "send_receipt": forms.SentForm}
    return kinds.get(step, forms.ReasonForm)(data, initial=initial, prefix=step)


def _page(request: Request, row: TransferLetter, step: str = "", form: Any = None) -> HttpResponse:
    can = LETTER.available(row, request.user)
    offered = [name for name in STEPS if name in can or name == step]
    context = {
        "row": row,
        "over": row.is_over(timezone.localdate()),
        "next_step": LETTER.next_owner(row, request.user),
        "hindrances": LETTER.hindrances(row, request.user, among=STEPS[:1]),
        "steps": [(LETTER[name], form if name == step else _form(request, row, name)) for name in offered],
        "mine": may(request.user, VIEW, row.organization),
    }
    return render(request, "members/letter.html", context)


@require(VIEW)
@require_safe
def letter(request: Request, pk: int) -> HttpResponse:
    return _page(request, _found(request, pk))


@require(VIEW)
@require_POST
def letter_decide(request: Request, pk: int, step: str) -> HttpResponse:
    """One step of the letter: by whom it is addressed to, or by who wrote it."""
    row = _found(request, pk)
    if step not in STEPS:
        raise Http404
    if not LETTER.holds(LETTER[step], row, request.user):
        raise PermissionDenied("您可以查看，但没有办理的权限")
    form = _form(request, row, step, request.POST)
    act = {
        "accept": sending.accept_letter,
        "send_back": sending.send_letter_back,
        "receipt": sending.record_receipt,
        "send_receipt": sending.send_receipt,
        "cancel": sending.cancel_letter,
    }[step]
    said = {
        "accept": f"已接收{row.person.name}的组织关系",
        "send_back": "已退回，开出方会收到消息",
        "receipt": f"回执已登记，{row.person.name}的组织关系已转出",
        "send_receipt": "已登记寄出回执",
        "cancel": "介绍信已作废，需要时可以重开",
    }[step]

    def run_act(data: dict[str, Any]) -> Done:
        act(by=request.user, letter=row, **data)  # type: ignore[operator]
        return Done(reverse("members:letter", args=[pk]), said)

    back = reverse("members:letter", args=[pk])
    return run(request, form, run_act, lambda: _page(request, row, step, form), back=back)


@require(MANAGE)
@require_safe_or_POST
def letter_new(request: Request, pk: int) -> HttpResponse:
    """A letter for the member of this spell."""
    rows = Membership.objects.select_related("person", "organization")
    spell = get_scoped(rows, request.user, see=VIEW, need=MANAGE, pk=pk)
    initial = {"issued_on": timezone.localdate(), "version": spell.version}
    form = forms.LetterForm(bound(request), initial=initial)
    back = reverse("members:member", args=[pk])

    def act(data: dict[str, Any]) -> Done:
        made = sending.write_letter(by=request.user, membership=spell, **data)
        return Done(reverse("members:letter", args=[made.pk]), "介绍信已开出，可以打印")

    context = {"form": form, "heading": f"开组织关系介绍信 · {spell.person.name}", "back": back}
    return run(request, form, act, lambda: render(request, "frame/form.html", context), back=back)


@require(MANAGE)
@require_safe_or_POST
def arrival_new(request: Request) -> HttpResponse:
    """A member who brings a letter from outside the portal."""
    form = forms.ArrivalForm(
        bound(request), user=request.user, branches=branches_managed(request.user), today=timezone.localdate()
    )

    def act(data: dict[str, Any]) -> Done:
        letter = ("number", "elsewhere", "issued_on", "valid_until", "on")
        names = (*letter, "branch", "status", "member_class", "joined_on", "full_on")
        with numbers_tried(request):
            made = sending.take_in(
                by=request.user, person=form.person, facts=form.facts(), **{name: data[name] for name in names}
            )
        if isinstance(made, TransferRequest):
            said = f"{data['name']}由本系统内别的组织管理，已向其所在组织提出转接申请，同意后转入"
            return Done(reverse("members:transfer", args=[made.pk]), said)
        return Done(reverse("members:letter", args=[made.pk]), f"已接收{data['name']}，请打印回执寄回")

    context = {"form": form, "heading": "接收介绍信", "back": reverse(LIST)}
    return run(request, form, act, lambda: render(request, "frame/form.html", context))


@require(VIEW)
@require_safe
def letter_pdf(request: Request, pk: int) -> HttpResponse:
    """The letter to print, of those that were written here."""
    row = _found(request, pk)
    if row.direction != TransferLetter.Direction.OUT or not may(request.user, VIEW, row.organization):
        raise Http404
    return _sent(request, letter_paper(row), f"组织关系介绍信-{row.person.name}")


@require(VIEW)
@require_safe
def receipt_pdf(request: Request, pk: int) -> HttpResponse:
    """The receipt to print, once the member was taken in by a branch of the portal."""
    row = _found(request, pk)
    if row.received_on is None or row.branch is None:
        raise Http404
    return _sent(request, receipt_paper(row), f"介绍信回执-{row.person.name}")


def _sent(request: Request, paper: documents.Official, name: str) -> HttpResponse:
    """As PDF, or as Word with ``?format=docx``."""
    word = request.GET.get("format") == "docx"
    content = documents.official_docx(paper) if word else documents.official_pdf(paper)
    return documents.download(content, f"{name}.{'docx' if word else 'pdf'}")
