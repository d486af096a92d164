"""The register of volunteer teams of the alliance (SVC-04; S2 三(五); S0 三(三)3)."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.records.errors import RuleViolation
from core.web.forms import TitleField
from organizations import standards
from organizations.kinds import Kind
from organizations.models import Organization, Unit, UnitPresence
from organizations.registers.forms import EntryForm
from organizations.registers.kinds import KEEPER
from organizations.registers.register import Asked, Column, Register, Step, plain
from organizations.tree.effective import check_not_ahead, check_stands
from services.models import VolunteerTeam
from services.registers_contacts import UnitField, units_of

THEMES = "svc.volunteer.themes"


def themes_of(organization: Organization | None, on: date) -> list[str]:
    return list(standards.at(THEMES, organization=organization, as_of=on))


class TeamForm(EntryForm):
    title = TitleField(label="队伍名称", max_length=60)
    theme = forms.ChoiceField(label="服务主题")
    unit = UnitField(Unit.objects.none(), label="所属单位", required=False, empty_label="社区居民")

    field_order: tuple[str, ...] = ("organization", "title", "theme", "unit", "leader", "people", "founded_on")

    class Meta:
        model = VolunteerTeam
        fields: ClassVar[Any] = ["title", "theme", "unit", "leader", "people", "founded_on"]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["unit"].queryset = units_of(user)  # type: ignore[attr-defined]
        today = timezone.localdate()
        place = self.instance.organization if self.instance.pk else self.fields["organization"].initial
        themes = themes_of(place, today)
        if self.instance.pk and self.instance.theme not in themes:
            themes.append(self.instance.theme)
        self.fields["theme"].choices = [("", "请选择"), *((each, each) for each in themes)]  # type: ignore[attr-defined]
        if self.instance.pk is None:
            self.fields["founded_on"].initial = today


class DissolveTeamForm(EntryForm):
    dissolved_on = forms.DateField(label="解散日期")

    class Meta:
        model = VolunteerTeam
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dissolved_on"].initial = timezone.localdate()


class RestoreTeamForm(EntryForm):
    reason = forms.CharField(label="恢复原因", max_length=120)

    class Meta:
        model = VolunteerTeam
        fields: ClassVar[Any] = []


def check_team(team: VolunteerTeam, asked: Asked) -> None:
    """It exists, with a theme of the district's list, of a unit of the area; one that served is dissolved."""
    if not asked.names:
        if team.helpers.exists():
            raise RuleViolation("served", "这个队伍已经参加过活动，不能撤回；不再活动的请登记解散")
        return
    check_not_ahead(team.founded_on, today=asked.today, label="成立日期", field="founded_on")
    check_stands(team.organization, team.founded_on, label="成立日期", field="founded_on")
    stored = VolunteerTeam.objects.filter(pk=team.pk).first() if team.pk else None
    kept = stored is not None and stored.theme == team.theme
    if not kept and team.theme not in themes_of(team.organization, asked.today):
        raise RuleViolation("theme", "请从现行的服务主题里选择", field="theme")
    if team.unit_id is not None and (stored is None or stored.unit_id != team.unit_id):
        here = UnitPresence.objects.filter(
            organization=team.organization_id, unit=team.unit_id, during__contains=asked.today
        )
        if not here.exists():
            raise RuleViolation("unit-elsewhere", "所属单位不在本社区的辖区", field="unit")


def check_dissolving(team: VolunteerTeam, asked: Asked) -> None:
    if VolunteerTeam.objects.filter(pk=team.pk, dissolved_on__isnull=False).exists():
        raise RuleViolation("dissolved", "已经解散")
    assert team.dissolved_on is not None  # the form asks for it
    check_not_ahead(team.dissolved_on, today=asked.today, label="解散日期", field="dissolved_on")
    if team.dissolved_on < team.founded_on:
        raise RuleViolation("date-order", "解散日期不能早于成立日期", field="dissolved_on")


def check_restoring(team: VolunteerTeam, _asked: Asked) -> None:
    if not VolunteerTeam.objects.filter(pk=team.pk, dissolved_on__isnull=False).exists():
        raise RuleViolation("there", "没有解散，不用恢复")


TEAMS = Register(
    key="teams",
    label="志愿服务队",
    noun="志愿服务队",
    about="各支志愿服务队的主题、负责人和人数，同在一个志愿服务联盟",
    model=VolunteerTeam,
    form=TeamForm,
    kinds=(Kind.COMMUNITY,),
    on="founded_on",
    columns=(
        plain(VolunteerTeam, "title"),
        Column("社区", KEEPER.value),
        plain(VolunteerTeam, "theme"),
        Column("所属单位", lambda row: row.unit.name if row.unit else "社区居民"),
        plain(VolunteerTeam, "leader"),
        Column("人数", lambda row: row.people, "number"),
        plain(VolunteerTeam, "founded_on"),
        Column("解散日期", lambda row: row.dissolved_on.isoformat() if row.dissolved_on else ""),
    ),
    steps=(
        Step("dissolve", "解散", DissolveTeamForm, check_dissolving, lambda row: row.dissolved_on is None),
        Step(
            "restore",
            "恢复",
            RestoreTeamForm,
            check_restoring,
            lambda row: row.dissolved_on is not None,
            lambda data: data | {"dissolved_on": None},
        ),
    ),
    check=check_team,
    joins=("organization", "unit"),
    sought=("title", "theme"),
    links=(("志愿服务联盟", "services:alliance"),),
    app="services",
)
