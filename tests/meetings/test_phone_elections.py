"""Ballots of a selection by phone: at most as many as there are seats, names written in, one result with the papers
(ORG-08, MTG-10)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.records.errors import RuleViolation
from meetings import actions as meetings
from meetings.ballots import actions as ballots
from meetings.ballots.phone import actions, keys
from meetings.ballots.phone import rules as phone
from meetings.ballots.queries import written_on_papers
from meetings.models import Attendance, PhonePoll, Poll, PollVoter, SealedBallot
from meetings.selections import rules
from organizations.models import SeatPlan
from people.models import Person
from tests.meetings.conftest import World, client_of, make_user
from tests.meetings.test_exits import moment
from tests.meetings.test_selections import DEPUTY, HELD, MEMBER, Road, road_of

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ORG-08")]
NOON = moment(HELD, 12)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.BALLOT_KEYS = tmp_path / "ballots"
    return settings.BALLOT_KEYS


@pytest.fixture
def road(world: World) -> Road:
    return road_of(world)


def voting(road: Road, position: str = DEPUTY) -> Poll:
    return actions.begin(by=road.world.secretary, poll=road.open(position), now=NOON)


def here(poll: Poll) -> list[Person]:
    rows = Attendance.objects.filter(meeting=poll.meeting, guest=False).attended().order_by("pk")
    return [row.person for row in rows.select_related("person")]


def cast(poll: Poll, person: Person, *marked: int, names: tuple[str, ...] = (), nobody: bool = False) -> str:
    """``marked``: places of the candidates."""
    rows = list(poll.subjects.order_by("position"))
    choices = {row.pk: phone.BLANK for row in rows} if nobody else {rows[place].pk: 0 for place in marked}
    return actions.cast(by="voter", poll=poll, person_id=person.pk, choices=choices, names=names, now=NOON)


def close(road: Road, poll: Poll) -> Poll:
    return actions.close(by=road.world.secretary, poll=poll, now=NOON)


def test_both_ballots_of_a_selection_are_voted_on_phones(road: Road) -> None:
    road.ready()
    for position in (DEPUTY, MEMBER):
        poll = voting(road, position)
        voters = here(poll)
        assert poll.voters.count() == poll.entitled == len(voters) == 13
        for number, each in enumerate(voters):
            cast(poll, each, 0 if number else 1)
        assert rules.result(road.selection, position).elected == [], "nothing shows before the close"
        done = close(road, poll)
        assert (done.state, done.valid, done.invalid) == ("counted", 13, 0)
        assert [(each.votes, each.blank) for each in done.subjects.order_by("position")] == [([12], 1), ([1], 12)]
        road.sign(poll)
        assert [votes for _, votes in rules.result(road.selection, position).elected] == [12]
    road.take("vote", HELD)


def test_a_ballot_names_at_most_so_many_as_there_are_seats(road: Road) -> None:
    SeatPlan.objects.filter(position=MEMBER).update(seats=2)
    road.reviewed(each=4)
    road.publicised()
    meeting = road.announced()
    road.take("announce", date(2026, 11, 20), record=meeting.pk)
    road.delegates()
    road.take("delegates", date(2026, 11, 23))
    road.take("draw", date(2026, 11, 24))
    road.came(meeting)
    poll = voting(road, MEMBER)
    voter, printed = here(poll)[0], poll.subjects.order_by("position")[0].person.name
    for given, message in (
        ({}, "还没有选人"),
        ({"marked": (0, 1, 2)}, "最多选2名，现在选了3名"),
        ({"marked": (0, 1), "names": ("欧阳另选",)}, "最多选2名，现在选了3名"),
        ({"names": (printed,)}, "另选他人不能是票上已有的人"),
        ({"names": ("欧阳另选", " 欧阳另选 ")}, "也不能重复"),
        ({"names": ("欧" * 21,)}, "不超过20个字"),
    ):
        given = {"marked": (), "names": ()} | given
        with pytest.raises(RuleViolation, match=message):
            cast(poll, voter, *given["marked"], names=given["names"])
    assert not SealedBallot.objects.exists() and not poll.voters.exclude(way="").exists(), "nothing half-written"
    for number, (marked, names, nobody) in enumerate(
        [((0, 1), (), False), ((2,), ("欧阳另选",), False), ((), ("欧阳另选", "司马二选"), False), ((), (), True)]
    ):
        cast(poll, here(poll)[number], *marked, names=names, nobody=nobody)
    lengths = {len(bytes(each)) for each in SealedBallot.objects.values_list("sealed", flat=True)}
    assert len(lengths) == 1, "no ballot tells by its length whether somebody was written in"
    done = close(road, poll)
    assert done.write_ins == [["欧阳另选", 2], ["司马二选", 1]]
    assert [each.votes for each in done.subjects.order_by("position")] == [[1], [1], [1], [0]]


def test_phones_and_papers_are_one_result_of_the_election(road: Road) -> None:
    road.ready()
    poll = voting(road)
    voters = here(poll)
    actions.give_papers(by=road.world.secretary, poll=poll, persons=[each.pk for each in voters[:3]], now=NOON)
    for each in voters[3:9]:
        cast(poll, each, 0)
    for each in voters[9:]:
        cast(poll, each, names=("另选甲",))
    waits = close(road, poll)
    assert (waits.state, waits.write_ins) == ("open", None), "nothing shows before the papers are counted"
    given = {"issued": 3, "returned": 3}
    with pytest.raises(RuleViolation, match="有效纸质票3张，每张最多选1名，各人得票共4票"):
        road.count(poll, 2, 1, write_ins=[("另选甲", 1)], **given)
    done = road.count(poll, 1, 1, write_ins=[("另选甲", 1)], **given)
    assert (done.issued, done.valid, done.write_ins) == (13, 13, [["另选甲", 5]])
    assert written_on_papers(done, PhonePoll.objects.get(poll=poll)) == [("另选甲", 1)]
    again = road.count(poll, 2, 0, write_ins=[("另选乙", 1)], **given)
    assert again.write_ins == [["另选甲", 4], ["另选乙", 1]], "corrected, not added again"
    road.sign(poll)
    assert [(who.name, votes) for who, votes in rules.result(road.selection, DEPUTY).elected] == [
        (poll.subjects.get(position=1).person.name, 8)
    ]


def test_who_came_to_an_election_stands_while_it_runs(road: Road) -> None:
    """Without this, taking back who has not voted would lower the majority, and the quorum behind it."""
    meeting = road.ready(without=1)
    poll = voting(road)
    voters = here(poll)
    cast(poll, voters[0], 0)
    for state in ("entitled", "on_leave"):
        with pytest.raises(RuleViolation, match="正在投票选举"):
            meetings.mark(
                by=road.world.secretary, meeting=meeting, persons=[voters[1].pk], state=state, reason="有事",
                now=NOON,
            )  # fmt: skip
    late = Attendance.objects.exclude(state="present").get(meeting=meeting, guest=False).person
    meetings.mark(by=road.world.secretary, meeting=meeting, persons=[late.pk], state="present", now=NOON)
    cast(poll, late, 0)
    done = close(road, poll)
    assert (done.present, done.returned, done.explanation) == (13, 2, "到会 11 人没有投票")


def test_without_its_preconditions_no_phone_is_asked(road: Road) -> None:
    road.ready(without=3)
    with pytest.raises(RuleViolation, match="不足80%，不能投票"):
        voting(road)
    assert not PollVoter.objects.exists()


def test_a_forged_ballot_with_too_many_marks_makes_the_election_void(road: Road) -> None:
    road.ready()
    poll = voting(road)
    cast(poll, here(poll)[0], 0)
    key, place = bytes(poll.phone.public_key), phone.place_of(poll)
    names = "另选甲".encode().ljust(80, b"\0")
    for forged in (bytes([0, 0]) + bytes(80), bytes([0, 255]) + names, bytes([0, 255]), bytes(2) + b"\xff" * 80):
        with transaction.atomic():
            SealedBallot.objects.update(sealed=keys.seal(key, b"12345" + forged, place=place))
            assert close(road, Poll.objects.get(pk=poll.pk)).state == "void"
            transaction.set_rollback(True)
    with pytest.raises(IntegrityError), transaction.atomic():
        PhonePoll.objects.filter(poll=poll).update(write_ins=[["甲", 1]])


def test_a_delegate_votes_on_the_own_page_and_at_the_device(road: Road) -> None:
    road.ready()
    poll = voting(road, MEMBER)
    second, first = here(poll)[0], here(poll)[-1]
    mine = client_of(make_user("delegate", first))
    url = reverse("meetings:vote", args=[poll.pk])
    page = mine.get(url).text
    assert "应选1名，最多选1名" in page and "另选他人" in page and "弃权，不选任何人" in page
    rows = list(poll.subjects.order_by("position"))
    for wrong, message in (
        ({}, "还没有选人"),
        ({"candidates": [each.pk for each in rows]}, "最多选1名，现在选了2名"),
        ({"candidates": [rows[0].pk], "nobody": "on"}, "就不要再选“弃权，不选任何人”"),
        ({"write_in_0": rows[0].person.name}, "另选他人不能是票上已有的人"),
        ({"candidates": [rows[0].pk + 999]}, ""),
        ({"write_in_0": "欧" * 21}, "20"),
    ):
        answer = mine.post(url, wrong)
        assert answer.status_code == 422 and message in answer.text, wrong
    assert "已投票，回执" in mine.post(url, {"write_in_0": "欧阳另选"}, follow=True).text
    device = f"{reverse('meetings:poll_device', args=[poll.pk])}?voter={second.pk}"
    officer = client_of(road.world.secretary)
    assert "另选他人" in officer.get(device).text
    assert "已投票，回执" in officer.post(device, {"nobody": "on"}, follow=True).text
    done = close(road, poll)
    assert done.write_ins == [["欧阳另选", 1]] and done.returned == 2
    sheet = officer.get(reverse("meetings:poll_sheet", args=[poll.pk])).text
    assert "欧阳另选（另选）" in sheet


def test_a_stopped_election_is_held_again_by_phone(road: Road) -> None:
    road.ready()
    poll = voting(road)
    cast(poll, here(poll)[0], 0)
    void = actions.stop(by=road.world.secretary, poll=poll, reason="主机故障", now=NOON)
    again = ballots.hold_again(
        by=road.world.secretary, poll=void, teller=poll.teller, scrutineer=poll.scrutineer, now=NOON
    )
    again = actions.begin(by=road.world.secretary, poll=again, now=NOON)
    for each in here(again):
        cast(again, each, 1)
    close(road, again)
    road.sign(again)
    [(_, votes)] = rules.result(road.selection, DEPUTY).elected
    assert (again.round, again.seats, votes) == (2, 1, 13)
