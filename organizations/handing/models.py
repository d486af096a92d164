"""Handover lists of officers who leave, and who acts for an officer on leave (ORG-34)."""

from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeJSON
from organizations.models.posts import Post
from organizations.models.scoped import ScopedModel, ScopedQuerySet
from people.models import Person


@tracked(exclude=["scope"])
class Handover(ScopedModel, VersionedModel):
    """What the holder of a post handed to a successor 工作交接, as it stood that day, and who signed for it.

    ``lines``: lists of kind, text and what became of it. Both sign with their own accounts; for one without an account
    an officer of the superior signs, with the reason.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="handovers", verbose_name="任职")
    leaver = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="移交人")
    successor = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="接任人")
    handed_on = models.DateField("移交日期")
    note = FreeChar("移交说明", max_length=300, blank=True)
    lines = FreeJSON("交接清单", default=list, editable=False)
    recorded_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, verbose_name="登记人"
    )
    leaver_signed_at = models.DateTimeField("移交人签收时间", null=True, editable=False)
    successor_signed_at = models.DateTimeField("接任人签收时间", null=True, editable=False)
    signed_for_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, verbose_name="代签人"
    )
    signed_for_because = FreeChar("代签原因", max_length=120, blank=True, editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "工作交接"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~Q(leaver=F("successor")),
                name="handover_to_somebody_else",
                violation_error_message="接任人不能是移交人本人",
            ),
            models.CheckConstraint(
                condition=Q(signed_for_by=None, signed_for_because="")
                | Q(signed_for_by__isnull=False, leaver_signed_at__isnull=False) & ~Q(signed_for_because=""),
                name="handover_signed_for_with_reason",
                violation_error_message="请写明代签原因",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="handover_scope")]

    def __str__(self) -> str:
        return f"{self.leaver.name}{self.post.get_position_display()}工作交接"

    @property
    def is_signed(self) -> bool:
        return self.leaver_signed_at is not None and self.successor_signed_at is not None

    @property
    def waits_for(self) -> str:
        """Who has not signed yet, by name."""
        signed = ((self.leaver, self.leaver_signed_at), (self.successor, self.successor_signed_at))
        return "、".join(person.name for person, at in signed if at is None)


class ActingReason(models.TextChoices):
    LEAVE = "leave", "休假"
    SICK = "sick", "病假"
    STUDY = "study", "脱产学习"
    DETACHED = "detached", "借调挂职"
    OTHER = "other", "其他"


class ActingQuerySet(ScopedQuerySet["Acting"]):
    def in_force(self, on: Any) -> Self:
        """Of the day, as long as the post itself goes on."""
        return self.filter(during__contains=on, post__during__contains=on)


@tracked(exclude=["scope"])
class Acting(ScopedModel, VersionedModel):
    """Who acts 代理 for the holder of a post who is on leave: the rights of the post for these days, never the seat."""

    Reason = ActingReason

    post = models.ForeignKey(Post, models.CASCADE, related_name="actings", verbose_name="任职")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="代理人")
    during = DateRangeField("代理起止")
    reason = models.CharField("代理原因", max_length=12, choices=ActingReason)

    objects: ClassVar = ActingQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "代理"
        constraints: ClassVar[list[Any]] = [
            ExclusionConstraint(
                name="acting_one_at_a_time",
                expressions=[("post", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                violation_error_message="这段时间已有人代理这个职务",
            ),
            models.CheckConstraint(
                condition=Q(during__isempty=False, during__startswith__isnull=False, during__endswith__isnull=False),
                name="acting_has_both_days",
                violation_error_message="代理要有开始和结束日期",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="acting_scope")]

    def __str__(self) -> str:
        return f"{self.person.name}代理{self.post.get_position_display()}"

    @property
    def last_day(self) -> date:
        found: date = self.during.upper - timedelta(days=1)
        return found
