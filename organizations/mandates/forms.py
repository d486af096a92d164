"""Forms of records of duty and of the time that units guarantee."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from organizations.mandates.rules import BY_UNIT, SEATS
from organizations.models import MandateTime, MandateWork, Organization, Participation, Post, Unit
from organizations.registers.forms import KEEP, EntryForm
from people.models import Person

_CONTENT = {"content": forms.Textarea(attrs={"rows": 3, "maxlength": 500})}


def _members(user: Any, positions: tuple[str, ...]) -> Any:
    """Persons with such a mandate, now or before, in the big committees that the user keeps."""
    posts = Post.objects.visible_to(user, KEEP).filter(position__in=positions, organization__kind="big_committee")
    return Person.objects.filter(pk__in=posts.values("person")).order_by("pinyin", "pk")


class WorkForm(EntryForm):
    person = forms.ModelChoiceField(label="成员", queryset=Person.objects.none(), empty_label="请选择")

    field_order = ("organization", "person", "done_on", "kind", "content", "hours", "unit_time")

    class Meta:
        model = MandateWork
        fields: ClassVar[Any] = ["person", "done_on", "kind", "content", "hours", "unit_time"]
        widgets: ClassVar[Any] = _CONTENT

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.order_fields(self.field_order)
        self.fields["person"].queryset = _members(user, SEATS)  # type: ignore[attr-defined]
        if self.instance.pk is None:
            self.fields["done_on"].initial = timezone.localdate()


class OwnWorkForm(forms.ModelForm[MandateWork]):
    """A member's own record; ``seats``: the big committees where the mandate is."""

    organization = forms.ModelChoiceField(label="大党委", queryset=Organization.objects.none(), empty_label=None)

    field_order = ("organization", "done_on", "kind", "content", "hours", "unit_time")

    class Meta:
        model = MandateWork
        fields: ClassVar[Any] = ["done_on", "kind", "content", "hours", "unit_time"]
        widgets: ClassVar[Any] = _CONTENT

    def __init__(self, *args: Any, seats: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = seats  # type: ignore[attr-defined]
        self.fields["done_on"].initial = timezone.localdate()

    def _post_clean(self) -> None:
        """The action checks the row as a whole."""


class TakeBackForm(EntryForm):
    reason = forms.CharField(label="撤销原因", max_length=120)

    class Meta:
        model = MandateWork
        fields: ClassVar[Any] = []


class ConfirmForm(EntryForm):
    class Meta:
        model = MandateWork
        fields: ClassVar[Any] = []


class TimeForm(EntryForm):
    """What a unit guarantees; units that take part in the big committees that the user keeps."""

    person = forms.ModelChoiceField(label="成员", queryset=Person.objects.none(), empty_label="请选择")
    unit = forms.ModelChoiceField(label="单位", queryset=Unit.objects.none(), empty_label="请选择")

    field_order = ("organization", "person", "unit", "year", "hours", "signed_on", "signed_by")

    class Meta:
        model = MandateTime
        fields: ClassVar[Any] = ["person", "unit", "year", "hours", "signed_on", "signed_by"]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.order_fields(self.field_order)
        there = Participation.objects.visible_to(user, KEEP)
        self.fields["person"].queryset = _members(user, BY_UNIT)  # type: ignore[attr-defined]
        self.fields["unit"].queryset = Unit.objects.filter(  # type: ignore[attr-defined]
            pk__in=there.values("unit")
        ).order_by("name", "pk")
        if self.instance.pk is None:
            today = timezone.localdate()
            self.fields["year"].initial, self.fields["signed_on"].initial = today.year, today
