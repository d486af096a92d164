"""The algorithms of protected values: AES and SHA-2, or the national SM4 and SM3 (GB/T 32907, GB/T 32905).

A value names its algorithm in its first byte, so what was written under one is readable under the other. Blind indexes
do not: the algorithm is chosen before the first person is entered (``PORTAL_CRYPTO``), and the start refuses another.
"""

import functools
import hashlib
from typing import Any, NamedTuple, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC

TAG_BYTES = 16


class Aead(Protocol):
    """Authenticated encryption under one key, as ``cryptography`` has it: nonce of 12 bytes, tag at the end."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes: ...

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes: ...


class Sm4Gcm:
    """SM4 in Galois/Counter mode (RFC 8998); of a key of 32 bytes the first 16."""

    def __init__(self, key: bytes) -> None:
        self.algorithm = algorithms.SM4(key[:16])

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        work = Cipher(self.algorithm, modes.GCM(nonce)).encryptor()
        work.authenticate_additional_data(associated_data)
        return work.update(data) + work.finalize() + work.tag

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        body, tag = data[:-TAG_BYTES], data[-TAG_BYTES:]
        if len(tag) < TAG_BYTES:
            raise InvalidTag
        work = Cipher(self.algorithm, modes.GCM(nonce, tag)).decryptor()
        work.authenticate_additional_data(associated_data)
        return work.update(body) + work.finalize()


def hmac_sha256(key: bytes, message: bytes) -> bytes:
    """RFC 2104, from states that have taken in the key already: a third of the time of ``hmac.digest``."""
    prepared = _keyed_sha256(key)
    inner, outer = prepared[0].copy(), prepared[1].copy()
    inner.update(message)
    outer.update(inner.digest())
    digest: bytes = outer.digest()
    return digest


def hmac_sm3(key: bytes, message: bytes) -> bytes:
    work = _keyed_sm3(key).copy()
    work.update(message)
    return work.finalize()


@functools.lru_cache(maxsize=4)
def _keyed_sha256(key: bytes) -> tuple[Any, Any]:
    """The inner and the outer hash with their padded key; keys are no longer than a block."""
    if len(key) > hashlib.sha256().block_size:
        raise ValueError("a key of at most 64 bytes")
    block = key.ljust(hashlib.sha256().block_size, b"\0")
    return hashlib.sha256(bytes(byte ^ 0x36 for byte in block)), hashlib.sha256(bytes(byte ^ 0x5C for byte in block))


@functools.lru_cache(maxsize=4)
def _keyed_sm3(key: bytes) -> HMAC:
    return HMAC(key, hashes.SM3())


class MacFunction(Protocol):
    def __call__(self, key: bytes, message: bytes) -> bytes: ...


class AeadFactory(Protocol):
    def __call__(self, key: bytes) -> Aead: ...


class Suite(NamedTuple):
    """``version`` is the first byte of a value; ``aead`` and ``mac`` take keys of 32 bytes, the mac gives 32."""

    version: int
    aead: AeadFactory
    mac: MacFunction


SUITES = {"aes": Suite(0x02, AESGCM, hmac_sha256), "sm": Suite(0x12, Sm4Gcm, hmac_sm3)}
BY_VERSION = {suite.version: suite for suite in SUITES.values()}
