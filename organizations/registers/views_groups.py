"""Every community with its residents' groups and their Party members (ORG-23)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.guards import require
from organizations.models import Organization
from organizations.registers import branch_groups, groups
from organizations.views import PAGE, VIEW, tabs


@require(VIEW)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Communities in sight, a page at a time."""
    today = timezone.localdate()
    communities = Organization.objects.visible_to(request.user, VIEW).communities().in_force(today).order_by("path")
    page = Paginator(communities, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": groups.rows(list(page), today), "tabs": tabs("organizations:registers")}
    return render(request, "organizations/registers/groups.html", context)


@require(VIEW)
@require_safe
def one_plus_three(request: HttpRequest) -> HttpResponse:
    """Core, body and the three kinds of branch of every community in sight, and what is missing (ORG-04)."""
    today = timezone.localdate()
    communities = Organization.objects.visible_to(request.user, VIEW).communities().in_force(today).order_by("path")
    page = Paginator(communities, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": branch_groups.rows(list(page), today),
        "labels": [label for label, _kinds in branch_groups.THREE],
        "tabs": tabs("organizations:registers"),
    }
    return render(request, "organizations/registers/one_plus_three.html", context)
