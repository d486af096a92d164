"""Agreements, activities, claims: which step is possible (``AGREEMENT``, ``ACTIVITY``, ``CLAIM``) and what is judged
besides; no writes.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from django.utils import timezone

from core.chinese.dates import add_years, chinese_date
from core.records.errors import RuleViolation
from core.records.workflow import ITSELF, JOB, OWN, VERSION, Role, Stage, Step, Workflow
from grids.models import Grid
from grids.rules import check_grid_there
from organizations import standards
from organizations.models import Organization, UnitPresence
from organizations.scoping import may
from organizations.tree.effective import check_effective
from services import faces
from services.models import Activity, Agreement, AgreementItem, Claim

A = Agreement.State
C = Claim.State
S = Activity.State
MANAGE = "organizations.manage_service"

WAITING_FOR_UNIT = "services.agreement_waiting_for_unit"
HOURS_FOR_MEMBER = "services.hours_for_member"
ACTIVITY_CANCELLED = "services.activity_cancelled"

OPENS_BEFORE, CLOSES_AFTER = WINDOW = "svc.sign_in.opens_minutes_before", "svc.sign_in.closes_minutes_after_end"
"""The standards of the time in which an activity is signed in to on the spot."""


def _complete(agreement: Agreement, by: Any, at: datetime) -> None:
    check_complete(agreement, list(agreement.items.all()), today=timezone.localdate(at))


def _year_over(agreement: Agreement, by: Any, at: datetime) -> None:
    """What is still owed is not closed away."""
    today = timezone.localdate(at)
    month_day = standards.at("svc.agreement.close_from", organization=agreement.organization, as_of=today)
    closes = date(agreement.year, *month_day)
    if today < closes and agreement.items.owed().exists():
        raise RuleViolation("items-open", f"还有没有完成的事项，{chinese_date(closes)}起才能办结")


def _two_sides(agreement: Agreement, by: Any, at: datetime) -> None:
    check_two_people(agreement.confirmed_by_community_by_id, getattr(by, "pk", None), "社区和单位须由不同的人确认")


def _is_contact(user: Any, agreement: Agreement) -> bool:
    return (
        user.person_id is not None
        and UnitPresence.objects.filter(
            organization=agreement.organization_id,
            unit=agreement.unit_id,
            contact=user.person_id,
            during__contains=timezone.localdate(),
        ).exists()
    )


_CONTACT = Role("单位联系人", _is_contact)

AGREEMENT = Workflow(
    model=Agreement,
    noun="协议",
    face=faces.AGREEMENT,
    start=A.DRAFT,
    stages={
        A.DRAFT: Stage("社区", "写好目标和事项，社区确认"),
        A.COMMUNITY_CONFIRMED: Stage("单位联系人", "确认，或写明意见退回"),
        A.BOTH_CONFIRMED: Stage("社区", "公开协议"),
        A.PUBLISHED: Stage("社区", "按期办好各项，年终办结"),
        A.CLOSED: Stage(),
    },
    steps=(
        Step("edit", "修改协议", (A.DRAFT,), right=MANAGE, event="services.agreement_updated", carries=VERSION),
        Step("edit_items", "修改事项", (A.DRAFT,), right=MANAGE, event="services.agreement_items_replaced"),
        Step(
            "confirm_by_community",
            "社区确认",
            (A.DRAFT,),
            A.COMMUNITY_CONFIRMED,
            right=MANAGE,
            event="services.agreement_confirmed_by_community",
            message=WAITING_FOR_UNIT,
            checks=(_complete,),
        ),
        Step(
            "confirm_by_unit",
            "单位确认",
            (A.COMMUNITY_CONFIRMED,),
            A.BOTH_CONFIRMED,
            right=_CONTACT,
            event="services.agreement_confirmed_by_unit",
            checks=(_two_sides, _complete),
        ),
        Step(
            "return",
            "退回协议",
            (A.COMMUNITY_CONFIRMED,),
            A.DRAFT,
            right=_CONTACT,
            event="services.agreement_returned",
        ),
        Step(
            "publish", "公开协议", (A.BOTH_CONFIRMED,), A.PUBLISHED, right=MANAGE, event="services.agreement_published"
        ),
        Step(
            "close",
            "年终办结",
            (A.PUBLISHED,),
            A.CLOSED,
            right=MANAGE,
            event="services.agreement_closed",
            checks=(_year_over,),
        ),
        Step(
            "record_progress",
            "登记进展",
            Agreement.RUNNING,
            right=Role(f"`{MANAGE}`，单位联系人", lambda user, agreement: _works_on(user, agreement)),
            event="services.progress_recorded",
            carries=ITSELF,
        ),
    ),
)
"""Both sides confirm before an agreement is published and worked off (SVC-01)."""


def _works_on(user: Any, agreement: Agreement) -> bool:
    return may(user, MANAGE, agreement.organization) or _is_contact(user, agreement)


def _begun(activity: Activity, by: Any, at: datetime) -> None:
    if at < activity.starts_at:
        raise RuleViolation("activity-not-begun", "活动还没有开始")


def _over(activity: Activity, by: Any, at: datetime) -> None:
    if at < activity.ends_at:
        raise RuleViolation("activity-not-over", "活动还没有结束，结束后才能确认时长")


def _not_begun(activity: Activity, by: Any, at: datetime) -> None:
    if at >= activity.starts_at:
        raise RuleViolation("activity-begun", "活动已经开始，不能再认领")


class SignInWindow(NamedTuple):
    """From when to when an activity can be signed in to, both included."""

    opens: datetime
    closes: datetime


def sign_in_windows(activities: Sequence[Activity]) -> list[SignInWindow]:
    """By the numbers of the day on which each takes place, in their order; one query for those not asked before."""
    new = [activity for activity in activities if not hasattr(activity, "sign_in_window")]
    asked = [(activity.organization_id, timezone.localdate(activity.starts_at)) for activity in new]
    for activity, found in zip(new, standards.at_each(WINDOW, asked) if asked else [], strict=True):
        opens = activity.starts_at - timedelta(minutes=found[OPENS_BEFORE].value)
        closes = activity.ends_at + timedelta(minutes=found[CLOSES_AFTER].value)
        activity.sign_in_window = SignInWindow(opens, closes)  # type: ignore[attr-defined]
    return [activity.sign_in_window for activity in activities]  # type: ignore[attr-defined]


def _on_the_spot(activity: Activity, by: Any, at: datetime) -> None:
    [window] = sign_in_windows([activity])
    if at < window.opens:
        minutes = (activity.starts_at - window.opens) // timedelta(minutes=1)
        raise RuleViolation("too-early", f"活动还没有开始，开始前{minutes}分钟起可以签到")
    if at > window.closes:
        raise RuleViolation("too-late", "签到已经结束，请联系社区补登记")


ACTIVITY = Workflow(
    model=Activity,
    noun="活动",
    face=faces.ACTIVITY,
    start=S.PUBLISHED,
    stages={
        S.PUBLISHED: Stage("社区", "活动结束后登记到场和时长"),
        S.HELD: Stage(),
        S.CANCELLED: Stage(),
    },
    steps=(
        Step(
            "claim",
            "认领",
            (S.PUBLISHED,),
            right=Role("党员本人", lambda user, activity: user.person_id is not None),
            event="services.claimed",
            checks=(_not_begun,),
        ),
        Step(
            "show_code",
            "签到",
            (S.PUBLISHED, S.HELD),
            right=MANAGE,
            checks=(_on_the_spot,),
            refusals={S.CANCELLED: "活动已取消"},
            carries="nothing is written",
        ),
        Step(
            "hold",
            "登记开展",
            (S.PUBLISHED,),
            S.HELD,
            right=MANAGE,
            event="services.activity_held",
            checks=(_begun,),
        ),
        Step(
            "register_attendance",
            "登记到场",
            (S.PUBLISHED, S.HELD),
            right=MANAGE,
            event="services.attendance_registered",
            carries=ITSELF,
            checks=(_begun,),
        ),
        Step(
            "confirm_hours",
            "确认时长",
            (S.PUBLISHED, S.HELD),
            right=MANAGE,
            event="services.hours_confirmed_by_community",
            message=HOURS_FOR_MEMBER,
            checks=(_over,),
        ),
        Step(
            "cancel",
            "取消活动",
            (S.PUBLISHED,),
            S.CANCELLED,
            right=MANAGE,
            event="services.activity_cancelled",
            message=ACTIVITY_CANCELLED,
        ),
    ),
)


def undo_until(claim: Claim) -> datetime:
    """A claim can be undone until this moment (SVC-11, threshold core.undo_minutes)."""
    day = timezone.localdate(claim.claimed_at)
    minutes = standards.at("core.undo_minutes", organization=claim.organization, as_of=day)
    return claim.claimed_at + timedelta(minutes=minutes)


def _within_undo(claim: Claim, by: Any, at: datetime) -> None:
    until = undo_until(claim)
    if at > until:
        minutes = int((until - claim.claimed_at).total_seconds() // 60)
        raise RuleViolation("undo-over", f"认领超过{minutes}分钟，不能自行撤销，请联系社区")


def _activity_open(claim: Claim, by: Any, at: datetime) -> None:
    ACTIVITY.check("show_code", claim.activity, by=by, at=at)


def _released_before(claim: Claim, by: Any, at: datetime) -> None:
    if at >= claim.activity.starts_at:
        raise RuleViolation("activity-begun", "活动已经开始，没有来的在登记开展时记为未到")


def _community_confirmed(claim: Claim, by: Any, at: datetime) -> None:
    if claim.confirmed_by_community_at is None:
        raise RuleViolation("hours-missing", "社区还没有填写服务时长")
    check_two_people(claim.confirmed_by_community_by_id, getattr(by, "pk", None), "服务时长须由社区和本人分别确认")


def _hours_next(claim: Claim, user: Any, at: datetime) -> str:
    return "社区：填写服务时长" if claim.confirmed_by_community_at is None else "本人：确认服务时长"


CLAIM = Workflow(
    model=Claim,
    noun="这次认领",
    face=faces.CLAIM,
    start=C.CLAIMED,
    stages={
        C.CLAIMED: Stage("党员本人", "到现场签到"),
        C.ABSENT: Stage("社区", "确已到场的补登记"),
        C.ATTENDED: Stage("社区，然后本人", "确认服务时长", next=_hours_next),
        C.CONFIRMED: Stage(),
        C.WITHDRAWN: Stage(),
    },
    steps=(
        Step(
            "undo",
            "撤销认领",
            (C.CLAIMED,),
            C.WITHDRAWN,
            right=OWN,
            event="services.claim_undone",
            checks=(_within_undo,),
        ),
        Step(
            "release",
            "退出活动",
            (C.CLAIMED,),
            C.WITHDRAWN,
            right=MANAGE,
            event="services.claim_released",
            checks=(_released_before,),
        ),
        Step(
            "sign_in",
            "签到",
            (C.CLAIMED, C.ABSENT),
            C.ATTENDED,
            right=OWN,
            event="services.signed_in",
            checks=(_activity_open,),
            carries="the code of the spot",
        ),
        Step("register", "登记到场", (C.CLAIMED, C.ABSENT), C.ATTENDED, right=MANAGE, carries=ITSELF),
        Step("mark_absent", "登记未到", (C.CLAIMED,), C.ABSENT, right=JOB),
        Step(
            "confirm",
            "确认时长",
            (C.ATTENDED,),
            C.CONFIRMED,
            right=OWN,
            event="services.hours_confirmed_by_member",
            checks=(_community_confirmed,),
        ),
    ),
)
"""``confirm`` is taken by the second of the two sides; the first only leaves its time (SVC-04)."""


def check_year(year: int, *, today: date) -> None:
    """An agreement is drafted for the running year or the next one."""
    if year not in (today.year, today.year + 1):
        raise RuleViolation("agreement-year", f"只能起草{today.year}年或{today.year + 1}年的共建协议", field="year")


def check_complete(agreement: Agreement, items: Collection[AgreementItem], *, today: date) -> None:
    """An agreement says its aims and at least one item (S2 五(二)), and none whose deadline is over before it binds."""
    if not agreement.aims.strip():
        raise RuleViolation("aims-missing", "请填写共建目标", field="aims")
    if not items:
        raise RuleViolation("items-missing", "请至少列一项任务或项目")
    for item in items:
        check_due(agreement, item.due_on, today=today, title=item.title)


def check_due(agreement: Agreement, due_on: date, *, today: date, title: str = "") -> None:
    """A deadline lies in the agreement's year and is not over on the day when it is agreed."""
    if due_on.year != agreement.year:
        raise RuleViolation("due-year", f"完成期限须在{agreement.year}年内", field="due_on")
    if due_on < today:
        which = f"“{title}”的完成期限" if title else "完成期限"
        raise RuleViolation(
            "due-over", f"{which}（{chinese_date(due_on)}）已经过去，请改为今天或以后的一天", field="due_on"
        )


