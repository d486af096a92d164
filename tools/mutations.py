"""Random mutations of a sealed chain: how many `sealing.verify` finds, with the head kept outside and without it.

All is done in temporary tables that stand before the real ones in this connection, inside a transaction that is undone:
the log of the installation is neither read nor locked. Whoever mutates has every right in the database and knows how
links are computed.
"""

import hashlib
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.test import override_settings

from core.models import AuditEvent, PeriodicRun, Seal
from core.records import sealing

RUNS, EVENTS = 12, 8
"""The chain: runs of the sealer, events of each; the head is kept after every run."""
EVERY = timedelta(minutes=20)
_TABLES = ("core_auditevent", "core_seal", "core_periodicrun")
_NAMES = """
CREATE FUNCTION pg_temp.names_previous() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN NEW.previous_id := (SELECT max(id) FROM core_auditevent); RETURN NEW; END $body$;
CREATE TRIGGER names_previous BEFORE INSERT ON pg_temp.core_auditevent
FOR EACH ROW EXECUTE FUNCTION pg_temp.names_previous()
"""
Mutation = Callable[["Hand"], None]


class Hand:
    """Who mutates: by SQL, past every trigger and right."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.length = RUNS * EVENTS

    def sql(self, text: str, *parameters: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(text, parameters)
            return cursor.fetchall() if cursor.description else []

    def place(self, *, least: int = 1, most: int = 0) -> int:
        return self.chance.randint(least, most or self.length)

    def event(self, position: int) -> int:
        return int(self.sql("SELECT event_id FROM core_seal WHERE position = %s", position)[0][0])

    def chain_from(self, position: int) -> None:
        """Every link from here on computed anew, as the sealer does."""
        before = self.sql("SELECT digest FROM core_seal WHERE position = %s", position - 1)
        digest = bytes(before[0][0]) if before else sealing.GENESIS
        for link in Seal.objects.filter(position__gte=position).order_by("position"):
            event = AuditEvent.objects.values(*sealing._FIELDS).get(pk=link.event_id)
            digest = sealing.link(digest, link.position, event, link.sealed_at)
            self.sql("UPDATE core_seal SET digest = %s WHERE position = %s", digest, link.position)

    def close_gap(self, position: int) -> None:
        """Later links move down to where one is missing."""
        for at in range(position + 1, self.length + 1):
            self.sql("UPDATE core_seal SET position = %s WHERE position = %s", at - 1, at)

    def forge(self, happened: datetime) -> int:
        pk = self.sql(
            "INSERT INTO core_auditevent (occurred_at, code, actor_label, target_type, target_id, target_label, data)"
            " VALUES (%s, 'meetings.closed', '某人', '', '', '', '{}') RETURNING id",
            happened,
        )[0][0]
        return int(pk)


# -- mutations ---------------------------------------------------------------------------------------------


def edit_event(hand: Hand) -> None:
    column, value = hand.chance.choice(
        [
            ("actor_label", "别人"),
            ("code", "test.other"),
            ("data", '{"number": -1}'),
            ("target_label", "另一个"),
            ("organization_id", 7),
            ("actor_id", 7),
            ("previous_id", 1_000_000),
        ]
    )
    hand.sql(f"UPDATE core_auditevent SET {column} = %s WHERE id = %s", value, hand.event(hand.place()))


def back_date(hand: Hand) -> None:
    shift = timedelta(seconds=hand.chance.randint(1, 400 * 24 * 3600))
    hand.sql("UPDATE core_auditevent SET occurred_at = occurred_at - %s WHERE id = %s", shift, hand.event(hand.place()))


def edit_seal(hand: Hand) -> None:
    digest = hashlib.sha256(hand.chance.randbytes(8)).digest()
    hand.sql("UPDATE core_seal SET digest = %s WHERE position = %s", digest, hand.place())


def move_seal(hand: Hand) -> None:
    shift = timedelta(seconds=hand.chance.randint(1, 10**6))
    hand.sql("UPDATE core_seal SET sealed_at = sealed_at - %s WHERE position = %s", shift, hand.place())


def remove_event(hand: Hand) -> None:
    hand.sql("DELETE FROM core_auditevent WHERE id = %s", hand.event(hand.place()))


def remove_with_seal(hand: Hand) -> None:
    at = hand.place(most=hand.length - 1)
    hand.sql("DELETE FROM core_auditevent WHERE id = %s", hand.event(at))
    hand.sql("DELETE FROM core_seal WHERE position = %s", at)


def remove_and_close_gap(hand: Hand) -> None:
    at = hand.place(most=hand.length - 1)
    hand.sql("DELETE FROM core_auditevent WHERE id = %s", hand.event(at))
    hand.sql("DELETE FROM core_seal WHERE position = %s", at)
    hand.close_gap(at)


def reorder(hand: Hand) -> None:
    one, other = hand.chance.sample(range(1, hand.length + 1), 2)
    first, second = hand.event(one), hand.event(other)
    hand.sql("UPDATE core_seal SET event_id = -1 WHERE position = %s", one)
    hand.sql("UPDATE core_seal SET event_id = %s WHERE position = %s", first, other)
    hand.sql("UPDATE core_seal SET event_id = %s WHERE position = %s", second, one)


def insert(hand: Hand) -> None:
    """An event in the middle: later links move up, its own link is right, those behind it are left."""
    at = hand.place(least=2)
    moment = hand.sql("SELECT sealed_at FROM core_seal WHERE position = %s", at)[0][0]
    made = hand.forge(moment - timedelta(minutes=5))
    for position in range(hand.length, at - 1, -1):
        hand.sql("UPDATE core_seal SET position = %s WHERE position = %s", position + 1, position)
    digest = bytes(hand.sql("SELECT digest FROM core_seal WHERE position = %s", at - 1)[0][0])
    event = AuditEvent.objects.values(*sealing._FIELDS).get(pk=made)
    digest = sealing.link(digest, at, event, moment)
    hand.sql(
        "INSERT INTO core_seal (position, event_id, digest, sealed_at) VALUES (%s, %s, %s, %s)",
        at,
        made,
        digest,
        moment,
    )


def insert_back_dated(hand: Hand) -> None:
    """An event of an earlier day, left to the sealer itself to be sealed."""
    last = hand.sql("SELECT max(sealed_at) FROM core_seal")[0][0]
    hand.forge(last - timedelta(hours=hand.chance.randint(2, 5000)))
    sealing.seal(everything=True, at=last + EVERY)
    sealing.write_head(at=last + EVERY)


def cut_tail(hand: Hand) -> None:
    """The newest events with their seals, and the sealer's memory of having seen them."""
    at = hand.place(least=2)
    hand.sql("DELETE FROM core_auditevent WHERE id IN (SELECT event_id FROM core_seal WHERE position >= %s)", at)
    hand.sql("DELETE FROM core_seal WHERE position >= %s", at)
    hand.sql("DELETE FROM core_periodicrun")


