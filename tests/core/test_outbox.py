"""Notifications: exactly once, sent by nobody twice, not sent when the reason has gone."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection, connections
from django.utils import timezone

from core.models import Delivery, Notification
from core.records import outbox
from core.records.channels import EmailChannel
from core.records.outbox import Note
from core.web.home import Home, Kind
from people.models import User

DUE = date(2026, 11, 30)


class Provider:
    """A channel whose provider drops a repeated key, as they are asked to. ``die``: the sender is killed after it."""

    name = "provider"
    reachable = "true"

    def __init__(self) -> None:
        self.received: list[str] = []
        self.die = False
        self.refuse = False
        self.lock = threading.Lock()

    def deliver(self, delivery: Delivery) -> None:
        if self.refuse:
            raise ConnectionRefusedError
        with self.lock:
            self.received.append(delivery.idempotency_key)
        if self.die:
            raise KeyboardInterrupt


still: set[int] = set()


@pytest.fixture
def provider(settings: Any) -> Provider:
    made = Provider()
    settings.PORTAL_LISTS = Home(
        kinds=(
            Kind("test.plain", "测试"),
            Kind("test.sent", "测试", ("provider",), lambda ids: still & set(ids)),
            Kind("test.mail", "测试", ("email",)),
        ),
        channels=(made, EmailChannel()),
    )
    still.clear()
    still.update(range(1000))
    return made


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("dugf", email="dugf@example.org")


def note(user: User, subject: int = 1, kind: str = "test.sent", due_on: date = DUE) -> Note:
    return Note(kind, "meetings.meeting", subject, user.pk, due_on, "11 月主题党日", "地点：服务站", "/meetings/1/")


def test_the_same_reason_makes_one_message_and_one_delivery(user: User, provider: Provider) -> None:
    assert outbox.notify([note(user), note(user), note(user, 2)]) == 2
    assert outbox.notify([note(user), note(user, 2)]) == 0
    assert outbox.notify([note(user, due_on=DUE + timedelta(1))]) == 1
    assert Notification.objects.count() == Delivery.objects.count() == 3


def test_a_finder_is_one_statement(user: User, provider: Provider, django_assert_num_queries: Any) -> None:
    select = "SELECT n, u.id, %(due)s::date, '第 ' || n || ' 件', '', '' FROM people_user u, generate_series(1, 50) n"
    with django_assert_num_queries(1):
        assert outbox.insert_from_select("test.sent", "meetings.meeting", select, {"due": DUE}) == 50
    with django_assert_num_queries(1):
        assert outbox.insert_from_select("test.sent", "meetings.meeting", select, {"due": DUE}) == 0
    assert Delivery.objects.filter(state="pending").count() == 50


def test_a_kind_must_be_declared(user: User, provider: Provider) -> None:
    with pytest.raises(KeyError):
        outbox.notify([note(user, kind="test.unknown")])


def test_letters_go_to_those_with_an_address_and_carry_the_key(user: User, provider: Provider) -> None:
    other = User.objects.create_user("no-address")
    outbox.notify([note(user, kind="test.mail"), note(other, kind="test.mail")])
    assert outbox.send_pending(timezone.now()) == 1
    [letter] = mail.outbox
    delivery = Delivery.objects.get()
    assert letter.to == ["dugf@example.org"]
    assert letter.extra_headers["X-Idempotency-Key"] == delivery.idempotency_key
    assert len(delivery.idempotency_key) == 64
    assert delivery.state == Delivery.State.SENT and delivery.sent_at
    assert outbox.send_pending(timezone.now()) == 0


def test_the_key_follows_from_the_reason_not_from_the_row(user: User, provider: Provider) -> None:
    """A restored backup that inserts the reason again sends the same key, which the provider drops."""
    outbox.notify([note(user)])
    before = Delivery.objects.get().idempotency_key
    Notification.objects.all().delete()
    outbox.notify([note(user)])
    assert Delivery.objects.get().idempotency_key == before


def test_nobody_is_reminded_of_what_is_already_done(user: User, provider: Provider) -> None:
    outbox.notify([note(user, 1), note(user, 2)])
    still.discard(1)
    outbox.send_pending(timezone.now())
    assert len(provider.received) == 1
    done = Notification.objects.get(subject_id=1)
    assert done.withdrawn_at and done.deliveries.get().state == Delivery.State.WITHDRAWN
    assert outbox.unread_count(user.pk) == 1


def test_an_action_withdraws_what_it_made_pointless(user: User, provider: Provider) -> None:
    outbox.notify([note(user, 1), note(user, 2)])
    assert outbox.withdraw("test.sent", [1], at=timezone.now()) == 1
    outbox.send_pending(timezone.now())
    assert len(provider.received) == 1


def test_a_failure_is_tried_again_later_and_at_last_given_up(user: User, provider: Provider) -> None:
    outbox.notify([note(user)])
    provider.refuse = True
    now = timezone.now()
    for wait in (*outbox.RETRY_AFTER, timedelta(0)):
        assert outbox.send_pending(now) == 1
        assert outbox.send_pending(now) == 0, "not before its time"
        now += wait
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.error) == (Delivery.State.FAILED, "ConnectionRefusedError")
    assert delivery.attempts == len(outbox.RETRY_AFTER) + 1


def test_a_sender_killed_after_sending_repeats_with_the_same_key(user: User, provider: Provider) -> None:
    outbox.notify([note(user)])
    provider.die = True
    now = timezone.now()
    with pytest.raises(KeyboardInterrupt):
        outbox.send_pending(now)
    provider.die = False
    assert outbox.send_pending(now) == 0, "the dead sender's claim still holds"
    assert outbox.send_pending(now + outbox.LEASE) == 1
    assert len(provider.received) == 2 and len(set(provider.received)) == 1
    assert Delivery.objects.get().state == Delivery.State.SENT


def test_a_delivery_that_kills_its_sender_is_given_up(user: User, provider: Provider) -> None:
    outbox.notify([note(user)])
    provider.die = True
    now = timezone.now()
    for _ in range(len(outbox.RETRY_AFTER) + 1):
        with pytest.raises(KeyboardInterrupt):
            outbox.send_pending(now)
        now += outbox.LEASE
    outbox.send_pending(now)
    assert Delivery.objects.get().state == Delivery.State.FAILED


def test_two_senders_share_the_work_and_send_nothing_twice(transactional_db: None, provider: Provider) -> None:
    user = User.objects.create_user("dugf")
    outbox.notify(note(user, subject) for subject in range(120))

    def send() -> None:
        while outbox.send_pending(timezone.now()):
            pass
        connections.close_all()

    senders = [threading.Thread(target=send) for _ in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert len(provider.received) == len(set(provider.received)) == 120
    assert not Delivery.objects.exclude(state=Delivery.State.SENT).exists()


def test_finders_that_race_insert_once(transactional_db: None, provider: Provider) -> None:
    User.objects.create_user("dugf")
    made: list[int] = []

    def find() -> None:
        select = "SELECT n, u.id, %(due)s::date, 'x', '', '' FROM people_user u, generate_series(1, 500) n"
        made.append(outbox.insert_from_select("test.sent", "meetings.meeting", select, {"due": DUE}))
        connections.close_all()

    finders = [threading.Thread(target=find) for _ in range(4)]
    for finder in finders:
        finder.start()
    for finder in finders:
        finder.join()
    assert sum(made) == 500
    assert Notification.objects.count() == Delivery.objects.count() == 500
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT idempotency_key) FROM core_delivery")
        assert cursor.fetchone()[0] == 500
