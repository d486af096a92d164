"""What can be done with a request for transfer (``TRANSFER``) and with a letter (``LETTER``); no writes."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from core.chinese.dates import add_months, chinese_date
from core.records import walls
from core.records.errors import RuleViolation
from core.records.shown import Face
from core.records.workflow import ITSELF, VERSION, Role, Stage, Step, Workflow
from members.models import Membership, TransferLetter, TransferRequest
from members.transfers import queries
from members.transfers.queries import MANAGE
from organizations import standards
from organizations.models import Organization
from organizations.scoping import may

State, LetterState = TransferRequest.State, TransferLetter.State

HOLDER = Role("现所在党支部", lambda user, request: queries.may_answer(user, request))


def _relationship_is_elsewhere(request: TransferRequest, by: Any, at: datetime) -> None:
    if queries.holder(request) is None:
        raise RuleViolation("nowhere-else", f"{request.person.name}的组织关系已不在别的党支部，这份申请请由提出方撤回")


TRANSFER = Workflow(
    model=TransferRequest,
    noun="这份转接申请",
    face=Face(()),
    subject=lambda request: f"{request.person.name}的转接申请",
    start=State.ASKED,
    stages={
        State.ASKED: Stage("现所在党支部", "核对后同意转出，或写明原因不同意"),
        State.ACCEPTED: Stage(),
        State.REFUSED: Stage(),
        State.WITHDRAWN: Stage(),
    },
    steps=(
        Step(
            "accept",
            "同意转出",
            (State.ASKED,),
            State.ACCEPTED,
            right=HOLDER,
            event="members.transfer_accepted",
            message="transfer.answered",
            checks=(_relationship_is_elsewhere,),
            carries=VERSION,
        ),
        Step(
            "refuse",
            "不同意转出",
            (State.ASKED,),
            State.REFUSED,
            right=HOLDER,
            event="members.transfer_refused",
            message="transfer.answered",
            carries=VERSION,
        ),
        Step(
            "withdraw",
            "撤回申请",
            (State.ASKED,),
            State.WITHDRAWN,
            right=queries.MANAGE,
            event="members.transfer_withdrawn",
            carries=VERSION,
        ),
    ),
)
"""A branch asks for somebody whose relationship is elsewhere; the branch that holds it answers (MEM-11)."""

RECEIVER = Role("接收社区", lambda user, letter: letter.to is not None and may(user, MANAGE, letter.to))


def months_valid(organization: Organization, *, cross_province: bool, on: date) -> int:
    """How many calendar months a letter of the organisation is good for, at most (mem.transfer.letter_months)."""
    name = "mem.transfer.letter_months_cross_province" if cross_province else "mem.transfer.letter_months"
    return int(standards.at(name, organization=organization, as_of=on))


def check_validity(organization: Organization, *, issued_on: date, valid_until: date, cross_province: bool) -> None:
    """Raise RuleViolation for an end before the letter, or beyond the months that the standard allows."""
    if valid_until < issued_on:
        raise RuleViolation("valid-before", "有效期不能早于开具日期", field="valid_until")
    months = months_valid(organization, cross_province=cross_province, on=issued_on)
    last = add_months(issued_on, months)
    if valid_until > last:
        message = f"有效期最长{months}个月，不能晚于{chinese_date(last)}"
        raise RuleViolation("valid-too-long", message, field="valid_until")


def check_day_of_receipt(letter: TransferLetter, on: date) -> None:
    """Raise RuleViolation unless the letter was good on the day on which it is taken in."""
    if on < letter.issued_on:
        message = f"接收日期不能早于介绍信开具日期（{chinese_date(letter.issued_on)}）"
        raise RuleViolation("before-letter", message, field="on")
    if on > letter.valid_until:
        message = f"介绍信有效期至{chinese_date(letter.valid_until)}，接收日期已过有效期，请开出方作废后重开"
        raise RuleViolation("letter-over", message, field="on")


def _has_not_run_out(letter: TransferLetter, by: Any, at: datetime) -> None:
    if timezone.localdate(at) > letter.valid_until:
        message = f"介绍信已于{chinese_date(letter.valid_until)}过有效期，请开出方作废后重开"
        raise RuleViolation("letter-over", message)


def _relationship_is_still_there(letter: TransferLetter, by: Any, at: datetime) -> None:
    with walls.beyond(queries.BOTH_ENDS):
        spells = Membership.objects.current().filter(person=letter.person_id, organization=letter.organization_id)
        still_there = spells.exists()
    if not still_there:
        message = f"{letter.person.name}的组织关系已不在{letter.organization.name}，这封介绍信请由开出方作废"
        raise RuleViolation("not-there", message)


def _came_here(letter: TransferLetter, by: Any, at: datetime) -> None:
    if letter.direction != TransferLetter.Direction.IN:
        raise RuleViolation("not-here", "这封介绍信是这里开出的，由对方接收")


def _goes_elsewhere(letter: TransferLetter, by: Any, at: datetime) -> None:
    if letter.to_id is not None:
        raise RuleViolation("inside", "这封介绍信由接收社区在系统里接收，不用登记纸质回执")


def _next(letter: TransferLetter, reader: Any, at: datetime) -> str:
    if timezone.localdate(at) > letter.valid_until:
        return "开出方：已过有效期，收到回执的登记回执，没有接收的作废后重开"
    return "接收社区：核对后接收，或写明原因退回" if letter.to_id else "开出方：收到纸质回执后登记"


LETTER = Workflow(
    model=TransferLetter,
    noun="这封介绍信",
    face=Face(()),
    subject=lambda letter: f"{letter.person.name}的介绍信",
    start=LetterState.ISSUED,
    stages={
        LetterState.ISSUED: Stage("接收方", "核对后接收，或写明原因退回", next=_next),
        LetterState.RECEIVED: Stage("接收党支部", "寄回回执后登记"),
        LetterState.DONE: Stage("开出方", "登记错的回执几分钟内可以撤销", next=lambda letter, reader, at: ""),
        LetterState.RETURNED: Stage(),
        LetterState.CANCELLED: Stage(),
    },
    steps=(
        Step(
            "accept",
            "接收组织关系",
            (LetterState.ISSUED,),
            LetterState.DONE,
            right=RECEIVER,
            event="members.letter_accepted",
            message="letter.answered",
            checks=(_has_not_run_out, _relationship_is_still_there),
            carries=VERSION,
        ),
        Step(
            "send_back",
            "退回介绍信",
            (LetterState.ISSUED,),
            LetterState.RETURNED,
            right=RECEIVER,
            event="members.letter_returned",
            message="letter.answered",
            carries=VERSION,
        ),
        Step(
            "receipt",
            "登记收到的回执",
            (LetterState.ISSUED,),
            LetterState.DONE,
            right=MANAGE,
            event="members.letter_receipt",
            checks=(_goes_elsewhere, _relationship_is_still_there),
            carries=VERSION,
        ),
        Step(
            "take_in",
            "接收来信的党员",
            (LetterState.ISSUED,),
            LetterState.RECEIVED,
            right=MANAGE,
            event="members.letter_taken_in",
            checks=(_came_here,),
            carries=ITSELF,
        ),
        Step(
            "send_receipt",
            "登记回执已寄出",
            (LetterState.RECEIVED,),
            LetterState.DONE,
            right=MANAGE,
            event="members.letter_receipt_sent",
            carries=VERSION,
        ),
        Step(
            "cancel",
            "作废介绍信",
            (LetterState.ISSUED,),
            LetterState.CANCELLED,
            right=MANAGE,
            event="members.letter_cancelled",
            carries=VERSION,
        ),
        Step("reopen", "恢复在途", (LetterState.DONE,), LetterState.ISSUED, event="members.letter_reopened"),
    ),
)
"""A relationship moves by letter: written, taken in within its validity, answered by a receipt (MEM-11)."""
