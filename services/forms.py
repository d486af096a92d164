"""Forms of services: few inputs, the rest proposed from the last time."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from core.records.versions import VersionedFormMixin
from core.zone import ZONE
from grids.forms import one_choice
from grids.models import Grid
from organizations.models import Organization
from services.dual import Colleague, Offer
from services.forms_volunteers import REPEATS, NamesMixin, file_field, names_field, repeated
from services.models import Activity, Agreement, AgreementItem, Claim, Pledge
from services.rules import HOURS_MAXIMUM, LISTS, Classes, due_ahead


def _labels(labels: Iterable[str]) -> list[tuple[str, str]]:
    return [(label, label) for label in labels]


class AimsForm(VersionedFormMixin, forms.ModelForm[Agreement]):
    partner = forms.ChoiceField(label="共建类型", required=False)

    class Meta:
        model = Agreement
        fields = ["aims", "partner"]
        widgets = {"aims": forms.Textarea(attrs={"rows": 3, "maxlength": 1000})}

    def __init__(self, *args: Any, partners: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].choices = [("", "一般单位"), *_labels(partners)]  # type: ignore[attr-defined]


class ItemForm(forms.Form):
    kind = forms.ChoiceField(label="六联类别")
    kind_s0 = forms.ChoiceField(label="四共类别", required=False)
    kind_s3 = forms.ChoiceField(label="六共类别", required=False)
    pledge = forms.ChoiceField(label="双向承诺", required=False, choices=[("", "双方共同"), *Pledge.choices])
    title = forms.CharField(label="事项", max_length=120)
    due_on = forms.DateField(label="完成期限")
    target = forms.IntegerField(label="计划次数", min_value=1, max_value=366, initial=1)
    nature = forms.ChoiceField(label="性质", choices=AgreementItem.Nature)

    def __init__(self, *args: Any, classes: Classes, year: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in LISTS:
            empty = [] if name == "kind" else [("", "随六联类别")]
            self.fields[name].choices = [*empty, *_labels(getattr(classes, name))]  # type: ignore[attr-defined]
        self.initial.setdefault("due_on", due_ahead(date(year, 11, 30), today=today))


class ProgressForm(forms.Form):
    happened_on = forms.DateField(label="开展日期")
    note = forms.CharField(label="开展情况", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    amount = forms.IntegerField(label="次数", min_value=1, max_value=366, initial=1)
    photo = forms.FileField(label="照片", required=False, help_text="JPG、PNG或WebP，保存时自动缩小")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("happened_on", today)


_SCAN = "PDF、JPG、PNG或WebP，双方盖章的那一页要清楚"


class PaperForm(forms.Form):
    """A paper that both sides signed and sealed."""

    signed_on = forms.DateField(label="签订日期")
    scan = forms.FileField(label="盖章扫描件", help_text=_SCAN)


class ChangeForm(ItemForm):
    """An item more, or otherwise."""

    reason = forms.CharField(label="变更原因", max_length=200)


class DropForm(forms.Form):
    reason = forms.CharField(label="取消原因", max_length=200)


class EndForm(forms.Form):
    ends_on = forms.DateField(label="终止日期", help_text="从这一天起协议不再执行；此前到期的事项仍要完成")
    reason = forms.CharField(label="终止原因", max_length=200)


class HandForm(forms.Form):
    handed_on = forms.DateField(label="送达日期")
    result = forms.CharField(
        label="年度成效", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("handed_on", today)


class LetterForm(forms.Form):
    addressee = forms.CharField(label="主管单位", max_length=80, help_text="先取单位登记里的主管单位，可以改写")


class ItemFilter(forms.Form):
    """The list of items by class; labels that a district no longer offers are found where they were used."""

    kind = forms.ChoiceField(label="六联类别", required=False)
    kind_s0 = forms.ChoiceField(label="四共类别", required=False)
    kind_s3 = forms.ChoiceField(label="六共类别", required=False)
    partner = forms.ChoiceField(label="共建类型", required=False)
    show = forms.ChoiceField(
        label="进展",
        required=False,
        choices=[("", "全部"), ("open", "进行中"), ("overdue", "已逾期"), ("done", "已完成")],
    )

    def __init__(self, *args: Any, offered: Mapping[str, Iterable[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, labels in offered.items():
            self.fields[name].choices = [("", "全部"), *_labels(labels)]  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    result = forms.CharField(
        label="年度成效", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ActivityForm(forms.Form):
    """A new activity: title and place are typed; day, time, length, places and classes are proposed."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label="社区", empty_label=None)
    title = forms.CharField(label="活动名称", max_length=60)
    place = forms.CharField(label="地点", max_length=60)
    day = forms.DateField(label="日期")
    begin = forms.TimeField(label="开始时间", initial=time(9, 0))
    length = forms.DecimalField(
        label="时长（小时）", min_value=Decimal("0.5"), max_value=Decimal(12), initial=Decimal(2), decimal_places=1
    )
    places = forms.IntegerField(label="名额", min_value=1, max_value=1000, initial=10)
    shifts = forms.IntegerField(
        label="班次", min_value=1, max_value=6, initial=1, required=False, help_text="一天分几班，一班接一班，各有名额"
    )
    repeat = forms.ChoiceField(label="重复", choices=REPEATS, required=False)
    until = forms.DateField(label="重复到", required=False, help_text="每一场可以单独取消")
    mode = forms.ChoiceField(label="服务模式")
    direction = forms.ChoiceField(label="服务方向")
    beneficiary = forms.ChoiceField(label="服务对象", choices=Activity.Beneficiary)
    grid = forms.ModelChoiceField(Grid.objects.none(), label="网格", required=False, empty_label="全社区")
    agreement_item = forms.ModelChoiceField(
        AgreementItem.objects.none(), label="对应共建事项", required=False, empty_label="无"
    )

    def __init__(
        self,
        *args: Any,
        communities: Any,
        grids: Any,
        items: Any,
        modes: list[str],
        directions: list[str],
        last: Activity | None,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = communities  # type: ignore[attr-defined]
        self.fields["grid"].queryset = grids  # type: ignore[attr-defined]
        self.fields["agreement_item"].queryset = items  # type: ignore[attr-defined]
        one_choice(self.fields["organization"])
        self.fields["mode"].choices = [(label, label) for label in modes]  # type: ignore[attr-defined]
        self.fields["direction"].choices = [(label, label) for label in directions]  # type: ignore[attr-defined]
        self.initial.setdefault("day", today + timedelta(days=(5 - today.weekday()) % 7 or 7))
        if last is not None:
            self.initial.update(
                place=last.place,
                begin=timezone.localtime(last.starts_at).time(),
                length=Decimal((last.ends_at - last.starts_at).total_seconds()) / 3600,
                places=last.places,
                mode=last.mode,
                direction=last.direction,
                beneficiary=last.beneficiary,
            )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        repeat, until, day = cleaned.get("repeat"), cleaned.get("until"), cleaned.get("day")
        if repeat and until is None and "until" not in self.errors:
            self.add_error("until", "重复的活动请填写重复到哪一天")
        elif until is not None and not repeat:
            self.add_error("until", "请先选择怎样重复，不重复的不填")
        elif until is not None and day is not None and until < day:
            self.add_error("until", "不能早于第一次的日期")
        return cleaned

    def starts(self) -> list[datetime]:
        """The begin of each date, as aware datetimes of the local time zone."""
        data = self.cleaned_data
        days = repeated(data["day"], data["repeat"], data["until"])
        return [datetime.combine(day, data["begin"], tzinfo=ZONE) for day in days]

    def length_of_one(self) -> timedelta:
        return timedelta(hours=float(self.cleaned_data["length"]))


class ActivityFilter(forms.Form):
    """The list of services by class; labels that a district no longer offers are found where they were used."""

    q = forms.CharField(label="活动名称", required=False, max_length=40)
    mode = forms.ChoiceField(label="服务模式", required=False)
    direction = forms.ChoiceField(label="服务方向", required=False)

    def __init__(self, *args: Any, modes: list[str], directions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, labels in (("mode", modes), ("direction", directions)):
            self.fields[name].choices = [("", "全部"), *((label, label) for label in labels)]  # type: ignore[attr-defined]


class HoursForm(forms.Form):
    """One row a claim: ticked ones are confirmed with the hours beside them."""

    def __init__(self, *args: Any, claims: list[Claim], planned: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claims = claims
        for claim in claims:
            self.fields[f"chosen_{claim.pk}"] = forms.BooleanField(
                label=f"确认{claim.person.name}", required=False, initial=True
            )
            self.fields[f"hours_{claim.pk}"] = forms.DecimalField(
                label=f"{claim.person.name}的时长（小时）",
                min_value=Decimal("0.5"),
                max_value=HOURS_MAXIMUM,
                decimal_places=1,
                initial=claim.hours or planned,
            )
            self.fields[f"reason_{claim.pk}"] = forms.CharField(
                label=f"{claim.person.name}的时长说明", max_length=200, required=False, initial=""
            )

    def rows(self) -> list[tuple[Claim, Any, Any, Any]]:
        return [
            (claim, self[f"chosen_{claim.pk}"], self[f"hours_{claim.pk}"], self[f"reason_{claim.pk}"])
            for claim in self.claims
        ]

    def reasons(self) -> dict[int, str]:
        """Claim id → what stands beside its hours."""
        return {claim.pk: self.cleaned_data[f"reason_{claim.pk}"] for claim in self.claims}

    def chosen(self) -> dict[int, Decimal]:
        return {
            claim.pk: self.cleaned_data[f"hours_{claim.pk}"]
            for claim in self.claims
            if self.cleaned_data[f"chosen_{claim.pk}"]
        }


class ClaimForm(forms.Form):
    """How a member takes part (S2 三(五)): both have an answer already, so that one tap is enough."""

    choice = forms.ChoiceField(label="服务选择", choices=Claim.Choice, required=False, initial=Claim.Choice.SELF_CHOSEN)
    service = forms.ChoiceField(label="服务方式", choices=Claim.Service, required=False, initial=Claim.Service.SINGLE)

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if offer.pledge is not None:
            self.fields["choice"].help_text = f"您的承诺：{offer.pledge.pledge}"
        if offer.unit is not None:
            self.fields["service"].help_text = f"您的单位：{offer.unit.name}"

    def chosen(self) -> dict[str, str]:
        data = self.cleaned_data
        return {
            "choice": data["choice"] or Claim.Choice.SELF_CHOSEN,
            "service": data["service"] or Claim.Service.SINGLE,
        }


class GroupForm(NamesMixin):
    """Who of a unit's members comes as a group, and who besides, by name; whoever claimed alone is shown beside it."""

    persons = forms.MultipleChoiceField(label="集体参加的党员", required=False, widget=forms.CheckboxSelectMultiple)
    names = names_field("其他参加的人员")
    file = file_field()

    def __init__(
        self, *args: Any, colleagues: list[Colleague], unit_id: int, listed: Iterable[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("names", "\n".join(listed))
        if not colleagues:
            del self.fields["persons"]
            return
        free = [each for each in colleagues if each.claim is None or each.comes_with(unit_id)]
        self.fields["persons"].choices = [(str(each.person.pk), each.person.name) for each in free]  # type: ignore[attr-defined]
        self.fields["persons"].initial = [str(each.person.pk) for each in free if each.claim is not None]

    def chosen(self) -> set[int]:
        return {int(pk) for pk in self.cleaned_data.get("persons", ())}


class WayFilter(forms.Form):
    """How people took part; unknown values are no filter."""

    choice = forms.ChoiceField(label="服务选择", required=False, choices=[("", "全部"), *Claim.Choice.choices])
    service = forms.ChoiceField(label="服务方式", required=False, choices=[("", "全部"), *Claim.Service.choices])


class CodeForm(forms.Form):
    code = forms.RegexField(
        r"^\s*\d{6}\s*$",
        label="签到码",
        max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"invalid": "签到码是6位数字"},
    )
