"""The state diagram of each kind of case, as ``docs/workflows.md`` shows it below the workflows."""

from collections.abc import Iterable

from core.web.home import lists
from organizations.cases.kinds import CaseKind, Gap, Level, StepKind, Stop

_OWED = {Level.OWN: "own", Level.COMMUNITY: "community", Level.STREET: "street", Level.DISTRICT: "district"}


def _gap(gap: Gap) -> str:
    of = f" after `{gap.of}`" if gap.of else ""
    return f"`{gap.standard}`{' (working days)' if gap.unit != 'months' else ''}{of}"


def _ends(main: list[StepKind], stop: Stop) -> list[str]:
    """The steps that are owed while the case can be stopped this way."""
    keys = [step.key for step in main]
    first = keys.index(stop.since) + 1 if stop.since in keys else 0
    last = keys.index(stop.until) if stop.until in keys else len(keys) - 1
    return keys[first : last + 1]


def _times(step: StepKind) -> str:
    if step.every is not None:
        return f"again: {_gap(step.every)}"
    found = [f"not before: {_gap(each)}" for each in step.after]
    return "; ".join([*found, *([f"within: {_gap(step.within)}"] if step.within else [])])


def _when(step: StepKind) -> str:
    if step.is_main:
        return "in order, cannot be given back" if step.fixed else "in order"
    span = "–".join(f"`{key}`" if key else "" for key in (step.since, step.until))
    return f"{'repeats' if step.every else 'may happen'} {span}"


def _of(kind: CaseKind) -> list[str]:
    main = [step for step in kind.steps if step.is_main]
    parts = [f"## {kind.label} `{kind.key}`", "", "```mermaid", "stateDiagram-v2", f"    [*] --> {main[0].key}"]
    parts += [f"    {step.key}: {step.label} ({step.key})" for step in main]
    following = [*(step.key for step in main[1:]), "done"]
    parts += [f"    {step.key} --> {to}: {step.label}" for step, to in zip(main, following, strict=True)]
    parts += [f"    {key} --> {stop.outcome}: {stop.label}" for stop in kind.stops for key in _ends(main, stop)]
    parts += [f"    {end} --> [*]" for end in dict.fromkeys(["done", *(str(stop.outcome) for stop in kind.stops)])]
    parts += ["```", "", "| step | owed by | when | limits | proved by |", "|---|---|---|---|---|"]
    parts += [
        f"| {step.label} `{step.key}` | {_OWED[step.level]} | {_when(step)} | {_times(step) or '–'} | "
        f"{f'`{step.proof}`' if step.proof else '–'} |"
        for step in kind.steps
    ]
    return [*parts, ""]


def described(kinds: Iterable[CaseKind]) -> str:
    """The text below the workflows: for each kind its diagram (a state is the step that is owed) and its steps."""
    parts = ["# Cases", "", "A state is the step that is owed next; any step that is not fixed may be given back.", ""]
    for kind in kinds:
        parts += _of(kind)
    return "\n".join(parts)


def drawn() -> str:
    """Of every kind that the portal has."""
    return described(lists().cases)
