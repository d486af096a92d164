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
from core.records.duties import is_past, past_day
from core.web.forms import Done, bound, press, run, shut
from core.web.guards import require, require_safe_or_POST
from meetings import actions, queries
from meetings.forms import ReassignForm, month_of, year_of
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

OVERDUE = "overdue"
"""Beside the states of tasks in the list's filter: open, and its day is over."""
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
    today = timezone.localdate()
    if state == OVERDUE:
        rows = rows.filter(past_day(today), state=Resolution.State.OPEN)
    rows = rows.filter(state=state) if state in Resolution.State.values else rows
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
    states: list[tuple[str, Any]] = [("", "全部"), (Resolution.State.OPEN, "办理中"), (OVERDUE, "已逾期")]
    states += [(each, each.label) for each in (Resolution.State.DONE, Resolution.State.DROPPED)]
    context = {
        "page": page,
        "lines": lines,
        "topic": topic,
        "tabs": [{"label": label, "url": f"?state={value}", "current": value == state} for value, label in states],
    }
    return render(request, "meetings/resolutions.html", context)


@require(MANAGE)
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    task = get_scoped(Resolution.objects, request.user, see=VIEW, need=MANAGE, pk=pk)
    return finish_resolution(request, task, back="meetings:resolutions")


@require(MANAGE)
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """A task that is not to be done any more, with the reason."""
    task = get_scoped(Resolution.objects, request.user, see=VIEW, need=MANAGE, pk=pk)
    return finish_resolution(request, task, back="meetings:resolutions", dropped=True, said="决议已终止")


@require(MANAGE)
@require_safe_or_POST
def reassign(request: HttpRequest, pk: int) -> HttpResponse:
    """Another owner or another day."""
    rows = Resolution.objects.select_related("meeting__organization", "organization", "owner")
    task: Resolution = get_scoped(rows, request.user, see=VIEW, need=MANAGE, pk=pk)
    back = reverse("meetings:resolutions")
    closed = shut(request, lambda: RESOLUTION.check_state("reassign", task), back=back)
    if closed is not None:
        return closed
    form = ReassignForm(bound(request), instance=task, people=queries.owners_for(task.meeting))

    def act(data: dict[str, Any]) -> Done:
        actions.reassign_resolution(by=request.user, resolution=task, now=timezone.now(), **data)
        return Done(back, "已更改，新的责任人会在首页看到")

    context = {"form": form, "heading": f"改责任人或期限：{task.text}", "back": back}
    return run(request, form, act, lambda: render(request, "frame/form.html", context))
