"""Yearly plans and statements of responsibility with their targets (ORG-20)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.models.scoped import ScopedModel
from organizations.models.tree import Organization
from organizations.registers.models.entry import Entry


class PlanKind(models.TextChoices):
    PLAN = "plan", "年度工作计划"
    STATEMENT = "statement", "责任状"


class PlanGrade(models.TextChoices):
    EXCELLENT = "excellent", "优秀"
    QUALIFIED = "qualified", "合格"
    UNQUALIFIED = "unqualified", "不合格"


@tracked(exclude=["scope"])
class YearPlan(Entry):
    """What an organisation undertakes for a year: its own plan, or a statement that its superior signs with it (S0 四;
    S4B 二(一)3). ``superior``: who signs downwards, null for a plan. ``signed_on``: signed, or adopted."""

    Kind = PlanKind
    Grade = PlanGrade

    kind = models.CharField("种类", max_length=12, choices=PlanKind)
    year = models.PositiveSmallIntegerField("年度")
    superior = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", editable=False, verbose_name="下达组织"
    )
    content = FreeText("主要任务和措施", max_length=2000)
    signed_on = models.DateField("签订或通过日期", null=True, blank=True)
    signed_by = FreeChar("双方签字人", max_length=80, blank=True)
    grade = models.CharField("年终考核结果", max_length=12, choices=PlanGrade, blank=True, editable=False)
    conclusion = FreeText("年终情况", max_length=1000, blank=True, editable=False)
    reward = FreeChar("奖惩", max_length=120, blank=True, editable=False)
    concluded_on = models.DateField("考核日期", null=True, blank=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "年度计划和责任状"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "year", "kind"],
                condition=Q(withdrawn_on=None),
                name="year_plan_once_a_year",
                violation_error_message="这个组织这一年已经登记过",
            ),
            models.CheckConstraint(
                condition=Q(kind=PlanKind.PLAN, superior=None) | Q(kind=PlanKind.STATEMENT, superior__isnull=False),
                name="year_plan_statement_has_superior",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on=None, grade="")
                | (Q(concluded_on__isnull=False, signed_on__isnull=False) & ~Q(grade="")),
                name="year_plan_concluded_with_grade",
            ),
        ]
        indexes = [models.Index(fields=["scope", "year"], name="year_plan_scope")]

    def __str__(self) -> str:
        return f"{self.organization.name}{self.year}年{self.get_kind_display()}"


@tracked(exclude=["scope"])
class YearTarget(ScopedModel, VersionedModel):
    """One target of a year: a number to reach, and what was reached at its end (``done`` null: not said yet)."""

    plan = models.ForeignKey(YearPlan, models.PROTECT, related_name="targets", verbose_name="计划")
    title = FreeChar("目标", max_length=120)
    wanted = models.DecimalField("目标值", max_digits=10, decimal_places=2)
    unit = models.CharField("单位", max_length=12)
    due_on = models.DateField("完成期限")
    done = models.DecimalField("完成值", max_digits=10, decimal_places=2, null=True, blank=True, editable=False)
    result = FreeChar("完成情况", max_length=300, blank=True, editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "年度目标"
        constraints = [
            models.CheckConstraint(
                condition=Q(wanted__gt=0), name="year_target_wanted", violation_error_message="目标值应大于0"
            ),
            models.CheckConstraint(
                condition=Q(done=None) | Q(done__gte=0),
                name="year_target_done",
                violation_error_message="完成值不能小于0",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="year_target_scope")]

    def __str__(self) -> str:
        return self.title

    @property
    def reached(self) -> bool:
        return self.done is not None and self.done >= self.wanted
