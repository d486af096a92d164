"""A member's own page: what was done this year, the time that the unit guarantees, and a new record."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.web.forms import Done, bound, run
from core.web.guards import Request, personal, require_safe_or_POST
from organizations.mandates import rules
from organizations.mandates.forms import OwnWorkForm
from organizations.mandates.register import WORK
from organizations.models import MandateWork
from organizations.registers import actions
from people.models import Person


@personal
@require_safe_or_POST
def mine(request: Request) -> HttpResponse:
    """Own records of the year, and the form of a new one where a mandate is held."""
    today, person = timezone.localdate(), request.user.person_id
    seats = rules.seats_of(person, today)
    form = OwnWorkForm(bound(request), seats=seats)

    def act(data: dict[str, Any]) -> Done:
        own = Person.objects.get(pk=person)
        actions.enter(by=request.user, register=WORK, today=today, person=own, confirmed_on=None, **data)
        return Done("organizations:my_mandate", "履职记录已登记，由大党委确认后计入")

    def page() -> HttpResponse:
        held = list(seats)
        rows = MandateWork.objects.filter(person=person, done_on__year=today.year, withdrawn_on=None)
        years = [(each, rules.years_of(each, [person], year=today.year, until=today)[person]) for each in held]
        context = {"form": form if held else None, "rows": rows.order_by("-done_on", "-pk"), "years": years}
        return render(request, "organizations/mandates/mine.html", context)

    return run(request, form, act, page)
