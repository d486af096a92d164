"""A member's card of a year, for the office that keeps the member and for the member (ASM-16)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments import cards
from core.web.guards import Request, personal, require
from members.models import Membership
from organizations.access import get_scoped
from people.models import Person

VIEW = "organizations.view_member"
YEARS_BACK = 4
"""How far back a card is shown: an appraisal looks at the last years."""


def _year(request: Request) -> int:
    this = timezone.localdate().year
    asked = request.GET.get("year", str(this))
    if not asked.isdigit() or not this - YEARS_BACK <= int(asked) <= this:
        raise Http404
    return int(asked)


def _page(request: Request, person: Person, layout: str, **more: Any) -> HttpResponse:
    today, year = timezone.localdate(), _year(request)
    context = {
        "person": person,
        "card": cards.card_of(person.pk, year=year, today=today, reader=more.get("reader")),
        "years": [
            {"label": f"{each}年", "url": f"?year={each}", "current": each == year}
            for each in range(today.year, today.year - YEARS_BACK - 1, -1)
        ],
        "layout": layout,
        "spell": more.get("spell"),
    }
    return render(request, "assessments/card.html", context)


@require(VIEW)
@require_safe
def card(request: Request, pk: int) -> HttpResponse:
    """``pk``: a relationship of the member in scope."""
    rows = Membership.objects.select_related("person", "organization")
    spell: Membership = get_scoped(rows, request.user, see=VIEW, pk=pk)
    return _page(request, spell.person, "base.html", spell=spell, reader=request.user)


@personal
@require_safe
def my_card(request: Request) -> HttpResponse:
    return _page(request, Person.objects.get(pk=request.user.person_id), "phone.html")
