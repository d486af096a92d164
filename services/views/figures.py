"""Pages beside the registers of figures and places: the latest figures of each, and places by kind (SVC-07, SVC-14)."""

from collections import Counter
from typing import Any

from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.guards import Request, require
from organizations.kinds import Kind
from services.models import Course, CulturePlace, ServiceFigures
from services.registers_figures import attendances_of, classes_of, own_of, points_of
from services.views.common import year_asked

VIEW = "organizations.view_organization"
LIMIT = 500


@require(VIEW)
@require_safe
def latest_figures(request: Request) -> HttpResponse:
    """Of each organisation in sight what it reported last; the sums are of communities where any reports, else of the
    streets themselves, so that nothing is counted twice."""
    rows = ServiceFigures.objects.visible_to(request.user, VIEW).standing()
    newest = rows.order_by("organization_id", "-on", "-pk").distinct("organization_id").values("pk")
    found = list(
        ServiceFigures.objects.filter(pk__in=newest)
        .select_related("organization")
        .prefetch_related("trades", "classes")
        .order_by("organization__path")[:LIMIT]
    )
    lines = [
        {
            "entry": each,
            "points": points_of(each),
            "own": own_of(each),
            "classes": classes_of(each),
            "attendances": attendances_of(each),
        }
        for each in found
    ]
    communities = [line for line in lines if line["entry"].organization.kind == Kind.COMMUNITY]
    summed = communities or lines
    trades: Counter[str] = Counter()
    for line in summed:
        trades.update({trade.trade: trade.points for trade in line["entry"].trades.all()})
    names = ("points", "own", "classes", "attendances")
    total = {name: sum(line[name] for line in summed) for name in names}
    total |= {name: sum(getattr(line["entry"], name) for line in summed) for name in ("jobs", "placed")}
    context = {"lines": lines, "total": total, "trades": trades.most_common(), "of_communities": bool(communities)}
    return render(request, "services/latest_figures.html", context)


@require(VIEW)
@require_safe
def place_kinds(request: Request) -> HttpResponse:
    """Of each kind how many places are open, in how many communities, and the courses of a year."""
    year = year_asked(request, timezone.localdate())
    places = CulturePlace.objects.visible_to(request.user, VIEW).standing()
    there = Count("pk", filter=Q(closed_on=None))
    communities = Count("organization", filter=Q(closed_on=None), distinct=True)
    counted: dict[str, Any] = {}
    for row in places.order_by().values("kind").annotate(n=there, communities=communities):
        counted[row["kind"]] = row
    courses = Course.objects.filter(place__in=places.order_by().values("pk"), held_on__year=year).order_by()
    given: dict[str, Any] = {}
    for line in courses.values("place__kind").annotate(n=Count("pk"), people=Sum("attendances")):
        given[line["place__kind"]] = line
    lines = [
        {
            "label": label,
            "places": counted.get(kind, {}).get("n", 0),
            "communities": counted.get(kind, {}).get("communities", 0),
            "courses": given.get(kind, {}).get("n", 0),
            "people": given.get(kind, {}).get("people", 0),
        }
        for kind, label in CulturePlace.Kind.choices
    ]
    context = {
        "year": year,
        "years": [{"label": f"{each}年", "url": f"?year={each}", "current": each == year} for each in (year - 1, year)],
        "lines": lines,
    }
    return render(request, "services/place_kinds.html", context)
