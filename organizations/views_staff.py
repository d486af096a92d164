"""The survey's table of community workers on a page, against an earlier year, each number with its list (ORG-18)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.office import documents, spreadsheets
from core.web.forms import plausible_days
from core.web.guards import require
from organizations import forms
from organizations.models import Organization, StaffFigure
from organizations.registers.actions import export_list
from organizations.registers.forms import KEEP
from organizations.scoping import may, permissions_of
from organizations.staff import UNKNOWN, Survey, compared, survey, workers
from organizations.views import EXPORT, PAGE, tabs

VIEW_MEMBER = "organizations.view_member"
GROUPS = (
    ("人员", ("all", "heads")),
    ("学历", ("bachelor_and_above", "college", "vocational_and_below", UNKNOWN, "college_and_above")),
    ("年龄", ("young", "no_age")),
)


@dataclass(frozen=True)
class Asked:
    """What the page was asked for; without a valid choice the whole of what the user sees, today."""

    form: forms.StaffFilter
    organization: Organization
    as_of: date
    earlier: date | None
    figure: StaffFigure | None

    def address(self, name: str, **more: str) -> str:
        shown = {"organization": self.organization.pk, "as_of": self.as_of.isoformat()} | more
        return f"{reverse(name)}?{urlencode(shown)}"


def _asked(request: HttpRequest) -> Asked:
    today = timezone.localdate()
    form = forms.StaffFilter(request.GET or None, user=request.user, permission=VIEW_MEMBER, today=today)
    data = form.cleaned_data if form.is_bound and plausible_days(form).is_valid() else {}
    if not form.offered:
        raise Http404
    organization = data.get("organization") or form.offered[0]
    found = Asked(form, organization, data.get("as_of") or today, data.get("earlier"), data.get("figure"))
    form.initial = {"organization": organization, "as_of": found.as_of}
    return found


@require(VIEW_MEMBER)
@require_safe
def staff(request: HttpRequest) -> HttpResponse:
    """The table; every number leads to who is behind it."""
    asked = _asked(request)
    found = survey(organization=asked.organization, as_of=asked.as_of)
    if request.GET.get("format") == "xlsx":
        return _sent(request, asked, found)
    context: dict[str, Any] = {
        "form": asked.form,
        "asked": asked,
        "survey": found,
        "groups": [(title, _lines(asked, found, keys)) for title, keys in GROUPS],
        "may_export": may(request.user, EXPORT, asked.organization),
        "may_keep": KEEP in permissions_of(request.user),
        "tabs": tabs("organizations:posts"),
    }
    if asked.figure is not None:
        context["compared"], context["against"] = compared(found, asked.figure), f"{asked.figure.year}年"
        context["source"] = asked.figure.source
    elif asked.earlier is not None:
        before = replace(found, as_of=asked.earlier, rows=workers(organization=asked.organization, as_of=asked.earlier))
        context["compared"], context["against"] = compared(found, before), asked.earlier.isoformat()
    return render(request, "organizations/staff.html", context)


def _lines(asked: Asked, found: Survey, keys: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {"part": found.parts[key], "href": asked.address("organizations:staff_list", part=key)}
        for key in keys
        if found.parts[key].count or key not in (UNKNOWN, "no_age")
    ]


@require(VIEW_MEMBER)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Who is behind one number of the table, by the same rule that counted it; where a community has gone to another
    office since, its people are counted and not named."""
    asked = _asked(request)
    part = survey(organization=asked.organization, as_of=asked.as_of).parts.get(request.GET.get("part", "all"))
    if part is None:
        raise Http404
    places = Organization.objects.visible_to(request.user, VIEW_MEMBER).filter(
        pk__in={row.organization_id for row in part.rows}
    )
    context = {
        "asked": asked,
        "part": part,
        "seen": set(places.values_list("pk", flat=True)),
        "page": Paginator(part.rows, PAGE).get_page(request.GET.get("page")),
        "back": asked.address("organizations:staff"),
    }
    return render(request, "organizations/staff_list.html", context)


def _sent(request: HttpRequest, asked: Asked, found: Survey) -> HttpResponse:
    """The table as a workbook, recorded."""
    if not may(request.user, EXPORT, asked.organization):
        raise PermissionDenied("您没有导出数据的权限")
    cells = [
        [group, part.label, part.count, part.percent]
        for group, keys in GROUPS
        for part in (found.parts[key] for key in keys)
    ]
    cells.append(["年龄", "平均年龄", found.mean_age, None])
    columns = [
        spreadsheets.Column("类别", "text"),
        spreadsheets.Column("项目", "text"),
        spreadsheets.Column("人数", "number"),
        spreadsheets.Column("占比（%）", "number"),
    ]
    content = export_list(by=request.user, sheet=spreadsheets.SheetSpec("社区工作者统计", columns, cells))
    return documents.download(content, f"{asked.organization.name}社区工作者统计{asked.as_of:%Y%m%d}.xlsx")
