"""What a kind of case is: its steps as data, and the records that fulfil them. ``config/home.py`` lists the kinds
(``cases``) and the proofs (``proofs``); a room above gives both (docs/how-to/add-a-kind-of-case.md)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from core.office.documents import Official
from core.records import walls
from core.web.home import lists
from organizations import standards
from organizations.cases.models import Case, CaseOutcome, CaseStep
from organizations.kinds import STREETS, Kind
from organizations.models.tree import Organization
from organizations.scoping import steps_to


class Level(StrEnum):
    """Who owes a step: the case's own organisation, or the one of this level above it."""

    OWN = "own"
    COMMUNITY = "community"
    STREET = "street"
    DISTRICT = "district"

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of organisations of this level; none for the case's own."""
        anchors: dict[str, tuple[str, ...]] = {
            Level.COMMUNITY: (Kind.COMMUNITY,),
            Level.STREET: STREETS,
            Level.DISTRICT: (Kind.DISTRICT_DEPARTMENT,),
        }
        return anchors.get(self, ())

    def of(self, organization: Organization) -> Organization | None:
        """The organisation of this level at or above ``organization``; None where there is none."""
        if self is Level.OWN:
            return organization
        above = steps_to([organization.path]).values()
        return next((each for each in above if each.kind in self.kinds), None)


@dataclass(frozen=True)
class Gap:
    """So many months (``unit``: or working days) after the step ``of`` ("": after the case began), by a standard; it is
    not asked on a day on which the standard has no number."""

    standard: str
    of: str = ""
    unit: str = "months"


class Gate(NamedTuple):
    """A precondition of a step on a day: whether it holds, else why not, and what would cure it."""

    label: str
    ok: bool
    reason: str = ""
    cure: str = ""
    url: str = ""


class Found(NamedTuple):
    """A record that fulfils a step: its id, the day that it stands for, and what it is."""

    pk: int
    on: date
    label: str


@dataclass(frozen=True)
class Proof:
    """A kind of record that fulfils steps. ``find(case)``: those that do, the newest first; ``address(pk)`` of one.
    ``cure``: the button that leads to where such a record is made, ``cure_url(case)`` its address; ``hint`` what the
    record has to say."""

    key: str
    noun: str
    find: Callable[[Case], Sequence[Found]]
    address: Callable[[int], str]
    cure: str
    cure_url: Callable[[Case], str]
    hint: str = ""


@dataclass(frozen=True)
class Persons:
    """Whom a step names: ``role`` and its words, how many (standards), among whom."""

    role: str
    label: str
    least: str
    most: str
    choices: Callable[[Case, date], Any]
    help_text: str = ""


@dataclass
class File:
    """A case as it stands: its kind and the steps that count, oldest first."""

    case: Case
    kind: "CaseKind"
    rows: list[CaseStep]
    _asked: dict[tuple[str, date], bool] = field(default_factory=dict, repr=False)
    _numbers: dict[tuple[str, date], Any] = field(default_factory=dict, repr=False)

    def number(self, name: str, on: date) -> Any:
        """The standard in force for the case on the day; asked once."""
        if (name, on) not in self._numbers:
            self._numbers[name, on] = standards.at(name, organization=self.case.organization, as_of=on)
        return self._numbers[name, on]

    def all_of(self, key: str) -> list[CaseStep]:
        return [row for row in self.rows if row.key == key]

    def row(self, key: str) -> CaseStep | None:
        """The step, of one that repeats the last."""
        return next((row for row in reversed(self.rows) if row.key == key), None)

    def day(self, key: str) -> date | None:
        """The day of the step; "": of the beginning."""
        if not key:
            return self.case.begun_on
        row = self.row(key)
        return row.done_on if row else None

    def main(self, on: date) -> list["StepKind"]:
        """The steps that a case needs, in order. A step that is not there is asked by the rules of the day on which it
        was passed by, one that was not passed by those of ``on``."""
        needed, day = [], on
        for step in reversed([each for each in self.kind.steps if each.is_main]):
            row = self.row(step.key)
            if row is not None:
                day = row.done_on
            if row is not None or self._asks(step, day):
                needed.append(step)
        return needed[::-1]

    def _asks(self, step: "StepKind", on: date) -> bool:
        if (step.key, on) not in self._asked:
            self._asked[step.key, on] = step.asked(self, on)
        return self._asked[step.key, on]

    def next(self, on: date) -> "StepKind | None":
        """The first step that is owed: those before it are there."""
        return next((step for step in self.main(on) if self.row(step.key) is None), None)


class Draft(NamedTuple):
    """A step that is about to be written, for the kind's own rules: ``persons`` as chosen, ``row`` once it is there."""

    file: File
    step: "StepKind"
    on: date
    today: date
    by: Any
    record: int | None = None
    choice: str = ""
    persons: Sequence[Any] = ()
    excuse: str = ""
    row: CaseStep | None = None


def _no_gates(_file: File, _on: date) -> Iterable[Gate]:
    return ()


