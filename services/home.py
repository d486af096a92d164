"""What services give to the home page, the phone's home, the search and the privacy rules."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.records.search import contains, contains_walled
from core.web.home import Card, Hanging, Hit, Query
from members.queries import own_belongings
from organizations.scoping import permissions_of
from services import queries
from services.models import Activity, Agreement, Claim
from services.queries import VIEW


def persons_serving(user: Any, permission: str) -> Any:
    """Members who claimed a service are reached by who runs services there, and by nobody for members' data."""
    rows = Claim.objects.visible_to(user, permission) if permission.endswith("_service") else Claim.objects.none()
    return rows.values_list("person_id", flat=True)


def my_services(user: Any, today: date) -> Card | None:
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
        "offered": queries.offered(user.person_id, now=now, belongings=own_belongings(user))
        .filter(mine=False, left__gt=0)
        .count(),
    }
    return Card("services/_phone_card.html", context)


def agreements_and_activities(user: Any, query: Query, limit: int) -> list[Hit]:
    if VIEW not in permissions_of(user):
        return []
    agreements = queries.agreements(user).filter(contains("unit__name", query.text)).order_by("-year")[:limit]
    titled = contains_walled("services_activity", "title", query.text)
    activities = queries.activities(user).filter(titled).order_by("-starts_at")[:limit]
    hits = [
        Hit(
            f"{row.year}年 {row.unit.name}",
            f"共建协议 · {row.get_state_display()}",
            reverse("services:agreement", args=[row.pk]),
        )
        for row in agreements
    ]
    hits += [
        Hit(row.title, f"志愿服务 · {row.organization.label}", reverse("services:activity", args=[row.pk]))
        for row in activities
    ]
    return hits[:limit]


AUDIT_LABELS = {
    "services.agreements_drafted": "草拟协议",
    "services.agreement_updated": "修改协议",
    "services.agreement_item_added": "增加协议事项",
    "services.agreement_item_updated": "修改共建事项",
    "services.agreement_item_removed": "删去协议事项",
    "services.agreement_items_replaced": "更换协议事项",
    "services.agreement_confirmed_by_community": "社区确认协议",
    "services.agreement_confirmed_by_unit": "单位确认协议",
    "services.agreement_returned": "退回协议",
    "services.agreement_published": "公开协议",
    "services.agreement_closed": "协议到期",
    "services.agreement_confirmed_on_paper": "登记纸质协议",
    "services.agreement_paper_voided": "撤销纸质登记",
    "services.agreement_ended": "提前终止协议",
    "services.agreement_resumed": "恢复执行协议",
    "services.change_proposed": "提出协议变更",
    "services.change_agreed": "同意协议变更",
    "services.change_agreed_on_paper": "登记纸质变更",
    "services.change_refused": "不同意协议变更",
    "services.change_withdrawn": "撤回协议变更",
    "services.summary_handed": "送达年度总结",
    "services.summary_withdrawn": "撤回年度总结",
    "services.agreement_taken_back": "收回协议",
    "services.agreement_unpublished": "撤回公开协议",
    "services.progress_recorded": "登记协议进展",
    "services.progress_withdrawn": "撤回协议进展",
    "services.overdue_reported": "通报逾期事项",
    "services.overdue_letter_withdrawn": "撤回逾期通报",
    "services.claim_left_group": "退出集体报名",
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


def agreements_in_hand(organization: Any, on: date) -> list[Hanging]:
    """Agreements of the organisation and below it that are not closed."""
    count = Agreement.objects.under(organization).exclude(state=Agreement.State.CLOSED).count()
    blocks = f"还有 {count} 份共建协议没有办结"
    return [Hanging("没有办结的共建协议", count, reverse("services:index"), blocks=blocks, moved="继续履行")]
