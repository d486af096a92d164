"""Venues for Party work 阵地, and the conditions of a community year by year (ORG-15)."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core.records.history import tracked
from core.records.redaction import FreeChar
from organizations.registers.models.entry import Entry


@tracked(exclude=["scope"])
class Venue(Entry):
    """A place for Party work: which of the four kinds, how it was acquired, who pays (S1 二3; S0 三(四)2).

    Kinds, ways and sources are words of the district's lists (org.venue.*) as they were on the day of entry.
    """

    title = FreeChar("名称", max_length=80)
    kind = models.CharField("类型", max_length=40)
    acquisition = models.CharField("取得方式", max_length=20)
    funding = ArrayField(models.CharField(max_length=20), verbose_name="经费来源")
    address = FreeChar("地址", max_length=120)
    area = models.DecimalField("面积（平方米）", max_digits=8, decimal_places=1)
    services = FreeChar("服务项目", max_length=300)
    hours = FreeChar("开放时间", max_length=120)
    opened_on = models.DateField("启用日期")
    closed_on = models.DateField("停用日期", null=True, blank=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "阵地"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(area__gt=0), name="venue_area", violation_error_message="面积应大于0"),
            models.CheckConstraint(condition=~Q(funding=[]), name="venue_funding"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gt=F("opened_on")),
                name="venue_closed_after_opened",
                violation_error_message="停用日期必须晚于启用日期",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="venue_scope")]

    def __str__(self) -> str:
        return self.title
