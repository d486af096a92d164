"""What a register is: its model, its form and its columns; every page and write of all registers reads this."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models

from core.office.spreadsheets.writer import Kind as CellKind
from core.records.versions import text_of
from organizations.registers.forms import EntryForm, LineForm
from organizations.registers.models import Entry


@dataclass(frozen=True)
class Asked:
    """What is about to happen to an entry or a line: who asks, today, and the fields that are written (a line that is
    to go: none)."""

    by: Any
    today: date
    names: frozenset[str] = frozenset()


Check = Callable[[Any, Asked], None]
"""Of an entry (or a line of it) that is about to be written: raises RuleViolation."""


def _nothing(_row: Any, _asked: Asked) -> None:
    """No rule beyond the columns' own."""


@dataclass(frozen=True)
class Column:
    """One column of a list and one line of a page. ``value`` gives what is written, a text unless ``kind`` says so."""

    title: str
    value: Callable[[Any], Any]
    kind: CellKind = "text"


def plain(model: type[models.Model], name: str) -> Column:
    """The column of a field, in its own words."""
    return Column(str(model._meta.get_field(name).verbose_name), lambda row: text_of(row, name))  # type: ignore[union-attr]


@dataclass(frozen=True)
class Step:
    """Something that happens to an entry or a line after it was entered: a form with some of its fields.

    ``can(row)`` whether the page offers it; ``also(data)`` what else is written, and takes out what is no field.
    """

    key: str
    label: str
    form: type[EntryForm] | type[LineForm]
    check: Check = _nothing
    can: Callable[[Any], bool] = lambda _row: True
    also: Callable[[dict[str, Any]], dict[str, Any]] = lambda data: data
    then: Callable[[Any, Any, date], None] = lambda _row, _by, _today: None
    """What follows in the same transaction once the step is written: ``(row, by, today)``."""
    may: Callable[[Any, Any], bool] = lambda _user, _row: True
    """Whether it is this keeper's to take, ``(user, row)``: its page is offered to nobody else, its check refuses."""
    beside: tuple[str, ...] = ()
    """Names in its form that are no columns: put on the row for ``then``, not written."""


@dataclass(frozen=True, eq=False)
class Part:
    """Lines below an entry: ``model`` points to it by ``parent``; ``noun`` is what one line is called."""

    key: str
    label: str
    noun: str
    model: type[models.Model]
    parent: str
    form: type[LineForm]
    columns: tuple[Column, ...]
    check: Check = _nothing
    joins: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    kept: tuple[Column, ...] = ()
    """Columns that only who keeps the entry sees."""
    settle: Callable[[dict[str, Any], Any], dict[str, Any]] = lambda data, _by: data
    """What a form's data are made of the fields of the line, for ``by``."""
    by_hand: bool = False
    """Lines are entered on a page of their own (the form is for correcting them)."""
    made: bool = False
    """Lines are made with their entry (``Register.then``): none is entered or taken away alone."""


@dataclass(frozen=True, eq=False)
class Register:
    """``kinds``: of organisations that keep it. ``columns`` of its list (the first leads to the entry), ``facts``: what
    the page of an entry says besides. ``on``: the field with the day by whose year it is filtered, or the year itself.
    """

    key: str
    label: str
    noun: str
    about: str
    model: type[Entry]
    form: type[EntryForm]
    kinds: tuple[str, ...]
    on: str
    columns: tuple[Column, ...]
    facts: tuple[Column, ...] = ()
    parts: tuple[Part, ...] = ()
    steps: tuple[Step, ...] = ()
    check: Check = _nothing
    joins: tuple[str, ...] = ("organization",)
    fetched: tuple[str, ...] = ()
    """Lines that the columns of the list read."""
    settle: Callable[[dict[str, Any], Any], dict[str, Any]] = lambda data, _by: data
    """What a form's data are made of the fields of the row, for ``by``."""
    more: Callable[[Any], list[tuple[str, str]]] = lambda _entry: []
    """What the page of an entry says besides its columns, each found out by itself."""
    then: Callable[[Any, Any, date], None] = lambda _entry, _by, _today: None
    """What follows in the same transaction once an entry is made: ``(entry, by, today)``."""
    sought: tuple[str, ...] = ()
    """Columns that the list is searched by, beside the organisation's name."""
    again: str = ""
    """What the button says that begins a new entry with the words of this one."""
    public: str = ""
    """Name of the address at which anybody reads an entry, once it is published."""
    public_label: str = "公布页"
    public_by: str = "pk"
    """The column that this address names an entry by."""
    is_public: Callable[[Any], bool] = lambda entry: getattr(entry, "published_on", None) is not None
    """Whether that page is there for an entry that stands."""
    fixed: Callable[[Any], bool] = lambda _entry: False
    """Whether an entry follows another record: neither corrected nor withdrawn here."""
    pages: tuple[tuple[str, str], ...] = field(default=())
    """Pages of an entry: label and name of the address."""
    has_page: Callable[[Any, str], bool] = lambda _entry, _name: True
    """Whether an entry has one of them."""
    past: bool = False
    """Entries may be entered for an organisation that has been dissolved."""
    only: tuple[str, ...] = ()
    """Kinds of its model's rows, where two registers share one model."""
    links: tuple[tuple[str, str], ...] = field(default=())
    """Pages beside the list: label and name of the address."""
    need: str = ""
    """The right that a new entry asks for beside that of keeping registers."""
    mine: Callable[[Any, Any], bool] = lambda _user, _entry: True
    """Whether a keeper may correct and withdraw an entry, ``(user, entry)``; its check refuses the others."""
    app: str = "organizations"
    """Whose addresses it has: the app that keeps its model."""

    @property
    def page(self) -> str:
        return f"{self.app}:{self.key}"

    def address(self, step: str) -> str:
        """Name of the address of a step: ``new``, ``entry``, ``correct``, ``withdraw``, or one of a part."""
        return f"{self.page}_{step}"
