"""Forms of opinions: what residents, members and the office fill, and what the office does with one."""

from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.records.versions import VersionedFormMixin
from grids.forms import one_choice
from grids.models import Grid, Opinion
from grids.models.opinions import Channel, Telling
from organizations.models import Organization

BY_OFFICE = (Channel.COUNTER, Channel.PHONE, Channel.HOTLINE, Channel.LETTER, Channel.VISIT)

_PHONE, _PHONE_ERROR = r"^1\d{10}$|^0\d{9,11}$", {"invalid": "请填写11位手机号，或带区号的固定电话"}
_PHOTO = "JPG、PNG或WebP；照片里的拍摄位置会自动去掉"
_CONTENT = forms.Textarea(attrs={"rows": 4, "maxlength": 1000})


class PublicOpinionForm(forms.Form):
    """What a resident writes after scanning the card: no name, a phone only if wanted."""

    content = forms.CharField(label="您要反映的问题", max_length=1000, widget=_CONTENT)
    phone = forms.RegexField(
        _PHONE,
        label="联系电话（可不填）",
        required=False,
        help_text="只用于回复您，加密保存",
        error_messages=_PHONE_ERROR,
    )
    place = forms.CharField(label="地点（可不填）", max_length=80, required=False, help_text="例如：3号楼2单元门口")
    photo = forms.FileField(label="照片（可不填）", required=False, help_text=_PHOTO)


class MemberOpinionForm(forms.Form):
    """What a member raises from the own account, in a community that the member belongs to."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label="社区", empty_label=None)
    content = forms.CharField(label="您要反映的问题", max_length=1000, widget=_CONTENT)
    category = forms.ChoiceField(label="类别", choices=Opinion.Category)
    place = forms.CharField(label="地点", max_length=80, required=False)
    photo = forms.FileField(label="照片", required=False, help_text=_PHOTO)

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = communities  # type: ignore[attr-defined]
        one_choice(self.fields["organization"])


def _hotline_number() -> forms.CharField:
    return forms.CharField(label="热线工单号", max_length=40, required=False, help_text="热线转办的必填")


class OpinionForm(forms.Form):
    """What came in by word, telephone, letter, hotline or on a visit; the moment is when it was received."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label="社区", empty_label=None)
    grid = forms.ModelChoiceField(Grid.objects.none(), label="网格", required=False, empty_label="不属于某个网格")
    channel = forms.ChoiceField(label="渠道", choices=[each for each in Channel.choices if each[0] in BY_OFFICE])
    received_at = forms.DateTimeField(label="受理时间", help_text="窗口、电话收到的时间，办理期限从这天算起")
    hotline_number = _hotline_number()
    content = forms.CharField(label="反映内容", max_length=1000, widget=_CONTENT)
    place = forms.CharField(label="地点", max_length=80, required=False, help_text="例如：3号楼2单元门口")
    photo = forms.FileField(label="照片", required=False, help_text=_PHOTO)
    source = forms.ChoiceField(label="来源", choices=Opinion.Source)
    caller = forms.CharField(label="反映人称呼", max_length=20, required=False, help_text="例如：李女士，加密保存")
    phone = forms.RegexField(
        _PHONE, label="反映人电话", required=False, help_text="便于回复，加密保存", error_messages=_PHONE_ERROR
    )
    category = forms.ChoiceField(label="类别", choices=Opinion.Category)

    def __init__(self, *args: Any, communities: Any, grids: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("received_at", now)
        self.fields["organization"].queryset = communities  # type: ignore[attr-defined]
        self.fields["grid"].queryset = grids  # type: ignore[attr-defined]
        one_choice(self.fields["organization"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        grid, community = data.get("grid"), data.get("organization")
        if grid is not None and community is not None and grid.organization_id != community.pk:
            self.add_error("grid", "这个网格不在所选社区")
        return data


class AnswerForm(VersionedFormMixin, forms.ModelForm[Opinion]):
    class Meta:
        model = Opinion
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 4, "maxlength": 1000})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True


class RatingForm(forms.Form):
    satisfaction = forms.ChoiceField(label="您对答复满意吗", choices=Opinion.Satisfaction, widget=forms.RadioSelect)
    note = forms.CharField(label="想补充的话（可不填）", max_length=200, required=False)


class OpinionFilter(forms.Form):
    """The list and the ledger of opinions: words, days of receipt, channel, category."""

    q = forms.CharField(label="内容、地点、工单号", max_length=40, required=False)
    since = forms.DateField(label="受理自", required=False)
    until = forms.DateField(label="受理至", required=False)
    channel = forms.ChoiceField(label="渠道", choices=[("", "全部"), *Channel.choices], required=False)
    category = forms.ChoiceField(label="类别", choices=[("", "全部"), *Opinion.Category.choices], required=False)


class CorrectOpinionForm(VersionedFormMixin, forms.ModelForm[Opinion]):
    class Meta:
        model = Opinion
        fields: ClassVar[Any] = ["category", "channel", "hotline_number", "place"]

    hotline_number = _hotline_number()


class PassForm(forms.Form):
    """To which department an opinion goes, and by when it replies."""

    department = forms.CharField(label="转给部门", max_length=60, help_text="例如：区城管局幸福中队")
    due_on = forms.DateField(label="回复期限", help_text="不晚于本级的办理期限")
    wanted = forms.CharField(
        label="请部门办理的事", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, opinion: Opinion, known: list[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            self.fields["department"].help_text = f"以前转过：{'、'.join(known[:8])}"
        self.initial.setdefault("due_on", max(opinion.due_on, today))


class ReplyForm(forms.Form):
    """What the department replied, or that there was none."""

    reply = forms.CharField(
        label="部门回复",
        max_length=800,
        help_text="没有按期回复的，写明“未回复，收回自办”",
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 800}),
    )


class JoinForm(forms.Form):
    """The earlier opinion that asks for the same."""

    main = forms.ModelChoiceField(Opinion.objects.none(), label="并到哪一件", empty_label="请选择")

    def __init__(self, *args: Any, opinions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["main"]
        chosen.queryset = opinions
        chosen.label_from_instance = lambda row: (
            f"{row.number} {timezone.localdate(row.received_at):%m-%d} {row.place} {row.content[:30]}"
        )


class TellForm(forms.Form):
    way = forms.ChoiceField(label="怎样告知", choices=Telling.choices)
