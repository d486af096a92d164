"""Map and big screen: what they count, for how long an address holds, that no person stands on a wall."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from assessments import indicators, maps, queries, screens
from assessments.models import Fact, Indicator, Screen
from core.records.errors import RuleViolation
from meetings.models import Attendance, Meeting
from organizations.registers import actions as registers
from people.models import Person
from tests.assessments.planting import plant_tree

FIRST = date(2026, 1, 1)


@pytest.fixture
def world(db):
    indicators.load()
    return plant_tree()


def fact(world, place, month, top, bottom):
    Fact.objects.create(
        organization=place,
        district_id=world.root.pk,
        month=month,
        indicator_id="theme_day_held",
        numerator=top,
        denominator=bottom,
        value=Decimal(top * 100) / bottom,
    )


def screen_of(world, title="大厅", **more):
    return Screen.objects.create(
        organization=world.root, title=title, until=timezone.localdate() + timedelta(days=9), **more
    )


def open_(token, panel="today"):
    return Client().get(f"/assessments/screen/{token}/?panel={panel}")


@pytest.mark.requirement("ASM-11")
def test_the_map_shows_each_place_beside_the_same_months_of_the_year_before(world):
    one, two, *_ = world.communities
    for place, top in ((world.root, 6), (world.streets[0], 6), (one, 5), (two, 1)):
        fact(world, place, FIRST, top, 10)
        fact(world, place, FIRST.replace(year=2025), 2, 10)
    period = queries.Period("month", "一月", FIRST, FIRST)
    indicator = Indicator.objects.get(pk="theme_day_held")
    drawn = maps.draw(world.root, indicator, period, today=date(2026, 1, 20))
    plate, other = drawn.plates
    assert [each.organization for each in plate.communities] == [one, two]
    assert (plate.street.words, plate.street.moved) == ("60%", Decimal(40))
    assert [(each.words, each.moved) for each in plate.communities] == [("50%", 30), ("10%", -10)]
    assert other.street.words == "—" and other.street.moved is None
    assert [each.organization for each in drawn.lines] == world.streets  # what is not known comes last
    below = maps.draw(world.streets[0], indicator, period, today=date(2026, 1, 20))
    assert [each.organization for each in below.lines] == [one, two]
    before = maps.earlier(queries.Period("quarter", "", date(2026, 4, 1), date(2026, 6, 1)), maps.SPAN_BEFORE)
    assert (before.first, before.last) == (date(2026, 1, 1), date(2026, 3, 1))


def test_the_map_costs_the_same_with_many_tiles(world, django_assert_num_queries):
    period = queries.Period("year", "", FIRST, date(2026, 6, 1))
    with django_assert_num_queries(7):
        maps.draw(world.root, None, period, today=date(2026, 6, 20))
    with django_assert_num_queries(5):
        maps.draw(world.root, Indicator.objects.all()[0], period, today=date(2026, 6, 20), parts=world.streets)


@pytest.mark.requirement("ASM-11")
def test_a_screen_shows_heads_and_no_person_and_ends_on_its_day(world):
    screen, today = screen_of(world), timezone.localdate()
    meeting = Meeting.objects.create(
        organization=world.big[world.communities[0].pk],
        kind_id="theme_day",
        topic="鹈鹕专题",
        starts_at=timezone.now(),
        place="鹈鹕室",
        state="notified",
    )
    for number in range(3):
        person = Person.objects.create(name=f"鹈鹕某{number}")
        signed = {"state": "present", "signed_at": timezone.now(), "way": "hand"} if number else {}
        Attendance.objects.create(meeting=meeting, organization=meeting.organization, person=person, **signed)
    shown = open_(screen.token).content.decode()
    assert "A1大党委" in shown and "2 / 3" in shown and "应到 3 人" in shown
    for panel in ("today", "map", "figures"):
        answer = open_(screen.token, panel)
        assert answer.status_code == 200 and "鹈鹕" not in answer.content.decode()
        assert "no-store" in answer["Cache-Control"] and answer["X-Robots-Tag"] == "noindex"
    assert open_(screen.token, "others").status_code == 404
    Screen.objects.update(until=today - timedelta(days=1))
    gone, never = open_(screen.token), open_("0" * 22)
    assert gone.status_code == never.status_code == 404


def test_a_screen_that_was_taken_back_is_dark_at_once(world):
    screen = screen_of(world)
    assert open_(screen.token).status_code == 200
    registers.withdraw(
        by=None, register=screens.SCREENS, entry=screen, version=1, today=timezone.localdate(), reason="拆除"
    )
    assert open_(screen.token).status_code == 404


@pytest.mark.parametrize(("days", "code"), [(-1, "over"), (367, "too-long"), (366, ""), (0, "")])
def test_an_address_holds_a_year_at_most(world, days, code):
    today = timezone.localdate()

    def enter():
        registers.enter(
            by=None,
            register=screens.SCREENS,
            organization=world.root,
            today=today,
            title="大厅",
            until=today + timedelta(days=days),
        )

    if not code:
        return enter()
    with pytest.raises(RuleViolation) as refused:
        enter()
    assert refused.value.code == code
