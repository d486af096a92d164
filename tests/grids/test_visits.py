"""Visits logged by grid head and officer; grids redrawn on a day with their households carried over (GRD-11)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.records.errors import RuleViolation
from core.zone import ZONE
from grids import actions, poster, queries
from grids.models import Building, ContactCard, Grid, GridVisit, Household, Opinion, Redrawing, Residence, ServiceNeed
from grids.tasks import follow_the_calendar
from organizations.models import Placement
from people.models import User
from tests.clock import NOW, TODAY
from tests.grids.conftest import SINCE, Place, make_person, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("GRD-11")]


@pytest.fixture
def officer(grid: Grid) -> User:
    user = make_user("walker", make_person("王网格"))
    actions.add_responsible_person(
        by="t", grid=grid, person=user.person, role="grid_officer", since=date(2026, 6, 1), duties="每周入户"
    )
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def door(building: Building, label: str = "1单元101") -> Household:
    return building.households.get(label=label)


def log(officer: User, grid: Grid, household: Household | None = None, **fields: Any) -> GridVisit:
    given = {"visited_on": TODAY, "purpose": "routine", "today": TODAY, "at": NOW} | fields
    return actions.log_visit(by=officer, grid=grid, person=officer.person, household=household, **given)


def second(place: Place, **fields: Any) -> Grid:
    given = {"code": "W02", "name": "第二网格", "with_branch": True, "since": SINCE} | fields
    return actions.create_grid(by=place.secretary, community=place.community, **given)


def need(grid: Grid, household: Household) -> ServiceNeed:
    return actions.add_service_need(
        by="t",
        grid=grid,
        household=household,
        category="elderly",
        purpose="助餐",
        age=80,
        consent_on=date(2026, 10, 1),
        since=date(2026, 10, 1),
        until=date(2027, 9, 1),
    )


# -- visits ------------------------------------------------------------------------------------------


def test_the_page_of_an_officer_shows_duties_households_and_what_waits(
    officer: User, place: Place, grid: Grid, building: Building
) -> None:
    phone = client_of(officer)
    need(grid, door(building, "2单元302"))
    actions.receive_opinion(by="居民", community=place.community, grid=grid, content="路灯坏了", at=NOW)
    assert "第一网格" in phone.get("/").text, "its card is on the home page"
    page = phone.get(reverse("grids:my_grid", args=[grid.pk])).text
    for words in ("每周入户", "我是网格管理员", "24", "302", "服务·未访", "路灯坏了", "3号楼"):
        assert words in page, words
    posted = {
        "household": door(building).pk,
        "visited_on": TODAY.isoformat(),
        "purpose": "routine",
        "content": "宣传防火",
    }
    assert phone.post(reverse("grids:visit_new", args=[grid.pk]), posted).status_code == 302
    page = phone.get(reverse("grids:my_grid", args=[grid.pk])).text
    assert "11-25" in page and "宣传防火" in page
    actions.print_cards(by="t", grid=grid, at=timezone.now())
    handed = door(building, "2单元302")
    card = posted | {"purpose": "card", "household": handed.pk}
    assert phone.post(reverse("grids:visit_new", args=[grid.pk]), card).status_code == 302
    delivered = ContactCard.objects.exclude(delivered_on=None)
    assert list(delivered.values_list("household", "delivered_on")) == [(handed.pk, TODAY)], "this one's only"
    actions.withdraw_visit(by=officer, visit=GridVisit.objects.get(purpose="card"), reason="没有发到")
    assert not delivered.exists(), "it waits again"
    assert phone.get(reverse("grids:opinions")).status_code == 403, "no right of the office comes with the seat"


def test_a_visit_is_logged_by_who_sits_in_the_grid_on_the_day(
    officer: User, place: Place, grid: Grid, building: Building
) -> None:
    other = second(place)
    stranger = make_user("s", make_person("旁人"))
    leader = make_user("l", make_person("组长"))
    actions.add_responsible_person(by="t", grid=grid, person=leader.person, role="group_leader", since=SINCE)
    for who, where, fields, words in (
        (stranger, grid, {}, "在任的网格长或网格管理员"),
        (leader, grid, {}, "在任的网格长或网格管理员"),
        (officer, other, {}, "在任的网格长或网格管理员"),
        (officer, grid, {"visited_on": date(2026, 5, 31)}, "在任的网格长或网格管理员"),
        (officer, grid, {"visited_on": TODAY + timedelta(1)}, "走访日期不能晚于今天"),
        (officer, grid, {"visited_on": date(2019, 12, 31)}, "走访日期不能早于"),
        (officer, grid, {"content": "老人中风"}, "不写病情"),
    ):
        with pytest.raises(RuleViolation, match=words):
            log(who, where, **fields)
    elsewhere = actions.create_building(by="t", grid=other, name="9号楼", entrances=1, floors=1, doors=1)
    with pytest.raises(RuleViolation, match="不在这个网格"):
        log(officer, grid, elsewhere.households.get())
    assert not GridVisit.objects.exists()
    log(officer, grid, door(building))
    with pytest.raises(RuleViolation, match="已经登记过"):
        log(officer, grid, door(building))
    with pytest.raises(IntegrityError), transaction.atomic():
        GridVisit.objects.update(role="police")
    for url in ("my_grid", "visit_new"):
        assert client_of(stranger).get(reverse(f"grids:{url}", args=[grid.pk])).status_code == 404
        assert client_of(officer).get(reverse(f"grids:{url}", args=[other.pk])).status_code == 404


def test_what_is_raised_on_a_visit_becomes_an_opinion_of_the_grid(
    officer: User, place: Place, grid: Grid, building: Building
) -> None:
    visit = log(officer, grid, door(building), matter="楼道灯不亮", met=True)
    opinion = Opinion.objects.get()
    assert visit.opinion == opinion and opinion.first_receiver == officer.person
    assert (opinion.channel, opinion.place, opinion.grid) == ("visit", "3号楼", grid), "the building, never the door"
    assert "楼道灯不亮" in client_of(officer).get(reverse("grids:my_grid", args=[grid.pk])).text


def test_a_visit_logged_by_mistake_counts_no_more_and_stays_to_be_read(
    officer: User, place: Place, grid: Grid, building: Building
) -> None:
    visit = log(officer, grid, door(building), content="发卡")
    head = make_user("h", make_person("李网格"))
    actions.add_responsible_person(by="t", grid=grid, person=head.person, role="grid_head", since=SINCE)
    address = reverse("grids:visit_withdraw", args=[visit.pk])
    assert client_of(head).post(address, {"reason": "x"}).status_code == 404, "everybody takes back his own"
    client_of(officer).post(address, {"reason": ""})
    visit.refresh_from_db()
    assert not visit.withdrawn_because
    client_of(officer).post(address, {"reason": "登错门"})
    page = client_of(place.secretary).get(reverse("grids:visits")).text
    assert "已撤回：登错门" in page
    log(officer, grid, door(building))


def test_the_office_sees_how_far_each_grid_is_and_the_log(
    officer: User, place: Place, grid: Grid, building: Building
) -> None:
    need(grid, door(building, "2单元302"))
    log(officer, grid, door(building))
    log(officer, grid, door(building, "1单元102"), visited_on=date(2026, 9, 30), content="上季度")
    log(officer, grid, content="夜间巡查", visited_on=TODAY - timedelta(1))
    office = client_of(place.secretary)
    answer = office.get(reverse("grids:visits"))
    [row] = answer.context["grids"]
    assert (row.visited.households, row.visited.visited, row.visited.waiting) == (24, 1, 1)
    assert "夜间巡查" in answer.text and "网格巡查" in answer.text and "上季度" in answer.text
    assert "上季度" not in office.get(reverse("grids:visits") + "?since=2026-10-01").text
    assert "夜间巡查" not in client_of(place.other_secretary).get(reverse("grids:visits")).text
    assert "夜间巡查" in client_of(place.street_officer).get(reverse("grids:visits")).text


def test_the_pages_ask_the_same_few_statements_however_many_doors_and_grids(
    officer: User, place: Place, grid: Grid, building: Building
) -> None:
    phone, office = client_of(officer), client_of(place.secretary)

    def statements() -> tuple[int, int]:
        counts = []
        for client, address in (
            (phone, reverse("grids:my_grid", args=[grid.pk])),
            (office, reverse("grids:visits")),
        ):
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            counts.append(len(captured))
        return counts[0], counts[1]

    log(officer, grid, door(building))
    one = statements()
    for household in building.households.all()[1:15]:
        log(officer, grid, household)
    second(place)
    assert statements() == one


# -- redrawing ---------------------------------------------------------------------------------------


def redraw(place: Place, building: Building, to: Grid, on: date, **fields: Any) -> Redrawing:
    given = {"today": TODAY, "reason": "大党委会议", "at": NOW} | fields
    [row] = actions.redraw(by=place.secretary, buildings=[building], to=to, on=on, **given)
    return row


def settle(place: Place, grid: Grid, building: Building) -> None:
    """A member household, a recipient and a poster in the building, and a member who moves in later."""
    actions.set_up_member_household(
        by=place.secretary, household=door(building), person=place.member.person, since=date(2026, 6, 1)
    )
    need(grid, door(building, "2单元302"))
    actions.put_up(
        by="t", grid=grid, building=building, kind="各楼栋", spot="3号楼门厅", on=date(2026, 6, 1), today=TODAY
    )
    later = make_person("后来人")
    actions.set_residence(by="t", person=later, grid=grid, household=door(building), since=date(2026, 12, 20))


def test_a_building_goes_to_another_grid_with_all_that_is_in_it_from_the_day_on(
    place: Place, grid: Grid, building: Building
) -> None:
    settle(place, grid, building)
    other = second(place)
    households = set(building.households.values_list("pk", flat=True))
    day = date(2026, 11, 20)
    row = redraw(place, building, other, day)
    assert row.done_at == NOW and row.households == 24
    building.refresh_from_db()
    assert building.grid == other and set(building.households.values_list("pk", flat=True)) == households
    spells = Residence.objects.filter(person=place.member.person).order_by("during")
    assert [(spell.grid, spell.during.lower, spell.during.upper) for spell in spells] == [
        (grid, date(2026, 6, 1), day),
        (other, day, None),
    ]
    later = Residence.objects.get(person__name="后来人")
    assert later.grid == other and later.during.lower == date(2026, 12, 20)
    needs = ServiceNeed.objects.order_by("during")
    assert [(each.grid, each.during.upper) for each in needs] == [(grid, day), (other, date(2027, 9, 1))]
    group = building.building_group
    assert group is not None
    placed = Placement.objects.filter(organization=group, during__contains=day).get()
    assert placed.parent == other.grid_branch
    counts = queries.counts([grid.pk, other.pk], on=TODAY)
    assert (counts[grid.pk].households, counts[other.pk].households) == (0, 24)
    assert (counts[grid.pk].members, counts[other.pk].members) == (0, 1)
    assert (counts[other.pk].recipients, counts[other.pk].member_households) == (1, 1)
    assert not building.grid.postings.exists() and not poster.postings(grid, on=TODAY)


def test_a_day_ahead_is_kept_taken_back_or_applied_when_it_comes(
    client: Client, place: Place, grid: Grid, building: Building
) -> None:
    settle(place, grid, building)
    other = second(place)
    client.force_login(place.secretary)
    typed = {"buildings": [building.pk], "to": other.pk, "on": "2027-01-04", "reason": "街道批复"}
    address = reverse("grids:redraw", args=[grid.pk])
    assert client.post(address, typed).status_code == 302
    row = Redrawing.objects.get()
    assert row.done_at is None and Building.objects.get().grid == grid
    again = client.post(address, typed)
    assert again.status_code == 422 and "已有定好的调整" in again.text
    assert "到那天生效" in client.get(reverse("grids:grid", args=[grid.pk])).text
    client.post(reverse("grids:redraw_withdraw", args=[row.pk]))
    assert not Redrawing.objects.exists()
    client.post(address, typed)
    assert actions.take_due(on=date(2027, 1, 3), at=NOW) == 0
    assert actions.take_due(on=date(2027, 1, 4), at=datetime(2027, 1, 4, 0, 12, tzinfo=ZONE)) == 1
    assert Building.objects.get().grid == other
    spell = Residence.objects.get(person=place.member.person, during__endswith=None)
    assert (spell.grid, spell.during.lower) == (other, date(2027, 1, 4))
    with pytest.raises(RuleViolation, match="已经调整，不能撤回"):
        actions.withdraw_redrawing(by=place.secretary, redrawing=Redrawing.objects.get())


def test_the_night_applies_what_is_due(place: Place, grid: Grid, building: Building) -> None:
    other = second(place)
    Redrawing.objects.create(
        organization=place.community, building=building, before=grid, to=other, on=TODAY, reason="会议"
    )
    follow_the_calendar()
    assert Building.objects.get().grid == other and Redrawing.objects.get().done_at is not None


def test_what_cannot_be_redrawn_is_told(client: Client, place: Place, grid: Grid, building: Building) -> None:
    bare = second(place, with_branch=False)
    full = second(place, code="W03", name="第三网格")
    actions.create_building(by="t", grid=full, name="3号楼", entrances=1, floors=1, doors=1)
    later = second(place, code="W04", name="第四网格", since=date(2026, 12, 10), today=TODAY)
    foreign = actions.create_grid(
        by="t", community=place.other_community, code="W01", name="别处网格", since=SINCE, with_branch=True
    )
    settle(place, grid, building)
    for to, on, words in (
        (grid, TODAY, "请选择另一个网格"),
        (foreign, TODAY, "只能调整到本社区的网格"),
        (bare, TODAY, "还没有网格大党支部"),
        (full, TODAY, "第三网格已有3号楼"),
        (later, TODAY, "不能早于第四网格设立的日期"),
        (bare, TODAY + timedelta(days=500), "调整日期不能晚于"),
    ):
        with pytest.raises(RuleViolation, match=words):
            redraw(place, building, to, on)
    with pytest.raises(RuleViolation, match="请选择要调整的楼栋"):
        actions.redraw(by="t", buildings=[], to=full, on=TODAY, today=TODAY, reason="x", at=NOW)
    assert not Redrawing.objects.exists()
    redraw(place, building, later, date(2026, 12, 20))
    with pytest.raises(RuleViolation, match="网格调整"):
        actions.withdraw_grid(by=place.secretary, grid=later, today=TODAY)
    stranger = client_of(place.other_secretary)
    assert stranger.get(reverse("grids:redraw", args=[grid.pk])).status_code == 404
