"""What was done for items of an agreement: recorded by either side, withdrawn with the reason (SVC-01)."""

from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from core.records import audit
from core.records.errors import RuleViolation
from organizations.rules import raise_field_errors
from people.models import User
from services import rules
from services.models import Activity, AgreementItem, AgreementProgress
from services.rules import AGREEMENT


@transaction.atomic
def record_progress(
    *,
    by: Any,
    item: AgreementItem,
    happened_on: date,
    note: str,
    at: datetime,
    amount: int = 1,
    photo: "ContentFile[bytes] | None" = None,
    activity: Activity | None = None,
) -> AgreementProgress:
    """Record what was done for an item; the item is done when its target is reached (SVC-01).

    ``at`` is when it was recorded; ``photo`` comes from core.office.images.photograph; ``activity``: the service that
    was it.
    """
    item = AgreementItem.objects.select_for_update(of=["self"]).select_related("agreement__unit").get(pk=item.pk)
    step = AGREEMENT.check("record_progress", item.agreement, by=by, at=at)
    rules.check_progress(item, happened_on=happened_on, amount=amount, today=timezone.localdate(at))
    progress = AgreementProgress(
        organization_id=item.organization_id,
        item=item,
        happened_on=happened_on,
        note=note.strip(),
        amount=amount,
        recorded_at=at,
        recorded_by=by if isinstance(by, User) else None,
        activity=activity,
    )
    raise_field_errors(progress, exclude=["scope", "photo", "recorded_by"])
    if photo is not None:
        progress.photo = photo
    progress.save()
    count_progress(item)
    audit.record(
        step.event,
        by=by,
        target=item,
        happened_on=happened_on.isoformat(),
        amount=amount,
        done=item.done,
    )
    return progress


@transaction.atomic
def withdraw_progress(*, by: Any, progress: AgreementProgress, at: datetime, reason: str) -> AgreementProgress:
    """Take back what was recorded in error, with the reason; the item counts what is left (SVC-01)."""
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明撤回原因", field="reason")
    item = AgreementItem.objects.select_for_update(of=["self"]).select_related("agreement").get(pk=progress.item_id)
    step = AGREEMENT.check("withdraw_progress", item.agreement, by=by, at=at)
    progress = AgreementProgress.objects.get(pk=progress.pk)
    if progress.withdrawn_at is not None:
        raise RuleViolation("withdrawn-already", "这条进展已经撤回")
    progress.withdrawn_at, progress.withdrawn_reason = at, reason.strip()[:200]
    progress.withdrawn_by = by if isinstance(by, User) else None
    progress.save(update_fields=["withdrawn_at", "withdrawn_reason", "withdrawn_by"])
    count_progress(item)
    audit.record(step.event, by=by, target=item, progress=progress.pk, reason=progress.withdrawn_reason, done=item.done)
    return progress


def count_progress(item: AgreementItem) -> None:
    """Bring an item up to what stands: done as soon as, and as long as, its target is reached."""
    item.done = item.progress.standing().order_by().aggregate(sum=Sum("amount"))["sum"] or 0
    reached = item.done >= item.target
    item.state = AgreementItem.State.DONE if reached else AgreementItem.State.OPEN
    item.done_on = _reached_on(item) if reached else None
    item.save(update_fields=["done", "state", "done_on"])


def _reached_on(item: AgreementItem) -> date | None:
    """The day on which what had happened by then reached the target, in whatever order it was entered."""
    total = 0
    for happened_on, amount in (
        item.progress.standing().order_by("happened_on", "pk").values_list("happened_on", "amount")
    ):
        total += amount
        if total >= item.target:
            return happened_on
    return None
