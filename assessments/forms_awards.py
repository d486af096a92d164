"""Forms of the register of awards."""

from typing import Any

from django import forms
from django.utils import timezone

from assessments import commendations, honours
from assessments.models import Award, AwardKind
from assessments.rules import REPORT, REVIEW
from organizations.kinds import Kind
from organizations.models import Organization, Unit
from organizations.scoping import may
from people.models import Person


class NominationForm(forms.Form):
    """Of what, where, for whom and why; ``user`` nominates in communities of its own."""

    organization = forms.ModelChoiceField(label="社区", queryset=Organization.objects.none(), empty_label=None)
    level = forms.ChoiceField(label="申报什么")
    year = forms.TypedChoiceField(label="年度", coerce=int)
    holder = forms.ChoiceField(label="对象", choices=Award.Holder.choices)
    unit = forms.ModelChoiceField(label="单位", queryset=Unit.objects.none(), required=False, empty_label="不是单位")
    person = forms.ModelChoiceField(
        label="个人",
        queryset=Person.objects.none(),
        required=False,
        empty_label="不是个人",
        help_text="社区现任职务的人员",
    )
    name = forms.CharField(
        label="家庭、楼院、小区等的名称", max_length=60, required=False, help_text="写户名或楼院名，不写住址和证件号"
    )
    grounds = forms.CharField(
        label="事迹或事由", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "请填写事迹或事由"},
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, asked: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        today = timezone.localdate()
        here = Organization.objects.visible_to(user, REPORT) | Organization.objects.visible_to(user, REVIEW)
        communities = here.filter(kind=Kind.COMMUNITY).in_force(today).distinct().order_by("path")
        self.fields["organization"].queryset = communities  # type: ignore[attr-defined]
        first = communities.first()
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (kind.label, [(f"{kind.value}:{level}", words) for level, words in honours.levels(kind, first, on=today)])
            for kind in AwardKind
            if first is not None
        ]
        self.fields["year"].choices = [(each, f"{each}年") for each in (today.year, today.year - 1)]  # type: ignore[attr-defined]
        self.fields["unit"].queryset = commendations.units_at(communities, on=today)  # type: ignore[attr-defined]
        self.fields["person"].queryset = commendations.officers_at(communities, on=today)  # type: ignore[attr-defined]
        self.initial.update({name: value for name, value in asked.items() if name in self.fields})

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        place, level = data.get("organization"), data.get("level", "")
        if place is not None and level:
            critical = level.startswith(f"{AwardKind.CRITICISM}:")
            if critical and not may(self.user, REVIEW, place):
                self.add_error("level", "通报批评由街道或区里提出")
        return data

    @property
    def award(self) -> Award:
        kind, _, level = self.cleaned_data["level"].partition(":")
        said = {name: self.cleaned_data[name] for name in ("organization", "year", "holder", "unit", "person", "name")}
        return Award(kind=kind, level=level, grounds=self.cleaned_data["grounds"].strip(), **said)


class AwardStepForm(forms.Form):
    """What the steps of an award need; each reads its own."""

    text = forms.CharField(label="意见或原因", max_length=300, required=False)
    document = forms.CharField(label="文件名称和文号", max_length=120, required=False)
    on = forms.DateField(label="决定日期", required=False)
    valid_until = forms.DateField(label="有效期至", required=False)

    @property
    def said(self) -> honours.Said:
        return honours.Said(**self.cleaned_data)


class AwardObjectionForm(forms.Form):
    text = forms.CharField(label="异议内容", max_length=300, error_messages={"required": "请写明异议内容"})


class AwardFilter(forms.Form):
    kind = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), *AwardKind.choices])
    year = forms.TypedChoiceField(label="年度", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = timezone.localdate().year
        self.fields["year"].choices = [("", "全部"), *((each, f"{each}年") for each in range(this, this - 6, -1))]  # type: ignore[attr-defined]
