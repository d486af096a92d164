"""Estates 小区: a level of place between community and building; a new one is contacted before people move in."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.models import Organization, ScopedModel
from organizations.registers.models import Entry


@tracked(exclude=["scope"])
class Estate(Entry):
    """A residential estate of a community (GRD-10; S4B 一, 二(四)); its buildings name it.

    ``moves_in_on``: when people move in, expected or real; empty for one that was lived in before it was listed, which
    nobody has to contact ahead. ``branch``: its 小区党支部 or any organisation that answers for it.
    """

    class Kind(models.TextChoices):
        COMMERCIAL = "commercial", "商品房小区"
        RESETTLEMENT = "resettlement", "安置房小区"
        AFFORDABLE = "affordable", "保障房小区"
        UNIT_COMPOUND = "unit_compound", "单位家属院"
        OLD = "old", "老旧小区"

    name = FreeChar("小区名称", max_length=40)
    kind = models.CharField("类别", max_length=16, choices=Kind)
    address = FreeChar("地址", max_length=80, blank=True)
    listed_on = models.DateField("登记日期")
    moves_in_on = models.DateField("首批入住日期", null=True, blank=True)
    planned_households = models.PositiveIntegerField("规划户数", null=True, blank=True)
    developer = FreeChar("开发建设单位", max_length=80, blank=True)
    manager = FreeChar("物业服务单位", max_length=80, blank=True)
    owners_committee = FreeChar("业主委员会（小区管委会）", max_length=80, blank=True)
    branch = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="党组织"
    )

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "小区"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "name"],
                condition=Q(withdrawn_on=None),
                name="estate_name_once",
                violation_error_message="这个社区已有同名小区",
            ),
        ]
        indexes = [models.Index(fields=["scope", "moves_in_on"], name="estate_scope")]

    def __str__(self) -> str:
        return self.name


@tracked(exclude=["scope"])
class EstateContact(ScopedModel, VersionedModel):
    """The community went to those who build or manage an estate: when, whom, what was agreed."""

    class Partner(models.TextChoices):
        DEVELOPER = "developer", "开发建设单位"
        MANAGER = "manager", "物业服务单位"
        OWNERS = "owners", "业主代表或筹备组"
        OTHER = "other", "其他"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="contacts", verbose_name="小区")
    contacted_on = models.DateField("对接日期")
    partner = models.CharField("对接对象", max_length=10, choices=Partner)
    content = FreeText("对接内容", max_length=500)
    result = FreeChar("商定事项", max_length=200, blank=True)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "入住前对接"
        indexes = [
            models.Index(fields=["scope"], name="estate_contact_scope"),
            models.Index(fields=["estate", "contacted_on"], name="estate_contact_estate"),
        ]

    def __str__(self) -> str:
        return f"{self.estate} {self.contacted_on}"
