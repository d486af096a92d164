"""Sign-in by user name or phone, with one password check whoever is meant."""

from functools import cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest

from core.records import outbox
from people.models import User
from people.queries import account_of


@cache
def _accounts() -> QuerySet[User]:
    """Built once: every page of everybody asks it."""
    return User.objects.select_related("person").annotate(unread=outbox.unread_of(OuterRef("pk")))


class AccountBackend(ModelBackend):
    """``username`` is a user name or, found by blind index, a phone that one account has."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        if not username or not password:
            return None
        user = account_of(username)
        if user is None:
            User().set_password(password)  # takes as long as a wrong password does
            return None
        return user if user.check_password(password) and self.user_can_authenticate(user) else None

    def get_user(self, user_id: Any) -> User | None:
        """The account of a session with what every page shows, its person's name and its unread messages: one query."""
        user = _accounts().filter(pk=user_id).order_by("pk").first()
        return user if user is not None and self.user_can_authenticate(user) else None
