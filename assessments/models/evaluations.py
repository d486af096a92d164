"""One community in one scheme: state, scores, ballots. Its publicity is a publication (organizations.publications)."""

from decimal import Decimal
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models.schemes import Scheme, SchemeItem, Voters
from core.chinese.numbers import ratio
from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.models import ScopedModel

_FROZEN_SCORE = (
    "IF EXISTS (SELECT 1 FROM ({rows}) s JOIN assessments_evaluation e ON e.id = s.evaluation_id"
    " WHERE e.state = '{frozen}') THEN RAISE EXCEPTION 'a frozen result does not change'"
    " USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_frozen'; END IF; RETURN NULL;"
)

COMPUTED = (
    "total",
    "known_points",
    "known_weight",
    "due_points",
    "late_points",
    "unknown",
    "unknown_weight",
    "computed_at",
    "counted_to",
    "review_total",
    "extra_points",
    "vetoed",
    "group",
)
"""What scoring writes: anybody can compute it again, so it has no history."""


class EvaluationState(models.TextChoices):
    OPEN = "open", "计分中"
    SELF_REPORTED = "self_reported", "已自评"
    STREET_REVIEWED = "street_reviewed", "街道已审"
    PUBLISHED = "published", "公示中"
    DECIDED = "decided", "区级已定"
    FROZEN = "frozen", "已封存"


