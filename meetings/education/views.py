"""Who of the class has attended, and who has not (MEM-19)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.guards import require
from meetings.education import queries
from meetings.education.models import ClassEducation
from organizations.access import get_scoped

VIEW = "organizations.view_organization"


@require(VIEW)
@require_safe
def roll(request: HttpRequest, pk: int) -> HttpResponse:
    entry: ClassEducation = get_scoped(
        ClassEducation.objects.select_related("organization"), request.user, see=VIEW, pk=pk
    )
    found = queries.roll(entry, today=timezone.localdate())
    return render(request, "meetings/class_education_roll.html", {"entry": entry, "roll": found})
