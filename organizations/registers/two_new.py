"""Whose the Party organisations of firms and social organisations are, and what they have (S1 一3, 二3; ORG-14)."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.records.errors import RuleViolation
from organizations import standards
from organizations.kinds import STREETS
from organizations.models import Organization, TwoNewItem, TwoNewOrganization, Unit
from organizations.registers.bodies import TWO_NEW
from organizations.registers.forms import KEEP, EntryForm, LineForm
from organizations.registers.models.two_new import ChecklistPart, FirmSize, TwoNewSuperior
from organizations.registers.register import Asked, Column, Part, Register, Step, plain
from organizations.tree.effective import check_not_ahead, check_stands

ITEMS = {ChecklistPart.BASE: "org.two_new.base_items", ChecklistPart.NEW: "org.two_new.new_items"}
NUMBER = "org.two_new.checklist_items"
OF_SOCIAL = (TwoNewSuperior.SUPERVISING, TwoNewSuperior.ASSOCIATION)


def superiors_of(unit_kind: str, size: str) -> tuple[TwoNewSuperior, ...]:
    """Where an organisation belongs (S1 一3): large firms, restructured or not, under the district's committee for
    non-public firms, all smaller ones under the street's comprehensive organisation; social organisations under the
    supervising body or the association's committee."""
    if unit_kind == Unit.UnitKind.NEW_SOCIAL:
        return OF_SOCIAL
    return (TwoNewSuperior.DISTRICT_COMMITTEE,) if size == FirmSize.LARGE else (TwoNewSuperior.STREET,)


def check_two_new(row: TwoNewOrganization, asked: Asked) -> None:
    """A firm or social organisation of the street, under the superior that its kind and size ask."""
    if not asked.names:
        return
    check_not_ahead(row.settled_on, today=asked.today, label="隶属日期", field="settled_on")
    check_stands(row.organization, row.settled_on, label="隶属日期", field="settled_on")
    unit = row.unit
    if unit.kind not in TWO_NEW:
        raise RuleViolation(
            "not-new", f"{unit.name}是{unit.get_kind_display()}，不是新经济组织或新社会组织", field="unit"
        )
    if unit.organization_id != row.organization_id:
        raise RuleViolation("elsewhere", f"{unit.name}不是{row.organization.name}登记的单位", field="unit")
    social = unit.kind == Unit.UnitKind.NEW_SOCIAL
    if social and (row.size or row.restructured):
        raise RuleViolation("no-size", "社会组织不填企业规模和改制", field="size")
    if not social and not row.size:
        raise RuleViolation("size", "请选择企业规模", field="size")
    allowed = superiors_of(unit.kind, row.size)
    if row.superior not in allowed:
        what = "社会组织" if social else f"{row.get_size_display()}{'改制' if row.restructured else ''}企业"
        words = "或".join(str(each.label) for each in allowed)
        raise RuleViolation("superior", f"{what}党组织应隶属{words}", field="superior")


def checklist(organization: Organization, on: date) -> list[tuple[ChecklistPart, str]]:
    """The items of the day. Raises RuleViolation ``checklist`` where they are not as many as the standard says."""
    found = standards.several([*ITEMS.values(), NUMBER], organization=organization, as_of=on)
    items = [(part, label) for part, name in ITEMS.items() for label in found[name]]
    if len(items) != int(found[NUMBER]):
        message = f"清单应为{int(found[NUMBER])}项，现行标准列出{len(items)}项，请区里先改好标准"
        raise RuleViolation("checklist", message)
    return items


def ask_items(row: TwoNewOrganization, _by: Any, today: date) -> None:
    TwoNewItem.objects.bulk_create(
        TwoNewItem(entry=row, organization_id=row.organization_id, part=part, label=label)
        for part, label in checklist(row.organization, today)
    )


def check_item(line: TwoNewItem, asked: Asked) -> None:
    if line.since is None:
        raise RuleViolation("no-day", "请填写具备日期", field="since")
    check_not_ahead(line.since, today=asked.today, label="具备日期", field="since")
    if not line.evidence.strip():
        raise RuleViolation("no-evidence", "请写明依据，如照片、文件、现场查看", field="evidence")


def check_lost(_line: TwoNewItem, _asked: Asked) -> None:
    """Anything may be lost again; the reason is in the log."""


class TwoNewForm(EntryForm):
    class Meta:
        model = TwoNewOrganization
        fields: ClassVar[Any] = ["unit", "size", "restructured", "superior", "superior_name", "settled_on"]
        help_texts: ClassVar[Any] = {
            "size": "社会组织不选",
            "superior": "规模以上企业（含改制）归区非公有制企业党委，其他企业归街道综合党组织，"
            "社会组织归业务主管单位党组织或行业协会党委",
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if self.instance.pk:
            del self.fields["unit"]
        else:
            rows = Unit.objects.visible_to(user, KEEP).filter(kind__in=TWO_NEW)
            self.fields["unit"].queryset = rows.order_by("name", "pk")  # type: ignore[attr-defined]
            self.fields["unit"].empty_label = "请选择"  # type: ignore[attr-defined]
        self.fields["settled_on"].initial = timezone.localdate()


class ItemForm(LineForm):
    class Meta:
        model = TwoNewItem
        fields: ClassVar[Any] = ["since", "evidence"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["since"] = self.instance.since or timezone.localdate()


class LostForm(LineForm):
    reason = forms.CharField(label="原因", max_length=120)

    class Meta:
        model = TwoNewItem
        fields: ClassVar[Any] = []


def _has(row: TwoNewOrganization) -> str:
    items = row.items.all()
    return f"{sum(each.since is not None for each in items)} / {len(items)}"


def _lacks(row: TwoNewOrganization) -> str:
    return "、".join(each.label for each in row.items.all() if each.since is None)


TWO_NEWS = Register(
    key="two_new",
    label="两新组织",
    noun="两新组织",
    about="新经济组织、新社会组织的党组织隶属哪里，八有四有具备几项、还缺哪些",
    model=TwoNewOrganization,
    form=TwoNewForm,
    kinds=STREETS,
    on="settled_on",
    columns=(
        Column("单位", str),
        plain(TwoNewOrganization, "size"),
        plain(TwoNewOrganization, "superior"),
        Column("八有四有", _has),
        Column("还缺", _lacks),
    ),
    facts=(
        plain(TwoNewOrganization, "restructured"),
        plain(TwoNewOrganization, "superior_name"),
        plain(TwoNewOrganization, "settled_on"),
    ),
    joins=("organization", "unit"),
    fetched=("items",),
    sought=("unit__name",),
    parts=(
        Part(
            key="item",
            label="八有四有",
            noun="项目",
            model=TwoNewItem,
            parent="entry",
            form=ItemForm,
            columns=(
                plain(TwoNewItem, "label"),
                plain(TwoNewItem, "part"),
                Column("情况", lambda line: f"{line.since} 起具备" if line.since else "还没有"),
                plain(TwoNewItem, "evidence"),
            ),
            check=check_item,
            steps=(
                Step(
                    "lose",
                    "不再具备",
                    LostForm,
                    check_lost,
                    lambda line: line.since is not None,
                    lambda data: data | {"since": None, "evidence": ""},
                ),
            ),
            made=True,
        ),
    ),
    check=check_two_new,
    then=ask_items,
)
