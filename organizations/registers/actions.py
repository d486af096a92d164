"""Every write of the registers: enter, correct, withdraw; the same for the lines below an entry."""

from datetime import date
from typing import Any

from django.db import models, transaction

from core.office.spreadsheets import SheetSpec, write
from core.records import audit
from core.records.errors import RuleViolation
from core.records.versions import save_versioned, text_of
from organizations import rules
from organizations.models import Organization
from organizations.registers.models import Entry
from organizations.registers.register import Asked, Part, Register, Step
from organizations.tree.effective import check_stands


def check_standing(entry: Entry) -> None:
    """Raise RuleViolation for an entry that was withdrawn: nothing is changed in it any more."""
    if entry.withdrawn_on is not None:
        raise RuleViolation("withdrawn", f"这条记录已于{entry.withdrawn_on}撤回，不能再办理")


def _changes(row: models.Model, before: models.Model, fields: list[str]) -> dict[str, list[str]]:
    """What a correction changed: label → text before and after, for the audit log."""
    told = {}
    for name in fields:
        old, new = text_of(before, name), text_of(row, name)
        if old != new:
            told[str(row._meta.get_field(name).verbose_name)] = [old, new]  # type: ignore[union-attr]
    return told


def _told(step: Step | None, fields: dict[str, Any]) -> dict[str, Any]:
    """What the log keeps beside the fields: the step, and its reason, which is taken out of them."""
    told: dict[str, Any] = {"step": step.key} if step else {}
    return told | ({"reason": fields.pop("reason")} if "reason" in fields else {})


@transaction.atomic
def enter(*, by: Any, register: Register, organization: Organization, today: date, **fields: Any) -> Any:
    """A new entry of the register, kept by ``organization``."""
    if organization.kind not in register.kinds:
        raise RuleViolation("wrong-kind", f"{organization.name}不登记{register.label}", field="organization")
    if not register.past:
        check_stands(organization, today, label="登记日期", field="organization")
    entry = register.model(organization=organization, **fields)
    register.check(entry, Asked(by, today, frozenset(fields)))
    rules.raise_field_errors(entry, exclude=["scope"])
    entry.save()
    audit.record("organizations.register_entered", by=by, target=entry, register=register.key)
    register.then(entry, by, today)
    return entry


@transaction.atomic
def correct(
    *, by: Any, register: Register, entry: Any, version: int, today: date, step: Step | None = None, **fields: Any
) -> Any:
    """Other words or numbers for an entry; the old ones stay in its history. Raises Conflict for a stale version.

    ``step``: what happens to it, where it is more than a correction. ``reason`` among the fields is for the log.
    """
    told = _told(step, fields)
    before = register.model._default_manager.get(pk=entry.pk)
    check_standing(before)
    for name, value in fields.items():
        setattr(entry, name, value)
    fields = {name: value for name, value in fields.items() if step is None or name not in step.beside}
    (step.check if step else register.check)(entry, Asked(by, today, frozenset(fields)))
    rules.raise_field_errors(entry, exclude=["scope"])
    save_versioned(entry, version, list(fields))
    audit.record(
        "organizations.register_corrected",
        by=by,
        target=entry,
        register=register.key,
        changed=_changes(entry, before, list(fields)),
        **told,
    )
    if step:
        step.then(entry, by, today)
    return entry


@transaction.atomic
def withdraw(*, by: Any, register: Register, entry: Any, version: int, today: date, reason: str) -> Any:
    """An entry made by mistake counts no more; it stays to be read, with the reason."""
    check_standing(register.model._default_manager.get(pk=entry.pk))
    register.check(entry, Asked(by, today))
    if not reason.strip():
        raise RuleViolation("no-reason", "请填写撤回原因", field="reason")
    entry.withdrawn_on, entry.withdrawn_because = today, reason.strip()
    save_versioned(entry, version, ["withdrawn_on", "withdrawn_because"])
    audit.record(
        "organizations.register_withdrawn", by=by, target=entry, register=register.key, reason=entry.withdrawn_because
    )
    return entry


def _locked(entry: Entry) -> Entry:
    """The entry as it stands, kept from being withdrawn until its line is written."""
    found: Entry = type(entry)._default_manager.select_for_update(of=("self",), no_key=True).get(pk=entry.pk)
    check_standing(found)
    return found


@transaction.atomic
def add_line(*, by: Any, part: Part, entry: Any, today: date, **fields: Any) -> Any:
    """A line below an entry."""
    standing = _locked(entry)
    line = part.model(organization_id=standing.organization_id, **{part.parent: standing}, **fields)
    part.check(line, Asked(by, today, frozenset(fields)))
    rules.raise_field_errors(line, exclude=["scope"])
    line.save()
    audit.record("organizations.register_line_added", by=by, target=line, part=part.key)
    return line


@transaction.atomic
def correct_line(
    *, by: Any, part: Part, line: Any, version: int, today: date, step: Step | None = None, **fields: Any
) -> Any:
    """Other words or numbers for a line, or a ``step`` of it. Raises Conflict for a stale version."""
    told = _told(step, fields)
    _locked(getattr(line, part.parent))
    before = part.model._default_manager.get(pk=line.pk)
    for name, value in fields.items():
        setattr(line, name, value)
    (step.check if step else part.check)(line, Asked(by, today, frozenset(fields)))
    rules.raise_field_errors(line, exclude=["scope"])
    save_versioned(line, version, list(fields))
    changed = _changes(line, before, list(fields))
    audit.record("organizations.register_line_corrected", by=by, target=line, part=part.key, changed=changed, **told)
    return line


@transaction.atomic
def remove_line(*, by: Any, part: Part, line: Any, today: date, reason: str) -> None:
    """A line entered by mistake; the history keeps the row, the audit log the reason."""
    _locked(getattr(line, part.parent))
    part.check(line, Asked(by, today))
    if not reason.strip():
        raise RuleViolation("no-reason", "请填写删除原因", field="reason")
    audit.record("organizations.register_line_removed", by=by, target=line, part=part.key, reason=reason.strip())
    line.delete()


def export_list(*, by: Any, sheet: SheetSpec) -> bytes:
    """The list of a register as a workbook; that it left the portal is recorded."""
    audit.record("organizations.exported", by=by, label=sheet.name, rows=len(list(sheet.rows)))
    return write([sheet])
