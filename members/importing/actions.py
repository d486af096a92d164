"""What people do with a roster: upload, commit, discard, undo. Each is audited; a batch is bound to its file's hash."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from core import audit
from core.errors import RuleViolation
from core.spreadsheets import UnreadableSpreadsheet
from members.importing import stages, store
from members.importing.reading import WARNING
from members.importing.stages import NotClean, Outcome
from members.models import ImportBatch, ImportChange, Membership
from organizations import thresholds
from organizations.kinds import STREETS
from organizations.models import Organization
from organizations.scoping import may
from people.models import Person, User

SHOWN_FINDINGS = 2_000
IMPORT = "organizations.import_member"
State = ImportBatch.State


def new_reference(today: date) -> str:
    return f"DR{today:%Y%m%d}{secrets.token_hex(4).upper()}"


def import_roster(
    source: Any,
    *,
    by: Any,
    organization: Organization,
    as_of: date,
    now: datetime,
    skip_invalid: bool = False,
    filename: str = "",
) -> tuple[Outcome, ImportBatch | None]:
    """Check and write a file in one go (the command). Without a batch when faulty rows kept it from being written.

    Raises `UnreadableSpreadsheet`; RuleViolation when somebody else imported the same person meanwhile.
    """
    content = _content(source)
    batch = ImportBatch(
        reference=new_reference(timezone.localtime(now).date()),
        organization=organization,
        file_name=filename[-200:],
        file_sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by if isinstance(by, User) else None,
        uploaded_at=now,
        as_of=as_of,
        skip_invalid=skip_invalid,
    )
    try:
        with transaction.atomic():
            outcome = _write(content, batch=batch, by=by, now=now)
    except NotClean as refused:
        return refused.outcome, None
    return outcome, batch


def _content(source: Any) -> bytes:
    if isinstance(source, bytes):
        return source
    with open(source, "rb") as file:
        return file.read()


def _write(
    content: bytes,
    *,
    batch: ImportBatch,
    by: Any,
    now: datetime,
    progress: Callable[[int], None] | None = None,
    check: Callable[[Outcome], None] | None = None,
) -> Outcome:
    """The write itself, inside the caller's transaction: staged rows, counts of the batch, one audit event."""
    batch.committed_at = now
    batch.save()
    try:
        outcome = stages.write(
            content,
            organization=batch.organization,
            as_of=batch.as_of,
            today=timezone.localtime(now).date(),
            batch=batch,
            skip_invalid=batch.skip_invalid,
            filename=batch.file_name,
            progress=progress,
        )
    except IntegrityError as error:
        raise RuleViolation(
            "changed-meanwhile", "导入期间，名册上的人在系统里有了变化，什么也没有导入；请重新预览后再导入"
        ) from error
    if check:
        check(outcome)
    batch.state = State.COMMITTED
    _describe(batch, outcome)
    batch.save()
    audit.record(
        "members.imported",
        by=by,
        target=batch,
        label=batch.reference,
        sha256=batch.file_sha256,
        rows=outcome.rows,
        created=outcome.created,
        updated=outcome.updated,
        unchanged=outcome.unchanged,
        skipped=outcome.rows - outcome.valid,
    )
    _log_lookups(batch, outcome, by)
    return outcome


def _log_lookups(batch: ImportBatch, outcome: Outcome, by: Any) -> None:
    """A roster that names people of other places is a look-up: it is logged (requirements.md, decision 7)."""
    if outcome.elsewhere:
        audit.record("members.lookup_elsewhere", by=by, target=batch, label=batch.reference, people=outcome.elsewhere)


def _describe(batch: ImportBatch, outcome: Outcome) -> None:
    batch.rows, batch.valid = outcome.rows, outcome.valid
    batch.created, batch.updated, batch.unchanged = outcome.created, outcome.updated, outcome.unchanged
    batch.faulty, batch.doubtful = len(outcome.faulty), len(outcome.doubtful)
    batch.done = outcome.rows
    ranked = sorted(outcome.findings, key=lambda finding: finding.kind == WARNING)
    batch.problems = [finding._asdict() for finding in ranked[:SHOWN_FINDINGS]]
    batch.sample = [
        {"sheet": sheet, "row": row, "cells": cells, "titles": outcome.titles.get(sheet, [])}
        for (sheet, row), cells in sorted(outcome.cells.items())
    ]


def upload(
    content: bytes, *, by: User, organization: Organization, filename: str, as_of: date, now: datetime
) -> ImportBatch:
    """Keep an uploaded file for preview; raises RuleViolation outside the user's rights."""
    if not may(by, IMPORT, organization):
        raise RuleViolation("not-allowed", "您不能向这个组织导入花名册", field="organization")
    reference = new_reference(timezone.localtime(now).date())
    store.keep(reference, content)
    batch = ImportBatch.objects.create(
        reference=reference,
        organization=organization,
        file_name=filename[-200:],
        file_sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
        uploaded_at=now,
        as_of=as_of,
    )
    audit.record("members.roster_uploaded", by=by, target=batch, label=reference, sha256=batch.file_sha256)
    return batch


