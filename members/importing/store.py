"""The uploaded file between preview and decision: encrypted under PORTAL_HOME/media/imports, gone as soon as it may.

A roster is all personal data. It is deleted when the batch is committed and its undo is over, when it is discarded, and
after KEPT_DAYS in any case (`sweep`, run nightly).
"""

import base64
import os
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from core.protection import decrypt, encrypt

KEPT_DAYS = 7


def _path(reference: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "imports" / f"{reference}.bin"


def keep(reference: str, content: bytes) -> None:
    path = _path(reference)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".partial")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(encrypt(base64.b64encode(content).decode()))
    draft.rename(path)


def fetch(reference: str) -> bytes | None:
    """The file as it was uploaded; `None` when it is gone."""
    path = _path(reference)
    return base64.b64decode(decrypt(path.read_bytes())) if path.exists() else None


def forget(reference: str) -> None:
    _path(reference).unlink(missing_ok=True)


def sweep(now: datetime) -> int:
    """Delete what is older than KEPT_DAYS, also what a killed process left half written; returns how many."""
    oldest = (now - timedelta(days=KEPT_DAYS)).timestamp()
    folder = _path("x").parent
    old = [path for path in folder.glob("*") if path.stat().st_mtime < oldest] if folder.exists() else []
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
