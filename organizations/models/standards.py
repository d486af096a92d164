"""Thresholds: the numbers of the rules as data."""

from datetime import date

import pgtrigger
from django.db import models

from core.records.redaction import FreeChar
from organizations.kinds import STREETS, Kind
from organizations.models.tree import Organization


class ThresholdQuerySet(models.QuerySet["Threshold"]):
    def national(self, on: date) -> "ThresholdQuerySet":
        """The national row of each name that is in force on the day."""
        latest = self.filter(organization=None, effective_from__lte=on).order_by("name", "-effective_from")
        return self.filter(pk__in=latest.distinct("name").values("pk")).order_by("name")


class Threshold(models.Model):
    """A number of the rules as data, with clause, level that may change it, and effect from a date.

    ``organization`` null is the national default; a district or street row overrides it for its subtree.
    Read with ``organizations.standards.at(name, organization=…, as_of=…)``.
    """

    name = models.CharField("名称", max_length=80)
    value = models.CharField("数值", max_length=200, blank=True)
    unit = models.CharField("单位", max_length=20)
    op = models.CharField("比较", max_length=2)
    clause = models.CharField("依据", max_length=80, blank=True)
    origin = models.CharField("来源", max_length=12)
    check_state = models.CharField("核对", max_length=32, blank=True)
    scope_level = models.CharField("可调整层级", max_length=12)
    measured_on = models.CharField("适用对象", max_length=40, blank=True)
    rows = models.CharField("需求条目", max_length=60, blank=True)
    label = models.CharField("说明", max_length=80)
    note = FreeChar("备注", max_length=300, blank=True)
    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="thresholds",
        verbose_name="适用组织",
    )
    effective_from = models.DateField("生效日期")
    document = FreeChar("调整文件", max_length=120, blank=True)

    objects = ThresholdQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "标准"
        ordering = ["name", "-effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "organization", "effective_from"],
                name="threshold_once_a_date",
                nulls_distinct=False,
                violation_error_message="这个组织在这一天已有这项标准",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="held_by_district_or_street",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("organization_id"),
                condition=pgtrigger.Q(new__organization__isnull=False),
                func=(
                    "IF NOT EXISTS (SELECT 1 FROM organizations_organization o WHERE o.id = NEW.organization_id"
                    f" AND o.kind IN ({', '.join(repr(str(kind)) for kind in (Kind.DISTRICT_DEPARTMENT, *STREETS))}))"
                    " THEN RAISE EXCEPTION 'standards are held by the district and streets only'"
                    " USING ERRCODE = 'check_violation'; END IF; RETURN NEW;"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.op} {self.value}"