@transaction.atomic
def upload_and_preview(
    content: bytes, *, by: User, organization: Organization, filename: str, as_of: date, now: datetime
) -> ImportBatch:
    """Upload and preview in one go, for a file that a request can wait for. A file that cannot be read leaves nothing.

    Raises RuleViolation with the field `file`.
    """
    batch = prepare(upload(content, by=by, organization=organization, filename=filename, as_of=as_of, now=now), now=now)
    if batch.state == State.FAILED:
        raise RuleViolation(batch.problems[0]["code"], batch.problems[0]["message"], field="file")
    return batch


def prepare(batch: ImportBatch, *, now: datetime, progress: Callable[[int], None] | None = None) -> ImportBatch:
    """Preview an uploaded batch: READING → PREVIEWED or FAILED. Idempotent; a file that is gone fails."""
    if batch.state != State.READING:
        return batch
    content = store.fetch(batch.reference)
    try:
        if content is None:
            raise UnreadableSpreadsheet("empty")
        outcome = stages.preview(
            content,
            organization=batch.organization,
            as_of=batch.as_of,
            today=timezone.localtime(now).date(),
            filename=batch.file_name,
            progress=progress,
        )
    except UnreadableSpreadsheet as refusal:
        store.forget(batch.reference)
        batch.state = State.FAILED
        batch.problems = [
            {"sheet": "", "row": 0, "column": "", "code": refusal.code, "message": refusal.message, "kind": "error"}
        ]
        batch.save()
        return batch
    batch.state = State.PREVIEWED
    _describe(batch, outcome)
    with transaction.atomic():
        batch.save()
        _log_lookups(batch, outcome, batch.uploaded_by)
    return batch


@transaction.atomic
def commit(
    *, by: User, batch: ImportBatch, now: datetime, progress: Callable[[int], None] | None = None
) -> ImportBatch:
    """Write what was previewed, all or nothing. ``batch.skip_invalid`` says whether faulty rows stay behind.

    Raises RuleViolation: not previewed, file gone or not the one previewed, result unlike the preview.
    """
    current = ImportBatch.objects.select_for_update(of=("self",)).select_related("organization").get(pk=batch.pk)
    if current.state not in (State.PREVIEWED, State.WRITING):
        raise RuleViolation("not-previewed", f"这个批次现在是“{current.get_state_display()}”，不能导入")
    if not may(by, IMPORT, current.organization):
        raise RuleViolation("not-allowed", "您不能向这个组织导入花名册")
    content = store.fetch(current.reference)
    if content is None or hashlib.sha256(content).hexdigest() != current.file_sha256:
        raise RuleViolation("file-gone", "预览过的文件已经不在或不一致，请重新上传")
    current.skip_invalid = batch.skip_invalid
    before = ImportBatch(rows=current.rows, valid=current.valid, created=current.created, updated=current.updated)
    try:
        with transaction.atomic():
            _write(
                content,
                batch=current,
                by=by,
                now=now,
                progress=progress,
                check=lambda outcome: stages.expect(outcome, before),
            )
    except NotClean as refused:
        raise RuleViolation("not-clean", "名册里还有错误或待确认的行；请更正后重新上传，或选择跳过这些行") from refused
    return current


@transaction.atomic
def discard(*, by: User, batch: ImportBatch) -> ImportBatch:
    """Drop an upload that was not imported, with its file."""
    current = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if current.state in (State.COMMITTED, State.UNDONE, State.WRITING):
        raise RuleViolation("not-discardable", f"这个批次现在是“{current.get_state_display()}”，不能放弃")
    current.state, current.sample = State.DISCARDED, []
    current.save(update_fields=["state", "sample"])
    audit.record("members.roster_discarded", by=by, target=current, label=current.reference)
    transaction.on_commit(lambda: store.forget(current.reference))
    return current


# --- Undo ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Undone:
    """How many were removed and restored; `kept` names those who were changed since and stay as they are."""

    removed: int
    restored: int
    kept: list[str]


def undo_until(batch: ImportBatch) -> datetime | None:
    """Until when one click undoes the batch."""
    if batch.state != State.COMMITTED or batch.committed_at is None:
        return None
    minutes = thresholds.at(
        "core.undo_minutes", organization=batch.organization, as_of=timezone.localtime(batch.committed_at).date()
    )
    return batch.committed_at + timedelta(minutes=minutes)


