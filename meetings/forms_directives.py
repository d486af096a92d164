"""Forms of set topics, papers, officers of the superior and the year's plan (MTG-15)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from core.chinese.dates import chinese_date
from core.records.versions import VersionedFormMixin
from meetings.forms import HostField
from meetings.models import SetTopic
from organizations.models import Organization
from people.models import Person

PAPERS = {"accept": ".pdf,.docx,.xlsx,.pptx,image/jpeg,image/png,image/webp"}


def paper_field(label: str = "附件", *, required: bool = False) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=required,
        widget=forms.FileInput(attrs={"aria-label": label, **PAPERS}),
        help_text="PDF、照片或Word、Excel、PowerPoint文件，不超过12MB",
    )


class TopicForm(forms.ModelForm[SetTopic]):
    """A topic to hand down: from whom, for which month."""

    organization = forms.ModelChoiceField(label="下发组织", queryset=Organization.objects.none(), empty_label=None)
    month = forms.TypedChoiceField(label="月份", coerce=date.fromisoformat)
    file = paper_field()

    class Meta:
        model = SetTopic
        fields = ["title", "content"]
        widgets = {"content": forms.Textarea(attrs={"rows": 5})}

    field_order = ("organization", "month", "title", "content", "file")

    def __init__(self, *args: Any, issuers: Any, months: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = issuers  # type: ignore[attr-defined]
        self.fields["organization"].initial = issuers.first()
        self.fields["month"].choices = [(each.isoformat(), chinese_date(each, "month")) for each in months]  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """What the columns promise is asked by the action."""


class CorrectTopicForm(VersionedFormMixin, forms.ModelForm[SetTopic]):
    class Meta:
        model = SetTopic
        fields = ["title", "content"]
        widgets = {"content": forms.Textarea(attrs={"rows": 5})}


class PaperForm(forms.Form):
    file = paper_field("文件", required=True)
    title = forms.CharField(label="附件名称", max_length=80, required=False, help_text="不填就用文件名")


class SuperiorForm(forms.Form):
    person = HostField(label="到会领导", queryset=Person.objects.none(), empty_label="请选择")
    guidance = forms.CharField(
        label="指导意见", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
