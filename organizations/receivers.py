"""At the sign-in an account learns what its rights ask of it."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from organizations.accounts import owes_second_factor
from people.middleware import OWES_SECOND_FACTOR
from people.models import User


@receiver(user_logged_in, dispatch_uid="organizations.owes_second_factor")
def remember_what_is_owed(sender: Any, request: Any, user: User, **kwargs: Any) -> None:
    if owes_second_factor(user):
        request.session[OWES_SECOND_FACTOR] = True
