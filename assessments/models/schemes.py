"""What a district judges a year by: schemes with dimensions of their own, items, weights, lines, grades, groups."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from assessments.models.facts import Indicator
from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeJSON
from organizations.models import Organization
from organizations.scoping import visible_condition
from organizations.standards.table import platform

WEIGHT_TOTAL: int = platform("asm.weights_sum")
"""What the weights of a scheme sum to: of the platform, for the database holds it too."""

FIVE_GOOD = "five_good"
"""``Scheme.series`` of the district's first scheme, whose score the dashboard shows."""


class Dimension(models.TextChoices):
    """Five good 五个好 (S0 二; S3 二1 words two of them differently, as ``Scheme.dimensions`` may)."""

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


class Grade(NamedTuple):
    """One grade of the result: at most ``share`` percent of a group and only from ``line`` points on, where given."""

    label: str
    share: Decimal | None
    line: Decimal | None


def _number(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))


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
    SELECT sum(i.weight) INTO total FROM assessments_schemeitem i
    WHERE i.scheme_id = NEW.id AND i.role = 'points';
    IF total IS DISTINCT FROM {WEIGHT_TOTAL} THEN
        RAISE EXCEPTION 'weights of an announced scheme sum to %, not {WEIGHT_TOTAL}', total
            USING ERRCODE = 'check_violation', CONSTRAINT = 'scheme_weights_sum';
    END IF;
END IF;
RETURN NULL;
"""


@tracked(exclude=["in_force"])
class Scheme(VersionedModel):
    """A scheme of one district and year, one edition of it; a draft until it is announced (ASM-01).

    From the announcement on nothing of it changes, in the database either: a correction is a new edition, which takes
    the place of the one before. The weights of what is announced sum to 100; bonuses, deductions and vetoes stand
    beside them. ``series``: what stays the same from year to year and edition to edition; several stand in one year.
    """

    State = SchemeState

    district = models.ForeignKey(Organization, models.PROTECT, related_name="schemes", verbose_name="区")
    year = models.PositiveSmallIntegerField("年度")
    name = FreeChar("方案名称", max_length=60)
    series = models.CharField("方案类别", max_length=24, default=FIVE_GOOD, editable=False)
    edition = models.PositiveSmallIntegerField("版本", default=1)
    state = models.CharField("状态", max_length=10, choices=SchemeState, default=SchemeState.DRAFT)
    document = FreeChar("文件", max_length=120, blank=True)
    announced_on = models.DateField("公布日期", null=True, blank=True)
    begins_on = models.DateField("施行日期", null=True, blank=True)
    dimensions = FreeJSON("方面", default=list, blank=True)
    """Its dimensions in order: ``[{"key", "label"}]``."""
    groups = FreeJSON("分组", default=dict, blank=True)
    """Groups of like communities: type of community → how its group is called; empty: all are compared together."""
    grades = FreeJSON("等次", default=list, blank=True)
    """``[{"label", "share", "line"}]``, the best first, the last for all others; empty: no grades."""
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
                fields=["district", "year", "series", "edition"],
                name="scheme_edition_once",
                violation_error_message="这一年已有这个版本",
            ),
            models.UniqueConstraint(
                fields=["district", "year", "series"],
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
        """One of its dimensions as it calls it; of an item beside them, what it is beside."""
        return dict(self.parts).get(dimension, "")

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Key and name of each dimension, in order."""
        return [(each["key"], each["label"]) for each in self.dimensions]

    @property
    def grade_rules(self) -> list[Grade]:
        return [Grade(each["label"], _number(each.get("share")), _number(each.get("line"))) for each in self.grades]

    def group_of(self, community_type: str) -> str:
        return str(self.groups.get(community_type) or "")


class Voters(models.TextChoices):
    """Two populations, never added together: many residents would drown a few units."""

    RESIDENTS = "residents", "居民"
    UNITS = "units", "驻区单位"


class SchemeItemSource(models.TextChoices):
    INDICATOR = "indicator", "记录计算"
    JUDGEMENT = "judgement", "评审打分"
    BALLOT = "ballot", "满意度票"


class ItemRole(models.TextChoices):
    """What an item does to the total: part of the hundred, more, less, or nothing counts beside it."""

    POINTS = "points", "计分"
    BONUS = "bonus", "加分"
    DEDUCTION = "deduction", "扣分"
    VETO = "veto", "一票否决"


@tracked()
class SchemeItem(models.Model):
    """One line of a scheme: an indicator from records, a reviewer's judgement, or residents' and units' ballots.

    ``steps``: ``[[value, points]]`` from the lowest step up, instead of the line from ``zero_at`` to ``full_at``.
    ``half_year_min``: what each half-year must reach at least; a half-year short of it costs its share of the points.
    """

    Source = SchemeItemSource
    Role = ItemRole

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="items", verbose_name="方案")
    role = models.CharField("作用", max_length=10, choices=ItemRole, default=ItemRole.POINTS)
    dimension = models.CharField("方面", max_length=16, blank=True)
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
    steps = FreeJSON("分档", default=list, blank=True)
    half_year_min = models.DecimalField("每半年最低", max_digits=8, decimal_places=2, null=True, blank=True)
    pro_rata = models.BooleanField("不满一年按月折算", default=True)
    """Whether the line of a yearly sum falls with the months that an organisation stood."""
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
            models.CheckConstraint(
                condition=Q(role=ItemRole.POINTS) ^ Q(dimension=""),
                name="scheme_item_dimension",
                violation_error_message="计分项目要归入一个方面，加分、扣分和一票否决不归入方面",
            ),
            models.CheckConstraint(
                condition=Q(half_year_min__isnull=True) | Q(half_year_min__gt=0),
                name="scheme_item_half_year",
                violation_error_message="每半年最低数应大于0",
            ),
            models.CheckConstraint(
                condition=~Q(role=ItemRole.VETO) | ~Q(source=SchemeItemSource.BALLOT),
                name="scheme_item_veto_by_ballot",
                violation_error_message="一票否决要有记录或评审认定，不能用满意度票",
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

    @property
    def signed(self) -> int:
        """Which way its points move the total."""
        return {ItemRole.DEDUCTION: -1, ItemRole.VETO: 0}.get(ItemRole(self.role), 1)

    @property
    def staircase(self) -> Sequence[tuple[Decimal, Decimal]]:
        return [(Decimal(str(at)), Decimal(str(points))) for at, points in self.steps]

    @property
    def steps_text(self) -> str:
        """As it is typed: ``60:3，80:6``."""
        return "，".join(f"{at.normalize():f}:{points.normalize():f}" for at, points in self.staircase)

    @property
    def line_words(self) -> str:
        """How points follow from the value."""
        if self.source == SchemeItemSource.JUDGEMENT:
            return ""
        reached = "达到" if self.full_at > self.zero_at else "不超过"
        if self.role == ItemRole.VETO:
            return f"{reached}{self.full_at.normalize():f}即否决"
        if self.steps:
            each = "，".join(f"{at.normalize():f}得{points.normalize():f}" for at, points in self.staircase)
            return f"分档：{reached}{each}"
        return f"{self.zero_at.normalize():f} → {self.full_at.normalize():f}"
