"""The annual form of meetings, on a page and as a workbook (MTG-09)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.office.documents import download
from core.office.spreadsheets import Column, SheetSpec, write
from core.web.guards import require
from meetings import annual as forms
from meetings import ledger as ledgers
from meetings.forms import year_of
from meetings.views.office import VIEW

PAGE_SIZE = 100
FILE_LIMIT = 5_000


@require(VIEW)
@require_safe
def annual(request: HttpRequest) -> HttpResponse:
    """One row for each organisation in scope that holds meetings; the sum of those shown."""
    this_year = timezone.localdate().year
    year = year_of(request.GET.get("year"), default=this_year)
    holders = ledgers.holders(request.user, VIEW).order_by("path")
    page = Paginator(holders, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "year": year,
        "next_year": year + 1 if year < this_year else None,
        "page": page,
        "form": forms.of_year(request.user, VIEW, list(page.object_list), year),
    }
    return render(request, "meetings/annual.html", context)


@require(VIEW)
@require_safe
def annual_file(request: HttpRequest) -> HttpResponse:
    """The whole form as a workbook, with its sum."""
    year = year_of(request.GET.get("year"), default=timezone.localdate().year)
    holders = list(ledgers.holders(request.user, VIEW).order_by("path")[:FILE_LIMIT])
    form = forms.of_year(request.user, VIEW, holders, year)
    columns = [Column("组织"), Column("类别"), *(Column(kind.label, "integer") for kind in form.kinds)]
    columns += [Column(name, "integer") for name in ("合计", "应到人次", "实到人次", "决议", "已办结")]
    rows = [
        [
            line.organization.name if line.organization else "合计",
            line.organization.get_kind_display() if line.organization else "",
            *line.cells(form.kinds),
            line.total,
            line.entitled,
            line.present,
            line.resolved,
            line.done,
        ]
        for line in (*form.lines, form.sum)
    ]
    content = write([SheetSpec("会议", columns, rows, title=f"{year}年会议情况年度报表")])
    return download(content, f"{year}年会议情况年度报表.xlsx")
