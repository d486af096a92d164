"""The member's phone: own meetings, leave, tasks from resolutions."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.records.duties import is_past
from core.records.errors import refusal
from core.web.forms import Done, bound, press, run
from core.web.guards import personal, require_safe_or_POST
from meetings import actions, presence, queries
from meetings.ballots.phone.queries import of_member
from meetings.forms import LeaveForm, MakeUpForm
from meetings.models import Attendance, Meeting, Paper, Resolution


def me(request: HttpRequest) -> int:
    """The signed-in person (``personal`` has made sure there is one)."""
    user: Any = request.user
    return int(user.person_id)


@personal
@require_safe
def schedule(request: HttpRequest) -> HttpResponse:
    """What is to come, what was, and the tasks that the person owns."""
    today, now = timezone.localdate(), timezone.now()
    rows = list(queries.mine(me(request), today=today)[:60])
    coming = [each for each in rows if each.meeting.state in Meeting.OPEN_STATES and each.meeting.starts_at >= now]
    over = [each for each in rows if each not in coming and not each.meeting.is_gone]
    tasks = queries.resolutions_open(Resolution.objects.filter(owner=me(request)))
    shown = list(tasks.select_related("organization")[:20])
    for task in shown:
        task.behind = is_past(task.due_on, today)  # type: ignore[attr-defined]
    context = {
        "coming": coming[::-1],
        "over": over[:24],
        "tasks": shown,
    }
    return render(request, "meetings/schedule.html", context)


@personal
@require_safe_or_POST
def my_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting of the person's own, with leave."""
    row = get_object_or_404(
        Attendance.objects.select_related("meeting__kind", "meeting__organization", "meeting__host_person"),
        meeting=pk,
        person=me(request),
    )
    back = reverse("meetings:my_meeting", args=[pk])
    extra = {
        "topics": row.meeting.set_topics.order_by("month", "pk"),
        "papers": _papers(row.meeting),
        "ballots": of_member(row.meeting, me(request)),
    }
    own: dict[str, Any] = {"person_id": me(request), "meeting": row.meeting, "by": request.user}
    if "withdraw" in request.POST:

        def withdraw() -> Done:
            actions.withdraw_leave(**own)
            return Done(back, "已撤回请假")

        return press(request, withdraw, back=back)
    if row.meeting.is_recorded:
        return _make_up(request, row, extra)
    form = LeaveForm(bound(request), initial={"reason": row.reason})

    def leave(data: dict[str, Any]) -> Done:
        actions.take_leave(reason=data["reason"], now=timezone.now(), **own)
        return Done(back, "已提交请假，等主办组织批准")

    context = {
        "row": row,
        "meeting": row.meeting,
        "form": form,
        **extra,
        "can_leave": not refusal(
            lambda: presence.check_can_take_leave(row.meeting, row.state, by=request.user, at=timezone.now())
        ),
    }
    return run(request, form, leave, lambda: render(request, "meetings/my_meeting.html", context))


def _papers(meeting: Meeting) -> QuerySet[Paper]:
    """Those of the meeting and of the topics that it adopted."""
    return Paper.objects.filter(Q(meeting=meeting) | Q(topic__meetings=meeting)).order_by("pk")


def _make_up(request: HttpRequest, row: Attendance, extra: dict[str, Any]) -> HttpResponse:
    """The meeting is over: who missed it reports the make-up while there is time."""
    meeting, now = row.meeting, timezone.now()
    last = queries.last_day_of_make_up(meeting)
    form = MakeUpForm(bound(request), initial={"on": timezone.localdate(now)})

    def report(data: dict[str, Any]) -> Done:
        actions.report_make_up(person_id=me(request), meeting=meeting, now=now, by=request.user, **data)
        return Done(reverse("meetings:my_meeting", args=[meeting.pk]), "补学已登记")

    missed = not refusal(lambda: presence.check_missed(row))
    context = {
        "row": row,
        "meeting": meeting,
        **extra,
        "make_up": form if missed and timezone.localdate(now) <= last else None,
        "last": last,
        "too_late": missed and timezone.localdate(now) > last,
    }
    return run(request, form, report, lambda: render(request, "meetings/my_meeting.html", context))


@personal
@require_POST
def finish_task(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner reports the result of a task."""
    task = get_object_or_404(Resolution.objects.filter(owner=me(request)), pk=pk)
    return finish_resolution(request, task, back="meetings:schedule")


def finish_resolution(
    request: HttpRequest, task: Resolution, *, back: str, dropped: bool = False, said: str = "办理结果已登记"
) -> HttpResponse:
    """The end of a task, from its owner's phone or from the office; ``dropped``: without a result, with the reason."""

    def act() -> Done:
        result = request.POST.get("reason", "")
        actions.finish_resolution(
            by=request.user,
            resolution=task,
            version=task.version,
            result=result,
            now=timezone.now(),
            dropped=dropped,
        )
        return Done(back, said)

    return press(request, act, back=back)
