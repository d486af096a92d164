"""The hash chain over audit events: one background sealer writes it, ``manage.py verify_audit`` checks it.

``digest(n) = SHA-256(digest(n-1) | n as 8 bytes | canonical JSON of the event and of the moment of sealing)``.
Events get their place in the chain in the order in which the sealer sees them, so writers never wait for each
other: an event whose transaction commits late is sealed later, whatever its id. All seals of one run carry one
moment. The head of the chain goes to a file outside the database after every run, because a tail cut off together
with its seals, or a chain computed anew, cannot be seen from inside (等保 2.0 8.1.4.3). A head that is gone, or
ends before the last run but one, is a finding: it can only have been taken away.
"""

import hashlib
import json
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from core.models import AuditEvent, PeriodicRun, Seal
from core.records import audit
from core.records.periodic import try_lock

BATCH = 5000
LATEST = timedelta(minutes=35)
"""Longer than any transaction (CELERY_TASK_TIME_LIMIT): an event that happened before a run which did not seal it
was not there, whatever it says."""
AHEAD = timedelta(minutes=5)
"""Clocks of two machines may differ by so much; an event of later than that tells the wrong time."""
GENESIS = bytes(32)
LOCK = "core.sealing"
HEAD_LOST = "core.head_lost"
_MARK = {"job": LOCK, "period": "mark"}
_FIELDS = (
    "id",
    "occurred_at",
    "code",
    "actor_id",
    "actor_label",
    "organization_id",
    "target_type",
    "target_id",
    "target_label",
    "data",
    "previous_id",
)
_SEALED = Exists(Seal.objects.filter(event_id=OuterRef("pk")))


def canonical(event: dict[str, Any]) -> bytes:
    """One event as bytes that do not depend on time zone, key order or spacing."""
    moments = {name: value for name, value in event.items() if isinstance(value, datetime)}
    plain = event | {name: value.astimezone(UTC).isoformat(timespec="microseconds") for name, value in moments.items()}
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def link(previous: bytes, position: int, event: dict[str, Any], sealed_at: datetime) -> bytes:
    sealed = canonical(event | {"sealed_at": sealed_at})
    return hashlib.sha256(previous + position.to_bytes(8, "big") + sealed).digest()


# -- sealing ---------------------------------------------------------------------------------------


def seal(*, everything: bool = False, at: datetime | None = None) -> int:
    """Seal the next batch of committed events, in id order, as of the run's moment; returns how many (0: nothing, or
    another sealer works).

    Looks only above the mark below which nothing can appear any more; ``everything`` looks at the whole
    table.
    """
    with transaction.atomic():
        if not try_lock(LOCK):
            return 0
        mark = _advance_mark()
        head = Seal.objects.order_by("-position").first()
        position, digest = (head.position, bytes(head.digest)) if head else (0, GENESIS)
        unsealed = (
            AuditEvent.objects.filter(~_SEALED, **({} if everything else {"id__gt": mark}))
            .order_by("id")
            .values(*_FIELDS)[:BATCH]
        )
        at = at or timezone.now()
        seals = []
        for event in unsealed:
            position += 1
            digest = link(digest, position, event, at)
            seals.append(Seal(position=position, event_id=event["id"], digest=digest, sealed_at=at))
        Seal.objects.bulk_create(seals, batch_size=1000)
        return len(seals)


