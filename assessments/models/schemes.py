"""The five-good scheme of a district and year: items, weights, lines."""

import pgtrigger
from django.db import models
from django.db.models import Q

from assessments.models.facts import Indicator
from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeJSON
from organizations.models import Organization


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
    name = FreeChar("方案名称", max_length=60)
    document = FreeChar("文件", max_length=120, blank=True)
    wording = FreeJSON("五个好的提法", default=dict, blank=True)
    in_force = models.BooleanField("启用", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "评价方案"
        constraints = [models.UniqueConstraint(fields=["district", "year", "name"], name="scheme_once_a_year")]

    def __str__(self) -> str:
        return f"{self.year}年{self.name}"


class Voters(models.TextChoices):
    """Two populations, never added together: many residents would drown a few units."""

    RESIDENTS = "residents", "居民"
    UNITS = "units", "驻区单位"


class SchemeItemSource(models.TextChoices):
    INDICATOR = "indicator", "记录计算"
    JUDGEMENT = "judgement", "评审打分"
    BALLOT = "ballot", "满意度票"


@tracked()
class SchemeItem(models.Model):
    """One line of a scheme: an indicator from records, a reviewer's judgement, or residents' and units' ballots."""

    Source = SchemeItemSource

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="items", verbose_name="方案")
    dimension = models.CharField("五个好", max_length=16, choices=Dimension)
    title = FreeChar("项目", max_length=60)
    source = models.CharField("来源", max_length=12, choices=Source)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="指标"
    )
    voters = models.CharField("投票人", max_length=10, choices=Voters, blank=True)
    ballots_min = models.PositiveSmallIntegerField("最低有效票数", null=True, blank=True)
    """Fewer valid ballots leave the item unknown; where empty, the standard in force decides."""
    weight = models.DecimalField("分值", max_digits=5, decimal_places=2)
    zero_at = models.DecimalField("零分线", max_digits=10, decimal_places=2, default=0)
    full_at = models.DecimalField("满分线", max_digits=10, decimal_places=2, default=100)
    clause = models.CharField("依据", max_length=60, blank=True)
    advice = FreeChar("怎样得分", max_length=120, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "评价项目"
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(source=SchemeItemSource.INDICATOR, indicator__isnull=False)
                | (~Q(source=SchemeItemSource.INDICATOR) & Q(indicator__isnull=True)),
                name="scheme_item_has_its_source",
                violation_error_message="“记录计算”的项目必须选择指标",
            ),
            models.CheckConstraint(
                condition=Q(source=SchemeItemSource.BALLOT) ^ Q(voters=""),
                name="scheme_item_voters",
                violation_error_message="“满意度票”的项目必须选择投票人",
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
