"""What people do with a roster: upload, commit, discard, undo; and the import in one go of a command."""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from django.utils import timezone

from core.chinese.dates import implausible
from core.office.rosters import WARNING, Finding, store
from core.office.spreadsheets import UnreadableSpreadsheet
from core.records import audit, walls
from core.records.errors import RuleViolation
from core.records.overtaken import overtaken
from organizations.models import Organization, RosterBatch
from organizations.rosters.marks import own_work
from organizations.rosters.outcome import NotClean, Outcome, Progress, Undone
from organizations.rosters.rules import ROSTER, check_target, is_late, subject_of
from organizations.rosters.running import MEANWHILE, engine_of
from organizations.rosters.subject import Context, Subject
from people.models import User

SHOWN_FINDINGS = 2_000
WAY = "organizations.rosters"
State = RosterBatch.State
_SEEN = ("rows", "valid", "created", "updated", "unchanged", "faulty", "doubtful")
_SAID = ("problems", "sample", "preview", "unused", "signature")


def new_reference(today: date) -> str:
    return f"MC{today:%Y%m%d}{secrets.token_hex(4).upper()}"


def _batch(content: bytes, *, subject: Subject, context: Context, filename: str, now: datetime) -> RosterBatch:
    return RosterBatch(
        reference=new_reference(context.today),
        organization=context.organization,
        subject=subject.key,
        file_name=filename[-200:],
        file_sha256=hashlib.sha256(content).hexdigest(),
        since=context.since,
        uploaded_by=context.by if isinstance(context.by, User) else None,
        uploaded_at=now,
    )


def _context(batch: RosterBatch, by: Any, now: datetime) -> Context:
    return Context(by, batch.organization, batch.since, timezone.localdate(now))


def _check_day(subject: Subject, context: Context) -> None:
    """Raise RuleViolation for a day that the batch must not have; asked again before it is written: a month may have
    closed since the upload."""
    if slip := implausible(context.since, today=context.today):
        raise RuleViolation(slip.code, slip.message, field="since")
    if context.organization is not None:
        subject.check_day(context.organization, context.since, context.today)


def _describe(batch: RosterBatch, outcome: Outcome) -> None:
    """Counts, findings and rows to look at, for the pages of the batch."""
    for name in _SEEN[:5]:
        setattr(batch, name, getattr(outcome, name))
    batch.faulty, batch.doubtful = len(outcome.faulty), len(outcome.doubtful)
    ranked = sorted(outcome.findings, key=lambda found: (found.row > 0, found.kind == WARNING))
    batch.problems = [found._asdict() for found in ranked[:SHOWN_FINDINGS]]
    batch.sample, batch.preview, batch.signature = outcome.sample, outcome.preview, outcome.signature
    batch.unused = [each._asdict() for each in outcome.unused]


def _counts(batch: RosterBatch) -> dict[str, Any]:
    names = ("rows", "created", "updated", "unchanged")
    return {name: getattr(batch, name) for name in names} | {
        "subject": batch.subject,
        "sha256": batch.file_sha256,
        "skipped": batch.rows - batch.valid,
    }


# --- Upload and preview ---------------------------------------------------------------------------


@transaction.atomic
def receive(
    content: bytes, *, by: User, subject: Subject, organization: Organization, since: date, filename: str, now: datetime
) -> RosterBatch:
    """Keep an uploaded file for its preview (``prepare``). Raises RuleViolation outside the user's rights."""
    check_target(subject, organization, by)
    subject.check_uploader(by, now)
    context = Context(by, organization, since, timezone.localdate(now))
    _check_day(subject, context)
    batch = _batch(content, subject=subject, context=context, filename=filename, now=now)
    batch.save()
    store.keep(batch.reference, content)
    event, label = "organizations.roster_uploaded", batch.reference
    audit.record(event, by=by, target=batch, label=label, subject=subject.key, sha256=batch.file_sha256)
    return batch


def upload(
    content: bytes, *, by: User, subject: Subject, organization: Organization, since: date, filename: str, now: datetime
) -> RosterBatch:
    """Receive and preview in one go; a file that cannot be read leaves nothing (RuleViolation ``file``)."""
    reference = ""
    try:
        with transaction.atomic():
            batch = receive(
                content, by=by, subject=subject, organization=organization, since=since, filename=filename, now=now
            )
            reference = batch.reference
            prepare(batch, now=now)
            if batch.state == State.FAILED:
                raise RuleViolation(batch.problems[0]["code"], batch.problems[0]["message"], field="file")
    except RuleViolation:
        if reference:
            store.forget(reference)
        raise
    return batch


