"""Duties: one relation of what is owed, read by home lists, reminders, supervisors' lists and pages.

A duty is a line of docs/calendar.md. The app that keeps the records which close it says once, in a ``Source``, who owes
it, when it opens and when it is due: one SELECT with the columns of ``COLUMNS``.

=================  ==================================================================================================
key                the line of the calendar
organization_id    the debtor; ``scope`` its path today
person_id          the debtor of a duty of a person, else null
barred_id          the account that may not do it though it has the right (the second of two sides), else null
record             the record that waits, null where there is none yet
amount             how many things the row stands for
opens_on, due_on   first and last day; after ``due_on`` it is red
verdict            ``open`` or ``missing`` while it is owed; ``counts``, ``late`` or ``excused`` once it is not
label, detail      what it is about, for the one-line forms of the titles
remind             days before ``due_on`` on which a message is written (negative: after it), or null for none
=================  ==================================================================================================

A row stands until the record exists that closes it; nothing ticks it off. A source gives at least what is owed today;
those over periods (a month's theme day) give the closed rows too, for the pages of superiors.

A SELECT reads the relations of organizations.relations (``tree``, ``communities``, ``std``, ``workdays``) and the
parameters ``%(now)s``, ``%(today)s``, ``%(since)s`` and ``%(until)s`` (first days of the months in question),
``%(lo)s`` and ``%(hi)s`` (the range of the tree's root: put it on every table with a scope, so that its index is used).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from core.chinese.dates import add_months, month_start
from core.records.measures import Verdict, values_of
from core.zone import midnight

COLUMNS = (
    "key",
    "organization_id",
    "scope",
    "person_id",
    "barred_id",
    "record",
    "amount",
    "opens_on",
    "due_on",
    "verdict",
    "label",
    "detail",
    "remind",
)
_TYPES = {
    "organization_id": "bigint",
    "person_id": "bigint",
    "barred_id": "bigint",
    "record": "bigint",
    "amount": "integer",
    "opens_on": "date",
    "due_on": "date",
    "remind": "integer[]",
}
OWED = (Verdict.OPEN, Verdict.MISSING)
"""Verdicts of a row whose record is not there yet."""


def past(due_on: str, today: str = "%(today)s") -> str:
    """SQL condition: what waits is past its day. The last day itself is in time."""
    return f"{due_on} < {today}"


def past_day(today: date, column: str = "due_on") -> Q:
    """``past`` as a condition of a queryset."""
    return Q(**{f"{column}__lt": today})


def is_past(due_on: date | None, today: date) -> bool:
    """``past`` of a date at hand; nothing is past a day that was not set."""
    return due_on is not None and due_on < today


BY_DATE = f"CASE WHEN {past('r.due_on')} THEN '{Verdict.MISSING}' ELSE '{Verdict.OPEN}' END"
"""SQL: the verdict of what waits, by its day."""


@dataclass(frozen=True, slots=True)
class Line:
    """Rows of one key for one reader: how many, of how many organisations, and the one that is due first."""

    key: str
    own: bool
    count: int
    organizations: int
    missing: int
    due_on: date
    record: int | None
    organization_id: int
    label: str
    detail: str

    def put(self, template: str) -> str:
        return template.format(
            count=self.count,
            organizations=self.organizations,
            missing=self.missing,
            label=self.label,
            detail=self.detail,
            due_on=self.due_on,
        )


Url = Callable[[Line], str]


@dataclass(frozen=True)
class Message:
    """The reminder of a duty: kind of the outbox, and what it is about (a model label).

    ``together``: one message an organisation with the number, else one a record. ``title`` and ``text`` are formats of
    ``{label}``, ``{detail}``, ``{count}`` and ``{due_on}``; a 0 in ``url`` becomes the record's id
    (``by_organization``: the debtor's).
    """

    kind: str
    label: str
    subject: str
    title: str
    text: str
    url: Callable[[], str]
    together: bool = False
    by_organization: bool = False
    channels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Duty:
    """How a line of the calendar is shown and to whom.

    ``right``: who holds this permission at the debtor, or above it up to the community, owes it; "" for a duty of a
    person. ``keeper``: whoever holds it anywhere above does, too. ``inside``: not the community above a branch.
    ``title`` for one, ``titles`` for several; ``behind`` for superiors, of what is past its day (empty: not theirs),
    who hold ``overseer`` (empty: who may view what the debtor manages).
    """

    key: str
    title: str
    titles: str
    action: str
    url: Url
    right: str = ""
    note: str = "{detail}"
    notes: str = ""
    behind: str = ""
    overseer: str = ""
    behind_note: str = ""
    behind_url: Url | None = None
    keeper: bool = False
    inside: bool = False
    message: Message | None = None
    chase: Message | None = None
    """To the officers of a street, with the number of those that are behind."""

    @property
    def seen_with(self) -> str:
        """The right with which superiors see who is behind; "" where they do not."""
        return (self.overseer or self.right.replace(".manage_", ".view_")) if self.behind else ""


@dataclass(frozen=True, eq=False)
class Source:
    """One SELECT (see the module) and the duties among whose keys its ``key`` is. ``standards``: column of ``std`` →
    name. ``places``: SQL of the organisations where a person's rows are, for duties of persons."""

    name: str
    sql: str
    duties: tuple[Duty, ...]
    standards: Mapping[str, str] = field(default_factory=dict)
    places: str = ""


def union(chosen: Iterable[Source]) -> str:
    """SQL of all rows of the sources, in the columns of ``COLUMNS``."""
    shown = ", ".join(f"r.{name}::{_TYPES.get(name, 'text')} AS {name}" for name in COLUMNS if name != "verdict")
    parts = [f"SELECT {shown}, COALESCE(r.verdict, {BY_DATE}) AS verdict FROM ({source.sql}) r" for source in chosen]
    return "\nUNION ALL\n".join(parts)


def owed(alias: str = "r") -> str:
    """SQL condition: the row is open today."""
    return f"{alias}.verdict IN {values_of(OWED)} AND {alias}.opens_on <= %(today)s"


def texts_of(keys: Iterable[str]) -> str:
    """SQL list of keys of the calendar; of our own only."""
    names = list(keys)
    if not all(name.replace(".", "_").isidentifier() for name in names):
        raise ValueError(f"not keys: {names}")
    return "(" + ", ".join(f"'{name}'" for name in names) + ")" if names else "(NULL)"


def parameters(now: datetime) -> dict[str, Any]:
    """The days that every source reads. What a year owed stays owed until January of the next one is over.

    ``last``, ``end`` and ``known_by`` let a fragment of a measure be read as of today.
    """
    today = timezone.localdate(now)
    last_month = add_months(month_start(today), -1)
    tomorrow = midnight(today + timedelta(days=1))
    return {
        "now": now,
        "today": today,
        "day": today,
        "last": today,
        "since": last_month.replace(month=1),
        "until": add_months(month_start(today), 1),
        "year": today.year,
        "end": tomorrow,
        "known_by": tomorrow,
    }
