"""Encryption of personal data: authenticated values bound to their place, blind indexes, masks.

A stored value is ``version(1) | key id(1) | nonce(12) | ciphertext + tag`` (the version names the algorithm, see
``ciphers``); what is authenticated with it is its place, ``table|column|key of the row``: copied into another row it
does not open. Keys come from the function ``settings.PORTAL_KEYRING`` (``{"current": 1, "keys": {"1": base64 of 32
bytes}, "index": base64}``), which is asked again when a value names a key that is not known yet: a running process
follows ``manage.py rotate_keys``. Old keys stay in the ring, so that every value and every backup stays readable (等保
2.0 8.1.4; PIPL 51).

A value that does not open shows itself as 无法解密 where it stands and nowhere else, stays as it is when its row is
saved, and raises an alarm (an error in the log, ``/healthz``).
"""

import base64
import functools
import logging
import os
import re
import time
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.core.cache import cache
from django.db import connection, models
from django.db.models.query_utils import DeferredAttribute

from core.records.ciphers import BY_VERSION, SUITES, Aead, Suite

NONCE_BYTES = 12
ALARM_KEY, ALARM_SECONDS = "protection:unreadable", 24 * 3600
_CHECKED = b"portal key check"


class UnreadableValue(Exception):
    """A stored value does not open: the key is missing, the bytes were changed, or it belongs elsewhere."""


class WrongKeys(Exception):
    """The ring is not that of this database; the message is a sentence for who starts the portal."""


class Sealed(bytes):
    """A value as it is stored, read with its row and opened where it is used; it refuses to be shown."""

    def _refuse(self, *args: Any) -> NoReturn:
        raise TypeError("a sealed value is opened before it is shown (ProtectedField.opened)")

    __str__ = __format__ = __getitem__ = _refuse


_UNREADABLE = "无法解密"


class Unreadable(str):
    """What stands in place of a value that does not open; saving its row leaves the stored bytes alone."""

    stored: bytes

    def __new__(cls, stored: bytes) -> "Unreadable":
        made = super().__new__(cls, _UNREADABLE)
        made.stored = bytes(stored)
        return made


class _Ring:
    def __init__(self) -> None:
        ring = settings.PORTAL_KEYRING()
        self.suite: Suite = SUITES[settings.PORTAL_CRYPTO]
        self.keys = {int(number): base64.b64decode(key) for number, key in ring["keys"].items()}
        self.current = int(ring["current"])
        self.index = base64.b64decode(ring["index"])
        self.aead: dict[tuple[int, int], Aead] = {}

    def cipher(self, version: int, number: int) -> Aead:
        """KeyError where the algorithm or the key is unknown."""
        if (version, number) not in self.aead:
            self.aead[version, number] = BY_VERSION[version].aead(self.keys[number])
        return self.aead[version, number]

    def head(self) -> bytes:
        return bytes([self.suite.version, self.current])


@functools.lru_cache(maxsize=1)
def _keyring() -> _Ring:
    return _Ring()


def forget_keys() -> None:
    """Read the ring again at the next use."""
    _keyring.cache_clear()


def place(table: str, column: str, key: int) -> bytes:
    """Where a value stands, as `context`."""
    return f"{table}|{column}|{key}".encode()


def encrypt_bytes(content: bytes, context: bytes) -> bytes:
    """Encrypt under the current key; only the same `context` decrypts it."""
    ring, nonce = _keyring(), os.urandom(NONCE_BYTES)
    head = ring.head()
    return head + nonce + ring.cipher(*head).encrypt(nonce, content, head + context)


def decrypt_bytes(value: bytes, context: bytes) -> bytes:
    """Raises UnreadableValue: damaged, another context, or its key is gone."""
    value = bytes(value)
    head, nonce, body = value[:2], value[2 : 2 + NONCE_BYTES], value[2 + NONCE_BYTES :]
    if len(head) == 2 and head[1] not in _keyring().keys:
        forget_keys()
    try:
        return _keyring().cipher(*head).decrypt(nonce, body, head + context)
    except (KeyError, TypeError, InvalidTag, ValueError) as error:
        raise UnreadableValue("个人信息无法解密，请联系系统管理员") from error


def encrypt(text: str, context: bytes) -> bytes:
    """Encrypt one value for its place; the empty string stays empty bytes."""
    return encrypt_bytes(text.encode(), context) if text else b""


def encrypt_many(texts: Sequence[str], contexts: Iterable[bytes]) -> list[bytes]:
    """`encrypt` for a column of values at a fraction of the calls; order is kept."""
    ring = _keyring()
    head = ring.head()
    encipher = ring.cipher(*head).encrypt
    random = os.urandom(NONCE_BYTES * len(texts))
    encrypted = []
    for start, text, context in zip(range(0, len(random), NONCE_BYTES), texts, contexts, strict=True):
        nonce = random[start : start + NONCE_BYTES]
        encrypted.append(head + nonce + encipher(nonce, text.encode(), head + context) if text else b"")
    return encrypted


def decrypt(value: bytes | memoryview | None, context: bytes) -> str:
    """Return the text of a stored value; raises UnreadableValue."""
    return decrypt_bytes(bytes(value), context).decode() if value else ""


def moved(value: bytes | memoryview | None, before: bytes, after: bytes) -> bytes:
    """The value for another place. Raises UnreadableValue."""
    return encrypt(decrypt(value, before), after)


def key_id(value: bytes | memoryview | None) -> int | None:
    """Which key a stored value was written with."""
    return bytes(value)[1] if value else None


