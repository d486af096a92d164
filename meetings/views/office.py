"""The secretary's pages: list, plan, one meeting, record, documents."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.chinese import calendar, dates
from core.office.documents import download, official_docx, official_pdf
from core.office.images import photograph_response
from core.records import entry
from core.web.forms import Done, bound, press, run
from core.web.guards import require, require_safe_or_POST
from core.web.paging import CappedPaginator
from meetings import actions, documents, plans, progress, queries
from meetings.ballots import queries as ballots
from meetings.forms import (
    AddendumForm,
    FilterForm,
    month_of,
)
from meetings.models import Meeting, MeetingKind, Photo
from meetings.rules import MEETING
from organizations import standards
from organizations.access import get_scoped
from organizations.queries import roots_of
from organizations.scoping import may, reach

VIEW, MANAGE = "organizations.view_meeting", "organizations.manage_meeting"
PAGE_SIZE = 30
COUNT_LIMIT = 3_000


def find(request: HttpRequest, pk: int, *, manage: bool = False) -> Meeting:
    """The meeting in the user's scope (404), with the right to manage where asked (403)."""
    rows = Meeting.objects.select_related(
        "kind",
        "organization",
        "host_person",
        "recorder",
        "recorded_by__person",
        "confirmed_by__person",
        "voided_by__person",
    )
    found: Meeting = get_scoped(rows, request.user, see=VIEW, need=MANAGE if manage else None, pk=pk)
    return found


def act(request: HttpRequest, pk: int, do: Callable[[Meeting], Any], done: str) -> HttpResponse:
    """Run an action on a meeting that the user manages, say what happened, go back to it."""
    meeting = find(request, pk, manage=True)
    back = reverse("meetings:detail", args=[pk])

    def step() -> Done:
        do(meeting)
        return Done(back, done)

    return press(request, step, back=back)


# -- list and calendar -----------------------------------------------------------------------------


@require(VIEW)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    form.is_valid()
    chosen = form.cleaned_data
    rows = Meeting.objects.visible_to(request.user, VIEW).select_related("kind", "organization")
    if chosen.get("month"):
        rows = rows.in_month(month_of(chosen["month"], default=timezone.localdate()))
    if chosen.get("kind"):
        rows = rows.filter(kind=chosen["kind"])
    if chosen.get("state"):
        rows = rows.filter(state=chosen["state"])
    pages = CappedPaginator(rows.order_by("-starts_at", "-pk"), PAGE_SIZE, cap=COUNT_LIMIT)
    page = pages.get_page(request.GET.get("page"))
    counted = queries.counts_of(each.pk for each in page.object_list)
    limits = standards.several(
        entry.BURST,
        organization=next(iter(roots_of(request.user, VIEW)), None),
        as_of=timezone.localdate(),
    )
    burst = queries.burst_entries(Meeting.objects.filter(pk__in=[each.pk for each in page.object_list]), limits)
    listed = list(page.object_list)
    late = queries.late_records(listed, queries.record_days_of(listed))
    lines = [
        {
            "meeting": each,
            "counts": counted.get(each.pk),
            "burst": each.pk in burst,
            "late": each.pk in late,
        }
        for each in listed
    ]
    context = {
        "lines": lines,
        "page": page,
        "form": form,
        "total": pages.count if pages.count <= COUNT_LIMIT else "",
        "manages": _manages(request),
        "kinds": MeetingKind.objects.all(),
    }
    return render(request, "meetings/index.html", context)


def _manages(request: HttpRequest) -> bool:
    return bool(reach(request.user, MANAGE))


@require(VIEW)
@require_safe
def month(request: HttpRequest) -> HttpResponse:
    first = month_of(request.GET.get("month"), default=timezone.localdate())
    last = dates.add_months(first, 1)
    rows = (
        Meeting.objects.visible_to(request.user, VIEW)
        .standing()
        .in_month(first)
        .select_related("kind", "organization")
        .order_by("starts_at")
    )
    days: dict[Any, list[Meeting]] = {}
    for each in rows[:1000]:
        days.setdefault(timezone.localdate(each.held_at or each.sign_in_opened_at or each.starts_at), []).append(each)
    late = progress.meeting_days(request.user, VIEW, first, first, now=timezone.now())
    marks = {
        day: {"url": f"#day-{day.day}", "title": f"{len(found)} 场会议", "late": late.get(day, False)}
        for day, found in days.items()
    }
    context = {
        "first": first,
        "before": dates.add_months(first, -1),
        "after": last,
        "days": sorted(days.items()),
        "marks": marks,
        "days_off": calendar.load(first, last).days_off(first, last),
    }
    return render(request, "meetings/month.html", context)


def lists(meeting: Meeting, today: Any) -> tuple[list[str], list[str]]:
    found = standards.several(
        ["mtg.theme_day.forms", "mtg.theme_day.educations"], organization=meeting.organization, as_of=today
    )
    return found["mtg.theme_day.forms"], found["mtg.theme_day.educations"]


THIN = "mtg.theme_day.thin_attendance_share"


# -- one meeting -----------------------------------------------------------------------------------


