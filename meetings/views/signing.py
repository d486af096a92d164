"""The screen with the rotating code, and the phone page behind it."""

from datetime import datetime
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.office import qr
from core.records import walls
from core.records.errors import refusal
from core.web.forms import INVALID, shut
from core.web.guards import public, require, require_safe_or_POST
from core.web.parts import page_or_part
from meetings import actions, codes, queries
from meetings.models import Attendance, Meeting
from meetings.rules import MEETING
from meetings.views.office import MANAGE, act, find
from organizations import standards

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
@require_safe
@never_cache
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """The code for the wall, renewed by htmx (without JavaScript by reloading), with the live count."""
    meeting = find(request, pk, manage=True)
    now = timezone.now()
    closed = shut(
        request,
        lambda: MEETING.check("sign", meeting, by=request.user, at=now),
        back=reverse("meetings:detail", args=[pk]),
    )
    if closed is not None:
        return closed
    seconds = standards.at(CODE_SECONDS, as_of=timezone.localdate(now))
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
    return page_or_part(request, "meetings/screen.html", "meetings/screen.html#code", context)


def _ticket(request: HttpRequest, pk: int, now: datetime) -> bool:
    """Whether this browser scanned a valid code of the meeting within TICKET_SECONDS."""
    scanned = request.session.get(TICKET, {}).get(str(pk))
    return scanned is not None and 0 <= now.timestamp() - scanned <= TICKET_SECONDS


def _signed(person_id: int, meeting: Meeting, now: datetime) -> dict[str, Any]:
    """``signed``, or the ``problem`` that a rule names."""
    found: dict[str, Any] = {}

    def sign() -> None:
        found["signed"] = actions.sign_in(person_id=person_id, meeting=meeting, now=now)

    problem = refusal(sign)
    return {"problem": problem} if problem else found


@public
@require_safe_or_POST
@never_cache
@walls.beyond("meetings.scan")
def scan(request: HttpRequest, code: str) -> HttpResponse:
    """Behind the code: sign in to the portal if need be, one tap, done. A second scan is harmless."""
    now = timezone.now()
    number = codes.meeting_id(code)
    meeting = queries.behind_a_code(number) if number is not None else None
    if meeting is None or not _admit(request, code, meeting, now):
        return render(request, "meetings/scan_void.html", status=410)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    person_id = getattr(request.user, "person_id", None)
    context: dict[str, Any] = {"meeting": meeting}
    if person_id is None:
        context["problem"] = "这个账号没有对应的人员，不能签到"
    elif request.method == "POST":
        context |= _signed(person_id, meeting, now)
    else:
        row = meeting.attendances.filter(person=person_id).first()
        context["row"] = row
        if row is not None and row.state in Attendance.PRESENT_STATES:
            context["signed"] = actions.Signed(row.state, again=True, guest=row.guest)
    status = INVALID if request.method == "POST" and "problem" in context else 200
    return render(request, "meetings/scan.html", context, status=status)


def _admit(request: HttpRequest, code: str, meeting: Meeting, now: datetime) -> bool:
    """A valid code leaves a ticket in the session; a ticket stands in for a code that ran out meanwhile."""
    if _ticket(request, meeting.pk, now):
        return True
    if refusal(lambda: MEETING.check("sign", meeting, by=None, at=now)):
        return False
    seconds = standards.at(CODE_SECONDS, as_of=timezone.localdate(now))
    if not codes.is_valid(code, meeting, now=now, seconds=seconds):
        return False
    request.session[TICKET] = {str(meeting.pk): now.timestamp()}
    return True
