"""Opinions: list, answer, raise, enter."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import RuleViolation
from core.versions import Conflict, conflict_page
from grids import actions, queries, rules
from grids.forms import (
    AnswerForm,
    OpinionForm,
)
from grids.models import Grid, Opinion, OpinionStep
from grids.queries import MANAGE, VIEW
from grids.views.grids import READ_AND_WRITE
from organizations.access import get_scoped, require
from organizations.scoping import may

_LISTS = {
    "waiting": ("办理中", {"state": Opinion.State.RECEIVED}),
    "overdue": ("已逾期", {"state": Opinion.State.RECEIVED}),
    "answered": ("已答复", {"state": Opinion.State.ANSWERED}),
    "closed": ("已办结", {"state": Opinion.State.CLOSED}),
}
PAGE = 30


@require_GET
@require(VIEW)
def opinions(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = queries.opinions(request.user)
    counts = queries.opinion_counts(rows, on=today)
    chosen = request.GET.get("state", "waiting")
    chosen = chosen if chosen in _LISTS else "waiting"
    shown = rows.filter(**_LISTS[chosen][1])
    if chosen == "overdue":
        shown = shown.overdue(today)
    shown = shown.order_by("due_on", "pk") if chosen in ("waiting", "overdue") else shown.order_by("-received_at")
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    tabs = [
        {
            "label": label,
            "url": f"{reverse('grids:opinions')}?state={key}",
            "current": key == chosen,
            "count": getattr(counts, key),
        }
        for key, (label, _) in _LISTS.items()
    ]
    context = {
        "page": page,
        "tabs": tabs,
        "chosen": chosen,
        "today": today,
        "may_enter": queries.manageable_communities(request.user).exists(),
    }
    return render(request, "grids/opinions.html", context)


def _opinion(request: HttpRequest, pk: int, *, manage: bool = False) -> Opinion:
    opinion: Opinion = get_scoped(queries.opinions(request.user), request.user, see=VIEW, pk=pk)
    if manage and not queries.may_manage_opinion(request.user, opinion):
        raise PermissionDenied("您可以查看,但没有办理的权限")
    return opinion


def _opinion_page(request: HttpRequest, found: Opinion, *, form: Any = None, phone: str = "") -> HttpResponse:
    manages = queries.may_manage_opinion(request.user, found)
    context = {
        "opinion": found,
        "steps": found.steps.select_related("by"),
        "form": form or AnswerForm(instance=found),
        "may_answer": manages and rules.can_take(found, OpinionStep.Kind.ANSWERED),
        "phone": phone or found.phone_masked,
        "may_reveal": manages
        and not phone
        and bool(found.phone)
        and may(request.user, "organizations.reveal_personal", found.organization),
        "above": rules.NEXT_LEVEL[rules.Level(found.level)],
        "today": timezone.localdate(),
        "public_url": request.build_absolute_uri(reverse("grids:public_opinion", args=[found.token])),
    }
    response = render(request, "grids/opinion.html", context)
    if phone:
        response["Cache-Control"] = "no-store"
    return response


@require_GET
@require(VIEW)
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    return _opinion_page(request, _opinion(request, pk))


@require_POST
@require(MANAGE)
def opinion_answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = _opinion(request, pk, manage=True)
    back = reverse("grids:opinion", args=[found.pk])
    form = AnswerForm(request.POST, instance=found)
    if not form.is_valid():
        found.refresh_from_db()
        return _opinion_page(request, found, form=form)
    try:
        actions.answer_opinion(
            by=request.user,
            opinion=found,
            answer=form.cleaned_data["answer"],
            at=timezone.now(),
            version=form.cleaned_data["version"],
        )
    except RuleViolation as error:
        messages.error(request, error.message)
    except Conflict as conflict:
        return conflict_page(request, conflict, back=back, form=form)
    else:
        messages.success(request, "已答复")
    return redirect(back)


@require_POST
@require(MANAGE)
def opinion_raise(request: HttpRequest, pk: int) -> HttpResponse:
    found = _opinion(request, pk, manage=True)
    try:
        actions.raise_opinion(
            by=request.user, opinion=found, at=timezone.now(), note=request.POST.get("reason", "")[:200]
        )
        messages.success(request, f"已上报{found.get_level_display()}办理")
    except RuleViolation as error:
        messages.error(request, error.message)
    except Conflict:
        messages.error(request, "这条民意刚被别人办理过,请看最新情况")
    return redirect("grids:opinion", found.pk)


@require_POST
@require(MANAGE, "organizations.reveal_personal")
def opinion_phone(request: HttpRequest, pk: int) -> HttpResponse:
    """The asker's telephone, once, for a reason that is logged (PIPL)."""
    found = _opinion(request, pk, manage=True)
    if not may(request.user, "organizations.reveal_personal", found.organization):
        raise PermissionDenied("您没有查看完整个人信息的权限")
    try:
        phone = actions.reveal_phone(by=request.user, opinion=found, reason=request.POST.get("reason", ""))
    except RuleViolation as error:
        messages.error(request, error.message)
        return redirect("grids:opinion", found.pk)
    return _opinion_page(request, found, phone=phone)


@require_http_methods(READ_AND_WRITE)
@require(MANAGE)
def opinion_new(request: HttpRequest) -> HttpResponse:
    """An opinion that came in by word or telephone; who enters it is the first receiver 首问责任人."""
    form = OpinionForm(
        request.POST or None,
        communities=queries.manageable_communities(request.user),
        grids=Grid.objects.visible_to(request.user, MANAGE).order_by("organization__path", "order", "code"),
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        found = actions.receive_opinion(
            by=request.user,
            community=data["organization"],
            first_receiver=request.user.person,
            at=timezone.now(),
            **{key: data[key] for key in ("grid", "content", "source", "category")},
        )
        messages.success(request, "已受理")
        return redirect("grids:opinion", found.pk)
    context = {"form": form, "heading": "登记社情民意", "back": reverse("grids:opinions")}
    return render(request, "grids/form.html", context)
