"""Opinions: list, answer, raise, enter."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.office import documents
from core.office.images import photograph
from core.web.forms import Done, bound, plausible_days, press, run
from core.web.guards import Request, require, require_safe_or_POST
from grids import actions, ledger, queries
from grids.forms_opinions import AnswerForm, OpinionFilter, OpinionForm, TellForm
from grids.models import Grid, Opinion, OpinionStep
from grids.models.opinions import OpinionQuerySet
from grids.queries import MANAGE, VIEW
from grids.rules import OPINION
from grids.views.grids import show
from organizations.access import get_scoped
from organizations.scoping import may, permissions_of
from organizations.views import EXPORT

_LISTS: dict[str, tuple[str, Callable[[OpinionQuerySet, date], OpinionQuerySet]]] = {
    "waiting": ("办理中", lambda rows, _today: rows.waiting()),
    "unsigned": ("待签收", lambda rows, _today: rows.unsigned()),
    "overdue": ("已逾期", lambda rows, today: rows.overdue(today)),
    "joined": ("已并办", lambda rows, _today: rows.filter(state=Opinion.State.JOINED)),
    "answered": ("已答复", lambda rows, _today: rows.filter(state=Opinion.State.ANSWERED)),
    "to_tell": ("待告知", lambda rows, _today: rows.to_tell()),
    "closed": ("已办结", lambda rows, _today: rows.filter(state=Opinion.State.CLOSED)),
}
_BY_LIMIT = ("waiting", "unsigned", "overdue", "joined")
_NOTED = (
    "grid",
    "content",
    "source",
    "category",
    "phone",
    "channel",
    "caller",
    "hotline_number",
    "place",
)
PAGE = 30


@require(VIEW)
@require_safe
def opinions(request: Request) -> HttpResponse:
    today = timezone.localdate()
    form = OpinionFilter(request.GET)
    data = form.cleaned_data if plausible_days(form).is_valid() else {}
    rows = ledger.matching(queries.opinions(request.user), data)
    if request.GET.get("format") == "xlsx":
        return _sent(request, data)
    counts = queries.opinion_counts(rows, on=today)
    chosen = request.GET.get("state", "waiting")
    chosen = chosen if chosen in _LISTS else "waiting"
    shown = _LISTS[chosen][1](rows, today)
    shown = shown.order_by("due_on", "pk") if chosen in _BY_LIMIT else shown.order_by("-received_at")
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    tabs = []
    for key, (label, _) in _LISTS.items():
        kept["state"] = key
        url = f"{reverse('grids:opinions')}?{kept.urlencode()}"
        tabs.append({"label": label, "url": url, "current": key == chosen, "count": getattr(counts, key)})
    context = {
        "page": page,
        "tabs": tabs,
        "form": form,
        "chosen": chosen,
        "today": today,
        "may_enter": queries.manageable_communities(request.user).exists(),
        "may_export": EXPORT in permissions_of(request.user),
    }
    return render(request, "grids/opinions.html", context)


def _sent(request: Request, data: dict[str, Any]) -> HttpResponse:
    """The ledger as a workbook, of what the user may take out; recorded."""
    if EXPORT not in permissions_of(request.user):
        raise PermissionDenied("您没有导出数据的权限")
    rows = ledger.matching(queries.opinions(request.user), data)
    mine = rows.filter(pk__in=Opinion.objects.visible_to(request.user, EXPORT).order_by().values("pk"))
    content = actions.export_ledger(by=request.user, sheet=ledger.ledger(mine))
    return documents.download(content, f"社情民意台账{timezone.localdate():%Y%m%d}.xlsx")


def opinion_in_scope(request: Request, pk: int, *, manage: bool = False) -> Opinion:
    opinion: Opinion = get_scoped(queries.opinions(request.user), request.user, see=VIEW, pk=pk)
    if manage and not queries.may_manage_opinion(request.user, opinion):
        raise PermissionDenied("您可以查看，但没有办理的权限")
    return opinion


def opinion_page(request: Request, found: Opinion, *, form: Any = None, phone: str = "") -> HttpResponse:
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
        "tell_form": TellForm(),
        "joined": found.joined.order_by("received_at", "pk"),
        "main_visible": found.joined_to_id is not None
        and queries.opinions(request.user).filter(pk=found.joined_to_id).exists(),
        "today": timezone.localdate(),
        "manages": manages,
        "handed": found.steps.filter(kind=OpinionStep.Kind.HANDED).exists(),
    }
    if phone:
        context["caller"] = found.caller
        if found.to_tell:
            address = request.build_absolute_uri(reverse("grids:public_opinion", args=[found.token]))
            context["text"] = _told(found, address)
    response = render(request, "grids/opinion.html", context)
    if phone:
        response["Cache-Control"] = "no-store"
    return response


def _told(found: Opinion, url: str) -> str:
    """The words of a message to the asker."""
    return f"【{found.organization.name}】您反映的问题（{found.number}）已有答复：{found.answer[:60]} 详情和评价：{url}"


@require(VIEW)
@require_safe
def opinion(request: Request, pk: int) -> HttpResponse:
    return opinion_page(request, opinion_in_scope(request, pk))


@require(MANAGE)
@require_POST
def opinion_answer(request: Request, pk: int) -> HttpResponse:
    found = opinion_in_scope(request, pk, manage=True)
    back = reverse("grids:opinion", args=[found.pk])
    form = AnswerForm(request.POST, instance=found)

    def act(data: dict[str, Any]) -> Done:
        actions.answer_opinion(
            by=request.user, opinion=found, answer=data["answer"], at=timezone.now(), version=data["version"]
        )
        return Done(back, "已答复")

    def page() -> HttpResponse:
        found.refresh_from_db()
        return opinion_page(request, found, form=form)

    return run(request, form, act, page, back=back)


@require(MANAGE)
@require_POST
def opinion_raise(request: Request, pk: int) -> HttpResponse:
    found = opinion_in_scope(request, pk, manage=True)
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
    found = opinion_in_scope(request, pk, manage=True)
    if not may(request.user, "organizations.reveal_personal", found.organization):
        raise PermissionDenied("您没有查看完整个人信息的权限")

    def act() -> HttpResponse:
        phone = actions.reveal_phone(by=request.user, opinion=found, reason=request.POST.get("reason", ""))
        return opinion_page(request, found, phone=phone)

    return press(request, act, back=reverse("grids:opinion", args=[found.pk]))


@require(MANAGE)
@require_safe_or_POST
def opinion_new(request: Request) -> HttpResponse:
    """An opinion that came in by word or telephone; who enters it is the first receiver 首问责任人."""
    form = OpinionForm(
        bound(request),
        request.FILES or None,
        communities=queries.manageable_communities(request.user),
        grids=Grid.objects.visible_to(request.user, MANAGE)
        .in_force(timezone.localdate())
        .order_by("organization__path", "order", "code"),
        now=timezone.now(),
    )

    def act(data: dict[str, Any]) -> Done:
        found = actions.receive_opinion(
            by=request.user,
            community=data["organization"],
            first_receiver=request.user.person,
            at=data["received_at"],
            photo=photograph(data["photo"]) if data["photo"] else None,
            **{key: data[key] for key in _NOTED},
        )
        return Done(reverse("grids:opinion", args=[found.pk]), "已受理")

    return show(request, form, act, heading="登记社情民意", back=reverse("grids:opinions"), upload=True)