@tracked(exclude=["scope", *COMPUTED])
class Evaluation(ScopedModel, VersionedModel):
    """One community in one year's scheme. Frozen results never change (ASM-04)."""

    State = EvaluationState

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="evaluations", verbose_name="方案")
    state = models.CharField("状态", max_length=16, choices=State, default=State.OPEN)
    total = models.DecimalField("总分", max_digits=6, decimal_places=2, null=True)
    """Null while an item is unknown, and where nothing is measured: then only ``known_points`` of ``known_weight``."""
    known_points = models.DecimalField("已知得分", max_digits=6, decimal_places=2, default=0)
    known_weight = models.DecimalField("已知分值", max_digits=5, decimal_places=2, default=0)
    due_points = models.DecimalField("目前应得", max_digits=6, decimal_places=2, default=0)
    """What an organisation that kept every yearly line in step would have by the cut; of ``known_weight``."""
    late_points = models.DecimalField("补录得分", max_digits=6, decimal_places=2, default=0)
    unknown = models.PositiveSmallIntegerField("未知项", default=0)
    unknown_weight = models.DecimalField("未知分值", max_digits=5, decimal_places=2, default=0)
    computed_at = models.DateTimeField("计算时间", null=True)
    counted_to = models.DateField("计至月份", null=True)
    review_total = models.DecimalField("复核总分", max_digits=6, decimal_places=2, null=True)
    """What the records say after the publication, where it differs; what was published does not move."""
    extra_points = models.DecimalField("加减分", max_digits=6, decimal_places=2, default=0)
    """Bonuses less deductions, beside the hundred; contained in ``total``."""
    vetoed = models.BooleanField("一票否决", default=False)
    group = FreeChar("组别", max_length=20, blank=True)
    """The like communities it is placed among; empty: among all."""
    grade = FreeChar("等次", max_length=20, blank=True)
    """Given with the freezing, when everybody of the group is decided; never moves after."""
    ended_on = models.DateField("终止日期", null=True, blank=True)
    """Dissolved, or gone to another district, before the result was decided: no total, no list, no mean."""
    self_report = FreeText("自评", blank=True, max_length=2000)
    self_reported_at = models.DateTimeField("自评时间", null=True, blank=True)
    street_comment = FreeText("街道意见", blank=True, max_length=1000)
    sent_back_because = FreeText("退回原因", blank=True, max_length=1000, default="")
    """Of the last step back, until the step after it is taken; all of them stand in the history."""
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
        verbose_name = verbose_name_plural = "社区评价"
        constraints = [
            models.UniqueConstraint(fields=["organization", "scheme"], name="evaluation_once"),
            models.CheckConstraint(
                condition=~Q(state__in=[EvaluationState.DECIDED, EvaluationState.FROZEN]) | Q(unknown=0),
                name="evaluation_without_unknown",
                violation_error_message="还有未知项，先补上记录或声明不适用，再审定",
            ),
            models.CheckConstraint(condition=Q(unknown=0) | Q(total=None), name="evaluation_total_without_unknown"),
        ]
        indexes = [
            models.Index(fields=["scope", "scheme"], name="evaluation_scope"),
            models.Index(fields=["scheme", "total"], name="evaluation_lowest"),
            models.Index(
                fields=["scheme", "-unknown_weight"], condition=Q(unknown__gt=0), name="evaluation_most_unknown"
            ),
        ]
        triggers = [
            *ScopedModel.Meta.triggers,
            pgtrigger.Trigger(
                name="frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=EvaluationState.FROZEN),
                func=(
                    "IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'scope' = to_jsonb(NEW) - 'scope' THEN RETURN NEW;"
                    " END IF; RAISE EXCEPTION 'a frozen result does not change'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_frozen';"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.scheme}"

    @property
    def state_words(self) -> str:
        return "已终止" if self.ended_on else self.get_state_display()

    @property
    def pace(self) -> Decimal | None:
        """The total against what was to be reached by now, at most 100; at the year's end the total itself.

        Early in a year nobody can have the year's points: this is what communities are compared by meanwhile.
        """
        if self.total is None:
            return None
        found = ratio((self.total - self.extra_points) * self.known_weight, self.due_points, factor=1, places=2)
        return None if found is None else max(Decimal(0), min(Decimal(100), found + self.extra_points))


class ScoreStatus(models.TextChoices):
    KNOWN = "known", "已知"
    UNKNOWN = "unknown", "未知"
    NOTHING = "nothing", "没有可计算的事项"


class Score(models.Model):
    """Points of one item of one evaluation, with the numbers that gave them; points only where it is known.

    ``nothing``: there is nothing to measure, found by the engine, never by hand; ``inapplicable``: an unknown item
    declared so with a reason, until it is known. The weight of both is shared out over the others.
    """

    Status = ScoreStatus

    evaluation = models.ForeignKey(
        Evaluation, models.CASCADE, related_name="scores", verbose_name="评价", db_index=False
    )  # score_once begins with it: a night writes one index less
    item = models.ForeignKey(SchemeItem, models.PROTECT, related_name="scores", verbose_name="项目")
    numerator = models.DecimalField("分子", max_digits=14, decimal_places=2, null=True)
    denominator = models.DecimalField("分母", max_digits=14, decimal_places=2, null=True)
    value = models.DecimalField("数值", max_digits=14, decimal_places=2, null=True)
    status = models.CharField("情况", max_length=8, choices=Status, default=Status.UNKNOWN)
    unknown_parts = models.PositiveIntegerField("未知部分", default=0)
    line = models.DecimalField("满分线", max_digits=10, decimal_places=2, null=True)
    """Full points from here on: the item's, of a yearly sum pro rata for the months the organisation stood."""
    due = models.DecimalField("目前应达", max_digits=10, decimal_places=2, null=True)
    """The part of the line that falls to the months counted so far."""
    points = models.DecimalField("得分", max_digits=6, decimal_places=2, null=True)
    halves_short = models.PositiveSmallIntegerField("未达最低的半年", default=0)
    """Half-years that are over and short of the item's least number; each took its share of the points."""
    late_points = models.DecimalField("补录得分", max_digits=6, decimal_places=2, default=0)
    inapplicable = models.BooleanField("不适用", default=False)
    reason = FreeChar("说明", max_length=200, blank=True)
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
                condition=Q(status=ScoreStatus.KNOWN, points__isnull=False)
                | (~Q(status=ScoreStatus.KNOWN) & Q(points__isnull=True)),
                name="score_points_only_where_known",
            ),
            models.CheckConstraint(
                condition=Q(inapplicable=False) | Q(status=ScoreStatus.UNKNOWN), name="score_inapplicable_only_unknown"
            ),
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
                    frozen=Evaluation.State.FROZEN,
                    rows=" UNION ALL ".join(f"SELECT evaluation_id FROM {side}_rows" for side in sides),
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

    @property
    def earned(self) -> Decimal:
        """Points with those of late records; 0 where there are none."""
        return (self.points or Decimal(0)) + self.late_points

    @property
    def moves_total_by(self) -> Decimal:
        """``earned`` with its sign: what a deduction takes is below 0, a veto moves nothing."""
        return self.earned * self.item.signed

    @property
    def vetoes(self) -> bool:
        return self.item.role == SchemeItem.Role.VETO and self.earned >= self.item.weight


@tracked(exclude=["scope"])
class SatisfactionCount(ScopedModel, VersionedModel):
    """Ballots of residents or units on a community in a year: counts per grade, no voters (ASM-02).

    What was typed wrongly is corrected with a reason until the result stands; the history keeps what stood before.
    """

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
    corrected_because = FreeChar("更正原因", max_length=200, blank=True, default="", editable=False)
    """Why the last correction was made; those before stand in the history."""
    corrected_at = models.DateTimeField("更正时间", null=True, editable=False)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="更正人", editable=False
    )

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "满意度票"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "voters"],
                condition=Q(returned__lte=models.F("issued")),
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
        ]
        indexes = [models.Index(fields=["scope", "year"], name="satisfaction_scope_year")]

    def __str__(self) -> str:
        return f"{self.organization} {self.year} {self.get_voters_display()}"

    @property
    def is_void(self) -> bool:
        """More came back than went out: recorded as what happened, void, and held again."""
        return self.returned > self.issued

    @property
    def words(self) -> str:
        """The counts in one line."""
        return ballot_words(self)


BALLOT_COUNTS = ("voters", "issued", "returned", "satisfied", "fairly", "unsatisfied", "invalid")
"""What is typed from the record of a ballot."""


def ballot_words(row: Any) -> str:
    """A row of counts, as it stands or as the history kept it, in one line."""
    return (
        f"{Voters(row.voters).label}：发出{row.issued}，收回{row.returned}，满意{row.satisfied}，"
        f"基本满意{row.fairly}，不满意{row.unsatisfied}，废票{row.invalid}"
    )
