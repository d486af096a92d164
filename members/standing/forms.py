"""Forms of a member's standing."""

from typing import Any

from django import forms

from members.standing.actions import ENDS
from members.standing.models import StandingSpell


class BeginForm(forms.Form):
    """Something begins; of a sanction only its document is kept."""

    kind = forms.ChoiceField(label="事项", choices=StandingSpell.Kind)
    since = forms.DateField(label="起始日期", help_text="处分文件填文件日期")
    document = forms.CharField(label="文件字号", max_length=60, required=False, help_text="停止党籍、处分必填")
    note = forms.CharField(label="说明", max_length=200, required=False)


class EndForm(forms.Form):
    """How it ends, and on which day."""

    end = forms.ChoiceField(label="结束方式")
    on = forms.DateField(label="日期")
    document = forms.CharField(label="文件字号", max_length=60, required=False, help_text="恢复党籍、除名必填")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(StandingSpell.End.choices)
        self.fields["end"].choices = [(end, labels[end]) for end in ENDS[kind]]  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    on = forms.DateField(label="联系日期")
    version = forms.IntegerField(widget=forms.HiddenInput)
