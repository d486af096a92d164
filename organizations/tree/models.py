"""The months of a district, open or closed for good (ASM-12), and dated names."""

import pgtrigger
from django.db import models
from django.db.models import Q

from core.records.redaction import FreeChar


class Month(models.Model):
    """A month of a district: when its facts were computed, and when it was closed; opened again by document alone.

    It stands here and not beside the facts, since every change with an effective day asks it (``effective``).
    """

    district = models.ForeignKey("organizations.Organization", models.PROTECT, related_name="months", verbose_name="区")
    month = models.DateField("月份")
    computed_at = models.DateTimeField("计算时间", null=True)
    closed_at = models.DateTimeField("封账时间", null=True)
    closed_by = models.CharField("封账人", max_length=80, blank=True)
    reopened_until = models.DateField("重开至", null=True, blank=True)
    """Opened again by document to the end of this day; closed by itself after it (ASM-19)."""
    reopened_by_document = FreeChar("重开文件", max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "月度"
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["district", "month"], name="month_once_a_district"),
            models.CheckConstraint(condition=Q(month__day=1), name="month_is_first_day"),
            models.CheckConstraint(
                condition=Q(reopened_until=None) | ~Q(reopened_by_document=""), name="month_reopened_by_document"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="closed_stays_closed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
                func=(
                    "IF TG_OP = 'UPDATE' AND NEW.closed_at IS NULL AND NEW.reopened_until IS NOT NULL"
                    " AND NEW.reopened_by_document <> '' AND (OLD.reopened_until IS NULL"
                    " OR NEW.reopened_until > OLD.reopened_until) THEN RETURN NEW; END IF;"
                    " RAISE EXCEPTION 'a closed month does not change'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'month_closed';"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class Renaming(models.Model):
    """A change of name from a day on. ``Organization.name`` is today's name; the nightly job applies what begins.

    Between the first and the last renaming every day has its name; before the first one it is ``old_name`` (ORG-21).
    """

    organization = models.ForeignKey(
        "organizations.Organization", models.CASCADE, related_name="renamings", verbose_name="组织"
    )
    on = models.DateField("生效日期")
    old_name = FreeChar("原名称", max_length=80)
    name = FreeChar("新名称", max_length=80)
    short_name = FreeChar("新简称", max_length=40, blank=True)
    document = FreeChar("依据文件", max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "更名"
        ordering = ["organization", "on"]
        constraints = [models.UniqueConstraint(fields=["organization", "on"], name="renaming_once_a_day")]

    def __str__(self) -> str:
        return f"{self.old_name} → {self.name}"
