"""The monthly ledger, the yearly form, and the file for the national system (MEM-23)."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.chinese.dates import add_months, month_start
from core.office import documents
from core.web.guards import Request, require
from members import queries
from members.forms import RegisterFilterForm
from members.ledger import national, papers
from members.ledger.changes import TITLES, Ledger, ledger
from members.ledger.yearbook import Yearbook, workbook, yearbook
from members.models import Membership
from members.views_statistics import PlaceForm
from organizations.access import get_scoped
from organizations.models import Organization
from organizations.scoping import may

VIEW, EXPORT = "organizations.view_member", "organizations.export_data"
MONTHS, YEARS = 24, 5


class MonthForm(PlaceForm):
    month = forms.ChoiceField(label="月份", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = [add_months(month_start(today), -number) for number in range(MONTHS)]
        self.fields["month"].choices = [(f"{each:%Y-%m}", f"{each:%Y年%-m月}") for each in months]  # type: ignore[attr-defined]


class YearForm(PlaceForm):
    year = forms.TypedChoiceField(label="年度", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(today.year, today.year - YEARS, -1)
        self.fields["year"].choices = [(each, f"{each}年") for each in years]  # type: ignore[attr-defined]


def _month(request: Request) -> tuple[MonthForm, Ledger]:
    today = timezone.localdate()
    form = MonthForm(request.GET or None, user=request.user, today=today)
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}
    organization = data.get("organization") or form.default
    if organization is None:
        raise Http404
    chosen = data.get("month") or f"{today:%Y-%m}"
    first = date(int(chosen[:4]), int(chosen[5:]), 1)
    last = min(date.fromordinal(add_months(first, 1).toordinal() - 1), today)
    form.initial = {"organization": organization, "month": chosen}
    return form, ledger(organization, first, last)


@require(VIEW)
@require_safe
def changes(request: Request) -> HttpResponse:
    form, found = _month(request)
    context = {"form": form, "ledger": found, "titles": TITLES, "month": form.initial["month"]}
    return render(request, "members/ledger.html", context)


@require(VIEW)
@require_safe
def changes_pdf(request: Request) -> HttpResponse:
    _, found = _month(request)
    name = f"{found.organization.name}{found.first:%Y年%-m月}党员增减变动台账.pdf"
    return documents.download(papers.ledger_pdf(found), name)


def _year(request: Request) -> tuple[YearForm, Yearbook]:
    today = timezone.localdate()
    form = YearForm(request.GET or None, user=request.user, today=today)
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}
    organization = data.get("organization") or form.default
    if organization is None:
        raise Http404
    year = data.get("year") or today.year
    form.initial = {"organization": organization, "year": year}
    return form, yearbook(request.user, organization, year=year, today=today)


@require(VIEW)
@require_safe
def year_form(request: Request) -> HttpResponse:
    form, book = _year(request)
    context = {
        "form": form,
        "book": book,
        "titles": TITLES,
        "year": form.initial["year"],
        "may_export": may(request.user, EXPORT, book.organization),
    }
    return render(request, "members/yearbook.html", context)


@require(VIEW, EXPORT)
@require_safe
def year_form_export(request: Request) -> HttpResponse:
    _, book = _year(request)
    get_scoped(Organization.objects, request.user, see=VIEW, need=EXPORT, pk=book.organization.pk)
    return documents.download(workbook(book, by=request.user), f"{book.organization.name}党内统计{book.as_of}.xlsx")


@require(EXPORT)
@require_safe
def national_export(request: Request) -> HttpResponse:
    """The filtered register in the columns of the national system, of what the user may take out."""
    today = timezone.localdate()
    form = RegisterFilterForm(request.GET, organizations=Organization.objects.visible_to(request.user, VIEW))
    rows = queries.register(request.user, form.chosen(), today=today)
    mine = Membership.objects.visible_to(request.user, EXPORT).order_by().values("pk")
    content = national.workbook(rows.filter(pk__in=mine), by=request.user)
    return documents.download(content, f"党员信息{today:%Y%m%d}.xlsx")
