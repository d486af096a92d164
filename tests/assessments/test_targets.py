"""The target board: targets from the standards, actuals from the records, every number with its list (ASM-10)."""

from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import indicators, targets
from assessments.models import Award, Fact, Indicator
from assessments.target_lines import ALL, DIRECTIVE, PLAN, Computed, Number, Points, Rows
from core.zone import ZONE
from grids.actions.places import create_grid
from grids.models import Building, ContactCard, Household
from organizations import actions as organizations
from organizations.models import Body, Month, Threshold, Venue
from people.models import User
from services.funds.models import CASH, FundBooking, FundVoucher
from tests.assessments import planting
from tests.assessments.planting import District, meeting, person

TODAY = date(2026, 11, 25)
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ASM-10")]


@pytest.fixture
def district(db: None) -> District:
    indicators.load()
    return planting.plant_tree()


def shown(district: District, key: str, where: Any = None) -> targets.Shown:
    board = targets.board(where or district.root, today=TODAY)
    return next(line for _title, group in board.groups for line in group if line.target.key == key)


def reached(district: District, key: str, where: Any = None) -> targets.Reached:
    now = shown(district, key, where).now
    assert now is not None
    return now


def listed(district: District, key: str, year: int = 2026, where: Any = None) -> list[Any]:
    return targets.lines(where or district.root, ALL[key], year=year, today=TODAY)


def threshold(district: District, name: str, value: str) -> None:
    number = Threshold.objects.filter(name=name, organization=None).latest("effective_from")
    number.pk, number.organization, number.value = None, district.root, value
    number.origin, number.effective_from, number.document = "district", date(2026, 1, 1), "文件"
    number.save(force_insert=True)


def conference(district: District, community: Any, **more: Any) -> Body:
    said = {"title": "联席会议", "kind": "conference", "founded_on": date(2024, 5, 1), "tightness": "松散型"} | more
    return Body.objects.create(organization=community, **said)


def planted(district: District) -> None:
    """Something of every kind, good and bad, in some communities."""
    first, second, third, _fourth = district.communities
    conference(district, first)
    conference(district, second, tightness="紧密型", charter="章程", charter_on=date(2024, 5, 1))
    for day in (date(2025, 3, 3), date(2025, 9, 3), date(2026, 3, 3), date(2026, 9, 3)):
        meeting(first, day, kind="joint_conference")
    meeting(second, date(2026, 9, 3), kind="joint_conference")
    meeting(third, date(2026, 5, 3), kind="delegate_conference")
    Venue.objects.create(
        organization=first, title="服务站", kind="社区党员服务站", acquisition="自建", opened_on=date(2025, 6, 1),
        funding=["财政支持"],
        address="一号", area=100, services="咨询", hours="全天",
    )  # fmt: skip
    for community in district.communities[:3]:
        organizations.appoint(
            by="t", person=person(), organization=district.general[community.pk], position="secretary",
            since=date(2022, 1, 1),
        )  # fmt: skip
    planting.member(district.branch[first.pk])


def test_every_number_of_the_plan_and_the_directive_has_its_line(district: District) -> None:
    """S0 二2–5, 三(一)2, 三(二)1, 三(四)3; S2 二(三), 二(四), 三(三)–(五), 四(一), (五), (六), 五(二)."""
    clauses = {each.clause for each in (*PLAN, *DIRECTIVE)}
    assert clauses >= {"S0 二2", "S0 二3", "S0 二4", "S0 二5", "S0 三(一)2", "S0 三(二)1", "S0 三(四)3"}
    assert clauses >= {f"S2 {clause}" for clause in ("二(三)", "二(四)", "三(三)", "三(四)", "三(五)", "四(一)")}
    assert clauses >= {f"S2 {clause}" for clause in ("四(五)", "四(六)", "五(二)")}
    board = targets.board(district.root, today=TODAY)
    assert board.years == [2024, 2025, 2026], "the three years of the plan"
    assert sum(len(group) for _title, group in board.groups) == len(ALL)
    for _title, group in board.groups:
        for line in group:
            assert line.wanted, line.target.key
            assert line.now or line.because or isinstance(line.target, Rows | Computed), line.target.key


def test_the_number_on_the_board_is_that_of_its_list_in_every_year_and_at_every_level(district: District) -> None:
    planted(district)
    for where in (district.root, district.streets[0]):
        for _title, group in targets.board(where, today=TODAY).groups:
            for line in group:
                if not isinstance(line.target, Rows | Computed):
                    continue
                for year, number in zip((2024, 2025, 2026), line.years, strict=True):
                    found = targets.lines(where, line.target, year=year, today=TODAY)
                    judged = [each for each in found if each.verdict != "unknown"]
                    good = sum(each.reached for each in judged)
                    assert (number is None) == (not found), line.target.key
                    if number is not None and judged:
                        assert number.words.endswith(f"（{good}/{len(judged)}）"), line.target.key


