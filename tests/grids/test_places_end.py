"""Members move out; doors are put right, added and ended; buildings, grids and communities end (GRD-01, GRD-03)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.records.errors import RuleViolation
from grids import actions, queries, visits
from grids.home import grids_here
from grids.models import Building, Grid, Household, Residence
from tests.grids.conftest import SINCE, Place, make_person

DAY = date(2026, 11, 20)


def _today() -> date:
    return timezone.localdate()


@pytest.fixture
def door(building: Building) -> Household:
    return building.households.get(entrance=1, floor=3, door=2)


@pytest.fixture
def resident(place: Place, grid: Grid, door: Household) -> Residence:
    return actions.set_residence(by="t", person=place.member.person, grid=grid, household=door, since=SINCE)


@pytest.mark.requirement("GRD-03")
def test_a_member_moves_out_by_the_door_s_page(client: Client, place: Place, grid: Grid, resident: Residence) -> None:
    client.force_login(place.secretary)
    assert queries.counts([grid.pk], on=_today())[grid.pk].members == 1
    page = client.get(reverse("grids:household", args=[resident.household_id])).text
    address = reverse("grids:residence_end", args=[resident.pk])
    assert address in page
    assert client.post(address, {"on": SINCE}).status_code == 422, "not before moving in"
    assert client.post(address, {"on": _today()}).status_code == 302
    resident.refresh_from_db()
    assert resident.during.upper == _today() and queries.counts([grid.pk], on=_today())[grid.pk].members == 0
    later = _today() + timedelta(days=3)
    again = actions.set_residence(by="t", person=place.member.person, grid=grid, since=_today())
    actions.end_residence(by="t", residence=again, on=later, today=_today())
    assert queries.counts([grid.pk], on=_today())[grid.pk].members == 1


@pytest.mark.requirement("GRD-01")
def test_a_door_ends_when_nobody_lives_there(
    client: Client, place: Place, grid: Grid, door: Household, resident: Residence
) -> None:
    client.force_login(place.secretary)
    address, today = reverse("grids:door_end", args=[door.pk]), _today()
    refused = client.post(address, {"on": today})
    assert refused.status_code == 422 and "还有党员居住，请先结束或迁出" in refused.text
    actions.end_residence(by="t", residence=resident, on=today, today=today)
    assert client.post(address, {"on": today + timedelta(days=1)}).status_code == 422, "a fact, not ahead"
    assert client.post(address, {"on": today}).status_code == 302
    door.refresh_from_db()
    assert door.until == today
    assert queries.counts([grid.pk], on=today)[grid.pk].households == 23
    assert queries.counts([grid.pk], on=today - timedelta(days=1))[grid.pk].households == 24, "as it was"
    assert visits.visited([grid.pk], since=today, on=today)[grid.pk].households == 23
    page = client.get(reverse("grids:household", args=[door.pk])).text
    assert "撤销，只能查看" in page and "登记居住" not in page
    with pytest.raises(RuleViolation, match="撤销"):
        actions.set_residence(by="t", person=place.member.person, grid=grid, household=door, since=today)
    assert client.post(address, {"on": today}).status_code == 422, "once"


def test_doors_and_floors_are_put_right_by_page(
    client: Client, place: Place, building: Building, door: Household, resident: Residence
) -> None:
    client.force_login(place.secretary)
    client.post(reverse("grids:door_edit", args=[door.pk]), {"label": "1单元302甲"})
    door.refresh_from_db()
    assert door.label == "1单元302甲"
    new = reverse("grids:door_new", args=[building.pk])
    assert client.post(new, {"entrance": 3, "floor": 1}).status_code == 422, "two entrances"
    assert client.post(new, {"entrance": 1, "floor": 7}).status_code == 422, "six floors"
    assert client.post(new, {"entrance": 1, "floor": -1}).status_code == 302
    assert building.households.filter(floor=-1, label="1单元B101").exists()
    edit, sizes = reverse("grids:building_edit", args=[building.pk]), {"name": "3号楼", "order": 0, "version": 1}
    assert client.post(edit, sizes | {"entrances": 2, "floors": 7}).status_code == 302
    assert building.households.filter(floor=7).count() == 4
    fewer = client.post(edit, sizes | {"entrances": 2, "floors": 2, "version": 2})
    assert fewer.status_code == 422 and "1单元302甲已有登记" in fewer.text
    assert building.households.filter(floor=7).count() == 4, "nothing half done"
    assert client.post(edit, sizes | {"entrances": 1, "floors": 3, "version": 2}).status_code == 302
    assert building.households.count() == 7


@pytest.mark.requirement("GRD-01")
def test_a_community_whose_grids_have_ended_can_be_dissolved(
    client: Client, place: Place, grid: Grid, building: Building, resident: Residence
) -> None:
    client.force_login(place.secretary)
    today, head = _today(), make_person("网格长戊")
    actions.add_responsible_person(by="t", grid=grid, person=head, role="grid_head", since=SINCE)
    actions.put_up(by="t", grid=grid, kind="宣传栏", spot="大门", on=DAY, today=today)
    of_grid, of_building = reverse("grids:grid_end", args=[grid.pk]), reverse("grids:building_end", args=[building.pk])
    assert "还有楼栋" in client.post(of_grid, {"on": today}).text
    assert "还有党员居住" in client.post(of_building, {"on": today}).text
    actions.end_residence(by="t", residence=resident, on=today, today=today)
    assert client.post(of_building, {"on": today}).status_code == 302
    page = client.get(reverse("grids:grid", args=[grid.pk])).text
    assert "已撤销的楼栋：3号楼" in page and of_grid in page
    assert [each.blocks for each in grids_here(place.community, today) if each.count][0] == "还有 1 个网格"
    assert client.post(of_grid, {"on": today}).status_code == 302
    assert not [each for each in grids_here(place.community, today) if each.count], "nothing in the way any more"
    grid.refresh_from_db()
    assert grid.until == today and not grid.responsible_persons.in_force(today).exists()
    assert grid.responsible_persons.in_force(today - timedelta(days=1)).count() == 1, "as it was"
    assert not grid.postings.in_force(today).exists()
    assert client.get(reverse("grids:public_grid", args=[grid.token])).status_code == 404
    assert reverse("grids:grid", args=[grid.pk]) not in client.get(reverse("grids:index")).text
    shown = client.get(reverse("grids:grid", args=[grid.pk])).text
    assert "撤销，只能查看" in shown and "登记楼栋" not in shown
    with pytest.raises(RuleViolation, match="已于2026"):
        actions.create_building(by="t", grid=grid, name="4号楼", entrances=1, floors=1, doors=1, since=today)
