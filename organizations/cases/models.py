"""A case, its steps and whom it names in which role; what a kind of case asks stands in its ``CaseKind``."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.models.scoped import ScopedModel
from people.models import Person


class CaseOutcome(models.TextChoices):
    DONE = "done", "已办结"
    REFUSED = "refused", "未批准"
    CANCELLED = "cancelled", "已取消"


@tracked(exclude=["scope"])
class Case(ScopedModel, VersionedModel):
    """What an organisation does step by step, each with its day and what proves it.

    ``kind`` is the key of a ``CaseKind``; ``next_step`` the step that is owed, empty once the case has ended;
    ``kinship``: what was declared of relatives among those who decide, a flag and no verdict.
    """

    Outcome = CaseOutcome

    kind = models.CharField("种类", max_length=24, editable=False)
    title = FreeChar("事项", max_length=80)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人员", editable=False
    )
    category = models.CharField("类别", max_length=40, blank=True)
    kinship = FreeChar("亲属关系", max_length=120, blank=True)
    begun_on = models.DateField("开始日期")
    next_step = models.CharField("下一步", max_length=32, blank=True, editable=False)
    ended_on = models.DateField("结束日期", null=True, blank=True, editable=False)
    outcome = models.CharField("结果", max_length=12, choices=CaseOutcome, blank=True, editable=False)
    ended_because = FreeChar("结束原因", max_length=200, blank=True, editable=False)
    recorded_at = models.DateTimeField("录入时间", default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, verbose_name="录入人"
    )

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "办理事项"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(ended_on=None, outcome="", ended_because="") & ~Q(next_step="")
                | Q(ended_on__gte=F("begun_on"), next_step="") & ~Q(outcome=""),
                name="case_ended_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=[CaseOutcome.REFUSED, CaseOutcome.CANCELLED]) | ~Q(ended_because=""),
                name="case_stopped_with_reason",
                violation_error_message="请写明原因",
            ),
            models.UniqueConstraint(
                fields=["kind", "person"],
                condition=Q(ended_on=None, person__isnull=False),
                name="case_once_a_person",
                violation_error_message="此人的同类事项正在办理",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "kind"], name="case_scope"),
            models.Index(fields=["person"], name="case_person"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.ended_on is None

    @property
    def tone(self) -> str:
        """Colour of where it stands on pages."""
        return {"": "", CaseOutcome.DONE: "good"}.get(self.outcome, "warn")


@tracked(exclude=["scope"])
class CaseStep(ScopedModel, VersionedModel):
    """One step that was taken: ``done_on`` the day said, ``recorded_at`` when it was entered.

    ``proof`` and ``record``: the kind and the id of the record that fulfils it, ``evidence`` in words; ``round`` counts
    the times of a step that repeats. A step taken back (``voided_on``) stays to be read.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps", verbose_name="事项")
    key = models.CharField("步骤", max_length=32, editable=False)
    round = models.PositiveSmallIntegerField("次数", default=1, editable=False)
    done_on = models.DateField("办理日期")
    proof = models.CharField(max_length=32, blank=True, editable=False)
    record = models.BigIntegerField("依据记录", null=True, blank=True, editable=False)
    evidence = FreeChar("依据", max_length=200, blank=True, editable=False)
    choice = models.CharField("结果", max_length=40, blank=True)
    document = FreeChar("文号", max_length=80, blank=True)
    note = FreeText("说明", max_length=1000, blank=True)
    excuse = FreeChar("特殊情况说明", max_length=200, blank=True)
    recorded_at = models.DateTimeField("录入时间", default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False, verbose_name="录入人"
    )
    voided_on = models.DateField("退回日期", null=True, blank=True, editable=False)
    voided_because = FreeChar("退回原因", max_length=200, blank=True, editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "办理步骤"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["case", "key", "round"],
                condition=Q(voided_on=None),
                name="case_step_once",
                violation_error_message="这一步已经登记",
            ),
            models.CheckConstraint(
                condition=Q(voided_on=None, voided_because="") | Q(voided_on__isnull=False) & ~Q(voided_because=""),
                name="case_step_voided_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(proof="", record=None) | ~Q(proof="") & Q(record__isnull=False),
                name="case_step_proof_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["scope"], name="case_step_scope"),
            models.Index(fields=["recorded_by", "recorded_at"], name="case_step_recorded"),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.key}"


@tracked(exclude=["scope"])
class CasePerson(ScopedModel, VersionedModel):
    """Whom a case names in a role since a day (a contact, an introducer), named by the step ``step``."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="persons", verbose_name="事项")
    step = models.ForeignKey(CaseStep, models.PROTECT, related_name="persons", verbose_name="步骤")
    role = models.CharField("身份", max_length=24)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="人员")
    since = models.DateField("开始日期")
    until = models.DateField("结束日期", null=True, blank=True)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "事项相关人员"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["case", "role", "person"],
                condition=Q(until=None),
                name="case_person_once",
                violation_error_message="此人已登记在这个事项里",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="case_person_ends_after_it_starts"
            ),
        ]
        indexes = [
            models.Index(fields=["scope"], name="case_person_scope"),
            models.Index(fields=["person"], name="case_person_person"),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.person}"
