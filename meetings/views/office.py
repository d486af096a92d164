"""The secretary's pages: list, plan, one meeting, record, documents."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST

from core import calendar, dates
from core.documents import download, official_docx, official_pdf
from core.errors import RuleViolation
from meetings import actions, documents, queries, rules
from meetings.forms import (
    AddendumForm,
    FilterForm,
    month_of,
)
from meetings.models import Meeting, MeetingKind, Photo
from organizations import thresholds
from organizations.access import get_scoped, require
from organizations.scoping import may, reach

VIEW, MANAGE = "organizations.view_meeting", "organizations.manage_meeting"
PAGE_SIZE = 30
COUNT_LIMIT = 3_000


class CappedPaginator(Paginator):
    """Counts to COUNT_LIMIT at most, so that a page costs the same in a district of any size."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return int(rows[:COUNT_LIMIT].count())


def find(request: HttpRequest, pk: int, *, manage: bool = False) -> Meeting:
    """The meeting in the user's scope (404), with the right to manage where asked (403)."""
    rows = Meeting.objects.select_related(
        "kind", "organization", "host_person", "recorder", "recorded_by__person", "confirmed_by__person"
    )
    return get_scoped(rows, request.user, see=VIEW, need=MANAGE if manage else None, pk=pk)


def act(request: HttpRequest, pk: int, do: Callable[[Meeting], Any], done: str) -> HttpResponse:
    """Run an action on a meeting that the user manages, say what happened, go back to it."""
    meeting = find(request, pk, manage=True)
    try:
        do(meeting)
    except RuleViolation as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    return redirect("meetings:detail", pk=pk)


def add_error(form: Any, error: RuleViolation) -> None:
    """Put a rule's reason at its field when the form shows that field."""
    form.add_error(error.field if error.field in form.fields else None, error.message)


# -- list and calendar -----------------------------------------------------------------------------


@require(VIEW)
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
    page = CappedPaginator(rows.order_by("-starts_at", "-pk"), PAGE_SIZE).get_page(request.GET.get("page"))
    counted = queries.counts_of(each.pk for each in page.object_list)
    limits = thresholds.several(
        ["core.burst_entry_window_minutes", "core.burst_entry_count", "mtg.theme_day.record_days"],
        as_of=timezone.localdate(),
    )
    burst = queries.burst_entries(
        Meeting.objects.filter(pk__in=[each.pk for each in page.object_list]),
        window_minutes=limits["core.burst_entry_window_minutes"],
        at_least=limits["core.burst_entry_count"],
    )
    lines = [
        {
            "meeting": each,
            "counts": counted.get(each.pk),
            "burst": each.pk in burst,
            "late": queries.is_late(each, limits["mtg.theme_day.record_days"]),
        }
        for each in page.object_list
    ]
    context = {
        "lines": lines,
        "page": page,
        "form": form,
        "total": page.paginator.count if page.paginator.count < COUNT_LIMIT else "",
        "manages": _manages(request),
        "kinds": MeetingKind.objects.all(),
    }
    return render(request, "meetings/index.html", context)


def _manages(request: HttpRequest) -> bool:
    return bool(reach(request.user, MANAGE))


