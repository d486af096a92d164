"""Pages beside the registers: festivals by level (SVC-17), communities without a paired department (SVC-12)."""

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.guards import Request, require
from organizations.models import Organization
from services.models import CultureEvent, DepartmentPairing
from services.views.common import year_asked

VIEW = "organizations.view_organization"


@require(VIEW)
@require_safe
def levels(request: Request) -> HttpResponse:
    """One line a level and the sum of a year, in the user's sight; those of festivals besides."""
    year = year_asked(request, timezone.localdate())
    rows = CultureEvent.objects.visible_to(request.user, VIEW).standing().filter(held_on__year=year).order_by()
    counts = {
        "events": Count("pk"),
        "festivals": Count("pk", filter=~Q(festival="")),
        "people": Sum("participants", default=0),
    }
    context = {
        "year": year,
        "years": [{"label": f"{each}年", "url": f"?year={each}", "current": each == year} for each in (year - 1, year)],
        "lines": list(rows.values("level").annotate(**counts).order_by("-events", "level")),
        "total": rows.aggregate(**counts),
    }
    return render(request, "services/culture_levels.html", context)


@require(VIEW)
@require_safe
def unpaired(request: Request) -> HttpResponse:
    """Communities in sight that no department looks after today, and how many have one."""
    today = timezone.localdate()
    mine = Organization.objects.visible_to(request.user, VIEW).communities().in_force(today)
    paired = DepartmentPairing.objects.standing().filter(during__contains=today, organization=OuterRef("pk"))
    rows = mine.annotate(paired=Exists(paired)).order_by("path")
    context = {
        "page": Paginator(rows.filter(paired=False), 50).get_page(request.GET.get("page")),
        "total": rows.count(),
        "paired": rows.filter(paired=True).count(),
    }
    return render(request, "services/unpaired.html", context)
