"""What the apps give to the portal as a whole, and where it is read: one object, named in ``config/home.py``.

core knows none of the apps. What it shows or sends for them (duties, buttons, panels, cards, hits, messages,
words of the audit log, who reaches a person …) stands there as one list in order; ``lists()`` reads it when it
is asked. Functions that make something cost a constant number of queries, and give nothing to a user without
the permission.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from core.models import Delivery
from core.records.duties import Duty, Source
from core.records.retention import Kept


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
    """A button on the office home for who holds one of ``needs`` (empty: everybody)."""

    label: str
    url_name: str
    icon: str
    needs: tuple[str, ...] = ()
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A sheet in the right column of the office home; ``template`` draws its body with ``context``.

    ``first``: across the page, above what is due: what a leader reads in the first minute.
    """

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    url: str = ""
    link: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A section of the member's phone home; ``template`` draws all of it with ``context``."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CardOfRows:
    """A card that is drawn where there are rows: ``rows(person id, day)``, given to ``template`` as ``rows``.

    Whether there are any is asked for all such cards in one statement: most members have none of most of them.
    """

    template: str
    rows: Callable[[int, date], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class CardOfCounts:
    """A card that is always drawn, with how many rows there are of each name of ``counts(person id, day)``: counted in
    the statement that asks for the cards of rows."""

    template: str
    counts: Callable[[int, date], Mapping[str, QuerySet[Any]]]


@dataclass(frozen=True, slots=True)
class Hanging:
    """Things of one kind that hang on an organisation: how many, where they are shown, what a change makes of them.

    ``blocks``: the sentence that stands in the way of dissolving it while there are any. ``dissolved``, ``moved``: what
    becomes of them else, for the preview; ``merged``: at a merger, where it is not as at a dissolution.
    """

    label: str
    count: int
    url: str
    blocks: str = ""
    dissolved: str = "保留，可查看"
    moved: str = "不变"
    merged: str = ""


class Query(NamedTuple):
    """What is looked for: ``text`` normalised; ``letters`` when it is pinyin or initials."""

    text: str
    letters: bool


class Hit(NamedTuple):
    """``key`` (``person:12``) names what is meant: a later group leaves out what an earlier one has shown."""

    title: str
    detail: str
    url: str
    key: str = ""


class SearchGroup(NamedTuple):
    """``find(user, query, limit)``: at most ``limit`` hits in the user's scope, best first."""

    label: str
    find: Callable[[Any, Query, int], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message. ``still_due(subject_ids)`` returns those whose reason still holds; asked before
    sending.
    """

    code: str
    label: str
    channels: tuple[str, ...] = ()
    still_due: Callable[[list[int]], set[int]] | None = None


class Tie(NamedTuple):
    """Records that tie persons to organisations: ``rows(on)`` those that hold on the day or begin later.

    ``person``, ``path``: their columns with the person's id and the path. ``holds``: another tree may not take the
    person over silently. ``binds``: an office there has said yes. ``keeps``: it also keeps an account without rights.
    """

    rows: Callable[[date], QuerySet[Any]]
    person: str
    path: str = "scope"
    holds: bool = True
    binds: bool = True
    keeps: bool = False


class Way(NamedTuple):
    """A way past the wall of the database that a request may take, and why."""

    key: str
    reason: str


class GridLine(NamedTuple):
    """One thing in a grid: what it is, what is said of it, where it is shown."""

    title: str
    detail: str
    url: str


class GridPart(NamedTuple):
    """What a room brings into the grids. ``counts(user, grids, today)`` → grid id → how many, for any number of grids
    in one statement; ``lines(user, grid, today)``: of one grid. ``empty``: what is said where there is none."""

    title: str
    note: str
    counts: Callable[[Any, Collection[Any], date], Mapping[int, int]]
    lines: Callable[[Any, Any, date], Sequence[GridLine]]
    empty: str


class Channel(Protocol):
    """A way out of the house. ``reachable`` is an SQL condition on the user table ``u``: who can be reached.

    ``deliver`` sends one delivery and raises on failure (it is tried again later, with the same idempotency
    key, which the provider uses to drop a repetition). It runs outside any transaction.
    """

    name: str
    reachable: str

    def deliver(self, delivery: Delivery) -> None: ...


@dataclass(frozen=True)
class Home:
    """Everything by name and in order; a default is what a portal without the upper apps would have.

    ``sources``: every line of docs/calendar.md that records can close, by key in ``duty``.
    ``duties``: ``(user, today)`` → what is due. ``marks``: ``(user, first, last)`` → days of the month sheet.
    ``panels``, ``cards``: ``(user, today)`` → one, or None; a card also as CardOfRows, CardOfCounts. ``persons``:
    ``(user, permission)`` → a queryset of one column, the ids of persons tied to the user's scope. ``ties``: every
    Tie. ``rights``: user → names of all permissions held anywhere today. ``may``: ``(user, permission, organisation)``
    → whether it is held there or above today.
    ``workflows``: every core.records.workflow.Workflow, in the order of ``docs/workflows.md``; ``diagrams``: what
    stands below them there. ``faces``: what pages
    show of records without one (core.records.shown.Face by model). ``rosters``: every
    organizations.rosters.subject.Subject, in the order of the page that offers them. ``registers``: every
    organizations.registers.register.Register, in the order of their index. ``cases``: every
    organizations.cases.kinds.CaseKind; ``proofs``: every Proof, the records that fulfil their steps.
    ``bodies``: ``(body, on)`` → lines of its page, what a room above knows of it. ``hangings``:
    ``(organisation, on)`` → what hangs on it and on what is below it. ``handovers``: every
    organizations.handing.kinds.Handing, kinds of things that an officer leaves open. ``count_members``:
    ``(organisations, on)`` → id → members in its subtree; ``count_full_members``: full members of its own.
    ``undoings``: every organizations.undo.Undoing. ``standing``: ``(organisation, person id, on)`` → words for what
    a person is there that a seat normally asks for.
    ``followers``: organisation → id and label of its own members; ``follow``: ``(by, source, target, on, today, ids)``
    lets those (None: all) go from one organisation to another on a day, inside the caller's transaction.
    ``after_record``: ``(target_type, organization_id)``, called after the commit of audited changes, once for each
    pair of a transaction; one that fails undoes nothing.
    ``ways``: every way past the wall of the database (core.records.walls). ``grid_parts``: what each room brings into
    the grids, in the order of the page.
    ``kept``: every core.records.retention.Kept, in the order of the page. ``kept_because``: ``(person id, on)`` → why
    the law or the Party's files keep somebody who asks to be erased; empty where nothing does.
    ``alarm``: ``(user, event, text)`` tells the office above a user that a limit was reached, with the event as proof.
    """

    sources: tuple[Source, ...] = ()
    duties: tuple[Callable[[Any, date], Iterable[WorkItem]], ...] = ()
    quick_actions: tuple[QuickAction, ...] = ()
    marks: tuple[Callable[[Any, date, date], Mapping[date, Mapping[str, Any]]], ...] = ()
    panels: tuple[Callable[[Any, date], Panel | None], ...] = ()
    cards: tuple[Callable[[Any, date], Card | None] | CardOfRows | CardOfCounts, ...] = ()
    searches: tuple[SearchGroup, ...] = ()
    kinds: tuple[Kind, ...] = ()
    channels: tuple[Channel, ...] = ()
    audit_labels: tuple[Mapping[str, str], ...] = ()
    rights: Callable[[Any], frozenset[str]] = lambda user: frozenset()
    persons: tuple[Callable[[Any, str], QuerySet[Any]], ...] = ()
    ties: tuple[Tie, ...] = ()
    may: Callable[[Any, str, Any], bool] = lambda user, permission, organization: False
    workflows: tuple[Any, ...] = ()
    diagrams: tuple[Callable[[], str], ...] = ()
    faces: tuple[tuple[type, Any], ...] = ()
    rosters: tuple[Any, ...] = ()
    registers: tuple[Any, ...] = ()
    cases: tuple[Any, ...] = ()
    proofs: tuple[Any, ...] = ()
    bodies: tuple[Callable[[Any, date], Iterable[tuple[str, str]]], ...] = ()
    hangings: tuple[Callable[[Any, date], Iterable[Hanging]], ...] = ()
    handovers: tuple[Any, ...] = ()
    undoings: tuple[Any, ...] = ()
    standing: tuple[Callable[[Any, int, date], Iterable[str]], ...] = ()
    count_members: Callable[[Iterable[Any], date], dict[int, int]] = lambda organizations, on: {}
    followers: Callable[[Any], list[tuple[int, str]]] = lambda organization: []
    follow: Callable[[Any, Any, Any, date, date, Collection[int] | None], int] = lambda *asked: 0
    party_members: Callable[[Iterable[int], date], set[int]] = lambda persons, on: set()
    count_full_members: Callable[[Iterable[Any], date], dict[int, int]] = lambda organizations, on: {}
    after_record: tuple[Callable[[str, int | None], None], ...] = ()
    ways: tuple[Way, ...] = ()
    kept: tuple[Kept, ...] = ()
    kept_because: Callable[[int, date], str] = lambda person, on: ""
    grid_parts: tuple[GridPart, ...] = ()
    alarm: Callable[[Any, Any, str], None] = lambda user, event, text: None

    @cached_property
    def duty(self) -> dict[str, Duty]:
        """Each duty by its key of the calendar."""
        return {duty.key: duty for source in self.sources for duty in source.duties}

    @cached_property
    def kind(self) -> dict[str, Kind]:
        return {each.code: each for each in self.kinds}

    @cached_property
    def channel(self) -> dict[str, Channel]:
        return {each.name: each for each in self.channels}

    @cached_property
    def label(self) -> dict[str, str]:
        """Words for each code of the audit log."""
        return {code: words for labels in self.audit_labels for code, words in labels.items()}


def lists() -> Home:
    """The object that the setting names (``config.home.HOME``); a test may set its own."""
    named = settings.PORTAL_LISTS
    found = import_string(named) if isinstance(named, str) else named
    assert isinstance(found, Home)
    return found
