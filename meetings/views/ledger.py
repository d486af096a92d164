"""The ledger of an organisation and year: on one page, printed, as PDF and Excel (MTG-14)."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.office.documents import download
from core.web.guards import require
from meetings import ledger as ledgers
from meetings import ledger_files
from meetings.forms import FIRST_YEAR, LAST_YEAR, year_of
from meetings.views.office import VIEW
from organizations.access import get_scoped
from organizations.models import Organization

PAGE_SIZE = 60


@require(VIEW)
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Organisations that keep a ledger, by name; the only one is opened at once."""
    found = ledgers.holders(request.user, VIEW).order_by("path")
    name = request.GET.get("name", "").strip()[:40]
    page = Paginator(found.filter(name__contains=name) if name else found, PAGE_SIZE).get_page(request.GET.get("page"))
    if page.paginator.count == 1 and not name:
        return redirect("meetings:ledger", pk=page.object_list[0].pk)
    return render(request, "meetings/ledgers.html", {"page": page, "name": name})


def _find(request: HttpRequest, pk: int) -> Organization:
    found: Organization = get_scoped(Organization.objects, request.user, see=VIEW, pk=pk)
    return found


@require(VIEW)
@require_safe
def ledger(request: HttpRequest, pk: int) -> HttpResponse:
    now = timezone.now()
    this_year = timezone.localdate(now).year
    year = year_of(request.GET.get("year"), default=this_year)
    organization = _find(request, pk)
    context = {
        "ledger": ledgers.of_year(request.user, VIEW, organization, year, now=now),
        "organization": organization,
        "year": year,
        "next_year": year + 1 if year < this_year else None,
        "months": range(1, 13),
    }
    return render(request, "meetings/ledger.html", context)


@require(VIEW)
@require_safe
def download_ledger(request: HttpRequest, pk: int, year: int, suffix: str) -> HttpResponse:
    """The same ledger as a file: one landscape page, or a workbook."""
    organization = _find(request, pk)
    if suffix not in ledger_files.FILES or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    found = ledgers.of_year(request.user, VIEW, organization, year, now=timezone.now())
    content = ledger_files.FILES[suffix](found)
    return download(content, f"{year}年{organization.name}三会一课台账.{suffix}")
