"""Set topics handed down and adopted, papers, officers of the superior at a meeting (MTG-15)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.office.scans import scan_response
from core.web.forms import Done, bound, press, run, shut
from core.web.guards import personal, require, require_safe_or_POST
from meetings import actions, directives
from meetings.forms import year_of
from meetings.forms_directives import CorrectTopicForm, PaperForm, SuperiorForm, TopicForm
from meetings.models import Attendance, Meeting, Paper, SetTopic, Superior
from meetings.rules import MEETING
from meetings.views.office import MANAGE, VIEW, act, find
from organizations.access import get_scoped
from organizations.models import Organization
from organizations.scoping import may, reach

PAGE_SIZE = 50


# -- set topics ------------------------------------------------------------------------------------


@require(VIEW)
@require_safe
def set_topics(request: HttpRequest) -> HttpResponse:
    """What was handed down by or to whoever the user sees, the newest month first."""
    today = timezone.localdate()
    year = year_of(request.GET.get("year"), default=today.year)
    rows = directives.read_by(request.user, VIEW).filter(month__year=year).select_related("organization")
    context = {
        "page": Paginator(rows.order_by("-month", "scope", "pk"), PAGE_SIZE).get_page(request.GET.get("page")),
        "year": year,
        "next_year": year + 1 if year <= today.year else None,
        "may_issue": directives.issuers(request.user).exists(),
    }
    return render(request, "meetings/set_topics.html", context)


@require(MANAGE)
@require_safe_or_POST
def set_topic_new(request: HttpRequest) -> HttpResponse:
    """Hand a topic down; who has no street or district hears so."""
    today = timezone.localdate()
    form = TopicForm(
        bound(request),
        request.FILES or None,
        issuers=directives.issuers(request.user),
        months=directives.months_ahead(today),
    )

    def act(data: dict[str, Any]) -> Done:
        upload = data.pop("file", None)
        topic = actions.hand_down(by=request.user, now=timezone.now(), upload=upload, **data)
        return Done(reverse("meetings:set_topic", args=[topic.pk]), f"已下发《{topic}》")

    context = {"form": form, "heading": "下发规定动作", "upload": True, "back": reverse("meetings:set_topics")}
    return run(request, form, act, lambda: render(request, "frame/form.html", context))


def _topic(request: HttpRequest, pk: int, *, manage: bool = False) -> SetTopic:
    """A topic that the user reads (404), with the right of who handed it down where asked (403)."""
    topic = get_object_or_404(directives.read_by(request.user, VIEW).select_related("organization"), pk=pk)
    if manage and not may(request.user, MANAGE, topic.organization):
        raise PermissionDenied("只有下发的组织可以办理")
    return topic


@require(VIEW)
@require_safe
def set_topic(request: HttpRequest, pk: int) -> HttpResponse:
    """What is asked, its papers, and what every community in sight made of it."""
    topic = _topic(request, pk)
    rows = directives.adoptions(request.user, VIEW, topic, now=timezone.now())
    missing = [each for each in rows if each.meeting is None]
    only = request.GET.get("state") == "missing"
    page = Paginator(missing if only else rows, 100).get_page(request.GET.get("page"))
    organizations = Organization.objects.in_bulk([each.organization for each in page.object_list])
    meetings = Meeting.objects.in_bulk([each.meeting for each in page.object_list if each.meeting])
    context = {
        "topic": topic,
        "papers": topic.papers.all(),
        "paper_form": PaperForm(),
        "issues": may(request.user, MANAGE, topic.organization) and not topic.is_withdrawn,
        "page": page,
        "lines": [
            {"organization": organizations[each.organization], "meeting": meetings.get(each.meeting or 0), "row": each}
            for each in page.object_list
        ],
        "owing": len(rows),
        "adopted": len(rows) - len(missing),
        "recorded": sum(each.recorded for each in rows),
        "missing": len(missing),
        "plans": bool(reach(request.user, MANAGE)),
        "tabs": [
            {"label": "全部", "url": "?", "current": not only, "count": len(rows)},
            {"label": "未采用", "url": "?state=missing", "current": only, "count": len(missing)},
        ],
    }
    return render(request, "meetings/set_topic.html", context)


@require(VIEW)
@require_safe_or_POST
def set_topic_correct(request: HttpRequest, pk: int) -> HttpResponse:
    topic = _topic(request, pk, manage=True)
    form = CorrectTopicForm(bound(request), instance=topic)
    back = reverse("meetings:set_topic", args=[pk])

    def act(data: dict[str, Any]) -> Done:
        actions.correct_topic(by=request.user, topic=topic, **data)
        return Done(back, "已更正")

    context = {"form": form, "heading": "更正规定动作", "back": back}
    return run(request, form, act, lambda: render(request, "frame/form.html", context), back=back)


@require(VIEW)
@require_POST
def set_topic_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    topic = _topic(request, pk, manage=True)
    back = reverse("meetings:set_topic", args=[pk])

    def act() -> Done:
        reason = request.POST.get("reason", "")
        told = actions.withdraw_topic(by=request.user, topic=topic, reason=reason, now=timezone.now())
        return Done(back, f"已撤回，通知了 {told} 人")

    return press(request, act, back=back)


@require(VIEW)
@require_safe_or_POST
def set_topic_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A file that goes down with the topic."""
    topic = _topic(request, pk, manage=True)
    back = reverse("meetings:set_topic", args=[pk])
    return _paper_page(
        request,
        back,
        lambda upload, title: actions.add_topic_paper(
            by=request.user, topic=topic, upload=upload, title=title, now=timezone.now()
        ),
    )


