"""What checking a roster yields: findings at cells, checked rows as lines for COPY, and what the check must know."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from core.office.rosters import ERROR, QUESTION, WARNING, Finding
from core.office.spreadsheets import Unused

__all__ = ["ERROR", "QUESTION", "WARNING", "Chunk", "Finding", "Lines", "Rules"]


@dataclass(frozen=True)
class Rules:
    """What the child must know: branches of the scope, the day, ages; nothing personal but ``numbers``."""

    today: date
    as_of: date
    age_min: int
    age_asked_from: date
    """First day of joining on which the age is a rule; before it, a question."""
    probation: tuple[str, ...]
    """mem.probation.history: the months of probation by day of joining."""
    branches: dict[str, int | None]
    """Key of a name → id; `None` when two branches of the scope share it."""
    names: dict[str, str] = field(default_factory=dict)
    """Key → name as written, for suggestions."""
    others: frozenset[str] = frozenset()
    """Keys of organisations of the scope that hold no relationships."""
    default_branch: int | None = None
    closed: dict[int, str] = field(default_factory=dict)
    """Branch → why no relationship may begin there on the day."""
    paths: dict[int, str] = field(default_factory=dict)
    """Branch → its path in the tree, the scope of who belongs to it."""
    numbers: dict[str, list[str]] | None = None
    """The resident numbers of the register that a masked one may stand for, by ``masked_key``; None: not looked up."""
    first_person: int = 0
    """Keys from here on are this import's own, for rows of new persons (``SHEET_KEYS`` a sheet)."""


SHEET_KEYS = 1 << 21


class Lines(NamedTuple):
    """Rows without errors as text for COPY, all four in the same order (columns: ``staging``)."""

    order: list[int] = []  # noqa: RUF012 - never written to
    """Number of the row in the sheet."""
    people: bytes = b""
    spells: bytes = b""
    indexes: bytes = b""
    """Blind index of the resident number, 32 bytes each."""
    first: int = 0
    """The person of the row n has the key first + n: protected cells are bound to it."""


def masked_key(name: str, shown: str) -> str:
    """A masked number stands for somebody of the name."""
    return f"{name}\t{shown}"


@dataclass
class Chunk:
    """Consecutive rows of one sheet after checking."""

    sheet: int
    sheet_name: str
    rows: int
    lines: Lines
    numbers: list[tuple[int, str]]
    """(row, resident number) of every row that has a good one, to find duplicates over the whole file."""
    valid: list[int]
    number_title: str
    findings: list[Finding]
    cells: dict[int, list[str]]
    """Row → its cells as text, protected ones masked, for some of the rows with findings."""
    titles: list[str]
    likeness: list[tuple[int, int, int, int]] = field(default_factory=list)
    """(row, hash of name and birth, hash of the phone, ordinal of the day of joining) of the rows of `numbers`; 0 for
    none: one person with two numbers (`stages`)."""
    masked: list[tuple[str, str]] = field(default_factory=list)
    """(name, masked number) of rows whose number is still to be looked up (``Rules.numbers``)."""
    notices: list[Finding] = field(default_factory=list)
    """What is said of the file as a whole; with its first chunk."""
    unused: list[Unused] = field(default_factory=list)
