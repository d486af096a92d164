"""Forms of the assessments room."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from assessments.models import BALLOT_COUNTS, SatisfactionCount, SchemeItem
from core.chinese.dates import month_start
from core.records.errors import RuleViolation
from core.records.versions import VersionedFormMixin
from organizations.tree.effective import check_not_ahead

LONGEST = 36
"""Months that one look takes in: three years side by side."""


class MonthInput(forms.DateInput):
    """A month of the browser's calendar; typed ``2026-06`` where it offers none."""

    input_type = "month"
    template_name = "django/forms/widgets/input.html"


class MonthField(forms.DateField):
    """A month, as its first day."""

    widget = MonthInput(format="%Y-%m", attrs={"placeholder": "2026-06"})
    input_formats = ["%Y-%m"]
    default_error_messages = {"invalid": "请填写月份，如 2026-06", "required": "请填写月份，如 2026-06"}


class MonthsForm(forms.Form):
    """Months from ``from`` to ``to`` (first days), both included, none ahead of today's."""

    to = MonthField(label="到")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"from": MonthField(label="从"), **self.fields}

    def clean_from(self) -> date:
        return self._reached("from")

    def clean_to(self) -> date:
        return self._reached("to")

    def _reached(self, name: str) -> date:
        month: date = self.cleaned_data[name]
        if month > month_start(timezone.localdate()):
            raise forms.ValidationError("还没有到这个月，请填写本月或之前的月份")
        return month

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("from"), data.get("to")
        if first and last:
            if last < first:
                self.add_error("to", "止月不能早于起月")
            elif (last.year - first.year) * 12 + last.month - first.month >= LONGEST:
                self.add_error("to", f"一次最多看 {LONGEST} 个月，请缩短范围")
        return data

    @property
    def months(self) -> tuple[date, date] | None:
        """What was chosen; None when it does not hold."""
        return (self.cleaned_data["from"], self.cleaned_data["to"]) if self.is_bound and self.is_valid() else None


class WhatIfForm(forms.Form):
    """A number that an item might have; asked by address, writes nothing."""

    value = forms.DecimalField(
        label="假如数值是", max_digits=10, decimal_places=2, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )


class CircularForm(forms.Form):
    """``quarters``: those that can be told now."""

    quarter = forms.TypedChoiceField(label="季度", coerce=int)
    number = forms.CharField(label="文号", max_length=60, error_messages={"required": "请填写文号"})
    on = forms.DateField(label="印发日期")

    def __init__(self, *args: Any, quarters: list[int], today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": today}
        super().__init__(*args, **kwargs)
        self.fields["quarter"].choices = [(each, f"第{each}季度") for each in quarters]  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        """Told at its field also where no quarter can be chosen yet."""
        try:
            check_not_ahead(self.cleaned_data["on"], today=timezone.localdate(), label="印发日期")
        except RuleViolation as violation:
            raise forms.ValidationError(violation.message) from None
        on: date = self.cleaned_data["on"]
        return on


class ReopenForm(forms.Form):
    document = forms.CharField(
        label="文件名称和文号", max_length=120, error_messages={"required": "请填写批准重开的文件名称和文号"}
    )
    reason = forms.CharField(label="重开原因", max_length=200, error_messages={"required": "请写明重开的原因"})
    until = forms.DateField(label="重开至")


class WithdrawForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label="撤回原因", max_length=200, error_messages={"required": "请写明撤回的原因"})


class StepForm(forms.Form):
    """One step of the cycle, with the version that the page showed and the text that some steps need."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(label="说明", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class JudgeForm(forms.Form):
    points = forms.DecimalField(label="得分", max_digits=6, decimal_places=2)
    reason = forms.CharField(label="理由", max_length=200, error_messages={"required": "请写明打分理由"})


class VetoForm(JudgeForm):
    """A reviewer's word on a veto: it stands, or it does not."""

    points = forms.TypedChoiceField(  # type: ignore[assignment]
        label="认定", coerce=Decimal, choices=[("0", "不成立"), ("1", "成立，一票否决")]
    )


class InapplicableForm(forms.Form):
    reason = forms.CharField(label="理由", max_length=200, error_messages={"required": "声明不适用时必须写明理由"})


class ObjectionForm(forms.Form):
    """``items``: those of the result, any one of which may be named."""

    about = forms.TypedChoiceField(label="针对哪一项", required=False, coerce=int, empty_value=None)
    text = forms.CharField(
        label="异议内容",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明异议内容"},
    )

    def __init__(self, *args: Any, items: Sequence[SchemeItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._items = {item.pk: item for item in items}
        choices = [("", "整个结果"), *((item.pk, item.title) for item in items)]
        self.fields["about"].choices = choices  # type: ignore[attr-defined]

    @property
    def item(self) -> SchemeItem | None:
        """The item that was named, of a valid form."""
        return self._items.get(self.cleaned_data["about"])


class BallotForm(forms.ModelForm[SatisfactionCount]):
    class Meta:
        model = SatisfactionCount
        fields = BALLOT_COUNTS

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self) -> None:
        """The action checks the row as a whole (constraints need the community and the year)."""


class BallotCorrectionForm(VersionedFormMixin, BallotForm):
    """Counts as they stand, to be put right, and why."""

    reason = forms.CharField(label="更正原因", max_length=200, error_messages={"required": "请写明更正原因"})
