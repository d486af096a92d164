"""Forms of the tree, posts and units; rules stand in rules.py, a violation becomes an error at its field."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from core.chinese.names import normalize_name
from core.web.forms import TitleField
from organizations import queries, rules
from organizations.kinds import ALLOWED_PARENTS, HOLDS_RELATIONSHIPS, Kind
from organizations.models import Organization, Position, Post, Unit
from organizations.terms import term_end
from people.models import Person

SAME_NAME_SHOWN = 20


PERSON_ONLY = ("person_name", "phone", "register_new")
"""Fields of ``PersonFieldsMixin`` that only lead to ``person`` or ``new_person``."""


class PersonFieldsMixin(forms.Form):
    """A person by name among those in scope; of several with one name the right one is chosen on the second look."""

    person_name = forms.CharField(label="姓名", max_length=40, help_text="在您管理范围内登记过的人员")
    person = forms.ModelChoiceField(
        label="同名人员", queryset=Person.objects.none(), required=False, widget=forms.RadioSelect, empty_label=None
    )
    register_new = forms.BooleanField(label="登记为新人员", required=False, help_text="系统里还没有这个人时勾选")
    phone = forms.CharField(
        label="联系电话",
        required=False,
        max_length=20,
        help_text="新人员填写",
        widget=forms.TextInput(attrs={"data-no-draft": "", "inputmode": "tel", "autocomplete": "off"}),
    )

    def find_persons(self, user: Any) -> None:
        """Call it in __init__ after super(): limits the choice to persons in the user's scope."""
        self._visible = Person.objects.visible_to(user, "organizations.view_organization")
        name = normalize_name(self.data.get(self.add_prefix("person_name"), "")) if self.is_bound else ""
        same = list(self._visible.filter(name=name)[:SAME_NAME_SHOWN]) if name else []
        self.fields["person"].queryset = self._visible.filter(pk__in=[each.pk for each in same])  # type: ignore[attr-defined]
        self.fields["person"].label_from_instance = describe  # type: ignore[attr-defined]
        self._same = same
        if len(same) < 2:
            self.fields["person"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("person") is None and cleaned.get("person_name"):
            if not self._same and cleaned.get("register_new"):
                cleaned["new_person"] = {"name": cleaned["person_name"], "phone": cleaned.get("phone", "")}
            elif not self._same:
                self.add_error(
                    "person_name", "您管理的范围内没有这位人员。请核对姓名；若是新人员，请勾选“登记为新人员”"
                )
            elif len(self._same) > 1:
                self.add_error("person", f"有{len(self._same)}位同名人员，请选择一位")
            else:
                cleaned["person"] = self._same[0]
        return cleaned


def describe(person: Person) -> str:
    """What tells two persons of one name apart without showing what is protected."""
    birth = f"{person.birth_date.year}年生" if person.birth_date else ""
    parts = [person.get_sex_display(), birth, person.occupation, person.phone_masked]
    return f"{person.name}（{'，'.join(part for part in parts if part) or '未填其他信息'}）"


class AppointForm(PersonFieldsMixin):
    position = forms.ChoiceField(label="职务")
    basis = forms.ChoiceField(label="产生方式", choices=Post.Basis.choices, initial=Post.Basis.APPOINTMENT)
    full_time = forms.BooleanField(label="专职", required=False, initial=True)
    since = forms.DateField(label="任职日期")
    term_ends_on = forms.DateField(
        label="届满日期", required=False, help_text="不改动则从任职日期起按任期计算，届中补选的到本届届满"
    )

    field_order = [
        *("person_name", "person", "position", "basis", "since", "term_ends_on", "full_time"),
        *("register_new", "phone"),
    ]

    def __init__(self, *args: Any, user: Any, organization: Organization, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.find_persons(user)
        self.fields["position"].choices = [  # type: ignore[attr-defined]
            (position.value, position.label) for position in rules.positions_in(organization.kind)
        ]
        self.fields["since"].initial = today
        self.fields["term_ends_on"].initial = term_end(organization, Position.SECRETARY, today)
        if organization.kind == Kind.BIG_COMMITTEE:  # selected or entering directly (S2 二(四)), hardly ever appointed
            self.fields["basis"].initial = Post.Basis.SELECTION
        self.organization = organization

    def clean(self) -> dict[str, Any] | None:
        """An end that nobody typed follows from the post and the day that were."""
        cleaned = super().clean() or {}
        typed = "term_ends_on" in self.changed_data and cleaned.get("term_ends_on")
        if cleaned.get("since") and cleaned.get("position") and not typed:
            cleaned["term_ends_on"] = term_end(self.organization, cleaned["position"], cleaned["since"])
        return cleaned


class DatedForm(forms.Form):
    """A day from which something holds, and why."""

    on = forms.DateField(label="生效日期")
    reason = forms.CharField(label="原因", max_length=120, required=False)

    def __init__(self, *args: Any, today: date, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        if label:
            self.fields["on"].label = label


class RenameForm(forms.Form):
    name = TitleField(label="新名称", max_length=80)
    short_name = TitleField(label="简称", max_length=40, required=False)
    on = forms.DateField(label="生效日期")
    document = forms.CharField(label="依据文件", max_length=120, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, organization: Organization, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        self.fields["name"].initial = organization.name
        self.fields["short_name"].initial = organization.short_name
        self.fields["version"].initial = organization.version


class MoveForm(forms.Form):
    parent = forms.ModelChoiceField(label="新的上级组织", queryset=Organization.objects.none())
    on = forms.DateField(label="生效日期")

    def __init__(self, *args: Any, user: Any, organization: Organization, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        self.fields["parent"].queryset = (  # type: ignore[attr-defined]
            Organization.objects.visible_to(user, "organizations.manage_organization")
            .in_force(today)
            .filter(kind__in=ALLOWED_PARENTS.get(organization.kind, ()))
            .exclude(pk=organization.pk)
            .order_by("path")
        )


class CreateForm(forms.Form):
    """A new organisation under ``parent``: kinds that may stand there, a proposed code."""

    kind = forms.ChoiceField(label="组织类型")
    name = TitleField(label="组织名称", max_length=80)
    short_name = TitleField(label="简称", max_length=40, required=False)
    code = forms.CharField(label="组织编码", max_length=40)
    since = forms.DateField(label="成立日期")

    def __init__(self, *args: Any, parent: Organization, kinds: list[Kind], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["code"].initial = queries.next_code(parent)
        self.fields["since"].initial = today


class EstablishForm(forms.Form):
    """A community's big committee: everything is proposed from the community (S2 二)."""

    name = TitleField(label="名称", max_length=80)
    code = forms.CharField(label="组织编码", max_length=40)
    since = forms.DateField(label="成立日期")

    def __init__(self, *args: Any, community: Organization, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = f"{community.name}大党委"
        self.fields["code"].initial = queries.next_code(community, "D")
        self.fields["since"].initial = today


class UnitForm(forms.ModelForm[Unit], PersonFieldsMixin):
    """A unit in a community, with its contact person in the same act (ORG-13)."""

    person_name = forms.CharField(label="联系人", max_length=40, required=False, help_text="可以以后再填")
    community = forms.ModelChoiceField(label="所在社区", queryset=Organization.objects.none())
    since = forms.DateField(label="登记日期")
    reported_in_on = forms.DateField(label="报到日期", required=False, help_text="还没有报到的留空")

    class Meta:
        model = Unit
        fields = ["name", "kind", "sector", "superior_unit", "credit_code", "party_organization", "full_members"]
        field_classes = {"name": TitleField, "superior_unit": TitleField}

    field_order = [
        *("name", "kind", "community", "person_name", "person", "phone", "register_new", "since", "reported_in_on"),
        *("party_organization", "full_members"),
    ]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.find_persons(user)
        today = timezone.localdate()
        party = Organization.objects.visible_to(user, "organizations.view_organization").in_force(today)
        self.fields["party_organization"].queryset = party.filter(kind__in=HOLDS_RELATIONSHIPS).order_by("path")  # type: ignore[attr-defined]
        self.fields["party_organization"].empty_label = "没有，或不在这里登记"  # type: ignore[attr-defined]
        self.fields["since"].initial = today
        self.fields["community"].queryset = (  # type: ignore[attr-defined]
            Organization.objects.visible_to(user, "organizations.manage_service")
            .communities()
            .in_force(today)
            .order_by("code")
        )

    def clean(self) -> dict[str, Any]:
        super().clean()
        return PersonFieldsMixin.clean(self) or {}


class ReportInForm(forms.Form):
    """The day on which a unit reported in, from the line of the list; empty means today."""

    on = forms.DateField(label="报到日期", required=False)


class PostFilter(forms.Form):
    q = forms.CharField(label="姓名或组织", required=False, max_length=40)
    position = forms.ChoiceField(label="职务", required=False)
    ending = forms.BooleanField(label="任期将届满", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Post._meta.get_field("position").choices or []
        self.fields["position"].choices = [("", "全部"), *choices]  # type: ignore[attr-defined]


class UnitFilter(forms.Form):
    q = forms.CharField(label="单位名称", required=False, max_length=40)
    waiting = forms.BooleanField(label="只看未报到", required=False)


class DayForm(forms.Form):
    on = forms.DateField(label="查看日期")
