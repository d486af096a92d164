"""What the QR code on card and poster opens: no login, throttled."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.office import qr
from core.office.images import photograph, photograph_response
from core.records import walls
from core.records.errors import RuleViolation
from core.records.versions import Conflict
from core.web import throttle
from core.web.forms import Done, bound, press, run
from core.web.guards import Request, personal, public, require_safe_or_POST
from grids import actions, poster, queries
from grids.forms_opinions import AnswerForm, MemberOpinionForm, PublicOpinionForm, RatingForm
from grids.models import Grid, Opinion, OpinionStep, ResponsiblePerson
from grids.rules import OPINION

_TOLD = [
    kind
    for kind in OpinionStep.Kind
    if kind
    not in (OpinionStep.Kind.CORRECTED, OpinionStep.Kind.TOLD, OpinionStep.Kind.SEPARATED, OpinionStep.Kind.HANDED)
]
"""Steps that the asker sees: what was done when and by which level, never the notes or who did it."""


@public
@require_safe_or_POST
@walls.beyond("grids.public")
def public_grid(request: HttpRequest, token: str) -> HttpResponse:
    """Who is responsible here, and a form to report a problem (S2 三(四)). No sign-in; limited tries."""
    found = get_object_or_404(Grid.objects.in_force(timezone.localdate()).select_related("organization"), token=token)
    form = PublicOpinionForm(bound(request), request.FILES or None)
    if form.is_bound and form.is_valid() and not _may_write(request, found):
        form.add_error(None, "提交太频繁，请一小时后再试，急事请直接打电话")
        return _grid_page(request, found, form, status=429)

    def act(data: dict[str, Any]) -> Done:
        opinion = actions.receive_opinion(
            by="居民",
            community=found.organization,
            grid=found,
            at=timezone.now(),
            channel=Opinion.Channel.SCAN,
            photo=_photograph(data.pop("photo")),
            **data,
        )
        return Done(reverse("grids:public_opinion", args=[opinion.token]))

    return run(request, form, act, lambda: _grid_page(request, found, form))


def _photograph(upload: Any) -> Any:
    """The uploaded picture without its place, or None."""
    return photograph(upload) if upload else None


def _grid_page(request: HttpRequest, found: Grid, form: PublicOpinionForm, status: int = 200) -> HttpResponse:
    responsible = poster.persons(found, on=timezone.localdate())
    context = {"grid": found, "form": form, "responsible": responsible}
    return render(request, "grids/public_grid.html", context, status=status)


def _may_write(request: HttpRequest, found: Grid) -> bool:
    address = request.META.get("REMOTE_ADDR", "")
    return throttle.allow("opinion", address, limit=5, seconds=3600) and throttle.allow(
        "opinion-grid", str(found.pk), limit=60, seconds=3600
    )


@personal
@require_safe_or_POST
def mine(request: Request) -> HttpResponse:
    """A member raises an opinion and sees what became of it; so does whoever received one first (GRD-06)."""
    person = request.user.person
    today = timezone.localdate()
    form = MemberOpinionForm(
        bound(request), request.FILES or None, communities=queries.communities_of(person.pk, on=today)
    )

    def act(data: dict[str, Any]) -> Done:
        community = data["organization"]
        grid = queries.grid_of(person.pk, community, on=today)
        actions.receive_opinion(
            by=request.user,
            community=community,
            grid=grid,
            content=data["content"],
            category=data["category"],
            source=Opinion.Source.MEMBER,
            reporter=person,
            channel=Opinion.Channel.ACCOUNT,
            place=data["place"],
            photo=_photograph(data["photo"]),
            at=timezone.now(),
        )
        return Done("grids:mine", "已提交，办理情况会发消息告诉您")

    context = {"form": form, "rows": queries.opinions_of(person.pk)[:50], "person": person}
    return run(request, form, act, lambda: render(request, "grids/mine.html", context))


def _received(request: Request, pk: int) -> Opinion:
    """An opinion that the reader was the first to receive; 404 for everybody else."""
    return get_object_or_404(queries.received_by(request.user.person_id), pk=pk)


def _received_page(request: Request, found: Opinion, form: Any = None) -> HttpResponse:
    context = {
        "opinion": found,
        "steps": found.steps.exclude(kind=OpinionStep.Kind.HANDED),
        "can": OPINION.available(found, request.user),
        "form": form or AnswerForm(instance=found),
        "next_step": OPINION.next_owner(found, request.user),
        "today": timezone.localdate(),
    }
    return render(request, "grids/received.html", context)


def _handled(request: Request, pk: int, step: str) -> Opinion:
    """The same, of a reader who still answers for the grid; 403 where the level or the seat is another's."""
    found = _received(request, pk)
    if not OPINION.holds(OPINION[step], found, request.user):
        raise PermissionDenied("这条民意已经不由您办理，您可以查看办理情况")
    return found


