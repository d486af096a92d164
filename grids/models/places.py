"""Grids, buildings, households, residences (S2 三(四))."""

import secrets
from typing import Any, ClassVar, Self, TypeVar

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar
from core.records.search import Characters
from grids.models.estates import Estate
from organizations.kinds import Kind
from organizations.models import Organization, ScopedModel, ScopedQuerySet
from organizations.scoping import visible_condition
from people.models import Person


def new_token() -> str:
    """Unguessable part of a public address: 22 characters, 128 bits."""
    return secrets.token_urlsafe(16)


def photo_path(instance: models.Model, filename: str) -> str:
    """Stored names are random: the uploaded one may carry a person's name."""
    return f"grids/{secrets.token_hex(12)}.jpg"


def _of_kind(column: str, kind: Kind, constraint: str) -> pgtrigger.Trigger:
    """The organisation in ``column`` is of ``kind`` and stands under the row's community."""
    return pgtrigger.Trigger(
        name=f"{column}_kind",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(f"{column}_id"),
        condition=pgtrigger.Q(**{f"new__{column}__isnull": False}),
        func=(
            "IF NOT EXISTS (SELECT 1 FROM organizations_organization o JOIN organizations_organization c"
            f" ON c.id = NEW.organization_id WHERE o.id = NEW.{column}_id AND o.kind = '{kind.value}'"
            " AND starts_with(o.path, c.path)) THEN"
            f" RAISE EXCEPTION 'not a {kind.value} of the community' USING ERRCODE = 'check_violation',"
            f" CONSTRAINT = '{constraint}'; END IF; RETURN NEW;"
        ),
    )


_Row = TypeVar("_Row", bound=models.Model)


class GridScopedQuerySet(ScopedQuerySet[_Row]):
    """Rows of a grid: seen from the community's side, and by those who answer for the grid's branch."""

    to_grid = "grid__"

    def visible_to(self, user: Any, permission: str) -> Self:
        """Rows of communities, or of grids whose grid branch, the user reaches with ``permission`` today."""
        return self.filter(
            visible_condition(user, permission, field="scope")
            | visible_condition(user, permission, field=f"{self.to_grid}grid_branch__path")
        )


def not_over(on: Any) -> Q:
    """A spell of the day, or one that is scheduled for later."""
    return Q(during__endswith__isnull=True) | Q(during__endswith__gt=on)


def standing(on: Any) -> Q:
    """Not ended by the day; it may lie ahead still."""
    return Q(until__isnull=True) | Q(until__gt=on)


def begun(on: Any) -> Q:
    """There on the day: set up by it and not ended; a place without a day has always been there."""
    return (Q(since__isnull=True) | Q(since__lte=on)) & standing(on)


def _ends_after_beginning(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gt=F("since")),
        name=name,
        violation_error_message="撤销日期必须晚于设立日期",
    )


class GridQuerySet(GridScopedQuerySet["Grid"]):
    to_grid = ""

    def in_force(self, on: Any) -> Self:
        return self.filter(begun(on))

    def standing(self, on: Any) -> Self:
        """Those of the day and those to come."""
        return self.filter(standing(on))


@tracked(exclude=["scope"])
class Grid(ScopedModel, VersionedModel):
    """One grid 网格 of a community (``organization``); one grid, one grid branch (GRD-01)."""

    code = models.CharField("网格编号", max_length=20)
    name = FreeChar("网格名称", max_length=40)
    since = models.DateField("设立日期", null=True, blank=True)
    """From when the grid is there; it may lie ahead. None: as long as its community."""
    until = models.DateField("撤销日期", null=True, blank=True, editable=False)
    """From when it is there no more."""
    order = models.PositiveSmallIntegerField("次序", default=0)
    grid_branch = models.OneToOneField(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grid",
        verbose_name="网格大党支部",
    )
    boundary = models.JSONField("范围", default=list, blank=True)
    """Corners on the community's plan: [[x, y], …], both 0–1000 from the upper left; empty = not drawn."""
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)

    objects: ClassVar = GridQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "网格"
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "code"],
                name="grid_code_once_a_community",
                violation_error_message="这个社区已有相同编号的网格",
            ),
            _ends_after_beginning("grid_ends_after_beginning"),
        ]
        indexes = [
            models.Index(fields=["scope"], name="grid_scope"),
            GinIndex(Characters("name"), name="grid_name_characters"),
        ]
        triggers = [
            *ScopedModel.Meta.triggers,
            _of_kind("grid_branch", Kind.GRID_BRANCH, "grid_branch_is_one_of_the_community"),
        ]

    def __str__(self) -> str:
        return self.name


class BuildingQuerySet(GridScopedQuerySet["Building"]):
    def in_force(self, on: Any) -> Self:
        return self.filter(begun(on))

    def standing(self, on: Any) -> Self:
        """Those of the day and those to come."""
        return self.filter(standing(on))


