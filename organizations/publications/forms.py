"""Forms of publications: the entry, where it hung, objections and their answers."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.chinese.calendar import load
from core.office.images import photograph
from core.records.errors import RuleViolation
from core.web.forms import TitleField
from organizations.models import Publication, PublicationObjection, PublicationPlace
from organizations.registers.forms import EntryForm, LineForm

_WORDS = {"rows": 6, "maxlength": 5000}


class PublicationForm(EntryForm):
    """A publication before it begins; one of a record (an evaluation, an agreement) is made by the record's step."""

    title = TitleField(label="标题", max_length=120)
    contact = forms.CharField(
        label="受理电话和地点", max_length=80, help_text="群众提异议找谁：办公电话和地点，不填个人手机号码"
    )

    class Meta:
        model = Publication
        fields: ClassVar[Any] = ["kind", "title", "content", "contact", "starts_on", "working_days"]
        widgets: ClassVar[Any] = {"content": forms.Textarea(attrs=_WORDS)}
        help_texts: ClassVar[Any] = {
            "content": "依法不公布姓名的事项，只写人数、条件和结果",
            "working_days": "开始当天不算",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            today = timezone.localdate()
            self.fields["starts_on"].initial = load(today, today).following(today)
            self.fields["working_days"].initial = 5


class LongerForm(EntryForm):
    reason = forms.CharField(label="延长原因", max_length=120)

    class Meta:
        model = Publication
        fields: ClassVar[Any] = ["working_days"]


class ConclusionForm(EntryForm):
    conclusion = forms.CharField(label="结果说明", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    class Meta:
        model = Publication
        fields: ClassVar[Any] = []


class ReopeningForm(EntryForm):
    reason = forms.CharField(label="撤销原因", max_length=120)

    class Meta:
        model = Publication
        fields: ClassVar[Any] = []


class PlaceForm(LineForm):
    photo = forms.FileField(
        label="照片", required=False, widget=forms.FileInput, help_text="JPG、PNG或WebP，保存时自动缩小"
    )

    class Meta:
        model = PublicationPlace
        fields: ClassVar[Any] = ["place", "posted_on", "photo"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["posted_on"].initial = timezone.localdate()

    def clean_photo(self) -> Any:
        """Shrunk and written anew; the stored one stays where none is sent."""
        sent = self.cleaned_data.get("photo")
        if not sent or sent == self.instance.photo:
            return self.instance.photo
        try:
            return photograph(sent)
        except RuleViolation as refused:
            raise forms.ValidationError(refused.message) from refused


class ObjectionForm(LineForm):
    class Meta:
        model = PublicationObjection
        fields: ClassVar[Any] = ["channel", "name", "raised_on", "text"]
        widgets: ClassVar[Any] = {"text": forms.Textarea(attrs={"rows": 3, "maxlength": 500})}
        help_texts: ClassVar[Any] = {"name": "书面和来访的必填，只有受理组织看得到"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channels = self.fields["channel"]
        portal = PublicationObjection.Channel.PORTAL
        channels.choices = [each for each in channels.choices if each[0] != portal]  # type: ignore[attr-defined]
        if self.instance.pk is None:
            self.fields["raised_on"].initial = timezone.localdate()


class ObjectionAnswerForm(LineForm):
    answer = forms.CharField(label="答复", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    upheld = forms.BooleanField(label="异议成立", required=False)

    class Meta:
        model = PublicationObjection
        fields: ClassVar[Any] = []


class ObjectionUnansweredForm(LineForm):
    reason = forms.CharField(label="撤销原因", max_length=120)

    class Meta:
        model = PublicationObjection
        fields: ClassVar[Any] = []
