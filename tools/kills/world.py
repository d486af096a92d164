"""The district of the trial, what is to happen in it, and the comparison with what is there at the end."""

import os
import subprocess
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from core.models import KeyMark
from core.records import rotation
from core.zone import ZONE
from demo import bulk
from meetings.models import Attendance, Meeting
from members.models import Membership
from organizations.kinds import Kind
from organizations.models import Organization
from people.models import User
from server.dumps import postgres_tool
from tools.kills import plain
from tools.kills.work import Office, People, Roster, Told, people_of

if TYPE_CHECKING:
    from tools.kills.trial import Trial

MEMBERS, PEOPLE, ROSTER = 300, 60, 12
REMINDER = "theme_day.tomorrow"
COMMIT_ROWS, COMMIT_SECONDS = 40_000, 420
EXPLAINS_A_LETTER = ("backend", "postmaster", "worker", "pool")
"""A kill of these may come between the provider's receipt and its note: the letter is handed over again, as it was."""
CLOSE_DAY = 5
"""``asm.month_close_day`` of the trial's district: a month closes when this day of the next one is over."""


@dataclass
class Plan:
    """``meetings``: id, day, whether it takes place, accounts that are told. ``members`` register."""

    meetings: list[tuple[int, date, list[tuple[int, bool]]]]
    members: list[User]
    first_month: date


def make(trial: "Trial") -> Plan:
    """The world in the trial's database, by its owner; the clock stands at this morning."""
    if trial.dump:
        command, environment = postgres_tool("pg_restore")
        subprocess.run([*command, "--no-comments", trial.dump], env=environment, check=True)
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {KeyMark._meta.db_table}")
        rotation.check_ring()
    else:
        call_command("migrate", interactive=False, verbosity=0)
    trial.say("数据库 tables")
    (trial.home / "prepared").touch()  # web, worker and beat start meanwhile; nothing is due before tomorrow
    bulk.generate(members=MEMBERS, today=timezone.localdate())
    with transaction.atomic():
        found = plan(trial)
    connection.close()
    trial.say("区 district")
    return found


