"""Forms of a scheme: begun, its table, an item more, the announcement."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from assessments import grading
from assessments.drafting import Frame, ItemChange
from assessments.models import FIVE_GOOD, Indicator, Scheme, SchemeItem, Voters
from assessments.rules import YEARS_AHEAD
from assessments.schemes import PATTERNS
from organizations.models import Organization

BLANK = "blank"
TYPES = [(str(key), str(label)) for key, label in Organization._meta.get_field("community_type").choices or ()]
"""Types of community, which a scheme may put into groups."""


class NewSchemeForm(forms.Form):
    """``schemes``: those of the district that a draft may be copied from."""

    year = forms.TypedChoiceField(label="年度", coerce=int)
    source = forms.ChoiceField(label="从哪份方案开始", required=False)
    name = forms.CharField(
        label="方案名称", max_length=60, required=False, help_text="空白方案必填；其他不填则沿用原来的名称"
    )

    def __init__(self, *args: Any, schemes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = timezone.localdate().year
        self.fields["year"].choices = [(each, f"{each}年") for each in range(this, this + YEARS_AHEAD + 1)]  # type: ignore[attr-defined]
        self._schemes: dict[str, Scheme] = {str(row.pk): row for row in schemes}
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            *((each.series, each.label) for each in PATTERNS.values()),
            (BLANK, "空白方案，自定方面和项目"),
            *((pk, f"{row}（第{row.edition}版，{row.get_state_display()}）") for pk, row in self._schemes.items()),
        ]

    @property
    def beginning(self) -> dict[str, Any]:
        """What the draft begins from: an earlier scheme, or a series."""
        asked = self.cleaned_data["source"] or FIVE_GOOD
        found = self._schemes.get(asked)
        return {"source": found} if found else {"series": asked}


_NUMBER = {"inputmode": "decimal"}


def _decimal(label: str, value: Any, digits: int = 10, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        max_digits=digits,
        decimal_places=2,
        initial=None if value is None else f"{value.normalize():f}",
        widget=forms.TextInput(attrs=_NUMBER),
        **options,
    )


def names_of(item: SchemeItem) -> tuple[str, ...]:
    """The fields that an item has in the table: those that mean something for what it is."""
    source, role = SchemeItem.Source, SchemeItem.Role
    veto, judged = item.role == role.VETO, item.source == source.JUDGEMENT
    yearly = item.indicator is not None and item.indicator.year == Indicator.Year.SUM
    return (
        "title",
        *(() if veto else ("weight",)),
        *(() if judged else ("zero_at", "full_at")),
        *(() if veto or judged else ("steps",)),
        *(("half_year_min", "pro_rata") if yearly and not veto else ()),
        *(("ballots_min",) if item.source == source.BALLOT else ()),
        "advice",
        "remove",
    )


def _fields(item: SchemeItem) -> dict[str, forms.Field]:
    of = f"{item.title}的"
    every: dict[str, forms.Field] = {
        "title": forms.CharField(label=f"{of}名称", max_length=60, initial=item.title),
        "weight": _decimal(f"{of}分值", item.weight, 5),
        "zero_at": _decimal(f"{of}零分线", item.zero_at),
        "full_at": _decimal(f"{of}满分线", item.full_at),
        "steps": forms.CharField(
            label=f"{of}分档",
            max_length=200,
            required=False,
            initial=item.steps_text,
            widget=forms.TextInput(attrs={"placeholder": "分档，如 60:3，80:6"}),
        ),
        "half_year_min": _decimal(f"{of}每半年最低", item.half_year_min, 8, required=False),
        "pro_rata": forms.BooleanField(label=f"{of}不满一年按月折算", required=False, initial=item.pro_rata),
        "ballots_min": forms.IntegerField(
            label=f"{of}最低有效票数", min_value=1, max_value=32_000, required=False, initial=item.ballots_min
        ),
        "advice": forms.CharField(label=f"{of}得分办法", max_length=120, required=False, initial=item.advice),
        "remove": forms.BooleanField(label=f"删去{item.title}", required=False),
    }
    return {f"{item.pk}-{name}": every[name] for name in names_of(item)}


class SchemeForm(forms.Form):
    """The whole draft at once: its name, how it calls its dimensions, groups and grades, and each item by its key."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label="方案名称", max_length=60)

    def __init__(self, *args: Any, scheme: Scheme, items: Sequence[SchemeItem], **kwargs: Any) -> None:
        kwargs["initial"] = {"version": scheme.version, "name": scheme.name}
        super().__init__(*args, **kwargs)
        self.scheme, self.items = scheme, items
        fixed = scheme.series == FIVE_GOOD
        for key, label in scheme.parts:
            self.fields[f"d-{key}"] = forms.CharField(
                label=f"“{label}”的提法", max_length=20, initial=label, required=fixed
            )
        if not fixed:
            self.fields["d-more"] = forms.CharField(label="再加一个方面", max_length=20, required=False)
        for kind, label in TYPES:
            self.fields[f"group-{kind}"] = forms.CharField(
                label=f"{label}归入的组", max_length=20, required=False, initial=scheme.group_of(kind)
            )
        for number in range(1, grading.MOST + 1):
            of = f"第{number}等"
            grade = scheme.grade_rules[number - 1] if number <= len(scheme.grade_rules) else None
            self.fields |= {
                f"grade-{number}-label": forms.CharField(
                    label=f"{of}名称", max_length=20, required=False, initial=grade.label if grade else ""
                ),
                f"grade-{number}-share": _decimal(
                    f"{of}名额（%）", grade and grade.share, 5, required=False, min_value=0, max_value=100
                ),
                f"grade-{number}-line": _decimal(f"{of}分数线", grade and grade.line, 5, required=False, min_value=0),
            }
        for item in items:
            self.fields |= _fields(item)

    @property
    def frame(self) -> Frame:
        data = self.cleaned_data
        return Frame(
            {key: data[f"d-{key}"] for key, _ in self.scheme.parts},
            data.get("d-more", ""),
            {kind: data[f"group-{kind}"] for kind, _ in TYPES},
            [
                grading.Said(*(data[f"grade-{number}-{name}"] for name in grading.Said._fields))
                for number in range(1, grading.MOST + 1)
            ],
        )

    @property
    def changes(self) -> dict[int, ItemChange | None]:
        """What the table says of each item; what an item has no field for stays as it is."""
        data = self.cleaned_data
        found: dict[int, ItemChange | None] = {}
        for item in self.items:
            stands = {name: getattr(item, name) for name in ItemChange._fields if name != "steps"}
            stands["steps"] = item.steps_text
            said = {name: data[f"{item.pk}-{name}"] for name in names_of(item) if name != "remove"}
            found[item.pk] = None if data[f"{item.pk}-remove"] else ItemChange(**stands | said)
        return found


