"""Workflows: one notation for everything that has states, read by actions, pages, refusals and ``docs/workflows.md``.

A workflow belongs to the app of its model and stands in its ``rules.py``; ``config/home.py`` names them all. Pages
offer what ``can`` allows, actions go through ``advance``, so that both ask the same steps and the same checks.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from core.records import audit, shown
from core.records.errors import RuleViolation
from core.records.versions import save_versioned
from core.web.home import lists

Check = Callable[[Any, Any, datetime], None]
"""``check(record, by, at)``: a precondition of a step; raises RuleViolation with the sentence that the page shows."""


@dataclass(frozen=True, slots=True)
class Role:
    """Who takes a step by what they are to the record, where no permission says it; ``holds(user, record)``."""

    words: str
    holds: Callable[[Any, Any], bool]


OWN = Role("本人", lambda user, record: user.person_id is not None and user.person_id == record.person_id)
JOB = Role("系统", lambda _user, _record: False)
SHOWN = "what was shown"
VERSION = "version"
ITSELF = "what its form says itself"


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One thing that can be done with a record in one of the states ``frm``; without ``to`` the state stays.

    ``right``: full name of a permission held on the record's organisation, or a Role. ``event``: code of the audit log
    (empty where the record itself is the proof). ``message``: kind of the outbox that tells others. ``refusals``: state
    → sentence, where the general one would not help who reads it. ``carries``: how its form says what was seen: SHOWN
    (``{% shown record %}``), VERSION (of a form that edits the row), or in words why it need not. ``looks``: what of
    the workflow's face the step depends on, where not on all.
    """

    name: str
    label: str
    frm: tuple[str, ...]
    to: str = ""
    right: str | Role = JOB
    event: str = ""
    message: str = ""
    checks: tuple[Check, ...] = ()
    refusals: Mapping[Any, str] = field(default_factory=dict)
    carries: str = SHOWN
    looks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """A state: who has to leave it and by doing what. Only a state that no step leaves has no ``owner``.

    ``next``: the sentence of the next step where it depends on the record, the reader and the moment.
    """

    owner: str = ""
    duty: str = ""
    next: Callable[[Any, Any, datetime], str] | None = None


