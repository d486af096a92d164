"""The plan of a community with the boundaries of its grids, and where posters hang (GRD-01, GRD-02)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.records.errors import RuleViolation
from grids import actions, poster
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
    assert not poster.postings(grid, on=TODAY) and len(poster.postings(grid, on=date(2026, 11, 3))) == 1
    with pytest.raises(RuleViolation, match="已登记于"):
        actions.take_down(by="t", posting=second, on=TODAY, today=TODAY)


@pytest.mark.requirement("GRD-02")
def test_posters_from_before_a_change_of_persons_are_out_of_date_and_bare_buildings_are_named(
    client, place, grid, building
):
    other = actions.create_building(by=place.secretary, grid=grid, name="4号楼", entrances=1, floors=1, doors=1)
    hang(grid, "3号楼门厅", date(2026, 11, 2), building)
    assert not poster.postings(grid, on=TODAY)[0].stale
    actions.add_responsible_person(
        by="t", grid=grid, person=place.member.person, role="grid_head", since=date(2026, 11, 10), today=TODAY
    )
    hang(grid, "大门", date(2026, 11, 10))
    assert {each.spot: each.stale for each in poster.postings(grid, on=TODAY)} == {"3号楼门厅": True, "大门": False}
    client.force_login(place.secretary)
    text = client.get(reverse("grids:grid", args=[grid.pk])).text
    assert "责任人有变动" in text and "还没有张贴的楼栋：4号楼" in text
    with pytest.raises(RuleViolation, match="不在这个网格"):
        hang(grid, "x", TODAY, Building(pk=other.pk, grid_id=0))


@pytest.mark.requirement("GRD-01")
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0,0 100,0 50,0", "重合"),  # a line
        ("0,0 100,0 100,100 100,0", "同一点"),
        ("0,0 100,0 100,100 100,50 0,50", "重合"),  # an edge back along the one before it
        ("0,0 100,0 100,100 50,0", "重合"),  # a corner on an edge
        ("0,0 100,100 100,0 0,100", "相互交叉"),
    ],
)
def test_a_boundary_that_is_no_area_is_refused(client, place, grid, typed, said):
    client.force_login(place.secretary)
    fields = {"name": grid.name, "order": 1, "grid_branch": grid.grid_branch_id, "version": 1, "boundary": typed}
    page = client.post(reverse("grids:grid_edit", args=[grid.pk]), fields)
    assert page.status_code == 422 and said in page.text and typed in page.text
    grid.refresh_from_db()
    assert grid.boundary[2] == [500, 500], "as it was"


@pytest.mark.requirement("GRD-01")
@pytest.mark.parametrize(
    ("typed", "warned"),
    [
        ("400,400 900,400 900,900", True),
        ("100,100 500,100 500,500 100,500", True),  # the same ground
        ("200,200 300,200 300,300", True),  # inside
        ("500,100 900,100 900,500 500,500", False),  # a border in common
    ],
)
def test_an_overlap_of_two_grids_is_told_and_kept(client, place, grid, typed, warned):
    other = actions.create_grid(by="t", community=place.community, code="W02", name="第二网格", since=TODAY)
    client.force_login(place.secretary)
    fields = {"name": "第二网格", "order": 2, "version": 1, "boundary": typed}
    page = client.post(reverse("grids:grid_edit", args=[other.pk]), fields, follow=True).text
    assert ("范围与第一网格有重叠，请核对" in page) is warned
    other.refresh_from_db()
    assert len(other.boundary) >= 3