def check_label(value: str, allowed: Collection[str], *, what: str, field: str) -> None:
    """A classification is one of the labels in force (a threshold's list)."""
    if value not in allowed:
        raise RuleViolation("label-unknown", f"{what}须从列表中选择", field=field)


def check_two_people(first: Any, second: Any, message: str) -> None:
    """Maker ≠ checker: the two sides are confirmed by two people."""
    if first is not None and second is not None and first == second:
        raise RuleViolation("same-person", message)


def check_happened(agreement: Agreement, on: date, *, today: date | None, label: str, field: str) -> None:
    """What is done for an agreement is done within it: once both sides confirmed, in its year, while the unit is there.

    ``today`` None: the day may lie ahead.
    """
    if today is not None and on > today:
        raise RuleViolation("happened-in-future", f"{label}不能晚于今天", field=field)
    if on.year != agreement.year:
        raise RuleViolation("happened-year", f"{label}须在{agreement.year}年内", field=field)
    begins = agreement.in_force_on
    if begins is not None and on < begins:
        raise RuleViolation(
            "before-agreement", f"协议{chinese_date(begins)}双方确认，{label}不能早于这一天", field=field
        )
    if not UnitPresence.objects.filter(
        organization=agreement.organization_id, unit=agreement.unit_id, during__contains=on
    ).exists():
        raise RuleViolation("unit-elsewhere", f"{agreement.unit.name}{chinese_date(on)}不在本社区", field=field)


