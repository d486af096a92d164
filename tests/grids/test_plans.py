"""The plan of a community with the boundaries of its grids, and where posters hang (GRD-01, GRD-02)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.records.errors import RuleViolation
from grids import actions, queries
from grids.models import Building, CommunityPlan, Posting
from tests.grids.test_grids import jpeg

TODAY = date(2026, 11, 25)


def hang(grid, spot, on, building=None) -> Posting:
    return actions.put_up(by="t", grid=grid, kind="宣传栏", spot=spot, on=on, today=TODAY, building=building)


@pytest.mark.requirement("GRD-01")
def test_boundaries_lie_on_the_picture_of_the_community(client, place, grid, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(place.secretary)
    address = reverse("grids:plan", args=[place.community.pk])
    for _ in range(2):
        upload = SimpleUploadedFile("我的社区.jpg", jpeg(), "image/jpeg")
        assert client.post(address, {"picture": upload}).status_code == 302
    plan = CommunityPlan.objects.get()
    with plan.picture.open() as file:
        assert plan.version == 2 and b"SecretCamera" not in file.read()
    for page in (address, reverse("grids:grid", args=[grid.pk]), reverse("grids:poster", args=[grid.pk])):
        text = client.get(page).text
        assert reverse("grids:plan_picture", args=[plan.pk]) in text and "100,100 500,100 500,500 100,500" in text
    refused = client.post(address, {"picture": SimpleUploadedFile("a.jpg", b"no picture", "image/jpeg")})
    assert refused.status_code == 422 and "照片打不开" in refused.text
    client.force_login(place.other_secretary)
    assert client.get(reverse("grids:plan_picture", args=[plan.pk])).status_code == 404


@pytest.mark.requirement("GRD-02")
def test_a_poster_hangs_at_one_place_once_and_is_replaced_on_a_day(place, grid, building):
    first = hang(grid, "大门", date(2026, 11, 2))
    second = hang(grid, "大门", date(2026, 11, 20))
    first.refresh_from_db()
    assert first.during.upper == second.during.lower == date(2026, 11, 20)
    with pytest.raises(RuleViolation, match="必须晚于"):
        hang(grid, "大门", date(2026, 11, 20))
    with pytest.raises(RuleViolation, match="不能晚于今天"):
        hang(grid, "后门", date(2026, 11, 26))
    actions.take_down(by="t", posting=second, on=date(2026, 11, 24), today=TODAY)
    assert not queries.postings(grid, on=TODAY) and len(queries.postings(grid, on=date(2026, 11, 3))) == 1
    with pytest.raises(RuleViolation, match="已登记于"):
        actions.take_down(by="t", posting=second, on=TODAY, today=TODAY)


@pytest.mark.requirement("GRD-02")
def test_posters_from_before_a_change_of_persons_are_out_of_date_and_bare_buildings_are_named(
    client, place, grid, building
):
    other = actions.create_building(by=place.secretary, grid=grid, name="4号楼", entrances=1, floors=1, doors=1)
    hang(grid, "3号楼门厅", date(2026, 11, 2), building)
    assert not queries.postings(grid, on=TODAY)[0].stale
    actions.add_responsible_person(
        by="t", grid=grid, person=place.member.person, role="grid_head", since=date(2026, 11, 10), today=TODAY
    )
    hang(grid, "大门", date(2026, 11, 10))
    assert {each.spot: each.stale for each in queries.postings(grid, on=TODAY)} == {"3号楼门厅": True, "大门": False}
    client.force_login(place.secretary)
    text = client.get(reverse("grids:grid", args=[grid.pk])).text
    assert "责任人有变动" in text and "还没有张贴的楼栋：4号楼" in text
    with pytest.raises(RuleViolation, match="不在这个网格"):
        hang(grid, "x", TODAY, Building(pk=other.pk, grid_id=0))
