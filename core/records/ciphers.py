"""The algorithms of protected values: AES and SHA-2, or the national SM4 and SM3 (GB/T 32907, GB/T 32905).

A value names its algorithm in its first byte, so what was written under one is readable under the other. Blind indexes
do not: the algorithm is chosen before the first person is entered (``PORTAL_CRYPTO``), and the start refuses another.
"""

import hmac
from typing import NamedTuple, Protocol

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
    return hmac.digest(key, message, "sha256")


def hmac_sm3(key: bytes, message: bytes) -> bytes:
    work = HMAC(key, hashes.SM3())
    work.update(message)
    return work.finalize()


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
