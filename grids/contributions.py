"""What grids give to the home page, the search and the privacy rules."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse

from core import audit, search, worklist
from grids.models import Grid, Level, Opinion, ResponsiblePerson
from grids.queries import MANAGE, VIEW
from organizations.kinds import STREETS, Kind
from organizations.models import Organization
from organizations.scoping import permissions_of, reach, subtree_condition
from people import visibility

worklist.quick_action("登记社情民意", "grids:opinion_new", icon="edit", needs=("organizations.manage_grid",), order=40)


@visibility.register_source
def responsible_persons(user: Any, permission: str) -> Any:
    """Responsible persons of a grid are reached by who may see grids there, and by nobody for members' data."""
    return (
        ResponsiblePerson.objects.visible_to(user, permission)
        if permission.endswith("_grid")
        else ResponsiblePerson.objects.none()
    ).values_list("person_id", flat=True)


def _levels_of(kind: str) -> tuple[Level, ...]:
    """Whose turn it is: each place answers for its own level, a community for its grids, too."""
    if kind in STREETS:
        return (Level.STREET,)
    if kind == Kind.DISTRICT_DEPARTMENT:
        return (Level.DISTRICT,)
    return (Level.GRID,) if kind == Kind.GRID_BRANCH else (Level.GRID, Level.COMMUNITY)


@worklist.provider
def opinions_due(user: Any, today: date) -> Iterable[worklist.WorkItem]:
    """``opinion.answer``: opinions that wait at the user's own level, due by the working days of that level."""
    paths = reach(user, MANAGE)
    if not paths:
        return []
    mine = Q(pk__in=[])
    for path, kind in Organization.objects.filter(path__in=paths).values_list("path", "kind"):
        field = "grid__grid_branch__path" if kind in (Kind.GRID_BRANCH, Kind.BUILDING_GROUP) else "scope"
        mine |= Q(level__in=_levels_of(kind)) & subtree_condition([path], field=field)
    waiting = Opinion.objects.waiting().filter(mine)
    found = waiting.aggregate(count=Count("pk"), due=Min("due_on"), overdue=Count("pk", filter=Q(due_on__lt=today)))
    first = waiting.order_by("due_on", "pk").values_list("pk", flat=True).first()
    if first is None:
        return []
    return [
        worklist.WorkItem(
            due_on=found["due"],
            title=f"答复 {found['count']} 件社情民意",
            detail=f"其中 {found['overdue']} 件已逾期" if found["overdue"] else "在办理时限内",
            url=reverse("grids:opinion", args=[first]),  # the most urgent; its page leads to the others
            action="去答复",
            kind="opinion.answer",
            count=found["count"],
        )
    ]


@search.group("网格", order=40)
def grids(user: Any, query: search.Query, limit: int) -> list[search.Hit]:
    if VIEW not in permissions_of(user):
        return []
    rows = (
        Grid.objects.visible_to(user, VIEW)
        .filter(Q(name__icontains=query.text) | Q(buildings__name__icontains=query.text))
        .select_related("organization")
        .distinct()
        .order_by("organization__path", "order", "code")[:limit]
    )
    return [search.Hit(row.name, row.organization.label, reverse("grids:grid", args=[row.pk])) for row in rows]


audit.register_labels(
    {
        "grids.building_created": "登记楼栋",
        "grids.building_updated": "修改楼栋",
        "grids.cards_delivered": "发放联系卡",
        "grids.cards_printed": "打印联系卡",
        "grids.created": "新建网格",
        "grids.updated": "修改网格",
        "grids.member_household_set_up": "设立党员中心户",
        "grids.opinion_phone_revealed": "查看反映人电话",
        "grids.opinion_received": "受理民意",
        "grids.opinion_raised": "上报民意",
        "grids.opinion_answered": "答复民意",
        "grids.opinion_rated": "评价民意",
        "grids.opinion_reopened": "民意重新办理",
        "grids.residence_set": "登记居住网格",
        "grids.responsible_person_added": "任命网格责任人",
        "grids.responsible_person_ended": "网格责任人离任",
        "grids.service_need_added": "登记服务对象",
        "grids.added_in_admin": "后台新增",
        "grids.changed_in_admin": "后台修改",
        "grids.exported": "导出",
    }
)