def _advance_mark() -> int:
    """The id up to which every event is committed and sealed for sure.

    A run notes the highest id it saw with its snapshot; once every transaction of that moment has ended, ids
    up to there are complete, and the next run's pass over them has sealed them: two steps, so that the mark
    lags safely.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint,"
            " (SELECT coalesce(max(id), 0) FROM core_auditevent) FROM pg_current_snapshot() s"
        )
        oldest, newest, highest = cursor.fetchone()
    run, _ = PeriodicRun.objects.get_or_create(**_MARK, defaults={"result": {}})
    state = {"safe": 0, "complete": 0, "seen": highest, "until": newest} | run.result
    if oldest >= state["until"]:
        unsealed = AuditEvent.objects.filter(~_SEALED, id__gt=state["safe"], id__lte=state["complete"])
        if not unsealed.exists():
            state |= {"safe": state["complete"], "complete": state["seen"], "seen": highest, "until": newest}
    run.result = state
    run.save(update_fields=["result"])
    return int(state["safe"])


def run(*, everything: bool = False) -> int:
    """Seal all there is and write the head outside; what the periodic task does. Returns how many were
    sealed.
    """
    total, at = 0, timezone.now()
    _miss_heads()
    while sealed := seal(everything=everything, at=at):
        total += sealed
    write_head()
    return total


# -- the head outside the database -----------------------------------------------------------------


class Head(NamedTuple):
    position: int
    digest: str
    at: str


def head_file() -> Path:
    return Path(settings.PORTAL_HOME) / "audit" / "head.jsonl"


def read_heads(path: Path | None = None) -> list[Head]:
    """Lines of the head file in order; a half-written last line (power cut) is left out."""
    path = path or head_file()
    heads = []
    for line in path.read_text().splitlines() if path.exists() else ():
        try:
            entry = json.loads(line)
            heads.append(Head(int(entry["position"]), str(entry["digest"]), str(entry["at"])))
        except (ValueError, KeyError, TypeError):
            continue
    return heads


def _owed() -> int:
    """Position that the file must have reached: the end of the last run but one, for a kill may have come between
    the newest seals and their head.
    """
    last = Seal.objects.order_by("-position").values("sealed_at")[:1]
    before = Seal.objects.filter(sealed_at__lt=Subquery(last)).order_by("-position").values_list("position", flat=True)
    return before.first() or 0


def _seen() -> int:
    """Id of the newest event that any run has seen."""
    mark = PeriodicRun.objects.filter(**_MARK).first()
    return int((mark.result if mark else {}).get("seen", 0))


def _miss_heads() -> None:
    """Before anything is sealed: heads that were taken away are put on record, for the next line would hide it."""
    path = head_file()
    if not Seal.objects.exists() and not _seen():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        return
    heads = read_heads()
    reached = heads[-1].position if heads else 0
    if not path.exists() or reached < _owed():
        with transaction.atomic():
            if try_lock(LOCK):
                audit.record(HEAD_LOST, by=LOCK, reached=reached, sealed=Seal.objects.count())


def write_head(at: datetime | None = None) -> None:
    """Append the chain's head when it has grown; of days gone by only the last line is kept."""
    head = Seal.objects.order_by("-position").first()
    heads = read_heads()
    if head is None or (heads and heads[-1].position >= head.position):
        return
    now = (at or timezone.now()).astimezone(UTC)
    heads.append(Head(head.position, bytes(head.digest).hex(), now.isoformat(timespec="seconds")))
    path = head_file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # The log, and the office's syslog behind it, is another place that who alters the database does not reach.
    logging.getLogger("portal.audit").info("audit head %s %s", *heads[-1][:2])
    if len(heads) > 1 and heads[-2].at[:10] != heads[-1].at[:10]:
        last_of_day = {each.at[:10]: each for each in heads}
        _replace(path, last_of_day.values())
        return
    with path.open("a") as file:
        file.write(_line(heads[-1]))
        file.flush()
        os.fsync(file.fileno())


def _line(head: Head) -> str:
    return json.dumps(head._asdict()) + "\n"


def _replace(path: Path, heads: Iterable[Head]) -> None:
    draft = path.with_suffix(f".{os.getpid()}.new")
    with draft.open("w") as file:
        file.writelines(_line(head) for head in heads)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


# -- verification ----------------------------------------------------------------------------------


class Finding(NamedTuple):
    """``code``: edited, deleted, vanished, gap, rewritten, cut-tail, back-dated, post-dated, head-missing, head-short,
    head-lost. ``position`` in the chain.
    """

    code: str
    position: int
    event_id: int | None
    message: str


class Verdict(NamedTuple):
    """``sealed`` links checked; ``unsealed`` events not yet in the chain; ``findings`` in chain order, empty
    when whole.
    """

    sealed: int
    unsealed: int
    head: str
    findings: list[Finding]


class _Link(NamedTuple):
    position: int
    event_id: int
    digest: bytes
    sealed_at: datetime
    event: dict[str, Any] | None


