"""The uploaded file between preview and decision: encrypted under PORTAL_HOME/media/rosters, gone as soon as it may.

A subject may leave beside it what its preview worked out (`beside`); it goes with the file. The file is deleted when
the batch is discarded or undone, and after KEPT_DAYS in any case (`sweep`, run nightly).
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from core.records.protection import decrypt_bytes, encrypt_bytes

KEPT_DAYS = 7


def beside(reference: str, suffix: str) -> Path:
    """Where something about the uploaded file may be kept, sealed by whoever writes it."""
    return Path(settings.MEDIA_ROOT) / "rosters" / f"{reference}{suffix}"


def _path(reference: str) -> Path:
    return beside(reference, ".bin")


def _context(reference: str) -> bytes:
    return f"roster {reference}".encode()


def keep(reference: str, content: bytes) -> None:
    path = _path(reference)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".partial")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(encrypt_bytes(content, _context(reference)))
    draft.rename(path)


def fetch(reference: str) -> bytes | None:
    """The file as it was uploaded; None when it is gone."""
    path = _path(reference)
    return decrypt_bytes(path.read_bytes(), _context(reference)) if path.exists() else None


def forget(reference: str) -> None:
    """The file, and what lies beside it."""
    for path in _path(reference).parent.glob(f"{reference}.*"):
        path.unlink(missing_ok=True)


def sweep(now: datetime) -> int:
    """Delete what is older than KEPT_DAYS, also what a killed process left half written; returns how many."""
    oldest = (now - timedelta(days=KEPT_DAYS)).timestamp()
    folder = _path("x").parent
    old = [path for path in folder.glob("*") if path.stat().st_mtime < oldest] if folder.exists() else []
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
