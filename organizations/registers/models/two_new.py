"""Party organisations of firms and social organisations: whose they are, and their checklist (S1 一3; ORG-14)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar
from organizations.models.scoped import ScopedModel
from organizations.models.units import Unit
from organizations.registers.models.entry import Entry


class FirmSize(models.TextChoices):
    LARGE = "large", "规模以上（大）"
    MEDIUM = "medium", "中型"
    SMALL = "small", "小型"


class TwoNewSuperior(models.TextChoices):
    DISTRICT_COMMITTEE = "district_committee", "区非公有制企业党委"
    STREET = "street", "街道综合党组织"
    SUPERVISING = "supervising", "业务主管单位党组织"
    ASSOCIATION = "association", "行业协会党委"


@tracked(exclude=["scope"])
class TwoNewOrganization(Entry):
    """The Party organisation of one firm or social organisation, in the street (``organization``) that keeps it.

    ``size`` is of firms alone; ``restructured``: a firm that was state-owned or collective before 改制.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    size = models.CharField("企业规模", max_length=8, choices=FirmSize, blank=True)
    restructured = models.BooleanField("改制企业", default=False)
    superior = models.CharField("隶属", max_length=20, choices=TwoNewSuperior)
    superior_name = FreeChar("上级党组织名称", max_length=80)
    settled_on = models.DateField("隶属日期")

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "两新组织"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(withdrawn_on=None),
                name="two_new_once",
                violation_error_message="这家单位已经登记",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="two_new_scope")]

    def __str__(self) -> str:
        return self.unit.name


class ChecklistPart(models.TextChoices):
    BASE = "base", "八有"
    NEW = "new", "四有"


@tracked(exclude=["scope"])
class TwoNewItem(ScopedModel, VersionedModel):
    """One item of the checklist as the district named it on the day of entry; ``since`` empty: not there yet."""

    entry = models.ForeignKey(TwoNewOrganization, models.CASCADE, related_name="items", verbose_name="两新组织")
    part = models.CharField("类别", max_length=4, choices=ChecklistPart)
    label = models.CharField("项目", max_length=40)
    since = models.DateField("具备日期", null=True, blank=True)
    evidence = FreeChar("依据", max_length=200, blank=True)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "八有四有"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["entry", "label"], name="two_new_item_once"),
            models.CheckConstraint(
                condition=Q(since=None, evidence="") | (Q(since__isnull=False) & ~Q(evidence="")),
                name="two_new_item_with_evidence",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="two_new_item_scope")]

    def __str__(self) -> str:
        return self.label
