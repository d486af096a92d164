"""Notifications: exactly one for (kind, subject, recipient, due date), whatever is killed and however often a
finder runs.

A finder inserts set-wise; the row is the in-site message and, for each outside channel of its kind, a
delivery. The sender claims deliveries with SKIP LOCKED, asks again whether the reason still holds, and sends
with an idempotency key made from the same four values. The broker is only a hint; the sweep every 20 seconds
finds what it lost.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, transaction
from django.db.models import F, OuterRef, QuerySet
from django.utils import timezone

from core.models import Delivery, Notification
from core.web.home import lists

BATCH = 20  # a claim is sent well within its lease even when every letter runs into the timeout of 20 s
LEASE = timedelta(minutes=10)  # a sender that died gives its deliveries back after this long
RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))


class Note(NamedTuple):
    """One message to one account. ``subject_type`` is a model label (``meetings.meeting``), ``due_on`` its
    date.
    """

    kind: str
    subject_type: str
    subject_id: int
    recipient_id: int
    due_on: date
    title: str
    text: str = ""
    url: str = ""


_INSERT = """
WITH due (subject_id, recipient_id, due_on, title, text, url) AS ({select}),
made AS (
    INSERT INTO core_notification
        (kind, subject_type, subject_id, recipient_id, due_on, title, text, url, created_at)
    SELECT %(outbox_kind)s, %(outbox_subject)s, subject_id, recipient_id, due_on,
        left(title, 120), coalesce(text, ''), coalesce(url, ''), %(outbox_now)s
    FROM due
    ON CONFLICT (kind, subject_type, subject_id, recipient_id, due_on) DO NOTHING
    {returning}
){deliveries}
SELECT count(*) FROM made
"""
_DELIVERIES = """,
sent AS (
    INSERT INTO core_delivery
        (notification_id, channel, idempotency_key, state, attempts, next_attempt_at, error)
    SELECT made.id, c.name, encode(sha256(convert_to(concat_ws('|', %(outbox_kind)s, %(outbox_subject)s,
        made.subject_id, made.recipient_id, made.due_on, c.name), 'UTF8')), 'hex'), '{pending}', 0, %(outbox_now)s, ''
    FROM made JOIN {users} u ON u.id = made.recipient_id AND u.is_active
    JOIN (VALUES {reach}) c (name) ON CASE c.name {conditions} END
    ON CONFLICT DO NOTHING
)"""


def insert_from_select(kind: str, subject_type: str, select: str, params: Mapping[str, Any] | None = None) -> int:
    """Insert what ``select`` finds, in one statement; returns how many are new.

    ``select`` yields ``subject_id, recipient_id, due_on, title, text, url`` in that order; ``params`` are its
    named parameters (``%(today)s``). Raises KeyError for a kind that ``config/home.py`` does not name.
    """
    outside = [lists().channel[name] for name in lists().kind[kind].channels]
    deliveries = ""
    if outside:
        deliveries = _DELIVERIES.format(
            pending=Delivery.State.PENDING,
            users=connection.ops.quote_name(get_user_model()._meta.db_table),
            reach=", ".join(f"('{channel.name}')" for channel in outside),
            conditions=" ".join(f"WHEN '{channel.name}' THEN {channel.reachable}" for channel in outside),
        )
    returning = "RETURNING id, subject_id, recipient_id, due_on" if outside else "RETURNING 1"
    sql = _INSERT.format(select=select, returning=returning, deliveries=deliveries)
    with connection.cursor() as cursor:
        own: dict[str, Any] = {"outbox_kind": kind, "outbox_subject": subject_type, "outbox_now": timezone.now()}
        cursor.execute(sql, own | dict(params or {}))
        return int(cursor.fetchone()[0])


_UNNEST = """
SELECT * FROM unnest(%(subjects)s::bigint[], %(recipients)s::bigint[], %(dates)s::date[],
    %(titles)s::text[], %(texts)s::text[], %(urls)s::text[])
