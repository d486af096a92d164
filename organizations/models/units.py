"""Units of the area: register, communities, part in a big committee."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from core.chinese import creditcode
from core.chinese.problem import Problem
from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar
from core.records.search import Characters
from organizations.models.scoped import ScopedModel
from organizations.models.tree import Organization
from people.models import Person


@tracked(exclude=["scope"])
class Unit(ScopedModel, VersionedModel):
    """A unit of the area 辖区单位, registered under its street (S2 四(二)); its communities are UnitPresence rows."""

    class UnitKind(models.TextChoices):
        ORGAN = "organ", "机关"
        INSTITUTION = "institution", "事业单位"
        ENTERPRISE = "enterprise", "国有企业"
        NEW_ECONOMIC = "new_economic", "新经济组织"
        NEW_SOCIAL = "new_social", "新社会组织"
        ARMY = "army", "部队"
        POLICE = "police", "公安"

    name = FreeChar("单位名称", max_length=80)
    kind = models.CharField("单位类型", max_length=16, choices=UnitKind)
    sector = models.CharField("行业", max_length=40, blank=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    superior_unit = FreeChar("主管单位", max_length=80, blank=True)
    party_organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="units", verbose_name="党组织"
    )
    party_name = FreeChar("党组织名称", max_length=80, blank=True, default="", db_default="")
    full_members = models.PositiveIntegerField("正式党员数", null=True, blank=True)
    district_organ = models.BooleanField("区直机关单位", default=False, db_default=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "辖区单位"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name"],
                name="unit_name_once_a_street",
                violation_error_message="这个街道已有同名单位",
            )
        ]
        indexes = [
            models.Index(fields=["scope"], name="unit_scope"),
            GinIndex(Characters("name"), name="unit_name_characters"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def party(self) -> str:
        """The unit's Party organisation: one of this portal, or by the name that the unit gives; "" for none."""
        return self.party_organization.name if self.party_organization is not None else self.party_name

    def clean(self) -> None:
        super().clean()
        found = creditcode.parse(self.credit_code or "")
        if isinstance(found, Problem):
            raise ValidationError({"credit_code": found.message})
        self.credit_code = found


class UnitPresence(ScopedModel):
    """A unit in one community for a time: since when registered, and when it reported in (S2 四(二))."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="presences", verbose_name="单位")
    during = DateRangeField("起止")
    reported_in_on = models.DateField("报到日期", null=True, blank=True)
    contact = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="联系人")
    instructor = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="党建指导员"
    )

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "驻区单位"
        constraints = [
            ExclusionConstraint(
                name="unit_presence_once_at_a_time",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message="该单位已在本社区登记",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="unit_presence_during_not_empty"),
        ]
        indexes = [models.Index(fields=["scope"], name="unit_presence_scope")]

    def __str__(self) -> str:
        return f"{self.organization} · {self.unit}"


class Participation(ScopedModel):
    """A unit organisation's dated part in a big committee; it changes no affiliation (S2 二(二))."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="participations", verbose_name="单位")
    during = DateRangeField("起止")

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "参加大党委"
        constraints = [
            ExclusionConstraint(
                name="participation_once_at_a_time",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message="该单位已参加这个大党委",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="participation_during_not_empty"),
        ]
        indexes = [models.Index(fields=["scope"], name="participation_scope")]

    def __str__(self) -> str:
        return f"{self.unit} → {self.organization}"
