"""Members in hardship 困难党员, who helps them one to one 结对帮扶, and the visits 走访慰问 (S4B 二(三); S2 三(三))."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar
from organizations.models import ScopedModel
from organizations.registers.models.entry import Entry
from people.models import Person


class HardshipCategory(models.TextChoices):
    INCOME = "income", "收入困难"
    EMPLOYMENT = "employment", "就业困难"
    HOUSING = "housing", "住房困难"
    MISFORTUNE = "misfortune", "突发变故"
    ALONE = "alone", "独居无人照料"


@tracked(exclude=["scope"])
class Hardship(Entry):
    """A member of the branch (``organization``) who needs help for a time: a category and what is needed, no causes."""

    Category = HardshipCategory

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="困难党员")
    category = models.CharField("困难类型", max_length=16, choices=HardshipCategory)
    needed = FreeChar("需要的帮助", max_length=120)
    during = DateRangeField("起止")
    helper = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name="结对帮扶人"
    )
    paired_on = models.DateField("结对日期", null=True, blank=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "困难党员"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            ExclusionConstraint(
                name="hardship_once_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(withdrawn_on=None),
                violation_error_message="此人在这段时间已登记为困难党员",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="hardship_during_not_empty"),
            models.CheckConstraint(
                condition=Q(helper=None, paired_on=None)
                | Q(helper__isnull=False, paired_on__isnull=False) & ~Q(helper=F("person")),
                name="hardship_helped_by_another",
                violation_error_message="帮扶人不能是本人",
            ),
        ]
        indexes = [
            models.Index(fields=["scope"], name="hardship_scope"),
            models.Index(fields=["person"], name="hardship_person"),
        ]

    def __str__(self) -> str:
        return f"困难党员{self.person.name}"


@tracked(exclude=["scope"])
class HardshipVisit(ScopedModel, VersionedModel):
    """A visit 走访慰问, or something that the helper did 帮扶: who came, what was brought, what was asked for."""

    class Kind(models.TextChoices):
        VISIT = "visit", "走访慰问"
        HELP = "help", "结对帮扶"

    hardship = models.ForeignKey(Hardship, models.PROTECT, related_name="visits", verbose_name="困难党员")
    kind = models.CharField("类别", max_length=8, choices=Kind, default=Kind.VISIT)
    visited_on = models.DateField("日期")
    visitor = FreeChar("走访人", max_length=80)
    content = FreeChar("慰问和帮扶内容", max_length=200)
    asked = FreeChar("提出的需求", max_length=200, blank=True)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "困难党员走访"
        indexes = [models.Index(fields=["scope"], name="hardship_visit_scope")]

    def __str__(self) -> str:
        return f"{self.visited_on}走访"
