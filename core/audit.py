"""Write audit events: one call in the same transaction as the change."""

from typing import Any

from django.db import models

from core.models import AuditEvent


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
