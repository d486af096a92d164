"""Encryption of personal data: AES-256-GCM values, HMAC-SHA256 blind indexes, masks.

A stored value is ``version(1) | key id(1) | nonce(12) | ciphertext + tag``. Keys come from the function
``settings.PORTAL_KEYRING`` (``{"current": 1, "keys": {"1": base64 of 32 bytes}, "index": base64}``), which is
asked again when a value names a key that is not known yet: a running process follows ``manage.py
rotate_keys``. Old keys stay in the ring, so that every value and every backup stays readable (等保 2.0 8.1.4;
PIPL 51).
"""

import base64
import functools
import hmac
import os
from collections.abc import Iterable
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

VERSION = b"\x01"
NONCE_BYTES = 12


class UnreadableValue(Exception):
    """A stored value does not decrypt: the key is missing or the bytes were changed."""


@functools.lru_cache(maxsize=1)
def _keyring() -> tuple[int, dict[int, AESGCM], bytes]:
    ring = settings.PORTAL_KEYRING()
    ciphers = {int(number): AESGCM(base64.b64decode(key)) for number, key in ring["keys"].items()}
    return int(ring["current"]), ciphers, base64.b64decode(ring["index"])


def forget_keys() -> None:
    """Read the ring again at the next use."""
    _keyring.cache_clear()


def encrypt(text: str) -> bytes:
    """Encrypt one value under the current key; the empty string stays empty bytes."""
    if not text:
        return b""
    current, ciphers, _ = _keyring()
    nonce = os.urandom(NONCE_BYTES)
    head = VERSION + bytes([current])
    return head + nonce + ciphers[current].encrypt(nonce, text.encode(), head)


def encrypt_many(texts: Iterable[str]) -> list[bytes]:
    """`encrypt` for a column of values at a fraction of the calls; order is kept."""
    current, ciphers, _ = _keyring()
    encipher, head = ciphers[current].encrypt, VERSION + bytes([current])
    values = list(texts)
    random = os.urandom(NONCE_BYTES * len(values))
    encrypted = []
    for start, text in zip(range(0, len(random), NONCE_BYTES), values, strict=True):
        nonce = random[start : start + NONCE_BYTES]
        encrypted.append(head + nonce + encipher(nonce, text.encode(), head) if text else b"")
    return encrypted


def decrypt(value: bytes | memoryview | None) -> str:
    """Return the text of a stored value; raises UnreadableValue when it was damaged or its key is gone."""
    if not value:
        return ""
    value = bytes(value)
    head, nonce, body = value[:2], value[2 : 2 + NONCE_BYTES], value[2 + NONCE_BYTES :]
    if len(head) == 2 and head[1] not in _keyring()[1]:
        forget_keys()
    _, ciphers, _ = _keyring()
    try:
        return ciphers[head[1]].decrypt(nonce, body, head).decode()
    except (KeyError, IndexError, InvalidTag, ValueError) as error:
        raise UnreadableValue("个人信息无法解密,请联系系统管理员") from error


def key_id(value: bytes | memoryview | None) -> int | None:
    """Which key a stored value was written with."""
    return bytes(value)[1] if value else None


def blind_index(text: str) -> bytes | None:
    """Keyed hash for look-up and uniqueness (32 bytes); None for the empty string."""
    if not text:
        return None
    return hmac.digest(_keyring()[2], text.encode(), "sha256")


def mask_number(text: str) -> str:
    """Resident number: first 3 and last 2 shown."""
    return f"{text[:3]}{'*' * (len(text) - 5)}{text[-2:]}" if len(text) > 5 else "*" * len(text)


def mask_phone(text: str) -> str:
    """Phone: first 3 and last 4 shown."""
    return f"{text[:3]}****{text[-4:]}" if len(text) >= 8 else "*" * len(text)


def mask_address(text: str) -> str:
    """Address: the first six characters shown (community), the rest hidden."""
    return f"{text[:6]}****" if text else ""


class ProtectedField(models.BinaryField):
    """Encrypted text. Python code assigns and reads plain ``str``; the database holds only ciphertext."""

    _pyi_private_set_type: str
    _pyi_private_get_type: str  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", b"")
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def get_default(self) -> str:
        return ""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str:
        return decrypt(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, str):
            value = encrypt(value)
        return super().get_db_prep_value(value, connection, prepared)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError("protected values are not serialised")
