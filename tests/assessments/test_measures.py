"""One truth: the rows of every measure add up to its facts, and no record moves a number the wrong way."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from time_machine import travel

from assessments import facts, indicators
from assessments.evidence import evidence
from assessments.facts import Verified
from assessments.models import Fact, Indicator, LateFact
from core.records import audit, roles
from core.records.errors import RuleViolation
from core.records.measures import Verdict
from meetings import actions as meetings
from meetings.models import Reminded
from organizations import actions
from organizations.models import Month, Organization
from tests.assessments import planting
from tests.assessments.planting import MARCH, District, at

CLOSE = at(date(2026, 4, 5), 23, 50)
LATER = at(date(2026, 6, 20))
CODES = [code for source in indicators.SOURCES for code in source.codes]


@pytest.fixture
def district(db: None) -> District:
    return planting.plant_tree()


def compute(district: District, now: Any = CLOSE, month: date = MARCH) -> None:
    facts.compute_month(district=district.root, month=month, now=now)


def pair(organization: Organization, code: str) -> tuple[Decimal | None, Decimal | None]:
    row = Fact.objects.filter(organization=organization, indicator_id=code, month=MARCH).first()
    return (row.numerator, row.denominator) if row else (None, None)


def value(organization: Organization, code: str) -> Decimal | None:
    row = Fact.objects.filter(organization=organization, indicator_id=code, month=MARCH).first()
    return row.value if row else None


def test_every_indicator_has_one_source_and_every_source_its_indicators() -> None:
    assert sorted(CODES) == sorted(definition.code for definition in indicators.DEFINITIONS)
    assert len(CODES) == len(set(CODES))


@pytest.mark.parametrize("seed", range(6))
def test_rows_add_up_to_the_facts_of_every_organisation_and_level(district: District, seed: int) -> None:
    planting.scatter(district, seed=seed)
    compute(district)
    verified = Verified()
    facts.verify(Month.objects.get(month=MARCH), verified, now=CLOSE)
    assert verified.disagree == []
    assert verified.compared > 100
    assert district.root.pk in verified.organizations


@pytest.mark.parametrize("seed", range(3))
def test_closed_month_agrees_with_its_rows_whatever_is_entered_later(district: District, seed: int) -> None:
    planting.scatter(district, seed=seed)
    facts.close_month(by="tests", district=district.root, month=MARCH, now=CLOSE)
    for presence in planting.UnitPresence.objects.all()[:2]:
        presence.unit.full_members = 50
        presence.unit.save()
    for membership in planting.Membership.objects.all()[:3]:
        membership.person.education = "primary"
        membership.person.save()
    planting.meeting(district.communities[0], date(2026, 3, 20), lag=30)
    compute(district, LATER)
    verified = Verified()
    facts.verify(Month.objects.get(month=MARCH), verified, now=LATER)
    assert verified.disagree == []


def test_verification_finds_a_number_that_its_records_do_not_give(district: District) -> None:
    planting.meeting(district.big[district.communities[0].pk], date(2026, 3, 10))
    facts.close_month(by="tests", district=district.root, month=MARCH, now=CLOSE)
    with roles.owner_rights(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE assessments_fact SET numerator = 2 WHERE organization_id = %s AND indicator_id = 'theme_day_held'",
            [district.communities[0].pk],
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    out = StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("verify_measures", "--json", stdout=out)
    found = json.loads(out.getvalue())
    assert [each["indicator"] for each in found["disagree"]] == ["theme_day_held"]
    assert found["measures"] == len(CODES)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("level", ["root", "street", "community"])
def test_page_of_records_gives_the_number(district: District, seed: int, level: str) -> None:
    """Whatever the level: the sums of the listed rows are numerator and denominator of the fact."""
    planting.scatter(district, seed=10 + seed)
    compute(district)
    organization = {"root": district.root, "street": district.streets[0], "community": district.communities[0]}[level]
    user = planting.account()
    for indicator in Indicator.objects.all():
        found = evidence(indicator, user=user, organization=organization, first=MARCH, last=MARCH, now=CLOSE)
        fact = Fact.objects.filter(organization=organization, indicator=indicator, month=MARCH).first()
        listed = (sum(line.numerator or 0 for line in found.lines), sum(line.denominator or 0 for line in found.lines))
        assert listed == (found.numerator, found.denominator), indicator.pk
        expected = (fact.numerator or 0, fact.denominator or 0, fact.unknown) if fact else (0, 0, 0)
        assert (found.numerator, found.denominator, found.unknown) == expected, indicator.pk
        assert all(line.counts == (line.verdict == Verdict.COUNTS) for line in found.lines)


@dataclass(frozen=True)
class Event:
    """Something that happens in a community: good for these measures, or bad for them."""

    name: str
    codes: tuple[str, ...]
    good: bool
    happen: Callable[[District, Organization], Any]


def _presence(district: District, community: Organization) -> Any:
    row = planting.UnitPresence.objects.filter(organization=community).first()
    return row or planting.unit(community)


def _registered(district: District, community: Organization, **given: Any) -> None:
    planting.registration(planting.unit(community, members=1), day=date(2026, 3, 9), **given)


def _registered_twice(district: District, community: Organization) -> None:
    unit = planting.unit(community, members=1)
    for side in ("work", "home"):
        row = planting.registration(unit, day=date(2026, 3, 9), side=side)
        planting.DualRegistration.objects.filter(unit=unit.unit).update(person=row.person)


def _item(district: District, community: Organization, **given: Any) -> None:
    presence = _presence(district, community)
    signed = planting.Agreement.objects.filter(unit=presence.unit).first()
    planting.item(signed or planting.agreement(presence, signed=date(2026, 3, 2)), due=date(2026, 3, 20), **given)


def _opinion(district: District, community: Organization, answered: date | None, rated: str = "") -> None:
    steps: list[Any] = [("received", "community", date(2026, 3, 5), date(2026, 3, 12), "")]
    if answered:
        steps.append(("answered", "community", answered, None, ""))
    if rated:
        steps.append(("rated", "community", date(2026, 3, 25), None, rated))
    planting.opinion(community, date(2026, 3, 5), *steps)


def _dissatisfied_and_sent_back(district: District, community: Organization) -> None:
    planting.opinion(
        community,
        date(2026, 3, 5),
        ("received", "community", date(2026, 3, 5), date(2026, 3, 12), ""),
        ("answered", "community", date(2026, 3, 6), None, ""),
        ("reopened", "street", date(2026, 3, 8), date(2026, 4, 20), "dissatisfied"),
    )


def _overdue_then_raised(district: District, community: Organization) -> None:
    planting.opinion(
        community,
        date(2026, 3, 2),
        ("received", "community", date(2026, 3, 2), date(2026, 3, 9), ""),
        ("raised", "street", date(2026, 3, 31), date(2026, 4, 7), ""),
    )


EVENTS = (
    Event(
        "theme day in time",
        ("theme_day_held", "theme_day_prompt", "branch_theme_day"),
        True,
        lambda d, c: planting.meeting(d.big[c.pk], date(2026, 3, 11), lag=1),
    ),
    Event(
        "theme day entered late",
        ("theme_day_prompt",),
        False,
        lambda d, c: planting.meeting(d.big[c.pk], date(2026, 3, 12), lag=15),
    ),
    Event(
        "everybody came",
        ("theme_day_attendance",),
        True,
        lambda d, c: planting.meeting(d.big[c.pk], date(2026, 3, 13), entitled=5, present=5),
    ),
    Event(
        "nobody came",
        ("theme_day_attendance",),
        False,
        lambda d, c: planting.meeting(d.big[c.pk], date(2026, 3, 14), entitled=5, present=0),
    ),
    Event(
        "held, never recorded",
        ("theme_day_held", "theme_day_prompt"),
        False,
        lambda d, c: planting.meeting(d.big[c.pk], date(2026, 3, 15), lag=None),
    ),
    Event(
        "joint conference",
        ("joint_conference",),
        True,
        lambda d, c: planting.meeting(c, date(2026, 3, 16), kind="joint_conference"),
    ),
    Event(
        "big committee",
        ("big_committee_meeting",),
        True,
        lambda d, c: planting.meeting(d.big[c.pk], date(2026, 3, 17), kind="big_committee_meeting"),
    ),
    Event("registered at work", ("registration_rate",), True, _registered),
    Event("registered on both sides", ("both_sides_rate",), True, _registered_twice),
    Event("unit nobody of which is on both", ("both_sides_rate",), False, lambda d, c: planting.unit(c, members=9)),
    Event("registered at home", ("home_registrations",), True, lambda d, c: _registered(d, c, side="home")),
    Event("unit nobody of which came", ("registration_rate",), False, lambda d, c: planting.unit(c, members=9)),
    Event(
        "agreement signed",
        ("agreement_coverage",),
        True,
        lambda d, c: planting.agreement(planting.unit(c), signed=date(2026, 3, 3)),
    ),
    Event("unit without agreement", ("agreement_coverage", "agreement_items"), False, lambda d, c: planting.unit(c)),
    Event(
        "item kept",
        ("agreement_items",),
        True,
        lambda d, c: _item(d, c, done=date(2026, 3, 18)),
    ),
    Event("item not kept", ("agreement_items",), False, lambda d, c: _item(d, c, done=None)),
    Event("item kept late", ("agreement_items",), False, lambda d, c: _item(d, c, done=date(2026, 3, 27))),
    Event(
        "item entered months later",
        ("agreement_items",),
        False,
        lambda d, c: _item(d, c, done=date(2026, 3, 1), entered=at(date(2026, 4, 4))),
    ),
    Event(
        "service",
        ("service_hours", "service_persons"),
        True,
        lambda d, c: planting.service(c, date(2026, 3, 18)),
    ),
    Event("answered in time", ("opinions_prompt",), True, lambda d, c: _opinion(d, c, date(2026, 3, 10))),
    Event("answered late", ("opinions_prompt",), False, lambda d, c: _opinion(d, c, date(2026, 3, 22))),
    Event("not answered", ("opinions_prompt",), False, lambda d, c: _opinion(d, c, None)),
    Event("overdue, then raised", ("opinions_prompt",), False, _overdue_then_raised),
    Event("satisfied", ("opinions_satisfied",), True, lambda d, c: _opinion(d, c, date(2026, 3, 10), "satisfied")),
    Event("dissatisfied and sent back", ("opinions_satisfied",), False, _dissatisfied_and_sent_back),
    Event(
        "complete member",
        ("members", "members_complete", "members_college"),
        True,
        lambda d, c: planting.member(d.branch[c.pk]),
    ),
    Event(
        "incomplete member",
        ("members_complete",),
        False,
        lambda d, c: planting.member(d.branch[c.pk], complete=False, education=""),
    ),
    Event(
        "young secretary without college",
        ("secretary_college",),
        False,
        lambda d, c: planting.secretary(d.general[c.pk], born=date(1990, 1, 1), education="senior"),
    ),
)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.name)
@pytest.mark.parametrize("seed", [None, 1, 2])
def test_no_good_record_lowers_and_no_bad_one_raises(district: District, event: Event, seed: int | None) -> None:
    if seed is not None:
        planting.scatter(district, seed=seed)
        planting.Post.objects.all().delete()
    community = district.communities[1]
    compute(district)
    levels = [community, district.streets[0], district.root]
    before = {(level.pk, code): value(level, code) for level in levels for code in event.codes}
    event.happen(district, community)
    compute(district)
    for (pk, code), old in before.items():
        new = value(Organization.objects.get(pk=pk), code)
        if event.good:
            assert new is not None and (old is None or new >= old), (code, old, new)
        else:
            assert old is None or (new is not None and new <= old), (code, old, new)


def test_every_measure_has_a_good_or_bad_event() -> None:
    """A measure that this file does not try is not tried at all; the age of secretaries is neither good nor bad."""
    assert set(CODES) - {code for event in EVENTS for code in event.codes} == {"secretary_age"}


def test_theme_day_of_a_branch_is_not_the_communitys(district: District) -> None:
    community = district.communities[0]
    planting.meeting(district.branch[community.pk], date(2026, 3, 10))
    compute(district)
    assert pair(community, "theme_day_held") == (0, 1)
    assert pair(district.branch[community.pk], "branch_theme_day") == (1, 1)


def test_day_of_the_whole_community_counts_once_for_each_of_its_branches(district: District) -> None:
    community = district.communities[0]
    planting.meeting(district.big[community.pk], date(2026, 3, 10))
    compute(district)
    assert pair(community, "theme_day_held") == (1, 1)
    assert pair(district.branch[community.pk], "branch_theme_day") == (1, 1)
    assert pair(district.apart, "branch_theme_day") == (0, 1)


def test_sole_branch_of_a_community_stands_for_it(district: District) -> None:
    community = actions.create_organization(
        by="tests", kind="community", code="DX-A-5", name="新社区", parent=district.streets[0], since=planting.SINCE
    )
    branch = actions.create_organization(
        by="tests", kind="branch", code="DX-A-5-1", name="新支部", parent=community, since=planting.SINCE
    )
    planting.meeting(branch, date(2026, 3, 10))
    planting.secretary(branch, born=date(1990, 1, 1))
    compute(district)
    assert pair(community, "theme_day_held") == (1, 1)
    assert value(community, "secretary_age") == 36


@pytest.mark.parametrize(
    ("since", "owes"), [(date(2026, 3, 1), True), (date(2026, 3, 2), False), (date(2026, 3, 31), False)]
)
def test_community_owes_only_for_months_in_which_it_stood_from_the_first_day(
    district: District, since: date, owes: bool
) -> None:
    community = actions.create_organization(
        by="tests", kind="community", code="DX-A-5", name="新社区", parent=district.streets[0], since=since
    )
    actions.create_organization(
        by="tests", kind="branch", code="DX-A-5-1", name="新支部", parent=community, since=since
    )
    compute(district)
    assert pair(community, "theme_day_held") == ((0, 1) if owes else (None, None))


def test_community_without_any_body_owes_no_theme_day(district: District) -> None:
    community = actions.create_organization(
        by="tests", kind="community", code="DX-A-5", name="新社区", parent=district.streets[0], since=planting.SINCE
    )
    compute(district)
    assert pair(community, "theme_day_held") == (None, None)
    assert pair(community, "joint_conference") == (0, None)


def test_what_is_not_due_yet_is_no_failure(district: District) -> None:
    community = district.communities[0]
    planting.meeting(district.big[community.pk], date(2026, 3, 24), lag=None)
    presence = planting.unit(community, since=date(2026, 3, 20))
    planting.item(planting.agreement(presence, signed=date(2026, 3, 21)), due=date(2026, 3, 31), done=None)
    planting.unit(community)
    compute(district, at(date(2026, 3, 26)))
    for code in ("theme_day_held", "theme_day_prompt", "agreement_items"):
        assert pair(community, code) == (None, None), code
    assert pair(community, "agreement_coverage") == (1, 1)
    compute(district, at(date(2026, 4, 2)))
    assert pair(community, "theme_day_held") == (0, 1)
    assert pair(community, "agreement_items") == (0, 2)


def test_reason_that_was_accepted_leaves_the_denominator(district: District) -> None:
    community = district.communities[0]
    Reminded.objects.create(
        organization=community, month=MARCH, reason="防汛", by=planting.account(), at=at(date(2026, 3, 30))
    )
    compute(district)
    assert pair(community, "theme_day_held") == (None, None)
    assert pair(district.root, "theme_day_held") == (0, 3)


def test_registration_relates_each_units_own_members(district: District) -> None:
    community = district.communities[0]
    tax = planting.unit(community, members=10)
    for _ in range(12):
        planting.registration(tax, day=date(2026, 3, 5), side="home", foreign=True)
        planting.registration(tax, day=date(2026, 3, 5), side="work", foreign=True)
    compute(district)
    assert pair(community, "registration_rate") == (0, 10)
    assert pair(community, "home_registrations") == (12, None)
    assert pair(community, "both_sides_rate") == (0, 10), "each person on one side alone"


def test_unit_of_unknown_size_is_an_unknown_part_and_no_zero(district: District) -> None:
    community = district.communities[0]
    planting.unit(community, members=None)
    compute(district)
    row = Fact.objects.get(organization=community, indicator_id="registration_rate")
    assert (row.numerator, row.denominator, row.value, row.unknown) == (None, None, None, 1)
    planting.registration(planting.unit(community, members=2), day=date(2026, 3, 5))
    compute(district)
    row = Fact.objects.get(organization=district.root, indicator_id="registration_rate")
    assert (row.numerator, row.denominator, row.unknown) == (1, 2, 1)


def test_unit_in_two_communities_is_counted_once(district: District) -> None:
    first = planting.unit(district.communities[0], members=4)
    planting.UnitPresence.objects.create(
        unit=first.unit, organization=district.communities[1], during=(date(2022, 1, 1), None)
    )
    compute(district)
    assert pair(district.root, "registration_rate") == (0, 4)
    assert pair(district.communities[1], "registration_rate") == (None, None)


def test_each_level_answers_for_the_time_it_held_an_opinion(district: District) -> None:
    community = district.communities[0]
    planting.opinion(
        community,
        date(2026, 3, 2),
        ("received", "community", date(2026, 3, 2), date(2026, 3, 9), ""),
        ("raised", "street", date(2026, 3, 5), date(2026, 3, 12), ""),
        ("answered", "street", date(2026, 3, 20), None, ""),
    )
    compute(district)
    assert pair(community, "opinions_prompt") == (1, 1)
    assert pair(district.streets[0], "opinions_prompt") == (1, 2)


def test_item_is_done_on_the_day_its_target_was_reached_not_on_the_day_typed_last(district: District) -> None:
    community = district.communities[0]
    parent = planting.agreement(planting.unit(community), signed=date(2026, 1, 20))
    row = planting.item(parent, due=date(2026, 3, 15), done=date(2026, 3, 20), target=2)
    row.progress.all().delete()
    for happened, entered in ((date(2026, 3, 20), date(2026, 3, 21)), (date(2026, 3, 1), date(2026, 3, 22))):
        planting.AgreementProgress.objects.create(
            organization=community, item=row, happened_on=happened, note="开展", amount=1, recorded_at=at(entered)
        )
    compute(district)
    assert pair(community, "agreement_items") == (0, 1)


def test_items_of_a_unit_that_left_are_not_owed(district: District) -> None:
    community = district.communities[0]
    presence = planting.unit(community)
    planting.item(planting.agreement(presence, signed=date(2026, 1, 20)), due=date(2026, 3, 20), done=None)
    planting.UnitPresence.objects.filter(pk=presence.pk).update(during=(planting.SINCE, date(2026, 3, 10)))
    compute(district)
    assert pair(community, "agreement_items") == (None, None)


def test_secretary_without_schooling_is_unknown(district: District) -> None:
    community = district.communities[0]
    planting.secretary(district.general[community.pk], born=date(1990, 1, 1), education="")
    compute(district)
    row = Fact.objects.get(organization=community, indicator_id="secretary_college")
    assert (row.value, row.unknown) == (None, 1)


def test_two_conferences_on_one_day_are_one(district: District) -> None:
    community = district.communities[0]
    planting.meeting(community, date(2026, 3, 10), kind="joint_conference")
    planting.meeting(district.big[community.pk], date(2026, 3, 10), kind="joint_conference")
    compute(district)
    assert pair(community, "joint_conference") == (1, None)


# -- after the close --------------------------------------------------------------------------------


def late(organization: Organization, code: str) -> tuple[Decimal, Decimal, Decimal] | None:
    row = LateFact.objects.filter(organization=organization, indicator_id=code, month=MARCH).first()
    return (row.numerator, row.denominator, row.timely) if row else None


def close(district: District) -> None:
    facts.close_month(by="tests", district=district.root, month=MARCH, now=CLOSE)


def test_late_record_weighs_on_promptness_and_is_no_new_debt(district: District) -> None:
    community = district.communities[0]
    close(district)
    planting.meeting(district.big[community.pk], date(2026, 3, 10), lag=40)
    compute(district, LATER)
    assert late(community, "theme_day_held") == (1, 0, 0)
    assert late(community, "theme_day_prompt") is None  # it was missing, and stays a failure of one
    assert pair(community, "theme_day_prompt") == (0, 1)


def test_second_record_entered_late_adds_a_failure(district: District) -> None:
    community = district.communities[0]
    planting.meeting(district.big[community.pk], date(2026, 3, 10))
    close(district)
    planting.meeting(district.big[community.pk], date(2026, 3, 20), lag=40)
    compute(district, LATER)
    assert late(community, "theme_day_prompt") == (0, 1, 0)


def test_hours_confirmed_within_their_own_limit_are_timely_after_the_close(district: District) -> None:
    community = district.communities[0]
    close(district)
    planting.service(community, date(2026, 3, 30), after=7)  # 6 April: the month closed on the 5th
    planting.service(community, date(2026, 3, 2), after=60)
    compute(district, LATER)
    assert late(community, "service_hours") == (4, 0, 2)
    assert late(district.root, "service_hours") == (4, 0, 2)


def test_day_and_attendance_of_a_record_stand_once_its_month_is_closed_with_it(district: District) -> None:
    row = planting.meeting(district.big[district.communities[0].pk], date(2026, 3, 10), entitled=2, present=1)
    absent = row.attendances.get(state="entitled").person_id
    close(district)
    user = planting.account()
    with pytest.raises(RuleViolation, match="2026年3月已经封账"):
        meetings.mark(by=user, meeting=row, persons=[absent], state="present", now=LATER)
    with pytest.raises(RuleViolation, match="2026年3月已经封账"):
        meetings.record(
            by=user, meeting=row, version=row.version, now=LATER, held_at=at(date(2026, 3, 9)), content="学习"
        )
    meetings.record(by=user, meeting=row, version=row.version, now=LATER, content="学习条例，补充记录")
    late_one = planting.meeting(district.big[district.communities[1].pk], date(2026, 3, 10), lag=40, entitled=1)
    person = late_one.attendances.get().person_id
    assert meetings.mark(by=user, meeting=late_one, persons=[person], state="present", now=LATER) == 1


def test_record_that_is_withdrawn_after_the_close_is_subtracted(district: District) -> None:
    community = district.communities[0]
    row = planting.meeting(community, date(2026, 3, 10), kind="joint_conference")
    close(district)
    meetings.void(by="tests", meeting=row, reason="录入有误", now=at(date(2026, 6, 1)))
    compute(district, LATER)
    assert late(community, "joint_conference") == (-1, 0, 0)
    assert pair(community, "joint_conference") == (1, None)


def test_move_after_the_month_changes_neither_facts_nor_late_facts(district: District) -> None:
    """The tree of a month is that of its last day, for open months and closed ones (ASM-12)."""
    community, old, new = district.communities[0], district.streets[0], district.streets[1]
    planting.meeting(district.big[community.pk], date(2026, 3, 10))
    compute(district)
    before = pair(old, "theme_day_held"), pair(new, "theme_day_held")
    actions.move_organization(
        by="tests", organization=community, parent=new, on=date(2026, 4, 1), today=date(2026, 4, 2)
    )
    compute(district)
    assert (pair(old, "theme_day_held"), pair(new, "theme_day_held")) == before
    close(district)
    compute(district, LATER)
    assert not LateFact.objects.exists()
    verified = Verified()
    facts.verify(Month.objects.get(month=MARCH), verified, now=LATER)
    assert verified.disagree == []


# -- the running month, right after a record ----------------------------------------------------------


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.name)
def test_refresh_gives_what_the_night_gives(district: District, event: Event) -> None:
    planting.scatter(district, seed=4)
    planting.Post.objects.all().delete()
    compute(district)
    community = district.communities[1]
    event.happen(district, community)
    sources = tuple(source for source in indicators.SOURCES if set(source.codes) & set(event.codes))
    assert facts.refresh(organization=community, sources=sources, month=MARCH, now=CLOSE)
    wanted = [code for source in sources for code in source.codes]
    columns = ("organization_id", "indicator_id", "numerator", "denominator", "value", "unknown")
    rows = Fact.objects.filter(indicator_id__in=wanted).order_by("organization_id", "indicator_id")
    refreshed = list(rows.values_list(*columns))
    compute(district)
    assert refreshed == list(rows.values_list(*columns))


def test_refresh_leaves_closed_and_never_computed_months_alone(district: District) -> None:
    community = district.communities[0]
    assert not facts.refresh(organization=community, sources=indicators.SOURCES, month=MARCH, now=CLOSE)
    close(district)
    planting.meeting(district.big[community.pk], date(2026, 3, 10), lag=40)
    assert not facts.refresh(organization=community, sources=indicators.SOURCES, month=MARCH, now=LATER)


def test_number_of_a_street_shows_a_record_of_its_community_at_once(
    district: District, django_capture_on_commit_callbacks: Any
) -> None:
    """A record written by an action moves the running month of the community and those above after the commit."""
    compute(district)
    presence = planting.unit(district.communities[0], members=2)
    planting.registration(presence, day=date(2026, 3, 5))
    assert pair(district.root, "registration_rate") == (None, None)
    with travel(CLOSE, tick=False), django_capture_on_commit_callbacks(execute=True):
        audit.record("organizations.unit_registered", by="tests", target=presence)
    assert pair(district.root, "registration_rate") == (1, 2)
