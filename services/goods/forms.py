"""Forms of stations and goods."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from organizations.registers.forms import KEEP, EntryForm
from services.goods.models import GoodsMovement, GoodsStation


class StationForm(EntryForm):
    class Meta:
        model = GoodsStation
        fields: ClassVar[Any] = ["title", "kind", "address", "opened_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["opened_on"].initial = timezone.localdate()


class CloseStationForm(EntryForm):
    closed_on = forms.DateField(label="停用日期")

    class Meta:
        model = GoodsStation
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closed_on"].initial = timezone.localdate()


class ReopenStationForm(EntryForm):
    reason = forms.CharField(label="恢复原因", max_length=120)

    class Meta:
        model = GoodsStation
        fields: ClassVar[Any] = []


class MovementForm(EntryForm):
    """What came or was given; the station says of which community."""

    station = forms.ModelChoiceField(label="站点", queryset=GoodsStation.objects.none(), empty_label="请选择")

    class Meta:
        model = GoodsMovement
        fields: ClassVar[Any] = ["station", "way", "happened_on", "item", "quantity", "measure", "party", "persons"]
        help_texts: ClassVar[Any] = {
            "item": "同一种物品每次写同样的名称",
            "measure": "袋、件、床、箱",
            "party": "公开时不出现",
            "persons": "发放填写，收到捐赠不填",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("organization", None)
        stations = GoodsStation.objects.visible_to(self.user, KEEP).standing().order_by("organization__path", "title")
        choice = self.fields["station"]
        choice.queryset = stations  # type: ignore[attr-defined]
        if self.instance.pk is None:
            choice.initial = stations.filter(closed_on=None).first()
            self.fields["happened_on"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk is None and cleaned.get("station"):
            cleaned["organization"] = cleaned["station"].organization
        return cleaned
