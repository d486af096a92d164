"""Two-way pledges: what units and the community promised each other, and how far it is kept (SVC-02; S2 三(二))."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.guards import Request, require
from services import queries
from services.models import PLEDGED_BY_COMMUNITY, PLEDGED_BY_UNIT, Agreement
from services.queries import VIEW
from services.views.common import year_asked

PAGE = 20
SHOWN = (("", "全部"), ("unit", "单位没有承诺"), ("community", "社区没有承诺"))


@require(VIEW)
@require_safe
def pledges(request: Request) -> HttpResponse:
    """Promises of both sides of every agreement in force or over, with their state and evidence."""
    today = timezone.localdate()
    year = year_asked(request, today)
    signed = queries.agreements(request.user).of_year(year).signed()
    sides = {"unit": PLEDGED_BY_UNIT, "community": PLEDGED_BY_COMMUNITY}
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in sides else ""
    rows = queries.lacking_pledges(signed, sides[chosen]) if chosen else signed
    page = Paginator(rows.order_by("organization__path", "unit__name", "pk"), PAGE).get_page(request.GET.get("page"))
    agreements: list[Agreement] = list(page.object_list)
    found = queries.pledges_of(agreements)
    context = {
        "year": year,
        "tabs": [
            {"label": label, "url": f"?year={year}&show={value}", "current": value == chosen} for value, label in SHOWN
        ],
        "counts": queries.pledge_counts(signed),
        "rows": [
            {
                "agreement": agreement,
                "sides": [
                    (title, [item for item in found[agreement.pk] if item.pledge in side])
                    for title, side in (("单位承诺", PLEDGED_BY_UNIT), ("社区承诺", PLEDGED_BY_COMMUNITY))
                ],
            }
            for agreement in agreements
        ],
        "page": page,
        "today": today,
    }
    return render(request, "services/pledges.html", context)
