"""Forms of units' lists: the member's word, and a reason for who is struck."""

from typing import Any

from django import forms

from members.models import DualRegistration


class AcceptForm(forms.ModelForm[DualRegistration]):
    """What the member adds to what the unit has said; all of it is filled in."""

    class Meta:
        model = DualRegistration
        fields = ["choice", "pledge", "service", "specialty"]
        widgets = {
            "choice": forms.RadioSelect,
            "service": forms.RadioSelect,
            "pledge": forms.TextInput(attrs={"maxlength": 200}),
        }
        labels = {"specialty": "专长（选填）", "pledge": "承诺事项"}
        help_texts = {"pledge": "选择“定向承诺”时填写，如：每月辅导一次功课"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("choice", "service"):
            field: Any = self.fields[name]
            field.choices = [choice for choice in field.choices if choice[0]]


class ReasonForm(forms.Form):
    """Why a name goes off the list."""

    reason = forms.CharField(label="原因", max_length=200, error_messages={"required": "请写明原因，对方会看到"})