@tracked(exclude=["scope"])
class Building(ScopedModel, VersionedModel):
    """A building of a grid; ``building_group`` is the group 楼栋党小组 set up in it."""

    grid = models.ForeignKey(Grid, models.PROTECT, related_name="buildings", verbose_name="网格")
    estate = models.ForeignKey(
        Estate, models.PROTECT, null=True, blank=True, related_name="buildings", verbose_name="小区"
    )
    name = FreeChar("楼栋", max_length=40)
    since = models.DateField("登记日期", null=True, blank=True)
    """From when building and households belong to the grid; it may lie ahead. None: as long as the grid."""
    until = models.DateField("撤销日期", null=True, blank=True, editable=False)
    address = FreeChar("地址", max_length=80, blank=True)
    entrances = models.PositiveSmallIntegerField("单元数", default=1)
    floors = models.PositiveSmallIntegerField("层数", default=6)
    order = models.PositiveSmallIntegerField("次序", default=0)
    building_group = models.OneToOneField(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="building",
        verbose_name="楼栋党小组",
    )

    objects: ClassVar = BuildingQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "楼栋"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["grid", "name"],
                name="building_name_once_a_grid",
                violation_error_message="这个网格已有同名楼栋",
            ),
            models.CheckConstraint(
                condition=Q(entrances__range=(1, 30), floors__range=(1, 120)),
                name="building_size",
                violation_error_message="单元数须在1至30之间，层数须在1至120之间",
            ),
            _ends_after_beginning("building_ends_after_beginning"),
        ]
        indexes = [
            models.Index(fields=["scope"], name="building_scope"),
            GinIndex(Characters("name"), name="building_name_characters"),
        ]
        triggers = [
            *ScopedModel.Meta.triggers,
            _of_kind("building_group", Kind.BUILDING_GROUP, "building_group_is_one_of_the_community"),
        ]

    def __str__(self) -> str:
        return self.name


class HouseholdQuerySet(GridScopedQuerySet["Household"]):
    to_grid = "building__grid__"

    def standing(self, on: Any) -> Self:
        """Doors that are not ended by the day."""
        return self.filter(standing(on))

    def with_central(self, on: Any) -> Self:
        """Adds ``central``: whether the household is a member household on the day."""
        household = Organization.objects.in_force(on).filter(
            pk=models.OuterRef("member_household"), placements__during__contains=on
        )
        return self.annotate(central=models.Exists(household))


class Household(ScopedModel):
    """One door 住户. No residents' register: only where it is, and its member household, if any."""

    building = models.ForeignKey(Building, models.PROTECT, related_name="households", verbose_name="楼栋")
    entrance = models.PositiveSmallIntegerField("单元")
    floor = models.SmallIntegerField("楼层")
    door = models.PositiveSmallIntegerField("户序")
    """Place on the floor from the left, starting at 1."""
    label = FreeChar("门牌", max_length=20)
    until = models.DateField("撤销日期", null=True, blank=True, editable=False)
    member_household = models.OneToOneField(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="household",
        verbose_name="党员中心户",
    )

    objects: ClassVar = HouseholdQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "住户"
        ordering = ["building", "entrance", "floor", "door"]
        constraints = [
            models.UniqueConstraint(fields=["building", "entrance", "floor", "door"], name="household_once_at_a_door"),
            models.CheckConstraint(
                condition=~Q(floor=0) & Q(entrance__gte=1) & Q(door__gte=1),
                name="household_place",
                violation_error_message="单元、楼层和户序从1开始，地下层用负数",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="household_scope")]
        triggers = [
            *ScopedModel.Meta.triggers,
            _of_kind("member_household", Kind.MEMBER_HOUSEHOLD, "member_household_is_one_of_the_community"),
        ]

    def __str__(self) -> str:
        return f"{self.building} {self.label}"


class ResidenceQuerySet(GridScopedQuerySet["Residence"]):
    def as_of(self, on: Any) -> Self:
        return self.filter(during__contains=on)

    def not_over(self, on: Any) -> Self:
        """Those of the day and those that begin later."""
        return self.filter(not_over(on))


@tracked(exclude=["scope"])
class Residence(ScopedModel):
    """Where a member lives, as far as a grid needs it (GRD-03): grid, better building, best household."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="residences", verbose_name="党员")
    grid = models.ForeignKey(Grid, models.PROTECT, related_name="residences", verbose_name="网格")
    building = models.ForeignKey(
        Building, models.PROTECT, null=True, blank=True, related_name="residences", verbose_name="楼栋"
    )
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="residences", verbose_name="住户"
    )
    during = DateRangeField("起止")

    objects: ClassVar = ResidenceQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "党员居住地"
        constraints = [
            ExclusionConstraint(
                name="residence_one_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                violation_error_message="此人在这段时间已登记居住地",
            ),
            models.CheckConstraint(
                condition=Q(household__isnull=True) | Q(building__isnull=False),
                name="residence_household_has_building",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="residence_during_not_empty"),
        ]
        indexes = [models.Index(fields=["scope"], name="residence_scope")]

    def __str__(self) -> str:
        return f"{self.person} · {self.household or self.building or self.grid}"
