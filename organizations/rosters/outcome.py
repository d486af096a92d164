"""What checking or writing a file came to, in the one shape that pages, commands and batches read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from core.office import spreadsheets
from core.office.rosters import ERROR, QUESTION, WARNING, Finding
from core.office.spreadsheets import Unused
from organizations.models import RosterBatch

Progress = Callable[[int], None]
"""Called with the number of rows done."""


@dataclass
class Outcome:
    """A row counts once: created, updated or unchanged when it holds, else faulty (wrong) or doubtful (asked).

    ``findings`` in the order of the file; ``sample``: {sheet, titles, rows: [{row, cells}]} of rows that do not hold,
    protected cells masked; ``preview``: the first things that are written; ``signature``: another one where another
    file, rule or record gave another result.
    """

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    findings: list[Finding] = field(default_factory=list)
    faulty: set[tuple[str, int]] = field(default_factory=set)
    doubtful: set[tuple[str, int]] = field(default_factory=set)
    unused: list[Unused] = field(default_factory=list)
    sample: list[dict[str, Any]] = field(default_factory=list)
    preview: list[dict[str, Any]] = field(default_factory=list)
    signature: str = ""
    committed: bool = False

    @property
    def valid(self) -> int:
        return self.created + self.updated + self.unchanged

    @property
    def clean(self) -> bool:
        return not self.faulty and not self.doubtful

    def of_kind(self, *kinds: str) -> list[Finding]:
        return [found for found in self.findings if found.kind in kinds]

    def as_dict(self, reference: str | None) -> dict[str, Any]:
        """The shape of ``--json`` of every import (docs/operations.md): `warnings` are all findings but errors,
        `questions` those of them that keep their row out.
        """
        return {
            "rows": self.rows,
            "valid": self.valid,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "errors": _plain(self.of_kind(ERROR)),
            "committed": self.committed,
            "batch": reference,
            "questions": _plain(self.of_kind(QUESTION)),
            "warnings": _plain(self.of_kind(WARNING, QUESTION)),
            "unused_columns": [each._asdict() for each in self.unused],
        }


def _plain(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [found.as_dict() for found in findings]


class Undone(NamedTuple):
    """How many were removed and restored; ``kept`` names those in use or changed since."""

    removed: int
    restored: int
    kept: list[str]


class NotClean(Exception):
    """Rows that do not hold kept the file from being written; the transaction goes back. Carries the outcome."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__("not clean")
        self.outcome = outcome


class Engine(Protocol):
    """How a subject reads, writes and takes back: by tables (``running``), or on a way of its own for many rows.

    ``source``: the file, or its content. ``reference``: the batch's, where the file is kept for a decision.
    """

    def preview(
        self, source: Any, *, context: Any, filename: str = "", reference: str = "", progress: Progress | None = None
    ) -> Outcome:
        """Read and check; nothing is written. Raises UnreadableSpreadsheet."""

    def write(
        self,
        source: Any,
        *,
        context: Any,
        batch: RosterBatch | None,
        at: datetime,
        filename: str = "",
        skip_invalid: bool = False,
        signature: str = "",
        progress: Progress | None = None,
    ) -> Outcome:
        """Check again and write, inside the caller's transaction, with what ``take_back`` needs.

        Raises NotClean for rows that do not hold, unless they are skipped; RuleViolation ``changed-since-preview``
        when the outcome is not the one with ``signature``; UnreadableSpreadsheet; IntegrityError when somebody else
        wrote the same meanwhile.
        """

    def first_day(self, batch: RosterBatch) -> date | None:
        """The earliest day on which anything that the batch made begins; None where nothing of it has a day."""

    def take_back(self, batch: RosterBatch, *, at: datetime) -> Undone:
        """Undo what `write` did for the batch, as far as nobody uses or changed it since."""

    def tables(self, content: bytes, filename: str) -> list[spreadsheets.Table]:
        """The sheets of the file that are rosters."""
