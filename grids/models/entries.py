"""What enters a grid 进网格 beside its own organisations: units of the area and venues (S2 一; GRD-05)."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from core.records.history import tracked
from grids.models.places import Grid, GridScopedQuerySet
from organizations.models import ScopedModel, UnitPresence, Venue


class GridEntryQuerySet(GridScopedQuerySet["GridEntry"]):
    def in_force(self, on: Any) -> Self:
        return self.filter(during__contains=on)


def _once(name: str, column: str, words: str) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=name,
        expressions=[(column, RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
        condition=Q(**{f"{column}__isnull": False}),
        violation_error_message=words,
    )


@tracked(exclude=["scope"])
class GridEntry(ScopedModel):
    """A unit or a venue in a grid for a time: one grid at a time, so that each is somebody's to look after."""

    grid = models.ForeignKey(Grid, models.PROTECT, related_name="entries", verbose_name="网格")
    presence = models.ForeignKey(
        UnitPresence, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="辖区单位"
    )
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="阵地")
    during = DateRangeField("起止")

    objects: ClassVar = GridEntryQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "进网格的单位和阵地"
        constraints = [
            _once("grid_entry_unit_once", "presence", "这家单位在这段时间已在一个网格"),
            _once("grid_entry_venue_once", "venue", "这处阵地在这段时间已在一个网格"),
            models.CheckConstraint(
                condition=Q(presence__isnull=False, venue__isnull=True) | Q(presence__isnull=True, venue__isnull=False),
                name="grid_entry_one_thing",
                violation_error_message="请选择一家单位或一处阵地",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="grid_entry_during_not_empty"),
        ]
        indexes = [models.Index(fields=["scope"], name="grid_entry_scope")]

    @property
    def name(self) -> str:
        return self.presence.unit.name if self.presence is not None else str(self.venue)

    def __str__(self) -> str:
        return f"{self.grid} {self.name}"
