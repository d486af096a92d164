"""An import, its undo and other work on the same people at once: who loses reads a sentence, a dead job is resumed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from meetings import actions as meetings
from meetings.models import Meeting, MeetingKind
from members.models import Membership
from members.rosters import MEMBERS
from organizations.models import RosterBatch
from organizations.rosters import actions as engine
from organizations.rosters import jobs
from organizations.rosters.outcome import Undone
from people.models import Person
from tests.clock import NOW, TODAY
from tests.members.rosters import import_roster, roster
from tests.members.test_import_bulk import csv, in_background, people

pytestmark = [pytest.mark.requirement("MEM-02"), pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def _until_blocked() -> None:
    """Until a session of this database waits for a lock; asked inside the transaction that makes it wait."""
    end = time.monotonic() + 20
    with connection.cursor() as cursor:
        while time.monotonic() < end:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM pg_locks"
                " WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database()))"
            )
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise AssertionError("nobody waits")


def test_who_calls_somebody_to_a_meeting_while_the_import_is_undone_gets_a_sentence(district, street_officer):
    _, batch = import_roster(roster(*people(3)), organization=district.street, as_of=TODAY, now=NOW)
    assert batch is not None
    kinds = MeetingKind.objects.filter(hosts__contains=[district.branch.kind], entitled=MeetingKind.Entitled.MEMBERS)
    kind = kinds.order_by("pk")[0]
    meeting = meetings.plan(
        by="tests",
        organization=district.branch,
        kind=kind,
        topic="学习",
        starts_at=NOW + timedelta(days=2),
        place="会议室",
        now=NOW,
    )
    client = Client()
    client.force_login(district.secretary)
    address = reverse("meetings:notify", args=[meeting.pk])
    with transaction.atomic():
        assert engine.take_back(by=street_officer, batch=batch, now=NOW) == Undone(3, 0, [])
        thread, answers = in_background(lambda: client.post(address))
        _until_blocked()
    thread.join(20)
    assert [answer.status_code for answer in answers] == [302]
    assert "刚才有人删除或撤销了这里用到的内容" in client.get(answers[0].url).text
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.PLANNED and not meeting.attendances.exists()
    assert not Membership.objects.filter(batch=batch).exists()


_WORKER = """
import sys, django
from core.records import reach
reach.stand(lambda: reach.OFFICE)  # as the worker does
django.setup()
from django.conf import settings
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
settings.MEDIA_ROOT = sys.argv[3]
from django.utils import timezone
from organizations.rosters import jobs
print("begins", flush=True)
jobs.work(int(sys.argv[2]), now=timezone.now())
print("done", flush=True)
"""


def _ordered(district: Any, by: Any, content: bytes, uploaded_by: Any = None) -> RosterBatch:
    """A batch that a job is to write."""
    batch = engine.receive(
        content,
        by=uploaded_by or by,
        subject=MEMBERS,
        organization=district.street,
        since=timezone.localdate(),
        filename="a.csv",
        now=timezone.now() - timedelta(minutes=1),
    )
    RosterBatch.objects.filter(pk=batch.pk).update(state=RosterBatch.State.WRITING, ordered_by=by)
    return batch


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Any]:
    started: list[subprocess.Popen[str]] = []

    def start(batch: RosterBatch) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", _WORKER, connection.settings_dict["NAME"], str(batch.pk), str(tmp_path)],
            cwd=portal.BASE_DIR,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"},
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def _pages() -> int:
    """Grows with every row that the other session has copied, committed or not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size('members_membership')")
        return int(cursor.fetchone()[0])


def _until_alone() -> None:
    """The server notices that its client is gone."""
    end = time.monotonic() + 60
    with connection.cursor() as cursor:
        while time.monotonic() < end:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.05)
    raise AssertionError("its session still runs")


@pytest.mark.real_clock(reason="its worker is another process")
def test_a_job_killed_while_it_writes_forty_thousand_rows_leaves_nothing_and_is_taken_up_again(
    district, street_officer, worker
):
    batch = _ordered(district, street_officer, csv(*people(40_000)))
    persons = Person.objects.count()
    process = worker(batch)
    assert process.stdout is not None and process.stdout.readline() == "begins\n"
    end = time.monotonic() + 120
    while _pages() < 1_000_000 and process.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    assert process.poll() is None, "it ended before it was killed"
    assert not jobs.work(batch.pk, now=timezone.now()), "a second job does not begin what the first is at"
    process.send_signal(signal.SIGKILL)
    assert process.wait(10) == -signal.SIGKILL and process.stdout.read() == ""
    _until_alone()
    batch.refresh_from_db()
    assert (batch.state, batch.attempts) == ("writing", 1)
    assert Person.objects.count() == persons and not Membership.objects.exists()
    assert not AuditEvent.objects.filter(code="organizations.roster_imported").exists()
    assert jobs.waiting(timezone.now()) == [batch.pk]
    assert jobs.work(batch.pk, now=timezone.now())
    batch.refresh_from_db()
    assert (batch.state, batch.created, batch.attempts) == ("committed", 40_000, 2)
    assert Membership.objects.filter(batch=batch).count() == 40_000
    assert jobs.waiting(timezone.now()) == [] and not jobs.work(batch.pk, now=timezone.now())


def test_a_batch_whose_job_dies_every_time_is_given_up_with_a_sentence(district, street_officer):
    batch = _ordered(district, street_officer, roster(*people(2)))
    RosterBatch.objects.filter(pk=batch.pk).update(attempts=jobs.MOST_ATTEMPTS)
    assert jobs.work(batch.pk, now=NOW)
    batch.refresh_from_db()
    assert batch.state == "previewed" and "多次中断" in batch.problems[0]["message"]
    assert not Membership.objects.exists()


def test_a_job_whose_officer_lost_the_right_meanwhile_is_refused(district, street_officer):
    batch = _ordered(district, district.other_secretary, roster(*people(2)), uploaded_by=street_officer)
    assert jobs.work(batch.pk, now=NOW)
    batch.refresh_from_db()
    assert batch.state == "previewed" and "不能在这个组织导入" in batch.problems[0]["message"]
