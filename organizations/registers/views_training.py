"""Pages of training alone: who has not been trained this year, who was at a class, one's own classes."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.forms import Done, bound
from core.web.guards import Request, personal, require, require_safe_or_POST
from organizations.access import get_scoped
from organizations.desks.queries import lines_of_person
from organizations.models import Organization, Training
from organizations.registers import forms, training
from organizations.registers.forms import KEEP
from organizations.registers.persons import person_named
from organizations.scoping import permissions_of
from organizations.views import PAGE, VIEW, show, tabs
from people.models import Person


@require(VIEW)
@require_safe
def untrained(request: HttpRequest) -> HttpResponse:
    """Who owes training of a year in the user's scope, by kind; with ``all`` also who had it."""
    today = timezone.localdate()
    form = forms.UntrainedFilter(request.GET, today=today, needs=list(training.needs().items()))
    data = form.cleaned_data if form.is_valid() else {}
    year = data.get("year") or today.year
    rows = training.trainees(request.user, year=year, today=today, keys=[data["need"]] if data.get("need") else None)
    names = dict(Organization.objects.filter(pk__in={row.organization_id for row in rows}).values_list("pk", "name"))
    if text := data.get("q"):
        rows = [row for row in rows if text in row.name or text in names[row.organization_id]]
    counted = Counter((row.key, row.done) for row in rows)
    if not data.get("all"):
        rows = [row for row in rows if not row.done]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(row, names[row.organization_id]) for row in page],
        "totals": [
            (label, counted[key, True] + counted[key, False], counted[key, True], counted[key, False])
            for key, label in training.needs().items()
            if counted[key, True] + counted[key, False]
        ],
        "year": year,
        "may_keep": KEEP in permissions_of(request.user),
        "tabs": tabs("organizations:registers"),
    }
    return render(request, "organizations/registers/untrained.html", context)


@require(VIEW)
@require_safe_or_POST
def attend(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    found: Training = get_scoped(
        Training.objects.select_related("organization"), request.user, see=VIEW, need=KEEP, pk=pk
    )
    offered = training.offered(request.user, found, today=today)
    form = forms.AttendForm(bound(request), user=request.user, offered=offered)
    back = reverse("organizations:training_entry", args=[pk])

    def act(data: dict[str, Any]) -> Done:
        named = person_named(data, forms.AttendForm.asked[0], request.user)
        persons = [*Person.objects.filter(pk__in=data.pop("persons", ())).order_by("pk"), *([named] if named else [])]
        number = training.attend(by=request.user, training=found, persons=persons, today=today, **data)
        return Done(back, f"已登记 {number} 名参加人员")

    crumbs = [
        (reverse("organizations:registers"), "台账"),
        (reverse("organizations:training"), "培训"),
        (back, found.title),
    ]
    context = {"title": "登记参加人员", "button": "登记", "crumbs": crumbs, "back": back}
    return show(request, form, act, "organizations/registers/form.html", **context)


@personal
@require_safe
def mine(request: Request) -> HttpResponse:
    """What training the person still owes this year, and every class attended."""
    owed = [line for line in lines_of_person(request.user.person_id, now=timezone.now()) if line.key == "training.own"]
    context = {"owed": owed[0] if owed else None, "rows": training.own(request.user.person_id)}
    return render(request, "organizations/registers/my_training.html", context)
