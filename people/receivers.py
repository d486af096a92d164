"""Audit events of sign-in: django and allauth announce them by signal only."""

from typing import Any

from allauth.account.signals import password_changed, password_set
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.utils import timezone

from core.records import audit
from people import sessions
from people.middleware import OWES_SECOND_FACTOR
from people.models import User


@receiver(user_logged_in, dispatch_uid="people.signed_in")
def signed_in(sender: Any, request: Any, user: User, **kwargs: Any) -> None:
    sessions.begin(request, user)
    User.objects.filter(pk=user.pk).update(last_seen_at=timezone.now())
    audit.record("people.signed_in", by=user, target=user)


@receiver(user_logged_out, dispatch_uid="people.signed_out")
def signed_out(sender: Any, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        audit.record("people.signed_out", by=user, target=user)


@receiver((password_changed, password_set), dispatch_uid="people.password_changed")
def password_was_changed(sender: Any, user: User, **kwargs: Any) -> None:
    User.objects.filter(pk=user.pk).update(one_use_until=None)  # whose password it is now
    audit.record("people.password_changed", by=user, target=user)


@receiver(authenticator_added, dispatch_uid="people.second_factor_added")
def second_factor_added(sender: Any, request: Any, user: User, **kwargs: Any) -> None:
    request.session.pop(OWES_SECOND_FACTOR, None)
    audit.record("people.second_factor_added", by=user, target=user)


@receiver(authenticator_removed, dispatch_uid="people.second_factor_removed")
def second_factor_removed(sender: Any, user: User, **kwargs: Any) -> None:
    audit.record("people.second_factor_removed", by=user, target=user)


@receiver(authentication_failed, dispatch_uid="people.second_factor_failed")
def second_factor_failed(sender: Any, user: User, **kwargs: Any) -> None:
    audit.record("people.second_factor_failed", by=user, target=user)
