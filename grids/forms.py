"""Forms of grids: few inputs, the rest proposed."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.chinese.dates import add_months
from core.chinese.names import normalize_name
from core.records.versions import VersionedFormMixin
from core.web.forms import TitleField
from grids.models import AreaKind, AreaRole, Building, Estate, Grid, ResponsiblePerson, ServiceNeed
from grids.poster import TYPED
from grids.queries import estates_of
from organizations.kinds import Kind
from organizations.models import Organization
from people.models import Person

NEW_PERSON = "new"


def one_choice(field: Any) -> None:
    """A choice among one is no question: it is sent along unseen."""
    only = list(field.queryset[:2])
    if len(only) == 1:
        field.initial = only[0]
        field.widget = forms.HiddenInput()


class GridForm(forms.Form):
    organization = forms.ModelChoiceField(Organization.objects.none(), label="社区", empty_label=None)
    code = forms.CharField(label="网格编号", max_length=20)
    name = TitleField(label="网格名称", max_length=40)
    since = forms.DateField(label="设立日期", help_text="可以是以后的一天，到那天生效")
    with_branch = forms.BooleanField(
        label="同时设立网格大党支部", required=False, initial=True, help_text="设在社区大党委之下"
    )

    def __init__(self, *args: Any, communities: Any, number: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = communities  # type: ignore[attr-defined]
        self.initial.setdefault("since", today)
        one_choice(self.fields["organization"])
        self.initial.setdefault("code", f"W{number:02d}")
        self.initial.setdefault("name", f"第{number}网格")


class GridEditForm(VersionedFormMixin, forms.ModelForm[Grid]):
    boundary = forms.CharField(
        label="范围拐点",
        required=False,
        help_text="在图上依次点出各个拐点，或直接填写：左上角为 0,0，右下角为 1000,1000，形如 120,80 460,80 460,300",
        widget=forms.TextInput(attrs={"data-boundary": ""}),
    )

    class Meta:
        model = Grid
        fields = ["name", "order", "grid_branch"]
        field_classes = {"name": TitleField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grid = self.instance
        free = Organization.objects.under(grid.organization).filter(kind=Kind.GRID_BRANCH)
        branches: Any = self.fields["grid_branch"]
        branches.queryset = free.filter(grid__isnull=True) | free.filter(grid=grid)
        self.initial["boundary"] = " ".join(f"{x},{y}" for x, y in grid.boundary)

    def clean_boundary(self) -> list[list[int]]:
        try:
            pairs = [corner.split(",") for corner in self.cleaned_data["boundary"].replace(",", ",").split()]
            return [[int(x), int(y)] for x, y in pairs]
        except ValueError:
            raise ValidationError("拐点请写成 120,80 460,80 460,300 的样子") from None


class PlanForm(forms.Form):
    picture = forms.FileField(
        label="社区平面图", help_text="JPG、PNG或WebP，拍照或扫描都可以；换图后请核对各网格的范围"
    )


class PostingForm(forms.Form):
    """A poster that was put up: where, since when (GRD-02)."""

    kind = forms.ChoiceField(label="张贴处")
    building = forms.ModelChoiceField(Building.objects.none(), label="楼栋", required=False, empty_label="不在楼栋里")
    spot = TitleField(label="位置", max_length=60, help_text="例如：1号楼2单元门厅")
    on = forms.DateField(label="张贴日期", help_text="同一位置换新的，原来的同日取下")

    def __init__(self, *args: Any, kinds: list[str], buildings: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(label, label) for label in kinds]  # type: ignore[attr-defined]
        self.fields["building"].queryset = buildings  # type: ignore[attr-defined]
        self.initial.setdefault("on", today)


class EstateField(forms.ModelChoiceField[Estate]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class BuildingForm(forms.Form):
    name = TitleField(label="楼栋", max_length=40, help_text="例如：3号楼")
    entrances = forms.IntegerField(label="单元数", min_value=1, max_value=30, initial=2)
    floors = forms.IntegerField(label="层数", min_value=1, max_value=120, initial=6)
    doors = forms.IntegerField(label="每层户数（每单元）", min_value=1, max_value=40, initial=2)
    estate = EstateField(Estate.objects.none(), label="小区", required=False, empty_label="不在小区里")
    address = forms.CharField(label="地址", max_length=80, required=False)
    since = forms.DateField(label="登记日期", help_text="从哪一天起属于这个网格，可以是以后的一天")

    def __init__(self, *args: Any, estates: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["estate"].queryset = estates  # type: ignore[attr-defined]
        self.initial.setdefault("since", today)


class BuildingEditForm(VersionedFormMixin, forms.ModelForm[Building]):
    class Meta:
        model = Building
        fields = ["name", "entrances", "floors", "estate", "address", "order"]
        field_classes = {"name": TitleField, "estate": EstateField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["estate"]
        chosen.queryset = estates_of(self.instance.organization_id)
        chosen.empty_label = "不在小区里"


class PersonByNameForm(forms.Form):
    """A person by name among those the user reaches; asks back only when several have it."""

    name = forms.CharField(label="姓名", max_length=40)
    same_name = forms.ChoiceField(label="有同名人员，请选择", required=False, widget=forms.RadioSelect)
    may_be_new = True

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.person: Person | None = None
        self._offer()

    def _offer(self) -> None:
        name = normalize_name(self.data.get(self.add_prefix("name"), "")) if self.is_bound else ""
        found = (
            list(Person.objects.visible_to(self.user, "organizations.view_member").filter(name=name)[:20])
            if name
            else []
        )
        self.found = {str(person.pk): person for person in found}
        if len(found) < 2:
            del self.fields["same_name"]
            return
        offered = [
            (str(person.pk), f"{person.name} {person.occupation or ''} {person.phone_masked}".strip())
            for person in found
        ]
        if self.may_be_new:
            offered.append((NEW_PERSON, "都不是，新登记一人"))
        self.fields["same_name"].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        name = normalize_name(data.get("name", ""))
        if not name:
            return data
        if len(self.found) == 1:
            self.person = next(iter(self.found.values()))
        elif len(self.found) > 1:
            chosen = data.get("same_name", "")
            if not chosen:
                self.add_error("same_name", "有多名同名人员，请选择一名")
            self.person = self.found.get(chosen)
        elif not self.may_be_new:
            self.add_error("name", "党员名册里没有找到这个姓名，请核对")
        data["name"] = name
        return data


class ResponsibleForm(PersonByNameForm):
    role = forms.ChoiceField(
        label="职务", choices=TYPED, help_text="网格大党支部书记、楼栋党小组组长按任职自动列出，不用登记"
    )
    since = forms.DateField(label="开始日期", help_text="可以是以后的一天，到那天生效")
    office_phone = forms.CharField(label="公开联系电话", max_length=20, required=False)
    phone_public = forms.BooleanField(label="在公示牌、联系卡和扫码页上公开这个电话", required=False, initial=True)
    content = forms.CharField(label="工作内容", max_length=200, required=False)
    duties = forms.CharField(
        label="服务管理职责", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    photo = forms.FileField(label="照片", required=False, help_text="JPG、PNG或WebP，保存时自动缩小")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("since", today)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("office_phone"):
            data["phone_public"] = False
        return data


class DetailsForm(forms.Form):
    """What the poster says of a secretary or leader, beside the name that comes from the post."""

    holder = forms.ChoiceField(label="书记、组长")
    office_phone = forms.CharField(label="公开联系电话", max_length=20, required=False)
    phone_public = forms.BooleanField(label="在公示牌、联系卡和扫码页上公开这个电话", required=False, initial=True)
    content = forms.CharField(label="工作内容", max_length=200, required=False)
    duties = forms.CharField(
        label="服务管理职责", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    photo = forms.FileField(label="照片", required=False, help_text="JPG、PNG或WebP，保存时自动缩小；不选时保留原来的")

    def __init__(self, *args: Any, holders: list[ResponsiblePerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holders = {f"{row.role}-{row.person_id}": row for row in holders}
        chosen: Any = self.fields["holder"]
        chosen.choices = [(key, f"{row.get_role_display()} {row.person.name}") for key, row in self.holders.items()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("office_phone"):
            data["phone_public"] = False
        return data


class AreaForm(forms.Form):
    """A responsibility or service area of a grid (GRD-04)."""

    kind = forms.ChoiceField(label="类别", choices=AreaKind)
    name = TitleField(label="名称", max_length=40, help_text="例如：1至3号楼责任区")
    content = forms.CharField(label="范围和内容", max_length=200, required=False)
    since = forms.DateField(label="开始日期", help_text="可以是以后的一天，到那天生效")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("since", today)


class AreaPersonForm(PersonByNameForm):
    role = forms.ChoiceField(label="身份", choices=AreaRole)
    since = forms.DateField(label="开始日期")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = "党员须是本社区名册里的，或在本社区报到的"
        self.initial.setdefault("since", today)


class EndForm(forms.Form):
    on = forms.DateField(label="结束日期")


class EndPlaceForm(forms.Form):
    """A door, a building or a grid that is there no more."""

    on = forms.DateField(label="撤销日期", help_text="从这一天起不再有")


class MovedOutForm(forms.Form):
    on = forms.DateField(label="迁出日期", help_text="从这一天起不住在这里；可以是以后的一天")


class DoorForm(forms.Form):
    label = forms.CharField(label="门牌", max_length=20)


class DoorNewForm(forms.Form):
    """One more door: the last one of its floor."""

    entrance = forms.IntegerField(label="单元", min_value=1, max_value=30, initial=1)
    floor = forms.IntegerField(label="楼层", min_value=-3, max_value=120, help_text="地下层用负数")
    label = forms.CharField(label="门牌", max_length=20, required=False, help_text="不填时按单元、楼层、户序编")


class MemberHouseholdForm(PersonByNameForm):
    may_be_new = False
    since = forms.DateField(label="设立日期")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "户长姓名"
        self.fields["name"].help_text = "须是本社区名册里的党员"
        self.initial.setdefault("since", today)


class ResidenceForm(PersonByNameForm):
    may_be_new = False
    since = forms.DateField(label="居住开始日期")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "党员姓名"
        self.fields["name"].help_text = "须是本社区名册里的党员"
        self.initial.setdefault("since", today)


class ServiceNeedForm(forms.Form):
    category = forms.ChoiceField(label="类别", choices=ServiceNeed.Category)
    purpose = forms.ChoiceField(label="服务内容", help_text="从列表里选，不登记姓名和病情")
    consent_on = forms.DateField(label="本人（监护人）同意日期")
    age = forms.IntegerField(label="年龄（周岁）", min_value=0, max_value=150, help_text="只用来判断由谁同意，不保存")
    by_guardian = forms.BooleanField(label="由监护人同意", required=False)
    since = forms.DateField(label="服务开始日期")
    until = forms.DateField(label="服务结束日期")

    def __init__(self, *args: Any, today: date, months: int, purposes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = [("", "请选择"), *((each, each) for each in purposes)]  # type: ignore[attr-defined]
        self.initial.setdefault("since", today)
        self.initial.setdefault("consent_on", today)
        self.initial.setdefault("until", add_months(today, months) - timedelta(days=1))


class ProlongForm(forms.Form):
    """A new consent, and until when the service goes on by it."""

    consent_on = forms.DateField(label="再次同意日期", help_text="本人（监护人）同意延长的日期")
    age = forms.IntegerField(label="年龄（周岁）", min_value=0, max_value=150, help_text="只用来判断由谁同意，不保存")
    by_guardian = forms.BooleanField(label="由监护人同意", required=False)
    until = forms.DateField(label="新的结束日期")

    def __init__(self, *args: Any, today: date, months: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("consent_on", today)
        self.initial.setdefault("until", add_months(today, months) - timedelta(days=1))


class EntryForm(forms.Form):
    """A unit or a venue of the community that is in no grid yet."""

    thing = forms.ChoiceField(label="单位或阵地", error_messages={"required": "请选择一家单位或一处阵地"})
    since = forms.DateField(label="开始日期", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, units: Any, venues: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.things: dict[str, Any] = {f"unit-{each.pk}": each for each in units}
        self.things |= {f"venue-{each.pk}": each for each in venues}
        chosen: Any = self.fields["thing"]
        chosen.choices = [
            ("", "请选择"),
            ("辖区单位", [(f"unit-{each.pk}", each.unit.name) for each in units]),
            ("阵地", [(f"venue-{each.pk}", each.title) for each in venues]),
        ]
        self.initial.setdefault("since", today)

    @property
    def chosen(self) -> Any:
        return self.things[self.cleaned_data["thing"]]


class DeliverForm(forms.Form):
    on = forms.DateField(label="发放日期")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today)