@personal
@require_safe
def received(request: Request, pk: int) -> HttpResponse:
    """What the first receiver 首问责任人 follows up, and at the level of the grid signs for, answers or raises."""
    return _received_page(request, _received(request, pk))


@personal
@require_safe
def received_photo(request: Request, pk: int) -> HttpResponse:
    return photograph_response(_received(request, pk).photo)


@personal
@require_POST
def received_sign(request: Request, pk: int) -> HttpResponse:
    found = _handled(request, pk, "acknowledge")
    back = reverse("grids:received", args=[pk])

    def act() -> Done:
        actions.sign_opinion(by=request.user, opinion=found, at=timezone.now())
        return Done(back, "已签收")

    return press(request, act, back=back)


@personal
@require_POST
def received_answer(request: Request, pk: int) -> HttpResponse:
    found = _handled(request, pk, "answer")
    back = reverse("grids:received", args=[pk])
    form = AnswerForm(request.POST, instance=found)

    def act(data: dict[str, Any]) -> Done:
        actions.answer_opinion(by=request.user, opinion=found, at=timezone.now(), **data)
        return Done(back, "已答复")

    def page() -> HttpResponse:
        found.refresh_from_db()
        return _received_page(request, found, form)

    return run(request, form, act, page, back=back)


@personal
@require_POST
def received_raise(request: Request, pk: int) -> HttpResponse:
    found = _handled(request, pk, "raise")
    back = reverse("grids:received", args=[pk])

    def act() -> Done:
        note = request.POST.get("reason", "")[:200]
        actions.raise_opinion(by=request.user, opinion=found, at=timezone.now(), note=note)
        return Done(back, f"已上报{found.get_level_display()}办理")

    return press(request, act, back=back)


@public
@require_safe_or_POST
@walls.beyond("grids.public")
def public_opinion(request: HttpRequest, token: str) -> HttpResponse:
    """What became of an opinion, for who holds its address; asks whether the answer satisfies (GRD-06)."""
    opinion = get_object_or_404(Opinion.objects.select_related("organization", "grid", "joined_to"), token=token)
    form = RatingForm(bound(request))

    def act(data: dict[str, Any]) -> Done:
        try:
            reader = request.user if request.user.is_authenticated else "居民"
            actions.rate_opinion(by=reader, opinion=opinion, at=timezone.now(), **data)
        except (RuleViolation, Conflict) as error:  # a resident is shown the state, not two texts side by side
            if getattr(error, "code", "") == "own-answer":
                raise
            raise RuleViolation("overtaken", "这条民意的状态已经变化，请看下面的最新情况") from error
        return Done(reverse("grids:public_opinion", args=[token]), "谢谢您的评价")

    def page() -> HttpResponse:
        opinion.refresh_from_db()
        address = request.build_absolute_uri(reverse("grids:public_opinion", args=[token]))
        context = {
            "opinion": opinion,
            "followed": opinion.joined_to or opinion,
            "steps": opinion.steps.filter(kind__in=_TOLD),
            "code": qr.svg(address, title="办理情况查询码", scale=4),
            "form": form,
            "may_rate": OPINION.can("rate", opinion, request.user),
            "address": address,
        }
        return render(request, "grids/public_opinion.html", context)

    return run(request, form, act, page)


@public
@require_safe
@walls.beyond("grids.public")
def public_opinion_photo(request: HttpRequest, token: str) -> HttpResponse:
    """The photograph of an opinion, for who holds its address."""
    return photograph_response(get_object_or_404(Opinion, token=token).photo)


@public
@require_safe
@walls.beyond("grids.public")
def public_photo(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """The photograph of a responsible person in force, as it hangs on the wall (S2 三(四))."""
    rows = ResponsiblePerson.objects.in_force(timezone.localdate()).filter(grid__token=token).exclude(photo="")
    return photograph_response(get_object_or_404(rows, pk=pk).photo)
