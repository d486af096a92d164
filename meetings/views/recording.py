"""What is entered after (or during) a meeting: record, attendance by hand, votes and resolutions."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from core.records.errors import refusal
from core.web.forms import INVALID, Done, bound, run, shut
from core.web.guards import require, require_safe_or_POST
from meetings import actions, plans, queries, rules
from meetings.forms import (
    TAKE_BACK,
    EnterForm,
    MarkForm,
    RecordForm,
    ResolutionForm,
    VoteForm,
)
from meetings.models import THEME_DAY, Attendance, Meeting, MeetingKind
from meetings.rules import MEETING
from meetings.views.office import MANAGE, find, lists
from meetings.views.planning import chosen_host


@require(MANAGE)
@require_safe_or_POST
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """One page after the meeting; attendance is there from signing in (UX burden: at most 6 inputs)."""
    meeting = find(request, pk, manage=True)
    back = reverse("meetings:detail", args=[pk])
    step = "change_record" if meeting.state == Meeting.State.RECORDED else "record"
    closed = shut(request, lambda: MEETING.check(step, meeting, by=request.user, at=timezone.now()), back=back)
    if closed is not None:
        return closed
    today = timezone.localdate()
    form_list, education_list = lists(meeting, today)
    form = RecordForm(
        bound(request),
        request.FILES or None,
        kind=meeting.kind,
        forms_=form_list,
        educations=education_list,
        people=queries.people_of(
            meeting.organization, on=today, members=plans.convened(meeting.kind, meeting.organization)
        ),
        instance=meeting,
        initial={"held_at": meeting.held_at or meeting.starts_at},
    )

    def page() -> HttpResponse:
        context = {
            "form": form,
            "meeting": meeting,
            "counts": queries.counts(meeting),
            "can_mark": MEETING.can("mark", meeting, request.user),
            "can_confirm": rules.may_confirm(meeting, request.user),
        }
        return render(request, "meetings/record.html", context)

    return run(request, form, lambda data: Done(back, _record(request, data, meeting)), page, back=back)


def _record(request: HttpRequest, data: dict[str, Any], meeting: Meeting) -> str:
    now = timezone.now()
    data = dict(data)
    photo = data.pop("photo", None)
    if "invited" in data:
        data["invited"] = [person.pk for person in data["invited"]]
    stored = actions.record(by=request.user, meeting=meeting, now=now, **data)
    if photo:
        actions.add_photo(by=request.user, meeting=stored, upload=photo, now=now)
    if "confirm" not in request.POST:
        return "记录已保存，纪要确认后归档。"
    actions.confirm(by=request.user, meeting=stored, now=now)
    return "记录已保存并确认，会议纪要可以下载。"


@require(MANAGE)
@require_safe_or_POST
def enter(request: HttpRequest) -> HttpResponse:
    """A meeting that was held without a plan, with its record, on one page: also of a month that was closed since."""
    kind = get_object_or_404(MeetingKind, pk=request.GET.get("kind", THEME_DAY))
    hosts = queries.hosts_for(request.user, kind)
    if not hosts:
        status = INVALID if request.method == "POST" else 200
        return render(request, "meetings/no_host.html", {"kind": kind}, status=status)
    host, today = chosen_host(request, hosts), timezone.localdate()
    meeting = Meeting(organization=host, kind=kind, second_person=kind.second_person)
    form_list, education_list = lists(meeting, today)
    form = EnterForm(
        bound(request),
        kind=kind,
        forms_=form_list,
        educations=education_list,
        people=queries.people_of(host, on=today, members=plans.convened(kind, host)),
        instance=meeting,
        initial={"host_person": queries.secretary_of(host, today)},
    )

    def act(data: dict[str, Any]) -> Done:
        invited = [person.pk for person in data.pop("invited", None) or []]
        data.pop("version", None)
        made = actions.enter(by=request.user, organization=host, kind=kind, now=timezone.now(), invited=invited, **data)
        return Done(reverse("meetings:attendance", args=[made.pk]), "记录已保存，请登记到会人员，再确认纪要。")

    context = {"form": form, "kind": kind, "host": host, "hosts": hosts, "kinds": MeetingKind.objects.all()}
    return run(request, form, act, lambda: render(request, "meetings/enter.html", context))


@require(MANAGE)
@require_safe_or_POST
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """The roster with checkboxes: from the paper sheet, by hand, leave, make-up."""
    meeting = find(request, pk, manage=True)
    form = MarkForm(bound(request), meeting=meeting, initial={"way": "paper"})

    def act(data: dict[str, Any]) -> Done:
        changed = _mark(request, data, meeting)
        return Done(reverse("meetings:attendance", args=[pk]), f"已登记 {changed} 人")

    def page() -> HttpResponse:
        rows = meeting.attendances.select_related("person", "organization").order_by(
            "guest", "organization__path", "person__pinyin", "person_id"
        )
        context = {
            "meeting": meeting,
            "form": form,
            "page": Paginator(rows, 200).get_page(request.GET.get("page")),
            "chosen": set(request.POST.getlist("persons")),
            "counts": queries.counts(meeting),
            "asked": rows.filter(state=Attendance.State.ASKED)[:200]
            if MEETING.can("decide_leave", meeting, request.user)
            else (),
            "can_mark": MEETING.can("mark", meeting, request.user) or MEETING.can("make_up", meeting, request.user),
        }
        return render(request, "meetings/attendance.html", context)

    return run(request, form, act, page)


def _mark(request: HttpRequest, data: dict[str, Any], meeting: Meeting) -> int:
    ids = [person.pk for person in data["persons"]]
    if data["state"] == Attendance.State.MADE_UP:
        return actions.make_up(
            by=request.user, meeting=meeting, persons=ids, on=timezone.localdate(), note=data["reason"]
        )
    if data["state"] == TAKE_BACK:
        return actions.take_back_make_up(
            by=request.user, meeting=meeting, persons=ids, reason=data["reason"], now=timezone.now()
        )
    names = ("state", "way", "reason")
    chosen = {name: data[name] for name in names}
    return actions.mark(by=request.user, meeting=meeting, persons=ids, now=timezone.now(), **chosen)


@require(MANAGE)
@require_safe_or_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Votes and resolutions of one meeting."""
    meeting = find(request, pk, manage=True)
    on = timezone.localdate(meeting.held_at or meeting.starts_at)
    ballots = queries.ballots(meeting)
    posted = bound(request) if "resolve" not in request.POST else None
    open_to = [each.matter for each in ballots if not each.refusal or posted]
    vote = VoteForm(posted, prefix="v", meeting=meeting, matters=open_to)
    task = ResolutionForm(
        request.POST if "resolve" in request.POST else None,
        prefix="r",
        meeting=meeting,
        topics=queries.topics_of(meeting.organization, on),
        people=queries.owners_for(meeting),
    )
    back = reverse("meetings:decide", args=[pk])

    def put_to_vote(data: dict[str, Any]) -> Done:
        made = actions.put_to_vote(by=request.user, meeting=meeting, now=timezone.now(), **data)
        return Done(back, f"表决已登记：{'通过' if made.adopted else '未通过'}")

    def resolve(data: dict[str, Any]) -> Done:
        actions.resolve(by=request.user, meeting=meeting, **data)
        return Done(back, "决议已登记")

    def page() -> HttpResponse:
        return _decide_page(request, meeting, vote, task, ballots)

    return run(request, task, resolve, page) if task.is_bound else run(request, vote, put_to_vote, page)


def _decide_page(
    request: HttpRequest, meeting: Meeting, vote: VoteForm, task: ResolutionForm, ballots: list[queries.Ballot]
) -> HttpResponse:
    """Each form only where its step is possible; else the reason. A form that was sent comes back with what it held."""
    now = timezone.now()
    votes = meeting.decisions.order_by("pk")
    adopted = any(each.adopted for each in votes)
    no_vote = refusal(lambda: MEETING.check("vote", meeting, by=request.user, at=now))
    if not no_vote and all(each.refusal for each in ballots):
        no_vote = ballots[0].refusal
    no_task = refusal(lambda: MEETING.check("resolve", meeting, by=request.user, at=now)) or refusal(
        lambda: rules.check_can_resolve(meeting, adopted=adopted)
    )
    entitled, present = queries.voters(meeting)
    context = {
        "meeting": meeting,
        "vote": vote,
        "no_vote": "" if vote.is_bound else no_vote,
        "task": task,
        "no_task": "" if task.is_bound else no_task,
        "ballots": [each for each in ballots if each.standard],
        "entitled": entitled,
        "present": present,
        "votes": votes,
        "tasks": meeting.resolutions.select_related("owner").order_by("pk"),
    }
    return render(request, "meetings/decide.html", context)
