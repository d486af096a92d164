"""The list of communities with what Party organisation each has and should have (ORG-05)."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.office import documents, spreadsheets
from core.web.guards import require
from organizations.access import MANAGE
from organizations.kinds import CommunityType
from organizations.models import Organization
from organizations.registers.actions import export_list
from organizations.reorganizing.establishment import Row, communities_of, rows
from organizations.scoping import may, permissions_of
from organizations.views import EXPORT, VIEW, tabs

COLUMNS = (
    spreadsheets.Column("社区", "text"),
    spreadsheets.Column("社区类型", "text"),
    spreadsheets.Column("党员", "number"),
    spreadsheets.Column("现设置", "text"),
    spreadsheets.Column("党支部", "number"),
    spreadsheets.Column("需要办理", "text"),
)


class EstablishmentFilter(forms.Form):
    street = forms.ModelChoiceField(
        label="街道", queryset=Organization.objects.none(), required=False, empty_label="全部"
    )
    community_type = forms.ChoiceField(label="社区类型", choices=[("", "全部"), *CommunityType.choices], required=False)
    due = forms.BooleanField(label="只看需要办理的", required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        streets = Organization.objects.visible_to(user).streets().in_force(timezone.localdate())
        self.fields["street"].queryset = streets.order_by("path")  # type: ignore[attr-defined]


@require(VIEW)
@require_safe
def establishment(request: HttpRequest) -> HttpResponse:
    """Every community in sight: members, its own organisation, branches, what is to be done and where."""
    form = EstablishmentFilter(request.GET, user=request.user)
    data = form.cleaned_data if form.is_valid() else {}
    today, chosen = timezone.localdate(), data.get("community_type", "")
    communities = communities_of(request.user, data.get("street"), chosen, today=today)
    found = rows(communities or [], today=today)
    shown = [row for row in found if row.matters or not data.get("due")]
    if request.GET.get("format") == "xlsx":
        return _sent(request, shown)
    context = {
        "form": form,
        "rows": [(row, may(request.user, MANAGE, row.community)) for row in shown],
        "too_many": communities is None,
        "number": sum(1 for row in found if row.matters),
        "may_export": EXPORT in permissions_of(request.user),
        "tabs": tabs("organizations:establishment"),
    }
    return render(request, "organizations/establishment.html", context)


def _sent(request: HttpRequest, shown: list[Row]) -> HttpResponse:
    """The workbook of the list, of what the user may take out; recorded."""
    if EXPORT not in permissions_of(request.user):
        raise PermissionDenied("您没有导出数据的权限")
    cells = [
        [
            row.community.name,
            row.community.get_community_type_display(),
            row.members,
            row.own.get_kind_display() if row.own else "没有党委或党总支",
            len(row.branches),
            "；".join(matter.words for matter in row.matters),
        ]
        for row in shown
        if may(request.user, EXPORT, row.community)
    ]
    sheet = spreadsheets.SheetSpec("组织设置", list(COLUMNS), cells)
    name = f"组织设置{timezone.localdate():%Y%m%d}.xlsx"
    return documents.download(export_list(by=request.user, sheet=sheet), name)
