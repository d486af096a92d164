"""Forms of the assessments room."""

from typing import Any

from django import forms

from assessments.models import SatisfactionCount


class StepForm(forms.Form):
    """One step of the cycle, with the version that the page showed and the text that some steps need."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(label="说明", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class JudgeForm(forms.Form):
    points = forms.DecimalField(label="得分", max_digits=6, decimal_places=2)
    reason = forms.CharField(label="理由", max_length=200, error_messages={"required": "请写明打分理由"})


class InapplicableForm(forms.Form):
    reason = forms.CharField(label="理由", max_length=200, error_messages={"required": "声明不适用时必须写明理由"})


class ObjectionForm(forms.Form):
    text = forms.CharField(
        label="异议内容",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明异议内容"},
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(label="答复", max_length=300, error_messages={"required": "请填写答复"})
    upheld = forms.BooleanField(label="异议成立，退回复核", required=False)


class BallotForm(forms.ModelForm[SatisfactionCount]):
    class Meta:
        model = SatisfactionCount
        fields = ["voters", "issued", "returned", "satisfied", "fairly", "unsatisfied", "invalid"]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self) -> None:
        """The action checks the row as a whole (constraints need the community and the year)."""
