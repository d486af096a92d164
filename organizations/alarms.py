"""Somebody reached a limit on what is looked at: whoever keeps the accounts at or above hears of it."""

from typing import Any

from django.utils import timezone

from core.records import outbox
from organizations.models import Organization
from organizations.queries import nearest_holders
from organizations.scoping import MANAGE_GRANTS, reach


def alarm(user: Any, event: Any, text: str) -> None:
    """One message for the audit event to each officer of the nearest office that keeps accounts, but the user."""
    paths, today = reach(user, "organizations.view_organization"), timezone.localdate()
    if not paths:
        return
    office = Organization.objects.get(path=paths[0])
    _, officers = nearest_holders(MANAGE_GRANTS, office, on=today, besides=user.pk)
    outbox.notify(
        outbox.Note(
            kind="account.alarm",
            subject_type="core.auditevent",
            subject_id=event.pk,
            recipient_id=officer.pk,
            due_on=today,
            title=f"请过问：{user}查看信息达到上限",
            text=text,
        )
        for officer in officers
    )
