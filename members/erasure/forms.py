"""Forms of holds and erasures."""

from datetime import date
from typing import Any

from django import forms

from core.web.home import lists
from members.erasure.queries import MANAGE
from organizations.forms import PersonFieldsMixin
from organizations.kinds import STREETS, Kind
from organizations.models import Organization

PLACES = (Kind.DISTRICT_DEPARTMENT, *STREETS, Kind.COMMUNITY)


class HoldForm(PersonFieldsMixin):
    """Of whom or of what, why, by which document, from when."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label="适用的组织", empty_label=None)
    kind = forms.ChoiceField(label="保全的内容", required=False)
    document = forms.CharField(label="依据文件", max_length=120, help_text="文件名称和文号")
    reason = forms.CharField(label="原因", max_length=200, help_text="不写案情细节")
    since = forms.DateField(label="开始日期")
    until = forms.DateField(label="结束日期", required=False, help_text="没有定的留空，解除时再登记")

    field_order = ("organization", "person_name", "person", "kind", "document", "reason", "since", "until")

    def __init__(self, *args: Any, user: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.find_persons(user)
        del self.fields["register_new"], self.fields["phone"]
        name, place, kind = (self.fields[each] for each in ("person_name", "organization", "kind"))
        name.label, name.required = "人员姓名", False
        name.help_text = "只保全一个人的，填姓名；保全整个组织的，留空"
        own = Organization.objects.visible_to(user, MANAGE).in_force(today).filter(kind__in=PLACES).order_by("path")
        place.queryset, place.initial = own, own.first()  # type: ignore[attr-defined]
        kind.choices = [("", "全部内容"), *((each.key, each.label) for each in lists().kept)]  # type: ignore[attr-defined]
        self.fields["since"].initial = today

    def cleaned(self) -> dict[str, Any]:
        """What the action takes."""
        names = ("organization", "person", "kind", "document", "reason", "since", "until")
        return {name: self.cleaned_data.get(name) for name in names}


class ReleaseForm(forms.Form):
    reason = forms.CharField(label="解除原因", max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ProposeForm(forms.Form):
    reason = forms.CharField(label="说明", max_length=200, help_text="如：每年一次的到期清理")


class RefuseForm(forms.Form):
    answer = forms.CharField(label="不同意的原因", max_length=200)
