"""Registers that services keep: festival and culture activities (SVC-17)."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.records.errors import RuleViolation
from organizations import standards
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.registers.forms import EntryForm
from organizations.registers.kinds import KEEPER
from organizations.registers.register import Asked, Column, Register, plain
from organizations.tree.effective import check_not_ahead
from services import registers_contacts, registers_figures, registers_partners
from services.feedback.register import FEEDBACK
from services.funds.register import GRANTS, VOUCHERS
from services.goods import register as goods
from services.models import CultureEvent
from services.registers_teams import TEAMS

LEVELS = "svc.culture.levels"


def levels_of(organization: Organization | None) -> list[str]:
    return list(standards.at(LEVELS, organization=organization, as_of=timezone.localdate()))


class CultureEventForm(EntryForm):
    level = forms.ChoiceField(label="层面")

    field_order = ("organization", "title", "festival", "level", "held_on", "place", "participants", "content")

    class Meta:
        model = CultureEvent
        fields: ClassVar[Any] = ["title", "festival", "level", "held_on", "place", "participants", "content"]
        widgets: ClassVar[Any] = {"content": forms.Textarea(attrs={"rows": 3, "maxlength": 500})}
        help_texts: ClassVar[Any] = {"festival": "例如：春节、端午；平时的文化活动留空"}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        entry = self.instance if self.instance.pk else None
        words = levels_of(entry.organization if entry else self.fields["organization"].initial)
        words += [entry.level] if entry and entry.level not in words else []
        self.fields["level"].choices = [("", "请选择"), *((each, each) for each in words)]  # type: ignore[attr-defined]
        self.fields["held_on"].initial = timezone.localdate()


def check_event(event: CultureEvent, asked: Asked) -> None:
    """It took place, at one of the levels in force."""
    if not asked.names:
        return
    check_not_ahead(event.held_on, today=asked.today, label="举办日期", field="held_on")
    known = CultureEvent.objects.filter(pk=event.pk, level=event.level) if event.pk else CultureEvent.objects.none()
    if event.level not in levels_of(event.organization) and not known.exists():
        raise RuleViolation("level", "请从现行的层面里选择", field="level")


CULTURE = Register(
    key="culture",
    label="节庆文化活动",
    noun="活动",
    about="节日和平时的文化活动，家庭、楼道、街巷、广场各办了多少次",
    model=CultureEvent,
    form=CultureEventForm,
    kinds=(Kind.COMMUNITY,),
    on="held_on",
    columns=(
        plain(CultureEvent, "title"),
        Column("社区", KEEPER.value),
        plain(CultureEvent, "festival"),
        plain(CultureEvent, "level"),
        plain(CultureEvent, "held_on"),
        Column("参加人数", lambda event: event.participants, "number"),
    ),
    facts=(plain(CultureEvent, "place"), plain(CultureEvent, "content")),
    check=check_event,
    sought=("title", "festival"),
    app="services",
    links=(("分层统计", "services:culture_levels"),),
)

REGISTERS = (
    CULTURE,
    *registers_contacts.REGISTERS,
    *registers_partners.REGISTERS,
    *registers_figures.REGISTERS,
    VOUCHERS,
    GRANTS,
    *goods.REGISTERS,
    TEAMS,
    FEEDBACK,
)
