"""Forms of chases (ASM-11)."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from assessments.chases.rules import ASKERS
from assessments.models import Chase
from core.chinese.dates import add_months, month_start
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.registers.forms import KEEP, EntryForm
from organizations.scoping import reach

MONTHS_BACK = 12
USUAL_DAYS = 7
"""What the form offers as the day of the answer; whoever asks sets it."""


class ChaseForm(EntryForm):
    """Of whom, about which number, what, until when."""

    month = forms.TypedChoiceField(label="月份", required=False, coerce=date.fromisoformat, empty_value=None)

    class Meta:
        model = Chase
        fields: ClassVar[Any] = ["kind", "indicator", "month", "text", "due_on"]
        widgets: ClassVar[Any] = {"text": forms.Textarea(attrs={"rows": 3, "maxlength": 300})}
        help_texts: ClassVar[Any] = {"due_on": "提示不填；催办到期没有答复的，列在双方首页"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        indicator: Any = self.fields["indicator"]
        indicator.empty_label = "不针对某项指标"
        self.fields["month"].choices = [("", "不针对某个月"), *_months(self.instance.month)]  # type: ignore[attr-defined]
        if self.instance.pk:
            return
        self.fields["due_on"].initial = timezone.localdate() + timedelta(days=USUAL_DAYS)
        choice: Any = self.fields["organization"]
        choice.label = "对象"
        below = choice.queryset.none()
        for each in Organization.objects.filter(path__in=reach(self.user, KEEP), kind__in=ASKERS):
            below |= choice.queryset.under(each).exclude(pk=each.pk)
        choice.queryset = below.order_by("path")
        choice.initial = None


def _months(kept: date | None) -> list[tuple[str, str]]:
    """The running month and those of the year before it, and the one that the row has."""
    running = month_start(timezone.localdate())
    months = {add_months(running, -step) for step in range(MONTHS_BACK + 1)} | ({kept} if kept else set())
    return [(f"{month:%Y-%m-%d}", f"{month.year}年{month.month}月") for month in sorted(months, reverse=True)]


class AnswerForm(EntryForm):
    answer = forms.CharField(
        label="答复",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "请写明办理情况"},
    )

    class Meta:
        model = Chase
        fields: ClassVar[Any] = []


class PassForm(EntryForm):
    """To which community, with which words, until when."""

    community = forms.ModelChoiceField(label="转给", queryset=Organization.objects.none(), empty_label="请选择")

    class Meta:
        model = Chase
        fields: ClassVar[Any] = ["text", "due_on"]
        widgets: ClassVar[Any] = {"text": forms.Textarea(attrs={"rows": 3, "maxlength": 300})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = Organization.objects.visible_to(self.user, KEEP).in_force(timezone.localdate())
        choice: Any = self.fields["community"]
        choice.queryset = below.under(self.instance.organization).filter(kind=Kind.COMMUNITY).order_by("path")
        self.order_fields(["community"])


class SeenForm(EntryForm):
    """Nothing to fill: that the answer was read."""

    class Meta:
        model = Chase
        fields: ClassVar[Any] = []


class ReturnForm(EntryForm):
    reason = forms.CharField(label="退回原因", max_length=120, error_messages={"required": "请写明退回的原因"})

    class Meta:
        model = Chase
        fields: ClassVar[Any] = ["due_on"]
