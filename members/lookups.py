"""How often a roster may ask about people of other trees: counted for each account and day, from the audit log."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from core.records import audit
from core.records.errors import RuleViolation
from core.web.home import lists
from organizations.models import RosterBatch

EVENT = "members.lookup_elsewhere"


def _midnight(now: datetime) -> datetime:
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def unmatched_today(by: Any, now: datetime) -> int:
    """Numbers of other trees under another name that the user's rosters held today; of a batch looked at twice once."""
    found: dict[str, int] = {}
    for target, data in audit.counted(EVENT, by=by, since=_midnight(now)).values_list("target_id", "data"):
        found[target] = max(found.get(target, 0), data.get("unmatched", 0))
    return sum(found.values())


def previewed_today(by: Any, now: datetime) -> int:
    """Rosters of members that the user has looked at today and not imported."""
    rows = RosterBatch.objects.filter(uploaded_by=by, subject="members", uploaded_at__gte=_midnight(now))
    return rows.filter(committed_at=None).count()


def check_uploader(by: Any, now: datetime) -> None:
    """Raise RuleViolation for who has looked at too much today."""
    if unmatched_today(by, now) >= settings.UNMATCHED_PER_DAY:
        message = "今天上传的名册里，号码与姓名不符的已达到上限，已告知上级党组织；请核对名册，明天再导入"
        raise RuleViolation("lookups-over", message, field="file")
    if previewed_today(by, now) >= settings.PREVIEWS_PER_DAY:
        message = f"今天已预览{settings.PREVIEWS_PER_DAY}份没有导入的名册，请明天再上传"
        raise RuleViolation("previews-over", message, field="file")


def record(batch: RosterBatch, outcome: Any, by: Any) -> None:
    """A roster that names people of other places is a look-up: logged, and told above at the limit (decision 7)."""
    if not (outcome.elsewhere or outcome.unmatched):
        return
    now, limit = timezone.now(), settings.UNMATCHED_PER_DAY
    counts = by is not None and getattr(by, "pk", None) is not None
    before = unmatched_today(by, now) if counts else 0
    told = {"people": outcome.elsewhere, "unmatched": len(outcome.unmatched)}
    event = audit.record(EVENT, by=by, target=batch, label=batch.reference, **told)
    if counts and before < limit <= unmatched_today(by, now):
        lists().alarm(by, event, f"{by}今天上传的名册里，号码与姓名不符的已有{limit}个，请过问。")
