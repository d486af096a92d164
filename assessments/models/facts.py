"""What is measured, and the numbers: facts of a month, and what came late."""

from typing import Any, ClassVar, Self

import pgtrigger
from django.db import models
from django.utils import timezone

from organizations.models import Organization, ScopedModel, ScopedQuerySet


class Indicator(models.Model):
    """What is measured, and how a year is made of its months. The query is ``assessments.indicators`` by ``code``."""

    class Year(models.TextChoices):
        RATIO = "ratio", "按全年合计计算比率"
        SUM = "sum", "全年合计"
        LATEST = "latest", "取最近一个月"

    class Unit(models.TextChoices):
        PERCENT = "percent", "%"
        COUNT = "count", "次"
        HOURS = "hours", "小时"
        PERSONS = "persons", "人"
        YEARS = "years", "岁"

    RELATIONS = (Unit.PERCENT, Unit.YEARS)
    """Units of a numerator over a denominator: without anything below the line there is no number."""

    code = models.SlugField("代码", primary_key=True, max_length=40)
    title = models.CharField("指标", max_length=40)
    unit = models.CharField("单位", max_length=8, choices=Unit)
    year = models.CharField("全年口径", max_length=8, choices=Year)
    higher_is_better = models.BooleanField("越高越好", default=True)
    clause = models.CharField("依据", max_length=60, blank=True)
    target = models.CharField("目标标准", max_length=80, blank=True)
    """Name of a threshold: the line to reach on the dashboard."""
    explanation = models.CharField("口径说明", max_length=200)
    records = models.CharField("记录页面", max_length=60)
    """URL name of the page that lists the records behind a number (organization and month as GET parameters)."""
    order = models.PositiveSmallIntegerField("次序", default=0)
    on_dashboard = models.BooleanField("上总览", default=True)
    owed = models.BooleanField("应做尽做", default=False)
    """A rate of what is owed: without a target held against 100 %. Other rates without one are held to nothing."""

    class Meta:
        verbose_name = verbose_name_plural = "指标"
        ordering = ["order"]

    def __str__(self) -> str:
        return self.title


_FROZEN = (
    "IF EXISTS (SELECT 1 FROM {rows} f JOIN organizations_month m ON m.district_id = f.district_id"
    " AND m.month = f.month AND m.closed_at IS NOT NULL) THEN"
    " RAISE EXCEPTION 'facts of a closed month do not change'"
    " USING ERRCODE = 'check_violation', CONSTRAINT = 'fact_month_closed'; END IF; RETURN NULL;"
)


class FactQuerySet(ScopedQuerySet["Fact"]):
    def of(self, indicator: str) -> Self:
        return self.filter(indicator_id=indicator)

    def between(self, first: Any, last: Any) -> Self:
        """Months from ``first`` to ``last``, both included (first days)."""
        return self.filter(month__range=(first, last))


class Fact(ScopedModel):
    """One number: organisation × month × indicator. ``value`` null = unknown, never a silent zero (ASM-02).

    ``unknown``: how many of its parts are unknown. Where there was nothing to measure there is no row. A night writes
    many: one key serves every reader, and a statement looks once after what it refers to.
    """

    scope_without_index = "read by organisation, month and indicator: the key serves, and a night writes one index less"

    pk = models.CompositePrimaryKey("organization_id", "month", "indicator_id")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", verbose_name="组织", db_index=False, db_constraint=False
    )
    district_id = models.BigIntegerField(editable=False)
    month = models.DateField("月份")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="facts", verbose_name="指标", db_index=False, db_constraint=False
    )
    numerator = models.DecimalField("分子", max_digits=14, decimal_places=2, null=True)
    denominator = models.DecimalField("分母", max_digits=14, decimal_places=2, null=True)
    value = models.DecimalField("数值", max_digits=14, decimal_places=2, null=True)
    unknown = models.PositiveIntegerField("未知", default=0)
    computed_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = FactQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "月度事实"
        triggers = [
            *ScopedModel.Meta.triggers,
            pgtrigger.Trigger(
                name="frozen_insert",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="new_rows"),
                func=_FROZEN.format(rows="new_rows"),
            ),
            pgtrigger.Trigger(
                name="frozen_update",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                referencing=pgtrigger.Referencing(old="old_rows", new="new_rows"),
                func=_FROZEN.format(
                    rows="(SELECT n.district_id, n.month FROM old_rows n"
                    " JOIN new_rows o USING (organization_id, month, indicator_id) WHERE n.scope = o.scope)"
                ),
            ),
            pgtrigger.Trigger(
                name="refers_to_what_exists",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="new_rows"),
                func=(
                    "IF EXISTS (SELECT 1 FROM (SELECT DISTINCT organization_id FROM new_rows) n"
                    " WHERE NOT EXISTS (SELECT 1 FROM organizations_organization o WHERE o.id = n.organization_id))"
                    " OR EXISTS (SELECT 1 FROM (SELECT DISTINCT indicator_id FROM new_rows) n"
                    " WHERE NOT EXISTS (SELECT 1 FROM assessments_indicator i WHERE i.code = n.indicator_id)) THEN"
                    " RAISE EXCEPTION 'a fact of an unknown organisation or indicator'"
                    " USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'fact_refers'; END IF; RETURN NULL;"
                ),
            ),
            pgtrigger.Trigger(
                name="frozen_delete",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Delete,
                referencing=pgtrigger.Referencing(old="old_rows"),
                func=_FROZEN.format(rows="old_rows"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.month:%Y-%m} {self.indicator_id} {self.value}"


class LateFact(ScopedModel):
    """What records entered after the close change of a closed month, shown apart (ASM-12).

    ``timely``: the part of the numerator that was entered within its own limit and counts in full; the rest counts
    with the factor. A denominator counts in full: what failed and was entered late weighs, too.
    """

    district_id = models.BigIntegerField(editable=False)
    month = models.DateField("月份")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="late_facts", verbose_name="指标")
    numerator = models.DecimalField("补录分子", max_digits=14, decimal_places=2)
    denominator = models.DecimalField("补录分母", max_digits=14, decimal_places=2)
    unknown = models.IntegerField("未知", default=0)
    """How many unknown parts were added since the close; below zero where they became known."""
    timely = models.DecimalField("按时录入部分", max_digits=14, decimal_places=2, default=0)
    computed_at = models.DateTimeField(default=timezone.now)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "补录"
        constraints = [models.UniqueConstraint(fields=["organization", "month", "indicator"], name="late_fact_once")]
        indexes = [models.Index(fields=["scope", "month"], name="late_fact_scope_month")]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.month:%Y-%m} {self.indicator_id} +{self.numerator}"