def replace_tail(hand: Hand) -> None:
    """Events and seals from here on are others, as many and rightly linked."""
    at = hand.place(least=2)
    for position in range(at, hand.length + 1):
        hand.sql("UPDATE core_auditevent SET actor_label = '别人' WHERE id = %s", hand.event(position))
    hand.chain_from(at)


def edit_and_chain(hand: Hand) -> None:
    at = hand.place()
    hand.sql("UPDATE core_auditevent SET actor_label = '别人' WHERE id = %s", hand.event(at))
    hand.chain_from(at)


def remove_and_chain(hand: Hand) -> None:
    """Removed without a trace: the next one names another before it, and all is linked anew."""
    at = hand.place(most=hand.length - 1)
    gone = hand.event(at)
    hand.sql("DELETE FROM core_auditevent WHERE id = %s", gone)
    hand.sql(
        "UPDATE core_auditevent SET previous_id = (SELECT max(e.id) FROM core_auditevent e WHERE e.id < %s)"
        " WHERE previous_id = %s",
        gone,
        gone,
    )
    hand.sql("DELETE FROM core_seal WHERE position = %s", at)
    hand.close_gap(at)
    hand.chain_from(at)


def replace_chain(hand: Hand) -> None:
    """The whole log is another one, with the same moments and as long."""
    hand.sql("UPDATE core_auditevent SET actor_label = '别人', data = '{}'")
    hand.chain_from(1)


