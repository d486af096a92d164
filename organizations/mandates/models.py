"""A member's record of duty, and the time that the unit guarantees."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.models.units import Unit
from organizations.registers.models.entry import Entry
from people.models import Person


class WorkKind(models.TextChoices):
    GRID = "grid", "联系网格"
    VISIT = "visit", "走访党员群众"
    PROJECT = "project", "办实事"
    RESOURCE = "resource", "协调资源"
    SURVEY = "survey", "调查研究"
    OTHER = "other", "其他"


@tracked(exclude=["scope"])
class MandateWork(Entry):
    """What a member of a big committee did on a day (S2 二(五), 五(二)); meetings stand in their own records.

    It counts once confirmed: by the office that enters it, or that confirms what the member entered.
    """

    Kind = WorkKind

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="成员")
    done_on = models.DateField("日期")
    kind = models.CharField("履职类别", max_length=12, choices=WorkKind)
    content = FreeText("履职内容", max_length=500)
    hours = models.DecimalField("用时（小时）", max_digits=4, decimal_places=1)
    unit_time = models.BooleanField("占用单位工作时间", default=False)
    confirmed_on = models.DateField("确认日期", null=True, blank=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "履职记录"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(hours__gt=0, hours__lte=24),
                name="mandate_work_hours",
                violation_error_message="用时应大于0、不超过24小时",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "done_on"], name="mandate_work_scope"),
            models.Index(fields=["person", "done_on"], name="mandate_work_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person.name}{self.done_on}{self.get_kind_display()}"


@tracked(exclude=["scope"])
class MandateTime(Entry):
    """The time of a year that a unit guarantees its member for the mandate (S2 五(二))."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="成员")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    year = models.PositiveSmallIntegerField("年度")
    hours = models.DecimalField("保证时间（小时）", max_digits=5, decimal_places=1)
    signed_on = models.DateField("单位确认日期")
    signed_by = FreeChar("单位确认人", max_length=40)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "履职时间保证"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "person", "year"],
                condition=Q(withdrawn_on=None),
                name="mandate_time_once_a_year",
                violation_error_message="这名成员这一年已经登记过",
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0), name="mandate_time_hours", violation_error_message="保证时间应大于0"
            ),
        ]
        indexes = [models.Index(fields=["scope", "year"], name="mandate_time_scope")]

    def __str__(self) -> str:
        return f"{self.person.name}{self.year}年履职时间保证"
