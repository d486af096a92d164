"""The dashboard of district and streets, and the records behind each of its numbers."""

from datetime import date
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments import actions, evidence, marks, overview, papers, queries, table
from assessments.findings import found_words
from assessments.forms import MonthsForm
from assessments.heat import heat_rows, records_of
from assessments.models import Indicator, LateFact
from assessments.queries import DASHBOARD, VIEW
from core.chinese.dates import month_start
from core.office import documents
from core.templatetags.portal import number
from core.web.guards import Request, require
from organizations.access import get_scoped
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.scoping import reach, steps_of

EXPORT = "organizations.export_data"
PARTS = 200
"""Parts that the page of one number lists."""


def chosen_organization(request: Request) -> Organization:
    """The organisation asked for inside the user's reach, else the top of it."""
    asked = request.GET.get("organization", "")
    if asked and not asked.isdigit():
        raise Http404
    roots = reach(request.user, DASHBOARD)
    known = steps_of(request.user, roots)  # which the frame of the page reads as well
    if not roots:
        raise Http404
    wanted = int(asked) if asked else int(roots[0].rstrip(".").rsplit(".", 1)[-1])
    if (organization := known.get(wanted)) and any(organization.path.startswith(root) for root in roots):
        return organization
    return get_object_or_404(Organization.objects.visible_to(request.user, DASHBOARD), pk=wanted)


def chosen_period(request: Request, today: date) -> tuple[queries.Period, MonthsForm | None]:
    """The period asked for, the usual one where it does not hold; with the form of months chosen freely."""
    usual = "year" if queries.result_year(today) == today.year else "last_year"
    named = {each.key: each for each in queries.periods(today)}
    period = named.get(request.GET.get("period", usual), named[usual])
    if request.GET.get("period") != queries.CHOSEN:
        return period, None
    if not {"from", "to"} & request.GET.keys():
        form = MonthsForm({"from": f"{period.first:%Y-%m}", "to": f"{period.last:%Y-%m}"})
    else:
        form = MonthsForm(request.GET)
    return (queries.Period(queries.CHOSEN, "自选", *form.months) if form.months else period), form


@require(DASHBOARD)
@require_safe
def dashboard(request: Request) -> HttpResponse:
    today = timezone.localdate()
    organization, (period, months) = chosen_organization(request), chosen_period(request, today)
    shown = overview.overview(organization, period, today=today, page=request.GET.get("page", "1"))
    context = {
        "shown": shown,
        "figures": _figures(shown),
        "organization": organization,
        "period": period,
        "periods": [
            {
                "label": each.label,
                "url": f"?organization={organization.pk}&period={each.key}",
                "current": each.key == (queries.CHOSEN if months else period.key),
            }
            for each in [*queries.periods(today), queries.Period(queries.CHOSEN, "自选", period.first, period.last)]
        ],
        "months": months,
        "month": queries.month_of_district(organization, period.last),
        "heat": heat_rows(shown.rows, above=organization, period=period),
        "heat_sum": heat_rows(shown.closing, above=organization, period=period, css="sum"),
        "legend": marks.LEGEND,
        "trend": overview.trend(shown, asked=request.GET.get("trend")),
        "attention": overview.attention(
            request.user, organization, year=queries.result_year(today), low=shown.lines.low
        ),
        **found_words(shown, request.user),
    }
    return render(request, "assessments/dashboard.html", context)


def _figures(shown: overview.Overview) -> list[dict[str, str]]:
    """The organisation's own numbers as ``frame/figure.html`` draws them, each opening its records."""
    span = f"?from={shown.period.first:%Y-%m}&to={shown.period.last:%Y-%m}"
    start = reverse("assessments:records", args=[shown.organization.pk, "x"]).removesuffix("x/")
    return [
        {
            "label": each.indicator.title,
            "value": each.words,
            "state": each.state,
            "kind": each.kind,
            "note": ""
            if each.target is None
            else f"目标 {'≥' if each.indicator.higher_is_better else '≤'} {number(each.target)}",
            "href": f"{start}{each.indicator.pk}/{span}",
        }
        for each in shown.figures
    ]


