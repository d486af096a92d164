"""Statistics of members: scope → form → render; each number opens its list in the register."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.office import charts, documents
from core.web.forms import plausible_days
from core.web.guards import Request, require
from members import actions
from members.forms import not_ahead
from members.statistics import Statistics, Table, member_statistics
from organizations.access import get_scoped
from organizations.kinds import WORK_BODIES, Kind
from organizations.models import Organization
from organizations.scoping import may, reach

VIEW, EXPORT = "organizations.view_member", "organizations.export_data"
_PIE = ("sex", "age", "education", "category", "ethnicity")


class PlaceForm(forms.Form):
    """Whose members are counted: an organisation in sight, else the highest one."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label="组织", required=False, empty_label=None)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visible = Organization.objects.visible_to(user, VIEW)
        self.default = visible.filter(path__in=reach(user, VIEW)).order_by("path").first()
        self.fields["organization"].queryset = visible.exclude(  # type: ignore[attr-defined]
            kind__in=(*WORK_BODIES, Kind.PARTY_GROUP, Kind.RESIDENTS_COMMITTEE)
        ).order_by("path")


class ChooserForm(PlaceForm):
    as_of = forms.DateField(label="截至", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean_as_of(self) -> date | None:
        return not_ahead(self.cleaned_data["as_of"])


def _counted(request: Request) -> tuple[ChooserForm, Statistics]:
    today = timezone.localdate()
    form = ChooserForm(request.GET or None, user=request.user)
    plausible_days(form).is_valid()
    data = form.cleaned_data if form.is_bound else {}
    organization = data.get("organization") or form.default
    if organization is None:
        raise Http404
    as_of = data.get("as_of") or today
    form.initial = {"organization": organization, "as_of": as_of}
    return form, member_statistics(organization, as_of=as_of)


@require(VIEW)
@require_safe
def statistics(request: Request) -> HttpResponse:
    form, result = _counted(request)
    shown = {"organization": result.organization.pk, "as_of": result.as_of.isoformat()}
    context = {
        "form": form,
        "result": result,
        "tables": [_linked(table, shown) for table in result.tables if result.recorded],
        "shown": urlencode(shown),
        "may_export": may(request.user, EXPORT, result.organization),
    }
    return render(request, "members/statistics.html", context)


def _linked(table: Table, shown: dict[str, Any]) -> dict[str, Any]:
    """A table with the address of each number's list, and its picture."""
    lines = [
        {"line": line, "href": f"{reverse('members:index')}?{urlencode({**shown, **line.query})}"}
        for line in table.lines
    ]
    picture = ""
    if table.key in _PIE and any(line.count for line in table.lines):
        parts = [charts.Part(entry["line"].label, entry["line"].count, entry["href"]) for entry in lines]  # type: ignore[attr-defined,arg-type]
        picture = charts.stacked_bar(parts, title=table.title, unit="人")
    return {"title": table.title, "key": table.key, "lines": lines, "picture": picture}


@require(VIEW, EXPORT)
@require_safe
def statistics_export(request: Request) -> HttpResponse:
    _, result = _counted(request)
    get_scoped(Organization.objects, request.user, see=VIEW, need=EXPORT, pk=result.organization.pk)
    content = actions.export_statistics(by=request.user, result=result)
    return documents.download(content, f"{result.title}.xlsx")
