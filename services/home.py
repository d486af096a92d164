"""What services give to the home page, the phone's home, the search and the privacy rules."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from core.records.search import contains, contains_walled
from core.web.home import Card, GridLine, GridPart, Hanging, Hit, Query
from grids.entered import standing_entries
from members.queries import own_belongings
from organizations.scoping import permissions_of
from services import queries
from services.models import Activity, Agreement, AgreementItem, Claim
from services.models.agreements import PLEDGED_BY_UNIT, RUNNING
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
        "offered": queries.offered(user.person_id, now=now, belongings=own_belongings(user))
        .filter(mine=False, left__gt=0)
        .count(),
    }
    return Card("services/_phone_card.html", context)


def agreements_of_contact(person_id: int, today: date) -> QuerySet[Agreement]:
    """The newest two in force of the units whose contact the person is."""
    rows = queries.with_progress(queries.agreements_of_contact(person_id, today=today), today=today)
    running = rows.filter(state__in=[Agreement.State.BOTH_CONFIRMED, Agreement.State.PUBLISHED])
    return running.order_by("-year", "pk")[:2]


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
    "services.feedback_issued": "发出反馈卡",
    "services.feedback_returned": "单位送回反馈卡回执",
    "services.funds_published": "公开经费收支",
    "services.funds_withdrawn": "撤回经费公开",
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
    "services.list_signed_up": "报名名单",
    "services.entered_on_spot": "现场登记到场",
    "services.helper_removed": "删去名单里的人",
    "services.activity_reported": "登记活动报告",
    "services.activity_photo_removed": "删去活动照片",
    "services.hours_confirmed_on_paper": "登记时长签字",
    "services.claim_struck": "撤销现场登记",
    "services.activity_published": "发布活动",
    "services.activity_held": "活动结束",
    "services.activity_cancelled": "取消活动",
    "services.listing_handed_in": "登记对接事项",
    "services.listing_accepted": "受理对接事项",
    "services.listing_taken": "接单",
    "services.listing_dispatched": "派单",
    "services.listing_matched": "对接资源",
    "services.listing_agreed": "接受派单",
    "services.listing_declined": "退回派单",
    "services.listing_undone": "撤销接单",
    "services.listing_released": "收回派单",
    "services.listing_done": "登记完成",
    "services.listing_reopened": "撤销完成",
    "services.listing_rated": "评价服务",
    "services.listing_withdrawn": "撤下对接事项",
    "services.listing_phone_revealed": "查看联系电话",
    "services.claimed": "认领服务",
    "services.claim_undone": "撤销认领",
    "services.claim_released": "退出活动",
    "services.signed_in": "服务签到",
    "services.attendance_registered": "登记服务到场",
    "services.hours_confirmed_by_community": "社区确认时长",
    "services.hours_confirmed_by_member": "本人确认时长",
    "services.hours_disputed": "对时长提出异议",
    "services.hours_taken_back": "更正时长",
    "services.added_in_admin": "后台新增",
    "services.changed_in_admin": "后台修改",
    "services.exported": "导出",
}


def agreements_in_hand(organization: Any, on: date) -> list[Hanging]:
    """Agreements of the organisation and below it that are not closed."""
    count = Agreement.objects.under(organization).exclude(state=Agreement.State.CLOSED).count()
    blocks = f"还有 {count} 份共建协议没有办结"
    return [Hanging("没有办结的共建协议", count, reverse("services:index"), blocks=blocks, moved="继续履行")]


# -- what enters the grids (GRD-05) ----------------------------------------------------------------


def _promised(user: Any, grids: Collection[int], today: date) -> Any:
    """What units in the grids have promised to give in agreements in force: facilities, people, place, money."""
    inside = standing_entries(user, today).filter(
        grid__in=grids, presence__unit=OuterRef("agreement__unit_id"), organization=OuterRef("organization_id")
    )
    rows = AgreementItem.objects.visible_to(user, VIEW).filter(
        agreement__state__in=RUNNING, agreement__year=today.year, pledge__in=PLEDGED_BY_UNIT
    )
    return rows.annotate(grid=Subquery(inside.values("grid_id")[:1])).filter(grid__isnull=False)


def promised(user: Any, grids: Collection[Any], today: date) -> dict[int, int]:
    rows = _promised(user, [grid.pk for grid in grids], today).order_by()
    return dict(rows.values("grid").annotate(found=Count("pk")).values_list("grid", "found"))


def promised_lines(user: Any, grid: Any, today: date) -> list[GridLine]:
    rows = _promised(user, [grid.pk], today).select_related("agreement__unit").order_by("agreement__unit__name", "pk")
    return [
        GridLine(
            f"{row.agreement.unit.name}：{row.title}",
            f"{row.get_pledge_display()}，已完成 {row.done}/{row.target} 次",
            reverse("services:agreement", args=[row.agreement_id]),
        )
        for row in rows[:50]
    ]


def _served(user: Any, grids: Collection[int], today: date) -> Any:
    rows = Activity.objects.visible_to(user, VIEW).exclude(state=Activity.State.CANCELLED)
    return rows.filter(grid__in=grids, starts_at__year=today.year)


def served(user: Any, grids: Collection[Any], today: date) -> dict[int, int]:
    rows = _served(user, [grid.pk for grid in grids], today).order_by()
    return dict(rows.values("grid_id").annotate(found=Count("pk")).values_list("grid_id", "found"))


def served_lines(user: Any, grid: Any, today: date) -> list[GridLine]:
    return [
        GridLine(
            row.title,
            f"{timezone.localtime(row.starts_at):%m-%d %H:%M} · {row.get_state_display()} · {row.mode}",
            reverse("services:activity", args=[row.pk]),
        )
        for row in _served(user, [grid.pk], today).order_by("-starts_at", "pk")[:50]
    ]


PROMISED = GridPart("共建资源", "进网格的单位在共建协议里承诺的", promised, promised_lines, "进网格的单位还没有承诺")
IN_GRIDS = GridPart("服务", "今年在本网格开展的志愿服务", served, served_lines, "今年还没有在本网格开展服务")
