"""Answer and withdraw requests for transfer; the asking side is told (MEM-11)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.records import outbox, walls
from core.records.errors import RuleViolation
from members.actions import add_membership, change_membership
from members.models import Membership, TransferRequest
from members.transfers import queries
from members.transfers.rules import TRANSFER
from organizations.queries import nearest_holders
from organizations.tree.effective import check_not_ahead
from people.models import User


@transaction.atomic
@walls.beyond(queries.BOTH_ENDS)
def accept_transfer(
    *, by: User, request: TransferRequest, on: date, version: int, now: datetime | None = None
) -> Membership:
    """The branch that holds the relationship lets it go: the member is in the asking branch from ``on``.

    ``on`` is an open day up to today. Returns the new spell; of who had none, only the day is known until the next
    roster says more. Raises RuleViolation, Conflict.
    """
    at = now or timezone.now()
    today = timezone.localdate(at)
    current = _locked(request)
    TRANSFER.check("accept", current, by=by, at=at)
    check_not_ahead(on, today=today, label="转出日期")
    spell, current.answered_for = queries.holding_spell(current), queries.holder(current)
    _answer(current, "accept", by=by, at=at, version=version, on=on.isoformat())
    if spell is None:
        return add_membership(by=by, person=current.person, branch=current.organization, since=on, today=today)
    return change_membership(
        by=by,
        membership=spell,
        on=on,
        version=spell.version,
        today=today,
        branch=current.organization,
        reason=Membership.End.TRANSFER,
    )


@transaction.atomic
def refuse_transfer(
    *, by: User, request: TransferRequest, reason: str, version: int, now: datetime | None = None
) -> TransferRequest:
    """The branch that holds the relationship keeps it, and says why; the asking side reads the reason."""
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明原因，对方会看到", field="reason")
    current = _locked(request)
    current.answered_for = queries.asked_branch(current)
    current.reason = reason.strip()
    _answer(current, "refuse", by=by, at=now or timezone.now(), version=version, reason=current.reason)
    return current


@transaction.atomic
def withdraw_transfer(
    *, by: User, request: TransferRequest, version: int, now: datetime | None = None
) -> TransferRequest:
    """The asking branch takes its request back."""
    current = _locked(request)
    TRANSFER.advance("withdraw", current, by=by, at=now or timezone.now(), version=version)
    return current


def _locked(request: TransferRequest) -> TransferRequest:
    rows = TransferRequest.objects.select_for_update(of=("self",)).select_related("person", "organization", "asked_by")
    return rows.get(pk=request.pk)


def _answer(current: TransferRequest, name: str, *, by: User, at: datetime, version: int, **data: Any) -> None:
    current.answered_at, current.answered_by = at, by
    fields = ["answered_for", "answered_at", "answered_by", "reason"]
    step = TRANSFER.advance(name, current, by=by, at=at, version=version, fields=fields, **data)
    today = timezone.localdate(at)
    _, keepers = nearest_holders(queries.MANAGE, current.organization, on=today, besides=by.pk)
    asker = current.asked_by
    told = {each.pk for each in keepers} | ({asker.pk} if asker is not None and asker.is_active else set())
    outbox.notify(
        outbox.Note(
            kind=step.message,
            subject_type="members.transferrequest",
            subject_id=current.pk,
            recipient_id=recipient,
            due_on=today,
            title=f"{current.person.name}的转接申请：{current.get_state_display()}",
            text=current.reason,
            url=f"/members/transfers/{current.pk}/",
        )
        for recipient in sorted(told - {by.pk})
    )