def plan(trial: "Trial") -> Plan:
    """A meeting on every day of the trial but the first two, some cancelled, some of the roster on leave or without an
    account in use."""
    members = Membership.objects.filter(person__user=None).order_by("pk")
    people = list(members.values_list("person_id", "organization_id", "scope"))
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
    meetings: list[tuple[int, date, list[tuple[int, bool]]]] = []
    today = timezone.localdate()
    for number in range(trial.kills + 20):
        on = today + timedelta(days=number + 2)
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
        roster = trial.dice.sample(people[:PEOPLE], ROSTER)
        Attendance.objects.bulk_create(
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
        told = [by_person[person] for place, (person, *_) in enumerate(roster) if place and not cancelled]
        meetings.append((meeting.pk, on, [(user.pk, bool(user.email)) for user in told if user.is_active]))
    connection.cursor().execute(
        "UPDATE services_agreement SET state = 'draft', confirmed_by_community_at = NULL, confirmed_by_unit_at = NULL,"
        " confirmed_by_community_by_id = NULL, confirmed_by_unit_by_id = NULL, published_at = NULL"
        " WHERE id = (SELECT min(id) FROM services_agreement)"
    )
    may_register = set(
        trial.rows.ask(
            "SELECT person_id FROM members_membership WHERE member_class = 'in_service'"
            " EXCEPT SELECT person_id FROM members_dualregistration"
        )
    )
    waiting = [user for user in users[PEOPLE:] if user.is_active and (user.person_id,) in may_register]
    (first_month,) = trial.rows.ask("SELECT min(month) FROM organizations_month")[0]
    trial.days.append(today)
    return Plan(meetings, waiting, first_month)


def kill_in_commit(trial: "Trial", office: Office) -> dict[str, Any]:
    """A roster of 40 000 rows whose worker is killed while it is written: how long until it is written after all."""
    roster = Roster(2000, COMMIT_ROWS)
    office.told.rosters.append(roster)
    struck: dict[str, float] = {}

    def strike() -> None:
        """When the job has written for a moment: the transaction holds rows that nobody sees yet."""
        while "worker" not in struck:
            found = trial.rows.ask(
                "SELECT 1 FROM organizations_rosterbatch b, pg_stat_activity a WHERE b.reference = %s"
                " AND b.state = 'writing' AND a.state <> 'idle' AND a.query LIKE 'COPY people_person%%'",
                [roster.reference],
            )
            if roster.reference and found and "worker" in (targets := trial.targets()):
                time.sleep(0.5)
                with suppress(ProcessLookupError):
                    os.kill(targets["worker"], 9)
                    struck["worker"] = time.monotonic()
            time.sleep(0.02)

    watcher = threading.Thread(target=strike, daemon=True)
    watcher.start()
    office.stop.clear()
    importer = People(lambda: office.bring(roster, wide=False), office.stop)
    importer.start()
    importer.join(COMMIT_SECONDS)
    ended = time.monotonic()
    struck.setdefault("worker", 0)
    watcher.join(5)
    seconds = round(ended - struck["worker"], 1) if struck["worker"] else None
    return {
        "rows": COMMIT_ROWS,
        "state": roster.told,
        "resumed_and_written_seconds": seconds,
        "fault": repr(importer.fault),
    }


# -- what did happen -----------------------------------------------------------------------------------------


def compare(trial: "Trial", plan: Plan, told: Told) -> dict[str, Any]:
    rows, days = trial.rows, set(trial.days[:-1])  # the last day has only begun
    last = trial.days[-1]
    parts: dict[str, dict[str, int]] = {}

    def part(name: str, wanted: Counter[Any], found: Counter[Any], allowed: set[Any] | None = None) -> None:
        """``allowed``: may be there once, nobody was told."""
        sure = {key for key in wanted if key not in (allowed or set())}
        parts[name] = {
            "expected": len(sure),
            "effects": sum(found.values()),
            "lost": len(sure - set(found)),
            "unexpected": len(set(found) - set(wanted)),
            "doubled": sum(number - 1 for number in found.values()),
        }

    reminded = [
        (meeting, user, on, letter)
        for meeting, on, told_of in plan.meetings
        if on - timedelta(days=1) in days | {last}
        for user, letter in told_of
    ]
    part(
        "inbox",
        Counter((meeting, user, on) for meeting, user, on, _ in reminded),
        Counter(
            rows.ask(
                "SELECT subject_id, recipient_id, due_on FROM core_notification"
                " WHERE kind = %s AND withdrawn_at IS NULL",
                [REMINDER],
            )
        ),
    )
    handed = Counter(line.split()[0] for line in (trial.home / "letters").read_text().splitlines())
    keys = {key for (key,) in rows.ask("SELECT idempotency_key FROM core_delivery")}
    wanted = Counter(
        plain.letter_key(REMINDER, "meetings.meeting", meeting, user, on.isoformat())
        for meeting, user, on, letter in reminded
        if letter
    )
    others = Counter(key for key in handed if key in keys and key not in wanted)  # letters of other kinds
    part("letters", wanted, Counter(set(handed) - set(others)))

    part(
        "items",
        Counter(told.items),
        _count(rows, "SELECT title FROM services_agreementitem WHERE title LIKE '第%%项共建'"),
        {key for key, sure in told.items.items() if not sure},
    )
    entered = tuple(told.registrations) or (0,)
    part(
        "registrations",
        Counter(told.registrations),
        _count(
            rows, "SELECT person_id FROM members_dualregistration WHERE side = 'home' AND person_id IN %s", [entered]
        ),
        {key for key, sure in told.registrations.items() if not sure},
    )
    part(
        "confirmations",
        Counter(told.confirmed),
        _count(
            rows,
            "SELECT id FROM members_dualregistration WHERE state = 'confirmed' AND id IN %s",
            [tuple(told.confirmed) or (0,)],
        ),
        {key for key, sure in told.confirmed.items() if not sure},
    )
    events = _count(
        rows,
        "SELECT target_type || ' ' || target_id || ' ' || code FROM core_auditevent WHERE code IN"
        " ('services.agreement_item_added', 'members.registration_submitted')",
    )
    part(
        "audit",
        _count(
            rows,
            "SELECT 'services.agreementitem ' || id || ' services.agreement_item_added' FROM services_agreementitem"
            " WHERE title LIKE '第%%项共建' UNION ALL"
            " SELECT 'members.dualregistration ' || id || ' members.registration_submitted'"
            " FROM members_dualregistration WHERE side = 'home' AND person_id IN %s",
            [entered],
        ),
        events,
    )
    parts["rosters"] = _rosters(rows, told)
    part("months", Counter(_closing(plan.first_month, last)), _count(rows, _CLOSED))
    sealed = plain.chain(rows)
    head = (trial.home / "audit" / "head.jsonl").read_text().splitlines()[-1]
    facts, facts_wrong = _facts(rows)
    unsent = rows.number("SELECT count(*) FROM core_delivery WHERE state <> 'sent'")
    twice = sum(handed.values()) - len(handed)
    chain_wrong = sealed["wrong"] + abs(sealed["events"] - sealed["seals"]) + (sealed["head"] not in head)
    return {
        "lost": sum(each["lost"] for each in parts.values()) + unsent + facts_wrong + chain_wrong,
        "doubled": sum(each["doubled"] + each["unexpected"] for each in parts.values()),
        **parts,
        "letters_handed_over": sum(handed.values()),
        "letters_handed_over_twice": twice,
        "letters_at_most_twice_by_kills": sum(
            trial.killed[name] for name in ("backend", "postmaster", "worker", "pool")
        ),
        "deliveries_not_sent": unsent,
        "facts": facts,
        "facts_wrong": facts_wrong,
        "audit_events": sealed["events"],
        "seals": sealed["seals"],
        "chain_wrong": chain_wrong,
        "days": len(trial.days),
    }


def _count(rows: plain.Rows, query: str, values: Any = ()) -> Counter[Any]:
    return Counter(key for (key,) in rows.ask(query, values or {}))


def _rosters(rows: plain.Rows, told: Told) -> dict[str, int]:
    """Persons of each roster by name: all of them once when it was imported, none when it was not or is undone."""
    states = dict(rows.ask("SELECT reference, state FROM organizations_rosterbatch"))
    found = _count(
        rows,
        "SELECT p.name FROM people_person p JOIN members_membership m ON m.person_id = p.id"
        " WHERE m.batch_id IS NOT NULL",
    )
    sums = {
        "expected": 0,
        "effects": sum(found.values()),
        "lost": 0,
        "unexpected": 0,
        "doubled": 0,
        "files": 0,
        "undone": 0,
    }
    wanted: set[str] = set()
    for roster in told.rosters:
        state = states.get(roster.reference, "gone")
        sums["files"] += bool(roster.reference)
        sums["undone"] += state == "undone"
        if state == "committed":
            wanted |= set(people_of(roster))
        if (
            roster.told in ("committed", "undone")
            and state != roster.told
            and not (roster.told == "committed" and state == "undone")
        ):
            sums["lost"] += 1
        if roster.told == "uploaded" and state == "gone":
            sums["lost"] += 1
    sums["expected"] = len(wanted)
    sums["lost"] += len(wanted - set(found))
    sums["unexpected"] = len(set(found) - wanted)
    sums["doubled"] = sum(number - 1 for number in found.values())
    return sums


_CLOSED = "SELECT data->>'month' FROM core_auditevent WHERE code = 'assessments.month_closed'"


def _closing(first: date, last: date) -> list[str]:
    """Months from the district's first whose closing day is over on the morning of the last day."""
    found: list[str] = []
    month = first
    while True:
        following = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
        if following.replace(day=CLOSE_DAY) + timedelta(days=1) > last:
            return found
        found.append(month.isoformat())
        month = following


def _facts(rows: plain.Rows) -> tuple[int, int]:
    """Facts of closed months about members of branches, and how many differ from the open spells of their last day."""
    found = rows.ask(
        """
        SELECT f.organization_id, f.month, f.numerator::bigint,
               (SELECT count(*) FROM members_membership s WHERE s.organization_id = f.organization_id
                AND s.during @> (f.month + interval '1 month - 1 day')::date)
        FROM assessments_fact f
        JOIN organizations_organization o ON o.id = f.organization_id AND o.kind = 'branch'
        JOIN organizations_month m ON m.month = f.month AND m.closed_at IS NOT NULL
        WHERE f.indicator_id = 'members'
        """
    )
    return len(found), sum(number != counted for *_, number, counted in found)
