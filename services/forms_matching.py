"""Forms of the lists, orders, wishes and calls for help."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from core.records.versions import VersionedFormMixin
from grids.forms import one_choice
from organizations.models import Organization, Unit, UnitPresence
from people.models import Person
from services.models import Listing
from services.models.matching import LISTS, OF_RESIDENTS

_CONTENT = forms.Textarea(attrs={"rows": 3})
_PHONE = r"^[0-9+ ()-]{7,20}$"


def _phone() -> forms.RegexField:
    return forms.RegexField(
        _PHONE,
        label="联系电话",
        required=False,
        help_text="只给办理的人看，加密保存",
        error_messages={"invalid": "请填写正确的电话号码"},
        widget=forms.TextInput(attrs={"data-no-draft": "", "inputmode": "tel", "autocomplete": "off"}),
    )


class _UnitField(forms.ModelChoiceField[Unit]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class _PersonField(forms.ModelChoiceField[Person]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class ListingForm(forms.Form):
    """Taken in at the office: by telephone or at the counter, from a resident or a unit."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label="社区", empty_label=None)
    kind = forms.ChoiceField(label="类别", choices=[("", "请选择"), *Listing.Kind.choices])
    title = forms.CharField(label="名称", max_length=60)
    content = forms.CharField(label="具体内容", max_length=500, widget=_CONTENT)
    place = forms.CharField(label="地点", max_length=60, required=False)
    unit = _UnitField(Unit.objects.none(), label="提出单位", required=False, empty_label="居民或社区")
    way = forms.ChoiceField(
        label="来源",
        choices=[(each, each.label) for each in (Listing.Way.OFFICE, Listing.Way.PHONE, Listing.Way.COUNTER)],
    )
    phone = _phone()

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = communities  # type: ignore[attr-defined]
        one_choice(self.fields["organization"])
        here = UnitPresence.objects.filter(organization__in=communities, during__contains=timezone.localdate())
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=here.values("unit")).order_by("name", "pk")  # type: ignore[attr-defined]


class AcceptForm(VersionedFormMixin, forms.ModelForm[Listing]):
    """What was handed in is classified and gets its day."""

    mode = forms.ChoiceField(label="服务模式")
    direction = forms.ChoiceField(label="服务方向")
    due_on = forms.DateField(label="完成期限", required=False, help_text="资源可以不填")

    field_order = ("kind", "title", "mode", "direction", "due_on")

    class Meta:
        model = Listing
        fields = ["kind", "title"]

    def __init__(self, *args: Any, modes: Iterable[str], directions: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = [("", "请选择"), *((each, each) for each in modes)]  # type: ignore[attr-defined]
        self.fields["direction"].choices = [("", "请选择"), *((each, each) for each in directions)]  # type: ignore[attr-defined]
        if not self.instance.is_resource:
            self.fields["due_on"].initial = timezone.localdate() + timedelta(days=14)

    def _post_clean(self) -> None:
        """The row is written by the action."""


class DispatchForm(forms.Form):
    person = _PersonField(Person.objects.none(), label="派给", empty_label="请选择")

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class _ResourceField(forms.ModelChoiceField[Listing]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title}（{obj.unit.name}，{obj.direction}）"


class MatchForm(forms.Form):
    resource = _ResourceField(Listing.objects.none(), label="用哪项资源", empty_label="请选择")

    def __init__(self, *args: Any, resources: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["resource"].queryset = resources  # type: ignore[attr-defined]


class FinishForm(forms.Form):
    done_on = forms.DateField(label="完成日期")
    result = forms.CharField(label="完成情况", max_length=500, widget=_CONTENT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("done_on", timezone.localdate())


class RateForm(forms.Form):
    rating = forms.ChoiceField(label="评价", choices=Listing.Rating.choices, widget=forms.RadioSelect)


class ReasonForm(forms.Form):
    reason = forms.CharField(label="查看原因", max_length=200)


class OrderForm(forms.Form):
    """What a resident writes after scanning the code: no name, a telephone only if wanted."""

    kind = forms.ChoiceField(label="您需要", choices=[(each, each.label) for each in OF_RESIDENTS])
    title = forms.CharField(label="一句话说明", max_length=60)
    content = forms.CharField(label="具体内容", max_length=500, widget=_CONTENT)
    place = forms.CharField(label="地点", max_length=60, required=False, help_text="例如：3号楼2单元")
    phone = _phone()


class UnitListingForm(forms.Form):
    """What a unit's contact hands in for the unit: a need, a resource or a project."""

    presence: Any = forms.ModelChoiceField(UnitPresence.objects.none(), label="单位和社区", empty_label=None)
    kind = forms.ChoiceField(label="类别", choices=[(each, each.label) for each in LISTS])
    title = forms.CharField(label="名称", max_length=60)
    content = forms.CharField(label="具体内容", max_length=500, widget=_CONTENT)
    place = forms.CharField(label="地点", max_length=60, required=False)

    def __init__(self, *args: Any, presences: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["presence"]
        choice.queryset = presences
        choice.label_from_instance = lambda row: f"{row.unit.name}（{row.organization.name}）"
        one_choice(self.fields["presence"])


class ListingFilter(forms.Form):
    """Of the list; anything it does not know is no filter."""

    q = forms.CharField(label="名称", required=False, max_length=40)
    kind = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), *Listing.Kind.choices])
    direction = forms.ChoiceField(label="服务方向", required=False)

    def __init__(self, *args: Any, directions: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["direction"].choices = [("", "全部"), *((each, each) for each in directions)]  # type: ignore[attr-defined]
