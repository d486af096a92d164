"""Visits 走访 of grid heads and grid officers, and grids that are redrawn on a day (S2 三(四); GRD-11)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from grids.models.opinions import Opinion
from grids.models.people import ResponsibleRole
from grids.models.places import Building, Grid, GridScopedQuerySet, Household
from organizations.models import ScopedModel
from people.models import Person

VISITORS = (ResponsibleRole.GRID_HEAD, ResponsibleRole.GRID_OFFICER)
"""Who logs visits."""


class VisitPurpose(models.TextChoices):
    ROUTINE = "routine", "日常走访"
    SERVICE = "service", "服务对象走访"
    SAFETY = "safety", "安全排查"
    POLICY = "policy", "政策宣传"
    CARD = "card", "发放联系卡"
    OTHER = "other", "其他"


class GridVisitQuerySet(GridScopedQuerySet["GridVisit"]):
    def standing(self) -> "GridVisitQuerySet":
        """Those that count: not taken back."""
        return self.filter(withdrawn_because="")


@tracked(exclude=["scope"])
class GridVisit(ScopedModel):
    """A grid head or officer was at a household, or made a round in the grid; of residents nothing but the matter.

    ``opinion``: what was raised on the visit and is to be solved.
    """

    Purpose = VisitPurpose

    grid = models.ForeignKey(Grid, models.PROTECT, related_name="visits", verbose_name="网格")
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name="住户"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="走访人")
    role = models.CharField("职务", max_length=24, choices=ResponsibleRole)
    visited_on = models.DateField("走访日期")
    purpose = models.CharField("事由", max_length=10, choices=VisitPurpose, default=VisitPurpose.ROUTINE)
    met = models.BooleanField("见到人", default=True)
    content = FreeText("走访情况", max_length=300, blank=True)
    opinion = models.ForeignKey(
        Opinion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="社情民意"
    )
    withdrawn_because = FreeChar("撤回原因", max_length=120, blank=True, default="")

    objects: ClassVar = GridVisitQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "网格走访"
        constraints = [
            models.UniqueConstraint(
                fields=["household", "person", "visited_on"],
                condition=Q(withdrawn_because="", household__isnull=False),
                name="grid_visit_once_a_day",
                violation_error_message="这一户今天的走访已经登记过",
            ),
            models.CheckConstraint(
                condition=Q(role__in=list(VISITORS)),
                name="grid_visit_by_head_or_officer",
                violation_error_message="走访由网格长或网格管理员登记",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "visited_on"], name="grid_visit_scope"),
            models.Index(fields=["grid", "visited_on"], name="grid_visit_grid"),
        ]

    def __str__(self) -> str:
        return f"{self.visited_on} {self.household or self.grid}"


class RedrawingQuerySet(GridScopedQuerySet["Redrawing"]):
    to_grid = "to__"

    def waiting(self) -> "RedrawingQuerySet":
        """Those whose day has not come."""
        return self.filter(done_at=None)


@tracked(exclude=["scope"])
class Redrawing(ScopedModel):
    """A building belongs to another grid from a day on: its households, members, recipients and its group go along.

    A day ahead is kept until it comes (``done_at``); what was done is the history of the building's grids.
    """

    building = models.ForeignKey(Building, models.PROTECT, related_name="redrawings", verbose_name="楼栋")
    before = models.ForeignKey(Grid, models.PROTECT, related_name="+", verbose_name="原网格")
    to = models.ForeignKey(Grid, models.PROTECT, related_name="+", verbose_name="调整到")
    on = models.DateField("调整日期")
    reason = FreeChar("调整依据", max_length=120)
    households = models.PositiveIntegerField("住户", default=0)
    done_at = models.DateTimeField("执行时间", null=True, blank=True)

    objects: ClassVar = RedrawingQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "网格调整"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["building"],
                condition=Q(done_at=None),
                name="redrawing_one_ahead",
                violation_error_message="这栋楼已有定好的调整，请先撤回",
            ),
            models.CheckConstraint(
                condition=~Q(before=F("to")),
                name="redrawing_to_another_grid",
                violation_error_message="请选择另一个网格",
            ),
        ]
        indexes = [models.Index(fields=["scope", "on"], name="redrawing_scope")]

    def __str__(self) -> str:
        return f"{self.building} {self.on}"
