"""Forms of a scheme: begun, its table, an item more, the announcement."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from assessments.drafting import ItemChange
from assessments.models import Dimension, Indicator, Scheme, SchemeItem, Voters
from assessments.rules import YEARS_AHEAD


class NewSchemeForm(forms.Form):
    """``schemes``: those of the district that a draft may be copied from."""

    year = forms.TypedChoiceField(label="年度", coerce=int)
    source = forms.ModelChoiceField(
        label="从哪份方案开始", queryset=Scheme.objects.none(), required=False, empty_label="通行的五个好方案（13项）"
    )

    def __init__(self, *args: Any, schemes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = timezone.localdate().year
        self.fields["year"].choices = [(each, f"{each}年") for each in range(this, this + YEARS_AHEAD + 1)]  # type: ignore[attr-defined]
        source: Any = self.fields["source"]
        source.queryset = schemes
        source.label_from_instance = lambda row: f"{row}（第{row.edition}版，{row.get_state_display()}）"


_NUMBER = {"inputmode": "decimal"}


def _number(label: str, value: Any, digits: int = 10) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        max_digits=digits,
        decimal_places=2,
        initial=f"{value.normalize():f}",
        widget=forms.TextInput(attrs=_NUMBER),
    )


class SchemeForm(forms.Form):
    """The whole draft at once: its name, how it calls the five, and each item by its key."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label="方案名称", max_length=60)

    def __init__(self, *args: Any, scheme: Scheme, items: Sequence[SchemeItem], **kwargs: Any) -> None:
        kwargs["initial"] = {"version": scheme.version, "name": scheme.name}
        super().__init__(*args, **kwargs)
        self.items = items
        for dimension in Dimension:
            self.fields[f"d-{dimension.value}"] = forms.CharField(
                label=f"“{dimension.label}”的提法", max_length=20, initial=scheme.dimension_label(dimension.value)
            )
        for item in items:
            of = f"{item.title}的"
            self.fields |= {
                f"{item.pk}-title": forms.CharField(label=f"{of}名称", max_length=60, initial=item.title),
                f"{item.pk}-weight": _number(f"{of}分值", item.weight, 5),
                f"{item.pk}-zero_at": _number(f"{of}零分线", item.zero_at),
                f"{item.pk}-full_at": _number(f"{of}满分线", item.full_at),
                f"{item.pk}-advice": forms.CharField(
                    label=f"{of}得分办法", max_length=120, required=False, initial=item.advice
                ),
                f"{item.pk}-remove": forms.BooleanField(label=f"删去{item.title}", required=False),
            }
            if item.source == SchemeItem.Source.BALLOT:
                self.fields[f"{item.pk}-ballots_min"] = forms.IntegerField(
                    label=f"{of}最低有效票数", min_value=1, max_value=32_000, required=False, initial=item.ballots_min
                )

    @property
    def wording(self) -> dict[str, str]:
        return {each.value: self.cleaned_data[f"d-{each.value}"] for each in Dimension}

    @property
    def changes(self) -> dict[int, ItemChange | None]:
        data = self.cleaned_data
        found: dict[int, ItemChange | None] = {}
        for item in self.items:
            said: dict[str, Any] = {name: data.get(f"{item.pk}-{name}") for name in ItemChange._fields}
            found[item.pk] = None if data[f"{item.pk}-remove"] else ItemChange(**said)
        return found


class ItemForm(forms.ModelForm[SchemeItem]):
    """An item more: from the indicators, a judgement, or ballots."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = SchemeItem
        fields = ["dimension", "title", "source", "indicator", "voters", "weight", "zero_at", "full_at"]
        widgets = {name: forms.TextInput(attrs=_NUMBER) for name in ("weight", "zero_at", "full_at")}

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = [(each.value, scheme.dimension_label(each.value)) for each in Dimension]
        self.fields["dimension"] = forms.ChoiceField(label="五个好", choices=labels)
        self.fields["title"].required = False
        self.fields["title"].help_text = "不填则用指标的名称"
        self.fields["indicator"].queryset = Indicator.objects.order_by("order")  # type: ignore[attr-defined]
        self.fields["indicator"].help_text = "来源为“记录计算”时选择"
        self.fields["voters"] = forms.ChoiceField(
            label="投票人", choices=[("", "不是满意度票"), *Voters.choices], required=False
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        source, indicator, voters = data.get("source"), data.get("indicator"), data.get("voters")
        if source == SchemeItem.Source.INDICATOR and not indicator:
            self.add_error("indicator", "“记录计算”的项目要选择指标")
        if source and source != SchemeItem.Source.INDICATOR and indicator:
            self.add_error("indicator", "只有“记录计算”的项目才选指标")
        if source == SchemeItem.Source.BALLOT and not voters:
            self.add_error("voters", "“满意度票”的项目要选择投票人")
        if source and source != SchemeItem.Source.BALLOT and voters:
            self.add_error("voters", "只有“满意度票”的项目才选投票人")
        if not data.get("title"):
            if indicator:
                data["title"] = indicator.title
            elif "title" not in self.errors:
                self.add_error("title", "请填写项目名称")
        return data

    def _post_clean(self) -> None:
        """The action checks the row as a whole."""

    def item(self) -> SchemeItem:
        return SchemeItem(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class AnnounceForm(forms.Form):
    document = forms.CharField(
        label="文件名称和文号", max_length=120, error_messages={"required": "请填写公布方案的文件名称和文号"}
    )
    on = forms.DateField(label="公布日期")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": today}
        super().__init__(*args, **kwargs)
