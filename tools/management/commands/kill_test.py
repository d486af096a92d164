"""`manage.py kill_test`: worker and beat are killed while reminders, letters and scoring run; the effects are counted.

Expected effects are computed here from plain rows, without the finder, the outbox or the broker. Exit status 1 when
anything was lost or done twice. See docs/testing.md.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import redis
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from assessments import facts, scoring
from assessments.models import Fact, Scheme, Score
from core.chinese.dates import add_months
from core.models import AuditEvent, Delivery, Notification, PeriodicRun
from core.records import roles
from core.zone import ZONE
from demo import bulk
from meetings.models import Attendance, Meeting
from members.models import Membership
from organizations.kinds import Kind
from organizations.models import Month, Organization
from people.models import User
from tools import kills

MEMBERS, PEOPLE, ROSTER = 300, 60, 12
REMINDER = "theme_day.tomorrow"
DRAIN_SECONDS = 180
BROKER_NUMBER = 12
"""Number of the broker's database for the test; the one above is its cache."""


class Command(BaseCommand):
    help = "强制结束工作进程和定时进程若干次，核对提醒和计分不漏不重"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kills", type=int, default=50)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--json", metavar="FILE", help="默认写入 PORTAL_HOME/kill-test.json")
        parser.add_argument("--template", help="已迁移的数据库，复制它作为试验库（a migrated database to copy）")

    def handle(self, *, kills: int, seed: int, template: str | None, **options: Any) -> None:
        file = Path(options["json"] or settings.PORTAL_HOME / "kill-test.json")
        folder = Path(tempfile.mkdtemp(prefix="kill-test-", dir=settings.PORTAL_HOME))
        try:
            with scratch_database(template):
                evidence = Trial(folder, kills=kills, seed=seed, say=self.stderr.write).run()
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        file.write_text(json.dumps(evidence, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        self.stdout.write(json.dumps(evidence, ensure_ascii=False))
        if evidence["lost"] or evidence["doubled"]:
            raise CommandError(f"漏掉 {evidence['lost']}，重复 {evidence['doubled']}", returncode=1)


@contextmanager
def scratch_database(template: str | None) -> Iterator[None]:
    """Inside the block the connection is to a database of its own, dropped afterwards."""
    name, before = f"kill_test_{os.getpid()}", connection.settings_dict["NAME"]
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    try:
        connection.close()
        connection.settings_dict["NAME"] = name
        if not template:
            call_command("migrate", interactive=False, verbosity=0)
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def redis_url() -> str:
    """The broker's server with a number of databases that nobody else uses."""
    parts = urlsplit(settings.CELERY_BROKER_URL)
    if parts.scheme == "redis+socket":
        return f"unix://{parts.path}?db={BROKER_NUMBER}"
    kept = "&".join(f"{key}={values[-1]}" for key, values in parse_qs(parts.query).items())
    return f"{parts.scheme}://{parts.netloc}/{BROKER_NUMBER}" + (f"?{kept}" if kept else "")


class Trial:
    """One run: prepare, kill, let it come to rest, compare."""

    def __init__(self, folder: Path, *, kills: int, seed: int, say: Any) -> None:
        self.folder, self.kills, self.seed, self.say = folder, kills, seed, say
        self.dice = random.Random(seed)
        self.first = timezone.localdate() + timedelta(days=1)
        self.clock, self.letters = folder / "clock", folder / "letters"
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.groups: list[int] = []
        self.killed: Counter[str] = Counter()

    def run(self) -> dict[str, Any]:
        started = time.monotonic()
        bulk.generate(members=MEMBERS, today=timezone.localdate())
        expected = self.plan()
        self.letters.touch()
        self.begin_day(1)
        (self.folder / "started").write_text(str(time.time()))
        redis.Redis.from_url(redis_url()).flushdb()
        self.say(f"准备完毕 prepared: {time.monotonic() - started:.1f} s")
        try:
            for number in range(1, self.kills + 1):
                self.kill_one()
                self.begin_day(number + 1)
            self.say(f"已结束 killed {dict(self.killed)}: {time.monotonic() - started:.1f} s")
            rested = self.come_to_rest()
        finally:
            self.stop()
        return self.compare(expected) | {
            "kills": dict(self.killed),
            "seed": self.seed,
            "came_to_rest": rested,
            "seconds": round(time.monotonic() - started, 1),
            "at": timezone.now().isoformat(timespec="seconds"),
        }

    # -- what is to happen -------------------------------------------------------------------------

    def plan(self) -> dict[str, tuple[int, int, date]]:
        """A meeting on every simulated day but the first, some cancelled, some of the roster on leave or without
        an account in use. Returns the reminders to come: key of the letter ("" without an address) → row.
        """
        members = Membership.objects.filter(person__user=None).order_by("pk")
        people = list(members.values_list("person_id", "organization_id", "scope")[:PEOPLE])
        users = User.objects.bulk_create(
            [
                User(
                    username=f"kill-{number}",
                    person_id=person,
                    password="!",
                    email=f"kill-{number}@example.invalid" if number % 9 else "",
                    is_active=bool(number % 13),
                )
                for number, (person, *_) in enumerate(people)
            ]
        )
        by_person = {user.person_id: user for user in users}
        host = Organization.objects.filter(kind=Kind.BIG_COMMITTEE).order_by("pk").first()
        assert host is not None
        expected: dict[str, tuple[int, int, date]] = {}
        silent = 0
        for number in range(self.kills + 1):
            on = self.first + timedelta(days=number + 1)
            cancelled = number % 6 == 5
            meeting = Meeting.objects.create(
                organization=host,
                kind_id="theme_day",
                topic=f"第{number}次",
                starts_at=datetime(on.year, on.month, on.day, 19, tzinfo=ZONE),
                place="活动室",
                state="cancelled" if cancelled else "notified",
                cancelled_because="改期" if cancelled else "",
            )
            roster = self.dice.sample(people, ROSTER)
            rows = Attendance.objects.bulk_create(
                [
                    Attendance(
                        meeting=meeting,
                        person_id=person,
                        organization_id=branch,
                        scope=scope,
                        **({"state": "on_leave", "reason": "外出"} if place == 0 else {}),
                    )
                    for place, (person, branch, scope) in enumerate(roster)
                ]
            )
            for row in rows:
                user = by_person[row.person_id]
                if cancelled or row.state != "entitled" or not user.is_active:
                    continue
                text = f"{REMINDER}|meetings.meeting|{meeting.pk}|{user.pk}|{on.isoformat()}|email"
                silent += not user.email
                key = hashlib.sha256(text.encode()).hexdigest() if user.email else f"silent {silent}"
                expected[key] = (meeting.pk, user.pk, on)
        return expected

    def begin_day(self, number: int) -> None:
        draft = self.clock.with_suffix(".new")
        draft.write_text(f"{self.first.isoformat()} {number}")
        draft.replace(self.clock)

    # -- processes ---------------------------------------------------------------------------------

    def start(self, name: str) -> None:
        python = [sys.executable, "-m", "celery", "-A", "config"]
        schedule = self.folder / "beat-schedule"
        command = {
            "worker": [*python, "worker", "-c", "2", "--include", "tools.kills", "--without-gossip"]
            + ["--without-mingle", "--without-heartbeat"],
            "beat": [*python, "beat", "--pidfile=", "-s", str(schedule)] + ["--scheduler", "tools.kills:FastScheduler"],
        }[name]
        environment = os.environ | {
            "DATABASE_URL": roles.address(),
            "REDIS_URL": redis_url(),
            "EMAIL_BACKEND": "tools.kills.RecordingBackend",
            kills.CLOCK: str(self.clock),
            kills.LETTERS: str(self.letters),
            "LOG_LEVEL": "WARNING",
        }
        environment.pop("EMAIL_HOST", None)
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        self.processes[name] = process
        self.groups.append(process.pid)

    def keep_running(self) -> None:
        """Start what is missing, without limit."""
        for name in ("worker", "beat"):
            process = self.processes.get(name)
            if process is None or process.poll() is not None:
                self.start(name)

    def targets(self) -> dict[str, int]:
        """What is up and at work: process ids by name."""
        worker, beat = self.processes["worker"].pid, self.processes["beat"].pid
        with suppress(OSError):
            children = Path(f"/proc/{worker}/task/{worker}/children").read_text().split()
        found = {}
        if len(children) >= 2:
            found = {"worker": worker, "pool": int(self.dice.choice(children))}
        if (self.folder / f"beat-{beat}").exists():
            found["beat"] = beat
        return found

    def kill_one(self) -> None:
        """SIGKILL to one of them at a random moment."""
        time.sleep(self.dice.uniform(0.05, 0.5))
        wanted = self.dice.choices(("pool", "worker", "beat"), (50, 25, 25))[0]
        end = time.monotonic() + 60
        while True:
            self.keep_running()
            found = self.targets()
            if wanted in found or ("pool" in found and wanted == "beat") or ("beat" in found and wanted != "beat"):
                break
            if time.monotonic() > end:
                raise CommandError("进程没有启动（the processes do not come up）：" + self.last_words())
            time.sleep(0.05)
        name = wanted if wanted in found else ("pool" if wanted == "beat" else "beat")
        with suppress(ProcessLookupError):
            os.kill(found[name], signal.SIGKILL)
            self.killed[name] += 1
            if name != "pool":
                self.processes[name].wait()
        self.keep_running()

    def last_words(self) -> str:
        logs = [path.read_text(errors="replace")[-400:] for path in sorted(self.folder.glob("*.log"))]
        return " · ".join(text.strip() for text in logs)

    def come_to_rest(self) -> bool:
        """Nothing is killed any more until all is done; False when it does not come to an end."""
        days = self.kills + 1
        night = kills.last_night(self.first, days).isoformat()
        end = time.monotonic() + DRAIN_SECONDS
        started = len(self.groups)
        while time.monotonic() < end and len(self.groups) < started + 6:
            self.keep_running()
            done = PeriodicRun.objects.filter(job="kills.remind", finished_at__isnull=False).count()
            slept = PeriodicRun.objects.filter(job="kills.nightly", period=night, finished_at__isnull=False).exists()
            if done == days and slept and not Delivery.objects.filter(state="pending").exists():
                return True
            time.sleep(0.2)
        self.say(self.last_words())
        return False

    def stop(self) -> None:
        for group in self.groups:
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
        for process in self.processes.values():
            process.wait()

    # -- what did happen ---------------------------------------------------------------------------

    def compare(self, expected: dict[str, tuple[int, int, date]]) -> dict[str, Any]:
        wanted_letters = {key for key in expected if not key.startswith("silent")}
        attempts = Counter(line.split()[0] for line in self.letters.read_text().splitlines())
        inbox = Counter(
            Notification.objects.filter(kind=REMINDER, withdrawn_at=None).values_list(
                "subject_id", "recipient_id", "due_on"
            )
        )
        wanted_inbox = set(expected.values())
        closed = Counter(
            AuditEvent.objects.filter(code="assessments.month_closed").values_list("data__month", flat=True)
        )
        wanted_closed = self.months_to_close()
        wrong_facts, wrong_scores = self.recompute()
        checks: dict[str, tuple[set[Any], Counter[Any]]] = {
            "letters": (wanted_letters, Counter(set(attempts))),
            "inbox": (wanted_inbox, inbox),
            "months": (wanted_closed, closed),
        }
        parts = {
            name: {
                "expected": len(wanted),
                "effects": sum(found.values()),
                "lost": len(wanted - set(found)),
                "unexpected": len(set(found) - wanted),
                "doubled": sum(number - 1 for number in found.values()),
            }
            for name, (wanted, found) in checks.items()
        }
        unsent = Delivery.objects.exclude(state="sent").count()
        return {
            "lost": sum(part["lost"] for part in parts.values()) + unsent + wrong_facts + wrong_scores,
            "doubled": sum(part["doubled"] + part["unexpected"] for part in parts.values()),
            **parts,
            "letters_handed_over": sum(attempts.values()),
            "letters_repeated_with_same_key": sum(attempts.values()) - len(attempts),
            "deliveries_not_sent": unsent,
            "facts": Fact.objects.count(),
            "facts_wrong": wrong_facts,
            "scores": Score.objects.count(),
            "scores_wrong": wrong_scores,
        }

    def months_to_close(self) -> set[str]:
        """Months whose closing moment has passed at the last night; the first is the oldest that the district has."""
        night = kills.last_night(self.first, self.kills + 1)
        district = Organization.objects.get(kind=Kind.DISTRICT_DEPARTMENT)
        month = Month.objects.order_by("month").values_list("month", flat=True)[0]
        found = set()
        while facts.closing_moment(district, month) <= night:
            found.add(month.isoformat())
            month = add_months(month, 1)
        return found

    def recompute(self) -> tuple[int, int]:
        """How many facts and scores differ from those of one undisturbed run over the same records (undone)."""
        columns = ("organization_id", "month", "indicator_id", "numerator", "denominator", "value")
        lines = ("evaluation__organization_id", "item_id", "numerator", "denominator", "value", "points")
        computed = Score.objects.exclude(item__source="judgement")  # what a reviewer gave is not made again
        found = set(Fact.objects.values_list(*columns)), set(computed.values_list(*lines))
        months = list(Month.objects.order_by("month").values_list("month", flat=True))
        night = kills.last_night(self.first, self.kills + 1)
        district = Organization.objects.get(kind=Kind.DISTRICT_DEPARTMENT)
        with transaction.atomic(), connection.cursor() as cursor:
            with roles.owner_rights():
                cursor.execute("SET LOCAL session_replication_role = replica")
                for table in (
                    "assessments_score",
                    "assessments_evaluation",
                    "assessments_latefact",
                    "assessments_fact",
                    "organizations_month",
                ):
                    cursor.execute(f"DELETE FROM {table}")
                cursor.execute("SET LOCAL session_replication_role = DEFAULT")
            for month in months:
                closing = facts.closing_moment(district, month)
                if closing <= night:
                    facts.close_month(by="kill_test", district=district, month=month, now=closing)
                facts.compute_month(district=district, month=month, now=night)
            for scheme in Scheme.objects.select_related("district"):
                scoring.score(scheme=scheme, as_of=timezone.localdate(night), now=night)
            again = set(Fact.objects.values_list(*columns)), set(computed.values_list(*lines))
            transaction.set_rollback(True)
        return len(found[0] ^ again[0]), len(found[1] ^ again[1])
