"""The five-good scheme of a district and year: items, weights, lines."""

from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from assessments.models.facts import Indicator
from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeJSON
from organizations.models import Organization
from organizations.scoping import visible_condition


class Dimension(models.TextChoices):
    """Five good 五个好 (S0 二; S3 二1 words two of them differently: ``Scheme.wording``)."""

    LEADING_BODY = "leading_body", "领导班子好"
    MEMBERSHIP = "membership", "党员队伍好"
    MECHANISMS = "mechanisms", "工作机制好"
    RESULTS = "results", "发展业绩好"
    RESPONSE = "response", "群众反映好"


class SchemeState(models.TextChoices):
    DRAFT = "draft", "草案"
    ANNOUNCED = "announced", "已公布"
    IN_FORCE = "in_force", "执行中"
    CLOSED = "closed", "已结束"
    REPLACED = "replaced", "已被新版本代替"


_COUNTS = (SchemeState.IN_FORCE, SchemeState.CLOSED)


class SchemeQuerySet(models.QuerySet["Scheme"]):
    def visible_to(self, user: Any, permission: str) -> Self:
        """Schemes of the districts where ``user`` holds ``permission``."""
        return self.filter(visible_condition(user, permission, field="district__path"))

    def counting(self) -> Self:
        """Those that a year is judged by."""
        return self.filter(in_force=True)


_FIXED = f"""
IF OLD.state <> '{SchemeState.DRAFT}' AND (TG_OP = 'DELETE' OR
    to_jsonb(OLD) - 'state' - 'in_force' - 'version' <> to_jsonb(NEW) - 'state' - 'in_force' - 'version') THEN
    RAISE EXCEPTION 'an announced scheme does not change' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'scheme_announced';
END IF;
RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""
_ITEMS_FIXED = f"""
wanted := CASE WHEN TG_OP = 'INSERT' THEN NEW.scheme_id ELSE OLD.scheme_id END;
IF EXISTS (SELECT FROM assessments_scheme s WHERE s.id = wanted AND s.state <> '{SchemeState.DRAFT}') THEN
    RAISE EXCEPTION 'an announced scheme does not change' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'scheme_announced';
END IF;
RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""
_WEIGHTS = f"""
IF NEW.state NOT IN ('{SchemeState.DRAFT}', '{SchemeState.REPLACED}') THEN
    SELECT sum(i.weight) INTO total FROM assessments_schemeitem i WHERE i.scheme_id = NEW.id;
    IF total IS DISTINCT FROM 100 THEN
        RAISE EXCEPTION 'weights of an announced scheme sum to %, not 100', total
            USING ERRCODE = 'check_violation', CONSTRAINT = 'scheme_weights_sum';
    END IF;
END IF;
RETURN NULL;
"""


@tracked(exclude=["in_force"])
class Scheme(VersionedModel):
    """The five-good scheme of one district and year, one edition of it; a draft until it is announced (ASM-01).

    From the announcement on nothing of it changes, in the database either: a correction is a new edition, which takes
    the place of the one before. The weights of what is announced sum to 100.
    """

    State = SchemeState

    district = models.ForeignKey(Organization, models.PROTECT, related_name="schemes", verbose_name="区")
    year = models.PositiveSmallIntegerField("年度")
    name = FreeChar("方案名称", max_length=60)
    edition = models.PositiveSmallIntegerField("版本", default=1)
    state = models.CharField("状态", max_length=10, choices=SchemeState, default=SchemeState.DRAFT)
    document = FreeChar("文件", max_length=120, blank=True)
    announced_on = models.DateField("公布日期", null=True, blank=True)
    begins_on = models.DateField("施行日期", null=True, blank=True)
    wording = FreeJSON("五个好的提法", default=dict, blank=True)
    in_force = models.GeneratedField(
        expression=models.ExpressionWrapper(Q(state__in=[*map(str, _COUNTS)]), output_field=models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    """Whether the year is judged by it."""

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "评价方案"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "year", "edition"],
                name="scheme_edition_once",
                violation_error_message="这一年已有这个版本",
            ),
            models.UniqueConstraint(
                fields=["district", "year"],
                condition=Q(state__in=[SchemeState.ANNOUNCED, *_COUNTS]),
                name="scheme_once_a_year",
                violation_error_message="这一年已有公布的方案",
            ),
            models.CheckConstraint(
                condition=Q(state=SchemeState.DRAFT) | (Q(announced_on__isnull=False) & Q(begins_on__isnull=False)),
                name="scheme_announced_with_days",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="fixed_from_the_announcement",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_FIXED,
            ),
            pgtrigger.Trigger(
                name="weights_sum_to_100",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                declare=[("total", "numeric")],
                func=_WEIGHTS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年{self.name}"

    @property
    def organization(self) -> Organization:
        """Where rights over it are asked."""
        return self.district

    def dimension_label(self, dimension: str) -> str:
        """One of the five as this scheme calls it."""
        return str((self.wording or {}).get(dimension) or Dimension(dimension).label)


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
        ordering = ["order", "pk"]
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
                name="fixed_from_the_announcement",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("wanted", "bigint")],
                func=_ITEMS_FIXED,
            )
        ]

    def __str__(self) -> str:
        return self.title
