"""Forms of the tree, posts and units; rules stand in rules.py, a violation becomes an error at its field."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.utils import timezone

from core.chinese.names import normalize_name
from core.web.forms import TitleField
from organizations import accounts, queries, rules
from organizations.coverage import Covered
from organizations.kinds import ALLOWED_PARENTS, COMMUNITY_ORGANIZATIONS, PARTY_OF_UNITS, STREETS, CommunityType, Kind
from organizations.models import Organization, Position, Post, StaffFigure, Unit, UnitPresence
from organizations.modes import KINDS, modes_of
from organizations.orders.fields import PaperFields
from organizations.scoping import permissions_of
from organizations.terms import term_end
from people.models import Person

SAME_NAME_SHOWN = 20


class PersonNames(NamedTuple):
    """Names of the fields that lead to one person: ``person`` a known one, ``made`` what a new one is made of."""

    name: str = "person_name"
    person: str = "person"
    new: str = "register_new"
    phone: str = "phone"
    made: str = "new_person"


Present = Mapping[str, Person | None]
HOLDER = PersonNames()
INSTRUCTOR = PersonNames("instructor_name", "instructor", "instructor_new", "instructor_phone", "new_instructor")


def _same_name(label: str = "同名人员") -> forms.ModelChoiceField[Person]:
    return forms.ModelChoiceField(
        label=label, queryset=Person.objects.none(), required=False, widget=forms.RadioSelect, empty_label=None
    )


def _phone(label: str = "联系电话") -> forms.CharField:
    widget = forms.TextInput(attrs={"data-no-draft": "", "inputmode": "tel", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=20, help_text="新人员填写", widget=widget)


class PersonFieldsMixin(forms.Form):
    """A person by name among those in scope; of several with one name the right one is chosen on the second look."""

    person_name = forms.CharField(label="姓名", max_length=40, help_text="在您管理范围内登记过的人员")
    person = _same_name()
    register_new = forms.BooleanField(label="登记为新人员", required=False, help_text="系统里还没有这个人时勾选")
    phone = _phone()

    asked: ClassVar[Sequence[PersonNames]] = (HOLDER,)

    def find_persons(self, user: Any, present: Present | None = None) -> None:
        """Call it in __init__ after super(): limits the choices to persons in the user's scope.

        ``present``: who is there now, by the name of the field; as long as the name stays, it is still that person.
        """
        self._visible = Person.objects.visible_to(user, "organizations.view_organization")
        self._present, self._same = dict(present or {}), {}
        for names in self.asked:
            known = self._present.get(names.person)
            self.fields[names.name].initial = known.name if known is not None else ""
            name = normalize_name(self.data.get(self.add_prefix(names.name), "")) if self.is_bound else ""
            same = list(self._visible.filter(name=name)[:SAME_NAME_SHOWN]) if name else []
            choice = self.fields[names.person]
            choice.queryset = self._visible.filter(pk__in=[each.pk for each in same])  # type: ignore[attr-defined]
            choice.label_from_instance = describe  # type: ignore[attr-defined]
            self._same[names.person] = same
            if len(same) < 2:
                choice.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        for names in self.asked:
            if cleaned.get(names.person) is None and cleaned.get(names.name):
                self._settle(cleaned, names)
        return cleaned

    def _settle(self, cleaned: dict[str, Any], names: PersonNames) -> None:
        same, present = self._same[names.person], self._present.get(names.person)
        if present is not None and normalize_name(cleaned[names.name]) == present.name:
            cleaned[names.person] = present
        elif not same and cleaned.get(names.new):
            cleaned[names.made] = {"name": cleaned[names.name], "phone": cleaned.get(names.phone, "")}
        elif not same:
            self.add_error(names.name, "您管理的范围内没有这位人员。请核对姓名；若是新人员，请勾选“登记为新人员”")
        elif len(same) > 1:
            self.add_error(names.person, f"有{len(same)}位同名人员，请选择一位")
        else:
            cleaned[names.person] = same[0]


def describe(person: Person) -> str:
    """What tells two persons of one name apart without showing what is protected."""
    birth = f"{person.birth_date.year}年生" if person.birth_date else ""
    parts = [person.get_sex_display(), birth, person.occupation, person.phone_masked]
    return f"{person.name}（{'，'.join(part for part in parts if part) or '未填其他信息'}）"


class AppointForm(PaperFields, PersonFieldsMixin):
    position = forms.ChoiceField(label="职务")
    basis = forms.ChoiceField(label="产生方式", choices=Post.Basis.choices, initial=Post.Basis.APPOINTMENT)
    selection_mode = forms.ChoiceField(label="书记选任方式", required=False, help_text="只有书记填写")
    full_time = forms.BooleanField(label="专职", required=False, initial=True)
    since = forms.DateField(label="任职日期")
    term_ends_on = forms.DateField(
        label="届满日期", required=False, help_text="不改动则从任职日期起按任期计算，届中补选的到本届届满"
    )

    field_order = [
        *("person_name", "person", "position", "basis", "selection_mode", "since", "term_ends_on", "full_time"),
        *("register_new", "phone"),
    ]

    def __init__(self, *args: Any, user: Any, organization: Organization, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.find_persons(user)
        self.fields["position"].choices = [  # type: ignore[attr-defined]
            (position.value, position.label) for position in rules.positions_in(organization.kind)
        ]
        if organization.kind in KINDS:
            modes = [("", "未填"), *((each, each) for each in modes_of(organization, today))]
            self.fields["selection_mode"].choices = modes  # type: ignore[attr-defined]
        else:
            del self.fields["selection_mode"]
        self.fields["since"].initial = today
        self.fields["term_ends_on"].initial = term_end(organization, Position.SECRETARY, today)
        if organization.kind == Kind.BIG_COMMITTEE:  # selected or entering directly (S2 二(四)), hardly ever appointed
            self.fields["basis"].initial = Post.Basis.SELECTION
        elif organization.kind in COMMUNITY_ORGANIZATIONS:  # who was elected enters the big committee directly
            self.fields["basis"].initial = Post.Basis.ELECTION
        self.organization = organization
        self.papers_last()

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


class DatedPaperForm(PaperFields, DatedForm):
    """The same with the document: a removal, a dissolution."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.papers_last()


