"""Posts with duties 设岗定责 of members, pioneer posts 先锋岗, and their service days (MEM-07; S0 三(三)3)."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar
from grids.models.areas import Area
from grids.models.places import Grid
from organizations.models import ScopedModel
from organizations.registers.models.entry import Entry
from people.models import Person

LAST_SERVICE_DAY = 28
"""A service day stands in every month."""


class DutyPostKind(models.TextChoices):
    DUTY = "duty", "设岗定责"
    VOLUNTEER = "volunteer", "义务岗"
    PIONEER = "pioneer", "党员先锋岗"


@tracked(exclude=["scope"])
class DutyPost(Entry):
    """A post that a member takes at the community or the branch, where, and on which day of each month it serves."""

    Kind = DutyPostKind

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="党员")
    kind = models.CharField("类别", max_length=10, choices=DutyPostKind)
    name = FreeChar("岗位", max_length=40)
    duties = FreeChar("职责", max_length=200)
    grid = models.ForeignKey(
        Grid, models.PROTECT, null=True, blank=True, related_name="duty_posts", verbose_name="网格"
    )
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="duty_posts", verbose_name="责任区或服务区"
    )
    service_day = models.PositiveSmallIntegerField("每月服务日", null=True, blank=True)
    during = DateRangeField("起止")

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "设岗定责"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            ExclusionConstraint(
                name="duty_post_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("organization", RangeOperators.EQUAL),
                    ("name", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_on=None),
                violation_error_message="此人这段时间已在这个岗位",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="duty_post_during_not_empty"),
            models.CheckConstraint(
                condition=Q(service_day=None) | Q(service_day__range=(1, LAST_SERVICE_DAY)),
                name="duty_post_day_in_every_month",
                violation_error_message="服务日填 1 到 28",
            ),
        ]
        indexes = [
            models.Index(fields=["scope"], name="duty_post_scope"),
            models.Index(fields=["person"], name="duty_post_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person.name}的{self.name.removesuffix('岗')}岗"


@tracked(exclude=["scope"])
class DutyService(ScopedModel, VersionedModel):
    """What was done in the post on a day."""

    post = models.ForeignKey(DutyPost, models.PROTECT, related_name="services", verbose_name="岗位")
    served_on = models.DateField("日期")
    content = FreeChar("做了什么", max_length=200)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "岗位服务"
        indexes = [models.Index(fields=["scope"], name="duty_service_scope")]

    def __str__(self) -> str:
        return f"{self.served_on}服务"
