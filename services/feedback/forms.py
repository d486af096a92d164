"""Forms of feedback cards: a round, what the community says of a unit, the unit's return."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from organizations.registers.forms import EntryForm, LineForm
from services.feedback import rules
from services.feedback.models import FeedbackCard, FeedbackRound, period_words

USES = ("for_awards", "for_appraisal", "for_promotion")


class RoundForm(EntryForm):
    """Which period; the cards are made of the records."""

    period = forms.ChoiceField(label="期次", help_text="季末前十天起可以发；每个单位一张，内容取自记录")

    field_order = ("organization", "period", "note")

    class Meta:
        model = FeedbackRound
        fields: ClassVar[Any] = ["note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["period"]
            return
        periods = rules.open_periods(self.fields["organization"].initial, timezone.localdate())
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            (f"{each.starts_on}/{each.ends_on}", period_words(each)) for each in periods
        ]


class CardForm(LineForm):
    class Meta:
        model = FeedbackCard
        fields: ClassVar[Any] = ["comment"]


class ReturnForm(LineForm):
    """The return as it came on paper."""

    returned_on = forms.DateField(label="回执日期")
    for_awards = forms.BooleanField(label="用于评先评优", required=False)
    for_appraisal = forms.BooleanField(label="用于年度考核", required=False)
    for_promotion = forms.BooleanField(label="用于提拔使用", required=False)
    answer = forms.CharField(label="单位意见", required=False, max_length=200)

    class Meta:
        model = FeedbackCard
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["returned_on"].initial = timezone.localdate()


class UnreturnForm(LineForm):
    reason = forms.CharField(label="撤销原因", max_length=120)

    class Meta:
        model = FeedbackCard
        fields: ClassVar[Any] = []


class OwnReturnForm(forms.Form):
    """The return by the unit's contact, on the phone."""

    for_awards = forms.BooleanField(label="用于评先评优", required=False)
    for_appraisal = forms.BooleanField(label="用于年度考核", required=False)
    for_promotion = forms.BooleanField(label="用于提拔使用", required=False)
    answer = forms.CharField(label="单位意见", required=False, max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)
