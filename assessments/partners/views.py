"""What a unit's contact reads of its scores and is asked about its street; the letter to a unit's superior (ASM-06)."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.models import StreetOpinion, UnitScore
from assessments.partners import actions
from assessments.partners.forms import OwnAnswerForm
from assessments.partners.papers import letter
from core.office.documents import download, official_docx
from core.records import walls
from core.web.forms import Done, bound, run
from core.web.guards import Request, personal, require, require_safe_or_POST
from organizations.access import get_scoped
from organizations.models import UnitPresence
from organizations.ties import VIEW

ROWS = 40


@require(VIEW)
@require_safe
def score_letter(request: HttpRequest, pk: int) -> HttpResponse:
    rows = UnitScore.objects.select_related("organization", "unit")
    found: UnitScore = get_scoped(rows, request.user, see=VIEW, pk=pk)
    return download(official_docx(letter(found, today=timezone.localdate())), f"通报函-{found}.docx")


def _units(request: Request) -> Any:
    """Units whose contact asks."""
    held = UnitPresence.objects.filter(contact=request.user.person_id, during__contains=timezone.localdate())
    return held.values("unit")


def _asked(request: Request) -> "QuerySet[StreetOpinion]":
    rows = StreetOpinion.objects.filter(unit__in=_units(request), appraisal__withdrawn_on=None)
    return rows.select_related("unit", "appraisal__organization").order_by("-appraisal__year", "pk")


@personal
@require_safe
def mine(request: Request) -> HttpResponse:
    with walls.beyond("assessments.own_unit"):
        scores = UnitScore.objects.standing().filter(unit__in=_units(request)).select_related("organization", "unit")
        context = {"scores": list(scores.order_by("-year", "pk")[:ROWS]), "asked": list(_asked(request)[:ROWS])}
    return render(request, "assessments/partners/mine.html", context)


@personal
@require_safe_or_POST
@walls.beyond("assessments.own_unit")
def own_opinion(request: Request, pk: int) -> HttpResponse:
    """The unit says what it thinks of its street, once."""
    found = get_object_or_404(_asked(request), pk=pk)
    form = OwnAnswerForm(bound(request), initial={"version": found.version})

    def act(data: dict[str, Any]) -> Done:
        actions.answer(by=request.user, opinion=found, today=timezone.localdate(), **data)
        return Done(reverse("assessments:own_partners"), "意见已送区委组织部")

    context = {"opinion": found, "form": form}
    return run(request, form, act, lambda: render(request, "assessments/partners/own_opinion.html", context))
