"""Reported figures to the digit (SVC-07), places of culture and schools with their courses (SVC-14)."""

from datetime import date, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.records.errors import RuleViolation
from core.records.versions import Conflict
from core.zone import ZONE
from organizations.registers import actions
from organizations.registers.register import Part, Register
from services.models import CulturePlace, ServiceFigures
from services.registers_figures import FIGURES, PLACES, attendances_of, classes_of, courses_of, own_of, points_of
from tests.services.conftest import World

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 10)
TRADES, CLASSES = FIGURES.parts
[COURSES] = PLACES.parts
THE_SURVEY = {"便民商店": (96, 2), "家政服务": (41, 3), "餐饮": (63, 1), "维修": (38, 2), "托幼养老": (22, 2)}
"""Invented shares of the survey's sums: 260 service points, 10 of them own (S4B 二(五))."""


def enter(world: World, register: Register, **fields: object):
    place = world.place
    organization = fields.pop("organization", place.community)
    return actions.enter(by=place.secretary, register=register, organization=organization, today=DAY, **fields)


def add(world: World, part: Part, entry: object, **fields: object):
    return actions.add_line(by=world.place.secretary, part=part, entry=entry, today=DAY, **fields)


def figures(world: World, **fields: object) -> ServiceFigures:
    values = {"on": date(2026, 6, 30), "source": "社区调查", "jobs": 1638, "placed": 1899}
    return enter(world, FIGURES, **(values | fields))


def surveyed(world: World, **fields: object) -> ServiceFigures:
    entry = figures(world, **fields)
    for trade, (points, own) in THE_SURVEY.items():
        add(world, TRADES, entry, trade=trade, points=points, own=own)
    for title, attendances in (("电工班", 60), ("家政班", 71), ("电脑班", 40)):
        add(world, CLASSES, entry, title=title, attendances=attendances)
    return entry


@pytest.mark.requirement("SVC-07")
@time_machine.travel(datetime(2026, 7, 10, 9, tzinfo=ZONE), tick=False)
def test_the_survey_s_figures_are_there_to_the_digit(world):
    entry = surveyed(world)
    assert (points_of(entry), own_of(entry)) == (260, 10)
    assert (entry.jobs, entry.placed) == (1638, 1899)  # more people were placed than jobs found
    assert (classes_of(entry), attendances_of(entry)) == (3, 171)
    client = Client()
    client.force_login(world.place.street_officer)
    page = client.get(reverse("services:latest_figures"))
    assert page.context["total"] == {
        "points": 260, "own": 10, "classes": 3, "attendances": 171, "jobs": 1638, "placed": 1899
    }  # fmt: skip
    assert page.context["trades"][0] == ("便民商店", 96)
    assert sum(points for _, points in page.context["trades"]) == 260


@pytest.mark.requirement("SVC-07")
@time_machine.travel(datetime(2026, 7, 10, 9, tzinfo=ZONE), tick=False)
def test_the_latest_counts_and_nothing_twice(world):
    surveyed(world)
    figures(world, on=date(2025, 6, 30), jobs=5, placed=5)
    figures(world, organization=world.place.street, jobs=9, placed=9)  # the street's own is not added to communities'
    client = Client()
    client.force_login(world.place.street_officer)
    total = client.get(reverse("services:latest_figures")).context["total"]
    assert (total["jobs"], total["placed"]) == (1638, 1899)
    entry = ServiceFigures.objects.get(organization=world.place.community, on=date(2026, 6, 30))
    actions.withdraw(
        by=world.place.secretary, register=FIGURES, entry=entry, version=entry.version, today=DAY, reason="口径不对"
    )
    assert client.get(reverse("services:latest_figures")).context["total"]["jobs"] == 5


@pytest.mark.requirement("SVC-07")
@pytest.mark.parametrize("fields", [{"on": date(2026, 7, 11)}, {"source": ""}, {"jobs": -1}, {"placed": None}])
def test_a_figure_has_its_day_and_its_source(world, fields):
    with pytest.raises(RuleViolation):
        figures(world, **fields)


@pytest.mark.requirement("SVC-07")
def test_one_report_a_day_one_line_a_trade_and_own_within_all(world):
    entry = figures(world)
    with pytest.raises(RuleViolation, match="已经登记"):
        figures(world)
    line = add(world, TRADES, entry, trade="餐饮", points=3, own=1)
    for wrong in ({"trade": "餐饮", "points": 1}, {"trade": "维修", "points": 1, "own": 2}, {"trade": "", "points": 1}):
        with pytest.raises(RuleViolation):
            add(world, TRADES, entry, **({"own": 0} | wrong))
    for wrong in ({"title": "电工班", "attendances": 0}, {"title": "", "attendances": 3}):
        with pytest.raises(RuleViolation):
            add(world, CLASSES, entry, **wrong)
    change = {"by": world.place.secretary, "part": TRADES, "line": line, "today": DAY, "points": 5}
    actions.correct_line(version=line.version, **change)
    with pytest.raises(Conflict):
        actions.correct_line(version=1, **(change | {"points": 6}))


