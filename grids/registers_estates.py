"""The register of estates, with who was contacted before people moved in (GRD-10; S4B 一, 二(四))."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Count, Q
from django.utils import timezone

from core.records.errors import RuleViolation
from grids.models import Estate, EstateContact, Grid, Household, Residence
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.registers.forms import EntryForm, LineForm
from organizations.registers.kinds import KEEPER
from organizations.registers.register import Asked, Column, Part, Register, plain
from organizations.tree.effective import check_not_ahead, check_stands

BRANCHES = (Kind.ESTATE_BRANCH, Kind.COURTYARD_BRANCH, Kind.BRANCH, Kind.GRID_BRANCH)


class BranchField(forms.ModelChoiceField[Organization]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class EstateForm(EntryForm):
    branch = BranchField(
        Organization.objects.none(),
        label="党组织",
        required=False,
        empty_label="还没有",
        help_text="小区党支部，或者负责这个小区的党支部、网格大党支部",
    )

    class Meta:
        model = Estate
        fields: ClassVar[Any] = [
            "name",
            "kind",
            "listed_on",
            "moves_in_on",
            "address",
            "planned_households",
            "developer",
            "manager",
            "owners_committee",
            "branch",
        ]
        help_texts: ClassVar[Any] = {
            "moves_in_on": "新建小区填预计日期，入住以后更正为实际日期；早已入住的不填",
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["listed_on"].initial = timezone.localdate()
        seen = Organization.objects.visible_to(user, "organizations.view_organization").in_force(timezone.localdate())
        self.fields["branch"].queryset = seen.filter(kind__in=BRANCHES).order_by("path")  # type: ignore[attr-defined]


class EstateContactForm(LineForm):
    class Meta:
        model = EstateContact
        fields: ClassVar[Any] = ["contacted_on", "partner", "content", "result"]
        widgets: ClassVar[Any] = {"content": forms.Textarea(attrs={"rows": 3, "maxlength": 500})}
        help_texts: ClassVar[Any] = {"content": "写对接的事，不写个人的姓名和电话"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contacted_on"].initial = timezone.localdate()


def check_estate(estate: Estate, asked: Asked) -> None:
    """Listed on a day of the community; its branch stands there, too. One with buildings stays."""
    if not asked.names:
        if estate.buildings.exists():
            raise RuleViolation("has-buildings", "小区里还有楼栋，请先在“楼栋资料”里改到别的小区")
        return
    if estate.listed_on is None:
        raise RuleViolation("no-day", "请填写登记日期", field="listed_on")
    check_not_ahead(estate.listed_on, today=asked.today, label="登记日期", field="listed_on")
    check_stands(estate.organization, estate.listed_on, label="登记日期", field="listed_on")
    if estate.moves_in_on is not None:
        check_not_ahead(
            estate.moves_in_on, today=asked.today, label="首批入住日期", field="moves_in_on", future=True, years=5
        )
    above = set(estate.organization.ancestor_ids[1:])  # an estate branch may stand under the street directly (S4B 一)
    branch = estate.branch
    if branch is not None and not (above | {estate.organization_id}) & set(branch.ancestor_ids):
        raise RuleViolation("branch-elsewhere", "请选择本社区或本街道的党组织", field="branch")


def check_contact(contact: EstateContact, asked: Asked) -> None:
    """It took place, while the community was there."""
    if not asked.names:
        return
    check_not_ahead(contact.contacted_on, today=asked.today, label="对接日期", field="contacted_on")
    check_stands(contact.estate.organization, contact.contacted_on, label="对接日期", field="contacted_on")


def contact_of(estate: Estate) -> str:
    """Whether it was contacted before people moved in, in words."""
    days = [row.contacted_on for row in estate.contacts.all()]
    if estate.moves_in_on is None:
        return f"已对接 {len(days)} 次" if days else "入住以后登记"
    if any(day < estate.moves_in_on for day in days):
        return "入住前已对接"
    if timezone.localdate() < estate.moves_in_on:
        return "入住前待对接"
    return "入住前没有对接"


def places_of(estate: Estate) -> list[tuple[str, str]]:
    """What stands in the estate today: grids, buildings, households, members."""
    today = timezone.localdate()
    buildings = estate.buildings.in_force(today)
    grids = Grid.objects.filter(buildings__in=buildings).distinct().order_by("order", "code")
    counted = Household.objects.filter(building__in=buildings).aggregate(
        households=Count("pk"), central=Count("pk", filter=Q(member_household__isnull=False))
    )
    members = Residence.objects.as_of(today).filter(building__in=buildings).count()
    return [
        ("网格", "、".join(grid.name for grid in grids)),
        ("楼栋", "、".join(buildings.order_by("order", "pk").values_list("name", flat=True))),
        ("住户", f"{counted['households']} 户，其中党员中心户 {counted['central']} 户"),
        ("居住党员", f"{members} 人"),
    ]


ESTATES = Register(
    key="estates",
    label="小区",
    noun="小区",
    about="社区里有哪些小区，各有哪些网格和楼栋；新建小区在入住以前主动对接，纳入党组织管理",
    model=Estate,
    form=EstateForm,
    kinds=(Kind.COMMUNITY,),
    on="listed_on",
    columns=(
        Column("小区", str),
        Column("社区", KEEPER.value),
        plain(Estate, "kind"),
        plain(Estate, "moves_in_on"),
        Column("党组织", lambda estate: estate.branch.name if estate.branch else ""),
        Column("对接情况", contact_of),
    ),
    facts=(
        plain(Estate, "address"),
        plain(Estate, "planned_households"),
        plain(Estate, "developer"),
        plain(Estate, "manager"),
        plain(Estate, "owners_committee"),
        plain(Estate, "listed_on"),
    ),
    parts=(
        Part(
            key="contact",
            label="入住前对接",
            noun="对接",
            model=EstateContact,
            parent="estate",
            form=EstateContactForm,
            columns=(
                plain(EstateContact, "contacted_on"),
                plain(EstateContact, "partner"),
                plain(EstateContact, "content"),
                plain(EstateContact, "result"),
            ),
            check=check_contact,
            joins=("estate__organization",),
        ),
    ),
    more=places_of,
    check=check_estate,
    joins=("organization", "branch"),
    fetched=("contacts",),
    sought=("name", "developer"),
    app="grids",
)
