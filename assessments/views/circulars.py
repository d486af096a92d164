"""Quarterly circulars, the year's papers and years side by side (ASM-20)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessments import circulars as telling
from assessments import comparison, papers, queries, rules
from assessments.forms import CircularForm, WithdrawForm
from assessments.models import Circular, Evaluation, Scheme
from assessments.queries import VIEW
from assessments.rules import DECIDE
from assessments.views.evaluations import address_of, evaluation_in_scope, kind_asked, tabs_of, year_asked
from core.office.documents import download, official_docx
from core.web.forms import Done, run
from core.web.guards import Request, require, require_safe_or_POST
from organizations.access import get_scoped
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.queries import roots_of
from organizations.scoping import may


def _districts(request: Request) -> list[int]:
    """The districts that the user works in or below: their circulars are told to all of them."""
    roots = roots_of(request.user, VIEW)
    above = {step for root in roots for step in (*root.ancestor_ids, root.pk)}
    return list(Organization.objects.filter(pk__in=above, kind=Kind.DISTRICT_DEPARTMENT).values_list("pk", flat=True))


def _told(request: Request, pk: int) -> Circular:
    rows = Circular.objects.told_to(_districts(request)).select_related("scheme__district", "issued_by__person")
    return get_object_or_404(rows, pk=pk)


@require(VIEW)
@require_safe
def circulars(request: Request) -> HttpResponse:
    """What was told, newest first; for the district also the schemes whose quarter can be told."""
    rows = Circular.objects.told_to(_districts(request)).select_related("scheme", "issued_by__person")
    schemes = Scheme.objects.visible_to(request.user, DECIDE).counting().select_related("district")
    today = timezone.localdate()
    waiting = [
        (scheme, telling.open_quarters(scheme, today=today))
        for scheme in schemes.filter(year__gte=today.year - 1).order_by("-year", "series")
    ]
    context = {"rows": rows, "waiting": [(scheme, quarters) for scheme, quarters in waiting if quarters]}
    return render(request, "assessments/circulars.html", context)


def _scheme(request: Request, pk: int) -> Scheme:
    found: Scheme = get_scoped(Scheme.objects.select_related("district"), request.user, see=VIEW, need=DECIDE, pk=pk)
    return found


def _draft_page(request: Request, scheme: Scheme, form: CircularForm, quarters: list[int]) -> HttpResponse:
    asked = form["quarter"].value() or (quarters[-1] if quarters else "")
    quarter = int(asked) if str(asked).isdigit() else 0
    refused = telling.why_not(scheme, quarter, today=timezone.localdate())
    lines = [] if refused else telling.draft(scheme, quarter=quarter, now=timezone.now())
    context = {
        "scheme": scheme,
        "form": form,
        "lines": lines,
        "quarter": quarter,
        "refused": refused,
        "choices": [
            {"label": f"第{each}季度", "url": f"?quarter={each}", "current": each == quarter} for each in quarters
        ],
    }
    return render(request, "assessments/circular_draft.html", context)


@require(DECIDE)
@require_safe_or_POST
def circular_draft(request: Request, pk: int) -> HttpResponse:
    """The quarter as it would be told; issued from here."""
    scheme, today = _scheme(request, pk), timezone.localdate()
    quarters = telling.open_quarters(scheme, today=today)
    if request.method != "POST":
        form = CircularForm(quarters=quarters, today=today)
        asked = request.GET.get("quarter", "")
        chosen = int(asked) if asked.isdigit() and int(asked) in quarters else quarters[-1] if quarters else None
        form.initial["quarter"] = chosen
        return _draft_page(request, scheme, form, quarters)
    form = CircularForm(request.POST, quarters=quarters, today=today)

    def act(data: dict[str, Any]) -> Done:
        made = telling.issue(by=request.user, scheme=scheme, now=timezone.now(), **data)
        return Done(reverse("assessments:circular", args=[made.pk]), f"{made}已印发")

    return run(request, form, act, lambda: _draft_page(request, scheme, form, quarters))


def _circular_page(request: Request, row: Circular, form: WithdrawForm | None = None) -> HttpResponse:
    may_withdraw = row.withdrawn_at is None and may(request.user, DECIDE, row.scheme.district)
    context = {
        "row": row,
        "scheme": row.scheme,
        "lines": telling.lines_of(row),
        "form": form or (WithdrawForm(initial={"version": row.version}) if may_withdraw else None),
    }
    return render(request, "assessments/circular.html", context)


@require(VIEW)
@require_safe
def circular(request: Request, pk: int) -> HttpResponse:
    return _circular_page(request, _told(request, pk))


@require(VIEW)
@require_safe
def circular_paper(request: Request, pk: int) -> HttpResponse:
    row = _told(request, pk)
    return download(official_docx(papers.circular(row)), f"{row}.docx")


@require(DECIDE)
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    rows = Circular.objects.select_related("scheme__district", "issued_by__person")
    row = get_object_or_404(rows.filter(scheme__in=Scheme.objects.visible_to(request.user, DECIDE)), pk=pk)
    form = WithdrawForm(request.POST)

    def act(data: dict[str, Any]) -> Done:
        telling.withdraw(by=request.user, circular=row, now=timezone.now(), **data)
        return Done(reverse("assessments:circulars"), "通报已撤回，可以重新印发")

    return run(request, form, act, lambda: _circular_page(request, row, form))


def _not_yet(request: Request, back: str) -> HttpResponse:
    messages.info(request, "审定以后才能下载结果")
    return redirect(back)


@require(VIEW)
@require_safe
def result_paper(request: Request, pk: int) -> HttpResponse:
    """The year's result in Word, when everybody's is decided."""
    scheme = _scheme(request, pk)
    rows = list(
        queries.placed(queries.evaluations(request.user, year=scheme.year, series=scheme.series)).filter(scheme=scheme)
    )
    if not rules.all_decided(scheme):
        return _not_yet(request, reverse("assessments:evaluations"))
    return download(official_docx(papers.result(scheme, rows, grades=rules.grades_of(scheme))), f"{scheme}结果.docx")


@require(VIEW)
@require_safe
def notice_paper(request: Request, pk: int) -> HttpResponse:
    row = evaluation_in_scope(request, pk)
    if row.state not in (Evaluation.State.DECIDED, Evaluation.State.FROZEN):
        return _not_yet(request, address_of(row))
    scores = list(row.scores.select_related("item__indicator").order_by("item__order", "pk"))
    made = papers.notice(row, scores, by=row.scheme.district)
    return download(official_docx(made), f"{row.organization.label}{row.scheme}结果告知书.docx")


@require(VIEW)
@require_safe
def community_years(request: Request, pk: int) -> HttpResponse:
    """Three years of one community, item by item."""
    row = evaluation_in_scope(request, pk)
    return render(request, "assessments/community_years.html", {"row": row, "compared": comparison.of_community(row)})


@require(VIEW)
@require_safe
def years(request: Request) -> HttpResponse:
    """Three years of every community that the user sees."""
    year = year_asked(request)
    kinds = queries.kinds_of(request.user, year=year)
    series = kind_asked(request, kinds)
    rows = comparison.of_all(request.user, year=year, series=series)
    context = {
        "years": comparison.years_to(year),
        "name": kinds.get(series, ""),
        "rows": rows,
        "means": comparison.means(rows),
        "kinds": tabs_of(kinds, series, year=year),
    }
    return render(request, "assessments/years.html", context)
