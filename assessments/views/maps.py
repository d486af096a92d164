"""The map of a district or street, and its parts compared (ASM-11)."""

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments import maps, marks, overview, queries, table
from assessments.models import Indicator
from assessments.queries import DASHBOARD
from assessments.views.dashboard import chosen_organization, chosen_period
from core.office import charts
from core.web.guards import Request, require
from organizations.kinds import Kind
from organizations.models import Organization


class MapForm(forms.Form):
    """What the map is of, and what it is held against."""

    indicator = forms.ChoiceField(label="指标", required=False)
    against = forms.ChoiceField(label="对比", required=False, choices=list(maps.AGAINST.items()))

    def __init__(self, *args: object, indicators: list[Indicator]) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        choices = [(maps.SCORE, "五好得分"), *((each.code, each.title) for each in indicators)]
        self.fields["indicator"].choices = choices  # type: ignore[attr-defined]


@require(DASHBOARD)
@require_safe
def drawn(request: Request) -> HttpResponse:
    """Of a community the map of its street."""
    today = timezone.localdate()
    organization, (period, _) = chosen_organization(request), chosen_period(request, today)
    if organization.kind == Kind.COMMUNITY:
        above = Organization.objects.visible_to(request.user, DASHBOARD)
        organization = get_object_or_404(above, pk=organization.ancestor_ids[-2])
    indicator, against, form = _asked(request)
    page = _streets(request, organization, period)
    shown = maps.draw(
        organization, indicator, period, today=today, against=against, parts=page and list(page.object_list)
    )
    chosen = f"indicator={indicator.pk if indicator else maps.SCORE}&against={against}"
    here = f"?organization={organization.pk}&{chosen}"
    context = {
        "organization": organization,
        "period": period,
        "earlier": maps.earlier(period, against),
        "periods": [
            {"label": each.label, "url": f"{here}&period={each.key}", "current": each.key == period.key}
            for each in queries.periods(today)
        ],
        "form": form,
        "against": maps.AGAINST[against],
        "map": shown,
        "chosen": f"{period.query}&{chosen}",
        "page": page,
        "legend": marks.LEGEND,
        "chart": _chart(shown, period),
        **_records(indicator, period),
    }
    return render(request, "assessments/map.html", context)


def _asked(request: Request) -> tuple[Indicator | None, str, MapForm]:
    """The indicator (None: the score), what it is held against, and the form that says so."""
    indicators = list(Indicator.objects.filter(on_dashboard=True))
    form = MapForm(request.GET, indicators=indicators)
    data = form.cleaned_data if form.is_valid() else {}
    indicator = next((each for each in indicators if each.code == data.get("indicator")), None)
    against = data.get("against") or maps.YEAR_BEFORE
    said = {"indicator": indicator.pk if indicator else maps.SCORE, "against": against}
    return indicator, against, MapForm(said, indicators=indicators)


def _streets(request: Request, organization: Organization, period: queries.Period) -> "Page[Organization] | None":
    """A portion of a district's streets; None for a street, which is shown whole."""
    if organization.kind != Kind.DISTRICT_DEPARTMENT:
        return None
    rows = table.parts_of(organization, first=period.last, last=period.last)
    return Paginator(rows, overview.ROWS).get_page(request.GET.get("page"))


def _records(indicator: Indicator | None, period: queries.Period) -> dict[str, str]:
    """Beginning and ending of the address behind the number of a place; the unit of a difference, and its good side."""
    if indicator is None:
        start = f"{reverse('assessments:evaluations')}?year={period.last.year}&organization="
        return {"start": start, "ending": "", "unit": " 分", "good": "up"}
    start, ending = reverse("assessments:records", args=[0, indicator.pk]).split("0", 1)
    return {
        "start": start,
        "ending": f"{ending}?from={period.first:%Y-%m}&to={period.last:%Y-%m}",
        "unit": " 个百分点" if indicator.unit == Indicator.Unit.PERCENT else "",
        "good": "up" if indicator.higher_is_better else "down",
    }


def _chart(shown: maps.Map, period: queries.Period) -> str:
    """The parts one below the other, the best first, with the line to reach."""
    title = shown.indicator.title if shown.indicator else "五好得分"
    percent = shown.indicator is not None and shown.indicator.unit == Indicator.Unit.PERCENT
    return charts.bar_chart(
        [
            charts.Bar(each.organization.label, None if each.number is None else float(each.number))
            for each in shown.lines
        ],
        title=f"{shown.whole.organization.name}{period.label}{title}",
        target=None if shown.target is None else float(shown.target),
        unit="%" if percent else "",
        maximum=100 if percent or shown.indicator is None else None,
        lower_is_better=shown.indicator is not None and not shown.indicator.higher_is_better,
    )
