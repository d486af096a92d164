"""Forms of the register of bodies."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.web.forms import TitleField
from organizations.forms import HOLDER, PersonFieldsMixin
from organizations.models import COORDINATING, Body, BodyMember, Unit
from organizations.registers.bodies import units_for, words_of_tightness
from organizations.registers.forms import EntryForm, LineForm


class BodyForm(EntryForm):
    """What body an organisation has, since when, how tight it is; its kind stays once it is entered."""

    kind = forms.ChoiceField(
        label="类型", choices=[("", "请选择"), *((each.value, each.label) for each in COORDINATING)]
    )
    title = TitleField(label="名称", max_length=80)
    tightness = forms.ChoiceField(
        label="紧密程度", help_text="紧密型要有章程和固定成员，会议次数达到标准，决议按期办结"
    )

    class Meta:
        model = Body
        fields: ClassVar[Any] = ["kind", "title", "founded_on", "tightness", "charter", "charter_on"]
        widgets: ClassVar[Any] = {"charter": forms.Textarea(attrs={"rows": 6, "maxlength": 4000})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entered = self.instance.pk is not None
        host = self.instance.organization if entered else self.fields["organization"].initial
        words = words_of_tightness(host, timezone.localdate())
        if entered:
            del self.fields["kind"]
            words = [*words, *([self.instance.tightness] if self.instance.tightness not in words else [])]
        self.fields["tightness"].choices = [("", "请选择"), *((each, each) for each in words)]  # type: ignore[attr-defined]


class DissolveBodyForm(EntryForm):
    dissolved_on = forms.DateField(label="撤销日期", help_text="从这一天起不再有")
    reason = forms.CharField(label="撤销原因", max_length=120)

    class Meta:
        model = Body
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dissolved_on"].initial = timezone.localdate()


class RestoreBodyForm(EntryForm):
    reason = forms.CharField(label="恢复原因", max_length=120)

    class Meta:
        model = Body
        fields: ClassVar[Any] = []


class BodyMemberForm(LineForm, PersonFieldsMixin):
    """A member unit, whom it sends, or a person alone; later only the duty and the days change."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="成员单位", required=False, empty_label="没有")
    since = forms.DateField(label="开始日期")
    until = forms.DateField(label="结束日期", required=False, help_text="从这一天起不再是成员；没有定的留空")

    field_order = ("unit", "person_name", "person", "register_new", "phone", "duty", "since", "until")

    class Meta:
        model = BodyMember
        fields: ClassVar[Any] = ["unit", "duty"]
        help_texts: ClassVar[Any] = {"duty": "召集人、成员、联络员等"}

    def __init__(self, *args: Any, user: Any, entry: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, entry=entry, **kwargs)
        self.order_fields(self.field_order)
        if self.instance.pk:
            for name in ("unit", *HOLDER[:4]):
                del self.fields[name]
            self.fields["since"].initial = self.instance.during.lower
            self.fields["until"].initial = self.instance.during.upper
            return
        self.find_persons(user)
        self.fields["unit"].queryset = units_for(entry)  # type: ignore[attr-defined]
        self.fields["person_name"].label, self.fields["person_name"].required = "固定成员", False
        self.fields["since"].initial = max(entry.founded_on, timezone.localdate())

    def clean(self) -> dict[str, Any] | None:
        return self.cleaned_data if self.instance.pk else PersonFieldsMixin.clean(self)
