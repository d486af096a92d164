"""What was frozen when a month was closed, and by what document it was opened again (ASM-19)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from core.records.history import tracked
from core.records.redaction import FreeChar, FreeJSON
from organizations.models import Organization


@tracked()
class MonthProtocol(models.Model):
    """One closing of a district's month: the numbers of the district, how many facts, and their seal.

    ``figures``: ``[{"code", "title", "unit", "numerator", "denominator", "value", "unknown"}]`` of the district itself.
    ``seal``: SHA-256 over every fact of the month, so that what stands can be held against what was frozen.
    """

    district = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="区")
    month = models.DateField("月份")
    number = models.PositiveSmallIntegerField("第几次封账", default=1)
    closed_at = models.DateTimeField("封账时间")
    closed_by = models.CharField("封账人", max_length=80)
    organizations = models.PositiveIntegerField("组织数")
    facts = models.PositiveIntegerField("数据数")
    figures = FreeJSON("全区数据", default=list)
    seal = models.CharField("校验码", max_length=64)
    reopened_at = models.DateTimeField("重开时间", null=True, blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="重开人"
    )
    document = FreeChar("依据文件", max_length=120, blank=True)
    reason = FreeChar("重开原因", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "封账纪要"
        ordering = ["-month", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["district", "month", "number"], name="month_protocol_once"),
            models.CheckConstraint(
                condition=Q(reopened_at=None) | (~Q(document="") & ~Q(reason="")), name="month_protocol_reopened"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stands_as_it_was",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=(
                    "IF TG_OP = 'UPDATE' AND OLD.reopened_at IS NULL AND to_jsonb(OLD) - 'reopened_at' -"
                    " 'reopened_by_id' - 'document' - 'reason' = to_jsonb(NEW) - 'reopened_at' - 'reopened_by_id'"
                    " - 'document' - 'reason' THEN RETURN NEW; END IF;"
                    " RAISE EXCEPTION 'a protocol does not change'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'month_protocol_stands';"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} 第{self.number}次封账"