# -- papers ----------------------------------------------------------------------------------------


def _paper_page(request: HttpRequest, back: str, add: Any) -> HttpResponse:
    form = PaperForm(bound(request), request.FILES or None)

    def act(data: dict[str, Any]) -> Done:
        paper = add(data["file"], data["title"])
        return Done(back, f"已添加附件《{paper}》")

    context = {"form": form, "heading": "添加附件", "upload": True, "back": back}
    return run(request, form, act, lambda: render(request, "frame/form.html", context), back=back)


@require(MANAGE)
@require_safe_or_POST
def paper_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A file for who comes to the meeting."""
    meeting = find(request, pk, manage=True)
    back = reverse("meetings:detail", args=[pk])
    closed = shut(request, lambda: MEETING.check("add_paper", meeting, by=request.user, at=timezone.now()), back=back)
    if closed is not None:
        return closed
    return _paper_page(
        request,
        back,
        lambda upload, title: actions.add_paper(
            by=request.user, meeting=meeting, upload=upload, title=title, now=timezone.now()
        ),
    )


@personal
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper, for who may see its meeting or topic, or was called to a meeting that has it."""
    found = _stored(pk)
    if not _may_read(request, found):
        raise Http404
    return scan_response(found.file, found.title)


def _stored(pk: int) -> Paper:
    """A paper whose meeting or topic answers in the reach."""
    found = get_object_or_404(Paper.objects.select_related("meeting__organization", "topic__organization"), pk=pk)
    if (found.meeting or found.topic) is None:
        raise Http404
    return found


def _may_read(request: HttpRequest, found: Paper) -> bool:
    user: Any = request.user
    called = Attendance.objects.filter(person=user.person_id)
    if found.meeting is not None:
        return may(user, VIEW, found.meeting.organization) or called.filter(meeting=found.meeting).exists()
    assert found.topic is not None  # held by a constraint
    if called.filter(meeting__set_topics=found.topic).exists():
        return True
    return directives.read_by(user, VIEW).filter(pk=found.topic.pk).exists()


@require(MANAGE)
@require_POST
def paper_remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = _stored(pk)
    if not may(request.user, VIEW, found.organization):
        raise Http404
    if not may(request.user, MANAGE, found.organization):
        raise PermissionDenied("您可以查看，但没有办理的权限")
    page, holder = ("meetings:detail", found.meeting_id) if found.meeting_id else ("meetings:set_topic", found.topic_id)
    back = reverse(page, args=[holder])

    def act() -> Done:
        actions.remove_paper(by=request.user, paper=found, reason=request.POST.get("reason", ""), now=timezone.now())
        return Done(back, "附件已删除")

    return press(request, act, back=back)


# -- officers of the superior ----------------------------------------------------------------------


@require(MANAGE)
@require_safe_or_POST
def superior_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Who from above was there, and what was said."""
    meeting = find(request, pk, manage=True)
    back = reverse("meetings:detail", args=[pk])
    closed = shut(
        request, lambda: MEETING.check("note_superior", meeting, by=request.user, at=timezone.now()), back=back
    )
    if closed is not None:
        return closed
    form = SuperiorForm(bound(request), people=directives.officers_above(meeting))

    def add(data: dict[str, Any]) -> Done:
        row = actions.note_superior(by=request.user, meeting=meeting, now=timezone.now(), **data)
        return Done(back, f"已登记{row}到会")

    context = {"form": form, "heading": "登记上级到会", "back": back}
    return run(request, form, add, lambda: render(request, "frame/form.html", context), back=back)


@require(MANAGE)
@require_POST
def superior_drop(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_scoped(Superior.objects.select_related("meeting"), request.user, see=VIEW, need=MANAGE, pk=pk)
    reason = request.POST.get("reason", "")
    return act(
        request,
        row.meeting_id,
        lambda _meeting: actions.drop_superior(by=request.user, row=row, reason=reason, now=timezone.now()),
        "已撤销",
    )


@require(VIEW)
@require_safe
def attended(request: HttpRequest) -> HttpResponse:
    """Meetings of the year at which officers of superiors were: who, where, what was said."""
    this_year = timezone.localdate().year
    year = year_of(request.GET.get("year"), default=this_year)
    page = Paginator(directives.attended(request.user, VIEW, year), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "year": year, "next_year": year + 1 if year < this_year else None}
    return render(request, "meetings/attended.html", context)


@require(MANAGE)
@require_POST
def decide_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave that was asked for is given or refused, of one or several."""
    meeting = find(request, pk, manage=True)
    back = reverse("meetings:attendance", args=[pk])
    persons = [int(each) for each in request.POST.getlist("persons")[:1000] if each.isdecimal()]
    agreed = "agree" in request.POST

    def decide() -> Done:
        number = actions.decide_leave(
            by=request.user,
            meeting=meeting,
            persons=persons,
            agreed=agreed,
            answer=request.POST.get("reason", ""),
            now=timezone.now(),
        )
        return Done(back, f"已{'批准' if agreed else '退回'} {number} 人的请假")

    return press(request, decide, back=back)