@require(VIEW)
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
        days.setdefault(timezone.localdate(each.held_at or each.starts_at), []).append(each)
    marks = {
        day: {
            "url": f"#day-{day.day}",
            "title": f"{len(found)} 场会议",
            "late": any(each.state in rules.OPEN and each.starts_at < timezone.now() for each in found),
        }
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
    found = thresholds.several(
        ["mtg.theme_day.forms", "mtg.theme_day.educations"], organization=meeting.organization, as_of=today
    )
    return found["mtg.theme_day.forms"], found["mtg.theme_day.educations"]


# -- one meeting -----------------------------------------------------------------------------------


@require(VIEW)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = find(request, pk)
    now = timezone.now()
    on = timezone.localdate()
    manages = may(request.user, MANAGE, meeting.organization)
    limits = thresholds.several(
        [
            "mtg.theme_day.record_days",
            "mtg.theme_day.thin_attendance_share",
            "mtg.sign_in.opens_minutes_before",
            "core.burst_entry_window_minutes",
            "core.burst_entry_count",
        ],
        organization=meeting.organization,
        as_of=on,
    )
    burst = queries.burst_entries(
        Meeting.objects.filter(pk=pk),
        window_minutes=limits["core.burst_entry_window_minutes"],
        at_least=limits["core.burst_entry_count"],
    )
    counted = queries.counts(meeting)
    by_id = request.user.pk
    can = {
        "edit": rules.can(rules.check_can_edit_plan, meeting),
        "notify": rules.can(rules.check_can_notify, meeting, now=now),
        "open": rules.can(
            rules.check_can_open_sign_in,
            meeting,
            now=now,
            opens_minutes=limits["mtg.sign_in.opens_minutes_before"],
        ),
        "sign": meeting.state == Meeting.State.SIGNING_IN,
        "mark": rules.can(rules.check_can_mark, meeting),
        "record": rules.can(rules.check_can_record, meeting) and meeting.starts_at <= now,
        "confirm": rules.can(rules.check_can_confirm, meeting, by_id=by_id),
        "send_back": rules.can(rules.check_can_send_back, meeting),
        "close": rules.can(rules.check_can_close, meeting),
        "cancel": rules.can(rules.check_can_cancel, meeting),
        "amend": rules.can(rules.check_can_amend, meeting),
        "vote": meeting.kind.decides and meeting.state in (Meeting.State.SIGNING_IN, Meeting.State.RECORDED),
        "resolve": meeting.state in (Meeting.State.SIGNING_IN, Meeting.State.RECORDED),
    }
    context = {
        "meeting": meeting,
        "counts": counted,
        "can": can if manages else {},
        "manages": manages,
        "next_step": rules.OWNERS[meeting.state],
        "late": queries.is_late(meeting, limits["mtg.theme_day.record_days"]),
        "burst": pk in burst,
        "thin": counted.share is not None and counted.share < limits["mtg.theme_day.thin_attendance_share"],
        "limit_days": limits["mtg.theme_day.record_days"],
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
        "history": _history(meeting),
        "recordable": meeting.state in (*rules.OPEN, Meeting.State.RECORDED),
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
        "已归档,以后只能用更正附记更正",
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
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = find(request, pk, manage=True)
    form = AddendumForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_addendum(by=request.user, meeting=meeting, now=timezone.now(), **form.cleaned_data)
        except RuleViolation as error:
            add_error(form, error)
        else:
            messages.success(request, "更正附记已保存")
            return redirect("meetings:detail", pk=pk)
    return render(request, "meetings/amend.html", {"meeting": meeting, "form": form})


@require(VIEW)
def document(request: HttpRequest, pk: int, name: str, suffix: str) -> HttpResponse:
    """One document as Word or PDF, made from the record at this moment."""
    meeting = find(request, pk)
    if name not in documents.DOCUMENTS or suffix not in ("docx", "pdf"):
        raise Http404
    label, make, needs_record = documents.DOCUMENTS[name]
    if needs_record and meeting.recorded_at is None:
        raise Http404
    made = make(meeting)
    content = official_docx(made) if suffix == "docx" else official_pdf(made)
    day = timezone.localdate(meeting.held_at or meeting.starts_at)
    return download(content, f"{day:%Y-%m-%d} {meeting.organization.label} {label}.{suffix}")


@require(VIEW)
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A photograph, for who may see its meeting; shrunk at upload, so it is read at once."""
    found = get_object_or_404(Photo, pk=pk)
    find(request, found.meeting_id)
    with found.image.open("rb") as file:
        response = HttpResponse(file.read(), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=300"
    return response
