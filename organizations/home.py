"""What organisations give to the home page, the search, the inbox and the reach of persons."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from core.records import search
from core.web.home import Hit, Query, Tie
from organizations import queries
from organizations.kinds import Kind
from organizations.models import AccountOffice, Grant, Organization, Position, Post, UnitPresence
from organizations.rules import Standing
from organizations.scoping import only_shows
from organizations.ties import lasting

TIES = (
    Tie(lambda on: Grant.objects.filter(lasting(on)), "user__person", "content_object__path"),
    Tie(lambda on: Post.objects.filter(lasting(on)), "person"),
    Tie(lambda _on: AccountOffice.objects.all(), "user__person", binds=False),
    Tie(lambda on: UnitPresence.objects.filter(lasting(on), contact__isnull=False), "contact", holds=False),
    Tie(lambda on: UnitPresence.objects.filter(lasting(on), instructor__isnull=False), "instructor", holds=False),
)
"""Rights and posts of today and later, where the account was opened, contacts and instructors of units."""


def holders_of_posts(user: Any, permission: str) -> QuerySet[Any]:
    """Persons with a post in the scope; to look at, of past posts too."""
    rows = Post.objects.visible_to(user, permission)
    if not only_shows(permission):
        rows = rows.filter(lasting(timezone.localdate()))
    return rows.values("person_id")


def contacts_of_units(user: Any, permission: str) -> QuerySet[Any]:
    """Contact persons of units in the scope."""
    return UnitPresence.objects.visible_to(user, permission).exclude(contact=None).values("contact_id")


def instructors_of_units(user: Any, permission: str) -> QuerySet[Any]:
    """Instructors of units in the scope."""
    return UnitPresence.objects.visible_to(user, permission).exclude(instructor=None).values("instructor_id")


def seats_held(organization: Organization, person_id: int, on: date) -> list[str]:
    """A seat on the big committee above, the head of a member household below."""
    held = Post.objects.in_force(on).filter(person_id=person_id)
    above = held.filter(organization_id__in=organization.ancestor_ids, organization__kind=Kind.BIG_COMMITTEE)
    below = held.filter(position=Position.HOUSEHOLD_HEAD).under(organization)
    return [
        *([Standing.ON_BIG_COMMITTEE] if above.exists() else []),
        *([Standing.HEADS_HOUSEHOLD] if below.exists() else []),
    ]


def find_organizations(user: Any, query: Query, limit: int) -> Sequence[Hit]:
    found = Organization.objects.visible_to(user).filter(search.name_filter(query)).order_by("path")[:limit]
    return [Hit(each.name, each.get_kind_display(), reverse("organizations:detail", args=[each.pk])) for each in found]


AUDIT_LABELS = queries.EVENT_LABELS | {
    "organizations.post_cancelled": "取消任职",
    "organizations.register_entered": "登记台账",
    "organizations.register_corrected": "更正台账",
    "organizations.register_withdrawn": "撤回台账记录",
    "organizations.register_line_added": "登记台账明细",
    "organizations.register_line_corrected": "更正台账明细",
    "organizations.register_line_removed": "删除台账明细",
    "organizations.training_attended": "登记培训参加人员",
    "organizations.roster_uploaded": "上传名册",
    "organizations.roster_imported": "导入名册",
    "organizations.roster_discarded": "放弃名册",
    "organizations.roster_handed_out": "打印账号开通单",
    "organizations.roster_undone": "撤销名册导入",
    "organizations.grants_swept": "权限随任职更新",
    "organizations.unit_registered": "新登记单位",
    "organizations.account_requested": "申请重置密码或解除两步验证",
    "organizations.account_request_confirmed": "确认账号申请",
    "organizations.account_request_refused": "不同意账号申请",
    "organizations.account_request_withdrawn": "撤回账号申请",
    "organizations.added_in_admin": "后台新增",
    "organizations.changed_in_admin": "后台修改",
    "organizations.exported": "导出",
    "demo.district_generated": "生成演示数据",
}
