"""Stock of each station, communities with and without one, and what anybody may see of a community's goods."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.records import walls
from core.web.guards import Request, public, require
from organizations.models import Organization
from organizations.registers.forms import KEEP
from organizations.scoping import permissions_of
from organizations.ties import VIEW
from services.goods import rules
from services.goods.models import GoodsStation, GoodsStock
from services.views.common import year_asked

PAGE = 50


@require(VIEW)
@require_safe
def stock(request: Request) -> HttpResponse:
    """What lies in every station in sight, line by line."""
    rows = GoodsStock.objects.visible_to(request.user, VIEW).filter(quantity__gt=0)
    rows = rows.select_related("station", "organization").order_by("scope", "station__title", "item", "measure")
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "may_keep": KEEP in permissions_of(request.user),
    }
    return render(request, "services/goods/stock.html", context)


@require(VIEW)
@require_safe
def coverage(request: Request) -> HttpResponse:
    """Communities without a donation station first."""
    rows = rules.coverage(request.user, timezone.localdate())
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "total": len(rows),
        "having": sum(row.has for row in rows),
        "supermarkets": sum(row.supermarkets for row in rows),
        "may_keep": KEEP in permissions_of(request.user),
    }
    return render(request, "services/goods/coverage.html", context)


@public
@require_safe
@walls.beyond("services.public")
def goods_public(request: HttpRequest, pk: int) -> HttpResponse:
    """Stations of a community and what they took in and gave out in a year: goods, amounts, numbers of persons."""
    found = get_object_or_404(Organization.objects.communities(), pk=pk)
    today = timezone.localdate()
    year = year_asked(request, today)
    moved = rules.moved_in(found.pk, year)
    context = {
        "community": found,
        "year": year,
        "years": [
            {"label": f"{each}年", "url": f"?year={each}", "current": each == year}
            for each in (today.year - 1, today.year)
        ],
        "stations": GoodsStation.objects.standing().filter(organization=found, closed_on=None).order_by("title"),
        "moved": moved,
        "persons": sum(each.persons for each in moved),
    }
    return render(request, "services/goods/public.html", context)
