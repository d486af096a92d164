"""The home page, the inbox and the search: everybody's own, filled by the lists of ``core.web.home``."""

import calendar
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from core.chinese import calendar as working_days
from core.models import Notification
from core.records import outbox, search
from core.records.duties import is_past
from core.web import worklist
from core.web.guards import Request, held_by, signed_in
from core.web.home import Card, Panel, WorkItem, lists
from core.web.parts import page_or_part

LATEST = 5
PAGE_SIZE = 20


@signed_in
@require_safe
def home(request: Request) -> HttpResponse:
    """What is due for this user, first of all; a member sees it as cards on a phone."""
    today = timezone.localdate()
    held = held_by(request.user)
    if held:
        return render(request, "core/home.html", _office(request, held, today))
    return render(request, "core/home_phone.html", _phone(request, today))


def _office(request: Request, held: frozenset[str], today: date) -> dict[str, Any]:
    user = request.user
    items = worklist.due(user, today)
    everything = "all" in request.GET
    shown = items if everything else items[: worklist.LINES]
    first, last = today.replace(day=1), today.replace(day=calendar.monthrange(today.year, today.month)[1])
    marks = {
        item.due_on: {"url": item.url, "title": item.title, "late": is_past(item.due_on, today)}
        for item in reversed(items)
        if first <= item.due_on <= last
    }
    actions = worklist.actions(held)
    primary = next((action for action in actions if action["primary"]), None)
    return {
        "today": today,
        "groups": _by_urgency(shown, today),
        "total": len(items),
        "this_month": sum(item.due_on <= last for item in items),
        "late": sum(is_past(item.due_on, today) for item in items),
        "more": len(items) - len(shown),
        "actions": [action for action in actions if action is not primary],
        "primary": primary,
        "panels": [{"panel": panel, "body": _drawn(request, panel)} for panel in worklist.panels(user, today)],
        "first": first,
        "marks": worklist.marks(user, first, last) | marks,
        "days_off": working_days.load(first, last).days_off(first, last),
        "latest": _latest(user),
    }


def _drawn(request: Request, part: Panel | Card) -> str:
    return render_to_string(part.template, dict(part.context), request)


def _by_urgency(items: list[WorkItem], today: date) -> list[dict[str, Any]]:
    """Items with what the page needs to mark them; already in order of their dates."""
    states = {"late": ("已超期", "bad"), "today": ("今天", "warn")}
    return [{"item": item, "state": states.get(worklist.urgency(item.due_on, today), ("", ""))} for item in items]


def _phone(request: Request, today: date) -> dict[str, Any]:
    items = worklist.due(request.user, today)
    return {
        "today": today,
        "groups": _by_urgency(items[: worklist.LINES], today),
        "cards": [_drawn(request, card) for card in worklist.cards(request.user, today)],
        "latest": _latest(request.user),
    }


def _latest(user: Any) -> list[Notification]:
    return list(Notification.objects.filter(recipient=user, withdrawn_at=None).order_by("-created_at")[:LATEST])


# -- inbox ---------------------------------------------------------------------------------------------


def _layout(request: Request) -> str:
    return "base.html" if held_by(request.user) else "phone.html"


@signed_in
@require_safe
def inbox(request: Request) -> HttpResponse:
    """The user's messages, the newest first; those withdrawn because the matter is done are not shown."""
    messages = Notification.objects.filter(recipient=request.user, withdrawn_at=None).order_by("-created_at", "-pk")
    page = Paginator(messages, PAGE_SIZE).get_page(request.GET.get("page"))
    labels = {kind.code: kind.label for kind in lists().kinds}
    context = {
        "layout": _layout(request),
        "page_obj": page,
        "labels": labels,
        "unread": outbox.unread_by(request.user),
    }
    return render(request, "core/inbox.html", context)


@signed_in
@require_POST
def open_message(request: Request, pk: int) -> HttpResponse:
    """Mark one message read and go where it points."""
    message = get_object_or_404(Notification, pk=pk, recipient=request.user)
    if message.read_at is None:
        Notification.objects.filter(pk=pk, read_at=None).update(read_at=timezone.now())
    if message.url and url_has_allowed_host_and_scheme(message.url, allowed_hosts=None):
        return HttpResponseRedirect(message.url)
    return redirect("core:inbox")


@signed_in
@require_POST
def read_all(request: Request) -> HttpResponse:
    Notification.objects.filter(recipient=request.user, read_at=None).update(read_at=timezone.now())
    return redirect("core:inbox")


# -- search --------------------------------------------------------------------------------------------


@signed_in
@require_safe
def find(request: Request) -> HttpResponse:
    """Hits in the user's scope by group; ``format=json`` and htmx get the same hits without the page
    around them.
    """
    words = request.GET.get("q", "")
    query = search.parse(words)
    groups = search.find(request.user, query) if query else []
    if request.GET.get("format") == "json":
        found = [
            {"label": group.label, "more": group.more, "hits": [hit._asdict() for hit in group.hits]}
            for group in groups
        ]
        return JsonResponse({"groups": found, "too_short": query is None})
    context = {"search_words": words[: search.MAXIMUM_LENGTH], "groups": groups, "too_short": query is None}
    if "fragment" in request.GET:
        return render(request, "core/_hits.html", context)
    return page_or_part(request, "core/search.html", "core/_hits.html", context | {"layout": _layout(request)})
