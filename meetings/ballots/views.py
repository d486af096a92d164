"""Pages of polls by paper and of the problem list of a meeting (MTG-16, MTG-07)."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.office.scans import scan_response
from core.web.forms import Done, bound, run
from core.web.guards import require, require_safe_or_POST
from meetings.ballots import actions, forms, queries
from meetings.ballots.phone import actions as phone
from meetings.ballots.phone import queries as phones
from meetings.ballots.rules import POLL
from meetings.models import Meeting, Poll, Problem, WorkReport
from meetings.queries import owners_for
from meetings.rules import DECIDING
from meetings.views.office import MANAGE, VIEW, find
from organizations.access import get_scoped
from organizations.scoping import may


def find_poll(request: HttpRequest, pk: int, *, manage: bool = False) -> Poll:
    rows = Poll.objects.select_related("meeting__kind", "meeting__organization", "organization", "teller", "scrutineer")
    found: Poll = get_scoped(rows, request.user, see=VIEW, need=MANAGE if manage else None, pk=pk)
    return found


def poll_page(poll: Poll) -> str:
    return reverse("meetings:poll", args=[poll.pk])


def crumbs(meeting: Meeting, poll: Poll | None = None) -> dict[str, Any]:
    steps = [
        (reverse("meetings:index"), "会议与主题党日"),
        (reverse("meetings:detail", args=[meeting.pk]), meeting.topic),
    ]
    if poll is not None:
        steps.append((poll_page(poll), str(poll)))
    return {"crumbs": steps, "back": steps[-1][0]}


def poll_crumbs(poll: Poll) -> dict[str, Any]:
    return crumbs(poll.meeting, poll)


def poll_form(request: HttpRequest, form: Any, act: Callable[[dict[str, Any]], Done], **context: Any) -> HttpResponse:
    template = context.pop("template", "meetings/ballots/form.html")
    return run(request, form, act, lambda: render(request, template, {"form": form, **context}))


@require(MANAGE)
@require_safe_or_POST
def poll_new(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = find(request, pk, manage=True)
    form = forms.OpenPollForm(bound(request), meeting=meeting, offered=forms.offered(meeting))

    def act(data: dict[str, Any]) -> Done:
        poll = actions.open_poll(by=request.user, meeting=meeting, now=timezone.now(), **data)
        return Done(poll_page(poll), "测评已登记，请打印计票单，清点后登记票数")

    return poll_form(request, form, act, title="组织测评", button="开始", **crumbs(meeting))


@require(VIEW)
@require_safe
def poll(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_poll(request, pk)
    steps = POLL.available(found, request.user)
    done = queries.done_in_year(found)
    rows = found.subjects.select_related("person").order_by("position", "pk")
    subjects = [(each, done.get(each.person_id, "")) for each in rows]
    context = {
        "poll": found,
        "subjects": subjects,
        "can": steps,
        "next_step": POLL.next_owner(found, request.user),
        "graded": found.subjects.exclude(result="").exists(),
        "again": Poll.objects.filter(again_of=found).first(),
        "warnings": phones.secrecy(found, [each for each, _ in subjects]),
        "own": phones.own(found, request.user),
        **phones.shown(found),
        **crumbs(found.meeting),
    }
    return render(request, "meetings/ballots/poll.html", context)


@require(MANAGE)
@require_safe_or_POST
def count(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_poll(request, pk, manage=True)
    form = forms.CountForm(bound(request), poll=found)

    def act(_data: dict[str, Any]) -> Done:
        counted = actions.count(by=request.user, poll=found, now=timezone.now(), **form.values())
        void = counted.is_void
        return Done(poll_page(found), "收回多于发出或实到，这次投票无效，请重新投票" if void else "票数已登记，请签字")

    return poll_form(
        request, form, act, template="meetings/ballots/count.html", poll=found, **crumbs(found.meeting, found)
    )


@require(MANAGE)
@require_safe_or_POST
def grade(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_poll(request, pk, manage=True)
    form = forms.GradeForm(bound(request), poll=found)

    def act(_data: dict[str, Any]) -> Done:
        actions.grade(by=request.user, poll=found, chosen=form.chosen(), now=timezone.now())
        return Done(poll_page(found), "等次已评定")

    return poll_form(
        request, form, act, template="meetings/ballots/grade.html", poll=found, **crumbs(found.meeting, found)
    )


class _StepPage(NamedTuple):
    form: Callable[[HttpRequest, Poll], Any]
    act: Callable[..., Poll]
    done: str
    note: str = ""


def _reason(request: HttpRequest, _poll: Poll) -> forms.ReasonForm:
    return forms.ReasonForm(bound(request))


def _confirm(request: HttpRequest, _poll: Poll) -> forms.ConfirmForm:
    return forms.ConfirmForm(bound(request))


_STEPS = {
    "begin_voting": _StepPage(
        _confirm,
        phone.begin,
        "手机投票已开始，请到会人员在手机上投票",
        "应到人员列入投票名册，到会后用手机投一票；没有手机的，用会场设备投票，或者领取纸质票。结束以前，谁都看不到票数。",
    ),
    "end_voting": _StepPage(
        _confirm,
        phone.close,
        "投票已结束，选票已打开计票",
        "结束以后不能再投票。密封的手机票一次全部打开计票，密钥随即销毁。",
    ),
    "stop": _StepPage(
        _reason, phone.stop, "投票已中止，登记为无效，请重新投票", "已经投的票不再打开，密钥销毁，这次投票登记为无效。"
    ),
    "sign_sheet": _StepPage(
        lambda request, _poll: forms.SignForm(bound(request), request.FILES or None), actions.sign, "签字已登记"
    ),
    "recount": _StepPage(_reason, actions.recount, "签字已撤销，请更正票数后重新签字"),
    "again": _StepPage(
        lambda request, poll: forms.CountersForm(bound(request), meeting=poll.meeting),
        actions.hold_again,
        "已开始新一次投票",
    ),
    "ungrade": _StepPage(_reason, actions.ungrade, "评定已撤销"),
}


@require(MANAGE)
@require_safe_or_POST
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Signing, taking back, voting again: each with its form."""
    if step not in _STEPS:
        raise Http404
    found = find_poll(request, pk, manage=True)
    asked = _STEPS[step]
    form = asked.form(request, found)

    def act(data: dict[str, Any]) -> Done:
        done = asked.act(by=request.user, poll=found, now=timezone.now(), **data)
        return Done(poll_page(done), asked.done)

    label = POLL[step].label
    words = {"title": label, "button": label, "note": asked.note}
    return poll_form(request, form, act, shown_of=found, **words, **poll_crumbs(found))


