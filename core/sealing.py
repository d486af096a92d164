"""The hash chain over audit events: one background sealer writes it, ``manage.py verify_audit`` checks it.

``digest(n) = SHA-256(digest(n-1) | n as 8 bytes | canonical JSON of the event)``. Events get their place in
the chain in the order in which the sealer sees them, so writers never wait for each other: an event whose
transaction commits late is sealed later, whatever its id. The head of the chain goes to a file outside the
database after every run, because a tail cut off together with its seals, or a chain computed anew, cannot be
seen from inside (等保 2.0 8.1.4.3).
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from core.models import AuditEvent, PeriodicRun, Seal
from core.periodic import try_lock

BATCH = 5000
GENESIS = bytes(32)
LOCK = "core.sealing"
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
)
_SEALED = Exists(Seal.objects.filter(event_id=OuterRef("pk")))


def canonical(event: dict[str, Any]) -> bytes:
    """One event as bytes that do not depend on time zone, key order or spacing."""
    plain = event | {"occurred_at": event["occurred_at"].astimezone(UTC).isoformat(timespec="microseconds")}
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def link(previous: bytes, position: int, event: dict[str, Any]) -> bytes:
    return hashlib.sha256(previous + position.to_bytes(8, "big") + canonical(event)).digest()


# -- sealing ---------------------------------------------------------------------------------------


def seal(*, everything: bool = False) -> int:
    """Seal the next batch of committed events, in id order; returns how many (0: nothing, or another sealer
    works).

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
        seals = []
        for event in unsealed:
            position += 1
            digest = link(digest, position, event)
            seals.append(Seal(position=position, event_id=event["id"], digest=digest))
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
    total = 0
    while sealed := seal(everything=everything):
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
    """``code``: edited, deleted, gap, rewritten, cut-tail. ``position`` in the chain."""

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


_CHAIN = """
SELECT s.position, s.event_id, s.digest, e.id, {fields}
FROM core_seal s LEFT JOIN core_auditevent e ON e.id = s.event_id ORDER BY s.position
"""


def _chain() -> Iterator[tuple[int, int, bytes, dict[str, Any] | None]]:
    names = [name for name in _FIELDS if name != "id"]
    sql = _CHAIN.format(fields=", ".join(f"e.{name}" for name in names))
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(2000):
            for position, event_id, digest, found, *values in rows:
                event = None
                if found is not None:
                    event = {"id": found} | dict(zip(names, values, strict=True))
                    if isinstance(event["data"], str):
                        event["data"] = json.loads(event["data"])
                yield position, event_id, bytes(digest), event


def verify() -> Verdict:
    """Recompute the whole chain and compare it with the seals and with every head that was written
    outside.
    """
    heads = read_heads()
    outside = {head.position: head.digest for head in heads}
    findings: list[Finding] = []
    digest, expected = GENESIS, 0
    for position, event_id, stored, event in _chain():
        expected += 1
        whole_before = position == expected
        if not whole_before:
            findings.append(Finding("gap", expected, None, f"封印 {expected} 至 {position - 1} 缺失"))
            expected = position
        if event is None:
            findings.append(Finding("deleted", position, event_id, f"第 {event_id} 条日志已被删除"))
        elif whole_before and link(digest, position, event) != stored:
            findings.append(Finding("edited", position, event_id, f"第 {event_id} 条日志或其封印被改动,或次序被调换"))
        if outside.get(position, stored.hex()) != stored.hex():
            findings.append(Finding("rewritten", position, event_id, f"封印 {position} 与库外留存的不一致"))
        digest = stored
    if heads and heads[-1].position > expected:
        findings.append(Finding("cut-tail", expected + 1, None, f"库外留存到 {heads[-1].position},库内只到 {expected}"))
    return Verdict(expected, AuditEvent.objects.filter(~_SEALED).count(), digest.hex(), findings)