def check_can_undo(batch: ImportBatch, *, by: Any, now: datetime, reason: str) -> None:
    """Within the minutes: whoever may import there. Later: with a reason, by the street above. Raises RuleViolation."""
    until = undo_until(batch)
    if until is None:
        raise RuleViolation("not-committed", f"这个批次现在是“{batch.get_state_display()}”，没有可撤销的内容")
    if not may(by, IMPORT, batch.organization):
        raise RuleViolation("not-allowed", "您不能撤销这个批次")
    if now <= until:
        return
    street = Organization.objects.filter(pk__in=batch.organization.ancestor_ids, kind__in=STREETS).first()
    if not may(by, IMPORT, street or batch.organization):
        raise RuleViolation("too-late", "导入已超过一键撤销的时限，请由街道党工委办理撤销")
    if not reason.strip():
        raise RuleViolation("reason-missing", "超过时限后撤销，要写明原因", field="reason")


@transaction.atomic
def undo(*, by: Any, batch: ImportBatch, now: datetime, reason: str = "") -> Undone:
    """Take a batch back: remove whom it created, restore whom it changed. Who was changed since is kept and named."""
    current = ImportBatch.objects.select_for_update(of=("self",)).select_related("organization").get(pk=batch.pk)
    check_can_undo(current, by=by, now=now, reason=reason)
    with connection.cursor() as cursor:
        # Right after a load the planner takes the tables for small, and every check of a foreign key scans them.
        cursor.execute("ANALYZE people_person, members_membership")
        cursor.execute(_UNTOUCHED.format(used=_used(), used_spell=_used_spell("m.id")), {"batch": current.pk})
        cursor.execute(_REMOVE)
        removed = cursor.rowcount
        cursor.execute(_KEPT, {"batch": current.pk})
        kept = [name for (name,) in cursor.fetchall()]
        cursor.execute(_RESTORABLE.format(used_spell=_used_spell("c.opened_id")), {"batch": current.pk})
        for statement in _RESTORE:
            cursor.execute(statement)
        restored = cursor.rowcount
        cursor.execute(_NOT_RESTORED, {"batch": current.pk})
        kept += [name for (name,) in cursor.fetchall()]
        cursor.execute("DROP TABLE undo_person, undo_change")
    current.transfer_requests.filter(state="asked").update(state="withdrawn")
    current.state, current.undone_at, current.sample = State.UNDONE, now, []
    current.undone_by = by if isinstance(by, User) else None
    current.save(update_fields=["state", "undone_at", "undone_by", "sample"])
    audit.record(
        "members.import_undone",
        by=by,
        target=current,
        label=current.reference,
        removed=removed,
        restored=restored,
        kept=len(kept),
        reason=reason.strip(),
    )
    transaction.on_commit(lambda: store.forget(current.reference))
    return Undone(removed, restored, kept)


def _references(model: type[models.Model], *, besides: tuple[type[models.Model], ...]) -> list[tuple[str, str]]:
    """(table, column) of every foreign key to the model that the database holds."""
    found = []
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel) or relation.related_model in besides:
            continue
        if getattr(relation.field, "db_constraint", False) and not relation.many_to_many:
            found.append((relation.field.model._meta.db_table, str(relation.field.column)))
    return found


def _used() -> str:
    """SQL: something besides its membership points to person `p`."""
    found = _references(Person, besides=(Membership, ImportChange))
    return " OR ".join(f'EXISTS (SELECT 1 FROM "{table}" x WHERE x."{column}" = p.id)' for table, column in found)


def _used_spell(spell: str) -> str:
    found = _references(Membership, besides=(ImportChange,))
    return (
        " OR ".join(f'EXISTS (SELECT 1 FROM "{table}" x WHERE x."{column}" = {spell})' for table, column in found)
        or "false"
    )


