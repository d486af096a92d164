"""What two officers do about a list of what is to be cleared (``ERASURE``), and who may place and release a hold."""

from datetime import date, datetime
from typing import Any

from core.records.errors import RuleViolation
from core.records.shown import Face, Part
from core.records.workflow import Role, Stage, Step, Workflow
from members.erasure.models import Erasure, LegalHold
from members.erasure.queries import MANAGE, face_lines, kind_named
from organizations.scoping import may

State = Erasure.State


def _another(erasure: Erasure, by: Any, at: datetime) -> None:
    if by.pk == erasure.proposed_by_id:
        raise RuleViolation("second-officer", "清除要由提出人以外的人确认")


SECOND = Role(
    f"提出人以外、在这个社区有 `{MANAGE}` 的人员",
    lambda user, erasure: user.pk != erasure.proposed_by_id and may(user, MANAGE, erasure.organization),
)
FIRST = Role("提出人", lambda user, erasure: user.pk == erasure.proposed_by_id)

ERASURE = Workflow(
    model=Erasure,
    noun="这份清除单",
    start=State.PROPOSED,
    face=Face(("reason",), {"lines": Part("清除内容", face_lines)}),
    stages={
        State.PROPOSED: Stage("提出人以外、管理党员信息的人员", "逐类看过后确认清除，或不同意"),
        State.DONE: Stage(),
        State.REFUSED: Stage(),
        State.WITHDRAWN: Stage(),
    },
    steps=(
        Step(
            "confirm",
            "确认清除",
            (State.PROPOSED,),
            State.DONE,
            right=SECOND,
            event="members.erased",
            checks=(_another,),
        ),
        Step(
            "refuse",
            "不同意",
            (State.PROPOSED,),
            State.REFUSED,
            right=SECOND,
            event="members.erasure_refused",
            checks=(_another,),
            looks=("reason",),
        ),
        Step(
            "withdraw",
            "撤回",
            (State.PROPOSED,),
            State.WITHDRAWN,
            right=FIRST,
            event="members.erasure_withdrawn",
            looks=("reason",),
        ),
    ),
)


def check_hold(hold: LegalHold, *, today: date) -> None:
    """A known kind, a document, and days in their order that are not over."""
    if hold.kind and kind_named(hold.kind) is None:
        raise RuleViolation("kind-unknown", "请选择保全的内容", field="kind")
    since, until = hold.during
    if since > today:
        raise RuleViolation("ahead", "保全从登记之日或更早开始", field="since")
    if until is not None and until <= today:
        raise RuleViolation("over", "结束日期应在今天以后；没有定的留空", field="until")


def check_release(hold: LegalHold, by: Any) -> None:
    """By another than who placed it, and once."""
    if hold.released_at is not None:
        raise RuleViolation("released", "这项保全已经解除")
    if hold.placed_by_id == by.pk:
        raise RuleViolation("second-officer", "保全要由登记人以外的人解除")
