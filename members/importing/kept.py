"""What a preview checked, kept for the import after it: sealed beside the uploaded file, and gone with it."""

import contextlib
import functools
import hashlib
import json
import os
import pickle
from collections.abc import Generator
from dataclasses import asdict, replace
from pathlib import Path
from typing import IO, Any

import core
import members
import organizations
import people
from core.office.rosters.store import beside
from core.records.protection import UnreadableValue, blind_indexes, current_key, decrypt_bytes, encrypt_bytes
from members.importing.reading import Rules


class NotKept(Exception):
    """There is nothing usable: never written, of another file, rule or key, or damaged. Read the file again."""


class KeptChunks:
    """Pickled pieces, one sealed after the other; each opens only in its place and for the same `basis`.

    `basis` says what the pieces follow from: file, rules, keys (`basis`). The last piece is empty, so that a
    file that was cut is noticed.
    """

    def __init__(self, reference: str, basis: bytes) -> None:
        self.path, self.basis = beside(reference, ".checked"), basis

    def write(self, pieces: Generator[Any, None, None]) -> Generator[Any, None, None]:
        """Pass the pieces through and keep them; what is there before the last is not found by `read`."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.path.with_suffix(".partial")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file, contextlib.closing(pieces):
            number = 0
            for number, piece in enumerate(pieces, start=1):
                self._put(file, pickle.dumps(piece, protocol=5), number - 1)
                yield piece
            self._put(file, b"", number)
        draft.rename(self.path)

    def _put(self, file: IO[bytes], content: bytes, number: int) -> None:
        sealed = encrypt_bytes(content, self._context(number))
        file.write(len(sealed).to_bytes(8, "big") + sealed)

    def _context(self, number: int) -> bytes:
        return self.basis + number.to_bytes(8, "big")

    def read(self) -> Generator[Any, None, None]:
        """The pieces in their order; raises `NotKept`, possibly after some of them."""
        try:
            with self.path.open("rb") as file:
                number = 0
                while content := self._next(file, number):
                    yield pickle.loads(content)
                    number += 1
        except (OSError, UnreadableValue) as error:
            raise NotKept from error

    def _next(self, file: IO[bytes], number: int) -> bytes:
        size = int.from_bytes(file.read(8), "big")
        return decrypt_bytes(file.read(size), self._context(number))


def basis(source: Any, rules: Rules) -> bytes:
    """Digest of all that checked rows follow from: the file, the rules, the keys they are encrypted by, the code."""
    same = asdict(replace(rules, first_person=0))
    told = json.dumps(same, sort_keys=True, default=lambda v: sorted(v) if isinstance(v, frozenset) else str(v))
    digest = hashlib.sha256(_code())
    for part in (told.encode(), bytes([current_key()]), blind_indexes(["basis"])[0]):
        digest.update(hashlib.sha256(part).digest())
    content = source if isinstance(source, bytes) else Path(source).read_bytes()
    return digest.digest() + hashlib.sha256(content).digest()


_LAYERS = (core, people, organizations, members)


def sources() -> list[Path]:
    """Every module of the layers that a check may ask, so that none has to be remembered here."""
    folders = [Path(str(layer.__file__)).parent for layer in _LAYERS]
    return sorted(path for folder in folders for path in folder.rglob("*.py") if "migrations" not in path.parts)


@functools.cache
def _code() -> bytes:
    """Digest of the code: a release between preview and import checks again."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources())).digest()
