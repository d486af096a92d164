"""Lines of the registers of services: festivals, visits, commitments, paired departments, providers."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.models import ScopedModel, Unit
from organizations.registers.models import Entry


@tracked(exclude=["scope"])
class CultureEvent(Entry):
    """A festival or culture activity of a community (S4B 二(五)). ``level``: one of ``svc.culture.levels`` (S1 二2)."""

    title = FreeChar("活动名称", max_length=80)
    festival = FreeChar("节日", max_length=20, blank=True)
    level = models.CharField("层面", max_length=10)
    held_on = models.DateField("举办日期")
    place = FreeChar("地点", max_length=60)
    participants = models.PositiveIntegerField("参加人数")
    content = FreeText("活动内容", max_length=500, blank=True)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "节庆文化活动"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "held_on", "title"],
                condition=Q(withdrawn_on=None),
                name="culture_event_once",
                violation_error_message="这一天已经登记过同名活动",
            ),
            models.CheckConstraint(
                condition=Q(participants__gte=1),
                name="culture_event_somebody_came",
                violation_error_message="参加人数至少1人",
            ),
        ]
        indexes = [models.Index(fields=["scope", "held_on"], name="culture_event_scope")]

    def __str__(self) -> str:
        return self.title


@tracked(exclude=["scope"])
class UnitVisit(Entry):
    """A contact visit between a community and a unit of its area, either way (SVC-09; S2 四(二))."""

    class Direction(models.TextChoices):
        TO_UNIT = "to_unit", "社区走访单位"
        FROM_UNIT = "from_unit", "单位走访社区"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    direction = models.CharField("走访方向", max_length=10, choices=Direction, default=Direction.TO_UNIT)
    visited_on = models.DateField("走访日期")
    visitors = FreeChar("走访人", max_length=80)
    content = FreeText("走访内容", max_length=500)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "联系走访"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "unit", "visited_on", "direction"],
                condition=Q(withdrawn_on=None),
                name="unit_visit_once_a_day",
                violation_error_message="这一天已经登记过同一方向的走访",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "visited_on"], name="unit_visit_scope"),
            models.Index(fields=["organization", "unit"], name="unit_visit_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()}：{self.unit.name}"


@tracked(exclude=["scope"])
class VisitMatter(ScopedModel, VersionedModel):
    """An opinion that was gathered on a visit, and its answer. ``due_on``: by when it is answered."""

    visit = models.ForeignKey(UnitVisit, models.PROTECT, related_name="matters", verbose_name="走访")
    text = FreeChar("意见建议", max_length=200)
    due_on = models.DateField("答复期限", editable=False)
    answered_on = models.DateField("答复日期", null=True, blank=True, editable=False)
    answer = FreeChar("答复", max_length=300, blank=True, editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "走访意见"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="") | Q(answered_on__isnull=False) & ~Q(answer=""),
                name="visit_matter_answered_with_words",
                violation_error_message="请写明怎样答复",
            )
        ]
        indexes = [models.Index(fields=["scope"], name="visit_matter_scope")]

    def __str__(self) -> str:
        return self.text


@tracked(exclude=["scope"])
class ServiceCommitment(Entry):
    """A promise of a service within so many working days 服务承诺 (SVC-16; S4B 二(一))."""

    title = FreeChar("服务事项", max_length=80)
    content = FreeText("承诺内容", max_length=500)
    limit_days = models.PositiveSmallIntegerField("办理时限（工作日）")
    responsible = FreeChar("责任人或窗口", max_length=60)
    since = models.DateField("施行日期")

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "服务承诺"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(limit_days__gte=1, limit_days__lte=120),
                name="commitment_limit_is_days",
                violation_error_message="办理时限在1至120个工作日之间",
            ),
            models.UniqueConstraint(
                fields=["organization", "title"],
                condition=Q(withdrawn_on=None),
                name="commitment_once",
                violation_error_message="这个社区已经登记过同名承诺",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="commitment_scope")]

    def __str__(self) -> str:
        return self.title


@tracked(exclude=["scope"])
class CommitmentCase(ScopedModel, VersionedModel):
    """One thing that was asked under a commitment: taken in, due by the promise of that day, done."""

    commitment = models.ForeignKey(ServiceCommitment, models.PROTECT, related_name="cases", verbose_name="服务承诺")
    about = FreeChar("办理事项", max_length=120)
    accepted_on = models.DateField("受理日期")
    due_on = models.DateField("承诺办结日期", editable=False)
    done_on = models.DateField("办结日期", null=True, blank=True, editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "承诺事项办理"
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("accepted_on")) & (Q(done_on=None) | Q(done_on__gte=F("accepted_on"))),
                name="commitment_case_days_in_order",
                violation_error_message="办结日期不能早于受理日期",
            )
        ]
        indexes = [models.Index(fields=["scope", "due_on"], name="commitment_case_scope")]

    def __str__(self) -> str:
        return self.about


@tracked(exclude=["scope"])
class DepartmentPairing(Entry):
    """A department that looks after a community for a time 部门包居 (SVC-12; S3 二1, 三4)."""

    department = FreeChar("包居部门", max_length=60)
    leader = FreeChar("负责领导和职务", max_length=60)
    contact = FreeChar("联络员", max_length=40, blank=True)
    during = DateRangeField("起止")
    tasks_text = FreeText("包居内容", max_length=500)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "部门包居"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            ExclusionConstraint(
                name="pairing_once_at_a_time",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    ("department", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_on=None),
                violation_error_message="这个部门在这段时间已经包这个社区",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="pairing_during_not_empty"),
        ]
        indexes = [models.Index(fields=["scope"], name="pairing_scope")]

    def __str__(self) -> str:
        return f"{self.department}包{self.organization.name}"


@tracked(exclude=["scope"])
class PairingTask(ScopedModel, VersionedModel):
    """What the department does for the community by a day, and what came of it."""

    pairing = models.ForeignKey(DepartmentPairing, models.PROTECT, related_name="tasks", verbose_name="部门包居")
    title = FreeChar("事项", max_length=120)
    due_on = models.DateField("完成期限")
    done_on = models.DateField("完成日期", null=True, blank=True, editable=False)
    result = FreeChar("成效", max_length=300, blank=True, editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "包居事项"
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, result="") | Q(done_on__isnull=False) & ~Q(result=""),
                name="pairing_task_done_with_result",
                violation_error_message="请写明成效",
            )
        ]
        indexes = [models.Index(fields=["scope", "due_on"], name="pairing_task_scope")]

    def __str__(self) -> str:
        return self.title


@tracked(exclude=["scope"])
class Provider(Entry):
    """A professional group, base, school or merchant that provides services by agreement (SVC-13; S1 二2)."""

    class Kind(models.TextChoices):
        GROUP = "group", "专业社团"
        BASE = "base", "服务基地"
        SCHOOL = "school", "学校"
        MERCHANT = "merchant", "商家"

    name = FreeChar("名称", max_length=80)
    kind = models.CharField("类别", max_length=10, choices=Kind)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="辖区单位")
    services = FreeText("服务内容", max_length=500)
    signed_on = models.DateField("协议签订日期")
    during = DateRangeField("协议起止")
    terms = FreeChar("协议要点", max_length=200)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "服务提供方"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            ExclusionConstraint(
                name="provider_agreement_once_at_a_time",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    ("name", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_on=None),
                violation_error_message="这段时间已经有这一方的协议",
            ),
            models.CheckConstraint(
                condition=Q(during__isempty=False, during__startswith__gte=F("signed_on")),
                name="provider_begins_when_signed",
                violation_error_message="协议签订以后才能起算",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="provider_scope")]

    def __str__(self) -> str:
        return self.name


@tracked(exclude=["scope"])
class ProvidedService(ScopedModel, VersionedModel):
    """A service that a provider gave, within its agreement."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="provided", verbose_name="服务提供方")
    served_on = models.DateField("服务日期")
    content = FreeChar("服务情况", max_length=200)
    people = models.PositiveIntegerField("服务人次")

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "提供的服务"
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gte=1),
                name="provided_service_for_somebody",
                violation_error_message="服务人次至少1人",
            )
        ]
        indexes = [models.Index(fields=["scope"], name="provided_service_scope")]

    def __str__(self) -> str:
        return f"{self.served_on}服务"
