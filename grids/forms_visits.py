"""Forms of visits and of grids redrawn."""

from datetime import date
from typing import Any

from django import forms

from grids.models import Building, Grid, Household
from grids.models.visits import VisitPurpose


class HouseholdField(forms.ModelChoiceField[Household]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.building.name} {obj.label}"


class NamedField(forms.ModelChoiceField[Grid]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class BuildingsField(forms.ModelMultipleChoiceField[Building]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class VisitForm(forms.Form):
    """A visit as it is logged at the door: all but the household is proposed."""

    household = HouseholdField(Household.objects.none(), label="住户", required=False, empty_label="在网格里巡查")
    visited_on = forms.DateField(label="走访日期")
    purpose = forms.ChoiceField(label="事由", choices=VisitPurpose.choices)
    missed = forms.BooleanField(label="没有见到人", required=False)
    content = forms.CharField(
        label="走访情况",
        max_length=300,
        required=False,
        help_text="不写姓名、电话、病情",
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
    )
    matter = forms.CharField(
        label="反映的问题",
        max_length=1000,
        required=False,
        help_text="填了就登记为社情民意，您是首问责任人",
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 1000}),
    )

    def __init__(self, *args: Any, households: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["household"].queryset = households  # type: ignore[attr-defined]
        self.initial.setdefault("visited_on", today)


class RedrawForm(forms.Form):
    """Buildings of a grid that belong to another from a day on."""

    buildings = BuildingsField(
        Building.objects.none(),
        label="调整的楼栋",
        widget=forms.CheckboxSelectMultiple,
        help_text="住户、党员、服务对象、楼栋党小组一起过去",
    )
    to = NamedField(Grid.objects.none(), label="调整到", empty_label="请选择")
    on = forms.DateField(label="调整日期", help_text="可以是以后的一天，到那天生效")
    reason = forms.CharField(label="调整依据", max_length=120, help_text="例如：社区大党委会议决定、街道批复文号")

    def __init__(self, *args: Any, buildings: Any, grids: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["buildings"].queryset = buildings  # type: ignore[attr-defined]
        self.fields["to"].queryset = grids  # type: ignore[attr-defined]
        self.initial.setdefault("on", today)


class VisitsFilter(forms.Form):
    since = forms.DateField(label="走访自", required=False)
    until = forms.DateField(label="走访至", required=False)
    grid = NamedField(Grid.objects.none(), label="网格", required=False, empty_label="全部")

    def __init__(self, *args: Any, grids: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grid"].queryset = grids  # type: ignore[attr-defined]
