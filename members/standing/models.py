"""A member's standing: suspended and restored, out of contact, kept while abroad, sanctions (MEM-22)."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar
from organizations.models import ScopedModel, ScopedQuerySet
from people.models import Person


class StandingQuerySet(ScopedQuerySet["StandingSpell"]):
    def as_of(self, on: Any) -> Self:
        return self.filter(during__contains=on)

    def open(self) -> Self:
        return self.filter(during__endswith__isnull=True)


@tracked(exclude=["scope"])
class StandingSpell(ScopedModel, VersionedModel):
    """``organization``: the branch that keeps the member. Only a suspension interrupts the Party age.

    Of a sanction there is its document alone: a day, neither kind nor cause (requirements.md: MEM-22).
    """

    class Kind(models.TextChoices):
        LOST = "lost", "失去联系"
        SUSPENDED = "suspended", "停止党籍"
        ABROAD = "abroad", "出国（境）保留党籍"
        SANCTION = "sanction", "处分文件"

    class End(models.TextChoices):
        FOUND = "found", "取得联系"
        RESTORED = "restored", "恢复党籍"
        BACK = "back", "回国"
        SUSPENDED = "suspended", "转为停止党籍"
        REMOVED = "removed", "除名"
        CORRECTION = "correction", "录入更正"

    person = models.ForeignKey(Person, models.PROTECT, related_name="standing_spells", verbose_name="党员")
    kind = models.CharField("事项", max_length=10, choices=Kind)
    during = DateRangeField("起止")
    document = FreeChar("文件字号", max_length=60, blank=True)
    end = models.CharField("结束方式", max_length=10, choices=End, blank=True)
    end_document = FreeChar("结束的文件字号", max_length=60, blank=True)
    contacted_on = models.DateField("最近联系日期", null=True, blank=True)
    note = FreeChar("说明", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="登记人"
    )

    objects: ClassVar = StandingQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "党籍变动"
        constraints = [
            ExclusionConstraint(
                name="standing_one_of_a_kind_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message="此人在这段时间已登记过同样的事项",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="standing_during_not_empty"),
            models.CheckConstraint(
                condition=Q(during__endswith__isnull=True, end="")
                | Q(during__endswith__isnull=False) & (~Q(end="") | Q(kind="sanction")),
                name="standing_end_says_how",
            ),
        ]
        indexes = [
            models.Index(fields=["scope"], name="standing_scope"),
            models.Index(fields=["person"], name="standing_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_kind_display()}"


class SeniorAwardQuerySet(ScopedQuerySet["SeniorAward"]):
    def standing(self) -> Self:
        return self.filter(cancelled_at__isnull=True)


class SeniorAward(ScopedModel):
    """What was decided on a senior member for a year: the medal 光荣在党50年, or withheld with its reason (MEM-18).

    ``organization``: the branch of the member on the day of reckoning; ``years``: Party age then.
    """

    class Decision(models.TextChoices):
        GRANTED = "granted", "颁发"
        WITHHELD = "withheld", "暂不颁发"

    person = models.ForeignKey(Person, models.PROTECT, related_name="senior_awards", verbose_name="党员")
    year = models.PositiveSmallIntegerField("年度")
    years = models.PositiveSmallIntegerField("党龄")
    decision = models.CharField("决定", max_length=8, choices=Decision)
    document = FreeChar("文件字号", max_length=60, blank=True)
    reason = FreeChar("说明", max_length=200, blank=True)
    given_on = models.DateField("颁发日期", null=True, blank=True)
    decided_at = models.DateTimeField("登记时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="登记人"
    )
    cancelled_at = models.DateTimeField("撤销时间", null=True, blank=True)

    objects: ClassVar = SeniorAwardQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "老党员表彰"
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(decision="granted", cancelled_at__isnull=True),
                name="senior_award_once",
                violation_error_message="此人已经颁发过纪念章",
            ),
            models.UniqueConstraint(
                fields=["person", "year"],
                condition=Q(cancelled_at__isnull=True),
                name="senior_award_once_a_year",
                violation_error_message="此人当年已有决定",
            ),
            models.CheckConstraint(
                condition=~Q(decision="withheld") | ~Q(reason=""),
                name="senior_award_withheld_with_reason",
                violation_error_message="暂不颁发的，请写明原因",
            ),
        ]
        indexes = [models.Index(fields=["scope", "year"], name="senior_award_scope")]

    def __str__(self) -> str:
        return f"{self.person} {self.year}"
