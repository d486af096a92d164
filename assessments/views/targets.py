"""The target board, and the list behind each of its numbers (ASM-10)."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments import targets
from assessments.queries import DASHBOARD
from assessments.target_lines import ALL, Computed, Points, Rows
from assessments.views.dashboard import chosen_organization
from core.web.guards import Request, require

PAGE = 50


@require(DASHBOARD)
@require_safe
def board(request: Request) -> HttpResponse:
    organization = chosen_organization(request)
    shown = targets.board(organization, today=timezone.localdate())
    return render(request, "assessments/targets.html", {"organization": organization, "board": shown})


@require(DASHBOARD)
@require_safe
def target(request: Request) -> HttpResponse:
    """Whom a number of the board counts, what lacks first."""
    organization, today = chosen_organization(request), timezone.localdate()
    chosen = ALL.get(request.GET.get("target", ""))
    years = targets.years_of(organization, today)
    asked = request.GET.get("year", str(today.year))
    if not isinstance(chosen, (Rows, Computed, Points)) or asked not in map(str, years):
        raise Http404
    found = targets.lines(organization, chosen, year=int(asked), today=today)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "organization": organization,
        "target": chosen,
        "year": int(asked),
        "years": [
            {
                "label": f"{each} 年",
                "url": f"?target={chosen.key}&organization={organization.pk}&year={each}",
                "current": str(each) == asked,
            }
            for each in years
        ],
        "page": page,
        "rows": [(line, chosen.url(line)) for line in page.object_list],
        "told": f"{len(found):,} 条，其中达到 {sum(line.reached for line in found):,} 条",
    }
    return render(request, "assessments/target.html", context)
