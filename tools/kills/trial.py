"""One run of the trial, in the home of its own portal: prepare, kill, let it come to rest, compare."""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import redis
from django.utils import timezone

from core.zone import ZONE
from server import embedded, environment
from tools.kills import inside, world
from tools.kills.plain import OWN, Rows, ServerGone
from tools.kills.work import Office, Told

TARGETS = ("web", "web master", "backend", "postmaster", "worker", "pool", "beat", "broker")
MORE = ("web", "backend", "pool", "broker")
"""A round is twenty kills: each target twice, and once more what is back at once. So each has at least a tenth."""
LONG = 100
"""From so many kills on, the great roster is part of the trial."""
UP_SECONDS, DRAIN_SECONDS = 240, 240
TICK = timedelta(minutes=11).total_seconds()
"""Longer than the lease of a letter, which a killed sender leaves behind."""
STILL_SECONDS = 4
"""Nobody has sent any of the letters for so long: their sender is dead, a living one would be done."""
MORNING = 7 * 3600 + 1800


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _command(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return ""


class Trial:
    def __init__(self, *, kills: int, seed: int, minutes: float, dump: str) -> None:
        self.kills, self.seed, self.minutes, self.dump = kills, seed, minutes, dump
        self.dice = random.Random(seed)
        self.home = environment.home()
        self.killed: Counter[str] = Counter()
        self.flushed = 0
        self.started = time.monotonic()
        self.days: list[date] = []
        self._pending = -1, 0.0
        dsn = environment.embedded_database(owner=True)
        names = {"host": "HOST", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
        self.rows = Rows({key: dsn[name] for key, name in names.items()})
        self.instance: subprocess.Popen[bytes] | None = None

    def run(self) -> dict[str, Any]:
        self.start()
        try:
            return self._run()
        finally:
            assert self.instance is not None
            self.instance.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.instance.wait(40)
            self.instance.kill()
            self.instance.wait()

    def _run(self) -> dict[str, Any]:
        plan = world.make(self)
        told, stop = Told(), threading.Event()
        port = int(os.environ["PORT"])
        office = Office(port=port, rows=self.rows, told=told, stop=stop, members=plan.members)
        self.wait_for_web(port)
        self.say("准备完毕 prepared")
        people = office.people()
        for each in people:
            each.start()
        deck = self.deck()
        for number in range(self.kills):
            if self.minutes and time.monotonic() - self.started > 60 * self.minutes:
                break
            self.kill(next(deck))
            self.keep_time()
            if number % 8 == 4:
                self.flush()
            if number % 50 == 49:
                self.say(f"{number + 1} {dict(self.killed)} {len(self.days)} days, {len(told.rosters)} rosters")
        self.say(f"已结束 killed {dict(self.killed)}")
        works_again = self.works_again(told)
        stop.set()
        for each in people:
            each.join(300)
        faults = [repr(each.fault) for each in people if each.fault] + ["hangs" for each in people if each.is_alive()]
        faults += [] if works_again else ["nobody could work after the last kill"]
        in_commit = world.kill_in_commit(self, office) if self.kills >= LONG else None
        rested = self.come_to_rest()
        found = world.compare(self, plan, told)
        return found | {
            "kills": dict(self.killed),
            "kills_in_all": self.killed.total(),
            "flushes": self.flushed,
            "seed": self.seed,
            "came_to_rest": rested,
            "killed_in_commit": in_commit,
            "requests_broken": sum(each.broken for each in people),
            "faults": faults,
            "refused": told.refused[:20],
            "seconds": round(time.monotonic() - self.started, 1),
        }

    def say(self, text: str) -> None:
        say(f"{time.monotonic() - self.started:7.1f} s  {text}")

    # -- the portal ------------------------------------------------------------------------------------

    def start(self) -> None:
        with (self.home / "instance.log").open("ab") as log:
            self.instance = subprocess.Popen(
                [sys.executable, "-m", "tools.kills.instance"],
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=embedded.die_with_parent(signal.SIGTERM),
            )
        self.wait(lambda: (self.home / "servers-up").exists(), "servers")

    def wait(self, done: Any, what: str) -> None:
        end = time.monotonic() + UP_SECONDS
        while not done():
            if time.monotonic() > end or (self.instance and self.instance.poll() is not None):
                raise RuntimeError(f"{what} did not come up: {self.last_words()}")
            time.sleep(0.03)

    def last_words(self) -> str:
        logs = [*self.home.glob("*.log"), *(self.home / "log").glob("*.log")]
        return " · ".join(f"{path.name}: {path.read_text(errors='replace')[-600:].strip()}" for path in sorted(logs))

    def works_again(self, told: Told) -> bool:
        """Whether somebody is told after the last kill that an item was taken in."""
        before, end = sum(told.items.values()), time.monotonic() + UP_SECONDS
        while sum(told.items.copy().values()) == before and time.monotonic() < end:
            time.sleep(0.05)
            self.keep_time()
        return sum(told.items.copy().values()) > before

    def wait_for_web(self, port: int) -> None:
        def answers() -> bool:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return bool(self.targets().get("web"))
            return False

        self.wait(answers, "web")

    # -- killing ---------------------------------------------------------------------------------------

    def deck(self) -> Iterator[str]:
        while True:
            yield from self.dice.sample(TARGETS, len(TARGETS))
            yield from self.dice.sample(TARGETS + MORE, len(TARGETS + MORE))

    def targets(self) -> dict[str, int]:
        """What is up and at work: process ids by name."""
        assert self.instance is not None
        found = {}
        for pid in _children(self.instance.pid):
            command = _command(pid)
            name = next(
                (
                    name
                    for name, word in (
                        ("web master", "gunicorn"),
                        ("worker", "config worker"),
                        ("beat", "config beat"),
                        ("postmaster", "/postgres "),
                        ("broker", "valkey"),
                    )
                    if word in command
                ),
                "",
            )
            below = _children(pid) if name in ("web master", "worker") else []
            if name in ("web master", "worker") and not below:
                continue
            if name in ("worker", "beat") and not (self.home / f"{name}-{pid}").exists():
                continue
            if name:
                found[name] = pid
            if below:
                found["web" if name == "web master" else "pool"] = self.dice.choice(below)
        return found

    def backend(self) -> int | None:
        """A connection of the portal, at work if there is one."""
        with suppress(ServerGone):
            found = self.rows.once(
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND application_name <> %s"
                " ORDER BY state = 'active' DESC, random() LIMIT 1",
                [OWN],
            )
            return int(found[0][0]) if found else None
        return None

    def kill(self, name: str) -> None:
        """SIGKILL to one of them at a random moment at which people can work."""
        end = time.monotonic() + UP_SECONDS
        while "web" not in self.targets() and time.monotonic() < end:
            time.sleep(0.03)
            self.keep_time()
        time.sleep(self.dice.uniform(0.02, 0.6))
        while True:
            pid = self.backend() if name == "backend" else self.targets().get(name)
            if pid is not None:
                break
            if time.monotonic() > end:
                raise RuntimeError(f"{name} did not come up: {self.last_words()}")
            time.sleep(0.03)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            self.killed[name] += 1
            return
        self.kill(name)  # it ended by itself: another one

    def flush(self) -> None:
        """Everything that waits in the broker and stands in the cache is gone."""
        with suppress(redis.exceptions.RedisError):
            redis.Redis(unix_socket_path=str(environment.runtime_dir(self.home) / "valkey.sock")).flushall()
            self.flushed += 1

    # -- the trial's clock -----------------------------------------------------------------------------

    def today(self) -> date:
        return timezone.localdate(inside.now(), ZONE)

    def keep_time(self, *, days: bool = True) -> bool:
        """The next day when all of this one is done, the next minutes when letters wait for them. True on a new day."""
        try:
            done = self.rows.once(_DONE, {"today": self.today(), "month": self.today().replace(day=1)})[0]
        except ServerGone:
            return False
        reminded, computed, pending, later = done
        if days and reminded and computed and not pending:
            self.next_day()
            return True
        if not later or self._pending[0] != pending:
            self._pending = pending, time.monotonic()
        elif time.monotonic() - self._pending[1] > STILL_SECONDS:
            inside.set_ahead(inside.ahead().total_seconds() + TICK)
            self._pending = pending, time.monotonic()
        return False

    def next_day(self) -> None:
        day = self.today() + timedelta(days=1)
        morning = datetime(day.year, day.month, day.day, tzinfo=ZONE) + timedelta(seconds=MORNING)
        inside.set_ahead(inside.ahead().total_seconds() + (morning - inside.now()).total_seconds())
        self.days.append(day)

    def come_to_rest(self) -> bool:
        """Nothing is killed any more: this day and one more are finished, no roster waits, everything is sealed."""
        end = time.monotonic() + DRAIN_SECONDS
        begun = False
        while time.monotonic() < end:
            begun = self.keep_time(days=not begun) or begun
            if begun and self.is_done():
                return True
            time.sleep(0.1)
        state = self.rows.ask(_DONE, {"today": self.today(), "month": self.today().replace(day=1)})
        self.say(f"不能歇下 no rest: {state} {self.rows.ask(_REST)} {self.targets()}")
        return False

    def is_done(self) -> bool:
        reminded, computed, pending, _ = self.rows.ask(
            _DONE, {"today": self.today(), "month": self.today().replace(day=1)}
        )[0]
        return bool(reminded and computed and not pending and not any(self.rows.ask(_REST)[0]))


_DONE = """
SELECT EXISTS (SELECT FROM core_periodicrun WHERE job = 'meetings.remind' AND period = %(today)s::text
               AND finished_at IS NOT NULL),
       EXISTS (SELECT FROM organizations_month WHERE month = %(month)s
               AND (computed_at AT TIME ZONE 'Asia/Shanghai')::date = %(today)s),
       (SELECT count(*) FROM core_delivery WHERE state = 'pending'),
       (SELECT count(*) FROM core_delivery WHERE state = 'pending' AND attempts > 0)
"""
_REST = """
SELECT (SELECT count(*) FROM organizations_rosterbatch WHERE state IN ('reading', 'writing')),
       (SELECT count(*) FROM core_auditevent e WHERE NOT EXISTS (SELECT FROM core_seal s WHERE s.event_id = e.id))
"""
