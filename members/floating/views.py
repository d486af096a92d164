"""The contact card on paper, and the directory (MEM-12)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.office import documents
from core.web.guards import require
from members.floating import papers, queries
from members.floating.models import FloatingMember
from organizations.access import get_scoped

VIEW = "organizations.view_organization"


@require(VIEW)
@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """The two halves of the card, as PDF."""
    rows = FloatingMember.objects.select_related("organization", "person")
    entry: FloatingMember = get_scoped(rows, request.user, see=VIEW, pk=pk)
    return documents.download(papers.card(entry), f"{entry.person.name}双向联系卡.pdf")


@require(VIEW)
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Who is out and in, by community, with the organisations that gather them."""
    lines = queries.directory(request.user, today=timezone.localdate(), permission=VIEW)
    return render(request, "members/floating_directory.html", {"lines": lines})
