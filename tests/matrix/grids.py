from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from core.chinese.dates import add_months
from grids import actions
from grids.models import (
    Area,
    AreaPerson,
    Building,
    CommunityPlan,
    Grid,
    Household,
    Opinion,
    Posting,
    Residence,
    ResponsiblePerson,
    ServiceNeed,
)
from tests.matrix import Place, Row, World

VIEW = "organizations.view_grid"


def grid(world: World, place: Place) -> Grid:
    return actions.create_grid(
        by="test",
        community=place.community,
        code="W01",
        name=f"{place.word}网格",
        since=world.since,
        grid_branch=place.grid_branch,
    )


def building(world: World, place: Place) -> Building:
    return actions.create_building(
        by="test",
        grid=world.get("grids.Grid", place),
        name=f"{place.word}1号楼",
        entrances=1,
        floors=2,
        doors=1,
        building_group=place.building_group,
    )


def household(world: World, place: Place) -> Household:
    return world.get("grids.Building", place).households.first()


def area(world: World, place: Place) -> Area:
    return actions.add_area(
        by="test",
        grid=world.get("grids.Grid", place),
        kind="service",
        name=f"{place.word}服务区",
        since=world.since,
    )


def area_person(world: World, place: Place) -> AreaPerson:
    return actions.add_area_person(
        by="test",
        area=world.get("grids.Area", place),
        person=place.secretary,
        role="activist",
        since=world.since,
    )


def responsible(world: World, place: Place) -> ResponsiblePerson:
    return actions.add_responsible_person(
        by="test",
        grid=world.get("grids.Grid", place),
        person=place.secretary,
        role="grid_head",
        since=world.since,
        content=f"{place.word}巡查",
    )


def opinion(world: World, place: Place) -> Opinion:
    return actions.receive_opinion(
        by="居民",
        community=place.community,
        grid=world.get("grids.Grid", place),
        content=f"{place.word}的路灯坏了",
        at=timezone.now() - timedelta(hours=1),
        phone="13900001234",
    )


def residence(world: World, place: Place) -> Residence:
    return actions.set_residence(
        by="test",
        person=place.member,
        grid=world.get("grids.Grid", place),
        household=world.get("grids.Household", place),
        since=world.since,
    )


def need(world: World, place: Place) -> ServiceNeed:
    return actions.add_service_need(
        by="test",
        grid=world.get("grids.Grid", place),
        household=world.get("grids.Household", place),
        category="elderly",
        purpose=f"{place.word}助餐",
        age=80,
        consent_on=world.since,
        since=world.since,
        until=add_months(world.since, 6),
    )


def plan(world: World, place: Place) -> CommunityPlan:
    picture = ContentFile(b"picture", name="plan.jpg")
    return actions.save_plan(by="test", community=place.community, picture=picture)


def posting(world: World, place: Place) -> Posting:
    return actions.put_up(
        by="test",
        grid=world.get("grids.Grid", place),
        kind="宣传栏",
        spot=f"{place.word}大门",
        on=world.since,
        today=world.date,
    )


OBJECTS = {
    "grids.CommunityPlan": plan,
    "grids.Posting": posting,
    "grids.Grid": grid,
    "grids.Area": area,
    "grids.AreaPerson": area_person,
    "grids.Building": building,
    "grids.Household": household,
    "grids.ResponsiblePerson": responsible,
    "grids.Residence": residence,
    "grids.ServiceNeed": need,
    "grids.Opinion": opinion,
}
_BY_TOKEN = {"kwargs": lambda found: {"token": found.token}, "public_choice": True}
ROWS = {
    "grids:grid": Row("grids.Grid"),
    "grids:poster": Row("grids.Grid"),
    "grids:grid_edit": Row("grids.Grid", see=VIEW),
    "grids:plan": Row("organizations.Organization", see=VIEW),
    "grids:plan_picture": Row("grids.CommunityPlan"),
    "grids:area_new": Row("grids.Grid", see=VIEW),
    "grids:area": Row("grids.Area"),
    "grids:area_end": Row("grids.Area", see=VIEW),
    "grids:area_person_new": Row("grids.Area", see=VIEW),
    "grids:area_person_end": Row("grids.AreaPerson", see=VIEW),
    "grids:posting_new": Row("grids.Grid", see=VIEW),
    "grids:posting_renew": Row("grids.Posting", see=VIEW),
    "grids:posting_end": Row("grids.Posting", see=VIEW),
    "grids:building_new": Row("grids.Grid", see=VIEW),
    "grids:responsible_new": Row("grids.Grid", see=VIEW),
    "grids:cards": Row("grids.Grid", see=VIEW),
    "grids:cards_deliver": Row("grids.Grid", see=VIEW),
    "grids:building_edit": Row("grids.Building", see=VIEW),
    "grids:grid_withdraw": Row("grids.Grid", see=VIEW),
    "grids:building_withdraw": Row("grids.Building", see=VIEW),
    "grids:household": Row("grids.Household"),
    "grids:member_household_withdraw": Row("grids.Household", see=VIEW),
    "grids:residence_new": Row("grids.Household", see=VIEW),
    "grids:residence_withdraw": Row("grids.Residence", see=VIEW),
    "grids:service_need_end": Row("grids.ServiceNeed", see=VIEW),
    "grids:service_need_withdraw": Row("grids.ServiceNeed", see=VIEW),
    "grids:responsible_withdraw": Row("grids.ResponsiblePerson", see=VIEW),
    "grids:member_household_new": Row("grids.Household", see=VIEW),
    "grids:service_need_new": Row("grids.Household", see=VIEW),
    "grids:responsible_end": Row("grids.ResponsiblePerson", see=VIEW),
    "grids:opinion": Row("grids.Opinion"),
    "grids:opinion_answer": Row("grids.Opinion", see=VIEW),
    "grids:opinion_raise": Row("grids.Opinion", see=VIEW),
    "grids:opinion_phone": Row("grids.Opinion", see=VIEW),
    "grids:public_grid": Row("grids.Grid", **_BY_TOKEN),
    "grids:public_opinion": Row("grids.Opinion", **_BY_TOKEN),
    "grids:public_photo": Row(
        "grids.ResponsiblePerson",
        kwargs=lambda found: {"token": found.grid.token, "pk": found.pk},
        public_choice=True,
    ),
}
