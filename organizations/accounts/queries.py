"""Requests about accounts, as far as somebody manages them."""

from typing import Any

from django.db.models import QuerySet

from organizations.accounts import accounts_managed_by
from organizations.models import AccountRequest


def requests_seen_by(user: Any) -> QuerySet[AccountRequest]:
    """Requests about accounts that the user manages; nobody meets a request about the own account."""
    return AccountRequest.objects.filter(user__in=accounts_managed_by(user))


def waiting_for(user: Any) -> QuerySet[AccountRequest]:
    """Open requests that the user may decide: as another officer than who asked."""
    return requests_seen_by(user).filter(state=AccountRequest.State.ASKED).exclude(asked_by=user)


def number_waiting(user: Any) -> int:
    """How many wait for the user. Every page of an officer asks, and mostly none stands open at all: then who manages
    whom is not asked."""
    if not AccountRequest.objects.filter(state=AccountRequest.State.ASKED).exists():
        return 0
    return waiting_for(user).count()
