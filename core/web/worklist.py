"""The home page is a work list: duties by their dates, buttons, panels and phone cards (``core.web.home``)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.urls import NoReverseMatch, reverse

from core.records.duties import is_past
from core.web.home import Card, Panel, WorkItem, lists

LINES = 7  # at most so many duties on a home page (docs/ux: a work list, not a menu)


def urgency(due_on: date, today: date) -> str:
    """``late`` after the due date, then ``today``, ``week`` (to Sunday), ``month``, ``later``."""
    if is_past(due_on, today):
        return "late"
    if due_on == today:
        return "today"
    if due_on <= today + timedelta(days=6 - today.weekday()):
        return "week"
    return "month" if (due_on.year, due_on.month) == (today.year, today.month) else "later"


def due(user: Any, today: date) -> list[WorkItem]:
    """Everything that is due for the user, the most urgent first."""
    items = [item for make in lists().duties for item in make(user, today)]
    return sorted(items, key=lambda item: (item.due_on, item.kind, item.title))


def actions(held: frozenset[str]) -> list[dict[str, Any]]:
    """Buttons for the permissions held: ``[{"label", "url", "icon", "primary"}]``; pages that do not exist
    are left out.
    """
    shown = []
    for action in lists().quick_actions:
        if action.needs and held.isdisjoint(action.needs):
            continue
        try:
            url = reverse(action.url_name)
        except NoReverseMatch:
            continue
        shown.append({"label": action.label, "url": url, "icon": action.icon, "primary": action.primary})
    return shown


def panels(user: Any, today: date) -> list[Panel]:
    made = (make(user, today) for make in lists().panels)
    return [each for each in made if each is not None]


def cards(user: Any, today: date) -> list[Card]:
    made = (make(user, today) for make in lists().cards)
    return [each for each in made if each is not None]


def marks(user: Any, first: date, last: date) -> dict[date, Mapping[str, Any]]:
    found: dict[date, Mapping[str, Any]] = {}
    for make in lists().marks:
        found |= make(user, first, last)
    return found
