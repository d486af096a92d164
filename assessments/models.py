"""Indicators, monthly facts, schemes, evaluations and scores.

A fact is one number of one organisation for one month, with numerator and denominator; it is computed by the named
query of its indicator, rolled up the tree and frozen when the month closes. Pages read facts, never records, so their
cost follows the number of organisations. What arrives after the close is a LateFact, on a line of its own (ASM-12).
"""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.history import tracked
from core.models import VersionedModel
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

    class Meta:
        verbose_name = verbose_name_plural = "指标"
        ordering = ["order"]

    def __str__(self) -> str:
        return self.title


class Month(models.Model):
    """A month of a district: when its facts were computed, and when it was closed for good."""

    district = models.ForeignKey(Organization, models.PROTECT, related_name="months", verbose_name="区")
    month = models.DateField("月份")
    computed_at = models.DateTimeField("计算时间", null=True)
    closed_at = models.DateTimeField("封账时间", null=True)
    closed_by = models.CharField("封账人", max_length=80, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "月度"
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["district", "month"], name="month_once_a_district"),
            models.CheckConstraint(condition=Q(month__day=1), name="month_is_first_day"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="closed_stays_closed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
                func=(
                    "RAISE EXCEPTION 'a closed month does not change'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'month_closed';"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


_FROZEN = (
    "IF EXISTS (SELECT 1 FROM {rows} f JOIN assessments_month m ON m.district_id = f.district_id"
    " AND m.month = f.month AND m.closed_at IS NOT NULL) THEN"
    " RAISE EXCEPTION 'facts of a closed month do not change'"
    " USING ERRCODE = 'check_violation', CONSTRAINT = 'fact_month_closed'; END IF; RETURN NULL;"
)


_FROZEN_SCORE = (
    "IF EXISTS (SELECT 1 FROM ({rows}) s JOIN assessments_evaluation e ON e.id = s.evaluation_id"
    " WHERE e.state = 'frozen') THEN RAISE EXCEPTION 'a frozen result does not change'"
    " USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_frozen'; END IF; RETURN NULL;"
)


class FactQuerySet(ScopedQuerySet):
    def of(self, indicator: str) -> Self:
        return self.filter(indicator_id=indicator)

    def between(self, first: Any, last: Any) -> Self:
        """Months from ``first`` to ``last``, both included (first days)."""
        return self.filter(month__range=(first, last))


class Fact(ScopedModel):
    """One number: organisation × month × indicator. ``value`` null = unknown, never a silent zero (ASM-02)."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", verbose_name="组织", db_index=False
    )
    district_id = models.BigIntegerField(editable=False)
    month = models.DateField("月份")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="facts", verbose_name="指标", db_index=False)
    numerator = models.DecimalField("分子", max_digits=14, decimal_places=2, null=True)
    denominator = models.DecimalField("分母", max_digits=14, decimal_places=2, null=True)
    value = models.DecimalField("数值", max_digits=14, decimal_places=2, null=True)
    computed_at = models.DateTimeField(default=timezone.now)

    objects = FactQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "月度事实"
        constraints = [  # the first serves the organisation's key, too: a month of a district is many rows to index
            models.UniqueConstraint(fields=["organization", "month", "indicator"], name="fact_once"),
        ]
        indexes = [
            models.Index(fields=["scope", "month"], name="fact_scope_month"),
            models.Index(fields=["district_id", "month"], name="fact_district_month"),
        ]
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
                    rows="(SELECT n.district_id, n.month FROM old_rows n JOIN new_rows o USING (id)"
                    " WHERE n.scope = o.scope)"
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
    """What records entered after the close add to a closed month: counted with a factor, shown apart (ASM-12)."""

    district_id = models.BigIntegerField(editable=False)
    month = models.DateField("月份")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="late_facts", verbose_name="指标")
    numerator = models.DecimalField("补录分子", max_digits=14, decimal_places=2)
    denominator = models.DecimalField("补录分母", max_digits=14, decimal_places=2)
    computed_at = models.DateTimeField(default=timezone.now)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "补录"
        constraints = [models.UniqueConstraint(fields=["organization", "month", "indicator"], name="late_fact_once")]
        indexes = [models.Index(fields=["scope", "month"], name="late_fact_scope_month")]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.month:%Y-%m} {self.indicator_id} +{self.numerator}"


class Dimension(models.TextChoices):
    """Five good 五个好 (S0 二; S3 二1 words two of them differently: ``Scheme.wording``)."""

    LEADING_BODY = "leading_body", "领导班子好"
    MEMBERSHIP = "membership", "党员队伍好"
    MECHANISMS = "mechanisms", "工作机制好"
    RESULTS = "results", "发展业绩好"
    RESPONSE = "response", "群众反映好"


@tracked()
class Scheme(VersionedModel):
    """The five-good scheme of one district and year; weights sum to 100 (checked at commit)."""

    district = models.ForeignKey(Organization, models.PROTECT, related_name="schemes", verbose_name="区")
    year = models.PositiveSmallIntegerField("年度")
    name = models.CharField("方案名称", max_length=60)
    document = models.CharField("文件", max_length=120, blank=True)
    wording = models.JSONField("五个好的提法", default=dict, blank=True)
    in_force = models.BooleanField("启用", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "评价方案"
        constraints = [models.UniqueConstraint(fields=["district", "year", "name"], name="scheme_once_a_year")]

    def __str__(self) -> str:
        return f"{self.year}年{self.name}"


@tracked()
class SchemeItem(models.Model):
    """One line of a scheme: an indicator from records, a reviewer's judgement, or residents' and units' ballots."""

    class Source(models.TextChoices):
        INDICATOR = "indicator", "记录计算"
        JUDGEMENT = "judgement", "评审打分"
        BALLOT = "ballot", "满意度票"

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="items", verbose_name="方案")
    dimension = models.CharField("五个好", max_length=16, choices=Dimension)
    title = models.CharField("项目", max_length=60)
    source = models.CharField("来源", max_length=12, choices=Source)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="指标"
    )
    weight = models.DecimalField("分值", max_digits=5, decimal_places=2)
    zero_at = models.DecimalField("零分线", max_digits=10, decimal_places=2, default=0)
    full_at = models.DecimalField("满分线", max_digits=10, decimal_places=2, default=100)
    clause = models.CharField("依据", max_length=60, blank=True)
    advice = models.CharField("怎样得分", max_length=120, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "评价项目"
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(source="indicator", indicator__isnull=False)
                | (~Q(source="indicator") & Q(indicator__isnull=True)),
                name="scheme_item_has_its_source",
                violation_error_message="“记录计算”的项目必须选择指标",
            ),
            models.CheckConstraint(
                condition=Q(weight__gt=0), name="scheme_item_weight", violation_error_message="分值必须大于0"
            ),
            models.CheckConstraint(
                condition=~Q(zero_at=models.F("full_at")),
                name="scheme_item_range",
                violation_error_message="满分线和零分线不能相同",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="weights_sum_to_100",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                declare=[("total", "numeric"), ("wanted", "bigint")],
                func=(
                    "wanted := CASE WHEN TG_OP = 'DELETE' THEN OLD.scheme_id ELSE NEW.scheme_id END;"
                    " SELECT sum(i.weight) INTO total FROM assessments_schemeitem i"
                    " JOIN assessments_scheme s ON s.id = i.scheme_id WHERE s.id = wanted AND s.in_force;"
                    " IF total IS NOT NULL AND total <> 100 THEN"
                    " RAISE EXCEPTION 'weights of a scheme in force sum to %, not 100', total"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'scheme_weights_sum'; END IF; RETURN NULL;"
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title


@tracked(exclude=["scope"])
class Evaluation(ScopedModel, VersionedModel):
    """One community in one year's scheme. Frozen results never change (ASM-04)."""

    class State(models.TextChoices):
        OPEN = "open", "计分中"
        SELF_REPORTED = "self_reported", "已自评"
        STREET_REVIEWED = "street_reviewed", "街道已审"
        PUBLISHED = "published", "公示中"
        DECIDED = "decided", "区级已定"
        FROZEN = "frozen", "已封存"

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="evaluations", verbose_name="方案")
    state = models.CharField("状态", max_length=16, choices=State, default=State.OPEN)
    total = models.DecimalField("总分", max_digits=6, decimal_places=2, null=True)
    late_points = models.DecimalField("补录得分", max_digits=6, decimal_places=2, default=0)
    unknown = models.PositiveSmallIntegerField("未知项", default=0)
    unknown_weight = models.DecimalField("未知分值", max_digits=5, decimal_places=2, default=0)
    computed_at = models.DateTimeField("计算时间", null=True)
    self_report = models.TextField("自评", blank=True, max_length=2000)
    self_reported_at = models.DateTimeField("自评时间", null=True, blank=True)
    street_comment = models.TextField("街道意见", blank=True, max_length=1000)
    published_from = models.DateField("公示开始", null=True, blank=True)
    published_until = models.DateField("公示结束", null=True, blank=True)
    decided_at = models.DateTimeField("审定时间", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="审定人",
    )

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "五好评价"
        constraints = [
            models.UniqueConstraint(fields=["organization", "scheme"], name="evaluation_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "frozen"]) | Q(unknown=0),
                name="evaluation_without_unknown",
                violation_error_message="还有未知项,先补上记录或声明不适用,再审定",
            ),
        ]
        indexes = [models.Index(fields=["scope", "scheme"], name="evaluation_scope")]
        triggers = [
            *ScopedModel.Meta.triggers,
            pgtrigger.Trigger(
                name="frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="frozen"),
                func=(
                    "IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'scope' = to_jsonb(NEW) - 'scope' THEN RETURN NEW;"
                    " END IF; RAISE EXCEPTION 'a frozen result does not change'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_frozen';"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.scheme}"


class Score(models.Model):
    """Points of one item of one evaluation, with the numbers that gave them. ``points`` null = unknown.

    ``inapplicable``: declared so with a reason; its weight is shared out over the known items of the evaluation.
    """

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="scores", verbose_name="评价")
    item = models.ForeignKey(SchemeItem, models.PROTECT, related_name="scores", verbose_name="项目")
    numerator = models.DecimalField("分子", max_digits=14, decimal_places=2, null=True)
    denominator = models.DecimalField("分母", max_digits=14, decimal_places=2, null=True)
    value = models.DecimalField("数值", max_digits=14, decimal_places=2, null=True)
    points = models.DecimalField("得分", max_digits=6, decimal_places=2, null=True)
    late_points = models.DecimalField("补录得分", max_digits=6, decimal_places=2, default=0)
    inapplicable = models.BooleanField("不适用", default=False)
    reason = models.CharField("说明", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="打分人",
    )
    entered_at = models.DateTimeField("打分时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "得分"
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "item"], name="score_once"),
            models.CheckConstraint(
                condition=Q(inapplicable=False) | ~Q(reason=""),
                name="score_inapplicable_with_reason",
                violation_error_message="声明不适用时必须写明理由",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name=f"frozen_{operation}".lower(),
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=operation,
                referencing=pgtrigger.Referencing(**{side: f"{side}_rows" for side in sides}),
                func=_FROZEN_SCORE.format(
                    rows=" UNION ALL ".join(f"SELECT evaluation_id FROM {side}_rows" for side in sides)
                ),
            )
            for operation, sides in (
                (pgtrigger.Insert, ("new",)),
                (pgtrigger.Update, ("old", "new")),
                (pgtrigger.Delete, ("old",)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.evaluation_id} {self.item_id} {self.points}"


class SatisfactionCount(ScopedModel):
    """Ballots of residents or units on a community in a year: counts per grade, no voters (ASM-02)."""

    class Voters(models.TextChoices):
        RESIDENTS = "residents", "居民"
        UNITS = "units", "驻区单位"

    year = models.PositiveSmallIntegerField("年度")
    voters = models.CharField("投票人", max_length=10, choices=Voters)
    issued = models.PositiveIntegerField("发出")
    returned = models.PositiveIntegerField("收回")
    satisfied = models.PositiveIntegerField("满意")
    fairly = models.PositiveIntegerField("基本满意", default=0)
    unsatisfied = models.PositiveIntegerField("不满意", default=0)
    invalid = models.PositiveIntegerField("废票", default=0)
    recorded_at = models.DateTimeField("录入时间", default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "满意度票"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "voters"],
                name="satisfaction_once_a_year",
                violation_error_message="这个社区今年已录入这类满意度票",
            ),
            models.CheckConstraint(
                condition=Q(
                    returned=models.F("satisfied") + models.F("fairly") + models.F("unsatisfied") + models.F("invalid")
                ),
                name="satisfaction_balances",
                violation_error_message="满意、基本满意、不满意、废票之和必须等于收回数",
            ),
            models.CheckConstraint(
                condition=Q(returned__lte=models.F("issued")),
                name="satisfaction_returned_within_issued",
                violation_error_message="收回数不能多于发出数",
            ),
        ]
        indexes = [models.Index(fields=["scope", "year"], name="satisfaction_scope_year")]

    def __str__(self) -> str:
        return f"{self.organization} {self.year} {self.get_voters_display()}"


class Objection(ScopedModel, VersionedModel):
    """An objection 异议 in the publicity of an evaluation; it is answered before the district decides (ASM-04)."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="objections", verbose_name="评价")
    item = models.ForeignKey(SchemeItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="项目")
    text = models.CharField("异议", max_length=300)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人")
    raised_at = models.DateTimeField("提出时间", default=timezone.now)
    answer = models.CharField("答复", max_length=300, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="答复人",
    )

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "异议"
        indexes = [models.Index(fields=["scope"], name="objection_scope")]

    def __str__(self) -> str:
        return self.text[:40]
