"""Pages beside the registers of brands and publicity: what anybody reads, and the numbers of a year (ASM-17)."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments import showcases
from assessments.models import Showcase, ShowcaseKind
from core.records import walls
from core.web.guards import Request, public, require
from organizations.models import Organization
from organizations.ties import VIEW

PAGE, YEARS = 50, 3


@public
@require_safe
def published(request: HttpRequest, pk: int) -> HttpResponse:
    """A published brand or case with what was reported of it; one not published, or taken down, is not there."""
    with walls.beyond("assessments.showcase"):
        rows = Showcase.objects.filter(withdrawn_on=None, published_on__lte=timezone.localdate())
        row = get_object_or_404(rows.select_related("organization"), pk=pk)
        press = list(row.press.filter(withdrawn_on=None).order_by("-issued_on", "pk"))
    return render(request, "assessments/showcase_public.html", {"row": row, "press": press})


@require(VIEW)
@require_safe
def counts(request: Request) -> HttpResponse:
    """Every community in sight with its brands, cases and reports of a year; a number opens its records."""
    this = timezone.localdate().year
    asked = request.GET.get("year", str(this))
    years = range(this - YEARS + 1, this + 1)
    if asked not in map(str, years):
        raise Http404
    year, what = int(asked), request.GET.get("what", "")
    communities = Organization.objects.visible_to(request.user, VIEW).communities().in_force(timezone.localdate())
    page = Paginator(communities.order_by("path"), PAGE).get_page(request.GET.get("page"))
    context = {
        "year": year,
        "years": [{"label": f"{each} 年", "url": f"?year={each}", "current": each == year} for each in years],
        "labels": [label for _what, label in showcases.COUNTED],
        "page": page,
        "lines": showcases.counts(request.user, list(page.object_list), year),
        "total": showcases.total(request.user, year),
    }
    if what:
        context |= _records(request, what, year, communities)
    return render(request, "assessments/showcase_counts.html", context)


def _records(request: Request, what: str, year: int, communities: object) -> dict[str, object]:
    """The list behind one number."""
    labels = dict(showcases.COUNTED)
    pk = request.GET.get("organization", "")
    if what not in labels or (pk and not pk.isdecimal()):
        raise Http404
    community = get_object_or_404(communities, pk=int(pk)) if pk else None  # type: ignore[arg-type]
    rows = showcases.records(request.user, what, year, community)
    where = community.name if community is not None else "全部社区"
    register = showcases.SHOWCASES if what in ShowcaseKind.values else showcases.PRESS
    return {"records": rows, "record_page": register.address("entry"), "heading": f"{where} {year} 年{labels[what]}"}
