"""What a subject of the roster engine is made of, and what it is given."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db import models
from django.utils import timezone

from core.office.rosters import Column, Row, Table
from organizations.models import Organization, RosterBatch
from organizations.rosters.outcome import Engine, Outcome
from organizations.scoping import Inside

ROWS_AT_ONCE = 10_000
"""Rows of a table that is checked as a whole."""
CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"


@dataclass
class Context:
    """Who imports, below what, from which day. ``organization`` None: the operator of the machine, everywhere."""

    by: Any
    organization: Organization | None
    since: date
    today: date

    @property
    def roots(self) -> list[str] | None:
        """Paths inside which anything may be created or changed; None: everywhere."""
        return None if self.organization is None else [self.organization.path]

    @cached_property
    def inside(self) -> Inside:
        """Stands for a user who sees what lies below the batch's organisation, and nothing else."""
        return Inside(self.roots or [])

    def places(self) -> models.QuerySet[Organization]:
        """Organisations in force that rows may name."""
        found = Organization.objects.in_force(self.today)
        return found if self.organization is None else found.under(self.organization)


@dataclass(slots=True)
class Line:
    """What one row would do. ``label`` and ``detail`` are shown; ``data`` is the subject's own."""

    row: Row
    what: str
    label: str
    detail: str = ""
    data: Any = None


@dataclass
class Plan:
    """A file checked: its table, and a line for each row that holds."""

    table: Table
    lines: list[Line] = field(default_factory=list)

    def count(self, what: str) -> int:
        return sum(line.what == what for line in self.lines)

    @property
    def signature(self) -> str:
        """What was previewed, as 64 characters: another file, or other records meanwhile, give another one."""
        told = hashlib.sha256(self.table.digest.encode())
        for line in self.lines:
            told.update(repr((line.row.sheet, line.row.number, line.what, line.label, line.detail)).encode())
        for finding in self.table.in_order():
            told.update(repr(tuple(finding)).encode())
        return told.hexdigest()


@dataclass
class Journal:
    """What a writer did, in order: the stuff of an undo. ``group``: rows that stand or fall together."""

    entries: list[tuple[str, models.Model, dict[str, Any], str]] = field(default_factory=list)

    def created(self, instances: Iterable[models.Model], group: Callable[[Any], Row | None] = lambda _: None) -> None:
        self.entries += [("created", each, {}, _group(group(each))) for each in instances]

    def changed(self, instance: models.Model, before: Mapping[str, Any], row: Row | None = None) -> None:
        """``before``: field → value that an undo puts back."""
        self.entries.append(("changed", instance, _plain(instance, before), _group(row)))

    def removed(self, instance: models.Model, row: Row | None = None) -> None:
        """Call it before the row is deleted."""
        values = {field.attname: getattr(instance, field.attname) for field in instance._meta.concrete_fields}
        self.entries.append(("removed", instance, _plain(instance, values), _group(row)))


def _group(row: Row | None) -> str:
    return f"{row.sheet}!{row.number}"[:80] if row is not None else ""


def _plain(instance: models.Model, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the serialisation of their fields, None kept."""
    shadow = type(instance)(**{name: value for name, value in values.items() if name != "scope"})
    fields = {field.attname: field for field in instance._meta.concrete_fields}
    return {
        name: None if values[name] is None else fields[name].value_to_string(shadow)
        for name in values
        if name in fields and name != "scope"
    }


class Derived(NamedTuple):
    """Rows of ``model`` that follow a record by themselves (of those, what ``only`` says)."""

    model: str
    field: str
    only: Mapping[str, Any] = MappingProxyType({})


class Sent(NamedTuple):
    """How the records of a subject go out (``organizations.rosters.sending``).

    ``visible(user, permission)``: what the user reaches. ``of_day(rows, on)``: of those what stands on the day, in the
    order of the file. ``cells(records)``: for each row of the file its cells by column name, protected ones masked.
    ``joins``: what ``cells`` reads beside the record.
    """

    visible: Callable[[Any, str], models.QuerySet[Any]]
    of_day: Callable[[models.QuerySet[Any], date], models.QuerySet[Any]]
    cells: Callable[[Sequence[Any]], Iterable[Mapping[str, Any]]]
    joins: tuple[str, ...] = ()


class Handout(NamedTuple):
    """What a batch gives on paper to who committed it. ``note`` before it is printed, ``again`` afterwards.

    ``make(batch, by, address, now)``: the PDF; ``address``: of the sign-in page. Raises RuleViolation where there is
    nothing to give. ``waiting(batch, by)``: for how many there is something.
    """

    label: str
    note: str
    again: str
    make: Callable[[RosterBatch, Any, str, datetime], bytes]
    waiting: Callable[[RosterBatch, Any], int]


def nothing(*_: Any) -> None:
    """What a subject does where it has nothing to do."""


def _by_engine(*_: Any) -> Any:
    raise TypeError("a subject with an engine of its own neither checks nor writes tables")


@dataclass(frozen=True, eq=False)
class Subject:
    """A roster's kind. ``key`` names it in addresses and commands.

    ``right``: permission that imports it, held on the organisation imported to. ``noun``: measure word of the counts.
    ``since``: what the batch's day means. ``roots``: kinds of organisations to import to (empty: every kind).
    ``check(table, context)`` reports findings on the table and returns a line for each row that holds; it writes
    nothing and asks a constant number of queries. ``write(lines, context, journal)`` writes them by actions.
    ``divisible``: rows that hold may be taken without those that do not. ``lock``: tables whose other writers
    wait from the check to the end. ``parts``: model label → ("app.Model", field) of rows that come and go with it.
    ``derived``: rows that follow by themselves, so that they are no use of a record. ``shown``: page of the result;
    ``below``: it takes the organisation. ``sent``: how its records go out. ``handout``: what a batch gives on paper.
    ``engine``: instead of ``check`` and ``write``, for many rows.
    ``check_day(organization, since, today)``: raises RuleViolation for a day that the batch must not have.
    ``check_uploader(by, now)``: raises RuleViolation for who may upload no more for now.
    ``most_rows``: what one upload may hold. ``after_check(batch, outcome, by)``: records what looking at a file was.
    """

    key: str
    label: str
    noun: str
    right: str
    since: str
    columns: Sequence[Column]
    shown: str
    sent: Sent
    check: Callable[[Table, Context], list[Line]] = _by_engine
    write: Callable[[Sequence[Line], Context, Journal], None] = _by_engine
    engine: Engine | None = None
    below: bool = False
    check_day: Callable[[Organization, date, date], None] = nothing
    check_uploader: Callable[[Any, datetime], None] = nothing
    most_rows: int | None = ROWS_AT_ONCE
    after_check: Callable[[RosterBatch, Outcome, Any], None] = nothing
    roots: tuple[str, ...] = ()
    hint: str = ""
    divisible: bool = True
    lock: str = ""
    after_undo: Callable[[Context], None] = lambda _context: None
    parts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    derived: tuple[Derived, ...] = ()
    first_day: Callable[[date], date] = lambda today: today
    handout: Handout | None = None

    @property
    def page(self) -> str:
        """Name of its page."""
        return f"organizations:roster_{self.key}"


def context(by: Any, organization: Organization | None, since: date | None = None) -> Context:
    today = timezone.localdate()
    return Context(by, organization, since or today, today)
