"""Requests about accounts with rights: the list of whoever manages them, and the second officer's decision."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.web.forms import Done, bound, run
from core.web.guards import Request, require, require_safe_or_POST
from organizations.accounts import MANAGE
from organizations.accounts import actions as deciding
from organizations.accounts.forms import DecideForm
from organizations.accounts.queries import requests_seen_by
from organizations.accounts.rules import REQUEST
from organizations.models import AccountRequest

LIST = "organizations:accounts"
SHOWN = 100


def _rows(user: Any) -> Any:
    people = ("user__person", "asked_by__person", "decided_by__person")
    return requests_seen_by(user).select_related(*people, "organization")


@require(MANAGE)
@require_safe
def requests(request: Request) -> HttpResponse:
    """Those that wait, the oldest first; then those that were decided, the latest first."""
    waiting = _rows(request.user).filter(state=AccountRequest.State.ASKED).order_by("asked_at", "pk")[:SHOWN]
    decided = _rows(request.user).exclude(state=AccountRequest.State.ASKED).order_by("-decided_at", "-pk")[:20]
    context = {
        "waiting": [(row, REQUEST.available(row, request.user)) for row in waiting],
        "decided": decided,
    }
    return render(request, "organizations/accounts.html", context)


@require(MANAGE)
@require_safe_or_POST
@never_cache
def decide(request: Request, pk: int, step: str) -> HttpResponse:
    """The page of one step of a request, and the step itself: confirm, refuse, withdraw."""
    row = get_object_or_404(_rows(request.user), pk=pk)
    if step not in REQUEST:
        raise Http404
    if row.state in REQUEST[step].frm and not REQUEST.holds(REQUEST[step], row, request.user):
        raise PermissionDenied("要由申请人以外、管理这个账号的人员办理")
    form = DecideForm(bound(request), request=row, step=step)

    def act(data: dict[str, Any]) -> Done:
        done = deciding.decide(by=request.user, request=row, step=step, **data)
        return Done(LIST, f"{done.user}的{done.get_kind_display()}：{done.get_state_display()}")

    context = {"row": row, "step": REQUEST[step], "form": form}
    return run(request, form, act, lambda: render(request, "organizations/account_step.html", context))
