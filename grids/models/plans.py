"""The plan of a community, and where the posters of its grids hang (S2 一, 三(四))."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from core.models import VersionedModel
from core.records.redaction import FreeChar
from grids.models.places import Building, Grid, GridScopedQuerySet, photo_path
from organizations.models import ScopedModel, ScopedQuerySet


class CommunityPlanQuerySet(ScopedQuerySet["CommunityPlan"]):
    def visible_to(self, user: Any, permission: str) -> Self:
        """Plans of communities that the user reaches, or where one of his grids lies."""
        return self.filter(
            Q(pk__in=super().visible_to(user, permission).values("pk"))
            | Q(organization__in=Grid.objects.visible_to(user, permission).values("organization"))
        )


class CommunityPlan(ScopedModel, VersionedModel):
    """A picture of the community, on which grids have their boundaries: 0–1000 from its upper left (GRD-01)."""

    picture = models.FileField("社区平面图", upload_to=photo_path)

    objects: ClassVar = CommunityPlanQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "社区平面图"
        constraints = [models.UniqueConstraint(fields=["organization"], name="plan_once_a_community")]
        indexes = [models.Index(fields=["scope"], name="plan_scope")]

    def __str__(self) -> str:
        return f"{self.organization}平面图"


class PostingQuerySet(GridScopedQuerySet["Posting"]):
    def in_force(self, on: Any) -> Self:
        return self.filter(during__contains=on)


class Posting(ScopedModel):
    """A poster of a grid at one place, from the day it was put up until it was taken down or replaced (GRD-02)."""

    grid = models.ForeignKey(Grid, models.CASCADE, related_name="postings", verbose_name="网格")
    building = models.ForeignKey(
        Building, models.CASCADE, null=True, blank=True, related_name="postings", verbose_name="楼栋"
    )
    kind = models.CharField("张贴处", max_length=20)
    """One of the labels of the threshold ``grd.poster.places`` (S2 三(四))."""
    spot = FreeChar("位置", max_length=60)
    during = DateRangeField("起止")

    objects: ClassVar = PostingQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "公示牌张贴处"
        constraints = [
            ExclusionConstraint(
                name="posting_once_at_a_spot",
                expressions=[
                    ("grid", RangeOperators.EQUAL),
                    ("spot", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message="这个位置已经登记了张贴的公示牌",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="posting_during_not_empty"),
        ]
        indexes = [models.Index(fields=["scope"], name="posting_scope")]

    def __str__(self) -> str:
        return f"{self.grid} {self.spot}"
