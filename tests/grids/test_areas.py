"""Responsibility and service areas of a grid, each with members, activists and representatives (GRD-04)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from core.records.errors import RuleViolation
from grids import actions, queries
from grids.models import Area, AreaPerson, Grid
from members.models import DualRegistration
from organizations.models import Organization
from people.models import Person
from tests.assessments import planting

TODAY = date(2026, 11, 25)
SINCE = date(2026, 3, 1)
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("GRD-04")]


class World:
    def __init__(self) -> None:
        self.district = planting.plant_tree()
        self.community, self.other, *_ = self.district.communities
        self.grids = [self.grid(self.community, number) for number in (1, 2)]

    def grid(self, community: Organization, number: int) -> Grid:
        return actions.create_grid(
            by="t", community=community, code=f"W{number:02}", name=f"第{number}网格", since=date(2025, 1, 1)
        )

    def area(self, kind: str = "responsibility", name: str = "一片", grid: int = 0, **words: Any) -> Area:
        return actions.add_area(
            by="t", grid=self.grids[grid], kind=kind, name=name, today=TODAY, **{"since": SINCE} | words
        )

    def put(self, area: Area, role: str, person: Person | None = None, since: date = SINCE) -> AreaPerson:
        chosen = person or planting.person()
        return actions.add_area_person(by="t", area=area, person=chosen, role=role, since=since, today=TODAY)

    def whole(self, area: Area) -> None:
        self.put(area, "member", planting.member(self.district.branch[self.community.pk]).person)
        self.put(area, "activist")
        self.put(area, "mass_representative")

    def lacking(self, on: date = TODAY) -> dict[int, list[str]]:
        return queries.lacking_areas([grid.pk for grid in self.grids], on=on)


@pytest.fixture
def world(db: None) -> World:
    return World()


def refused(act: Any, match: str, field: str | None) -> None:
    with pytest.raises(RuleViolation, match=match) as caught, transaction.atomic():
        act()
    assert caught.value.field == field


def test_a_grid_lacks_its_areas_until_each_kind_has_all_three(world: World, django_assert_num_queries: Any) -> None:
    first, second = (grid.pk for grid in world.grids)
    assert world.lacking() == dict.fromkeys((first, second), ["没有责任区", "没有服务区"])
    duty = world.area()
    assert world.lacking()[first] == ["责任区人员不齐", "没有服务区"]
    world.whole(duty)
    assert world.lacking()[first] == ["没有服务区"]
    service = world.area("service", "便民服务片")
    world.put(service, "member", planting.member(world.district.branch[world.community.pk]).person)
    world.put(service, "activist")
    assert world.lacking()[first] == ["服务区人员不齐"]
    assert queries.missing_roles(service, on=TODAY) == ["群众代表"]
    row = world.put(service, "mass_representative")
    with django_assert_num_queries(2):
        assert world.lacking() == {second: ["没有责任区", "没有服务区"]}
    assert world.lacking(on=SINCE - timedelta(days=1)).keys() == {first, second}  # of a day before, as it was
    actions.end_area_person(by="t", row=row, on=TODAY, today=TODAY)
    assert world.lacking()[first] == ["服务区人员不齐"]
    assert first not in world.lacking(on=TODAY - timedelta(days=1))


def test_a_member_belongs_to_the_community_by_branch_or_registration_on_the_day(world: World) -> None:
    area = world.area()
    foreign = planting.member(world.district.branch[world.other.pk]).person
    refused(lambda: world.put(area, "member", foreign), "没有在本社区报到", "name")
    registered = planting.registration(planting.unit(world.community), day=date(2026, 5, 1))
    DualRegistration.objects.filter(pk=registered.pk).update(person=foreign)
    refused(lambda: world.put(area, "member", foreign, date(2026, 4, 1)), "这一天", "name")
    assert world.put(area, "member", foreign, date(2026, 6, 1)).role == "member"
    assert world.put(area, "activist", planting.person()).role == "activist"  # no member, asked of nobody


def test_days_and_doubles_are_refused_at_their_field(world: World) -> None:
    area = world.area()
    refused(lambda: world.area(name="一片", since=date(2026, 4, 1)), "同名", None)
    refused(lambda: world.area(name="二片", since=date(2024, 12, 31)), "不能早于", "since")
    refused(lambda: world.area(name="二片", since=date(2028, 1, 1)), "不能晚于", "since")
    person = planting.person()
    refused(lambda: world.put(area, "activist", person, date(2026, 2, 1)), "还没有设立", "since")
    row = world.put(area, "activist", person)
    refused(lambda: world.put(area, "mass_representative", person), "已在这个责任区", None)
    refused(lambda: actions.end_area_person(by="t", row=row, on=SINCE, today=TODAY), "晚于开始", "on")


def test_an_area_ends_with_its_people_and_its_name_is_free_again(world: World) -> None:
    area = world.area()
    world.whole(area)
    later = world.put(area, "activist", since=date(2026, 12, 10))
    refused(lambda: actions.end_area(by="t", area=area, on=date(2026, 12, 1), today=TODAY), "先结束其安排", "on")
    actions.end_area_person(by="t", row=later, on=date(2026, 12, 11), today=TODAY)
    ended = actions.end_area(by="t", area=area, on=date(2026, 12, 20), today=TODAY)
    assert ended.during[1] == date(2026, 12, 20)
    assert {row.during.upper for row in area.persons.all()} == {date(2026, 12, 11), date(2026, 12, 20)}
    assert world.area(name="一片", since=date(2026, 12, 20)).pk != area.pk
    assert world.lacking(on=date(2026, 12, 20))[world.grids[0].pk] == ["责任区人员不齐", "没有服务区"]