class JoinForm(forms.Form):
    """Since when a unit takes part in a big committee."""

    since = forms.DateField(label="参加日期")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = today


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


class CreateForm(PaperFields):
    """A new organisation under ``parent``: kinds that may stand there, a proposed code."""

    kind = forms.ChoiceField(label="组织类型")
    name = TitleField(label="组织名称", max_length=80)
    short_name = TitleField(label="简称", max_length=40, required=False)
    code = forms.CharField(label="组织编码", max_length=40)
    since = forms.DateField(label="成立日期")
    community_type = forms.ChoiceField(
        label="社区类型", choices=CommunityType.choices, initial=CommunityType.URBAN, required=False
    )

    def __init__(self, *args: Any, parent: Organization, kinds: list[Kind], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["code"].initial = queries.next_code(parent)
        self.fields["since"].initial = today
        if Kind.COMMUNITY not in kinds:
            del self.fields["community_type"]
        self.papers_last()

    def clean(self) -> dict[str, Any] | None:
        """Only a community has a type."""
        cleaned = super().clean() or {}
        asked = cleaned.pop("community_type", "")
        if cleaned.get("kind") == Kind.COMMUNITY:
            cleaned["community_type"] = asked or CommunityType.URBAN
        return cleaned


class EstablishForm(PaperFields):
    """A community's big committee: everything is proposed from the community (S2 二)."""

    name = TitleField(label="名称", max_length=80)
    code = forms.CharField(label="组织编码", max_length=40)
    since = forms.DateField(label="成立日期")

    def __init__(self, *args: Any, community: Organization, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = f"{community.name}大党委"
        self.fields["code"].initial = queries.next_code(community, "D")
        self.fields["since"].initial = today
        self.papers_last()


class UnitFactsForm(forms.ModelForm[Unit], PersonFieldsMixin):
    """What the register says of a unit, with its contact person and its instructor in the same act (ORG-13)."""

    asked = (HOLDER, INSTRUCTOR)

    person_name = forms.CharField(label="联系人", max_length=40, required=False, help_text="可以以后再填")
    person = _same_name("同名的联系人")
    register_new = forms.BooleanField(label="联系人登记为新人员", required=False, help_text="系统里还没有这个人时勾选")
    phone = _phone("联系人电话")
    instructor_name = forms.CharField(
        label="党建指导员", max_length=40, required=False, help_text="没有党组织的单位由谁指导，没有派的留空"
    )
    instructor = _same_name("同名的指导员")
    instructor_new = forms.BooleanField(label="指导员登记为新人员", required=False)
    instructor_phone = _phone("指导员电话")

    class Meta:
        model = Unit
        fields = [
            *("name", "kind", "district_organ", "sector", "superior_unit", "credit_code"),
            *("party_organization", "party_name", "full_members"),
        ]
        labels: ClassVar[Any] = {"party_organization": "党组织（本系统内）", "party_name": "党组织（其他）"}
        help_texts: ClassVar[Any] = {
            "district_organ": "区委、区政府所属，报到时排在最前",
            "party_name": "隶属别处的写名称；没有党组织的留空",
        }
        field_classes: ClassVar[Any] = {"name": TitleField, "superior_unit": TitleField, "party_name": TitleField}
        error_messages: ClassVar[Any] = {"credit_code": {"unique": "已有单位登记了这个统一社会信用代码，请核对"}}

    def __init__(
        self, *args: Any, user: Any, present: Mapping[str, Person | None] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.find_persons(user, present)
        party = Organization.objects.visible_to(user, "organizations.view_organization").in_force(timezone.localdate())
        choice = self.fields["party_organization"]
        choice.queryset = party.filter(kind__in=PARTY_OF_UNITS).order_by("path")  # type: ignore[attr-defined]
        choice.empty_label = "没有，或不在这里登记"  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "请选择"), *Unit.UnitKind.choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        super().clean()
        return PersonFieldsMixin.clean(self) or {}


class UnitForm(UnitFactsForm):
    """A unit that enters the register of a community; where accounts are given, the contact's in the same act."""

    community = forms.ModelChoiceField(label="所在社区", queryset=Organization.objects.none())
    since = forms.DateField(label="登记日期")
    reported_in_on = forms.DateField(label="报到日期", required=False, help_text="还没有报到的留空")
    account = forms.BooleanField(
        label="同时为联系人开通账号", required=False, help_text="登记后打印一次开通单，密封交给本人"
    )

    field_order = [
        *("name", "kind", "district_organ", "community", "sector", "superior_unit", "credit_code"),
        *("party_organization", "party_name", "full_members"),
        *("person_name", "person", "phone", "register_new", "account"),
        *("instructor_name", "instructor", "instructor_phone", "instructor_new", "since", "reported_in_on"),
    ]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        today = timezone.localdate()
        self.fields["since"].initial = today
        choice = self.fields["community"]
        communities = (
            Organization.objects.visible_to(user, "organizations.manage_service")
            .communities()
            .in_force(today)
            .order_by("code")
        )
        choice.queryset = communities  # type: ignore[attr-defined]
        only = communities[:2]
        if len(only) == 1:
            choice.initial = only[0]
        if accounts.MANAGE not in permissions_of(user):
            del self.fields["account"]

    def validate_unique(self) -> None:
        """Whether the unit is registered already is for the action to say: then it is taken as it is."""


class UnitCorrection(UnitFactsForm):
    """A unit of the register as it is now; its own facts only for whom they are to keep (``may_keep``)."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    field_order = [
        *UnitFactsForm.Meta.fields,
        *("person_name", "person", "phone", "register_new"),
        *("instructor_name", "instructor", "instructor_phone", "instructor_new"),
    ]

    def __init__(self, *args: Any, presence: UnitPresence, may_keep: bool, **kwargs: Any) -> None:
        present = {"person": presence.contact, "instructor": presence.instructor}
        super().__init__(*args, instance=presence.unit, present=present, **kwargs)
        self.fields["version"].initial = presence.unit.version
        if not may_keep:
            for name in self.Meta.fields:
                del self.fields[name]


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


class SeatFilter(forms.Form):
    q = forms.CharField(label="组织名称", required=False, max_length=40)
    vacant = forms.BooleanField(label="只看空缺", required=False)


class StaffFilter(forms.Form):
    """Which table, and with what it is compared: the numbers of a year on paper, else the same on an earlier day."""

    kinds = (Kind.DISTRICT_DEPARTMENT, *STREETS, Kind.COMMUNITY)

    organization = forms.ModelChoiceField(Organization.objects.none(), label="组织", required=False, empty_label=None)
    as_of = forms.DateField(label="截至", required=False)
    earlier = forms.DateField(label="与这一天比较", required=False)
    figure = forms.ModelChoiceField(
        StaffFigure.objects.none(), label="与历年数字比较", required=False, empty_label="不比较"
    )

    def __init__(self, *args: Any, user: Any, permission: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        choice = self.fields["organization"]
        choice.queryset = Organization.objects.visible_to(user, permission).filter(kind__in=self.kinds).order_by("path")  # type: ignore[attr-defined]
        self.offered = list(choice.queryset)  # type: ignore[attr-defined]
        choice.choices = [(each.pk, str(each)) for each in self.offered]  # type: ignore[attr-defined]
        figures = StaffFigure.objects.visible_to(user, permission).standing().select_related("organization")
        self.fields["figure"].queryset = figures.order_by("-year", "scope")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        as_of = cleaned.get("as_of") or self.today
        if as_of > self.today:
            self.add_error("as_of", "截至日期不能晚于今天")
        if cleaned.get("earlier") and cleaned["earlier"] >= as_of:
            self.add_error("earlier", "比较的日期必须早于截至日期")
        figure, organization = cleaned.get("figure"), cleaned.get("organization")
        if figure is not None and organization is not None and figure.organization_id != organization.pk:
            self.add_error("figure", f"这是{figure.organization}的数字，请选择同一个组织")
        return cleaned


class UnitFilter(forms.Form):
    q = forms.CharField(label="单位名称", required=False, max_length=40)
    waiting = forms.BooleanField(label="只看未报到", required=False)


class CoverageFilter(forms.Form):
    q = forms.CharField(label="单位名称", required=False, max_length=40)
    state = forms.ChoiceField(
        label="情况",
        required=False,
        choices=[("", "没有覆盖和未知"), ("all", "全部"), *((each.value, each.label) for each in Covered)],
    )


class DayForm(forms.Form):
    on = forms.DateField(label="查看日期")
