"""Two hundred votes that are known beforehand, and everything that database, logs and dumps remember of them: whoever
knows half of the votes and looks at all of it guesses the other half no better than chance (MTG-10, ADR 28).

Three attacks on whatever can be tied to a voter: the value of one thing (buckets learnt from the known half), the order
of one thing against the numbers that were published, and plain search. The same attacks find the votes of a table that
leaks by length, and of one that was written in the order of arrival: they do find what is there.
"""

import logging
import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from meetings.ballots.phone import actions, keys
from meetings.models import PhonePoll, Poll
from people.models import User
from server.dumps import postgres_tool
from tests.meetings.conftest import World, client_of
from tests.meetings.test_ballots import NOW
from tests.meetings.voting import Many, vote_of

VOTERS = 200
BUCKETS = 8
SIGMAS = 5
"""How far above chance is no chance any more; some hundred things are tried."""

Votes = Sequence[int]
Thing = Sequence[Any]


def _rank(thing: Thing) -> list[int]:
    """Places of the values, equal ones in the order of the voters."""
    order = sorted(range(len(thing)), key=lambda voter: (str(type(thing[voter])), thing[voter]))
    places = [0] * len(thing)
    for place, voter in enumerate(order):
        places[voter] = place
    return places


def by_value(thing: Thing, votes: Votes) -> float:
    """Share of the unknown half that is guessed right, by what the known half with the same (or near) value voted."""
    few = len(set(thing)) <= BUCKETS
    names = list(thing) if few else [place * BUCKETS // len(thing) for place in _rank(thing)]
    learnt: dict[Any, Counter[int]] = defaultdict(Counter)
    for voter in range(0, len(votes), 2):
        learnt[names[voter]][votes[voter]] += 1
    usual = Counter(votes[::2]).most_common(1)[0][0]
    asked = range(1, len(votes), 2)
    right = sum(
        (learnt[names[voter]].most_common(1)[0][0] if learnt[names[voter]] else usual) == votes[voter]
        for voter in asked
    )
    return right / len(asked)


def by_order(thing: Thing, published: Sequence[int], votes: Votes) -> float:
    """Share guessed right when the voters, in the order of the thing, are laid against ``published``, vote by vote."""
    places = _rank(thing)
    return sum(published[places[voter]] == votes[voter] for voter in range(len(votes))) / len(votes)


def chances(votes: Votes) -> tuple[float, float]:
    """What nobody needs anything for: the usual vote for everybody, and any order at all; each with its tolerance."""
    shares = [count / len(votes) for count in Counter(votes).values()]

    def bar(chance: float, tries: int) -> float:
        return chance + SIGMAS * (chance * (1 - chance) / tries) ** 0.5

    half = Counter(votes[1::2]).most_common(1)[0][1] / len(votes[1::2])
    return bar(half, len(votes) // 2), bar(sum(share**2 for share in shares), len(votes))


def found(things: Mapping[str, Thing], votes: Votes, published: Sequence[int]) -> list[str]:
    """Names of the things that tell votes."""
    value_bar, order_bar = chances(votes)
    rows = {
        name: (by_value(thing, votes), max(by_order(thing, published, votes), by_order(thing, published[::-1], votes)))
        for name, thing in things.items()
    }
    best = sorted(rows.items(), key=lambda row: max(row[1]), reverse=True)[:6]
    print(f"\n{len(things)} things of {len(votes)} votes; by value at most {value_bar:.3f}, by order {order_bar:.3f}")
    for name, (value, order) in best:
        print(f"  {value:.3f} {order:.3f}  {name}")
    return [name for name, (value, order) in rows.items() if value > value_bar or order > order_bar]


# -- what there is to look at ----------------------------------------------------------------------


def _rows(table: str, where: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.ctid::text AS at, t.xmin::text::bigint AS by, t.* FROM {table} t WHERE {where} ORDER BY t.ctid"
        )
        names = [each[0] for each in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _at(row: Mapping[str, Any]) -> int:
    block, line = row["at"].strip("()").split(",")
    return int(block) * 1000 + int(line)


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else str(value)


def looked_at(poll: Poll, voters: Sequence[int]) -> dict[str, Thing]:
    """Thing → one value for each voter: of the roll, of its history, of the ballot written by the same transaction, of
    the audit log, of the histories' contexts and of the session."""
    roll = {row["person_id"]: row for row in _rows("meetings_pollvoter", f"poll_id = {poll.pk}")}
    past = {row["person_id"]: row for row in _rows("meetings_pollvoterevent", f"poll_id = {poll.pk}")}
    sealed = {row["by"]: row for row in _rows("meetings_sealedballot", f"poll_id = {poll.pk}")}
    context = {row["id"]: row for row in _rows("pghistory_context", "true")}
    things: dict[str, list[Any]] = defaultdict(list)
    for voter in voters:
        mine = roll[voter]
        ballot = sealed.get(mine["by"])
        assert ballot is not None, "the transaction ties the roll to the sealed ballot; that is why it is sealed"
        event = past[voter]
        for name, row in (("roll", mine), ("history", event), ("ballot", ballot)):
            things[f"{name} ctid"].append(_at(row))
            for column, value in row.items():
                if column not in ("at", "sealed"):
                    things[f"{name} {column}"].append(value if isinstance(value, int) else _plain(value))
        text = bytes(ballot["sealed"])
        things["ballot length"].append(len(text))
        for place in range(len(text)):
            things[f"ballot byte {place}"].append(text[place])
        things["history context"].append(_plain(context.get(event["pgh_context_id"], {}).get("metadata", "")))
    return dict(things)


def dumped(database: str) -> str:
    command, environment = postgres_tool("pg_dump", database)
    done = subprocess.run([*command, "--no-owner"], env=environment, capture_output=True, check=True)
    return done.stdout.decode()


class Lines(logging.Handler):
    """Everything that is logged, as the log file would have it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name} {record.getMessage()} {sorted(record.__dict__.items(), key=str)}")


def _lines_of(users: Sequence[User], logged: Sequence[str]) -> dict[int, int]:
    """User → line of the log that names the account last."""
    by_words = {f"('user', {user.pk})": user.pk for user in users}
    named = re.compile(r"\('user', \d+\)")
    found = [(word, place) for place, line in enumerate(logged) for word in named.findall(line)]
    return {by_words[word]: place for word, place in found if word in by_words}


def _written_ahead(needle: bytes, since: float) -> bool | None:
    """Whether the write-ahead log holds it; None where this account may not read the server's files."""
    folder = Path(settings.PORTAL_HOME) / "pgdata" / "pg_wal"
    try:
        files = [each for each in folder.iterdir() if each.is_file() and each.stat().st_mtime >= since - 5]
        return any(needle in each.read_bytes() for each in files)
    except OSError:
        return None


@pytest.mark.requirement("MTG-10")
@pytest.mark.django_db(transaction=True)
def test_nothing_that_is_stored_or_logged_tells_a_vote(
    world: World, settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.BALLOT_KEYS = tmp_path / "ballots"
    many = Many(world, VOTERS)
    poll = many.begin()
    users = User.objects.bulk_create(User(username=f"voter{number}", person=person) for number, person in many.voters)
    votes = [vote_of(number) for number, _ in many.voters]
    private = next(settings.BALLOT_KEYS.glob("*.key")).read_bytes()
    since = next(settings.BALLOT_KEYS.glob("*.key")).stat().st_mtime
    log, subject = Lines(), poll.subjects.get().pk
    logging.getLogger().addHandler(log)
    level = logging.getLogger().level
    logging.getLogger().setLevel(logging.DEBUG)
    try:
        for number in sorted(range(VOTERS), key=lambda number: number * 7919 % VOTERS):  # not in the order of the roll
            answer = client_of(users[number]).post(
                reverse("meetings:vote", args=[poll.pk]), {f"choice_{subject}": str(votes[number])}
            )
            assert answer.status_code == 302, answer.content
        logged = list(log.lines)
        voters = [person.pk for _, person in many.voters]
        things = looked_at(poll, voters)
        name = connection.settings_dict["NAME"]
        before = dumped(name)
        sealed = [bytes(row["sealed"]) for row in _rows("meetings_sealedballot", f"poll_id = {poll.pk}")]
        actions.close(by=world.secretary, poll=poll, now=NOW)
        after = dumped(name)
    finally:
        logging.getLogger().removeHandler(log)
        logging.getLogger().setLevel(level)

    phone = PhonePoll.objects.get(poll=poll)
    counts = Counter(votes)
    assert phone.votes == [[counts[0], counts[1], counts[2], counts[3], 0]], "and yet every vote was counted"
    in_order = [grade for grade in sorted(counts) for _ in range(counts[grade])]
    lines = _lines_of(users, logged)
    things |= {
        "log line": [lines.get(user.pk, -1) for user in users],
        "log of the vote": [len(logged[lines[user.pk]]) if user.pk in lines else 0 for user in users],
        "line of the dump": [before.find(f"\t{person}\t") for person in voters],
        "line of the later dump": [after.find(f"\t{person}\t") for person in voters],
    }
    with capsys.disabled():
        assert found(things, votes, in_order) == []
    assert len(set(things["ballot length"])) == 1

    # search: the key, the ballots and what is posted stand nowhere
    everywhere = before + after + "\n".join(log.lines)
    assert private.hex() not in everywhere and f"choice_{subject}" not in everywhere
    assert _written_ahead(private, since) in (False, None)
    assert {each.hex() in before for each in sealed} == {True} and {each.hex() in after for each in sealed} == {False}
    receipts = set(phone.receipts or [])
    known = set(before.splitlines())
    new = [line for line in after.splitlines() if line not in known]
    told = [line for line in new if any(each in line for each in receipts)]
    assert len(told) == 1 and len(receipts) == VOTERS, "the difference of two dumps: all receipts in one sorted line"
    assert not list(settings.BALLOT_KEYS.glob("*.key"))
    with pytest.raises(keys.KeyLost):
        keys.Opener(bytes(phone.public_key))


def test_the_attacks_find_what_a_leaking_table_tells(capsys: pytest.CaptureFixture[str]) -> None:
    votes = [vote_of(number) for number in range(VOTERS)]
    arrival = sorted(range(VOTERS), key=lambda number: number * 7919 % VOTERS)
    places = {voter: place for place, voter in enumerate(arrival)}
    things = {
        "ballot length": [40 + vote for vote in votes],
        "arrival": [places[voter] for voter in range(VOTERS)],
        "nothing": [voter * 31 % 101 for voter in range(VOTERS)],
    }
    opened_in_order = [votes[voter] for voter in arrival]
    with capsys.disabled():
        assert found(things, votes, opened_in_order) == ["ballot length", "arrival"]
