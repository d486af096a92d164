"""The screen with the rotating code, and the phone page behind it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core import qr
from core.errors import RuleViolation
from meetings import actions, codes, queries, rules
from meetings.models import Attendance, Meeting
from meetings.views.office import MANAGE, act, find
from organizations import thresholds
from organizations.access import public, require

TICKET = "sign_in"
TICKET_SECONDS = 600  # how long a scanned code holds while its owner signs in to the portal and presses the button
CODE_SECONDS = "mtg.sign_in.code_seconds"
POLL_SECONDS = 10  # below the life of a code, so the screen never shows a void one


@require(MANAGE)
@require_POST
def open_sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    response = act(
        request,
        pk,
        lambda meeting: actions.open_sign_in(by=request.user, meeting=meeting, now=timezone.now()),
        "签到已开始",
    )
    opened = Meeting.objects.filter(pk=pk, state=Meeting.State.SIGNING_IN).exists()
    return redirect("meetings:sign_in", pk=pk) if opened else response


@require(MANAGE)
@require_POST
def close_sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    return act(
        request,
        pk,
        lambda meeting: actions.close_sign_in(by=request.user, meeting=meeting, now=timezone.now()),
        "签到已结束",
    )


@require(MANAGE)
@never_cache
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """The code for the wall, renewed by htmx (without JavaScript by reloading), with the live count."""
    meeting = find(request, pk, manage=True)
    now = timezone.now()
    if not rules.can(rules.check_can_sign, meeting):
        messages.error(request, "签到没有打开")
        return redirect("meetings:detail", pk=pk)
    seconds = thresholds.at(CODE_SECONDS, as_of=timezone.localdate(now))
    code = codes.make(meeting, now=now, seconds=seconds)
    address = request.build_absolute_uri(reverse("meetings:scan", args=[code]))
    newest = meeting.attendances.filter(way=Attendance.Way.CODE).select_related("person").order_by("-signed_at")[:6]
    context = {
        "meeting": meeting,
        "code": qr.svg(address, title="扫码签到", scale=10),
        "counts": queries.counts(meeting),
        "newest": newest,
        "poll": POLL_SECONDS,
        "now": now,
    }
    name = "meetings/screen.html#code" if request.headers.get("HX-Request") else "meetings/screen.html"
    return render(request, name, context)


def _ticket(request: HttpRequest, pk: int, now: datetime) -> bool:
    """Whether this browser scanned a valid code of the meeting within TICKET_SECONDS."""
    scanned = request.session.get(TICKET, {}).get(str(pk))
    return scanned is not None and 0 <= now.timestamp() - scanned <= TICKET_SECONDS


@public
@never_cache
def scan(request: HttpRequest, code: str) -> HttpResponse:
    """Behind the code: sign in to the portal if need be, one tap, done. A second scan is harmless."""
    now = timezone.now()
    number = codes.meeting_id(code)
    rows = Meeting.objects.select_related("kind", "organization")
    meeting = rows.filter(pk=number).first() if number is not None else None
    if meeting is None or not _admit(request, code, meeting, now):
        return render(request, "meetings/scan_void.html", status=410)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    person_id = getattr(request.user, "person_id", None)
    context: dict[str, Any] = {"meeting": meeting}
    if person_id is None:
        context["problem"] = "这个账号没有对应的人员,不能签到"
    elif request.method == "POST":
        try:
            context["signed"] = actions.sign_in(person_id=person_id, meeting=meeting, now=now)
        except RuleViolation as error:
            context["problem"] = error.message
    else:
        row = meeting.attendances.filter(person=person_id).first()
        context["row"] = row
        if row is not None and row.state in Attendance.PRESENT_STATES:
            context["signed"] = actions.Signed(row.state, again=True, guest=row.guest)
    return render(request, "meetings/scan.html", context)


def _admit(request: HttpRequest, code: str, meeting: Meeting, now: datetime) -> bool:
    """A valid code leaves a ticket in the session; a ticket stands in for a code that ran out meanwhile."""
    if _ticket(request, meeting.pk, now):
        return True
    if meeting.state not in (Meeting.State.SIGNING_IN,):
        return False
    seconds = thresholds.at(CODE_SECONDS, as_of=timezone.localdate(now))
    if not codes.is_valid(code, meeting, now=now, seconds=seconds):
        return False
    request.session[TICKET] = {str(meeting.pk): now.timestamp()}
    return True