def blind_index(text: str) -> bytes | None:
    """Keyed hash for look-up and uniqueness (32 bytes); None for the empty string."""
    if not text:
        return None
    ring = _keyring()
    return ring.suite.mac(ring.index, text.encode())


def blind_indexes(texts: Iterable[str]) -> list[bytes]:
    """`blind_index` for a column of values with one look at the keys; empty for the empty string."""
    ring = _keyring()
    key, mac = ring.index, ring.suite.mac
    return [mac(key, text.encode()) if text else b"" for text in texts]


def current_key() -> int:
    """Id of the key that new values are written with."""
    return _keyring().current


def raise_alarm(where: str) -> None:
    """Somebody met a value that does not open: an error in the log, and the health page says so for a day."""
    logging.getLogger("portal.protection").error("unreadable value in %s", where)
    cache.set(ALARM_KEY, time.time(), ALARM_SECONDS)


# -- the keys and the database belong together -----------------------------------------------------------


def marks() -> dict[str, bytes]:
    """What the database keeps of every key of the ring, to tell another ring: a keyed hash of a constant."""
    ring = _keyring()
    return {str(number): mark_of(key) for number, key in ring.keys.items()} | {"index": mark_of(ring.index)}


def mark_of(key: bytes) -> bytes:
    return _keyring().suite.mac(key, _CHECKED)


def check_keys(known: dict[str, bytes]) -> None:
    """Raises WrongKeys unless the ring holds every key that the database `known`s by its mark."""
    found = marks()
    wrong = sorted(label for label, mark in known.items() if found.get(label) != mark)
    if wrong:
        raise WrongKeys(
            f"密钥与数据库不符（{'、'.join(wrong)}）：请放回这个数据库的 secrets/keys.json 或 PORTAL_KEYS，"
            "并检查 PORTAL_CRYPTO；没有改动任何数据（these keys are not those of this database）"
        )


# -- masks -----------------------------------------------------------------------------------------------


def mask_number(text: str) -> str:
    """Resident number: first 3 and last 2 shown."""
    if isinstance(text, Unreadable):
        return text
    return f"{text[:3]}{'*' * (len(text) - 5)}{text[-2:]}" if len(text) > 5 else "*" * len(text)


def mask_phone(text: str) -> str:
    """Phone: first 3 and last 4 shown."""
    if isinstance(text, Unreadable):
        return text
    return f"{text[:3]}****{text[-4:]}" if len(text) >= 8 else "*" * len(text)


def mask_name(text: str) -> str:
    """What somebody is called: the first character shown."""
    if isinstance(text, Unreadable):
        return text
    return f"{text[0]}***" if text else ""


def mask_address(text: str) -> str:
    """Address: the first six characters shown (community), the rest hidden."""
    if isinstance(text, Unreadable):
        return text
    return f"{text[:6]}****" if text else ""


_MASKED = re.compile(r"[*＊]{3}")


def is_masked(cell: Any) -> bool:
    """Whether a cell of a table is what stands in place of a value: a mask of this module, or 无法解密."""
    return isinstance(cell, str) and (bool(_MASKED.search(cell)) or cell.strip() == _UNREADABLE)


class _Opened(DeferredAttribute):
    """The attribute of a protected column: opened at its first use, with the key of its row."""

    field: "ProtectedField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = instance.__dict__[self.field.attname] = self.field.opened(value, instance.pk)
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class ProtectedField(models.BinaryField[Any, Any]):
    """Encrypted text. Python code assigns and reads plain ``str``; the database holds only ciphertext, bound to table,
    column and row: a model that has one is a ``RowBound``.
    """

    descriptor_class = _Opened
    _pyi_private_set_type: str
    _pyi_private_get_type: str  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", b"")
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def get_default(self) -> str:
        return ""

    def place(self, key: int) -> bytes:
        return place(self.model._meta.db_table, str(self.column), key)

    def opened(self, value: Sealed, key: int) -> str:
        """The text of a value of the row ``key``, or an Unreadable in its place, with an alarm."""
        try:
            return decrypt(value, self.place(key))
        except UnreadableValue:
            raise_alarm(f"{self.model._meta.label}.{self.name} {key}")
            return Unreadable(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | str:
        return Sealed(value) if value else ""

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed:
        value = getattr(model_instance, self.attname)
        if isinstance(value, Unreadable):
            return Sealed(value.stored)
        if value and model_instance.pk is None:
            raise TypeError(f"{self.model._meta.label}: reserve_keys first, a protected value is bound to its row")
        return Sealed(encrypt(value, self.place(model_instance.pk)) if value else b"")

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value and not isinstance(value, Sealed):
            raise TypeError("a protected value is written with its row (save), and looked up by its index")
        return super().get_db_prep_value(bytes(value or b""), connection, prepared)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError("protected values are not serialised")


def protected_fields(model: type[models.Model]) -> list[ProtectedField]:
    return [field for field in model._meta.local_fields if isinstance(field, ProtectedField)]


def reserve_keys(rows: Sequence[models.Model]) -> None:
    """Give new rows of one model their keys before they are written (a query), so that values can be bound to them."""
    new = [row for row in rows if row.pk is None]
    if new:
        meta = new[0]._meta
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [f'"{meta.db_table}"', meta.pk.column, len(new)],
            )
            for row, (key,) in zip(new, cursor.fetchall(), strict=True):
                row.pk = key


class RowBound(models.Model):
    """A model with protected columns."""

    class Meta:
        abstract = True

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is None and any(getattr(self, field.attname) for field in protected_fields(type(self))):
            reserve_keys([self])
            kwargs["force_insert"] = True
        super().save_base(*args, **kwargs)
