"""Who leaves the big committee by notice of the unit, step by step (ORG-10)."""

from datetime import date, datetime, time
from typing import Any

import pytest

from core.records.errors import RuleViolation
from core.records.versions import Conflict
from core.zone import ZONE
from meetings import actions as meetings
from meetings.models import Meeting, MeetingKind
from organizations.actions import appoint, end_post
from organizations.cases import actions
from organizations.models import Case, CaseStep, Order, Position, Post
from organizations.selections.exits import EXIT
from people.models import User
from tests.meetings.conftest import World, make_person, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 10)


def moment(on: date = TODAY, hour: int = 17) -> datetime:
    return datetime.combine(on, time(hour), tzinfo=ZONE)


@pytest.fixture
def seat(world: World) -> Post:
    return appoint(
        by="test",
        person=make_person("孙兼职"),
        organization=world.big_committee,
        position=Position.PART_TIME_DEPUTY,
        since=date(2025, 3, 1),
        basis=Post.Basis.SELECTION,
    )


@pytest.fixture
def district(world: World) -> User:
    user = make_user("district", make_person("区干部"))
    appoint(by="test", person=user.person, organization=world.district, position=Position.OFFICER, since=TODAY)
    return user


def begin(world: World, seat: Post, **given: Any) -> Case:
    on = given.pop("on", date(2026, 11, 2))
    person = given.pop("person", seat.person)
    return actions.begin(
        by=world.secretary, kind=EXIT, organization=world.big_committee, on=on, now=moment(), person=person
    )


def take(case: Case, key: str, by: Any, on: date = TODAY, **given: Any) -> CaseStep:
    case.refresh_from_db()
    words = {"document": "文1号", "note": "调离"} | given
    step = EXIT.step(key)
    asked = {name: value for name, value in words.items() if name not in ("document", "note") or getattr(step, name)}
    return actions.take(by=by, case=case, step=step, now=moment(), version=case.version, done_on=on, **asked)


def met(world: World, on: date, name: str, *, votes: int = 3) -> Meeting:
    made = meetings.enter(
        by=world.secretary,
        organization=world.big_committee,
        kind=MeetingKind.objects.get(pk="big_committee_meeting"),
        topic=f"研究{name}退出",
        held_at=moment(on, 9),
        place="活动室",
        content="研究退出",
        now=moment(on, 11),
    )
    roster = list(made.attendances.values_list("person_id", flat=True))
    meetings.mark(by=world.secretary, meeting=made, persons=roster, state="present", now=moment(on, 11))
    meetings.put_to_vote(
        by=world.secretary, meeting=made, text=f"同意{name}退出", now=moment(on, 12), votes_for=min(votes, len(roster))
    )
    made.refresh_from_db()
    return meetings.confirm(by=world.deputy, meeting=made, now=moment(on, 13))


@pytest.mark.requirement("ORG-10")
def test_an_exit_runs_from_two_notices_to_the_filing_that_ends_the_post(
    world: World, seat: Post, district: User
) -> None:
    case = begin(world, seat)
    take(case, "community_notice", world.secretary, date(2026, 11, 4))
    meeting = met(world, date(2026, 11, 6), "孙兼职")
    with pytest.raises(RuleViolation, match="只有一份通告不能研究退出"):
        take(case, "meeting", world.secretary, record=meeting.pk)
    take(case, "street_notice", world.street_officer, date(2026, 11, 3))  # it came to the street first
    with pytest.raises(RuleViolation, match="请选择大党委会议的记录"):
        take(case, "meeting", world.secretary)
    take(case, "meeting", world.secretary, record=meeting.pk)
    with pytest.raises(RuleViolation, match="由南环街道党工委办理"):
        take(case, "decide", world.secretary)
    take(case, "decide", world.street_officer, date(2026, 11, 9), document="南环工〔2026〕9号")
    with pytest.raises(RuleViolation, match="由东县区委组织部办理"):
        take(case, "file", world.street_officer)
    seat.refresh_from_db()
    assert seat.during.upper is None
    take(case, "file", district)
    seat.refresh_from_db()
    case.refresh_from_db()
    assert (seat.during.upper, case.outcome) == (TODAY, Case.Outcome.DONE)
    order = Order.objects.get()
    assert (order.kind, order.number, order.ended) == ("removal", "南环工〔2026〕9号", [seat.pk])
    with pytest.raises(RuleViolation, match="已办结"):
        take(case, "file", district)


def test_a_meeting_before_the_second_notice_does_not_count(world: World, seat: Post) -> None:
    case = begin(world, seat)
    take(case, "community_notice", world.secretary, date(2026, 11, 4))
    early = met(world, date(2026, 11, 5), "孙兼职")
    take(case, "street_notice", world.street_officer, date(2026, 11, 6))
    with pytest.raises(RuleViolation, match="请选择大党委会议的记录"):
        take(case, "meeting", world.secretary, record=early.pk)
    refused = met(world, date(2026, 11, 7), "孙兼职", votes=0)
    with pytest.raises(RuleViolation, match="请选择大党委会议的记录"):
        take(case, "meeting", world.secretary, record=refused.pk)
    with pytest.raises(RuleViolation, match="最早"):
        take(begin_again(world), "community_notice", world.secretary, date(2026, 11, 1))


def begin_again(world: World) -> Case:
    other = appoint(
        by="test",
        person=make_person("周委员"),
        organization=world.big_committee,
        position=Position.COMMITTEE_MEMBER,
        since=date(2025, 3, 1),
        basis=Post.Basis.SELECTION,
    )
    return begin(world, other)


def test_only_who_sits_there_by_selection_leaves_by_notice(world: World, seat: Post) -> None:
    with pytest.raises(RuleViolation, match="没有担任幸福里社区大党委的兼职副书记、委员"):
        begin(world, seat, person=world.members[0])
    direct = appoint(
        by="test",
        person=make_person("吴委员"),
        organization=world.big_committee,
        position=Position.COMMITTEE_MEMBER,
        since=date(2025, 3, 1),
        basis=Post.Basis.DIRECT_ENTRY,
    )
    with pytest.raises(RuleViolation, match="直接进入"):
        begin(world, direct)
    begin(world, seat)
    with pytest.raises(RuleViolation, match="此人的同类事项正在办理"):
        begin(world, seat)


def test_who_comes_second_is_told(world: World, seat: Post, district: User) -> None:
    case = begin(world, seat)
    take(case, "community_notice", world.secretary, date(2026, 11, 4))
    stale = case.version
    take(case, "street_notice", world.street_officer, date(2026, 11, 4))
    with pytest.raises((Conflict, RuleViolation)):
        actions.take(
            by=world.street_officer,
            case=case,
            step=EXIT.step("street_notice"),
            now=moment(),
            version=stale,
            done_on=TODAY,
            document="2号",
        )
    take(case, "meeting", world.secretary, record=met(world, TODAY, "孙兼职").pk)
    take(case, "decide", world.street_officer)
    end_post(by="test", post=seat, on=TODAY, today=TODAY)
    with pytest.raises(RuleViolation, match="可能已经离任"):
        take(case, "file", district)
    assert not Order.objects.exists()
