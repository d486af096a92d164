"""Units and the communities about each other: a unit's part is scored and told, awards and appraisals ask (ASM-06)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.models import ScopedModel, Unit
from organizations.registers.models import Entry


@tracked(exclude=["scope"])
class UnitScore(Entry):
    """What a unit did of its year's co-building in the community (``organization``), and the letter that told it.

    ``due`` items of its agreement that had fallen due on the day of scoring, ``done`` of them in time; ``points`` is
    their share of 100, 0 where nothing was signed. They are counted once, as the score is made.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    year = models.PositiveSmallIntegerField("年度")
    due = models.PositiveSmallIntegerField("到期事项", default=0, editable=False)
    done = models.PositiveSmallIntegerField("按期完成", default=0, editable=False)
    points = models.DecimalField("得分", max_digits=5, decimal_places=2, default=0, editable=False)
    comment = FreeText("社区评价", max_length=300)
    reported_to = FreeChar("主管单位", max_length=80, blank=True, editable=False)
    reported_on = models.DateField("通报日期", null=True, blank=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "单位共建测评"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "unit", "year"],
                condition=Q(withdrawn_on=None),
                name="unit_score_once_a_year",
                violation_error_message="这家单位这一年已经测评",
            ),
            models.CheckConstraint(condition=Q(done__lte=F("due"), points__lte=100), name="unit_score_within_due"),
            models.CheckConstraint(
                condition=Q(reported_on=None, reported_to="") | (Q(reported_on__isnull=False) & ~Q(reported_to="")),
                name="unit_score_reported_to_somebody",
            ),
        ]
        indexes = [models.Index(fields=["scope", "year"], name="unit_score_scope")]

    def __str__(self) -> str:
        return f"{self.unit.name}{self.year}年共建测评"


@tracked(exclude=["scope"])
class UnitAwardOpinion(Entry):
    """What the community (``organization``) says before a unit is given an award (S4B 二)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    title = FreeChar("评先评优项目", max_length=60)
    asked_by = FreeChar("征求意见的单位", max_length=80)
    asked_on = models.DateField("征求日期")
    agrees = models.BooleanField("社区意见", choices=[(True, "同意"), (False, "不同意")])
    opinion = FreeText("意见内容", max_length=300)
    given_on = models.DateField("答复日期")

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "单位评先评优意见"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "unit", "title", "asked_on"],
                condition=Q(withdrawn_on=None),
                name="unit_award_opinion_once",
                violation_error_message="这一项已经答复",
            ),
            models.CheckConstraint(condition=Q(given_on__gte=F("asked_on")), name="unit_award_opinion_after_asking"),
        ]
        indexes = [models.Index(fields=["scope", "given_on"], name="unit_award_opinion_scope")]

    def __str__(self) -> str:
        return f"{self.unit.name}{self.title}意见"


@tracked(exclude=["scope"])
class StreetAppraisal(Entry):
    """The district appraises a street (``organization``): every unit of its communities is asked first (S4B 二)."""

    year = models.PositiveSmallIntegerField("考核年度")
    asked_on = models.DateField("征求日期")
    until = models.DateField("答复期限")
    result = FreeChar("考核结果", max_length=40, blank=True, editable=False)
    document = FreeChar("文件", max_length=120, blank=True, editable=False)
    concluded_on = models.DateField("考核日期", null=True, blank=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "街道考核征求意见"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "year"],
                condition=Q(withdrawn_on=None),
                name="street_appraisal_once_a_year",
                violation_error_message="这个街道这一年已经征求意见",
            ),
            models.CheckConstraint(condition=Q(until__gt=F("asked_on")), name="street_appraisal_leaves_time"),
            models.CheckConstraint(
                condition=Q(concluded_on=None, result="", document="")
                | (Q(concluded_on__isnull=False) & ~Q(result="") & ~Q(document="")),
                name="street_appraisal_concluded_by_document",
            ),
        ]
        indexes = [models.Index(fields=["scope", "year"], name="street_appraisal_scope")]

    def __str__(self) -> str:
        return f"{self.organization.label}{self.year}年考核征求意见"


class StreetGrade(models.TextChoices):
    SATISFIED = "satisfied", "满意"
    FAIRLY = "fairly", "基本满意"
    UNSATISFIED = "unsatisfied", "不满意"


@tracked(exclude=["scope"])
class StreetOpinion(ScopedModel, VersionedModel):
    """One unit's answer about its street (``organization``), by its contact or on paper."""

    appraisal = models.ForeignKey(StreetAppraisal, models.CASCADE, related_name="opinions", verbose_name="考核")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    grade = models.CharField("评价", max_length=12, choices=StreetGrade, blank=True)
    text = FreeText("意见建议", max_length=300, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "单位对街道的意见"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["appraisal", "unit"], name="street_opinion_once_a_unit"),
            models.CheckConstraint(
                condition=Q(answered_on=None, grade="", text="") | (Q(answered_on__isnull=False) & ~Q(grade="")),
                name="street_opinion_answered_with_grade",
            ),
        ]
        indexes = [
            models.Index(fields=["scope"], name="street_opinion_scope"),
            models.Index(fields=["unit"], name="street_opinion_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.unit.name}的意见"
