"""How allauth behaves here: closed signup, lock-out by account, second factor with encrypted secrets."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from core.office import qr
from core.records import audit
from core.records.protection import decrypt, encrypt
from people import attempts
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
        """Counts the try, and refuses it where the account is locked (people.attempts)."""
        self._attempt = attempts.begin(request, credentials.get("username", ""), self.get_client_ip(request))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            attempts.succeeded(self._attempt)
            if user.one_use_until is not None and user.one_use_until < timezone.now():
                message = "这个一次性密码已过有效期，请联系上级党组织重新设置"
                raise ValidationError(message, code="one_use_over")
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        user, address = account_of(credentials.get("username", "")), self.get_client_ip(request)
        audit.record("people.sign_in_failed", by=user or "未知账号", target=user, ip=address)
        if attempts.failed(self._attempt):
            audit.record("people.locked_out", by=user or "未知账号", target=user, ip=address)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().post_login(request, user, **kwargs)
        attempts.remember(request, response, user)
        return response

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]


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
