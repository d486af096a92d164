"""Training and who was there (ORG-17, GRD-08)."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.models.scoped import ScopedModel
from organizations.registers.models.entry import Entry
from people.models import Person


class TrainingPurpose(models.TextChoices):
    INDUCTION = "induction", "任职培训"
    REFRESHER = "refresher", "岗位轮训"
    PROCEDURE = "procedure", "发展党员程序培训"
    CADRE = "cadre", "社区干部轮训"
    GRID = "grid", "网格责任人培训"
    ACTIVIST = "activist", "入党积极分子培训"
    TARGET = "target", "发展对象集中培训"


class TrainingForm(models.TextChoices):
    CLASS = "class", "专题培训班"
    SEMINAR = "seminar", "研讨班"
    EXCHANGE = "exchange", "典型交流"
    STUDY_VISIT = "study_visit", "考察学习"
    ATTACHMENT = "attachment", "挂职培训"


@tracked(exclude=["scope"])
class Training(Entry):
    """A class, seminar or study visit of an organiser, and what it is for (S0 三(一)2; S2 三(四))."""

    Purpose = TrainingPurpose
    Form = TrainingForm

    title = FreeChar("培训名称", max_length=80)
    form = models.CharField("形式", max_length=16, choices=TrainingForm)
    purposes = ArrayField(models.CharField(max_length=16, choices=TrainingPurpose), verbose_name="培训类别")
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")
    hours = models.DecimalField("学时", max_digits=5, decimal_places=1)
    place = FreeChar("地点", max_length=80, blank=True)
    content = FreeText("课程内容", max_length=1000)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "培训"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="training_ends_after_it_starts",
                violation_error_message="结束日期不能早于开始日期",
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0), name="training_has_hours", violation_error_message="学时应大于0"
            ),
            models.CheckConstraint(condition=~Q(purposes=[]), name="training_has_purposes"),
        ]
        indexes = [models.Index(fields=["scope", "ends_on"], name="training_scope")]

    def __str__(self) -> str:
        return self.title


class TrainingOutcome(models.TextChoices):
    PASSED = "passed", "结业（考核合格）"
    INCOMPLETE = "incomplete", "未结业"
    ABSENT = "absent", "缺席"


@tracked(exclude=["scope"])
class TrainingAttendance(ScopedModel, VersionedModel):
    """Who was at a class and with what result; only who finished it has been trained."""

    Outcome = TrainingOutcome

    training = models.ForeignKey(Training, models.PROTECT, related_name="attendances", verbose_name="培训")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="参加人员")
    outcome = models.CharField("结果", max_length=12, choices=TrainingOutcome, default=TrainingOutcome.PASSED)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "培训参加情况"
        constraints = [
            models.UniqueConstraint(
                fields=["training", "person"],
                name="training_attended_once",
                violation_error_message="此人已登记在这次培训里",
            )
        ]
        indexes = [
            models.Index(fields=["scope"], name="training_attendance_scope"),
            models.Index(fields=["person"], name="training_attendance_person"),
        ]

    def __str__(self) -> str:
        return f"{self.training} · {self.person}"
