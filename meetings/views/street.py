"""Who has not planned, held or recorded the month's theme day; tasks from resolutions (MTG-04, MTG-05)."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from core import dates
from core.errors import RuleViolation
from meetings import actions, queries
from meetings.forms import month_of
from meetings.models import Meeting, Reminded, Resolution
from meetings.views.office import MANAGE, VIEW
from organizations.access import get_scoped, require
from organizations.models import Organization
from organizations.scoping import reach

BEHIND: dict[str, tuple[str, dict[str, Any]]] = {
    "unplanned": ("未计划", {"theme_day_state__isnull": True}),
    "unheld": ("未召开", {"theme_day_state__in": [Meeting.State.PLANNED, Meeting.State.NOTIFIED]}),
    "unrecorded": ("待记录", {"theme_day_state": Meeting.State.SIGNING_IN}),
    "done": ("已记录", {"theme_day_state__in": Meeting.RECORDED_STATES}),
}


@require(VIEW)
def progress(request: HttpRequest) -> HttpResponse:
    """One row for each community or branch that owes a theme day in the month."""
    month = month_of(request.GET.get("month"), default=timezone.localdate())
    visible = Organization.objects.visible_to(request.user, VIEW)
    rows = queries.with_theme_day(queries.owing(visible, month), month)
    chosen = request.GET.get("state", "")
    if chosen in BEHIND:
        rows = rows.filter(**BEHIND[chosen][1])
    page = Paginator(rows.order_by("path"), 100).get_page(request.GET.get("page"))
    found = Meeting.objects.in_bulk([each.theme_day for each in page.object_list if each.theme_day])
    counted = queries.counts_of(found)
    chased: dict[int, Reminded] = {}
    for each in Reminded.objects.filter(organization__in=page.object_list, month=month).order_by("at"):
        chased[each.organization_id] = each
    parents = Organization.objects.in_bulk(
        {each.ancestor_ids[-2] for each in page.object_list if len(each.ancestor_ids) > 1}
    )
    lines = [
        {
            "organization": each,
            "parent": parents.get(each.ancestor_ids[-2]) if len(each.ancestor_ids) > 1 else None,
            "meeting": found.get(each.theme_day),
            "counts": counted.get(each.theme_day),
            "chased": chased.get(each.pk),
        }
        for each in page.object_list
    ]
    totals = queries.progress(visible, month)
    context = {
        "month": month,
        "before": dates.add_months(month, -1),
        "after": dates.add_months(month, 1),
        "lines": lines,
        "page": page,
        "totals": totals,
        "state": chosen,
        "may_remind": bool(reach(request.user, MANAGE)),
        "tabs": [
            {"label": "全部", "url": f"?month={month:%Y-%m}", "current": not chosen, "count": totals.owing},
            *(
                {"label": label, "url": f"?month={month:%Y-%m}&state={key}", "current": chosen == key}
                for key, (label, _condition) in BEHIND.items()
            ),
        ],
    }
    return render(request, "meetings/progress.html", context)


@require(MANAGE)
@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """Chase the organisations that were ticked; those not behind any more are left out."""
    month = month_of(request.POST.get("month"), default=timezone.localdate())
    ids = [int(each) for each in request.POST.getlist("organization") if each.isdecimal()][:1000]
    visible = Organization.objects.visible_to(request.user, MANAGE).filter(pk__in=ids)
    behind = queries.with_theme_day(queries.owing(visible, month), month).filter(
        Q(theme_day_state__isnull=True) | ~Q(theme_day_state__in=Meeting.RECORDED_STATES)
    )
    chosen = list(behind)
    if chosen:
        told = actions.remind(by=request.user, organizations=chosen, month=month, now=timezone.now())
        messages.success(request, f"已提醒 {len(chosen)} 个组织,发出 {told} 条消息")
    else:
        messages.error(request, "请先勾选还没有完成的组织")
    return redirect(f"{reverse('meetings:progress')}?month={month:%Y-%m}")


@require(VIEW)
def resolutions(request: HttpRequest) -> HttpResponse:
    """Tasks from resolutions in scope, the overdue first."""
    rows = Resolution.objects.visible_to(request.user, VIEW).select_related("organization", "owner", "meeting")
    state = request.GET.get("state", "open")
    rows = rows.filter(state=state) if state in Resolution.State.values else rows
    today = timezone.localdate()
    page = Paginator(rows.order_by("due_on", "pk"), 50).get_page(request.GET.get("page"))
    return render(request, "meetings/resolutions.html", {"page": page, "today": today, "state": state})


@require(MANAGE)
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    task = get_scoped(Resolution.objects, request.user, see=VIEW, need=MANAGE, pk=pk)
    from_form = request.POST.get("reason", "")
    try:
        actions.finish_resolution(
            by=request.user, resolution=task, version=task.version, result=from_form, now=timezone.now()
        )
    except RuleViolation as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "办理结果已登记")
    return redirect("meetings:resolutions")
