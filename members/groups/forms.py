"""Forms of Party groups."""

from typing import Any

from django import forms

from members.groups.queries import Line
from organizations.models import Organization


class BranchForm(forms.Form):
    """Of which branch; the first of the user's reach without a choice."""

    branch = forms.ModelChoiceField(Organization.objects.none(), label="党支部", required=False, empty_label=None)

    def __init__(self, *args: Any, branches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["branch"].queryset = branches  # type: ignore[attr-defined]

    def chosen(self) -> Organization | None:
        found: Organization | None = self.cleaned_data.get("branch") if self.is_valid() else None
        return found


class GroupsForm(forms.Form):
    """Several members of a branch into one of its groups, or into none."""

    persons = forms.TypedMultipleChoiceField(coerce=int, error_messages={"required": "请先勾选党员"})
    group = forms.ModelChoiceField(
        Organization.objects.none(), label="编入", required=False, empty_label="不编入党小组"
    )
    on = forms.DateField(label="编组日期")
    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, *args: Any, lines: list[Line], groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["persons"].choices = [(line.person_id, line.name) for line in lines]  # type: ignore[attr-defined]
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]
