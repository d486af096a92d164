"""The dashboard of district and streets, and the records behind each of its numbers."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from assessments import evidence, queries
from assessments.models import Evaluation, Indicator, LateFact
from assessments.queries import DASHBOARD, VIEW
from core import charts, documents
from core.dates import add_months, month_start
from core.spreadsheets import Column, SheetSpec, write
from organizations.access import get_scoped, require
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.scoping import reach


def _chosen_organization(request: HttpRequest) -> Organization:
    """The organisation asked for inside the user's reach, else the top of it."""
    asked = request.GET.get("organization", "")
    rows = Organization.objects.visible_to(request.user, DASHBOARD)
    if asked:
        if not asked.isdigit():
            raise Http404
        return get_object_or_404(rows, pk=int(asked))
    top = rows.filter(path__in=reach(request.user, DASHBOARD)).order_by("path").first()
    if top is None:
        raise Http404
    return top


def _chosen_period(request: HttpRequest, today: date) -> queries.Period:
    available = queries.periods(today)
    return next((each for each in available if each.key == request.GET.get("period")), available[3])


def _dashboard(request: HttpRequest) -> dict[str, Any]:
    today = timezone.localdate()
    organization = _chosen_organization(request)
    period = _chosen_period(request, today)
    indicators = list(Indicator.objects.filter(on_dashboard=True))
    parts = list(queries.parts_of(organization))
    own = queries.values([organization.pk], first=period.first, last=period.last)
    lines = queries.targets(indicators, organization=organization, as_of=min(today, period.last))
    return {
        "organization": organization,
        "period": period,
        "periods": [
            {
                "label": each.label,
                "url": f"?organization={organization.pk}&period={each.key}",
                "current": each == period,
            }
            for each in queries.periods(today)
        ],
        "indicators": indicators,
        "figures": [
            queries.figure(each, own.get((organization.pk, each.code)), lines.get(each.code)) for each in indicators
        ],
        "rows": queries.table(parts, indicators, first=period.first, last=period.last, year=period.last.year),
        "drills": organization.kind == Kind.DISTRICT_DEPARTMENT,
        "today": today,
        # The address of a cell's records is put together from these two: hundreds of cells, one reverse().
        "records_url": reverse("assessments:records", args=[0, "x"]).removesuffix("0/x/"),
        "span": f"?from={period.first:%Y-%m}&to={period.last:%Y-%m}",
    }


@require_GET
@require(DASHBOARD)
def dashboard(request: HttpRequest) -> HttpResponse:
    context = _dashboard(request)
    organization, today = context["organization"], context["today"]
    last = month_start(today)
    first = add_months(last, -11)
    chosen = [each for each in context["indicators"] if each.unit == Indicator.Unit.PERCENT]
    asked = request.GET.get("trend")
    leading = next((each for each in chosen if each.code == asked), chosen[0])
    second = next(
        (each for each in chosen if each.code != leading.code and each.code == "registration_rate"), chosen[1]
    )
    months = [add_months(first, step) for step in range(12)]
    facts = queries.monthly(organization, [leading.code, second.code], first=first, last=last)
    lines = queries.targets([leading], organization=organization, as_of=today)
    series = [
        charts.Series(
            each.title,
            [
                float(fact.value)
                if (fact := facts[each.code].get(month)) is not None and fact.value is not None
                else None
                for month in months
            ],
        )
        for each in (leading, second)
    ]
    target = lines.get(leading.code)
    context |= {
        "trend": charts.line_chart(
            [f"{month.month}月" for month in months],
            series,
            title=f"{organization.name}近十二个月:{leading.title}、{second.title}",
            target=float(target) if target is not None else None,
            unit="%",
            maximum=100,
        ),
        "trend_choices": chosen,
        "trend_code": leading.code,
        "closed": queries.closed_months(queries.district_of(organization), first=first, last=last),
        "attention": _attention(request, organization, today),
    }
    return render(request, "assessments/dashboard.html", context)


