"""Joint conference at least twice a year in each community, one in each half of it (MTG-06, S0 二3)."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from assessments import indicators
from assessments.facts.context import Span
from core.records.errors import RuleViolation
from core.records.measures import rows as measure_rows
from meetings import actions
from meetings.models import Meeting
from meetings.regular import Part, parts_of
from organizations import actions as tree
from organizations.actions import record_presence, register_unit
from organizations.kinds import Kind
from organizations.models import Organization, Threshold, Unit, UnitPresence
from organizations.relations import with_relations
from tests.meetings.conftest import SINCE, World, at, client_of, make_person
from tests.meetings.test_path import planned

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MTG-06")]

VIEW, KIND = "organizations.view_meeting", "joint_conference"
NAME = "mtg.joint_conference.per_year"


def conference(world: World, month: int, day: int, *, host: Organization | None = None, record: bool = True) -> Meeting:
    fields = {"organization": host or world.community, "kind": KIND, "form": "", "education": ""}
    before = at(1, 8, month=month)
    meeting = planned(world, starts_at=at(day, month=month), now=before, **fields)
    actions.notify(by=world.secretary, meeting=meeting, now=before)
    if record:
        actions.record(by=world.secretary, meeting=meeting, version=1, content="共商", now=at(day, 12, month=month))
    return meeting


def parts(world: World, now=None, year: int = 2026, community: Organization | None = None) -> list[Part]:
    wanted = (community or world.community).pk
    found = parts_of(world.street_officer, VIEW, KIND, year, now=now or at(10))
    return [each for each in found if each.organization == wanted]


def verdicts(world: World, **asked) -> list[tuple[str, str]]:
    return [(each.label, each.verdict) for each in parts(world, **asked)]


def says(value: str, holder: Organization) -> None:
    national = Threshold.objects.get(name=NAME, organization=None)
    tree.set_threshold(
        by="test",
        threshold=national,
        organization=holder,
        value=value,
        effective_from=date(2026, 1, 1),
        document="文件",
    )


FIRST, SECOND = "上半年社区党建联席会议", "下半年社区党建联席会议"


def test_each_half_of_the_year_owes_one(world):
    assert verdicts(world) == [(FIRST, "missing"), (SECOND, "open")]
    conference(world, 3, 11)
    assert verdicts(world) == [(FIRST, "counts"), (SECOND, "open")]
    conference(world, 4, 8)  # a second one in the same half is no conference of the other
    assert verdicts(world, now=at(5, month=1, year=2027)) == [(FIRST, "counts"), (SECOND, "missing")]
    conference(world, 11, 9)
    assert verdicts(world) == [(FIRST, "counts"), (SECOND, "counts")]


def test_only_what_was_recorded_counts(world):
    meeting = conference(world, 11, 9, record=False)
    assert verdicts(world)[1] == (SECOND, "open")
    actions.cancel(by=world.secretary, meeting=meeting, reason="改期", now=at(9, 8))
    assert verdicts(world, now=at(5, month=1, year=2027))[1] == (SECOND, "missing")
    symposium = planned(world, kind="symposium", form="", education="", starts_at=at(9, 15), now=at(8))
    actions.record(by=world.secretary, meeting=symposium, version=1, content="座谈", now=at(9, 18))
    assert verdicts(world, now=at(5, month=1, year=2027))[1] == (SECOND, "missing")


def test_community_and_big_committee_hold_it_and_nobody_else_and_only_the_own_one_counts(world):
    conference(world, 3, 11, host=world.big_committee)
    assert verdicts(world)[0] == (FIRST, "counts")
    assert [each.verdict for each in parts(world, community=world.other)] == ["missing", "open"]
    for host in (world.branches[0], world.general, world.street, world.district):
        with pytest.raises(RuleViolation, match="不能主办社区党建联席会议"):
            conference(world, 3, 12, host=host)


def test_several_on_one_day_are_one(world):
    says("5", world.district)  # of a number that does not divide the year, all within it
    conference(world, 3, 11)
    conference(world, 3, 11, host=world.big_committee)
    [year] = parts(world)
    assert (year.label, year.detail) == ("2026年社区党建联席会议", "应召开 5 次，已记录 1 次")


def test_the_district_asks_for_more_and_a_street_does_not(world):
    says("4", world.district)
    assert len(parts(world)) == 4 and "第1季度" in parts(world)[0].label
    with pytest.raises(RuleViolation):
        says("1", world.street)


def test_a_community_owes_from_the_first_half_that_it_and_a_body_of_it_stood_in(world):
    new = tree.create_organization(
        by="test", kind=Kind.COMMUNITY, code="NH-03", name="新开社区", parent=world.street, since=date(2026, 3, 2)
    )
    assert parts(world, community=new) == []  # nobody there yet who could convene it
    tree.create_organization(
        by="test", kind=Kind.BIG_COMMITTEE, code="NH-03-D", name="新开社区大党委", parent=new, since=date(2026, 3, 2)
    )
    assert [(each.label, each.verdict) for each in parts(world, community=new)] == [(SECOND, "open")]


def test_who_is_entitled_are_the_officers_and_the_contacts_of_the_units(world):
    unit = register_unit(by="test", organization=world.street, name="供电公司", kind=Unit.UnitKind.ENTERPRISE)
    presence = record_presence(by="test", unit=unit, community=world.community, since=SINCE, today=date(2026, 11, 10))
    contact = make_person("联络员")
    UnitPresence.objects.filter(pk=presence.pk).update(contact=contact)
    meeting = conference(world, 11, 9, record=False)
    names = set(meeting.attendances.order_by("pk").values_list("person__name", flat=True))
    assert names == {"赵书记", "钱副书记", "联络员"}


def test_the_fact_counts_the_same_conferences_once_a_day(world):
    conference(world, 11, 9)
    conference(world, 11, 9, host=world.big_committee)
    source = next(each for each in indicators.SOURCES if KIND in each.codes)
    values = Span(world.district, date(2026, 11, 1), at(10)).parameters
    select = f"SELECT m.numerator FROM ({measure_rows(source, [KIND])}) m WHERE m.organization_id = %(here)s"
    with connection.cursor() as cursor:
        cursor.execute(with_relations(select, [source]), values | {"here": world.community.pk})
        assert sum(row[0] or 0 for row in cursor.fetchall()) == 1


@time_machine.travel(at(10), tick=False)
def test_the_street_sees_who_is_behind_and_a_community_only_itself(world, django_assert_max_num_queries):
    conference(world, 3, 11)
    address = reverse("meetings:regular")
    street = client_of(world.street_officer)
    page = street.get(address, {"kind": KIND, "year": "2026"})
    assert (page.context["owing"], page.context["behind"]) == (2, 1)
    behind = street.get(address, {"kind": KIND, "year": "2026", "state": "behind"})
    assert [line["organization"] for line in behind.context["lines"]] == [world.other]
    own = client_of(world.secretary).get(address)
    assert [line["organization"] for line in own.context["lines"]] == [world.community]
    for wrong in ({"year": "x"}, {"year": "99999"}, {"kind": "nothing"}, {"page": "9999"}, {"year": "2031"}):
        assert street.get(address, wrong).status_code == 200
    with django_assert_max_num_queries(12):
        street.get(address)
