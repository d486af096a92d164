"""Forms of vouchers, of help funds too, and of what is made public."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.office.scans import scan_of
from core.records.errors import RuleViolation
from organizations.registers.forms import EntryForm
from services.funds import rules
from services.funds.models import HELP, OWN, FundVoucher


def _choices(kinds: Any) -> list[tuple[str, str]]:
    return [("", "请选择"), *((str(each.value), str(each.label)) for each in kinds)]


class VoucherForm(EntryForm):
    """A voucher with its scan, before it is booked."""

    kind = forms.ChoiceField(label="类别", choices=_choices(OWN))
    scan = forms.FileField(
        label="凭证扫描件",
        required=False,
        widget=forms.FileInput,
        help_text="发票、收据或拨款通知，PDF、JPG、PNG或WebP",
    )

    field_order: tuple[str, ...] = (
        "organization",
        "kind",
        "happened_on",
        "amount",
        "purpose",
        "party",
        "number",
        "scan",
    )

    class Meta:
        model = FundVoucher
        fields: ClassVar[Any] = ["kind", "happened_on", "amount", "purpose", "party", "number", "scan"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)
        if self.instance.pk is None:
            self.fields["happened_on"].initial = timezone.localdate()

    def clean_scan(self) -> Any:
        """The stored one stays where none is sent."""
        sent = self.cleaned_data.get("scan")
        if not sent or sent == self.instance.scan:
            if not self.instance.scan:
                raise forms.ValidationError("请上传凭证扫描件")
            return self.instance.scan
        try:
            return scan_of(sent)
        except RuleViolation as refused:
            raise forms.ValidationError(refused.message) from refused


class GrantForm(VoucherForm):
    """A voucher of a help fund: a donation that came in, or help that was given."""

    fund = forms.ChoiceField(label="基金")
    kind = forms.ChoiceField(label="收入来源或救助需要", choices=_choices(HELP))

    field_order: tuple[str, ...] = (
        "organization", "fund", "kind", "happened_on", "amount", "persons", "purpose", "party", "number", "scan",
    )  # fmt: skip

    class Meta(VoucherForm.Meta):
        fields: ClassVar[Any] = [
            "fund", "kind", "happened_on", "amount", "persons", "purpose", "party", "number", "scan",
        ]  # fmt: skip
        help_texts: ClassVar[Any] = {
            "persons": "支出填写帮助了多少人，收入不填",
            "purpose": "不写受助人姓名",
            "party": "捐赠人或受助人，公开时不出现",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entered = self.instance if self.instance.pk else None
        place = entered.organization if entered else self.fields["organization"].initial
        names = rules.funds_of(place, entered.happened_on if entered else timezone.localdate())
        if entered and entered.fund not in names:
            names.append(entered.fund)
        self.fields["fund"].choices = [("", "请选择"), *((name, name) for name in names)]  # type: ignore[attr-defined]


class ApproveForm(EntryForm):
    class Meta:
        model = FundVoucher
        fields: ClassVar[Any] = []


class ReverseForm(EntryForm):
    reversed_because = forms.CharField(label="冲销原因", max_length=120)

    class Meta:
        model = FundVoucher
        fields: ClassVar[Any] = []


class PublishForm(forms.Form):
    """The first day of the period, and of which fund."""

    first = forms.DateField(widget=forms.HiddenInput)
    fund = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)


class WithdrawReportForm(forms.Form):
    reason = forms.CharField(label="撤回原因", max_length=120)
