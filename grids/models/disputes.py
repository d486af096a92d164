"""Disputes 矛盾纠纷: taken in, mediated, closed, without a name of any party (S2 四(三), S3 二3, S4B 二(四))."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from grids.models.places import Grid
from organizations.models import ScopedModel, Unit
from organizations.registers.models import Entry


class DisputeOutcome(models.TextChoices):
    ORAL = "oral", "达成口头协议"
    WRITTEN = "written", "达成书面协议"
    RECONCILED = "reconciled", "当事人自行和解"
    REFERRED = "referred", "转上级或有关部门"
    LEGAL = "legal", "调解不成，引导依法解决"
    WITHDRAWN = "withdrawn", "当事人不再要求"


SETTLED = (DisputeOutcome.ORAL, DisputeOutcome.WRITTEN)
"""Outcomes that a mediation brings, and whose keeping is asked about later."""


@tracked(exclude=["scope"])
class Dispute(Entry):
    """A conflict in the community. Of the parties only what they are and how many; who they are stands on the paper
    that they sign, never here. A unit that is a party is named: it is no person.
    """

    class Kind(models.TextChoices):
        NEIGHBOUR = "neighbour", "邻里"
        FAMILY = "family", "婚姻家庭"
        PROPERTY = "property", "物业服务"
        BUILDING = "building", "施工扰民"
        LABOUR = "labour", "劳动用工"
        SERVICE = "service", "医疗、消费和服务"
        LAND = "land", "拆迁和房屋"
        OTHER = "other", "其他"

    class Between(models.TextChoices):
        RESIDENTS = "residents", "居民与居民"
        UNIT_RESIDENTS = "unit_residents", "单位与居民"
        UNITS = "units", "单位与单位"

    class Origin(models.TextChoices):
        ASKED = "asked", "当事人申请"
        FOUND = "found", "排查发现"
        OPINION = "opinion", "社情民意转来"
        HANDED = "handed", "上级或部门转来"

    Outcome = DisputeOutcome

    class Kept(models.TextChoices):
        KEPT = "kept", "已履行"
        PARTLY = "partly", "部分履行"
        BROKEN = "broken", "没有履行"

    received_on = models.DateField("受理日期")
    origin = models.CharField("来源", max_length=10, choices=Origin, default=Origin.ASKED)
    kind = models.CharField("类别", max_length=10, choices=Kind)
    between = models.CharField("当事双方", max_length=16, choices=Between)
    parties = models.PositiveSmallIntegerField("涉及人数", default=2)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="涉及单位")
    grid = models.ForeignKey(Grid, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="网格")
    subject = FreeChar("争议事项", max_length=120)
    due_on = models.DateField("办结期限")
    closed_on = models.DateField("办结日期", null=True, blank=True, editable=False)
    outcome = models.CharField("结果", max_length=10, choices=DisputeOutcome, blank=True, editable=False)
    result = FreeText("怎样解决", max_length=300, blank=True, editable=False)
    revisited_on = models.DateField("回访日期", null=True, blank=True, editable=False)
    kept = models.CharField("履行情况", max_length=10, choices=Kept, blank=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "矛盾纠纷"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(between="residents", unit=None) | ~Q(between="residents") & Q(unit__isnull=False),
                name="dispute_names_its_unit",
                violation_error_message="涉及单位的，请选择单位；居民之间的不选",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, outcome="", result="")
                | Q(closed_on__gte=F("received_on")) & ~Q(outcome=""),
                name="dispute_closed_with_outcome",
                violation_error_message="办结日期不能早于受理日期，并要写明结果",
            ),
            models.CheckConstraint(
                condition=Q(revisited_on=None, kept="")
                | Q(revisited_on__gte=F("closed_on"), outcome__in=list(SETTLED)) & ~Q(kept=""),
                name="dispute_revisited_after_agreement",
                violation_error_message="达成协议的，办结以后才能登记回访",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("received_on")) & Q(parties__gte=2),
                name="dispute_limit_and_parties",
                violation_error_message="办结期限不能早于受理日期，涉及人数至少2人",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "received_on"], name="dispute_scope"),
            models.Index(
                fields=["scope", "due_on"], name="dispute_open", condition=Q(closed_on=None, withdrawn_on=None)
            ),
        ]

    def __str__(self) -> str:
        return self.subject


@tracked(exclude=["scope"])
class Mediation(ScopedModel, VersionedModel):
    """One mediation 调解 of a dispute: when, by whom of the office, what came of it."""

    class Turn(models.TextChoices):
        ONGOING = "ongoing", "继续调解"
        AGREED = "agreed", "达成一致"
        FAILED = "failed", "未达成一致"

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="mediations", verbose_name="矛盾纠纷")
    held_on = models.DateField("调解日期")
    mediator = FreeChar("调解人", max_length=60)
    turn = models.CharField("进展", max_length=10, choices=Turn)
    content = FreeText("调解情况", max_length=300)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "调解"
        indexes = [
            models.Index(fields=["scope"], name="mediation_scope"),
            models.Index(fields=["dispute"], name="mediation_dispute"),
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.get_turn_display()}"