def check_progress(item: AgreementItem, *, happened_on: date, amount: int, today: date) -> None:
    check_happened(item.agreement, happened_on, today=today, label="开展日期", field="happened_on")
    if amount < 1:
        raise RuleViolation("amount", "次数至少为1", field="amount")


def check_planned(
    community: Organization, *, starts_at: datetime, at: datetime, grid: Grid | None, item: AgreementItem | None
) -> None:
    """An activity is published before it begins and at most a year ahead, where community, grid and item are there."""
    day = timezone.localdate(starts_at)
    check_effective(community, day, today=timezone.localdate(at), label="活动日期", field="day", future=True)
    if starts_at <= at:
        field = "day" if day < timezone.localdate(at) else "begin"
        raise RuleViolation("in-the-past", "开始时间已经过去，活动须在开始以前发布", field=field)
    if grid is not None:
        check_grid_there(grid, on=day)
    if item is not None:
        if item.agreement.state not in Agreement.RUNNING:
            raise RuleViolation(
                "agreement-not-running", "这项共建事项的协议没有生效，或已经办结", field="agreement_item"
            )
        check_happened(item.agreement, day, today=None, label="活动日期", field="agreement_item")


def check_signed_in(activity: Activity, moment: datetime, *, at: datetime) -> None:
    """Who is noted by hand came while signing in was open, and not after it is noted."""
    [window] = sign_in_windows([activity])
    if not window.opens <= moment <= min(at, window.closes):
        raise RuleViolation("signed-in-when", "到场时间不在活动时间内", field="signed_in_at")


