"""What the members room gives to the home page, the search and the privacy rules."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from core.records import walls
from core.web.home import Card, Hanging, Hit, Query, Tie
from members.models import DualRegistration, Membership, MemberTie, ScheduledChange, TransferLetter, TransferRequest
from members.queries import count_under, first_found, found_by_text, sides_missing
from members.registrations.queries import counted, own_presences, presences_of_contact
from members.statistics import PAST
from organizations.models import Organization
from organizations.rules import Standing
from organizations.scoping import permissions_of

TIES = (
    Tie(lambda _on: MemberTie.objects.relationships(), "person", "path", keeps=True),
    Tie(lambda _on: MemberTie.objects.registered_in(DualRegistration.OPEN_STATES), "person", "path", binds=False),
    Tie(lambda _on: MemberTie.objects.registered_in([DualRegistration.State.CONFIRMED]), "person", "path", holds=False),
)
"""Relationships; registrations, which bind to the community only when it has confirmed them. Judged over all places."""


def relationships(organizations: Iterable[Any], on: date) -> dict[int, int]:
    """Relationships in the subtree of each organisation on the day, one query."""
    return count_under(list(organizations), on)


def full_members(organizations: Iterable[Any], on: date) -> dict[int, int]:
    """Full members whose relationship is at each organisation itself on the day, one query."""
    rows = Membership.objects.as_of(on).filter(organization__in=list(organizations), status=Membership.Status.FULL)
    with walls.beyond(PAST):
        return dict(rows.values_list("organization").annotate(number=Count("pk")).order_by())


def party_members(persons: Iterable[int], on: date) -> set[int]:
    """Who of the persons is a Party member on the day: by a relationship, or registered from elsewhere; two queries."""
    keys, ties = list(persons), MemberTie.objects.all()
    if not keys:
        return set()
    held, registered = (rows.filter(person__in=keys) for rows in (ties.spells(on), ties.valid(on)))
    return {*held.values_list("person", flat=True), *registered.values_list("person", flat=True)}


def members_here(organization: Any, on: date) -> list[Hanging]:
    """Relationships, changes ahead, requests for transfer and registrations at the organisation and below it."""
    members = count_under([organization], on).get(organization.pk, 0)
    inside = Organization.objects.under(organization).values("pk")
    coming = ScheduledChange.objects.filter(branch__in=inside, state=ScheduledChange.State.WAITING).count()
    asked = TransferRequest.objects.under(organization).asked().count()
    letters = TransferLetter.objects.under_way().filter(Q(organization__in=inside) | Q(to__in=inside)).count()
    registered = DualRegistration.objects.under(organization).live().count()
    register = f"{reverse('members:index')}?organization={organization.pk}"
    return [
        Hanging(
            "党员的组织关系",
            members,
            register,
            blocks=f"还有 {members} 名党员的组织关系",
            moved="随党支部，不变",
            merged="当日起在并入的组织",
        ),
        Hanging("已安排转入的党员", coming, register, blocks=f"已安排 {coming} 名党员转入", moved="按期转入"),
        Hanging(
            "待答复的转接申请",
            asked,
            reverse("members:transfers"),
            blocks=f"还有 {asked} 份转接申请没有答复，请先撤回",
        ),
        Hanging(
            "在途的介绍信",
            letters,
            reverse("members:letters"),
            blocks=f"还有 {letters} 封介绍信在途，请先登记回执或作废",
            moved="继续有效",
        ),
        Hanging(
            "在职党员的报到",
            registered,
            reverse("members:registrations"),
            blocks=f"还有 {registered} 名在职党员的报到没有结束",
            moved="有效期不变",
        ),
    ]


def standing_of_member(organization: Organization, person_id: int, on: date) -> list[str]:
    """Whether the person is a member (in-service ones register), and works at the community of the organisation."""
    own = MemberTie.objects.filter(person=person_id)
    above = Organization.objects.filter(pk__in=organization.ancestor_ids).values("path")
    works = own.valid(on).filter(side=DualRegistration.Side.WORK, path__in=above)
    member = own.spells(on).exists() or own.valid(on).exists()
    return [*([Standing.MEMBER] if member else []), *([Standing.WORKS_HERE] if works.exists() else [])]


def my_registration(user: Any, today: date) -> Card | None:
    if not user.person_id:
        return None
    live = DualRegistration.objects.live().filter(person_id=user.person_id)
    rows = list(live.select_related("organization", "unit").order_by("side"))
    own = own_presences(user, today=today)  # most are no unit's contact: nothing is counted for them
    context = {
        "registrations": rows,
        "missing": sides_missing(rows),
        "today": today,
        "lists": list(counted(presences_of_contact(user.person_id, today=today))) if own else [],
    }
    return Card("members/_phone_registration.html", context)


def members(user: Any, query: Query, limit: int) -> list[Hit]:
    if "organizations.view_member" not in permissions_of(user):
        return []
    rows = Membership.objects.visible_to(user, "organizations.view_member").current()
    statuses = dict(Membership.Status.choices)
    return [
        Hit(
            row.name,
            f"{row.branch} · {statuses.get(row.status, row.status)}",
            f"/members/{row.pk}/",
            f"person:{row.person_id}",
        )
        for row in first_found(found_by_text(rows, query.text), limit)
    ]


AUDIT_LABELS = {
    "members.exported_full": "导出完整信息",
    "members.revealed_in_export": "完整信息随名册导出",
    "members.erased": "清除到期信息",
    "members.erasure_proposed": "提出清除单",
    "members.erasure_refused": "清除单未同意",
    "members.erasure_withdrawn": "撤回清除单",
    "members.hold_placed": "登记法律保全",
    "members.hold_released": "解除法律保全",
    "members.added": "登记党员",
    "members.changed": "党员变动",
    "members.followed": "党员随机构调整转移",
    "members.corrected": "更正党员资料",
    "members.ended": "结束组织关系",
    "members.end_undone": "撤销结束组织关系",
    "members.change_scheduled": "安排党员变动",
    "members.change_withdrawn": "撤回党员变动",
    "members.change_not_taken": "党员变动未能生效",
    "members.lookup_elsewhere": "查询其他组织党员",
    "members.registration_listed": "单位名单登记报到",
    "members.registration_accepted": "本人确认报到",
    "members.registration_declined": "本人说明不在单位",
    "members.registration_struck": "从单位名单划去",
    "members.registration_relisted": "重新列入单位名单",
    "members.list_returned": "送回单位未确认名单",
    "members.list_taken_back": "撤销送回单位名单",
    "members.registration_submitted": "提交报到",
    "members.registration_resubmitted": "补充报到",
    "members.registration_confirmed": "确认报到",
    "members.registration_ask_back": "退回补充报到",
    "members.registration_refuse": "报到未通过",
    "members.registration_end": "结束报到",
    "members.identity_hidden": "本人结束亮明身份",
    "members.registration_withdraw": "撤回报到",
    "members.registration_vouched": "单位确认党员身份",
    "members.registration_disowned": "单位说明不是本单位党员",
    "members.registration_moved": "改到别处报到",
    "members.senior_decided": "登记老党员表彰",
    "members.senior_taken_back": "撤销老党员表彰",
    "members.grouped": "编入党小组",
    "members.standing_begun": "登记党籍变动",
    "members.standing_ended": "结束党籍变动",
    "members.standing_contacted": "登记与出国党员的联系",
    "members.persons_merged": "合并重复人员",
    "members.persons_taken_apart": "拆分合并的人员",
    "members.letter_issued": "开出介绍信",
    "members.letter_accepted": "接收组织关系",
    "members.letter_returned": "退回介绍信",
    "members.letter_receipt": "登记介绍信回执",
    "members.letter_taken_in": "收到介绍信",
    "members.letter_receipt_sent": "寄出介绍信回执",
    "members.letter_cancelled": "作废介绍信",
    "members.letter_reopened": "介绍信恢复在途",
    "members.transfer_accepted": "同意转出",
    "members.transfer_refused": "不同意转出",
    "members.transfer_withdrawn": "撤回转接申请",
    "members.registrations_lapsed": "报到到期",
    "members.added_in_admin": "后台新增",
    "members.changed_in_admin": "后台修改",
    "members.exported": "导出",
    "members.copy_taken": "本人下载信息副本",
    "members.outdated_deleted": "清除超过保存期限的信息",
}
