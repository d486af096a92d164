"""Which of the topics that a big committee decides its resolutions cover (MTG-13)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.guards import require
from meetings import topics
from meetings.forms import year_of
from meetings.models import Resolution
from meetings.views.office import VIEW
from organizations.kinds import Kind
from organizations.models import Organization

PAGE_SIZE = 30


@require(VIEW)
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Each big committee in scope with every topic: how many resolutions, and which topic has none."""
    today = timezone.localdate()
    year = year_of(request.GET.get("year"), default=today.year)
    committees = Organization.objects.visible_to(request.user, VIEW).filter(
        kind=Kind.BIG_COMMITTEE, external=False, dissolved_on__isnull=True
    )
    page = Paginator(committees.order_by("path"), PAGE_SIZE).get_page(request.GET.get("page"))
    seen = Resolution.objects.visible_to(request.user, VIEW)
    context = {
        "year": year,
        "next_year": year + 1 if year < today.year else None,
        "page": page,
        "rows": topics.coverage(list(page.object_list), seen, year, today=today),
    }
    return render(request, "meetings/topics.html", context)
