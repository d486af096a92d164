"""Writes of polls by phone: begin, cast, hand out papers beside them, close, stop (MTG-10, ADR 28).

A cast holds the poll's row as a reader, the close as its writer: a ballot is in before the close, and counted, or finds
the poll closed, and is refused.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection, transaction

from core.records import audit
from core.records.errors import RuleViolation
from meetings.ballots.actions import count, locked
from meetings.ballots.phone import keys, queries, rules
from meetings.ballots.rules import POLL
from meetings.models import PhonePoll, Poll, PollVoter, SealedBallot

Way = PollVoter.Way


@transaction.atomic
def begin(*, by: Any, poll: Poll, now: datetime) -> Poll:
    """Phones may vote from now on: the roll of the entitled stands, the key is made."""
    stored = locked(poll)
    persons = queries.electorate(stored)
    POLL.advance("begin_voting", stored, by=by, at=now, version=stored.version, voters=len(persons))
    PhonePoll.objects.create(organization=stored.organization, poll=stored, public_key=keys.make(), began_at=now)
    PollVoter.objects.bulk_create(
        PollVoter(organization=stored.organization, poll=stored, person_id=person) for person in persons
    )
    return stored


def _as_reader(poll: Poll) -> Poll:
    """The stored row; the close waits until this transaction ends, and this one for a close that was first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM meetings_poll WHERE id = %s FOR SHARE", [poll.pk])
    return Poll.objects.select_related("organization").get(pk=poll.pk)


@transaction.atomic
def cast(
    *,
    by: Any,
    poll: Poll,
    person_id: int,
    choices: Mapping[int, int],
    now: datetime,
    device: bool = False,
    names: Sequence[str] = (),
) -> str:
    """Put a ballot in: the roll learns that the person has voted, the sealed ballot lies beside it. Gives the receipt.

    ``choices``: subject's id → place of the grade or ``rules.BLANK``; ``names``: written in. Nothing else remembers
    them: no event names the choice, and none is written for a vote by the own phone. ``device``: at the meeting's
    device, which an officer has opened for this person. Raises RuleViolation: closed, not on the roll, voted, not here,
    not everything chosen.
    """
    step = "cast_at_device" if device else "cast"
    stored = _as_reader(poll)
    POLL.check(step, stored, by=by, at=now)
    subjects = list(stored.subjects.select_related("person").order_by("position", "pk"))
    ballot = rules.check_ballot(stored, subjects, choices, names)
    voter = PollVoter.objects.select_for_update(of=("self",)).filter(poll=stored, person=person_id).first()
    rules.check_may_vote(voter, attended=queries.attends(stored, person_id))
    assert voter is not None  # check_may_vote refuses who stands not on the roll
    voter.way = Way.DEVICE if device else Way.PHONE
    voter.save(update_fields=["way"])
    content, receipt = rules.envelope(ballot)
    sealed = keys.seal(bytes(stored.phone.public_key), content, place=rules.place_of(stored))
    SealedBallot.objects.create(organization=stored.organization, poll=stored, sealed=sealed)
    if device:
        audit.record(POLL[step].event, by=by, target=stored, person=voter.person.name)
    return receipt


@transaction.atomic
def give_papers(*, by: Any, poll: Poll, persons: Collection[int], now: datetime) -> Poll:
    """``persons`` are all who hold a paper now: who is new among them got one, who is missing gave it back unused."""
    stored = locked(poll)
    POLL.check("give_papers", stored, by=by, at=now)
    voters = {each.person_id: each for each in stored.voters.select_related("person")}
    wanted, given = set(persons), {person for person, each in voters.items() if each.way == Way.PAPER}
    came = queries.here(stored)
    for person in wanted - given:
        rules.check_may_vote(voters.get(person), attended=person in came)
    stored.voters.filter(person__in=wanted - given, way=Way.NONE).update(way=Way.PAPER)
    stored.voters.filter(person__in=given - wanted, way=Way.PAPER).update(way=Way.NONE)
    audit.record(POLL["give_papers"].event, by=by, target=stored, papers=len(wanted))
    return stored


@transaction.atomic
def close(*, by: Any, poll: Poll, now: datetime) -> Poll:
    """No more ballots: all are opened and counted in this transaction, then they and the key are gone.

    Where nobody holds a paper the poll is counted with that; else the papers are counted and added (``actions.count``).
    A poll whose ballots do not fit its roll is void. Raises RuleViolation when the key is lost.
    """
    stored = locked(poll)
    POLL.check("end_voting", stored, by=by, at=now)
    phone = PhonePoll.objects.select_for_update(of=("self",)).get(poll=stored)
    try:
        opener = keys.Opener(bytes(phone.public_key))
    except keys.KeyLost as lost:
        raise RuleViolation("key-lost", "这次投票的密钥已经丢失，选票不能打开：请中止投票，重新投票") from lost
    subjects = list(stored.subjects.order_by("position", "pk"))
    ways = queries.ways(stored)
    voted = ways[Way.PHONE] + ways[Way.DEVICE]
    sealed = [bytes(each) for each in SealedBallot.objects.filter(poll=stored).values_list("sealed", flat=True)]
    tally = rules.counted(stored, opener, sealed, subjects=len(subjects), voted=voted)
    if tally is None:
        return _stop(stored, phone, by=by, now=now, reason="选票与投票名册不符")
    _empty(stored, phone)
    phone.ended_at, phone.ballots, phone.votes, phone.receipts, phone.write_ins = now, *tally
    phone.save(update_fields=["ended_at", "ballots", "votes", "receipts", "write_ins"])
    POLL.advance("end_voting", stored, by=by, at=now, version=stored.version, ballots=tally.ballots)
    if ways[Way.PAPER]:
        return stored
    nothing = {each.pk: [0] * len(stored.grades) for each in subjects}
    away = max(stored.present - tally.ballots, queries.present(stored) - tally.ballots)
    return count(
        by=by, poll=stored, version=stored.version, issued=0, returned=0, invalid=0, votes=nothing, now=now,
        explanation=f"到会 {away} 人没有投票" if away > 0 else "",
    )  # fmt: skip


@transaction.atomic
def stop(*, by: Any, poll: Poll, reason: str, now: datetime) -> Poll:
    """The poll is void, unread; it is held again. Also where the key was lost."""
    stored = locked(poll)
    POLL.check("stop", stored, by=by, at=now)
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明原因", field="reason")
    phone = PhonePoll.objects.select_for_update(of=("self",)).get(poll=stored)
    return _stop(stored, phone, by=by, now=now, reason=reason.strip())


def _stop(stored: Poll, phone: PhonePoll, *, by: Any, now: datetime, reason: str) -> Poll:
    _empty(stored, phone)
    phone.ended_at, phone.stopped_because = now, reason[:120]
    phone.save(update_fields=["ended_at", "stopped_because"])
    POLL.advance("stop", stored, by=by, at=now, version=stored.version, reason=phone.stopped_because)
    return stored


def _empty(stored: Poll, phone: PhonePoll) -> None:
    """Sealed ballots go with this transaction, the key once it has held."""
    SealedBallot.objects.filter(poll=stored).delete()
    transaction.on_commit(partial(keys.destroy, bytes(phone.public_key)))


def sweep() -> int:
    """Destroy keys that no poll needs any more; how many."""
    return keys.sweep(
        [bytes(key) for key in PhonePoll.objects.filter(ended_at=None).values_list("public_key", flat=True)]
    )
