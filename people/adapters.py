"""How allauth behaves here: closed signup, lock-out by account, second factor with encrypted secrets."""

import base64
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from core.office import qr
from core.records import audit
from core.records.protection import blind_index, decrypt, encrypt
from people.models import User
from people.queries import account_of

_WRONG = "用户名、手机号或密码不正确"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _WRONG,
        "email_password_mismatch": _WRONG,
        "phone_password_mismatch": _WRONG,
        "invalid_login": _WRONG,
        "account_inactive": "这个账号已停用，请联系上级党组织",
        "incorrect_password": "密码不正确",
        "enter_current_password": "请输入现在的密码",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        key = _failures_key(credentials.get("username", ""))
        locked_until = cache.get(f"{key}:locked")
        if locked_until and locked_until > time.time():
            minutes = int((locked_until - time.time()) // 60) + 1
            raise ValidationError(
                f"连续输错 {settings.LOCK_OUT_FAILURES} 次，已锁定，请在 {minutes} 分钟后再试",
                code="too_many_login_attempts",
            )
        super().pre_authenticate(request, **credentials)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            cache.delete(_failures_key(credentials.get("username", "")))
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the failure on the account (or on the text, where there is none) and lock it at the fifth."""
        login = credentials.get("username", "")
        key = _failures_key(login)
        cache.add(key, 0, timeout=settings.LOCK_OUT_SECONDS)
        try:
            failures = cache.incr(key)
        except ValueError:  # it expired between the two calls
            failures = 1
        user = account_of(login)
        audit.record("people.sign_in_failed", by=user or "未知账号", target=user, ip=self.get_client_ip(request))
        if failures >= settings.LOCK_OUT_FAILURES:
            cache.delete(key)
            cache.set(f"{key}:locked", time.time() + settings.LOCK_OUT_SECONDS, timeout=settings.LOCK_OUT_SECONDS)
            audit.record("people.locked_out", by=user or "未知账号", target=user, ip=self.get_client_ip(request))

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]


def _failures_key(login: str) -> str:
    """One counter for an account, by whichever name it is tried; never the text itself."""
    user = account_of(login)
    return f"people:failures:{user.pk}" if user else f"people:failures:{(blind_index(login) or b'').hex()}"


SECOND_FACTOR = b"second factor"
"""The library hands over a text without its row: these values are told from others, not from each other."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted like personal data; the QR code is ours."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(encrypt(text, SECOND_FACTOR)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(base64.b64decode(encrypted_text), SECOND_FACTOR)

    def get_totp_issuer(self) -> str:
        return "社区党建"

    def build_totp_svg(self, url: str) -> str:
        return str(qr.svg(url, title="两步验证二维码"))


def unlock(user: User) -> None:
    """Lift the lock-out of an account and forget its failures (an administrator does, after asking who it was)."""
    key = _failures_key(user.username)
    cache.delete_many([key, f"{key}:locked"])
