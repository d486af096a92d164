"""Forms of merging."""

from typing import Any

from django import forms

from organizations.models import Organization
from people.models import Person


class CommunityForm(forms.Form):
    """Of which community; the first of the user's reach without a choice."""

    community = forms.ModelChoiceField(Organization.objects.none(), label="社区", required=False, empty_label=None)

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]

    def chosen(self) -> Organization | None:
        found: Organization | None = self.cleaned_data.get("community") if self.is_valid() else None
        return found


class MergeForm(forms.Form):
    """Which record stays, and how one knows that both are one person."""

    kept = forms.TypedChoiceField(label="保留哪一份", coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="依据",
        max_length=200,
        help_text="如：已与本人核对",
        error_messages={"required": "请写明确认是同一人的依据"},
    )
    confirm = forms.BooleanField(
        label="确认是同一人：另一份的任职、报到、服务等记录并入保留的一份",
        error_messages={"required": "请核对两份记录，勾选确认后再合并"},
    )
    first_version = forms.IntegerField(widget=forms.HiddenInput)
    second_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, first: Person, second: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.second = first, second
        self.fields["kept"].choices = [(first.pk, "第一份"), (second.pk, "第二份")]  # type: ignore[attr-defined]
        self.fields["first_version"].initial, self.fields["second_version"].initial = first.version, second.version

    def who(self) -> tuple[Person, Person, tuple[int, int]]:
        """(kept, gone, their versions as they were shown)."""
        data = self.cleaned_data
        shown = (data["first_version"], data["second_version"])
        if data["kept"] == self.first.pk:
            return self.first, self.second, shown
        return self.second, self.first, shown[::-1]
