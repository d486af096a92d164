"""Forms of work contacts and of shown identities."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.web.forms import TitleField
from members.residence.models import ContactExchange, IdentityWay, ResidenceContact, ShownIdentity
from organizations.forms import PersonFieldsMixin, PersonNames
from organizations.registers.forms import EntryForm, LineForm


class ContactForm(EntryForm):
    """With which unit, who talks to whom, since when."""

    unit_name = TitleField(label="单位名称", max_length=80, help_text="与党员报到时写的单位名称一致")
    since = forms.DateField(label="开始日期")
    until = forms.DateField(label="结束日期", required=False, help_text="这一天起不再联系；没有定的留空")

    field_order = ("organization", "unit_name", "unit_contact", "unit_phone", "branch_contact", "since", "until")

    class Meta:
        model = ResidenceContact
        fields: ClassVar[Any] = ["unit_name", "unit_contact", "unit_phone", "branch_contact"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = timezone.localdate()
        if self.instance.pk:
            del self.fields["unit_name"]
            self.fields["since"].initial = self.instance.during.lower
            self.fields["until"].initial = self.instance.during.upper
        else:
            self.fields["organization"].label = "居住地支部"


class ExchangeForm(LineForm):
    class Meta:
        model = ContactExchange
        fields: ClassVar[Any] = ["happened_on", "direction", "content", "answer"]
        help_texts: ClassVar[Any] = {"content": "党员在单位或在社区的表现、需要配合的事，不写健康等个人情况"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = timezone.localdate()


def _ways() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="亮身份方式", choices=IdentityWay.choices, widget=forms.CheckboxSelectMultiple
    )


class IdentityForm(EntryForm, PersonFieldsMixin):
    """Of a member who agreed on paper."""

    ways = _ways()

    field_order = ("organization", "person_name", "person", "ways", "pledge", "agreed_on")

    class Meta:
        model = ShownIdentity
        fields: ClassVar[Any] = ["ways", "pledge", "agreed_on"]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        del self.fields["register_new"], self.fields["phone"]
        self.order_fields(self.field_order)
        if self.instance.pk:
            del self.fields["person_name"], self.fields["person"], self.fields["agreed_on"]
            return
        self.find_persons(user)
        self.fields["organization"].label = "所在支部或报到社区"
        self.fields["person_name"].label = "党员姓名"
        self.fields["agreed_on"].initial = timezone.localdate()

    def _settle(self, cleaned: dict[str, Any], names: PersonNames) -> None:
        if not self._same[names.person]:
            self.add_error(names.name, "您管理的范围内没有这位党员，请核对姓名")
        else:
            super()._settle(cleaned, names)

    def clean(self) -> dict[str, Any] | None:
        return self.cleaned_data if self.instance.pk else PersonFieldsMixin.clean(self)


class EndIdentityForm(EntryForm):
    ended_on = forms.DateField(label="结束日期", help_text="这一天起不再亮明")
    reason = forms.CharField(label="原因", max_length=120)

    class Meta:
        model = ShownIdentity
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].initial = timezone.localdate()


class OwnIdentityForm(forms.Form):
    """The member's own consent, on the phone."""

    ways = _ways()
    pledge = forms.CharField(label="公开承诺", required=False, max_length=120, help_text="例如：每月参加一次巡逻")