def test_actual_gap_and_trend_come_from_the_records_as_of_each_year(district: District) -> None:
    planted(district)
    coverage = shown(district, "conference")
    assert [each.words for each in coverage.years if each] == ["50.0%（2/4）"] * 3
    held = shown(district, "joint_conference")
    assert held.now is not None and held.now.words == "37.5%（3/8）"
    assert held.now.gap == "差 5 个，其中 2 个期限未到", "what is not due yet is no failure"
    assert [each.words for each in held.past] == ["0.0%（0/8）", "25.0%（2/8）"]
    assert held.moved == 12.5
    assert reached(district, "station").words == "25.0%（1/4）"
    assert [each.words for each in shown(district, "station").past] == ["0.0%（0/4）", "25.0%（1/4）"]
    training = reached(district, "training")
    assert training.words == "0.0%（0/3）" and training.state == "期限未到"
    assert {each.detail for each in listed(district, "training")} == {"书记，岗位轮训：应参加 1 次，已参加 0 次"}
    assert reached(district, "delegate_conference").words == "25.0%（1/4）"
    assert reached(district, "branches").state == "达到"
    assert reached(district, "officers").words == "0.0%（0/4）"
    lacks = listed(district, "big_committee")[0]
    assert lacks.verdict == "missing" and "缺书记1名" in lacks.detail
    assert listed(district, "tight")[-1].detail == "紧密型，还缺每家成员单位的固定成员、会议（应 2 次，已开 1 次）"


def test_a_street_counts_its_own_and_has_no_demonstration_points(district: District) -> None:
    planted(district)
    assert reached(district, "conference", district.streets[0]).words == "100.0%（2/2）"
    assert reached(district, "conference", district.streets[1]).words == "0.0%（0/2）"
    keys = {line.target.key for _t, group in targets.board(district.streets[0], today=TODAY).groups for line in group}
    assert {"province", "city", "district"}.isdisjoint(keys)


def test_facts_are_held_against_the_standard(district: District) -> None:
    old = Indicator.objects.get(pk="secretary_age")
    for month, age in ((date(2025, 12, 1), 47), (date(2026, 11, 1), 44)):
        Month.objects.create(district=district.root, month=month, computed_at=datetime(2026, 11, 1, tzinfo=ZONE))
        Fact.objects.create(
            organization=district.root, district_id=district.root.pk, month=month, indicator=old,
            numerator=age, denominator=1, value=age,
        )  # fmt: skip
    line = shown(district, "secretary_age")
    assert line.wanted == "不超过 45 岁"
    assert line.now is not None and (line.now.words, line.now.state, line.now.gap) == ("44 岁", "达到", "")
    assert line.moved == -3 and line.good == "down"
    threshold(district, "org.secretary.mean_age_max", "40")
    line = shown(district, "secretary_age")
    assert line.now is not None and line.now.gap == "高 4 岁" and line.wanted == "不超过 40 岁"
    assert shown(district, "theme_day").because.startswith("还没有数字")


def test_a_number_of_the_district_moves_target_and_judgement(district: District) -> None:
    first, second = district.communities[:2]
    grid = create_grid(by="t", community=first, code="G1", name="一网格", since=date(2025, 1, 1))
    building = Building.objects.create(grid=grid, organization=grid.organization, name="1号楼")
    doors = [
        Household.objects.create(
            building=building, organization=grid.organization, entrance=1, floor=1, door=number, label=str(number)
        )
        for number in (1, 2)
    ]
    ContactCard.objects.create(household=doors[0], organization=grid.organization, delivered_on=date(2026, 3, 1))
    assert reached(district, "cards").words == "0.0%（0/1）"
    assert reached(district, "cards").gap == "差 1 个，另有 3 个没有记录"
    assert listed(district, "cards")[0].detail == "2 户，已发放 1 户"
    threshold(district, "grd.contact_card.coverage", "50")
    assert reached(district, "cards").words == "100.0%（1/1）"
    by = User.objects.create_user("who", person=person())
    for number, day in enumerate((date(2026, 7, 1), date(2026, 7, 1), date(2026, 9, 1))):
        Award.objects.create(
            organization=second, kind="commendation", level="先进个人", year=2026, holder="person", person=person(),
            grounds=str(number), state="granted", decided_on=day, document="文件", nominated_by=by,
            nominated_at=datetime(2026, 6, 1, tzinfo=ZONE),
        )  # fmt: skip
    assert reached(district, "commendation").words == "25.0%（1/4）"
    assert listed(district, "commendation")[-1].detail == "表彰单位、个人 3 个，2 次"
    threshold(district, "svc.commendation.per_year", "3")
    assert reached(district, "commendation").words == "0.0%（0/4）"
    assert shown(district, "commendation").wanted == "每个社区每年不少于 3 次"
    threshold(district, "org.joint_conference.coverage", "50")
    conference(district, first)
    conference(district, second)
    assert reached(district, "conference").state == "达到", "a share of the communities is enough there"


