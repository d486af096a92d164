"""Requests for transfer: the list of both sides, and the answer of the branch that is asked."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.web.forms import Done, run
from core.web.guards import Request, require
from members.models import TransferRequest
from members.transfers import actions, queries
from members.transfers.forms import AcceptForm, RefuseForm, WithdrawForm
from members.transfers.queries import MANAGE, VIEW
from members.transfers.rules import TRANSFER
from organizations.access import get_scoped
from organizations.scoping import may

PAGE = 50
LIST = "members:transfers"


@require(VIEW)
@require_safe
def transfers(request: Request) -> HttpResponse:
    waiting = request.GET.get("all") != "1"
    page = Paginator(queries.requests(request.user, waiting=waiting), PAGE).get_page(request.GET.get("page"))
    states = [
        {"label": "待答复", "url": reverse(LIST), "current": waiting},
        {"label": "全部", "url": f"{reverse(LIST)}?all=1", "current": not waiting},
    ]
    rows = [(row, TRANSFER.next_owner(row, request.user)) for row in page]
    return render(request, "members/transfers.html", {"page": page, "rows": rows, "states": states, "waiting": waiting})


@require(VIEW)
@require_safe
def transfer(request: Request, pk: int) -> HttpResponse:
    return _page(request, _found(request, pk))


def _found(request: Request, pk: int) -> TransferRequest:
    rows = TransferRequest.objects.select_related("person", "organization", "answered_for", "asked_by", "answered_by")
    found: TransferRequest = get_scoped(rows, request.user, see=VIEW, pk=pk)
    return found


def _page(request: Request, row: TransferRequest, form: Any = None) -> HttpResponse:
    """Which branch holds the relationship sees only who sees that branch."""
    can = TRANSFER.available(row, request.user)
    today = timezone.localdate()
    initial = {"version": row.version}
    asked = queries.asked_branch(row)
    context = {
        "row": row,
        "can": can,
        "asked": asked if asked is not None and may(request.user, VIEW, asked) else None,
        "next_step": TRANSFER.next_owner(row, request.user),
        "accept_form": form if isinstance(form, AcceptForm) else AcceptForm(initial=initial, today=today),
        "refuse_form": form if isinstance(form, RefuseForm) else RefuseForm(initial=initial, prefix="refuse"),
        "withdraw_form": form if isinstance(form, WithdrawForm) else WithdrawForm(initial=initial),
    }
    return render(request, "members/transfer.html", context)


@require(VIEW)
@require_POST
def transfer_decide(request: Request, pk: int, step: str) -> HttpResponse:
    """Accept, refuse (the branch that is asked) or withdraw (the one that asks)."""
    row = _found(request, pk)
    if step not in TRANSFER:
        raise Http404
    if not (may(request.user, MANAGE, row.organization) or queries.may_answer(request.user, row)):
        raise PermissionDenied("您可以查看，但没有办理的权限")
    if not TRANSFER.holds(TRANSFER[step], row, request.user) and row.state in TRANSFER[step].frm:
        raise PermissionDenied("这一步由对方办理")
    form: Any
    if step == "accept":
        form = AcceptForm(request.POST, today=timezone.localdate())
    else:
        form = RefuseForm(request.POST, prefix="refuse") if step == "refuse" else WithdrawForm(request.POST)

    def act(data: dict[str, Any]) -> Done:
        name = row.person.name
        if step == "accept":
            actions.accept_transfer(by=request.user, request=row, on=data["on"], version=data["version"])
            return Done(LIST, f"{name}的组织关系已转到{row.organization.name}")
        if step == "refuse":
            actions.refuse_transfer(by=request.user, request=row, **data)
            return Done(LIST, f"已答复{row.organization.name}：不同意转出{name}")
        actions.withdraw_transfer(by=request.user, request=row, **data)
        return Done(LIST, f"已撤回{name}的转接申请")

    return run(request, form, act, lambda: _page(request, row, form), back=reverse("members:transfer", args=[pk]))
