"""How long what names a person is kept, and the night that deletes what is kept no longer (MEM-15; PIPL 19).

Records of membership, posts, meetings and services are kept as files of the Party and are not deleted here; what two
officers clear together stands in ``members.erasure``. Nothing under a legal hold goes.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone

from core.models import AuditEvent, PeriodicRun
from core.office.rosters import store
from core.records import audit
from core.records.retention import Kept
from core.web.home import lists
from members.erasure.actions import delete_at_night
from members.erasure.queries import tonight
from organizations import standards

JOB = "members.delete_outdated"
DELETED = "members.outdated_deleted"
AUDIT, PROCESSING = "core.audit_retention_months", "core.processing_record_years"


class Line(NamedTuple):
    """One line of the page: how long, from which rule, how many are due tonight (None: never deleted by the night), and
    whether two officers clear it."""

    label: str
    period: str
    clause: str
    due: int | None
    officers: bool = False


def delete_outdated(*, now: datetime) -> dict[str, int]:
    """Delete what the night does not keep; number by label, and one audit event where anything went."""
    today = timezone.localdate(now)
    numbers = {kind.label: delete_at_night(kind, today=today) for kind in _nightly()}
    gone = {label: number for label, number in numbers.items() if number}
    if gone:
        data: dict[str, Any] = {**gone}
        words = "、".join(f"{label} {number} 条" for label, number in gone.items())
        audit.record(DELETED, by=JOB, label=words, **data)
    return gone


def _nightly() -> list[Kept]:
    return [kind for kind in lists().kept if kind.night]


def lines(*, now: datetime) -> list[Line]:
    """What the night will do, before it does it; what two officers clear; and what is kept otherwise."""
    today = timezone.localdate(now)
    found = []
    for kind in lists().kept:
        row = standards.row(kind.standard, as_of=today)
        due = tonight(kind, today=today).count() if kind.night else None
        found.append(Line(kind.label, f"{row.value} 个月", row.clause, due, not kind.night))
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
