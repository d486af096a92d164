"""Sealed ballots and the keys that open them (ADR 28).

A ballot is sealed to the public key of its poll: a key agreement with a key pair made for this ballot alone (X25519,
HKDF-SHA256), then AES-256-GCM. The private key of a poll is a file in ``settings.BALLOT_KEYS``, which no backup copies
and whose content never goes into the database or a log. With the file the last way to read a sealed ballot is gone.
"""

import hashlib
import os
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PUBLIC = 32
_NONCE = bytes(12)
"""Every key seals one ballot only."""


class KeyLost(Exception):
    """The key is not in this instance's folder."""


class Broken(Exception):
    """The ballot was not sealed to this key for this poll, or was changed since."""


def _file(public: bytes) -> Path:
    return Path(settings.BALLOT_KEYS) / f"{hashlib.sha256(public).hexdigest()[:32]}.key"


def make() -> bytes:
    """A new key; its private half is on disk when this returns. Gives the public half."""
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    folder = Path(settings.BALLOT_KEYS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(_file(public), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(private.private_bytes_raw())
        file.flush()
        os.fsync(file.fileno())
    return public


def _cipher(shared: bytes, sender: bytes, public: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=b"ballot" + sender + public).derive(shared))


def seal(public: bytes, content: bytes, *, place: bytes) -> bytes:
    """``content`` for the holder of the key alone; ``place`` names the poll, and no other opens it."""
    once = X25519PrivateKey.generate()
    sender = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    return sender + _cipher(shared, sender, public).encrypt(_NONCE, content, place)


class Opener:
    """The private half in the memory of the close. Raises KeyLost when its file is not here."""

    def __init__(self, public: bytes) -> None:
        try:
            self._private = X25519PrivateKey.from_private_bytes(_file(public).read_bytes())
        except (FileNotFoundError, ValueError) as error:
            raise KeyLost from error
        self._public = public

    def open(self, sealed: bytes, *, place: bytes) -> bytes:
        """Raises Broken."""
        sender, body = sealed[:_PUBLIC], sealed[_PUBLIC:]
        try:
            shared = self._private.exchange(X25519PublicKey.from_public_bytes(sender))
            return _cipher(shared, sender, self._public).decrypt(_NONCE, body, place)
        except (InvalidTag, ValueError) as error:
            raise Broken from error


def _destroy(file: Path) -> None:
    with suppress(FileNotFoundError):
        with open(file, "r+b") as content:
            content.write(os.urandom(32))
            content.flush()
            os.fsync(content.fileno())
        file.unlink()


def destroy(public: bytes) -> None:
    """Overwrite the private half and remove it; harmless when it is gone."""
    _destroy(_file(public))


def _old(*, before: float) -> Iterator[Path]:
    for file in Path(settings.BALLOT_KEYS).glob("*.key"):
        with suppress(FileNotFoundError):
            if file.stat().st_mtime < before:
                yield file


def sweep(wanted: Collection[bytes], *, older_than: int = 3600) -> int:
    """Destroy keys that no open poll wants: of a close whose process died before it could, of a start that failed.

    A younger one may belong to a poll that is just being started. Returns how many.
    """
    kept = {_file(each).name for each in wanted}
    gone = [file for file in _old(before=time.time() - older_than) if file.name not in kept]
    for file in gone:
        _destroy(file)
    return len(gone)