@require(DASHBOARD, EXPORT)
@require_safe
def dashboard_export(request: Request) -> HttpResponse:
    """The table of the dashboard as a workbook; that it left the portal is recorded."""
    today = timezone.localdate()
    organization, (period, months) = chosen_organization(request), chosen_period(request, today)
    if months and months.errors:
        return dashboard(request)
    get_scoped(Organization.objects, request.user, see=DASHBOARD, need=EXPORT, pk=organization.pk)
    shown = overview.overview(organization, period, today=today)
    content = actions.export_overview(by=request.user, shown=shown)
    return documents.download(content, f"总览-{organization.name}-{period.last:%Y%m}.xlsx")


@require(DASHBOARD, EXPORT)
@require_safe
def dashboard_report(request: Request) -> HttpResponse:
    """The same as an official report in Word; that it left the portal is recorded."""
    today = timezone.localdate()
    organization, (period, months) = chosen_organization(request), chosen_period(request, today)
    if months and months.errors:
        return dashboard(request)
    get_scoped(Organization.objects, request.user, see=DASHBOARD, need=EXPORT, pk=organization.pk)
    shown = overview.overview(organization, period, today=today)
    year = queries.result_year(today)
    noted = overview.attention(request.user, organization, year=year, low=shown.lines.low)
    paper = papers.overview_report(shown, noted, month=queries.month_of_district(organization, period.last))
    content = actions.export_report(by=request.user, shown=shown, paper=paper)
    return documents.download(content, f"总览报告-{organization.name}-{period.last:%Y%m}.docx")


@require(VIEW)
@require_safe
def records(request: Request, pk: int, code: str) -> HttpResponse:
    """The records behind one number: by month, then the list; every line opens its record (ASM-03)."""
    organization = get_scoped(Organization.objects, request.user, see=VIEW, pk=pk)
    indicator = get_object_or_404(Indicator, pk=code)
    today = timezone.localdate()
    first, last = date(queries.result_year(today), 1, 1), month_start(today)
    usual = {"from": f"{first:%Y-%m}", "to": f"{last:%Y-%m}"}
    form = MonthsForm(request.GET if usual.keys() & request.GET.keys() else usual)
    first, last = form.months or (first, last)
    part = _part_asked(request, organization, first, last)
    facts = queries.monthly(organization, [code], first=first, last=last)[code] if part is None else {}
    late = LateFact.objects.filter(organization=organization, indicator=indicator, month__range=(first, last))
    context = {
        "organization": organization,
        "indicator": indicator,
        "first": first,
        "last": last,
        "months": form,
        "part": part,
        "facts": list(facts.values()),
        "late": {row.month: row for row in late},
        "evidence": evidence.evidence(
            indicator,
            user=request.user,
            organization=organization,
            first=first,
            last=last,
            part=part and part.key,
        ),
        "register_url": evidence.register_link(indicator, organization, last) if part is None else None,
        "limit": evidence.LIMIT,
        "parts": [] if part else _parts_values(organization, indicator, first, last),
    }
    return render(request, "assessments/records.html", context)


class Part(NamedTuple):
    """A part of an organisation whose records alone are asked for: its id, or ``evidence.DIRECT``; how it is called."""

    key: int | str
    label: str


def _part_asked(request: Request, organization: Organization, first: date, last: date) -> Part | None:
    """404 for what was no part of the organisation in these months."""
    asked = request.GET.get("part", "")
    if not asked or organization.kind == Kind.COMMUNITY:
        return None
    if asked == evidence.DIRECT:
        return Part(asked, "直属")
    parts = table.parts_of(organization, first=first, last=last)
    found = get_object_or_404(parts, pk=int(asked) if asked.isdigit() else 0)
    return Part(found.pk, found.label)


def _parts_values(
    organization: Organization, indicator: Indicator, first: date, last: date
) -> list[tuple[table.Row, str]]:
    """Rows of the parts and their sum for one indicator, each with the address of its records (none for the sum); none
    for a community."""
    if organization.kind == Kind.COMMUNITY:
        return []
    period = queries.Period("", "", first, last)
    parts = list(table.parts_of(organization, first=first, last=last)[:PARTS])
    if not parts:
        return []
    read = table.numbers(parts, organization, [indicator], period=period, mean=True)
    rows = table.rows(parts, organization, [indicator], period=period, read=read)
    if not rows:
        return []
    rows += table.closing_rows(organization, read.own, [indicator], period=period, read=read)
    return [(row, _address(row, organization, indicator)) for row in rows]


def _address(row: table.Row, above: Organization, indicator: Indicator) -> str:
    if row.organization == above:
        return ""
    place = row.organization if row.organization and row.within else above
    return f"{reverse('assessments:records', args=[place.pk, indicator.pk])}?{records_of(row)}"
