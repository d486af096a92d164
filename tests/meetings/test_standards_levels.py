"""A number that the nation, district or street changes is the same on the page, in the list and in the score."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from assessments.facts import compute_month
from assessments.models import Fact
from core.records.errors import RuleViolation
from meetings import actions, queries
from meetings.models import Meeting
from members.models import Membership
from organizations import actions as tree
from organizations import standards
from organizations.kinds import Kind
from organizations.models import Organization, Position, Threshold
from organizations.standards.table import definition
from tests.meetings.conftest import SINCE, World, at, client_of, make_person, make_user

LEVELS = ("nation", "district", "street")
RECORD_DAYS = "mtg.theme_day.record_days"


@dataclass
class Place:
    """A community with an account that manages it."""

    community: Organization
    host: Organization
    secretary: object


def change(world: World, level: str, name: str, value: str, since: date = date(2026, 11, 1)) -> None:
    """As an office does; the nation's number by a release."""
    national = Threshold.objects.get(name=name, organization=None)
    if level == "nation":
        national.pk, national.value, national.effective_from = None, value, since
        national.save()
    else:
        tree.set_threshold(
            by="test",
            threshold=national,
            organization=getattr(world, level),
            value=value,
            effective_from=since,
            document="文件",
        )


@pytest.fixture
def elsewhere(world: World) -> Place:
    """A community of another street in the same district."""
    street = tree.create_organization(
        by="test",
        kind=Kind.STREET_WORKING_COMMITTEE,
        code="DX-BH",
        name="北环街道党工委",
        parent=world.district,
        since=SINCE,
    )
    community = tree.create_organization(
        by="test", kind=Kind.COMMUNITY, code="BH-01", name="北环社区", parent=street, since=SINCE
    )
    host = tree.create_organization(
        by="test", kind=Kind.BIG_COMMITTEE, code="BH-01-D", name="北环社区大党委", parent=community, since=SINCE
    )
    branch = tree.create_organization(
        by="test", kind=Kind.BRANCH, code="BH-01-1", name="北环第一党支部", parent=community, since=SINCE
    )
    Membership.objects.create(person=make_person("郑党员"), organization=branch, during=(SINCE, None))
    person = make_person("周书记")
    account = make_user("bh", person)
    tree.appoint(by="test", person=person, organization=host, position=Position.SECRETARY, since=SINCE)
    return Place(community, host, account)


def recorded(by: object, host: Organization, *, held: datetime, entered: datetime) -> Meeting:
    """A theme day that was held and recorded at the moments."""
    meeting = actions.plan(
        by=by,
        organization=host,
        kind="theme_day",
        topic="学习",
        starts_at=held,
        place="会议室",
        form="座谈交流",
        education="责任教育",
        now=at(1),
    )
    return actions.record(
        by=by, meeting=meeting, version=meeting.version, held_at=held, content="学习讨论", now=entered
    )


def prompt(place: Place, district: Organization) -> float:
    compute_month(district=district, month=date(2026, 11, 1), now=at(28))
    fact = Fact.objects.get(organization=place.community, indicator="theme_day_prompt", month=date(2026, 11, 1))
    return float(fact.numerator / fact.denominator)


def shown_late(place: Place, meeting: Meeting) -> tuple[bool, bool]:
    """Whether the list and the page call the record late."""
    client = client_of(place.secretary)
    (line,) = (
        line for line in client.get(reverse("meetings:index")).context["lines"] if line["meeting"].pk == meeting.pk
    )
    return line["late"], client.get(reverse("meetings:detail", args=[meeting.pk])).context["late"]


@pytest.mark.requirement("MTG-11")
@pytest.mark.parametrize("level", LEVELS)
def test_days_for_recording_are_one_number_on_page_list_and_score(world: World, elsewhere: Place, level: str) -> None:
    mine = Place(world.community, world.big_committee, world.secretary)
    held, entered = at(10, 14), at(15, 9)
    here = recorded(mine.secretary, mine.host, held=held, entered=entered)
    there = recorded(elsewhere.secretary, elsewhere.host, held=held, entered=entered)
    assert shown_late(mine, here) == (True, True) and prompt(mine, world.district) == 0
    change(world, level, RECORD_DAYS, "5")
    assert shown_late(mine, here) == (False, False) and prompt(mine, world.district) == 1
    late = level == "street"
    assert shown_late(elsewhere, there) == (late, late)
    assert prompt(elsewhere, world.district) == (0 if late else 1)


