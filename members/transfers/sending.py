"""Letters written, taken in, sent back, answered by a receipt or declared void (MEM-11)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.chinese.dates import add_months
from core.records import audit, outbox, walls
from core.records.errors import RuleViolation
from members.actions import change_membership, end_membership
from members.entering import enter_member
from members.models import Membership, ScheduledChange, StandingSpell, TransferLetter, TransferRequest
from members.transfers import rules
from members.transfers.queries import BOTH_ENDS, MANAGE
from members.transfers.rules import LETTER
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.queries import nearest_holders
from organizations.rules import raise_field_errors
from organizations.tree.effective import check_not_ahead, check_stands
from people.models import Person, User

Direction = TransferLetter.Direction


@transaction.atomic
@walls.beyond(BOTH_ENDS)
def write_letter(
    *,
    by: User,
    membership: Membership,
    version: int,
    issued_on: date,
    valid_until: date | None = None,
    to: Organization | None = None,
    elsewhere: str = "",
    cross_province: bool = False,
    fees_paid_until: date | None = None,
    now: datetime | None = None,
) -> TransferLetter:
    """A letter for the member of the spell, to a community of the portal or to somebody elsewhere, named in words.

    The relationship stays until the receipt. Without ``valid_until`` it is good as long as the standard allows.
    Raises RuleViolation.
    """
    at = now or timezone.now()
    spell = Membership.objects.select_for_update(of=("self",)).select_related("organization").get(pk=membership.pk)
    if spell.version != version:
        raise RuleViolation("changed-meanwhile", "这名党员的记录刚被别人修改过，请刷新后再办理")
    _check_may_leave(spell, to, elsewhere)
    check_not_ahead(issued_on, today=timezone.localdate(at), label="开具日期", field="issued_on")
    if issued_on < spell.during.lower:
        raise RuleViolation("before-start", "开具日期不能早于组织关系在这里的开始日期", field="issued_on")
    if valid_until is None:
        months = rules.months_valid(spell.organization, cross_province=cross_province, on=issued_on)
        valid_until = add_months(issued_on, months)
    rules.check_validity(
        spell.organization, issued_on=issued_on, valid_until=valid_until, cross_province=cross_province
    )
    letter = TransferLetter(
        organization=spell.organization,
        direction=Direction.OUT,
        person_id=spell.person_id,
        to=to,
        elsewhere=elsewhere,
        cross_province=cross_province,
        issued_on=issued_on,
        valid_until=valid_until,
        fees_paid_until=fees_paid_until,
        entered_at=at,
        entered_by=by,
    )
    raise_field_errors(letter, exclude=["scope", "number"])
    letter.save()
    letter.number = f"党组介〔{issued_on:%Y}〕{letter.pk:06d}号"
    letter.save(update_fields=["number"])
    audit.record("members.letter_issued", by=by, target=letter, valid_until=valid_until.isoformat())
    return letter


def _check_may_leave(spell: Membership, to: Organization | None, elsewhere: str) -> None:
    if spell.during.upper is not None:
        raise RuleViolation("spell-closed", "这条组织关系已经结束，不能再开介绍信")
    if (to is None) == (not elsewhere):
        message = "请选择转往的社区，或填写外地党组织，只填一项"
        raise RuleViolation("one-other-side", message, field="to")
    if to is not None and to.kind != Kind.COMMUNITY:
        raise RuleViolation("not-a-community", "请选择接收的社区", field="to")
    if to is not None and spell.organization.path.startswith(to.path):
        raise RuleViolation("same-community", "组织关系已在这个社区，换党支部请办理变动", field="to")
    if StandingSpell.objects.open().filter(person=spell.person_id, kind=StandingSpell.Kind.SUSPENDED).exists():
        raise RuleViolation("suspended", "停止党籍期间不转接组织关系，请先恢复党籍")
    if ScheduledChange.objects.filter(person_id=spell.person_id, state=ScheduledChange.State.WAITING).exists():
        raise RuleViolation("scheduled", "此人已有一项待生效的变动，请先撤回")


def _locked(letter: TransferLetter) -> TransferLetter:
    rows = TransferLetter.objects.select_for_update(of=("self",))
    return rows.select_related("person", "organization", "to", "branch", "entered_by").get(pk=letter.pk)


def _spell_of(letter: TransferLetter) -> Membership:
    return Membership.objects.current().get(person_id=letter.person_id)


@transaction.atomic
@walls.beyond(BOTH_ENDS)
def accept_letter(
    *, by: User, letter: TransferLetter, branch: Organization, on: date, version: int, now: datetime | None = None
) -> Membership:
    """The community takes the member in: in ``branch`` from ``on``, a day on which the letter was good.

    The acceptance is the receipt; the sender is told. Raises RuleViolation, Conflict.
    """
    at = now or timezone.now()
    current = _locked(letter)
    LETTER.check("accept", current, by=by, at=at)
    assert current.to is not None
    if not branch.path.startswith(current.to.path):
        raise RuleViolation("other-community", f"请选择{current.to.name}的党支部", field="branch")
    check_not_ahead(on, today=timezone.localdate(at), label="接收日期")
    rules.check_day_of_receipt(current, on)
    current.branch, current.received_on, current.receipt_on = branch, on, on
    fields = ["branch", "received_on", "receipt_on"]
    _take("accept", current, by=by, at=at, version=version, fields=fields, on=on.isoformat())
    spell = _spell_of(current)
    after = change_membership(
        by=by,
        membership=spell,
        on=on,
        version=spell.version,
        today=timezone.localdate(at),
        branch=branch,
        reason=Membership.End.TRANSFER,
    )
    _tell_sender(current, by=by, at=at)
    return after


@transaction.atomic
def send_letter_back(
    *, by: User, letter: TransferLetter, reason: str, version: int, now: datetime | None = None
) -> TransferLetter:
    """The community does not take the member in, and says why; the relationship stays where it is."""
    at = now or timezone.now()
    current = _locked(letter)
    current.reason = _reason(reason)
    _take("send_back", current, by=by, at=at, version=version, fields=["reason"], reason=current.reason)
    _tell_sender(current, by=by, at=at)
    return current


@transaction.atomic
def record_receipt(
    *, by: User, letter: TransferLetter, on: date, receipt_on: date, version: int, now: datetime | None = None
) -> TransferLetter:
    """The paper receipt has come back: the member was taken in elsewhere on ``on``, from which day nothing is here.

    ``receipt_on``: the day on which the receipt arrived. Raises RuleViolation, Conflict.
    """
    at = now or timezone.now()
    current = _locked(letter)
    LETTER.check("receipt", current, by=by, at=at)
    today = timezone.localdate(at)
    check_not_ahead(on, today=today, label="接收日期")
    rules.check_day_of_receipt(current, on)
    check_not_ahead(receipt_on, today=today, label="回执收到日期", field="receipt_on")
    if receipt_on < on:
        raise RuleViolation("before-receipt", "回执收到日期不能早于接收日期", field="receipt_on")
    current.received_on, current.receipt_on = on, receipt_on
    _take("receipt", current, by=by, at=at, version=version, fields=["received_on", "receipt_on"], on=on.isoformat())
    spell = _spell_of(current)
    end_membership(
        by=by,
        membership=spell,
        on=on,
        version=spell.version,
        today=today,
        reason=Membership.End.TRANSFER,
        letter=current.pk,
    )
    return current


@transaction.atomic
def reopen_letter(data: Mapping[str, Any]) -> None:
    """The end that a receipt had brought was taken back (``data`` of its event): the letter is under way again."""
    letter = TransferLetter.objects.filter(pk=data.get("letter") or 0).first()
    if letter is None:
        return
    current = _locked(letter)
    current.received_on = current.receipt_on = None
    at, by = timezone.now(), current.answered_by
    fields = ["received_on", "receipt_on"]
    LETTER.advance("reopen", current, by=by, at=at, version=current.version, fields=fields)


@transaction.atomic
def cancel_letter(
    *, by: User, letter: TransferLetter, reason: str, version: int, now: datetime | None = None
) -> TransferLetter:
    """The sender declares the letter void: lost, run out, or not needed; another one may be written."""
    current = _locked(letter)
    current.reason = _reason(reason)
    at = now or timezone.now()
    _take("cancel", current, by=by, at=at, version=version, fields=["reason"], reason=current.reason)
    return current


@transaction.atomic
def take_in(
    *,
    by: User,
    number: str,
    elsewhere: str,
    issued_on: date,
    valid_until: date,
    on: date,
    branch: Organization,
    facts: Mapping[str, Any],
    person: Person | None = None,
    now: datetime | None = None,
    **relationship: Any,
) -> TransferLetter | TransferRequest:
    """A member who comes with a letter from outside the portal: in ``branch`` from ``on``; the receipt is then owed.

    Gives a transfer request instead where another tree of the portal holds the person. Raises RuleViolation.
    """
    at = now or timezone.now()
    today = timezone.localdate(at)
    if not number.strip() or not elsewhere.strip():
        field = "elsewhere" if number.strip() else "number"
        raise RuleViolation("letter-missing", "请照介绍信填写编号和开出的党组织", field=field)
    check_not_ahead(on, today=today, label="接收日期")
    check_not_ahead(issued_on, today=today, label="开具日期", field="issued_on")
    if valid_until < issued_on:
        raise RuleViolation("valid-before", "有效期不能早于开具日期", field="valid_until")
    letter = TransferLetter(
        organization=branch,
        branch=branch,
        direction=Direction.IN,
        elsewhere=elsewhere.strip(),
        number=number.strip(),
        issued_on=issued_on,
        valid_until=valid_until,
        received_on=on,
        entered_at=at,
        entered_by=by,
    )
    rules.check_day_of_receipt(letter, on)
    made = enter_member(by=by, branch=branch, since=on, today=today, facts=facts, person=person, **relationship)
    if isinstance(made, TransferRequest):
        return made
    letter.person_id = made.person_id
    raise_field_errors(letter, exclude=["scope"])
    letter.save()
    LETTER.advance("take_in", letter, by=by, at=at, on=on.isoformat())
    return letter


@transaction.atomic
def send_receipt(
    *, by: User, letter: TransferLetter, receipt_on: date, version: int, now: datetime | None = None
) -> TransferLetter:
    """The receipt was sent to whoever wrote the letter."""
    at = now or timezone.now()
    current = _locked(letter)
    LETTER.check_state("send_receipt", current)
    assert current.received_on is not None
    check_not_ahead(receipt_on, today=timezone.localdate(at), label="寄出日期", field="receipt_on")
    if receipt_on < current.received_on:
        raise RuleViolation("before-receipt", "寄出日期不能早于接收日期", field="receipt_on")
    check_stands(current.organization, receipt_on, label="寄出日期", field="receipt_on")
    current.receipt_on = receipt_on
    _take("send_receipt", current, by=by, at=at, version=version, fields=["receipt_on"], on=receipt_on.isoformat())
    return current


def _reason(text: str) -> str:
    if not text.strip():
        raise RuleViolation("reason-missing", "请写明原因", field="reason")
    return text.strip()


def _take(
    name: str, current: TransferLetter, *, by: User, at: datetime, version: int, fields: list[str], **data: Any
) -> None:
    current.answered_at, current.answered_by = at, by
    LETTER.advance(name, current, by=by, at=at, version=version, fields=[*fields, "answered_at", "answered_by"], **data)


def _tell_sender(letter: TransferLetter, *, by: User, at: datetime) -> None:
    """Whoever keeps the members of the sending branch, and who wrote the letter."""
    today = timezone.localdate(at)
    _, keepers = nearest_holders(MANAGE, letter.organization, on=today, besides=by.pk)
    writer = letter.entered_by
    told = {each.pk for each in keepers} | ({writer.pk} if writer is not None and writer.is_active else set())
    outbox.notify(
        outbox.Note(
            kind="letter.answered",
            subject_type="members.transferletter",
            subject_id=letter.pk,
            recipient_id=recipient,
            due_on=today,
            title=f"{letter.person.name}的组织关系介绍信：{letter.get_state_display()}",
            text=letter.reason or f"{letter.receiver}已接收，接收日期 {letter.received_on}",
            url=f"/members/letters/{letter.pk}/",
        )
        for recipient in sorted(told - {by.pk})
    )
