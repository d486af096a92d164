"""The yearly plan of a branch for developing members, confirmed by its street or town (S4A 三2)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar
from organizations.models import ScopedModel
from organizations.registers.models.entry import Entry
from people.models import Person


@tracked(exclude=["scope"])
class DevelopmentPlan(Entry):
    """How many a branch plans to develop in a year; it counts from the day on which the street confirmed it."""

    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveSmallIntegerField("计划发展人数")
    confirmed_on = models.DateField("街道（镇）审定日期", null=True, blank=True, editable=False)
    document = FreeChar("审定文号", max_length=80, blank=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "发展党员计划"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "year"],
                condition=Q(withdrawn_on=None),
                name="development_plan_once_a_year",
                violation_error_message="这个支部已登记这一年的计划",
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0),
                name="development_plan_has_a_number",
                violation_error_message="计划人数应大于0",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on=None, document="") | Q(confirmed_on__isnull=False) & ~Q(document=""),
                name="development_plan_confirmed_by_document",
                violation_error_message="请填写审定文号",
            ),
        ]
        indexes = [models.Index(fields=["scope", "year"], name="development_plan_scope")]

    def __str__(self) -> str:
        return f"{self.year}年发展党员计划"


@tracked(exclude=["scope"])
class PlannedPerson(ScopedModel, VersionedModel):
    """Who stands in a plan."""

    plan = models.ForeignKey(DevelopmentPlan, models.PROTECT, related_name="persons", verbose_name="计划")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="计划发展对象")

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "计划发展对象"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["plan", "person"], name="planned_person_once", violation_error_message="此人已列入这份计划"
            )
        ]
        indexes = [
            models.Index(fields=["scope"], name="planned_person_scope"),
            models.Index(fields=["person"], name="planned_person_person"),
        ]

    def __str__(self) -> str:
        return self.person.name
