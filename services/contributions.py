"""What services give to the home page, the phone's home, the search, the outbox and the privacy rules."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from core import audit, outbox, search, worklist
from organizations import thresholds
from organizations.scoping import permissions_of
from people import visibility
from services import actions, queries, reminders, rules
from services.models import Activity, Agreement, Claim
from services.queries import MANAGE, VIEW

outbox.register_kind(
    actions.WAITING_FOR_UNIT, "共建协议等单位确认", channels=("email",), still_due=reminders.waiting_for_unit
)
outbox.register_kind(actions.HOURS_FOR_MEMBER, "服务时长等本人确认", still_due=reminders.waiting_for_member)
outbox.register_kind(actions.ACTIVITY_CANCELLED, "服务活动取消", channels=("email",))
outbox.register_kind(reminders.ITEM_DUE, "共建事项到期", channels=("email",), still_due=reminders.items_still_due)
outbox.register_kind(reminders.AGREEMENTS_UNSIGNED, "共建协议未签", still_due=reminders.communities_still_unsigned)
outbox.register_kind(
    reminders.HOURS_UNCONFIRMED, "服务时长待社区确认", still_due=reminders.activities_still_unconfirmed
)

worklist.quick_action("发布志愿服务", "services:activity_new", icon="heart", needs=(MANAGE,), order=45)

ITEM_OPENS = timedelta(days=30)
AGREEMENTS_OPEN_MONTH = 2  # the work list shows unsigned agreements from February on (calendar: 31 March)


@visibility.register_source
def persons_serving(user: Any, permission: str) -> Any:
    """Members who claimed a service are reached by who runs services there, and by nobody for members' data."""
    rows = Claim.objects.visible_to(user, permission) if permission.endswith("_service") else Claim.objects.none()
    return rows.values_list("person_id", flat=True)


@worklist.provider
def agreements_unsigned(user: Any, today: date) -> Iterable[worklist.WorkItem]:
    """Units without a signed agreement this year, until every one has it (SVC-01)."""
    if MANAGE not in permissions_of(user) or today.month < AGREEMENTS_OPEN_MONTH:
        return []
    count = (
        queries.presences(user, today.year, today=today)
        .filter(signed=False, organization__in=queries.manageable_communities(user))
        .count()
    )
    if not count:
        return []
    return [
        worklist.WorkItem(
            due_on=rules.sign_by(today.year, thresholds.at("svc.agreement.sign_by", as_of=today)),
            title=f"与 {count} 个单位签订共建协议",
            detail="双方确认后协议生效",
            url=reverse("services:coverage") + "?show=missing",
            action="去签订",
            kind="agreement.sign",
            count=count,
        )
    ]


@worklist.provider
def items_due(user: Any, today: date) -> Iterable[worklist.WorkItem]:
    """``agreement_item.progress``: items that come due within 30 days or are overdue."""
    if MANAGE not in permissions_of(user):
        return []
    found = queries.items_due(user, before=today + ITEM_OPENS).aggregate(count=Count("pk"), due=Min("due_on"))
    if not found["count"]:
        return []
    return [
        worklist.WorkItem(
            due_on=found["due"],
            title=f"登记 {found['count']} 项共建事项的进展",
            detail="30天内到期或已逾期",
            url=reverse("services:index"),
            action="去登记",
            kind="agreement_item.progress",
            count=found["count"],
        )
    ]


@worklist.provider
def hours_due(user: Any, today: date) -> Iterable[worklist.WorkItem]:
    """``hours.confirm``: hours of activities that are over, seven days after the end at the latest."""
    if MANAGE not in permissions_of(user):
        return []
    found = (
        queries.hours_to_confirm(user)
        .filter(activity__ends_at__lt=timezone.now())
        .aggregate(count=Count("pk"), ended=Min("activity__ends_at"))
    )
    if not found["count"]:
        return []
    days = thresholds.at("svc.hours.confirm_days", as_of=today)
    return [
        worklist.WorkItem(
            due_on=timezone.localdate(found["ended"]) + timedelta(days=days),
            title=f"确认 {found['count']} 人次志愿服务时长",
            detail="社区确认后由党员本人确认",
            url=reverse("services:activities") + "?show=hours",
            action="去确认",
            kind="hours.confirm",
            count=found["count"],
        )
    ]


