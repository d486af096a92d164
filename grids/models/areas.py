"""Responsibility areas 责任区 and service areas 服务区 of a grid, and who answers for them (S2 五(三))."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from core.records.history import tracked
from core.records.redaction import FreeChar
from grids.models.places import Grid, GridScopedQuerySet
from organizations.models import ScopedModel
from people.models import Person


class AreaKind(models.TextChoices):
    RESPONSIBILITY = "responsibility", "责任区"
    SERVICE = "service", "服务区"


class AreaRole(models.TextChoices):
    MEMBER = "member", "党员"
    ACTIVIST = "activist", "积极分子"
    MASS_REPRESENTATIVE = "mass_representative", "群众代表"


class AreaQuerySet(GridScopedQuerySet["Area"]):
    def in_force(self, on: Any) -> Self:
        return self.filter(during__contains=on)


@tracked(exclude=["scope"])
class Area(ScopedModel):
    """A part of a grid that somebody answers for, or in which somebody serves (GRD-04)."""

    Kind = AreaKind

    grid = models.ForeignKey(Grid, models.PROTECT, related_name="areas", verbose_name="网格")
    kind = models.CharField("类别", max_length=16, choices=AreaKind)
    name = FreeChar("名称", max_length=40)
    content = FreeChar("范围和内容", max_length=200, blank=True)
    during = DateRangeField("起止")

    objects: ClassVar = AreaQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "责任区和服务区"
        constraints = [
            ExclusionConstraint(
                name="area_name_once_in_a_grid",
                expressions=[
                    ("grid", RangeOperators.EQUAL),
                    ("name", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message="这个网格在这段时间已有同名的责任区或服务区",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="area_during_not_empty"),
        ]
        indexes = [models.Index(fields=["scope"], name="area_scope")]

    def __str__(self) -> str:
        return f"{self.grid} {self.name}"


class AreaPersonQuerySet(GridScopedQuerySet["AreaPerson"]):
    to_grid = "area__grid__"

    def in_force(self, on: Any) -> Self:
        return self.filter(during__contains=on)


@tracked(exclude=["scope"])
class AreaPerson(ScopedModel):
    """A member, an activist or a representative of the masses in an area; once in each part at a time."""

    Role = AreaRole

    area = models.ForeignKey(Area, models.PROTECT, related_name="persons", verbose_name="责任区或服务区")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="人员")
    role = models.CharField("身份", max_length=24, choices=AreaRole)
    during = DateRangeField("起止")

    objects: ClassVar = AreaPersonQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "责任区和服务区人员"
        constraints = [
            ExclusionConstraint(
                name="area_person_once",
                expressions=[
                    ("area", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message="此人在这段时间已在这个责任区或服务区",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="area_person_during_not_empty"),
        ]
        indexes = [models.Index(fields=["scope"], name="area_person_scope")]

    def __str__(self) -> str:
        return f"{self.area} {self.person}"
