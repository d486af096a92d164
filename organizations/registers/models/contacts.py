"""Contact points of leaders with visits and problems solved (ORG-19)."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.models.scoped import ScopedModel
from organizations.registers.models.entry import Entry
from people.models import Person


@tracked(exclude=["scope"])
class ContactPoint(Entry):
    """A community that a leader follows for a time 联系点 (S0 三(一)3, 四)."""

    leader = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="联系领导")
    duty = FreeChar("职务", max_length=80)
    during = DateRangeField("起止")

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "领导联系点"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            ExclusionConstraint(
                name="contact_point_once_at_a_time",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    ("leader", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_on=None),
                violation_error_message="这位领导在这段时间已联系这个社区",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="contact_point_during_not_empty"),
        ]
        indexes = [
            models.Index(fields=["scope"], name="contact_point_scope"),
            models.Index(fields=["leader"], name="contact_point_leader"),
        ]

    def __str__(self) -> str:
        return f"{self.leader.name}联系{self.organization.name}"


@tracked(exclude=["scope"])
class ContactVisit(ScopedModel, VersionedModel):
    """A visit to a contact point: what it was about, the problem that was found, and how it was solved."""

    point = models.ForeignKey(ContactPoint, models.PROTECT, related_name="visits", verbose_name="联系点")
    visited_on = models.DateField("走访日期")
    content = FreeText("指导内容", max_length=500)
    problem = FreeChar("发现的问题", max_length=200, blank=True)
    solved_on = models.DateField("解决日期", null=True, blank=True, editable=False)
    solution = FreeChar("怎样解决", max_length=200, blank=True, editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "联系点走访"
        constraints = [
            models.CheckConstraint(
                condition=Q(solved_on=None, solution="")
                | (Q(solved_on__gte=F("visited_on")) & ~Q(problem="") & ~Q(solution="")),
                name="contact_visit_solved_with_solution",
                violation_error_message="解决日期不能早于走访日期",
            )
        ]
        indexes = [models.Index(fields=["scope"], name="contact_visit_scope")]

    def __str__(self) -> str:
        return f"{self.visited_on}走访"
