"""What an office does with an opinion beside answering it, its photograph, and the slip for the asker (GRD-12)."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.office import qr
from core.office.images import photograph_response
from core.web.forms import Done, bound, press
from core.web.guards import Request, require, require_safe_or_POST
from grids import actions, queries
from grids.forms_opinions import CorrectOpinionForm, JoinForm, PassForm, ReplyForm, TellForm
from grids.models import Opinion
from grids.queries import MANAGE, VIEW
from grids.views.grids import show
from grids.views.opinions import opinion_in_scope


def _back(found: Opinion) -> str:
    return reverse("grids:opinion", args=[found.pk])


def _form(
    request: Request, found: Opinion, form: Any, act: Callable[[dict[str, Any]], str], heading: str
) -> HttpResponse:
    """A step with a form that is a page of its own."""
    return show(
        request,
        form,
        lambda data: Done(_back(found), act(data)),
        heading=f"{heading} · {found.number}",
        back=_back(found),
        shown_of=found,
    )


@require(VIEW)
@require_safe
def opinion_photo(request: Request, pk: int) -> HttpResponse:
    return photograph_response(opinion_in_scope(request, pk).photo)


@require(MANAGE)
@require_POST
@never_cache
def opinion_slip(request: Request, pk: int) -> HttpResponse:
    """The slip 受理回执 that the asker takes along: number, limit, and a code that opens the page of the opinion. The
    code also rates, so that who has it printed is noted, and says why when it is printed once more."""
    found = opinion_in_scope(request, pk, manage=True)

    def act() -> HttpResponse:
        actions.hand_code(by=request.user, opinion=found, at=timezone.now(), reason=request.POST.get("reason", ""))
        url = request.build_absolute_uri(reverse("grids:public_opinion", args=[found.token]))
        context = {"opinion": found, "code": qr.svg(url, title="办理情况查询码"), "today": timezone.localdate()}
        return render(request, "grids/opinion_slip.html", context)

    return press(request, act, back=_back(found))


@require(MANAGE)
@require_POST
def opinion_sign(request: Request, pk: int) -> HttpResponse:
    found = opinion_in_scope(request, pk, manage=True)

    def act() -> Done:
        actions.sign_opinion(by=request.user, opinion=found, at=timezone.now())
        return Done(_back(found), f"{found.get_level_display()}已签收")

    return press(request, act, back=_back(found))


@require(MANAGE)
@require_safe_or_POST
def opinion_pass(request: Request, pk: int) -> HttpResponse:
    found = opinion_in_scope(request, pk, manage=True)

    def act(data: dict[str, Any]) -> str:
        actions.pass_opinion(by=request.user, opinion=found, at=timezone.now(), **data)
        return f"已转{found.department}，本级仍负责答复"

    known = queries.departments(found.organization)
    form = PassForm(bound(request), opinion=found, known=known, today=timezone.localdate())
    return _form(request, found, form, act, "转办部门")


@require(MANAGE)
@require_safe_or_POST
def opinion_reply(request: Request, pk: int) -> HttpResponse:
    found = opinion_in_scope(request, pk, manage=True)

    def act(data: dict[str, Any]) -> str:
        actions.note_reply(by=request.user, opinion=found, at=timezone.now(), **data)
        return "部门回复已登记，请答复反映人或者上报"

    return _form(request, found, ReplyForm(bound(request)), act, "登记部门回复")


@require(MANAGE)
@require_safe_or_POST
def opinion_join(request: Request, pk: int) -> HttpResponse:
    found = opinion_in_scope(request, pk, manage=True)

    def act(data: dict[str, Any]) -> str:
        actions.join_opinion(by=request.user, opinion=found, at=timezone.now(), **data)
        return f"已并到{data['main'].number}，随它一起答复"

    seen = queries.opinions(request.user).values("pk")
    form = JoinForm(bound(request), opinions=queries.joinable(found).filter(pk__in=seen))
    return _form(request, found, form, act, "并办")


@require(MANAGE)
@require_POST
def opinion_separate(request: Request, pk: int) -> HttpResponse:
    found = opinion_in_scope(request, pk, manage=True)

    def act() -> Done:
        reason = request.POST.get("reason", "")[:200]
        actions.separate_opinion(by=request.user, opinion=found, at=timezone.now(), reason=reason)
        return Done(_back(found), f"已拆开，由{found.get_level_display()}办理")

    return press(request, act, back=_back(found))


@require(MANAGE)
@require_safe_or_POST
def opinion_correct(request: Request, pk: int) -> HttpResponse:
    found = opinion_in_scope(request, pk, manage=True)

    def act(data: dict[str, Any]) -> Done:
        actions.correct_opinion(by=request.user, opinion=found, at=timezone.now(), **data)
        return Done(_back(found), "登记已更正")

    form = CorrectOpinionForm(bound(request), instance=found)
    return show(request, form, act, heading=f"更正登记 · {found.number}", back=_back(found))


@require(MANAGE)
@require_POST
def opinion_tell(request: Request, pk: int) -> HttpResponse:
    """That the asker was told of the answer by message, telephone, in person or on paper."""
    found = opinion_in_scope(request, pk, manage=True)
    form = TellForm(request.POST)

    def act() -> Done:
        way = form.cleaned_data["way"] if form.is_valid() else ""
        actions.tell_asker(by=request.user, opinion=found, way=way, at=timezone.now())
        return Done(_back(found), f"已登记{found.get_told_by_display()}告知")

    return press(request, act, back=_back(found))
