"""What grids give to the home page, the search and the privacy rules."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from core.records.search import contains_walled
from core.web.home import Hanging, Hit, Query
from grids.models import Building, DutyPost, Grid, Household, Opinion, Residence, ResponsiblePerson
from grids.poster import headed_by, led_by
from grids.queries import VIEW, opinions_of
from grids.visits import seats_of
from organizations.models import Organization
from organizations.rules import Standing
from organizations.scoping import permissions_of


def responsible_persons(user: Any, permission: str) -> Any:
    """Responsible persons of a grid are reached by who may see grids there, and by nobody for members' data."""
    return (
        ResponsiblePerson.objects.visible_to(user, permission)
        if permission.endswith("_grid")
        else ResponsiblePerson.objects.none()
    ).values_list("person_id", flat=True)


def grids(user: Any, query: Query, limit: int) -> list[Hit]:
    if VIEW not in permissions_of(user):
        return []
    # A union, not an OR: each side is asked of its own index.
    named = Grid.objects.filter(contains_walled("grids_grid", "name", query.text)).values("pk")
    buildings = Building.objects.filter(contains_walled("grids_building", "name", query.text))
    named = named.union(buildings.values("grid"), all=True)
    rows = Grid.objects.visible_to(user, VIEW).filter(pk__in=named).select_related("organization")
    rows = rows.order_by("organization__path", "order", "code")[:limit]
    return [Hit(row.name, row.organization.label, reverse("grids:grid", args=[row.pk])) for row in rows]


def standing_in_grid(organization: Organization, person_id: int, on: date) -> list[str]:
    """Whether the person heads the grid of the grid branch, or lives in it."""
    heads = ResponsiblePerson.objects.in_force(on).filter(
        person_id=person_id, role=ResponsiblePerson.Role.GRID_HEAD, grid__grid_branch=organization
    )
    lives = Residence.objects.as_of(on).filter(person_id=person_id, grid__grid_branch=organization)
    return [*([Standing.GRID_HEAD] if heads.exists() else []), *([Standing.LIVES_HERE] if lives.exists() else [])]


def my_opinions(person_id: int, _today: date) -> dict[str, QuerySet[Opinion]]:
    """What the member raised and what is to be followed up, on the phone."""
    rows = opinions_of(person_id)
    return {
        "waiting": rows.filter(state=Opinion.State.RECEIVED),
        "to_rate": rows.filter(state=Opinion.State.ANSWERED, reporter_id=person_id),
    }


def seats(person_id: int, today: date) -> QuerySet[ResponsiblePerson]:
    """The grids that the reader heads or manages, on the phone."""
    return seats_of(person_id, on=today)


def led(person_id: int, today: date) -> QuerySet[Building]:
    """The buildings whose groups the reader leads, on the phone."""
    return led_by(person_id, on=today)


def headed(person_id: int, today: date) -> QuerySet[Household]:
    """The door whose member household the reader heads, on the phone."""
    return headed_by(person_id, on=today)


def posts_held(person_id: int, today: date) -> QuerySet[DutyPost]:
    """Posts with duties of the reader, on the phone."""
    rows: QuerySet[DutyPost] = DutyPost.objects.standing().filter(person=person_id, during__contains=today)
    return rows.order_by("kind", "pk")


AUDIT_LABELS = {
    "grids.building_created": "登记楼栋",
    "grids.area_added": "登记责任区、服务区",
    "grids.area_ended": "结束责任区、服务区",
    "grids.area_person_added": "登记责任区人员",
    "grids.area_person_ended": "结束责任区人员",
    "grids.entry_added": "单位、阵地进网格",
    "grids.entry_ended": "结束进网格",
    "grids.entry_end_undone": "撤销结束进网格",
    "grids.area_person_end_undone": "撤销结束责任区人员",
    "grids.building_updated": "修改楼栋",
    "grids.building_withdrawn": "撤回楼栋登记",
    "grids.cards_delivered": "发放联系卡",
    "grids.cards_printed": "打印联系卡",
    "grids.created": "新建网格",
    "grids.updated": "修改网格",
    "grids.withdrawn": "撤回网格设立",
    "grids.households_listed": "登记住户",
    "grids.member_household_set_up": "设立党员中心户",
    "grids.member_household_withdrawn": "撤回党员中心户",
    "grids.opinion_phone_revealed": "查看反映人电话",
    "grids.opinion_received": "受理民意",
    "grids.opinion_raised": "上报民意",
    "grids.opinion_answered": "答复民意",
    "grids.opinion_rated": "评价民意",
    "grids.opinion_reopened": "民意重新办理",
    "grids.opinion_signed": "签收民意",
    "grids.opinion_passed_on": "民意转办部门",
    "grids.opinion_returned": "登记部门回复",
    "grids.opinion_joined": "民意并办",
    "grids.opinion_separated": "拆开并办的民意",
    "grids.opinion_corrected": "更正民意登记",
    "grids.opinion_told": "告知反映人",
    "grids.opinion_code_handed": "交民意查询码",
    "grids.plan_saved": "上传社区平面图",
    "grids.poster_put_up": "张贴公示牌",
    "grids.poster_taken_down": "取下公示牌",
    "grids.residence_set": "登记居住网格",
    "grids.residence_withdrawn": "撤回居住登记",
    "grids.residence_ended": "登记迁出",
    "grids.door_added": "登记住户",
    "grids.door_named": "修改门牌",
    "grids.door_ended": "撤销住户",
    "grids.building_ended": "撤销楼栋",
    "grids.ended": "撤销网格",
    "grids.responsible_person_added": "任命网格责任人",
    "grids.responsible_person_end_undone": "撤销结束责任",
    "grids.responsible_person_posted": "修改公示内容",
    "grids.responsible_person_ended": "网格责任人离任",
    "grids.responsible_person_withdrawn": "撤回网格责任人任职",
    "grids.responsible_person_end_withdrawn": "撤回网格责任人离任",
    "grids.service_need_added": "登记服务对象",
    "grids.service_need_ended": "结束服务",
    "grids.service_need_prolonged": "延长服务",
    "grids.service_need_withdrawn": "撤回服务对象",
    "grids.added_in_admin": "后台新增",
    "grids.changed_in_admin": "后台修改",
    "grids.visit_logged": "登记网格走访",
    "grids.visit_withdrawn": "撤回网格走访",
    "grids.redrawn": "调整网格",
    "grids.redrawing_withdrawn": "撤回网格调整",
    "grids.exported": "导出",
}


def grids_here(organization: Any, on: date) -> list[Hanging]:
    """Grids at the organisation, below it or tied to it; opinions without an answer."""
    organizations = Organization.objects.under(organization).values("pk")
    here = Q(organization__in=organizations) | Q(grid_branch__in=organizations)
    grids = Grid.objects.standing(on).filter(here).count()
    opinions = Opinion.objects.under(organization).filter(state=Opinion.State.RECEIVED).count()
    return [
        Hanging("网格", grids, reverse("grids:index"), blocks=f"还有 {grids} 个网格", moved="划分和责任人不变"),
        Hanging(
            "没有答复的社情民意",
            opinions,
            reverse("grids:opinions"),
            blocks=f"还有 {opinions} 件社情民意没有答复",
            moved="办理和期限不变",
        ),
    ]
