"""Forms of the answer to a request for transfer."""

from datetime import date
from typing import Any

from django import forms


class _Versioned(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class AcceptForm(_Versioned):
    """From which day the member is in the asking branch."""

    on = forms.DateField(label="转出日期", widget=forms.DateInput(attrs={"type": "date"}))
    confirm = forms.BooleanField(
        label="确认：从这一天起组织关系转到对方党支部",
        error_messages={"required": "请核对日期，勾选确认后再提交"},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today


class RefuseForm(_Versioned):
    reason = forms.CharField(label="原因", max_length=200, error_messages={"required": "请写明原因，对方会看到"})


class WithdrawForm(_Versioned):
    """A button; the version that its page showed."""
