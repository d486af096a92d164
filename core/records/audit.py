"""Write audit events: one call in the same transaction as the change."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from core.models import AuditEvent
from core.records import walls
from core.web.home import lists


@dataclass(frozen=True)
class _Told:
    """Told after the commit to a reader that config/home.py names; equal ones of a transaction are told once."""

    reader: Callable[[str, int | None], None]
    target_type: str
    organization_id: int | None

    def __call__(self) -> None:
        with walls.beyond("core.after_record"):
            self.reader(self.target_type, self.organization_id)


@dataclass(frozen=True)
class _Waiting:
    """Who waits for this commit. Django's list is another one as soon as anybody left it; then it is read anew."""

    queue: list[Any]
    readers: set[Any]


def _waiting(connection: Any) -> set[Any]:
    known: _Waiting | None = getattr(connection, "_portal_waiting", None)
    if known is None or known.queue is not connection.run_on_commit:
        known = _Waiting(connection.run_on_commit, {each[1] for each in connection.run_on_commit})
        connection._portal_waiting = known
    return known.readers


def _tell(event: AuditEvent) -> None:
    connection = transaction.get_connection()
    for reader in lists().after_record:
        told = _Told(reader, event.target_type, event.organization_id)
        if not connection.in_atomic_block:
            transaction.on_commit(told, robust=True)
        elif told not in (waiting := _waiting(connection)):
            transaction.on_commit(told, robust=True)
            waiting.add(told)


LABELS = {
    "core.key_added": "增加密钥",
    "core.keys_rotated": "轮换密钥",
    "core.head_lost": "日志的库外留存丢失",
    "core.denied": "请求被拒绝",
    "core.downloaded": "下载",
    "core.upload_refused": "上传的文件未通过病毒检查",
}


exported: ContextVar[bool] = ContextVar("exported", default=False)
"""Whether an export was recorded since the request began (core.web.watch)."""


def counted(code: str, /, *, by: Any, since: datetime) -> "models.QuerySet[AuditEvent]":
    """Events of a user since a moment, for a limit: the log itself is the counter. Its index: ``audit_counted``."""
    return AuditEvent.objects.filter(code=code, actor_id=by.pk, occurred_at__gte=since)


def label_of(code: str) -> str:
    """The code in words; an unknown one (of a release long gone) stands as it is."""
    return lists().label.get(code, code)


def record(
    code: str,
    /,
    *,
    by: Any,
    target: models.Model | None = None,
    organization_id: int | None = None,
    label: str = "",
    **data: Any,
) -> AuditEvent:
    """Append one event. ``code`` is ``app.verb`` (``meetings.closed``); ``by`` a user, or a job's name as
    str.

    ``data`` is JSON and never holds protected values; the organisation is read off the target when it has
    one.
    """
    event = _event(code, by=by, target=target, organization_id=organization_id, label=label, data=data)
    event.save(force_insert=True)
    exported.set(exported.get() or code.endswith(".exported"))
    _tell(event)
    return event


def record_many(
    code: str,
    /,
    *,
    by: Any,
    targets: Iterable[tuple[models.Model, dict[str, Any]]],
    label: Callable[[models.Model], str] = str,
) -> None:
    """``record`` for many targets with their data, in one statement. Organisations are their own organisation.

    Readers are told by the one event that the caller records for all of them: a thousand rows are one change.
    """
    events = [
        _event(
            code,
            by=by,
            target=target,
            organization_id=target.pk if target._meta.label_lower == "organizations.organization" else None,
            label=label(target),
            data=data,
        )
        for target, data in targets
    ]
    AuditEvent.objects.bulk_create(events, batch_size=1000)


def _event(
    code: str, *, by: Any, target: models.Model | None, organization_id: int | None, label: str, data: dict[str, Any]
) -> AuditEvent:
    if organization_id is None and target is not None:
        organization_id = getattr(target, "organization_id", None)
    return AuditEvent(
        code=code,
        actor_id=getattr(by, "pk", None),
        actor_label=str(by)[:80],
        organization_id=organization_id,
        target_type=target._meta.label_lower if target is not None else "",
        target_id=str(target.pk) if target is not None else "",
        target_label=(label or str(target or ""))[:200],
        data=data,
    )
