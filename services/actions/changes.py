"""Agreements in force amended and ended: proposed by the community, agreed by the unit (SVC-19)."""

from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import tasks
from core.records import outbox
from core.records.errors import RuleViolation
from organizations.rules import raise_field_errors
from people.models import User
from services import rules
from services.actions.agreements import checked_drafts
from services.actions.progress import count_progress
from services.actions.telling import tell_contact
from services.models import Agreement, AgreementChange, AgreementItem
from services.rules import AGREEMENT, CHANGE, CHANGE_PROPOSED, ItemDraft

What = AgreementChange.What


@transaction.atomic
def propose_change(
    *,
    by: Any,
    agreement: Agreement,
    reason: str,
    at: datetime,
    item: AgreementItem | None = None,
    draft: ItemDraft | None = None,
    ends_on: date | None = None,
) -> AgreementChange:
    """Propose one change to the unit; nothing changes before it agrees.

    ``draft`` alone adds an item, with ``item`` it replaces it, ``item`` alone takes it out, ``ends_on`` ends the
    agreement from that day.
    """
    rows = Agreement.objects.select_for_update(of=["self"]).select_related("unit", "organization")
    agreement = rows.get(pk=agreement.pk)
    step = AGREEMENT.check("propose_change", agreement, by=by, at=at)
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明变更原因", field="reason")
    change = AgreementChange(
        organization_id=agreement.organization_id,
        agreement=agreement,
        what=_what(item, draft, ends_on),
        item=item,
        ends_on=ends_on,
        reason=reason.strip(),
        proposed_at=at,
        proposed_by=by if isinstance(by, User) else None,
    )
    if draft is not None:
        [draft] = checked_drafts(agreement, [draft], at=at)
        for name, value in draft._asdict().items():
            setattr(change, name, value)
    rules.check_change(change, today=timezone.localdate(at))
    raise_field_errors(change, exclude=["scope", "proposed_by"])
    change.save()
    AGREEMENT.advance("propose_change", agreement, by=by, at=at, change=change.pk, what=change.what)
    tell_contact(
        step.message,
        agreement,
        title=f"请确认共建协议变更：{change.get_what_display()}",
        text=change.reason,
        url=reverse("services:my_agreement", args=[agreement.pk]),
        day=timezone.localdate(at),
    )
    tasks.send_soon()
    return change


def _what(item: AgreementItem | None, draft: ItemDraft | None, ends_on: date | None) -> str:
    if ends_on is not None:
        return What.END
    if draft is None:
        return What.DROP
    return What.ADD if item is None else What.CHANGE


def _locked(change: AgreementChange) -> AgreementChange:
    """The change under the lock of its agreement, whose items it moves."""
    Agreement.objects.select_for_update(of=["self"]).get(pk=change.agreement_id)
    rows = AgreementChange.objects.select_for_update(of=["self"])
    return rows.select_related("agreement__unit", "item", "organization").get(pk=change.pk)


def _decide(change: AgreementChange, name: str, *, by: User, at: datetime, fields: tuple[str, ...] = ()) -> None:
    change.decided_at, change.decided_by = at, by
    CHANGE.advance(
        name, change, by=by, at=at, fields=["decided_at", "decided_by", *fields], agreement=change.agreement_id
    )
    if not change.agreement.changes.open().exists():
        outbox.withdraw(CHANGE_PROPOSED, [change.agreement_id], at=at)


@transaction.atomic
def agree_change(*, by: User, change: AgreementChange, at: datetime) -> AgreementChange:
    """The unit agrees: the change is in force."""
    change = _locked(change)
    _decide(change, "agree", by=by, at=at)
    _apply(change, by=by, at=at)
    return change


@transaction.atomic
def agree_change_on_paper(
    *, by: User, change: AgreementChange, signed_on: date, scan: "ContentFile[bytes]", at: datetime
) -> AgreementChange:
    """Both sides signed and sealed the change on paper; its scan stands for the unit's click."""
    change = _locked(change)
    rules.check_signed_on(change.agreement, signed_on, today=timezone.localdate(at))
    change.signed_on, change.scan = signed_on, scan
    _decide(change, "agree_on_paper", by=by, at=at, fields=("signed_on", "scan"))
    _apply(change, by=by, at=at)
    return change


@transaction.atomic
def refuse_change(*, by: User, change: AgreementChange, at: datetime, reason: str) -> AgreementChange:
    """The unit does not agree, and says why; the agreement stays as it is."""
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明不同意的原因", field="reason")
    change = _locked(change)
    change.answer = reason.strip()[:200]
    _decide(change, "refuse", by=by, at=at, fields=("answer",))
    return change


@transaction.atomic
def withdraw_change(*, by: User, change: AgreementChange, at: datetime) -> AgreementChange:
    """The community takes back what the unit has not answered."""
    change = _locked(change)
    _decide(change, "withdraw", by=by, at=at)
    return change


def _apply(change: AgreementChange, *, by: Any, at: datetime) -> None:
    """Write an agreed change into the agreement and its items."""
    agreement, item = change.agreement, change.item
    if change.what == What.END:
        agreement.ended_on = change.ends_on
        AGREEMENT.advance("end", agreement, by=by, at=at, fields=["ended_on"], change=change.pk)
        return
    if change.what == What.DROP:
        assert item is not None
        item.state = AgreementItem.State.DROPPED
        item.save(update_fields=["state"])
        return
    if item is None:
        item = AgreementItem(
            organization_id=agreement.organization_id, agreement=agreement, order=agreement.items.count() + 1
        )
    for name in ItemDraft._fields:
        setattr(item, name, getattr(change, name))
    item.save()
    count_progress(item)
