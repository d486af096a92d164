"""What was seen is what is confirmed: a step is taken on the record as its page showed it, or not at all.

A page puts into each form of a step what it shows of the record (``{% shown record %}``, signed); the step compares it
with what stands in the database, whose row is held until the transaction ends. Where they differ, nothing is written
and whoever pressed the button sees both texts. Rows that belong to the record (items of an agreement, votes of a
meeting) are part of its face.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core import signing
from django.db import models

from core.records.protection import ProtectedField, blind_index
from core.records.versions import Difference, text_of

FIELD = "shown"
"""Name of the field of a form; it may stand there once for each record."""
_SALT = "core.records.shown"


class Part(NamedTuple):
    """Rows that belong to a record: what they are called, and one line of text for each."""

    label: str
    lines: Callable[[Any], Sequence[str]]


@dataclass(frozen=True, eq=False)
class Face:
    """What pages show of a record, all of it that a step may depend on: names of fields, and parts by name."""

    fields: tuple[str, ...]
    parts: Mapping[str, Part] = field(default_factory=dict)

    def label(self, record: models.Model, name: str) -> str:
        if name in self.parts:
            return self.parts[name].label
        return str(getattr(record._meta.get_field(name), "verbose_name", name))

    def text(self, record: models.Model, name: str) -> str:
        if name in self.parts:
            return "\n".join(self.parts[name].lines(record))
        column = record._meta.get_field(name)
        if isinstance(column, ProtectedField) and (value := getattr(record, name)):
            return f"{text_of(record, name)} {(blind_index(str(value)) or b'').hex()[:8]}"
        return text_of(record, name)

    def texts(self, record: models.Model, names: Sequence[str] = ()) -> dict[str, str]:
        """Text by name; of the whole face, or of ``names`` alone."""
        return {name: self.text(record, name) for name in names or (*self.fields, *self.parts)}


class Unseen(Exception):
    """The record is not what the page showed, or the form does not say. ``instance``: as stored; nothing was written.

    ``differences``: ``posted`` is what was shown; empty when the form carried nothing. ``token``: of what stands now.
    """

    def __init__(self, instance: models.Model, differences: list[Difference], token: str) -> None:
        super().__init__("内容在您查看之后有变化")
        self.instance = instance
        self.differences = differences
        self.token = token


class _Posted:
    """What the form of one request carried, and what of it was found true."""

    def __init__(self, read: Callable[[], Sequence[str]]) -> None:
        self._read = read
        self._shown: dict[str, dict[str, str]] | None = None
        self.settled: set[tuple[str, str]] = set()
        self.made: set[str] = set()

    @property
    def shown(self) -> dict[str, dict[str, str]]:
        if self._shown is None:
            self._shown = dict(filter(None, map(read, self._read())))
        return self._shown


_posted: ContextVar[_Posted | None] = ContextVar("posted", default=None)


@contextmanager
def posted(read: Callable[[], Sequence[str]]) -> Iterator[None]:
    """Within: every step asks for what its page showed. ``read()`` gives the tokens of the form, when first asked."""
    token = _posted.set(_Posted(read))
    try:
        yield
    finally:
        _posted.reset(token)


def token(face: Face, record: models.Model, names: Sequence[str] = ()) -> str:
    """What the form of a step carries: the texts of the face (or of ``names``), signed."""
    return signing.dumps({"of": key(record), "texts": face.texts(record, names)}, salt=_SALT, compress=True)


def read(token: str) -> tuple[str, dict[str, str]] | None:
    """The record's key and its texts; None for what this portal did not write."""
    try:
        found = signing.loads(token, salt=_SALT)
        return str(found["of"]), dict(found["texts"])
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        return None


def key(record: models.Model) -> str:
    """What a token says it is of."""
    return f"{record._meta.label}:{record.pk}"


def written(record: models.Model) -> None:
    """The record stands as this request itself wrote it, new or under the version it had seen: nothing else to see."""
    if (here := _posted.get()) is not None:
        here.made.add(key(record))


def check(face: Face, record: models.Model, names: Sequence[str] = ()) -> None:
    """Raises Unseen unless the form showed ``record`` as it is stored; holds its row. For a job there is no form."""
    here, name_of = _posted.get(), key(record)
    if here is None or name_of in here.made:
        return
    open_ = [name for name in names or (*face.fields, *face.parts) if (name_of, name) not in here.settled]
    if not open_:
        return
    stored = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
    now, before = face.texts(stored, open_), here.shown.get(name_of, {})
    different = [
        Difference(name, face.label(stored, name), before.get(name, ""), text)
        for name, text in now.items()
        if before.get(name) != text
    ]
    if different:
        if not before:
            different = [each._replace(posted="") for each in different]
        raise Unseen(stored, different, token(face, stored, names))
    here.settled |= {(name_of, name) for name in now}