_CHAIN = """
SELECT s.position, s.event_id, s.digest, s.sealed_at, e.id, {fields}
FROM core_seal s LEFT JOIN core_auditevent e ON e.id = s.event_id ORDER BY s.position
"""
# An event names the newest one that was there when it was written: what is named was there.
_VANISHED = """
SELECT DISTINCT e.previous_id FROM core_auditevent e
LEFT JOIN core_auditevent p ON p.id = e.previous_id
LEFT JOIN core_seal s ON s.event_id = e.previous_id
WHERE e.previous_id IS NOT NULL AND p.id IS NULL AND s.position IS NULL
ORDER BY 1 LIMIT 1000
"""


def _chain() -> Iterator[_Link]:
    names = [name for name in _FIELDS if name != "id"]
    sql = _CHAIN.format(fields=", ".join(f"e.{name}" for name in names))
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(2000):
            for position, event_id, digest, sealed_at, found, *values in rows:
                event = None
                if found is not None:
                    event = {"id": found} | dict(zip(names, values, strict=True))
                    if isinstance(event["data"], str):
                        event["data"] = json.loads(event["data"])
                yield _Link(position, event_id, bytes(digest), sealed_at, event)


def verify(heads: Sequence[Head] | None = None) -> Verdict:
    """Recompute the whole chain and compare it with the seals and with every head that was written outside: those of
    ``heads`` (a copy kept elsewhere) or of the file.
    """
    heads = read_heads() if heads is None else heads
    outside = {head.position: head.digest for head in heads}
    findings: list[Finding] = []
    digest, expected = GENESIS, 0
    moments = _Moments()
    for each in _chain():
        expected += 1
        whole_before = each.position == expected
        if not whole_before:
            findings.append(Finding("gap", expected, None, f"封印 {expected} 至 {each.position - 1} 缺失"))
            expected = each.position
        if each.event is None:
            findings.append(Finding("deleted", *each[:2], f"第 {each.event_id} 条日志已被删除"))
        else:
            if whole_before and link(digest, each.position, each.event, each.sealed_at) != each.digest:
                message = f"第 {each.event_id} 条日志或其封印被改动，或次序被调换"
                findings.append(Finding("edited", *each[:2], message))
            findings += moments.look(each, each.event)
        if outside.get(each.position, each.digest.hex()) != each.digest.hex():
            findings.append(Finding("rewritten", *each[:2], f"封印 {each.position} 与库外留存的不一致"))
        digest = each.digest
    findings += _end(expected, heads)
    return Verdict(expected, AuditEvent.objects.filter(~_SEALED).count(), digest.hex(), findings)


class _Moments:
    """Whether an event can have happened when it says: no run after it can have overlooked it."""

    def __init__(self) -> None:
        self.before: datetime | None = None  # moment of the run before the present one
        self.run: datetime | None = None

    def look(self, each: _Link, event: dict[str, Any]) -> Iterator[Finding]:
        if self.run != each.sealed_at:
            self.before, self.run = self.run, each.sealed_at
        happened = event["occurred_at"]
        if self.before is not None and happened + LATEST < self.before:
            yield Finding("back-dated", *each[:2], f"第 {each.event_id} 条日志写明的时间早于它出现的时间，系事后补入")
        elif happened > each.sealed_at + AHEAD:
            yield Finding("post-dated", *each[:2], f"第 {each.event_id} 条日志写明的时间晚于封印的时间")
        if event["code"] == HEAD_LOST:
            yield Finding("head-lost", *each[:2], "库外留存曾经丢失或被截短，此前的日志请与另存的留存核对")


def _end(sealed: int, heads: Sequence[Head]) -> Iterator[Finding]:
    """What is missing at the chain's end, by what was seen of it elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute(_VANISHED)
        for (event_id,) in cursor.fetchall():
            yield Finding("vanished", sealed + 1, event_id, f"第 {event_id} 条日志不见了，也没有它的封印")
    highest = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    seen = _seen()
    if heads and heads[-1].position > sealed:
        yield Finding("cut-tail", sealed + 1, None, f"库外留存到 {heads[-1].position}，库内只到 {sealed}")
    elif seen > highest:
        yield Finding("cut-tail", sealed + 1, seen, f"曾见到第 {seen} 条日志，现在只到第 {highest} 条")
    if sealed and not heads:
        yield Finding("head-missing", sealed, None, "库外留存（audit/head.jsonl）不见了，截尾和重算无从发现")
    elif heads and heads[-1].position < _owed():
        yield Finding("head-short", heads[-1].position, None, f"库外留存只到 {heads[-1].position}，库内已到 {sealed}")
