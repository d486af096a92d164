"""What comes from above and who need not come: set topics, papers, exemptions, officers of the superior (MTG-15)."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from meetings.models.meeting import Meeting
from organizations.models import Organization, ScopedModel, ScopedQuerySet
from organizations.registers.models import Entry
from people.models import Person


class SetTopicQuerySet(ScopedQuerySet["SetTopic"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)


@tracked(exclude=["scope"])
class SetTopic(ScopedModel, VersionedModel):
    """A topic 规定动作 that a superior hands down for the theme days of a month.

    ``organization``: who hands it down; everybody below reads it. ``month``: its first day.
    """

    month = models.DateField("月份")
    title = FreeChar("规定主题", max_length=80)
    content = FreeText("要求", max_length=2000)
    issued_at = models.DateTimeField("下发时间", default=timezone.now, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True, editable=False)
    withdrawn_because = FreeChar("撤回原因", max_length=120, blank=True, default="", editable=False)

    objects: ClassVar = SetTopicQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "规定动作"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "month", "title"],
                condition=Q(withdrawn_at=None),
                name="set_topic_once_a_month",
                violation_error_message="这个月已经下发过同名的规定动作",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="set_topic_month_is_its_first_day"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="set_topic_withdrawn_with_reason",
                violation_error_message="请写明撤回原因",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "month"], name="set_topic_scope_month"),
            models.Index(fields=["month"], name="set_topic_month"),
        ]

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def __str__(self) -> str:
        return self.title


class Paper(models.Model):
    """A file that goes with a meeting or with a set topic; who may see that may read it."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, null=True, blank=True, related_name="papers", verbose_name="会议"
    )
    topic = models.ForeignKey(
        SetTopic, models.CASCADE, null=True, blank=True, related_name="papers", verbose_name="规定动作"
    )
    title = FreeChar("附件名称", max_length=80)
    file = models.FileField("文件", upload_to="papers/%Y/%m/")
    uploaded_at = models.DateTimeField("上传时间", default=timezone.now, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = "会议附件"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, topic=None) | Q(meeting=None, topic__isnull=False),
                name="paper_of_a_meeting_or_a_topic",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def organization(self) -> Organization:
        """Whose paper it is: the host's, or that of who hands the topic down."""
        holder = self.meeting or self.topic
        assert holder is not None  # held by a constraint
        return holder.organization


@tracked(exclude=["scope"])
class Exemption(Entry):
    """A member who need not attend for a time: decided by the branch's members, agreed by the superior.

    ``reason``: a category of ``mtg.election.exempt_categories``, no diagnosis. ``during`` begins with the consent.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="党员")
    reason = models.CharField("情形", max_length=40)
    during = DateRangeField("起止")
    decided_on = models.DateField("党员大会通过日期")
    consented_on = models.DateField("上级同意日期")
    consented_by = FreeChar("同意的上级党组织", max_length=60)
    document = FreeChar("文件字号", max_length=60, blank=True)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "免到党员"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            ExclusionConstraint(
                name="exemption_once_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(withdrawn_on=None),
                violation_error_message="此人在这段时间已登记免到",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="exemption_during_not_empty"),
            models.CheckConstraint(
                condition=Q(consented_on__gte=F("decided_on")) & Q(during__startswith__gte=F("consented_on")),
                name="exemption_begins_with_consent",
                violation_error_message="先经党员大会通过，再报上级同意，同意以后才能免到",
            ),
        ]
        indexes = [
            models.Index(fields=["scope"], name="exemption_scope"),
            models.Index(fields=["person"], name="exemption_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person.name}免到"


@tracked(exclude=["scope"])
class Superior(ScopedModel):
    """An officer of a superior who was at a meeting 上级到会. ``organization``: the host; ``duty``: the post then."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="superiors", verbose_name="会议")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="到会领导")
    superior = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="上级党组织")
    duty = FreeChar("职务", max_length=40)
    guidance = FreeChar("指导意见", max_length=300, blank=True)
    entered_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "上级到会"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], name="superior_once", violation_error_message="此人已登记到会"
            )
        ]
        indexes = [
            models.Index(fields=["scope"], name="superior_scope"),
            models.Index(fields=["superior"], name="superior_organization"),
        ]

    def __str__(self) -> str:
        return f"{self.superior.label}{self.duty}{self.person.name}"
