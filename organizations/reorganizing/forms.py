"""What is asked of a merger, a division and an upgrade; codes and names are proposed."""

from datetime import date
from typing import Any

from django import forms

from core.web.forms import TitleField
from core.web.home import lists
from organizations import queries
from organizations.access import MANAGE
from organizations.kinds import CommunityType, Kind
from organizations.models import Organization
from organizations.reorganizing.models import Reorganization, ReorganizationKind
from organizations.reorganizing.rules import kinds_to_merge_into


class _Reorganize(forms.Form):
    on = forms.DateField(label="生效日期")
    document = forms.CharField(label="批准文件", max_length=120, help_text="文件名称和文号")

    def __init__(self, *args: Any, user: Any, organization: Organization, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organization, self.user, self.today = organization, user, today
        self.fields["on"].initial = today
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and proposals."""

    def superior(self) -> Organization | None:
        return Organization.objects.filter(pk__in=self.organization.ancestor_ids[-2:-1]).first()


class MergeForm(_Reorganize):
    target = forms.ModelChoiceField(label="并入", queryset=Organization.objects.none())

    field_order = ("target",)

    def prepare(self) -> None:
        found = (
            Organization.objects.visible_to(self.user, MANAGE)
            .in_force(self.today)
            .filter(kind__in=kinds_to_merge_into(self.organization))
            .exclude(pk=self.organization.pk)
        )
        beside = self.superior()
        near = found.under(beside) if beside is not None else found
        self.fields["target"].queryset = (near if near.exists() else found).order_by("path")  # type: ignore[attr-defined]


class SplitForm(_Reorganize):
    name = TitleField(label="新组织名称", max_length=80)
    code = forms.CharField(label="新组织编码", max_length=40)
    parts = forms.ModelMultipleChoiceField(
        label="随同划出的下级组织",
        queryset=Organization.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="党小组连同组内党员",
    )
    persons = forms.TypedMultipleChoiceField(
        label="随同划出的党员", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    field_order = ("name", "code", "parts", "persons")

    def prepare(self) -> None:
        below = Organization.objects.under(self.organization).in_force(self.today).exclude(pk=self.organization.pk)
        children = [each.pk for each in below if each.ancestor_ids[-2] == self.organization.pk]
        self.fields["parts"].queryset = below.filter(pk__in=children).order_by("path")  # type: ignore[attr-defined]
        self.fields["persons"].choices = lists().followers(self.organization)  # type: ignore[attr-defined]
        if (superior := self.superior()) is not None:
            self.fields["code"].initial = queries.next_code(superior)
        for name in ("parts", "persons"):
            if not self.fields[name].choices:  # type: ignore[attr-defined]
                del self.fields[name]

    def clean_parts(self) -> list[int]:
        return sorted(each.pk for each in self.cleaned_data["parts"])

    def clean_persons(self) -> list[int]:
        return sorted(self.cleaned_data["persons"])


class UpgradeForm(_Reorganize):
    name = TitleField(label="名称", max_length=80)
    code = forms.CharField(label="党总支编码", max_length=40)
    own_name = TitleField(
        label="原支部改称", max_length=80, required=False, help_text="原支部带着全部党员成为党总支的第一个支部"
    )

    field_order = ("name", "code", "own_name")

    def prepare(self) -> None:
        superior = self.superior()
        if self.organization.kind != Kind.BRANCH:
            del self.fields["code"], self.fields["own_name"]
            self.fields["name"].label = "党委名称"
            self.fields["name"].initial = self.organization.name.replace("党总支", "党委")
            return
        self.fields["name"].label = "党总支名称"
        self.fields["name"].initial = f"{superior.name}党总支" if superior else ""
        if superior is not None:
            self.fields["code"].initial = queries.next_code(superior)


class ClassifyForm(_Reorganize):
    community_type = forms.ChoiceField(label="社区类型", choices=CommunityType.choices)

    field_order = ("community_type",)

    def prepare(self) -> None:
        self.fields["community_type"].initial = self.organization.community_type


FORMS: dict[str, type[_Reorganize]] = {
    ReorganizationKind.MERGE: MergeForm,
    ReorganizationKind.SPLIT: SplitForm,
    ReorganizationKind.UPGRADE: UpgradeForm,
    ReorganizationKind.CLASSIFY: ClassifyForm,
}


def planned(organization: Organization, kind: str, data: dict[str, Any]) -> Reorganization:
    """What the form asks for, not saved yet."""
    return Reorganization(organization=organization, kind=kind, **data)
