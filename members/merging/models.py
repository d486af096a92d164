"""What was merged into whom, and what moved, so that it can be taken apart again (MEM-13)."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.records.redaction import FreeChar
from organizations.models import ScopedModel, ScopedQuerySet
from people.models import Person


class PersonMergeQuerySet(ScopedQuerySet["PersonMerge"]):
    def standing(self) -> Self:
        """Not taken apart again."""
        return self.filter(undone_at__isnull=True)


class PersonMerge(ScopedModel):
    """``gone`` was the same person as ``kept``: its records went over, itself stays as what remains of them.

    What cannot stand twice (a relationship of the same days, an attendance of the same meeting) stays with ``gone``,
    so that no figure of a past day changes. ``moved``: label of the column → keys; ``filled``: what ``kept`` took over.
    """

    kept = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="保留的人员")
    gone = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="并入的人员")
    merged_at = models.DateTimeField("合并时间")
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="合并人"
    )
    reason = FreeChar("依据", max_length=200)
    moved = models.JSONField(default=dict)
    filled = models.JSONField(default=list)
    ended_on = models.DateField("重复组织关系的结束日期", null=True, blank=True)
    removed = models.JSONField(default=list)
    """Spells that began on the day itself: values by column, for taking apart."""
    undone_at = models.DateTimeField("拆分时间", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="拆分人"
    )

    objects: ClassVar = PersonMergeQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "人员合并"
        constraints = [
            models.UniqueConstraint(
                fields=["gone"],
                condition=Q(undone_at__isnull=True),
                name="person_merge_once",
                violation_error_message="这份记录已经合并过",
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="person_merge_of_two"),
        ]
        indexes = [
            models.Index(fields=["scope"], name="person_merge_scope"),
            models.Index(fields=["kept"], name="person_merge_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"