def prepare(batch: RosterBatch, *, now: datetime, progress: Progress | None = None) -> RosterBatch:
    """Preview a received batch: READING → PREVIEWED or FAILED. Idempotent; a file that is gone fails."""
    if batch.state not in ROSTER["read"].frm:
        return batch
    subject, content = subject_of(batch.subject), store.fetch(batch.reference)
    try:
        if content is None:
            raise UnreadableSpreadsheet("empty")
        with walls.beyond(WAY):
            outcome = engine_of(subject).preview(
                content,
                context=_context(batch, batch.uploaded_by, now),
                filename=batch.file_name,
                reference=batch.reference,
                progress=progress,
            )
        if subject.most_rows is not None and outcome.rows > subject.most_rows:
            message = f"名册有{outcome.rows}行，一次最多{subject.most_rows}行，请分成几份"
            raise RuleViolation("too-many-rows", message)
    except (UnreadableSpreadsheet, RuleViolation) as refusal:
        store.forget(batch.reference)
        batch.problems = [refusal_line(refusal.code, refusal.message)]
        ROSTER.advance("fail", batch, by=None, at=now, fields=["problems"])
        return batch
    _describe(batch, outcome)
    with transaction.atomic():
        ROSTER.advance("read", batch, by=None, at=now, fields=[*_SEEN, *_SAID])
        subject.after_check(batch, outcome, batch.uploaded_by)
    return batch


def refusal_line(code: str, message: str) -> dict[str, Any]:
    return Finding("", 0, "", code, message)._asdict()


# --- Decision -------------------------------------------------------------------------------------


def _locked(batch: RosterBatch) -> RosterBatch:
    rows = RosterBatch.objects.select_for_update(of=("self",)).select_related("organization")
    return rows.get(pk=batch.pk)


@transaction.atomic
def commit(
    *, by: User, batch: RosterBatch, now: datetime, skip_invalid: bool = False, progress: Progress | None = None
) -> RosterBatch:
    """Write what was previewed, all or nothing (or, where rows stand alone, all that hold).

    Raises RuleViolation: not previewed, no right any more, file gone or another, result unlike the preview.
    """
    current = _locked(batch)
    ROSTER.check("commit", current, by=by, at=now)
    subject = subject_of(current.subject)
    content = store.fetch(current.reference)
    if content is None or hashlib.sha256(content).hexdigest() != current.file_sha256:
        raise RuleViolation("file-gone", "预览过的文件已经不在或不一致，请重新上传")
    context = _context(current, by, now)
    _check_day(subject, context)
    try:
        outcome = _write(
            content,
            subject=subject,
            context=context,
            batch=current,
            at=now,
            skip_invalid=skip_invalid,
            signature=current.signature,
            progress=progress,
        )
    except NotClean as refused:
        message = "名册里还有错误或待确认的行；请更正后重新上传" + ("，或选择跳过这些行" if subject.divisible else "")
        raise RuleViolation("not-clean", message) from refused
    _describe(current, outcome)
    current.committed_at, current.committed_by, current.skip_invalid = now, by, skip_invalid
    ROSTER.advance(
        "commit",
        current,
        by=by,
        at=now,
        fields=[*_SEEN, *_SAID, "committed_at", "committed_by", "skip_invalid"],
        label=current.reference,
        **_counts(current),
    )
    subject.after_check(current, outcome, by)
    return current


def _write(content: bytes, *, subject: Subject, batch: RosterBatch | None, **given: Any) -> Outcome:
    """The engine's write with the sentences for who was overtaken."""
    given["filename"] = given.get("filename") or (batch.file_name if batch is not None else "")
    try:
        with transaction.atomic(), walls.beyond(WAY):
            return engine_of(subject).write(content, batch=batch, **given)
    except IntegrityError as error:
        raise RuleViolation("changed-meanwhile", MEANWHILE) from error
    except OperationalError as error:
        raise overtaken(error) from error


@transaction.atomic
def discard(*, by: User, batch: RosterBatch, now: datetime) -> RosterBatch:
    """Drop an upload that was not imported, with its file."""
    current = _locked(batch)
    current.sample, current.preview = [], []
    fields = ["sample", "preview"]
    ROSTER.advance("discard", current, by=by, at=now, fields=fields, label=current.reference, subject=current.subject)
    transaction.on_commit(lambda: store.forget(current.reference))
    return current