def _attention(request: HttpRequest, organization: Organization, today: date) -> list[dict[str, Any]]:
    """Exceptions worth a look: communities below the line, unknown factors, late entries."""
    rows = Evaluation.objects.visible_to(request.user, VIEW).under(organization).filter(scheme__year=today.year)
    rows = rows.select_related("organization")
    found = [
        {
            "title": f"{row.organization.label}五好评价 {row.total} 分",
            "note": "低于60分",
            "url": f"/assessments/evaluations/{row.pk}/",
            "state": "需帮扶",
            "kind": "bad",
        }
        for row in rows.filter(total__lt=60, unknown=0).order_by("total")[:3]
    ]
    found += [
        {
            "title": f"{row.organization.label}有 {row.unknown} 个未知项",
            "note": f"涉及 {row.unknown_weight.normalize():f} 分,补上记录或声明不适用后才能审定",
            "url": f"/assessments/evaluations/{row.pk}/",
            "state": "待补",
            "kind": "warn",
        }
        for row in rows.filter(unknown__gt=0).order_by("-unknown_weight")[:3]
    ]
    late = (
        LateFact.objects.visible_to(request.user, VIEW)
        .under(organization)
        .filter(organization__kind=Kind.COMMUNITY, indicator_id="theme_day_held", month__year=today.year)
        .select_related("organization")
        .order_by("organization_id", "month")
    )
    months: dict[Organization, list[str]] = {}
    for row in late:
        months.setdefault(row.organization, []).append(f"{row.month.month}月")
    found += [
        {
            "title": f"{community.label}封账后补录主题党日",
            "note": "、".join(names) + " · 按系数计分,单列",
            "url": f"/assessments/records/{community.pk}/theme_day_held/",
            "state": "补录",
            "kind": "warn",
        }
        for community, names in list(months.items())[:3]
    ]
    return found


@require_GET
@require(DASHBOARD, "organizations.export_data")
def dashboard_export(request: HttpRequest) -> HttpResponse:
    """The table of the dashboard as a workbook, with numerators and denominators on a second sheet."""
    context = _dashboard(request)
    indicators, rows, period = context["indicators"], context["rows"], context["period"]
    content = write(
        [
            SheetSpec(
                "街道×指标",
                [Column("组织"), *(Column(each.title) for each in indicators), Column("五好均分")],
                (
                    [
                        row.organization.name,
                        *(cell.words for cell in row.cells),
                        "—" if row.score is None else f"{row.score}",
                    ]
                    for row in rows
                ),
                title=f"{context['organization'].name} {period.label}",
            ),
            SheetSpec(
                "分子分母",
                [
                    Column("组织"),
                    Column("指标"),
                    Column("分子", kind="number"),
                    Column("分母", kind="number"),
                    Column("口径"),
                ],
                (
                    [
                        row.organization.name,
                        indicator.title,
                        cell.value.numerator if cell.value else None,
                        cell.value.denominator if cell.value else None,
                        indicator.explanation,
                    ]
                    for row in rows
                    for indicator, cell in zip(indicators, row.cells, strict=True)
                ),
            ),
        ]
    )
    return documents.download(content, f"总览-{context['organization'].name}-{period.last:%Y%m}.xlsx")


@require_GET
@require(VIEW)
def records(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The records behind one number: by month, then the list; every line opens its record (ASM-03)."""
    organization = get_scoped(Organization.objects, request.user, see=VIEW, pk=pk)
    indicator = get_object_or_404(Indicator, pk=code)
    today = timezone.localdate()
    first, last = _months(request, today)
    link = evidence.register_link(code, organization, last)
    facts = queries.monthly(organization, [code], first=first, last=last)[code]
    late = LateFact.objects.filter(organization=organization, indicator=indicator, month__range=(first, last))
    context = {
        "organization": organization,
        "indicator": indicator,
        "first": first,
        "last": last,
        "facts": list(facts.values()),
        "late": {row.month: row for row in late},
        "lines": evidence.lines(code, user=request.user, organization=organization, first=first, last=last),
        "register_url": link,
        "limit": evidence.LIMIT,
        "parts": _parts_values(organization, indicator, first, last),
    }
    return render(request, "assessments/records.html", context)


def _months(request: HttpRequest, today: date) -> tuple[date, date]:
    def read(name: str, default: date) -> date:
        try:
            return month_start(datetime.strptime(request.GET.get(name, ""), "%Y-%m").date())
        except ValueError:
            return default

    first = read("from", date(today.year, 1, 1))
    last = read("to", month_start(today))
    return (first, last) if first <= last else (last, first)


def _parts_values(organization: Organization, indicator: Indicator, first: date, last: date) -> list[Any]:
    if organization.kind == Kind.COMMUNITY:
        return []
    parts = list(queries.parts_of(organization)[:200])
    found = queries.values([part.pk for part in parts], first=first, last=last)
    return [
        (part, queries.words(found.get((part.pk, indicator.code)), indicator), found.get((part.pk, indicator.code)))
        for part in parts
    ]
