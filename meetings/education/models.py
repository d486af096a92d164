"""Themed education by class of member 分类主题教育 (MEM-19; S0 三(三)): planned once, held in recorded meetings."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar
from meetings.models.meeting import Meeting
from members.models import Membership
from organizations.models import ScopedModel
from organizations.registers.models.entry import Entry

CLASSES = [(value, label) for value, label in Membership.MemberClass.choices if value]


@tracked(exclude=["scope"])
class ClassEducation(Entry):
    """A topic of the year for members of some classes, to be held by a day."""

    classes = ArrayField(models.CharField(max_length=16, choices=CLASSES), verbose_name="面向哪类党员")
    topic = FreeChar("教育主题", max_length=80)
    content = FreeChar("主要内容", max_length=300, blank=True)
    begins_on = models.DateField("开始日期")
    due_on = models.DateField("完成期限")

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "分类主题教育"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=~models.Q(classes=[]), name="education_for_somebody"),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("begins_on")),
                name="education_days_in_order",
                violation_error_message="完成期限不能早于开始日期",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="class_education_scope")]

    def __str__(self) -> str:
        return self.topic

    @property
    def classes_words(self) -> str:
        labels = dict(CLASSES)
        return "、".join(str(labels.get(each, each)) for each in self.classes)


@tracked(exclude=["scope"])
class EducationSession(ScopedModel, VersionedModel):
    """A recorded meeting in which the topic was held: who came is read from its attendance."""

    education = models.ForeignKey(ClassEducation, models.PROTECT, related_name="sessions", verbose_name="分类主题教育")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+", verbose_name="会议")

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "教育场次"
        constraints = [
            models.UniqueConstraint(
                fields=["education", "meeting"],
                name="education_meeting_once",
                violation_error_message="这次会议已经登记为这个主题的场次",
            )
        ]
        indexes = [models.Index(fields=["scope"], name="education_session_scope")]

    def __str__(self) -> str:
        return f"{self.education}场次"
