"""When an account and a session were last used: written every five minutes and every minute at most."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from people.models import User

EVERY = timedelta(minutes=5)
USED = "used"


class LastSeenMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "_cached_user", None)  # only if the page asked who it is
        if isinstance(user, User):
            # The idle time (SESSION_COOKIE_AGE) counts from the last write: to the minute, and no write for each page.
            minute = int(timezone.now().timestamp()) // 60
            if request.session.get(USED) != minute:
                request.session[USED] = minute
            stale = timezone.now() - EVERY
            if user.last_seen_at is None or user.last_seen_at < stale:
                User.objects.filter(Q(last_seen_at=None) | Q(last_seen_at__lt=stale), pk=user.pk).update(
                    last_seen_at=timezone.now()
                )
        return response
