"""What a street reports of its work of a year (ORG-11)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.registers.models.entry import Entry


@tracked(exclude=["scope"])
class StreetReport(Entry):
    """The annual work report of a street's working committee to its superior (S1 一1)."""

    year = models.PositiveSmallIntegerField("年度")
    title = FreeChar("名称", max_length=80)
    reported_on = models.DateField("报告日期")
    content = FreeText("报告内容", max_length=6000)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "街道年度工作报告"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "year", "title"],
                condition=Q(withdrawn_on=None),
                name="street_report_once",
                violation_error_message="这份报告已经登记",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="street_report_scope")]

    def __str__(self) -> str:
        return self.title
