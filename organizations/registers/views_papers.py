"""Published working rules: of one's own communities for every member, each by its address for anybody."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.records import walls
from core.web.guards import Request, personal, public
from organizations.kinds import Kind
from organizations.models import Organization, WorkingRule
from organizations.registers import papers
from organizations.ties import paths_of


@personal
@require_safe
def published(request: Request) -> HttpResponse:
    """Rules in force in the communities to which the person belongs."""
    today = timezone.localdate()
    above = {int(step) for path in paths_of(request.user.person_id, today) for step in path.split(".") if step}
    homes = Organization.objects.filter(pk__in=above, kind=Kind.COMMUNITY).values_list("path", flat=True)
    rows: Any = papers.published_in(homes, today)
    return render(request, "organizations/registers/published_rules.html", {"rows": rows})


@public
@require_safe
def published_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """The text of a published version, with what it is today; a withdrawn or unpublished one is not there."""
    today = timezone.localdate()
    with walls.beyond("organizations.published_rules"):
        rows = WorkingRule.objects.filter(withdrawn_on=None, published_on__lte=today).select_related("organization")
        rule = get_object_or_404(rows, pk=pk)
        context = {"rule": rule, "state": papers.state_of(rule, today)}
    return render(request, "organizations/registers/published_rule.html", context)
