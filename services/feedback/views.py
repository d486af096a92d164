"""Pages of one feedback card: the community's, and the unit's contact's on the phone with its return (MEM-05)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.office import documents
from core.web.forms import Done, bound, run
from core.web.guards import Request, personal, require, require_safe_or_POST
from organizations.access import get_scoped
from organizations.ties import VIEW
from services.feedback import actions, queries
from services.feedback.forms import OwnReturnForm
from services.feedback.models import FeedbackCard
from services.feedback.papers import card_pdf


def _found(request: HttpRequest, pk: int) -> FeedbackCard:
    rows = FeedbackCard.objects.select_related("round__organization", "organization")
    found: FeedbackCard = get_scoped(rows, request.user, see=VIEW, pk=pk)
    return found


@require(VIEW)
@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is on the card of one unit, and what came back."""
    found = _found(request, pk)
    return render(request, "services/feedback/card.html", {"card": found, "lines": queries.lines_of(found)})


def _paper(found: FeedbackCard) -> HttpResponse:
    return documents.download(card_pdf(found, queries.lines_of(found)), f"反馈卡-{found.unit_name}.pdf")


@require(VIEW)
@require_safe
def card_paper(request: HttpRequest, pk: int) -> HttpResponse:
    return _paper(_found(request, pk))


@personal
@require_safe
def own_cards(request: Request) -> HttpResponse:
    """Cards of the units whose contact asks."""
    rows = queries.cards_of_contact(request.user.person_id, today=timezone.localdate())
    return render(request, "services/feedback/own_cards.html", {"cards": rows[:40]})


def _own(request: Request, pk: int) -> FeedbackCard:
    rows = queries.cards_of_contact(request.user.person_id, today=timezone.localdate())
    return get_object_or_404(rows.select_related("round__organization"), pk=pk)


@personal
@require_safe_or_POST
def own_card(request: Request, pk: int) -> HttpResponse:
    """The contact reads the card and sends the return."""
    found = _own(request, pk)
    form = OwnReturnForm(bound(request), initial={"version": found.version})

    def act(data: dict[str, Any]) -> Done:
        actions.answer(by=request.user, card=found, today=timezone.localdate(), **data)
        return Done(reverse("services:own_card", args=[pk]), "回执已送回社区")

    context = {"card": found, "lines": queries.lines_of(found), "form": form}
    return run(request, form, act, lambda: render(request, "services/feedback/own_card.html", context))


@personal
@require_safe
def own_card_paper(request: Request, pk: int) -> HttpResponse:
    return _paper(_own(request, pk))
