"""The home page is a work list: duties by their dates, buttons, panels and phone cards (``core.web.home``)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, IntegerField, Subquery
from django.urls import NoReverseMatch, reverse

from core.records.duties import is_past
from core.web.home import Card, CardOfCounts, CardOfRows, Panel, WorkItem, lists

LINES = 7  # at most so many duties on a home page (docs/ux: a work list, not a menu)


LONG_AGO = timedelta(days=183)
"""What nobody has done for half a year does not hide what is due this week."""


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
    """Everything that is due for the user, the most urgent first; what has been late for long stands below the rest."""
    items = [item for make in lists().duties for item in make(user, today)]
    long_ago = today - LONG_AGO
    return sorted(items, key=lambda item: (item.due_on < long_ago, item.due_on, item.kind, item.title))


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


class _CountOf(Subquery):
    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def cards(user: Any, today: date) -> list[Card]:
    asked = _asked(user, today)
    made = (make(user, today) if callable(make) else asked.get(make) for make in lists().cards)
    return [each for each in made if each is not None]


def _asked(user: Any, today: date) -> dict[CardOfRows | CardOfCounts, Card]:
    """The cards of rows that have some for this user, and the cards of counts. One statement."""
    person = user.person_id
    if person is None:
        return {}
    filled = {each: each.rows(person, today) for each in lists().cards if isinstance(each, CardOfRows)}
    counted = {each: each.counts(person, today) for each in lists().cards if isinstance(each, CardOfCounts)}
    columns: list[Subquery] = [Exists(rows) for rows in filled.values()]
    columns += [_CountOf(rows.values("pk")) for each in counted.values() for rows in each.values()]
    found = iter(get_user_model().objects.filter(pk=user.pk).values_list(*columns).get() if columns else ())
    made: dict[CardOfRows | CardOfCounts, Card] = {}
    for each, rows in filled.items():
        if next(found):
            made[each] = Card(each.template, {"rows": rows})
    for card, counts in counted.items():
        made[card] = Card(card.template, {name: next(found) for name in counts})
    return made


def marks(user: Any, first: date, last: date) -> dict[date, Mapping[str, Any]]:
    found: dict[date, Mapping[str, Any]] = {}
    for make in lists().marks:
        found |= make(user, first, last)
    return found
