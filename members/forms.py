"""Forms of the members room: they read and check; rules and actions decide."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from core.chinese.attributes import Education, Sex
from core.office.scans import scan_of
from core.records.errors import RuleViolation
from core.web.forms import plausible_days
from members.models import DualRegistration, Membership
from members.queries import RegisterFilter, communities_open_for_registration
from members.rules import DECISIONS, REGISTRATION
from organizations.models import Organization

ANY = ("", "全部")


def not_ahead(day: date | None) -> date | None:
    """The day of a list or a statistic: what lies ahead is not known yet. Raises ValidationError."""
    if day is not None and day > timezone.localdate():
        raise forms.ValidationError("截至日期不能晚于今天")
    return day


class RegisterFilterForm(forms.Form):
    """The register's filter, also what a number of the statistics links to. Unknown values are ignored, not errors."""

    q = forms.CharField(label="姓名", required=False, max_length=40)
    organization = forms.ModelChoiceField(Organization.objects.none(), label="组织", required=False)
    branch = forms.IntegerField(required=False, widget=forms.HiddenInput)
    as_of = forms.DateField(label="截至", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    sex = forms.ChoiceField(label="性别", required=False, choices=[ANY, *Sex.choices])
    status = forms.ChoiceField(label="党员类别", required=False, choices=[ANY, *Membership.Status.choices])
    member_class = forms.ChoiceField(
        label="管理类型",
        required=False,
        choices=[ANY, *((value, label) for value, label in Membership.MemberClass.choices if value)],
    )
    age_from = forms.IntegerField(label="年龄从", required=False, min_value=0, max_value=150)
    age_to = forms.IntegerField(label="年龄到", required=False, min_value=0, max_value=150)
    education = forms.CharField(required=False, widget=forms.HiddenInput)
    ethnicity = forms.CharField(required=False, widget=forms.HiddenInput, max_length=12)
    unknown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, organizations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]
        self.fields["organization"].empty_label = "我能看到的全部"  # type: ignore[attr-defined]

    def clean_as_of(self) -> date | None:
        return not_ahead(self.cleaned_data["as_of"])

    def chosen(self) -> RegisterFilter:
        """The filter; fields with an error count as not given (the form shows the error beside the list)."""
        plausible_days(self).is_valid()
        data = self.cleaned_data
        unknown = tuple(part for part in (data.get("unknown") or "").split(",") if part)
        return RegisterFilter(
            organization=data.get("organization"),
            as_of=data.get("as_of"),
            text=(data.get("q") or "").strip(),
            sex=data.get("sex") or None,
            age_from=data.get("age_from"),
            age_to=data.get("age_to"),
            education=tuple(part for part in (data.get("education") or "").split(",") if part in Education.values),
            status=data.get("status") or None,
            member_class="" if "member_class" in unknown else (data.get("member_class") or None),
            ethnicity=data.get("ethnicity") or None,
            branch=data.get("branch"),
            unknown=unknown,
        )


class RegistrationForm(forms.ModelForm[DualRegistration]):
    """A member registers from a phone: at most eight inputs, most of them already filled in."""

    community = forms.ModelChoiceField(
        Organization.objects.none(),
        label="社区",
        empty_label="请选择社区",
        error_messages={"required": "请选择要报到的社区"},
    )

    class Meta:
        model = DualRegistration
        fields = ["side", "unit_name", "choice", "pledge", "service", "specialty"]
        widgets = {
            "side": forms.RadioSelect,
            "choice": forms.RadioSelect,
            "service": forms.RadioSelect,
            "pledge": forms.TextInput(attrs={"maxlength": 200}),
        }
        labels = {"unit_name": "工作单位", "specialty": "专长（选填）", "pledge": "承诺事项"}
        help_texts = {
            "unit_name": "到工作地社区报到必填",
            "pledge": "选择“定向承诺”时填写，如：每月辅导一次功课",
            "specialty": "社区派活时参考，如：维修、法律、书法",
        }

    field_order = ["side", "community", "unit_name", "choice", "pledge", "service", "specialty"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        community = self.fields["community"]
        community.queryset = communities_open_for_registration()  # type: ignore[attr-defined]
        for name in ("side", "choice", "service"):
            self.fields[name].choices = [  # type: ignore[attr-defined]
                choice
                for choice in self.fields[name].choices  # type: ignore[attr-defined]
                if choice[0]
            ]


class ConfirmForm(forms.Form):
    """Several registrations at once, with the paper for those whom their unit has not confirmed."""

    chosen = forms.ModelMultipleChoiceField(
        DualRegistration.objects.none(),
        error_messages={
            "required": "请先勾选要确认的报到",
            "invalid_choice": "勾选的报到里有一条不在您的社区或已经办理，请刷新后再试",
        },
    )
    document = forms.FileField(
        label="证明材料",
        required=False,
        help_text="单位已在手机上确认的不用上传；没有确认的，上传单位证明或组织关系证明，PDF、JPG、PNG或WebP",
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = rows  # type: ignore[attr-defined]

    def clean_document(self) -> Any:
        """What is kept of the upload; its limits are said at the field."""
        sent = self.cleaned_data.get("document")
        if not sent:
            return None
        try:
            return scan_of(sent, field="document")
        except RuleViolation as error:
            raise forms.ValidationError(str(error)) from error


class DecideForm(forms.Form):
    """Ask back, refuse or end one registration."""

    step = forms.ChoiceField(label="处理", choices=[(step, REGISTRATION[step].label) for step in DECISIONS])
    reason = forms.CharField(label="原因", max_length=200, error_messages={"required": "请写明原因，对方会看到"})

    def __init__(self, *args: Any, steps: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [  # type: ignore[attr-defined]
            choice
            for choice in self.fields["step"].choices  # type: ignore[attr-defined]
            if choice[0] in steps
        ]


class ChangeForm(forms.Form):
    """Change of status, class or branch of a member from a date."""

    on = forms.DateField(label="变动日期", widget=forms.DateInput(attrs={"type": "date"}))
    status = forms.ChoiceField(label="党员类别", choices=Membership.Status.choices)
    member_class = forms.ChoiceField(label="管理类型", choices=Membership.MemberClass.choices, required=False)
    branch = forms.ModelChoiceField(Organization.objects.none(), label="所在党支部", empty_label=None)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, branches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["branch"].queryset = branches  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """End of the organisational relationship here."""

    on = forms.DateField(label="日期", widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.ChoiceField(
        label="原因",
        choices=[
            (value, label)
            for value, label in Membership.End.choices
            if value in (Membership.End.TRANSFER, Membership.End.DEATH, Membership.End.WITHDRAWAL)
        ],
    )
    confirm = forms.BooleanField(
        label="确认：从这一天起不再是这里的党员",
        error_messages={"required": "请核对日期和原因，勾选确认后再提交"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
