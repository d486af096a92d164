"""Forms of scores, opinions and appraisals (ASM-06)."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from assessments.models import StreetAppraisal, StreetGrade, StreetOpinion, UnitAwardOpinion, UnitScore
from organizations.models import Unit, UnitPresence
from organizations.registers.forms import KEEP, EntryForm, LineForm


def _units(form: forms.BaseForm, user: Any, instance: Any) -> None:
    """Units of the communities that the user keeps; of one entry those of its community."""
    rows = UnitPresence.objects.visible_to(user, KEEP)
    if instance.pk:
        rows = rows.filter(organization=instance.organization)
    field: Any = form.fields["unit"]
    field.queryset = Unit.objects.filter(pk__in=rows.values("unit")).order_by("name", "pk")
    field.empty_label = "请选择"


class UnitScoreForm(EntryForm):
    """The numbers are counted; the community says its word."""

    class Meta:
        model = UnitScore
        fields: ClassVar[Any] = ["unit", "year", "comment"]
        widgets: ClassVar[Any] = {"comment": forms.Textarea(attrs={"rows": 3, "maxlength": 300})}
        help_texts: ClassVar[Any] = {"unit": "得分按共建协议到期事项的按期完成比例计算，没有签协议的为 0 分"}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if self.instance.pk:
            del self.fields["unit"], self.fields["year"]
            return
        _units(self, user, self.instance)
        self.fields["year"].initial = timezone.localdate().year


class ReportForm(EntryForm):
    reported_to = forms.CharField(label="主管单位", max_length=80, required=False)
    reported_on = forms.DateField(label="通报日期")

    class Meta:
        model = UnitScore
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reported_to"].initial = self.instance.unit.superior_unit
        self.fields["reported_on"].initial = timezone.localdate()


class UnreportForm(EntryForm):
    reason = forms.CharField(label="撤销原因", max_length=120)

    class Meta:
        model = UnitScore
        fields: ClassVar[Any] = []


class OpinionForm(EntryForm):
    class Meta:
        model = UnitAwardOpinion
        fields: ClassVar[Any] = ["unit", "title", "asked_by", "asked_on", "agrees", "opinion", "given_on"]
        widgets: ClassVar[Any] = {"opinion": forms.Textarea(attrs={"rows": 3, "maxlength": 300})}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        _units(self, user, self.instance)
        self.fields["asked_on"].initial = self.fields["given_on"].initial = timezone.localdate()


class AppraisalForm(EntryForm):
    class Meta:
        model = StreetAppraisal
        fields: ClassVar[Any] = ["year", "asked_on", "until"]
        help_texts: ClassVar[Any] = {
            "until": "街道所有驻区单位都会收到，联系人在手机上答复，没有账号的单位送纸质意见后登记"
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["year"].initial, self.fields["asked_on"].initial = today.year, today


class ConclusionForm(EntryForm):
    result = forms.CharField(label="考核结果", max_length=40)
    document = forms.CharField(label="文件名称和文号", max_length=120)
    concluded_on = forms.DateField(label="考核日期")

    class Meta:
        model = StreetAppraisal
        fields: ClassVar[Any] = []


class PaperAnswerForm(LineForm):
    """An answer that came on paper."""

    grade = forms.ChoiceField(label="评价", choices=StreetGrade.choices)
    text = forms.CharField(label="意见建议", required=False, max_length=300)
    answered_on = forms.DateField(label="答复日期")

    class Meta:
        model = StreetOpinion
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_on"].initial = timezone.localdate()


class UnanswerForm(LineForm):
    reason = forms.CharField(label="撤销原因", max_length=120)

    class Meta:
        model = StreetOpinion
        fields: ClassVar[Any] = []


class OwnAnswerForm(forms.Form):
    """The answer by the unit's contact, on the phone."""

    grade = forms.ChoiceField(label="对街道党建工作的评价", choices=StreetGrade.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="意见建议", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 4, "maxlength": 300})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
