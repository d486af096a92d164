"""What a step needs on a day, who may take it, and what is shown as a flag; no writes."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from core.chinese.calendar import add_working_days
from core.chinese.dates import add_months, chinese_date
from core.records import entry
from core.records.errors import RuleViolation
from organizations import standards
from organizations.cases.kinds import (
    CaseKind,
    Draft,
    File,
    Found,
    Gap,
    Gate,
    Level,
    Proof,
    StepKind,
    Stop,
    found_by,
    proof_of,
)
from organizations.models import Case, CaseStep
from organizations.scoping import grants_of, may
from organizations.tree.effective import check_not_ahead, check_stands


def ends(file: File, gap: Gap, on: date) -> date | None:
    """The day that lies the gap after its step, by the rule of ``on``; None where no rule asks it, or no step is."""
    base = file.day(gap.of)
    number = file.number(gap.standard, on)
    if base is None or number is None:
        return None
    return add_months(base, int(number)) if gap.unit == "months" else add_working_days(base, int(number))


def earliest(file: File, step: StepKind, on: date) -> date:
    """The first lawful day of the step, by the rules of ``on``: not before what precedes it."""
    before = file.main(on)
    if step.loose:
        before = []
    elif step.is_main:
        before = before[: next((place for place, each in enumerate(before) if each.key == step.key), 0)]
    else:
        before = [file.kind.step(step.since)] if step.since else []
    days = [file.case.begun_on, *(day for each in before if (day := file.day(each.key)))]
    days += [day for gap in step.after if (day := ends(file, gap, on))]
    return max(days)


def latest(file: File, step: StepKind, on: date) -> date | None:
    """The last day of the step by the rules of ``on``; None without a limit."""
    return ends(file, step.within, on) if step.within else None


def records_for(file: File, step: StepKind, today: date) -> list[Found]:
    """Records that fulfil the step on a day that is lawful for it."""
    proof = proof_of(step)
    if proof is None:
        return []
    used = {(row.proof, row.record) for row in file.rows}
    return [
        found
        for found in found_by(proof, file.case)
        if (proof.key, found.pk) not in used and earliest(file, step, found.on) <= found.on <= today
    ]


def _missing(file: File, step: StepKind, on: date) -> list[StepKind]:
    if not step.is_main:
        wanted = [file.kind.step(step.since)] if step.since else []
        return [each for each in wanted if file.row(each.key) is None]
    main = file.main(on)
    before = main[: next((place for place, each in enumerate(main) if each.key == step.key), 0)]
    return [each for each in before if file.row(each.key) is None]


def gates(file: File, step: StepKind, on: date, *, found: Sequence[Found] | None = None) -> list[Gate]:
    """Every precondition of the step on the day. ``found``: the records that fulfil it, where they are known."""
    missing = _missing(file, step, on)
    reason = f"还没有办理：{'、'.join(each.label for each in missing[:3])}" if missing else ""
    rows = [*step.gates(file, on), Gate("前面的步骤", not missing, reason)]
    first = earliest(file, step, on)
    rows.append(Gate(f"最早日期{chinese_date(first)}", on >= first, f"最早{chinese_date(first)}才能办理"))
    proof = proof_of(step)
    if proof is not None and found is not None:
        rows.append(
            Gate(proof.noun, bool(found), f"还没有{proof.noun}。{proof.hint}", proof.cure, proof.cure_url(file.case))
        )
    return rows


def open_gates(file: File, step: StepKind, today: date) -> list[Gate]:
    """``gates`` as of today, with the records that are there."""
    return gates(file, step, today, found=records_for(file, step, today))


def is_held_at(user: Any, permission: str, path: str) -> bool:
    """Whether the right was given at the organisation of ``path`` itself: what a street decides, none above does."""
    return path in grants_of(user).get(permission.rsplit(".", 1)[-1], ())


def may_take(user: Any, file: File, step: StepKind | Stop) -> bool:
    """Whether the user acts for the level that owes the step: for a street or a district only who has the right there,
    neither above nor below it."""
    office = step.level.of(file.case.organization)
    if office is None:
        return False
    right = getattr(step, "right", "") or file.kind.right
    if step.level in (Level.STREET, Level.DISTRICT):
        return is_held_at(user, right, office.path)
    return may(user, right, office)


def may_begin(user: Any, kind: CaseKind, organization: Any) -> bool:
    """Whether the user begins cases of the kind for the organisation."""
    office = kind.opens.of(organization)
    if office is None:
        return False
    if kind.opens in (Level.STREET, Level.DISTRICT):
        return is_held_at(user, kind.right, office.path)
    return may(user, kind.right, office)


def check_open(case: Case) -> None:
    if not case.is_open:
        raise RuleViolation("ended", f"已于{case.ended_on}{case.get_outcome_display()}，不能再办理")


def is_within(file: File, since: str, until: str) -> bool:
    """Whether the step ``since`` is there and ``until`` is not."""
    return (not since or file.row(since) is not None) and (not until or file.row(until) is None)


def check_turn(file: File, step: StepKind, today: date) -> None:
    """The step is the next one, or one that may happen now. Raises RuleViolation."""
    check_open(file.case)
    if step.is_main:
        if file.row(step.key) is not None:
            raise RuleViolation("taken", f"“{step.label}”已经登记")
        if step not in file.main(today):
            raise RuleViolation("not-asked", f"按现行规定不需要“{step.label}”")
    elif not is_within(file, step.since, step.until):
        raise RuleViolation("not-now", f"现在不能办理“{step.label}”")


def check_step(draft: Draft, proof: Proof | None, found: Sequence[Found]) -> None:
    """Everything that a step promises on its day. Raises RuleViolation with the way out."""
    file, step, on = draft.file, draft.step, draft.on
    check_turn(file, step, draft.today)
    check_not_ahead(on, today=draft.today, label="办理日期", field="done_on")
    check_stands(file.case.organization, on, label="办理日期", field="done_on")
    if proof is not None and draft.record not in {each.pk for each in found}:
        raise RuleViolation("no-record", f"请选择{proof.noun}。{proof.hint}", field="record")
    if reasons := [gate.reason for gate in gates(file, step, on) if not gate.ok]:
        raise RuleViolation("gate", "；".join(reasons))
    if step.choices is not None and draft.choice not in step.choices(file.case, on):
        raise RuleViolation("no-choice", f"请选择{step.choice_label}", field="choice")
    _check_persons(draft)
    last = latest(file, step, on)
    if step.excused and last is not None and on > last and not draft.excuse.strip():
        raise RuleViolation("late", f"期限是{chinese_date(last)}，超过期限要写明特殊情况", field="excuse")
    step.check(draft)


def _check_persons(draft: Draft) -> None:
    asked = draft.step.persons
    if asked is None:
        return
    organization, number = draft.file.case.organization, len(draft.persons)
    if not number:
        raise RuleViolation("persons", f"请选择{asked.label}", field="persons")
    for name in filter(None, (asked.least, asked.most)):
        row = standards.rows([name], organization=organization, as_of=draft.on)[name]
        if not row.allows(number):
            words = {">=": "至少", "<=": "最多", "=": "应为"}.get(row.op, "")
            raise RuleViolation("persons", f"{asked.label}{words}{row.text}人，现有{number}人", field="persons")


def burst(rows: Iterable[CaseStep], organization: Any, today: date) -> set[int]:
    """Steps of different days that one person entered in a burst (S4A 二2)."""
    limits = {
        name: each.value for name, each in standards.rows(entry.BURST, organization=organization, as_of=today).items()
    }
    found = CaseStep.objects.filter(pk__in=[row.pk for row in rows])
    return entry.burst_entries(found, limits, day="done_on")


def flags_of(file: File, row: CaseStep, *, late_days: int, in_burst: bool) -> list[str]:
    """What is to be noticed about a step: entered late, in a burst, past its limit. Flags, no verdicts."""
    found = []
    lag = entry.lag(row.done_on, row.recorded_at)
    if lag > late_days:
        found.append(f"补录：事后{lag}天录入")
    if in_burst:
        found.append("集中录入")
    step = file.kind.step(row.key)
    before = File(file.case, file.kind, [each for each in file.rows if each.pk != row.pk])
    last = latest(before, step, row.done_on)
    if last is not None and row.done_on > last:
        found.append(f"超过期限{chinese_date(last)}")
    return found


def lag_limit(organization: Any, today: date) -> int:
    return int(standards.at(entry.LATE, organization=organization, as_of=today))


def next_due(file: File, today: date) -> date | None:
    """By when the next step is owed: its limit, else so many days after it may begin."""
    step = file.next(today)
    if step is None:
        return None
    last = latest(file, step, today)
    if last is not None:
        return last
    days = file.number(file.kind.pace, today)
    return earliest(file, step, today) + timedelta(days=int(days))


def may_return(user: Any, file: File) -> bool:
    """Whether the user acts for the office that owes the next step: it may send a case back to those below."""
    step = file.kind.step(file.case.next_step) if file.case.next_step else None
    return step is not None and step.level is not Level.OWN and may_take(user, file, step)
