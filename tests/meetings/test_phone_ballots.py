"""Polls by phone: one ballot each, sealed until the close, mixed with papers in one result (MTG-10)."""

import os
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from core.records.errors import RuleViolation
from meetings import actions as meetings
from meetings.ballots import actions as paper
from meetings.ballots.phone import actions, keys, queries, rules
from meetings.models import Attendance, PhonePoll, Poll, PollVoter, SealedBallot
from meetings.tasks import sweep_ballot_keys
from tests.meetings.conftest import World, client_of, make_person
from tests.meetings.test_ballots import NOW, assembled, conference, counted, opened, people, signed
from tests.meetings.voting import Many, vote_of

pytestmark = pytest.mark.django_db
Commit = Callable[..., Any]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """Keys of the test alone."""
    settings.BALLOT_KEYS = tmp_path / "ballots"
    return settings.BALLOT_KEYS


def begun(world: World, absent: int = 0) -> Poll:
    poll = opened(world, assembled(world, absent=absent))
    return actions.begin(by=world.secretary, poll=poll, now=NOW)


def cast(poll: Poll, person: Any, choice: int = 0, **given: Any) -> str:
    choices = {each.pk: choice for each in poll.subjects.all()}
    typed = {"by": "voter", "choices": choices, "now": NOW} | given
    return actions.cast(poll=poll, person_id=person.pk, **typed)


def closed(world: World, poll: Poll) -> Poll:
    return actions.close(by=world.secretary, poll=poll, now=NOW)


@pytest.mark.requirement("MTG-10")
def test_each_on_the_roll_who_came_votes_once_by_one_way(world: World) -> None:
    poll = begun(world, absent=1)
    here, away = people(poll.meeting), poll.meeting.attendances.exclude(state="present").get().person
    assert (poll.state, poll.voters.count()) == ("voting", 5), "the roll is of the entitled"
    subject = poll.subjects.first()
    for who, given, message in (
        (make_person("路人"), {}, "不在这次投票的名册里"),
        (away, {}, "还没有登记到会"),
        (here[0], {"choices": {subject.pk: 0}}, "请选择"),
        (here[0], {"choices": {each.pk: 9 for each in poll.subjects.all()}}, "请从等次里选择"),
    ):
        with pytest.raises(RuleViolation, match=message):
            cast(poll, who, **given)
    cast(poll, here[0])
    with pytest.raises(RuleViolation, match="每人只能投一次"):
        cast(poll, here[0], 1)
    with pytest.raises(RuleViolation, match="每人只能投一次"):
        cast(poll, here[0], 1, by=world.secretary, device=True)
    with pytest.raises(RuleViolation, match="每人只能投一次"):
        actions.give_papers(by=world.secretary, poll=poll, persons=[here[0].pk], now=NOW)
    actions.give_papers(by=world.secretary, poll=poll, persons=[here[1].pk], now=NOW)
    with pytest.raises(RuleViolation, match="已经领取纸质票"):
        cast(poll, here[1])
    actions.give_papers(by=world.secretary, poll=poll, persons=[], now=NOW)
    cast(poll, here[1], rules.BLANK, by=world.secretary, device=True)
    assert dict(queries.ways(poll)) == {"phone": 1, "device": 1, "": 3}
    with pytest.raises(IntegrityError), transaction.atomic():
        PollVoter.objects.create(organization=poll.organization, poll=poll, person=here[0])
    with pytest.raises(RuleViolation, match="已经投票，到会情况不能再改"):
        meetings.mark(by=world.secretary, meeting=poll.meeting, persons=[here[0].pk], state="entitled", now=NOW)
    meetings.mark(by=world.secretary, meeting=poll.meeting, persons=[away.pk], state="present", now=NOW)
    cast(poll, away)
    assert SealedBallot.objects.filter(poll=poll).count() == 3 == len(set(map(len, _sealed(poll)))) * 3


def _sealed(poll: Poll) -> list[bytes]:
    return [bytes(each) for each in SealedBallot.objects.filter(poll=poll).values_list("sealed", flat=True)]


