"""The register of posts with duties, and what was done in them (MEM-07)."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from grids.models import Area, DutyPost, DutyService, Grid
from grids.posts import rules
from organizations.forms import HOLDER, PersonFieldsMixin, PersonNames
from organizations.kinds import BRANCHES, Kind
from organizations.models import Organization
from organizations.registers.contacts import span
from organizations.registers.forms import KEEP, EntryForm, LineForm
from organizations.registers.persons import person_named
from organizations.registers.register import Column, Part, Register, plain

_FIELDS = ["kind", "name", "duties", "grid", "area", "service_day"]


class DutyPostForm(EntryForm, PersonFieldsMixin):
    """Which member takes which post, where, on which day of the month; later the member stays."""

    since = forms.DateField(label="开始日期")
    until = forms.DateField(label="结束日期", required=False, help_text="这一天起不再任岗；没有定的留空")

    field_order = ("organization", "person_name", "person", *_FIELDS, "since", "until")

    class Meta:
        model = DutyPost
        fields: ClassVar[Any] = _FIELDS
        help_texts: ClassVar[Any] = {
            "grid": "岗位在哪个网格；不分网格的留空",
            "service_day": "每月几日服务，1 到 28；没有固定日子的留空",
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        del self.fields["register_new"], self.fields["phone"]
        self.order_fields(self.field_order)
        self._offer(user)
        if self.instance.pk:
            del self.fields["person_name"], self.fields["person"]
            self.fields["since"].initial = self.instance.during.lower
            self.fields["until"].initial = self.instance.during.upper
            return
        self.find_persons(user)
        self.fields["organization"].label = "设岗的支部或社区"
        self.fields["person_name"].label = "党员姓名"
        self.fields["since"].initial = timezone.localdate()

    def _offer(self, user: Any) -> None:
        """Grids and areas of the communities that the user keeps, and the words of the district's list."""
        today = timezone.localdate()
        communities = Organization.objects.visible_to(user, KEEP).values("pk")
        grids, areas = Grid.objects.in_force(today), Area.objects.in_force(today).select_related("grid")
        if self.instance.pk:
            communities = self.instance.organization.ancestor_ids
        fields: Any = self.fields
        fields["grid"].queryset = grids.filter(organization__in=communities).order_by("organization__path", "order")
        fields["area"].queryset = areas.filter(grid__organization__in=communities).order_by("grid__order", "pk")
        fields["grid"].label_from_instance = lambda grid: grid.name
        fields["area"].label_from_instance = lambda area: f"{area.grid.name} {area.name}"
        place = self.instance.organization if self.instance.pk else fields["organization"].initial
        self.fields["name"].help_text = f"义务岗填：{'、'.join(rules.roles_of(place, today))}"

    def _settle(self, cleaned: dict[str, Any], names: PersonNames) -> None:
        if not self._same[names.person]:
            self.add_error(names.name, "您管理的范围内没有这位党员，请核对姓名")
        else:
            super()._settle(cleaned, names)

    def clean(self) -> dict[str, Any] | None:
        return self.cleaned_data if self.instance.pk else PersonFieldsMixin.clean(self)


class DutyServiceForm(LineForm):
    class Meta:
        model = DutyService
        fields: ClassVar[Any] = ["served_on", "content"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["served_on"].initial = timezone.localdate()


def _settled(data: dict[str, Any], by: Any) -> dict[str, Any]:
    fields = span(data)
    if HOLDER.name in fields:
        fields["person"] = person_named(fields, HOLDER, by)
    return fields


def served(entry: DutyPost) -> str:
    year = timezone.localdate().year
    return f"今年 {sum(each.served_on.year == year for each in entry.services.all())} 次"


SERVICES = Part(
    key="service",
    label="服务记录",
    noun="服务",
    model=DutyService,
    parent="post",
    form=DutyServiceForm,
    columns=(plain(DutyService, "served_on"), plain(DutyService, "content")),
    check=rules.check_service,
    joins=("post__organization",),
)

DUTY_POSTS = Register(
    key="duty_posts",
    label="设岗定责",
    noun="岗位",
    about="哪名党员在哪个岗、负什么责、在哪个网格和责任区，每月哪天服务；义务岗和党员先锋岗也登记在这里",
    model=DutyPost,
    form=DutyPostForm,
    kinds=(Kind.COMMUNITY, *BRANCHES),
    on="during",
    columns=(
        Column("党员", lambda entry: entry.person.name),
        plain(DutyPost, "kind"),
        plain(DutyPost, "name"),
        Column("支部或社区", lambda entry: entry.organization.name),
        Column("网格", lambda entry: entry.grid.name if entry.grid else ""),
        Column("责任区", lambda entry: entry.area.name if entry.area else ""),
        Column("每月服务日", lambda entry: f"{entry.service_day}日" if entry.service_day else ""),
        Column("服务", served),
        Column("开始日期", lambda entry: entry.during.lower.isoformat()),
        Column("结束日期", lambda entry: entry.during.upper.isoformat() if entry.during.upper else ""),
    ),
    facts=(plain(DutyPost, "duties"),),
    parts=(SERVICES,),
    settle=_settled,
    check=rules.check_post,
    joins=("organization", "person", "grid", "area"),
    fetched=("services",),
    sought=("person__name", "name"),
    again="再设一岗",
    links=(("设岗情况", "grids:duty_coverage"),),
    app="grids",
)
