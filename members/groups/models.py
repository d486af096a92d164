"""A member's time in a Party group, beside the relationship, which is the branch's (MEM-21)."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from core.models import VersionedModel
from core.records.history import tracked
from organizations.models import ScopedModel, ScopedQuerySet
from people.models import Person


class GroupMembershipQuerySet(ScopedQuerySet["GroupMembership"]):
    def as_of(self, on: Any) -> Self:
        return self.filter(during__contains=on)

    def current(self) -> Self:
        return self.filter(during__endswith__isnull=True)


@tracked(exclude=["scope"])
class GroupMembership(ScopedModel, VersionedModel):
    """``organization`` is the Party group; one at a time."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="group_memberships", verbose_name="党员")
    during = DateRangeField("起止")

    objects: ClassVar = GroupMembershipQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "党小组成员"
        constraints = [
            ExclusionConstraint(
                name="group_membership_one_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                violation_error_message="此人在这段时间已编入党小组",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="group_membership_during_not_empty"),
        ]
        indexes = [models.Index(fields=["scope"], name="group_membership_scope")]

    def __str__(self) -> str:
        return f"{self.person} · {self.organization}"
