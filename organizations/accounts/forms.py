"""Forms of what two officers do about an account."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from organizations.models import AccountRequest


class DecideForm(forms.Form):
    """The request as it was shown; a password request is confirmed with the password for one use."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    password = forms.CharField(
        label="一次性密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "data-no-draft": True}),
        help_text="当面交给本人，本人登录后立即更换",
    )

    def __init__(self, *args: Any, request: AccountRequest, step: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = request.version
        self.user = request.user
        if step != "confirm" or request.kind != AccountRequest.Kind.PASSWORD:
            del self.fields["password"]

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        try:
            validate_password(password, self.user)
        except ValidationError as error:
            raise forms.ValidationError(error.messages) from error
        return password
