"""Forms of one member: entered, or corrected."""

from datetime import date
from typing import Any

from django import forms

from core.chinese.attributes import ETHNICITIES, Education, Sex
from members.entering import namesakes
from members.models import Membership
from organizations.models import Organization
from people.models import Person

NEW_PERSON = "new"
FACTS = (
    *("name", "resident_number", "sex", "birth_date", "ethnicity", "education"),
    *("occupation", "specialty", "phone", "address"),
)
_PRIVATE = {"data-no-draft": "", "autocomplete": "off"}


class MemberFactsForm(forms.Form):
    """What the register says of a person and of joining."""

    name = forms.CharField(label="姓名", max_length=40)
    resident_number = forms.CharField(
        label="公民身份号码", max_length=24, widget=forms.TextInput(attrs={**_PRIVATE, "inputmode": "text"})
    )
    sex = forms.ChoiceField(label="性别", choices=[("", "按号码"), *Sex.choices], required=False)
    birth_date = forms.DateField(label="出生日期", required=False, help_text="有号码时按号码")
    ethnicity = forms.ChoiceField(label="民族", required=False, choices=[("", "未填"), *((e, e) for e in ETHNICITIES)])
    education = forms.ChoiceField(label="学历", choices=[("", "未填"), *Education.choices], required=False)
    occupation = forms.CharField(label="工作单位及职务", max_length=120, required=False)
    specialty = forms.CharField(label="专长", max_length=80, required=False, help_text="如：维修、法律、书法")
    phone = forms.CharField(
        label="联系电话", max_length=20, required=False, widget=forms.TextInput(attrs={**_PRIVATE, "inputmode": "tel"})
    )
    address = forms.CharField(label="家庭住址", max_length=120, required=False, widget=forms.TextInput(attrs=_PRIVATE))
    joined_on = forms.DateField(label="入党时间", required=False)
    full_on = forms.DateField(label="转正时间", required=False, help_text="预备党员留空")

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {name: data[name] for name in FACTS if name in data and (name != "birth_date" or data[name])}


class MemberForm(MemberFactsForm):
    """A member who is entered by hand: admitted here, or come with a letter."""

    same_name = forms.ChoiceField(label="已登记的同名人员", required=False, widget=forms.RadioSelect)
    branch = forms.ModelChoiceField(Organization.objects.none(), label="所在党支部", empty_label=None)
    status = forms.ChoiceField(label="党员类别", choices=Membership.Status.choices)
    member_class = forms.ChoiceField(label="管理类型", choices=Membership.MemberClass.choices, required=False)
    since = forms.DateField(label="组织关系起始日期", help_text="转入或接收之日")

    field_order = ["name", "same_name", "resident_number", "branch", "status", "member_class", "since"]
    day = "since"

    def __init__(self, *args: Any, user: Any, branches: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["branch"].queryset = branches  # type: ignore[attr-defined]
        self.fields[self.day].initial = today
        self.found: dict[str, Person] = {}
        if self.is_bound:
            number = self.data.get(self.add_prefix("resident_number"), "")
            self.found = {
                str(each.pk): each
                for each in namesakes(
                    user,
                    self.data.get(self.add_prefix("name"), ""),
                    number=number,
                    phone=self.data.get(self.add_prefix("phone"), ""),
                )
            }
        if not self.found:
            del self.fields["same_name"]
            return
        offered = [
            (key, f"{each.name} {each.occupation} {each.phone_masked}".strip()) for key, each in self.found.items()
        ]
        self.fields["same_name"].choices = [*offered, (NEW_PERSON, "都不是，新登记一人")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.found and not data.get("same_name"):
            self.add_error("same_name", "已登记过同名人员，请看是不是这名党员")
        return data

    @property
    def person(self) -> Person | None:
        """Whom of those with the name the form means; None for a new one, or one whom the number tells."""
        return self.found.get(self.cleaned_data.get("same_name", ""))


class MemberCorrection(MemberFactsForm):
    """A member of the register as it stands; protected values are shown masked and stay when left empty."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    person_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, spell: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = spell.person
        for name in ("name", "sex", "birth_date", "ethnicity", "education", "occupation", "specialty"):
            self.fields[name].initial = getattr(person, name)
        for name, masked in (
            ("resident_number", person.resident_number_masked),
            ("phone", person.phone_masked),
            ("address", person.address_masked),
        ):
            self.fields[name].required = False
            self.fields[name].help_text = f"现在是 {masked}，不改的留空" if masked else ""
        self.fields["joined_on"].initial, self.fields["full_on"].initial = spell.joined_on, spell.full_on
        self.fields["version"].initial, self.fields["person_version"].initial = spell.version, person.version
