"""The home page is a work list: each app registers what is due, its buttons, panels and phone cards here.

Registered in each app's ``contributions.py``. A provider costs a constant number of queries and returns
nothing for a user without the permission; core knows none of the apps.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.urls import NoReverseMatch, reverse

LINES = 7  # at most so many duties on a home page (docs/ux: a work list, not a menu)


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One duty with its number: ``kind`` is the key of the calendar (``theme_day.record``), ``action`` the
    button.
    """

    due_on: date
    title: str
    detail: str
    url: str
    action: str
    kind: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class QuickAction:
    label: str
    url_name: str
    icon: str
    needs: tuple[str, ...] = ()
    order: int = 50
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A sheet in the right column of the office home; ``template`` draws its body with ``context``."""

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    url: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A section of the member's phone home; ``template`` draws all of it with ``context``."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


Provider = Callable[[Any, date], Iterable[WorkItem]]
MonthMarks = Callable[[Any, date, date], Mapping[date, Mapping[str, Any]]]
PanelMaker = Callable[[Any, date], Panel | None]
CardMaker = Callable[[Any, date], Card | None]

_providers: list[Provider] = []
_actions: list[QuickAction] = []
_marks: list[MonthMarks] = []
_panels: list[tuple[int, PanelMaker]] = []
_cards: list[tuple[int, CardMaker]] = []


def provider(make: Provider) -> Provider:
    _providers.append(make)
    return make


def month_marks(make: MonthMarks) -> MonthMarks:
    _marks.append(make)
    return make


def quick_action(
    label: str,
    url_name: str,
    *,
    icon: str,
    needs: tuple[str, ...] = (),
    order: int = 50,
    primary: bool = False,
) -> None:
    """A button on the office home for who holds one of ``needs`` (empty: everybody)."""
    _actions.append(QuickAction(label, url_name, icon, needs, order, primary))


def panel(order: int = 50) -> Callable[[PanelMaker], PanelMaker]:
    def register(make: PanelMaker) -> PanelMaker:
        _panels.append((order, make))
        return make

    return register


def phone_card(order: int = 50) -> Callable[[CardMaker], CardMaker]:
    def register(make: CardMaker) -> CardMaker:
        _cards.append((order, make))
        return make

    return register


def urgency(due_on: date, today: date) -> str:
    """``late`` after the due date, then ``today``, ``week`` (to Sunday), ``month``, ``later``."""
    if due_on < today:
        return "late"
    if due_on == today:
        return "today"
    if due_on <= today + timedelta(days=6 - today.weekday()):
        return "week"
    return "month" if (due_on.year, due_on.month) == (today.year, today.month) else "later"


def due(user: Any, today: date) -> list[WorkItem]:
    """Everything that is due for the user, the most urgent first."""
    items = [item for make in _providers for item in make(user, today)]
    return sorted(items, key=lambda item: (item.due_on, item.kind, item.title))


def actions(held: frozenset[str]) -> list[dict[str, Any]]:
    """Buttons for the permissions held: ``[{"label", "url", "icon", "primary"}]``; pages that do not exist
    are left out.
    """
    shown = []
    for action in sorted(_actions, key=lambda each: (each.order, each.label)):
        if action.needs and held.isdisjoint(action.needs):
            continue
        try:
            url = reverse(action.url_name)
        except NoReverseMatch:
            continue
        shown.append({"label": action.label, "url": url, "icon": action.icon, "primary": action.primary})
    return shown


def panels(user: Any, today: date) -> list[Panel]:
    made = (make(user, today) for _order, make in sorted(_panels, key=lambda pair: pair[0]))
    return [each for each in made if each is not None]


def cards(user: Any, today: date) -> list[Card]:
    made = (make(user, today) for _order, make in sorted(_cards, key=lambda pair: pair[0]))
    return [each for each in made if each is not None]


def marks(user: Any, first: date, last: date) -> dict[date, Mapping[str, Any]]:
    found: dict[date, Mapping[str, Any]] = {}
    for make in _marks:
        found |= make(user, first, last)
    return found