@dataclass(frozen=True, eq=False)
class Workflow:
    """``noun``: what a refusal calls the record; ``subject`` instead where several are decided at once.

    ``face``: what pages show of the record, and its steps decide on (core.records.shown).
    """

    model: type[models.Model]
    noun: str
    start: str
    stages: Mapping[str, Stage]
    steps: tuple[Step, ...]
    face: shown.Face
    subject: Callable[[Any], str] | None = None

    def __getitem__(self, name: str) -> Step:
        return next(step for step in self.steps if step.name == name)

    def __contains__(self, name: object) -> bool:
        return any(step.name == name for step in self.steps)

    def label(self, state: str) -> str:
        return str(dict(self._field.flatchoices)[state])

    @property
    def _field(self) -> "models.Field[Any, Any]":
        found = self.model._meta.get_field("state")
        assert isinstance(found, models.Field)
        return found

    def leaving(self, state: str) -> list[Step]:
        """Steps that lead from ``state`` to another."""
        return [step for step in self.steps if state in step.frm and step.to not in ("", state)]

    def way_out(self, state: str, wanted: Iterable[str]) -> list[Step]:
        """First steps of the shortest ways from ``state`` into one of ``wanted``; none where no way leads there."""
        goal, ways = set(wanted), [(step, step.to) for step in self.leaving(state)]
        seen = {state}
        while ways:
            found = [first for first, at in ways if at in goal]
            if found:
                return list(dict.fromkeys(found))
            seen |= {at for _, at in ways}
            ways = [(first, step.to) for first, at in ways for step in self.leaving(at) if step.to not in seen]
        return []

    def refusal(self, record: Any, step: Step) -> RuleViolation:
        """Why ``step`` cannot be taken in the record's state, and what to do first."""
        sentence = step.refusals.get(record.state)
        if sentence is None:
            noun = self.subject(record) if self.subject else self.noun
            first = "或".join(each.label for each in self.way_out(record.state, step.frm))
            now = f"{noun}现在是“{self.label(record.state)}”"
            sentence = f"{now}，请先{first}，才能{step.label}" if first else f"{now}，不能再{step.label}"
        return RuleViolation("state", sentence)

    def check_state(self, name: str, record: Any) -> Step:
        """The step, when the record is in a state for it; raises RuleViolation."""
        step = self[name]
        if record.state not in step.frm:
            raise self.refusal(record, step)
        return step

    def check(self, name: str, record: Any, *, by: Any, at: datetime) -> Step:
        """The step, when state and preconditions allow it to ``by``; raises RuleViolation.

        In a request also core.records.shown.Unseen, when its page did not show the record as it is stored.
        """
        step = self.check_state(name, record)
        if step.carries == SHOWN and step.right is not JOB:
            shown.check(self.face, record, step.looks)
        return self._allowed(step, record, by=by, at=at)

    def _allowed(self, step: Step, record: Any, *, by: Any, at: datetime) -> Step:
        for check in step.checks:
            check(record, by, at)
        return step

    def can(self, name: str, record: Any, user: Any, *, at: datetime | None = None) -> bool:
        """Whether a page offers the step to ``user``: state, right and preconditions."""
        step = self[name]
        if record.state not in step.frm or not self.holds(step, record, user):
            return False
        try:
            self._allowed(step, record, by=user, at=at or timezone.now())
        except RuleViolation:
            return False
        return True

    def available(self, record: Any, user: Any, *, at: datetime | None = None) -> dict[str, Step]:
        """The steps that ``user`` can take now, by name: what a template asks (``{% if can.confirm %}``)."""
        return {step.name: step for step in self.steps if self.can(step.name, record, user, at=at)}

    def hindrances(self, record: Any, user: Any, *, among: Iterable[str], at: datetime | None = None) -> list[str]:
        """Why steps that state and right would allow are not offered yet: the sentences of their preconditions."""
        found = []
        for step in map(self.__getitem__, among):
            if record.state in step.frm and self.holds(step, record, user):
                try:
                    self._allowed(step, record, by=user, at=at or timezone.now())
                except RuleViolation as refused:
                    found.append(refused.message)
        return found

    @staticmethod
    def holds(step: Step, record: Any, user: Any) -> bool:
        if isinstance(step.right, Role):
            return step.right.holds(user, record)
        return lists().may(user, step.right, record.organization)

    def next_owner(self, record: Any, user: Any, *, at: datetime | None = None) -> str:
        """Who acts next and how, for the reader; empty in a final state."""
        stage = self.stages[record.state]
        if stage.next is not None:
            return stage.next(record, user, at or timezone.now())
        return f"{stage.owner}：{stage.duty}" if stage.owner else ""

    def advance(
        self,
        name: str,
        record: Any,
        *,
        by: Any,
        at: datetime,
        version: int | None = None,
        fields: Iterable[str] = (),
        label: str = "",
        **data: Any,
    ) -> Step:
        """Take a step: check, also what was seen, write the state and ``fields``, record the one event with ``data``.

        With ``version`` the row must still have it (core.records.versions.Conflict); without, the caller holds its
        lock. The right was asked by the page's guard. Whom ``message`` goes to, the action knows: it gets the step
        back.
        """
        step = self.check(name, record, by=by, at=at)
        changed = list(fields)
        if step.to:
            record.state = step.to
            changed.insert(0, "state")
        if version is not None:
            save_versioned(record, version, changed)
        else:
            record.save(update_fields=changed)
        if step.event:
            audit.record(step.event, by=by, target=record, label=label, **data)
        return step


def described(workflows: Iterable[Workflow]) -> str:
    """The text of ``docs/workflows.md``: for each workflow its diagram, its states and its steps."""
    parts = ["# Workflows", "", "Generated by `manage.py workflows`; do not edit by hand.", ""]
    for flow in workflows:
        meta = flow.model._meta
        parts += [f"## {meta.verbose_name} `{meta.label}`", "", "```mermaid", "stateDiagram-v2"]
        parts += [f"    [*] --> {flow.start}"]
        parts += [f"    {state}: {flow.label(state)} ({state})" for state in flow.stages]
        parts += [f"    {state} --> {step.to}: {step.label}" for state in flow.stages for step in flow.leaving(state)]
        parts += [f"    {state} --> [*]" for state in flow.stages if not flow.leaving(state)]
        parts += ["```", "", "| state | owner | what is to be done |", "|---|---|---|"]
        parts += [
            f"| {flow.label(state)} `{state}` | {stage.owner or '–'} | {stage.duty or '–'} |"
            for state, stage in flow.stages.items()
        ]
        parts += ["", "| step | from | to | right | event | message | preconditions | decided on |"]
        parts += ["|---|---|---|---|---|---|---|---|"]
        parts += [f"| {_cells(step)} |" for step in flow.steps]
        parts.append("")
    return "\n".join(parts)


def _cells(step: Step) -> str:
    checks = ", ".join(f"`{getattr(check, '__name__', '').lstrip('_')}`" for check in step.checks)
    right = step.right.words if isinstance(step.right, Role) else f"`{step.right}`"
    return " | ".join(
        (
            f"{step.label} `{step.name}`",
            ", ".join(step.frm),
            step.to or "–",
            right,
            f"`{step.event}`" if step.event else "–",
            f"`{step.message}`" if step.message else "–",
            checks or "–",
            "–" if step.right is JOB else step.carries,
        )
    )
