"""Quarterly circulars: places, changes and reasons as they were told (ASM-20)."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from assessments.models.schemes import Scheme
from core.models import VersionedModel
from core.records.history import tracked
from core.records.redaction import FreeChar, FreeJSON


class CircularQuerySet(models.QuerySet["Circular"]):
    def told_to(self, districts: Any) -> Self:
        """Those of the districts, which everybody below them may read."""
        return self.filter(scheme__district__in=districts)


@tracked()
class Circular(VersionedModel):
    """What a district told its communities of one quarter: fixed when it is issued, withdrawn only with a reason.

    ``lines``: for each community its id, name, group, place, place before, points and reasons, best first.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="circulars", verbose_name="方案")
    quarter = models.PositiveSmallIntegerField("季度")
    number = FreeChar("文号", max_length=60)
    issued_on = models.DateField("印发日期")
    issued_at = models.DateTimeField("印发时间")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="印发人")
    lines = FreeJSON("名次和原因", default=list)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_because = FreeChar("撤回原因", max_length=200, blank=True)

    objects = CircularQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "季度通报"
        ordering = ["-scheme__year", "-quarter", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="circular_quarter"),
            models.UniqueConstraint(
                fields=["scheme", "quarter"],
                condition=Q(withdrawn_at=None),
                name="circular_once_a_quarter",
                violation_error_message="这个季度的通报已经印发，要更正先撤回",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""), name="circular_withdrawn_with_reason"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="issued_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=(
                    "IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL AND to_jsonb(OLD) - 'version' - 'withdrawn_at'"
                    " - 'withdrawn_because' = to_jsonb(NEW) - 'version' - 'withdrawn_at' - 'withdrawn_because'"
                    " THEN RETURN NEW; END IF; RAISE EXCEPTION 'an issued circular does not change'"
                    " USING ERRCODE = 'check_violation', CONSTRAINT = 'circular_issued';"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme.year}年第{'一二三四'[self.quarter - 1]}季度{self.scheme.name}通报"
