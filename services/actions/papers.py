"""Agreements on paper, and the year's summary that each unit gets (SVC-19)."""

from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import tasks
from core.records import outbox
from core.records.errors import RuleViolation
from organizations.publications import actions as publications
from people.models import User
from services import rules
from services.actions.telling import tell_contact
from services.models import Agreement
from services.rules import AGREEMENT, WAITING_FOR_UNIT


@transaction.atomic
def confirm_on_paper(
    *, by: User, agreement: Agreement, signed_on: date, scan: "ContentFile[bytes]", at: datetime
) -> Agreement:
    """Both sides signed and sealed a paper: its scan stands for the unit's click, and for the community's where that is
    missing. ``scan`` comes from core.office.scans.scan_of."""
    rules.check_signed_on(agreement, signed_on, today=timezone.localdate(at))
    fields = ["confirmed_by_unit_at", "signed_on", "scan", "returned_reason"]
    if agreement.confirmed_by_community_at is None:
        agreement.confirmed_by_community_at, agreement.confirmed_by_community_by = at, by
        fields += ["confirmed_by_community_at", "confirmed_by_community_by"]
    agreement.confirmed_by_unit_at = at
    agreement.signed_on, agreement.scan, agreement.returned_reason = signed_on, scan, ""
    AGREEMENT.advance(
        "confirm_on_paper",
        agreement,
        by=by,
        at=at,
        version=agreement.version,
        fields=fields,
        year=agreement.year,
        signed_on=signed_on.isoformat(),
    )
    outbox.withdraw(WAITING_FOR_UNIT, [agreement.pk], at=at)
    return agreement


def _with_reason(reason: str, said: str) -> str:
    if not reason.strip():
        raise RuleViolation("reason-missing", said, field="reason")
    return reason.strip()[:200]


@transaction.atomic
def void_paper(*, by: Any, agreement: Agreement, at: datetime, reason: str) -> Agreement:
    """Strike a paper that was registered by mistake, with the reason, while nothing builds on it; a draft again."""
    reason = _with_reason(reason, "请写明撤销原因")
    agreement.confirmed_by_community_at = agreement.confirmed_by_community_by = None
    agreement.confirmed_by_unit_at = None
    agreement.signed_on, agreement.scan = None, ""
    AGREEMENT.advance(
        "void_paper",
        agreement,
        by=by,
        at=at,
        version=agreement.version,
        fields=[
            *("confirmed_by_community_at", "confirmed_by_community_by", "confirmed_by_unit_at", "signed_on", "scan"),
        ],
        reason=reason,
    )
    return agreement


@transaction.atomic
def resume_agreement(*, by: Any, agreement: Agreement, at: datetime, reason: str) -> Agreement:
    """An end that was agreed by mistake is undone, with the reason; it is published anew."""
    reason = _with_reason(reason, "请写明恢复原因")
    agreement.ended_on = agreement.published_at = None
    AGREEMENT.advance(
        "resume",
        agreement,
        by=by,
        at=at,
        version=agreement.version,
        fields=["ended_on", "published_at"],
        reason=reason,
    )
    publications.withdraw_for(agreement, by=by, today=timezone.localdate(at), reason=reason)
    return agreement


@transaction.atomic
def hand_summary(
    *, by: Any, agreement: Agreement, handed_on: date, at: datetime, result: str | None = None
) -> Agreement:
    """The unit got the year's summary, by its contact's phone or on paper; ``result`` (None: as it is) stands in it."""
    AGREEMENT.check_state("hand_summary", agreement)
    today = timezone.localdate(at)
    if handed_on > today:
        raise RuleViolation("handed-in-future", "送达日期不能晚于今天", field="handed_on")
    over = agreement.ended_on or timezone.localdate(agreement.closed_at)
    if handed_on < over:
        raise RuleViolation("handed-before-end", "送达日期不能早于协议办结或终止的日期", field="handed_on")
    if result is not None:
        agreement.result = result.strip()
    step = AGREEMENT.advance(
        "hand_summary",
        agreement,
        by=by,
        at=at,
        version=agreement.version,
        fields=["result"],
        handed_on=handed_on.isoformat(),
    )
    agreement.summary_handed_on = handed_on
    agreement.save(update_fields=["summary_handed_on"])
    tell_contact(
        step.message,
        agreement,
        title=f"{agreement.year}年共建工作总结",
        text=agreement.organization.name,
        url=reverse("services:my_agreement", args=[agreement.pk]),
        day=today,
    )
    tasks.send_soon()
    return agreement


@transaction.atomic
def withdraw_summary(*, by: Any, agreement: Agreement, at: datetime, reason: str) -> Agreement:
    """A handing over recorded by mistake is taken back, with the reason; it is owed again."""
    reason = _with_reason(reason, "请写明撤回原因")
    AGREEMENT.check("withdraw_summary", agreement, by=by, at=at)
    current = Agreement.objects.select_for_update(of=["self"]).get(pk=agreement.pk)
    AGREEMENT.advance("withdraw_summary", current, by=by, at=at, version=current.version, fields=[], reason=reason)
    current.summary_handed_on = None
    current.save(update_fields=["summary_handed_on"])
    return current
