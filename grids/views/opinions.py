"""Opinions: list, answer, raise, enter."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.web.forms import Done, bound, press, run
from core.web.guards import Request, require, require_safe_or_POST
from grids import actions, queries
from grids.forms import (
    AnswerForm,
    OpinionForm,
)
from grids.models import Grid, Opinion
from grids.queries import MANAGE, VIEW
from grids.rules import OPINION
from grids.views.grids import show
from organizations.access import get_scoped
from organizations.scoping import may

_LISTS = {
    "waiting": ("办理中", {"state": Opinion.State.RECEIVED}),
    "overdue": ("已逾期", {"state": Opinion.State.RECEIVED}),
    "answered": ("已答复", {"state": Opinion.State.ANSWERED}),
    "closed": ("已办结", {"state": Opinion.State.CLOSED}),
}
PAGE = 30


@require(VIEW)
@require_safe
def opinions(request: Request) -> HttpResponse:
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


def _opinion(request: Request, pk: int, *, manage: bool = False) -> Opinion:
    opinion: Opinion = get_scoped(queries.opinions(request.user), request.user, see=VIEW, pk=pk)
    if manage and not queries.may_manage_opinion(request.user, opinion):
        raise PermissionDenied("您可以查看，但没有办理的权限")
    return opinion


def _opinion_page(request: Request, found: Opinion, *, form: Any = None, phone: str = "") -> HttpResponse:
    manages = queries.may_manage_opinion(request.user, found)
    context = {
        "opinion": found,
        "steps": found.steps.select_related("by"),
        "form": form or AnswerForm(instance=found),
        "can": OPINION.available(found, request.user),
        "next_step": OPINION.next_owner(found, request.user),
        "phone": phone or found.phone_masked,
        "may_reveal": manages
        and not phone
        and bool(found.phone)
        and may(request.user, "organizations.reveal_personal", found.organization),
        "today": timezone.localdate(),
        "public_url": request.build_absolute_uri(reverse("grids:public_opinion", args=[found.token])),
    }
    response = render(request, "grids/opinion.html", context)
    if phone:
        response["Cache-Control"] = "no-store"
    return response


@require(VIEW)
@require_safe
def opinion(request: Request, pk: int) -> HttpResponse:
    return _opinion_page(request, _opinion(request, pk))


@require(MANAGE)
@require_POST
def opinion_answer(request: Request, pk: int) -> HttpResponse:
    found = _opinion(request, pk, manage=True)
    back = reverse("grids:opinion", args=[found.pk])
    form = AnswerForm(request.POST, instance=found)

    def act(data: dict[str, Any]) -> Done:
        actions.answer_opinion(
            by=request.user, opinion=found, answer=data["answer"], at=timezone.now(), version=data["version"]
        )
        return Done(back, "已答复")

    def page() -> HttpResponse:
        found.refresh_from_db()
        return _opinion_page(request, found, form=form)

    return run(request, form, act, page, back=back)


@require(MANAGE)
@require_POST
def opinion_raise(request: Request, pk: int) -> HttpResponse:
    found = _opinion(request, pk, manage=True)
    back = reverse("grids:opinion", args=[found.pk])

    def act() -> Done:
        note = request.POST.get("reason", "")[:200]
        actions.raise_opinion(by=request.user, opinion=found, at=timezone.now(), note=note)
        return Done(back, f"已上报{found.get_level_display()}办理")

    return press(request, act, back=back)


@require(MANAGE, "organizations.reveal_personal")
@require_POST
def opinion_phone(request: Request, pk: int) -> HttpResponse:
    """The asker's telephone, once, for a reason that is logged (PIPL)."""
    found = _opinion(request, pk, manage=True)
    if not may(request.user, "organizations.reveal_personal", found.organization):
        raise PermissionDenied("您没有查看完整个人信息的权限")

    def act() -> HttpResponse:
        phone = actions.reveal_phone(by=request.user, opinion=found, reason=request.POST.get("reason", ""))
        return _opinion_page(request, found, phone=phone)

    return press(request, act, back=reverse("grids:opinion", args=[found.pk]))


@require(MANAGE)
@require_safe_or_POST
def opinion_new(request: Request) -> HttpResponse:
    """An opinion that came in by word or telephone; who enters it is the first receiver 首问责任人."""
    form = OpinionForm(
        bound(request),
        communities=queries.manageable_communities(request.user),
        grids=Grid.objects.visible_to(request.user, MANAGE)
        .in_force(timezone.localdate())
        .order_by("organization__path", "order", "code"),
    )

    def act(data: dict[str, Any]) -> Done:
        found = actions.receive_opinion(
            by=request.user,
            community=data["organization"],
            first_receiver=request.user.person,
            at=timezone.now(),
            **{key: data[key] for key in ("grid", "content", "source", "category", "phone")},
        )
        return Done(reverse("grids:opinion", args=[found.pk]), "已受理")

    return show(request, form, act, heading="登记社情民意", back=reverse("grids:opinions"))
