"""When an account and a session were last used (written every five minutes and every minute at most), and what an
account has to do before anything else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from people.models import User
from people.sessions import USED

EVERY = timedelta(minutes=5)
OWES_SECOND_FACTOR = "owes_second_factor"
"""In the session of an account that has to set up its second factor (organizations.accounts.demands)."""
_PASSWORD = "account_change_password"
_ALWAYS = {_PASSWORD, "account_logout", "account_reauthenticate", "mfa_reauthenticate"}


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
            response.setdefault("Cache-Control", "private, no-store")  # nobody goes back to it after the sign-out
        match = request.resolver_match
        if match is not None and match.view_name == "account_logout" and request.method == "POST":
            response["Clear-Site-Data"] = '"cache", "storage"'  # drafts, too, on an office's common computer
        return response


class OwesFirstMiddleware:
    """Leads to a new password whoever signed in with one for one use, to the second factor whoever has to have one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in _ALWAYS:
            return None
        if isinstance(request.user, User) and request.user.one_use_until is not None:
            messages.info(request, "这是别人设置的一次性密码，请先换成只有您自己知道的密码")
            return redirect(_PASSWORD)
        if request.session.get(OWES_SECOND_FACTOR) and not name.startswith("mfa_"):
            messages.info(request, "您的权限要求开启两步验证，请先按页面提示开启")
            return redirect("mfa_activate_totp")
        return None