@pytest.mark.requirement("MTG-10")
def test_the_close_opens_and_counts_all_and_nobody_votes_after_it(
    world: World, django_capture_on_commit_callbacks: Commit
) -> None:
    poll = begun(world)
    here = people(poll.meeting)
    receipts = [cast(poll, each, number % 2) for number, each in enumerate(here[:4])]
    file = next(settings.BALLOT_KEYS.glob("*.key"))
    assert oct(file.stat().st_mode & 0o777) == "0o600"
    with django_capture_on_commit_callbacks(execute=True):
        done = closed(world, poll)
    assert (done.state, done.issued, done.returned, done.valid, done.invalid) == ("counted", 4, 4, 4, 0)
    assert done.explanation == "到会 1 人没有投票"
    assert {tuple(each.votes) for each in done.subjects.all()} == {(2, 2, 0, 0)}
    phone = PhonePoll.objects.get(poll=poll)
    assert phone.receipts == sorted(receipts), "sorted: their order says nothing"
    assert all(queries.is_counted(poll, each) for each in receipts) and not queries.is_counted(poll, "0000-0000")
    assert not SealedBallot.objects.exists() and not file.exists(), "ballots and key are gone"
    for wrong in (lambda: cast(poll, here[4]), lambda: closed(world, poll)):
        with pytest.raises(RuleViolation, match="现在是“已计票，待签字”"):
            wrong()
    Poll.objects.filter(pk=poll.pk).update(state="open", issued=None, returned=None, invalid=None, valid=None)
    with pytest.raises(RuleViolation, match="已经用手机投过票"):
        actions.begin(by=world.secretary, poll=poll, now=NOW)
    for change in ({"votes": [[4, 0, 0, 0, 0]] * 5}, {"ballots": 3, "receipts": phone.receipts[:3]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PhonePoll.objects.filter(pk=phone.pk).update(**change)


@pytest.mark.requirement("MTG-10")
def test_papers_and_phones_are_one_result_that_balances(world: World) -> None:
    poll = begun(world)
    here = people(poll.meeting)
    for each in here[:3]:
        cast(poll, each, 0)
    actions.give_papers(by=world.secretary, poll=poll, persons=[here[3].pk, here[4].pk], now=NOW)
    with pytest.raises(RuleViolation, match="请先结束投票"):
        counted(world, poll)
    waits = closed(world, poll)
    assert waits.state == "open" and waits.issued is None, "the papers are still to be counted"
    assert {each.votes and tuple(each.votes) for each in waits.subjects.all()} == {None}, "nothing shows before"
    marked = {each.pk: [0, 1, 0, 0] for each in poll.subjects.all()}
    for wrong, message in (
        ({"issued": 1, "returned": 1}, "名册登记领取纸质票 2 人，发出 1 张"),
        ({"issued": 2, "returned": 1}, "请写明差额原因"),
        ({"issued": 2, "returned": 2, "votes": dict.fromkeys(marked, [3, 0, 0, 0])}, "多于有效票 2 张"),
    ):
        with pytest.raises(RuleViolation, match=message):
            counted(world, poll, **({"votes": marked} | wrong))
    done = counted(world, poll, issued=2, returned=2, invalid=1, votes=marked)
    assert (done.issued, done.returned, done.valid, done.invalid) == (5, 5, 4, 1)
    assert {(tuple(each.votes), each.blank) for each in done.subjects.all()} == {((3, 1, 0, 0), 0)}
    again = counted(world, poll, issued=2, returned=2, votes=marked)
    assert {(tuple(each.votes), each.blank) for each in again.subjects.all()} == {((3, 1, 0, 0), 1)}
    void = counted(world, poll, issued=2, returned=3, votes=marked)
    assert void.state == "void", "more papers back than went out"
    assert signed and paper.hold_again(
        by=world.secretary, poll=void, teller=here[0], scrutineer=here[1], now=NOW
    ).round == 2  # fmt: skip


@pytest.mark.requirement("MTG-10")
def test_a_lost_key_or_a_ballot_that_nobody_cast_makes_the_poll_void(world: World, folder: Path) -> None:
    poll = begun(world)
    here = people(poll.meeting)
    cast(poll, here[0])
    phone = PhonePoll.objects.get(poll=poll)
    with transaction.atomic():
        stuffed = keys.seal(bytes(phone.public_key), b"-----" + bytes(5), place=rules.place_of(poll))
        SealedBallot.objects.create(organization=poll.organization, poll=poll, sealed=stuffed)
        assert closed(world, poll).state == "void", "another number than the roll says"
        assert PhonePoll.objects.get(poll=poll).stopped_because == "选票与投票名册不符"
        transaction.set_rollback(True)
    PhonePoll.objects.filter(poll=poll)
    [own] = _sealed(poll)
    for forged in (own[:-1] + bytes([own[-1] ^ 1]), own[:40]):
        with transaction.atomic():
            SealedBallot.objects.filter(poll=poll).update(sealed=forged)
            assert closed(world, Poll.objects.get(pk=poll.pk)).state == "void"
            transaction.set_rollback(True)
    with pytest.raises(keys.Broken):
        keys.Opener(bytes(phone.public_key)).open(own, place=b"poll:0")
    next(folder.glob("*.key")).unlink()
    with pytest.raises(RuleViolation, match="密钥已经丢失"):
        closed(world, poll)
    with pytest.raises(RuleViolation, match="请写明原因"):
        actions.stop(by=world.secretary, poll=poll, reason=" ", now=NOW)
    void = actions.stop(by=world.secretary, poll=poll, reason="主机重装，密钥丢失", now=NOW)
    assert (void.state, void.issued) == ("void", None) and not SealedBallot.objects.exists()
    following = paper.hold_again(by=world.secretary, poll=void, teller=here[0], scrutineer=here[1], now=NOW)
    assert actions.begin(by=world.secretary, poll=following, now=NOW).state == "voting"


@pytest.mark.requirement("MTG-10")
def test_a_key_that_a_killed_process_left_behind_is_swept(world: World, folder: Path) -> None:
    poll = begun(world)
    wanted = next(folder.glob("*.key"))
    left = keys.make()
    assert actions.sweep() == 0, "it may belong to a poll that is just being started"
    for each in folder.glob("*.key"):
        os.utime(each, (timezone.now().timestamp() - 7200,) * 2)
    sweep_ballot_keys()
    assert list(folder.glob("*.key")) == [wanted]
    with pytest.raises(keys.KeyLost):
        keys.Opener(left)
    keys.destroy(bytes(poll.phone.public_key))
    keys.destroy(bytes(poll.phone.public_key))
    assert actions.sweep() == 0


@pytest.mark.requirement("MTG-10")
def test_small_and_unanimous_polls_are_warned_about(world: World) -> None:
    poll = begun(world)
    page, mine = reverse("meetings:poll", args=[poll.pk]), client_of(world.secretary)
    assert "这次投票不超过 5 人" in mine.get(page).text
    voter = client_of(world.accounts[0])
    assert "这次投票不超过 5 人" in voter.get(reverse("meetings:vote", args=[poll.pk])).text
    for each in people(poll.meeting):
        cast(poll, each, 0)
    closed(world, poll)
    assert "等于公开了每个人的选择" in mine.get(page).text
    larger = opened(world, conference(world), teller=world.members[0], scrutineer=world.members[1])
    assert "这次投票不超过" not in mine.get(reverse("meetings:poll", args=[larger.pk])).text


@pytest.mark.requirement("MTG-10")
def test_the_roll_of_a_conference_is_of_those_with_a_vote(world: World) -> None:
    meeting = conference(world)
    poll = opened(world, meeting, teller=world.members[0], scrutineer=world.members[1])
    poll = actions.begin(by=world.secretary, poll=poll, now=NOW)
    assert poll.voters.count() == poll.entitled == 8


def test_a_member_votes_on_the_own_page_and_sees_nobody_elses(world: World) -> None:
    poll = begun(world)
    url = reverse("meetings:vote", args=[poll.pk])
    mine = client_of(world.accounts[0])
    assert "去投票" in mine.get("/").text
    assert client_of(world.accounts[1]).get(url).status_code == 404, "of another branch"
    assert mine.post(url, {}).status_code == 422
    answer = mine.post(url, {"rest": "1"}, follow=True)
    assert "已投票，回执" in answer.text and "手机投票" in answer.text
    assert mine.post(url, {"rest": "1"}).status_code == 422
    assert "去投票" not in mine.get("/").text
    closed(world, poll)
    receipt = PhonePoll.objects.get(poll=poll).receipts[0]
    assert "已计入票数" in mine.get(url, {"receipt": receipt.lower()}).text
    assert "没有回执" in mine.get(url, {"receipt": "AAAA-AAAA"}).text
    assert not AuditEvent.objects.filter(actor_id=world.accounts[0].pk, code__startswith="meetings.").exists()


# -- at the same moment ----------------------------------------------------------------------------


def in_threads(works: list[Callable[[], Any]]) -> list[Any]:
    """What each gave, or the RuleViolation that it met; started together."""
    found: list[Any] = [None] * len(works)
    gate = threading.Barrier(len(works))

    def run(place: int) -> None:
        try:
            gate.wait()
            found[place] = works[place]()
        except RuleViolation as refused:
            found[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[place]) for place in range(len(works))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return found


@pytest.mark.requirement("MTG-10")
@pytest.mark.django_db(transaction=True)
def test_two_officers_close_one_poll_and_two_phones_cast_one_vote(world: World) -> None:
    poll = begun(world)
    voter = people(poll.meeting)[0]
    twice = in_threads([lambda: cast(poll, voter, 0), lambda: cast(poll, voter, 1)])
    assert Counter(isinstance(each, RuleViolation) for each in twice) == {True: 1, False: 1}
    assert SealedBallot.objects.count() == 1
    both = in_threads([lambda: closed(world, poll)] * 2)
    [lost] = [each for each in both if isinstance(each, RuleViolation)]
    assert "现在是" in lost.message
    assert Poll.objects.get(pk=poll.pk).returned == 1 and not list(settings.BALLOT_KEYS.glob("*.key"))


@pytest.mark.requirement("MTG-10")
@pytest.mark.django_db(transaction=True)
def test_of_two_hundred_votes_with_the_close_among_them_each_is_counted_or_refused(world: World) -> None:
    many = Many(world, 200)
    poll = many.begin()
    voters, kept, lock = iter(many.voters), {}, threading.Lock()

    def work() -> None:
        for number, person in _shared(voters, lock):
            if number == 100:
                closed(world, poll)
                kept["closed"] = True
            try:
                kept[person.pk] = cast(poll, person, vote_of(number))
            except RuleViolation as refused:
                kept[person.pk] = refused

    in_threads([work] * 8)
    assert kept.pop("closed")
    receipts = {each for each in kept.values() if isinstance(each, str)}
    refused = [each for each in kept.values() if isinstance(each, RuleViolation)]
    phone = PhonePoll.objects.get(poll=poll)
    done = Poll.objects.get(pk=poll.pk)
    assert len(receipts) + len(refused) == 200 and refused and len(receipts) >= 90
    assert set(phone.receipts) == receipts and phone.ballots == len(receipts) == done.returned
    assert {each.message.partition("“")[0] for each in refused} == {"这次投票现在是"}
    rolled = set(PollVoter.objects.filter(poll=poll).exclude(way="").values_list("person_id", flat=True))
    assert rolled == {person for person, each in kept.items() if isinstance(each, str)}
    assert not SealedBallot.objects.exists()


def _shared(voters: Any, lock: threading.Lock) -> Any:
    while True:
        with lock:
            found = next(voters, None)
        if found is None:
            return
        yield found


def test_no_scan_is_needed_for_numbers_and_the_sheet_names_receipts(world: World) -> None:
    poll = begun(world)
    for each in people(poll.meeting):
        cast(poll, each, 0)
    closed(world, poll)
    sheet = client_of(world.secretary).get(reverse("meetings:poll_sheet", args=[poll.pk])).text
    assert all(each in sheet for each in PhonePoll.objects.get(poll=poll).receipts)
    done = paper.sign(
        by=world.secretary, poll=poll, scan=ContentFile(b"%PDF-1.4 %%EOF", name="scan.pdf"), now=NOW
    )  # fmt: skip
    assert done.state == "signed" and Attendance.objects.filter(meeting=poll.meeting).exists()
