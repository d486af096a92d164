"""Poster, cards and public page follow the posts; leaders and heads have their page on the phone (GRD-02)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grids import actions, poster
from grids.models import Building, Grid, ResponsiblePerson
from members.models import Membership
from organizations.actions import appoint, end_post
from people.models import User
from tests.grids.conftest import SINCE, Place, make_person, make_user

FROM = date(2026, 3, 1)


def _lead(place: Place, building: Building, name: str) -> User:
    """An account of a member of the community, who leads the building's group."""
    group = actions.set_up_group(by="t", building=building, since=FROM)
    user = make_user(f"leader-{building.pk}", make_person(name))
    Membership.objects.create(person=user.person, organization=place.branch, during=(SINCE, None))
    appoint(by="t", person=user.person, organization=group, position="leader", since=FROM, full_time=False)
    return user


@pytest.mark.requirement("GRD-02")
def test_the_poster_follows_the_posts(client: Client, place: Place, grid: Grid, building: Building) -> None:
    client.force_login(place.secretary)
    today, public = timezone.localdate(), reverse("grids:public_grid", args=[grid.token])
    secretary = make_person("高书记")
    post = appoint(
        by="t", person=secretary, organization=grid.grid_branch, position="secretary", since=FROM, full_time=False
    )
    _lead(place, building, "楼组长")
    page = client.get(reverse("grids:poster", args=[grid.pk])).text
    assert "高书记" in page and "网格大党支部书记" in page and "楼组长" in page and "楼栋党小组组长" in page
    assert not ResponsiblePerson.objects.exists(), "typed by nobody"
    assert "高书记" in client.get(public).text
    form = client.get(reverse("grids:responsible_new", args=[grid.pk])).context["form"]
    assert "grid_branch_secretary" not in dict(form.fields["role"].choices)

    details = reverse("grids:responsible_details", args=[grid.pk])
    assert details in client.get(reverse("grids:grid", args=[grid.pk])).text
    typed = {
        "holder": f"grid_branch_secretary-{secretary.pk}",
        "office_phone": "0310-8111111",
        "phone_public": "on",
        "content": "抓党建",
        "duties": "",
    }
    assert client.post(details, typed | {"office_phone": "abc"}).status_code == 422
    assert client.post(details, typed).status_code == 302
    assert client.post(details, typed | {"content": "抓支部建设"}).status_code == 302
    row = ResponsiblePerson.objects.get()
    assert (row.person, row.content, row.public_phone) == (secretary, "抓支部建设", "0310-8111111")
    assert "抓支部建设" in client.get(public).text

    actions.put_up(by="t", grid=grid, kind="宣传栏", spot="大门", on=today - timedelta(days=5), today=today)
    assert not poster.postings(grid, on=today).get().stale
    end_post(by="t", post=post, on=today, today=today)
    assert "高书记" not in client.get(public).text, "gone with the post, and what was said of him"
    assert poster.postings(grid, on=today).get().stale


def test_leaders_and_heads_have_their_page_and_no_right_of_the_office(
    client: Client, place: Place, grid: Grid, building: Building
) -> None:
    leader = _lead(place, building, "楼组长")
    door = building.households.get(entrance=1, floor=3, door=2)
    head = make_user("head", place.member.person)
    actions.set_up_member_household(by="t", household=door, person=head.person, since=FROM)
    other = actions.create_building(by="t", grid=grid, name="4号楼", entrances=1, floors=1, doors=1, since=SINCE)
    mine = reverse("grids:my_building", args=[building.pk])
    client.force_login(leader)
    assert mine in client.get(reverse("grids:my_grids")).text
    assert "3号楼" in client.get("/").text
    page = client.get(mine).text
    assert "楼栋党小组组长" in page and "302" in page and "中心户" in page
    assert place.member.person.name not in page, "doors, not names"
    assert client.get(reverse("grids:my_building", args=[other.pk])).status_code == 404
    client.force_login(head)
    assert "户长" in client.get(reverse("grids:my_grids")).text
    page = client.get(mine).text
    assert "我的中心户" in page and "楼组长" in page and "301" not in page
    assert client.get(reverse("grids:my_building", args=[other.pk])).status_code == 404
    assert client.get(reverse("grids:grid", args=[grid.pk])).status_code == 403
    client.force_login(make_user("stranger", make_person("旁人")))
    assert client.get(mine).status_code == 404