"""


def notify(notes: Iterable[Note]) -> int:
    """Insert notes made in Python (one statement for each kind among them); returns how many are new."""
    groups: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        groups.setdefault((note.kind, note.subject_type), []).append(note)
    made = 0
    for (kind, subject_type), group in groups.items():
        params = {
            "subjects": [note.subject_id for note in group],
            "recipients": [note.recipient_id for note in group],
            "dates": [note.due_on for note in group],
            "titles": [note.title for note in group],
            "texts": [note.text for note in group],
            "urls": [note.url for note in group],
        }
        made += insert_from_select(kind, subject_type, _UNNEST, params)
    return made


def withdraw(kind: str, subject_ids: Iterable[int], *, at: datetime) -> int:
    """The reason has gone: unread messages leave the inbox, what was not sent is not sent. Returns how many
    messages.
    """
    ids = list(subject_ids)
    open_notes = Notification.objects.filter(kind=kind, subject_id__in=ids, withdrawn_at=None, read_at=None)
    Delivery.objects.filter(
        notification__kind=kind, notification__subject_id__in=ids, state=Delivery.State.PENDING
    ).update(state=Delivery.State.WITHDRAWN)
    return open_notes.update(withdrawn_at=at)


def _claim(now: datetime, limit: int) -> list[Delivery]:
    """Take due deliveries for this sender alone, until the lease ends; counts the attempt."""
    with transaction.atomic():
        due = (
            Delivery.objects.select_for_update(skip_locked=True)
            .filter(state=Delivery.State.PENDING, next_attempt_at__lte=now)
            .order_by("next_attempt_at")
            .values_list("pk", flat=True)[:limit]
        )
        claimed = list(due)
        Delivery.objects.filter(pk__in=claimed).update(attempts=F("attempts") + 1, next_attempt_at=now + LEASE)
    return list(Delivery.objects.filter(pk__in=claimed).select_related("notification__recipient").order_by("pk"))


def _drop_withdrawn(deliveries: list[Delivery], now: datetime) -> list[Delivery]:
    """Ask each kind which reasons still hold; the rest is marked withdrawn, message and delivery."""
    subjects: dict[str, set[int]] = {}
    for delivery in deliveries:
        subjects.setdefault(delivery.notification.kind, set()).add(delivery.notification.subject_id)
    valid: dict[str, set[int]] = {}
    kinds = lists().kind
    for code, ids in subjects.items():
        kind = kinds.get(code)
        valid[code] = kind.still_due(sorted(ids)) if kind is not None and kind.still_due is not None else ids
    kept: list[Delivery] = []
    gone: list[Delivery] = []
    for delivery in deliveries:
        note = delivery.notification
        holds = note.withdrawn_at is None and note.subject_id in valid[note.kind] and note.recipient.is_active
        (kept if holds else gone).append(delivery)
    if gone:
        with transaction.atomic():
            Delivery.objects.filter(pk__in=[each.pk for each in gone]).update(state=Delivery.State.WITHDRAWN)
            Notification.objects.filter(
                pk__in=[each.notification_id for each in gone], withdrawn_at=None, read_at=None
            ).update(withdrawn_at=now)
    return kept


def send_pending(now: datetime, *, limit: int = BATCH) -> int:
    """Claim and send one batch; returns how many deliveries were claimed (0: nothing is due).

    A failure is kept with the class of its error and tried again after RETRY_AFTER; after the last it is
    ``failed``.
    """
    claimed = _claim(now, limit)
    for delivery in _drop_withdrawn(claimed, now):
        row = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.PENDING)
        if delivery.attempts > len(RETRY_AFTER) + 1:  # each attempt took its sender down
            row.update(state=Delivery.State.FAILED, error="SenderDied")
            continue
        try:
            lists().channel[delivery.channel].deliver(delivery)
        except Exception as error:  # whatever a provider raises: the delivery stays due
            problem = type(error).__name__
            if delivery.attempts > len(RETRY_AFTER):
                row.update(state=Delivery.State.FAILED, error=problem)
            else:
                row.update(next_attempt_at=now + RETRY_AFTER[delivery.attempts - 1], error=problem)
        else:
            row.update(state=Delivery.State.SENT, sent_at=timezone.now(), error="")
    return len(claimed)


def _unread(account: Any) -> QuerySet[Notification]:
    return Notification.objects.filter(recipient=account, read_at=None, withdrawn_at=None)[:100]


def unread_count(user_id: int) -> int:
    """Unread messages of an account, counted to 100 at most (the bar shows 99+)."""
    return _unread(user_id).count()


def unread_of(account: OuterRef) -> ArraySubquery:
    """The same messages of each account of a query, by id: what a session's account carries as ``unread``."""
    return ArraySubquery(_unread(account).values("pk"))


def unread_by(user: Any) -> int:
    """``unread_count`` of who is signed in, without a query where the session's account carries it."""
    carried = getattr(user, "unread", None)
    return unread_count(user.pk) if carried is None else len(carried)
