"""Two-way reporting and review 双向述职评议: towards the superior, and towards members and residents (S1 二1)."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeText
from organizations.models import ScopedModel
from organizations.registers.models import Entry
from people.models import Person


@tracked(exclude=["scope"])
class TwoWayReview(Entry):
    """A secretary's year in a community (``organization``): reported, displayed, judged from both sides, concluded.

    ``displayed_on``: since when the report hangs out as a publication. ``superior_grade``: what the street judged.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="述职人")
    year = models.PositiveSmallIntegerField("年度")
    content = FreeText("述职报告", max_length=6000)
    displayed_on = models.DateField("展示日期", null=True, blank=True, editable=False)
    superior_grade = models.CharField("上级评议等次", max_length=12, blank=True, editable=False)
    superior_opinion = FreeText("上级评议意见", max_length=500, blank=True, editable=False)
    superior_on = models.DateField("上级评议日期", null=True, blank=True, editable=False)
    follow_up = FreeText("整改措施", max_length=1000, blank=True, editable=False)
    concluded_on = models.DateField("办结日期", null=True, blank=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = verbose_name_plural = "双向述职评议"
        constraints: ClassVar[list[Any]] = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "person", "year"],
                condition=Q(withdrawn_on=None),
                name="two_way_review_once_a_year",
                violation_error_message="这个人这一年的述职已经登记",
            ),
            models.CheckConstraint(
                condition=Q(superior_on=None, superior_grade="", superior_opinion="")
                | (Q(superior_on__isnull=False) & ~Q(superior_grade="")),
                name="two_way_review_superior_graded",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on=None, follow_up="")
                | Q(displayed_on__isnull=False, superior_on__isnull=False, concluded_on__isnull=False),
                name="two_way_review_concluded_last",
            ),
        ]
        indexes = [models.Index(fields=["scope", "year"], name="two_way_review_scope")]

    def __str__(self) -> str:
        return f"{self.person.name}{self.year}年述职评议"


@tracked(exclude=["scope"])
class ReviewRequirement(ScopedModel, VersionedModel):
    """One of the four requirements of the standard, and how the report met it; empty until said."""

    review = models.ForeignKey(TwoWayReview, models.CASCADE, related_name="requirements", verbose_name="述职评议")
    label = models.CharField("要求", max_length=40)
    how = FreeText("怎样做到", max_length=500, blank=True)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "述职要求"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["review", "label"], name="review_requirement_once"),
        ]
        indexes = [models.Index(fields=["scope"], name="review_requirement_scope")]

    def __str__(self) -> str:
        return self.label


class ReviewSide(models.TextChoices):
    MEMBERS = "members", "党员和党员代表"
    RESIDENTS = "residents", "群众评议员"


@tracked(exclude=["scope"])
class ReviewCount(ScopedModel, VersionedModel):
    """The papers of one side at one meeting: ``counts`` in the order of ``grades``, the words of that day."""

    Side = ReviewSide

    review = models.ForeignKey(TwoWayReview, models.CASCADE, related_name="counts", verbose_name="述职评议")
    side = models.CharField("评议人", max_length=10, choices=ReviewSide)
    held_on = models.DateField("评议日期")
    place = FreeChar("地点", max_length=60)
    issued = models.PositiveIntegerField("发出票数")
    returned = models.PositiveIntegerField("收回票数")
    invalid = models.PositiveIntegerField("废票", default=0)
    grades = ArrayField(models.CharField(max_length=12), verbose_name="等次", editable=False)
    counts = ArrayField(models.PositiveIntegerField(), verbose_name="各等次票数", editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "述职评议票"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["review", "side"],
                name="review_count_once_a_side",
                violation_error_message="这一方的评议票已经登记，请更正原来的",
            ),
            models.CheckConstraint(
                condition=Q(issued__gt=0, returned__lte=F("issued"), invalid__lte=F("returned")),
                name="review_count_balances",
                violation_error_message="收回票数不能多于发出票数，废票不能多于收回票数",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="review_count_scope")]

    def __str__(self) -> str:
        return f"{self.get_side_display()}评议票"

    @property
    def words(self) -> str:
        told = [f"{grade} {count}" for grade, count in zip(self.grades, self.counts, strict=True)]
        return "，".join([*told, *([f"废票 {self.invalid}"] if self.invalid else [])])
