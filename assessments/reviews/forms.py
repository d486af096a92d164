"""Forms of two-way reviews (ASM-07)."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from assessments.commendations import officers_at
from assessments.models import ReviewCount, ReviewRequirement, TwoWayReview
from assessments.reviews.rules import grades_of
from organizations.registers.forms import EntryForm, LineForm
from people.models import Person


class ReviewForm(EntryForm):
    person = forms.ModelChoiceField(label="述职人", queryset=Person.objects.none(), empty_label="请选择")

    class Meta:
        model = TwoWayReview
        fields: ClassVar[Any] = ["person", "year", "content"]
        widgets: ClassVar[Any] = {"content": forms.Textarea(attrs={"rows": 12, "maxlength": 6000})}
        help_texts: ClassVar[Any] = {"content": "公开展示以后人人能看到，不写个人的证件号、电话和住址"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["person"], self.fields["year"]
            return
        today = timezone.localdate()
        communities = self.fields["organization"].queryset  # type: ignore[attr-defined]
        self.fields["person"].queryset = officers_at(communities, on=today)  # type: ignore[attr-defined]
        self.fields["year"].initial = today.year


class BareForm(EntryForm):
    """A step that asks nothing."""

    class Meta:
        model = TwoWayReview
        fields: ClassVar[Any] = []


class RequirementForm(LineForm):
    class Meta:
        model = ReviewRequirement
        fields: ClassVar[Any] = ["how"]
        widgets: ClassVar[Any] = {"how": forms.Textarea(attrs={"rows": 3, "maxlength": 500})}


class SuperiorForm(EntryForm):
    superior_grade = forms.ChoiceField(label="上级评议等次")
    superior_opinion = forms.CharField(
        label="上级评议意见", max_length=500, widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500})
    )
    superior_on = forms.DateField(label="上级评议日期")

    class Meta:
        model = TwoWayReview
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        words = grades_of(self.instance.organization, today)
        self.fields["superior_grade"].choices = [("", "请选择"), *((each, each) for each in words)]  # type: ignore[attr-defined]
        self.fields["superior_on"].initial = today


class CountForm(LineForm):
    """Papers of one side, a number for each grade."""

    class Meta:
        model = ReviewCount
        fields: ClassVar[Any] = ["side", "held_on", "place", "issued", "returned", "invalid"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        line = self.instance if self.instance.pk else None
        self.grades = list(line.grades) if line else grades_of(self.entry.organization, today)
        for number, grade in enumerate(self.grades):
            given = line.counts[number] if line else None
            self.fields[f"grade_{number}"] = forms.IntegerField(label=f"{grade}（票）", min_value=0, initial=given)
        if line is None:
            self.fields["held_on"].initial = today

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            counts = [data.pop(f"grade_{number}") for number in range(len(self.grades))]
            data |= {"grades": self.grades, "counts": counts}
        return data


class ConclusionForm(EntryForm):
    follow_up = forms.CharField(
        label="整改措施", max_length=1000, widget=forms.Textarea(attrs={"rows": 4, "maxlength": 1000})
    )
    concluded_on = forms.DateField(label="办结日期")

    class Meta:
        model = TwoWayReview
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["concluded_on"].initial = timezone.localdate()
