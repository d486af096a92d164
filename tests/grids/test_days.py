"""Every change in a grid has a day: guarded, scheduled when it lies ahead, and taken back until then (house, time)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core.records.errors import RuleViolation
from core.zone import ZONE
from grids import actions, queries
from grids.models import Building, Grid, Household, Residence, ResponsiblePerson, ServiceNeed
from organizations.actions import dissolve_organization
from organizations.models import Month, Organization, Post
from tests.clock import TODAY
from tests.grids.conftest import Place, make_person

SOON, LATER = TODAY + timedelta(days=10), TODAY + timedelta(days=40)
CLOSED = "2026年10月及以前已经封账"


@pytest.fixture
def october_closed(place: Place) -> None:
    closed = datetime(2026, 11, 5, tzinfo=ZONE)
    district = Organization.objects.get(code="DX")
    Month.objects.create(
        district=district, month=date(2026, 10, 1), computed_at=closed, closed_at=closed, closed_by="test"
    )


@pytest.fixture
def door(building: Building) -> Household:
    return building.households.order_by("pk").first()


def person_in(grid: Grid, name: str, since: date, **fields: Any) -> ResponsiblePerson:
    return actions.add_responsible_person(
        by="t", grid=grid, person=make_person(name), role="grid_head", since=since, **fields
    )


def attempts(place: Place, grid: Grid, door: Household, on: date) -> dict[str, Any]:
    """Every change of a grid that begins on a day, by its name: a call and the field that shows its refusal."""
    need = {"grid": grid, "household": door, "category": "elderly", "purpose": "助餐", "age": 80}
    new = {"by": "t", "today": TODAY}
    return {
        "responsible": (
            lambda: actions.add_responsible_person(**new, grid=grid, person=make_person("甲"), role="police", since=on),
            "since",
        ),
        "residence": (
            lambda: actions.set_residence(**new, person=place.member.person, grid=grid, household=door, since=on),
            "since",
        ),
        "need": (
            lambda: actions.add_service_need(
                **new, **need, consent_on=min(on, TODAY), since=on, until=on + timedelta(days=30)
            ),
            "since",
        ),
        "member household": (
            lambda: actions.set_up_member_household(**new, household=door, person=place.member.person, since=on),
            "since",
        ),
        "building": (
            lambda: actions.create_building(**new, grid=grid, name="9号楼", entrances=1, floors=1, doors=1, since=on),
            "since",
        ),
        "grid": (
            lambda: actions.create_grid(**new, community=place.community, code="W09", name="第九网格", since=on),
            "since",
        ),
    }


CHANGES = ["responsible", "residence", "need", "member household", "building", "grid"]


@pytest.mark.requirement("ASM-12")
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_within_a_closed_month_is_refused_with_its_month(place, grid, door, october_closed, change):
    act, field = attempts(place, grid, door, date(2026, 10, 31))[change]
    with pytest.raises(RuleViolation, match=CLOSED) as refused:
        act()
    assert refused.value.field == field
    attempts(place, grid, door, date(2026, 11, 1))[change][0]()


@pytest.mark.parametrize("change", [name for name in CHANGES if name != "grid"])
def test_nothing_is_in_a_grid_before_the_grid_is(place, grid, door, change):
    act, field = attempts(place, grid, door, date(2019, 12, 31))[change]
    with pytest.raises(RuleViolation, match="不能早于") as refused:
        act()
    assert refused.value.field == field
    Grid.objects.filter(pk=grid.pk).update(since=date(2026, 11, 20))
    Building.objects.filter(grid=grid).update(since=date(2026, 11, 20))
    grid.refresh_from_db()
    door.building.refresh_from_db()
    with pytest.raises(RuleViolation, match="不能早于.*设立的日期（2026年11月20日）"):
        attempts(place, grid, door, date(2026, 11, 19))[change][0]()


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("year", [2028, 2226])
def test_more_than_a_year_ahead_is_refused_and_tomorrow_is_not(place, grid, door, change, year):
    with pytest.raises(RuleViolation, match="不能晚于2027年11月25日"):
        attempts(place, grid, door, date(year, 1, 1))[change][0]()
    attempts(place, grid, door, SOON)[change][0]()


# -- responsible persons ---------------------------------------------------------------------------


@pytest.mark.requirement("GRD-02")
def test_who_is_scheduled_is_shown_as_such_and_blocks_nobody_today(client: Client, place, grid):
    client.force_login(place.secretary)
    new, page = reverse("grids:responsible_new", args=[grid.pk]), reverse("grids:grid", args=[grid.pk])
    typed = {"role": "grid_head", "content": "", "duties": "", "office_phone": ""}
    assert client.post(new, typed | {"name": "明年新", "since": LATER.isoformat()}).status_code == 302
    shown = client.get(page).content.decode()
    assert "明年新" in shown and f"{LATER} 起" in shown and "还没有网格责任人" not in shown
    assert client.post(new, typed | {"name": "今天在", "since": TODAY.isoformat()}).status_code == 302
    now = queries.responsible_persons(grid, on=TODAY).get()
    assert (now.person.name, now.during.upper) == ("今天在", LATER)
    assert queries.responsible_persons(grid, on=LATER).get().person.name == "明年新", "takes force on its day"
    public = client.get(reverse("grids:public_grid", args=[grid.token])).content.decode()
    assert "今天在" in public and "明年新" not in public
    with time_machine.travel(datetime.combine(LATER, datetime.min.time(), tzinfo=ZONE)):
        public = client.get(reverse("grids:public_grid", args=[grid.token])).content.decode()
    assert "明年新" in public and "今天在" not in public


def test_a_taken_seat_is_refused_with_who_is_in_it_and_nothing_typed_is_lost(client: Client, place, grid):
    person_in(grid, "老网格", date(2026, 1, 5))
    client.force_login(place.secretary)
    data = {"role": "grid_head", "name": "新网格", "since": TODAY.isoformat(), "duties": "每日巡查", "content": ""}
    answer = client.post(reverse("grids:responsible_new", args=[grid.pk]), data)
    page = answer.content.decode()
    assert answer.status_code == 422 and "老网格自2026年1月5日起担任" in page and "每日巡查" in page


@pytest.mark.parametrize("phone", ["abc电话", "12", "0310-80001100000"])
def test_letters_are_no_telephone_number(client: Client, place, grid, phone):
    client.force_login(place.secretary)
    data = {"role": "police", "name": "钱所长", "since": TODAY.isoformat(), "office_phone": phone, "content": "巡防"}
    answer = client.post(reverse("grids:responsible_new", args=[grid.pk]), data)
    assert answer.status_code == 422 and phone in answer.content.decode()
    assert list(answer.context["form"].errors) == ["office_phone"]
    assert not ResponsiblePerson.objects.exists()


def test_a_scheduled_beginning_and_a_scheduled_end_are_taken_back(client: Client, place, grid):
    client.force_login(place.secretary)
    now, next_one = person_in(grid, "现任甲", date(2026, 1, 5)), None
    client.post(reverse("grids:responsible_end", args=[now.pk]), {"on": SOON.isoformat()})
    assert f"{SOON} 起不再担任" in client.get(reverse("grids:grid", args=[grid.pk])).content.decode()
    next_one = person_in(grid, "接任乙", SOON)
    refused = client.post(reverse("grids:responsible_withdraw", args=[now.pk]), follow=True).content.decode()
    assert "接任乙已定于2026年12月5日起接任，请先撤回其任职" in refused
    client.post(reverse("grids:responsible_withdraw", args=[next_one.pk]))
    client.post(reverse("grids:responsible_withdraw", args=[now.pk]))
    assert [(row.person.name, row.during.upper) for row in ResponsiblePerson.objects.all()] == [("现任甲", None)]
    refused = client.post(reverse("grids:responsible_withdraw", args=[now.pk]), follow=True).content.decode()
    assert "已经生效，不能撤回" in refused and ResponsiblePerson.objects.count() == 1


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        ("2026-01-05", "结束日期必须晚于开始日期"),
        ("2026-10-31", CLOSED),
        ("2028-01-01", "结束日期不能晚于2027年11月25日"),
        ("2226-01-01", "请核对年份"),
    ],
)
def test_an_end_has_a_day_too(client: Client, place, grid, october_closed, on, sentence):
    ResponsiblePerson.objects.bulk_create(
        [
            ResponsiblePerson(
                organization=place.community,
                scope=place.community.path,
                grid=grid,
                person=make_person("甲"),
                role="police",
                during=(date(2026, 1, 5), None),
            )
        ]
    )
    client.force_login(place.secretary)
    responsible = ResponsiblePerson.objects.get()
    answer = client.post(reverse("grids:responsible_end", args=[responsible.pk]), {"on": on})
    assert answer.status_code == 422 and sentence in answer.context["form"].errors["on"][0]
    assert on in answer.content.decode()


def test_an_end_that_is_past_is_not_moved_later(place, grid):
    responsible = person_in(grid, "甲", date(2026, 1, 5), until=date(2026, 6, 1))
    with pytest.raises(RuleViolation, match="已定于2026年6月1日结束"):
        actions.end_responsible_person(by="t", responsible=responsible, on=date(2026, 7, 1), today=TODAY)


# -- who lives where -------------------------------------------------------------------------------


@pytest.mark.requirement("GRD-03")
def test_a_member_is_placed_in_a_household_by_its_page_now_or_later(client: Client, place, grid, building):
    first, second = building.households.order_by("pk")[:2]
    client.force_login(place.secretary)

    def enter(door: Household, since: date) -> Any:
        return client.post(
            reverse("grids:residence_new", args=[door.pk]),
            {"residence-name": "赵民国", "residence-since": since.isoformat()},
        )

    assert enter(second, LATER).status_code == 302
    assert enter(first, TODAY).status_code == 302, "what is scheduled blocks nothing of today"
    spells = [(row.household, row.during.lower, row.during.upper) for row in Residence.objects.order_by("during")]
    assert spells == [(first, TODAY, LATER), (second, LATER, None)]
    assert queries.counts([grid.pk], on=TODAY)[grid.pk].members == 1
    assert f"{LATER} 起" in client.get(reverse("grids:household", args=[second.pk])).content.decode()
    client.post(reverse("grids:residence_withdraw", args=[Residence.objects.get(household=second).pk]))
    stays = Residence.objects.get()
    assert (stays.household, stays.during.upper) == (first, None)
    answer = enter(first, date(2019, 5, 1))
    assert answer.status_code == 422 and "2019-05-01" in answer.content.decode()
    assert "不能早于" in answer.context["residence_form"].errors["since"][0]


def test_a_residence_entered_for_earlier_keeps_the_later_one(place, grid, building):
    first, second = building.households.order_by("pk")[:2]
    person = place.member.person
    actions.set_residence(by="t", person=person, grid=grid, household=second, since=date(2026, 4, 1))
    actions.set_residence(by="t", person=person, grid=grid, household=first, since=date(2026, 1, 1))
    assert Residence.objects.as_of(date(2026, 3, 31)).get().household == first
    assert Residence.objects.as_of(date(2026, 4, 1)).get().household == second


# -- member households -----------------------------------------------------------------------------


def test_a_scheduled_member_household_counts_from_its_day_and_is_taken_back(client: Client, place, grid, door):
    client.force_login(place.secretary)
    page = reverse("grids:household", args=[door.pk])
    client.post(reverse("grids:member_household_new", args=[door.pk]), {"name": "赵民国", "since": SOON.isoformat()})
    assert f"{SOON} 起设立" in client.get(page).content.decode()
    on = {day: queries.counts([grid.pk], on=day)[grid.pk] for day in (TODAY, SOON)}
    assert [(on[day].member_households, on[day].organizations) for day in on] == [(0, 1), (1, 3)]
    client.post(reverse("grids:member_household_withdraw", args=[door.pk]))
    assert queries.counts([grid.pk], on=SOON)[grid.pk].member_households == 0
    assert not Residence.objects.exists() and not Post.objects.filter(position="household_head").exists()
    assert "设为党员中心户" in client.get(page).content.decode()


def test_a_dissolved_member_household_leaves_the_door_free(place, grid, door):
    first = actions.set_up_member_household(by="t", household=door, person=place.member.person, since=date(2026, 1, 10))
    dissolve_organization(by="t", organization=first, on=date(2026, 11, 1), today=TODAY)
    assert queries.counts([grid.pk], on=date(2026, 10, 31))[grid.pk].member_households == 1
    assert queries.counts([grid.pk], on=TODAY)[grid.pk].member_households == 0
    actions.set_up_member_household(by="t", household=door, person=make_person("钱户长"), since=TODAY, today=TODAY)
    assert queries.counts([grid.pk], on=TODAY)[grid.pk].member_households == 1


# -- service recipients ----------------------------------------------------------------------------


@pytest.mark.requirement("GRD-07")
def test_a_service_is_scheduled_taken_back_and_ended(client: Client, place, grid, door):
    client.force_login(place.secretary)
    new, page = reverse("grids:service_need_new", args=[door.pk]), reverse("grids:household", args=[door.pk])
    data = {"category": "elderly", "purpose": "助餐", "age": 80, "consent_on": TODAY.isoformat()}
    data |= {"since": SOON.isoformat(), "until": LATER.isoformat()}
    for wrong, field, sentence in (
        ({"consent_on": SOON.isoformat()}, "consent_on", "同意日期不能晚于今天"),
        ({"purpose": "助餐，糖尿病护理"}, "purpose", "不能选，请重新选择"),
        ({"until": SOON.isoformat()}, "until", "结束日期必须晚于开始日期"),
        ({"since": "2019-01-01", "consent_on": "2019-01-01"}, "since", "不能早于"),
    ):
        answer = client.post(new, data | wrong)
        assert answer.status_code == 422 and sentence in answer.context["need_form"].errors[field][0]
        assert "助餐" in answer.content.decode()
    client.post(new, data)
    need = ServiceNeed.objects.get()
    assert f"{SOON} 起" in client.get(page).content.decode()
    assert queries.counts([grid.pk], on=TODAY)[grid.pk].recipients == 0
    client.post(reverse("grids:service_need_withdraw", args=[need.pk]))
    assert not ServiceNeed.objects.exists()
    client.post(new, data | {"since": TODAY.isoformat()})
    need = ServiceNeed.objects.get()
    late = client.post(reverse("grids:service_need_end", args=[need.pk]), {"on": (LATER + timedelta(1)).isoformat()})
    assert late.status_code == 422 and "已定于" in late.context["form"].errors["on"][0]
    assert client.post(reverse("grids:service_need_end", args=[need.pk]), {"on": SOON.isoformat()}).status_code == 302
    need.refresh_from_db()
    assert need.during.upper == SOON


# -- grids, buildings, cards -----------------------------------------------------------------------


def test_a_scheduled_grid_says_so_takes_no_opinion_and_is_taken_back(client: Client, place):
    client.force_login(place.secretary)
    data = {"organization": place.community.pk, "code": "W05", "name": "第五网格", "with_branch": "on"}
    refused = client.post(reverse("grids:grid_new"), data | {"since": "2226-11-25"})
    assert refused.status_code == 422 and "请核对年份" in refused.context["form"].errors["since"][0]
    client.post(reverse("grids:grid_new"), data | {"since": SOON.isoformat()})
    grid = Grid.objects.get()
    assert f"{SOON} 起" in client.get(reverse("grids:index")).content.decode()
    page = client.get(reverse("grids:grid", args=[grid.pk])).content.decode()
    assert f"{SOON} 起设立" in page and "撤回设立" in page
    assert client.get(reverse("grids:public_grid", args=[grid.token])).status_code == 404
    with pytest.raises(RuleViolation, match="自2026年12月5日起设立"):
        actions.receive_opinion(
            by="t", community=place.community, grid=grid, content="路灯", at=datetime(2026, 11, 25, 9, tzinfo=ZONE)
        )
    building = actions.create_building(
        by="t", grid=grid, name="1号楼", entrances=1, floors=2, doors=2, since=SOON, today=TODAY
    )
    still = client.post(reverse("grids:grid_withdraw", args=[grid.pk]), follow=True).content.decode()
    assert "网格里已登记楼栋，不能撤回" in still
    client.post(reverse("grids:building_withdraw", args=[building.pk]))
    client.post(reverse("grids:grid_withdraw", args=[grid.pk]))
    assert not Grid.objects.exists() and not Household.objects.exists()
    assert not Organization.objects.filter(kind="grid_branch").in_force(SOON).exists()


def test_a_building_counts_from_its_day(place, grid):
    actions.create_building(by="t", grid=grid, name="1号楼", entrances=1, floors=2, doors=2, since=SOON, today=TODAY)
    on = {day: queries.counts([grid.pk], on=day)[grid.pk] for day in (TODAY, SOON)}
    assert [(on[day].buildings, on[day].households) for day in on] == [(0, 0), (1, 4)]


def test_what_is_there_is_not_taken_back(client: Client, place, grid, building):
    client.force_login(place.secretary)
    for name, pk in (("grids:grid_withdraw", grid.pk), ("grids:building_withdraw", building.pk)):
        assert "已经设立，不能撤回" in client.post(reverse(name, args=[pk]), follow=True).content.decode()
    assert Building.objects.get() == building


@pytest.mark.parametrize(
    ("on", "sentence"), [("2026-11-26", "不能晚于今天"), ("2026-11-24", "联系卡2026年11月25日打印")]
)
def test_cards_are_handed_over_between_printing_and_today(client: Client, place, grid, building, on, sentence):
    person_in(grid, "网格长甲", date(2026, 1, 5))
    client.force_login(place.secretary)
    client.post(reverse("grids:cards", args=[grid.pk]))
    answer = client.post(reverse("grids:cards_deliver", args=[grid.pk]), {"on": on})
    assert answer.status_code == 422 and sentence in answer.context["deliver_form"].errors["on"][0]
    assert on in answer.content.decode()


def test_a_card_that_was_printed_anew_is_not_handed_over_yet(place, grid, building):
    printed = datetime(2026, 11, 2, 9, tzinfo=ZONE)
    actions.print_cards(by="t", grid=grid, at=printed)
    actions.deliver_cards(by="t", grid=grid, on=date(2026, 11, 3), today=TODAY)
    actions.print_cards(by="t", grid=grid, at=printed + timedelta(days=10))
    delivered = [queries.counts([grid.pk], on=date(2026, 11, day))[grid.pk].delivered for day in (1, 2, 3, 11, 12, 25)]
    assert delivered == [0, 0, 24, 24, 0, 0]
