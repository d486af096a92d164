"""Estates are a level of place; a new one is contacted before people move in (GRD-10)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.records.errors import RuleViolation
from core.web import worklist
from grids import actions
from grids.models import Building, Estate, EstateContact, Grid
from grids.registers_estates import ESTATES
from organizations.models import Organization
from organizations.registers.actions import enter as enter_entry
from tests.clock import TODAY
from tests.grids.conftest import SINCE, Place, make_organization

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("GRD-10")]
LISTED, MOVES_IN = date(2026, 11, 2), date(2026, 12, 20)


def typed(place: Place, **fields: Any) -> dict[str, Any]:
    given = {
        "organization": place.community.pk,
        "name": "天成首府",
        "kind": "commercial",
        "listed_on": LISTED.isoformat(),
    }
    return given | {"moves_in_on": MOVES_IN.isoformat(), "developer": "天成置业"} | fields


def enter(client: Client, place: Place, **fields: Any) -> Any:
    return client.post(reverse("grids:estates_new"), typed(place, **fields))


def due(place: Place, today: date) -> list[Any]:
    user = type(place.secretary).objects.get(pk=place.secretary.pk)
    return [item for item in worklist.due(user, today) if item.kind == "estate.contact"]


def test_a_new_estate_is_owed_a_contact_until_one_is_recorded(client: Client, place: Place) -> None:
    client.force_login(place.secretary)
    assert enter(client, place).status_code == 302
    estate = Estate.objects.get()
    [item] = due(place, TODAY)
    assert item.title == "入住前对接：天成首府" and item.due_on == date(2026, 12, 19)
    assert item.url == reverse("grids:estates_entry", args=[estate.pk])
    late = [item for item in due(place, date(2027, 1, 5)) if item.due_on == date(2026, 12, 19)]
    assert late, "not gone when people have moved in"
    page = client.get(item.url).text
    assert "入住前待对接" in page
    posted = {
        "contacted_on": "2026-11-20",
        "partner": "developer",
        "content": "商定设立临时党支部",
        "result": "提供活动室",
    }
    assert client.post(reverse("grids:estates_contact_new", args=[estate.pk]), posted).status_code == 302
    assert not due(place, TODAY)
    page = client.get(item.url).text
    assert "入住前已对接" in page and "商定设立临时党支部" in page and "提供活动室" in page


def test_an_estate_that_was_lived_in_before_owes_nothing_and_a_late_contact_is_called_late(
    client: Client, place: Place
) -> None:
    client.force_login(place.secretary)
    enter(client, place, name="红旗楼院", kind="old", moves_in_on="")
    enter(client, place, name="旧城花园", moves_in_on="2026-10-01")
    assert not due(place, TODAY)
    estate = Estate.objects.get(name="旧城花园")
    EstateContact.objects.create(
        organization=place.community, estate=estate, contacted_on=date(2026, 11, 3), partner="manager", content="上门"
    )
    assert "入住前没有对接" in client.get(reverse("grids:estates")).text


def test_buildings_stand_in_an_estate_whose_page_shows_grids_households_and_members(
    client: Client, place: Place, grid: Grid, building: Building
) -> None:
    client.force_login(place.secretary)
    enter(client, place)
    estate = Estate.objects.get()
    sizes = {"name": "5号楼", "entrances": 1, "floors": 2, "doors": 2, "since": "2026-11-20", "estate": estate.pk}
    assert client.post(reverse("grids:building_new", args=[grid.pk]), sizes).status_code == 302
    made = Building.objects.get(name="5号楼")
    edit = {"name": "3号楼", "estate": estate.pk, "address": "", "order": 1, "version": building.version}
    edit |= {"entrances": building.entrances, "floors": building.floors}
    assert client.post(reverse("grids:building_edit", args=[building.pk]), edit).status_code == 302
    actions.set_residence(
        by="t", person=place.member.person, grid=grid, household=made.households.first(), since=date(2026, 11, 20)
    )
    page = client.get(reverse("grids:estates_entry", args=[estate.pk])).text
    for words in ("第一网格", "3号楼", "5号楼", "28 户", "1 人"):
        assert words in page, words
    assert "天成首府" in client.get(reverse("grids:grid", args=[grid.pk]) + f"?building={made.pk}").text
    refused = client.post(
        reverse("grids:estates_withdraw", args=[estate.pk]), {"reason": "登错", "version": estate.version}
    )
    assert refused.status_code == 422 and "小区里还有楼栋" in refused.text


def test_estates_of_others_are_neither_chosen_nor_seen(client: Client, place: Place, grid: Grid) -> None:
    other = Estate.objects.create(
        organization=place.other_community, name="别处花园", kind="old", listed_on=date(2026, 11, 2)
    )
    client.force_login(place.secretary)
    sizes = {"name": "5号楼", "entrances": 1, "floors": 2, "doors": 2, "since": "2026-11-20", "estate": other.pk}
    assert client.post(reverse("grids:building_new", args=[grid.pk]), sizes).status_code == 422
    with pytest.raises(RuleViolation, match="本社区的小区"):
        actions.create_building(by="t", grid=grid, name="6号楼", entrances=1, floors=1, doors=1, estate=other)
    assert client.get(reverse("grids:estates_entry", args=[other.pk])).status_code == 404
    assert "别处花园" not in client.get(reverse("grids:estates")).text
    client.force_login(place.street_officer)
    assert "别处花园" in client.get(reverse("grids:estates")).text


def test_its_branch_stands_in_the_community_or_under_the_street(client: Client, place: Place) -> None:
    estate_branch = make_organization("estate_branch", "DX-A-X", "天成小区党支部", place.street)
    client.force_login(place.street_officer)
    assert enter(client, place, branch=estate_branch.pk).status_code == 302
    assert Estate.objects.get().branch == estate_branch
    far = make_organization(
        "street_working_committee", "DX-B", "乙街道党工委", Organization.objects.get(kind="district_department")
    )
    elsewhere = make_organization("estate_branch", "DX-B-X", "乙小区党支部", far)
    with pytest.raises(RuleViolation, match="本社区或本街道"):
        _entered(place, elsewhere)


def _entered(place: Place, branch: Any) -> None:
    enter_entry(
        by=place.secretary,
        register=ESTATES,
        organization=place.community,
        today=TODAY,
        name="甲",
        kind="old",
        listed_on=LISTED,
        branch=branch,
    )


def test_what_cannot_be_is_told_at_its_field(client: Client, place: Place) -> None:
    client.force_login(place.secretary)
    enter(client, place)
    for fields, words in (
        ({}, "这个社区已有同名小区"),
        ({"name": "乙", "listed_on": "2026-12-30"}, "登记日期不能晚于今天"),
        ({"name": "乙", "listed_on": "2019-01-01"}, "登记日期不能早于"),
        ({"name": "乙", "moves_in_on": "2033-01-01"}, "首批入住日期不能晚于"),
    ):
        answer = enter(client, place, **fields)
        assert answer.status_code == 422 and words in answer.text, words
    assert SINCE < LISTED
