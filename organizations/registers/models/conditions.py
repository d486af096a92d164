"""Place to work, funds and allowances of a community in one year, and what it asked for (ORG-27)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar
from organizations.models.scoped import ScopedModel
from organizations.registers.models.entry import Entry


def _money(label: str) -> models.DecimalField[Any, Any]:
    return models.DecimalField(label, max_digits=12, decimal_places=2)


@tracked(exclude=["scope"])
class CommunityYear(Entry):
    """The conditions 三有一化 of a community in one year: people with allowances, money, a place to work (S0 四; S2
    二(五)). Money in yuan, of the whole year; areas in square metres."""

    year = models.PositiveSmallIntegerField("年度")
    office_area = models.DecimalField("办公用房面积（平方米）", max_digits=8, decimal_places=1)
    activity_area = models.DecimalField("活动场所面积（平方米）", max_digits=8, decimal_places=1)
    budget_funds = _money("财政拨付工作经费（元）")
    dues_funds = _money("党费补助（元）")
    other_funds = _money("其他经费（元）")
    officers = models.PositiveSmallIntegerField("领取补贴人数")
    allowances = _money("全年补贴总额（元）")
    note = FreeChar("说明", max_length=300, blank=True)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "社区工作条件"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "year"],
                condition=Q(withdrawn_on=None),
                name="community_year_once",
                violation_error_message="这个社区这一年已经登记过",
            ),
            models.CheckConstraint(
                condition=Q(
                    office_area__gte=0,
                    activity_area__gte=0,
                    budget_funds__gte=0,
                    dues_funds__gte=0,
                    other_funds__gte=0,
                    allowances__gte=0,
                ),
                name="community_year_not_negative",
                violation_error_message="面积和金额不能小于0",
            ),
            models.CheckConstraint(
                condition=Q(officers__gt=0) | Q(allowances=0),
                name="community_year_allowances_have_persons",
                violation_error_message="有补贴总额，领取补贴人数应大于0",
            ),
        ]
        indexes = [models.Index(fields=["scope", "year"], name="community_year_scope")]

    def __str__(self) -> str:
        return f"{self.organization.name}{self.year}年工作条件"


@tracked(exclude=["scope"])
class ConditionIssue(ScopedModel, VersionedModel):
    """What a community lacks and asked for, and the answer that it got (S0 四: the superior solves it)."""

    conditions = models.ForeignKey(CommunityYear, models.PROTECT, related_name="issues", verbose_name="工作条件")
    title = FreeChar("问题", max_length=120)
    raised_on = models.DateField("提出日期")
    answer = FreeChar("答复", max_length=300, blank=True, editable=False)
    answered_by = FreeChar("答复组织", max_length=80, blank=True, editable=False)
    answered_on = models.DateField("答复日期", null=True, blank=True, editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "工作条件的问题"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="")
                | (Q(answered_on__gte=F("raised_on")) & ~Q(answer="") & ~Q(answered_by="")),
                name="condition_issue_answered",
                violation_error_message="答复日期不能早于提出日期",
            )
        ]
        indexes = [models.Index(fields=["scope"], name="condition_issue_scope")]

    def __str__(self) -> str:
        return self.title
