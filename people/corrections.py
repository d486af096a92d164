"""What can be done with a person's request for correction (MEM-15)."""

from datetime import datetime
from typing import Any

from core.records.errors import RuleViolation
from core.records.shown import Face
from core.records.workflow import Role, Stage, Step, Workflow
from people.models import CorrectionRequest
from people.queries import corrections_for

State = CorrectionRequest.State


def _not_own(correction: CorrectionRequest, by: Any, at: datetime) -> None:
    if correction.person_id == getattr(by, "person_id", None):
        raise RuleViolation("own-request", "不能处理自己提出的更正申请")


_MANAGES = Role(
    "`organizations.manage_member`（申请人所在组织）",
    lambda user, correction: corrections_for(user).filter(pk=correction.pk).exists(),
)
CORRECTION = Workflow(
    model=CorrectionRequest,
    face=Face(("field", "proposed", "reason")),
    noun="这份更正申请",
    start=State.OPEN,
    stages={
        State.OPEN: Stage("申请人所在组织", "核对后更正，或说明不采纳的原因"),
        State.APPLIED: Stage(),
        State.REFUSED: Stage(),
    },
    steps=(
        Step(
            "apply",
            "更正",
            (State.OPEN,),
            State.APPLIED,
            right=_MANAGES,
            event="people.correction_applied",
            checks=(_not_own,),
        ),
        Step(
            "refuse",
            "不予采纳",
            (State.OPEN,),
            State.REFUSED,
            right=_MANAGES,
            event="people.correction_refused",
            checks=(_not_own,),
        ),
    ),
)
