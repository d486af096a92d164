"""Staff whom departments send into a community, and what the big committee agrees with them (ORG-24)."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.models.scoped import ScopedModel
from organizations.models.units import Unit
from organizations.registers.models.entry import Entry
from people.models import Person


class StationedTrade(models.TextChoices):
    POLICE = "police", "公安（社区民警）"
    JUSTICE = "justice", "司法行政"
    URBAN = "urban", "城市管理"
    HEALTH = "health", "卫生健康"
    CIVIL = "civil", "民政"
    LABOUR = "labour", "人力资源和社会保障"
    MARKET = "market", "市场监管"
    EMERGENCY = "emergency", "应急和消防"
    HOUSING = "housing", "住房和物业管理"
    RESERVE = "reserve", "后备干部挂职"
    OTHER = "other", "其他"


class StationedMatter(models.TextChoices):
    COORDINATION = "coordination", "协调事项"
    SUPERVISION = "supervision", "监督意见"


@tracked(exclude=["scope"])
class StationedStaff(Entry):
    """Somebody whom a department sends into the community 派驻人员, coordinated by its big committee (S2 二(二))."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="派驻人员")
    trade = models.CharField("行业", max_length=12, choices=StationedTrade)
    department = FreeChar("派出部门", max_length=80)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="派出单位（辖区单位）"
    )
    tasks = FreeText("工作职责", max_length=500)
    hours = FreeChar("驻社区时间", max_length=80, blank=True)
    during = DateRangeField("起止")

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "派驻人员"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            ExclusionConstraint(
                name="stationed_once_at_a_time",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_on=None),
                violation_error_message="此人在这段时间已派驻这个社区",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="stationed_during_not_empty"),
        ]
        indexes = [
            models.Index(fields=["scope"], name="stationed_scope"),
            models.Index(fields=["person"], name="stationed_person"),
        ]

    def __str__(self) -> str:
        return f"{self.department}{self.person.name}"


@tracked(exclude=["scope"])
class StationedTask(ScopedModel, VersionedModel):
    """A matter that the big committee coordinates with somebody sent in, or an opinion on the work; with its result."""

    staff = models.ForeignKey(StationedStaff, models.PROTECT, related_name="matters", verbose_name="派驻人员")
    kind = models.CharField("类别", max_length=12, choices=StationedMatter)
    matter = FreeText("事项", max_length=300)
    asked_on = models.DateField("提出日期")
    due_on = models.DateField("办理期限")
    done_on = models.DateField("办结日期", null=True, blank=True, editable=False)
    outcome = FreeChar("办理结果", max_length=200, blank=True, editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "派驻人员协调事项"
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("asked_on")),
                name="stationed_task_due_after_asked",
                violation_error_message="办理期限不能早于提出日期",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None, outcome="") | (Q(done_on__gte=F("asked_on")) & ~Q(outcome="")),
                name="stationed_task_done_with_outcome",
                violation_error_message="办结日期不能早于提出日期",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="stationed_task_scope")]

    def __str__(self) -> str:
        return f"{self.asked_on}{self.get_kind_display()}"
