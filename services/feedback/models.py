"""Feedback cards 反馈卡: one round a period, in it one card a unit with a line for each member, and its return 回执."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar
from organizations.models import ScopedModel, Unit
from organizations.registers.models.entry import Entry
from people.models import Person


@tracked(exclude=["scope"])
class FeedbackRound(Entry):
    """The cards of a community (``organization``) of one period, both days included."""

    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("截止日期")
    issued_on = models.DateField("发出日期", editable=False)
    note = FreeChar("给单位的话", max_length=200, blank=True)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "反馈卡"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "starts_on"],
                condition=Q(withdrawn_on=None),
                name="feedback_round_once_a_period",
                violation_error_message="这一期反馈卡已经发出",
            ),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="feedback_round_has_days"),
        ]
        indexes = [models.Index(fields=["scope", "starts_on"], name="feedback_round_scope")]

    def __str__(self) -> str:
        return f"{period_words(self)}反馈卡"


def period_words(period: Any) -> str:
    """``2026年第四季度``; of other lengths ``2026年1月至6月``."""
    first, last = period.starts_on, period.ends_on
    if last.month - first.month == 2 and first.month % 3 == 1:
        return f"{first.year}年第{'一二三四'[first.month // 3]}季度"
    return f"{first.year}年{first.month}月至{last.month}月"


@tracked(exclude=["scope"])
class FeedbackCard(ScopedModel, VersionedModel):
    """What one unit is told, and its return: what the record is used for there, in the unit's own words."""

    round = models.ForeignKey(FeedbackRound, models.PROTECT, related_name="cards", verbose_name="期次")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name="单位"
    )
    """Empty where the unit is in no register: its card goes on paper."""
    unit_name = FreeChar("单位名称", max_length=80, editable=False)
    persons = models.PositiveIntegerField("在职党员", editable=False)
    services = models.PositiveIntegerField("参加服务次数", editable=False)
    hours = models.DecimalField("服务时长", max_digits=8, decimal_places=1, editable=False)
    comment = FreeChar("社区评价", max_length=200, blank=True)
    returned_on = models.DateField("回执日期", null=True, blank=True, editable=False)
    for_awards = models.BooleanField("用于评先评优", default=False, editable=False)
    for_appraisal = models.BooleanField("用于年度考核", default=False, editable=False)
    for_promotion = models.BooleanField("用于提拔使用", default=False, editable=False)
    answer = FreeChar("单位意见", max_length=200, blank=True, editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "单位反馈卡"
        constraints = [
            models.UniqueConstraint(fields=["round", "unit_name"], name="feedback_card_once_a_unit"),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=False)
                | Q(returned_on=None, for_awards=False, for_appraisal=False, for_promotion=False, answer=""),
                name="feedback_card_answer_is_returned",
            ),
        ]
        indexes = [
            models.Index(fields=["scope"], name="feedback_card_scope"),
            models.Index(fields=["unit"], name="feedback_card_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_name}的反馈卡"

    @property
    def uses(self) -> str:
        """What the unit uses the record for."""
        ways = {"评先评优": self.for_awards, "年度考核": self.for_appraisal, "提拔使用": self.for_promotion}
        return "、".join(word for word, used in ways.items() if used)


@tracked(exclude=["scope"])
class FeedbackLine(ScopedModel):
    """One member on a card: how often and how long served in the community within the period, as known on the day."""

    card = models.ForeignKey(FeedbackCard, models.PROTECT, related_name="lines", verbose_name="反馈卡")
    person = models.ForeignKey(Person, models.PROTECT, related_name="feedback_lines", verbose_name="党员")
    sides = models.CharField("报到类型", max_length=20)
    services = models.PositiveSmallIntegerField("参加服务次数")
    hours = models.DecimalField("服务时长", max_digits=6, decimal_places=1)
    meetings = models.PositiveSmallIntegerField("参加会议次数")

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "反馈卡党员"
        constraints = [models.UniqueConstraint(fields=["card", "person"], name="feedback_line_once_a_person")]
        indexes = [
            models.Index(fields=["scope"], name="feedback_line_scope"),
            models.Index(fields=["person"], name="feedback_line_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person}"
