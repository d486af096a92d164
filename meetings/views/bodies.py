"""Coordination bodies at every level: which are there, which are tight, which say so and are not (ORG-12, ORG-31)."""

from fractions import Fraction

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.chinese.numbers import half_up
from core.web.guards import require
from meetings.bodies import bodies as every
from organizations import queries, standards
from organizations.registers.forms import KEEP
from organizations.scoping import permissions_of
from organizations.views import PAGE, VIEW, tabs

STATES = [
    ("", "全部"),
    ("missing", "还没有"),
    ("short", "没有达到紧密型要求"),
    ("tight", "达到紧密型要求"),
]


class BodiesFilter(forms.Form):
    q = forms.CharField(label="组织名称", required=False, max_length=40)
    state = forms.ChoiceField(label="情况", required=False, choices=STATES)


@require(VIEW)
@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """One row for each body that has to be; the share of communities with a joint conference against the standard."""
    today = timezone.localdate()
    form = BodiesFilter(request.GET)
    data = form.cleaned_data if form.is_valid() else {}
    found = every(request.user, VIEW, today=today, text=data.get("q", ""), state=data.get("state", ""))
    whole = found if not any(data.values()) else every(request.user, VIEW, today=today)
    due, there, conferences, held, tight, short = whole.sums or [0] * 6
    roots = queries.roots_of(request.user)
    standard = standards.row("org.joint_conference.coverage", organization=roots[0] if roots else None, as_of=today)
    share = Fraction(100 * held, conferences) if conferences else None
    context = {
        "form": form,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "told": f"应有 {due:,} 个，已有 {there:,} 个；紧密型 {tight + short:,} 个，其中 {short:,} 个没有达到要求",
        "percent": None if share is None else f"{half_up(share, 1)}%",
        "standard": f"{standard.op.replace('>=', '不低于')} {standard.text}%",
        "kept": share is None or standard.allows(share),
        "may_keep": KEEP in permissions_of(request.user),
        "tabs": tabs("organizations:registers"),
    }
    return render(request, "meetings/bodies.html", context)
