"""Letters to the superiors of units about what is long overdue (SVC-01; S2 四(五))."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import tasks
from core.chinese.names import normalize_title
from core.records import audit
from core.records.errors import RuleViolation
from organizations.rules import raise_field_errors
from people.models import User
from services import rules
from services.actions.telling import tell_contact
from services.models import Agreement, LetterItem, OverdueLetter
from services.rules import AGREEMENT


@transaction.atomic
def report_overdue(*, by: Any, agreement: Agreement, addressee: str, at: datetime) -> OverdueLetter:
    """Report every item that is long overdue and not reported yet to the unit's superior; the contact is told.

    Raises RuleViolation: no addressee, nothing long overdue.
    """
    agreement = (
        Agreement.objects.select_for_update(of=["self"]).select_related("unit", "organization").get(pk=agreement.pk)
    )
    step = AGREEMENT.check("report_overdue", agreement, by=by, at=at)
    addressee = normalize_title(addressee)
    if not addressee:
        raise RuleViolation("superior-unknown", "不知道发给谁，请填写这个单位的主管单位", field="addressee")
    if addressee == agreement.unit.name:
        raise RuleViolation("superior-itself", "主管单位不能是这个单位自己", field="addressee")
    today = timezone.localdate(at)
    letter = OverdueLetter(
        organization_id=agreement.organization_id,
        agreement=agreement,
        addressee=addressee,
        sent_on=today,
        recorded_at=at,
        recorded_by=by if isinstance(by, User) else None,
    )
    raise_field_errors(letter, exclude=["scope", "recorded_by"])
    letter.save()
    items = rules.overdue_to_report(agreement, today=today)
    LetterItem.objects.bulk_create(
        LetterItem(organization_id=agreement.organization_id, letter=letter, item=item, done=item.done)
        for item in items
    )
    audit.record(step.event, by=by, target=agreement, addressee=addressee, items=[item.pk for item in items])
    tell_contact(
        step.message,
        agreement,
        title=f"逾期的共建事项已通报{addressee}",
        text="、".join(item.title for item in items),
        url=reverse("services:my_agreement", args=[agreement.pk]),
        day=today,
    )
    tasks.send_soon()
    return letter


@transaction.atomic
def withdraw_letter(*, by: Any, letter: OverdueLetter, at: datetime, reason: str) -> OverdueLetter:
    """Take back a letter that was recorded in error, with the reason; its items are owed one again."""
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明撤回原因", field="reason")
    letter = OverdueLetter.objects.select_for_update(of=["self"]).select_related("agreement").get(pk=letter.pk)
    step = AGREEMENT.check("withdraw_letter", letter.agreement, by=by, at=at)
    if letter.withdrawn_at is not None:
        raise RuleViolation("withdrawn-already", "这份通报函已经撤回")
    letter.withdrawn_at, letter.withdrawn_reason = at, reason.strip()[:200]
    letter.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    letter.items.update(standing=False)
    audit.record(step.event, by=by, target=letter.agreement, letter=letter.pk, reason=letter.withdrawn_reason)
    return letter
