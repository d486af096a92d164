"""Open selection from the seats to the appointment (S2 二(四); ORG-08)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from assessments import targets
from assessments.target_lines import ALL
from core.chinese.calendar import add_working_days
from core.records.errors import RuleViolation
from core.records.versions import Conflict
from meetings import actions as meetings
from meetings.ballots import actions as ballots
from meetings.models import Delegate, Meeting, MeetingKind, Nominee, Poll, Selection
from meetings.selections import actions, rules
from meetings.selections.board import TARGETS, judged
from meetings.selections.kinds import SELECTION
from members.models import DualRegistration
from organizations.actions import appoint, set_threshold
from organizations.cases import actions as cases
from organizations.cases.actions import file_of
from organizations.cases.rules import next_due
from organizations.desks import standing
from organizations.desks.queries import lines
from organizations.models import Case, CaseStep, Order, Position, Post, Publication, SeatPlan, Threshold
from people.models import Person, User
from tests.meetings.conftest import World, client_of, make_person, make_user
from tests.meetings.test_exits import moment

pytestmark = pytest.mark.django_db
DEPUTY, MEMBER = Position.PART_TIME_DEPUTY, Position.COMMITTEE_MEMBER
START = date(2026, 11, 2)
HELD = date(2026, 11, 30)


@dataclass
class Road:
    """One deputy and one member are to be chosen among two and two; everything up to the day of the ballot."""

    world: World
    district: User
    case: Case = field(init=False)
    people: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for position in (DEPUTY, MEMBER):
            SeatPlan.objects.create(
                organization=self.world.big_committee, position=position, seats=1, since=date(2026, 1, 1),
                document="核定1号",
            )  # fmt: skip
        appoint(
            by="test",
            person=make_person("周总支"),
            organization=self.world.general,
            position=Position.SECRETARY,
            since=date(2026, 1, 1),
        )
        self.case = cases.begin(
            by=self.world.secretary, kind=SELECTION, organization=self.world.big_committee, on=START,
            now=moment(START), title="2026年公开推选", category="换届推选",
        )  # fmt: skip

    def take(self, key: str, on: date, *, by: Any = None, **given: Any) -> None:
        self.case.refresh_from_db()
        step = SELECTION.step(key)
        words = {name: "文1号" for name in ("document", "note") if getattr(step, name)}
        cases.take(
            by=by or self.world.secretary, case=self.case, step=step, now=moment(on), version=self.case.version,
            done_on=on, **(words | given),
        )  # fmt: skip

    @property
    def selection(self) -> Selection:
        return actions.of_case(self.case)

    def registered(self, name: str) -> Person:
        """An in-service member whose registration the community confirmed."""
        person = make_person(name)
        DualRegistration.objects.create(
            organization=self.world.community, person=person, side=DualRegistration.Side.WORK,
            state=DualRegistration.State.CONFIRMED, during=(date(2026, 1, 1), None),
            unit_name=f"{name}单位", decided_at=moment(date(2026, 1, 1)), slip_number=f"S{person.pk}",
        )  # fmt: skip
        return person

    def nominate(self, person: Person, position: str = DEPUTY, *, way: str = "self", **given: Any) -> Nominee:
        asked = {"backers": "", "nominated_on": date(2026, 11, 4), "today": date(2026, 11, 4)} | given
        return actions.nominate(
            by=self.world.secretary, case=self.case, person=person, position=position, way=way, **asked
        )

    def reviewed(self, *, each: int = 2) -> None:
        """Published, ``each`` nominees of either kind, all found qualified, the review closed."""
        self.take("publish", START)
        for n, position in enumerate((DEPUTY, MEMBER)):
            for m in range(each):
                person = self.people[f"{position}{m}"] = self.world.members[n * 4 + m]
                self.nominate(person, position)
        self.take("nominate", date(2026, 11, 6))
        for nominee in Nominee.objects.filter(case=self.case):
            actions.review(
                by=self.world.secretary, nominee=nominee, version=nominee.version, verdict="passed",
                reason="符合条件", today=date(2026, 11, 9),
            )  # fmt: skip
        self.take("review", date(2026, 11, 9))

    def publicised(self) -> None:
        names = "、".join(Nominee.objects.filter(case=self.case).values_list("person__name", flat=True))
        starts = date(2026, 11, 10)
        row = Publication.objects.create(
            organization=self.world.community, kind="selection", title="推选人选公示", content=names, contact="服务站",
            starts_on=starts, working_days=5, ends_on=add_working_days(starts, 5), outcome="none",
            concluded_on=date(2026, 11, 18),
        )  # fmt: skip
        self.take("publicity", date(2026, 11, 18), record=row.pk)

    def announced(self, told: date = date(2026, 11, 20)) -> Meeting:
        made = meetings.plan(
            by=self.world.secretary, organization=self.world.big_committee,
            kind=MeetingKind.objects.get(pk="selection_meeting"), topic="公开推选大会", starts_at=moment(HELD, 9),
            place="礼堂", now=moment(told, 9),
        )  # fmt: skip
        meetings.notify(
            by=self.world.secretary, meeting=made, now=moment(told, 10), invited=[self.world.secretary.person_id]
        )
        return made

    def delegates(self, *, members: int = 2, in_service: int = 10) -> None:
        actions.choose_delegates(
            by=self.world.secretary,
            case=self.case,
            members=self.world.members[:members],
            in_service=[self.registered(f"在职{n}") for n in range(in_service)],
        )

    def ready(self, *, without: int = 0) -> Meeting:
        """The day of the ballot: everybody called has come but so many."""
        self.reviewed()
        self.publicised()
        meeting = self.announced()
        self.take("announce", date(2026, 11, 20), record=meeting.pk)
        self.delegates()
        self.take("delegates", date(2026, 11, 23))
        self.take("draw", date(2026, 11, 24))
        self.came(meeting, without=without)
        return meeting

    def came(self, meeting: Meeting, *, without: int = 0) -> None:
        meeting.refresh_from_db()
        if meeting.state == Meeting.State.NOTIFIED:
            meetings.open_sign_in(by=self.world.secretary, meeting=meeting, now=moment(HELD, 9))
        roster = list(meeting.attendances.order_by("pk").values_list("person_id", flat=True))
        meetings.mark(
            by=self.world.secretary, meeting=meeting, persons=roster[: len(roster) - without], state="present",
            now=moment(HELD, 10),
        )  # fmt: skip

    def open(self, position: str = DEPUTY, now: datetime | None = None) -> Poll:
        registered = Delegate.objects.filter(case=self.case, kind="in_service").order_by("pk")
        teller, scrutineer = (row.person for row in registered[:2])
        return actions.open_ballot(
            by=self.world.secretary, case=self.case, position=position, teller=teller, scrutineer=scrutineer,
            now=now or moment(HELD, 11),
        )  # fmt: skip

    def count(self, poll: Poll, *votes: int, invalid: int = 0, **given: Any) -> Poll:
        poll.refresh_from_db()
        rows = poll.subjects.order_by("position")
        asked = {"issued": poll.present, "returned": poll.present} | given
        return ballots.count(
            by=self.world.secretary, poll=poll, version=poll.version, invalid=invalid,
            votes={row.pk: [number] for row, number in zip(rows, votes, strict=True)}, now=moment(HELD, 12), **asked,
        )  # fmt: skip

    def sign(self, poll: Poll) -> None:
        poll.refresh_from_db()
        ballots.sign(by=self.world.secretary, poll=poll, scan=ContentFile(b"%PDF", name="a.pdf"), now=moment(HELD, 13))


def road_of(world: World) -> Road:
    user = make_user("district", make_person("区干部"))
    appoint(by="test", person=user.person, organization=world.district, position=Position.OFFICER, since=START)
    return Road(world, user)


@pytest.fixture
def road(world: World) -> Road:
    return road_of(world)


@pytest.mark.requirement("ORG-08")
def test_a_selection_runs_from_the_seats_to_the_appointment(road: Road) -> None:
    meeting = road.ready()
    assert (road.selection.deputies, road.selection.members, road.selection.community_members) == (1, 1, 10)
    for position in (DEPUTY, MEMBER):
        poll = road.open(position)
        road.count(poll, poll.present - 1, 1)
        road.sign(poll)
    road.take("vote", HELD)
    road.take("report", HELD)
    with pytest.raises(RuleViolation, match="由南环街道党工委办理"):
        road.take("approve", HELD)
    road.take("approve", HELD, by=road.world.street_officer, document="南环工〔2026〕40号")
    road.take("file", HELD, by=road.district)
    founding = Meeting.objects.create(
        kind=MeetingKind.objects.get(pk="founding_meeting"), organization=road.world.big_committee, topic="成立大会",
        starts_at=moment(HELD, 15), held_at=moment(HELD, 15), state="confirmed", confirmed_at=moment(HELD, 16),
        recorded_at=moment(HELD, 15),
    )  # fmt: skip
    road.take("found", HELD, record=founding.pk)
    road.case.refresh_from_db()
    assert road.case.outcome == Case.Outcome.DONE and meeting.pk
    posts = Post.objects.filter(organization=road.world.big_committee, basis=Post.Basis.SELECTION)
    assert {post.position for post in posts} == {DEPUTY, MEMBER}
    assert {post.during.lower for post in posts} == {HELD}
    order = Order.objects.get()
    assert (order.kind, order.number, sorted(order.begun)) == (
        "appointment",
        "南环工〔2026〕40号",
        sorted(post.pk for post in posts),
    )


@pytest.mark.requirement("ORG-08")
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda road: Delegate.objects.filter(kind="in_service").first().delete(), "在职党员代表应有10名，现有9名"),
        (lambda road: Delegate.objects.filter(kind="member").first().delete(), "社区党员代表应有2名，现有1名"),
        (
            lambda road: Nominee.objects.filter(position=MEMBER, place=1).update(verdict="failed"),
            "委员合格的推荐人选1人，职数1，至少要2人",
        ),
        (
            lambda road: Meeting.objects.filter(kind="selection_meeting").update(notified_at=moment(HELD, 7)),
            "只隔0天",
        ),
        (lambda road: road.case.steps.filter(key="draw").delete(), "还没有办理：抽签确定演讲顺序"),
        (lambda road: Post.objects.filter(organization=road.world.general).delete(), "还没有登记班子成员"),
    ],
)
def test_the_ballot_stays_shut_and_says_what_is_missing(road: Road, spoil: Callable[[Road], Any], said: str) -> None:
    road.ready()
    spoil(road)
    with pytest.raises(RuleViolation, match=said):
        road.open()
    assert not Poll.objects.exists()


@pytest.mark.requirement("ORG-08")
def test_four_fifths_come_and_more_than_half_of_those_elect(road: Road) -> None:
    meeting = road.ready(without=3)  # ten of thirteen
    with pytest.raises(RuleViolation, match="应到13人，实到10人，不足80%，不能投票"):
        road.open()
    road.came(meeting, without=1)
    poll = road.open()
    half = poll.present // 2
    road.count(poll, half, half)
    road.sign(poll)
    assert poll.present % 2 == 0
    assert rules.result(road.selection, DEPUTY).elected == []  # half is not more than half
    second = road.open(now=moment(HELD, 14))
    assert (second.round, second.seats) == (2, 1)
    road.count(second, half + 1, 0)
    road.sign(second)
    assert [votes for _, votes in rules.result(road.selection, DEPUTY).elected] == [half + 1]
    with pytest.raises(RuleViolation, match="已经选满"):
        road.open()


@pytest.mark.requirement("ORG-08")
def test_a_paper_with_too_many_names_is_void_and_names_are_written_in(road: Road) -> None:
    road.ready()
    poll = road.open(MEMBER)
    with pytest.raises(RuleViolation, match="选多的票是废票"):
        road.count(poll, poll.present, 1)
    most = poll.present - 1
    road.count(poll, 1, 0, write_ins=[("党员9", most)])
    road.sign(poll)
    found = rules.result(road.selection, MEMBER)
    assert (found.elected, found.write_ins, found.left) == ([], [("党员9", most)], 0)
    with pytest.raises(RuleViolation, match="另选他人只登记"):
        road.nominate(road.world.members[8], MEMBER, way="write_in", today=HELD)
    road.nominate(road.world.members[9], MEMBER, way="write_in", today=HELD)
    assert actions.elected(road.selection, MEMBER) == [road.world.members[9]]


@pytest.mark.requirement("ORG-08")
def test_more_back_than_out_is_a_fact_and_the_ballot_is_held_again(road: Road) -> None:
    road.ready()
    poll = road.count(road.open(), 0, 0, issued=5, returned=6)
    assert poll.is_void
    with pytest.raises(RuleViolation, match="重新投票"):
        road.open()
    teller, scrutineer = poll.teller, poll.scrutineer
    again = ballots.hold_again(
        by=road.world.secretary, poll=poll, teller=teller, scrutineer=scrutineer, now=moment(HELD, 13)
    )
    assert (again.seats, again.grades) == (1, ["赞成"])


@pytest.mark.requirement("ORG-08")
def test_who_may_be_nominated_and_by_whom(road: Road) -> None:
    with pytest.raises(RuleViolation, match="公布职位以后"):
        road.nominate(road.world.members[0])
    road.take("publish", START)
    with pytest.raises(RuleViolation, match="不是登记在册的党员"):
        road.nominate(make_person("群众"))
    names = [each.name for each in road.world.members]
    for backers, said in (
        ("、".join(names[1:9]), "不少于10人，现有8人"),
        ("、".join([*names[1:], "外人甲"]), "外人甲不是本社区登记在册的党员"),
        ("、".join(names), "不能有党员0本人"),
    ):
        with pytest.raises(RuleViolation, match=said):
            road.nominate(road.world.members[0], way="joint", backers=backers)
    with pytest.raises(RuleViolation, match="请填写推荐的组织"):
        road.nominate(road.world.members[0], way="organization")
    road.nominate(road.world.members[0])
    with pytest.raises(RuleViolation, match="此人已经被推荐"):
        road.nominate(road.world.members[0], MEMBER)
    with pytest.raises(RuleViolation, match="还没有委员的推荐人选"):
        road.take("nominate", date(2026, 11, 6))


@pytest.mark.requirement("ORG-08")
def test_one_candidate_too_few_and_a_review_without_reason(road: Road) -> None:
    with pytest.raises(RuleViolation, match="至少要2人"):
        road.reviewed(each=1)
    nominee = Nominee.objects.filter(case=road.case).first()
    assert nominee is not None
    with pytest.raises(RuleViolation, match="请写明审查理由"):
        actions.review(
            by=road.world.secretary, nominee=nominee, version=nominee.version, verdict="failed", reason=" ",
            today=date(2026, 11, 9),
        )  # fmt: skip
    stale = Nominee.objects.get(pk=nominee.pk)
    actions.review(
        by=road.world.secretary, nominee=nominee, version=nominee.version, verdict="failed", reason="处分影响期内",
        today=date(2026, 11, 9),
    )  # fmt: skip
    with pytest.raises(Conflict):
        actions.review(
            by=road.world.deputy, nominee=stale, version=stale.version, verdict="passed", reason="符合",
            today=date(2026, 11, 9),
        )  # fmt: skip


@pytest.mark.requirement("ORG-08")
def test_a_publication_that_leaves_somebody_out_or_was_objected_to_does_not_count(road: Road) -> None:
    road.reviewed()
    starts = date(2026, 11, 10)
    names = "、".join(Nominee.objects.filter(case=road.case).values_list("person__name", flat=True))
    for content, outcome in ((names[:5], "none"), (names, "upheld")):
        row = Publication.objects.create(
            organization=road.world.community, kind="selection", title="公示", content=content, contact="服务站",
            starts_on=starts, working_days=5, ends_on=add_working_days(starts, 5), outcome=outcome,
            concluded_on=date(2026, 11, 18),
        )  # fmt: skip
        with pytest.raises(RuleViolation, match="请选择期满办结的公示"):
            road.take("publicity", date(2026, 11, 18), record=row.pk)


@pytest.mark.requirement("ORG-08")
def test_numbers_stand_as_they_were_published(road: Road) -> None:
    road.take("publish", START)
    row = Threshold.objects.filter(name=rules.IN_SERVICE).order_by("effective_from")[0]
    set_threshold(
        by="test", threshold=row, organization=road.world.district, value="3", effective_from=date(2026, 11, 3),
        document="东组〔2026〕1号",
    )  # fmt: skip
    SeatPlan.objects.create(
        organization=road.world.big_committee, position=MEMBER, seats=4, since=date(2026, 11, 3), document="核定2号"
    )
    selection = road.selection
    assert (rules.number(selection, rules.IN_SERVICE), selection.seats(MEMBER)) == (10, 1)
    assert (rules.number(selection, rules.MINUTES), rules.number(selection, rules.ROUNDS)) == (5, 3)
    assert rules.member_delegates_needed(selection) == 2


@pytest.mark.requirement("ORG-08")
def test_a_seat_filled_meanwhile_refuses_the_appointment(road: Road) -> None:
    road.ready()
    for position in (DEPUTY, MEMBER):
        poll = road.open(position)
        road.count(poll, poll.present, 0)
        road.sign(poll)
    road.take("vote", HELD)
    road.take("report", HELD)
    road.take("approve", HELD, by=road.world.street_officer)
    road.take("file", HELD, by=road.district)
    appoint(
        by="test", person=make_person("抢先"), organization=road.world.big_committee, position=DEPUTY, since=HELD,
        basis=Post.Basis.SELECTION,
    )  # fmt: skip
    founding = Meeting.objects.create(
        kind=MeetingKind.objects.get(pk="founding_meeting"), organization=road.world.big_committee, topic="成立大会",
        starts_at=moment(HELD, 15), held_at=moment(HELD, 15), state="confirmed", confirmed_at=moment(HELD, 16),
        recorded_at=moment(HELD, 15),
    )  # fmt: skip
    with pytest.raises(RuleViolation, match="职务已经有人担任"):
        road.take("found", HELD, record=founding.pk)
    assert not Order.objects.exists() and timezone.localdate() >= START


def test_two_selections_of_one_committee_do_not_run_at_once(road: Road) -> None:
    with pytest.raises(RuleViolation, match="正在推选"):
        cases.begin(
            by=road.world.deputy, kind=SELECTION, organization=road.world.big_committee, on=START, now=moment(START),
            title="又一次",
        )  # fmt: skip


def test_two_officers_at_one_ballot(road: Road) -> None:
    road.ready()
    poll = road.open()
    with pytest.raises(RuleViolation, match="上一轮投票还没有计票签字"):
        road.open()
    version = poll.version
    road.count(poll, poll.present, 0)
    rows = list(poll.subjects.order_by("position"))
    with pytest.raises(Conflict):
        ballots.count(
            by=road.world.deputy, poll=poll, version=version, issued=poll.present, returned=poll.present, invalid=0,
            votes={rows[0].pk: [0], rows[1].pk: [poll.present]}, now=moment(HELD, 13),
        )  # fmt: skip


def _verdicts(road: Road, on: date = HELD) -> dict[str, str]:
    """What the board of targets says of the only selection, target by target."""
    found = {key: list(judged(key, [road.world.big_committee], on)) for key in TARGETS}
    return {key: rows[0].verdict for key, rows in found.items() if rows}


@pytest.mark.requirement("ASM-10")
def test_the_targets_judge_a_selection_as_it_goes(road: Road) -> None:
    assert _verdicts(road) == {}, "nothing was published yet"
    road.reviewed()
    assert _verdicts(road) == {"candidates": "counts", "delegates": "open", "in_service": "open", "speech": "open"}
    assert _verdicts(road, START - timedelta(days=1)) == {}, "not yet on that day"
    with transaction.atomic():
        Nominee.objects.filter(position=MEMBER, person=road.people[f"{MEMBER}0"]).update(verdict="failed")
        assert _verdicts(road)["candidates"] == "missing", "the review is over"
        road.case.steps.filter(key="review").delete()
        assert _verdicts(road)["candidates"] == "open", "the review goes on"
        transaction.set_rollback(True)
    road.publicised()
    meeting = road.announced()
    road.take("announce", date(2026, 11, 20), record=meeting.pk)
    road.delegates(members=1)
    assert (_verdicts(road)["delegates"], _verdicts(road)["in_service"]) == ("open", "counts")
    road.delegates()
    road.take("delegates", date(2026, 11, 23))
    with transaction.atomic():
        Delegate.objects.filter(kind="in_service").first().delete()
        assert (_verdicts(road)["delegates"], _verdicts(road)["in_service"]) == ("counts", "missing")
        transaction.set_rollback(True)
    assert [row.detail for row in judged("speech", [road.world.big_committee], HELD)] == ["还没有抽签"]
    road.take("draw", date(2026, 11, 24))
    assert set(_verdicts(road).values()) == {"counts"}
    national = Threshold.objects.get(name=rules.IN_SERVICE, organization=None)
    set_threshold(
        by="test", threshold=national, organization=road.world.district, value="20",
        effective_from=date(2026, 11, 25), document="文件",
    )  # fmt: skip
    assert set(_verdicts(road).values()) == {"counts"}, "by the numbers of its publishing day"
    committee = road.world.big_committee.pk
    for key in TARGETS:
        [line] = targets.lines(road.world.district, ALL[key], year=2026, today=HELD)
        assert (line.verdict, line.organization_id) == ("counts", committee), key
    with transaction.atomic():
        road.case.steps.filter(key="draw").delete()
        CaseStep.objects.create(organization=road.case.organization, case=road.case, key="vote", done_on=HELD)
        assert _verdicts(road)["speech"] == "missing", "voted without an order of speeches"
        transaction.set_rollback(True)
    Case.objects.update(next_step="", ended_on=HELD, outcome="cancelled", ended_because="重新推选")
    assert _verdicts(road) == {}, "a selection that was ended is not judged"


@pytest.mark.requirement("ORG-08")
def test_street_and_district_have_their_working_days(road: Road) -> None:
    """The limit is the same on the case's page, in the list of duties and as a flag; a district changes it."""
    road.ready()
    for position in (DEPUTY, MEMBER):
        poll = road.open(position)
        road.count(poll, poll.present - 1, 1)
        road.sign(poll)
    road.take("vote", HELD)
    road.take("report", HELD)
    world, clerk = road.world, road.world.street_officer

    def owed(user: User, on: date) -> list[date]:
        return [line.due_on for line in lines(user, now=moment(on)) if line.key == "selection.next"]

    def limit(on: date) -> date | None:
        road.case.refresh_from_db()
        return next_due(file_of(road.case), on)

    ten = date(2026, 12, 14)
    assert limit(HELD) == ten == add_working_days(HELD, 10)
    assert owed(clerk, HELD) == [ten] and owed(world.secretary, HELD) == []
    national = Threshold.objects.get(name="org.selection.street_decision_days", organization=None)
    set_threshold(
        by="test", threshold=national, organization=world.district, value="3", effective_from=date(2026, 12, 1),
        document="文件",
    )  # fmt: skip
    third = date(2026, 12, 3)
    assert limit(date(2026, 12, 2)) == third and owed(clerk, date(2026, 12, 2)) == [third]
    road.take("approve", date(2026, 12, 7), by=clerk)
    filed = add_working_days(date(2026, 12, 7), 10)
    standing.fill(now=moment(date(2026, 12, 7)))  # as the night does for districts
    assert limit(date(2026, 12, 7)) == filed and owed(road.district, date(2026, 12, 7)) == [filed]
    page = client_of(world.secretary).get(f"/organizations/cases/{road.case.pk}/").text
    assert "超过期限2026年12月3日" in page
