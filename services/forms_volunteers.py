"""Forms of lists of names, helpers' hours and what an activity came to."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms

from core.chinese.dates import add_months
from core.records.errors import RuleViolation
from core.records.versions import VersionedFormMixin
from services.models import ActivityReport, Helper, VolunteerTeam
from services.names import names_in, names_of
from services.registers_contacts import UnitField, units_of

REPEATS = (("", "不重复"), ("day", "每天"), ("week", "每周"), ("fortnight", "每两周"), ("month", "每月"))


def repeated(first: date, repeat: str, until: date | None) -> list[date]:
    """The days of a repeated activity, both ends included; of a month that is shorter its last day."""
    found, number = [first], 1
    while repeat and until is not None:
        steps = {"day": number, "week": 7 * number, "fortnight": 14 * number}
        day = add_months(first, number) if repeat == "month" else first + timedelta(days=steps[repeat])
        if day > until:
            break
        found.append(day)
        number += 1
    return found


class NamesMixin(forms.Form):
    """A list that is pasted or uploaded."""

    def listed(self) -> list[str]:
        """Of what was pasted, then of the file."""
        found: list[str] = self.cleaned_data.get("names_found", [])
        return found

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        try:
            found = names_in(cleaned.get("names") or "")
            if cleaned.get("file"):
                found += [name for name in names_of(cleaned["file"]) if name not in found]
        except RuleViolation as violation:
            self.add_error(violation.field if violation.field in self.fields else None, violation.message)
        else:
            cleaned["names_found"] = found
        return cleaned


def names_field(label: str) -> Any:
    widget = forms.Textarea(attrs={"rows": 4, "maxlength": 8000})
    return forms.CharField(label=label, required=False, max_length=8000, widget=widget, help_text="一行一个，可以粘贴")


def file_field() -> Any:
    return forms.FileField(label="名单文件", required=False, help_text="Excel、CSV或文本，有“姓名”一栏或一行一个")


class ListForm(NamesMixin):
    """Who is signed up before an activity, or came to it: names, and of which unit or team."""

    names = names_field("姓名")
    file = file_field()
    unit = UnitField(None, label="单位", required=False, empty_label="无")
    team: Any = forms.ModelChoiceField(None, label="志愿服务队", required=False, empty_label="无")

    def __init__(self, *args: Any, user: Any, organization: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_of(user).filter(presences__organization=organization)  # type: ignore[attr-defined]
        teams = VolunteerTeam.objects.standing().filter(organization=organization, dissolved_on=None)
        self.fields["team"].queryset = teams.order_by("title")  # type: ignore[attr-defined]


class HelperHoursForm(forms.Form):
    """Ticked helpers, one number of hours for all of them."""

    helpers = forms.TypedMultipleChoiceField(label="志愿者", coerce=int, widget=forms.CheckboxSelectMultiple)
    hours = forms.DecimalField(
        label="每人时长（小时）", min_value=Decimal("0.5"), max_value=Decimal(24), decimal_places=1
    )
    reason = forms.CharField(label="说明", max_length=200, required=False, help_text="比活动时间长的写明原因")

    def __init__(self, *args: Any, helpers: list[Helper], planned: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["helpers"].choices = [  # type: ignore[attr-defined]
            (each.pk, f"{each.name}（已填 {each.hours.normalize():f} 小时）" if each.hours else each.name)
            for each in helpers
        ]
        self.initial.setdefault("helpers", [each.pk for each in helpers if each.hours is None])
        self.initial.setdefault("hours", planned)


class Photographs(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotographsField(forms.FileField):
    """Several files of one input."""

    widget = Photographs

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(PhotographsField, self).clean(each, initial) for each in given]


class ReportForm(VersionedFormMixin, forms.ModelForm[ActivityReport]):
    photos = PhotographsField(
        label="照片", required=False, help_text="可以一次选多张，JPG、PNG或WebP，保存时去掉位置信息"
    )

    class Meta:
        model = ActivityReport
        fields = ["content", "served", "good", "fair", "poor"]
        widgets = {"content": forms.Textarea(attrs={"rows": 4, "maxlength": 1000})}
