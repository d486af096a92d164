"""Lists, orders, wishes and calls for help: which step is possible (``LISTING``), and what is judged besides."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from core.records.duties import is_past
from core.records.errors import RuleViolation
from core.records.workflow import ITSELF, OWN, VERSION, Role, Stage, Step, Workflow
from organizations import standards
from organizations.models import UnitPresence
from organizations.scoping import may
from organizations.tree.effective import check_not_ahead
from services import faces
from services.models import Listing
from services.rules.agreements import MANAGE

S = Listing.State
DISPATCHED = "services.listing_dispatched"
RETURNED = "services.listing_returned"
MATCHED = "services.listing_matched"
REOPENED = "services.listing_reopened"
ACCEPT_DAYS = "grd.opinion.community_working_days"
"""Working days within which the community accepts what residents and units hand in: as long as for an opinion."""


def is_contact_here(user: Any, listing: Listing, unit_id: int | None = None) -> bool:
    """Whether the user is today the contact of a unit (of that unit) in the listing's community."""
    if not getattr(user, "person_id", None):
        return False
    rows = UnitPresence.objects.filter(
        organization_id=listing.organization_id, contact_id=user.person_id, during__contains=timezone.localdate()
    )
    return (rows.filter(unit_id=unit_id) if unit_id else rows).exists()


def _takes(user: Any, listing: Listing) -> bool:
    """Who has it: the person, whoever speaks for the unit, or the community."""
    own = bool(listing.person_id) and getattr(user, "person_id", None) == listing.person_id
    unit = bool(listing.taker_unit_id) and is_contact_here(user, listing, listing.taker_unit_id)
    return own or unit or may(user, MANAGE, listing.organization)


_MEMBER = Role("党员本人", lambda user, listing: getattr(user, "person_id", None) is not None)
_CONTACT = Role("单位联系人", is_contact_here)
_TAKER = Role("接单的一方", _takes)
_PRESSED = Role(
    "刚接单的人", lambda user, listing: bool(listing.taken_by_id) and getattr(user, "pk", None) == listing.taken_by_id
)
_ASKER = Role("提出的人", lambda user, listing: True)


def _wanted(listing: Listing, by: Any, at: datetime) -> None:
    if listing.is_resource:
        raise RuleViolation("resource", "资源用来对接需求，请到需求里选用")


def listing_undo_until(listing: Listing) -> datetime:
    """What was taken can be given back until this moment (threshold core.undo_minutes)."""
    assert listing.taken_at is not None  # only what is taken is undone
    day = timezone.localdate(listing.taken_at)
    minutes = standards.at("core.undo_minutes", organization=listing.organization, as_of=day)
    return listing.taken_at + timedelta(minutes=minutes)


def _within_undo(listing: Listing, by: Any, at: datetime) -> None:
    if listing.taken_at is not None and at > listing_undo_until(listing):
        raise RuleViolation("undo-over", "已过撤销时间，不能自行撤销，请联系社区")


_GONE = {
    S.RECEIVED: "社区还没有受理，受理后才能接单",
    S.DISPATCHED: "已经派给别人，请看看其他事项",
    S.TAKEN: "已经有人接单，请看看其他事项",
    S.DONE: "已经完成",
    S.WITHDRAWN: "社区已经撤下",
}
LISTING = Workflow(
    model=Listing,
    noun="对接事项",
    face=faces.LISTING,
    start=S.RECEIVED,
    stages={
        S.RECEIVED: Stage("社区", "受理：核对内容，选服务模式和方向，定完成期限"),
        S.OPEN: Stage("社区", "派单，或者等党员、单位接单"),
        S.DISPATCHED: Stage("接单人", "接单，或者说明原因退回"),
        S.TAKEN: Stage("接单的一方", "完成后登记情况"),
        S.DONE: Stage("提出的人", "评价"),
        S.WITHDRAWN: Stage(),
    },
    steps=(
        Step("accept", "受理", (S.RECEIVED,), S.OPEN, right=MANAGE, event="services.listing_accepted", carries=VERSION),
        Step(
            "take_order",
            "接单",
            (S.OPEN,),
            S.TAKEN,
            right=_MEMBER,
            event="services.listing_taken",
            checks=(_wanted,),
            refusals=_GONE,
        ),
        Step(
            "take_for_unit",
            "单位认领",
            (S.OPEN,),
            S.TAKEN,
            right=_CONTACT,
            event="services.listing_taken",
            checks=(_wanted,),
            refusals=_GONE,
        ),
        Step(
            "dispatch",
            "派单",
            (S.OPEN,),
            S.DISPATCHED,
            right=MANAGE,
            event="services.listing_dispatched",
            message=DISPATCHED,
            checks=(_wanted,),
            refusals=_GONE,
            carries=ITSELF,
        ),
        Step(
            "match",
            "对接资源",
            (S.OPEN,),
            S.TAKEN,
            right=MANAGE,
            event="services.listing_matched",
            message=MATCHED,
            checks=(_wanted,),
            refusals=_GONE,
            carries=ITSELF,
        ),
        Step("agree", "接受派单", (S.DISPATCHED,), S.TAKEN, right=OWN, event="services.listing_agreed"),
        Step(
            "decline",
            "退回派单",
            (S.DISPATCHED,),
            S.OPEN,
            right=OWN,
            event="services.listing_declined",
        ),
        Step(
            "undo",
            "撤销接单",
            (S.TAKEN,),
            S.OPEN,
            right=_PRESSED,
            event="services.listing_undone",
            checks=(_within_undo,),
        ),
        Step(
            "release",
            "收回重派",
            (S.DISPATCHED, S.TAKEN),
            S.OPEN,
            right=MANAGE,
            event="services.listing_released",
            message=RETURNED,
        ),
        Step("finish", "登记完成", (S.TAKEN,), S.DONE, right=_TAKER, event="services.listing_done", carries=ITSELF),
        Step(
            "reopen",
            "撤销完成",
            (S.DONE,),
            S.TAKEN,
            right=MANAGE,
            event="services.listing_reopened",
            message=REOPENED,
        ),
        Step("rate", "评价", (S.DONE,), right=_ASKER, event="services.listing_rated", carries=ITSELF),
        Step(
            "withdraw",
            "撤下",
            (S.RECEIVED, S.OPEN),
            S.WITHDRAWN,
            right=MANAGE,
            event="services.listing_withdrawn",
        ),
    ),
)
"""From what is asked to what was done; each way back has its reason in the log."""


def check_role(name: str, listing: Listing, by: Any) -> None:
    """What a person does for oneself: only who has it does it."""
    right = LISTING[name].right
    if isinstance(right, Role) and not right.holds(by, listing):
        raise RuleViolation("not-yours", "这件事不是您接的，请刷新后再看")


def check_due_on(due_on: date | None, *, today: date, resource: bool) -> None:
    if due_on is None:
        if not resource:
            raise RuleViolation("due-missing", "请写明完成期限", field="due_on")
        return
    if is_past(due_on, today):
        raise RuleViolation("due-past", "完成期限不能早于今天", field="due_on")
    check_not_ahead(due_on, today=today, label="完成期限", field="due_on", future=True)


def check_done_on(listing: Listing, done_on: date, *, today: date) -> None:
    check_not_ahead(done_on, today=today, label="完成日期", field="done_on")
    assert listing.taken_at is not None  # only what is taken is done
    if done_on < timezone.localdate(listing.taken_at):
        raise RuleViolation("before-taken", "完成日期不能早于接单的日期", field="done_on")