def test_a_record_is_judged_by_the_number_of_its_month(world: World) -> None:
    mine = Place(world.community, world.big_committee, world.secretary)
    meeting = recorded(mine.secretary, mine.host, held=at(10, 14), entered=at(15, 9))
    change(world, "street", RECORD_DAYS, "9", since=date(2026, 12, 1))
    assert queries.record_days_of([meeting]) == [3]
    assert shown_late(mine, meeting) == (True, True)


@pytest.mark.requirement("MTG-11")
@pytest.mark.parametrize("level", ["nation", "district"])
def test_a_burst_is_the_same_number_in_the_list_and_on_the_record(world: World, level: str) -> None:
    mine = Place(world.community, world.big_committee, world.secretary)
    records = [recorded(mine.secretary, mine.host, held=at(day, 14), entered=at(20, 9, day)) for day in (2, 3)]
    Meeting.objects.update(recorded_at=at(20, 9))

    def bursts() -> tuple[list[bool], bool]:
        client = client_of(mine.secretary)
        lines = client.get(reverse("meetings:index")).context["lines"]
        page = client.get(reverse("meetings:detail", args=[records[0].pk]))
        return [line["burst"] for line in lines], page.context["burst"]

    assert bursts() == ([False, False], False)
    change(world, level, "core.burst_entry_count", "2")
    assert bursts() == ([True, True], True)


@pytest.mark.parametrize("level", LEVELS)
def test_sign_in_opens_by_the_number_of_the_place(world: World, elsewhere: Place, level: str) -> None:
    change(world, level, "mtg.sign_in.opens_minutes_before", "90")
    for place, early in (
        (Place(world.community, world.big_committee, world.secretary), True),
        (elsewhere, level != "street"),
    ):
        meeting = actions.plan(
            by=place.secretary,
            organization=place.host,
            kind="theme_day",
            topic="学习",
            starts_at=at(20, 14),
            place="会议室",
            form="座谈交流",
            education="责任教育",
            now=at(1),
        )
        actions.notify(by=place.secretary, meeting=meeting, now=at(3))
        meeting.refresh_from_db()
        if early:
            actions.open_sign_in(by=place.secretary, meeting=meeting, now=at(20, 14) - timedelta(minutes=85))
        else:
            with pytest.raises(RuleViolation):
                actions.open_sign_in(by=place.secretary, meeting=meeting, now=at(20, 14) - timedelta(minutes=85))


NUMBERS = (
    RECORD_DAYS,
    "mtg.theme_day.plan_by_day",
    "mtg.minutes.confirm_days",
    "mtg.resolution.remind_days_before",
    "mem.registration.confirm_working_days",
    "svc.hours.confirm_days",
)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        (name, level)
        for name in NUMBERS
        for level in LEVELS
        if level != "street" or definition(name).scope_level == "street"
    ],
)
def test_the_place_below_a_change_reads_it_and_no_other(world: World, elsewhere: Place, name: str, level: str) -> None:
    change(world, level, name, "9")
    mine, other = standards.each(
        name, [(each.pk, date(2026, 11, 20)) for each in (world.community, elsewhere.community)]
    )
    assert mine == 9
    assert (other == 9) == (level != "street")


@pytest.mark.parametrize("level", LEVELS)
def test_who_comes_late_is_judged_by_the_number_of_the_place(world: World, elsewhere: Place, level: str) -> None:
    change(world, level, "mtg.sign_in.closes_minutes_after_start", "40")
    for place, state in (
        (Place(world.community, world.big_committee, world.secretary), "present"),
        (elsewhere, "late" if level == "street" else "present"),
    ):
        meeting = actions.plan(
            by=place.secretary,
            organization=place.host,
            kind="theme_day",
            topic="学习",
            starts_at=at(20, 14),
            place="会议室",
            form="座谈交流",
            education="责任教育",
            now=at(1),
        )
        actions.notify(by=place.secretary, meeting=meeting, now=at(3))
        actions.open_sign_in(by=place.secretary, meeting=meeting, now=at(20, 13, 50))
        person = meeting.attendances.order_by("pk")[0].person_id
        assert actions.sign_in(person_id=person, meeting=meeting, now=at(20, 14, 39)).state == state
