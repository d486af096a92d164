"""Sign-in, and what a person says about their own data."""

from collections.abc import Sequence
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.utils.timezone import localtime

from people import attempts
from people.models import CorrectionRequest, User
from people.queries import account_of
from people.sessions import Open

REVEALABLE = {"resident_number": "公民身份号码", "phone": "联系电话", "address": "家庭住址"}


class SignInForm(LoginForm):
    """User name or phone. A phone becomes the account's user name at once, so that no session or log
    holds it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "用户名或手机号"
        self.fields["login"].widget.attrs = {
            "autocomplete": "username",
            "autofocus": True,
            "data-no-draft": True,
        }
        self.fields["password"].label = "密码"
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.fields.pop("remember", None)

    def user_credentials(self) -> dict[str, Any]:
        login = self.cleaned_data["login"]
        user = account_of(login)
        return {"username": user.username if user else login, "password": self.cleaned_data["password"]}


class ChangePassword(ChangePasswordForm):
    """Another one than now: a password that somebody else has set is known to two."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("password1") and cleaned["password1"] == cleaned.get("oldpassword"):
            self.add_error("password1", "新密码不能与现在的密码相同")
        return cleaned


class _OwnersForm(forms.Form):
    """What the owner alone says, with the password: whoever finds a browser open must not guess it here either."""

    password = forms.CharField(
        label="现在的密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "data-no-draft": True}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        attempts.begin_again(self.user)
        if not self.user.check_password(password):
            raise forms.ValidationError("密码不正确")
        attempts.again_succeeded(self.user)
        return password


class EmailForm(_OwnersForm):
    """Where letters of the portal go."""

    email = forms.EmailField(label="邮箱", required=False, help_text="留空表示不收邮件；账号有变动时会通知到这里")
    field_order = ("email", "password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["email"].initial = user.email


class SessionsForm(_OwnersForm):
    """Which of the other sessions to end."""

    OTHERS = "others"

    def __init__(self, *args: Any, user: User, others: Sequence[Open], **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        day = "%-m 月 %-d 日 %H:%M"
        self.fields["session"] = forms.ChoiceField(
            label="要退出的登录",
            widget=forms.RadioSelect,
            choices=[
                *((each.id, f"{each.device}，{localtime(each.begun_at).strftime(day)} 登录") for each in others),
                (self.OTHERS, "本机以外的全部登录"),
            ],
            error_messages={"invalid_choice": "这一登录已经退出，请重新选择"},
        )
        self.order_fields(("session", "password"))


class RevealForm(forms.Form):
    field = forms.ChoiceField(label="要查看的内容", choices=list(REVEALABLE.items()))
    reason = forms.CharField(
        label="查看原因", min_length=2, max_length=200, help_text="原因和查看人会记入操作日志", strip=True
    )


class CorrectionForm(forms.Form):
    field = forms.ChoiceField(label="哪一项有误", choices=CorrectionRequest.Field)
    proposed = forms.CharField(
        label="应该是",
        max_length=200,
        required=False,
        help_text="选“删除我的登记信息”的，不用填",
        widget=forms.TextInput(attrs={"data-no-draft": True, "autocomplete": "off"}),
    )
    reason = forms.CharField(
        label="说明", max_length=200, required=False, help_text="选“其他登记”的，写明是哪一条，例如“入党时间”"
    )


class _Counted:
    """A code of the second factor is counted in the database before it is looked at."""

    user: User

    def clean_code(self) -> str:
        attempts.begin_second_factor(self.user)
        code: str = super().clean_code()  # type: ignore[misc]
        attempts.use_code(self.user, code)
        attempts.second_factor_succeeded(self.user)
        return code


class SecondFactor(_Counted, AuthenticateForm):
    """At the sign-in."""


class SecondFactorAgain(_Counted, ReauthenticateForm):
    """Before something that needs it again."""
