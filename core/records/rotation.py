"""A new key for the protected fields, and every stored value rewritten under it (`manage.py rotate_keys`).

Order makes it safe to be killed anywhere: first the ring with the new key is on disk, then values change a
batch at a time, each batch in its transaction; both keys read all along. What is left over is found by the
key id in the values themselves, so running it again goes on where it stopped.
"""

import base64
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from core.models import KeyMark
from core.records.protection import (
    UnreadableValue,
    WrongKeys,
    check_keys,
    decrypt,
    forget_keys,
    mark_of,
    marks,
    moved,
    place,
    protected_fields,
)

BATCH = 1000
HIGHEST_KEY = 255  # the key id is one byte


class Table(NamedTuple):
    """A table with protected columns, by their names in the database."""

    label: str
    name: str
    key: str
    columns: tuple[str, ...]


class Rewritten(NamedTuple):
    """``values`` now under the current key; ``unreadable`` (table, primary key) that do not decrypt, left
    as they are.
    """

    values: int
    unreadable: list[tuple[str, int]]


def protected_tables() -> list[Table]:
    found = []
    for model in apps.get_models(include_auto_created=True):
        columns = tuple(_column(field) for field in protected_fields(model))
        if columns and model._meta.managed:
            found.append(Table(model._meta.label, model._meta.db_table, _column(model._meta.pk), columns))
    return found


def _column(field: models.Field[Any, Any]) -> str:
    assert field.column is not None  # only fields without a column have none
    return field.column


def ring_file() -> Path:
    return Path(settings.PORTAL_HOME) / "secrets" / "keys.json"


def add_key() -> int:
    """Put a fresh key into the ring and make it current; returns its id. The file appears whole or not at
    all.
    """
    ring = settings.PORTAL_KEYRING()
    number = max(int(each) for each in ring["keys"]) + 1
    if number > HIGHEST_KEY:
        raise ValueError(f"no key id left above {HIGHEST_KEY}")
    ring["keys"][str(number)] = base64.b64encode(secrets.token_bytes(32)).decode()
    ring["current"] = number
    path = ring_file()
    # Two at once: the second is refused here.
    KeyMark.objects.create(label=str(number), mark=mark_of(base64.b64decode(ring["keys"][str(number)])))
    draft = path.with_name(f".keys.json.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(json.dumps(ring, indent=1))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # a power cut must not bring the old ring back under values of the new key
    finally:
        os.close(folder)
    forget_keys()
    return number


def check_ring() -> None:
    """Raises WrongKeys when the ring is not the database's; what it holds beyond is noted as known from now on.

    A database that holds values but no mark takes only a ring that opens one of them.
    """
    wanted = {(table.name, column) for table in protected_tables() for column in (table.key, *table.columns)}
    if not {(KeyMark._meta.db_table, "label"), *wanted}.issubset(_columns()):
        return  # on the way back to an earlier state of the tables
    known = {mark.label: bytes(mark.mark) for mark in KeyMark.objects.all()}
    check_keys(known)
    if not known:
        _open_one()
    KeyMark.objects.bulk_create(
        [KeyMark(label=label, mark=mark) for label, mark in marks().items() if label not in known],
        ignore_conflicts=True,
    )


def _columns() -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0"
            " AND NOT a.attisdropped"
        )
        return set(cursor.fetchall())


def _open_one() -> None:
    with connection.cursor() as cursor:
        for table in protected_tables():
            for column in table.columns:
                cursor.execute(
                    f'SELECT "{table.key}", "{column}" FROM "{table.name}" WHERE octet_length("{column}") > 1 LIMIT 1'
                )
                for key, value in cursor.fetchall():
                    try:
                        decrypt(value, place(table.name, column, key))
                    except UnreadableValue as error:
                        raise WrongKeys(
                            f"密钥打不开数据库中的 {table.label}：请放回这个数据库的 secrets/keys.json (wrong keys)"
                        ) from error


def current_key() -> int:
    return int(settings.PORTAL_KEYRING()["current"])


def _outdated(table: Table) -> str:
    tests = (f'(octet_length("{column}") > 1 AND get_byte("{column}", 1) <> %(current)s)' for column in table.columns)
    return " OR ".join(tests)


def count_outdated() -> int:
    """Rows that hold a value under another key than the current one."""
    with connection.cursor() as cursor:
        total = 0
        for table in protected_tables():
            cursor.execute(f'SELECT count(*) FROM "{table.name}" WHERE {_outdated(table)}', {"current": current_key()})
            total += int(cursor.fetchone()[0])
    return total


def rewrite_all() -> Iterator[tuple[Table, Rewritten]]:
    """Rewrite every value that is not under the current key, batch by batch; yields after each batch."""
    for table in protected_tables():
        after = 0
        while True:
            with transaction.atomic():
                done, last = _rewrite_batch(table, after)
            if last is None:
                break
            after = last
            yield table, done


def _rewrite_batch(table: Table, after: int) -> tuple[Rewritten, int | None]:
    columns = ", ".join(f'"{column}"' for column in table.columns)
    current = current_key()
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT "{table.key}", {columns} FROM "{table.name}" WHERE "{table.key}" > %(after)s'
            f' AND ({_outdated(table)}) ORDER BY "{table.key}" LIMIT %(limit)s FOR UPDATE',
            {"current": current, "after": after, "limit": BATCH},
        )
        rows = cursor.fetchall()
        if not rows:
            return Rewritten(0, []), None
        changed, unreadable, values = [], [], 0
        for pk, *stored in rows:
            try:
                fresh = [
                    _again(value, current, place(table.name, column, pk))
                    for column, value in zip(table.columns, stored, strict=True)
                ]
            except UnreadableValue:
                unreadable.append((table.label, pk))
                continue
            values += sum(new is not None for new in fresh)
            changed.append((pk, *(old if new is None else new for old, new in zip(stored, fresh, strict=True))))
        if changed:
            sources = ", ".join(["%s::bigint[]", *["%s::bytea[]"] * len(table.columns)])
            names = ", ".join(["pk", *(f"c{n}" for n in range(len(table.columns)))])
            sets = ", ".join(f'"{column}" = v.c{n}' for n, column in enumerate(table.columns))
            cursor.execute(
                f'UPDATE "{table.name}" t SET {sets} FROM unnest({sources}) AS v ({names})'
                f' WHERE t."{table.key}" = v.pk',
                [list(column) for column in zip(*changed, strict=True)],
            )
    return Rewritten(values, unreadable), rows[-1][0]


def _again(value: memoryview | bytes | None, current: int, context: bytes) -> bytes | None:
    """The value under the current key, or None when there is nothing to do."""
    raw = bytes(value or b"")
    if len(raw) < 2 or raw[1] == current:
        return None
    return moved(raw, context, context)
