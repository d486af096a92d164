"""Write audit events: one call in the same transaction as the change."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from core.models import AuditEvent

_labels: dict[str, str] = {"core.key_added": "增加密钥", "core.keys_rotated": "轮换密钥"}


def register_labels(labels: Mapping[str, str]) -> None:
    """What people read for the codes of an app; called in its ``contributions.py``."""
    _labels.update(labels)


def label_of(code: str) -> str:
    """The code in words; an unknown one (of a release long gone) stands as it is."""
    return _labels.get(code, code)


def record(
    code: str,
    /,
    *,
    by: Any,
    target: models.Model | None = None,
    organization_id: int | None = None,
    label: str = "",
    **data: Any,
) -> AuditEvent:
    """Append one event. ``code`` is ``app.verb`` (``meetings.closed``); ``by`` a user, or a job's name as
    str.

    ``data`` is JSON and never holds protected values; the organisation is read off the target when it has
    one.
    """
    if organization_id is None and target is not None:
        organization_id = getattr(target, "organization_id", None)
    return AuditEvent.objects.create(
        code=code,
        actor_id=getattr(by, "pk", None),
        actor_label=str(by)[:80],
        organization_id=organization_id,
        target_type=target._meta.label_lower if target is not None else "",
        target_id=str(target.pk) if target is not None else "",
        target_label=(label or str(target or ""))[:200],
        data=data,
    )
