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
    Dispute,
    DutyPost,
    DutyService,
    Estate,
    EstateContact,
    Grid,
    GridEntry,
    GridVisit,
    Household,
    Mediation,
    Opinion,
    Posting,
    Redrawing,
    Residence,
    ResponsiblePerson,
    ServiceNeed,
)
from grids.registers import REGISTERS
from organizations.actions import appoint, record_presence, register_unit
from tests.matrix import Place, Row, World, register_rows

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


def entry(world: World, place: Place) -> GridEntry:
    unit = register_unit(by="test", organization=place.street, name=f"{place.word}粮店", kind="enterprise")
    presence = record_presence(by="test", unit=unit, community=place.community, since=world.since, today=world.date)
    return actions.enter(by="test", grid=world.get("grids.Grid", place), thing=presence, since=world.since)


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
        photo=ContentFile(b"picture", name="photo.jpg"),
    )


def opinion_received(world: World, place: Place) -> Opinion:
    """One whose first receiver is the officer of the second grid."""
    return actions.receive_opinion(
        by="居民",
        community=place.community,
        grid=world.get("grids.Grid walked", place),
        content=f"{place.word}的井盖松了",
        at=timezone.now() - timedelta(hours=1),
        photo=ContentFile(b"picture", name="photo.jpg"),
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
        purpose="助餐",
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


def estate(world: World, place: Place) -> Estate:
    return Estate.objects.create(
        organization=place.community,
        name=f"{place.word}花园",
        kind="commercial",
        listed_on=world.since,
        moves_in_on=world.date + timedelta(days=60),
    )


def duty_post(world: World, place: Place) -> DutyPost:
    return DutyPost.objects.create(
        organization=place.community,
        person=place.member,
        kind="duty",
        name=f"{place.word}楼道岗",
        duties=f"{place.word}打扫楼道",
        during=(world.since, None),
    )


def duty_service(world: World, place: Place) -> DutyService:
    row = world.get("grids.DutyPost", place)
    return DutyService.objects.create(
        organization=place.community, post=row, served_on=world.date, content=f"{place.word}打扫"
    )


def estate_contact(world: World, place: Place) -> EstateContact:
    return EstateContact.objects.create(
        organization=place.community,
        estate=world.get("grids.Estate", place),
        contacted_on=world.since,
        partner="developer",
        content=f"{place.word}座谈",
    )


def dispute(world: World, place: Place) -> Dispute:
    return Dispute.objects.create(
        organization=place.community,
        received_on=world.since,
        due_on=add_months(world.since, 1),
        kind="neighbour",
        between="residents",
        subject=f"{place.word}楼上漏水",
    )


def dispute_closed(world: World, place: Place) -> Dispute:
    """Agreed upon in writing on the day after it was taken in."""
    return Dispute.objects.create(
        organization=place.community,
        received_on=world.since,
        due_on=add_months(world.since, 1),
        kind="neighbour",
        between="residents",
        subject=f"{place.word}楼道堆物",
        closed_on=world.since + timedelta(days=1),
        outcome="written",
        result="已清理",
    )


def mediation(world: World, place: Place) -> Mediation:
    return Mediation.objects.create(
        organization=place.community,
        dispute=world.get("grids.Dispute", place),
        held_on=world.since,
        mediator="网格长",
        turn="ongoing",
        content=f"{place.word}上门",
    )


def grid_walked(world: World, place: Place) -> Grid:
    """A second grid, whose officer is the member of the place."""
    made = actions.create_grid(
        by="test",
        community=place.community,
        code="W02",
        name=f"{place.word}二网格",
        since=world.since,
        with_branch=True,
    )
    actions.add_responsible_person(
        by="test", grid=made, person=place.member, role="grid_officer", since=world.since, content=f"{place.word}走访"
    )
    return made


def visit(world: World, place: Place) -> GridVisit:
    return actions.log_visit(
        by="test",
        grid=world.get("grids.Grid walked", place),
        person=place.member,
        visited_on=world.date,
        purpose="routine",
        today=world.date,
        at=timezone.now(),
        content=f"{place.word}上门",
    )


def redrawing(world: World, place: Place) -> Redrawing:
    [row] = actions.redraw(
        by="test",
        buildings=[world.get("grids.Building", place)],
        to=world.get("grids.Grid walked", place),
        on=world.date + timedelta(days=30),
        today=world.date,
        reason=f"{place.word}会议",
        at=timezone.now(),
    )
    return row


def building_led(world: World, place: Place) -> Building:
    """A building of the second grid, with the member household that the member of the place heads."""
    made = actions.create_building(
        by="test",
        grid=world.get("grids.Grid walked", place),
        name=f"{place.word}二号楼",
        entrances=1,
        floors=1,
        doors=1,
    )
    made.households.update(member_household=place.household)
    appoint(
        by="test",
        person=place.member,
        organization=place.household,
        position="household_head",
        since=world.since,
        full_time=False,
    )
    return made


OBJECTS = {
    "grids.Building led": building_led,
    "grids.Grid walked": grid_walked,
    "grids.GridVisit": visit,
    "grids.Redrawing": redrawing,
    "grids.Estate": estate,
    "grids.DutyPost": duty_post,
    "grids.DutyService": duty_service,
    "grids.EstateContact": estate_contact,
    "grids.Dispute": dispute,
    "grids.Dispute closed": dispute_closed,
    "grids.Mediation": mediation,
    "grids.GridEntry": entry,
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
    "grids.Opinion received": opinion_received,
}
_BY_TOKEN = {"kwargs": lambda found: {"token": found.token}, "public_choice": True}
ROWS = {
    **register_rows(REGISTERS),
    "grids:my_grid": Row("grids.Grid walked"),
    "grids:my_building": Row("grids.Building led"),
    "grids:responsible_details": Row("grids.Grid", see=VIEW),
    "grids:visit_new": Row("grids.Grid walked"),
    "grids:visit_withdraw": Row("grids.GridVisit"),
    "grids:redraw": Row("grids.Grid", see=VIEW),
    "grids:redraw_withdraw": Row("grids.Redrawing", see=VIEW),
    "grids:entered": Row("grids.Grid"),
    "grids:entry_new": Row("grids.Grid", see=VIEW),
    "grids:entry_end": Row("grids.GridEntry", see=VIEW),
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
    "grids:grid_end": Row("grids.Grid", see=VIEW),
    "grids:building_end": Row("grids.Building", see=VIEW),
    "grids:door_new": Row("grids.Building", see=VIEW),
    "grids:door_edit": Row("grids.Household", see=VIEW),
    "grids:door_end": Row("grids.Household", see=VIEW),
    "grids:residence_end": Row("grids.Residence", see=VIEW),
    "grids:member_household_withdraw": Row("grids.Household", see=VIEW),
    "grids:residence_new": Row("grids.Household", see=VIEW),
    "grids:residence_withdraw": Row("grids.Residence", see=VIEW),
    "grids:service_need_prolong": Row("grids.ServiceNeed", see=VIEW),
    "grids:needs": Row("grids.Grid"),
    "grids:lived": Row("grids.Grid"),
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
    "grids:opinion_photo": Row("grids.Opinion"),
    "grids:opinion_slip": Row("grids.Opinion", see=VIEW),
    **{f"grids:received{step}": Row("grids.Opinion received") for step in ("", "_photo", "_sign", "_answer", "_raise")},
    **{
        f"grids:opinion_{step}": Row("grids.Opinion", see=VIEW)
        for step in ("sign", "pass", "reply", "join", "separate", "correct", "tell")
    },
    "grids:public_opinion_photo": Row("grids.Opinion", **_BY_TOKEN),
    "grids:public_grid": Row("grids.Grid", **_BY_TOKEN),
    "grids:public_opinion": Row("grids.Opinion", **_BY_TOKEN),
    "grids:public_photo": Row(
        "grids.ResponsiblePerson",
        kwargs=lambda found: {"token": found.grid.token, "pk": found.pk},
        public_choice=True,
    ),
}