def empty(hand: Hand) -> None:
    for table in _TABLES:
        hand.sql(f"DELETE FROM {table}")


KINDS: dict[str, tuple[Mutation, ...]] = {
    "edit": (edit_event, edit_seal, move_seal),
    "back-date": (back_date, insert_back_dated),
    "remove": (remove_event, remove_with_seal, remove_and_close_gap),
    "insert": (insert,),
    "reorder": (reorder,),
    "cut tail": (cut_tail, empty),
    "replace": (replace_chain, replace_tail, edit_and_chain, remove_and_chain),
}


# -- trial -------------------------------------------------------------------------------------------------


@dataclass
class Report:
    """By kind: how many were made, how many found with the head and without it."""

    made: Counter[str] = field(default_factory=Counter)
    with_head: Counter[str] = field(default_factory=Counter)
    without_head: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    """With the head, by mutation."""

    def as_json(self) -> dict[str, Any]:
        return {
            "mutations": self.made.total(),
            "found_with_head": self.with_head.total(),
            "found_without_head": self.without_head.total(),
            "kinds": {
                kind: {
                    "made": self.made[kind],
                    "with_head": self.with_head[kind],
                    "without_head": self.without_head[kind],
                }
                for kind in KINDS
            },
            "missed_with_head": dict(self.missed),
        }


def run(number: int, seed: int) -> Report:
    """So many mutations of one chain, drawn by the seed, each undone before the next."""
    report, chance = Report(), random.Random(seed)
    with _scratch():
        if sealing.verify().findings:
            raise AssertionError("the chain of the trial is not whole")
        kinds = list(KINDS)
        for turn in range(number):
            kind = kinds[turn % len(kinds)]
            mutation = chance.choice(KINDS[kind])
            report.made[kind] += 1
            with _undone():
                heads = sealing.read_heads()
                mutation(Hand(chance))
                found = bool(sealing.verify(heads).findings)
                report.with_head[kind] += found
                report.without_head[kind] += any(each.code != "head-missing" for each in sealing.verify(()).findings)
                if not found:
                    report.missed[mutation.__name__] += 1
    return report


@contextmanager
def _undone() -> Iterator[None]:
    point, heads = transaction.savepoint(), sealing.head_file().read_text()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)
        sealing.head_file().write_text(heads)


@contextmanager
def _scratch() -> Iterator[None]:
    """Tables and a head file of the trial's own, with the chain in them; gone afterwards."""
    with tempfile.TemporaryDirectory() as home, override_settings(PORTAL_HOME=home), transaction.atomic():
        with connection.cursor() as cursor:
            for table in _TABLES:
                cursor.execute(f"CREATE TEMP TABLE {table} (LIKE public.{table} INCLUDING ALL) ON COMMIT DROP")
            cursor.execute(_NAMES)
        _seal_a_chain()
        yield
        transaction.set_rollback(True)


def _seal_a_chain() -> None:
    begin = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
    for turn in range(RUNS):
        at = begin + turn * EVERY
        for number in range(EVENTS):
            AuditEvent.objects.create(
                occurred_at=at - timedelta(minutes=19 - number),
                code="test.happened",
                actor_id=1 + number,
                actor_label=f"第{number}人",
                target_label=f"第{turn}件",
                data={"number": turn * EVENTS + number},
            )
        sealing.seal(everything=True, at=at)
        sealing.write_head(at=at)
    if PeriodicRun.objects.count() != 1 or Seal.objects.count() != RUNS * EVENTS:
        raise AssertionError("the trial does not stand in tables of its own")
