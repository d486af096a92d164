"""The member's phone: own meetings, leave, tasks from resolutions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.errors import RuleViolation
from meetings import actions, queries, rules
from meetings.forms import LeaveForm
from meetings.models import Attendance, Meeting, Resolution
from meetings.views.office import add_error
from organizations.access import personal


def me(request: HttpRequest) -> int:
    """The signed-in person (``personal`` has made sure there is one)."""
    user: Any = request.user
    return int(user.person_id)


@personal
def schedule(request: HttpRequest) -> HttpResponse:
    """What is to come, what was, and the tasks that the person owns."""
    today, now = timezone.localdate(), timezone.now()
    rows = list(queries.mine(me(request), today=today)[:60])
    coming = [each for each in rows if each.meeting.state in rules.OPEN and each.meeting.starts_at >= now]
    over = [each for each in rows if each not in coming and each.meeting.state != Meeting.State.CANCELLED]
    tasks = queries.resolutions_open(Resolution.objects.filter(owner=me(request)))
    context = {
        "coming": coming[::-1],
        "over": over[:24],
        "tasks": tasks.select_related("organization")[:20],
        "today": today,
    }
    return render(request, "meetings/schedule.html", context)


@personal
def my_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting of the person's own, with leave."""
    row = get_object_or_404(
        Attendance.objects.select_related("meeting__kind", "meeting__organization", "meeting__host_person"),
        meeting=pk,
        person=me(request),
    )
    form = LeaveForm(request.POST or None, initial={"reason": row.reason})
    if request.method == "POST":
        try:
            if "withdraw" in request.POST:
                actions.withdraw_leave(person_id=me(request), meeting=row.meeting, by=request.user)
                messages.success(request, "已撤回请假")
                return redirect("meetings:my_meeting", pk=pk)
            if form.is_valid():
                actions.take_leave(
                    person_id=me(request),
                    meeting=row.meeting,
                    reason=form.cleaned_data["reason"],
                    now=timezone.now(),
                    by=request.user,
                )
                messages.success(request, "已请假")
                return redirect("meetings:my_meeting", pk=pk)
        except RuleViolation as error:
            add_error(form, error)
    context = {
        "row": row,
        "meeting": row.meeting,
        "form": form,
        "can_leave": rules.can(rules.check_can_take_leave, row.meeting, row.state),
    }
    return render(request, "meetings/my_meeting.html", context)


@personal
@require_POST
def finish_task(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner reports the result of a task."""
    task = Resolution.objects.filter(owner=me(request), pk=pk).first()
    if task is None:
        raise Http404
    try:
        actions.finish_resolution(
            by=request.user,
            resolution=task,
            version=task.version,
            result=request.POST.get("reason", ""),
            now=timezone.now(),
        )
    except RuleViolation as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "办理结果已登记")
    return redirect("meetings:schedule")