class ItemForm(forms.ModelForm[SchemeItem]):
    """An item more: from the indicators, a judgement, or ballots; for the hundred, or beside it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = SchemeItem
        fields = [
            "role",
            "dimension",
            "title",
            "source",
            "indicator",
            "voters",
            "weight",
            "zero_at",
            "full_at",
            "advice",
        ]
        widgets = {name: forms.TextInput(attrs=_NUMBER) for name in ("weight", "zero_at", "full_at")}

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dimension"] = forms.ChoiceField(
            label="方面",
            choices=[("", "不归入方面（加分、扣分、一票否决）"), *scheme.parts],
            required=False,
            initial=next((key for key, _ in scheme.parts), ""),
        )
        self.fields["title"].required = False
        self.fields["title"].help_text = "不填则用指标的名称"
        self.fields["weight"].required = False
        self.fields["weight"].help_text = "加分、扣分填最多加减多少；一票否决不填"
        self.fields["indicator"].queryset = Indicator.objects.order_by("order")  # type: ignore[attr-defined]
        self.fields["indicator"].help_text = "来源为“记录计算”时选择"
        self.fields["advice"].help_text = "怎样得分；加分、扣分和一票否决写明什么情形"
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
        if data.get("role") != SchemeItem.Role.VETO and data.get("weight") is None and "weight" not in self.errors:
            self.add_error("weight", "请填写分值")
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
