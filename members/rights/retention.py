"""How long what names a person is kept, and the night that deletes what is kept no longer (MEM-15; PIPL 19).

Records of membership, posts, meetings and services are kept as files of the Party and are not deleted here.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from core.chinese.dates import add_months
from core.models import AuditEvent, Notification, PeriodicRun
from core.office.rosters import store
from core.records import audit
from core.zone import midnight
from organizations import standards
from people.models import CorrectionRequest

JOB = "members.delete_outdated"
DELETED = "members.outdated_deleted"
CORRECTIONS, MESSAGES = "core.correction.keep_months", "core.message.keep_months"
AUDIT, PROCESSING = "core.audit_retention_months", "core.processing_record_years"


class Kind(NamedTuple):
    """Rows kept for the months of the standard ``name`` from a moment on; then deleted."""

    label: str
    name: str
    older: Callable[[datetime], QuerySet[Any]]


KINDS = (
    Kind(
        "已处理的更正申请",
        CORRECTIONS,
        lambda before: CorrectionRequest.objects.exclude(state=CorrectionRequest.State.OPEN).filter(
            decided_at__lt=before
        ),
    ),
    Kind("站内消息", MESSAGES, lambda before: Notification.objects.filter(created_at__lt=before)),
)


class Line(NamedTuple):
    """One line of the page: how long, from which rule, how many are due tonight (None: never deleted by the night)."""

    label: str
    period: str
    clause: str
    due: int | None


def _before(kind: Kind, now: datetime) -> datetime:
    today = timezone.localdate(now)
    months = int(standards.at(kind.name, as_of=today))
    return midnight(add_months(today, -months))


def delete_outdated(*, now: datetime) -> dict[str, int]:
    """Delete what is kept no longer; number by label, and one audit event where anything went."""
    gone = {}
    for kind in KINDS:
        rows = kind.older(_before(kind, now))
        if number := rows.count():
            rows.delete()
            gone[kind.label] = number
    if gone:
        data: dict[str, Any] = {**gone}
        words = "、".join(f"{label} {number} 条" for label, number in gone.items())
        audit.record(DELETED, by=JOB, label=words, **data)
    return gone


def lines(*, now: datetime) -> list[Line]:
    """What the night will do, before it does it; and what is kept otherwise."""
    today = timezone.localdate(now)
    found = [
        Line(kind.label, f"{row.value} 个月", row.clause, kind.older(_before(kind, now)).count())
        for kind in KINDS
        for row in [standards.row(kind.name, as_of=today)]
    ]
    log, processing = standards.row(AUDIT, as_of=today), standards.row(PROCESSING, as_of=today)
    found += [
        Line("导入的花名册文件", f"{store.KEPT_DAYS} 天", "PIPL 19", None),
        Line("操作日志（含谁看过完整信息）", f"不少于 {log.value} 个月，不删除", log.clause, None),
        Line("个人信息处理记录", f"不少于 {processing.value} 年，记在操作日志里", processing.clause, None),
        Line("党员名册、任职、会议和服务记录", "作为党内档案长期保存", "党员教育管理条例", None),
    ]
    return found


def last_run() -> tuple[datetime, str] | None:
    """When the night last deleted, and how many."""
    run = PeriodicRun.objects.filter(job=JOB, finished_at__isnull=False).order_by("-finished_at").first()
    if run is None or run.finished_at is None:
        return None
    words = "、".join(f"{label} {number} 条" for label, number in run.result.items()) or "没有到期的"
    return run.finished_at, words


def log_begins() -> datetime | None:
    """The first moment that the log still knows."""
    first: datetime | None = AuditEvent.objects.order_by("pk").values_list("occurred_at", flat=True).first()
    return first
