"""The months of a district: what is missing before the close, the protocol, opened again by document (ASM-19)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessments import facts, months, papers
from assessments.forms import ReopenForm
from assessments.models import LateFact, MonthProtocol
from assessments.queries import VIEW
from assessments.rules import DECIDE
from core.office.documents import download, official_docx
from core.web.forms import Done, run
from core.web.guards import Request, require
from organizations.kinds import Kind
from organizations.models import Month, Organization
from organizations.queries import roots_of
from organizations.scoping import may


def _root(request: Request) -> Organization:
    """The organisation whose months the user looks at: the top of what is seen, in one district."""
    found = next(iter(roots_of(request.user, VIEW)), None)
    if found is None:
        raise Http404
    return found


def _district_of(root: Organization) -> Organization:
    return get_object_or_404(Organization, pk__in=[*root.ancestor_ids, root.pk], kind=Kind.DISTRICT_DEPARTMENT)


@require(VIEW)
@require_safe
def all_months(request: Request) -> HttpResponse:
    district = _district_of(_root(request))
    today = timezone.localdate()
    context = {"district": district, "rows": months.listed(district, today=today), "now": timezone.now()}
    return render(request, "assessments/months.html", context)


def _month(root: Organization, pk: int) -> Month:
    """A month of the district that the user works in or below."""
    return get_object_or_404(Month.objects.select_related("district"), district=_district_of(root), pk=pk)


def _page(request: Request, row: Month, root: Organization, form: ReopenForm | None = None) -> HttpResponse:
    protocols = list(
        MonthProtocol.objects.filter(district=row.district, month=row.month).select_related("reopened_by__person")
    )
    decides = may(request.user, DECIDE, row.district)
    lines = months.lacking(root, row.month, now=timezone.now()) if row.closed_at is None else []
    refused = months.why_not_reopened(row) if decides and row.closed_at is not None else ""
    stands = protocols[0] if protocols and row.closed_at is not None else None
    context = {
        "row": row,
        "root": root,
        "closes_at": months.closes_at(row),
        "lines": lines[: months.SHOWN],
        "all": len(lines),
        "sums": months.summed(lines),
        "protocols": protocols,
        "sealed": stands is not None and stands.seal == facts.seal_of(row.district, row.month),
        "stands": stands,
        "late": LateFact.objects.filter(organization=root, month=row.month).count(),
        "refused": refused,
        "form": form
        or (ReopenForm(initial={"until": timezone.localdate()}) if decides and row.closed_at and not refused else None),
    }
    return render(request, "assessments/month.html", context)


@require(VIEW)
@require_safe
def month(request: Request, pk: int) -> HttpResponse:
    """Before the close what is missing in and below the user's organisation; after it what was frozen."""
    root = _root(request)
    return _page(request, _month(root, pk), root)


@require(VIEW)
@require_safe
def protocol_paper(request: Request, pk: int) -> HttpResponse:
    row = _month(_root(request), pk)
    found = MonthProtocol.objects.filter(district=row.district, month=row.month).select_related("district").first()
    if found is None:
        messages.info(request, "封账以后才有纪要")
        return redirect("assessments:month", pk=row.pk)
    return download(official_docx(papers.protocol(found)), f"{row.month:%Y年%m月}封账纪要.docx")


@require(DECIDE)
@require_POST
def reopen(request: Request, pk: int) -> HttpResponse:
    root = _root(request)
    row = _month(root, pk)
    form = ReopenForm(request.POST)

    def act(data: dict[str, Any]) -> Done:
        months.reopen(by=request.user, district=row.district, month=row.month, now=timezone.now(), **data)
        here = reverse("assessments:month", args=[row.pk])
        return Done(here, f"{row.month:%Y年%m月}已重开至{data['until']:%Y-%m-%d}，到期自动封账")

    return run(request, form, act, lambda: _page(request, row, root, form))
