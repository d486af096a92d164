"""What organisations give to the home page, the search, the inbox and the reach of persons."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from core.records import search
from core.web.home import Hit, Query
from organizations import queries
from organizations.models import Organization, Post, UnitPresence


def holders_of_posts(user: Any, permission: str) -> QuerySet[Any]:
    """Persons with a post in the scope, past ones too."""
    return Post.objects.visible_to(user, permission).values("person_id")


def contacts_of_units(user: Any, permission: str) -> QuerySet[Any]:
    """Contact persons of units in the scope."""
    return UnitPresence.objects.visible_to(user, permission).exclude(contact=None).values("contact_id")


def find_organizations(user: Any, query: Query, limit: int) -> Sequence[Hit]:
    found = Organization.objects.visible_to(user).filter(search.name_filter(query)).order_by("path")[:limit]
    return [Hit(each.name, each.get_kind_display(), reverse("organizations:detail", args=[each.pk])) for each in found]


AUDIT_LABELS = queries.EVENT_LABELS | {
    "organizations.post_cancelled": "取消任职",
    "organizations.roster_uploaded": "上传名册",
    "organizations.roster_imported": "导入名册",
    "organizations.roster_discarded": "放弃名册",
    "organizations.roster_undone": "撤销名册导入",
    "organizations.grants_swept": "权限随任职更新",
    "organizations.unit_registered": "新登记单位",
    "organizations.added_in_admin": "后台新增",
    "organizations.changed_in_admin": "后台修改",
    "organizations.exported": "导出",
    "demo.district_generated": "生成演示数据",
}
