"""Grids, buildings, households, responsible persons and cards through the client."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from core.models import AuditEvent
from core.records.errors import RuleViolation
from grids import actions, queries
from grids.models import Building, ContactCard, Grid, Household, Residence, ResponsiblePerson, ServiceNeed
from organizations.actions import appoint
from organizations.kinds import Kind
from organizations.models import Organization, Post
from tests.grids.conftest import SINCE, make_organization, make_person, make_user

TODAY = timezone.localdate


def jpeg(width=2000, height=1500) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (width, height), (180, 22, 27))
    exif = image.getexif()
    exif[0x010F] = "SecretCamera"
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.mark.requirement("GRD-01")
def test_a_secretary_sets_up_a_grid_with_its_branch_and_a_building_of_households(client, place):
    client.force_login(place.secretary)
    response = client.post(
        reverse("grids:grid_new"),
        {
            "organization": place.community.pk,
            "code": "W01",
            "name": "第一网格",
            "with_branch": "on",
            "since": "2026-11-01",
        },
    )
    grid = Grid.objects.get()
    assert response.url == reverse("grids:building_new", args=[grid.pk])
    assert grid.grid_branch.kind == Kind.GRID_BRANCH
    assert grid.grid_branch.path.startswith(place.committee.path)
    client.post(
        response.url,
        {"name": "3号楼", "entrances": 2, "floors": 6, "doors": 2, "address": "和平路1号", "since": "2026-11-02"},
    )
    building = Building.objects.get()
    assert Household.objects.filter(building=building).count() == 24
    page = client.get(reverse("grids:grid", args=[grid.pk])).content.decode()
    assert ">602<" in page and "第一网格大党支部" in page


@pytest.mark.requirement("GRD-01")
def test_a_grid_branch_serves_one_grid_and_must_be_one_of_the_community(place, grid):
    with pytest.raises(RuleViolation):
        actions.create_grid(
            by="t", community=place.community, code="W02", name="第二网格", since=SINCE, grid_branch=grid.grid_branch
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Grid.objects.create(organization=place.community, code="W03", name="第三网格", grid_branch=place.branch)
    foreign = Organization.objects.get(code="DX-A-2D")
    branch = make_organization(Kind.GRID_BRANCH, "DX-A-2D-W01", "外网格大党支部", foreign)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grid.objects.create(organization=place.community, code="W04", name="第四网格", grid_branch=branch)


def test_a_boundary_that_crosses_itself_is_refused_at_its_field_and_keeps_the_text(client, place, grid):
    client.force_login(place.secretary)
    url = reverse("grids:grid_edit", args=[grid.pk])
    data = {"name": "第一网格", "order": 1, "grid_branch": grid.grid_branch_id, "version": grid.version}
    page = client.post(url, data | {"boundary": "0,0 10,10 10,0 0,10"}).content.decode()
    assert "相互交叉" in page and "0,0 10,10 10,0 0,10" in page
    assert client.post(url, data | {"boundary": "0,0 10,0 10,10"}).status_code == 302
    grid.refresh_from_db()
    assert grid.boundary == [[0, 0], [10, 0], [10, 10]]


def test_the_second_editor_of_a_grid_is_told_and_sees_both_texts(client, place, grid):
    client.force_login(place.secretary)
    url = reverse("grids:grid_edit", args=[grid.pk])
    data = {"order": 1, "grid_branch": grid.grid_branch_id, "version": grid.version, "boundary": ""}
    assert client.post(url, data | {"name": "东网格"}).status_code == 302
    response = client.post(url, data | {"name": "西网格"})
    assert response.status_code == 409
    assert "东网格" in response.content.decode() and "西网格" in response.content.decode()
    grid.refresh_from_db()
    assert grid.name == "东网格"


def test_a_member_household_stands_under_the_building_group_with_its_head(client, place, building):
    client.force_login(place.secretary)
    household = Household.objects.get(building=building, entrance=1, floor=3, door=2)
    client.post(
        reverse("grids:member_household_new", args=[household.pk]),
        {"name": "赵民国", "since": "2026-01-10"},
    )
    household.refresh_from_db()
    building.refresh_from_db()
    organization = household.member_household
    assert organization.kind == Kind.MEMBER_HOUSEHOLD
    assert organization.path.startswith(building.building_group.path)
    head = Post.objects.get(organization=organization)
    assert (head.person, head.position) == (place.member.person, "household_head")
    assert Residence.objects.as_of(date(2026, 6, 1)).get(person=place.member.person).household == household
    page = client.get(reverse("grids:grid", args=[building.grid_id])).content.decode()
    assert "中心户" in page


def test_a_head_who_is_not_on_the_register_is_refused(client, place, building):
    client.force_login(place.secretary)
    household = building.households.first()
    page = client.post(
        reverse("grids:member_household_new", args=[household.pk]), {"name": "查无此人", "since": "2026-01-10"}
    ).content.decode()
    assert "没有找到这个姓名" in page
    assert not Organization.objects.filter(kind=Kind.MEMBER_HOUSEHOLD).exists()


@pytest.mark.requirement("GRD-03")
def test_counts_of_a_grid_are_those_of_the_day(place, grid, building):
    household = building.households.first()
    actions.set_up_member_household(by="t", household=household, person=place.member.person, since=date(2026, 2, 1))
    other = make_person("钱多多")
    actions.set_residence(by="t", person=other, grid=grid, since=date(2026, 5, 1))
    actions.add_service_need(
        by="t",
        grid=grid,
        household=household,
        category="elderly",
        purpose="助餐",
        age=80,
        consent_on=date(2026, 3, 1),
        since=date(2026, 3, 1),
        until=date(2026, 9, 1),
    )
    counts = queries.counts([grid.pk], on=date(2026, 6, 1))[grid.pk]
    assert (counts.organizations, counts.buildings, counts.households) == (3, 1, 24)
    assert (counts.member_households, counts.members, counts.recipients) == (1, 2, 1)
    early = queries.counts([grid.pk], on=date(2026, 2, 15))[grid.pk]
    assert (early.members, early.recipients) == (1, 0)
    late = queries.counts([grid.pk], on=date(2026, 9, 1))[grid.pk]
    assert late.recipients == 0


def test_a_member_who_moves_lives_in_one_place_at_a_time(place, grid, building):
    first, second = building.households.all()[:2]
    person = place.member.person
    actions.set_residence(by="t", person=person, grid=grid, household=first, since=date(2026, 1, 1))
    actions.set_residence(by="t", person=person, grid=grid, household=second, since=date(2026, 4, 1))
    assert Residence.objects.as_of(date(2026, 3, 31)).get(person=person).household == first
    assert Residence.objects.as_of(date(2026, 4, 1)).get(person=person).household == second


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_and_the_matrix_cost_the_same_queries_at_any_size(
    client, place, grid, building, rows, django_assert_max_num_queries
):
    for number in range(2, rows + 1):
        other = actions.create_grid(
            by="t", community=place.community, code=f"W{number:02d}", name=f"第{number}网格", since=SINCE
        )
        actions.create_building(by="t", grid=other, name="1号楼", entrances=1, floors=2, doors=2)
    actions.create_building(by="t", grid=grid, name="大楼", entrances=2, floors=rows, doors=2)
    client.force_login(place.secretary)
    with django_assert_max_num_queries(12):
        client.get(reverse("grids:index"))
    with django_assert_max_num_queries(17):
        client.get(reverse("grids:grid", args=[grid.pk]))


@pytest.mark.parametrize("name", ["grids:grid", "grids:poster", "grids:grid_edit", "grids:building_new"])
def test_a_foreign_grid_does_not_exist_for_another_secretary(client, place, grid, name):
    client.force_login(place.other_secretary)
    assert client.get(reverse(name, args=[grid.pk])).status_code == 404


def test_the_secretary_of_a_grid_branch_works_in_the_own_grid_only(client, place, grid, building):
    other = actions.create_grid(
        by="t", community=place.community, code="W02", name="第二网格", with_branch=True, since=SINCE
    )
    user = make_user("grid_secretary", make_person("孙二娘"))
    appoint(by="t", person=user.person, organization=grid.grid_branch, position="secretary", since=SINCE)
    client.force_login(user)
    assert client.get(reverse("grids:grid", args=[grid.pk])).status_code == 200
    assert client.get(reverse("grids:building_edit", args=[building.pk])).status_code == 200
    assert client.get(reverse("grids:grid", args=[other.pk])).status_code == 404
    assert "第二网格" not in client.get(reverse("grids:index")).content.decode()


@pytest.mark.requirement("GRD-02")
def test_a_responsible_person_is_shown_with_a_shrunk_photo_without_metadata(client, place, grid, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(place.secretary)
    data = {
        "name": "钱所长",
        "role": "police",
        "since": "2026-01-01",
        "office_phone": "0310-8000110",
        "phone_public": "on",
        "content": "治安巡防",
        "duties": "每周入网格一次",
        "photo": SimpleUploadedFile("我的照片.jpg", jpeg(), "image/jpeg"),
    }
    response = client.post(reverse("grids:responsible_new", args=[grid.pk]), data)
    assert response.status_code == 302, response.content.decode()
    responsible = ResponsiblePerson.objects.get()
    with responsible.photo.open() as file:
        stored = file.read()
    image = Image.open(io.BytesIO(stored))
    assert max(image.size) == 600 and b"SecretCamera" not in stored
    assert "我的照片" not in responsible.photo.name
    client.logout()
    page = client.get(reverse("grids:public_grid", args=[grid.token])).content.decode()
    assert "钱所长" in page and "0310-8000110" in page and "每周入网格一次" in page
    photo = client.get(reverse("grids:public_photo", args=[grid.token, responsible.pk]))
    assert photo.headers["Content-Type"] == "image/jpeg" and photo.content == stored


@pytest.mark.parametrize("content", [b"", b"GIF89a not an image", jpeg()[:200], b"<svg onload=alert(1)>"])
def test_a_file_that_is_no_photograph_is_refused_at_its_field(client, place, grid, content):
    client.force_login(place.secretary)
    data = {"name": "钱所长", "role": "police", "since": "2026-01-01"}
    page = client.post(
        reverse("grids:responsible_new", args=[grid.pk]),
        data | {"photo": SimpleUploadedFile("a.jpg", content, "image/jpeg")},
    )
    assert page.status_code == 422
    assert not ResponsiblePerson.objects.exists()


@pytest.mark.requirement("GRD-02")
def test_a_phone_that_is_not_public_stays_off_the_public_page(client, place, grid):
    person = make_person("王网格", phone="13900001111")
    actions.add_responsible_person(
        by="t", grid=grid, person=person, role="grid_head", since=SINCE, office_phone="0310-8111111"
    )
    page = client.get(reverse("grids:public_grid", args=[grid.token])).content.decode()
    assert "王网格" in page and "0310-8111111" not in page and "1390000" not in page


def test_a_grid_has_one_head_at_a_time_and_the_end_is_dated(client, place, grid):
    first = actions.add_responsible_person(by="t", grid=grid, person=make_person("甲"), role="grid_head", since=SINCE)
    with pytest.raises(RuleViolation, match="只能有一名网格长"):
        actions.add_responsible_person(
            by="t", grid=grid, person=make_person("乙"), role="grid_head", since=date(2026, 1, 1)
        )
    client.force_login(place.secretary)
    client.post(reverse("grids:responsible_end", args=[first.pk]), {"on": "2026-01-01"})
    actions.add_responsible_person(
        by="t", grid=grid, person=make_person("乙"), role="grid_head", since=date(2026, 1, 1)
    )
    assert queries.responsible_persons(grid, on=date(2025, 12, 31)).get().person.name == "甲"
    assert queries.responsible_persons(grid, on=date(2026, 1, 1)).get().person.name == "乙"


@pytest.mark.requirement("GRD-02")
def test_cards_are_printed_for_every_household_once_and_delivery_is_tracked(client, place, grid, building):
    actions.add_responsible_person(by="t", grid=grid, person=make_person("网格长甲"), role="grid_head", since=SINCE)
    client.force_login(place.secretary)
    for _ in range(2):
        response = client.post(reverse("grids:cards", args=[grid.pk]))
        assert response.headers["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF")
    assert ContactCard.objects.count() == 24
    client.post(reverse("grids:cards_deliver", args=[grid.pk]), {"on": TODAY().isoformat()})
    assert ContactCard.objects.filter(delivered_on=TODAY()).count() == 24
    assert queries.counts([grid.pk], on=TODAY())[grid.pk].delivered == 24
    client.post(reverse("grids:cards", args=[grid.pk]), {"building": building.pk})
    assert ContactCard.objects.filter(delivered_on=None).count() == 24
    assert AuditEvent.objects.filter(code="grids.cards_printed").count() == 3


def test_cards_without_anybody_responsible_are_not_printed(client, place, grid, building):
    client.force_login(place.secretary)
    response = client.post(reverse("grids:cards", args=[grid.pk]), follow=True)
    assert "还没有网格责任人" in response.content.decode()
    assert not ContactCard.objects.exists()


def test_the_poster_shows_the_plan_and_a_code(client, place, grid):
    client.force_login(place.secretary)
    page = client.get(reverse("grids:poster", args=[grid.pk])).content.decode()
    assert "100,100 500,100 500,500 100,500" in page and "扫码反映问题" in page


def test_a_service_recipient_has_no_name_and_needs_consent(client, place, building):
    client.force_login(place.secretary)
    household = building.households.first()
    url = reverse("grids:service_need_new", args=[household.pk])
    data = {"category": "minor", "purpose": "课后托管", "consent_on": TODAY().isoformat(), "age": 9}
    data["since"] = TODAY().isoformat()
    late = TODAY().replace(year=TODAY().year + 3).isoformat()
    assert "最长12个月" in client.post(url, data | {"until": late, "by_guardian": "on"}).content.decode()
    soon = TODAY().replace(day=1, month=1, year=TODAY().year + 1).isoformat()
    assert "监护人" in client.post(url, data | {"until": soon}).content.decode()
    assert not ServiceNeed.objects.exists()
    assert client.post(url, data | {"until": soon, "by_guardian": "on"}).status_code == 302
    assert ServiceNeed.objects.get().under_age


@pytest.mark.requirement("GRD-07")
@pytest.mark.parametrize("category", ServiceNeed.Category.values)
def test_under_fourteen_the_guardian_consents_in_every_category(place, grid, category):
    need = {
        "by": "t",
        "grid": grid,
        "category": category,
        "purpose": "探访",
        "consent_on": date(2026, 3, 1),
        "since": date(2026, 3, 1),
        "until": date(2026, 9, 1),
    }
    with pytest.raises(RuleViolation, match="未满14周岁的，须由监护人同意"):
        actions.add_service_need(**need, age=13)
    actions.add_service_need(**need, age=13, by_guardian=True)
    assert not actions.add_service_need(**need, age=14).under_age
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceNeed.objects.filter(under_age=True).update(by_guardian=False)
