"""Forms of a selection: nomination, review, delegates."""

from typing import Any

from django import forms
from django.utils import timezone

from meetings.ballots.forms import CountersForm
from meetings.models import Delegate, Nominee, Selection
from meetings.selections import rules
from organizations.forms import PersonFieldsMixin
from organizations.models import Unit
from people.models import Person


class NominationForm(PersonFieldsMixin):
    position = forms.ChoiceField(label="推荐职务", choices=())
    way = forms.ChoiceField(label="提名方式", choices=Nominee.Way.choices)
    backers = forms.CharField(
        label="联名党员或推荐组织",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="联名举荐写全部党员姓名，用顿号隔开；组织推荐写组织名称",
    )
    nominated_on = forms.DateField(label="提名日期")

    field_order = ("person_name", "person", "position", "way", "backers", "nominated_on", "register_new", "phone")

    def __init__(self, *args: Any, user: Any, selection: Selection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.find_persons(user)
        choices = [(str(each), str(each.label)) for each in rules.POSITIONS if selection.seats(each)]
        self.fields["position"].choices = choices  # type: ignore[attr-defined]
        self.fields["nominated_on"].initial = timezone.localdate()


class ReviewForm(forms.Form):
    verdict = forms.ChoiceField(
        label="审查结果",
        choices=[("", "请选择"), *((each.value, each.label) for each in Nominee.Verdict if each.value)],
    )
    reason = forms.CharField(label="审查理由", max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ConfirmForm(forms.Form):
    """A step without anything to fill."""


class DelegatesForm(forms.Form):
    members = forms.ModelMultipleChoiceField(
        label="社区党员代表",
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="组织关系在本社区的正式党员",
    )
    in_service = forms.ModelMultipleChoiceField(
        label="在职党员代表",
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="社区已确认双报到的在职党员",
    )

    def __init__(self, *args: Any, selection: Selection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        rows = Delegate.objects.filter(case=selection.case_id)
        offered = {
            "members": (rules.members_offered(selection.organization, today), Delegate.Kind.MEMBER),
            "in_service": (rules.in_service_offered(selection.organization, today), Delegate.Kind.IN_SERVICE),
        }
        for name, (people, kind) in offered.items():
            field: Any = self.fields[name]
            field.queryset, field.label_from_instance = people, lambda person: person.name
            field.initial = list(rows.filter(kind=kind).values_list("person_id", flat=True))


class UnitDelegateForm(PersonFieldsMixin):
    unit = forms.ModelChoiceField(label="单位", queryset=Unit.objects.none(), empty_label="请选择")

    field_order = ("unit", "person_name", "person", "register_new", "phone")

    def __init__(self, *args: Any, user: Any, selection: Selection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.find_persons(user)
        self.fields["person_name"].label = "书记或副书记姓名"
        units = rules.units_with_party(selection.organization, timezone.localdate())
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.filter(pk__in=[each.unit_id for each in units]).order_by("name")


class BallotForm(CountersForm):
    """Who counts and who watches a ballot."""
