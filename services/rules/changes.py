"""Changes of an agreement in force: which step is possible (``CHANGE``), what is judged besides; no writes (SVC-19)."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from core.chinese.dates import chinese_date
from core.records.duties import is_past
from core.records.errors import RuleViolation
from core.records.workflow import ITSELF, Role, Stage, Step, Workflow
from services import faces
from services.models import Agreement, AgreementChange, AgreementItem
from services.rules.agreements import MANAGE, check_due, check_two_people, is_contact, moved_on

S = AgreementChange.State
What = AgreementChange.What


def check_item_changes(item: AgreementItem, *, today: date) -> None:
    """Only what is still to come is changed: what is done, called off or past its day stands as it was agreed."""
    if item.state != AgreementItem.State.OPEN:
        raise RuleViolation("item-settled", f"“{item.title}”{item.get_state_display()}，不能再变更")
    if is_past(item.due_on, today):
        raise RuleViolation("item-overdue", f"“{item.title}”的完成期限已过，不能再变更，请登记进展", field="due_on")


def check_end(agreement: Agreement, ends_on: date, *, today: date) -> None:
    """An agreement ends at the earliest today, and before its year is over."""
    if ends_on < today:
        raise RuleViolation("end-in-past", "终止日期不能早于今天", field="ends_on")
    if ends_on.year != agreement.year:
        raise RuleViolation("end-year", f"终止日期须在{agreement.year}年内", field="ends_on")


def check_change(change: AgreementChange, *, today: date) -> None:
    """What is proposed or agreed holds on the day."""
    if change.item is not None:
        check_item_changes(change.item, today=today)
    if change.due_on is not None:
        check_due(change.agreement, change.due_on, today=today)
    if change.item is not None and change.target is not None and change.target <= change.item.done:
        raise RuleViolation("target-done", f"已经完成{change.item.done}次，计划次数须多于这个数", field="target")
    if change.ends_on is not None:
        check_end(change.agreement, change.ends_on, today=today)


def _possible(change: AgreementChange, by: Any, at: datetime) -> None:
    today = timezone.localdate(at)
    if change.agreement.state not in Agreement.RUNNING:
        raise RuleViolation("agreement-not-running", "协议没有生效，或已经办结、终止")
    left = moved_on(change.agreement, today=today)
    if left is not None:
        raise RuleViolation("unit-moved", f"{change.agreement.unit.name}{chinese_date(left)}已迁出，不能再变更")
    check_change(change, today=today)


def _two_sides(change: AgreementChange, by: Any, at: datetime) -> None:
    check_two_people(change.proposed_by_id, getattr(by, "pk", None), "变更须由社区提出、单位同意")


_CONTACT = Role("单位联系人", lambda user, change: is_contact(user, change.agreement))

CHANGE = Workflow(
    model=AgreementChange,
    noun="这项变更",
    face=faces.CHANGE,
    start=S.PROPOSED,
    stages={
        S.PROPOSED: Stage("单位联系人", "同意，或写明意见不同意"),
        S.AGREED: Stage(),
        S.REFUSED: Stage(),
        S.WITHDRAWN: Stage(),
    },
    steps=(
        Step(
            "agree",
            "同意变更",
            (S.PROPOSED,),
            S.AGREED,
            right=_CONTACT,
            event="services.change_agreed",
            checks=(_two_sides, _possible),
        ),
        Step("refuse", "不同意变更", (S.PROPOSED,), S.REFUSED, right=_CONTACT, event="services.change_refused"),
        Step(
            "agree_on_paper",
            "登记纸质变更",
            (S.PROPOSED,),
            S.AGREED,
            right=MANAGE,
            event="services.change_agreed_on_paper",
            checks=(_possible,),
        ),
        Step(
            "withdraw",
            "撤回变更",
            (S.PROPOSED,),
            S.WITHDRAWN,
            right=MANAGE,
            event="services.change_withdrawn",
            carries=ITSELF,
        ),
    ),
)
