"""Forms of transfers: the answer to a request, and the letters."""

from datetime import date
from typing import Any

from django import forms

from members.forms_entering import MemberForm
from members.queries import communities_open_for_registration
from organizations.models import Organization


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


class LetterForm(_Versioned):
    """A letter for one member: to a community of the portal, or to somebody elsewhere."""

    to = forms.ModelChoiceField(
        Organization.objects.none(), label="转往社区", required=False, empty_label="不在本系统，填写下一项"
    )
    elsewhere = forms.CharField(
        label="外地或系统外党组织", max_length=80, required=False, help_text="转往本系统以外时填写全称"
    )
    cross_province = forms.BooleanField(label="跨省、自治区、直辖市", required=False)
    issued_on = forms.DateField(label="开具日期")
    valid_until = forms.DateField(label="有效期至", required=False, help_text="不填按规定的最长期限")
    fees_paid_until = forms.DateField(label="党费交至", required=False)

    field_order = ["to", "elsewhere", "cross_province", "issued_on", "valid_until", "fees_paid_until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = communities_open_for_registration()  # type: ignore[attr-defined]


class TakeInForm(_Versioned):
    """The community takes a member in whose letter came through the portal."""

    branch = forms.ModelChoiceField(Organization.objects.none(), label="接收党支部", empty_label=None)
    on = forms.DateField(label="接收日期", help_text="从这一天起组织关系在这里")

    def __init__(self, *args: Any, branches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["branch"].queryset = branches  # type: ignore[attr-defined]


class ReceiptForm(_Versioned):
    """The paper receipt that came back."""

    on = forms.DateField(label="对方接收日期", help_text="照回执填写；从这一天起不再是这里的党员")
    receipt_on = forms.DateField(label="收到回执日期")


class SentForm(_Versioned):
    """The receipt that was sent."""

    receipt_on = forms.DateField(label="寄出日期")


class ReasonForm(_Versioned):
    reason = forms.CharField(label="原因", max_length=200, error_messages={"required": "请写明原因"})


class ArrivalForm(MemberForm):
    """A member who comes with a letter from outside the portal."""

    number = forms.CharField(label="介绍信编号", max_length=40)
    elsewhere = forms.CharField(label="开出的党组织", max_length=80)
    issued_on = forms.DateField(label="开具日期")
    valid_until = forms.DateField(label="有效期至")
    on = forms.DateField(label="接收日期", help_text="从这一天起组织关系在这里")
    since = None  # type: ignore[assignment]
    day = "on"

    field_order = ["number", "elsewhere", "issued_on", "valid_until", "on", *(MemberForm.field_order or [])]
