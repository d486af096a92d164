"""When an account was last used, written at most every five minutes."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from people.models import User

EVERY = timedelta(minutes=5)


class LastSeenMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "_cached_user", None)  # only if the page asked who it is
        if isinstance(user, User):
            stale = timezone.now() - EVERY
            if user.last_seen_at is None or user.last_seen_at < stale:
                User.objects.filter(Q(last_seen_at=None) | Q(last_seen_at__lt=stale), pk=user.pk).update(
                    last_seen_at=timezone.now()
                )
        return response
