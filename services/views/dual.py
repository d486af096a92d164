"""Dual service and dual choice (MEM-06): a unit's group on the phone; how people took part, and pledges kept."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.forms import Done, bound, run
from core.web.guards import Request, personal, require, require_safe_or_POST
from members.registrations.queries import presences_of_contact
from services import actions, dual
from services.forms import GroupForm, WayFilter
from services.models import Activity
from services.queries import VIEW
from services.views.common import year_asked

PAGE = 50


@personal
@require_safe_or_POST
def group(request: Request, presence: int, pk: int) -> HttpResponse:
    """The unit's contact ticks who of its members comes to one activity of the community."""
    now = timezone.now()
    own = presences_of_contact(request.user.person_id, today=timezone.localdate(now))
    place = get_object_or_404(own, pk=presence)
    rows = Activity.objects.open(now).filter(organization=place.organization_id).select_related("organization")
    activity = get_object_or_404(rows, pk=pk)
    colleagues = dual.colleagues(place.unit_id, activity)
    listed = activity.helpers.filter(unit=place.unit_id).order_by("pk").values_list("name", flat=True)
    given = (bound(request), request.FILES or None)
    form = GroupForm(*given, colleagues=colleagues, unit_id=place.unit_id, listed=listed)

    def act(data: dict[str, Any]) -> Done:
        new, back = actions.set_group(by=request.user, activity=activity, presence=place, persons=form.chosen(), at=now)
        more, less = actions.set_unit_list(
            by=request.user, activity=activity, unit=place.unit, names=form.listed(), at=now
        )
        return Done("services:mine", f"集体报名已更新：新增 {new + more} 人，退出 {back + less} 人")

    alone = [each.person.name for each in colleagues if each.claim and not each.comes_with(place.unit_id)]
    context = {
        "activity": activity,
        "place": place,
        "form": form,
        "alone": alone,
        "left": activity.places - activity.taken,
    }
    return run(request, form, act, lambda: render(request, "services/group.html", context))


@require(VIEW)
@require_safe
def participation(request: Request) -> HttpResponse:
    """Who came to the services of a year, and how: the list behind the numbers."""
    year = year_asked(request, timezone.localdate())
    form = WayFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = dual.claims(request.user, year, choice=chosen.get("choice", ""), service=chosen.get("service", ""))
    rows = rows.select_related("person", "activity", "organization", "registration", "unit")
    page = Paginator(rows.order_by("-activity__starts_at", "pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "services/participation.html", {"page": page, "form": form, "year": year})


@require(dual.SEE_MEMBERS)
@require_safe
def kept(request: Request) -> HttpResponse:
    """Pledges of members who registered, and how often each was kept this year."""
    today = timezone.localdate()
    page = Paginator(dual.pledges(request.user, today.year, today=today), PAGE).get_page(request.GET.get("page"))
    return render(request, "services/kept.html", {"page": page, "year": today.year})
