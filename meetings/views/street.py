"""Who has not planned, held or recorded the month's theme day; tasks from resolutions (MTG-04, MTG-05)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.chinese import dates
from core.records.duties import is_past
from core.web.forms import Done, press
from core.web.guards import require
from meetings import actions, queries
from meetings.forms import month_of, year_of
from meetings.models import Meeting, Reminded, Resolution
from meetings.presence import BEHIND, check_behind, check_superior, stands_above
from meetings.progress import Debtor, debtors, totals
from meetings.resolutions import RESOLUTION
from meetings.topics import of_year
from meetings.views.member import finish_resolution
from meetings.views.office import MANAGE, VIEW
from organizations.access import get_scoped
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.scoping import reach

STAGES = {"unplanned": "未计划", "unheld": "未召开", "unrecorded": "待记录", "done": "已记录"}


@require(VIEW)
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """One row for each community, or each branch, that owes a theme day in the month."""
    month = month_of(request.GET.get("month"), default=timezone.localdate())
    branches = request.GET.get("who") == "branches"
    owing = [row for row in debtors(request.user, VIEW, month, now=timezone.now()) if row.branch == branches]
    chosen = request.GET.get("state", "")
    rows = [row for row in owing if row.stage == chosen] if chosen in STAGES else owing
    page = Paginator(rows, 100).get_page(request.GET.get("page"))
    counts = totals(owing)
    link = f"?month={month:%Y-%m}" + ("&who=branches" if branches else "")
    context = {
        "month": month,
        "before": dates.add_months(month, -1),
        "after": dates.add_months(month, 1),
        "lines": _lines(list(page.object_list), month, reach(request.user, MANAGE)),
        "page": page,
        "totals": counts,
        "state": chosen,
        "link": link,
        "branches": branches,
        "may_remind": bool(reach(request.user, MANAGE)),
        "tabs": [
            {"label": "全部", "url": link, "current": not chosen, "count": counts.owing},
            *(
                {"label": label, "url": f"{link}&state={key}", "current": chosen == key, "count": getattr(counts, key)}
                for key, label in STAGES.items()
            ),
        ],
    }
    return render(request, "meetings/progress.html", context)


def _lines(rows: Sequence[Debtor], month: date, managed: Sequence[str]) -> list[dict[str, Any]]:
    """What the page says of each organisation: its superior, its theme day with the counts, who chased it last.

    ``managed``: roots of what the user manages; only from above it a reason is accepted.
    """
    organizations = Organization.objects.in_bulk([row.organization for row in rows])
    found = Meeting.objects.in_bulk([row.meeting for row in rows if row.meeting])
    counted = queries.counts_of(found)
    reminded = Reminded.objects.filter(organization__in=organizations, month=month).order_by("at")
    chased = {each.organization_id: each for each in reminded}
    excused = {each.organization_id: each for each in reminded if each.reason}
    above = {pk: each.ancestor_ids[-2] for pk, each in organizations.items() if len(each.ancestor_ids) > 1}
    parents = Organization.objects.in_bulk(set(above.values()))
    return [
        {
            "organization": organizations[row.organization],
            "parent": parents.get(above.get(row.organization, 0)),
            "meeting": found.get(row.meeting or 0),
            "word": STAGES.get(row.stage, "已认可原因"),
            "behind": row.stage in BEHIND,
            "counts": counted.get(row.meeting or 0),
            "chased": chased.get(row.organization),
            "excused": excused.get(row.organization),
            "may_excuse": stands_above(managed, organizations[row.organization]),
        }
        for row in rows
    ]


@require(MANAGE)
@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """Chase the organisations that were ticked; those not behind any more are left out."""
    month = month_of(request.POST.get("month"), default=timezone.localdate())
    ticked = {int(each) for each in request.POST.getlist("organization")[:1000] if each.isdecimal()}
    now = timezone.now()
    behind = [row.organization for row in debtors(request.user, MANAGE, month, now=now) if row.stage in BEHIND]
    chosen = list(Organization.objects.filter(pk__in=ticked.intersection(behind)))
    if chosen:
        told = actions.remind(by=request.user, organizations=chosen, month=month, now=now)
        messages.success(request, f"已提醒 {len(chosen)} 个组织，发出 {told} 条消息")
    else:
        messages.error(request, "请先勾选还没有完成的组织")
    return redirect(f"{reverse('meetings:progress')}?month={month:%Y-%m}")


@require(MANAGE)
@require_POST
def excuse(request: HttpRequest, pk: int) -> HttpResponse:
    """The superior accepts why an organisation that is behind holds no theme day in the month."""
    month = month_of(request.POST.get("month"), default=timezone.localdate())

    def accept(organization: Organization) -> str:
        now = timezone.now()
        rows = debtors(request.user, MANAGE, month, now=now)
        check_behind(next((row.stage for row in rows if row.organization == organization.pk), ""))
        reason = request.POST.get("reason", "")
        actions.excuse(by=request.user, organization=organization, month=month, reason=reason, now=now)
        return f"已认可{organization.name}{month.month}月未开展的原因"

    return _as_superior(request, pk, month, accept)


@require(MANAGE)
@require_POST
def withdraw_excuse(request: HttpRequest, pk: int) -> HttpResponse:
    month = month_of(request.POST.get("month"), default=timezone.localdate())

    def withdraw(organization: Organization) -> str:
        actions.withdraw_excuse(by=request.user, organization=organization, month=month)
        return f"已撤销，{organization.name}仍应开展{month.month}月主题党日"

    return _as_superior(request, pk, month, withdraw)


def _as_superior(request: HttpRequest, pk: int, month: date, do: Callable[[Organization], str]) -> HttpResponse:
    organization = get_scoped(Organization.objects, request.user, see=VIEW, need=MANAGE, pk=pk)
    back = f"{reverse('meetings:progress')}?month={month:%Y-%m}"
    if organization.kind != Kind.COMMUNITY:
        back += "&who=branches"

    def act() -> Done:
        check_superior(reach(request.user, MANAGE), organization)
        return Done(back, do(organization))

    return press(request, act, back=back)


@require(VIEW)
@require_safe
def resolutions(request: HttpRequest) -> HttpResponse:
    """Tasks from resolutions in scope, the overdue first; of one topic, committee or year, as the coverage asks."""
    rows = Resolution.objects.visible_to(request.user, VIEW).select_related("organization", "owner", "meeting")
    state = request.GET.get("state", Resolution.State.OPEN)
    rows = rows.filter(state=state) if state in Resolution.State.values else rows
    today = timezone.localdate()
    topic, committee = request.GET.get("topic", ""), request.GET.get("committee", "")
    if topic:
        rows = rows.filter(topic=topic)
    if committee.isdecimal() and len(committee) < 18:
        rows = rows.filter(organization=int(committee))
    if year := year_of(request.GET.get("year"), default=0):
        rows = rows.filter(of_year(year))
    page = Paginator(rows.order_by("due_on", "pk"), 50).get_page(request.GET.get("page"))
    lines = [
        {
            "task": task,
            "can": RESOLUTION.available(task, request.user),
            "behind": task.state == Resolution.State.OPEN and is_past(task.due_on, today),
        }
        for task in page
    ]
    return render(request, "meetings/resolutions.html", {"page": page, "lines": lines, "state": state, "topic": topic})


@require(MANAGE)
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    task = get_scoped(Resolution.objects, request.user, see=VIEW, need=MANAGE, pk=pk)
    return finish_resolution(request, task, back="meetings:resolutions")
