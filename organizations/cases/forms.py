"""Forms of cases: begin one, take a step, give it back, stop; what a step asks follows from its kind."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from organizations.cases.actions import given_back
from organizations.cases.kinds import CaseKind, File, Found, Proof, StepKind
from organizations.forms import PersonFieldsMixin
from organizations.models import Case, CasePerson
from organizations.models.tree import Organization
from people.models import Person


class CaseFilter(forms.Form):
    q = forms.CharField(label="姓名或组织", required=False, max_length=40)
    step = forms.ChoiceField(label="下一步", required=False)
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), ("open", "办理中"), *Case.Outcome.choices]
    )

    def __init__(self, *args: Any, kind: CaseKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [(each.key, each.label) for each in kind.steps if each.is_main]
        self.fields["step"].choices = [("", "全部"), *steps]  # type: ignore[attr-defined]


class BeginForm(PersonFieldsMixin):
    """A new case of a kind: of which organisation, about whom, since when."""

    organization = forms.ModelChoiceField(label="所属组织", queryset=Organization.objects.none(), empty_label="请选择")
    title = forms.CharField(label="事项", max_length=80)
    begun_on = forms.DateField(label="开始日期")
    category = forms.ChoiceField(label="类别", required=False)
    kinship = forms.CharField(label="亲属关系", required=False, max_length=120)

    field_order = (
        "organization",
        "person_name",
        "person",
        "register_new",
        "phone",
        "title",
        "begun_on",
        "category",
        "kinship",
    )

    def __init__(self, *args: Any, kind: CaseKind, user: Any, keepers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.find_persons(user)
        today = timezone.localdate()
        choice: Any = self.fields["organization"]
        choice.queryset = keepers.in_force(today).order_by("path")
        choice.initial = choice.queryset.first()
        self.fields["begun_on"].label = kind.begun
        self.fields["begun_on"].initial = today
        if kind.person:
            del self.fields["title"]
            self.fields["person_name"].label = f"{kind.person}姓名"
        else:
            for name in ("person_name", "person", "register_new", "phone"):
                del self.fields[name]
            self.fields["title"].label = kind.titled
        if not kind.titled:
            self.fields.pop("title", None)
        _offer(self, kind, choice.initial, today)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any] | None:
        return PersonFieldsMixin.clean(self) if "person_name" in self.fields else self.cleaned_data


def _offer(form: forms.Form, kind: CaseKind, organization: Any, today: date) -> None:
    """What the kind asks of category and relatives."""
    if kind.categories is None or organization is None:
        del form.fields["category"]
    else:
        words = kind.categories(organization, today)
        form.fields["category"].choices = [("", "不属于"), *((each, each) for each in words)]  # type: ignore[attr-defined]
        form.fields["category"].label = kind.category
    if kind.kinship:
        form.fields["kinship"].help_text = kind.kinship
    else:
        del form.fields["kinship"]


class CorrectForm(forms.Form):
    category = forms.ChoiceField(label="类别", required=False)
    kinship = forms.CharField(label="亲属关系", required=False, max_length=120)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: CaseKind, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({"category": case.category, "kinship": case.kinship, "version": case.version})
        _offer(self, kind, case.organization, timezone.localdate())


class StepForm(forms.Form):
    """What a step asks: its day or the record that fulfils it, and what else its kind names."""

    record = forms.TypedChoiceField(label="依据记录", coerce=int)
    done_on = forms.DateField(label="办理日期")
    choice = forms.ChoiceField(label="结果")
    persons = forms.ModelMultipleChoiceField(
        queryset=Person.objects.none(), label="人员", widget=forms.CheckboxSelectMultiple
    )
    document = forms.CharField(label="文号", max_length=80)
    note = forms.CharField(label="说明", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    excuse = forms.CharField(label="特殊情况说明", max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, file: File, step: StepKind, proof: Proof | None, found: list[Found], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = file.case.version
        today = timezone.localdate()
        if proof is None:
            del self.fields["record"]
            self.fields["done_on"].initial = today
        else:
            del self.fields["done_on"]
            record: Any = self.fields["record"]
            record.label, record.choices = proof.noun, [(each.pk, each.label) for each in found]
            record.help_text = proof.hint
        self._words(file, step, today)
        if not step.excused:
            del self.fields["excuse"]
        else:
            self.fields["excuse"].help_text = "超过期限的必填"
        if step.help_text:
            first = next(iter(self.fields.values()))
            first.help_text = step.help_text

    def _words(self, file: File, step: StepKind, today: date) -> None:
        if step.choices is None:
            del self.fields["choice"]
        else:
            words = step.choices(file.case, today)
            self.fields["choice"].choices = [("", "请选择"), *((each, each) for each in words)]  # type: ignore[attr-defined]
            self.fields["choice"].label = step.choice_label
        if step.persons is None:
            del self.fields["persons"]
        else:
            persons: Any = self.fields["persons"]
            persons.label, persons.help_text = step.persons.label, step.persons.help_text
            persons.queryset = step.persons.choices(file.case, today)
            persons.label_from_instance = lambda person: person.name
            standing = CasePerson.objects.filter(case=file.case, role=step.persons.role, until=None)
            persons.initial = list(standing.values_list("person_id", flat=True))
        for name, label in (("document", step.document), ("note", step.note)):
            if label:
                self.fields[name].label = label
            else:
                del self.fields[name]


class BackForm(forms.Form):
    key = forms.ChoiceField(label="退回到哪一步")
    reason = forms.CharField(label="退回原因", max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, file: File, keys: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({"version": file.case.version, "key": keys[-1] if keys else ""})
        choices = [(key, f"{file.kind.label_of(key)}（连同以后共{len(given_back(file, key))}步）") for key in keys]
        self.fields["key"].choices = choices  # type: ignore[attr-defined]


class StopForm(forms.Form):
    on = forms.DateField(label="日期")
    reason = forms.CharField(label="原因", max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({"version": case.version, "on": timezone.localdate()})