@worklist.provider
def my_units_agreements(user: Any, today: date) -> Iterable[worklist.WorkItem]:
    """Agreements that wait for the user's word as contact of a unit."""
    if not user.person_id:
        return []
    waiting = list(
        queries.agreements_of_contact(user.person_id, today=today)
        .filter(state=Agreement.State.COMMUNITY_CONFIRMED)
        .order_by("confirmed_by_community_at")[:10]
    )
    return [
        worklist.WorkItem(
            due_on=timezone.localdate(agreement.confirmed_by_community_at) + timedelta(days=7),
            title=f"确认{agreement.year}年共建协议",
            detail=f"{agreement.organization.label}已确认",
            url=reverse("services:my_agreement", args=[agreement.pk]),
            action="去确认",
            kind="agreement.confirm",
        )
        for agreement in waiting
    ]


@worklist.phone_card(order=20)
def my_services(user: Any, today: date) -> worklist.Card | None:
    if not user.person_id:
        return None
    now = timezone.now()
    claims = list(
        queries.claims_of(user.person_id)
        .filter(state__in=[Claim.State.CLAIMED, Claim.State.ATTENDED])
        .exclude(activity__state=Activity.State.CANCELLED)
        .order_by("activity__starts_at")[:30]
    )
    coming = [claim for claim in claims if claim.state == Claim.State.CLAIMED and claim.activity.ends_at >= now]
    context = {
        "next_claim": coming[0] if coming else None,
        "to_confirm": [
            claim for claim in claims if claim.state == Claim.State.ATTENDED and claim.confirmed_by_community_at
        ],
        "agreements": queries.with_progress(queries.agreements_of_contact(user.person_id, today=today), today=today)
        .filter(state__in=[Agreement.State.BOTH_CONFIRMED, Agreement.State.PUBLISHED])
        .order_by("-year", "pk")[:2],
        "offered": queries.offered(user.person_id, now=now).filter(mine=False, left__gt=0).count(),
    }
    return worklist.Card("services/_phone_card.html", context)


@search.group("共建与服务", order=50)
def agreements_and_activities(user: Any, query: search.Query, limit: int) -> list[search.Hit]:
    if VIEW not in permissions_of(user):
        return []
    agreements = queries.agreements(user).filter(unit__name__icontains=query.text).order_by("-year")[:limit]
    activities = queries.activities(user).filter(title__icontains=query.text).order_by("-starts_at")[:limit]
    hits = [
        search.Hit(
            f"{row.year}年 {row.unit.name}",
            f"共建协议 · {row.get_state_display()}",
            reverse("services:agreement", args=[row.pk]),
        )
        for row in agreements
    ]
    hits += [
        search.Hit(row.title, f"志愿服务 · {row.organization.label}", reverse("services:activity", args=[row.pk]))
        for row in activities
    ]
    return hits[:limit]


audit.register_labels(
    {
        "services.agreements_drafted": "草拟协议",
        "services.agreement_updated": "修改协议",
        "services.agreement_item_added": "增加协议事项",
        "services.agreement_item_removed": "删去协议事项",
        "services.agreement_items_replaced": "更换协议事项",
        "services.agreement_confirmed_by_community": "社区确认协议",
        "services.agreement_confirmed_by_unit": "单位确认协议",
        "services.agreement_returned": "退回协议",
        "services.agreement_published": "公开协议",
        "services.agreement_closed": "协议到期",
        "services.progress_recorded": "登记协议进展",
        "services.activity_published": "发布活动",
        "services.activity_held": "活动结束",
        "services.activity_cancelled": "取消活动",
        "services.claimed": "认领服务",
        "services.claim_undone": "撤销认领",
        "services.claim_released": "退出活动",
        "services.signed_in": "服务签到",
        "services.attendance_registered": "登记服务到场",
        "services.hours_confirmed_by_community": "社区确认时长",
        "services.hours_confirmed_by_member": "本人确认时长",
        "services.added_in_admin": "后台新增",
        "services.changed_in_admin": "后台修改",
        "services.exported": "导出",
    }
)
