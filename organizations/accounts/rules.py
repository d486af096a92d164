"""What two officers do about an account together (``REQUEST``); no writes."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from core.records.errors import RuleViolation
from core.records.shown import Face
from core.records.workflow import VERSION, Role, Stage, Step, Workflow
from organizations.accounts import accounts_managed_by
from organizations.models import AccountRequest

State = AccountRequest.State


def _second(user: Any, request: AccountRequest) -> bool:
    """Another officer who manages the account: neither who asks nor the owner (never managed by oneself)."""
    return user.pk != request.asked_by_id and accounts_managed_by(user).filter(pk=request.user_id).exists()


def _stands(request: AccountRequest, by: Any, at: datetime) -> None:
    if at > request.asked_at + timedelta(days=settings.ACCOUNT_REQUEST_DAYS):
        raise RuleViolation("lapsed", f"申请已超过{settings.ACCOUNT_REQUEST_DAYS}天，请撤回后重新提出")


def _another(request: AccountRequest, by: Any, at: datetime) -> None:
    """Asked again under the row's lock: the button of the asking officer is no second opinion."""
    if not _second(by, request):
        raise RuleViolation("second-officer", "要由申请人以外、管理这个账号的人员办理")


SECOND = Role("另一位管理这个账号的人员", _second)
ASKER = Role("申请人", lambda user, request: user.pk == request.asked_by_id or _second(user, request))

REQUEST = Workflow(
    model=AccountRequest,
    noun="这份账号申请",
    start=State.ASKED,
    face=Face(()),
    stages={
        State.ASKED: Stage("另一位管理这个账号的人员", "向本人核实后办理，或不同意"),
        State.CONFIRMED: Stage(),
        State.REFUSED: Stage(),
        State.WITHDRAWN: Stage(),
    },
    steps=(
        Step(
            "confirm",
            "确认办理",
            (State.ASKED,),
            State.CONFIRMED,
            right=SECOND,
            carries=VERSION,
            event="organizations.account_request_confirmed",
            message="account.changed",
            checks=(_another, _stands),
        ),
        Step(
            "refuse",
            "不同意",
            (State.ASKED,),
            State.REFUSED,
            right=SECOND,
            carries=VERSION,
            event="organizations.account_request_refused",
            checks=(_another,),
        ),
        Step(
            "withdraw",
            "撤回",
            (State.ASKED,),
            State.WITHDRAWN,
            right=ASKER,
            carries=VERSION,
            event="organizations.account_request_withdrawn",
        ),
    ),
)