def check_hours(hours: Decimal) -> None:
    if not Decimal(0) < hours <= 24:
        raise RuleViolation("hours", "服务时长须大于0、不超过24小时", field="hours")


def check_not_own(claim: Claim, *, person_id: int | None) -> None:
    """Who confirms for the community does not confirm the own hours."""
    if person_id is not None and person_id == claim.person_id:
        raise RuleViolation("own-hours", "不能为自己确认服务时长，请由社区其他人员确认")


def planned_hours(activity: Activity) -> Decimal:
    """Length of an activity in hours, to the nearest half, at least half an hour."""
    seconds = Decimal((activity.ends_at - activity.starts_at).total_seconds())
    halves = (seconds / 1800).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return max(halves, Decimal(1)) / 2


def kinds_of(organization: Organization, year: int) -> list[str]:
    """Kinds of items that agreements of the year choose among, drafted or edited: those of its first day."""
    found: list[str] = standards.at("svc.co_building.kinds", organization=organization, as_of=date(year, 1, 1))
    return found


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
PROPOSED_AIMS = "组织共建、资源共享、服务共做，共同办好社区和单位的事情。"


def proposed_items(year: int, kinds: Collection[str], *, today: date) -> list[ItemDraft]:
    """What a first agreement starts from: one item of each class in force (S2 四(四))."""
    known = {kind: (title, month, day, target) for kind, title, month, day, target in _PROPOSED}
    return [
        ItemDraft(kind, known[kind][0], due_ahead(date(year, *known[kind][1:3]), today=today), known[kind][3])
        for kind in kinds
        if kind in known
    ]


def same_day(day: date, year: int) -> date:
    """The day a year's deadline moves to in another year (29 February becomes the 28th)."""
    return add_years(day, year - day.year)


def due_ahead(day: date, *, today: date) -> date:
    """A proposed deadline, at the year's end when its day is over already: nothing is born overdue."""
    return day if day >= today else date(day.year, 12, 31)
