"""Decisions about agreements, activities, claims and hours; no writes."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from core.dates import add_years
from core.errors import RuleViolation
from services.models import Activity, Agreement, AgreementItem, Claim

A = Agreement.State
C = Claim.State
S = Activity.State


class AgreementStep(StrEnum):
    CONFIRM_BY_COMMUNITY = "confirm_by_community"
    CONFIRM_BY_UNIT = "confirm_by_unit"
    RETURN = "return"
    PUBLISH = "publish"
    CLOSE = "close"


AGREEMENT_TRANSITIONS: dict[tuple[A, AgreementStep], A] = {
    (A.DRAFT, AgreementStep.CONFIRM_BY_COMMUNITY): A.COMMUNITY_CONFIRMED,
    (A.COMMUNITY_CONFIRMED, AgreementStep.CONFIRM_BY_UNIT): A.BOTH_CONFIRMED,
    (A.COMMUNITY_CONFIRMED, AgreementStep.RETURN): A.DRAFT,
    (A.BOTH_CONFIRMED, AgreementStep.PUBLISH): A.PUBLISHED,
    (A.PUBLISHED, AgreementStep.CLOSE): A.CLOSED,
}
"""Both sides confirm before an agreement is published and worked off (SVC-01)."""

AGREEMENT_AUDIT: dict[AgreementStep, str] = {
    AgreementStep.CONFIRM_BY_COMMUNITY: "services.agreement_confirmed_by_community",
    AgreementStep.CONFIRM_BY_UNIT: "services.agreement_confirmed_by_unit",
    AgreementStep.RETURN: "services.agreement_returned",
    AgreementStep.PUBLISH: "services.agreement_published",
    AgreementStep.CLOSE: "services.agreement_closed",
}

AGREEMENT_REFUSALS: dict[A, str] = {
    A.DRAFT: "协议还在草拟,社区尚未确认",
    A.COMMUNITY_CONFIRMED: "社区已确认,正在等单位确认",
    A.BOTH_CONFIRMED: "双方已确认,内容不能再改",
    A.PUBLISHED: "协议已公开,内容不能再改",
    A.CLOSED: "协议已办结",
}


class ClaimStep(StrEnum):
    WITHDRAW = "withdraw"
    SIGN_IN = "sign_in"
    MARK_ABSENT = "mark_absent"
    CONFIRM = "confirm"


CLAIM_TRANSITIONS: dict[tuple[C, ClaimStep], C] = {
    (C.CLAIMED, ClaimStep.WITHDRAW): C.WITHDRAWN,
    (C.CLAIMED, ClaimStep.SIGN_IN): C.ATTENDED,
    (C.CLAIMED, ClaimStep.MARK_ABSENT): C.ABSENT,
    (C.ABSENT, ClaimStep.SIGN_IN): C.ATTENDED,
    (C.ATTENDED, ClaimStep.CONFIRM): C.CONFIRMED,
}
"""``CONFIRM`` is taken by the second of the two sides; the first only leaves its time (SVC-04)."""

CLAIM_REFUSALS: dict[C, str] = {
    C.CLAIMED: "还没有签到",
    C.WITHDRAWN: "这次认领已撤销",
    C.ATTENDED: "已经签到",
    C.CONFIRMED: "服务时长已经确认",
    C.ABSENT: "已登记为未到",
}

ACTIVITY_TRANSITIONS: dict[tuple[S, S], str] = {
    (S.PUBLISHED, S.HELD): "services.activity_held",
    (S.PUBLISHED, S.CANCELLED): "services.activity_cancelled",
}
"""Allowed changes and their audit codes."""

SIGN_IN_OPENS = timedelta(hours=1)
SIGN_IN_CLOSES = timedelta(hours=2)
"""Sign-in on the spot is open from an hour before the start to two hours after the end."""

CODE_SECONDS = 60
"""A sign-in code shown on the spot changes every minute and is taken for two (MTG-05 in spirit)."""


def agreement_after(agreement: Agreement, step: AgreementStep) -> A:
    state = A(agreement.state)
    try:
        return AGREEMENT_TRANSITIONS[state, step]
    except KeyError:
        raise RuleViolation("agreement-state", AGREEMENT_REFUSALS[state]) from None


def can_agreement(agreement: Agreement, step: AgreementStep) -> bool:
    return (A(agreement.state), step) in AGREEMENT_TRANSITIONS


def check_can_edit(agreement: Agreement) -> None:
    if agreement.state != A.DRAFT:
        raise RuleViolation("agreement-state", AGREEMENT_REFUSALS[A(agreement.state)])


def check_complete(agreement: Agreement, items: Collection[AgreementItem]) -> None:
    """An agreement says its aims and at least one item with a deadline in its year (S2 五(二))."""
    if not agreement.aims.strip():
        raise RuleViolation("aims-missing", "请填写共建目标", field="aims")
    if not items:
        raise RuleViolation("items-missing", "请至少列一项任务或项目")
    for item in items:
        check_due(agreement, item.due_on)


def check_due(agreement: Agreement, due_on: date) -> None:
    if due_on.year != agreement.year:
        raise RuleViolation("due-year", f"完成期限须在{agreement.year}年内", field="due_on")


def check_label(value: str, allowed: Collection[str], *, what: str, field: str) -> None:
    """A classification is one of the labels in force (a threshold's list)."""
    if value not in allowed:
        raise RuleViolation("label-unknown", f"{what}须从列表中选择", field=field)


def check_two_people(first: Any, second: Any, message: str) -> None:
    """Maker ≠ checker: the two sides are confirmed by two people."""
    if first is not None and second is not None and first == second:
        raise RuleViolation("same-person", message)


def check_progress(item: AgreementItem, *, happened_on: date, amount: int, today: date) -> None:
    if A(item.agreement.state) not in Agreement.SIGNED:
        raise RuleViolation("agreement-state", "双方确认协议后才能登记进展")
    if item.agreement.state == A.CLOSED:
        raise RuleViolation("agreement-state", AGREEMENT_REFUSALS[A.CLOSED])
    if happened_on > today:
        raise RuleViolation("happened-in-future", "开展日期不能晚于今天", field="happened_on")
    if happened_on.year != item.agreement.year:
        raise RuleViolation("happened-year", f"开展日期须在{item.agreement.year}年内", field="happened_on")
    if amount < 1:
        raise RuleViolation("amount", "次数至少为1", field="amount")


def claim_after(claim: Claim, step: ClaimStep) -> C:
    state = C(claim.state)
    try:
        return CLAIM_TRANSITIONS[state, step]
    except KeyError:
        raise RuleViolation("claim-state", CLAIM_REFUSALS[state]) from None


def can_claim_step(claim: Claim, step: ClaimStep) -> bool:
    return (C(claim.state), step) in CLAIM_TRANSITIONS


def check_can_claim(activity: Activity, *, at: datetime) -> None:
    if activity.state != S.PUBLISHED:
        raise RuleViolation("activity-state", f"活动{activity.get_state_display()},不能认领")
    if at >= activity.starts_at:
        raise RuleViolation("activity-begun", "活动已经开始,不能再认领")


def undo_until(claim: Claim, *, minutes: int) -> datetime:
    """A claim can be undone until this moment (SVC-11, threshold core.undo_minutes)."""
    return claim.claimed_at + timedelta(minutes=minutes)


def check_can_undo(claim: Claim, *, at: datetime, minutes: int) -> None:
    claim_after(claim, ClaimStep.WITHDRAW)
    if at > undo_until(claim, minutes=minutes):
        raise RuleViolation("undo-over", f"认领超过{minutes}分钟,不能自行撤销,请联系社区")


def check_can_sign_in(claim: Claim, *, at: datetime) -> C:
    after = claim_after(claim, ClaimStep.SIGN_IN)
    activity = claim.activity
    if activity.state == S.CANCELLED:
        raise RuleViolation("activity-state", "活动已取消")
    if at < activity.starts_at - SIGN_IN_OPENS:
        raise RuleViolation("too-early", "活动还没有开始,开始前1小时起可以签到")
    if at > activity.ends_at + SIGN_IN_CLOSES:
        raise RuleViolation("too-late", "签到已经结束,请联系社区补登记")
    return after


def check_hours(hours: Decimal) -> None:
    if not Decimal(0) < hours <= 24:
        raise RuleViolation("hours", "服务时长须大于0、不超过24小时", field="hours")


def check_not_own(claim: Claim, *, person_id: int | None) -> None:
    """Who confirms for the community does not confirm the own hours."""
    if person_id is not None and person_id == claim.person_id:
        raise RuleViolation("own-hours", "不能为自己确认服务时长,请由社区其他人员确认")


def planned_hours(activity: Activity) -> Decimal:
    """Length of an activity in hours, to the nearest half, at least half an hour."""
    seconds = Decimal((activity.ends_at - activity.starts_at).total_seconds())
    halves = (seconds / 1800).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return max(halves, Decimal(1)) / 2


def sign_by(year: int, month_day: tuple[int, int]) -> date:
    """The day by which agreements of the year are signed (threshold svc.agreement.sign_by)."""
    return date(year, *month_day)


class ItemDraft(NamedTuple):
    """An item to be: kind is a label of svc.co_building.kinds."""

    kind: str
    title: str
    due_on: date
    target: int = 1
    nature: str = AgreementItem.Nature.TASK


_PROPOSED = (
    ("组织联建", "联合召开共建联席会议", 6, 30, 2),
    ("党员联管", "单位在职党员到社区报到并参加服务", 9, 30, 1),
    ("活动联搞", "联合开展主题党日或节日活动", 7, 31, 2),
    ("资源联用", "向居民开放单位场地或设施", 10, 31, 1),
    ("服务联做", "联合开展便民志愿服务", 11, 30, 2),
    ("条块联动", "协调解决居民反映的实际问题", 12, 15, 1),
)
PROPOSED_AIMS = "组织共建、资源共享、服务共做,共同办好社区和单位的事情。"


def proposed_items(year: int, kinds: Collection[str]) -> list[ItemDraft]:
    """What a first agreement starts from: one item of each class in force (S2 四(四))."""
    known = {kind: (title, month, day, target) for kind, title, month, day, target in _PROPOSED}
    return [
        ItemDraft(kind, known[kind][0], date(year, known[kind][1], known[kind][2]), known[kind][3])
        for kind in kinds
        if kind in known
    ]


def same_day(day: date, year: int) -> date:
    """The day a year's deadline moves to in another year (29 February becomes the 28th)."""
    return add_years(day, year - day.year)


def reminder_day(due_on: date, days_before: Collection[int], *, today: date) -> date | None:
    """The latest reminder day of a deadline that has come; None before the first."""
    days = [due_on - timedelta(days=number) for number in days_before]
    return max((day for day in days if day <= today), default=None)
