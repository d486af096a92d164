"""What is there, by SQL of its own: the trial compares with rows, never with what the product computed from them."""

import hashlib
import json
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import psycopg2

OWN = "kill_test"
"""Name of the trial's own connections, which are not killed."""
PATIENCE = 60
"""Seconds for a server that was killed to come back."""


_GONE = (psycopg2.OperationalError, psycopg2.InterfaceError)


class ServerGone(Exception):
    """The database does not answer now."""


class Rows:
    """A connection of the trial's own for each thread, as the tables' owner; made anew when its server was killed."""

    def __init__(self, dsn: dict[str, Any]) -> None:
        self.dsn = dsn | {"application_name": OWN}
        self._local = threading.local()

    @property
    def connection(self) -> Any:
        return getattr(self._local, "connection", None)

    @connection.setter
    def connection(self, made: Any) -> None:
        self._local.connection = made

    def ask(self, query: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self.once(query, values)
            except ServerGone:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def once(self, query: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        """Raises ServerGone when it is away."""
        try:
            if self.connection is None:
                self.connection = psycopg2.connect(**self.dsn)
                self.connection.autocommit = True
            with self.connection.cursor() as cursor:
                cursor.execute(query, values or None)
                return list(cursor.fetchall()) if cursor.description else []
        except psycopg2.Error as error:
            self.close()
            # A server that is killed in the middle of an answer raises the class above all of them.
            if isinstance(error, _GONE) or type(error) is psycopg2.DatabaseError:
                raise ServerGone(str(error)) from error
            raise

    def number(self, query: str, values: Sequence[Any] | dict[str, Any] = ()) -> int:
        return int(self.ask(query, values)[0][0] or 0)

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = None


# -- the chain of the audit log, by its definition (ADR 4) -------------------------------------------------

_EVENT = (
    "id",
    "occurred_at",
    "code",
    "actor_id",
    "actor_label",
    "organization_id",
    "target_type",
    "target_id",
    "target_label",
    "data",
    "previous_id",
)


def chain(rows: Rows) -> dict[str, Any]:
    """The chain computed anew with hashlib alone: events, seals, those that differ, the last digest in hex."""
    columns = ", ".join(f"e.{name}" for name in _EVENT)
    found = rows.ask(
        f"SELECT s.position, s.digest, s.sealed_at, {columns}"
        " FROM core_seal s LEFT JOIN core_auditevent e ON e.id = s.event_id ORDER BY s.position"
    )
    digest, wrong = bytes(32), 0
    for place, (position, stored, sealed_at, *values) in enumerate(found, 1):
        event = dict(zip(_EVENT, values, strict=True)) | {"sealed_at": sealed_at}
        plain = {
            name: value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value
            for name, value in event.items()
        }
        text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        digest = hashlib.sha256(digest + position.to_bytes(8, "big") + text.encode()).digest()
        wrong += position != place or bytes(stored) != digest or event["id"] is None
    events = rows.number("SELECT count(*) FROM core_auditevent")
    return {"events": events, "seals": len(found), "wrong": wrong, "head": digest.hex()}


def letter_key(kind: str, subject: str, subject_id: int, recipient: int, day: str) -> str:
    """The idempotency key of a letter, by its definition (ADR 5)."""
    return hashlib.sha256(f"{kind}|{subject}|{subject_id}|{recipient}|{day}|email".encode()).hexdigest()