def _nothing(_draft: Draft) -> None:
    return None


def _always(_file: File, _on: date) -> bool:
    return True


@dataclass(frozen=True)
class StepKind:
    """One step as data.

    ``level`` owes it and holds ``right`` there (empty: that of the kind); ``after``: not before, ``within``: not later
    than (later is taken, and flagged; ``excused``: only with a reason). ``proof``: key of the record that fulfils it,
    whose day is the step's. ``choices``, ``persons``, ``document``, ``note``: what it says besides. ``gates``: further
    preconditions, shown; ``check`` refuses what is about to be written, ``then`` writes what follows. ``every``: it
    repeats so often from ``since`` on, and ``optional``: may happen; both are never the next step, and stand until
    ``until``. ``asked``: whether the rules of the day ask it of the case. ``fixed``: cannot be taken back;
    ``loose``: its day may lie before those of the steps before it.
    """

    key: str
    label: str
    level: Level = Level.OWN
    right: str = ""
    after: tuple[Gap, ...] = ()
    within: Gap | None = None
    excused: bool = False
    proof: str = ""
    choices: Callable[[Case, date], Sequence[str]] | None = None
    choice_label: str = "结果"
    persons: Persons | None = None
    document: str = ""
    note: str = ""
    help_text: str = ""
    gates: Callable[[File, date], Iterable[Gate]] = _no_gates
    check: Callable[[Draft], None] = _nothing
    then: Callable[[Draft], None] = _nothing
    every: Gap | None = None
    optional: bool = False
    since: str = ""
    until: str = ""
    asked: Callable[[File, date], bool] = _always
    fixed: bool = False
    loose: bool = False

    @property
    def is_main(self) -> bool:
        """Whether a case waits for it."""
        return self.every is None and not self.optional


@dataclass(frozen=True)
class Stop:
    """A way in which a case ends before its last step, with a reason: between the steps ``since`` and ``until``."""

    key: str
    label: str
    outcome: CaseOutcome
    level: Level = Level.OWN
    since: str = ""
    until: str = ""
    help_text: str = ""
    then: Callable[[File, Any, date, str], None] = lambda _file, _by, _on, _reason: None


@dataclass(frozen=True)
class CasePaper:
    """A paper of a case, in Word and PDF: drawn as long as the step ``since`` stands."""

    key: str
    label: str
    draw: Callable[[File], Official]
    since: str = ""


@dataclass(frozen=True, eq=False)
class CaseKind:
    """``kinds`` of organisations whose case it is; ``view`` and ``right``: who sees and who keeps it; ``opens``: the
    level that begins it. ``person``: the words of the person it is about, empty where it is about none (then
    ``titled``: the words of its title). ``begun``: the words of the day on which it begins. ``categories``: words by
    organisation and day; ``kinship``: what to declare of relatives. ``pace``: the standard of days in which a step
    without a limit of its own is due. ``flags``: further lines that are shown as warnings. ``papers``: beside the
    sheet of all steps, which every case has."""

    key: str
    label: str
    noun: str
    about: str
    kinds: tuple[str, ...]
    view: str
    right: str
    steps: tuple[StepKind, ...]
    begun: str
    opens: Level = Level.OWN
    person: str = ""
    titled: str = ""
    categories: Callable[[Organization, date], Sequence[str]] | None = None
    category: str = "类别"
    kinship: str = ""
    stops: tuple[Stop, ...] = ()
    check: Callable[[Case, Any, date], None] = lambda _case, _by, _today: None
    facts: Callable[[File], Iterable[tuple[str, str]]] = lambda _file: ()
    flags: Callable[[File], Iterable[str]] = lambda _file: ()
    pages: tuple[tuple[str, ...], ...] = field(default=())
    """Pages beside the list: label, name of the address and its arguments."""
    pace: str = "org.case.step_days"
    papers: tuple[CasePaper, ...] = ()

    def step(self, key: str) -> StepKind:
        """Raises LookupError for a step that the kind has not."""
        found = next((each for each in self.steps if each.key == key), None)
        if found is None:
            raise LookupError(f"{self.key} has no step {key}")
        return found

    def label_of(self, key: str) -> str:
        return next((each.label for each in self.steps if each.key == key), key)


def kinds() -> Mapping[str, CaseKind]:
    """Every kind by its key."""
    return {each.key: each for each in lists().cases}


def proof_of(step: StepKind) -> Proof | None:
    """The records that fulfil the step. Raises LookupError for a proof that no room gives."""
    if not step.proof:
        return None
    found: Proof | None = next((each for each in lists().proofs if each.key == step.proof), None)
    if found is None:
        raise LookupError(f"no proof {step.proof}: config/home.py lists them")
    return found


PROOFS = "organizations.proofs"
"""The way past the wall: a superior's training or meeting proves a step of a case below it."""


def found_by(proof: Proof, case: Case) -> Sequence[Found]:
    """The records that fulfil the step, also those kept by a superior."""
    with walls.beyond(PROOFS):
        return proof.find(case)
