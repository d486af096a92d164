"""What can be done with a request for transfer (``TRANSFER``); no writes."""

from datetime import datetime
from typing import Any

from core.records.errors import RuleViolation
from core.records.shown import Face
from core.records.workflow import VERSION, Role, Stage, Step, Workflow
from members.models import TransferRequest
from members.transfers import queries

State = TransferRequest.State

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
