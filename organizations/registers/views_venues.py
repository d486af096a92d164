"""Which communities have their member service station, against the number of the district."""

from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.chinese.numbers import half_up
from core.web.guards import require
from organizations import queries, standards
from organizations.registers import venues
from organizations.registers.forms import KEEP
from organizations.scoping import permissions_of
from organizations.views import VIEW, tabs


@require(VIEW)
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Communities without a station first; the share, and whether it keeps the standard."""
    today = timezone.localdate()
    rows = venues.coverage(request.user, today=today)
    having = sum(row.has for row in rows)
    roots = queries.roots_of(request.user)
    standard = standards.row("org.service_center.coverage", organization=roots[0] if roots else None, as_of=today)
    share = Fraction(100 * having, len(rows)) if rows else None
    context = {
        "rows": sorted(rows, key=lambda row: row.has),
        "having": having,
        "total": len(rows),
        "percent": None if share is None else f"{half_up(share, 1)}%",
        "standard": f"{standard.op.replace('>=', '不低于')} {standard.text}%",
        "kept": share is None or standard.allows(share),
        "may_keep": KEEP in permissions_of(request.user),
        "tabs": tabs("organizations:registers"),
    }
    return render(request, "organizations/registers/venue_coverage.html", context)
