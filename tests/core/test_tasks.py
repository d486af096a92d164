"""The beat list names tasks that exist, and the sweeps do their work."""

import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection

from config.celery import app
from core import tasks
from core.models import AuditEvent, Delivery, PeriodicRun, Seal
from core.records import outbox
from core.records.outbox import Note
from core.web.home import Kind, lists
from people.models import User


def test_every_periodic_task_exists() -> None:
    app.loader.import_default_modules()
    missing = {entry["task"] for entry in app.conf.beat_schedule.values()} - set(app.tasks)
    assert not missing


@pytest.mark.django_db
def test_what_was_inserted_is_sent_after_the_commit(
    django_capture_on_commit_callbacks: Any, mailoutbox: list[Any], settings: Any
) -> None:
    settings.PORTAL_LISTS = replace(lists(), kinds=(Kind("test.task", "测试", ("email",)),))
    user = User.objects.create_user("dugf", email="dugf@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        outbox.notify([Note("test.task", "t", 1, user.pk, date(2026, 11, 30), "主题党日")])
        tasks.send_soon()
        assert not mailoutbox
    assert [letter.subject for letter in mailoutbox] == ["主题党日"]
    tasks.send_deliveries.delay()
    assert len(mailoutbox) == 1 and Delivery.objects.get().state == Delivery.State.SENT


def test_what_is_asked_twenty_times_in_a_row_is_done_once_and_again_when_asked_later() -> None:
    done: list[int] = []

    def count(pk: int) -> None:
        done.append(pk)
        if len(done) == 1:
            work.ask(7)  # somebody commits while it runs: asked anew, not swallowed

    work: Any = tasks.gathered(count)
    sent: list[int] = []
    work.apply_async = lambda args, countdown: sent.append(args[0])
    for pk in [7] * 20 + [8]:
        work.ask(pk)
    assert sent == [7, 8] and not done
    work(7)
    assert sent == [7, 8, 7] and done == [7]
    work(7)
    work.ask(7)
    assert sent == [7, 8, 7, 7]


def _let_others_end() -> None:
    """Wait until every transaction of this moment has ended: those of other databases hold the mark back, too, and
    the suite runs several on one server.
    """
    started = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        (newest,) = cursor.fetchone()
        while True:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            (oldest,) = cursor.fetchone()
            if oldest >= newest:
                return
            assert time.monotonic() - started < 600, "a transaction never ends"
            time.sleep(0.2)


@pytest.mark.django_db(transaction=True)
def test_the_sealer_need_not_look_at_old_events_again(settings: Any, tmp_path: Any) -> None:
    """The mark follows the sealed events, so that an idle run reads nothing below it."""
    settings.PORTAL_HOME = tmp_path
    AuditEvent.objects.bulk_create(AuditEvent(code="test.happened", actor_label="tests") for _ in range(30))
    last = AuditEvent.objects.order_by("-pk")[0].pk
    for _ in range(4):
        _let_others_end()
        tasks.seal_audit.delay()
    assert PeriodicRun.objects.get(job="core.sealing", period="mark").result["safe"] == last
    AuditEvent.objects.create(code="test.happened", actor_label="tests")
    tasks.seal_audit.delay()
    assert Seal.objects.count() == 31
    straggler = AuditEvent.objects.create(pk=-5, code="test.straggler", actor_label="tests")
    tasks.seal_audit.delay()
    assert not Seal.objects.filter(event_id=straggler.pk).exists()
    tasks.seal_audit_fully.delay()
    assert Seal.objects.get(event_id=straggler.pk).position == 32
