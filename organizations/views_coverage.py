"""Which units have a Party organisation, a joint branch or an instructor, and which have nothing (ORG-25)."""

from fractions import Fraction

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.chinese.numbers import half_up
from core.office import documents, spreadsheets
from core.web.guards import require
from organizations import coverage as covered
from organizations import forms
from organizations.access import MANAGE_UNITS
from organizations.coverage import LACKING, Covered, CoveredUnit
from organizations.desks.rows import Listed
from organizations.registers.actions import export_list
from organizations.scoping import permissions_of
from organizations.views import EXPORT, PAGE, VIEW, tabs

TITLES = ("单位", "所在社区", "正式党员数", "党组织", "情况", "说明")


@require(VIEW)
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """The share, the communities, joint branches, and the units: first those that lack something."""
    today = timezone.localdate()
    form = forms.CoverageFilter(request.GET)
    data = form.cleaned_data if form.is_valid() else {}
    chosen = data.get("state", "")
    states = () if chosen == "all" else (chosen,) if chosen else (*LACKING, Covered.UNKNOWN)
    wanted = {"text": data.get("q", ""), "states": states}
    held = permissions_of(request.user)
    if request.GET.get("format") == "xlsx":
        if EXPORT not in held:
            raise PermissionDenied("您没有导出数据的权限")
        return _sent(request, covered.units(request.user, EXPORT, today=today, **wanted))
    communities = covered.communities(request.user, VIEW, today=today)
    units, own, joint, instructor, lacking, unknown = communities.sums or [0] * 6
    have = own + joint + instructor
    context = {
        "form": form,
        "page": Paginator(covered.units(request.user, VIEW, today=today, **wanted), PAGE).get_page(
            request.GET.get("page")
        ),
        "communities": communities[:PAGE],
        "more_communities": max(len(communities) - PAGE, 0),
        "joint_branches": covered.joint_branches(request.user, VIEW, today=today)[:PAGE],
        "counts": {"units": units, "own": own, "joint": joint, "instructor": instructor},
        "lacking": lacking,
        "told": _told(units, have, lacking, unknown),
        "may_correct": MANAGE_UNITS in held,
        "may_export": EXPORT in held,
        "tabs": tabs("organizations:units"),
    }
    return render(request, "organizations/coverage.html", context)


def _told(units: int, have: int, lacking: int, unknown: int) -> str:
    if not units:
        return "0 家单位"
    share = half_up(Fraction(100 * have, units))
    return f"{units:,} 家单位，覆盖 {share}%，{lacking:,} 家没有覆盖，{unknown:,} 家正式党员数未填"


def _sent(request: HttpRequest, rows: Listed[CoveredUnit]) -> HttpResponse:
    cells = [[row.name, row.organization, row.full_members, row.party, row.state.label, row.note] for row in rows[:]]
    kinds = ("text", "text", "number", "text", "text", "text")
    columns = [spreadsheets.Column(title, kind) for title, kind in zip(TITLES, kinds, strict=True)]  # type: ignore[arg-type]
    content = export_list(by=request.user, sheet=spreadsheets.SheetSpec("单位党组织覆盖", columns, cells))
    return documents.download(content, f"单位党组织覆盖{timezone.localdate():%Y%m%d}.xlsx")
