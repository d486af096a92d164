"""The year's plan of meetings on one page (MTG-15)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from core.web.forms import INVALID, Done, bound, run
from core.web.guards import require, require_safe_or_POST
from meetings import actions, plans, queries, yearplan
from meetings.forms import year_of
from meetings.models import THEME_DAY, MeetingKind
from meetings.views.office import MANAGE
from meetings.views.planning import chosen_host


@require(MANAGE)
@require_safe_or_POST
def year_plan(request: HttpRequest) -> HttpResponse:
    """A line a month, everything proposed: one button plans what is left of the year (UX burden: at most 15)."""
    kind = get_object_or_404(MeetingKind, pk=request.GET.get("kind", THEME_DAY))
    hosts = queries.hosts_for(request.user, kind)
    if not hosts:
        status = INVALID if request.method == "POST" else 200
        return render(request, "meetings/no_host.html", {"kind": kind}, status=status)
    host, today = chosen_host(request, hosts), timezone.localdate()
    year = min(year_of(request.GET.get("year"), default=today.year), today.year + 1)
    plan = yearplan.proposals(host, kind, year, today=today)
    people = queries.people_of(host, on=today, members=plans.convened(kind, host))
    form = yearplan.YearPlanForm(bound(request), plan=plan, people=people)

    def act(data: dict[str, Any]) -> Done:
        made = actions.plan_year(
            by=request.user, organization=host, kind=kind, lines=form.wanted(data), now=timezone.now()
        )
        return Done(f"{reverse('meetings:index')}?kind={kind.pk}", f"已计划 {len(made)} 场{kind.label}，到时逐场通知。")

    context = {
        "form": form,
        "plan": plan,
        "kind": kind,
        "host": host,
        "hosts": hosts,
        "kinds": MeetingKind.objects.filter(hosts__len__gt=0),
        "year": year,
        "this_year": today.year,
    }
    return run(request, form, act, lambda: render(request, "meetings/year_plan.html", context))