def test_money_grows_against_a_year_that_is_known(district: District) -> None:
    first, second = district.communities[:2]

    def booked(community: Any, day: date, amount: int) -> None:
        voucher = FundVoucher.objects.create(
            organization=community, number=f"凭{day:%Y%m%d}", kind="budget", amount=amount, purpose="拨付",
            happened_on=day, approved_on=day,
        )  # fmt: skip
        FundBooking.objects.create(voucher=voucher, organization=community, code="budget", credit=amount, booked_on=day)
        FundBooking.objects.create(voucher=voucher, organization=community, code=CASH, debit=amount, booked_on=day)

    booked(first, date(2025, 3, 1), 20000)
    booked(first, date(2026, 3, 1), 20000)
    booked(second, date(2026, 3, 1), 30000)
    assert reached(district, "growth").words == "0.0%（0/1）"
    booked(first, date(2026, 5, 1), 1)
    assert reached(district, "growth").words == "100.0%（1/1）"
    assert {each.detail for each in listed(district, "growth") if each.verdict == "unknown"} == {"上年没有入账记录"}
    assert reached(district, "funds").words == "50.0%（2/4）"


def test_demonstration_points_are_those_of_the_register(district: District) -> None:
    by = User.objects.create_user("who", person=person())
    for community, year in zip(district.communities, (2022, 2025, 2026, 2026), strict=True):
        Award.objects.create(
            organization=community, kind="demonstration", level="city", year=year, grounds="好", state="granted",
            decided_on=date(year, 12, 1) if year < 2026 else date(2026, 6, 1), document="文件", nominated_by=by,
            nominated_at=datetime(2022, 6, 1, tzinfo=ZONE),
        )  # fmt: skip
    line = shown(district, "city")
    assert line.wanted == "3 年内 2—3个" and line.now is not None and line.now.words == "3 个"
    assert [each.words for each in line.past] == ["1 个", "1 个"], "2022 has left the years of the plan by 2025"
    assert len(listed(district, "city")) == 3
    assert reached(district, "district").gap == "差 10 个"


def test_a_selection_is_judged_once_it_was_published(district: District) -> None:
    for key in ("candidates", "delegates", "in_service", "speech"):
        assert isinstance(shown(district, key).target, Computed) and shown(district, key).now is None
    told = targets.board(district.root, today=TODAY).told
    assert told.startswith(f"{len(ALL)} 项目标")


def officer(where: Any, name: str) -> Client:
    somebody = person()
    user = User.objects.create_user(name, "x", person=somebody)
    organizations.appoint(by="t", person=somebody, organization=where, position="officer", since=date(2020, 1, 1))
    client = Client()
    client.force_login(user)
    return client


def test_who_may_look_and_every_link_of_the_board_opens(district: District) -> None:
    planted(district)
    other = planting.plant_tree("OT")
    with time_machine.travel(datetime(2026, 11, 25, 10, tzinfo=ZONE), tick=False):
        client = officer(district.root, "o1")
        assert client.get(reverse("assessments:targets"), {"organization": other.root.pk}).status_code == 404
        assert client.get(reverse("assessments:target"), {"target": "nothing"}).status_code == 404
        assert client.get(reverse("assessments:target"), {"target": "tight", "year": "1999"}).status_code == 404
        for _title, group in targets.board(district.root, today=TODAY).groups:
            for line in group:
                for address in [line.page, *(each.url for each in line.years if each)]:
                    if address:
                        assert client.get(address).status_code == 200, address
                if isinstance(line.target, Rows | Computed | Points):
                    for row in targets.lines(district.root, line.target, year=2026, today=TODAY)[:3]:
                        assert client.get(line.target.url(row)).status_code == 200, line.target.key
        street = officer(district.streets[0], "o2")
        assert street.get(reverse("assessments:targets"), {"organization": district.root.pk}).status_code == 404
        text = street.get(reverse("assessments:target"), {"target": "conference"}).content.decode()
        assert "A1社区" in text and "B1社区" not in text


def test_the_board_costs_the_same_for_many(district: District) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            targets.board(district.root, today=TODAY)
        return len(seen)

    targets.board(district.root, today=TODAY)
    few = cost()
    planted(district)
    for number in range(3, 8):
        community = organizations.create_organization(
            by="t", kind="community", code=f"DX-A-{number}", name=f"A{number}社区", parent=district.streets[0],
            since=date(2020, 1, 1),
        )  # fmt: skip
        conference(district, community)
    assert cost() <= few + 6
    assert isinstance(ALL["registration"], Number)