@require(VIEW)
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = find(request, pk)
    now = timezone.now()
    manages = may(request.user, MANAGE, meeting.organization)
    limits = standards.several([THIN, *entry.BURST], organization=meeting.organization, as_of=timezone.localdate(now))
    (record_days,) = queries.record_days_of([meeting])
    counted = queries.counts(meeting)
    context = {
        "meeting": meeting,
        "counts": counted,
        "can": MEETING.available(meeting, request.user, at=now),
        "manages": manages,
        "next_step": MEETING.next_owner(meeting, request.user, at=now),
        "late": bool(queries.late_records([meeting], [record_days])),
        "burst": bool(queries.burst_entries(Meeting.objects.filter(pk=pk), limits)),
        "thin": counted.share is not None and counted.share < limits[THIN],
        "limit_days": record_days,
        "documents": [
            (key, label)
            for key, (label, _make, needs_record) in documents.DOCUMENTS.items()
            if not needs_record or meeting.recorded_at
        ],
        "votes": meeting.decisions.order_by("pk"),
        "tasks": meeting.resolutions.select_related("owner").order_by("pk"),
        "addenda": meeting.addenda.select_related("written_by__person"),
        "photos": meeting.photos.all(),
        "agenda": meeting.agenda.all(),
        "convened": meeting.state == Meeting.State.PLANNED and plans.convened(meeting.kind, meeting.organization),
        "invited": meeting.invited.order_by("pinyin", "pk"),
        "topics": meeting.set_topics.order_by("month", "pk"),
        "papers": meeting.papers.all(),
        "superiors": meeting.superiors.select_related("person", "superior").order_by("pk"),
        "history": _history(meeting),
        "ballots": ballots.of_meeting(meeting, manages=manages),
    }
    return render(request, "meetings/detail.html", context)


def _history(meeting: Meeting) -> list[dict[str, Any]]:
    steps = [
        ("计划", meeting.created_at, ""),
        ("通知", meeting.notified_at, ""),
        ("开始签到", meeting.sign_in_opened_at, ""),
        ("召开", meeting.held_at, ""),
        ("录入", meeting.recorded_at, str(meeting.recorded_by or "")),
        ("确认", meeting.confirmed_at, str(meeting.confirmed_by or "")),
        ("归档", meeting.closed_at, ""),
        ("作废", meeting.voided_at, f"{meeting.voided_by or ''}：{meeting.voided_because}"),
    ]
    found = [{"title": title, "at": at, "note": note} for title, at, note in steps if at is not None]
    return sorted(found, key=lambda step: step["at"])


@require(MANAGE)
@require_POST
def notify(request: HttpRequest, pk: int) -> HttpResponse:
    return act(
        request,
        pk,
        lambda meeting: actions.notify(by=request.user, meeting=meeting, now=timezone.now()),
        "已发出通知",
    )


@require(MANAGE)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    return act(
        request,
        pk,
        lambda meeting: actions.confirm(by=request.user, meeting=meeting, now=timezone.now()),
        "纪要已确认",
    )


@require(MANAGE)
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return act(
        request,
        pk,
        lambda meeting: actions.send_back(by=request.user, meeting=meeting, reason=reason, now=timezone.now()),
        "已退回修改",
    )


@require(MANAGE)
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    return act(
        request,
        pk,
        lambda meeting: actions.close(by=request.user, meeting=meeting, now=timezone.now()),
        "已归档，以后只能用更正附记更正",
    )


@require(MANAGE)
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return act(
        request,
        pk,
        lambda meeting: actions.cancel(by=request.user, meeting=meeting, reason=reason, now=timezone.now()),
        "会议已取消",
    )


@require(MANAGE)
@require_POST
def void(request: HttpRequest, pk: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return act(
        request,
        pk,
        lambda meeting: actions.void(by=request.user, meeting=meeting, reason=reason, now=timezone.now()),
        "会议记录已作废",
    )


@require(MANAGE)
@require_safe_or_POST
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = find(request, pk, manage=True)
    form = AddendumForm(bound(request))

    def add(data: dict[str, Any]) -> Done:
        actions.add_addendum(by=request.user, meeting=meeting, now=timezone.now(), **data)
        return Done(reverse("meetings:detail", args=[pk]), "更正附记已保存")

    return run(request, form, add, lambda: render(request, "meetings/amend.html", {"meeting": meeting, "form": form}))


@require(VIEW)
@require_safe
def document(request: HttpRequest, pk: int, name: str, suffix: str) -> HttpResponse:
    """One document as Word or PDF, made from the record at this moment."""
    meeting = find(request, pk)
    if name not in documents.DOCUMENTS or suffix not in ("docx", "pdf"):
        raise Http404
    label, _make, needs_record = documents.DOCUMENTS[name]
    if needs_record and meeting.recorded_at is None:
        raise Http404
    made = documents.make(name, meeting)
    content = official_docx(made) if suffix == "docx" else official_pdf(made)
    day = timezone.localdate(meeting.held_at or meeting.starts_at)
    return download(content, f"{day:%Y-%m-%d} {meeting.organization.label} {label}.{suffix}")


@require(VIEW)
@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A photograph, for who may see its meeting; shrunk at upload, so it is read at once."""
    found = get_object_or_404(Photo, pk=pk)
    find(request, found.meeting_id)
    return photograph_response(found.image)
