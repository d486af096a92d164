"""Guidance by class of community: issued by district and street, read on the page of each community (ORG-22)."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from core.web.forms import TitleField
from organizations.kinds import STREETS, Kind
from organizations.models import Guidance, Organization
from organizations.registers.forms import EntryForm
from organizations.registers.register import Asked, Column, Register, plain
from organizations.tree.effective import check_not_ahead, check_stands


class GuidanceForm(EntryForm):
    title = TitleField(label="名称", max_length=80)

    class Meta:
        model = Guidance
        fields: ClassVar[Any] = ["community_type", "title", "document", "content", "issued_on"]
        widgets: ClassVar[Any] = {"content": forms.Textarea(attrs={"rows": 8, "maxlength": 5000})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issued_on"].initial = timezone.localdate()


def check_guidance(entry: Guidance, asked: Asked) -> None:
    """Before guidance is entered or corrected: it is issued by somebody who is there, not ahead."""
    if not asked.names:
        return
    check_stands(entry.organization, entry.issued_on, label="印发日期", field="issued_on")
    check_not_ahead(entry.issued_on, today=asked.today, label="印发日期", field="issued_on")


def guiding(community: Organization, on: date) -> QuerySet[Guidance]:
    """What stands for the community on the day: of each superior the newest for its type; one query."""
    issued = Guidance.objects.standing().filter(issued_on__lte=on, community_type=community.community_type)
    newest = issued.filter(organization=OuterRef("organization")).order_by("-issued_on", "-pk")
    found: QuerySet[Guidance] = issued.filter(
        organization__in=community.ancestor_ids, pk=Subquery(newest.values("pk")[:1])
    )
    return found.select_related("organization").order_by("scope")


GUIDANCE = Register(
    key="guidance",
    label="分类指导",
    noun="分类指导意见",
    about="对城镇、村级、过渡型社区分别提出的要求，在每个社区的页面上看得到适用于它的最新一份",
    model=Guidance,
    form=GuidanceForm,
    kinds=(Kind.DISTRICT_DEPARTMENT, *STREETS),
    on="issued_on",
    columns=(
        Column("名称", str),
        Column("印发组织", lambda entry: entry.organization.name),
        plain(Guidance, "community_type"),
        plain(Guidance, "document"),
        plain(Guidance, "issued_on"),
    ),
    facts=(plain(Guidance, "content"),),
    check=check_guidance,
    sought=("title", "document"),
)
