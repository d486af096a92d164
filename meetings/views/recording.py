"""What is entered after (or during) a meeting: record, attendance by hand, votes and resolutions."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from core.errors import RuleViolation
from core.versions import Conflict, conflict_page
from meetings import actions, queries, rules
from meetings.forms import (
    MarkForm,
    RecordForm,
    ResolutionForm,
    VoteForm,
)
from meetings.models import Meeting
from meetings.views.office import MANAGE, add_error, find, lists
from organizations.access import require


@require(MANAGE)
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """One page after the meeting; attendance is there from signing in (UX burden: at most 6 inputs)."""
    meeting = find(request, pk, manage=True)
    if not rules.can(rules.check_can_record, meeting):
        messages.error(request, f"会议{meeting.get_state_display()},记录不能再改")
        return redirect("meetings:detail", pk=pk)
    today = timezone.localdate()
    form_list, education_list = lists(meeting, today)
    form = RecordForm(
        request.POST or None,
        request.FILES or None,
        kind=meeting.kind,
        forms_=form_list,
        educations=education_list,
        people=queries.people_of(meeting.organization, on=today),
        instance=meeting,
        initial={"held_at": meeting.held_at or meeting.starts_at},
    )
    if request.method == "POST" and form.is_valid():
        try:
            _record(request, form, meeting)
        except RuleViolation as error:
            add_error(form, error)
        except Conflict as conflict:
            return conflict_page(request, conflict, back=reverse("meetings:detail", args=[pk]), form=form)
        else:
            return redirect("meetings:detail", pk=pk)
    context = {
        "form": form,
        "meeting": meeting,
        "counts": queries.counts(meeting),
        "can_mark": rules.can(rules.check_can_mark, meeting),
        "can_confirm": not meeting.second_person,
    }
    return render(request, "meetings/record.html", context)


@transaction.atomic
def _record(request: HttpRequest, form: RecordForm, meeting: Meeting) -> None:
    now = timezone.now()
    data = dict(form.cleaned_data)
    version, photo = data.pop("version"), data.pop("photo", None)
    stored = actions.record(by=request.user, meeting=meeting, version=version, now=now, **data)
    if photo:
        actions.add_photo(by=request.user, meeting=stored, upload=photo, now=now)
    if "confirm" in request.POST:
        actions.confirm(by=request.user, meeting=stored, now=now)
        messages.success(request, "记录已保存并确认,会议纪要可以下载。")
    else:
        messages.success(request, "记录已保存,纪要确认后归档。")


@require(MANAGE)
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """The roster with checkboxes: from the paper sheet, by hand, leave, make-up."""
    meeting = find(request, pk, manage=True)
    form = MarkForm(request.POST or None, meeting=meeting, initial={"way": "paper"})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        ids = [person.pk for person in data["persons"]]
        try:
            if data["state"] == "made_up":
                changed = actions.make_up(
                    by=request.user,
                    meeting=meeting,
                    persons=ids,
                    on=timezone.localdate(),
                    note=data["reason"],
                )
            else:
                changed = actions.mark(
                    by=request.user,
                    meeting=meeting,
                    persons=ids,
                    state=data["state"],
                    way=data["way"],
                    reason=data["reason"],
                    now=timezone.now(),
                )
        except RuleViolation as error:
            add_error(form, error)
        else:
            messages.success(request, f"已登记 {changed} 人")
            return redirect("meetings:attendance", pk=pk)
    chosen = set(request.POST.getlist("persons"))
    rows = meeting.attendances.select_related("person", "organization").order_by(
        "guest", "organization__path", "person__pinyin", "person_id"
    )
    page = Paginator(rows, 200).get_page(request.GET.get("page"))
    context = {
        "meeting": meeting,
        "form": form,
        "page": page,
        "chosen": chosen,
        "counts": queries.counts(meeting),
        "can_mark": rules.can(rules.check_can_mark, meeting) or meeting.state in Meeting.RECORDED_STATES,
    }
    return render(request, "meetings/attendance.html", context)


@require(MANAGE)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Votes and resolutions of one meeting."""
    meeting = find(request, pk, manage=True)
    on = timezone.localdate(meeting.held_at or meeting.starts_at)
    vote = VoteForm(request.POST if "vote" in request.POST else None, prefix="v")
    task = ResolutionForm(
        request.POST if "resolve" in request.POST else None,
        prefix="r",
        meeting=meeting,
        topics=queries.topics_of(meeting.organization, on),
        people=queries.people_of(meeting.organization, on=on),
    )
    try:
        if vote.is_bound and vote.is_valid():
            made = actions.put_to_vote(by=request.user, meeting=meeting, now=timezone.now(), **vote.cleaned_data)
            messages.success(request, f"表决已登记:{'通过' if made.adopted else '未通过'}")
            return redirect("meetings:decide", pk=pk)
        if task.is_bound and task.is_valid():
            actions.resolve(by=request.user, meeting=meeting, **task.cleaned_data)
            messages.success(request, "决议已登记")
            return redirect("meetings:decide", pk=pk)
    except RuleViolation as error:
        add_error(vote if vote.is_bound else task, error)
    standard = queries.standard_of(meeting)
    entitled, present = queries.voters(meeting)
    context = {
        "meeting": meeting,
        "vote": vote,
        "task": task,
        "standard": standard,
        "entitled": entitled,
        "present": present,
        "quorum": standard is not None
        and rules.has_quorum(entitled=entitled, present=present, quorum_percent=standard.quorum_percent),
        "votes": meeting.decisions.order_by("pk"),
        "tasks": meeting.resolutions.select_related("owner").order_by("pk"),
    }
    return render(request, "meetings/decide.html", context)
