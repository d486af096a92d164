"""What an office does with an opinion beside answering it: signs for it, passes it to a department, joins it to
another, corrects what was noted, tells the asker; the ledger that goes out (S2 二(五); GRD-12)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.chinese.dates import chinese_date
from core.office.spreadsheets import SheetSpec, write
from core.records import audit
from core.records.errors import RuleViolation
from core.records.versions import save_versioned, text_of
from grids import rules
from grids.actions.opinions import label_of, sign_for, write_step
from grids.models import Opinion, OpinionStep
from grids.rules import OPINION
from organizations.rules import raise_field_errors


def _save(name: str, opinion: Opinion, *, by: Any, fields: Sequence[str], version: int | None = None) -> None:
    """Write a step that was checked before its fields were set, with its one event."""
    step = OPINION[name]
    if step.to:
        opinion.state = step.to
    save_versioned(opinion, opinion.version if version is None else version, ["state", *fields])
    audit.record(step.event, by=by, target=opinion, label=label_of(opinion), level=str(opinion.level))


@transaction.atomic
def sign_opinion(*, by: Any, opinion: Opinion, at: datetime) -> Opinion:
    """The level that has the opinion signs for it 签收."""
    OPINION.check("acknowledge", opinion, by=by, at=at)
    sign_for(opinion, by=by, at=at)
    _save("acknowledge", opinion, by=by, fields=["signed_at"])
    return opinion


@transaction.atomic
def pass_opinion(
    *, by: Any, opinion: Opinion, department: str, due_on: date, at: datetime, wanted: str = ""
) -> Opinion:
    """Pass an opinion sideways to a department, which replies by ``due_on``; the level that has it answers for it and
    its time goes on."""
    OPINION.check("pass_on", opinion, by=by, at=at)
    rules.check_pass(opinion, department=department.strip(), due_on=due_on, today=timezone.localdate(at))
    sign_for(opinion, by=by, at=at)
    opinion.department, opinion.department_due_on = department.strip(), due_on
    raise_field_errors(opinion, exclude=["scope"])
    _save("pass_on", opinion, by=by, fields=["department", "department_due_on", "signed_at"])
    said = f"{opinion.department}，{chinese_date(due_on)}前回复"
    write_step(
        opinion, OpinionStep.Kind.PASSED, by=by, at=at, note=f"{said}：{wanted.strip()}" if wanted.strip() else said
    )
    return opinion


@transaction.atomic
def note_reply(*, by: Any, opinion: Opinion, reply: str, at: datetime) -> Opinion:
    """What the department replied, or that it did not: the level goes on with it."""
    OPINION.check("returned", opinion, by=by, at=at)
    if not reply.strip():
        raise RuleViolation("no-reply", "请填写部门怎样回复；没有回复的，写明已收回自办", field="reply")
    said = f"{opinion.department}：{reply.strip()}"
    opinion.department, opinion.department_due_on = "", None
    _save("returned", opinion, by=by, fields=["department", "department_due_on"])
    write_step(opinion, OpinionStep.Kind.RETURNED, by=by, at=at, note=said)
    return opinion


@transaction.atomic
def join_opinion(*, by: Any, opinion: Opinion, main: Opinion, at: datetime) -> Opinion:
    """Join an opinion to the earlier one that asks for the same: it waits for that one's answer and gets it, too."""
    standing = Opinion.objects.select_for_update(of=("self",)).get(pk=main.pk)
    OPINION.check("join", opinion, by=by, at=at)
    rules.check_join(opinion, standing)
    sign_for(opinion, by=by, at=at)
    opinion.joined_to = standing
    _save("join", opinion, by=by, fields=["joined_to", "signed_at"])
    write_step(opinion, OpinionStep.Kind.JOINED, by=by, at=at, note=f"并到{standing.number}")
    return opinion


@transaction.atomic
def separate_opinion(*, by: Any, opinion: Opinion, at: datetime, reason: str = "") -> Opinion:
    """Take an opinion apart again that was joined by mistake; its level and its time are what they were."""
    OPINION.check("separate", opinion, by=by, at=at)
    opinion.joined_to = None
    _save("separate", opinion, by=by, fields=["joined_to"])
    write_step(opinion, OpinionStep.Kind.SEPARATED, by=by, at=at, note=reason.strip())
    return opinion


@transaction.atomic
def correct_opinion(*, by: Any, opinion: Opinion, version: int, at: datetime, **fields: str) -> Opinion:
    """Other words for what was noted: ``category``, ``channel``, ``hotline_number``, ``place``. Raises Conflict."""
    OPINION.check("correct", opinion, by=by, at=at)
    before = Opinion.objects.get(pk=opinion.pk)
    for name, value in fields.items():
        setattr(opinion, name, value.strip())
    rules.check_channel(channel=opinion.channel, hotline_number=opinion.hotline_number)
    raise_field_errors(opinion, exclude=["scope"])
    _save("correct", opinion, by=by, fields=list(fields), version=version)
    changed = [
        f"{OPINION.face.label(opinion, name)}改为{text_of(opinion, name)}"
        for name in fields
        if getattr(before, name) != getattr(opinion, name)
    ]
    write_step(opinion, OpinionStep.Kind.CORRECTED, by=by, at=at, note="；".join(changed))
    return opinion


@transaction.atomic
def tell_asker(*, by: Any, opinion: Opinion, way: str, at: datetime) -> Opinion:
    """That the asker without an account was told of the answer, and how."""
    OPINION.check("tell", opinion, by=by, at=at)
    opinion.told_at, opinion.told_by = at, way
    raise_field_errors(opinion, exclude=["scope"])
    _save("tell", opinion, by=by, fields=["told_at", "told_by"])
    write_step(opinion, OpinionStep.Kind.TOLD, by=by, at=at, note=opinion.get_told_by_display())
    return opinion


def export_ledger(*, by: Any, sheet: SheetSpec) -> bytes:
    """The ledger of opinions as a workbook; that it left the portal is recorded."""
    audit.record("grids.exported", by=by, label=sheet.name, rows=len(list(sheet.rows)))
    return write([sheet])
