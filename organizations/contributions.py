"""What organisations give to the home page, the search, the inbox and the reach of persons."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from core import audit, outbox, rights, search, worklist
from organizations import queries
from organizations.models import Organization, Post, UnitPresence
from organizations.scoping import permissions_of
from people import visibility

rights.register_source(permissions_of)


def _still_held(post_ids: list[int]) -> set[int]:
    return queries.terms_still_running(post_ids, on=timezone.localdate())


outbox.register_kind("term.end", "任期届满提醒", channels=("email",), still_due=_still_held)


@visibility.register_source
def holders_of_posts(user: Any, permission: str) -> QuerySet[Any]:
    """Persons with a post in the scope, past ones too."""
    return Post.objects.visible_to(user, permission).values("person_id")


@visibility.register_source
def contacts_of_units(user: Any, permission: str) -> QuerySet[Any]:
    """Contact persons of units in the scope."""
    return UnitPresence.objects.visible_to(user, permission).exclude(contact=None).values("contact_id")


@search.group("组织", order=20)
def find_organizations(user: Any, query: search.Query, limit: int) -> Sequence[search.Hit]:
    found = Organization.objects.visible_to(user).filter(search.name_filter(query)).order_by("path")[:limit]
    return [
        search.Hit(each.name, each.get_kind_display(), reverse("organizations:detail", args=[each.pk]))
        for each in found
    ]


@worklist.provider
def terms_ending(user: Any, today: date) -> Iterable[worklist.WorkItem]:
    """``term_election.prepare``: one line for the terms that end soon or have ended (ORG-11)."""
    if "organizations.manage_organization" not in permissions_of(user):
        return []
    ending = list(
        queries.ending_terms(user, on=today, days=max(queries.remind_days(today))).values_list("term_ends_on")[:200]
    )
    if not ending:
        return []
    first = ending[0][0]
    late = sum(1 for (day,) in ending if day < today)
    detail = f"最早 {first:%Y-%m-%d}" + (f",{late} 个已过届满日期" if late else "")
    return [
        worklist.WorkItem(
            due_on=first,
            title=f"{len(ending)} 个职务任期将届满",
            detail=detail,
            url=reverse("organizations:posts") + "?ending=1",
            action="查看",
            kind="term_election.prepare",
            count=len(ending),
        )
    ]


worklist.quick_action(
    "办理任职", "organizations:index", icon="tree", needs=("organizations.manage_organization",), order=70
)


audit.register_labels(
    queries.EVENT_LABELS
    | {
        "organizations.post_cancelled": "取消任职",
        "organizations.imported": "导入组织",
        "organizations.grants_swept": "权限随任职更新",
        "organizations.unit_registered": "新登记单位",
        "organizations.added_in_admin": "后台新增",
        "organizations.changed_in_admin": "后台修改",
        "organizations.exported": "导出",
        "demo.district_generated": "生成演示数据",
    }
)
