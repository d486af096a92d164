"""Forms of a handover and of acting for an officer on leave."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from organizations.forms import DatedForm, PersonFieldsMixin
from organizations.handing import queries
from organizations.handing.models import Acting
from organizations.models import Post
from people.models import Person


class HandoverForm(forms.Form):
    """To whom, what of the person's own, and a note; ``seen``: what the page listed."""

    successor = forms.ModelChoiceField(label="接任人", queryset=Person.objects.none(), empty_label="请选择")
    note = forms.CharField(label="移交说明", max_length=300, required=False, widget=forms.Textarea({"rows": 3}))
    things = forms.MultipleChoiceField(label="移交接任人的事项", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, post: Post, groups: Sequence[queries.Group], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = queries.successors(post, today)
        self.fields["successor"].queryset = offered  # type: ignore[attr-defined]
        self.fields["successor"].initial = queries.follower(post, today)
        self.fields["seen"].initial = queries.fingerprint(groups)
        self.groups = groups

    def clean_things(self) -> list[str]:
        return list(self.cleaned_data["things"])

    @property
    def lists(self) -> list[tuple[queries.Group, list[tuple[str, Any, bool]]]]:
        """Groups with their things: value, thing, whether its box is ticked."""
        chosen = set(self.data.getlist(self.add_prefix("things"))) if self.is_bound else None  # type: ignore[attr-defined]
        return [
            (
                group,
                [(key, thing, group.handing.ticked if chosen is None else key in chosen) for key, thing in group.boxes],
            )
            for group in self.groups
        ]


class SignForm(forms.Form):
    """The list that was shown; why, where somebody signs for another."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label="代签原因", max_length=120, required=False)

    def __init__(self, *args: Any, version: int, for_another: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version
        if not for_another:
            self.fields["reason"].widget = forms.HiddenInput()


class ActingForm(PersonFieldsMixin):
    """Who acts, from when to when, and why."""

    since = forms.DateField(label="代理开始日期")
    until = forms.DateField(label="代理结束日期", help_text="这一天仍由代理人办理，次日权限自动结束")
    reason = forms.ChoiceField(label="代理原因", choices=Acting.Reason.choices)

    field_order = ("person_name", "person", "since", "until", "reason", "register_new", "phone")

    def __init__(self, *args: Any, user: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.find_persons(user)
        self.fields["since"].initial = today


class EndActingForm(DatedForm):
    """From when the holder of the post is back."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, acting: Acting, **kwargs: Any) -> None:
        super().__init__(*args, label="任职人恢复履职日期", **kwargs)
        self.fields["version"].initial = acting.version
        del self.fields["reason"]