@pytest.mark.requirement("SVC-07")
def test_the_page_asks_the_same_statements_for_one_and_for_many(world, django_assert_num_queries):
    surveyed(world)
    client = Client()
    client.force_login(world.place.street_officer)
    addresses = [reverse("services:latest_figures"), reverse("services:figures"), reverse("services:place_kinds")]
    counted = []
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counted.append(len(captured))
    for year in range(2016, 2026):
        figures(world, on=date(year, 6, 30))
    for address, count in zip(addresses, counted, strict=True):
        with django_assert_num_queries(count):
            client.get(address)


# -- places and schools ----------------------------------------------------------------------------


def place(world: World, kind: str = "citizens_school", **fields: object) -> CulturePlace:
    values = {"title": "市民学校", "kind": kind, "address": "社区二楼", "opened_on": date(2026, 1, 5)}
    return enter(world, PLACES, **(values | fields))


def course(world: World, entry: CulturePlace, **fields: object):
    values = {"held_on": date(2026, 3, 1), "title": "健康讲座", "lecturer": "王医生", "attendances": 40}
    return add(world, COURSES, entry, **(values | fields))


@pytest.mark.requirement("SVC-14")
@pytest.mark.parametrize("kind", CulturePlace.Kind.values)
def test_rooms_boards_grounds_and_three_schools_and_only_schools_have_courses(world, kind):
    entry = place(world, kind)
    with pytest.raises(RuleViolation, match="同名"):
        place(world, kind)
    if kind in CulturePlace.SCHOOLS:
        course(world, entry)
        course(world, entry, title="电脑课", attendances=20)
        assert courses_of(entry) == "课程 2 次，60 人次"
        with pytest.raises(RuleViolation, match="已登记课程"):
            actions.correct(by=world.place.secretary, register=PLACES, entry=entry, version=1, today=DAY, kind="room")
    else:
        with pytest.raises(RuleViolation, match="不开课"):
            course(world, entry)


@pytest.mark.requirement("SVC-14")
@pytest.mark.parametrize("fields", [{"opened_on": date(2026, 7, 11)}, {"address": ""}, {"title": ""}, {"kind": "bar"}])
def test_a_place_has_its_name_address_and_day(world, fields):
    with pytest.raises(RuleViolation):
        place(world, **fields)


@pytest.mark.requirement("SVC-14")
@pytest.mark.parametrize(
    "fields",
    [{"held_on": date(2026, 1, 4)}, {"held_on": date(2026, 7, 11)}, {"attendances": 0}, {"lecturer": ""}],
)
def test_a_course_was_given_while_the_school_was_open_to_somebody(world, fields):
    with pytest.raises(RuleViolation):
        course(world, place(world), **fields)


@pytest.mark.requirement("SVC-14")
def test_a_place_is_closed_and_opened_again(world):
    entry = place(world)
    course(world, entry)
    close, reopen = PLACES.steps
    change = {"by": world.place.secretary, "register": PLACES, "today": DAY}
    for wrong, words in (
        (date(2026, 2, 1), "先更正课程"),
        (date(2026, 1, 1), "不能早于"),
        (date(2026, 7, 11), "停用日期"),
    ):
        fresh = CulturePlace.objects.get()
        with pytest.raises(RuleViolation, match=words):
            actions.correct(entry=fresh, version=fresh.version, step=close, closed_on=wrong, **change)
    fresh = CulturePlace.objects.get()
    actions.correct(entry=fresh, version=fresh.version, step=close, closed_on=date(2026, 5, 1), **change)
    with pytest.raises(RuleViolation, match="不在学校启用"):
        course(world, fresh, held_on=date(2026, 6, 1), title="晚课")
    actions.correct(entry=fresh, version=fresh.version, step=reopen, **reopen.also({"reason": "装修完了"}), **change)
    course(world, CulturePlace.objects.get(), held_on=date(2026, 6, 1), title="晚课")


@pytest.mark.requirement("SVC-14")
@time_machine.travel(datetime(2026, 7, 10, 9, tzinfo=ZONE), tick=False)
def test_the_kinds_are_counted_with_their_courses(world):
    for kind in ("room", "board", "citizens_school"):
        place(world, kind)
    place(world, "board", title="二号宣传栏")
    course(world, CulturePlace.objects.get(kind="citizens_school"))
    client = Client()
    client.force_login(world.place.street_officer)
    lines = client.get(reverse("services:place_kinds") + "?year=2026").context["lines"]
    found = {line["label"]: (line["places"], line["communities"], line["courses"], line["people"]) for line in lines}
    assert found["宣传栏"] == (2, 1, 0, 0) and found["市民学校"] == (1, 1, 1, 40) and found["社区党校"] == (0, 0, 0, 0)