@require(VIEW)
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet that teller and scrutineer fill and sign."""
    found = find_poll(request, pk)
    subjects = found.subjects.select_related("person").order_by("position", "pk")
    context = {"poll": found, "subjects": subjects, **phones.shown(found)}
    return render(request, "meetings/ballots/sheet.html", context)


@require(VIEW)
@require_safe
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_poll(request, pk)
    return scan_response(found.scan, f"{found.meeting.topic}计票单")


# -- work reports ----------------------------------------------------------------------------------


@require(MANAGE)
@require_safe_or_POST
def report_new(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = find(request, pk, manage=True)
    form = forms.ReportForm(bound(request), offered=forms.offered(meeting))

    def act(data: dict[str, Any]) -> Done:
        made = actions.report(by=request.user, meeting=meeting, now=timezone.now(), **data)
        return Done(reverse("meetings:report", args=[made.pk]), "工作报告已登记")

    return poll_form(request, form, act, title="登记工作报告", button="登记", **crumbs(meeting))


def _report(request: HttpRequest, pk: int, *, manage: bool = False) -> WorkReport:
    rows = WorkReport.objects.select_related("meeting__kind", "meeting__organization", "organization", "speaker")
    found: WorkReport = get_scoped(rows, request.user, see=VIEW, need=MANAGE if manage else None, pk=pk)
    return found


@require(VIEW)
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    found = _report(request, pk)
    manages = found.meeting.state in DECIDING and may(request.user, MANAGE, found.organization)
    context = {"report": found, "manages": manages, **crumbs(found.meeting)}
    return render(request, "meetings/ballots/report.html", context)


@require(MANAGE)
@require_safe_or_POST
def report_correct(request: HttpRequest, pk: int) -> HttpResponse:
    found = _report(request, pk, manage=True)
    form = forms.ReportForm(bound(request), instance=found, offered=forms.offered(found.meeting))

    def act(data: dict[str, Any]) -> Done:
        actions.report(by=request.user, meeting=found.meeting, now=timezone.now(), stored_report=found, **data)
        return Done(reverse("meetings:report", args=[found.pk]), "工作报告已更正")

    return poll_form(request, form, act, title="更正工作报告", button="保存", **crumbs(found.meeting))


# -- problems --------------------------------------------------------------------------------------


@require(MANAGE)
@require_safe_or_POST
def problem_new(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = find(request, pk, manage=True)
    form = forms.ProblemForm(bound(request), meeting=meeting, owners=owners_for(meeting))

    def act(data: dict[str, Any]) -> Done:
        actions.name_problem(by=request.user, meeting=meeting, now=timezone.now(), **data)
        return Done(reverse("meetings:detail", args=[meeting.pk]), "问题和整改已登记")

    return poll_form(request, form, act, title="登记问题", button="登记", **crumbs(meeting))


@require(MANAGE)
@require_safe_or_POST
def problem_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Problem.objects.select_related("meeting__kind", "meeting__organization", "organization", "task__owner")
    found: Problem = get_scoped(rows, request.user, see=VIEW, need=MANAGE, pk=pk)
    form = forms.WithdrawProblemForm(bound(request), initial={"version": found.version})

    def act(data: dict[str, Any]) -> Done:
        actions.withdraw_problem(by=request.user, problem=found, now=timezone.now(), **data)
        return Done(reverse("meetings:detail", args=[found.meeting_id]), "问题已撤回，整改不再催办")

    words = {"title": "撤回问题", "button": "撤回", "subject": str(found)}
    return poll_form(request, form, act, shown_of=found.task, **words, **crumbs(found.meeting))
