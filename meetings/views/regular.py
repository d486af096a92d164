"""Who holds the meetings of which a year asks a least number, and who is behind (MTG-01, MTG-06)."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.guards import require
from meetings import regular
from meetings.forms import year_of
from meetings.regular import Part
from meetings.views.office import VIEW
from organizations.models import Organization

PAGE_SIZE = 100
DEFAULT = "joint_conference"


@require(VIEW)
@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """One row for each organisation that owes meetings of the kind in the year, one column for each period."""
    now = timezone.now()
    this_year = timezone.localdate(now).year
    chosen = year_of(request.GET.get("year"), default=this_year)
    kinds = regular.kinds()
    code = request.GET.get("kind", DEFAULT)
    kind = next((each for each, _ in kinds if each.code == code), None) or next(
        each for each, _ in kinds if each.code == DEFAULT
    )
    owing = regular.debts_of(request.user, VIEW, kind.code, chosen, now=now)
    behind = [each for each in owing if each.missing]
    only = request.GET.get("state") == "behind"
    page = Paginator(behind if only else owing, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = [each.organization for each in page.object_list]
    parts = regular.parts_of(request.user, VIEW, kind.code, chosen, now=now, among=shown)
    link = f"?kind={kind.code}&year={chosen}"
    context = {
        "kind": kind,
        "kinds": [each for each, _ in kinds],
        "year": chosen,
        "next_year": chosen + 1 if chosen < this_year else None,
        "lines": _lines(shown, parts),
        "page": page,
        "behind": len(behind),
        "owing": len(owing),
        "held": sum(each.held for each in owing),
        "missing": sum(each.missing for each in owing),
        "tabs": [
            {"label": "全部", "url": link, "current": not only, "count": len(owing)},
            {"label": "有未召开的", "url": f"{link}&state=behind", "current": only, "count": len(behind)},
        ],
    }
    return render(request, "meetings/regular.html", context)


def _lines(organizations: Sequence[int], parts: Sequence[Part]) -> list[dict[str, Any]]:
    owing: dict[int, list[Part]] = {}
    for part in parts:
        owing.setdefault(part.organization, []).append(part)
    found = Organization.objects.in_bulk(organizations)
    above = {pk: each.ancestor_ids[-2] for pk, each in found.items() if len(each.ancestor_ids) > 1}
    parents = Organization.objects.in_bulk(set(above.values()))
    return [
        {"organization": found[pk], "parent": parents.get(above.get(pk, 0)), "parts": owing.get(pk, [])}
        for pk in organizations
        if pk in found
    ]
