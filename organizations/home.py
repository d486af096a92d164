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
from organizations.kinds import COMMUNITY_ORGANIZATIONS, Kind
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
    """A seat on the big committee above, the head of a member household below; of a big committee itself the office in
    the community's own organisation."""
    held = Post.objects.in_force(on).filter(person_id=person_id)
    if organization.kind == Kind.BIG_COMMITTEE:
        return _offices_beside(organization, held)
    above = held.filter(organization_id__in=organization.ancestor_ids, organization__kind=Kind.BIG_COMMITTEE)
    below = held.filter(position=Position.HOUSEHOLD_HEAD).under(organization)
    return [
        *([Standing.ON_BIG_COMMITTEE] if above.exists() else []),
        *([Standing.HEADS_HOUSEHOLD] if below.exists() else []),
    ]


def _offices_beside(committee: Organization, held: QuerySet[Post]) -> list[str]:
    """Elected secretary or full-time deputy of the community's organisation (S2 二(四); ORG-09)."""
    community = Organization.objects.filter(pk__in=committee.ancestor_ids, kind=Kind.COMMUNITY).first()
    if community is None:
        return []
    offices = held.under(community).filter(organization__kind__in=COMMUNITY_ORGANIZATIONS)  # type: ignore[attr-defined]
    elected = offices.filter(position=Position.SECRETARY, basis=Post.Basis.ELECTION)
    deputy = offices.filter(position=Position.FULL_TIME_DEPUTY)
    return [
        *([Standing.ELECTED_SECRETARY] if elected.exists() else []),
        *([Standing.FULL_TIME_DEPUTY] if deputy.exists() else []),
    ]


def find_organizations(user: Any, query: Query, limit: int) -> Sequence[Hit]:
    found = Organization.objects.visible_to(user).filter(search.name_filter(query)).order_by("path")[:limit]
    return [Hit(each.name, each.get_kind_display(), reverse("organizations:detail", args=[each.pk])) for each in found]


AUDIT_LABELS = queries.EVENT_LABELS | {
    "organizations.post_cancelled": "取消任职",
    "organizations.handed_over": "办理工作交接",
    "organizations.handover_signed": "签收工作交接",
    "organizations.acting_named": "确定代理",
    "organizations.acting_ended": "结束代理",
    "organizations.post_ended_by_term": "换届离任",
    "organizations.order_joined": "文件补充人员",
    "organizations.reorganization_entered": "登记机构调整",
    "organizations.reorganized": "机构调整生效",
    "organizations.reorganization_not_taken": "机构调整未能生效",
    "organizations.reorganization_withdrawn": "撤回机构调整",
    "organizations.register_entered": "登记台账",
    "organizations.register_corrected": "更正台账",
    "organizations.register_withdrawn": "撤回台账记录",
    "organizations.register_line_added": "登记台账明细",
    "organizations.register_line_corrected": "更正台账明细",
    "organizations.register_line_removed": "删除台账明细",
    "organizations.published": "发布公示",
    "organizations.publication_withdrawn": "撤回公示",
    "organizations.publication_objected": "提出异议",
    "organizations.publication_concluded": "办结公示",
    "organizations.case_begun": "登记办理事项",
    "organizations.case_step_taken": "登记办理步骤",
    "organizations.case_given_back": "退回办理步骤",
    "organizations.case_stopped": "终止办理事项",
    "organizations.case_corrected": "更正办理事项",
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
