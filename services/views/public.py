"""What anybody may see: the agreements that a community has published (SVC-01). No sign-in."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.records import walls
from core.web.guards import public
from organizations.models import Organization
from services import queries
from services.views.common import year_asked

PAGE = 20


@public
@require_safe
@walls.beyond("services.public")
def community(request: HttpRequest, pk: int) -> HttpResponse:
    """Published agreements of a community and a year: unit, aims, items with their deadlines and how far they are."""
    found = get_object_or_404(Organization.objects.communities(), pk=pk)
    today = timezone.localdate()
    year = year_asked(request, today)
    rows = queries.with_progress(queries.published(found, year), today=today).prefetch_related("items")
    context = {
        "community": found,
        "year": year,
        "years": [
            {"label": f"{each}年", "url": f"?year={each}", "current": each == year}
            for each in (today.year - 1, today.year)
        ],
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "today": today,
    }
    return render(request, "services/public.html", context)
