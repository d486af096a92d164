"""A big screen: three panels in turn at one address, without sign-in (ASM-11)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments import queries, screens
from core.records import walls
from core.web.guards import public

PANELS = (("today", "今日签到"), ("map", "一图"), ("figures", "指标"))
SECONDS = 20


@public
@require_safe
@never_cache
def screen(request: HttpRequest, token: str) -> HttpResponse:
    """One panel; the page goes on to the next one by itself. An address that is over is not there."""
    today = timezone.localdate()
    asked = request.GET.get("panel", PANELS[0][0])
    keys = [key for key, _ in PANELS]
    if asked not in keys:
        raise Http404
    with walls.beyond("assessments.screen"):
        found = screens.screen_of(token, today=today)
        if found is None:
            raise Http404
        organization = found.organization
        context = {
            "organization": organization,
            "panel": asked,
            "panels": [{"key": key, "label": label, "current": key == asked} for key, label in PANELS],
            "next": keys[(keys.index(asked) + 1) % len(keys)],
            "seconds": SECONDS,
            "now": timezone.localtime(),
            "year": screens.the_year(today).last.year,
            "month": queries.month_of_district(organization, screens.the_year(today).last),
        }
        if asked == "today":
            context["today"] = screens.theme_days(organization, on=today)
        elif asked == "map":
            context["map"] = screens.board(organization, today=today)
        else:
            context["figures"] = screens.figures(organization, today=today)
        answer = render(request, "assessments/screen.html", context)
    answer["X-Robots-Tag"] = "noindex"
    return answer
