"""The form of an upload: to which organisation, from which day, which file."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from core.office.spreadsheets.limits import MAX_FILE_BYTES
from organizations.kinds import PLACES
from organizations.models import Organization
from organizations.rosters.subject import Subject
from organizations.scoping import reach


def targets(user: Any, subject: Subject) -> QuerySet[Organization]:
    """Organisations that the user may import the subject to."""
    rows = Organization.objects.visible_to(user, subject.right).in_force(timezone.localdate())
    return rows.filter(kind__in=subject.roots or PLACES).order_by("path")


def first(user: Any, subject: Subject) -> Organization | None:
    """The topmost of them."""
    choices = targets(user, subject)
    return choices.filter(path__in=reach(user, subject.right)).first() or choices.first()


class UploadForm(forms.Form):
    organization = forms.ModelChoiceField(
        Organization.objects.none(), label="导入到", empty_label=None, help_text="只新建和修改这个组织及其下级的内容"
    )
    file = forms.FileField(
        label="名册",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
        help_text="Excel 或 CSV 文件，第一行可以是标题，末尾可以有合计",
        error_messages={"required": "请选择名册文件", "empty": "文件是空的，请检查后重新上传"},
    )
    since = forms.DateField(label="起始日期", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, user: Any, subject: Subject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = targets(user, subject)
        field = self.fields["organization"]
        field.queryset = choices  # type: ignore[attr-defined]
        field.initial = first(user, subject)
        if choices.count() == 1:
            field.widget = forms.HiddenInput()
        self._first_day = subject.first_day(timezone.localdate())
        self.fields["since"].label = subject.since
        self.fields["since"].initial = self._first_day
        self.fields["since"].help_text = "行里没有写明时，从这一天起"

    def clean_file(self) -> Any:
        uploaded = self.cleaned_data["file"]
        if uploaded.size > MAX_FILE_BYTES:
            raise forms.ValidationError("文件太大，最大40 MB，请分成几个文件")
        return uploaded

    def clean_since(self) -> Any:
        return self.cleaned_data["since"] or self._first_day