@transaction.atomic
def hand_out(*, by: User, batch: RosterBatch, now: datetime, address: str) -> bytes:
    """The paper that the batch gives (``Subject.handout``), to who imported it. Raises RuleViolation."""
    current = _locked(batch)
    ROSTER.advance("hand_out", current, by=by, at=now, label=current.reference)
    handout = subject_of(current.subject).handout
    assert handout is not None  # the step is held by nobody where there is none
    with own_work(current):
        content = handout.make(current, by, address, now)
    current.handed_out_at = now
    current.save(update_fields=["handed_out_at"])
    return content


@transaction.atomic
def take_back(*, by: User, batch: RosterBatch, now: datetime, reason: str = "") -> Undone:
    """Undo a batch; what is in use or was changed since stays and is named."""
    current = _locked(batch)
    ROSTER.check("undo", current, by=by, at=now)
    if is_late(current, now) and not reason.strip():
        raise RuleViolation("reason-missing", "超过时限后撤销，要写明原因", field="reason")
    subject = subject_of(current.subject)
    try:
        with transaction.atomic(), walls.beyond(WAY):
            undone = engine_of(subject).take_back(current, at=now)
            subject.after_undo(_context(current, by, now))
    except DatabaseError as error:
        raise overtaken(error) from error
    current.undone_at, current.undone_by, current.sample, current.preview = now, by, [], []
    ROSTER.advance(
        "undo",
        current,
        by=by,
        at=now,
        fields=["undone_at", "undone_by", "sample", "preview"],
        label=current.reference,
        subject=current.subject,
        removed=undone.removed,
        restored=undone.restored,
        kept=len(undone.kept),
        reason=reason.strip()[:200],
    )
    transaction.on_commit(lambda: store.forget(current.reference))
    return undone


def sweep(now: datetime) -> dict[str, int]:
    """A week after the upload the file goes, and with it what the batch shows of its rows; the counts stay."""
    old = RosterBatch.objects.filter(uploaded_at__lt=now - timedelta(days=store.KEPT_DAYS)).exclude(
        sample=[], preview=[], problems=[], unused=[]
    )
    return {"files": store.sweep(now), "batches": old.update(sample=[], preview=[], problems=[], unused=[])}


# --- In one go ------------------------------------------------------------------------------------


def import_file(
    source: Any,
    *,
    subject: Subject,
    context: Context,
    commit: bool = False,
    skip_invalid: bool = False,
    filename: str = "",
    now: datetime | None = None,
) -> tuple[Outcome, RosterBatch | None]:
    """The command: check and, with ``commit``, write in one go; a file with rows that do not hold is not written.

    There is a batch to undo where it was imported to an organisation. Raises UnreadableSpreadsheet, RuleViolation.
    """
    _check_day(subject, context)
    if not commit:
        return engine_of(subject).preview(source, context=context, filename=filename), None
    content = source if isinstance(source, bytes) else _read(source)
    now = now or timezone.now()
    try:
        with transaction.atomic():
            return _at_once(
                content, subject=subject, context=context, skip_invalid=skip_invalid, filename=filename, now=now
            )
    except NotClean as refused:
        return refused.outcome, None


def _at_once(
    content: bytes, *, subject: Subject, context: Context, skip_invalid: bool, filename: str, now: datetime
) -> tuple[Outcome, RosterBatch | None]:
    event = "organizations.roster_imported"
    batch = None
    if context.organization is not None:
        batch = _batch(content, subject=subject, context=context, filename=filename, now=now)
        batch.state, batch.committed_at, batch.skip_invalid = State.COMMITTED, now, skip_invalid
        batch.committed_by = batch.uploaded_by
        batch.save()
    outcome = _write(
        content, subject=subject, context=context, batch=batch, at=now, skip_invalid=skip_invalid, filename=filename
    )
    if batch is None:
        counts = {name: getattr(outcome, name) for name in ("rows", "created", "updated")}
        audit.record(event, by=context.by, label=subject.label, subject=subject.key, **counts)
        return outcome, None
    _describe(batch, outcome)
    batch.save()
    audit.record(event, by=context.by, target=batch, label=batch.reference, **_counts(batch))
    subject.after_check(batch, outcome, context.by)
    return outcome, batch


def _read(source: Any) -> bytes:
    with open(source, "rb") as file:
        return file.read()