_UNTOUCHED = """
CREATE TEMP TABLE undo_person ON COMMIT DROP AS
SELECT m.id AS membership_id, p.id AS person_id
FROM members_membership m JOIN people_person p ON p.id = m.person_id
WHERE m.batch_id = %(batch)s
  AND NOT EXISTS (SELECT 1 FROM members_importchange c WHERE c.opened_id = m.id)
  AND m.version = 1 AND p.version = 1 AND upper(m.during) IS NULL
  AND NOT EXISTS (SELECT 1 FROM members_membership o WHERE o.person_id = p.id AND o.id <> m.id)
  AND NOT ({used}) AND NOT ({used_spell})
"""
_REMOVE = """
WITH spells AS (DELETE FROM members_membership m USING undo_person u WHERE m.id = u.membership_id)
DELETE FROM people_person p USING undo_person u WHERE p.id = u.person_id
"""
_KEPT = """
SELECT p.name FROM members_membership m JOIN people_person p ON p.id = m.person_id
WHERE m.batch_id = %(batch)s AND NOT EXISTS (SELECT 1 FROM members_importchange c WHERE c.opened_id = m.id)
ORDER BY m.name_key
"""
_RESTORABLE = """
CREATE TEMP TABLE undo_change ON COMMIT DROP AS
SELECT c.* FROM members_importchange c
JOIN people_person p ON p.id = c.person_id
LEFT JOIN members_membership m ON m.id = c.membership_id
LEFT JOIN members_membership o ON o.id = c.opened_id
WHERE c.batch_id = %(batch)s
  AND (c.person_version IS NULL OR c.person_version = p.version)
  AND (c.membership_version IS NULL OR c.membership_version = m.version)
  AND (c.opened_id IS NULL OR (o.version = 1 AND upper(o.during) IS NULL AND NOT ({used_spell})))
"""
_RESTORE = (
    "DELETE FROM members_importchange c USING undo_change u WHERE c.id = u.id",
    "DELETE FROM members_membership m USING undo_change u WHERE m.id = u.opened_id",
    """
    UPDATE members_membership m SET version = m.version + 1,
        during = CASE WHEN u.opened_id IS NULL THEN m.during ELSE daterange(lower(m.during), NULL) END,
        end_reason = CASE WHEN u.opened_id IS NULL THEN m.end_reason ELSE '' END,
        status = CASE WHEN u.opened_id IS NULL AND u.before ? 'status' THEN u.before->>'status' ELSE m.status END,
        member_class = CASE WHEN u.opened_id IS NULL AND u.before ? 'member_class' THEN u.before->>'member_class'
            ELSE m.member_class END,
        joined_on = CASE WHEN u.opened_id IS NULL AND u.before ? 'joined_on' THEN (u.before->>'joined_on')::date
            ELSE m.joined_on END,
        full_on = CASE WHEN u.opened_id IS NULL AND u.before ? 'full_on' THEN (u.before->>'full_on')::date
            ELSE m.full_on END,
        remark = CASE WHEN u.opened_id IS NULL AND u.before ? 'remark' THEN u.before->>'remark' ELSE m.remark END
    FROM undo_change u WHERE m.id = u.membership_id
    """,
    """
    UPDATE people_person p SET version = p.version + 1,
        sex = CASE WHEN u.before ? 'sex' THEN u.before->>'sex' ELSE p.sex END,
        birth_date = CASE WHEN u.before ? 'birth_date' THEN (u.before->>'birth_date')::date ELSE p.birth_date END,
        ethnicity = CASE WHEN u.before ? 'ethnicity' THEN u.before->>'ethnicity' ELSE p.ethnicity END,
        education = CASE WHEN u.before ? 'education' THEN u.before->>'education' ELSE p.education END,
        occupation = CASE WHEN u.before ? 'occupation' THEN u.before->>'occupation' ELSE p.occupation END,
        phone = CASE WHEN u.before ? 'phone' THEN decode(u.before->>'phone', 'hex') ELSE p.phone END,
        phone_index = CASE WHEN u.before ? 'phone_index' THEN nullif(decode(u.before->>'phone_index', 'hex'), '')
            ELSE p.phone_index END,
        address = CASE WHEN u.before ? 'address' THEN decode(u.before->>'address', 'hex') ELSE p.address END
    FROM undo_change u WHERE p.id = u.person_id AND u.person_version IS NOT NULL
    """,
    "SELECT id FROM undo_change",
)
_NOT_RESTORED = """
SELECT p.name FROM members_importchange c JOIN people_person p ON p.id = c.person_id
WHERE c.batch_id = %(batch)s ORDER BY p.pinyin
"""


# --- Large files, in the background -------------------------------------------------------------


def start_writing(*, by: User, batch: ImportBatch) -> ImportBatch:
    """PREVIEWED → WRITING; the job that follows writes it. Raises RuleViolation when somebody was quicker."""
    if not may(by, IMPORT, batch.organization):
        raise RuleViolation("not-allowed", "您不能向这个组织导入花名册")
    changed = ImportBatch.objects.filter(pk=batch.pk, state=State.PREVIEWED).update(
        state=State.WRITING, skip_invalid=batch.skip_invalid
    )
    if not changed:
        raise RuleViolation("not-previewed", "这个批次已经在导入或已处理，请刷新页面")
    batch.state = State.WRITING
    return batch


def back_to_preview(batch: ImportBatch, refusal: RuleViolation) -> None:
    """The job was refused: the batch waits again, and the page says why."""
    problem = {"sheet": "", "row": 0, "column": "", "code": refusal.code, "message": refusal.message, "kind": "error"}
    ImportBatch.objects.filter(pk=batch.pk, state=State.WRITING).update(
        state=State.PREVIEWED, problems=[problem, *batch.problems]
    )
