"""Activities and claims: which step is possible (``ACTIVITY``, ``CLAIM``) and what is judged besides; no writes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from django.utils import timezone

from core.records.errors import RuleViolation
from core.records.workflow import ITSELF, JOB, OWN, Role, Stage, Step, Workflow
from grids.models import Grid
from grids.rules import check_grid_there
from organizations import standards
from organizations.models import Organization
from organizations.tree.effective import check_effective
from people.models import User
from services import faces
from services.models import Activity, Agreement, AgreementItem, Claim
from services.rules.agreements import MANAGE, check_happened, check_two_people, is_contact

C = Claim.State
S = Activity.State

HOURS_FOR_MEMBER = "services.hours_for_member"
HOURS_DISPUTED = "services.hours_disputed"
ACTIVITY_CANCELLED = "services.activity_cancelled"
HOURS_MARGIN = Decimal(1)
"""Hours beyond the length of an activity that need no reason: to prepare, and to clear away."""
HOURS_MAXIMUM = Decimal(24)

OPENS_BEFORE, CLOSES_AFTER = WINDOW = "svc.sign_in.opens_minutes_before", "svc.sign_in.closes_minutes_after_end"
"""The standards of the time in which an activity is signed in to on the spot."""


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
            "sign_up_list",
            "报名名单",
            (S.PUBLISHED,),
            right=MANAGE,
            event="services.list_signed_up",
            carries=ITSELF,
            checks=(_not_begun,),
        ),
        Step(
            "enter_on_spot",
            "现场登记",
            (S.PUBLISHED, S.HELD),
            right=MANAGE,
            event="services.entered_on_spot",
            carries=ITSELF,
            checks=(_begun,),
        ),
        Step(
            "report",
            "活动报告",
            (S.HELD,),
            right=MANAGE,
            event="services.activity_reported",
            carries=ITSELF,
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


def _signed_on_paper(claim: Claim, by: Any, at: datetime) -> None:
    """Who has no account signs the sheet; another officer than who filled the hours enters it."""
    if claim.confirmed_by_community_at is None:
        raise RuleViolation("hours-missing", "社区还没有填写服务时长")
    if User.objects.filter(person=claim.person_id, is_active=True).exists():
        raise RuleViolation("has-account", f"{claim.person.name}有账号，请本人在手机上确认")
    said = "填写时长的人不能再登记签字，请由另一人登记"
    check_two_people(claim.confirmed_by_community_by_id, getattr(by, "pk", None), said)


def _entered_on_spot(claim: Claim, by: Any, at: datetime) -> None:
    if not claim.on_spot:
        raise RuleViolation("not-on-spot", "不是现场登记的，不能撤销到场")
    if claim.confirmed_by_community_at is not None:
        raise RuleViolation("hours-filled", "社区已经填写服务时长，不能撤销")


def _filled(claim: Claim, by: Any, at: datetime) -> None:
    if claim.confirmed_by_community_at is None:
        raise RuleViolation("hours-missing", "社区还没有填写服务时长")


def _hours_next(claim: Claim, user: Any, at: datetime) -> str:
    if claim.confirmed_by_community_at is None:
        return "社区：核对有异议的服务时长" if claim.disputed_at else "社区：填写服务时长"
    return "本人：确认服务时长"


_GROUP_CONTACT = Role("单位联系人", lambda user, claim: claim.unit_id is not None and is_contact(user, claim))

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
            "leave_group",
            "退出集体报名",
            (C.CLAIMED,),
            C.WITHDRAWN,
            right=_GROUP_CONTACT,
            event="services.claim_left_group",
            checks=(_released_before,),
            carries=ITSELF,
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
        Step(
            "dispute",
            "提出异议",
            (C.ATTENDED,),
            right=OWN,
            event="services.hours_disputed",
            message=HOURS_DISPUTED,
            checks=(_filled,),
        ),
        Step(
            "take_back_hours",
            "更正时长",
            (C.ATTENDED,),
            right=MANAGE,
            event="services.hours_taken_back",
            checks=(_filled,),
        ),
        Step(
            "confirm_on_paper",
            "登记签字",
            (C.ATTENDED,),
            C.CONFIRMED,
            right=MANAGE,
            event="services.hours_confirmed_on_paper",
            checks=(_signed_on_paper,),
            carries=ITSELF,
        ),
        Step(
            "strike",
            "撤销现场登记",
            (C.ATTENDED,),
            C.WITHDRAWN,
            right=MANAGE,
            event="services.claim_struck",
            checks=(_entered_on_spot,),
        ),
    ),
)
"""``confirm`` is taken by the second of the two sides; the first only leaves its time (SVC-04)."""


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


def check_hours(activity: Activity, hours: Decimal, reason: str, *, of: str = "") -> None:
    """Hours of one day; longer than the activity and HOURS_MARGIN only with a reason. ``of``: ending of the fields."""
    if not Decimal(0) < hours <= HOURS_MAXIMUM:
        raise RuleViolation("hours", "服务时长须大于0、不超过24小时", field=f"hours{of}")
    length = planned_hours(activity)
    if hours > length + HOURS_MARGIN and not reason.strip():
        raise RuleViolation(
            "hours-long",
            f"活动时间 {length.normalize():f} 小时，填 {hours.normalize():f} 小时请在说明里写明原因",
            field=f"reason{of}",
        )


def check_answered(claim: Claim, reason: str) -> None:
    """Hours that were disputed are filled again with an answer."""
    if claim.disputed_at is not None and not reason.strip():
        raise RuleViolation(
            "unanswered", f"{claim.person.name}对时长有异议，请在说明里写明核对结果", field=f"reason_{claim.pk}"
        )


def check_not_own(claim: Claim, *, person_id: int | None) -> None:
    """Who confirms for the community does not confirm the own hours."""
    if person_id is not None and person_id == claim.person_id:
        raise RuleViolation("own-hours", "不能为自己确认服务时长，请由社区其他人员确认")


def planned_hours(activity: Activity) -> Decimal:
    """Length of an activity in hours, to the nearest half, at least half an hour."""
    seconds = Decimal((activity.ends_at - activity.starts_at).total_seconds())
    halves = (seconds / 1800).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return max(halves, Decimal(1)) / 2
